/* compact.c -- one line for each finding, for editors, grep and diff. */
#include "report/display.h"
#include "report/report.h"

static void place(struct buf *out, const struct report_letter *l,
                  struct span at)
{
	struct place p = source_place(l->letter->source, at.start);

	buf_printf(out, "%u:%u: ", p.line, p.column);
}

static void finding(struct buf *out, const struct report_letter *l,
                    const struct finding *f)
{
	display_text(out, l->path);
	buf_char(out, ':');
	place(out, l, f->span);
	buf_printf(out, "%s: ", severity_name((enum severity)f->severity));
	display_text(out, f->message);
	buf_str(out, STR(" ["));
	display_text(out, f->rule);
	if (f->criterion.len) {
		buf_str(out, STR(", "));
		display_text(out, f->criterion);
	}
	buf_char(out, ']');
	for (size_t i = 0; i < f->related.len; i++) {
		buf_str(out, STR("; "));
		place(out, l, f->related.items[i].span);
		display_text(out, f->related.items[i].message);
	}
	buf_char(out, '\n');
}

static void verdict(struct buf *out, const struct report_letter *l,
                    const struct verdict *v)
{
	display_text(out, l->path);
	if (v->decision)
		buf_printf(out, ": item %u", v->decision);
	buf_str(out, STR(": "));
	display_text(out, v->rule);
	buf_printf(out, ": %s", verdict_name((enum verdict_value)v->value));
	if (v->because.len)
		buf_str(out, STR(": "));
	display_text(out, v->because);
	buf_char(out, '\n');
}

static void write_letter(struct report *r, struct buf *out,
                         const struct report_letter *l)
{
	for (size_t i = 0; l->letter && i < l->findings->list.len; i++)
		finding(out, l, &l->findings->list.items[i]);
	if (l->status == LETTER_INCOMPLETE) {
		display_text(out, l->path);
		buf_str(out, STR(": not fully checked: "));
		display_text(out, l->because);
		buf_char(out, '\n');
	}
	if (!r->why || !l->verdicts)
		return;
	for (size_t i = 0; i < l->verdicts->list.len; i++)
		verdict(out, l, &l->verdicts->list.items[i]);
}

static void write_end(struct report *r, struct buf *out,
                      const struct report_summary *s)
{
	if (!r->quiet)
		report_summary_line(out, s);
}

const struct report_format report_compact = {
	.name = "compact",
	.letter = write_letter,
	.end = write_end,
};
