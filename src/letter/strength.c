/*
 * strength.c -- strengths as requests print them, and whether they are sold.
 *
 * "10/325mg", "4%-27.5%-0.0325%", "10mg/5ml", and without any unit what is
 * known to be a strength of the drug before it ("Norco 10/325 #60").
 */
#include "letter/heading.h"

static bool separates(const struct heading *h, size_t i)
{
	return token_says(h, i, STR("/")) || token_says(h, i, STR("-"));
}

static bool is_number(const struct heading *h, size_t i)
{
	const struct token *t = token_at(h, i);

	return t->kind == TOKEN_NUMBER && !t->used;
}

bool heading_measure(const struct heading *h, size_t i)
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
	else if (!slash ||
	         (!token_is(t, UNIT_AMOUNT) && !token_is(t, UNIT_PERIOD)))
		return i;
	return at + 1;
}

/* What a number before it counts something else than a strength. */
static bool counts_else(const struct heading *h, size_t i)
{
	static const enum unit_role others[] = {
		UNIT_FORM,  UNIT_PACKAGE, UNIT_REFILL, UNIT_PERIOD,
		UNIT_VISIT, UNIT_RATE,    UNIT_SUPPLY,
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
		bool measured = heading_measure(h, at + 1);

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

bool drug_covers(const struct drug_row *big, const struct drug_row *small)
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
	double piece = lexicon_limit(lex, c->ingredient, LIMIT_PIECE);

	if (piece > 0 && str_eq(c->unit, STR("mg")) && c->strength > piece)
		return true;

	return (percent > 0 && percent_of(c) > percent) ||
	       (per_ml > 0 && str_eq(c->unit, STR("mg/ml")) &&
	        c->strength > per_ml);
}

/* "Naproxen 550 mcg": tablets of these classes are sold by milligrams. */
static bool in_micrograms(const struct drug *d)
{
	return str_eq(d->route, STR("oral")) &&
	       (d->drug_class == DRUG_NSAID || d->drug_class == DRUG_PPI ||
	        d->drug_class == DRUG_ANTICONVULSANT ||
	        d->drug_class == DRUG_ANTIDEPRESSANT) &&
	       str_eq(d->components.items[0].unit, STR("mcg"));
}

/* True when no product has the strengths printed for a drug. */
bool strength_unsold(const struct lexicon *lex, const struct drug *d)
{
	struct str ingredients[STRENGTH_PARTS_MAX];
	double strengths[STRENGTH_PARTS_MAX];
	size_t n = d->components.len;

	if (n == 1 &&
	    (beyond_limit(lex, &d->components.items[0]) || in_micrograms(d)))
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
const struct drug_row *strength_combination(const struct heading *h,
                                            const struct drug_row *row,
                                            const struct strength *s)
{
	if (row->ingredients.len != 1 || s->n != 2 ||
	    row->drug_class == DRUG_TOPICAL)
		return row;
	for (size_t i = 0; i < h->lex->drugs.len; i++) {
		const struct drug_row *other = &h->lex->drugs.items[i];

		if (other->ingredients.len == 2 && drug_covers(other, row) &&
		    is_listed(other, s))
			return other;
	}
	return row;
}

static bool is_combination(const struct heading *h, const struct strength *s)
{
	const struct name *n = drug_before(h, token_at(h, s->from)->start);

	return n && (is_listed(n->drug, s) ||
	             strength_combination(h, n->drug, s) != n->drug);
}

/* "10/325" without a unit: a strength when the drug has it, or is written so.
 */
static bool is_plain_strength(const struct heading *h, const struct strength *s)
{
	const struct name *n = drug_before(h, token_at(h, s->from)->start);

	return n && s->n > 1 &&
	       (is_combination(h, s) || (token_says(h, s->from + 1, STR("/")) &&
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

/* "HCl ER" between a name and its strength, or a hyphen. */
static bool only_short_words(struct str gap)
{
	size_t run = 0;

	if (str_eq(gap, STR("-")))
		return true;
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

	if (!n || !only_short_words(fold_text(h->fold, n->end, t->start)) ||
	    !is_number(h, i) || t->in_name || counts_else(h, i + 1) ||
	    !is_digit(h->fold->text.ptr[t->start]))
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

void strengths_read(const struct heading *h, struct strengths *out)
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
