/*
 * config.c -- imrcheck.yaml.
 *
 * Its keys are options by their long names, and its values go through the
 * same setters as those of the command line, so that both say the same of a
 * wrong one.
 */
#include "cli/config.h"

#include <sys/stat.h>

#include "report/json.h"
#include "rules/fields.h"

enum key_kind {
	KEY_FLAG, /* yes or no */
	KEY_WORD,
	KEY_PATH,  /* a word that names a file */
	KEY_WORDS, /* a list, or one of it */
	KEY_PATHS,
};

/* What may stand in the file, how it is read, and what holds without it. */
#define KEYS(X)                              \
	X("strict", KEY_FLAG, "no")          \
	X("fail-on", KEY_WORD, "error")      \
	X("format", KEY_WORD, "text")        \
	X("select", KEY_WORDS, "all")        \
	X("ignore", KEY_WORDS, "none")       \
	X("rules", KEY_PATHS, "built-in")    \
	X("waivers", KEY_PATH, "looked for") \
	X("baseline", KEY_PATH, "none")      \
	X("why", KEY_FLAG, "no")             \
	X("redact", KEY_FLAG, "no")          \
	X("quiet", KEY_FLAG, "no")           \
	X("color", KEY_WORD, "auto")         \
	X("jobs", KEY_WORD, "one a processor")

static const struct key {
	struct str name;
	enum key_kind kind;
	const char *preset;
} keys[] = {
#define X(name, kind, preset) { STR_INIT(name), kind, preset },
	KEYS(X)
#undef X
};
#define N_KEYS (sizeof(keys) / sizeof(*keys))

/* The values, in the order of the table. */
struct values {
	const struct node *nodes[N_KEYS];
	bool flags[N_KEYS];
};

/* -- looking for a file */

static bool exists(struct arena *a, struct str folder, const char *name)
{
	struct str path = arena_printf(a, "%.*s%s", STR_ARG(folder), name);
	struct stat st;

	return stat(path.ptr, &st) == 0;
}

/* The folder above, or none: "" is the working folder, "../" the next. */
static bool go_up(struct arena *a, struct str *folder)
{
	struct str above = arena_printf(a, "../%.*s", STR_ARG(*folder));
	struct str here = arena_printf(a, "%.*s.", STR_ARG(*folder));
	struct stat lower, upper;

	if (stat(here.ptr, &lower) || stat(above.ptr, &upper))
		return false;
	if (lower.st_dev == upper.st_dev && lower.st_ino == upper.st_ino)
		return false;
	*folder = above;
	return true;
}

struct str config_find(struct arena *a, const char *name)
{
	struct str folder = { 0 }, nearest = { 0 };

	if (exists(a, folder, name))
		return arena_str(a, str_c(name));
	for (int i = 0; i < CONFIG_FOLDERS_MAX; i++) {
		if (!nearest.len && exists(a, folder, name))
			nearest = arena_printf(a, "%.*s%s", STR_ARG(folder),
			                       name);
		if (exists(a, folder, ".git"))
			return nearest;
		if (!go_up(a, &folder))
			break;
	}
	return (struct str){ 0 };
}

/* -- reading it */

struct reading {
	struct options *options;
	struct arena *perm;
	struct diags *diags;
	struct str path;
	struct str folder; /* of the file, with its slash, or empty */
};

static bool on_command_line(const struct options *o, struct str name)
{
	for (size_t i = 0; i < o->settings.len; i++) {
		const struct setting *s = &o->settings.items[i];

		if (!s->from.line && str_eq(s->name, name))
			return true;
	}
	return false;
}

/* --strict must not lose to fail-on of the file, nor the other way round. */
static bool overruled(const struct options *o, struct str name)
{
	if (str_eq(name, STR("fail-on")) || str_eq(name, STR("strict")))
		return on_command_line(o, STR("fail-on")) ||
		       on_command_line(o, STR("strict"));
	return on_command_line(o, name);
}

static struct str folder_of(struct str path)
{
	size_t end = path.len;

	while (end && path.ptr[end - 1] != '/')
		end--;
	return str_sub(path, 0, end);
}

static void set_one(struct reading *r, const struct key *key,
                    const struct node *value)
{
	bool is_path = key->kind == KEY_PATH || key->kind == KEY_PATHS;
	struct str text = arena_str(r->perm, value->text), problem;

	if (value->kind != NODE_SCALAR) {
		diag_add(r->diags, DIAG_WRONG_TYPE, value->line, value->column,
		         "'%.*s' must be a word", STR_ARG(key->name));
		return;
	}
	if (is_path && !str_starts(text, STR("/")))
		text = arena_printf(r->perm, "%.*s%.*s", STR_ARG(r->folder),
		                    STR_ARG(text));
	r->options->from.path = r->path;
	r->options->from.line = value->line;
	if (!options_set(r->options, r->perm, key->name, &text, &problem))
		diag_add(r->diags, DIAG_BAD_VALUE, value->line, value->column,
		         "%.*s", STR_ARG(problem));
}

static void set_flag(struct reading *r, const struct key *key,
                     const struct node *value, bool yes)
{
	struct setting *setting;
	struct str problem;

	r->options->from.path = r->path;
	r->options->from.line = value->line;
	if (yes) {
		options_set(r->options, r->perm, key->name, NULL, &problem);
		return;
	}
	setting = VEC_PUSH(r->perm, &r->options->settings);
	setting->name = key->name;
	setting->value = STR("no");
	setting->from = r->options->from;
}

