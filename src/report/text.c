/* text.c -- the report as a person reads it, in the manner of compilers. */
#include "report/display.h"
#include "report/report.h"
#include "report/snippet.h"

enum paint {
	PAINT_OFF,
	PAINT_PLACE,
	PAINT_ERROR,
	PAINT_WARNING,
	PAINT_NOTE,
	PAINT_GUTTER,
	PAINT_STRONG
};

static void paint(const struct report *r, struct buf *out, enum paint p)
{
	static const char *const codes[] = {
		[PAINT_OFF] = "\033[0m",      [PAINT_PLACE] = "\033[1m",
		[PAINT_ERROR] = "\033[1;31m", [PAINT_WARNING] = "\033[1;35m",
		[PAINT_NOTE] = "\033[1;36m",  [PAINT_GUTTER] = "\033[1;34m",
		[PAINT_STRONG] = "\033[1m",
	};

	if (r->color)
		buf_str(out, str_c(codes[p]));
}

static void painted(const struct report *r, struct buf *out, enum paint p,
                    struct str text)
{
	paint(r, out, p);
	display_text(out, text);
	paint(r, out, PAINT_OFF);
}

static enum paint severity_paint(enum severity s)
{
	static const enum paint paints[] = {
		[SEVERITY_NOTE] = PAINT_NOTE,
		[SEVERITY_WARNING] = PAINT_WARNING,
		[SEVERITY_ERROR] = PAINT_ERROR,
	};
	return paints[s];
}

static void place(const struct report *r, struct buf *out,
                  const struct report_letter *l, struct span at)
{
	struct place p = source_place(l->letter->source, at.start);

	paint(r, out, PAINT_PLACE);
	display_text(out, l->path);
	buf_printf(out, ":%u:%u: ", p.line, p.column);
	paint(r, out, PAINT_OFF);
}

static size_t digits(uint32_t n)
{
	size_t d = 1;

	while (n >= 10) {
		n /= 10;
		d++;
	}
	return d;
}

static void gutter(const struct report *r, struct buf *out, size_t margin,
                   const char *mark)
{
	buf_fill(out, ' ', margin);
	painted(r, out, PAINT_GUTTER, str_c(mark));
}

/* One line, and the marks under it; returns what of the span comes after. */
static struct span marked_line(const struct report *r, struct buf *out,
                               const struct source *source, struct span at,
                               enum paint p, size_t margin)
{
	struct snippet s;

	snippet_read(&s, out->arena, source, at);
	paint(r, out, PAINT_GUTTER);
	buf_printf(out, "%*u |", (int)margin, s.number);
	paint(r, out, PAINT_OFF);
	buf_char(out, ' ');
	buf_str(out, s.line);
	buf_char(out, '\n');
	gutter(r, out, margin + 1, "|");
	buf_fill(out, ' ', s.mark + 1);
	paint(r, out, p);
	buf_fill(out, '^', s.width);
	paint(r, out, PAINT_OFF);
	return s.rest;
}

static void passage(const struct report *r, struct buf *out,
                    const struct report_letter *l, struct span at, enum paint p,
                    size_t margin)
{
	const struct source *source = l->letter->source;

	/* About the letter, not about a passage; or not to be shown. */
	if (span_empty(at) || l->redacted)
		return;
	gutter(r, out, margin + 1, "|");
	buf_char(out, '\n');
	for (int lines = 1; lines <= SNIPPET_LINES && !span_empty(at);
	     lines++) {
		at = marked_line(r, out, source, at, p, margin);
		if (lines == SNIPPET_LINES && !span_empty(at))
			buf_printf(out, " goes on to line %u",
			           source_place(source, at.end - 1).line);
		buf_char(out, '\n');
	}
}

static uint32_t last_line(const struct source *s, struct span at)
{
	return source_place(s, at.end > at.start ? at.end - 1 : at.start).line;
}

/* Space for the line numbers of all passages of a finding. */
static size_t margin_of(const struct report_letter *l, const struct finding *f)
{
	const struct source *s = l->letter->source;
	uint32_t last = last_line(s, f->span);

	for (size_t i = 0; i < f->related.len; i++) {
		uint32_t line = last_line(s, f->related.items[i].span);

		if (line > last)
			last = line;
	}
	return digits(last);
}

