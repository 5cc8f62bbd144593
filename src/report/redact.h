/* redact.h -- a letter's findings without the letter's words. */
#ifndef IMR_REDACT_H
#define IMR_REDACT_H

#include "report/report.h"

/*
 * Fills *out with what *l says, for a report that leaves the house: messages
 * give way to the title of their rule and the positions of the passages, and
 * what rules said of a decision to the verdict alone. Paths, case numbers and
 * what stands in the rules stay. *out borrows from *l and lives in the arena.
 */
void redact_letter(struct report_letter *out, const struct report_letter *l,
                   const struct checks *checks, struct arena *a);

#endif
