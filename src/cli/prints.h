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

/*
 * Adds a fingerprint of 32 hexadecimal digits. One that is in the set already
 * (the same letter was given twice) is exchanged for one that is not, always
 * for the same.
 */
void prints_make_unique(struct prints *p, char *fingerprint);

#endif
