/*
 * check_results.c -- what the rationale says that a study has shown, against
 * what the case summary says of it: consistency/rationale-contradicts-summary.
 *
 * "The x-rays were normal" is answered by what the summary tells of x-rays of
 * that part, side and day, and by nothing else: an MRI may show what films do
 * not.
 */
#include "engine/contradicting.h"

/* A result as a passage: of the case, and of the part that its study is of. */
static struct mention passage_of(const struct contradicting *r,
                                 const struct result *result,
                                 enum mention_place place)
{
	const struct study *study =
	        &r->c->rules->results.studies.items[result->study];
	struct mention m = passage_at(r, result->sentence, result->start,
	                              result->end, place);

	if (study->shows.list.len)
		m.fact = study->shows.list.items[0];
	return m;
}

/* Films that are negative may show wear. */
static bool are_opposed(const struct result *a, const struct result *b)
{
	if (result_is_clean(a) == result_is_clean(b))
		return false;
	if (a->says == RESULT_IS_WITHOUT || b->says == RESULT_IS_WITHOUT)
		return a->word.len && str_eq(a->word, b->word);
	return (a->says != RESULT_IS_NEGATIVE || b->says != RESULT_IS_WEAR) &&
	       (b->says != RESULT_IS_NEGATIVE || a->says != RESULT_IS_WEAR);
}

/* True when the text itself tells both of the study: it had more than one. */
static bool is_told_twice(const struct results *results,
                          const struct result *one)
{
	for (size_t i = 0; i < results->list.len; i++) {
		const struct result *other = &results->list.items[i];

		if (other->study == one->study &&
		    str_eq(other->name, one->name) &&
		    result_is_clean(other) != result_is_clean(one))
			return true;
	}
	return false;
}

/* The result of the summary that a statement contradicts; NULL: none, or one
 * that bears it out. */
static const struct result *opposed(const struct contradicting *r,
                                    const struct result *said,
                                    const struct mention *m,
                                    const struct results *summary)
{
	const struct study *study =
	        &r->c->rules->results.studies.items[said->study];
	bool any_part = !study->shows.list.len;
	const struct result *found = NULL;

	for (size_t i = 0; i < summary->list.len; i++) {
		const struct result *shown = &summary->list.items[i];
		struct mention o;

		if (shown->study != said->study ||
		    !str_eq(shown->name, said->name))
			continue;
		o = passage_of(r, shown, PLACE_SUMMARY);
		if (is_of_others(r, &o) || (!any_part && !part_agrees(r, &o)) ||
		    !passages_agree(r, m, &o, any_part))
			continue;
		if (shown->mixed)
			return NULL;
		if (!are_opposed(said, shown)) {
			if (result_is_clean(said) == result_is_clean(shown))
				return NULL;
			continue;
		}
		found = found ? found : shown;
	}
	return found;
}

static void report(struct contradicting *r, const struct result *said,
                   const struct mention *m, const struct result *shown)
{
	struct str title =
	        r->c->rules->results.studies.items[said->study].title;
	struct mention o = passage_of(r, shown, PLACE_SUMMARY);
	struct finding *f;

	if (said->name.len)
		title = arena_printf(r->c->arena, "%.*s test",
		                     STR_ARG(said->name));
	f = checking_report(
	        r->c, SUMMARY_RULE, r->d->index, m->at,
	        result_is_clean(said)
	                ? "the rationale of item %u calls a result "
	                  "normal (%.*s) that the case summary reports "
	                  "as abnormal"
	                : "the rationale of item %u reports an abnormal "
	                  "result (%.*s) that the case summary calls "
	                  "normal",
	        r->d->index, STR_ARG(title));

	checking_relate(r->c, f, o.at, "the case summary says");
	r->of_summary = true;
}

/* True when the summary tells of what was found, by whatever study. */
static bool is_found_there(const struct contradicting *r,
                           const struct result *said)
{
	uint32_t at = said->fact ? r->first[said->fact - 1] : 0;

	for (unsigned n = 0; at && n < OPPOSED_MAX; at = r->next[at - 1], n++) {
		const struct mention *o = &r->known->mentions.items[at - 1];

		if (o->place == PLACE_SUMMARY && o->says == MENTION_PRESENT)
			return true;
	}
	return false;
}

void check_results(struct contradicting *r, struct results *said)
{
	const struct letter *l = r->c->letter;
	struct results *summary = &r->summary->results;

	results_read(said, l, r->c->rules, r->c->arena, &r->d->sentences,
	             &r->d->hits);
	if (!said->list.len || span_empty(l->summary))
		return;
	if (!r->summary->has_results)
		results_read(summary, l, r->c->rules, r->c->arena,
		             &l->summary_sentences, &l->summary_hits);
	r->summary->has_results = true;
	for (size_t i = 0; i < said->list.len; i++) {
		const struct result *result = &said->list.items[i];
		struct mention m = passage_of(r, result, PLACE_RATIONALE);
		const struct result *shown;

		if (!is_statement(r, &m) || result->mixed ||
		    is_found_there(r, result) || is_told_twice(said, result))
			continue;
		shown = opposed(r, result, &m, summary);
		if (shown && !reported_before(r, &m))
			report(r, result, &m, shown);
	}
}
