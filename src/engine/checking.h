/* checking.h -- what every check is given, and how it reports. */
#ifndef IMR_CHECKING_H
#define IMR_CHECKING_H

#include "engine/finding.h"
#include "letter/letter.h"
#include "rules/ruleset.h"

struct known;        /* engine/fact.h */
struct letter_facts; /* engine/fact.h */
struct dose_rates;   /* engine/dose.h */

/* One letter being checked. Everything is allocated in the letter's arena. */
struct checking {
	const struct letter *letter;
	const struct ruleset *rules;
	struct arena *arena;
	struct findings *findings;
	struct verdicts *verdicts;  /* NULL when nobody asked why */
	struct letter_facts *facts; /* asked with checking_known */
	const struct dose_rates *rates;
};

/* What the letter tells for a decision, and of doses: read once for all. */
const struct known *checking_known(struct checking *c,
                                   const struct decision *d);
const struct dose_rates *checking_rates(struct checking *c);

/*
 * Reports a finding of a check described in rules/checks, with the severity,
 * confidence and help that stand there. decision is 1-based, 0 for the letter.
 * Related passages are added to what is returned.
 */
struct finding *checking_report(struct checking *c, struct str rule,
                                uint32_t decision, struct span at,
                                const char *format, ...)
        __attribute__((format(printf, 5, 6)));
void checking_relate(struct checking *c, struct finding *f, struct span at,
                     const char *format, ...)
        __attribute__((format(printf, 4, 5)));
/* Runs every check; findings end up in order, with their fingerprints. */
void check_letter(struct checking *c);

/* True when the rule has already reported something of the decision. */
bool checking_reported(const struct checking *c, struct str rule,
                       uint32_t decision);

/* Notes what a rule said of a decision, for --why. */
void checking_verdict(struct checking *c, struct str rule, uint32_t decision,
                      enum verdict_value value, const char *format, ...)
        __attribute__((format(printf, 5, 6)));

/* True when a number stands in the text, not as a part of another one. */
bool text_has_number(struct str text, double number);

#endif
