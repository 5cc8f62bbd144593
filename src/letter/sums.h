/* sums.h -- figures of which a sentence tells what they come to. */
#ifndef IMR_SUMS_H
#define IMR_SUMS_H

#include "letter/letter.h"
#include "rules/ruleset.h"

enum sum_kind {
	SUM_PRODUCT, /* times a week and weeks: visits */
	SUM_SUM,     /* two figures together */
	SUM_REST,    /* what was asked, less what was granted */
	SUM_SUPPLY,  /* a quantity, and how many a day: days */
};

/* Ranges make a range; a month is told as thirty days. */
struct sum {
	struct span at; /* of all that is told */
	uint8_t kind;   /* enum sum_kind */
	double low;     /* what comes out */
	double high;
	double told_low; /* what is said to */
	double told_high;
};

struct sums {
	VEC(struct sum) list;
};

/* Appends what the item's rationale tells so, except of guidelines. */
void sums_read(const struct letter *l, const struct decision *d,
               const struct ruleset *rules, struct arena *a, struct sums *out);

#endif
