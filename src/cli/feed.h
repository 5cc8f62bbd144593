/* feed.h -- from paths to jobs: one letter after the other, in order. */
#ifndef IMR_FEED_H
#define IMR_FEED_H

#include "cli/desk.h"
#include "cli/option.h"

/* One letter to be worked on. What the bytes point to is in the arena. */
struct job {
	struct arena arena;
	struct bytes bytes;
	enum packing packing;
	bool named;
	bool has_bytes;      /* else the file at bytes.path is to be read */
	const char *problem; /* it cannot be had, because; else NULL */
};

/*
 * Zero but for the walk's arena and the options is a feed that has not begun.
 * Files of one letter are only named here and read by whoever does the job;
 * files of many are read here, record by record.
 */
struct feed {
	const struct options *options;
	struct walk walk;
	struct walk probe; /* looks without reading; has its own arena */
	struct arena probe_arena;
	struct arena count_arena; /* of one path that is counted */
	size_t next_operand;
	struct file list; /* of --files-from */
	bool list_open;
	struct file file;   /* of many letters */
	struct arena arena; /* of that file */
	struct input in;    /* what it is; path terminated */
	bool in_records;
	bool ended;
	uint32_t line;      /* of its next record */
	size_t text_column; /* of a CSV file */
	size_t path_column;
	bool has_path_column;
	const char *csv_problem;
};

/* Opens the list of --files-from. False: *problem says why it cannot. */
bool feed_begin(struct feed *f, const char **problem);

/* The next letter; false when there is none. */
bool feed_next(struct feed *f, struct job *job);

/* False when an operand means no letter: *problem then says so. */
bool feed_check(struct feed *f, struct str path, struct str *problem);

/*
 * What is left of a feed that was stopped: the path of its next letter, in the
 * walk's arena, or empty when there is none. Nothing is waited for.
 */
struct str feed_rest(struct feed *f, struct job *spare);

/*
 * How many letters the operands mean, at most `most`; 0 when that cannot be
 * told without reading, from lists of paths and files of many letters.
 */
size_t feed_count(struct feed *f, size_t most);

/* True when there is just one letter. */
bool feed_is_one(struct feed *f);

void feed_free(struct feed *f);

#endif
