/*
 * check_misapplied.c -- guidelines that a rationale recites wrongly, applies to
 * another treatment, or says to be exceeded when they are not.
 */
#include "engine/figure.h"
#include "engine/guided.h"
#include "letter/request.h"

static void report_reversed(const struct guided *g, const struct recital *r)
{
	const struct criterion *c =
	        &g->c->rules->criteria.list.items[r->criterion];
	struct finding *f =
	        guided_report(g, RULE_MISAPPLIED, c, SEVERITY_WARNING, r->at);

	guided_say(
	        g, f,
	        arena_printf(
	                g->c->arena,
	                "the rationale gives the guideline's sense the wrong "
	                "way round: %.*s (%.*s)",
	                STR_ARG(c->title), STR_ARG(c->id)));
	guided_relate_outcome(g, f);
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
	struct finding *f = guided_report(g, RULE_MISAPPLIED, v->criterion,
	                                  SEVERITY_WARNING, v->recital->at);

	guided_say(g, f,
	           arena_printf(g->c->arena,
	                        "this criterion is not about the request: %.*s "
	                        "(%.*s)",
	                        STR_ARG(v->criterion->title),
	                        STR_ARG(v->criterion->id)));
	checking_relate(g->c, f, g->decision->request.span, "the request");
	guided_relate_outcome(g, f);
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
	struct finding *f = guided_report(g, RULE_MISAPPLIED, c,
	                                  SEVERITY_WARNING, figure->at);

	guided_say(g, f,
	           arena_printf(g->c->arena,
	                        "the rationale states another figure than the "
	                        "guideline has: %.*s (%.*s)",
	                        STR_ARG(c->title), STR_ARG(c->id)));
	checking_relate(g->c, f,
	                fold_source(g->c->letter->fold, figure->sentence->start,
	                            figure->sentence->end),
	                "the guideline says: %.*s (%.*s)", STR_ARG(rule->says),
	                STR_ARG(f->citation));
	guided_relate_outcome(g, f);
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
	                    asked, guided_counted[counts]);
	f->severity = SEVERITY_WARNING;
	checking_relate(g->c, f, limit->at, "the stated limit");
	checking_relate(g->c, f, g->decision->request.span, "the request");
	guided_relate_outcome(g, f);
}

void check_misapplied(const struct guided *g)
{
	const struct request *r = &g->decision->request;
	size_t before = g->c->findings->list.len;
	struct str asked =
	        fold_text(g->c->letter->fold,
	                  fold_offset(g->c->letter->fold, r->span.start),
	                  fold_offset(g->c->letter->fold, r->span.end));
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
		            !texts_stand_in(&v->criterion->only_there_unless,
		                            asked) &&
		            is_same_sort(g, v->criterion);
		if (elsewhere)
			report_elsewhere(g, v);
	}
	check_figures(g);
	if (!span_empty(g->known->own.exceeds)) {
		check_claim(g, LIMITED_VISITS, guided_visits(g));
		check_claim(g, LIMITED_SITES, r->sites);
		check_claim(g, LIMITED_LEVELS, (double)request_levels(r));
	}
	if (g->c->findings->list.len == before)
		checking_verdict(g->c, RULE_MISAPPLIED, g->decision->index,
		                 VERDICT_CONSISTENT,
		                 "no criterion is seen to be misstated");
}
