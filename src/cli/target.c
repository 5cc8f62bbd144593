/* target.c -- where reports go. */
#include "cli/target.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report/redact.h"

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value;
}

/* The flag, then NO_COLOR and FORCE_COLOR, then whether it is a terminal. */
bool target_color(enum when color)
{
	const char *term;

	if (color != WHEN_AUTO)
		return color == WHEN_ALWAYS;
	if (is_set("NO_COLOR"))
		return false;
	if (is_set("FORCE_COLOR"))
		return true;
	term = getenv("TERM");
	return isatty(STDOUT_FILENO) && !(term && !strcmp(term, "dumb"));
}

static bool fail(struct targets *t, const char *path, const char *problem)
{
	if (!t->failed.len)
		t->failed = arena_printf(t->arena, "%s: %s", path, problem);
	return false;
}

static bool open_one(struct targets *t, const struct options *o,
                     const struct report_format *format, struct str path)
{
	bool to_stdout = str_eq(path, STR("-"));
	const char *name = to_stdout ? "stdout" : arena_str(t->arena, path).ptr;
	struct target *one;

	for (size_t i = 0; i < t->list.len; i++) {
		if (!strcmp(t->list.items[i].path, name))
			return fail(t, name,
			            "two reports cannot go to one file");
	}
	one = VEC_PUSH(t->arena, &t->list);
	one->path = name;
	one->file = to_stdout ? stdout : fopen(name, "wb");
	one->report.format = format;
	one->report.why = o->why;
	one->report.quiet = o->quiet;
	one->report.fail_level = options_fail_level(o);
	one->report.arena = t->arena;
	one->report.color =
	        to_stdout ? target_color(o->color) : o->color == WHEN_ALWAYS;
	return one->file ? true : fail(t, name, strerror(errno));
}

/*
 * An output without a format takes the report away from stdout; one with a
 * format is written besides.
 */
bool targets_open(struct targets *t, const struct options *o)
{
	const struct report_format *format =
	        o->format ? o->format : &report_text;
	bool on_stdout = true;

	t->redact = o->redact;
	for (size_t i = 0; i < o->outputs.len; i++)
		on_stdout &= o->outputs.items[i].format != NULL;
	if (on_stdout && !open_one(t, o, format, STR("-")))
		return false;
	for (size_t i = 0; i < o->outputs.len; i++) {
		const struct output *out = &o->outputs.items[i];

		if (!open_one(t, o, out->format ? out->format : format,
		              out->path))
			return false;
	}
	return true;
}

bool targets_write(struct targets *t, FILE *file, const char *path,
                   struct str text)
{
	if (!text.len || fwrite(text.ptr, 1, text.len, file) == text.len)
		return true;
	return fail(t, path, strerror(errno));
}

bool targets_begin(struct targets *t, struct arena *scratch,
                   const struct checks *checks, const struct report_pack *packs,
                   size_t n_packs)
{
	bool good = true;

	t->checks = checks;
	for (size_t i = 0; i < t->list.len; i++) {
		struct target *one = &t->list.items[i];
		struct buf b = { .arena = scratch };

		one->begun = true;
		one->report.checks = checks;
		one->report.packs = packs;
		one->report.n_packs = n_packs;
		if (one->report.format->begin)
			one->report.format->begin(&one->report, &b);
		good &= targets_write(t, one->file, one->path, buf_text(&b));
	}
	return good;
}

bool targets_letter(struct targets *t, struct arena *scratch,
                    const struct report_letter *l)
{
	struct report_letter redacted;
	bool good = true;

	if (t->redact) {
		redact_letter(&redacted, l, t->checks, scratch);
		l = &redacted;
	}
	for (size_t i = 0; i < t->list.len; i++) {
		struct target *one = &t->list.items[i];
		struct buf b = { .arena = scratch };

		one->report.format->letter(&one->report, &b, l);
		one->report.letters++;
		good &= targets_write(t, one->file, one->path, buf_text(&b));
	}
	return good;
}

bool targets_merged(struct targets *t, struct arena *scratch, struct str line)
{
	bool good = true;

	for (size_t i = 0; i < t->list.len; i++) {
		struct target *one = &t->list.items[i];
		struct buf b = { .arena = scratch };

		one->report.format->merged(&one->report, &b, line);
		one->report.letters++;
		good &= targets_write(t, one->file, one->path, buf_text(&b));
	}
	return good;
}

bool targets_want_decisions(const struct targets *t)
{
	for (size_t i = 0; i < t->list.len; i++) {
		if (t->list.items[i].report.format->decisions)
			return true;
	}
	return false;
}

bool targets_can_merge(const struct targets *t)
{
	for (size_t i = 0; i < t->list.len; i++) {
		if (!t->list.items[i].report.format->merged)
			return false;
	}
	return true;
}

/* Closing is the last moment to learn that the disk is full. */
static bool close_one(struct targets *t, struct target *one)
{
	FILE *file = one->file;
	bool failed = file && (file == stdout ? fflush(file) : fclose(file));

	one->file = NULL;
	return !failed || fail(t, one->path, strerror(errno));
}

bool targets_end(struct targets *t, struct arena *scratch,
                 const struct report_summary *s)
{
	bool good = true;

	for (size_t i = 0; i < t->list.len; i++) {
		struct target *one = &t->list.items[i];
		struct buf b = { .arena = scratch };

		if (one->begun && one->report.format->end)
			one->report.format->end(&one->report, &b, s);
		good &= targets_write(t, one->file, one->path, buf_text(&b));
		good &= close_one(t, one);
	}
	return good;
}

bool targets_flush(struct targets *t)
{
	if (!fflush(stdout))
		return true;
	return fail(t, "stdout", strerror(errno));
}

bool targets_want_verdicts(const struct targets *t)
{
	for (size_t i = 0; i < t->list.len; i++) {
		const struct report *r = &t->list.items[i].report;

		if (r->why || r->format->verdicts)
			return true;
	}
	return false;
}

bool targets_summary_on_stdout(const struct targets *t)
{
	for (size_t i = 0; i < t->list.len; i++) {
		if (!strcmp(t->list.items[i].path, "stdout"))
			return !t->list.items[i].report.format->machine;
	}
	return false;
}

void targets_free(struct targets *t)
{
	for (size_t i = 0; i < t->list.len; i++) {
		FILE *file = t->list.items[i].file;

		if (file && file != stdout)
			fclose(file);
		t->list.items[i].file = NULL;
	}
}
