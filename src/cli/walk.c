/*
 * walk.c -- from paths to letters.
 *
 * A folder is walked once, whatever links lead to it, so loops of links end.
 * What cannot be looked into is an input too: reading it will fail, and say so
 * in the report, which is where an incomplete run must show.
 */
#include "cli/walk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct suffix {
	struct str text;
	uint8_t kind;    /* enum input_kind */
	uint8_t packing; /* enum packing */
	bool in_folders; /* a letter also when it was not named */
};

static const struct suffix suffixes[] = {
	{ STR_INIT(".txt"), INPUT_LETTER, PACKING_NONE, true },
	{ STR_INIT(".pdf"), INPUT_LETTER, PACKING_PDF, true },
	{ STR_INIT(".json"), INPUT_JSON, PACKING_NONE, true },
	{ STR_INIT(".ndjson"), INPUT_LINES, PACKING_NONE, true },
	{ STR_INIT(".jsonl"), INPUT_LINES, PACKING_NONE, true },
	{ STR_INIT(".csv"), INPUT_CSV, PACKING_NONE, false },
	{ STR_INIT(".yaml"), INPUT_YAML, PACKING_NONE, false },
	{ STR_INIT(".yml"), INPUT_YAML, PACKING_NONE, false },
};

/* These stand behind the suffix of what they hold: "letters.ndjson.gz". */
static const struct suffix packed[] = {
	{ STR_INIT(".gz"), 0, PACKING_GZIP, false },
	{ STR_INIT(".zst"), 0, PACKING_ZSTD, false },
};

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

static bool has_suffix(struct str path, struct str suffix)
{
	return path.len > suffix.len &&
	       str_eq_nocase(str_sub(path, path.len - suffix.len, path.len),
	                     suffix);
}

static const struct suffix *find_suffix(const struct suffix *list, size_t n,
                                        struct str path)
{
	for (size_t i = 0; i < n; i++) {
		if (has_suffix(path, list[i].text))
			return &list[i];
	}
	return NULL;
}

/* Returns whether it is a letter also when it was not named. */
static bool kind_of(struct str path, struct input *in)
{
	const struct suffix *pack = find_suffix(packed, COUNT(packed), path);
	const struct suffix *s;

	if (pack)
		path.len -= pack->text.len;
	s = find_suffix(suffixes, COUNT(suffixes), path);
	in->kind = s ? (enum input_kind)s->kind : INPUT_LETTER;
	in->packing = (enum packing)(pack ? pack->packing
	                             : s  ? s->packing
	                                  : PACKING_NONE);
	/* A PDF that is packed once more is nothing we unpack. */
	return s && s->in_folders && !(pack && s->packing != PACKING_NONE);
}

void walk_kind(struct str path, struct input *in)
{
	kind_of(path, in);
}

/* -- folders that were seen */

static struct folder_id *find_seen(const struct walk *w, struct folder_id id)
{
	uint64_t at = (id.number * UINT64_C(0x9e3779b97f4a7c15)) ^ id.device;

	for (;; at++) {
		struct folder_id *slot = &w->seen[at & (w->seen_cap - 1)];

		if (!slot->number ||
		    (slot->number == id.number && slot->device == id.device))
			return slot;
	}
}

static void grow_seen(struct walk *w)
{
	struct folder_id *old = w->seen;
	size_t n = w->seen_cap;

	w->seen_cap = n ? n * 2 : 64;
	w->seen = ARENA_ARRAY(w->arena, struct folder_id, w->seen_cap);
	for (size_t i = 0; i < n; i++) {
		if (old[i].number)
			*find_seen(w, old[i]) = old[i];
	}
}

static bool seen_already(struct walk *w, const struct stat *st)
{
	struct folder_id id = { (uint64_t)st->st_dev, (uint64_t)st->st_ino };
	struct folder_id *slot;

	if (w->n_seen * 2 >= w->seen_cap)
		grow_seen(w);
	slot = find_seen(w, id);
	if (slot->number)
		return true;
	*slot = id;
	w->n_seen++;
	return false;
}

/* -- entering and leaving folders */

