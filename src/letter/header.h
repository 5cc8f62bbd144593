/* header.h -- the case header block: labels and their values. */
#ifndef IMR_HEADER_H
#define IMR_HEADER_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/*
 * Reads the labels that stand before folded offset `end`: label and value in
 * turn, or all labels and then all values, or any mixture of the two. What it
 * needs on the way lives in `a`.
 */
void header_read(struct letter *l, const struct ruleset *rules,
                 const struct layout *layout, struct arena *a, uint32_t end);

#endif
