/* prints.c -- a set of fingerprints: open addressing, never more than half full. */
#include "cli/prints.h"

#include <string.h>

#define FIRST_SLOTS 1024

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

bool prints_add(struct prints *p, const char *fingerprint)
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
