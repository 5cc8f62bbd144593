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

struct triples {
	uint64_t *items;
	size_t len;
};

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static bool has_word(struct str heading, struct str word)
{
	size_t at = 0;

	while ((at = str_find(heading, at, word)) < heading.len) {
		bool before = at == 0 || !is_alnum(heading.ptr[at - 1]);
		bool after = at + word.len == heading.len ||
		             !is_alnum(heading.ptr[at + word.len]);

		if (before && after)
			return true;
		at++;
	}
	return false;
}

/* The triples of [at, end), unsorted. */
static struct triples read_triples(struct checking *c,
                                   const struct decision *d, uint32_t at,
                                   uint32_t end)
{
	const struct fold *f = c->letter->fold;
	struct str heading =
		fold_text(f, fold_offset(f, d->request.span.start),
	                  fold_offset(f, d->request.span.end));
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
		if (text.len > 3 && has_word(heading, text))
			continue;
		hash = str_hash(text, STR_HASH_SEED);
		if (last[0])
			t.items[t.len++] = last[0] * 31 * 31 + last[1] * 31 +
			                   hash;
		last[0] = last[1];
		last[1] = hash;
	}
	return t;
}

static struct triples read_rationale(struct checking *c,
                                     const struct decision *d)
{
	const struct fold *f = c->letter->fold;
	struct triples t =
		read_triples(c, d, fold_offset(f, d->rationale.start),
	                     fold_offset(f, d->rationale.end));

	if (t.len)
		qsort(t.items, t.len, sizeof(*t.items), by_value);
	return t;
}

/* The part of `some` that stands in the sorted `all`. */
static double share(const struct triples *some, const struct triples *all)
{
	size_t found = 0;

	for (size_t i = 0; i < some->len; i++)
		found += all->len &&
		         bsearch(&some->items[i], all->items, all->len,
		                 sizeof(*all->items), by_value);
	return some->len ? (double)found / (double)some->len : 1.0;
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
                         const struct triples *other)
{
	for (size_t i = 0; i < d->sentences.list.len; i++) {
		const struct sentence *s = &d->sentences.list.items[i];
		struct triples t;

		if (s->voice == VOICE_GUIDELINE ||
		    states_verdict(d, c->letter->fold, s))
			continue;
		t = read_triples(c, d, s->start, s->end);
		if (share(&t, other) < SENTENCE_SHARE)
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
                    const struct decision *b, const struct triples *ta,
                    const struct triples *tb)
{
	const struct decision *overturned =
		a->outcome == OUTCOME_OVERTURNED ? a : b;
	const struct decision *upheld = overturned == a ? b : a;
	struct finding *f;

	if (ta->len < ALIKE_TRIPLES_MIN || tb->len < ALIKE_TRIPLES_MIN ||
	    share(ta->len < tb->len ? ta : tb, ta->len < tb->len ? tb : ta) <
	            WHOLE_SHARE ||
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
