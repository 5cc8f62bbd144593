/* reasons.h -- whose reasons a rationale gives. */
#ifndef IMR_REASONS_H
#define IMR_REASONS_H

#include "engine/naming.h"

/*
 * Where the rationale names the other treatment or drug whose reasons it gives
 * (folded), and what it does with it, for a message; an empty span when they
 * are the item's own, or may be.
 */
struct span reasons_of_other(const struct restating *r, const char **does);

#endif
