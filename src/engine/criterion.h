/* criterion.h -- what a criterion makes of a decision, and why. */
#ifndef IMR_ENGINE_CRITERION_H
#define IMR_ENGINE_CRITERION_H

#include "engine/dose.h"
#include "engine/fact.h"

/* What a value rests on, strongest first. */
enum basis {
	BASIS_STATED,       /* passages of the letter */
	BASIS_UNDOCUMENTED, /* the letter says that the record lacks it */
	BASIS_UNMENTIONED,  /* the letter is silent, and the rule counts that */
};

/* One leaf: its value and the passage that gave it. */
struct leaf_value {
	const struct condition *leaf;
	uint8_t value; /* enum truth */
	uint8_t basis; /* enum basis */
	uint8_t place; /* enum mention_place of the passage */
	bool has_number;
	struct quantity number; /* what was compared with the limit */
	struct span at;         /* empty: no passage */
};

struct criterion_value {
	const struct criterion *criterion;
	uint8_t applies;  /* enum truth */
	uint8_t value;    /* enum truth */
	uint8_t basis;    /* enum basis of the value */
	bool near_switch; /* within 30 days of a change of edition */
	const struct recital
	        *recital;    /* NULL: the rationale does not state it */
	bool recited_freely; /* in words of its own: what it asks for is named
	                      */
	struct leaf_value *leaves;
	uint16_t n_leaves;
};

struct criterion_values {
	VEC(struct criterion_value) list;
};

/* Nothing within so many days of a change of edition is reported. */
#define EDITION_GRACE_DAYS 30

enum in_force { NOT_IN_FORCE, IN_FORCE, NEAR_SWITCH };

/*
 * The day whose edition counts (design 8): of the service when it was given
 * already, of utilization review, of the decision; else a day of the year or
 * of the form of the citation, else the latest date of the letter.
 */
struct date edition_day(const struct letter *l, const struct decision *d,
                        const struct known *known);
/* Whether an edition is the one to judge by. */
enum in_force pack_in_force(const struct pack *pack, struct date day);

/* Whether the request is one that a rule applies to, 'when' left aside. */
enum truth applies_to(const struct applies *a, const struct letter *l,
                      const struct decision *d);

/* No leaf is negated. */
#define NEGATE_NONE UINT16_MAX

/*
 * Evaluates one criterion. `negate` turns the value of one leaf round: that is
 * how the tests of a rule are tested.
 */
struct criterion_value
criterion_evaluate(const struct criterion *c, const struct letter *l,
                   const struct decision *d, const struct known *known,
                   const struct dose_rates *rates, const struct ruleset *rules,
                   struct arena *a, uint16_t negate);

/*
 * Every criterion that applies to the decision or is recited in it, of the
 * editions in force; in the order of the rules.
 */
void criteria_evaluate(struct criterion_values *out, const struct letter *l,
                       const struct decision *d, const struct known *known,
                       const struct dose_rates *rates,
                       const struct ruleset *rules, struct arena *a);

/* Where the rationale quotes a guideline on the fact that a leaf asks for;
 * NULL: nowhere. */
const struct recital *criterion_recital(const struct known *known,
                                        const struct condition *leaf);

/* What comes of a criterion in so far as the rationale states it: of several
 * alternatives it may name only some. */
enum recited {
	RECITED_NOT, /* it names nothing that the criterion asks for */
	RECITED_MET,
	RECITED_BREACHED,
	RECITED_OPEN, /* the letter does not tell */
};

/* `leaf` is set to what decides (NULL: nothing) and `recital` to where the
 * rationale names that. */
enum recited criterion_as_recited(const struct criterion_value *v,
                                  const struct known *known,
                                  const struct leaf_value **leaf,
                                  const struct recital **recital);

/* True when a leaf of the criterion is the fact. */
bool criterion_asks_for(const struct criterion *c, uint32_t fact);

/* The leaf that a reader should see first: it decided the value. */
const struct leaf_value *criterion_decisive(const struct criterion_value *v);

/*
 * "all of: use.duration at most 4 weeks = breached ("since ...", rationale)":
 * the whole tree with the value of each leaf and its passage.
 */
struct str criterion_tree(const struct criterion_value *v,
                          const struct letter *l, struct arena *a);
/* The whole condition: "all of {use.duration at most 4 weeks; ...}". */
struct str condition_text(const struct condition *c, struct arena *a);

#endif
