/* mention.h -- what the passages of a letter tell, whatever is asked for. */
#ifndef IMR_MENTION_H
#define IMR_MENTION_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/* What one passage does to a fact. */
enum mention_says {
	MENTION_PRESENT,
	MENTION_ABSENT,
	MENTION_UNDOCUMENTED, /* the record is said to lack it */
	MENTION_UNCLEAR,
};

enum mention_place { PLACE_HEADING, PLACE_RATIONALE, PLACE_SUMMARY };

/* A passage that tells something of a fact. */
struct mention {
	uint32_t fact;
	uint8_t says;  /* enum mention_says */
	uint8_t place; /* enum mention_place */
	uint8_t voice; /* enum voice */
	bool numbered; /* number holds a value */
	/* Of the treatment asked for, in a sentence of the summary that names
	 * none: no criterion rests on it, but nobody may deny it either. */
	bool unaddressed;
	struct quantity number;
	struct span at; /* the words */
	struct span sentence;
};

/* True when it tells a number of a fact that a criterion may rest on. */
static inline bool mention_tells_number(const struct mention *m, size_t fact)
{
	return m->fact == fact && m->numbered && !m->unaddressed &&
	       m->says == MENTION_PRESENT;
}

/* A mention before it is known what it is about, and whether it counts. */
struct told {
	struct mention mention; /* its number not read */
	const struct hits *hits;
	const struct sentence *sentence;
	const struct hit *words;
	uint32_t seen; /* wordings that were looked at, with this one */
};

/* A recital of a criterion. */
struct recital {
	uint32_t criterion; /* index */
	bool reversed;
	uint8_t voice;
	struct span at;
	struct span sentence;
};

/* A fact that a guideline is quoted on: a criterion that asks for it is stated
 * by the rationale, in whatever words. */
struct recited_fact {
	uint32_t fact;
	struct recital recital; /* of no criterion */
};

/* A figure of the rationale in words by which letters recite one of a
 * guideline; engine/figure.h tells whether they do. */
struct recited_figure {
	uint32_t rule; /* index of the figure rule */
	uint32_t slot; /* which of its figures */
	bool wrong;    /* the guideline has another */
	bool quoted;   /* a guideline is quoted there */
	struct span at;
	const struct hits *hits;
	const struct sentence *sentence;
	const struct sentence *before; /* NULL: there is none */
	const struct hit *words;
};

/* A number of visits, sites or levels: a limit that the rationale states, or
 * what the heading asks for. */
struct stated_limit {
	uint8_t counts; /* enum limited */
	bool heading;
	struct quantity number;
	struct span at;
};

/* More figures of a rationale are not read: the longest tables that letters
 * quote have some fifty. */
#define FIGURES_MAX 500u

/* What one or several texts of the letter tell. */
struct telling {
	VEC(struct told) list;
	/* Of a rationale: */
	VEC(struct recital) recitals;
	VEC(struct recited_fact) recited;
	struct recital general; /* of no criterion; `at` empty: there is none */
	VEC(struct recited_figure) figures;
	VEC(struct stated_limit) limits; /* or of a heading */
	struct span exceeds;   /* "exceeds the guideline"; empty: not said */
	uint32_t exceeds_from; /* the words that say it, folded */
	bool exceeds_alone;    /* it is said of the requested number itself */
	bool other_ground; /* the rationale may have a ground besides criteria
	                    */
	uint32_t seen;     /* wordings that were looked at */
	bool cut;          /* there were more of them than may be */
};

/*
 * Adds what the sentences of a text tell. Guideline sentences and what
 * utilization review said tell nothing; they may recite criteria. After `most`
 * wordings nothing more is read. Sentences and hits must live as long as what
 * is told of them.
 */
void telling_read(struct telling *out, const struct letter *letter,
                  const struct ruleset *rules, enum mention_place place,
                  const struct sentences *sentences, const struct hits *hits,
                  uint32_t most, struct arena *a);

/*
 * The number that a mention gives its fact; false: none. "Since" counts up to
 * the latest date.
 */
bool told_number(const struct told *t, const struct letter *letter,
                 const struct facts_known *facts, struct date latest,
                 struct quantity *out);

/* "rationale", "case summary", "request" */
const char *mention_place_name(enum mention_place p);

#endif
