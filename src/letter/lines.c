/*
 * lines.c -- letters whose line ends were lost.
 *
 * Tables of letters often keep each as a single line. What was printed as a
 * line of its own can be told all the same: a section's heading is in capitals
 * or ends with a colon, a label is one of the layout's, and an item's heading
 * is the sentence before its outcome.
 */
#include "letter/lines.h"

#include <stdlib.h>

#include "letter/sentence.h"

/* An item's heading is shorter. */
#define HEADING_MAX 1200

struct lines {
	struct fold *fold;
	const struct ruleset *rules;
	struct arena *arena;
	VEC(uint32_t) starts; /* folded, in any order */
};

static void begin_line(struct lines *l, uint32_t at)
{
	while (at < l->fold->text.len && l->fold->text.ptr[at] == ' ')
		at++;
	if (at < l->fold->text.len)
		*VEC_PUSH(l->arena, &l->starts) = at;
}

/* Where a section's heading ends, with its colon; 0: it is none. */
static uint32_t section_heading(const struct fold *f, const struct hit *h)
{
	bool colon = h->end < f->text.len && f->text.ptr[h->end] == ':';

	if (h->kind != TERM_HEADING ||
	    (!colon && f->text.ptr[h->end - 1] != ':' &&
	     !fold_in_capitals(f, h->start, h->end)))
		return 0;
	return h->end + colon;
}

/* The words of an outcome that end at `end`: where they begin; `end`: none. */
static uint32_t outcome_before(const struct lines *l, uint32_t low,
                               uint32_t end)
{
	const struct layouts *layouts = &l->rules->layouts;
	const struct fold *f = l->fold;
	uint32_t first = end, none = end;

	while (end > low && str_has_char(STR(".,; "), f->text.ptr[end - 1]))
		end--;
	for (size_t i = 0; i < layouts->list.len; i++) {
		const struct outcome_words *w = layout_outcome(
		        &layouts->list.items[i], fold_text(f, low, end));

		if (w && end - (uint32_t)w->says.len < first)
			first = end - (uint32_t)w->says.len;
	}
	return first > low ? first : none;
}

/* "The remaining portion, two visits, is": goes on with a heading. */
static bool continues_heading(const struct lines *l, uint32_t start,
                              uint32_t end)
{
	const struct layouts *layouts = &l->rules->layouts;
	struct str text = fold_text(l->fold, start, end);

	for (size_t i = 0; i < layouts->list.len; i++) {
		if (layout_continues(&layouts->list.items[i], text))
			return true;
	}
	return false;
}

/* "12. " of a list of items stands before `at`. */
static uint32_t number_before(const struct fold *f, uint32_t low, uint32_t at)
{
	uint32_t digits = at;

	if (at < low + 3 || !str_has_char(STR(".)"), f->text.ptr[at - 2]))
		return at;
	digits = at - 2;
	while (digits > low && is_digit(f->text.ptr[digits - 1]))
		digits--;
	return digits < at - 2 && at - 2 - digits <= 3 &&
	                       (digits == low || f->text.ptr[digits - 1] == ' ')
	               ? digits
	               : at;
}

/* Begins the line of the heading whose outcome ends where a label begins. */
static void begin_item(struct lines *l, uint32_t low, uint32_t label)
{
	const struct fold *f = l->fold;
	uint32_t outcome, at;

	if (label - low > HEADING_MAX)
		low = label - HEADING_MAX;
	outcome = outcome_before(l, low, label);
	if (outcome == label)
		return;
	for (at = outcome; at > low; at--) {
		if (f->text.ptr[at - 1] == ' ' && at > low + 1 &&
		    ends_sentence(f, l->rules, low, at - 2, outcome) &&
		    !continues_heading(l, at, outcome))
			break;
	}
	at = number_before(f, low, at);
	begin_line(l, at);
}

/* Where the words of an outcome end that begin at `at`; `at`: none. */
static uint32_t outcome_at(const struct lines *l, uint32_t at, uint32_t end)
{
	const struct layouts *layouts = &l->rules->layouts;
	struct str text = fold_text(l->fold, at, end);
	size_t longest = 0;

	for (size_t i = 0; i < layouts->list.len; i++) {
		const struct layout *layout = &layouts->list.items[i];

		if (layout->item_style != ITEMS_HEADING_OUTCOME)
			continue;
		for (size_t j = 0; j < layout->outcomes.len; j++) {
			struct str says = layout->outcomes.items[j].says;

			if (str_starts(text, says) && says.len > longest)
				longest = says.len;
		}
	}
	return at + (uint32_t)longest;
}

/* "Cane: Upheld It helps nobody.": items without a label, up to `end`. */
static uint32_t begin_bare_items(struct lines *l, uint32_t low, uint32_t end)
{
	const struct fold *f = l->fold;

	for (uint32_t at = low; at + 1 < end; at++) {
		uint32_t after;

		if (f->text.ptr[at] != ':' || f->text.ptr[at + 1] != ' ')
			continue;
		after = outcome_at(l, at + 2, end);
		if (after == at + 2 ||
		    (after < end && f->text.ptr[after] != ' ') ||
		    (after + 1 < end &&
		     is_lower(f->source.ptr[f->map[after + 1]])))
			continue;
		begin_item(l, low, after);
		begin_line(l, after);
		low = after;
	}
	return low;
}

static int by_place(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

	return (a > b) - (a < b);
}

static void add_gaps(struct lines *l)
{
	struct fold *f = l->fold;
	size_t old = f->gaps.len, next = 0;
	struct fold_gap *kept = ARENA_ARRAY(l->arena, struct fold_gap, old);

	for (size_t i = 0; i < old; i++)
		kept[i] = f->gaps.items[i];
	f->gaps.len = 0;
	qsort(l->starts.items, l->starts.len, sizeof(uint32_t), by_place);
	for (size_t i = 0; i < l->starts.len; i++) {
		uint32_t at = l->starts.items[i];

		while (next < old && kept[next].at < at)
			*VEC_PUSH(l->arena, &f->gaps) = kept[next++];
		if (next < old && kept[next].at == at)
			next++;
		if (f->gaps.len && f->gaps.items[f->gaps.len - 1].at == at)
			continue;
		*VEC_PUSH(l->arena, &f->gaps) = (struct fold_gap){
			.at = at, .newlines = 2, .padded = 1
		};
	}
	while (next < old)
		*VEC_PUSH(l->arena, &f->gaps) = kept[next++];
}

void lines_restore(struct fold *f, const struct hits *hits,
                   const struct ruleset *rules, struct arena *a)
{
	struct lines l = { .fold = f, .rules = rules, .arena = a };
	uint32_t low = 0;
	bool items = false;

	for (size_t i = 0; i < hits->list.len; i++) {
		const struct hit *h = &hits->list.items[i];
		const struct layout_term *terms = rules->layouts.terms.items;
		uint32_t end = section_heading(f, h);
		bool label = h->kind == TERM_LABEL && terms[h->index].in_item;

		if ((!end && !label) || h->start < low)
			continue;
		if (items)
			low = begin_bare_items(&l, low, h->start);
		begin_line(&l, h->start);
		if (label)
			begin_item(&l, low, h->start);
		else
			begin_line(&l, end);
		if (end)
			items = terms[h->index].section == SECTION_ITEMS;
		low = end ? end : h->end;
	}
	if (items)
		begin_bare_items(&l, low, (uint32_t)f->text.len);
	if (l.starts.len)
		add_gaps(&l);
}
