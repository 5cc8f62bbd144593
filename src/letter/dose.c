/*
 * dose.c -- drugs with their strengths; quantity, refills, supply.
 *
 * A name with several rows ("Voltaren": tablet or gel) is decided by the words
 * near it. Strengths stand after their drug ("Norco 10/325mg") or, in
 * injections, before it ("1% Xylocaine"): what comes first in the heading
 * decides for all of them.
 */
#include "letter/heading.h"

/* A combination of more ingredients has no printed strength. */
#define STRENGTH_PARTS_MAX 8
/* Shorter words before a strength are no drug that nobody knows. */
#define UNKNOWN_DRUG_MIN 5

struct strength {
	size_t from; /* tokens */
	size_t to;   /* 0: none */
	double values[STRENGTH_PARTS_MAX];
	struct str units[STRENGTH_PARTS_MAX]; /* empty: as the last */
	size_t n;
	struct str unit; /* of the last */
	double per_ml;   /* "120 mg in 1 cc"; 0: by no volume */
	bool amount; /* "30 ml": a strength only when nothing else is */
};

struct strengths {
	VEC(struct strength) list;
};

/* -- which row of a name */

static bool same_class(char a, char b)
{
	return (is_alpha(a) && is_alpha(b)) || (is_digit(a) && is_digit(b));
}

static bool begins_word(struct str s, size_t at)
{
	if (!at)
		return true;
	if (s.ptr[at - 1] == '.' && is_digit(s.ptr[at]))
		return false;
	return !same_class(s.ptr[at - 1], s.ptr[at]);
}

static bool ends_word(struct str s, size_t at)
{
	while (at < s.len && (s.ptr[at] == 's' || s.ptr[at] == 'e') &&
	       at && is_alpha(s.ptr[at - 1]))
		at++;
	return at == s.len || !at || !same_class(s.ptr[at - 1], s.ptr[at]);
}

/* "25 mg" stands for "25mg" too; "patch" for "patches". */
static bool cue_at(struct str s, size_t at, struct str cue)
{
	for (size_t i = 0; i < cue.len; i++) {
		if (cue.ptr[i] == ' ') {
			at += at < s.len && s.ptr[at] == ' ';
			continue;
		}
		if (at < s.len && s.ptr[at] == ' ' && i &&
		    !same_class(cue.ptr[i - 1], cue.ptr[i]))
			at++;
		if (at >= s.len || s.ptr[at] != to_lower(cue.ptr[i]))
			return false;
		at++;
	}
	return ends_word(s, at);
}

static bool has_cue(struct str s, struct str cue)
{
	for (size_t at = 0; at < s.len; at++) {
		if (begins_word(s, at) && cue_at(s, at, cue))
			return true;
	}
	return false;
}

static size_t longest_cue(const struct drug_row *row, struct str near)
{
	size_t best = 0;

	for (size_t i = 0; i < row->cues.len; i++) {
		struct str cue = row->cues.items[i];

		if (cue.len > best && has_cue(near, cue))
			best = cue.len;
	}
	return best;
}

/* What holds without a cue: the oral row, else the injectable, else any. */
static unsigned plainness(const struct drug_row *row)
{
	if (str_eq(row->route, STR("oral")))
		return 3;
	if (str_eq(row->route, STR("injectable")))
		return 2;
	return !str_eq(row->route, STR("topical"));
}

enum context { CONTEXT_NONE, CONTEXT_TOPICAL, CONTEXT_INJECTED };

static bool fits(const struct drug_row *row, enum context context)
{
	if (context == CONTEXT_TOPICAL)
		return row->drug_class == DRUG_TOPICAL;
	return context == CONTEXT_INJECTED &&
	       str_eq(row->route, STR("injectable"));
}

static bool better(const struct drug_row *a, const struct drug_row *b,
                   struct str near, enum context context)
{
	size_t p = longest_cue(a, near), q = longest_cue(b, near);

	if (fits(a, context) != fits(b, context))
		return fits(a, context);
	if (p != q)
		return p > q;
	return plainness(a) > plainness(b);
}

static const struct drug_row *choose_row(const struct heading *h,
                                         const struct name *n, struct str near,
                                         enum context context)
{
	const struct drug_row *best = n->drug;

