/* missing.c -- what a complete request would state and this one does not. */
#include "letter/heading.h"

static struct str implied_region(const struct heading *h)
{
	for (size_t i = 0; i < h->treatments.len; i++) {
		struct str region = h->treatments.items[i].treatment->region;

		if (region.len && !str_eq(region, STR("spine")))
			return region;
	}
	return (struct str){ 0 };
}

/* "CESI" names the neck without a word for it. */
void implied_part(struct heading *h, struct request *r)
{
	struct str region = implied_region(h);
	struct body_part *p;

	if (r->parts.len || !region.len ||
	    (r->category != CATEGORY_INJECTION &&
	     r->category != CATEGORY_SURGERY &&
	     r->category != CATEGORY_IMAGING))
		return;
	p = VEC_PUSH(h->arena, &r->parts);
	p->region = region;
	p->name = arena_str(h->arena, region);
	p->side = r->laterality;
	if (str_find_char(region, 0, '-') < region.len) {
		struct str_pair two = str_cut(region, '-');

		p->name = arena_printf(h->arena, "%.*s %.*s", STR_ARG(two.head),
		                       STR_ARG(two.tail));
	}
	p->at = r->disputed;
}

static bool holds(const struct drug *d, struct str ingredient)
{
	for (size_t i = 0; i < d->components.len; i++) {
		if (str_eq(d->components.items[i].ingredient, ingredient))
			return true;
	}
	return false;
}

/* "Terocin lotion: methyl salicylate 25%, menthol 10%": listed one by one. */
static bool is_listed(const struct request *r, const struct drug *d)
{
	for (size_t i = 0; i < d->components.len; i++) {
		bool listed = false;

		for (size_t j = 0; j < r->drugs.len; j++)
			listed |= &r->drugs.items[j] != d &&
			          r->drugs.items[j].strength_stated &&
			          holds(&r->drugs.items[j],
			                d->components.items[i].ingredient);
		if (!listed)
			return false;
	}
	return d->components.len > 0;
}

static bool lacks_strength(const struct request *r)
{
	for (size_t i = 0; i < r->drugs.len; i++) {
		const struct drug *d = &r->drugs.items[i];

		if (!d->strength_stated && !is_listed(r, d))
			return true;
	}
	return !r->strength.len;
}

/* An assessment of a therapy needs no number of visits. */
static bool only_evaluation(const struct heading *h)
{
	return tokens_have(h, UNIT_EVALUATION) &&
	       !tokens_have(h, UNIT_TREATMENT);
}

/* A knee or a sacroiliac joint has no level. */
static bool spinal(const struct request *r)
{
	static const struct str spine[] = {
		STR_INIT("cervical"),
		STR_INIT("thoracic"),
		STR_INIT("lumbar"),
		STR_INIT("spine"),
	};

	for (size_t i = 0; i < r->parts.len; i++) {
		for (size_t j = 0; j < sizeof(spine) / sizeof(*spine); j++) {
			if (str_eq(r->parts.items[i].region, spine[j]))
				return true;
		}
	}
	return !r->parts.len;
}

/* "10 mL vial", and "two devices" at the end: a quantity of a kind. */
static bool counts_something(const struct heading *h)
{
	size_t last = h->tokens.len;

	for (size_t i = 0; i + 1 < h->tokens.len; i++) {
		if (token_is(token_at(h, i), UNIT_AMOUNT) &&
		    (token_is(token_at(h, i + 1), UNIT_FORM) ||
		     token_is(token_at(h, i + 1), UNIT_PACKAGE)))
			return true;
	}
	return last > 1 && count_read(h, last - 2).ok &&
	       count_read(h, last - 2).next == last - 1 &&
	       token_is(token_at(h, last - 1), UNIT_DEVICE);
}

static unsigned lacks(const struct heading *h, const struct request *r)
{
	unsigned out = 0;

	if (r->quantity < 0 && !counts_something(h))
		out |= MISSING_QUANTITY;
	if (lacks_strength(r))
		out |= MISSING_STRENGTH;
	if (!r->frequency.len)
		out |= MISSING_FREQUENCY;
	if (!r->duration.len)
		out |= MISSING_DURATION;
	if (!r->parts.len && !implied_region(h).len)
		out |= MISSING_BODY_PART;
	if (!r->laterality)
		out |= MISSING_LATERALITY;
	if (!r->levels.len && spinal(r))
		out |= MISSING_LEVEL;
	if (r->visits < 0)
		out |= MISSING_VISITS;
	return out;
}

bool is_medication(const struct request *r)
{
	return r->category == CATEGORY_MEDICATION ||
	       r->category == CATEGORY_COMPOUNDED_TOPICAL;
}

void missing_read(const struct heading *h, struct request *r)
{
	const struct complete_row *row =
	        lexicon_complete(h->lex, r->category, r->kind);
	unsigned states = row ? row->states : 0;

	if (!is_medication(r) && only_evaluation(h))
		states = 0;
	/* A drug that goes along with a therapy is a request of its own. */
	if (is_therapy(r->category) && r->drugs.len)
		states |= MISSING_STRENGTH | MISSING_QUANTITY;
	if (r->category == CATEGORY_MEDICATION && !r->drugs.len)
		states = 0;
	r->missing = states & lacks(h, r);
}
