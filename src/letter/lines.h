/* lines.h -- letters whose line ends were lost. */
#ifndef IMR_LINES_H
#define IMR_LINES_H

#include "rules/match.h"
#include "rules/ruleset.h"

/*
 * Begins lines anew in a flat text: before and behind its section headings,
 * before the labels of an item and before the item's own heading. So whatever
 * reads the letter next finds the lines of any other letter. `hits` are those
 * of the text.
 */
void lines_restore(struct fold *f, const struct hits *hits,
                   const struct ruleset *rules, struct arena *a);

#endif
