/* prints.h -- the fingerprints of a report: none may stand in it twice. */
#ifndef IMR_PRINTS_H
#define IMR_PRINTS_H

#include "base/arena.h"

/* A set of fingerprints. Zero but for the arena is the empty set. */
struct prints {
	struct arena *arena;
	char (*slots)[33]; /* "" is free */
	size_t len;
	size_t cap; /* a power of two, or 0 */
};

/* False when it is in the set already. */
bool prints_add(struct prints *p, const char *fingerprint);

#endif
