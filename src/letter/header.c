/*
 * header.c -- the case header block.
 *
 * A value alone behind a label on its line answers that label. Every other
 * one takes the first label before it that waits for such a value, and where
 * none waits, the label that follows it. So label and value in turn, all
 * labels and then all values, and columns that a PDF reader has mixed are
 * read alike.
 */
#include "letter/header.h"

/* A header has seven labels; what comes after so many is none of it. */
#define ENTRIES_MAX 400

enum value_kind { VALUE_DATE, VALUE_CASE, VALUE_WORD };

/* 8 CCR 9792.10.4: review is regular or expedited; letters print these. */
static const struct str priorities[] = {
	STR_INIT("standard"),
	STR_INIT("regular"),
	STR_INIT("expedited"),
	STR_INIT("urgent"),
};

/* A label of the block or a value, in the order of the text. */
struct entry {
	bool label;
	bool done;        /* a label that has its value, a value that is one */
	bool begins_line; /* it stands on a later line than the one before */
	uint8_t field;    /* of a label: enum header_field */
	enum value_kind kind;
	struct date date;
	struct str text;
	struct span at;
};

struct block {
	struct letter *letter;
	struct arena *arena;
	VEC(struct entry) entries;
	uint32_t end; /* folded: of the last entry */
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

static bool suits(const struct entry *label, const struct entry *value)
{
	return label->label && !value->label && !label->done && !value->done &&
	       label->kind == value->kind;
}

static void join(struct block *b, struct entry *label, struct entry *value)
{
	label->done = value->done = true;
	answer(b->letter, label->field, value->date, value->text, value->at);
}

/* Of several values behind a label on its line none is its own. */
static bool is_own(const struct block *b, size_t value)
{
	const struct entry *v = &b->entries.items[value];

	return value && suits(&v[-1], v) && !v->begins_line &&
	       (value + 1 == b->entries.len || v[1].label || v[1].begins_line);
}

static void join_value(struct block *b, size_t value)
{
	struct entry *list = b->entries.items;

	for (size_t i = 0; i < value; i++) {
		if (list[i].field != HEADER_OTHER &&
		    suits(&list[i], &list[value])) {
			join(b, &list[i], &list[value]);
			return;
		}
	}
	if (value + 1 < b->entries.len && suits(&list[value + 1], &list[value]))
		join(b, &list[value + 1], &list[value]);
}

static void join_all(struct block *b)
{
	for (size_t i = 0; i < b->entries.len; i++) {
		if (is_own(b, i))
			join(b, &b->entries.items[i - 1], &b->entries.items[i]);
	}
	for (size_t i = 0; i < b->entries.len; i++) {
		if (!b->entries.items[i].label && !b->entries.items[i].done)
			join_value(b, i);
	}
}

/* A new entry at [start, end) of the folded text. */
static struct entry *add_entry(struct block *b, uint32_t start, uint32_t end)
{
	const struct fold *f = b->letter->fold;
	size_t gap = fold_gaps_from(f, b->end + 1);
	struct entry *e = VEC_PUSH(b->arena, &b->entries);

	e->begins_line = gap < f->gaps.len && f->gaps.items[gap].at <= start;
	e->at = fold_source(f, start, end);
	b->end = end;
	return e;
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
static void read_values(struct block *b, uint32_t start, uint32_t end)
{
	const struct fold *f = b->letter->fold;

	for (uint32_t at = start; at < end && b->entries.len < ENTRIES_MAX;) {
		struct str rest = fold_text(f, at, end);
		enum value_kind kind = VALUE_DATE;
		size_t used;
		struct date date = date_read(rest, &used);

		if (!used && (used = case_number_length(rest)) != 0)
			kind = VALUE_CASE;
		else if (!used && (used = priority_length(rest)) != 0)
			kind = VALUE_WORD;
		if (used) {
			struct entry *e = add_entry(b, at, at + (uint32_t)used);

			e->kind = kind;
			e->date = date;
			e->text = kind == VALUE_CASE
			                  ? letter_text(b->letter, e->at)
			                  : str_sub(rest, 0, used);
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
                 const struct layout *layout, struct arena *a, uint32_t end)
{
	struct block b = { .letter = l, .arena = a };
	const struct layouts *layouts = &rules->layouts;
	uint32_t at = end;

	for (size_t i = 0; i < l->hits.list.len; i++) {
		const struct hit *h = &l->hits.list.items[i];
		struct entry *e;

		if (!is_label(h, layouts, layout))
			continue;
		if (h->start >= end || b.entries.len >= ENTRIES_MAX)
			break;
		if (heads_longer(l, i, layouts, layout))
			continue;
		if (at < h->start)
			read_values(&b, at, h->start);
		e = add_entry(&b, h->start, h->end);
		e->label = true;
		e->field = layouts->terms.items[h->index].field;
		e->kind = kind_of_field(e->field);
		at = h->end;
	}
	if (at < end)
		read_values(&b, at, end);
	join_all(&b);
}
