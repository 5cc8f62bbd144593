/*
 * drug_row.c -- which row of the lexicon a name with several rows means.
 *
 * "Voltaren" is a tablet or a gel, "lidocaine" a patch or an injection: the
 * words and strengths near the name decide, after what the whole request is.
 */
#include "letter/heading.h"

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
	while (at < s.len && (s.ptr[at] == 's' || s.ptr[at] == 'e') && at &&
	       is_alpha(s.ptr[at - 1]))
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

static bool fits(const struct drug_row *row, enum drug_context context)
{
	if (context == CONTEXT_TOPICAL)
		return row->drug_class == DRUG_TOPICAL;
	return context == CONTEXT_INJECTED &&
	       str_eq(row->route, STR("injectable"));
}

static bool better(const struct drug_row *a, const struct drug_row *b,
                   struct str near, enum drug_context context)
{
	size_t p = longest_cue(a, near), q = longest_cue(b, near);

	if (fits(a, context) != fits(b, context))
		return fits(a, context);
	if (p != q)
		return p > q;
	return plainness(a) > plainness(b);
}

const struct drug_row *drug_choose(const struct heading *h,
                                   const struct name *n, struct str near,
                                   enum drug_context context)
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

/* So many percents are those of a cream, whatever unit its amount has. */
#define PERCENTS_OF_CREAM 3

static size_t count_unit(const struct heading *h, struct str unit)
{
	size_t n = 0;

	for (size_t i = 0; i < h->tokens.len; i++) {
		const struct token *t = token_at(h, i);

		n += token_is(t, UNIT_STRENGTH) && str_eq(t->unit->unit, unit);
	}
	return n;
}

static bool has_unit(const struct heading *h, struct str unit)
{
	return count_unit(h, unit) > 0;
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
	if (h->drugs.len > 1 && count_unit(h, STR("%")) >= PERCENTS_OF_CREAM)
		return true;
	if (has_unit(h, STR("mg")) || has_unit(h, STR("mcg")))
		return false;
	return has_unit(h, STR("%")) || tokens_have(h, UNIT_TOPICAL) ||
	       (h->drugs.len > 1 && has_amount(h));
}

/* Eye drops, a nasal spray, a hormone that goes through the skin: no cream,
 * whatever percent they have. */
static bool has_own_place(const struct heading *h)
{
	static const struct str routes[] = {
		STR_INIT("ophthalmic"),
		STR_INIT("nasal"),
		STR_INIT("inhaled"),
		STR_INIT("transdermal"),
	};

	for (size_t i = 0; h->drugs.len && i < sizeof(routes) / sizeof(*routes);
	     i++) {
		if (str_eq(h->drugs.items[0].drug->route, routes[i]))
			return true;
	}
	return false;
}

enum drug_context drug_context(const struct heading *h)
{
	if (injected(h))
		return CONTEXT_INJECTED;
	if (has_own_place(h))
		return CONTEXT_NONE;
	return topical_list(h) ? CONTEXT_TOPICAL : CONTEXT_NONE;
}
