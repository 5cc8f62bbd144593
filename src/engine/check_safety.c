/*
 * check_safety.c -- what approved items do together.
 *
 * Only what a letter approves can harm: items that are all denied are as
 * safe as can be. The limits are those of the criteria in force.
 */
#include "engine/checks.h"
#include "engine/criterion.h"
#include "engine/dose.h"

#define RULE_TOGETHER      STR("safety/opioid-with-benzodiazepine")
#define RULE_ACETAMINOPHEN STR("safety/acetaminophen-daily-maximum")
#define RULE_CEILING       STR("safety/opioid-dose-ceiling")

static const struct decision *approved_with(const struct letter *l,
                                            enum drug_class drug_class)
{
	for (size_t i = 0; i < l->decisions.len; i++) {
		const struct decision *d = &l->decisions.items[i];

		for (size_t j = 0; d->outcome == OUTCOME_OVERTURNED &&
		                   j < d->request.drugs.len;
		     j++) {
			if (d->request.drugs.items[j].drug_class ==
			    (uint8_t)drug_class)
				return d;
		}
	}
	return NULL;
}

static void check_together(struct checking *c)
{
	const struct decision *opioid = approved_with(c->letter, DRUG_OPIOID);
	const struct decision *other =
	        approved_with(c->letter, DRUG_BENZODIAZEPINE);
	struct finding *f;

	if (!opioid || !other) {
		checking_verdict(c, RULE_TOGETHER, 0, VERDICT_CONSISTENT,
		                 "an opioid and a benzodiazepine are not both "
		                 "approved");
		return;
	}
	f = checking_report(c, RULE_TOGETHER, other->index, other->request.span,
	                    "an opioid and a benzodiazepine are both approved");
	checking_relate(c, f, opioid->request.span, "the opioid");
	checking_relate(c, f, other->outcome_span, "approved here");
	checking_relate(c, f, opioid->outcome_span, "and here");
}

/* The criterion of this id in the edition in force; NULL when there is none. */
static const struct criterion *in_force(const struct checking *c,
                                        const struct decision *d, struct str id)
{
	const struct criteria *criteria = &c->rules->criteria;
	struct known known = { .latest = known_latest_date(c->letter, d) };
	struct date day = edition_day(c->letter, d, &known);

	for (size_t i = 0; i < criteria->list.len; i++) {
		const struct criterion *one = &criteria->list.items[i];

		if (str_eq(one->id, id) &&
		    pack_in_force(&criteria->packs.items[one->pack], day) ==
		            IN_FORCE)
			return one;
	}
	return NULL;
}

/* The sum of what is approved, against a criterion's limit. */
static void check_sum(struct checking *c, struct str rule, struct str id,
                      const struct dose *dose, const char *what)
{
	const struct decision *most;
	const struct criterion *criterion;
	struct finding *f;

	if (!dose->known) {
		checking_verdict(
		        c, rule, 0,
		        dose->items ? VERDICT_UNKNOWN : VERDICT_NOT_APPLICABLE,
		        dose->items ? "the approved items do not tell "
		                      "their daily dose"
		                    : "nothing of the kind is approved");
		return;
	}
	most = &c->letter->decisions.items[dose->most - 1];
	criterion = in_force(c, most, id);
	if (!criterion || dose->perday.low <= criterion->require.limit.low) {
		checking_verdict(c, rule, 0, VERDICT_CONSISTENT,
		                 "%.0f mg a day of %s are approved",
		                 dose->perday.low, what);
		return;
	}
	f = checking_report(c, rule, most->index, most->request.span,
	                    "%s%.0f mg a day of %s are approved, the limit is "
	                    "%.*s",
	                    dose->untold ? "at least " : "", dose->perday.low,
	                    what, STR_ARG(criterion->require.limit_text));
	f->criterion = criterion->id;
	f->citation =
	        criterion_citation(&c->rules->criteria, criterion, c->arena);
	checking_relate(c, f, most->outcome_span, "approved here");
	for (size_t i = 0; i < c->letter->decisions.len; i++) {
		const struct decision *d = &c->letter->decisions.items[i];

		if (d != most && d->outcome == OUTCOME_OVERTURNED &&
		    d->request.drugs.len)
			checking_relate(c, f, d->request.span, "with this");
	}
}

void check_safety(struct checking *c)
{
	const struct dose_rates *rates;
	struct date on;
	struct dose dose;

	if (!c->letter->decisions.len)
		return;
	on = known_latest_date(c->letter, &c->letter->decisions.items[0]);
	rates = checking_rates(c);
	check_together(c);
	dose = dose_acetaminophen(c->letter, rates, DOSE_APPROVED_ITEMS);
	check_sum(c, RULE_ACETAMINOPHEN,
	          STR("mtus/acetaminophen-daily-maximum"), &dose,
	          "acetaminophen");
	dose = dose_morphine(c->letter, rates, c->rules, on,
	                     DOSE_APPROVED_ITEMS);
	check_sum(c, RULE_CEILING, STR("mtus/opioid-dose-ceiling"), &dose,
	          "morphine equivalents");
}
