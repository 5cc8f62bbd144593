/* damaged.h -- headings and labels that were damaged on the way. */
#ifndef IMR_DAMAGED_H
#define IMR_DAMAGED_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/*
 * Adds a hit for every line in capitals that is a layout's heading but for its
 * blanks ("C LINICAL CASE SUMMARY") or for one letter ("CLINICAL CASE
 * SUMARY"), and for every label at a line's beginning of which the same is
 * true ("Decison rationale:"). One that has a letter wrong is noted in the
 * letter too. The letter's fold and hits must have been read.
 */
void damaged_mend(struct letter *l, const struct ruleset *rules,
                  struct arena *a);

#endif
