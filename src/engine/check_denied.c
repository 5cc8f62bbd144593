/*
 * check_denied.c -- items that are denied though every criterion that the
 * rationale states is met.
 */
#include "engine/guided.h"
#include "letter/polarity.h"
#include "letter/restated.h"
#include "letter/sentence.h"

static bool is_lack(unsigned cue)
{
	return cue == CUE_UNDOCUMENTED || cue == CUE_UNDOCUMENTED_BEFORE;
}

static bool is_denial(unsigned cue)
{
	return cue_denies(cue) && !is_lack(cue);
}

/*
 * True when a statement concludes in the sentence. Statements stand in the
 * order of their sentences; *next is the first that is not behind.
 */
static bool concludes(const struct guided *g, const struct sentence *s,
                      size_t *next)
{
	const struct decision *d = g->decision;
	struct span at = fold_source(g->c->letter->fold, s->start, s->end);

	while (*next < d->statements.len &&
	       d->statements.items[*next].sentence.end <= at.start)
		(*next)++;
	return *next < d->statements.len &&
	       d->statements.items[*next].sentence.start < at.end;
}

/* Besides the criteria, by how much a rationale may decide. */
enum ground {
	GROUND_NONE,
	GROUND_OTHER, /* something is not so, or is planned */
	GROUND_LACK,  /* something is missing, or more than the guideline has */
};

/* The heaviest ground that the rationale gives of its own. */
static enum ground own_ground(const struct guided *g)
{
	const struct decision *d = g->decision;
	enum ground ground =
	        g->known->own.other_ground ? GROUND_OTHER : GROUND_NONE;
	size_t next = 0;

	if (!span_empty(g->known->own.exceeds))
		return GROUND_LACK;
	for (size_t i = 0; i < d->sentences.list.len; i++) {
		const struct sentence *s = &d->sentences.list.items[i];
		bool concluding = concludes(g, s, &next);

		if (s->voice == VOICE_GUIDELINE ||
		    s->voice == VOICE_UTILIZATION_REVIEW)
			continue;
		for (uint32_t j = 0; j < s->n_hits; j++) {
			const struct hit *h =
			        &d->hits.list.items[s->first_hit + j];

			if (h->kind != TERM_CUE)
				continue;
			if (is_lack(h->index))
				return GROUND_LACK;
			if (is_denial(h->index) && !concluding)
				ground = GROUND_OTHER;
		}
	}
	return ground;
}

/* All recited criteria are met by passages of the letter: the first of them. */
static const struct criterion_value *all_met(const struct guided *g)
{
	const struct criterion_value *first = NULL;

	for (size_t i = 0; i < g->values.list.len; i++) {
		const struct criterion_value *v = &g->values.list.items[i];

		if (!v->recital)
			continue;
		if (!guided_is_judged(v) || v->value != TRUTH_TRUE ||
		    v->basis != BASIS_STATED)
			return NULL;
		if (!first)
			first = v;
	}
	return first;
}

/* A criterion that applies asks for it. */
static bool is_asked_for(const struct guided *g, uint32_t fact)
{
	for (size_t i = 0; i < g->values.list.len; i++) {
		const struct criterion_value *v = &g->values.list.items[i];

		if (guided_is_judged(v) &&
		    criterion_asks_for(v->criterion, fact))
			return true;
	}
	return false;
}

static bool overlap(const struct recited_fact *a, const struct recited_fact *b)
{
	return a->recital.at.start < b->recital.at.end &&
	       b->recital.at.start < a->recital.at.end;
}

/* "Radiculopathy" inside of "radiculopathy on examination". Facts stand in the
 * order of their sentences. */
static bool lies_in_asked(const struct guided *g, size_t which)
{
	const struct recited_fact *all = g->known->own.recited.items;
	size_t n = g->known->own.recited.len, first = which;
	uint32_t sentence = all[which].recital.sentence.start;

	while (first > 0 && all[first - 1].recital.sentence.start == sentence)
		first--;
	for (size_t i = first;
	     i < n && all[i].recital.sentence.start == sentence; i++) {
		if (overlap(&all[i], &all[which]) &&
		    is_asked_for(g, all[i].fact))
			return true;
	}
	return false;
}

/* What a guideline is quoted on, no criterion asks for, and nobody tells. */
static bool is_unknown_demand(const struct guided *g, size_t which)
{
	uint32_t fact = g->known->own.recited.items[which].fact;

	return g->known->facts[fact].state != KNOWN_PRESENT &&
	       !lies_in_asked(g, which);
}

/*
 * Everything that the rationale quotes a guideline on is so, and the criteria
 * that ask for it are met in so far: the first of those that the rationale
 * itself shows to be met.
 */
