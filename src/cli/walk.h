/* walk.h -- from the paths of the command line to the letters they mean. */
#ifndef IMR_WALK_H
#define IMR_WALK_H

#include <dirent.h>
#include <glob.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/file.h"

/* How the bytes of an input are to be read. */
enum input_kind {
	INPUT_LETTER, /* a letter's text, in any encoding */
	INPUT_JSON,   /* one parsed letter */
	INPUT_YAML,   /* the same, in YAML */
	INPUT_LINES,  /* a letter a line: NDJSON */
	INPUT_CSV,    /* a letter a record, in a column of text */
	INPUT_STDIN,  /* a letter, or JSON when it begins like it */
};

/* path is terminated. */
struct input {
	struct str path;
	enum input_kind kind;
	enum packing packing;
	bool named;          /* by the user, not found in a folder */
	const char *problem; /* it cannot be read, because; else NULL */
};

/* Deeper folders are not looked into: a limit for archives made to hurt. */
#define FOLDER_DEPTH_MAX 64

/* A folder on the way: its entries, sorted, and the next of them. */
struct folder {
	struct arena arena;
	VEC(struct str) entries;
	size_t next;
	struct str path;
};

/* Folders seen, whatever the links that lead to them: open addressing. */
struct folder_id {
	uint64_t device;
	uint64_t number; /* 0: free */
};

/*
 * Letters are found one by one, so that a million of them takes no memory.
 * Zero but for the arena is a valid walk, of nothing; walk_free gives back
 * what is not in the arena. suffix: not empty, only files that end in it.
 */
struct walk {
	struct arena *arena;
	struct str suffix;
	struct folder *folders; /* FOLDER_DEPTH_MAX of them, once needed */
	size_t depth;
	struct folder_id *seen;
	size_t n_seen;
	size_t seen_cap;
	struct arena path_arena;  /* of the entry that is looked at */
	struct arena start_arena; /* of the path the walk started with */
	struct input given;       /* found in no folder, when has_given */
	bool has_given;
	DIR *dir;     /* being read; else NULL */
	glob_t found; /* by a pattern, when has_found */
	size_t next_found;
	bool has_found;
};

/*
 * Starts with a path: a file whatever its name, the letters in a folder and
 * below it in order of their names (hidden files left out, and files that are
 * no letters by theirs), "-" for standard input, or the files that a pattern
 * with '*' or '?' matches. False when it means none, which is looked at here
 * and now; *problem then says why.
 */
bool walk_start(struct walk *w, struct str path, struct str *problem);

/*
 * The next letter of the path, in `a`. False when there is no more: another
 * path may then be started. Folders that an earlier path led to are not
 * walked again.
 */
bool walk_next(struct walk *w, struct arena *a, struct input *in);

/*
 * False when a path means no letter at all: *problem then says so. Looks no
 * further than to the first one. The walk must be one of nothing, and is
 * again afterwards.
 */
bool walk_check(struct walk *w, struct str path, struct str *problem);

/* What a file is by its name. */
void walk_kind(struct str path, struct input *in);

void walk_free(struct walk *w);

#endif
