/* sample.c -- letters or decisions drawn by lot. */
#include "cli/sample.h"

#include <stdlib.h>

#include "rules/words.h"

/* A letter whose decisions have several outcomes; behind enum outcome. */
#define STRATUM_MIXED (OUTCOME_MODIFIED + 1)

static const char *stratum_name(size_t stratum)
{
	return stratum == STRATUM_MIXED ? "mixed"
	                                : outcome_name((enum outcome)stratum);
}

/*
 * The finalizer of MurmurHash3 (Appleby 2011): case numbers that follow one
 * another must not have ranks that do.
 */
static uint64_t mix(uint64_t h)
{
	h ^= h >> 33;
	h *= UINT64_C(0xff51afd7ed558ccd);
	h ^= h >> 33;
	h *= UINT64_C(0xc4ceb9fe1a85ec53);
	return h ^ (h >> 33);
}

static uint64_t rank_of(const struct sample *s, const struct letter *l,
                        uint32_t decision)
{
	struct str key = { 0 };

	if (l)
		key = l->case_number.len ? l->case_number : l->source->text;
	return mix(str_hash(key, mix(s->record.seed)) ^ mix(decision));
}

/* True when a comes before b among what is drawn. */
static bool before(const struct lot *a, const struct lot *b)
{
	if (a->rank != b->rank)
		return a->rank < b->rank;
	if (a->letter != b->letter)
		return a->letter < b->letter;
	return a->decision < b->decision;
}

static void exchange(struct lot *a, struct lot *b)
{
	struct lot t = *a;

	*a = *b;
	*b = t;
}

static void sift_up(struct lot *heap, size_t i)
{
	for (; i && before(&heap[(i - 1) / 2], &heap[i]); i = (i - 1) / 2)
		exchange(&heap[(i - 1) / 2], &heap[i]);
}

static void sift_down(struct lot *heap, size_t n, size_t i)
{
	for (;;) {
		size_t child = 2 * i + 1;

		if (child + 1 < n && before(&heap[child], &heap[child + 1]))
			child++;
		if (child >= n || !before(&heap[i], &heap[child]))
			return;
		exchange(&heap[i], &heap[child]);
		i = child;
	}
}

/* More than the size of the sample are never drawn of one stratum. */
static void add(struct sample *s, size_t stratum, struct lot lot)
{
	size_t n = s->strata[stratum].heap.len;

	s->record.strata[stratum].all++;
	if (n < s->size) {
		*VEC_PUSH(s->arena, &s->strata[stratum].heap) = lot;
		sift_up(s->strata[stratum].heap.items, n);
	} else if (before(&lot, &s->strata[stratum].heap.items[0])) {
		s->strata[stratum].heap.items[0] = lot;
		sift_down(s->strata[stratum].heap.items, n, 0);
	}
}

static size_t letter_stratum(const struct letter *l)
{
	size_t n = l ? l->decisions.len : 0;

	if (!n)
		return OUTCOME_UNKNOWN;
	for (size_t i = 1; i < n; i++) {
		if (l->decisions.items[i].outcome !=
		    l->decisions.items[0].outcome)
			return STRATUM_MIXED;
	}
	return l->decisions.items[0].outcome;
}

void sample_add(struct sample *s, const struct letter *letter)
{
	size_t number = s->letters++;

	if (!s->record.decisions) {
		add(s, letter_stratum(letter),
		    (struct lot){ rank_of(s, letter, 0), number, 0 });
		return;
	}
	for (size_t i = 0; letter && i < letter->decisions.len; i++) {
		uint32_t decision = (uint32_t)i + 1;

		add(s, letter->decisions.items[i].outcome,
		    (struct lot){ rank_of(s, letter, decision), number,
		                  decision });
	}
}

/*
 * Which stratum gets the next: the one that is furthest behind its share
 * (Sainte-Lague's divisors, as for seats of a parliament).
 */
static size_t furthest_behind(const struct sample_record *r)
{
	size_t best = SAMPLE_STRATA;

	for (size_t i = 0; i < SAMPLE_STRATA; i++) {
		if (r->strata[i].drawn == r->strata[i].all)
			continue;
		if (best == SAMPLE_STRATA ||
		    (uint64_t)r->strata[i].all *
		                    (2 * r->strata[best].drawn + 1) >
		            (uint64_t)r->strata[best].all *
		                    (2 * r->strata[i].drawn + 1))
			best = i;
	}
	return best;
}

static size_t divide(struct sample *s)
{
	struct sample_record *r = &s->record;
	size_t all = 0, given = 0, filled = 0;

	for (size_t i = 0; i < SAMPLE_STRATA; i++) {
		r->strata[i].outcome = stratum_name(i);
		all += r->strata[i].all;
		filled += r->strata[i].all > 0;
	}
	for (size_t i = 0; filled <= s->size && i < SAMPLE_STRATA; i++)
		given += r->strata[i].drawn = r->strata[i].all > 0;
	for (; given < s->size && given < all; given++)
		r->strata[furthest_behind(r)].drawn++;
	return given;
}

static int by_rank(const void *a, const void *b)
{
	return before(a, b) ? -1 : before(b, a);
}

static int by_letter(const void *a, const void *b)
{
	const struct lot *x = a, *y = b;

	if (x->letter != y->letter)
		return x->letter < y->letter ? -1 : 1;
	return (x->decision > y->decision) - (x->decision < y->decision);
}

void sample_draw(struct sample *s)
{
	size_t n = divide(s);

	s->drawn = ARENA_ARRAY(s->arena, struct lot, n + 1);
	for (size_t i = 0; i < SAMPLE_STRATA; i++) {
		struct lot *lots = s->strata[i].heap.items;

		if (lots)
			qsort(lots, s->strata[i].heap.len, sizeof(*lots),
			      by_rank);
		for (size_t k = 0; k < s->record.strata[i].drawn; k++)
			s->drawn[s->n_drawn++] = lots[k];
	}
	qsort(s->drawn, s->n_drawn, sizeof(*s->drawn), by_letter);
}

bool sample_letter(const struct sample *s, size_t number)
{
	size_t low = 0, high = s->n_drawn;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->drawn[middle].letter < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->n_drawn && s->drawn[low].letter == number;
}

/* One of the n lots, all of one letter. */
static bool is_drawn(const struct lot *lots, size_t n, uint32_t decision)
{
	for (size_t i = 0; i < n; i++) {
		if (lots[i].decision == decision)
			return true;
	}
	return false;
}

size_t sample_keep(struct sample *s, struct findings *found,
                   struct verdicts *verdicts)
{
	const struct lot *lots = s->drawn + s->n_done;
	size_t n = 0, kept = 0;

	while (s->n_done + n < s->n_drawn && lots[n].letter == lots[0].letter)
		n++;
	s->n_done += n;
	for (size_t i = 0; i < found->list.len; i++) {
		if (is_drawn(lots, n, found->list.items[i].decision))
			found->list.items[kept++] = found->list.items[i];
	}
	found->list.len = kept;
	kept = 0;
	for (size_t i = 0; i < verdicts->list.len; i++) {
		if (is_drawn(lots, n, verdicts->list.items[i].decision))
			verdicts->list.items[kept++] = verdicts->list.items[i];
	}
	verdicts->list.len = kept;
	return n;
}
