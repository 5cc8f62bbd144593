/*
 * check_alike.c -- the same reasons: with opposite outcomes, or copied from an
 * item that asks for another treatment.
 *
 * Rationales are compared by triples of words, numbers and the words of the
 * items' own headings left out. Two are the same when every sentence of each
 * stands in the other, but for guideline sentences and the verdict itself: a
 * sentence of facts that only one of them has is a reason of its own.
 */
#include "engine/checks.h"

#include <stdlib.h>

#define RULE        STR("consistency/same-rationale-different-outcome")
#define COPIED_RULE STR("consistency/different-treatment-in-rationale")

/* Part of a sentence's triples that the other rationale must have. */
#define SENTENCE_SHARE 0.7
/* The same where neither rationale denies more than the other: a few words of a
 * sentence may then be others. */
#define SENTENCE_SHARE_LESS 0.6
/* Part of the shorter rationale that the other must have as a whole. */
#define WHOLE_SHARE 0.6
/* Part of the shorter one that makes the other its copy, with a word more. */
#define COPY_SHARE 0.8
/* Shorter rationales are form text; they are alike without meaning it. */
#define ALIKE_TRIPLES_MIN 25
/* Letters beyond this many items are compared only with near neighbours. */
#define ALIKE_ITEMS_MAX 60

/* Shorter words of a treatment's name do not tell it from another; longer ones
 * are compared by their beginning ("acupuncture", "acupuncturist"). */
#define TELLING_WORD      4
#define TELLING_LETTERS   6
#define TELLING_WORDS_MAX 16

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
	return t->len &&
	       bsearch(&value, t->items, t->len, sizeof(*t->items), by_value);
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

/* True when every sentence of facts in d stands in the other rationale, but for
 * a part of its triples. */
static bool adds_nothing(struct checking *c, const struct decision *d,
                         struct triples *other, double share)
{
	struct triples own = heading_words(c, d);

	for (size_t i = 0; i < d->sentences.list.len; i++) {
		const struct sentence *s = &d->sentences.list.items[i];
		struct triples t;

		if (s->voice == VOICE_GUIDELINE ||
		    states_verdict(d, c->letter->fold, s))
			continue;
		t = read_triples(c, &own, s->start, s->end);
		if (!shares(&t, other, share))
			return false;
	}
	return true;
}

/* How often a rationale denies something, but for its verdict. */
static size_t denials(const struct checking *c, const struct decision *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->sentences.list.len; i++) {
		const struct sentence *s = &d->sentences.list.items[i];

		if (s->voice == VOICE_GUIDELINE ||
		    states_verdict(d, c->letter->fold, s))
			continue;
		for (uint32_t j = 0; j < s->n_hits; j++) {
			const struct hit *h =
			        &d->hits.list.items[s->first_hit + j];

			n += h->kind == TERM_CUE && cue_denies(h->index);
		}
	}
	return n;
}

static bool opposite(const struct decision *a, const struct decision *b)
{
	return (a->outcome == OUTCOME_UPHELD &&
	        b->outcome == OUTCOME_OVERTURNED) ||
	       (a->outcome == OUTCOME_OVERTURNED &&
	        b->outcome == OUTCOME_UPHELD);
}

/* What stands in one of the two rationales stands in the other. */
static bool same_reasons(struct checking *c, const struct decision *d,
                         struct triples *of_d, const struct decision *e,
                         struct triples *of_e)
{
	double share = denials(c, d) == denials(c, e) ? SENTENCE_SHARE_LESS
	                                              : SENTENCE_SHARE;

	return adds_nothing(c, e, of_d, share) &&
	       adds_nothing(c, d, of_e, share);
}

/* -- a rationale copied from another item */

/* The beginnings of the words in the names of a heading's treatments. */
struct names_of {
	struct str words[TELLING_WORDS_MAX];
	size_t n;
};

static bool names_treatment(const struct hit *h)
{
	return h->kind == TERM_TREATMENT || h->kind == TERM_DRUG;
}

