/* phrase.h -- wordings as rules write them, compiled for the matcher. */
#ifndef IMR_PHRASE_H
#define IMR_PHRASE_H

#include "rules/match.h"
#include "rules/regex.h"
#include "text/diag.h"

/*
 * A phrase is written as it is said, in any letter case:
 *
 *   not medically necessary        these words in turn
 *   (is|was|are) not indicated     one of several
 *   not [be] supported             with or without
 *   support*                       any ending
 *   medical necessity ... not established    up to eight words between
 *   fail* ...2 show                up to two words between
 *   {number} percent relief        a slot: what stands there is captured
 *
 * Space and hyphen are the same. A phrase stays within one sentence. At least
 * one word of it must be sure to stand there.
 *
 * A phrase without gaps and slots becomes plain terms of the matcher; any
 * other becomes a pattern that is confirmed where its first sure words stood.
 */
#define PHRASE_BYTES_MAX   1200
#define PHRASE_CHOICES_MAX 64
/* Wordings that its sure words may stand for: more are left to the pattern. */
#define PHRASE_WORDINGS_MAX 80

/*
 * What may follow the sure words, so that most places where they stand need
 * no regular expression: a set of the first letters (phrase_sketch) of the
 * words that come next, at most `gap` words later. any: nothing is known.
 */
struct pattern_next {
	uint64_t sketches[4];
	uint8_t gap;
	bool any;
	bool digits; /* or a figure */
};

struct pattern {
	struct regex regex;
	uint16_t kind;     /* enum term_kind of what it stands for */
	uint16_t lookback; /* bytes before the sure words where it may begin */
	uint32_t index;
	struct pattern_next next;
};

struct patterns {
	VEC(struct pattern) list;
};

/* Where a phrase stands, for complaints. */
struct phrase_place {
	uint32_t line;
	uint32_t column;
};

/*
 * Compiles a phrase into terms (and perhaps a pattern) that mean
 * (kind, index). False when it is badly written; the complaint is then in d.
 */
bool phrase_compile(struct match_builder *terms, struct patterns *patterns,
                    struct arena *perm, struct diags *d, struct str phrase,
                    struct phrase_place at, enum term_kind kind, uint32_t index,
                    unsigned flags);

/* The blanks and hyphens of a sentence, and what begins behind each. */
struct phrase_word {
	uint32_t at;
	uint8_t sketch;
	bool blank;
	bool digit;
};
struct phrase_words {
	VEC(struct phrase_word) list;
};
void phrase_words_read(struct phrase_words *w, struct arena *a, struct str text,
                       uint32_t start, uint32_t end);

/*
 * False when the pattern cannot match where its sure words end at `at`: no
 * word that it needs next begins in the rest of the sentence. `from` is a
 * place in the list not behind `at`.
 */
bool phrase_may_follow(const struct pattern_next *next,
                       const struct phrase_words *words, size_t from,
                       uint32_t at);

/* The folded spelling of a text that rules give: what the matcher compares. */
struct str phrase_fold(struct arena *a, struct str text);

#endif