static void remark(const struct report *r, struct buf *out, size_t margin,
                   const char *what, struct str text)
{
	if (!text.len)
		return;
	gutter(r, out, margin + 1, "= ");
	painted(r, out, PAINT_STRONG, str_c(what));
	buf_str(out, STR(": "));
	display_text(out, text);
	buf_char(out, '\n');
}

/* Which item a finding is about, when its passages may not show it. */
static void item_remark(const struct report *r, struct buf *out,
                        const struct report_letter *l, const struct finding *f,
                        size_t margin)
{
	const struct letter *letter = l->letter;
	struct str text;

	if (!f->decision || f->decision > letter->decisions.len || l->redacted)
		return;
	text = letter->decisions.items[f->decision - 1].request.text;
	remark(r, out, margin, "item",
	       arena_printf(out->arena, "%u, %.*s", f->decision,
	                    STR_ARG(text)));
}

static void finding(const struct report *r, struct buf *out,
                    const struct report_letter *l, const struct finding *f)
{
	enum severity severity = (enum severity)f->severity;
	size_t margin = margin_of(l, f);

	place(r, out, l, f->span);
	paint(r, out, severity_paint(severity));
	buf_printf(out, "%s: ", severity_name(severity));
	paint(r, out, PAINT_OFF);
	painted(r, out, PAINT_STRONG, f->message);
	buf_str(out, STR(" ["));
	display_text(out, f->rule);
	if (f->criterion.len) {
		buf_str(out, STR(", "));
		display_text(out, f->criterion);
	}
	buf_str(out, STR("]\n"));
	passage(r, out, l, f->span, severity_paint(severity), margin);
	for (size_t i = 0; i < f->related.len; i++) {
		const struct related *also = &f->related.items[i];

		place(r, out, l, also->span);
		painted(r, out, PAINT_NOTE, STR("note: "));
		display_text(out, also->message);
		buf_char(out, '\n');
		passage(r, out, l, also->span, PAINT_NOTE, margin);
	}
	item_remark(r, out, l, f, margin);
	remark(r, out, margin, "guideline", f->citation);
	remark(r, out, margin, "help", f->help);
	buf_char(out, '\n');
}

static void incomplete(const struct report *r, struct buf *out,
                       const struct report_letter *l)
{
	painted(r, out, PAINT_PLACE, l->path);
	buf_str(out, STR(": "));
	painted(r, out, PAINT_WARNING, STR("not fully checked: "));
	display_text(out, l->because);
	buf_str(out, STR("\n\n"));
}

static void verdict(struct buf *out, const struct verdict *v)
{
	if (v->decision)
		buf_printf(out, "  item %-4u", v->decision);
	else
		buf_printf(out, "  %-9s", "letter");
	buf_printf(out, " %-14s %.*s",
	           verdict_name((enum verdict_value)v->value),
	           STR_ARG(v->rule));
	if (v->because.len)
		buf_str(out, STR(": "));
	display_text(out, v->because);
	buf_char(out, '\n');
}

/* Hundreds of rules are about other treatments: they are only counted here. */
static void verdicts(const struct report *r, struct buf *out,
                     const struct report_letter *l)
{
	size_t others = 0;

	if (!l->verdicts->list.len)
		return;
	painted(r, out, PAINT_PLACE, l->path);
	buf_str(out, STR(": verdicts\n"));
	for (size_t i = 0; i < l->verdicts->list.len; i++) {
		const struct verdict *v = &l->verdicts->list.items[i];

		if (v->value == VERDICT_NOT_APPLICABLE)
			others++;
		else
			verdict(out, v);
	}
	if (others)
		buf_printf(out,
		           "  and %zu not applicable (all with --format "
		           "json or compact)\n",
		           others);
	buf_char(out, '\n');
}

static void write_letter(struct report *r, struct buf *out,
                         const struct report_letter *l)
{
	for (size_t i = 0; l->letter && i < l->findings->list.len; i++)
		finding(r, out, l, &l->findings->list.items[i]);
	if (l->status == LETTER_INCOMPLETE)
		incomplete(r, out, l);
	if (r->why && l->verdicts)
		verdicts(r, out, l);
}

static void write_end(struct report *r, struct buf *out,
                      const struct report_summary *s)
{
	if (!r->quiet)
		report_summary_line(out, s);
}

const struct report_format report_text = {
	.name = "text",
	.letter = write_letter,
	.end = write_end,
};
