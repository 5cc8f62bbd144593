/* option.h -- the command line: one table of options, what they were set to. */
#ifndef IMR_OPTION_H
#define IMR_OPTION_H

#include "base/arena.h"
#include "engine/finding.h"
#include "report/report.h"

enum command {
	COMMAND_CHECK, /* the main job, without a sub-command */
	COMMAND_PARSE,
	COMMAND_TEXT,
	COMMAND_MERGE,
	COMMAND_EXPLAIN,
	COMMAND_RULES,
	COMMAND_HELP,
	COMMAND_VERSION,
};

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

/* A report to write besides, or instead of, the one on stdout. */
struct output {
	const struct report_format *format; /* NULL: that of --format */
	struct str path;
};

/* Threads beyond this help no machine we know. */
#define JOBS_MAX 512

struct words {
	VEC(struct str) list;
};

/* Zero is the default of every option. */
struct options {
	enum command command;
	const struct report_format *format; /* NULL: text */
	VEC(struct output) outputs;
	struct words select; /* rule ids, or patterns of them (cli/select.h) */
	struct words ignore;
	struct words rules;  /* folders */
	bool fail_set;
	enum severity fail_on;  /* when fail_set */
	bool strict;
	bool exit_zero;
	bool quiet;
	bool why;
	bool redact;
	bool ndjson;
	unsigned jobs;
	struct str files_from; /* terminated; empty: no list */
	struct str column;     /* of a CSV file; empty: "text" */
	enum when color;
	struct words operands; /* paths, or the rule to explain */
};

/* A row of the table: what --help prints and the man page must describe. */
struct option {
	const char *name;     /* without dashes */
	const char *argument; /* "LEVEL"; NULL: takes none */
	const char *help;
	bool (*set)(const struct option *self, struct options *o,
	            struct arena *a, struct str value, struct str *error);
	size_t member; /* of struct options, where the setter needs to know */
};

extern const struct option options_table[];
extern const size_t n_options;

/*
 * Sets one option. False when there is none of this name or the value is
 * wrong; *error is then one line, without a full stop, in the arena.
 */
bool options_set(struct options *o, struct arena *a, struct str name,
                 const struct str *value, struct str *error);

/* Reads a command line; argv[0] is not looked at. False as above. */
bool options_parse(struct options *o, struct arena *a, int argc,
                   char *const *argv, struct str *error);

/* The lowest severity that makes the program fail. */
enum severity options_fail_level(const struct options *o);

/* What --help prints. */
void options_help(struct buf *out);

#endif
