/* restated.h -- where a rationale says again what is asked for. */
#ifndef IMR_RESTATED_H
#define IMR_RESTATED_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/*
 * Words of a rationale that name what is asked for: behind "the request for",
 * or the subject of a conclusion. What a guideline or utilization review says
 * is none.
 */
struct restated {
	struct span at; /* in the letter */
	struct span folded;
	const struct sentence *sentence;
	bool concluding; /* the verdict stands in the same sentence */
	bool elsewhere;  /* the sentence speaks of another portion */
	bool asked;      /* "further visits are requested": all that is */
	bool loosely;    /* "the need for": no figure of it counts; and it
	                  * does not conclude */
	struct request request; /* what these words ask for */
};

/* No rationale says a request again this often; what comes after is not
 * read. */
#define RESTATEMENTS_MAX 120

struct restatements {
	VEC(struct restated) list;
	bool cut; /* there were more */
};

void restated_read(const struct letter *l, const struct decision *d,
                   const struct ruleset *rules, struct arena *a,
                   struct restatements *out);

/* The first statement whose sentence begins at `at`, in the letter, or later.
 */
size_t first_statement(const struct decision *d, uint32_t at);

/* True when a guideline, or utilization review, speaks at `at`: its cue stands
 * before, and nothing ends its scope. */
bool guideline_speaks(const struct hits *hits, const struct sentence *s,
                      uint32_t at);
bool review_speaks(const struct hits *hits, const struct sentence *s,
                   uint32_t at);

#endif
