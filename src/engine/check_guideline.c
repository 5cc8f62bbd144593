/*
 * check_guideline.c -- decisions against the criteria of guidelines.
 *
 * A denied item that breaches a criterion is as it should be, and so is an
 * approved one that meets it: only the reverse is of interest, and reciting a
 * guideline wrongly. One decision is reported once for each way of being
 * wrong, with the criterion that shows it best; the others stand in --why.
 */
#include "engine/checks.h"
#include "engine/criterion.h"
#include "engine/figure.h"
#include "letter/request.h"
#include "letter/sentence.h"

#define RULE_BREACH     STR("guideline/approved-in-breach")
#define RULE_DENIED     STR("guideline/denied-though-met")
#define RULE_MISAPPLIED STR("guideline/misapplied")

struct guided {
	struct checking *c;
	const struct decision *decision;
	const struct known *known;
	struct criterion_values values;
};

static struct str pack_citation(const struct guided *g,
                                const struct criterion *c)
{
	return criterion_citation(&g->c->rules->criteria, c, g->c->arena);
}

/* What a reading of the guideline can bear: only what was read, an error. */
static uint8_t severity_cap(const struct criterion *c)
{
	if (c->carried_over || c->reading == READING_UNSURE)
		return SEVERITY_NOTE;
	return c->reading == READING_VERIFIED ? SEVERITY_ERROR
	                                      : SEVERITY_WARNING;
}

static uint8_t capped(uint8_t severity, const struct criterion *c)
{
	uint8_t cap = severity_cap(c);

	return severity < cap ? severity : cap;
}

static struct finding *report(const struct guided *g, struct str rule,
                              const struct criterion *c, uint8_t severity,
                              struct span at)
{
	struct finding *f;

	f = checking_report(g->c, rule, g->decision->index, at, "%.*s",
	                    STR_ARG(c->title));
	f->criterion = c->id;
	f->citation = pack_citation(g, c);
	f->severity = capped(severity, c);
	if (f->severity == SEVERITY_NOTE)
		f->confidence = CONFIDENCE_MEDIUM;
	return f;
}

static void say(const struct guided *g, struct finding *f, struct str message)
{
	f->message = message;
	if (g->c->verdicts && g->c->verdicts->list.len)
		g->c->verdicts->list.items[g->c->verdicts->list.len - 1]
		        .because = message;
}

/* Points at the passages behind the leaves that have the criterion's value. */
static void relate_leaves(const struct guided *g, struct finding *f,
                          const struct criterion_value *v)
{
	const struct leaf_value *first = criterion_decisive(v);

	for (uint16_t i = 0; i < v->n_leaves; i++) {
		const struct leaf_value *leaf = &v->leaves[i];

		if (!leaf->leaf || span_empty(leaf->at) || leaf == first ||
		    leaf->value != v->value)
			continue;
		checking_relate(
		        g->c, f, leaf->at, "%.*s: %s, says the %s",
		        STR_ARG(condition_text(leaf->leaf, g->c->arena)),
		        truth_name((enum truth)leaf->value),
		        mention_place_name((enum mention_place)leaf->place));
	}
}

static void relate_recital(const struct guided *g, struct finding *f,
                           const struct recital *recital)
{
	if (recital)
		checking_relate(g->c, f, recital->at,
		                "the rationale itself states the criterion");
}

static void relate_outcome(const struct guided *g, struct finding *f)
{
	checking_relate(g->c, f, g->decision->outcome_span, "the outcome: %s",
	                outcome_name((enum outcome)g->decision->outcome));
}

/* -- approved in breach */

/* A reviewer may depart from a guideline with a stated reason. */
static bool departs(const struct guided *g)
{
	size_t i = fact_find(&g->c->rules->facts, STR("exceptional.factors"));

	return i < g->known->n && g->known->facts[i].state == KNOWN_PRESENT;
}