static int by_name(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool read_entries(struct walk *w, struct folder *f)
{
	struct dirent *entry;

	w->dir = opendir(f->path.ptr);
	if (!w->dir)
		return false;
	while ((entry = readdir(w->dir))) {
		if (entry->d_name[0] != '.')
			*VEC_PUSH(&f->arena, &f->entries) =
			        arena_str(&f->arena, str_c(entry->d_name));
	}
	closedir(w->dir);
	w->dir = NULL;
	if (f->entries.len)
		qsort(f->entries.items, f->entries.len, sizeof(struct str),
		      by_name);
	return true;
}

/* False when it cannot be looked into: errno says why. */
static bool enter(struct walk *w, struct str path)
{
	struct folder *f;

	if (w->depth == FOLDER_DEPTH_MAX) {
		errno = ELOOP;
		return false;
	}
	if (!w->folders)
		w->folders =
		        ARENA_ARRAY(w->arena, struct folder, FOLDER_DEPTH_MAX);
	f = &w->folders[w->depth];
	f->arena.on_failure = w->arena->on_failure;
	arena_reset(&f->arena);
	f->entries.items = NULL;
	f->entries.len = f->entries.cap = 0;
	f->next = 0;
	f->path = arena_str(&f->arena, path);
	if (!read_entries(w, f))
		return false;
	w->depth++;
	return true;
}

static bool is_wanted(const struct walk *w, struct str name, struct input *in)
{
	bool letter = kind_of(name, in);

	return w->suffix.len ? has_suffix(name, w->suffix) : letter;
}

/* What the next entry of the innermost folder is. False: no letter. */
static bool look_at(struct walk *w, struct str path, struct input *in)
{
	bool wanted = is_wanted(w, path, in);
	struct stat st;

	if (stat(path.ptr, &st) || !S_ISDIR(st.st_mode))
		return wanted;
	if (seen_already(w, &st) || enter(w, path))
		return false;
	in->problem = strerror(errno);
	return true;
}

static bool next_in_folders(struct walk *w, struct arena *a, struct input *in)
{
	while (w->depth) {
		struct folder *f = &w->folders[w->depth - 1];
		const char *between = str_ends(f->path, STR("/")) ? "" : "/";
		struct str path;

		if (f->next == f->entries.len) {
			w->depth--;
			continue;
		}
		/* Names that are no letters' leave nothing behind. */
		w->path_arena.on_failure = w->arena->on_failure;
		arena_reset(&w->path_arena);
		path = arena_printf(&w->path_arena, "%s%s%s", f->path.ptr,
		                    between, f->entries.items[f->next++].ptr);
		*in = (struct input){ 0 };
		if (look_at(w, path, in)) {
			in->path = arena_str(a, path);
			return true;
		}
	}
	return false;
}

/* -- patterns */

static int by_characters(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void forget_found(struct walk *w)
{
	if (w->has_found)
		globfree(&w->found);
	w->has_found = false;
}

static bool find_pattern(struct walk *w, const char *path)
{
	forget_found(w);
	if (glob(path, GLOB_NOSORT, NULL, &w->found))
		return false;
	w->has_found = true;
	w->next_found = 0;
	qsort(w->found.gl_pathv, w->found.gl_pathc, sizeof(char *),
	      by_characters);
	return true;
}

/* A file may have the characters of a pattern in its name: it comes first. */
static bool is_pattern(const char *path)
{
	struct stat st;

	return path[strcspn(path, "*?[")] && lstat(path, &st) != 0;
}

/* -- paths that were given */

/* The walk has one letter that is found in no folder. */
static void give(struct walk *w, const char *path, const char *problem)
{
	w->given = (struct input){ .named = true, .problem = problem };
	w->given.path = str_c(path);
	kind_of(w->given.path, &w->given);
	w->has_given = true;
}

static bool start_path(struct walk *w, const char *path, struct str *problem)
{
	struct stat st;

	if (stat(path, &st)) {
		if (errno == ENOENT || errno == ENOTDIR) {
			*problem = STR("no such file or folder");
			return false;
		}
		give(w, path, strerror(errno));
	} else if (!S_ISDIR(st.st_mode)) {
		give(w, path, NULL);
	} else if (!seen_already(w, &st) && !enter(w, str_c(path))) {
		give(w, path, strerror(errno));
	}
	return true;
}

bool walk_start(struct walk *w, struct str path, struct str *problem)
{
	const char *name;

	w->start_arena.on_failure = w->arena->on_failure;
	arena_reset(&w->start_arena);
	name = arena_str(&w->start_arena, path).ptr;
	if (str_eq(path, STR("-"))) {
		give(w, name, NULL);
		w->given.kind = INPUT_STDIN;
		return true;
	}
	if (!is_pattern(name))
		return start_path(w, name, problem);
	if (find_pattern(w, name))
		return true;
	*problem = STR("no file matches");
	return false;
}

bool walk_next(struct walk *w, struct arena *a, struct input *in)
{
	struct str problem;

	for (;;) {
		if (w->has_given) {
			w->has_given = false;
			*in = w->given;
			in->path = arena_str(a, in->path);
			return true;
		}
		if (next_in_folders(w, a, in))
			return true;
		if (!w->has_found || w->next_found == w->found.gl_pathc)
			return false;
		/* One that is gone by now is an input that cannot be read. */
		if (!start_path(w, w->found.gl_pathv[w->next_found], &problem))
			give(w, w->found.gl_pathv[w->next_found], NULL);
		w->next_found++;
	}
}

bool walk_check(struct walk *w, struct str path, struct str *problem)
{
	struct input first;
	bool found = false;

	if (walk_start(w, path, problem)) {
		found = walk_next(w, w->arena, &first);
		*problem = STR("no letters (*.txt, *.pdf, *.json, *.ndjson) "
		               "in");
	}
	walk_free(w);
	*w = (struct walk){ .arena = w->arena };
	return found;
}

void walk_free(struct walk *w)
{
	if (w->dir)
		closedir(w->dir);
	w->dir = NULL;
	forget_found(w);
	for (size_t i = 0; w->folders && i < FOLDER_DEPTH_MAX; i++)
		arena_free(&w->folders[i].arena);
	arena_free(&w->path_arena);
	arena_free(&w->start_arena);
	w->depth = 0;
}
