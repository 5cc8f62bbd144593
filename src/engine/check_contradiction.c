/*
 * check_contradiction.c -- the rationale against the letter's own summary.
 *
 * A reviewer denies ("no documentation of", "has not had") what the case
 * summary of the same letter shows, or asserts what it denies. Which facts can
 * contradict each other stands in rules/checks/contradictions.yaml; what the
 * letter tells of them comes from engine/fact.h, guideline sentences and
 * utilization review left out. A pair counts only where body part and
 * treatment agree and neither sentence says less than it seems to.
 */
#include "engine/contradicting.h"

#define ITSELF_RULE STR("consistency/rationale-contradicts-itself")

/* A rationale with more contradictions than this has one fault. */
#define REPORTED_MAX 6
/* Mentions before and after one that may stand on the same words. */
#define NEIGHBOURS 12
/* Bytes between what stands before a study and the study: "normal", "prior". */
#define RESULT_NEAR 2u

/* True when a mention of `fact` tells the opposite of what m says. */
static bool shows(const struct contradicting *r, const struct contradiction *c,
                  const struct mention *m, uint32_t fact)
{
	const struct facts_known *facts = &r->c->rules->facts;

	if (c->same)
		return fact == m->fact;
	/* An absent parent denies the child; a present child the denial. */
	if (c->asserted ? fact_is_kind(facts, m->fact, fact)
	                : fact_is_kind(facts, fact, m->fact))
		return true;
	for (size_t i = 0; i < c->others.list.len && m->fact == c->fact; i++) {
		if (fact_is_kind(facts, fact, c->others.list.items[i]))
			return true;
	}
	return false;
}

static bool says_as(const struct contradiction *c, const struct mention *m)
{
	if (c->asserted)
		return m->says == MENTION_PRESENT;
	return m->says == MENTION_ABSENT || m->says == MENTION_UNDOCUMENTED;
}

/* True when the contradiction is one of statements about the mention's fact. */
static bool is_about(const struct contradicting *r,
                     const struct contradiction *c, const struct mention *m)
{
	return c->fact == m->fact ||
	       (c->kinds &&
	        fact_is_kind(&r->c->rules->facts, m->fact, c->fact));
}

/* True in one sentence, unless it turns to what the file lacks: "he has relief;
 * however, there is no documentation of relief". */
static bool same_clause(const struct contradicting *r, const struct mention *m,
                        const struct mention *o)
{
	const struct fold *f = r->c->letter->fold;
	const struct sentence *s = sentence_about(r, m);
	const struct hits *hits = hits_about(r, m);
	uint32_t from = fold_offset(f, o->at.end);
	uint32_t to = fold_offset(f, m->at.start);

	if (o->sentence.start != m->sentence.start)
		return false;
	if (m->says != MENTION_UNDOCUMENTED)
		return true;
	for (uint32_t i = 0; s && i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];

		if (h->kind == TERM_CUE && h->start >= from && h->end <= to &&
		    texts_have(&r->c->rules->contradictions.turning,
		               str_trim_chars(fold_text(f, h->start, h->end),
		                              STR(" ,;"))))
			return false;
	}
	return true;
}

/* True when a passage may stand against a statement, whatever it says. */
static bool may_oppose(const struct contradicting *r, const struct mention *m,
                       size_t which, enum mention_place place, bool any_part,
                       bool plain)
{
	const struct mention *o = &r->known->mentions.items[which];

	if (o->place != place || o->voice == VOICE_GUIDELINE ||
	    o->voice == VOICE_UTILIZATION_REVIEW || same_clause(r, m, o) ||
	    (place == PLACE_RATIONALE && is_of_others(r, o)))
		return false;
	if (place == PLACE_SUMMARY)
		return stands(r, which, STANDING_OF_PART) ||
		       (any_part && !is_of_others(r, o));
	return stands(r, which, plain ? STANDING_TOLD : STANDING_OF_CASE);
}

/* "Twelve visits of therapy are requested" tells of none that there was. */
static bool is_asking(const struct contradicting *r, const struct mention *o)
{
	return texts_stand_in(&r->c->rules->contradictions.asking,
	                      words_at(r->c->letter, o->sentence));
}

/* "The numbness of May had resolved": who denies it is right, and one who
 * asserts it may mean May. */
