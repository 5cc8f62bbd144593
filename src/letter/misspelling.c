/*
 * misspelling.c -- words of a heading that are one edit step from a term.
 *
 * A word that no lexicon has is spelt as each neighbour in the vocabulary of
 * the terms, in turn; where that makes a term stand there, it was meant. A word
 * of the language is never read as a single term: "meditation" is no
 * medication. Two steps are taken only to the name of a drug, or from a long
 * word, where both words have the same consonants ("Fomatidine",
 * "electroencephlagram") or the one step doubles a letter ("accupunture").
 */
#include "letter/heading.h"

#include <string.h>

/* A heading with more misspelt words is garbled, not misspelt. */
#define TYPOS_MAX 3
/* Words that are tried, and readings of each: a heading has few strange words.
 */
#define TRIES_MAX      20
#define CANDIDATES_MAX 8
/* What is read on both sides of a word: no term is longer. */
#define AROUND_MAX 80
/* One letter makes too many others of a shorter word. */
#define TYPO_LETTERS_MIN 6
/* Of what counts or measures less will do: "weeks", "a week". */
#define UNIT_LETTERS_MIN 5
/* Two of them, even where the words sound alike: of a drug's name ... */
#define SOUNDING_LETTERS_MIN 7
/* ... and of any term's word. */
#define SOUNDING_LONG_MIN 12
/* A letter too many beside another slip: "accupunture". */
#define DOUBLED_LETTERS_MIN 10
/* Longer ones are no words. */
#define WORD_MAX 40

/* How far back a term that covers a word can begin. */
static uint32_t before(const struct heading *h, uint32_t at)
{
	return at - h->start > AROUND_MAX ? at - AROUND_MAX : h->start;
}

/* What a misspelt word may be part of. */
static bool is_term(const struct hit *hit)
{
	return hit->kind == TERM_DRUG || hit->kind == TERM_TREATMENT ||
	       hit->kind == TERM_PART || hit->kind == TERM_UNIT;
}

static bool covered(const struct heading *h, uint32_t start, uint32_t end)
{
	for (size_t i = heading_hit(h, before(h, start)); i < h->n_hits; i++) {
		const struct hit *hit = &h->hits[i];

		if (hit->start > start)
			break;
		if (hit->end >= end && is_term(hit))
			return true;
	}
	return false;
}

static size_t letters_in(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += is_alpha(s.ptr[i]);
	return n;
}

/* A number stands before the word at `start`. */
static bool counted_before(const struct heading *h, uint32_t start)
{
	return start >= h->start + 2 && h->fold->text.ptr[start - 1] == ' ' &&
	       is_digit(h->fold->text.ptr[start - 2]);
}

/* A term at [start, end) of the corrected text that makes the word right. */
static bool makes_term(const struct heading *h, uint32_t start, uint32_t end,
                       struct str printed)
{
	for (size_t i = 0; i < h->n_hits; i++) {
		const struct hit *hit = &h->hits[i];
		struct str term;

		if (hit->start > start || hit->end < end || !is_term(hit))
			continue;
		/* "For 2 wees", "2 times a weke" */
		if (hit->kind == TERM_UNIT) {
			if (hit->end - hit->start >= UNIT_LETTERS_MIN &&
			    (hit->end - hit->start > end - start ||
			     counted_before(h, start)))
				return !lexicon_real_word(h->lex, printed);
			continue;
		}
		term = fold_text(h->fold, hit->start, hit->end);
		if (hit->end - hit->start > end - start
		            ? letters_in(term) >= TYPO_LETTERS_MIN
		            : printed.len >= TYPO_LETTERS_MIN &&
		                      letters_in(term) >= TYPO_LETTERS_MIN &&
		                      !lexicon_real_word(h->lex, printed))
			return true;
	}
	return false;
}

/* The word there, alone, is the name of a drug. */
static bool makes_drug(const struct heading *h, uint32_t start, uint32_t end)
{
	for (size_t i = heading_hit(h, start);
	     i < h->n_hits && h->hits[i].start == start; i++) {
		if (h->hits[i].kind == TERM_DRUG && h->hits[i].end == end)
			return true;
	}
	return false;
}

/* A heading spelt anew, and the room for it: used again for every trial. */
struct respelling {
	struct heading heading;
	struct fold fold;
	struct hits hits;
	char *text;
	uint32_t *map;
};

static struct respelling *respelling_new(struct arena *a, size_t room)
{
	struct respelling *r = ARENA_NEW(a, struct respelling);

