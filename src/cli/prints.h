/* prints.h -- the fingerprints of a report: none may stand in it twice. */
#ifndef IMR_PRINTS_H
#define IMR_PRINTS_H

#include "base/arena.h"

/* A table of them; it is in one arena and grows into the other. */
struct prints_table {
	struct arena arenas[2];
	unsigned now;
	uint64_t *slots; /* 0 is free */
	size_t len;
	size_t cap; /* below 2^32 */
};

/* Tables grow one at a time, so that little is held twice. */
#define PRINTS_TABLES 16

/*
 * The letters with findings, 64 bits of each. Zero is the empty set;
 * on_failure is for when memory runs out.
 */
struct prints {
	jmp_buf *on_failure;
	struct prints_table tables[PRINTS_TABLES];
	bool in_letter; /* the two below are of the letter at hand */
	uint64_t letter, instead;
};

/* The fingerprints that follow are of another letter. */
void prints_next_letter(struct prints *p);

/*
 * Adds a fingerprint of 32 hexadecimal digits, of which the first 16 name the
 * letter and the others the finding in it. Of a letter that was given before
 * the first 16 are exchanged for others, always for the same.
 */
void prints_make_unique(struct prints *p, char *fingerprint);

void prints_free(struct prints *p);

#endif
