/* walk.h -- from the paths of the command line to the letters they mean. */
#ifndef IMR_WALK_H
#define IMR_WALK_H

#include <dirent.h>
#include <glob.h>

#include "base/arena.h"
#include "base/str.h"

/* How the bytes of an input are to be read. */
enum input_kind {
	INPUT_LETTER, /* a letter's text, in any encoding */
	INPUT_JSON,   /* one parsed letter */
	INPUT_YAML,   /* the same, in YAML */
	INPUT_LINES,  /* a letter a line: NDJSON */
	INPUT_STDIN,  /* a letter, or JSON when it begins like it */
};

/* path is terminated. */
struct input {
	struct str path;
	enum input_kind kind;
};

/* Zero but for the arena is a valid walk; walk_free gives the rest back. */
struct walk {
	struct arena *arena;
	VEC(struct input) inputs;
	VEC(struct folder_id) folders; /* walked already */
	DIR *folder;                   /* being read; else NULL */
	glob_t found;                  /* by a pattern, when has_found */
	bool has_found;
};

/* A folder, whatever the links that lead to it. */
struct folder_id {
	uint64_t device;
	uint64_t number;
};

/*
 * Adds the letters that a path means: a file whatever its name, the letters
 * in a folder and below it in order of their names (hidden files left out,
 * *.txt, *.json and *.ndjson only), "-" for standard input, or the files that
 * a pattern with '*' or '?' matches. False when it means none; *problem then
 * says why.
 */
bool walk_add(struct walk *w, struct str path, struct str *problem);

/* All files below a folder whose names end in `suffix`, in order. */
bool walk_files(struct walk *w, struct str folder, struct str suffix,
                struct str *problem);

enum input_kind walk_kind(struct str path);

void walk_free(struct walk *w);

#endif