	r->text = ARENA_ARRAY(a, char, room);
	r->map = ARENA_ARRAY(a, uint32_t, room);
	return r;
}

/* Where byte i of the new word comes from in the old one. */
static uint32_t old_place(uint32_t start, uint32_t end, size_t i, size_t len)
{
	if (i + 1 == len || i >= end - start)
		return end - 1;
	return start + (uint32_t)i;
}

/* Spells [start, end) of what stands in `at` as `word`, and scans it. */
static void respell(struct respelling *r, const struct heading *h,
                    struct span at, struct span wrong, struct str word,
                    const struct matcher *matcher)
{
	const struct fold *f = h->fold;
	uint32_t n = 0;

	for (uint32_t i = at.start; i < wrong.start; i++) {
		r->text[n] = f->text.ptr[i];
		r->map[n++] = f->map[i];
	}
	for (size_t i = 0; i < word.len; i++) {
		r->text[n] = word.ptr[i];
		r->map[n++] =
		        f->map[old_place(wrong.start, wrong.end, i, word.len)];
	}
	for (uint32_t i = wrong.end; i < at.end; i++) {
		r->text[n] = f->text.ptr[i];
		r->map[n++] = f->map[i];
	}
	r->map[n] = f->map[at.end];
	r->fold.text = (struct str){ r->text, n };
	r->fold.map = r->map;
	r->fold.source = f->source;
	r->hits.list.len = 0;
	match_scan(matcher, &r->fold, 0, n, h->arena, &r->hits);
	r->heading = (struct heading){
		.letter = h->letter,
		.fold = &r->fold,
		.lex = h->lex,
		.arena = h->arena,
		.hits = r->hits.list.items,
		.n_hits = r->hits.list.len,
		.end = n,
		.typo = h->typo,
		.typo_meant = h->typo_meant,
	};
}

/* "injection" for "injections" is another form, no slip. */
static bool inflected(struct str a, struct str b)
{
	struct str longer = a.len > b.len ? a : b;
	struct str shorter = a.len > b.len ? b : a;

	return longer.len == shorter.len + 1 && str_starts(longer, shorter) &&
	       str_ends(longer, STR("s"));
}

/* "Orthopaedic" for "orthopedic", "oedema", "behavioural": British, no slip. */
static bool is_british(struct str printed, struct str word)
{
	static const struct str_pair spellings[] = {
		{ .head = STR_INIT("ae"), .tail = STR_INIT("e") },
		{ .head = STR_INIT("oe"), .tail = STR_INIT("e") },
		{ .head = STR_INIT("our"), .tail = STR_INIT("or") },
	};

	for (size_t i = 0; i < sizeof(spellings) / sizeof(*spellings); i++) {
		struct str more = spellings[i].head, less = spellings[i].tail;
		size_t at = str_find(printed, 0, more);

		if (printed.len - word.len == more.len - less.len &&
		    at < printed.len &&
		    str_eq(str_sub(printed, 0, at), str_sub(word, 0, at)) &&
		    str_eq(str_sub(printed, at + more.len, printed.len),
		           str_sub(word, at + less.len, word.len)) &&
		    str_starts(str_sub(word, at, word.len), less))
			return true;
	}
	return false;
}

static bool is_meant(const struct heading *h, struct respelling *trial,
                     struct span wrong, struct str word, bool by_sound,
                     const struct matcher *matcher)
{
	struct str printed = fold_text(h->fold, wrong.start, wrong.end);
	struct span around = { before(h, wrong.start), wrong.end + AROUND_MAX };
	uint32_t start = wrong.start - around.start;
	uint32_t end = start + (uint32_t)word.len;

	if (around.end > h->end)
		around.end = h->end;
	respell(trial, h, around, wrong, word, matcher);
	if (by_sound)
		return makes_drug(&trial->heading, start, end);
	return makes_term(&trial->heading, start, end, printed);
}

static void correct_as(struct heading *h, const struct matcher *matcher,
                       struct span wrong, struct str word)
{
	struct str printed = fold_text(h->fold, wrong.start, wrong.end);
	struct span all = { h->start, h->end };
	struct span typo = heading_span(h, wrong.start, wrong.end);
	struct respelling *right =
	        respelling_new(h->arena, h->end - h->start + word.len + 1);

	respell(right, h, all, wrong, word, matcher);
	*h = right->heading;
	if (!inflected(printed, word) && !is_british(printed, word) &&
	    span_empty(h->typo)) {
		h->typo = typo;
		h->typo_meant = word;
	}
}