static bool is_gone(const struct contradicting *r, uint32_t fact)
{
	uint32_t at = r->first[fact];

	for (unsigned seen = 0; at && seen < OPPOSED_SEEN;
	     at = r->next[at - 1], seen++) {
		const struct mention *o = &r->known->mentions.items[at - 1];

		if (o->place == PLACE_SUMMARY &&
		    texts_stand_in(&r->c->rules->contradictions.gone,
		                   words_at(r->c->letter, o->sentence)))
			return true;
	}
	return false;
}

/* It is told that it is so, and not that it may be or has been. */
static bool is_told_now(const struct contradicting *r,
                        const struct contradiction *c, const struct mention *o)
{
	if (c->now && is_of_earlier(r, o))
		return false;
	return o->place != PLACE_SUMMARY || !is_unsure(r, o);
}

/* The first passage of a place that says so of a fact, if `plain` beyond doubt;
 * NULL: none. */
static const struct mention *passage(const struct contradicting *r,
                                     const struct contradiction *c,
                                     const struct mention *m, uint32_t fact,
                                     enum mention_place place, unsigned says,
                                     bool plain)
{
	bool any_part = c->any_part || !plain;
	uint32_t at = r->first[fact];

	if (plain && place == PLACE_SUMMARY && is_gone(r, fact))
		return NULL;
	for (unsigned n = 0, seen = 0;
	     at && n < OPPOSED_MAX && seen < OPPOSED_SEEN;
	     at = r->next[at - 1], seen++) {
		const struct mention *o = &r->known->mentions.items[at - 1];

		if (o->says != says ||
		    (plain && says == MENTION_ABSENT &&
		     !stands(r, at - 1, STANDING_DIRECT)) ||
		    !may_oppose(r, m, at - 1, place, any_part, plain) ||
		    (c->had && is_asking(r, o)))
			continue;
		n++;
		/* "Now denies headache" leaves room for those of the past. */
		if (place == PLACE_RATIONALE && is_of_now(r, m) &&
		    !is_of_now(r, o))
			continue;
		if (passages_agree(r, m, o, any_part) &&
		    !(plain && (may_deny(r, o) || !is_told_now(r, c, o))))
			return o;
	}
	return NULL;
}

/* True when the summary says what the statement says: the letter is then at
 * odds with itself, or speaks of two visits, and the statement has a ground. */
static bool is_grounded(const struct contradicting *r,
                        const struct contradiction *c, const struct mention *m)
{
	const struct facts_known *facts = &r->c->rules->facts;
	unsigned says = c->asserted ? MENTION_PRESENT : MENTION_ABSENT;

	for (size_t i = 0; i < r->known->told.len; i++) {
		uint32_t fact = r->known->told.items[i];

		if ((c->asserted ? fact_is_kind(facts, fact, m->fact)
		                 : fact_is_kind(facts, m->fact, fact)) &&
		    passage(r, c, m, fact, PLACE_SUMMARY, says, false))
			return true;
	}
	return false;
}

static const struct mention *shown_by_kind(const struct contradicting *r,
                                           const struct contradiction *c,
                                           const struct mention *m, uint32_t of)
{
	const struct facts_known *facts = &r->c->rules->facts;
	const struct mention *found = NULL;

	for (size_t i = 0; i < r->known->told.len && !found; i++) {
		uint32_t fact = r->known->told.items[i];

		if (fact_is_kind(facts, fact, of))
			found = passage(r, c, m, fact, PLACE_SUMMARY,
			                MENTION_PRESENT, true);
	}
	return found;
}

/* "No failed care, as he had one visit of therapy" knows of the care. */
static bool is_explained(const struct contradicting *r, const struct mention *m,
                         uint32_t of)
{
	const struct facts_known *facts = &r->c->rules->facts;

	for (size_t i = 0; i < r->known->told.len; i++) {
		uint32_t fact = r->known->told.items[i];
		uint32_t at = r->first[fact];

		if (!fact_is_kind(facts, fact, of))
			continue;
		for (unsigned n = 0; at && n < OPPOSED_MAX; n++) {
			const struct mention *o =
			        &r->known->mentions.items[at - 1];

			if (o->place == PLACE_RATIONALE &&
			    o->says == MENTION_PRESENT &&
			    o->sentence.start == m->sentence.start)
				return true;
			at = r->next[at - 1];
		}
	}
	return false;
}

/* True when everything is shown that must go along with the opposite. */
static bool goes_along(const struct contradicting *r,
                       const struct contradiction *c, const struct mention *m)
{
	for (size_t i = 0; i < c->along.list.len; i++) {
		uint32_t of = c->along.list.items[i];

		if (is_explained(r, m, of) || !shown_by_kind(r, c, m, of))
			return false;
	}
	return true;
}

