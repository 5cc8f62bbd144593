/* check_summary.c -- consistency/summary-contradicts-itself: a complaint that
 * the case summary both denies and reports, of one visit. */
#include "engine/contradicting.h"

#define RULE STR("consistency/summary-contradicts-itself")

/* Passages further apart tell of two visits. */
#define VISIT_BYTES 2000u

static bool has_kinds(const struct facts_known *facts, uint32_t fact)
{
	for (size_t i = 0; i < facts->list.len; i++) {
		if (facts->list.items[i].parent == fact + 1)
			return true;
	}
	return false;
}

/* One that the summary alone must not both report and deny. */
static bool is_one_complaint(const struct contradicting *r, uint32_t fact)
{
	const struct facts_known *facts = &r->c->rules->facts;
	const struct contradictions *rules = &r->c->rules->contradictions;

	if (facts->list.items[fact].about != ABOUT_LETTER)
		return false;
	for (size_t i = 0; i < rules->list.len; i++) {
		const struct contradiction *c = &rules->list.items[i];

		/* A word for several complaints may mean any of them. */
		if (c->summary && fact_is_kind(facts, fact, c->fact))
			return !has_kinds(facts, fact);
	}
	return false;
}

/* Letters by which "dizzy" and "dizziness" are one word. */
#define STEM_LETTERS 4

/* "Nausea but no vomiting" is one fact and no contradiction: same words. */
static bool same_words(const struct contradicting *r, const struct mention *a,
                       const struct mention *b)
{
	struct str x = words_at(r->c->letter, a->at);
	struct str y = words_at(r->c->letter, b->at);

	return str_eq(x, y) ||
	       (!str_has_char(x, ' ') && !str_has_char(y, ' ') &&
	        x.len >= STEM_LETTERS && y.len >= STEM_LETTERS &&
	        str_eq(str_sub(x, 0, STEM_LETTERS),
	               str_sub(y, 0, STEM_LETTERS)));
}

/* True when both may be of one visit: near, and no date between them. */
static bool same_visit(const struct contradicting *r, const struct mention *a,
                       const struct mention *b)
{
	const struct fold *f = r->c->letter->fold;
	bool before = a->at.start < b->at.start;
	uint32_t from = fold_offset(f, before ? a->at.end : b->at.end);
	uint32_t to = fold_offset(f, before ? b->at.start : a->at.start);

	return from >= to || (to - from <= VISIT_BYTES &&
	                      !date_known(last_date(r, from, to)));
}

static bool contradict_in_summary(const struct contradicting *r, size_t which,
                                  const struct mention *o)
{
	const struct mention *m = &r->known->mentions.items[which];

	return o->place == PLACE_SUMMARY && o->says == MENTION_PRESENT &&
	       stands(r, which, STANDING_DIRECT) && same_words(r, m, o) &&
	       !is_of_others(r, m) && !is_of_others(r, o) && !is_of_now(r, m) &&
	       !is_of_now(r, o) && same_visit(r, m, o);
}

/* "Denied nausea and diarrhea ... which gives him diarrhea", in one visit. */
void check_summary(struct contradicting *r)
{
	const struct facts_known *facts = &r->c->rules->facts;
	unsigned found = 0;

	if (span_empty(r->c->letter->summary)) {
		checking_verdict(r->c, RULE, 0, VERDICT_NOT_EVALUATED,
		                 "there is no case summary");
		return;
	}
	for (size_t i = 0; i < r->known->mentions.len && !found; i++) {
		const struct mention *m = &r->known->mentions.items[i];
		uint32_t at = r->first[m->fact];

		if (m->place != PLACE_SUMMARY || m->says != MENTION_ABSENT ||
		    !is_one_complaint(r, m->fact))
			continue;
		for (unsigned n = 0; at && n < OPPOSED_MAX && !found;
		     at = r->next[at - 1], n++) {
			const struct mention *o =
			        &r->known->mentions.items[at - 1];
			struct finding *f;

			if (!contradict_in_summary(r, i, o))
				continue;
			f = checking_report(
			        r->c, RULE, 0, m->at,
			        "the case summary denies %.*s and reports it",
			        STR_ARG(facts->list.items[m->fact].title));
			checking_relate(r->c, f, o->at, "it is reported here");
			found++;
		}
	}
	if (!found)
		checking_verdict(r->c, RULE, 0, VERDICT_CONSISTENT,
		                 "no complaint is both denied and reported");
}
