/*
 * prints.c -- a set of fingerprints: open addressing.
 *
 * It is the one thing that grows with the letters of a run, so it is kept
 * nearly full and grows by a quarter.
 */
#include "cli/prints.h"

#include <stdio.h>

#define FIRST_SLOTS       1024
#define PRINT_DIGITS      32
#define IS_FULL(len, cap) ((len)*8 >= (cap)*7)

/* Where to look first: the upper half of the product with 2^64 / phi. */
static size_t first_slot(const struct prints *p, uint64_t print)
{
	uint64_t mixed = print * UINT64_C(0x9e3779b97f4a7c15);

	return (size_t)((mixed >> 32) * p->cap >> 32);
}

static uint64_t *find(const struct prints *p, uint64_t print)
{
	size_t at = first_slot(p, print);

	while (p->slots[at] && p->slots[at] != print)
		at = at + 1 == p->cap ? 0 : at + 1;
	return &p->slots[at];
}

static void grow(struct prints *p)
{
	struct prints old = *p;
	struct arena *into = &p->arenas[!old.now];
	size_t cap = old.cap ? old.cap + old.cap / 4 : FIRST_SLOTS;

	into->on_failure = p->on_failure;
	p->slots = ARENA_ARRAY(into, uint64_t, cap);
	p->cap = cap;
	p->now = !old.now;
	for (size_t i = 0; i < old.cap; i++) {
		if (old.slots[i])
			*find(p, old.slots[i]) = old.slots[i];
	}
	arena_free(&p->arenas[old.now]);
}

static bool add(struct prints *p, const char *fingerprint)
{
	uint64_t print = str_hash(str_c(fingerprint), STR_HASH_SEED);
	uint64_t *slot;

	print += !print;
	if (IS_FULL(p->len, p->cap))
		grow(p);
	slot = find(p, print);
	if (*slot)
		return false;
	*slot = print;
	p->len++;
	return true;
}

void prints_make_unique(struct prints *p, char *fingerprint)
{
	while (!add(p, fingerprint)) {
		struct str old = str_c(fingerprint);
		uint64_t a = str_hash(old, STR_HASH_SEED);
		uint64_t b = str_hash(old, a);

		snprintf(fingerprint, PRINT_DIGITS + 1, "%016llx%016llx",
		         (unsigned long long)a, (unsigned long long)b);
	}
}

void prints_free(struct prints *p)
{
	arena_free(&p->arenas[0]);
	arena_free(&p->arenas[1]);
	*p = (struct prints){ 0 };
}
