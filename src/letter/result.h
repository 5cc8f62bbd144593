/* result.h -- what a text tells of the results of studies. */
#ifndef IMR_LETTER_RESULT_H
#define IMR_LETTER_RESULT_H

#include "letter/letter.h"
#include "rules/ruleset.h"

enum result_says {
	RESULT_IS_NORMAL,
	RESULT_IS_WITHOUT,  /* one thing: "negative for radiculopathy" */
	RESULT_IS_NEGATIVE, /* of what was looked for: wear may be there */
	RESULT_IS_ABNORMAL,
	RESULT_IS_WEAR, /* abnormal, but nothing that "negative" denies */
};

/* What a sentence tells of one study. */
struct result {
	uint32_t study;  /* index */
	uint8_t says;    /* enum result_says */
	struct str name; /* of a test: "compression"; else empty */
	struct str word; /* for what it found, or is without; may be empty */
	uint32_t fact;   /* that was found: 1 + index; 0: none */
	bool mixed;      /* words for the opposite stand behind the study too */
	uint32_t start;  /* the study, folded */
	uint32_t end;    /* of the words that tell its result */
	const struct sentence *sentence;
};

/* Nothing was found, or not this. */
static inline bool result_is_clean(const struct result *r)
{
	return r->says <= RESULT_IS_NEGATIVE;
}

struct results {
	VEC(struct result) list;
};

/*
 * Adds the results that sentences tell outright: in no guideline's voice nor
 * utilization review's, neither denied nor supposed. One study may have
 * several. Sentences must live as long as the results.
 */
void results_read(struct results *out, const struct letter *letter,
                  const struct ruleset *rules, struct arena *a,
                  const struct sentences *sentences, const struct hits *hits);

#endif