/* The hit names the fact, or a kind of it. */
static bool names_fact(const struct contradicting *r, const struct hit *h,
                       uint32_t fact)
{
	const struct facts_known *facts = &r->c->rules->facts;
	const struct wording *w;

	if (h->kind != TERM_FACT)
		return false;
	w = &facts->wordings.items[h->index];
	return w->does <= WORDING_VAGUE && fact_is_kind(facts, w->of, fact);
}

/* True when a sentence of the summary names the fact other than as a wish. */
static bool names_as_done(const struct contradicting *r,
                          const struct sentence *s, uint32_t fact)
{
	const struct letter *l = r->c->letter;

	if (s->voice == VOICE_UTILIZATION_REVIEW)
		return false;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h =
		        &l->summary_hits.list.items[s->first_hit + i];

		if (names_fact(r, h, fact))
			return !texts_stand_in(
			        &r->c->rules->contradictions.asking,
			        fold_text(l->fold, s->start, s->end));
	}
	return false;
}

/* The list of the summary that would hold what the statement asserts. */
static const struct mention *unlisted(const struct contradicting *r,
                                      const struct contradiction *c,
                                      const struct mention *m)
{
	const struct sentences *sentences = &r->c->letter->summary_sentences;
	const struct mention *list = NULL;

	for (size_t i = 0; i < c->unlisted.list.len && !list; i++)
		list = passage(r, c, m, c->unlisted.list.items[i],
		               PLACE_SUMMARY, MENTION_PRESENT, true);
	for (size_t i = 0; list && i < sentences->list.len; i++) {
		if (names_as_done(r, &sentences->list.items[i], m->fact))
			return NULL;
	}
	return list;
}

/* True when the sentence names a kind of the fact, and if `known` as one that
 * the reader knows of: "the weakness is one of pain". */
static bool names_here(const struct contradicting *r, const struct hits *hits,
                       const struct sentence *s, uint32_t fact, bool known)
{
	const struct letter *l = r->c->letter;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];

		if (names_fact(r, h, fact) &&
		    (!known || texts_end(&r->c->rules->contradictions.known_by,
		                         str_trim(fold_text(l->fold, s->start,
		                                            h->start)))))
			return true;
	}
	return false;
}

/* The sentence of the mention speaks of one of the facts. */
static bool stands_beside(const struct contradicting *r,
                          const struct fact_list *facts,
                          const struct mention *m)
{
	const struct sentence *s = sentence_about(r, m);

	for (size_t i = 0; s && i < facts->list.len; i++) {
		if (names_here(r, hits_about(r, m), s, facts->list.items[i],
		               false))
			return true;
	}
	return false;
}

/* The rationale speaks of one of the facts. */
static bool speaks_of(const struct contradicting *r,
                      const struct fact_list *facts, bool known)
{
	const struct sentences *sentences = &r->d->sentences;

	for (size_t i = 0; i < facts->list.len; i++) {
		for (size_t k = 0; k < sentences->list.len; k++) {
			const struct sentence *s = &sentences->list.items[k];

			if ((!known || s->voice != VOICE_GUIDELINE) &&
			    names_here(r, &r->d->hits, s, facts->list.items[i],
			               known))
				return true;
		}
	}
	return false;
}

/* The passage that says the opposite: the same fact before any other. */
const struct mention *opposing_passage(const struct contradicting *r,
                                       const struct contradiction *c,
                                       const struct mention *m,
                                       enum mention_place place)
{
	unsigned wanted = c->asserted ? MENTION_ABSENT : MENTION_PRESENT;
	const struct mention *found = NULL;

	if ((place == PLACE_SUMMARY && is_grounded(r, c, m)) ||
	    !goes_along(r, c, m))
		return NULL;
	if (c->unlisted.list.len)
		return place == PLACE_SUMMARY ? unlisted(r, c, m) : NULL;
	found = passage(r, c, m, m->fact, place, wanted, true);
	for (size_t i = 0; i < r->known->told.len && !found; i++) {
		uint32_t fact = r->known->told.items[i];

		if (!shows(r, c, m, fact))
			continue;
		/* What the reviewer has seen he judges otherwise. */
		if (place == PLACE_SUMMARY && !c->asserted &&
		    !fact_is_kind(&r->c->rules->facts, fact, m->fact) &&
		    speaks_of(r, &c->others, true))
			continue;
		/* "No other findings": what the rationale tells is not meant.
		 */
		if (place == PLACE_SUMMARY && !c->asserted &&
		    passage(r, c, m, fact, PLACE_RATIONALE, wanted, false))
			continue;
		found = passage(r, c, m, fact, place, wanted, true);
	}
	return found && !stands_beside(r, &c->beside, found) ? found : NULL;
}