static void add_names(const struct fold *f, const struct hit *h,
                      struct names_of *out)
{
	for (uint32_t at = h->start; at < h->end;) {
		uint32_t word = at;
		size_t len;

		while (at < h->end && is_alpha(f->text.ptr[at]))
			at++;
		len = at - word;
		at += at == word;
		if (len < TELLING_WORD || out->n == TELLING_WORDS_MAX)
			continue;
		if (len > TELLING_LETTERS)
			len = TELLING_LETTERS;
		out->words[out->n++] = fold_text(f, word, word + (uint32_t)len);
	}
}

static struct names_of names_of(const struct fold *f, const struct decision *d)
{
	struct names_of names = { .n = 0 };

	for (size_t i = 0; i < d->heading_hits.list.len; i++) {
		if (names_treatment(&d->heading_hits.list.items[i]))
			add_names(f, &d->heading_hits.list.items[i], &names);
	}
	return names;
}

/* Short names are prefixes of too much: a bathroom is no bath. */
#define SHORT_NAME   4u
#define FORM_LETTERS 2u

static bool is_form_of(struct str longer, struct str word)
{
	return str_starts(longer, word) &&
	       (word.len > SHORT_NAME || longer.len <= word.len + FORM_LETTERS);
}

static bool has_name(const struct names_of *names, struct str word)
{
	for (size_t i = 0; i < names->n; i++) {
		if (is_form_of(names->words[i], word) ||
		    is_form_of(word, names->words[i]))
			return true;
	}
	return false;
}

/* The names in a that b does not have. */
static struct names_of without(const struct names_of *a,
                               const struct names_of *b)
{
	struct names_of rest = { .n = 0 };

	for (size_t i = 0; i < a->n; i++) {
		if (!has_name(b, a->words[i]))
			rest.words[rest.n++] = a->words[i];
	}
	return rest;
}

/* Where a rationale has one of the names outside of its verdict. */
static struct span named_at(const struct checking *c, const struct decision *d,
                            const struct names_of *names)
{
	const struct fold *f = c->letter->fold;
	struct span none = { 0 };

	for (size_t i = 0; i < d->sentences.list.len; i++) {
		const struct sentence *s = &d->sentences.list.items[i];

		if (states_verdict(d, f, s))
			continue;
		for (uint32_t at = s->start; at < s->end;) {
			uint32_t word = at;

			while (at < s->end && is_alpha(f->text.ptr[at]))
				at++;
			if (at - word >= TELLING_WORD &&
			    has_name(names, fold_text(f, word, at)))
				return fold_source(f, word, at);
			at += at == word;
		}
	}
	return none;
}

/* The same kind of treatment by another name ("TENS" written out). */
static bool names_its_kind(const struct checking *c, const struct decision *d)
{
	const struct lexicon *lexicon = &c->rules->lexicon;
	const struct fold *f = c->letter->fold;

	for (size_t i = 0; i < d->sentences.list.len; i++) {
		const struct sentence *s = &d->sentences.list.items[i];

		if (states_verdict(d, f, s))
			continue;
		for (uint32_t j = 0; j < s->n_hits; j++) {
			const struct hit *h =
			        &d->hits.list.items[s->first_hit + j];
			const struct treatment_row *row;

			if (h->kind != TERM_TREATMENT)
				continue;
			row = &lexicon->treatments.items[h->index];
			if (!row->generic && row->kind.len &&
			    row->category == d->request.category &&
			    str_eq(row->kind, d->request.kind))
				return true;
		}
	}
	return false;
}

static bool is_unit(const struct checking *c, const struct hit *h,
                    enum unit_role role)
{
	return h->kind == TERM_UNIT &&
	       c->rules->lexicon.units.items[h->index].role == role;
}

static bool is_visit(const struct checking *c, const struct hit *h)
{
	const struct treatment_row *row;

	if (h->kind != TERM_TREATMENT)
		return is_unit(c, h, UNIT_EVALUATION);
	row = &c->rules->lexicon.treatments.items[h->index];
	return row->category == CATEGORY_OFFICE_VISIT ||
	       row->category == CATEGORY_CONSULTATION;
}

