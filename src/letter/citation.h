/* citation.h -- the two citation lines of an item. */
#ifndef IMR_CITATION_H
#define IMR_CITATION_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/* Reads the citation line in out->span; an empty span leaves *out empty. */
void citations_read(const struct letter *letter, struct citations *out,
                    const struct ruleset *rules, struct arena *a);

#endif