bool reported_before(struct contradicting *r, const struct mention *m)
{
	for (size_t i = 0; i < r->reported.len; i++) {
		if (r->reported.items[i] == m->sentence.start)
			return true;
	}
	*VEC_PUSH(r->c->arena, &r->reported) = m->sentence.start;
	return false;
}

static void relate(const struct contradicting *r, struct finding *f,
                   const struct mention *o)
{
	checking_relate(r->c, f, o->at, "%s says",
	                o->place == PLACE_SUMMARY ? "the case summary"
	                                          : "the rationale itself");
}

struct finding *report_contradiction(struct contradicting *r, struct str rule,
                                     const struct mention *m,
                                     const struct mention *o)
{
	const struct facts_known *facts = &r->c->rules->facts;
	struct str title = facts->list.items[m->fact].title;
	const char *where = o->place == PLACE_SUMMARY ? "the case summary"
	                                              : "the rationale itself";
	struct finding *f;

	if (m->says == MENTION_PRESENT) {
		f = checking_report(r->c, rule, r->d->index, m->at,
		                    "the rationale of item %u asserts %.*s, "
		                    "which %s %s",
		                    r->d->index, STR_ARG(title), where,
		                    o->says == MENTION_PRESENT ? "does not list"
		                                               : "denies");
	} else {
		f = checking_report(r->c, rule, r->d->index, m->at,
		                    m->says == MENTION_ABSENT
		                            ? "the rationale of item %u denies "
		                              "%.*s, which %s reports"
		                            : "the rationale of item %u misses "
		                              "%.*s, which %s gives",
		                    r->d->index, STR_ARG(title), where);
	}
	relate(r, f, o);
	f->confidence =
	        m->fact == o->fact ? CONFIDENCE_HIGH : CONFIDENCE_MEDIUM;
	return f;
}

/* "Has not failed therapy" again, and "that therapy has failed", the word being
 * in the wording; "tried and failed" tells of therapy. */
static bool is_of_failing(const struct contradicting *r,
                          const struct mention *m)
{
	const struct texts *failing = &r->c->rules->contradictions.failing;
	struct str text = words_at(r->c->letter, m->at);

	return texts_begin(failing, text) ||
	       (texts_end(failing, text) &&
	        str_find(text, 0, STR(" and ")) == text.len);
}

/* True when the statement says as much as the contradiction needs. */
static bool is_plain(const struct contradicting *r,
                     const struct contradiction *c, size_t which)
{
	const struct mention *m = &r->known->mentions.items[which];

	if (c->asserted && c->had && (is_asking(r, m) || is_verdict(r, m)))
		return false;
	if (c->asserted)
		return !c->of_patient || is_said_of_patient(r, m);
	if ((c->kinds && is_of_failing(r, m)) ||
	    (c->of_injury && denial_is_of_earlier(r, m)))
		return false;
	if (!c->alone)
		return stands(r, which, STANDING_DIRECT);
	/* What has kinds is a word for all of them. */
	return stands(r, which,
	              m->fact == c->fact ? STANDING_ALL : STANDING_WHOLE);
}

/* "Has not tried ibuprofen" tells of ibuprofen, not of all its like. */
static bool is_of_a_kind(const struct contradicting *r, size_t which)
{
	const struct mention *m = &r->known->mentions.items[which];
	size_t from = which > NEIGHBOURS ? which - NEIGHBOURS : 0;

	for (size_t i = from;
	     i < r->known->mentions.len && i <= which + NEIGHBOURS; i++) {
		const struct mention *o = &r->known->mentions.items[i];

		if (o->place == m->place && o->fact != m->fact &&
		    o->says == m->says && o->at.start < m->at.end &&
		    o->at.end > m->at.start &&
		    fact_is_kind(&r->c->rules->facts, o->fact, m->fact))
			return true;
	}
	return false;
}

/* "Pain was rated 5 in May, but no score is recorded for June": the sentence
 * itself tells what it denies, of another day. */