static const struct criterion_value *
all_met_as_recited(const struct guided *g, const struct recital **recital)
{
	const struct criterion_value *first = NULL;
	const struct leaf_value *leaf;
	const struct recital *r;

	for (size_t i = 0; i < g->known->own.recited.len; i++) {
		if (is_unknown_demand(g, i))
			return NULL;
	}
	for (size_t i = 0; i < g->values.list.len; i++) {
		const struct criterion_value *v = &g->values.list.items[i];

		switch (criterion_as_recited(v, g->known, &leaf, &r)) {
		case RECITED_NOT:
			break;
		case RECITED_MET:
			if (!first && !v->near_switch &&
			    leaf->place == PLACE_RATIONALE) {
				first = v;
				*recital = r;
			}
			break;
		case RECITED_BREACHED:
		case RECITED_OPEN:
			return NULL;
		}
	}
	return first;
}

static const struct criterion_value *decisive_met(const struct guided *g)
{
	for (size_t i = 0; i < g->values.list.len; i++) {
		const struct criterion_value *v = &g->values.list.items[i];

		if (v->recital && v->criterion->decisive &&
		    guided_is_judged(v) && v->value == TRUTH_TRUE &&
		    v->basis == BASIS_STATED)
			return v;
	}
	return NULL;
}

/* "He is inside the rule at every point", in the reviewer's own voice; "all
 * criteria are met but one" is less. */
static const struct hit *says_all_met(const struct guided *g)
{
	const struct decision *d = g->decision;
	const struct fold *f = g->c->letter->fold;

	for (size_t i = 0; i < d->sentences.list.len; i++) {
		const struct sentence *s = &d->sentences.list.items[i];

		for (uint32_t j = 0; j < s->n_hits; j++) {
			const struct hit *h =
			        &d->hits.list.items[s->first_hit + j];

			if (hit_is_cue(h, CUE_ALL_MET) &&
			    s->voice != VOICE_UTILIZATION_REVIEW &&
			    !guideline_speaks(&d->hits, s, h->start) &&
			    !review_speaks(&d->hits, s, h->start) &&
			    !str_ends(fold_text(f, s->start, h->start),
			              STR("not ")) &&
			    !texts_begin(
			            &g->c->rules->language.words.all_but,
			            str_trim(fold_text(f, h->end, s->end))) &&
			    polarity_read(f, &d->hits, s, h->start, h->end,
			                  NULL, NULL) == POLARITY_AFFIRMED)
				return h;
		}
	}
	return NULL;
}

/* Words that grant every criterion, in the rationale of a denial. */
static bool report_all_met(const struct guided *g)
{
	const struct decision *d = g->decision;
	const struct hit *met = says_all_met(g);
	struct finding *f;

	if (!met)
		return false;
	f = checking_report(
	        g->c, RULE_DENIED, d->index,
	        fold_source(g->c->letter->fold, met->start, met->end),
	        "item %u is upheld, though its rationale says that "
	        "every criterion is met",
	        d->index);
	guided_relate_outcome(g, f);
	return true;
}

void check_denied(const struct guided *g)
{
	const struct criterion_value *v = decisive_met(g);
	const struct recital *recital = NULL;
	const struct leaf_value *leaf;
	enum ground ground = GROUND_LACK;
	struct finding *f;
	struct span at;

	if (!v && g->decision->conclusion == CONCLUSION_NOT_NECESSARY)
		ground = own_ground(g);
	if (ground == GROUND_NONE) {
		v = all_met(g);
		if (!v)
			v = all_met_as_recited(g, &recital);
	}
	if (v && !recital)
		recital = v->recital;
	if (!v && ground != GROUND_LACK && report_all_met(g))
		return;
	if (!v) {
		checking_verdict(g->c, RULE_DENIED, g->decision->index,
		                 VERDICT_CONSISTENT,
		                 "not every criterion that the rationale "
		                 "states is shown to be met");
		return;
	}
	leaf = criterion_decisive(v);
	at = leaf && !span_empty(leaf->at) && leaf->place != PLACE_HEADING
	             ? leaf->at
	             : recital->at;
	if (guided_severity_cap(v->criterion) == SEVERITY_NOTE) {
		f = guided_report_own(g, RULE_DENIED, v->criterion, at,
		                      "upheld", "so");
	} else {
		f = guided_report(g, RULE_DENIED, v->criterion,
		                  SEVERITY_WARNING, at);
		guided_say(g, f,
		           arena_printf(
		                   g->c->arena,
		                   "upheld, though what the rationale requires "
		                   "is met: %.*s (%.*s)",
		                   STR_ARG(v->criterion->title),
		                   STR_ARG(v->criterion->id)));
	}
	guided_relate_recital(g, f, recital);
	guided_relate_leaves(g, f, v);
	guided_relate_outcome(g, f);
}
