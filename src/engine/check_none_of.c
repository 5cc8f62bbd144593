/*
 * check_none_of.c -- "none of these factors applies", where the case summary
 * tells one of them: consistency/rationale-contradicts-summary.
 *
 * The factors are the conditions that a guideline was quoted on shortly before.
 */
#include "engine/contradicting.h"

/* Sentences before, in which the guideline is quoted. */
#define LIST_SENTENCES 4

/* The sentence denies all that was listed before it; *words: where it says so.
 */
static bool denies_all(const struct contradicting *r, const struct sentence *s,
                       struct str *words)
{
	const struct contradictions *rules = &r->c->rules->contradictions;
	struct str text = fold_text(r->c->letter->fold, s->start, s->end);
	size_t at = texts_find(&rules->none_of, text);
	struct str rest = str_sub(text, at, text.len);

	if (s->voice == VOICE_GUIDELINE ||
	    s->voice == VOICE_UTILIZATION_REVIEW || !rest.len ||
	    !texts_stand_in(&rules->listed_things, rest) ||
	    !texts_stand_in(&rules->applying, rest))
		return false;
	*words = rest;
	return true;
}

/* The way in which a denial of the fact can be contradicted; NULL: none. */
static const struct contradiction *denial_rule(const struct contradicting *r,
                                               uint32_t fact)
{
	const struct contradictions *rules = &r->c->rules->contradictions;
	const struct facts_known *facts = &r->c->rules->facts;

	for (size_t i = 0; i < rules->list.len; i++) {
		const struct contradiction *c = &rules->list.items[i];

		if (c->listed && !c->asserted &&
		    (c->fact == fact ||
		     (c->kinds && fact_is_kind(facts, fact, c->fact))))
			return c;
	}
	return NULL;
}

/* *first: of the facts recited, which stand in the order of their sentences;
 * moved on to the first that the list may hold. */
static void check_listed(struct contradicting *r, const struct sentence *from,
                         const struct sentence *s, struct str words,
                         size_t *first)
{
	const struct recited_fact *all = r->known->own.recited.items;
	size_t n = r->known->own.recited.len;
	const struct fold *f = r->c->letter->fold;
	uint32_t at = (uint32_t)(words.ptr - f->text.ptr);
	struct mention m = passage_at(r, s, at, s->end, PLACE_RATIONALE);

	m.says = MENTION_ABSENT;
	while (*first < n &&
	       fold_offset(f, all[*first].recital.at.start) < from->start)
		++*first;
	for (size_t i = *first;
	     i < n && fold_offset(f, all[i].recital.at.start) < s->start; i++) {
		const struct contradiction *c = denial_rule(r, all[i].fact);
		const struct mention *o;

		if (!c)
			continue;
		m.fact = all[i].fact;
		o = opposing_passage(r, c, &m, PLACE_SUMMARY);
		if (o && !reported_before(r, &m)) {
			report_contradiction(r, SUMMARY_RULE, &m, o);
			r->of_summary = true;
			return;
		}
	}
}

void check_none_of(struct contradicting *r)
{
	const struct sentences *in = &r->d->sentences;
	struct str words;
	size_t first = 0;

	if (!r->known->own.recited.len)
		return;
	for (size_t i = 1; i < in->list.len; i++) {
		size_t from = i > LIST_SENTENCES ? i - LIST_SENTENCES : 0;

		if (denies_all(r, &in->list.items[i], &words))
			check_listed(r, &in->list.items[from],
			             &in->list.items[i], words, &first);
	}
}