	for (size_t i = heading_hit(h, n->start);
	     i < h->n_hits && h->hits[i].start == n->start; i++) {
		const struct hit *hit = &h->hits[i];
		const struct drug_row *row;

		if (hit->kind != TERM_DRUG || hit->end != n->end)
			continue;
		row = &h->lex->drugs.items[hit->index];
		if (row != best && better(row, best, near, context))
			best = row;
	}
	return best;
}

static bool injected(const struct heading *h)
{
	for (size_t i = 0; i < h->treatments.len; i++) {
		if (h->treatments.items[i].treatment->category ==
		    CATEGORY_INJECTION)
			return true;
	}
	return tokens_have(h, UNIT_INJECTED);
}

static bool has_unit(const struct heading *h, struct str unit)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		const struct token *t = &h->tokens.items[i];

		if (token_is(t, UNIT_STRENGTH) && str_eq(t->unit->unit, unit))
			return true;
	}
	return false;
}

static bool has_amount(const struct heading *h)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		if (token_is(&h->tokens.items[i], UNIT_AMOUNT))
			return true;
	}
	return false;
}

/*
 * A list of ingredients is topical as a whole: percents, a cream or grams, and
 * no tablet among them.
 */
static bool topical_list(const struct heading *h)
{
	if (has_unit(h, STR("mg")) || has_unit(h, STR("mcg")))
		return false;
	return has_unit(h, STR("%")) || tokens_have(h, UNIT_TOPICAL) ||
	       (h->drugs.len > 1 && has_amount(h));
}

/* -- strengths */

static bool separates(const struct heading *h, size_t i)
{
	return token_says(h, i, STR("/")) || token_says(h, i, STR("-"));
}

static bool is_number(const struct heading *h, size_t i)
{
	const struct token *t = token_at(h, i);

	return t->kind == TOKEN_NUMBER && !t->used;
}

static bool is_measure(const struct heading *h, size_t i)
{
	const struct token *t = token_at(h, i);

	return token_is(t, UNIT_STRENGTH) || token_is(t, UNIT_AMOUNT);
}

/* "/5ml", "/ml", "in 1 cc", "/24hr" after a strength. */
static size_t skip_per(const struct heading *h, size_t i, double *per_ml)
{
	bool slash = token_says(h, i, STR("/"));
	bool numbered = is_number(h, i + 1);
	size_t at = i + 1 + numbered;
	const struct token *t = token_at(h, at);

	if (!slash && !(token_says(h, i, STR("in")) && numbered) &&
	    !token_says(h, i, STR("per")))
		return i;
	if (token_is(t, UNIT_AMOUNT) && str_eq(t->unit->unit, STR("ml")))
		*per_ml = numbered ? token_at(h, i + 1)->value : 1;
	else if (!slash || (!token_is(t, UNIT_AMOUNT) &&
	                    !token_is(t, UNIT_PERIOD)))
		return i;
	return at + 1;
}

/* What a number before it counts something else than a strength. */
static bool counts_else(const struct heading *h, size_t i)
{
	static const enum unit_role others[] = {
		UNIT_FORM, UNIT_PACKAGE, UNIT_REFILL, UNIT_PERIOD, UNIT_VISIT,
		UNIT_RATE, UNIT_SUPPLY,
	};

	for (size_t j = 0; j < sizeof(others) / sizeof(*others); j++) {
		if (token_is(token_at(h, i), others[j]))
			return true;
	}
	return false;
}

/*
 * "10/325mg", "10mg/325mg", "4%-27.5%-0.0325%", "10mg/5ml". Without any unit
 * only where `combined` says that the drug has several ingredients.
 */
static struct strength strength_at(const struct heading *h, size_t i,
                                   bool combined)
{
	struct strength s = { .from = i };
	size_t at = i;

	if (i && token_is(token_at(h, i - 1), UNIT_COUNT))
		return s;
	while (is_number(h, at) && s.n < STRENGTH_PARTS_MAX) {
		bool measured = is_measure(h, at + 1);

		if (s.n && !measured && !separates(h, at + 1) &&
		    (!combined || counts_else(h, at + 1)))
			break;
		s.values[s.n++] = token_at(h, at)->value;
		at++;
		if (measured) {
			const struct token *t = token_at(h, at);

			if (!s.unit.len)
				s.amount = token_is(t, UNIT_AMOUNT);
			s.unit = t->unit->unit;
			s.units[s.n - 1] = s.unit;
			at = skip_per(h, at + 1, &s.per_ml);
		}
		s.to = at;
		if (!separates(h, at) || !is_number(h, at + 1))
			break;
		at++;
	}
	if (!s.unit.len && !(combined && s.n > 1))
		s.to = 0;
	return s;
}

