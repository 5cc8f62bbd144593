/* candidate.h -- a form of concluding in a rationale, and what it says. */
#ifndef IMR_CANDIDATE_H
#define IMR_CANDIDATE_H

#include "letter/subject.h"

/* One form of concluding, where it stands. */
struct candidate {
	const struct decision *decision;
	const struct sentence *sentence;
	const struct hit *hit;
	const struct conclusion_form *form;
	bool closing; /* it speaks of the request, whatever it calls it */
};

/* The i-th hit of the candidate's sentence. */
const struct hit *candidate_hit(const struct candidate *c, uint32_t i);

/* The last cue of a kind that begins before the candidate; NULL: none. */
const struct hit *candidate_last_cue(const struct candidate *c, enum cue cue);

/* The first words from a place on for what is left of a request; NULL: none. */
const struct hit *candidate_rest_from(const struct candidate *c, uint32_t from);

/* "Not medically necessary.": of what, if not of the request? */
bool candidate_is_sentence(const struct fold *f, const struct candidate *c);

/*
 * What the candidate says of its item. It counts when the reviewer says it (not
 * a guideline, not utilization review), of this item, outright (not "if", not
 * in a clause that grants or gives a reason); CONCLUSION_NONE when it does not
 * count.
 */
enum conclusion candidate_meaning(const struct concluding *r,
                                  const struct candidate *c);

#endif
