/* damaged.h -- section headings that a reader of pages has damaged. */
#ifndef IMR_DAMAGED_H
#define IMR_DAMAGED_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/*
 * Adds a hit for every line in capitals that is a layout's heading but for its
 * blanks ("C LINICAL CASE SUMMARY") or for one letter ("CLINICAL CASE
 * SUMARY"); the latter are noted in the letter too. The letter's fold and hits
 * must have been read.
 */
void damaged_headings(struct letter *l, const struct ruleset *rules,
                      struct arena *a);

#endif
