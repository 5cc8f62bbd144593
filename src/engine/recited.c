/*
 * recited.c -- a criterion as the rationale states it.
 *
 * A rationale retells a guideline in words of its own, and seldom all of it.
 * What counts is which of the things that a criterion asks for it names.
 */
#include "engine/criterion.h"

const struct recital *criterion_recital(const struct known *known,
                                        const struct condition *leaf)
{
	if (!leaf->fact_id.len)
		return NULL;
	for (size_t i = 0; i < known->own.recited.len; i++) {
		if (known->own.recited.items[i].fact == leaf->fact)
			return &known->own.recited.items[i].recital;
	}
	return NULL;
}

static enum recited recited_of(uint8_t value)
{
	if (value == TRUTH_UNKNOWN)
		return RECITED_OPEN;
	return value == TRUTH_TRUE ? RECITED_MET : RECITED_BREACHED;
}

/* `of` is set to the first leaf that makes it so. */
static enum recited recited_leaf(const struct criterion_value *v,
                                 const struct known *known,
                                 const struct condition *c,
                                 const struct leaf_value **of)
{
	const struct leaf_value *leaf = &v->leaves[c->leaf];

	if (!criterion_recital(known, c))
		return RECITED_NOT;
	if (span_empty(leaf->at))
		return RECITED_OPEN;
	*of = leaf;
	return recited_of(leaf->value);
}

static enum recited as_recited(const struct criterion_value *v,
                               const struct known *known,
                               const struct condition *c,
                               const struct leaf_value **of)
{
	size_t met = 0, breached = 0, open = 0;
	bool all = c->kind == CONDITION_ALL;

	if (c->kind == CONDITION_FACT || c->kind == CONDITION_MEASURE)
		return recited_leaf(v, known, c, of);
	if (!all && c->kind != CONDITION_ANY)
		return RECITED_OPEN;
	for (size_t i = 0; i < c->of.len; i++) {
		const struct leaf_value *leaf = NULL;
		enum recited one = as_recited(v, known, &c->of.items[i], &leaf);

		met += one == RECITED_MET;
		breached += one == RECITED_BREACHED;
		open += one == RECITED_OPEN;
		if (one != RECITED_NOT &&
		    (!*of || one == (all ? RECITED_BREACHED : RECITED_MET)))
			*of = leaf;
	}
	if (all ? breached : met)
		return all ? RECITED_BREACHED : RECITED_MET;
	if (open)
		return RECITED_OPEN;
	if (all ? met : breached)
		return all ? RECITED_MET : RECITED_BREACHED;
	return RECITED_NOT;
}

enum recited criterion_as_recited(const struct criterion_value *v,
                                  const struct known *known,
                                  const struct leaf_value **leaf,
                                  const struct recital **recital)
{
	enum recited said;

	*leaf = NULL;
	*recital = NULL;
	if (v->applies != TRUTH_TRUE)
		return RECITED_NOT;
	said = as_recited(v, known, &v->criterion->require, leaf);
	if (*leaf)
		*recital = criterion_recital(known, (*leaf)->leaf);
	return said;
}

static bool asks_for(const struct condition *c, uint32_t fact)
{
	bool asks = c->fact_id.len && c->fact == fact;

	for (size_t i = 0; i < c->of.len && !asks; i++)
		asks = asks_for(&c->of.items[i], fact);
	return asks;
}

bool criterion_asks_for(const struct criterion *c, uint32_t fact)
{
	return asks_for(&c->require, fact);
}
