/*
 * unit_slip.c -- a unit in a heading that cannot be meant.
 *
 * Milligrams among the percents of a compounded cream, a tube of so many
 * milligrams, a tablet of so many grams. The number is then most often right.
 */
#include "letter/heading.h"

/* A share of a cream; more milligrams may be what a pump gives. */
#define SHARE_MAX 30.0
/* No gel of one drug holds a larger share of it, and none so few milligrams. */
#define GEL_PERCENT_MAX 5.0
/* A tube or a jar holds so many grams. */
#define TUBE_MIN 50.0
#define TUBE_MAX 500.0
/* No tablet weighs so many grams. */
#define TABLET_GRAMS_MIN 20.0

static bool has_unit(const struct heading *h, size_t i, struct str unit)
{
	const struct token *t = token_at(h, i);

	return (token_is(t, UNIT_STRENGTH) || token_is(t, UNIT_AMOUNT)) &&
	       str_eq(t->unit->unit, unit);
}

/* "6 mg", not "6 mg/g" nor "6 mg in 1 cc". */
static bool is_milligrams(const struct heading *h, size_t i)
{
	return token_at(h, i)->kind == TOKEN_NUMBER &&
	       has_unit(h, i + 1, STR("mg")) &&
	       !token_says(h, i + 2, STR("in")) &&
	       !token_says(h, i + 2, STR("per"));
}

static void note(const struct heading *h, struct request *r, size_t from,
                 size_t to)
{
	r->unit_slip =
	        heading_span(h, token_at(h, from)->start, token_at(h, to)->end);
}

/* How many numbers of percent a heading has, and where the last one is. */
static unsigned percents(const struct heading *h, size_t *last)
{
	unsigned n = 0;

	for (size_t i = 0; i + 1 < h->tokens.len; i++) {
		if (token_at(h, i)->kind == TOKEN_NUMBER &&
		    has_unit(h, i + 1, STR("%"))) {
			n++;
			*last = i;
		}
	}
	return n;
}

/* "Ketoprofen 10%, lidocaine 5 mg, menthol 4%": one list, one unit. */
static void slip_in_list(const struct heading *h, struct request *r)
{
	size_t last = 0, slip = 0;
	unsigned slips = 0;

	if (percents(h, &last) < 2 || h->drugs.len < 3)
		return;
	for (size_t i = 0; i < last; i++) {
		if (token_is(token_at(h, i), UNIT_FORM) ||
		    token_is(token_at(h, i), UNIT_TOPICAL) ||
		    token_is(token_at(h, i), UNIT_PACKAGE) ||
		    token_is(token_at(h, i), UNIT_COUNT) ||
		    token_says(h, i, STR(";")))
			return;
		if (!is_milligrams(h, i))
			continue;
		if (token_at(h, i)->value > SHARE_MAX)
			return;
		slips++;
		slip = i;
	}
	/* The first of a list may be a tablet beside it. */
	if (slips == 1 && token_at(h, slip)->start > h->drugs.items[1].start)
		note(h, r, slip, slip + 1);
}

static bool holds_cream(const struct heading *h, size_t i)
{
	const struct unit_row *unit = token_at(h, i)->unit;

	return unit && unit->of_cream;
}

static bool all_topical(const struct request *r)
{
	for (size_t i = 0; i < r->drugs.len; i++) {
		const struct drug *d = &r->drugs.items[i];
		bool percent = d->components.len &&
		               str_eq(d->components.items[0].unit, STR("%"));

		if (!percent && d->drug_class != DRUG_TOPICAL)
			return false;
	}
	return r->drugs.len != 0;
}

/* "Diclofenac 1% gel, 100 mg", "120 mg tube": grams are meant. */
static void slip_of_tube(const struct heading *h, struct request *r)
{
	size_t last = 0;
	unsigned percent = percents(h, &last);

	if (tokens_have(h, UNIT_FORM) || tokens_have(h, UNIT_INJECTED) ||
	    !all_topical(r))
		return;
	for (size_t i = 0; i < h->tokens.len; i++) {
		const struct token *t = token_at(h, i);
		bool tube = token_says(h, i + 1, STR("mg tube"));

		if (t->kind != TOKEN_NUMBER || t->value < TUBE_MIN ||
		    t->value > TUBE_MAX || (!tube && !is_milligrams(h, i)))
			continue;
		if (tube || holds_cream(h, i + 2) ||
		    (i > last && (percent > 2 ||
		                  (percent && tokens_have(h, UNIT_TOPICAL))))) {
			note(h, r, i, i + 1);
			return;
		}
	}
}

/* "Voltaren gel 1 mg": one percent is meant. */
static void slip_of_gel(const struct heading *h, struct request *r)
{
	size_t last = 0;

	if (r->drugs.len != 1 || !all_topical(r) || percents(h, &last) ||
	    !tokens_have(h, UNIT_TOPICAL) || tokens_have(h, UNIT_FORM) ||
	    tokens_have(h, UNIT_INJECTED))
		return;
	for (size_t i = 0; i < h->tokens.len; i++) {
		if (is_milligrams(h, i) && token_at(h, i)->value >= 1 &&
		    token_at(h, i)->value <= GEL_PERCENT_MAX) {
			note(h, r, i, i + 1);
			return;
		}
	}
}

static bool has_tablets(const struct heading *h)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		const struct token *t = token_at(h, i);
		struct str text = fold_text(h->fold, t->start, t->end);

		if (token_is(t, UNIT_FORM) && (str_starts(text, STR("tab")) ||
		                               str_starts(text, STR("cap")) ||
		                               str_starts(text, STR("pill"))))
			return true;
	}
	return false;
}

static void slip_of_tablet(const struct heading *h, struct request *r)
{
	if (h->drugs.len != 1 ||
	    !str_eq(h->drugs.items[0].drug->route, STR("oral")) ||
	    !has_tablets(h) || tokens_have(h, UNIT_TOPICAL) ||
	    tokens_have(h, UNIT_PACKAGE))
		return;
	for (size_t i = 0; i < h->tokens.len; i++) {
		const struct token *t = token_at(h, i);

		if (t->kind == TOKEN_NUMBER && t->value >= TABLET_GRAMS_MIN &&
		    t->start >= h->drugs.items[0].end &&
		    has_unit(h, i + 1, STR("g")) &&
		    token_is(token_at(h, i + 1), UNIT_AMOUNT)) {
			note(h, r, i, i + 1);
			return;
		}
	}
}

void unit_slip_read(const struct heading *h, struct request *r)
{
	slip_in_list(h, r);
	if (span_empty(r->unit_slip))
		slip_of_tube(h, r);
	if (span_empty(r->unit_slip))
		slip_of_gel(h, r);
	if (span_empty(r->unit_slip))
		slip_of_tablet(h, r);
}
