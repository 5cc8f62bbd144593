/*
 * naming.h -- the drugs and treatments that a rationale names.
 *
 * Private to naming.c, check_treatment.c and reasons.c.
 */
#ifndef IMR_NAMING_H
#define IMR_NAMING_H

#include "engine/restating.h"

/* A drug or a treatment. */
bool hit_is_name(const struct hit *h);

/* True when two names may stand for the same treatment. */
bool names_are_alike(const struct lexicon *lex, const struct hit *a,
                     const struct hit *b);

/* "Therapy", "the medication": could be anything. */
bool name_is_generic(const struct lexicon *lex, const struct hit *h);

/* What a hit of the rationale names; `at` is its index. */
enum naming naming_at(const struct restating *r, size_t at);

/* True when the heading names a drug or a treatment. */
bool heading_has_names(const struct restating *r);

/* "The carotid ultrasound" names a "carotid duplex ultrasound". */
bool words_in_heading(const struct restating *r, const struct hit *name);

/* From the first of the rationale's sentences to the last; folded. */
struct span whole_rationale(const struct restating *r);

/* The rationale names one of the drugs that are asked for. */
bool names_own_drug(const struct restating *r);

/* What goes with an operation falls with it. */
bool goes_with_surgery(const struct request *r);
bool names_surgery(const struct restating *r, struct span folded);

#endif