static uint8_t breach_severity(const struct criterion_value *v)
{
	uint8_t severity = SEVERITY_NOTE;

	switch ((enum basis)v->basis) {
	case BASIS_STATED:
		/* Rows of tables are ranges, not limits; a criterion for
		 * certain cases only may rest on silence about the case. */
		if (v->criterion->family.len)
			severity =
			        v->recital ? SEVERITY_WARNING : SEVERITY_NOTE;
		else
			severity = v->recital && !v->recited_freely
			                   ? SEVERITY_ERROR
			                   : SEVERITY_WARNING;
		break;
	case BASIS_UNDOCUMENTED:
	case BASIS_UNMENTIONED:
		severity = v->recital ? SEVERITY_WARNING : SEVERITY_NOTE;
		break;
	}
	return capped(severity, v->criterion);
}

static bool is_judged(const struct criterion_value *v)
{
	return v->applies == TRUTH_TRUE && !v->near_switch;
}

/* A patient has several diagnoses; the most generous row of a table counts. */
static bool has_met_sibling(const struct guided *g,
                            const struct criterion_value *v)
{
	for (size_t i = 0; i < g->values.list.len; i++) {
		const struct criterion_value *o = &g->values.list.items[i];

		if (v->criterion->family.len && is_judged(o) &&
		    o->value != TRUTH_FALSE &&
		    str_eq(o->criterion->family, v->criterion->family))
			return true;
	}
	return false;
}

static bool is_worse(const struct criterion_value *a,
                     const struct criterion_value *b)
{
	uint8_t x = breach_severity(a), y = breach_severity(b);

	if (x != y)
		return x > y;
	if ((a->recital != NULL) != (b->recital != NULL))
		return a->recital != NULL;
	return a->basis < b->basis;
}

/* The greatest limit that the rationale states; NULL: none. */
static const struct stated_limit *greatest(const struct guided *g,
                                           enum limited counts)
{
	const struct stated_limit *found = NULL;

	for (size_t i = 0; i < g->known->own.limits.len; i++) {
		const struct stated_limit *l = &g->known->own.limits.items[i];

		if (l->counts == counts && !l->heading &&
		    (!found || l->number.high > found->number.high))
			found = l;
	}
	return found;
}

/* "Up to 50 sessions in severe cases": the rationale has a limit that holds. */
static bool within_stated(const struct guided *g,
                          const struct criterion_value *v)
{
	const struct leaf_value *leaf = criterion_decisive(v);
	const struct stated_limit *limit;

	if (!leaf || !leaf->has_number || leaf->number.dimension != DIM_VISITS)
		return false;
	limit = greatest(g, LIMITED_VISITS);
	return limit && limit->number.high >= leaf->number.high;
}

/* The breach that shows best: the gravest, then recited, then stated. */
static const struct criterion_value *worst_breach(const struct guided *g)
{
	const struct criterion_value *worst = NULL;

	for (size_t i = 0; i < g->values.list.len; i++) {
		const struct criterion_value *v = &g->values.list.items[i];

		if (!is_judged(v) || v->value != TRUTH_FALSE ||
		    has_met_sibling(g, v) || within_stated(g, v))
			continue;
		if (!worst || is_worse(v, worst))
			worst = v;
	}
	return worst;
}

static struct str breach_message(const struct guided *g,
                                 const struct criterion_value *v)
{
	static const char *const because[] = {
		[BASIS_STATED] = "the letter itself says otherwise",
		[BASIS_UNDOCUMENTED] = "the record is said to lack it",
		[BASIS_UNMENTIONED] = "the letter does not tell it",
	};

	return arena_printf(g->c->arena,
	                    "overturned in breach of a criterion, %.*s (%.*s): "
	                    "%s",
	                    STR_ARG(v->criterion->title),
	                    STR_ARG(v->criterion->id), because[v->basis]);
}

