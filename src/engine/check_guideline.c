/*
 * check_guideline.c -- decisions against the criteria of guidelines: what is
 * approved in breach of them, and why; check_denied.c and check_misapplied.c
 * have the other two rules.
 *
 * A denied item that breaches a criterion is as it should be, and so is an
 * approved one that meets it: only the reverse is of interest, and reciting a
 * guideline wrongly. One decision is reported once for each way of being
 * wrong, with the criterion that shows it best; the others stand in --why.
 */
#include "engine/guided.h"
#include "letter/request.h"
#include "letter/sentence.h"

static struct str pack_citation(const struct guided *g,
                                const struct criterion *c)
{
	return criterion_citation(&g->c->rules->criteria, c, g->c->arena);
}

uint8_t guided_severity_cap(const struct criterion *c)
{
	if (c->carried_over || c->reading == READING_UNSURE)
		return SEVERITY_NOTE;
	return c->reading == READING_VERIFIED ? SEVERITY_ERROR
	                                      : SEVERITY_WARNING;
}

static uint8_t capped(uint8_t severity, const struct criterion *c)
{
	uint8_t cap = guided_severity_cap(c);

	return severity < cap ? severity : cap;
}

struct finding *guided_report(const struct guided *g, struct str rule,
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

struct finding *guided_report_own(const struct guided *g, struct str rule,
                                  const struct criterion *c, struct span at,
                                  const char *outcome, const char *is)
{
	struct finding *f = checking_report(
	        g->c, rule, g->decision->index, at,
	        "%s, though what the rationale itself asks for is %s: %.*s",
	        outcome, is, STR_ARG(c->title));

	f->severity = SEVERITY_WARNING;
	return f;
}

void guided_say(const struct guided *g, struct finding *f, struct str message)
{
	f->message = message;
	if (g->c->verdicts && g->c->verdicts->list.len)
		g->c->verdicts->list.items[g->c->verdicts->list.len - 1]
		        .because = message;
}

void guided_relate_leaves(const struct guided *g, struct finding *f,
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

void guided_relate_recital(const struct guided *g, struct finding *f,
                           const struct recital *recital)
{
	if (recital)
		checking_relate(g->c, f, recital->at,
		                "the rationale itself states the criterion");
}

void guided_relate_outcome(const struct guided *g, struct finding *f)
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

bool guided_is_judged(const struct criterion_value *v)
{
	return v->applies == TRUTH_TRUE && !v->near_switch;
}

/* A patient has several diagnoses; the most generous row of a table counts. */
static bool has_met_sibling(const struct guided *g,
                            const struct criterion_value *v)
{
	for (size_t i = 0; i < g->values.list.len; i++) {
		const struct criterion_value *o = &g->values.list.items[i];

		if (v->criterion->family.len && guided_is_judged(o) &&
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

		if (!guided_is_judged(v) || v->value != TRUTH_FALSE ||
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
	f = guided_report(g, RULE_BREACH, v->criterion, breach_severity(v), at);
	guided_say(g, f, breach_message(g, v));
	guided_relate_recital(g, f, v->recital);
	if (leaf && leaf->leaf->kind == CONDITION_MEASURE &&
	    leaf->leaf->measure == MEASURE_OPERATIONS)
		checking_relate(g->c, f, leaf->at, "it depends on this item");
	guided_relate_leaves(g, f, v);
	guided_relate_outcome(g, f);
}

static void report_own_breach(const struct guided *g,
                              const struct criterion_value *v,
                              const struct leaf_value *leaf,
                              const struct recital *recital)
{
	struct finding *f = guided_report_own(g, RULE_BREACH, v->criterion,
	                                      leaf->at, "overturned", "not so");

	guided_relate_recital(g, f, recital);
	guided_relate_outcome(g, f);
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

const char *const guided_counted[] = {
	[LIMITED_VISITS] = "visits",
	[LIMITED_SITES] = "sites",
	[LIMITED_LEVELS] = "levels",
};

double guided_visits(const struct guided *g)
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
	                    asked, guided_counted[counts]);
	f->severity = SEVERITY_WARNING;
	checking_relate(g->c, f, g->decision->request.span, "the request");
	guided_relate_outcome(g, f);
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
	    (report_over_limit(g, LIMITED_VISITS, guided_visits(g)) ||
	     report_over_limit(g, LIMITED_SITES, r->sites) ||
	     report_over_limit(g, LIMITED_LEVELS, (double)request_joints(r))))
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
