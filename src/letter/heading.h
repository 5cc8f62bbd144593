/*
 * heading.h -- a request's heading while it is read: terms, numbers, units.
 *
 * Private to the reading of requests (request.c, amount.c, dose.c, course.c,
 * body.c). All offsets are folded ones of heading.fold; heading_span leads back
 * to the letter.
 */
#ifndef IMR_HEADING_H
#define IMR_HEADING_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/* Longer headings exist (lists of thirty services); what comes after is text
 * that a broken layout swept in. */
#define HEADING_BYTES_MAX 4000
#define HEADING_TOKENS_MAX 1200

enum token_kind {
	TOKEN_WORD,
	TOKEN_NUMBER,
	TOKEN_DATE,
	TOKEN_MARK, /* one character of punctuation */
};

/* value: of a number; roles: what the word counts, bits 1 << enum unit_role. */
struct token {
	uint32_t start;
	uint32_t end;
	uint32_t roles;
	const struct unit_row *unit; /* of the lowest role; NULL: none */
	double value;
	struct date date;
	uint8_t kind;  /* enum token_kind */
	bool used;     /* a field has taken it */
	bool in_name;  /* stands inside a name of a drug or treatment */
};

/* A name of a drug or a treatment, the longest at its place. */
struct name {
	uint32_t start;
	uint32_t end;
	const struct drug_row *drug;           /* or */
	const struct treatment_row *treatment; /* one of the two */
};

struct heading {
	const struct fold *fold;
	const struct lexicon *lex;
	struct arena *arena;
	const struct hit *hits; /* those that begin in [start, end) */
	size_t n_hits;
	uint32_t start;
	uint32_t end;
	VEC(struct token) tokens;
	VEC(struct name) drugs;
	VEC(struct name) treatments;
	/* A word that was read as another: where, and as what. */
	struct span typo;
	struct str typo_meant;
};

/* request.c */
struct span heading_span(const struct heading *h, uint32_t start, uint32_t end);
/* The letter's words there, on one line with single spaces. */
struct str heading_text(const struct heading *h, uint32_t start, uint32_t end);

/* amount.c: tokens and numbers. */
void tokens_read(struct heading *h);
static inline bool token_is(const struct token *t, enum unit_role role)
{
	return (t->roles >> role & 1u) != 0;
}
/* Token i, or an empty mark beyond the end. */
const struct token *token_at(const struct heading *h, size_t i);
bool token_says(const struct heading *h, size_t i, struct str word);
bool tokens_have(const struct heading *h, enum unit_role role);
/* To be called before any field takes its number. */
void numbers_list(const struct heading *h, struct request *r);
/*
 * A number or a range ("2-3", "two to three") at token i that no field has
 * taken: the upper bound. `next` is the token after it; 0 tokens: none.
 */
struct count {
	double value;
	double low; /* of a range; else the value */
	size_t next;
	bool ok;
};
struct count count_read(const struct heading *h, size_t i);
void tokens_use(struct heading *h, size_t from, size_t to);

/* body.c: parts, sides, levels. */
void body_read(struct heading *h, struct request *r);

/* dose.c: drugs with strengths; quantity, refills, supply. */
void drugs_read(struct heading *h, struct request *r);
void quantity_read(struct heading *h, struct request *r);

/* course.c: frequency, duration, visits, sites. */
void course_read(struct heading *h, struct request *r, uint8_t counts);

#endif
