/* match.h -- the one matcher: every term of every rule in one pass. */
#ifndef IMR_MATCH_H
#define IMR_MATCH_H

#include "base/arena.h"
#include "base/str.h"
#include "text/fold.h"

/* Who asked for a term, and so what a hit means. */
enum term_kind {
	TERM_PATTERN,    /* patterns to confirm: match_patterns */
	TERM_HEADING,    /* a heading of a layout */
	TERM_LABEL,      /* a label of the case header */
	TERM_CUE,        /* language: enum cue */
	TERM_CONCLUSION, /* language: index into the conclusions */
	TERM_DRUG,
	TERM_TREATMENT,
	TERM_PART,      /* body parts, sides, levels */
	TERM_UNIT,      /* units, frequencies, forms */
	TERM_GUIDELINE, /* names of guidelines and their chapters */
	TERM_PERSON,    /* patient and reviewer: enum person_word */
	TERM_EVENT,     /* beside dates: enum event_word */
	TERM_SUM,       /* what figures come to: enum sum_word */
	TERM_SIZE,      /* findings that have a size */
	TERM_STUDY,     /* kinds of studies: index of the study */
	TERM_RESULT,    /* what studies show: enum result_word */
	TERM_FACT,
	TERM_FIELD,      /* names of a request's fields: enum missing */
	TERM_DRUG_CLASS, /* names of classes: enum drug_class */
	TERM_KINDS,
};

/* Longer terms are refused: compiling descends once for each character. */
#define TERM_BYTES_MAX 250

/* How a term must stand in the letter. */
enum term_flags {
	TERM_UPPER = 1,    /* only in capitals, as printed */
	TERM_OPEN_END = 2, /* the last word may go on ("support*") */
	TERM_LINE = 4,     /* only at the beginning of a line */
};

/* Folded offsets, end exclusive. */
struct hit {
	uint32_t start;
	uint32_t end;
	uint32_t index;
	uint32_t more; /* of TERM_PATTERN: how many patterns; of a confirmed
	                  one: 1 + index of its captures, or 0 */
	uint16_t kind; /* enum term_kind */
};

/* What the slots of a confirmed pattern took, folded offsets. */
struct captures {
	struct span at[8];
};

struct hits {
	VEC(struct hit) list;
	VEC(struct captures) captures;
};

/*
 * Terms are collected, then compiled once; the compiled matcher is read-only
 * and lives in the arena it was compiled into.
 */
struct match_builder {
	struct arena *arena;
	VEC(struct match_term) terms;
};
struct match_term {
	struct str text; /* folded */
	uint16_t kind;
	uint16_t flags;
	uint32_t index;
};
struct matcher;

/*
 * Adds a term: words as the folded view shows them. A space matches a hyphen
 * and a hyphen a space. False, and nothing added, for an empty term or one
 * longer than TERM_BYTES_MAX. The text must live as long as the builder.
 */
bool match_add(struct match_builder *b, struct str text, enum term_kind kind,
               uint32_t index, unsigned flags);
struct matcher *match_compile(const struct match_builder *b,
                              struct arena *into);

/*
 * Appends a hit for every term that stands in the folded text from `start` to
 * `end`, at word boundaries; ordered by start, then by end, longer last.
 */
void match_scan(const struct matcher *m, const struct fold *f, uint32_t start,
                uint32_t end, struct arena *a, struct hits *out);

/* The patterns of a hit of TERM_PATTERN: `more` indices into the patterns. */
const uint32_t *match_patterns(const struct matcher *m, const struct hit *h);

/* Index of the first of ordered hits that starts at or after an offset. */
size_t hits_from(const struct hits *hits, uint32_t at);

#endif
