/*
 * drug.c -- the drugs that are asked for, each with its strengths.
 *
 * Strengths stand after their drug ("Norco 10/325mg") or, in injections, before
 * it ("1% Xylocaine"): what comes first in the heading decides for all of them.
 */
#include "letter/heading.h"

/* Shorter words before a strength are no drug that nobody knows. */
#define UNKNOWN_DRUG_MIN 5

/* "Norco (hydrocodone/APAP": a second name of the same. */
static bool same_drug(const struct heading *h, const struct name *a,
                      const struct name *b)
{
	struct str gap = str_trim(fold_text(h->fold, a->end, b->start));

	return (gap.len == 0 || str_eq(gap, STR("(")) ||
	        str_eq(gap, STR("/")) || str_eq(gap, STR("-")) ||
	        str_eq(gap, STR(",")) || str_eq(gap, STR("("))) &&
	       (drug_covers(a->drug, b->drug) || drug_covers(b->drug, a->drug));
}

static bool joins_ingredients(struct str gap)
{
	bool slash = false;

	for (size_t i = 0; i < gap.len; i++) {
		char c = gap.ptr[i];

		slash |= c == '/' || c == '-' || c == '+';
		if (c != '/' && c != '-' && c != '+' && c != ' ' && c != '.' &&
		    c != 'm' && c != 'g' && !is_digit(c))
			return false;
	}
	return slash;
}

/* The product that has both ingredients and no other: "A 10 / B 325 mg". */
static const struct drug_row *
product_of(const struct heading *h, const struct name *a, const struct name *b)
{
	size_t n = a->drug->ingredients.len + b->drug->ingredients.len;

	if (!joins_ingredients(fold_text(h->fold, a->end, b->start)))
		return NULL;
	for (size_t i = 0; i < h->lex->drugs.len; i++) {
		const struct drug_row *row = &h->lex->drugs.items[i];

		if (row->ingredients.len == n && drug_covers(row, a->drug) &&
		    drug_covers(row, b->drug) &&
		    row->drug_class != DRUG_TOPICAL)
			return row;
	}
	return NULL;
}

static void merge_names(struct heading *h, bool topical)
{
	size_t n = 0;

	for (size_t i = 0; i < h->drugs.len; i++) {
		struct name now = h->drugs.items[i];
		struct name *last = n ? &h->drugs.items[n - 1] : NULL;
		const struct drug_row *product =
		        last && !topical ? product_of(h, last, &now) : NULL;

		if (last && same_drug(h, last, &now)) {
			if (!drug_covers(last->drug, now.drug))
				last->drug = now.drug;
			last->end = now.end;
			last->end += last->end < h->end &&
			             h->fold->text.ptr[last->end] == ')';
		} else if (product) {
			last->drug = product;
			last->end = now.end;
		} else {
			h->drugs.items[n++] = now;
		}
	}
	h->drugs.len = n;
}

/* Of a combination, the ingredient that comes in this strength: "Norco 325". */
static size_t place_of(const struct drug_row *row, double value)
{
	size_t used;

	for (size_t i = 0; i < row->strengths.len; i++) {
		struct str_pair cut = { .tail = row->strengths.items[i],
			                .ok = true };

		for (size_t n = 0; cut.ok; n++) {
			cut = str_cut(cut.tail, '/');
			if (str_decimal(cut.head, &used) == value)
				return n;
		}
	}
	return 0;
}

/*
 * Whether the order of the ingredients is the order in which strengths are
 * printed: not for house names of creams, whose lists are in any order.
 */
static bool in_order(const struct drug_row *row, const struct strength *s)
{
	size_t n = row->ingredients.len;

	if (n == 1)
		return true;
	if (row->drug_class == DRUG_TOPICAL)
		return s->n == n && str_has_char(row->name, '/');
	return s->n == 1 || s->n == n;
}

static void add_components(struct arena *a, struct drug *d,
                           const struct drug_row *row, const struct strength *s)
{
	d->strength_stated = s != NULL;
	if (s && !in_order(row, s))
		s = NULL;
	for (size_t i = 0; i < row->ingredients.len; i++) {
		struct component *c = VEC_PUSH(a, &d->components);

		c->ingredient = row->ingredients.items[i];
	}
	for (size_t i = 0; s && i < s->n && i < row->ingredients.len; i++) {
		size_t at = s->n == 1 ? place_of(row, s->values[0]) : i;
		struct component *c;

		if (at >= row->ingredients.len)
			at = 0;
		c = &d->components.items[at];
		c->strength = s->values[i];
		c->unit = s->units[i].len ? s->units[i] : s->unit;
		if (s->per_ml > 0 && str_eq(c->unit, STR("mg"))) {
			c->strength /= s->per_ml;
			c->unit = STR("mg/ml");
		}
	}
}

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (is_digit(s.ptr[i]))
			return true;
	}
	return false;
}

