/* github.c -- annotations, as a GitHub workflow reads them from its log. */
#include "report/display.h"
#include "report/report.h"

static const char *const commands[] = {
	[SEVERITY_NOTE] = "notice",
	[SEVERITY_WARNING] = "warning",
	[SEVERITY_ERROR] = "error",
};

static const struct str in_message = STR_INIT("%\r\n");
static const struct str in_property = STR_INIT("%\r\n:,");

/* What would end a message or a property is written as %XX. */
static void escaped(struct buf *out, struct str text, struct str special)
{
	struct buf shown = { .arena = out->arena };

	display_text(&shown, text);
	for (size_t i = 0; i < shown.len; i++) {
		unsigned char c = (unsigned char)shown.ptr[i];

		if (str_has_char(special, (char)c))
			buf_printf(out, "%%%02X", c);
		else
			buf_char(out, (char)c);
	}
}

/* Columns make sense to GitHub on one line only. */
static void place(struct buf *out, const struct source *s, struct span at)
{
	struct place start = source_place(s, at.start);
	struct place end = source_place(s, at.end);

	buf_printf(out, ",line=%u,endLine=%u", start.line, end.line);
	if (start.line == end.line && start.column < end.column)
		buf_printf(out, ",col=%u,endColumn=%u", start.column,
		           end.column);
}

static void finding(struct buf *out, const struct report_letter *l,
                    const struct finding *f)
{
	buf_printf(out, "::%s file=", commands[f->severity]);
	escaped(out, l->path, in_property);
	place(out, l->letter->source, f->span);
	buf_str(out, STR(",title="));
	escaped(out, f->rule, in_property);
	if (f->decision)
		buf_printf(out, " (item %u)", f->decision);
	buf_str(out, STR("::"));
	escaped(out, f->message, in_message);
	for (size_t i = 0; i < f->related.len; i++) {
		const struct related *also = &f->related.items[i];

		buf_printf(
		        out, "%%0ALine %u: ",
		        source_place(l->letter->source, also->span.start).line);
		escaped(out, also->message, in_message);
	}
	buf_char(out, '\n');
}

static void incomplete(struct buf *out, const struct report_letter *l)
{
	buf_str(out, STR("::warning file="));
	escaped(out, l->path, in_property);
	buf_str(out, STR(",title=not fully checked::"));
	escaped(out, l->because, in_message);
	buf_char(out, '\n');
}

static void write_letter(struct report *r, struct buf *out,
                         const struct report_letter *l)
{
	(void)r;
	for (size_t i = 0; l->letter && i < l->findings->list.len; i++)
		finding(out, l, &l->findings->list.items[i]);
	if (l->status == LETTER_INCOMPLETE)
		incomplete(out, l);
}

const struct report_format report_github = {
	.name = "github",
	.machine = true,
	.letter = write_letter,
};