static void set_list(struct reading *r, const struct key *key,
                     const struct node *value)
{
	if (value->kind != NODE_LIST) {
		set_one(r, key, value);
		return;
	}
	for (size_t i = 0; i < value->items.len; i++)
		set_one(r, key, value->items.items[i]);
}

static void set_key(struct reading *r, const struct key *key,
                    const struct node *value, bool yes)
{
	switch (key->kind) {
	case KEY_FLAG:
		set_flag(r, key, value, yes);
		return;
	case KEY_WORD:
	case KEY_PATH:
		set_one(r, key, value);
		return;
	case KEY_WORDS:
	case KEY_PATHS:
		set_list(r, key, value);
		return;
	}
}

static void describe(struct field *fields)
{
	for (size_t i = 0; i < N_KEYS; i++) {
		bool flag = keys[i].kind == KEY_FLAG;

		fields[i].key = keys[i].name;
		fields[i].type = flag ? FIELD_YES_NO : FIELD_NODE;
		fields[i].offset = flag ? offsetof(struct values, flags[i])
		                        : offsetof(struct values, nodes[i]);
	}
}

bool config_read(struct options *o, struct arena *perm, struct diags *d,
                 struct str path, struct str text)
{
	struct reading r = { o, perm, d, path, folder_of(path) };
	struct field fields[N_KEYS] = { { .key = { 0 } } };
	struct values values = { { NULL }, { false } };
	bool given[N_KEYS];
	size_t before = d->count;
	const struct node *root;

	d->path = path;
	root = yaml_read(d->arena, d, text);
	if (!root)
		return false;
	if (root->kind == NODE_NULL) /* nothing but comments */
		return true;
	describe(fields);
	fields_read(perm, d, root, fields, N_KEYS, "configuration", &values);
	for (size_t i = 0; i < N_KEYS; i++)
		given[i] = overruled(o, keys[i].name);
	for (size_t i = 0; i < N_KEYS; i++) {
		const struct node *value = node_get(root, keys[i].name);

		if (value && value->kind != NODE_NULL && !given[i])
			set_key(&r, &keys[i], value, values.flags[i]);
	}
	o->from = (struct origin){ 0 };
	return d->count == before;
}

/* -- showing what holds */

/* Bare where YAML reads it as it stands, else in quotes. */
static void show_value(struct buf *out, struct str value)
{
	struct json j = { .out = out };

	for (size_t i = 0; i < value.len; i++) {
		char c = value.ptr[i];

		if (is_alnum(c) || (i && (c == '/' || c == '-' || c == '_' ||
		                          c == '.' || c == '*')))
			continue;
		json_str(&j, value);
		return;
	}
	buf_str(out, value);
}

#define ORIGIN_COLUMN 40

/* A line's value and where it comes from; NULL: from the program. */
static void show_rest(struct buf *out, size_t line_start, struct str value,
                      const struct origin *from)
{
	size_t width;

	buf_char(out, ' ');
	show_value(out, value);
	width = out->len - line_start;
	buf_fill(out, ' ', width < ORIGIN_COLUMN ? ORIGIN_COLUMN - width : 1);
	if (!from)
		buf_str(out, STR("# default\n"));
	else if (!from->line)
		buf_str(out, STR("# command line\n"));
	else
		buf_printf(out, "# %.*s:%u\n", STR_ARG(from->path), from->line);
}

static void show_items(struct buf *out, const struct setting *s, bool split)
{
	struct str_pair item = { .tail = s->value, .ok = true };

	while (item.ok) {
		size_t start = out->len;

		if (split)
			item = str_cut(item.tail, ',');
		else
			item = (struct str_pair){ .head = s->value };
		buf_str(out, STR("  -"));
		show_rest(out, start, str_trim(item.head), &s->from);
	}
}

/* On the command line names stand together: "form,citation". */
static void show_list(struct buf *out, const struct options *o,
                      const struct key *key)
{
	buf_printf(out, "%.*s:\n", STR_ARG(key->name));
	for (size_t i = 0; i < o->settings.len; i++) {
		const struct setting *s = &o->settings.items[i];

		if (str_eq(s->name, key->name))
			show_items(out, s, key->kind == KEY_WORDS);
	}
}

/* What holds is what was set last. */
static void show_key(struct buf *out, const struct options *o,
                     const struct key *key)
{
	const struct setting *last = NULL;
	size_t start = out->len;

	for (size_t i = 0; i < o->settings.len; i++) {
		if (str_eq(o->settings.items[i].name, key->name))
			last = &o->settings.items[i];
	}
	if (last && (key->kind == KEY_WORDS || key->kind == KEY_PATHS)) {
		show_list(out, o, key);
		return;
	}
	buf_printf(out, "%.*s:", STR_ARG(key->name));
	show_rest(out, start, last ? last->value : str_c(key->preset),
	          last ? &last->from : NULL);
}

void config_show(struct buf *out, const struct options *o)
{
	for (size_t i = 0; i < N_KEYS; i++)
		show_key(out, o, &keys[i]);
}