static void report_breach(const struct guided *g,
                          const struct criterion_value *v)
{
	const struct leaf_value *leaf = criterion_decisive(v);
	struct span at = g->decision->outcome_span;
	struct finding *f;

	if (leaf && !span_empty(leaf->at) && leaf->place != PLACE_HEADING)
		at = leaf->at;
	f = report(g, RULE_BREACH, v->criterion, breach_severity(v), at);
	say(g, f, breach_message(g, v));
	relate_recital(g, f, v->recital);
	relate_leaves(g, f, v);
	relate_outcome(g, f);
}

static void report_own_breach(const struct guided *g,
                              const struct criterion_value *v,
                              const struct leaf_value *leaf,
                              const struct recital *recital)
{
	struct finding *f = checking_report(
	        g->c, RULE_BREACH, g->decision->index, leaf->at,
	        "overturned, though what the rationale itself asks for is not "
	        "so: %.*s",
	        STR_ARG(v->criterion->title));

	f->severity = SEVERITY_WARNING;
	relate_recital(g, f, recital);
	relate_outcome(g, f);
}

/* Bytes before a name where another may be joined to it. */
#define JOINED_NEAR 30

/* "For instability or a slipped vertebra": what is not so may be made up for.
 */
static bool has_alternatives(const struct guided *g, const struct recital *r)
{
	const struct fold *f = g->c->letter->fold;
	uint32_t start = fold_offset(f, r->sentence.start);
	uint32_t at = fold_offset(f, r->at.start);
	struct str text;

	if (at > start + JOINED_NEAR)
		start = at - JOINED_NEAR;
	text = fold_text(f, start, fold_offset(f, r->sentence.end));

	return str_find(text, 0, STR(" or ")) < text.len ||
	       str_find(text, 0, STR(" and ")) < text.len ||
	       str_find_char(text, 0, ',') < text.len;
}

/* "Not homebound, but he cannot bear weight": the reviewer's reason follows. */
static bool is_conceded(const struct guided *g, struct span at)
{
	const struct decision *d = g->decision;
	uint32_t start = fold_offset(g->c->letter->fold, at.start);

	for (size_t i = 0; i < d->sentences.list.len; i++) {
		const struct sentence *s = &d->sentences.list.items[i];

		if (start >= s->start && start < s->end)
			return sentence_cue(&d->hits, s, CUE_BREAK, s->start) ||
			       sentence_cue(&d->hits, s, CUE_CONCESSION,
			                    s->start);
	}
	return false;
}

/*
 * What the rationale states as the guideline's, and then tells to be otherwise:
 * of a criterion of which we may claim no more than a note, because nobody has
 * read it in the guideline, or of the alternatives of one that it names.
 */
static bool check_own_grounds(const struct guided *g,
                              const struct criterion_value *worst)
{
	const struct leaf_value *leaf =
	        worst ? criterion_decisive(worst) : NULL;
	const struct recital *recital;

	if (leaf && worst->recital && !span_empty(leaf->at) &&
	    leaf->place == PLACE_RATIONALE &&
	    worst->basis != BASIS_UNMENTIONED) {
		report_own_breach(g, worst, leaf, worst->recital);
		return true;
	}
	for (size_t i = 0; i < g->values.list.len; i++) {
		const struct criterion_value *v = &g->values.list.items[i];

		if (v->near_switch || v->value != TRUTH_UNKNOWN ||
		    criterion_as_recited(v, g->known, &leaf, &recital) !=
		            RECITED_BREACHED)
			continue;
		if (leaf->place == PLACE_RATIONALE &&
		    !has_alternatives(g, recital) &&
		    !is_conceded(g, leaf->at)) {
			report_own_breach(g, v, leaf, recital);
			return true;
		}
	}
	return false;
}

static const char *const counted_words[] = {
	[LIMITED_VISITS] = "visits",
	[LIMITED_SITES] = "sites",
	[LIMITED_LEVELS] = "levels",
};

/*
 * Visits asked for at first: when part of them is granted already, the whole
 * is judged and the rest decided. Negative when it cannot be told.
 */
