/*
 * guided.h -- one decision beside the criteria that apply to it.
 *
 * Private to check_guideline.c and the two checks that it calls. Each gives one
 * rule its verdict on the decision.
 */
#ifndef IMR_GUIDED_H
#define IMR_GUIDED_H

#include "engine/checks.h"
#include "engine/criterion.h"

#define RULE_BREACH     STR("guideline/approved-in-breach")
#define RULE_DENIED     STR("guideline/denied-though-met")
#define RULE_MISAPPLIED STR("guideline/misapplied")

struct guided {
	struct checking *c;
	const struct decision *decision;
	const struct known *known;
	struct criterion_values values;
};

/* What a reading of the guideline can bear: only what was read, an error. */
uint8_t guided_severity_cap(const struct criterion *c);

/* A finding that cites a criterion, no graver than its reading can bear. */
struct finding *guided_report(const struct guided *g, struct str rule,
                              const struct criterion *c, uint8_t severity,
                              struct span at);
/*
 * A warning that cites no criterion: nobody may have read it in the guideline,
 * but the rationale states it as its own ground.
 */
struct finding *guided_report_own(const struct guided *g, struct str rule,
                                  const struct criterion *c, struct span at,
                                  const char *outcome, const char *is);
void guided_say(const struct guided *g, struct finding *f, struct str message);

/* Point at the passages behind the leaves that have the criterion's value, at
 * where the rationale states it (NULL: nowhere), and at the outcome. */
void guided_relate_leaves(const struct guided *g, struct finding *f,
                          const struct criterion_value *v);
void guided_relate_recital(const struct guided *g, struct finding *f,
                           const struct recital *recital);
void guided_relate_outcome(const struct guided *g, struct finding *f);

/* It applies, and no change of edition is near. */
bool guided_is_judged(const struct criterion_value *v);

/*
 * Visits asked for at first: when part of them is granted already, the whole
 * is judged and the rest decided. Negative when it cannot be told.
 */
double guided_visits(const struct guided *g);

/* "visits", "sites", "levels", by enum limited. */
extern const char *const guided_counted[];

void check_denied(const struct guided *g);
void check_misapplied(const struct guided *g);

#endif
