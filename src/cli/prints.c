/* prints.c -- a set of fingerprints: open addressing, at most half full. */
#include "cli/prints.h"

#include <stdio.h>
#include <string.h>

#define FIRST_SLOTS 1024
#define PRINT_DIGITS 32

static char *find(const struct prints *p, const char *fingerprint)
{
	size_t at = (size_t)str_hash(str_c(fingerprint), STR_HASH_SEED);

	for (;; at++) {
		char *slot = p->slots[at & (p->cap - 1)];

		if (!*slot || !strcmp(slot, fingerprint))
			return slot;
	}
}

static void grow(struct prints *p)
{
	struct prints old = *p;

	p->cap = old.cap ? old.cap * 2 : FIRST_SLOTS;
	p->slots = arena_alloc(p->arena, p->cap, sizeof(*p->slots), 1);
	for (size_t i = 0; i < old.cap; i++) {
		if (*old.slots[i])
			strcpy(find(p, old.slots[i]), old.slots[i]);
	}
}

static bool add(struct prints *p, const char *fingerprint)
{
	char *slot;

	if (p->len * 2 >= p->cap)
		grow(p);
	slot = find(p, fingerprint);
	if (*slot)
		return false;
	strcpy(slot, fingerprint);
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