static double visits_at_first(const struct guided *g)
{
	const struct request *r = &g->decision->request;
	double most = NOT_STATED;

	if (r->disputed.start == r->span.start)
		return r->visits;
	for (size_t i = 0; i < g->known->own.limits.len; i++) {
		const struct stated_limit *l = &g->known->own.limits.items[i];

		if (l->heading && l->counts == LIMITED_VISITS &&
		    l->number.high > most)
			most = l->number.high;
	}
	return most > r->visits ? most : NOT_STATED;
}

/* More is approved than the greatest limit that the rationale itself states. */
static bool report_over_limit(const struct guided *g, enum limited counts,
                              double asked)
{
	const struct stated_limit *limit = greatest(g, counts);
	struct finding *f;

	if (!limit || asked <= limit->number.high)
		return false;
	f = checking_report(g->c, RULE_BREACH, g->decision->index, limit->at,
	                    "overturned, though the request's %.0f %s are more "
	                    "than the limit that the rationale states",
	                    asked, counted_words[counts]);
	f->severity = SEVERITY_WARNING;
	checking_relate(g->c, f, g->decision->request.span, "the request");
	relate_outcome(g, f);
	return true;
}

static void check_approved(const struct guided *g)
{
	const struct request *r = &g->decision->request;
	const struct criterion_value *v = worst_breach(g);
	bool departed = departs(g);

	if (v && !departed && breach_severity(v) > SEVERITY_NOTE) {
		report_breach(g, v);
		return;
	}
	if (!departed &&
	    (report_over_limit(g, LIMITED_VISITS, visits_at_first(g)) ||
	     report_over_limit(g, LIMITED_SITES, r->sites) ||
	     report_over_limit(g, LIMITED_LEVELS, (double)request_levels(r))))
		return;
	if (!departed && check_own_grounds(g, v))
		return;
	if (v && !departed)
		report_breach(g, v);
	else
		checking_verdict(g->c, RULE_BREACH, g->decision->index,
		                 VERDICT_CONSISTENT, "%s",
		                 v ? "the rationale gives a reason to depart"
		                   : "no criterion is breached");
}

/* -- denied though met */

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

/*
 * True when the rationale gives a ground of its own: something is missing,
 * something is not so, more is asked for than the guideline has. Then other
 * grounds than the criteria decide, and nothing can be said.
 */
static bool has_own_ground(const struct guided *g)
{
	const struct decision *d = g->decision;
	size_t next = 0;

	if (!span_empty(g->known->own.exceeds) || g->known->own.other_ground)
		return true;
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
			if (is_lack(h->index) ||
			    (is_denial(h->index) && !concluding))
				return true;
		}
	}
	return false;
}

/* All recited criteria are met by passages of the letter: the first of them. */
static const struct criterion_value *all_met(const struct guided *g)
{
	const struct criterion_value *first = NULL;

	for (size_t i = 0; i < g->values.list.len; i++) {
		const struct criterion_value *v = &g->values.list.items[i];

		if (!v->recital)
			continue;
		if (!is_judged(v) || v->value != TRUTH_TRUE ||
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

		if (is_judged(v) && criterion_asks_for(v->criterion, fact))
			return true;
	}
	return false;
}

/* "Radiculopathy" inside of "radiculopathy on examination". */
static bool lies_in_asked(const struct guided *g, const struct recited_fact *f)
{
	for (size_t i = 0; i < g->known->own.recited.len; i++) {
		const struct recited_fact *o = &g->known->own.recited.items[i];

		if (o->recital.at.start < f->recital.at.end &&
		    o->recital.at.end > f->recital.at.start &&
		    is_asked_for(g, o->fact))
			return true;
	}
	return false;
}

/* What a guideline is quoted on, and no criterion asks for, is told to be so.
 */
static bool is_unknown_demand(const struct guided *g,
                              const struct recited_fact *f)
{
	return !is_asked_for(g, f->fact) && !lies_in_asked(g, f) &&
	       g->known->facts[f->fact].state != KNOWN_PRESENT;
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
		if (is_unknown_demand(g, &g->known->own.recited.items[i]))
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

		if (v->recital && v->criterion->decisive && is_judged(v) &&
		    v->value == TRUTH_TRUE && v->basis == BASIS_STATED)
			return v;
	}
	return NULL;
}

