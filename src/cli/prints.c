/*
 * prints.c -- a set of numbers: open addressing, in several tables.
 *
 * It is the one thing that grows with the letters of a run, so it is kept
 * nearly full and grows by a quarter.
 */
#include "cli/prints.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_SLOTS       256
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
 * A letter that comes again and again has a chain of numbers, each a step from
 * the one before: any place of it is reached at once, and what is left of it
 * in another partition goes on where it ended.
 */
static uint64_t step(uint64_t letter, uint64_t steps)
{
	return letter + steps * UINT64_C(0xd1342543de82ef95);
}

static uint64_t slot_value(uint64_t letter)
{
	return letter + !letter;
}

static bool holds(const struct prints *p, uint64_t letter)
{
	uint64_t value = slot_value(letter);
	const struct prints_table *t = &p->tables[value % PRINTS_TABLES];

	return t->cap && *find_slot(t, value) != 0;
}

static void add(struct prints *p, uint64_t letter)
{
	uint64_t value = slot_value(letter);
	struct prints_table *t = &p->tables[value % PRINTS_TABLES];

	if (IS_FULL(t->len, t->cap))
		grow(t, p->on_failure);
	*find_slot(t, value) = value;
	t->len++;
}

/* The first step of the chain that is free: all before it are taken. */
static uint64_t first_free(const struct prints *p, uint64_t letter)
{
	uint64_t taken = 0, open = 1;

	while (holds(p, step(letter, open))) {
		taken = open;
		open *= 2;
	}
	while (open - taken > 1) {
		uint64_t middle = taken + (open - taken) / 2;

		if (holds(p, step(letter, middle)))
			taken = middle;
		else
			open = middle;
	}
	return open;
}

void prints_next_letter(struct prints *p)
{
	p->in_letter = false;
}

#define LETTER_DIGITS 16

void prints_make_unique(struct prints *p, char *fingerprint)
{
	char digits[LETTER_DIGITS + 1] = "";
	uint64_t letter;

	memcpy(digits, fingerprint, LETTER_DIGITS);
	letter = strtoull(digits, NULL, 16);
	if (!p->in_letter || p->letter != letter) {
		p->in_letter = true;
		p->letter = p->instead = letter;
		if (holds(p, letter))
			p->instead = step(letter, first_free(p, letter));
		add(p, p->instead);
	}
	if (p->instead == letter)
		return;
	snprintf(digits, sizeof(digits), "%016llx",
	         (unsigned long long)p->instead);
	memcpy(fingerprint, digits, LETTER_DIGITS);
}

void prints_free(struct prints *p)
{
	for (size_t i = 0; i < PRINTS_TABLES; i++) {
		arena_free(&p->tables[i].arenas[0]);
		arena_free(&p->tables[i].arenas[1]);
	}
	*p = (struct prints){ 0 };
}
