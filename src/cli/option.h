/* option.h -- the command line: one table of options, what they were set to. */
#ifndef IMR_OPTION_H
#define IMR_OPTION_H

#include "base/arena.h"
#include "base/date.h"
#include "engine/finding.h"
#include "report/report.h"

enum command {
	COMMAND_CHECK, /* the main job, without a sub-command */
	COMMAND_PARSE,
	COMMAND_TEXT,
	COMMAND_MERGE,
	COMMAND_EXPLAIN,
	COMMAND_RULES,
	COMMAND_CONFIG,
	COMMAND_WAIVERS,
	COMMAND_COMPLETION,
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

/* Where an option was set: a line of imrcheck.yaml; line 0: the command. */
struct origin {
	struct str path;
	uint32_t line;
};

/* An option that was set, in the words it was set with. */
struct setting {
	struct str name;
	struct str value; /* "yes" when the option takes none */
	struct origin from;
};

/* More digits than str_number can tell apart are refused. */
#define OPTION_DIGITS_MAX 9

/* Zero is the default of every option. */
struct options {
	enum command command;
	const struct report_format *format; /* NULL: text */
	VEC(struct output) outputs;
	struct words select; /* rule ids, or patterns of them (cli/select.h) */
	struct words ignore;
	struct words rules; /* folders */
	bool fail_set;
	enum severity fail_on; /* when fail_set */
	bool strict;
	bool exit_zero;
	bool quiet;
	bool why;
	bool redact;
	bool ndjson;
	unsigned jobs;
	struct str files_from; /* terminated; empty: no list */
	struct str column;     /* of a CSV file; empty: "text" */
	struct str cache;      /* terminated; empty: none */
	enum when color;
	bool no_config;
	struct str config;   /* file; empty: looked for (cli/config.h) */
	struct str waivers;  /* file; empty: looked for */
	struct str baseline; /* file; empty: none */
	bool baseline_write;
	struct date today;   /* unknown: what the clock says */
	struct date expires; /* of imported waivers; unknown: in a year */
	struct str who;      /* judged what is imported */
	uint32_t sample;     /* how many are drawn; 0: no sample */
	uint32_t seed;
	bool sample_decisions; /* decisions are drawn, not letters */
	struct words operands; /* paths, or the rule to explain */
	/* What options_set was called with, and where it is called from now. */
	VEC(struct setting) settings;
	struct origin from;
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

/* A sub-command, and what it does in a few words. */
struct option_command {
	const char *word;
	enum command command;
	const char *help;
};

extern const struct option_command option_commands[];
extern const size_t n_option_commands;

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