static void check_denied(const struct guided *g)
{
	const struct criterion_value *v = decisive_met(g);
	const struct recital *recital = NULL;
	const struct leaf_value *leaf;
	struct finding *f;
	struct span at;

	if (!v && g->decision->conclusion == CONCLUSION_NOT_NECESSARY &&
	    !has_own_ground(g)) {
		v = all_met(g);
		if (!v)
			v = all_met_as_recited(g, &recital);
	}
	if (v && !recital)
		recital = v->recital;
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
	if (severity_cap(v->criterion) == SEVERITY_NOTE) {
		/* Nobody has read it in the guideline, but the rationale
		 * states it as its own ground. */
		f = checking_report(g->c, RULE_DENIED, g->decision->index, at,
		                    "upheld, though what the rationale itself "
		                    "asks for is so: %.*s",
		                    STR_ARG(v->criterion->title));
		f->severity = SEVERITY_WARNING;
	} else {
		f = report(g, RULE_DENIED, v->criterion, SEVERITY_WARNING, at);
		say(g, f,
		    arena_printf(g->c->arena,
		                 "upheld, though what the rationale requires "
		                 "is met: %.*s (%.*s)",
		                 STR_ARG(v->criterion->title),
		                 STR_ARG(v->criterion->id)));
	}
	relate_recital(g, f, recital);
	relate_leaves(g, f, v);
	relate_outcome(g, f);
}

/* -- misapplied */

static void report_reversed(const struct guided *g, const struct recital *r)
{
	const struct criterion *c =
	        &g->c->rules->criteria.list.items[r->criterion];
	struct finding *f =
	        report(g, RULE_MISAPPLIED, c, SEVERITY_WARNING, r->at);

	say(g, f,
	    arena_printf(g->c->arena,
	                 "the rationale gives the guideline's sense the wrong "
	                 "way round: %.*s (%.*s)",
	                 STR_ARG(c->title), STR_ARG(c->id)));
	relate_outcome(g, f);
}

/*
 * True when the request is of the sort that the criterion is about, and only
 * part, kind or case are others: "MRI" of another part of the body.
 */
static bool is_same_sort(const struct guided *g, const struct criterion *c)
{
	const struct request *r = &g->decision->request;

	if (c->applies.categories)
		return (c->applies.categories >> r->category) & 1u;
	return texts_have(&c->applies.kinds, r->kind);
}

static void report_elsewhere(const struct guided *g,
                             const struct criterion_value *v)
{
	struct finding *f = report(g, RULE_MISAPPLIED, v->criterion,
	                           SEVERITY_WARNING, v->recital->at);

	say(g, f,
	    arena_printf(g->c->arena,
	                 "this criterion is not about the request: %.*s "
	                 "(%.*s)",
	                 STR_ARG(v->criterion->title),
	                 STR_ARG(v->criterion->id)));
	checking_relate(g->c, f, g->decision->request.span, "the request");
	relate_outcome(g, f);
}

/* The criterion of a figure to cite: of the edition in force, if it was read
 * there. */
static const struct criterion *criterion_to_cite(const struct guided *g,
                                                 struct str id)
{
	const struct criteria *criteria = &g->c->rules->criteria;
	struct date day = edition_day(g->c->letter, g->decision, g->known);

	for (size_t i = 0; i < criteria->list.len; i++) {
		const struct criterion *c = &criteria->list.items[i];

		if (str_eq(c->id, id) && !c->carried_over &&
		    pack_in_force(&criteria->packs.items[c->pack], day) ==
		            IN_FORCE)
			return c;
	}
	return criterion_find(criteria, id);
}

static const struct figure_rule *rule_of(const struct guided *g,
                                         const struct recited_figure *f)
{
	return &g->c->rules->figures.list.items[f->rule];
}

