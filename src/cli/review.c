/* review.c -- an auditor's judgements, and what they say of the rules. */
#include "cli/review.h"

#include <stdlib.h>

#include "cli/csv.h"
#include "report/display.h"
#include "rules/fields.h"

/* -- reading */

enum column {
	COLUMN_FINGERPRINT,
	COLUMN_RULE,
	COLUMN_JUDGEMENT,
	COLUMN_CRITERION,
	COLUMN_CASE,
	COLUMN_PATH,
	COLUMN_NOTE,
};
#define COLUMNS (COLUMN_NOTE + 1)

/* What the columns are called, in our exports and in those of other tools. */
static const struct {
	struct str names[2];
	bool required;
} columns[COLUMNS] = {
	[COLUMN_FINGERPRINT] = { { STR_INIT("fingerprint") }, true },
	[COLUMN_RULE] = { { STR_INIT("rule") }, true },
	[COLUMN_JUDGEMENT] = { { STR_INIT("judgement"), STR_INIT("verdict") },
	                       true },
	[COLUMN_CRITERION] = { { STR_INIT("criterion") }, false },
	[COLUMN_CASE] = { { STR_INIT("case") }, false },
	[COLUMN_PATH] = { { STR_INIT("path") }, false },
	[COLUMN_NOTE] = { { STR_INIT("remark"), STR_INIT("note") }, false },
};

static const char *const words[] = {
	[JUDGEMENT_OPEN] = "",
	[JUDGEMENT_ACCEPT] = "accept",
	[JUDGEMENT_REJECT] = "reject",
	[JUDGEMENT_UNSURE] = "unsure",
};
static const struct names judgement_words = NAMES(words);

struct table {
	struct review *review;
	struct arena *arena;
	struct diags *diags;
	struct csv_column at[COLUMNS];
};

/* A record of the table; line is that of its first character. */
struct record {
	struct str text;
	uint32_t line;
};

/*
 * The record that *rest begins with, taken from it. False at the end, and
 * where a quotation mark is not closed.
 */
static bool next_record(struct table *t, struct str *rest, uint32_t *line,
                        struct record *out)
{
	struct str all = *rest;
	size_t at = 0, stop = 0;
	bool open = false;

	out->line = *line;
	if (!all.len)
		return false;
	do {
		stop = str_find_char(all, at, '\n');
		open = csv_goes_on(str_sub(all, at, stop), open);
		at = stop < all.len ? stop + 1 : stop;
		++*line;
	} while (open && at < all.len);
	out->text = str_sub(all, 0, stop);
	*rest = str_sub(all, at, all.len);
	if (!open)
		return true;
	diag_add(t->diags, DIAG_BAD_VALUE, out->line, 1,
	         "a quotation mark is not closed");
	return false;
}

static bool read_heading(struct table *t, const struct record *record)
{
	size_t before = t->diags->count;

	for (size_t c = 0; c < COLUMNS; c++) {
		const struct str *names = columns[c].names;

		t->at[c] = csv_column(t->arena, record->text, names[0]);
		if (!t->at[c].ok && names[1].len)
			t->at[c] = csv_column(t->arena, record->text, names[1]);
		if (!t->at[c].ok && columns[c].required)
			diag_add(t->diags, DIAG_MISSING_KEY, record->line, 1,
			         "the table needs the column '%.*s' (columns "
			         "are separated by commas)",
			         STR_ARG(names[0]));
	}
	return t->diags->count == before;
}

/* A writer of CSV puts "'" before what a spreadsheet would calculate. */
static struct str cell(const struct table *t, const struct record *record,
                       enum column c)
{
	struct str none = { 0 }, text;

	if (!t->at[c].ok)
		return none;
	text = str_trim(csv_value(t->arena, record->text, t->at[c].index).text);
	if (text.len > 1 && text.ptr[0] == '\'' &&
	    str_has_char(STR("=+-@"), text.ptr[1]))
		text = str_sub(text, 1, text.len);
	return text;
}

static struct str lower(struct arena *a, struct str s)
{
	struct buf b = { .arena = a };

	for (size_t i = 0; i < s.len; i++)
		buf_char(&b, to_lower(s.ptr[i]));
	return buf_text(&b);
}

static void read_row(struct table *t, const struct record *row)
{
	struct node word = { .kind = NODE_SCALAR,
		             .line = row->line,
		             .column = 1 };
	struct entry e = { .fingerprint = cell(t, row, COLUMN_FINGERPRINT),
		           .rule = cell(t, row, COLUMN_RULE),
		           .letter = cell(t, row, COLUMN_CASE) };
	struct judged j = { .criterion = cell(t, row, COLUMN_CRITERION),
		            .note = cell(t, row, COLUMN_NOTE),
		            .line = row->line };

	word.text = lower(t->arena, cell(t, row, COLUMN_JUDGEMENT));
	if (!ledger_is_fingerprint(e.fingerprint)) {
		diag_add(t->diags, DIAG_BAD_VALUE, row->line, 1,
		         "'%.*s' is no fingerprint", STR_ARG(e.fingerprint));
		return;
	}
	if (!names_read(t->arena, t->diags, &word, &judgement_words,
	                "judgement", &j.judgement))
		return;
	if (!e.letter.len)
		e.letter = cell(t, row, COLUMN_PATH);
	*VEC_PUSH(t->arena, &t->review->known.list) = e;
	*VEC_PUSH(t->arena, &t->review->list) = j;
}

