/*
 * heading.h -- a request's heading while it is read: terms, numbers, units.
 *
 * Private to the reading of requests (request.c and the files named
 * below). All offsets are folded ones of heading.fold; heading_span leads back
 * to the letter.
 */
#ifndef IMR_HEADING_H
#define IMR_HEADING_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/* Longer headings exist (lists of thirty services); what comes after is text
 * that a broken layout swept in. */
#define HEADING_BYTES_MAX  4000
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
	uint8_t kind; /* enum token_kind */
	bool used;    /* a field has taken it */
	bool in_name; /* stands inside a name of a drug or treatment */
};

/* A name of a drug or a treatment, the longest at its place. */
struct name {
	uint32_t start;
	uint32_t end;
	const struct drug_row *drug;           /* or */
	const struct treatment_row *treatment; /* one of the two */
};

struct heading {
	const struct letter *letter;
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

/* heading.c: what stands where. */
struct heading heading_of(const struct letter *letter,
                          const struct ruleset *rules, struct arena *a,
                          struct span at);
struct span heading_span(const struct heading *h, uint32_t start, uint32_t end);
/* The letter's words there, on one line with single spaces. */
struct str heading_text(const struct heading *h, uint32_t start, uint32_t end);
/* The first hit that begins at `at` or later; n_hits when there is none. */
size_t heading_hit(const struct heading *h, uint32_t at);
/* Fills drugs and treatments. */
void heading_names(struct heading *h);

/* misspelling.c */
/* Spells the heading's strange words as the terms that they were meant to be.
 */
void heading_correct(struct heading *h, const struct matcher *matcher);
/* Notes a name that the lexicon has as a misspelling. */
void heading_misspelt(const struct heading *h, struct request *r);

/* service.c: category and kind; the second when the numbers are read. */
void service_read(const struct heading *h, struct request *r);
void service_reconsider(const struct heading *h, struct request *r);
bool is_therapy(uint8_t category);

/* missing.c */
/* The body part that a term implies, when the heading names none. */
void implied_part(struct heading *h, struct request *r);
void missing_read(const struct heading *h, struct request *r);
/* A request for a drug, compounded or not. */
bool is_medication(const struct request *r);

/* amount.c: tokens and numbers. */
void tokens_read(struct heading *h);
static inline bool token_is(const struct token *t, enum unit_role role)
{
	return (t->roles >> role & 1u) != 0;
}
/* Token i, or an empty mark beyond the end. */
const struct token *token_at(const struct heading *h, size_t i);
bool token_says(const struct heading *h, size_t i, struct str word);
/* True for "x", "times" and "time", and for "tiems". */
bool token_multiplies(const struct heading *h, size_t i);
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

/* True for what stands between the two numbers of a range. */
bool joins_range(const struct heading *h, size_t i);
void tokens_use(struct heading *h, size_t from, size_t to);

/* body.c: parts, sides, levels. */
void body_read(struct heading *h, struct request *r);

/* drug_row.c */
enum drug_context { CONTEXT_NONE, CONTEXT_TOPICAL, CONTEXT_INJECTED };
/* What the request as a whole makes of its drugs. */
enum drug_context drug_context(const struct heading *h);
/* The row of a name that fits the words near it. */
const struct drug_row *drug_choose(const struct heading *h,
                                   const struct name *n, struct str near,
                                   enum drug_context context);

/* strength.c */
/* A combination of more ingredients has no printed strength. */
#define STRENGTH_PARTS_MAX 8

struct strength {
	size_t from; /* tokens */
	size_t to;   /* 0: none */
	double values[STRENGTH_PARTS_MAX];
	struct str units[STRENGTH_PARTS_MAX]; /* empty: as the last */
	size_t n;
	struct str unit; /* of the last */
	double per_ml;   /* "120 mg in 1 cc"; 0: by no volume */
	bool amount;     /* "30 ml": a strength only when nothing else is */
};

struct strengths {
	VEC(struct strength) list;
};

void strengths_read(const struct heading *h, struct strengths *out);
/* True for a token that is a unit of strength or amount. */
bool heading_measure(const struct heading *h, size_t i);
/* True when `big` has every ingredient of `small`. */
bool drug_covers(const struct drug_row *big, const struct drug_row *small);
/* The product that has the row's ingredient and these two strengths, or the
 * row: "hydrocodone 10/325" is the combination. */
const struct drug_row *strength_combination(const struct heading *h,
                                            const struct drug_row *row,
                                            const struct strength *s);
/* True when no product has the strengths printed for a drug. */
bool strength_unsold(const struct lexicon *lex, const struct drug *d);

/* drug.c */
void drugs_read(struct heading *h, struct request *r);

/* unit_slip.c: to be called when the drugs are read. */
void unit_slip_read(const struct heading *h, struct request *r);

/* dose.c: quantity, refills, supply. */
void amounts_read(struct heading *h, struct request *r);

/* course.c: frequency, duration, visits, sites. */
void course_read(struct heading *h, struct request *r, uint8_t counts);

#endif
