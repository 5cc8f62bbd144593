/*
 * heading.c -- a heading with its terms: the longest name at each place counts.
 */
#include "letter/heading.h"

struct heading heading_of(const struct letter *letter,
                          const struct ruleset *rules, struct arena *a,
                          struct span at)
{
	struct heading h = { .letter = letter,
		             .fold = letter->fold,
		             .lex = &rules->lexicon,
		             .arena = a,
		             .start = at.start,
		             .end = at.end };
	size_t first;

	h.hits = letter->hits.list.items;
	h.n_hits = letter->hits.list.len;
	first = heading_hit(&h, at.start);
	h.n_hits = heading_hit(&h, at.end);
	h.n_hits = h.n_hits > first ? h.n_hits - first : 0;
	h.hits = h.n_hits ? h.hits + first : NULL;
	return h;
}

struct span heading_span(const struct heading *h, uint32_t start, uint32_t end)
{
	return fold_source(h->fold, start, end);
}

struct str heading_text(const struct heading *h, uint32_t start, uint32_t end)
{
	return letter_line(h->letter, h->arena, heading_span(h, start, end));
}

size_t heading_hit(const struct heading *h, uint32_t at)
{
	size_t low = 0, high = h->n_hits;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (h->hits[mid].start < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void add_name(struct heading *h, const struct hit *hit)
{
	const struct lexicon *lex = h->lex;
	struct name n = { .start = hit->start, .end = hit->end };

	if (hit->kind == TERM_DRUG) {
		n.drug = &lex->drugs.items[hit->index];
		*VEC_PUSH(h->arena, &h->drugs) = n;
		return;
	}
	n.treatment = &lex->treatments.items[hit->index];
	if (!n.treatment->prefix)
		*VEC_PUSH(h->arena, &h->treatments) = n;
}

static void find_names(struct heading *h, enum term_kind kind)
{
	uint32_t taken = h->start;

	for (size_t i = 0; i < h->n_hits; i++) {
		const struct hit *hit = &h->hits[i], *longest = NULL;

		if (hit->start < taken || hit->kind != kind)
			continue;
		for (size_t j = i;
		     j < h->n_hits && h->hits[j].start == hit->start; j++) {
			const struct hit *other = &h->hits[j];

			if (other->kind == kind && other->end <= h->end &&
			    (!longest || other->end > longest->end))
				longest = other;
		}
		if (!longest)
			continue;
		add_name(h, longest);
		taken = longest->end;
	}
}

/* True when a drug named in such a term is really asked for. */
static bool gives_drugs(const struct treatment_row *row)
{
	return row->category == CATEGORY_INJECTION ||
	       row->category == CATEGORY_MEDICATION ||
	       row->category == CATEGORY_COMPOUNDED_TOPICAL ||
	       row->category == CATEGORY_SURGERY;
}

static bool inside(const struct name *small, const struct name *big)
{
	return small->start >= big->start && small->end <= big->end &&
	       small->end - small->start < big->end - big->start;
}

/* A date stands right before or right behind. */
static bool is_dated(const struct heading *h, const struct name *n)
{
	const char *text = h->fold->text.ptr;
	uint32_t from = n->start;
	size_t used;

	while (from > h->start && text[from - 1] == ' ')
		from--;
	while (from > h->start && text[from - 1] != ' ')
		from--;
	date_read(fold_text(h->fold, from, n->start), &used);
	if (used)
		return true;
	if (n->end + 1 < h->end)
		date_read(fold_text(h->fold, n->end + 1, h->end), &used);
	return used > 0;
}

/* "Soma 350mg #60 per 6/23/14 RFA": the letters stand for the form that asks
 * for the drug. */
static bool is_form(const struct heading *h, const struct name *n)
{
	const struct fold *f = h->fold;

	return n->treatment->upper && h->drugs.len &&
	       (is_dated(h, n) ||
	        str_ends(fold_text(f, h->start, n->start), STR(" per ")) ||
	        str_starts(fold_text(f, n->end, h->end), STR(" dated")));
}

/* "vitamin D level" asks for no vitamin; "topical cream" in a drug's name. */
static void drop_inner(struct heading *h)
{
	size_t n = 0;

	for (size_t i = 0; i < h->drugs.len; i++) {
		bool keep = true;

		for (size_t j = 0; j < h->treatments.len; j++) {
			const struct name *t = &h->treatments.items[j];

			keep &= !inside(&h->drugs.items[i], t) ||
			        gives_drugs(t->treatment);
			/* "CMC arthroplasty": a letter code is a joint here. */
			keep &= !h->drugs.items[i].drug->upper ||
			        t->treatment->category != CATEGORY_SURGERY;
		}
		if (keep)
			h->drugs.items[n++] = h->drugs.items[i];
	}
	h->drugs.len = n;
	n = 0;
	for (size_t i = 0; i < h->treatments.len; i++) {
		bool keep = !is_form(h, &h->treatments.items[i]);

		for (size_t j = 0; j < h->drugs.len; j++)
			keep &= !inside(&h->treatments.items[i],
			                &h->drugs.items[j]);
		if (keep)
			h->treatments.items[n++] = h->treatments.items[i];
	}
	h->treatments.len = n;
}

void heading_names(struct heading *h)
{
	find_names(h, TERM_DRUG);
	find_names(h, TERM_TREATMENT);
	drop_inner(h);
}
