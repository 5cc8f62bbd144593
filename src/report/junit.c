/*
 * junit.c -- a test suite for each letter, as build servers read them.
 *
 * A finding is a test case; it fails when it fails the run (--fail-on), so
 * that the server and the exit status agree. A letter without findings passes
 * one test. Only what the schema of Jenkins knows is written.
 */
#include "report/markup.h"
#include "report/report.h"

static void attribute(struct buf *out, const char *name, struct str value)
{
	buf_printf(out, " %s=\"", name);
	markup_text(out, value);
	buf_char(out, '"');
}

static void place(struct buf *out, const struct report_letter *l,
                  struct span at)
{
	struct place p = source_place(l->letter->source, at.start);

	markup_text(out, l->path);
	buf_printf(out, ":%u:%u: ", p.line, p.column);
}

/* What stands in the failure, or in the output of a case that passes. */
static void body(struct buf *out, const struct report_letter *l,
                 const struct finding *f)
{
	place(out, l, f->span);
	markup_text(out, f->message);
	buf_char(out, '\n');
	for (size_t i = 0; i < f->related.len; i++) {
		place(out, l, f->related.items[i].span);
		markup_text(out, f->related.items[i].message);
		buf_char(out, '\n');
	}
	if (f->citation.len) {
		buf_str(out, STR("guideline: "));
		markup_text(out, f->citation);
		buf_char(out, '\n');
	}
	if (f->help.len) {
		buf_str(out, STR("help: "));
		markup_text(out, f->help);
		buf_char(out, '\n');
	}
}

static void begin_case(struct buf *out, const struct report_letter *l,
                       struct str name)
{
	buf_str(out, STR("    <testcase"));
	attribute(out, "classname", l->path);
	attribute(out, "name", name);
	buf_str(out, STR(" time=\"0\""));
}

/* The rule, the item and the fingerprint: one of its kind. */
static struct str case_name(struct arena *a, const struct finding *f)
{
	struct buf b = { .arena = a };

	buf_str(&b, f->rule);
	if (f->decision)
		buf_printf(&b, ", item %u", f->decision);
	buf_printf(&b, " (%s)", f->fingerprint);
	return buf_text(&b);
}

static void finding(const struct report *r, struct buf *out,
                    const struct report_letter *l, const struct finding *f)
{
	bool fails = f->severity >= r->fail_level;

	begin_case(out, l, case_name(out->arena, f));
	buf_str(out, fails ? STR(">\n      <failure")
	                   : STR(">\n      <system-out>"));
	if (fails) {
		attribute(out, "type",
		          str_c(severity_name((enum severity)f->severity)));
		attribute(out, "message", f->message);
		buf_char(out, '>');
	} else {
		buf_printf(out,
		           "%s: ", severity_name((enum severity)f->severity));
	}
	body(out, l, f);
	buf_str(out, fails ? STR("</failure>") : STR("</system-out>"));
	buf_str(out, STR("\n    </testcase>\n"));
}

static void incomplete(struct buf *out, const struct report_letter *l)
{
	begin_case(out, l, STR("evaluated completely"));
	buf_str(out, STR(">\n      <error type=\"incomplete\""));
	attribute(out, "message", l->because);
	buf_str(out, STR("/>\n    </testcase>\n"));
}

static void passed(struct buf *out, const struct report_letter *l)
{
	begin_case(out, l, STR("no findings"));
	buf_str(out, STR("/>\n"));
}

static void write_begin(struct report *r, struct buf *out)
{
	(void)r;
	buf_str(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	                 "<testsuites name=\"imrcheck\">\n"));
}

static void write_letter(struct report *r, struct buf *out,
                         const struct report_letter *l)
{
	size_t n = l->letter ? l->findings->list.len : 0, failures = 0;
	bool errors = l->status == LETTER_INCOMPLETE;

	for (size_t i = 0; i < n; i++)
		failures +=
		        l->findings->list.items[i].severity >= r->fail_level;
	buf_str(out, STR("  <testsuite"));
	attribute(out, "name", l->path);
	buf_printf(out,
	           " tests=\"%zu\" failures=\"%zu\" errors=\"%d\""
	           " time=\"0\">\n",
	           n || errors ? n + errors : 1, failures, errors);
	for (size_t i = 0; i < n; i++)
		finding(r, out, l, &l->findings->list.items[i]);
	if (errors)
		incomplete(out, l);
	else if (!n)
		passed(out, l);
	buf_str(out, STR("  </testsuite>\n"));
}

static void write_end(struct report *r, struct buf *out,
                      const struct report_summary *s)
{
	(void)r, (void)s;
	buf_str(out, STR("</testsuites>\n"));
}

const struct report_format report_junit = {
	.name = "junit",
	.machine = true,
	.begin = write_begin,
	.letter = write_letter,
	.end = write_end,
};
