/* request.h -- what an item asks for. */
#ifndef IMR_REQUEST_H
#define IMR_REQUEST_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/*
 * Reads every field of decision->request from the heading in request.span
 * (printed heading without outcome and colon). letter->fold and letter->hits,
 * the hits of the whole letter in order, must be there.
 */
void request_read(const struct letter *letter, struct decision *decision,
                  const struct ruleset *rules, struct arena *a);

#endif