static const struct name *drug_before(const struct heading *h, uint32_t at)
{
	const struct name *last = NULL;

	for (size_t i = 0; i < h->drugs.len; i++) {
		if (h->drugs.items[i].end <= at)
			last = &h->drugs.items[i];
	}
	return last;
}

static bool is_combined(const struct heading *h, uint32_t at)
{
	const struct name *n = drug_before(h, at);

	return n && n->drug->ingredients.len > 1;
}

static bool covers(const struct drug_row *big, const struct drug_row *small)
{
	for (size_t i = 0; i < small->ingredients.len; i++) {
		if (!texts_have(&big->ingredients, small->ingredients.items[i]))
			return false;
	}
	return true;
}

/* The strength in percent of a cream, or 0. */
static double percent_of(const struct component *c)
{
	if (str_eq(c->unit, STR("%")))
		return c->strength;
	/* 10 mg in one gram is one percent. */
	return str_eq(c->unit, STR("mg/g")) ? c->strength / 10 : 0;
}

static bool beyond_limit(const struct lexicon *lex, const struct component *c)
{
	double percent = lexicon_limit(lex, c->ingredient, LIMIT_PERCENT);
	double per_ml = lexicon_limit(lex, c->ingredient, LIMIT_CONCENTRATION);

	return (percent > 0 && percent_of(c) > percent) ||
	       (per_ml > 0 && str_eq(c->unit, STR("mg/ml")) &&
	        c->strength > per_ml);
}

/* True when no product has the strengths printed for a drug. */
static bool is_unsold(const struct lexicon *lex, const struct drug *d)
{
	struct str ingredients[STRENGTH_PARTS_MAX];
	double strengths[STRENGTH_PARTS_MAX];
	size_t n = d->components.len;

	if (n == 1 && beyond_limit(lex, &d->components.items[0]))
		return true;
	/* A single ingredient comes in too many strengths to know them all. */
	if (n < 2 || n > STRENGTH_PARTS_MAX || d->drug_class == DRUG_TOPICAL)
		return false;
	for (size_t i = 0; i < n; i++) {
		ingredients[i] = d->components.items[i].ingredient;
		strengths[i] = d->components.items[i].strength;
		if (strengths[i] <= 0)
			return false;
	}
	return lexicon_sold(lex, ingredients, strengths, n) == SOLD_NO;
}

/* "10/325" of a list like "5/325". */
static bool is_listed(const struct drug_row *row, const struct strength *s)
{
	for (size_t i = 0; i < row->strengths.len; i++) {
		struct str_pair cut = { .tail = row->strengths.items[i],
		                        .ok = true };
		size_t n = 0, used;

		while (cut.ok && n < s->n) {
			cut = str_cut(cut.tail, '/');
			if (str_decimal(cut.head, &used) != s->values[n])
				break;
			n++;
		}
		if (n == s->n && !cut.ok)
			return true;
	}
	return false;
}

/* "Hydrocodone 10/325" is the combination, though only one name is printed. */
static const struct drug_row *combination(const struct heading *h,
                                          const struct drug_row *row,
                                          const struct strength *s)
{
	if (row->ingredients.len != 1 || s->n != 2 ||
	    row->drug_class == DRUG_TOPICAL)
		return row;
	for (size_t i = 0; i < h->lex->drugs.len; i++) {
		const struct drug_row *other = &h->lex->drugs.items[i];

		if (other->ingredients.len == 2 && covers(other, row) &&
		    is_listed(other, s))
			return other;
	}
	return row;
}

static bool is_combination(const struct heading *h, const struct strength *s)
{
	const struct name *n = drug_before(h, token_at(h, s->from)->start);

	return n && (is_listed(n->drug, s) ||
	             combination(h, n->drug, s) != n->drug);
}

