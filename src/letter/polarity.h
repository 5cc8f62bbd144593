/* polarity.h -- whether a sentence asserts what it mentions. */
#ifndef IMR_POLARITY_H
#define IMR_POLARITY_H

#include "letter/letter.h"
#include "rules/ruleset.h"

enum polarity {
	POLARITY_AFFIRMED,
	POLARITY_EXCLUDED,     /* "without", "instead of" */
	POLARITY_NEGATED,      /* "no", "denies", "was negative" */
	POLARITY_UNDOCUMENTED, /* the file is said to lack it */
	POLARITY_HYPOTHETICAL, /* "if", "until": not said to be so */
	POLARITY_UNCERTAIN,    /* "possible", "rule out" */
};

/*
 * How the words [start, end) (folded) stand in their sentence. `historical`
 * (may be NULL) is set when they are said of the past. `cue` (may be NULL) is
 * set to the hit that decided, or to NULL.
 */
enum polarity polarity_read(const struct fold *f, const struct hits *hits,
                            const struct sentence *s, uint32_t start,
                            uint32_t end, bool *historical,
                            const struct hit **cue);

/* The nearest cue of a kind that ends at or before `at` in the sentence and
 * is not cut off by a break; NULL when there is none. */
const struct hit *polarity_cue_before(const struct hits *hits,
                                      const struct sentence *s, enum cue cue,
                                      uint32_t at);

#endif
