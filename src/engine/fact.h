/* fact.h -- what the letter tells of a decision: facts with their evidence. */
#ifndef IMR_ENGINE_FACT_H
#define IMR_ENGINE_FACT_H

#include "engine/mention.h"

enum known_state {
	KNOWN_UNMENTIONED,
	KNOWN_PRESENT,
	KNOWN_ABSENT,
	KNOWN_CONFLICT, /* said to be so and not to be so */
	KNOWN_UNCLEAR,  /* mentioned, but not so that it can be told */
};

/* One fact, over all its mentions. */
struct known_fact {
	uint8_t state;     /* enum known_state */
	bool undocumented; /* a passage says that the record lacks it */
	bool told;         /* stands in the list of those that are told */
	uint32_t by;       /* 1 + the mention that decided; 0: none */
	uint32_t lacking;  /* 1 + the mention that says undocumented */
	uint32_t against;  /* KNOWN_CONFLICT: 1 + the other mention */
	uint32_t from;     /* 1 + the relative it follows from; 0: itself */
};

/* Everything known for one decision; facts has one entry a known fact. */
struct known {
	struct known_fact *facts;
	size_t n;
	VEC(struct mention) mentions; /* about the treatment asked for */
	VEC(uint32_t) told; /* the facts that they tell of, in order */
	struct telling own; /* what heading and rationale tell of anything */
	struct date latest; /* known_latest_date */
	bool cut;           /* a limit was hit: not everything was read */
};

/* What is known of a letter, read when it is asked for and once for all. */
struct letter_facts {
	const struct letter *letter;
	const struct ruleset *rules;
	struct arena *arena;
	struct telling summary; /* read once for all decisions */
	bool summary_read;
	struct known *known; /* one a decision, once the first is read */
};

/*
 * Wordings that are looked at for all decisions of a letter together, and for
 * one at least: the longest letters have some hundred a decision. What comes
 * after is not read, and `cut` is set.
 */
#define WORDINGS_MAX        40000u
#define WORDINGS_OF_ONE_MIN 40u
/* Hits of a heading that are looked at, and drugs it may ask for. */
#define HEADING_HITS_MAX 500u
#define ASKED_DRUGS_MAX  40u

/*
 * What heading, rationale and summary tell for a decision. A mention about
 * another treatment or body part is none.
 */
const struct known *known_of(struct letter_facts *of,
                             const struct decision *decision);

/*
 * The day up to which "since" counts: the latest of decision, utilization
 * review and the dates that summary and rationale name. Month 0: no date.
 */
struct date known_latest_date(const struct letter *letter,
                              const struct decision *decision);

const char *known_state_name(enum known_state s);

#endif