/* "10/325" without a unit: a strength when the drug has it, or is written so. */
static bool is_plain_strength(const struct heading *h, const struct strength *s)
{
	const struct name *n = drug_before(h, token_at(h, s->from)->start);

	return n && s->n > 1 &&
	       (is_combination(h, s) ||
	        (token_says(h, s->from + 1, STR("/")) &&
	         s->n == n->drug->ingredients.len));
}

/* False for a bare combination, whose unit is only supposed. */
static bool is_measured(const struct strength *s)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->units[i].len)
			return true;
	}
	return false;
}

static struct strength plain_strength(const struct heading *h, size_t i)
{
	struct strength s = strength_at(h, i, true);

	if (s.to && (is_measured(&s) || !is_plain_strength(h, &s)))
		s.to = 0;
	/* Combinations that are known are all of tablets. */
	if (s.to && is_combination(h, &s))
		s.unit = STR("mg");
	return s;
}

/* "HCl ER" between a name and its strength. */
static bool only_short_words(struct str gap)
{
	size_t run = 0;

	for (size_t i = 0; i < gap.len; i++) {
		run = is_lower(gap.ptr[i]) ? run + 1 : 0;
		if (run > 3 || (!is_lower(gap.ptr[i]) && gap.ptr[i] != ' '))
			return false;
	}
	return true;
}

/* "Norco 10 #60": a bare number that is a strength of the drug before it. */
static struct strength bare_strength(const struct heading *h, size_t i)
{
	const struct token *t = token_at(h, i);
	const struct name *n = drug_before(h, t->start);
	struct strength s = { .from = i };
	size_t used;

	if (!n || !only_short_words(fold_text(h->fold, n->end, t->start)) || !is_number(h, i) || t->in_name ||
	    counts_else(h, i + 1) || !is_digit(h->fold->text.ptr[t->start]))
		return s;
	for (size_t j = 0; j < n->drug->strengths.len; j++) {
		if (str_decimal(n->drug->strengths.items[j], &used) != t->value)
			continue;
		s.values[s.n++] = t->value;
		s.unit = STR("mg");
		s.to = i + 1;
		break;
	}
	return s;
}

static void find_strengths(struct heading *h, struct strengths *out)
{
	for (size_t i = 0; i < h->tokens.len;) {
		const struct token *t = token_at(h, i);
		struct strength s = strength_at(h, i, is_combined(h, t->start));

		if (!s.to || !is_measured(&s))
			s = plain_strength(h, i);
		if (!s.to)
			s = bare_strength(h, i);
		if (!s.to) {
			i++;
			continue;
		}
		*VEC_PUSH(h->arena, &out->list) = s;
		i = s.to;
	}
}

/* -- drugs: merging names that mean one, giving each its strengths */

