/* check.h -- what the checks are called and what they weigh (rules/checks). */
#ifndef IMR_CHECK_H
#define IMR_CHECK_H

#include "rules/loader.h"

/*
 * A check as rules/checks describes it: the disagreement to look for. How it
 * looks for it is C (src/engine); everything a reader of the report sees is
 * here.
 */
struct check {
	struct str id;      /* "consistency/no-conclusion" */
	struct str title;   /* one line */
	struct str explain; /* what it means and why it matters */
	struct str help;    /* what would settle it */
	uint8_t severity;   /* enum severity of engine/finding.h */
	uint8_t confidence;
	struct str example;      /* a passage that it finds */
	struct str near_miss;    /* one that it does not */
	uint32_t measured_right; /* findings confirmed, of ... */
	uint32_t measured_all;   /* ... findings read by a person; 0: none */
};

struct checks {
	VEC(struct check) list;
};

void check_load(struct loader *ld, const struct node *list);
/* NULL when there is no such check. */
const struct check *check_find(const struct checks *checks, struct str id);

#endif