static uint8_t said_of_request(const struct guided *g,
                               const struct recited_figure *f)
{
	const struct figure_rule *rule = rule_of(g, f);

	if (!rule->anything &&
	    applies_to(&rule->applies, g->c->letter, g->decision) != TRUTH_TRUE)
		return FIGURE_NOT_SAID;
	return (uint8_t)figure_said(f, g->c->letter, g->c->rules);
}

/*
 * What several rules say of a figure: one that finds it right clears it, and
 * the first that finds it wrong reports it. Where the rationale recites the
 * figure rightly too, and does not name a guideline for the other, the other
 * is likely the case's. `said` has an enum figure_said for each figure.
 */
static bool is_cleared(const struct guided *g, size_t which,
                       const uint8_t *said)
{
	const struct telling *own = &g->known->own;
	const struct recited_figure *f = &own->figures.items[which];
	bool named = said[which] == FIGURE_SAID_BY_GUIDELINE;

	for (size_t i = 0; i < own->figures.len; i++) {
		const struct recited_figure *o = &own->figures.items[i];

		if (said[i] == FIGURE_NOT_SAID)
			continue;
		if (o->at.start == f->at.start && (!o->wrong || i < which))
			return true;
		if (!o->wrong && !named && o->rule == f->rule &&
		    o->slot == f->slot)
			return true;
	}
	return false;
}

static void report_misquoted(const struct guided *g,
                             const struct recited_figure *figure)
{
	const struct figure_rule *rule = rule_of(g, figure);
	const struct criterion *c = criterion_to_cite(g, rule->criterion);
	struct finding *f =
	        report(g, RULE_MISAPPLIED, c, SEVERITY_WARNING, figure->at);

	say(g, f,
	    arena_printf(g->c->arena,
	                 "the rationale states another figure than the "
	                 "guideline has: %.*s (%.*s)",
	                 STR_ARG(c->title), STR_ARG(c->id)));
	checking_relate(g->c, f,
	                fold_source(g->c->letter->fold, figure->sentence->start,
	                            figure->sentence->end),
	                "the guideline says: %.*s (%.*s)", STR_ARG(rule->says),
	                STR_ARG(f->citation));
	relate_outcome(g, f);
}

static void check_figures(const struct guided *g)
{
	const struct telling *own = &g->known->own;
	uint8_t *said = ARENA_ARRAY(g->c->arena, uint8_t, own->figures.len + 1);
	bool any = false;

	for (size_t i = 0; i < own->figures.len; i++)
		any |= own->figures.items[i].wrong;
	for (size_t i = 0; any && i < own->figures.len; i++)
		said[i] = said_of_request(g, &own->figures.items[i]);
	for (size_t i = 0; any && i < own->figures.len; i++) {
		const struct recited_figure *f = &own->figures.items[i];

		if (f->wrong && said[i] != FIGURE_NOT_SAID &&
		    !is_cleared(g, i, said))
			report_misquoted(g, f);
	}
}

/* True when the rationale itself gives the number of a fact. */
static bool is_counted_here(const struct guided *g, size_t fact)
{
	for (size_t i = 0; i < g->known->mentions.len; i++) {
		const struct mention *m = &g->known->mentions.items[i];

		if (m->fact == fact && m->place == PLACE_RATIONALE &&
		    m->says == MENTION_PRESENT && m->numbered)
			return true;
	}
	return false;
}

/* True when earlier visits may make up what the request alone does not. Where
 * the request alone is said to exceed, the rationale must count them. */
static bool has_prior_visits(const struct guided *g)
{
	static const char *const ids[] = { "therapy.prior",
		                           "therapy.visits-done" };

	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
		size_t fact = fact_find(&g->c->rules->facts, str_c(ids[i]));

		if (g->known->own.exceeds_alone) {
			if (is_counted_here(g, fact))
				return true;
			continue;
		}
		if (fact < g->known->n &&
		    ((g->known->facts[fact].state != KNOWN_UNMENTIONED &&
		      g->known->facts[fact].state != KNOWN_ABSENT) ||
		     g->known->facts[fact].undocumented))
			return true;
	}
	return false;
}