/* "Norco (hydrocodone/APAP": a second name of the same. */
static bool same_drug(const struct heading *h, const struct name *a,
                      const struct name *b)
{
	struct str gap = str_trim(fold_text(h->fold, a->end, b->start));

	return (gap.len == 0 || str_eq(gap, STR("(")) || str_eq(gap, STR("/")) ||
	        str_eq(gap, STR("-")) || str_eq(gap, STR(",")) ||
	        str_eq(gap, STR("("))) &&
	       (covers(a->drug, b->drug) || covers(b->drug, a->drug));
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
static const struct drug_row *product_of(const struct heading *h,
                                         const struct name *a,
                                         const struct name *b)
{
	size_t n = a->drug->ingredients.len + b->drug->ingredients.len;

	if (!joins_ingredients(fold_text(h->fold, a->end, b->start)))
		return NULL;
	for (size_t i = 0; i < h->lex->drugs.len; i++) {
		const struct drug_row *row = &h->lex->drugs.items[i];

		if (row->ingredients.len == n && covers(row, a->drug) &&
		    covers(row, b->drug) && row->drug_class != DRUG_TOPICAL)
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
			if (!covers(last->drug, now.drug))
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
                     const struct drug_row *row, enum context context,
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

static bool oral(const struct drug_row *row)
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
                      enum context context)
{
	struct name *n = &h->drugs.items[i];
	uint32_t from = i ? h->drugs.items[i - 1].end : h->start;
	uint32_t to = i + 1 < h->drugs.len ? n[1].start : h->end;
	const struct drug_row *row;
	const struct strength *s;

	/* A name may hold its strength: "Voltaren 1% gel". */
	s = strength_of(h, all, first ? from : n->start, first ? n->end : to);
	row = choose_row(h, n, fold_text(h->fold, first || !i ? from : n->start,
	                                 to), context);
	if (s && s->amount && (!oral(row) || context))
		s = NULL;
	if (s)
		row = combination(h, row, s);
	n->drug = row;
	add_drug(h, r, n, row, context, s);
	if (s)
		note_strength(h, r, s);
	if (s && is_unsold(h->lex, &r->drugs.items[r->drugs.len - 1]))
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

/* -- a word with a strength beside it that no lexicon has */

static bool may_be_drug(const struct heading *h, size_t i)
{
	const struct token *t = token_at(h, i);
	struct str word = fold_text(h->fold, t->start, t->end);

	if (t->kind != TOKEN_WORD || t->roles || t->in_name ||
	    word.len < UNKNOWN_DRUG_MIN ||
	    lexicon_heading_word(h->lex, word))
		return false;
	for (size_t j = heading_hit(h, t->start);
	     j < h->n_hits && h->hits[j].start == t->start; j++) {
		if (h->hits[j].kind == TERM_PART && h->hits[j].end >= t->end)
			return false;
	}
	return true;
}

static void unknown_drugs(struct heading *h, struct request *r,
                          const struct strengths *all)
{
	for (size_t i = 0; i < all->list.len; i++) {
		const struct strength *s = &all->list.items[i];
		const struct token *t;
		struct drug *d;
		struct component *c;

		if (s->amount || !s->from || token_at(h, s->from)->used ||
		    !may_be_drug(h, s->from - 1))
			continue;
		t = token_at(h, s->from - 1);
		d = VEC_PUSH(h->arena, &r->drugs);
		d->name = heading_text(h, t->start, t->end);
		d->at = heading_span(h, t->start, t->end);
		c = VEC_PUSH(h->arena, &d->components);
		c->ingredient = fold_text(h->fold, t->start, t->end);
		c->strength = s->values[0];
		c->unit = s->unit;
		d->strength_stated = true;
		note_strength(h, r, s);
	}
}

static enum context context_of(const struct heading *h)
{
	if (injected(h))
		return CONTEXT_INJECTED;
	return topical_list(h) ? CONTEXT_TOPICAL : CONTEXT_NONE;
}

void drugs_read(struct heading *h, struct request *r)
{
	struct strengths all = { 0 };
	enum context context = context_of(h);
	bool first;

	merge_names(h, context == CONTEXT_TOPICAL);
	find_strengths(h, &all);
	first = h->drugs.len && strengths_first(h, &all);
	for (size_t i = 0; i < h->drugs.len; i++)
		read_drug(h, r, i, &all, first, context);
	note_others(h, r, &all);
	share_strength(r, &all);
	unknown_drugs(h, r, &all);
}

/* -- quantity, refills, supply */

static bool is_dose(const struct heading *h, size_t next)
{
	return token_is(token_at(h, next), UNIT_RATE) ||
	       token_says(h, next, STR("po")) ||
	       token_says(h, next, STR("by")) ||
	       token_says(h, next, STR("every")) ||
	       token_says(h, next, STR("per")) ||
	       token_says(h, next, STR("a")) || token_says(h, next, STR("q"));
}

/* "with two (2) refills", "refills: 2", "no refills". */
static void read_refills(struct heading *h, struct request *r)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		size_t at = i + 1;
		struct count c;

		if (!token_is(token_at(h, i), UNIT_REFILL))
			continue;
		if (i && token_says(h, i - 1, STR("no"))) {
			r->refills = 0;
			return;
		}
		for (size_t back = 1; back <= 2 && back <= i; back++) {
			c = count_read(h, i - back);
			if (!c.ok || c.next < i - 1)
				continue;
			/* "#90 2 refills", but not "#90 refills". */
			if (i > back && token_is(token_at(h, i - back - 1),
			                         UNIT_COUNT))
				break;
			r->refills = c.value;
			tokens_use(h, i - back, i + 1);
			return;
		}
		while (token_says(h, at, STR(":")) || token_says(h, at, STR("x")) ||
		       token_says(h, at, STR("times")) ||
		       token_is(token_at(h, at), UNIT_COUNT))
			at++;
		c = count_read(h, at);
		if (c.ok && !is_measure(h, c.next)) {
			r->refills = c.value;
			tokens_use(h, i, c.next);
			return;
		}
	}
}

static void set_supply(struct heading *h, struct request *r, double days,
                       size_t from, size_t to)
{
	r->days_supply = days;
	tokens_use(h, from, to);
}

/* Where "days" of "days supply" ends. */
static uint32_t first_word_end(const struct heading *h, size_t i)
{
	uint32_t at = token_at(h, i)->start;

	while (at < token_at(h, i)->end && is_lower(h->fold->text.ptr[at]))
		at++;
	return at;
}

/* "day supply: 30", and "30 day supply", where "day supply" is one unit. */
static bool read_supplied(struct heading *h, struct request *r, size_t i)
{
	size_t at = i + 1;
	struct count c;

	if (!token_is(token_at(h, i), UNIT_SUPPLIED))
		return false;
	while (token_says(h, at, STR(":")) || token_says(h, at, STR("of")))
		at++;
	c = count_read(h, at);
	if (i && !(c.ok && at > i + 1)) {
		size_t back = i - 1;
		struct count before;

		back -= back && token_says(h, back, STR("-"));
		before = count_read(h, back);
		if (before.ok) {
			r->duration = heading_text(h, token_at(h, back)->start,
			                           first_word_end(h, i));
			set_supply(h, r, before.value, back, i + 1);
			return true;
		}
	}
	if (!c.ok)
		return false;
	set_supply(h, r, c.value, i, c.next);
	return true;
}

static void read_supply(struct heading *h, struct request *r)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		struct count c = count_read(h, i);
		size_t at = c.next;
		const struct token *period;

		if (read_supplied(h, r, i))
			return;
		if (!c.ok)
			continue;
		at += token_says(h, at, STR("-"));
		period = token_at(h, at);
		if (!token_is(period, UNIT_PERIOD) || period->unit->days <= 0)
			continue;
		at++;
		while (token_says(h, at, STR("'")) || token_says(h, at, STR("s")) ||
		       token_says(h, at, STR("'s")))
			at++;
		if (!token_is(token_at(h, at), UNIT_SUPPLY))
			continue;
		r->duration = heading_text(h, token_at(h, i)->start, period->end);
		set_supply(h, r, c.value * period->unit->days, i, at + 1);
		return;
	}
}

