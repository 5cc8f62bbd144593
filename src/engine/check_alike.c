/*
 * check_alike.c -- the same reasons, opposite outcomes.
 *
 * Rationales are compared by triples of words, numbers and the words of the
 * items' own headings left out. Two are the same when every sentence of each
 * stands in the other, but for guideline sentences and the verdict itself: a
 * sentence of facts that only one of them has is a reason of its own.
 */
#include "engine/checks.h"

#include <stdlib.h>

#define RULE STR("consistency/same-rationale-different-outcome")

/* Part of a sentence's triples that the other rationale must have. */
#define SENTENCE_SHARE 0.7
/* Part of the shorter rationale that the other must have as a whole. */
#define WHOLE_SHARE 0.6
/* Shorter rationales are form text; they are alike without meaning it. */
#define ALIKE_TRIPLES_MIN 25
/* Letters beyond this many items are compared only with near neighbours. */
#define ALIKE_ITEMS_MAX 60

/* Bits of a filter: what has no bit in it is not among the triples. */
#define FILTER_BITS 1024

struct triples {
	uint64_t *items;
	size_t len;
	bool sorted;
	uint64_t filter[FILTER_BITS / 64];
};

static uint64_t filter_bit(uint64_t value)
{
	return UINT64_C(1) << (value >> 26 & 63);
}

static size_t filter_word(uint64_t value)
{
	return value >> 32 & (FILTER_BITS / 64 - 1);
}

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void add_triple(struct triples *t, uint64_t value)
{
	t->items[t->len++] = value;
	t->filter[filter_word(value)] |= filter_bit(value);
}

/* The words of a heading, without those that a number is part of. */
static struct triples heading_words(struct checking *c,
                                    const struct decision *d)
{
	const struct fold *f = c->letter->fold;
	struct str text = fold_text(f, fold_offset(f, d->request.span.start),
	                            fold_offset(f, d->request.span.end));
	struct triples words = { 0 };

	words.items = ARENA_ARRAY(c->arena, uint64_t, text.len / 2 + 1);
	for (size_t at = 0; at < text.len;) {
		size_t start = at;
		bool whole = true;

		while (at < text.len && is_alnum(text.ptr[at]))
			whole &= is_alpha(text.ptr[at++]);
		if (at == start)
			at++;
		else if (whole)
			add_triple(&words, str_hash(str_sub(text, start, at),
			                            STR_HASH_SEED));
	}
	return words;
}

static bool has_word(const struct triples *words, uint64_t hash)
{
	if (!(words->filter[filter_word(hash)] & filter_bit(hash)))
		return false;
	for (size_t i = 0; i < words->len; i++) {
		if (words->items[i] == hash)
			return true;
	}
	return false;
}

/* The triples of [at, end), unsorted, without the item's own words. */
static struct triples read_triples(struct checking *c,
                                   const struct triples *own, uint32_t at,
                                   uint32_t end)
{
	const struct fold *f = c->letter->fold;
	struct triples t = { 0 };
	uint64_t last[2] = { 0, 0 };

	t.items = ARENA_ARRAY(c->arena, uint64_t, (end - at) / 2 + 2);
	while (at < end) {
		uint32_t word = at;
		struct str text;
		uint64_t hash;

		while (at < end && is_alpha(f->text.ptr[at]))
			at++;
		if (at == word) {
			at++;
			continue;
		}
		text = fold_text(f, word, at);
		hash = str_hash(text, STR_HASH_SEED);
		if (text.len > 3 && has_word(own, hash))
			continue;
		if (last[0])
			add_triple(&t, last[0] * 31 * 31 + last[1] * 31 + hash);
		last[0] = last[1];
		last[1] = hash;
	}
	return t;
}

static struct triples read_rationale(struct checking *c,
                                     const struct decision *d)
{
	const struct fold *f = c->letter->fold;
	struct triples own = heading_words(c, d);

	return read_triples(c, &own, fold_offset(f, d->rationale.start),
	                    fold_offset(f, d->rationale.end));
}