/* "Twice weekly for six weeks is 12 visits, which exceeds the guideline": the
 * number that is said to exceed, and no limit. */
static bool is_exceeding(const struct guided *g, const struct stated_limit *l,
                         double asked)
{
	const struct telling *own = &g->known->own;

	return l->number.low == asked && l->number.high == asked &&
	       l->at.start >= own->exceeds.start &&
	       fold_offset(g->c->letter->fold, l->at.end) <= own->exceeds_from;
}

/*
 * The limit that shows that a number does not exceed what the rationale
 * states; NULL when it may. Lists of diagnoses hold small numbers that are not
 * of this case: one limit in four may be lower.
 */
static const struct stated_limit *within(const struct guided *g,
                                         enum limited counts, double asked)
{
	const struct stated_limit *least = NULL;
	size_t n = 0, lower = 0;

	for (size_t i = 0; i < g->known->own.limits.len; i++) {
		const struct stated_limit *l = &g->known->own.limits.items[i];

		if (l->counts != counts || l->heading ||
		    is_exceeding(g, l, asked))
			continue;
		n++;
		if (asked > l->number.high)
			lower++;
		else if (!least || l->number.high < least->number.high)
			least = l;
	}
	return lower * 4 <= n ? least : NULL;
}

/* "Twelve more would total 34, ten more than the guideline": of the sum. */
static bool sum_exceeds(const struct guided *g)
{
	const struct hits *hits = &g->decision->hits;
	const struct fold *f = g->c->letter->fold;
	uint32_t from = fold_offset(f, g->known->own.exceeds.start);

	for (size_t i = 0; i < hits->list.len; i++) {
		const struct hit *h = &hits->list.items[i];

		if (h->kind == TERM_SUM && h->index == SUM_MAKES &&
		    h->start >= from && h->end <= g->known->own.exceeds_from)
			return true;
	}
	return false;
}

/* "Exceeds" is said of a number that lies within the stated limits. */
static void check_claim(const struct guided *g, enum limited counts,
                        double asked)
{
	const struct stated_limit *limit = within(g, counts, asked);
	struct finding *f;

	if (asked <= 0 || !limit ||
	    (counts == LIMITED_VISITS &&
	     (has_prior_visits(g) || sum_exceeds(g))))
		return;
	f = checking_report(g->c, RULE_MISAPPLIED, g->decision->index,
	                    g->known->own.exceeds,
	                    "said to exceed the guideline, but the request's "
	                    "%.0f %s lie within the limit that the rationale "
	                    "states",
	                    asked, counted_words[counts]);
	f->severity = SEVERITY_WARNING;
	checking_relate(g->c, f, limit->at, "the stated limit");
	checking_relate(g->c, f, g->decision->request.span, "the request");
	relate_outcome(g, f);
}

static void check_misapplied(const struct guided *g)
{
	const struct request *r = &g->decision->request;
	size_t before = g->c->findings->list.len;
	bool elsewhere = false;

	for (size_t i = 0; i < g->known->own.recitals.len; i++) {
		if (g->known->own.recitals.items[i].reversed)
			report_reversed(g, &g->known->own.recitals.items[i]);
	}
	for (size_t i = 0; i < g->values.list.len && !elsewhere; i++) {
		const struct criterion_value *v = &g->values.list.items[i];

		elsewhere = !v->near_switch && v->recital &&
		            v->applies == TRUTH_FALSE &&
		            v->criterion->only_there &&
		            is_same_sort(g, v->criterion);
		if (elsewhere)
			report_elsewhere(g, v);
	}
	check_figures(g);
	if (!span_empty(g->known->own.exceeds)) {
		check_claim(g, LIMITED_VISITS, visits_at_first(g));
		check_claim(g, LIMITED_SITES, r->sites);
		check_claim(g, LIMITED_LEVELS, (double)request_levels(r));
	}
	if (g->c->findings->list.len == before)
		checking_verdict(g->c, RULE_MISAPPLIED, g->decision->index,
		                 VERDICT_CONSISTENT,
		                 "no criterion is seen to be misstated");
}