static bool knows_better(const struct contradicting *r, const struct mention *m)
{
	uint32_t at = r->first[m->fact];

	for (unsigned n = 0;
	     at && n < OPPOSED_MAX && m->says != MENTION_PRESENT;
	     at = r->next[at - 1], n++) {
		const struct mention *o = &r->known->mentions.items[at - 1];

		if (o->says == MENTION_PRESENT &&
		    o->sentence.start == m->sentence.start &&
		    (o->at.end <= m->at.start || o->at.start >= m->at.end))
			return true;
	}
	return false;
}

/* True when the case summary gives figures of the fact, none of which comes up
 * to the one that is missed. */
static bool comes_short(const struct contradicting *r,
                        const struct mention *missed)
{
	uint32_t at = r->first[missed->fact];
	bool told = false;

	for (unsigned seen = 0; at && seen < OPPOSED_SEEN;
	     at = r->next[at - 1], seen++) {
		const struct mention *o = &r->known->mentions.items[at - 1];

		if (o->place != PLACE_SUMMARY || o->says != MENTION_PRESENT ||
		    !o->numbered ||
		    o->number.dimension != missed->number.dimension)
			continue;
		if (o->number.high > missed->number.low ||
		    (o->number.high == missed->number.low &&
		     !missed->number.above))
			return false;
		told = true;
	}
	return told;
}

/* "No record of more than 50% relief for six weeks", where 50% for four were
 * told: one of the figures makes the denial right. */
static bool misses_more(const struct contradicting *r, const struct mention *m)
{
	const struct mention *first = r->known->mentions.items;
	const struct mention *end = first + r->known->mentions.len;

	while (m > first && m[-1].place == m->place &&
	       m[-1].sentence.start == m->sentence.start)
		m--;
	for (const struct mention *o = m;
	     o < end && o->place == m->place &&
	     o->sentence.start == m->sentence.start;
	     o++) {
		if (o->says != MENTION_PRESENT && o->numbered &&
		    comes_short(r, o))
			return true;
	}
	return false;
}

/* The passage of the rationale itself that says the opposite; NULL: none. What
 * shows a thing is for the reviewer to weigh. */
static const struct mention *opposite_here(const struct contradicting *r,
                                           const struct contradiction *c,
                                           const struct mention *m)
{
	const struct mention *own =
	        c->asserted ? NULL : opposing_passage(r, c, m, PLACE_RATIONALE);

	/* "At the later visit he had no headache" */
	if (own && is_of_visit(r, m))
		return NULL;
	return own && fact_is_kind(&r->c->rules->facts, own->fact, m->fact)
	               ? own
	               : NULL;
}

/* "On the day after the fall strength was normal. Ten days later there was
 * weakness": the rationale tells both, each of its day. */
static bool is_of_one_visit(const struct contradicting *r,
                            const struct contradiction *c,
                            const struct mention *m)
{
	const struct mention *own;

	if (c->asserted || !is_of_visit(r, m))
		return false;
	own = opposing_passage(r, c, m, PLACE_RATIONALE);
	return own && is_of_visit(r, own);
}

static bool check_against_summary(struct contradicting *r,
                                  const struct contradiction *c,
                                  const struct mention *m)
{
	const struct mention *o, *own;
	struct finding *f;

	if (knows_better(r, m) || is_of_one_visit(r, c, m))
		return false;
	o = opposing_passage(r, c, m, PLACE_SUMMARY);
	if (!o || may_deny(r, m) || misses_more(r, m) ||
	    (m->says == MENTION_PRESENT && is_of_others(r, m)) ||
	    speaks_of(r, &c->elsewhere, false) || reported_before(r, m))
		return false;
	f = report_contradiction(r, SUMMARY_RULE, m, o);
	own = opposite_here(r, c, m);
	if (own)
		relate(r, f, own);
	return r->of_summary = true;
}

static bool check_against_itself(struct contradicting *r,
                                 const struct contradiction *c,
                                 const struct mention *m)
{
	const struct mention *own = opposite_here(r, c, m);

	if (!own || reported_before(r, m))
		return false;
	report_contradiction(r, ITSELF_RULE, m, own);
	return r->of_itself = true;
}

/* True when the words are of a study's result: "prior x-rays were normal"
 * denies no x-rays, and what it denies check_results has asked. A test of an
 * examination is what it shows: "the straight leg test was negative". */
