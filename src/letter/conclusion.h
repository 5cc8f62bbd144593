/* conclusion.h -- what a rationale ends up concluding, by whom and where. */
#ifndef IMR_CONCLUSION_H
#define IMR_CONCLUSION_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/*
 * Finds the concluding statements of every decision and what they amount to.
 * Sentences and hits of all rationales and headings must be there.
 */
void conclusions_read(struct letter *l, const struct ruleset *rules,
                      struct arena *a);

#endif
