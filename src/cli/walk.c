/*
 * walk.c -- from paths to letters.
 *
 * A folder is walked once, whatever links lead to it, so loops of links end.
 * What cannot be looked into is kept as an input: reading it will fail, and
 * say so in the report, which is where an incomplete run must show.
 */
#include "cli/walk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct suffix {
	struct str text;
	enum input_kind kind;
	bool in_folders; /* a letter also when it was not named */
};

static const struct suffix suffixes[] = {
	{ STR_INIT(".txt"), INPUT_LETTER, true },
	{ STR_INIT(".json"), INPUT_JSON, true },
	{ STR_INIT(".ndjson"), INPUT_LINES, true },
	{ STR_INIT(".yaml"), INPUT_YAML, false },
	{ STR_INIT(".yml"), INPUT_YAML, false },
};

static bool has_suffix(struct str path, struct str suffix)
{
	return path.len > suffix.len &&
	       str_eq_nocase(str_sub(path, path.len - suffix.len, path.len),
	                     suffix);
}

static const struct suffix *find_suffix(struct str path)
{
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
		if (has_suffix(path, suffixes[i].text))
			return &suffixes[i];
	}
	return NULL;
}

enum input_kind walk_kind(struct str path)
{
	const struct suffix *s = find_suffix(path);

	return s ? s->kind : INPUT_LETTER;
}

static void add(struct walk *w, struct str path)
{
	struct input *in = VEC_PUSH(w->arena, &w->inputs);

	in->path = arena_str(w->arena, path);
	in->kind = walk_kind(path);
}

static bool walked_already(struct walk *w, const struct stat *st)
{
	struct folder_id id = { (uint64_t)st->st_dev, (uint64_t)st->st_ino };

	for (size_t i = 0; i < w->folders.len; i++) {
		if (w->folders.items[i].device == id.device &&
		    w->folders.items[i].number == id.number)
			return true;
	}
	*VEC_PUSH(w->arena, &w->folders) = id;
	return false;
}

struct entries {
	VEC(struct str) list;
};

static int by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* The paths of all entries that are not hidden, sorted; false: unreadable. */
static bool read_folder(struct walk *w, struct str folder, struct entries *out)
{
	const char *between = str_ends(folder, STR("/")) ? "" : "/";
	DIR *dir = opendir(folder.ptr);
	struct dirent *entry;

	if (!dir)
		return false;
	w->folder = dir;
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] != '.')
			*VEC_PUSH(w->arena, &out->list) =
				arena_printf(w->arena, "%s%s%s", folder.ptr,
				             between, entry->d_name);
	}
	w->folder = NULL;
	closedir(dir);
	if (out->list.len)
		qsort(out->list.items, out->list.len, sizeof(struct str),
		      by_bytes);
	return true;
}

/* suffix empty: everything that is a letter by its name. */
static void walk_folder(struct walk *w, struct str folder, struct str suffix)
{
	struct entries entries = { 0 };

	if (!read_folder(w, folder, &entries)) {
		add(w, folder);
		return;
	}
	for (size_t i = 0; i < entries.list.len; i++) {
		struct str path = entries.list.items[i];
		const struct suffix *known = find_suffix(path);
		bool wanted = suffix.len ? has_suffix(path, suffix)
		                         : known && known->in_folders;
		struct stat st;

		if (stat(path.ptr, &st) == 0 && S_ISDIR(st.st_mode)) {
			if (!walked_already(w, &st))
				walk_folder(w, path, suffix);
		} else if (wanted) {
			add(w, path);
		}
	}
}

bool walk_files(struct walk *w, struct str folder, struct str suffix,
                struct str *problem)
{
	struct stat st;

	folder = arena_str(w->arena, folder);
	if (stat(folder.ptr, &st)) {
		*problem = arena_str(w->arena, str_c(strerror(errno)));
		return false;
	}
	if (!S_ISDIR(st.st_mode)) {
		*problem = STR("not a folder");
		return false;
	}
	if (!walked_already(w, &st))
		walk_folder(w, folder, suffix);
	return true;
}

static bool add_path(struct walk *w, struct str path, struct str *problem)
{
	size_t before = w->inputs.len;
	struct stat st;

	path = arena_str(w->arena, path);
	if (stat(path.ptr, &st)) {
		if (errno == ENOENT || errno == ENOTDIR) {
			*problem = STR("no such file or folder");
			return false;
		}
		add(w, path);
		return true;
	}
	if (!S_ISDIR(st.st_mode)) {
		add(w, path);
		return true;
	}
	if (walked_already(w, &st))
		return true;
	walk_folder(w, path, (struct str){ 0 });
	if (w->inputs.len == before)
		*problem = STR("no letters (*.txt, *.json, *.ndjson) in");
	return w->inputs.len > before;
}

static int by_characters(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Files that a pattern matches; folders among them are walked. */
static bool add_pattern(struct walk *w, struct str path, struct str *problem)
{
	bool good = true;

	walk_free(w);
	if (glob(path.ptr, GLOB_NOSORT, NULL, &w->found)) {
		*problem = STR("no file matches");
		return false;
	}
	w->has_found = true;
	qsort(w->found.gl_pathv, w->found.gl_pathc, sizeof(char *),
	      by_characters);
	for (size_t i = 0; good && i < w->found.gl_pathc; i++)
		good = add_path(w, str_c(w->found.gl_pathv[i]), problem);
	walk_free(w);
	return good;
}

/* A file may have the characters of a pattern in its name: it comes first. */
static bool is_pattern(struct walk *w, struct str path)
{
	const char *name = arena_str(w->arena, path).ptr;
	struct stat st;

	return name[strcspn(name, "*?[")] && lstat(name, &st) != 0;
}

bool walk_add(struct walk *w, struct str path, struct str *problem)
{
	if (str_eq(path, STR("-"))) {
		add(w, path);
		w->inputs.items[w->inputs.len - 1].kind = INPUT_STDIN;
		return true;
	}
	if (is_pattern(w, path))
		return add_pattern(w, arena_str(w->arena, path), problem);
	return add_path(w, path, problem);
}

void walk_free(struct walk *w)
{
	if (w->folder)
		closedir(w->folder);
	if (w->has_found)
		globfree(&w->found);
	w->folder = NULL;
	w->has_found = false;
}