static void add_drug(struct heading *h, struct request *r, const struct name *n,
                     const struct drug_row *row, enum drug_context context,
                     const struct strength *s)
{
	struct drug *d = VEC_PUSH(h->arena, &r->drugs);

	d->name = heading_text(h, n->start, n->end);
	d->at = heading_span(h, n->start, n->end);
	d->drug_class = row->drug_class;
	d->route = row->route;
	d->known = true;
	if (context == CONTEXT_TOPICAL && row->drug_class != DRUG_TOPICAL &&
	    !str_eq(row->route, STR("topical"))) {
		d->drug_class = DRUG_TOPICAL;
		d->route = STR("topical");
	}
	add_components(h->arena, d, row, s);
	/* "Tylenol #3": the number is the strength. */
	d->strength_stated |= row->strengths.len == 1 && has_digit(row->name);
}

static bool is_oral(const struct drug_row *row)
{
	return str_eq(row->route, STR("oral"));
}

/* The strength of drug i: in its own stretch of the heading. */
static const struct strength *strength_of(const struct heading *h,
                                          const struct strengths *all,
                                          uint32_t from, uint32_t to)
{
	const struct strength *amount = NULL;

	for (size_t i = 0; i < all->list.len; i++) {
		const struct strength *s = &all->list.items[i];
		uint32_t at = token_at(h, s->from)->start;

		if (at < from || at >= to)
			continue;
		if (!s->amount)
			return s;
		if (!amount)
			amount = s;
	}
	return amount;
}

/* "Kenalog 40mg and 1% lidocaine": a strength right before its drug, which no
 * other one has taken. */
static const struct strength *strength_before(const struct heading *h,
                                              const struct strengths *all,
                                              uint32_t name)
{
	for (size_t i = 0; i < all->list.len; i++) {
		const struct strength *s = &all->list.items[i];

		if (!s->amount && !token_at(h, s->from)->used &&
		    token_at(h, s->to - 1)->end + 1 == name)
			return s;
	}
	return NULL;
}

static bool mentioned(struct str list, struct str text)
{
	return str_find(list, 0, text) < list.len;
}

static void note_strength(struct heading *h, struct request *r,
                          const struct strength *s)
{
	struct str text = heading_text(h, token_at(h, s->from)->start,
	                               token_at(h, s->to - 1)->end);

	tokens_use(h, s->from, s->to);
	if (!r->strength.len)
		r->strength = text;
	else if (r->drugs.len > 1 || !mentioned(r->strength, text))
		r->strength = arena_printf(h->arena, "%.*s, %.*s",
		                           STR_ARG(r->strength), STR_ARG(text));
}

static bool strengths_first(const struct heading *h,
                            const struct strengths *all)
{
	for (size_t i = 0; i < all->list.len; i++) {
		const struct strength *s = &all->list.items[i];

		if (!s->amount)
			return token_at(h, s->from)->start <
			       h->drugs.items[0].start;
	}
	return false;
}

static void read_drug(struct heading *h, struct request *r, size_t i,
                      const struct strengths *all, bool first,
                      enum drug_context context)
{
	struct name *n = &h->drugs.items[i];
	uint32_t from = i ? h->drugs.items[i - 1].end : h->start;
	uint32_t to = i + 1 < h->drugs.len ? n[1].start : h->end;
	const struct drug_row *row;
	const struct strength *s;

	/* A name may hold its strength: "Voltaren 1% gel". */
	s = strength_of(h, all, first ? from : n->start, first ? n->end : to);
	if (!s && !first)
		s = strength_before(h, all, n->start);
	row = drug_choose(h, n,
	                  fold_text(h->fold, first || !i ? from : n->start, to),
	                  context);
	if (s && s->amount && (!is_oral(row) || context))
		s = NULL;
	if (s)
		row = strength_combination(h, row, s);
	n->drug = row;
	add_drug(h, r, n, row, context, s);
	if (s)
		note_strength(h, r, s);
	if (s && strength_unsold(h->lex, &r->drugs.items[r->drugs.len - 1]))
		r->unsold = heading_span(h, token_at(h, s->from)->start,
		                         token_at(h, s->to - 1)->end);
}

/* "12 mcg/hr & 25 mcg/hr": what no drug took is its second strength. */
static void note_others(struct heading *h, struct request *r,
                        const struct strengths *all)
{
	for (size_t i = 0; i < all->list.len && r->drugs.len == 1; i++) {
		const struct strength *s = &all->list.items[i];

		if (!s->amount && !token_at(h, s->from)->used &&
		    token_at(h, s->from)->start >= h->drugs.items[0].end)
			note_strength(h, r, s);
	}
}

