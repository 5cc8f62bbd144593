/* totals.h -- what a report counts over all letters. */
#ifndef IMR_TOTALS_H
#define IMR_TOTALS_H

#include "report/report.h"
#include "rules/words.h"

#define SEVERITIES (SEVERITY_ERROR + 1)
#define OUTCOMES   (OUTCOME_MODIFIED + 1)
#define CATEGORIES (CATEGORY_TRANSPORT + 1)
#define VERDICTS   (VERDICT_NOT_EVALUATED + 1)

/* What one rule found, and what it said of the decisions it was asked for. */
struct rule_total {
	struct str rule;
	size_t number; /* in the order in which rules were first heard of */
	size_t findings[SEVERITIES];
	size_t verdicts[VERDICTS];
};

/*
 * Reasons that rules give are few, and many letters share them; those that
 * quote a letter are not. The first of them are kept, to be written once.
 */
#define REASONS_KEPT 2000

struct reason_total {
	struct str because;
	size_t number; /* in the order in which they were first given */
};

struct category_total {
	size_t outcomes[OUTCOMES];
	size_t findings[SEVERITIES];
};

/*
 * Counters only: memory grows with the number of rules, not with that of the
 * letters. Rules are in the order of their names. Zero is empty.
 */
struct totals {
	size_t with_findings; /* letters */
	size_t incomplete;    /* letters */
	size_t outcomes[OUTCOMES];
	struct category_total categories[CATEGORIES];
	VEC(struct rule_total) rules;
	VEC(struct reason_total) reasons; /* in the order of their texts */
};

void totals_add(struct totals *t, struct arena *a,
                const struct report_letter *l);

/* NULL when nothing was heard of the rule. */
const struct rule_total *totals_find(const struct totals *t, struct str rule);

/* The reason's number; REASONS_KEPT when it is not among those kept. */
size_t totals_reason(struct totals *t, struct arena *a, struct str because);

size_t rule_total_findings(const struct rule_total *r);
/* The rules with findings, most first; rules of equal number by name. */
struct ranking {
	VEC(const struct rule_total *) list;
};
void totals_rank(const struct totals *t, struct arena *a, struct ranking *out);

#endif
