/*
 * restating.h -- a request beside the rationale that decides it.
 *
 * Private to check_restated.c and the checks that it calls. Each of them gives
 * one rule its verdict on one decision.
 */
#ifndef IMR_RESTATING_H
#define IMR_RESTATING_H

#include "engine/checks.h"
#include "letter/request.h"
#include "letter/restated.h"

/* Every body part that a text names; named_part.h. */
struct named_parts;

struct restating {
	struct checking *c;
	const struct decision *d;
	struct request_portions portions; /* as printed */
	bool split;                       /* into original and disputed */
	struct restatements again;        /* in the rationale */
	const struct named_parts *told;   /* parts of the case summary */
	uint8_t *names; /* of the rationale's hits: enum naming, once asked */
};

/* How the names in two stretches of the letter compare. */
enum naming {
	NAMES_UNASKED,
	NAMES_NOTHING, /* one of the two names no drug and no treatment */
	NAMES_ALIKE,   /* some name of the one is a name of the other */
	NAMES_OTHER,
};

/*
 * The names in [span) against those of the item's heading; naming.c. Terms that
 * could be anything ("therapy", "medication") are no names.
 */
enum naming names_compare(const struct restating *r, struct span folded);
/* The first name there that the heading has no like of, as printed. */
struct span names_other(const struct restating *r, struct span folded);

/* The first hours that a folded text tells; check_restated.c. */
struct hours {
	double n;        /* 0: none are told */
	struct str each; /* " a day", " a week"; empty: in all */
};
struct hours hours_in(const struct restating *r, struct str text);

/* Once a letter: the sides that its summary gives the parts. */
void check_summary_sides(struct checking *c, const struct named_parts *told);

void check_treatment(struct restating *r);
void check_body(struct restating *r);
void check_called_missing(struct restating *r);
void check_arithmetic(struct restating *r);

#endif
