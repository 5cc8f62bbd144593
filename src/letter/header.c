/*
 * header.c -- the case header block.
 *
 * Labels wait in a queue; every value takes the first waiting label that such
 * a value can answer. So label and value in turn, all labels and then all
 * values, and columns that a PDF reader has mixed are read alike.
 */
#include "letter/header.h"

enum value_kind { VALUE_DATE, VALUE_CASE, VALUE_WORD };

/* 8 CCR 9792.10.4: review is regular or expedited; letters print these. */
static const struct str priorities[] = {
	STR_INIT("standard"),
	STR_INIT("regular"),
	STR_INIT("expedited"),
	STR_INIT("urgent"),
};

struct queue {
	struct letter *letter;
	uint8_t waiting[32]; /* enum header_field */
	size_t n;
};

static enum value_kind kind_of_field(unsigned field)
{
	if (field == HEADER_CASE)
		return VALUE_CASE;
	return field == HEADER_PRIORITY ? VALUE_WORD : VALUE_DATE;
}

static void set_date(struct dated *to, struct date date, struct span at)
{
	if (date_known(to->date))
		return;
	to->date = date;
	to->at = at;
}

static void answer(struct letter *l, unsigned field, struct date date,
                   struct str text, struct span at)
{
	switch ((enum header_field)field) {
	case HEADER_CASE:
		l->case_number = text;
		l->case_span = at;
		break;
	case HEADER_PRIORITY:
		l->header.priority = text;
		l->header.priority_at = at;
		break;
	case HEADER_ASSIGNED:
		set_date(&l->header.assigned, date, at);
		break;
	case HEADER_INJURY:
		set_date(&l->header.injury, date, at);
		break;
	case HEADER_DECIDED:
		set_date(&l->header.decided, date, at);
		break;
	case HEADER_UR_DENIED:
		set_date(&l->header.ur_denied, date, at);
		break;
	case HEADER_RECEIVED:
		set_date(&l->header.received, date, at);
		break;
	case HEADER_OTHER:
		break;
	}
}

/* The value goes to the first waiting label of its kind. */
static void give(struct queue *q, enum value_kind kind, struct date date,
                 struct str text, struct span at)
{
	for (size_t i = 0; i < q->n; i++) {
		if (q->waiting[i] == HEADER_OTHER ||
		    kind_of_field(q->waiting[i]) != kind)
			continue;
		answer(q->letter, q->waiting[i], date, text, at);
		for (q->n--; i < q->n; i++)
			q->waiting[i] = q->waiting[i + 1];
		return;
	}
}

/* "CM16-0219557": letters, two figures of the year, a serial number. */
static size_t case_number_length(struct str s)
{
	size_t letters = 0, at, digits = 0;

	while (letters < s.len && is_lower(s.ptr[letters]))
		letters++;
	at = letters;
	if (letters < 2 || letters > 4 || at + 3 >= s.len ||
	    !is_digit(s.ptr[at]) || !is_digit(s.ptr[at + 1]) ||
	    s.ptr[at + 2] != '-')
		return 0;
	for (at += 3; at < s.len && is_digit(s.ptr[at]); at++)
		digits++;
	return digits >= 4 && digits <= 9 ? at : 0;
}

static size_t priority_length(struct str s)
{
	for (size_t i = 0; i < sizeof(priorities) / sizeof(*priorities); i++) {
		size_t len = priorities[i].len;

		if (str_starts(s, priorities[i]) &&
		    (s.len == len || !is_alnum(s.ptr[len])))
			return len;
	}
	return 0;
}

/* Reads the values that stand between two labels. */
static void read_values(struct queue *q, uint32_t start, uint32_t end)
{
	const struct fold *f = q->letter->fold;

	for (uint32_t at = start; at < end;) {
		struct str rest = fold_text(f, at, end);
		struct date none = { 0 }, date;
		size_t used;

		date = date_read(rest, &used);
		if (used) {
			give(q, VALUE_DATE, date, rest,
			     fold_source(f, at, at + (uint32_t)used));
		} else if ((used = case_number_length(rest)) != 0) {
			struct span span =
			        fold_source(f, at, at + (uint32_t)used);

			give(q, VALUE_CASE, none, letter_text(q->letter, span),
			     span);
		} else if ((used = priority_length(rest)) != 0) {
			give(q, VALUE_WORD, none, str_sub(rest, 0, used),
			     fold_source(f, at, at + (uint32_t)used));
		}
		at += used ? (uint32_t)used : 1;
		while (!used && at < end && f->text.ptr[at - 1] != ' ')
			at++;
	}
}

static bool is_label(const struct hit *h, const struct layouts *layouts,
                     const struct layout *layout)
{
	const struct layout_term *t;

	if (h->kind != TERM_LABEL)
		return false;
	t = &layouts->terms.items[h->index];
	return !t->in_item && &layouts->list.items[t->layout] == layout;
}

/* True for "Application" at the head of "Application Received:". */
static bool heads_longer(const struct letter *l, size_t which,
                         const struct layouts *layouts,
                         const struct layout *layout)
{
	const struct hit *h = &l->hits.list.items[which];

	for (size_t i = which + 1; i < l->hits.list.len; i++) {
		const struct hit *next = &l->hits.list.items[i];

		if (next->start != h->start)
			return false;
		if (next->end > h->end && is_label(next, layouts, layout))
			return true;
	}
	return false;
}

void header_read(struct letter *l, const struct ruleset *rules,
                 const struct layout *layout, uint32_t end)
{
	struct queue q = { .letter = l };
	const struct layouts *layouts = &rules->layouts;
	uint32_t at = end;

	for (size_t i = 0; i < l->hits.list.len; i++) {
		const struct hit *h = &l->hits.list.items[i];
		const struct layout_term *t;

		if (!is_label(h, layouts, layout))
			continue;
		t = &layouts->terms.items[h->index];
		if (h->start >= end)
			break;
		if (heads_longer(l, i, layouts, layout))
			continue;
		if (at < h->start)
			read_values(&q, at, h->start);
		if (q.n < sizeof(q.waiting))
			q.waiting[q.n++] = t->field;
		at = h->end;
	}
	if (at < end)
		read_values(&q, at, end);
}
