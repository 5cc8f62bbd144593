/* fact.h -- what the letter tells of a decision: facts with their evidence. */
#ifndef IMR_ENGINE_FACT_H
#define IMR_ENGINE_FACT_H

#include "letter/letter.h"
#include "rules/ruleset.h"

enum known_state {
	KNOWN_UNMENTIONED,
	KNOWN_PRESENT,
	KNOWN_ABSENT,
	KNOWN_CONFLICT, /* said to be so and not to be so */
	KNOWN_UNCLEAR,  /* mentioned, but not so that it can be told */
};

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
	struct quantity number;
	struct span at; /* the words */
	struct span sentence;
};

/* One fact, over all its mentions. */
struct known_fact {
	uint8_t state;     /* enum known_state */
	bool undocumented; /* a passage says that the record lacks it */
	uint32_t by;       /* 1 + the mention that decided; 0: none */
	uint32_t lacking;  /* 1 + the mention that says undocumented */
	uint32_t against;  /* KNOWN_CONFLICT: 1 + the other mention */
	uint32_t from;     /* 1 + the relative it follows from; 0: itself */
};

/* A recital of a criterion: its wording, and the number in it. */
struct recital {
	uint32_t criterion; /* index */
	bool reversed;
	bool numbered;
	struct quantity number;
	uint8_t voice;
	struct span at;
	struct span sentence;
};

/* A number of visits, sites or levels: a limit that the rationale states, or
 * what the heading asks for. */
struct stated_limit {
	uint8_t counts; /* enum limited */
	bool heading;
	struct quantity number;
	struct span at;
};

/* Everything known for one decision; facts has one entry a known fact. */
struct known {
	struct known_fact *facts;
	size_t n;
	VEC(struct mention) mentions;
	VEC(struct recital) recitals;
	VEC(struct stated_limit) limits;
	struct span exceeds; /* "exceeds the guideline"; empty: not said */
	bool exceeds_alone;  /* it is said of the requested number itself */
	bool own_ground; /* the rationale may have a ground besides criteria */
	struct date latest; /* known_latest_date */
	bool cut;           /* a limit was hit: not everything was read */
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
 * Reads what heading, rationale and summary tell for a decision. Guideline
 * sentences and what utilization review said tell nothing; they may recite
 * criteria. A mention about another treatment or body part is none.
 */
void known_read(struct known *out, const struct letter *letter,
                const struct decision *decision, const struct ruleset *rules,
                struct arena *a);

/*
 * The day up to which "since" counts: the latest of decision, utilization
 * review and the dates that summary and rationale name. Month 0: no date.
 */
struct date known_latest_date(const struct letter *letter,
                              const struct decision *decision);

const char *known_state_name(enum known_state s);
/* "rationale", "case summary", "request" */
const char *mention_place_name(enum mention_place p);

#endif