static bool is_of_result(const struct contradicting *r,
                         const struct results *results, size_t which)
{
	const struct mention *m = &r->known->mentions.items[which];
	const struct fold *f = r->c->letter->fold;
	uint32_t start = fold_offset(f, m->at.start);
	uint32_t end = fold_offset(f, m->at.end);

	for (size_t i = 0; i < results->list.len; i++) {
		const struct result *result = &results->list.items[i];

		if (!result->name.len && result_is_clean(result) &&
		    start < result->end && end + RESULT_NEAR > result->start)
			return m->says != MENTION_PRESENT;
	}
	return false;
}

/* A statement, and a way in which it can be contradicted. */
struct open_statement {
	const struct mention *m;
	const struct contradiction *c;
};

struct open_statements {
	VEC(struct open_statement) list;
};

static void open_statement(const struct contradicting *r, size_t which,
                           struct open_statements *out)
{
	const struct mention *m = &r->known->mentions.items[which];
	const struct contradictions *rules = &r->c->rules->contradictions;

	if (m->says != MENTION_PRESENT && is_of_a_kind(r, which))
		return;
	for (size_t i = 0; i < rules->list.len; i++) {
		const struct contradiction *c = &rules->list.items[i];

		if (says_as(c, m) && is_about(r, c, m) &&
		    stands(r, which, STANDING_STATEMENT) &&
		    is_plain(r, c, which) && !stands_beside(r, &c->beside, m))
			*VEC_PUSH(r->c->arena, &out->list) =
			        (struct open_statement){ m, c };
	}
}

/* What contradicts the summary is reported before what contradicts itself. */
static void check_statements(struct contradicting *r,
                             const struct results *results)
{
	struct open_statements open = { 0 };
	unsigned found = 0;

	for (size_t i = 0; i < r->known->mentions.len; i++) {
		if (r->known->mentions.items[i].place == PLACE_RATIONALE &&
		    !is_of_result(r, results, i))
			open_statement(r, i, &open);
	}
	for (size_t i = 0; i < open.list.len && found < REPORTED_MAX; i++)
		found += check_against_summary(r, open.list.items[i].c,
		                               open.list.items[i].m);
	for (size_t i = 0; i < open.list.len && found < REPORTED_MAX; i++)
		found += check_against_itself(r, open.list.items[i].c,
		                              open.list.items[i].m);
}

static void read_mentions(struct contradicting *r)
{
	size_t n = r->known->mentions.len;

	r->standings = ARENA_ARRAY(r->c->arena, struct standings, n);
	r->first = ARENA_ARRAY(r->c->arena, uint32_t, r->known->n + 1);
	r->next = ARENA_ARRAY(r->c->arena, uint32_t, n + 1);
	for (size_t i = n; i-- > 0;) {
		uint32_t fact = r->known->mentions.items[i].fact;

		r->next[i] = r->first[fact];
		r->first[fact] = (uint32_t)i + 1;
	}
}

static void add_verdict(const struct contradicting *r, struct str rule,
                        bool said, const char *against)
{
	if (said)
		return;
	if (r->known->cut) {
		checking_verdict(r->c, rule, r->d->index, VERDICT_NOT_EVALUATED,
		                 "a limit was hit");
		return;
	}
	checking_verdict(r->c, rule, r->d->index, VERDICT_CONSISTENT,
	                 "no statement of the rationale is known to "
	                 "contradict %s",
	                 against);
}

static void check_decision(struct checking *c, const struct decision *d,
                           struct summary_told *summary)
{
	struct contradicting r = { .c = c, .d = d, .summary = summary };
	bool first = d == c->letter->decisions.items;
	bool no_summary = span_empty(c->letter->summary);
	struct results results = { 0 };

	if (no_summary || span_empty(d->rationale)) {
		checking_verdict(c, SUMMARY_RULE, d->index,
		                 VERDICT_NOT_EVALUATED, "there is no %s",
		                 no_summary ? "case summary" : "rationale");
	}
	if (span_empty(d->rationale) && !first)
		return;
	r.known = checking_known(c, d);
	read_mentions(&r);
	if (first)
		check_summary(&r);
	if (span_empty(d->rationale))
		return;
	check_results(&r, &results);
	check_retold(&r);
	check_statements(&r, &results);
	check_none_of(&r);
	add_verdict(&r, SUMMARY_RULE, r.of_summary || no_summary,
	            "the summary");
	add_verdict(&r, ITSELF_RULE, r.of_itself, "another");
}

void check_contradictions(struct checking *c)
{
	struct summary_told summary = { 0 };

	for (size_t i = 0; i < c->letter->decisions.len; i++)
		check_decision(c, &c->letter->decisions.items[i], &summary);
}