/* "Diclofenac/lidocaine cream (3%/5%)": one list for the list of drugs. */
static void share_strength(struct request *r, const struct strengths *all)
{
	const struct strength *s = all->list.len ? &all->list.items[0] : NULL;

	if (!s || s->amount || s->n < 2 || s->n != r->drugs.len)
		return;
	for (size_t i = 1; i < all->list.len; i++) {
		if (!all->list.items[i].amount)
			return;
	}
	for (size_t i = 0; i < r->drugs.len; i++) {
		struct component *c = r->drugs.items[i].components.items;

		if (r->drugs.items[i].components.len != 1)
			return;
		c->strength = s->values[i];
		c->unit = s->units[i].len ? s->units[i] : s->unit;
		r->drugs.items[i].strength_stated = true;
	}
}

static bool same_ingredients(const struct drug *a, const struct drug *b)
{
	if (a->components.len != b->components.len)
		return false;
	for (size_t i = 0; i < a->components.len; i++) {
		if (!str_eq(a->components.items[i].ingredient,
		            b->components.items[i].ingredient))
			return false;
	}
	return a->components.len > 0;
}

static bool in_brackets(const struct heading *h, const struct drug *d)
{
	struct str text = h->letter->source->text;

	return d->at.start > 0 && text.ptr[d->at.start - 1] == '(';
}

/* "Omeprazole 20mg #60 (Prilosec)", "Diclofenac ER (Voltaren XR) 100mg": one
 * drug by two names, with one strength. */
static void join_brands(const struct heading *h, struct request *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->drugs.len; i++) {
		struct drug *d = &r->drugs.items[i];
		struct drug *last = n ? &r->drugs.items[n - 1] : NULL;

		if (!last || !in_brackets(h, d) || !same_ingredients(last, d) ||
		    (last->strength_stated && d->strength_stated)) {
			r->drugs.items[n++] = *d;
			continue;
		}
		if (d->strength_stated)
			last->components = d->components;
		last->strength_stated |= d->strength_stated;
	}
	r->drugs.len = n;
}

/* -- a word with a strength beside it that no lexicon has */

static bool may_be_drug(const struct heading *h, size_t i)
{
	const struct token *t = token_at(h, i);
	struct str word = fold_text(h->fold, t->start, t->end);

	if (t->kind != TOKEN_WORD || t->roles || t->in_name ||
	    word.len < UNKNOWN_DRUG_MIN || lexicon_heading_word(h->lex, word))
		return false;
	for (size_t j = heading_hit(h, t->start);
	     j < h->n_hits && h->hits[j].start == t->start; j++) {
		if (h->hits[j].kind == TERM_PART && h->hits[j].end >= t->end)
			return false;
	}
	return true;
}

/* The token of the name before a strength: "Zorvanil ER tablets 50mg". */
static size_t name_before(const struct heading *h, size_t i)
{
	for (size_t back = 0; back < 3 && i > 1; back++, i--) {
		const struct token *t = token_at(h, i - 1);

		if (t->kind != TOKEN_WORD ||
		    (t->end - t->start > 3 && !token_is(t, UNIT_FORM) &&
		     !token_is(t, UNIT_TOPICAL)))
			break;
	}
	return i - 1;
}

static void unknown_drugs(struct heading *h, struct request *r,
                          const struct strengths *all)
{
	for (size_t i = 0; i < all->list.len; i++) {
		const struct strength *s = &all->list.items[i];
		const struct token *t;
		struct drug *d;
		size_t at;

		if (s->amount || !s->from || token_at(h, s->from)->used)
			continue;
		at = name_before(h, s->from);
		if (!may_be_drug(h, at))
			continue;
		t = token_at(h, at);
		d = VEC_PUSH(h->arena, &r->drugs);
		d->name = heading_text(h, t->start, t->end);
		d->at = heading_span(h, t->start, t->end);
		d->strength_stated = true;
		note_strength(h, r, s);
	}
}

void drugs_read(struct heading *h, struct request *r)
{
	struct strengths all = { 0 };
	enum drug_context context = drug_context(h);
	bool first;

	merge_names(h, context == CONTEXT_TOPICAL);
	strengths_read(h, &all);
	first = h->drugs.len && strengths_first(h, &all);
	for (size_t i = 0; i < h->drugs.len; i++)
		read_drug(h, r, i, &all, first, context);
	note_others(h, r, &all);
	share_strength(r, &all);
	join_brands(h, r);
	unknown_drugs(h, r, &all);
}
