/* follow.h -- what must follow the sure words of a pattern. */
#ifndef IMR_FOLLOW_H
#define IMR_FOLLOW_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Most places where the sure words of a pattern stand lack a word that it needs
 * later. Asking for that first spares most regular expressions.
 *
 * Words are known by a number below FOLLOW_NUMBERS, made of their first
 * letters: a word that is not needed may have the number of one that is.
 */
#define FOLLOW_NUMBERS 512

/* One of these words (or a figure) must begin within so many words. */
struct follow {
	uint64_t words[FOLLOW_NUMBERS / 64];
	uint8_t within; /* words that may stand before it */
	bool any;       /* nothing is known: anything may follow */
	bool figure;    /* a figure will do */
};

/*
 * Adds a word, of which only the beginning counts; open: it may go on. False
 * when nothing can be known of it.
 */
bool follow_add(struct follow *f, struct str word, bool open);

/*
 * The same for a quick look: a bit for a few of the numbers each. What has no
 * bit in common with the words ahead does not hold.
 */
struct follow_sieve {
	uint64_t soon; /* with the words that are near */
	uint64_t ever; /* with all up to the end of the sentence */
};
/* Of a pattern that needs both. */
struct follow_sieve follow_sieve(const struct follow *next,
                                 const struct follow *later);

/* The blanks and hyphens of a sentence, and what begins behind each. */
struct follow_word {
	uint32_t at;
	uint16_t number; /* of its first letters */
	uint16_t stem;   /* of fewer of them: for words that may go on */
	bool blank;
	bool figure;
	uint64_t bits;
	uint64_t ahead; /* of this word and all behind it */
};
struct follow_words {
	VEC(struct follow_word) list;
};
void follow_words_read(struct follow_words *w, struct arena *a, struct str text,
                       uint32_t start, uint32_t end);

/* The words ahead of a place, as a sieve sees them; `from` as below. */
struct follow_sieve follow_ahead(const struct follow_words *words, size_t from,
                                 uint32_t at);

static inline bool follow_may(const struct follow_sieve *needed,
                              const struct follow_sieve *ahead)
{
	return (needed->soon & ahead->soon) && (needed->ever & ahead->ever);
}

/*
 * True when what is needed may begin behind `at`. `from` is a place in the list
 * not behind `at`.
 */
bool follow_holds(const struct follow *f, const struct follow_words *words,
                  size_t from, uint32_t at);
/*
 * True when what is needed may begin before the word in front of which the
 * blank `before` of the list stands, or at the sentence's beginning, which the
 * list does not show. `before` is 1 + the index; 0: the first word. The text is
 * the one that the words are of.
 */
bool follow_precedes(const struct follow *f, const struct follow_words *words,
                     size_t before, struct str text);

#endif
