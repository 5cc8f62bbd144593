/*
 * paragraph.c -- where the paragraphs of a letter end.
 *
 * PDF text wraps lines with one line end, or two when the letter is
 * double-spaced, and breaks pages anywhere. A gap is a paragraph's end when it
 * is longer than the letter's usual one; where the letter marks paragraphs by
 * lines that hold a space, a longer gap without one is a page break.
 */
#include "letter/paragraph.h"

bool ends_with(const struct fold *f, uint32_t at, struct str ends)
{
	while (at > 0 &&
	       (f->text.ptr[at - 1] == ' ' || f->text.ptr[at - 1] == '"' ||
	        f->text.ptr[at - 1] == ')'))
		at--;
	return at > 0 && str_has_char(ends, f->text.ptr[at - 1]);
}

/* Of the double gaps of a double-spaced letter at least one in so many stands
 * inside a sentence. */
#define TORN_SHARE 8
/* Lines that hold a space: fewer are chance. */
#define PADDED_MIN 3

/* A sentence goes on behind the gap, in lower case. */
static bool goes_on_behind(const struct fold *f, const struct fold_gap *g)
{
	return g->at < f->text.len && is_lower(f->source.ptr[f->map[g->at]]) &&
	       !ends_with(f, g->at, STR(".:!?"));
}

struct paragraphs paragraphs_learn(const struct fold *f)
{
	struct paragraphs p = { .fold = f };
	size_t single = 0, doubled = 0, torn = 0, padded = 0;

	for (size_t i = 1; i < f->gaps.len; i++) {
		const struct fold_gap *g = &f->gaps.items[i];
		bool two = g->newlines == 2 && !g->padded;

		single += g->newlines == 1;
		doubled += two;
		torn += two && goes_on_behind(f, g);
		padded += g->padded && !g->form_feed;
	}
	/* A letter with page breaks has few double gaps; one that is
	 * double-spaced has hardly anything else, and its sentences go on
	 * behind them. Where they do not, every paragraph is one line. */
	p.usual_gap =
	        doubled > 2 * single && torn * TORN_SHARE > doubled ? 2 : 1;
	p.padded = padded >= PADDED_MIN;
	return p;
}

bool paragraph_ends(const struct paragraphs *p, const struct fold_gap *g)
{
	const struct fold *f = p->fold;

	if (g->newlines <= p->usual_gap)
		return false;
	if (g->form_feed && goes_on_behind(f, g))
		return false;
	if (g->padded)
		return true;
	if (p->padded)
		return false;
	return ends_with(f, g->at, STR(".:!?")) ||
	       (!g->form_feed && g->at < f->text.len &&
	        !is_lower(f->source.ptr[f->map[g->at]]));
}

uint32_t paragraph_start(const struct paragraphs *p, uint32_t at, uint32_t low)
{
	const struct fold *f = p->fold;
	size_t i = f->gaps.len;

	while (i > 0 && f->gaps.items[i - 1].at >= at)
		i--;
	for (; i > 0 && f->gaps.items[i - 1].at > low; i--) {
		if (paragraph_ends(p, &f->gaps.items[i - 1]))
			return f->gaps.items[i - 1].at;
	}
	return low;
}
