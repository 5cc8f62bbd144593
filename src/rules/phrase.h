/* phrase.h -- wordings as rules write them, compiled for the matcher. */
#ifndef IMR_PHRASE_H
#define IMR_PHRASE_H

#include "rules/follow.h"
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

struct pattern {
	struct regex regex;
	uint16_t kind;     /* enum term_kind of what it stands for */
	uint16_t lookback; /* bytes before the sure words where it may begin */
	uint32_t index;
	struct follow next;   /* what comes next */
	struct follow later;  /* and what else must come */
	struct follow before; /* and what must have come */
};

struct patterns {
	VEC(struct pattern) list;
	VEC(struct follow_sieve) sieves; /* one a pattern */
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

/* The folded spelling of a text that rules give: what the matcher compares. */
struct str phrase_fold(struct arena *a, struct str text);

#endif
