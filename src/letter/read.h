/* read.h -- from a letter's text to its decisions. */
#ifndef IMR_READ_H
#define IMR_READ_H

#include "letter/letter.h"
#include "rules/regex.h"
#include "rules/ruleset.h"

/*
 * Reads a letter. Everything is allocated in `a`, which must live as long as
 * the letter; `s` and `rules` must, too. Never fails: what could not be read
 * is said in l->status and l->incomplete_because.
 */
void letter_read(struct letter *l, const struct source *s,
                 const struct ruleset *rules, struct regex_cache *regexes,
                 struct arena *a);

#endif
