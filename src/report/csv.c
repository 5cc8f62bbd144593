/*
 * csv.c -- one finding a row, for spreadsheets (RFC 4180).
 *
 * A spreadsheet takes a cell that begins like a formula for one, and a letter
 * decides what stands in its cells: those are made text by an apostrophe.
 */
#include "report/display.h"
#include "report/report.h"

/* clang-format off */
/* Must stay parallel to the cells written by finding_row. */
static const char *const columns[] = {
	"path", "case", "decision", "request", "outcome", "rule", "criterion",
	"severity", "confidence", "message", "line", "column", "end_line",
	"end_column", "quote", "related", "related_line", "related_column",
	"related_quote", "citation", "help", "fingerprint",
};
/* clang-format on */

/* Whole-width forms are read as formulas too. */
static bool begins_like_formula(struct str s)
{
	static const struct str starts[] = {
		STR_INIT("="),
		STR_INIT("+"),
		STR_INIT("-"),
		STR_INIT("@"),
		STR_INIT("\xef\xbc\x9d"),
		STR_INIT("\xef\xbc\x8b"),
		STR_INIT("\xef\xbc\x8d"),
		STR_INIT("\xef\xbc\xa0"),
	};
	struct str word = str_trim(s);

	if (s.len && (s.ptr[0] == '\t' || s.ptr[0] == '\r'))
		return true;
	return str_prefix(word, starts, sizeof(starts) / sizeof(*starts)) > 0;
}

static void cell(struct buf *out, struct str text)
{
	struct buf shown = { .arena = out->arena };

	display_text(&shown, text);
	buf_char(out, '"');
	if (begins_like_formula(text))
		buf_char(out, '\'');
	for (size_t i = 0; i < shown.len; i++) {
		if (shown.ptr[i] == '"')
			buf_char(out, '"');
		buf_char(out, shown.ptr[i]);
	}
	buf_char(out, '"');
}

static void next_cell(struct buf *out, struct str text)
{
	buf_char(out, ',');
	cell(out, text);
}

static void next_number(struct buf *out, uint32_t n)
{
	buf_printf(out, ",%u", n);
}

static void place_cells(struct buf *out, const struct letter *l, uint32_t at)
{
	struct place p = source_place(l->source, at);

	next_number(out, p.line);
	next_number(out, p.column);
}

/* The passage on one line; nothing when it must not be shown. */
static void quote_cell(struct buf *out, const struct report_letter *l,
                       struct span at)
{
	struct str quote = { 0 };

	if (!l->redacted)
		quote = letter_line(l->letter, out->arena, at);
	next_cell(out, quote);
}

static void decision_cells(struct buf *out, const struct report_letter *l,
                           const struct finding *f)
{
	const struct decision *d;
	struct str request = { 0 };

	if (!f->decision || f->decision > l->letter->decisions.len) {
		buf_str(out, STR(",,,"));
		return;
	}
	d = &l->letter->decisions.items[f->decision - 1];
	next_number(out, f->decision);
	if (!l->redacted)
		request = d->request.text;
	next_cell(out, request);
	next_cell(out, str_c(outcome_name((enum outcome)d->outcome)));
}

/* The second passage; further ones are left to the other formats. */
static void related_cells(struct buf *out, const struct report_letter *l,
                          const struct finding *f)
{
	if (!f->related.len) {
		buf_str(out, STR(",,,,"));
		return;
	}
	next_cell(out, f->related.items[0].message);
	place_cells(out, l->letter, f->related.items[0].span.start);
	quote_cell(out, l, f->related.items[0].span);
}

static void finding_row(struct buf *out, const struct report_letter *l,
                        const struct finding *f)
{
	cell(out, l->path);
	next_cell(out, l->letter->case_number);
	decision_cells(out, l, f);
	next_cell(out, f->rule);
	next_cell(out, f->criterion);
	next_cell(out, str_c(severity_name((enum severity)f->severity)));
	next_cell(out, str_c(confidence_name((enum confidence)f->confidence)));
	next_cell(out, f->message);
	place_cells(out, l->letter, f->span.start);
	place_cells(out, l->letter, f->span.end);
	quote_cell(out, l, f->span);
	related_cells(out, l, f);
	next_cell(out, f->citation);
	next_cell(out, f->help);
	next_cell(out, str_c(f->fingerprint));
	buf_str(out, STR("\r\n"));
}

static void write_begin(struct report *r, struct buf *out)
{
	(void)r;
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		buf_printf(out, "%s%s", i ? "," : "", columns[i]);
	buf_str(out, STR("\r\n"));
}

static void write_letter(struct report *r, struct buf *out,
                         const struct report_letter *l)
{
	(void)r;
	for (size_t i = 0; l->letter && i < l->findings->list.len; i++)
		finding_row(out, l, &l->findings->list.items[i]);
}

const struct report_format report_csv = {
	.decisions = true,
	.name = "csv",
	.machine = true,
	.begin = write_begin,
	.letter = write_letter,
};
