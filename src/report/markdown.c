/*
 * markdown.c -- a job summary: totals first, then the first findings.
 *
 * The totals are known last and stand first, so the rows wait in the arena of
 * the run; there are never more than the constant below says.
 */
#include "report/display.h"
#include "report/report.h"
#include "report/totals.h"

/* GitHub refuses a summary above 1 MB; a row has at most some 2 KB. */
#define ROWS_MAX 300

struct excerpt {
	struct buf findings; /* rows of the table */
	struct buf incomplete;
	size_t shown;
	size_t left_out;
	size_t incomplete_shown;
	size_t incomplete_left_out;
};

/* "https://x", "www.x" and ":x:" become links and pictures by themselves. */
static bool joins(struct str s, size_t at)
{
	return (s.ptr[at] == '.' || s.ptr[at] == ':') && at + 1 < s.len &&
	       (is_alpha(s.ptr[at + 1]) || s.ptr[at + 1] == '/');
}

/* Every character that could mean something becomes a plain one. */
static void text(struct buf *out, struct str s)
{
	static const struct str marks = STR_INIT("\\`*_{}[]()#+!|~@$^=");
	struct buf shown = { .arena = out->arena };

	display_text(&shown, s);
	for (size_t i = 0; i < shown.len; i++) {
		char c = shown.ptr[i];

		if (c == '<')
			buf_str(out, STR("&lt;"));
		else if (c == '>')
			buf_str(out, STR("&gt;"));
		else if (c == '&')
			buf_str(out, STR("&amp;"));
		else if (str_has_char(marks, c))
			buf_printf(out, "\\%c", c);
		else if (joins(buf_text(&shown), i))
			buf_printf(out, "\\%c", c);
		else
			buf_char(out, c);
	}
}

static struct excerpt *excerpt_of(struct report *r)
{
	if (!r->excerpt) {
		r->excerpt = ARENA_NEW(r->arena, struct excerpt);
		r->excerpt->findings.arena = r->arena;
		r->excerpt->incomplete.arena = r->arena;
		r->totals = ARENA_NEW(r->arena, struct totals);
	}
	return r->excerpt;
}

/* -- the letters */

static void finding(struct buf *out, const struct report_letter *l,
                    const struct finding *f)
{
	const struct source *s = l->letter->source;

	buf_printf(out, "| %s | ", severity_name((enum severity)f->severity));
	text(out, l->path);
	buf_printf(out, ":%u | ", source_place(s, f->span.start).line);
	if (f->decision)
		buf_printf(out, "%u", f->decision);
	buf_str(out, STR(" | "));
	text(out, f->message);
	for (size_t i = 0; i < f->related.len; i++) {
		const struct related *also = &f->related.items[i];

		buf_str(out, STR("<br>"));
		text(out, also->message);
		buf_printf(out, " (line %u)",
		           source_place(s, also->span.start).line);
	}
	buf_str(out, STR(" | "));
	text(out, f->rule);
	buf_str(out, STR(" |\n"));
}

static void write_letter(struct report *r, struct buf *out,
                         const struct report_letter *l)
{
	struct excerpt *e = excerpt_of(r);

	(void)out;
	totals_add(r->totals, r->arena, l);
	for (size_t i = 0; l->letter && i < l->findings->list.len; i++) {
		if (e->shown == ROWS_MAX) {
			e->left_out++;
			continue;
		}
		e->shown++;
		finding(&e->findings, l, &l->findings->list.items[i]);
	}
	if (l->status == LETTER_CHECKED)
		return;
	if (e->incomplete_shown == ROWS_MAX) {
		e->incomplete_left_out++;
		return;
	}
	e->incomplete_shown++;
	buf_str(&e->incomplete, STR("- "));
	text(&e->incomplete, l->path);
	buf_str(&e->incomplete, STR(": "));
	text(&e->incomplete, l->because);
	buf_char(&e->incomplete, '\n');
}

/* -- the end, which is all that is written */

static void summary(struct buf *out, const struct report_summary *s)
{
	struct buf line = { .arena = out->arena };

	report_summary_line(&line, s);
	buf_str(out, STR("## imrcheck\n\n"));
	text(out, str_trim(buf_text(&line)));
	buf_str(out, STR("\n\n"));
}

static void rules(struct buf *out, const struct totals *t)
{
	struct ranking ranking = { 0 };

	totals_rank(t, out->arena, &ranking);
	if (!ranking.list.len)
		return;
	buf_str(out, STR("| Rule | Errors | Warnings | Notes |\n"
	                 "| :--- | ---: | ---: | ---: |\n"));
	for (size_t i = 0; i < ranking.list.len; i++) {
		const struct rule_total *rule = ranking.list.items[i];

		buf_str(out, STR("| "));
		text(out, rule->rule);
		buf_printf(out, " | %zu | %zu | %zu |\n",
		           rule->findings[SEVERITY_ERROR],
		           rule->findings[SEVERITY_WARNING],
		           rule->findings[SEVERITY_NOTE]);
	}
	buf_char(out, '\n');
}

static void findings(struct buf *out, const struct excerpt *e)
{
	if (!e->shown)
		return;
	buf_str(out, STR("### Findings\n\n"
	                 "| Severity | Place | Item | Finding | Rule |\n"
	                 "| :--- | :--- | ---: | :--- | :--- |\n"));
	buf_str(out, buf_text(&e->findings));
	if (e->left_out)
		buf_printf(out,
		           "\n%zu more findings are in the full "
		           "report.\n",
		           e->left_out);
	buf_char(out, '\n');
}

static void incomplete(struct buf *out, const struct excerpt *e)
{
	if (!e->incomplete_shown)
		return;
	buf_str(out, STR("### Not fully checked\n\n"));
	buf_str(out, buf_text(&e->incomplete));
	if (e->incomplete_left_out)
		buf_printf(out, "\n%zu more letters were not fully checked.\n",
		           e->incomplete_left_out);
	buf_char(out, '\n');
}

static void write_end(struct report *r, struct buf *out,
                      const struct report_summary *s)
{
	const struct excerpt *e = excerpt_of(r);

	summary(out, s);
	rules(out, r->totals);
	findings(out, e);
	incomplete(out, e);
}

const struct report_format report_markdown = {
	.name = "markdown",
	.machine = true,
	.letter = write_letter,
	.end = write_end,
};