/* A strength, a quantity or a form stands in the heading. */
static bool asks_for_drug(const struct heading *h)
{
	for (size_t i = 0; i < h->n_hits; i++) {
		const struct hit *hit = &h->hits[i];
		uint8_t role;

		if (hit->kind != TERM_UNIT)
			continue;
		role = h->lex->units.items[hit->index].role;
		if (role == UNIT_STRENGTH || role == UNIT_COUNT ||
		    role == UNIT_FORM || role == UNIT_TOPICAL)
			return true;
	}
	return false;
}

/* The word without the first letter that stands twice; empty: none does. */
static struct str undoubled(struct arena *a, struct str word)
{
	for (size_t i = 1; i < word.len; i++) {
		char *out;

		if (word.ptr[i] != word.ptr[i - 1])
			continue;
		out = ARENA_ARRAY(a, char, word.len);
		memcpy(out, word.ptr, i);
		memcpy(out + i, word.ptr + i + 1, word.len - i - 1);
		return (struct str){ out, word.len - 1 };
	}
	return (struct str){ 0 };
}

static bool correct_word(struct heading *h, struct respelling *trial,
                         const struct matcher *matcher, struct span wrong)
{
	struct str printed = fold_text(h->fold, wrong.start, wrong.end);
	struct str words[CANDIDATES_MAX];
	size_t near = lexicon_near(h->lex, printed, words, CANDIDATES_MAX);
	size_t n = near;
	bool drug = printed.len >= SOUNDING_LETTERS_MIN && asks_for_drug(h);
	bool any = printed.len >= SOUNDING_LONG_MIN;

	if (!near && (drug || any) && !lexicon_real_word(h->lex, printed))
		n = lexicon_sounding(h->lex, printed, words, CANDIDATES_MAX);
	if (!n && printed.len >= DOUBLED_LETTERS_MIN &&
	    !lexicon_real_word(h->lex, printed)) {
		n = near = lexicon_near(h->lex, undoubled(h->arena, printed),
		                        words, CANDIDATES_MAX);
	}
	for (size_t i = 0; i < n; i++) {
		if (!is_meant(h, trial, wrong, words[i], !near && !any,
		              matcher))
			continue;
		correct_as(h, matcher, wrong, words[i]);
		return true;
	}
	return false;
}

/* The next word of letters at or after `at`; false when there is none. */
static bool next_word(const struct heading *h, uint32_t *at, uint32_t *end)
{
	const char *text = h->fold->text.ptr;

	while (*at < h->end && !is_lower(text[*at]))
		++*at;
	*end = *at;
	while (*end < h->end && is_lower(text[*end]))
		++*end;
	return *at < h->end;
}

static bool correct_one(struct heading *h, struct respelling *trial,
                        const struct matcher *matcher)
{
	struct span wrong = { .start = h->start };
	unsigned tries = 0;

	while (tries < TRIES_MAX && next_word(h, &wrong.start, &wrong.end)) {
		struct str word = fold_text(h->fold, wrong.start, wrong.end);

		if (word.len >= 4 && word.len <= WORD_MAX &&
		    !covered(h, wrong.start, wrong.end) &&
		    !lexicon_heading_word(h->lex, word)) {
			tries++;
			if (correct_word(h, trial, matcher, wrong))
				return true;
		}
		wrong.start = wrong.end;
	}
	return false;
}

void heading_correct(struct heading *h, const struct matcher *matcher)
{
	struct respelling *trial =
	        respelling_new(h->arena, 2 * AROUND_MAX + 2 * WORD_MAX + 2);

	for (unsigned i = 0; i < TYPOS_MAX && correct_one(h, trial, matcher);
	     i++)
		continue;
}

static struct str letters_of(struct arena *a, struct str s)
{
	char *out = ARENA_ARRAY(a, char, s.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (is_alnum(s.ptr[i]))
			out[n++] = to_lower(s.ptr[i]);
	}
	return (struct str){ out, n };
}

/* A misspelling that the lexicon knows; another spacing is none. */
void heading_misspelt(const struct heading *h, struct request *r)
{
	for (size_t i = 0; i < h->drugs.len && span_empty(r->typo); i++) {
		const struct name *n = &h->drugs.items[i];
		struct str printed = letters_of(
		        h->arena, fold_text(h->fold, n->start, n->end));
		struct str meant = letters_of(h->arena, n->drug->means);

		if (!meant.len || printed.len < TYPO_LETTERS_MIN ||
		    str_eq(printed, meant) || inflected(printed, meant))
			continue;
		r->typo = heading_span(h, n->start, n->end);
		r->typo_meant = n->drug->means;
	}
}