/* "#60", "qty: 60"; several of them: the first. */
static bool read_marked(struct heading *h, struct request *r)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		size_t at = i + 1;
		struct count c;

		if (!token_is(token_at(h, i), UNIT_COUNT) ||
		    token_at(h, i)->in_name)
			continue;
		while (token_says(h, at, STR(":")) || token_says(h, at, STR(".")) ||
		       token_is(token_at(h, at), UNIT_COUNT))
			at++;
		c = count_read(h, at);
		if (!c.ok || is_measure(h, c.next))
			continue;
		r->quantity = c.value;
		tokens_use(h, i, c.next);
		return true;
	}
	return false;
}

/* "60 tablets", "one (1) bottle". */
static bool read_counted(struct heading *h, struct request *r,
                         enum unit_role role)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		struct count c = count_read(h, i);

		if (!c.ok || !token_is(token_at(h, c.next), role) ||
		    is_dose(h, c.next + 1))
			continue;
		r->quantity = c.value;
		tokens_use(h, i, c.next + 1);
		/* "one box of 30" holds thirty. */
		if (token_says(h, c.next + 1, STR("of")) &&
		    count_read(h, c.next + 2).ok)
			r->quantity = count_read(h, c.next + 2).value;
		return true;
	}
	return false;
}

static bool is_topical(const struct request *r)
{
	return r->drugs.len && r->drugs.items[0].drug_class == DRUG_TOPICAL;
}

void amounts_read(struct heading *h, struct request *r)
{
	read_refills(h, r);
	read_supply(h, r);
	if (read_marked(h, r) || read_counted(h, r, UNIT_FORM))
		return;
	if (is_topical(r) && read_counted(h, r, UNIT_AMOUNT))
		return;
	read_counted(h, r, UNIT_PACKAGE);
}
