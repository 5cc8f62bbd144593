/* check_conclusion.c -- outcomes against what the rationales conclude. */
#include "engine/checks.h"

#define OUTCOME_RULE  STR("consistency/outcome-contradicts-rationale")
#define CONFLICT_RULE STR("consistency/conflicting-conclusions")
#define NONE_RULE     STR("consistency/no-conclusion")
#define MISMATCH_RULE STR("consistency/determination-mismatch")

/* Of an item that is modified something is necessary, if only in part. */
static bool contradicts(const struct decision *d)
{
	return ((d->outcome == OUTCOME_OVERTURNED ||
	         (d->outcome == OUTCOME_MODIFIED && d->conclusion_firm)) &&
	        d->conclusion == CONCLUSION_NOT_NECESSARY) ||
	       (d->outcome == OUTCOME_UPHELD &&
	        d->conclusion == CONCLUSION_NECESSARY);
}

static void check_outcome(struct checking *c, const struct decision *d)
{
	bool denied = d->conclusion == CONCLUSION_NOT_NECESSARY;
	struct finding *f;

	if (d->outcome == OUTCOME_UNKNOWN || span_empty(d->rationale)) {
		checking_verdict(c, OUTCOME_RULE, d->index,
		                 VERDICT_NOT_EVALUATED, "%s",
		                 d->outcome == OUTCOME_UNKNOWN
		                         ? "the item has no outcome"
		                         : "the item has no rationale");
		return;
	}
	if (d->conclusion != CONCLUSION_NECESSARY &&
	    d->conclusion != CONCLUSION_NOT_NECESSARY) {
		checking_verdict(c, OUTCOME_RULE, d->index, VERDICT_UNKNOWN,
		                 "the rationale's conclusion is: %s",
		                 conclusion_name(d->conclusion));
		return;
	}
	if (!contradicts(d)) {
		checking_verdict(c, OUTCOME_RULE, d->index, VERDICT_CONSISTENT,
		                 "%s, and the rationale concludes: %s",
		                 outcome_name(d->outcome),
		                 conclusion_name(d->conclusion));
		return;
	}
	f = checking_report(
	        c, OUTCOME_RULE, d->index, d->outcome_span,
	        "item %u is %s, but its rationale %s that the request is %s",
	        d->index, outcome_name(d->outcome),
	        d->conclusion_firm ? "concludes" : "leans to the view",
	        denied ? "not medically necessary" : "medically necessary");
	/* The verdict may be meant of the part that is denied. */
	if (!d->conclusion_firm || d->outcome == OUTCOME_MODIFIED) {
		f->severity = SEVERITY_WARNING;
		f->confidence = CONFIDENCE_MEDIUM;
	}
	checking_relate(c, f, d->conclusion_span,
	                denied ? "the rationale concludes: not necessary"
	                       : "the rationale concludes: necessary");
}

static void check_conflict(struct checking *c, const struct decision *d)
{
	struct finding *f;

	if (d->conclusion != CONCLUSION_CONFLICTING) {
		checking_verdict(c, CONFLICT_RULE, d->index, VERDICT_CONSISTENT,
		                 "the rationale concludes one way");
		return;
	}
	f = checking_report(c, CONFLICT_RULE, d->index, d->conflict[1],
	                    "the rationale of item %u concludes both ways",
	                    d->index);
	checking_relate(c, f, d->conflict[0], "it said the opposite here");
}

static void check_none(struct checking *c, const struct decision *d)
{
	if (span_empty(d->rationale)) {
		checking_verdict(c, NONE_RULE, d->index, VERDICT_NOT_EVALUATED,
		                 "the item has no rationale");
		return;
	}
	if (d->conclusion != CONCLUSION_NONE) {
		checking_verdict(c, NONE_RULE, d->index, VERDICT_CONSISTENT,
		                 "the rationale concludes: %s",
		                 conclusion_name(d->conclusion));
		return;
	}
	checking_report(c, NONE_RULE, d->index, d->rationale,
	                "the rationale of item %u never says whether the "
	                "request is medically necessary",
	                d->index);
}

/* A list printed elsewhere gives the item another outcome. */
static void check_determinations(struct checking *c)
{
	const struct letter *l = c->letter;

	for (size_t i = 0; i < l->determinations.len; i++) {
		const struct determination *det = &l->determinations.items[i];
		const struct decision *d;
		struct finding *f;

		if (!det->item || det->item > l->decisions.len)
			continue;
		d = &l->decisions.items[det->item - 1];
		if (det->outcome == d->outcome)
			continue;
		f = checking_report(
		        c, MISMATCH_RULE, d->index, d->outcome_span,
		        "item %u is %s here and %s in another list of the "
		        "letter",
		        d->index, outcome_name(d->outcome),
		        outcome_name(det->outcome));
		checking_relate(c, f, det->at, "the other list says: %s",
		                outcome_name(det->outcome));
	}
}

void check_conclusions(struct checking *c)
{
	for (size_t i = 0; i < c->letter->decisions.len; i++) {
		const struct decision *d = &c->letter->decisions.items[i];

		check_outcome(c, d);
		check_conflict(c, d);
		check_none(c, d);
	}
	check_determinations(c);
}
