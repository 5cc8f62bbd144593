/* baseline.c -- the findings that were known before. */
#include "cli/baseline.h"

#include <stdlib.h>

#include "report/display.h"

#define FIRST_LINE "# imrcheck baseline 1"

static void wrong_line(struct diags *d, uint32_t line, size_t column,
                       const char *expected)
{
	diag_add(d, DIAG_BAD_VALUE, line, (uint32_t)column + 1, "expected %s",
	         expected);
}

static void read_line(struct ledger *known, struct arena *a, struct diags *d,
                      struct str line, uint32_t number)
{
	struct str_pair first = str_cut(line, ' ');
	struct str_pair second = str_cut(first.tail, ' ');
	struct entry *e;

	if (!ledger_is_fingerprint(first.head)) {
		wrong_line(d, number, 0,
		           "a fingerprint of 32 hexadecimal "
		           "digits, a rule and a letter");
		return;
	}
	if (!second.head.len || !second.tail.len) {
		wrong_line(d, number, first.head.len,
		           "a rule and a letter behind the fingerprint");
		return;
	}
	e = VEC_PUSH(a, &known->list);
	e->fingerprint = first.head;
	e->rule = second.head;
	e->letter = second.tail;
}

bool baseline_read(struct ledger *known, struct arena *a, struct diags *d,
                   struct str path, struct str text)
{
	struct str_pair line = { .tail = text, .ok = true };
	size_t before = d->count;

	*known = (struct ledger){ 0 };
	d->path = path;
	for (uint32_t number = 1; line.ok; number++) {
		struct str trimmed;

		line = str_cut(line.tail, '\n');
		trimmed = str_trim(line.head);
		if (number == 1 && !str_eq(trimmed, STR(FIRST_LINE))) {
			wrong_line(d, 1, 0,
			           "'" FIRST_LINE "': this is no "
			           "baseline");
			return false;
		}
		if (trimmed.len && trimmed.ptr[0] != '#')
			read_line(known, a, d, trimmed, number);
	}
	ledger_index(known, a);
	return d->count == before;
}

static int by_letter(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = str_cmp(x->letter, y->letter);

	if (!order)
		order = str_cmp(x->rule, y->rule);
	return order ? order : str_cmp(x->fingerprint, y->fingerprint);
}

void baseline_write(struct buf *out, const struct ledger *known)
{
	size_t n = known->list.len;
	struct entry *sorted = ARENA_ARRAY(out->arena, struct entry, n);

	for (size_t i = 0; i < n; i++)
		sorted[i] = known->list.items[i];
	if (n)
		qsort(sorted, n, sizeof(*sorted), by_letter);
	buf_str(out, STR(FIRST_LINE "\n# fingerprint, rule, letter: written "
	                            "by imrcheck --baseline-write\n"));
	for (size_t i = 0; i < n; i++) {
		if (i &&
		    str_eq(sorted[i].fingerprint, sorted[i - 1].fingerprint))
			continue;
		buf_printf(out, "%.*s %.*s ", STR_ARG(sorted[i].fingerprint),
		           STR_ARG(sorted[i].rule));
		display_text(out, sorted[i].letter);
		buf_char(out, '\n');
	}
}
