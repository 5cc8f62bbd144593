/*
 * prints.c -- a set of fingerprints: open addressing, in several tables.
 *
 * It is the one thing that grows with the letters of a run, so it is kept
 * nearly full and grows by a quarter.
 */
#include "cli/prints.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_SLOTS       256
#define PRINT_DIGITS      32
#define IS_FULL(len, cap) ((len)*8 >= (cap)*7)

/* Where to look first: the upper half of the product with 2^64 / phi. */
static size_t first_slot(const struct prints_table *t, uint64_t print)
{
	uint64_t mixed = print * UINT64_C(0x9e3779b97f4a7c15);

	return (size_t)((mixed >> 32) * t->cap >> 32);
}

static uint64_t *find_slot(const struct prints_table *t, uint64_t print)
{
	size_t at = first_slot(t, print);

	while (t->slots[at] && t->slots[at] != print)
		at = at + 1 == t->cap ? 0 : at + 1;
	return &t->slots[at];
}

static void grow(struct prints_table *t, jmp_buf *on_failure)
{
	struct prints_table old = *t;
	struct arena *into = &t->arenas[!old.now];
	size_t cap = old.cap ? old.cap + old.cap / 4 : FIRST_SLOTS;

	into->on_failure = on_failure;
	t->slots = ARENA_ARRAY(into, uint64_t, cap);
	t->cap = cap;
	t->now = !old.now;
	for (size_t i = 0; i < old.cap; i++) {
		if (old.slots[i])
			*find_slot(t, old.slots[i]) = old.slots[i];
	}
	arena_free(&t->arenas[old.now]);
}

/*
 * A fingerprint as two numbers. Those of a letter that comes again and again
 * are a chain, each a step from the one before: any place of it is reached at
 * once, and what is left of it in another partition goes on where it ended.
 */
struct print {
	uint64_t high, low;
};

static struct print step(struct print p, uint64_t steps)
{
	p.high += steps * UINT64_C(0xd1342543de82ef95);
	p.low += steps * UINT64_C(0x9e3779b97f4a7c15);
	return p;
}

static uint64_t read_half(const char *digits)
{
	char half[PRINT_DIGITS / 2 + 1] = "";

	memcpy(half, digits, PRINT_DIGITS / 2);
	return strtoull(half, NULL, 16);
}

static uint64_t slot_value(struct print p)
{
	uint64_t value = p.high ^ (p.low << 32 | p.low >> 32);

	return value + !value;
}

static bool holds(const struct prints *p, struct print print)
{
	uint64_t value = slot_value(print);
	const struct prints_table *t = &p->tables[value % PRINTS_TABLES];

	return t->cap && *find_slot(t, value) != 0;
}

static void add(struct prints *p, struct print print)
{
	uint64_t value = slot_value(print);
	struct prints_table *t = &p->tables[value % PRINTS_TABLES];

	if (IS_FULL(t->len, t->cap))
		grow(t, p->on_failure);
	*find_slot(t, value) = value;
	t->len++;
}

/* The first step of the chain that is free: all before it are taken. */
static uint64_t first_free(const struct prints *p, struct print print)
{
	uint64_t taken = 0, open = 1;

	while (holds(p, step(print, open))) {
		taken = open;
		open *= 2;
	}
	while (open - taken > 1) {
		uint64_t middle = taken + (open - taken) / 2;

		if (holds(p, step(print, middle)))
			taken = middle;
		else
			open = middle;
	}
	return open;
}

void prints_make_unique(struct prints *p, char *fingerprint)
{
	struct print print = { read_half(fingerprint),
		               read_half(fingerprint + PRINT_DIGITS / 2) };

	if (holds(p, print)) {
		print = step(print, first_free(p, print));
		snprintf(fingerprint, PRINT_DIGITS + 1, "%016llx%016llx",
		         (unsigned long long)print.high,
		         (unsigned long long)print.low);
	}
	add(p, print);
}

void prints_free(struct prints *p)
{
	for (size_t i = 0; i < PRINTS_TABLES; i++) {
		arena_free(&p->tables[i].arenas[0]);
		arena_free(&p->tables[i].arenas[1]);
	}
	*p = (struct prints){ 0 };
}