/* The second judgement of a finding: the same one again, or a contradiction. */
static bool is_double(struct table *t, size_t i)
{
	struct review *r = t->review;
	const struct entry *first = ledger_twice(&r->known, i);
	struct judged *one;

	if (!first)
		return false;
	one = &r->list.items[first - r->known.list.items];
	if (one->judgement == JUDGEMENT_OPEN)
		*one = r->list.items[i];
	else if (r->list.items[i].judgement != JUDGEMENT_OPEN &&
	         r->list.items[i].judgement != one->judgement)
		diag_add(t->diags, DIAG_BAD_VALUE, r->list.items[i].line, 1,
		         "'%s', but line %u says '%s' of the same finding",
		         words[r->list.items[i].judgement], one->line,
		         words[one->judgement]);
	return true;
}

static void merge_doubles(struct table *t)
{
	struct review *r = t->review;
	bool *doubles = ARENA_ARRAY(t->arena, bool, r->list.len);
	size_t kept = 0;

	ledger_index(&r->known, t->arena);
	for (size_t i = 0; i < r->list.len; i++)
		doubles[i] = is_double(t, i);
	for (size_t i = 0; i < r->list.len; i++) {
		if (doubles[i])
			continue;
		r->known.list.items[kept] = r->known.list.items[i];
		r->list.items[kept++] = r->list.items[i];
	}
	r->known.list.len = kept;
	r->list.len = kept;
	ledger_index(&r->known, t->arena);
}

bool review_read(struct review *r, struct arena *a, struct diags *d,
                 struct str path, struct str text)
{
	struct table t = { .review = r, .arena = a, .diags = d };
	size_t before = d->count;
	struct record record;
	uint32_t line = 1;

	*r = (struct review){ 0 };
	d->path = path;
	if (!next_record(&t, &text, &line, &record)) {
		if (d->count == before)
			diag_add(d, DIAG_MISSING_KEY, 1, 1,
			         "the table is empty");
		return false;
	}
	if (!read_heading(&t, &record))
		return false;
	while (next_record(&t, &text, &line, &record)) {
		if (str_trim(record.text).len)
			read_row(&t, &record);
	}
	if (d->count == before)
		merge_doubles(&t);
	return d->count == before;
}

/* -- how often the rules were right */

struct tally {
	struct str rule;
	struct str criterion;
	size_t of[JUDGEMENTS];
};

struct tallies {
	VEC(struct tally) list;
};

static int by_rule(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;
	int order = str_cmp(x->rule, y->rule);

	return order ? order : str_cmp(x->criterion, y->criterion);
}

/* One tally a judgement, sorted, and then those of one rule added up. */
static void add_up(struct tallies *t, struct arena *a, const struct review *r)
{
	size_t n = r->list.len, kept = 0;
	struct tally *all = ARENA_ARRAY(a, struct tally, n);

	for (size_t i = 0; i < n; i++) {
		all[i].rule = r->known.list.items[i].rule;
		all[i].criterion = r->list.items[i].criterion;
		all[i].of[r->list.items[i].judgement] = 1;
	}
	if (n)
		qsort(all, n, sizeof(*all), by_rule);
	for (size_t i = 0; i < n; i++) {
		if (!kept || by_rule(&all[kept - 1], &all[i])) {
			all[kept++] = all[i];
			continue;
		}
		for (int k = 0; k < JUDGEMENTS; k++)
			all[kept - 1].of[k] += all[i].of[k];
	}
	t->list.items = all;
	t->list.len = t->list.cap = kept;
}

static void write_tally(struct buf *out, size_t widest, const struct tally *t)
{
	size_t right = t->of[JUDGEMENT_ACCEPT];
	size_t sure = right + t->of[JUDGEMENT_REJECT];
	size_t start = out->len;

	display_text(out, t->rule);
	if (t->criterion.len) {
		buf_char(out, ' ');
		display_text(out, t->criterion);
	}
	if (out->len - start < widest)
		buf_fill(out, ' ', widest - (out->len - start));
	buf_printf(out, "  %8zu %8zu %8zu %8zu", right, t->of[JUDGEMENT_REJECT],
	           t->of[JUDGEMENT_UNSURE], t->of[JUDGEMENT_OPEN]);
	if (sure)
		buf_printf(out, "   %5.1f %%\n",
		           100.0 * (double)right / (double)sure);
	else
		buf_str(out, STR("         -\n"));
}

void review_table(struct buf *out, const struct review *r)
{
	struct tally sum = { .rule = STR("all") };
	struct tallies t = { { NULL, 0, 0 } };
	size_t widest = 4;

	add_up(&t, out->arena, r);
	for (size_t i = 0; i < t.list.len; i++) {
		const struct tally *one = &t.list.items[i];
		size_t width = one->rule.len + one->criterion.len +
		               (one->criterion.len > 0);

		if (width > widest)
			widest = width;
		for (int k = 0; k < JUDGEMENTS; k++)
			sum.of[k] += one->of[k];
	}
	buf_printf(out, "%-*s  %8s %8s %8s %8s %9s\n", (int)widest, "rule",
	           "accepted", "rejected", "unsure", "open", "precision");
	for (size_t i = 0; i < t.list.len; i++)
		write_tally(out, widest, &t.list.items[i]);
	write_tally(out, widest, &sum);
}