static bool has_triple(struct triples *t, uint64_t value)
{
	if (!t->sorted && t->len)
		qsort(t->items, t->len, sizeof(*t->items), by_value);
	t->sorted = true;
	return t->len && bsearch(&value, t->items, t->len, sizeof(*t->items),
	                         by_value);
}

/*
 * True when at least this part of `some` stands in `all`. The filter alone
 * answers for rationales that have little in common, which are nearly all.
 */
static bool shares(const struct triples *some, struct triples *all, double part)
{
	size_t found = 0, possible = 0;

	for (size_t i = 0; i < some->len; i++) {
		uint64_t value = some->items[i];

		possible += (all->filter[filter_word(value)] &
		             filter_bit(value)) != 0;
	}
	if ((double)possible < part * (double)some->len)
		return false;
	for (size_t i = 0; i < some->len; i++)
		found += has_triple(all, some->items[i]);
	return (double)found >= part * (double)some->len;
}

static bool states_verdict(const struct decision *d, const struct fold *f,
                           const struct sentence *s)
{
	struct span at = fold_source(f, s->start, s->end);

	for (size_t i = 0; i < d->statements.len; i++) {
		if (d->statements.items[i].firm &&
		    d->statements.items[i].sentence.start == at.start)
			return true;
	}
	return false;
}

/* True when every sentence of facts in d stands in the other rationale. */
static bool adds_nothing(struct checking *c, const struct decision *d,
                         struct triples *other)
{
	struct triples own = heading_words(c, d);

	for (size_t i = 0; i < d->sentences.list.len; i++) {
		const struct sentence *s = &d->sentences.list.items[i];
		struct triples t;

		if (s->voice == VOICE_GUIDELINE ||
		    states_verdict(d, c->letter->fold, s))
			continue;
		t = read_triples(c, &own, s->start, s->end);
		if (!shares(&t, other, SENTENCE_SHARE))
			return false;
	}
	return true;
}

static bool opposite(const struct decision *a, const struct decision *b)
{
	return (a->outcome == OUTCOME_UPHELD &&
	        b->outcome == OUTCOME_OVERTURNED) ||
	       (a->outcome == OUTCOME_OVERTURNED &&
	        b->outcome == OUTCOME_UPHELD);
}

static void compare(struct checking *c, const struct decision *a,
                    const struct decision *b, struct triples *ta,
                    struct triples *tb)
{
	const struct decision *overturned =
		a->outcome == OUTCOME_OVERTURNED ? a : b;
	const struct decision *upheld = overturned == a ? b : a;
	struct finding *f;

	if (ta->len < ALIKE_TRIPLES_MIN || tb->len < ALIKE_TRIPLES_MIN ||
	    !shares(ta->len < tb->len ? ta : tb, ta->len < tb->len ? tb : ta,
	            WHOLE_SHARE) ||
	    !adds_nothing(c, a, tb) || !adds_nothing(c, b, ta))
		return;
	f = checking_report(c, RULE, overturned->index, overturned->rationale,
	                    "items %u and %u carry nearly the same rationale, "
	                    "but item %u is overturned and item %u upheld",
	                    a->index, b->index, overturned->index,
	                    upheld->index);
	checking_relate(c, f, upheld->rationale,
	                "the rationale of item %u, which is upheld",
	                upheld->index);
}

void check_rationales_alike(struct checking *c)
{
	const struct letter *l = c->letter;
	size_t n = l->decisions.len;
	struct triples *triples = ARENA_ARRAY(c->arena, struct triples, n);

	for (size_t i = 0; i < n; i++) {
		size_t first = i > ALIKE_ITEMS_MAX ? i - ALIKE_ITEMS_MAX : 0;
		const struct decision *d = &l->decisions.items[i];

		if (d->outcome != OUTCOME_UPHELD &&
		    d->outcome != OUTCOME_OVERTURNED)
			continue;
		for (size_t j = first; j < i; j++) {
			const struct decision *e = &l->decisions.items[j];

			if (!opposite(d, e))
				continue;
			if (!triples[i].items)
				triples[i] = read_rationale(c, d);
			if (!triples[j].items)
				triples[j] = read_rationale(c, e);
			compare(c, e, d, &triples[j], &triples[i]);
		}
	}
}