/* -- why */

static enum verdict_value verdict_of(const struct guided *g,
                                     const struct criterion_value *v)
{
	bool approved = g->decision->outcome == OUTCOME_OVERTURNED;

	if (v->applies == TRUTH_FALSE)
		return VERDICT_NOT_APPLICABLE;
	if (v->near_switch || v->value == TRUTH_UNKNOWN)
		return VERDICT_UNKNOWN;
	return approved && v->value == TRUTH_FALSE ? VERDICT_INCONSISTENT
	                                           : VERDICT_CONSISTENT;
}

static void note_value(const struct guided *g, const struct criterion_value *v)
{
	struct verdict *verdict = VEC_PUSH(g->c->arena, &g->c->verdicts->list);
	struct str tree = criterion_tree(v, g->c->letter, g->c->arena);

	verdict->decision = g->decision->index;
	verdict->rule = v->criterion->id;
	verdict->value = (uint8_t)verdict_of(g, v);
	verdict->because = arena_printf(
	        g->c->arena, "%s: %.*s%s", truth_name((enum truth)v->value),
	        STR_ARG(tree),
	        v->near_switch ? "; within 30 days of a change of edition"
	                       : "");
}

static void note_all(const struct guided *g)
{
	const struct criteria *criteria = &g->c->rules->criteria;
	struct date day = edition_day(g->c->letter, g->decision, g->known);
	size_t next = 0;

	for (size_t i = 0; i < criteria->list.len; i++) {
		const struct criterion *c = &criteria->list.items[i];

		if (next < g->values.list.len &&
		    g->values.list.items[next].criterion == c) {
			note_value(g, &g->values.list.items[next++]);
			continue;
		}
		if (pack_in_force(&criteria->packs.items[c->pack], day) ==
		    NOT_IN_FORCE)
			continue;
		checking_verdict(g->c, c->id, g->decision->index,
		                 VERDICT_NOT_APPLICABLE,
		                 "about another treatment");
	}
}

/* -- every decision */

static void not_evaluated(const struct guided *g, const char *why)
{
	checking_verdict(g->c, RULE_BREACH, g->decision->index,
	                 VERDICT_NOT_EVALUATED, "%s", why);
	checking_verdict(g->c, RULE_DENIED, g->decision->index,
	                 VERDICT_NOT_EVALUATED, "%s", why);
	checking_verdict(g->c, RULE_MISAPPLIED, g->decision->index,
	                 VERDICT_NOT_EVALUATED, "%s", why);
}

static void check_one(struct checking *c, const struct decision *d,
                      const struct dose_rates *rates)
{
	struct guided g = { .c = c, .decision = d };

	g.known = checking_known(c, d);
	criteria_evaluate(&g.values, c->letter, d, g.known, rates, c->rules,
	                  c->arena);
	if (c->verdicts)
		note_all(&g);
	if (g.known->cut || span_empty(d->rationale)) {
		not_evaluated(&g, g.known->cut
		                          ? "the letter has too many passages"
		                          : "there is no rationale");
		return;
	}
	switch ((enum outcome)d->outcome) {
	case OUTCOME_OVERTURNED:
		check_approved(&g);
		break;
	case OUTCOME_UPHELD:
		check_denied(&g);
		break;
	case OUTCOME_MODIFIED:
	case OUTCOME_UNKNOWN:
		break;
	}
	check_misapplied(&g);
}

void check_guidelines(struct checking *c)
{
	const struct dose_rates *rates = checking_rates(c);

	for (size_t i = 0; i < c->letter->decisions.len; i++)
		check_one(c, &c->letter->decisions.items[i], rates);
}