/* "Evaluation", and no treatment with it. */
static bool asks_evaluation(const struct checking *c, const struct decision *d)
{
	bool any = false;

	for (size_t i = 0; i < d->heading_hits.list.len; i++) {
		const struct hit *h = &d->heading_hits.list.items[i];

		if (is_unit(c, h, UNIT_TREATMENT))
			return false;
		any |= is_visit(c, h);
	}
	return any;
}

/* Outside of its verdict. */
static bool speaks_of_evaluation(const struct checking *c,
                                 const struct decision *d)
{
	for (size_t i = 0; i < d->sentences.list.len; i++) {
		const struct sentence *s = &d->sentences.list.items[i];

		if (states_verdict(d, c->letter->fold, s))
			continue;
		for (uint32_t j = 0; j < s->n_hits; j++) {
			if (is_visit(c, &d->hits.list.items[s->first_hit + j]))
				return true;
		}
	}
	return false;
}

/* True when d's rationale never speaks of what only d asks for. */
static bool leaves_out(const struct checking *c, const struct decision *d,
                       const struct decision *other,
                       const struct names_of *mine)
{
	if (asks_evaluation(c, d) && !asks_evaluation(c, other))
		return !speaks_of_evaluation(c, d);
	return mine->n && span_empty(named_at(c, d, mine)) &&
	       !names_its_kind(c, d);
}

/* The rationale that d has is that of another item, whose treatment it names
 * while it never names its own. */
static void check_copied(struct checking *c, const struct decision *d,
                         const struct decision *other)
{
	const struct fold *f = c->letter->fold;
	struct names_of own = names_of(f, d), others = names_of(f, other);
	struct names_of mine = without(&own, &others);
	struct names_of theirs = without(&others, &own);
	struct finding *found;
	struct span at;

	if (!theirs.n || !leaves_out(c, d, other, &mine))
		return;
	at = named_at(c, d, &theirs);
	if (span_empty(at) || checking_reported(c, COPIED_RULE, d->index))
		return;
	found = checking_report(c, COPIED_RULE, d->index, at,
	                        "the rationale of item %u is that of item %u; "
	                        "it never names what item %u asks for",
	                        d->index, other->index, d->index);
	checking_relate(c, found, d->request.span, "item %u asks for this",
	                d->index);
	checking_relate(c, found, other->rationale, "the rationale of item %u",
	                other->index);
}

/* -- pairs of items */

static bool share_part(struct triples *a, struct triples *b, double part)
{
	return a->len >= ALIKE_TRIPLES_MIN && b->len >= ALIKE_TRIPLES_MIN &&
	       shares(a->len < b->len ? a : b, a->len < b->len ? b : a, part);
}

static void report_opposite(struct checking *c, const struct decision *a,
                            const struct decision *b)
{
	const struct decision *overturned =
	        a->outcome == OUTCOME_OVERTURNED ? a : b;
	const struct decision *upheld = overturned == a ? b : a;
	struct finding *f;

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

	for (size_t i = 1; i < n; i++) {
		size_t first = i > ALIKE_ITEMS_MAX ? i - ALIKE_ITEMS_MAX : 0;
		const struct decision *d = &l->decisions.items[i];

		if (!triples[i].items)
			triples[i] = read_rationale(c, d);
		for (size_t j = first; j < i; j++) {
			const struct decision *e = &l->decisions.items[j];

			if (!triples[j].items)
				triples[j] = read_rationale(c, e);
			if (!share_part(&triples[j], &triples[i], WHOLE_SHARE))
				continue;
			if (opposite(d, e) &&
			    same_reasons(c, d, &triples[i], e, &triples[j]))
				report_opposite(c, e, d);
			if (!share_part(&triples[j], &triples[i], COPY_SHARE))
				continue;
			check_copied(c, d, e);
			check_copied(c, e, d);
		}
	}
}
