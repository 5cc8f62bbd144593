/*
 * letter.h -- a letter as it was read: fields, decisions and where they stand.
 *
 * Everything here is a span into the letter's text (text/source.h) or derived
 * from one. The letter layer knows lexicons, layouts and language; it does not
 * know that criteria or checks exist.
 */
#ifndef IMR_LETTER_H
#define IMR_LETTER_H

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"
#include "rules/match.h"
#include "rules/words.h"
#include "text/fold.h"
#include "text/source.h"

/* Who asserts a sentence. */
enum voice {
	VOICE_UNKNOWN,
	VOICE_GUIDELINE,
	VOICE_UTILIZATION_REVIEW,
	VOICE_RECORD, /* the records and the treating provider */
	VOICE_PATIENT,
	VOICE_REQUEST, /* restates what is asked */
	VOICE_REVIEWER,
};

/* -- a request: what is asked for */

/* strength in unit; 0 when the letter does not say. */
struct component {
	struct str ingredient;
	double strength;
	struct str unit;
};

struct drug {
	struct str name; /* as written */
	struct span at;
	uint8_t drug_class; /* enum drug_class */
	struct str route;
	VEC(struct component) components;
	bool strength_stated; /* even where it is not clear of what */
	bool known; /* false: looks like a drug, stands in no lexicon */
};

/* A body part as printed, with its region and side. */
struct body_part {
	struct str name;
	struct str region; /* "lumbar", "shoulder": of the lexicon */
	uint8_t side;      /* enum laterality */
	struct span at;
};

/* Numbers that the heading does not state are negative. */
#define NOT_STATED (-1.0)

struct request {
	struct str text; /* printed heading on one line, no outcome */
	struct span span;
	struct span disputed; /* the part in dispute: all, or what remains */
	uint8_t category;     /* enum category */
	struct str kind;      /* finer category of the lexicon */
	VEC(struct drug) drugs;
	struct str strength; /* as written */
	double quantity;
	double refills;
	double days_supply;
	struct str frequency; /* as written */
	struct str duration;  /* as written */
	double visits;
	double sites;
	double per_week;      /* how often; by one course only */
	double days;          /* for how long; the same */
	double course_visits; /* per_week over days; 0: no single course */
	double each;          /* tablets at a time; a range: not stated */
	bool as_needed;
	/* Every number printed that no measure, rate or period has, and what
	 * lies between the ends of a range. */
	VEC(double) numbers;
	VEC(struct str) levels;
	VEC(struct body_part) parts;
	uint8_t laterality; /* enum laterality */
	bool postoperative;
	bool retrospective;
	struct date service_date;
	bool rental;
	bool purchase;
	unsigned missing; /* enum missing */
	/* A strength that no product with the drug's ingredients has. */
	struct span unsold;
	/* A number whose unit cannot be meant. */
	struct span unit_slip;
	/* A word that is one edit away from the lexicon term it was read as. */
	struct span typo;
	struct str typo_meant;
	bool surgical_prefix; /* "Associated surgical service:" */
};

/* -- citations */

enum guideline_source {
	SOURCE_NONE,
	SOURCE_MTUS,
	SOURCE_ODG,
	SOURCE_ACOEM,
	SOURCE_OTHER
};

struct citation {
	uint8_t source;         /* enum guideline_source */
	struct str source_name; /* as printed, when SOURCE_OTHER */
	struct str chapter;     /* as printed; may be empty */
	uint16_t known; /* 1 + index into guidelines.chapters; 0: unknown */
	int16_t year;   /* 0: not printed */
	bool non_mtus;  /* cited as no part of the MTUS */
	VEC(struct str) sections;
	VEC(uint16_t) pages; /* every page of the ranges, as printed order */
	struct span at;
};

/* One citation line: the claims administrator's or the reviewer's. */
struct citations {
	struct span span; /* empty: the line is missing */
	VEC(struct citation) list;
	bool none_cited;   /* "did not cite any medical evidence" */
	bool outside_mtus; /* "outside of the MTUS", "did not base ... on MTUS"
	                    */
	struct span outside_mtus_span;
};

/* -- sentences */

/* Folded offsets; hits of the sentence are [first_hit, first_hit + n_hits). */
struct sentence {
	uint32_t start;
	uint32_t end;
	uint32_t first_hit;
	uint32_t n_hits;
	uint8_t voice; /* enum voice */
	bool sourced;  /* it ends with the source it quotes: "(Li, 2005)" */
};

struct sentences {
	VEC(struct sentence) list;
};

/* -- decisions */

/* A conclusive statement found in a rationale. */
struct statement {
	struct span at; /* the clause that concludes */
	struct span sentence;
	uint8_t conclusion; /* enum conclusion */
	bool firm;          /* of the kind that ends a review */
	bool rest;          /* of what is left when a part is granted */
	bool named;         /* the item is its subject, in words */
	bool asked;         /* "the request", "medical necessity": no doubt */
	bool about_other;   /* decides another item of the letter */
	bool other_care;    /* of another drug, or of what ends the treatment */
	int32_t other_item; /* its index, or -1 */
};

struct decision {
	uint32_t index; /* 1-based */
	struct request request;
	uint8_t outcome; /* enum outcome */
	struct span outcome_span;
	struct str outcome_meant; /* when it is misspelt; folded */
	uint8_t conclusion;       /* enum conclusion */
	struct span conclusion_span;
	bool conclusion_firm; /* said outright, not only leaning */
	VEC(struct statement) statements;
	/* The two that disagree, when the conclusion is conflicting. */
	struct span conflict[2];
	struct citations claims;
	struct citations reviewer;
	struct span rationale; /* empty: missing */
	struct sentences sentences;
	struct hits hits; /* of the rationale, confirmed, in order */
	struct hits heading_hits;
};

/* -- the letter */

enum letter_status {
	LETTER_CHECKED,
	LETTER_INCOMPLETE, /* unreadable, unknown layout, a limit was hit */
};

/* A date that stands in a field, and where. */
struct dated {
	struct date date;
	struct span at;
};

struct header {
	struct dated injury; /* of the header, else of the summary */
	struct dated assigned;
	struct dated decided;
	struct dated ur_denied;
	struct dated received;
	struct str priority; /* lower case; empty when not stated */
	struct span priority_at;
	bool injury_from_summary;
};

struct patient {
	int age; /* years; -1: not stated */
	struct span age_at;
	struct str sex; /* "male", "female", or empty */
	struct span sex_at;
};

struct reviewer {
	VEC(struct str) licenses;
	VEC(struct str) specialties;
};

/* A determination printed elsewhere than at the item (notice layout). */
struct determination {
	uint32_t item; /* number printed before it; 0: for the whole letter */
	uint8_t outcome;
	struct span at;
};

/* A section's heading or an item's label that is one letter off, and the
 * rules' wording. */
struct heading_typo {
	struct span at;
	struct str meant;
};

struct letter {
	const struct source *source;
	struct spans page_lines; /* of the source: no part of what it says */
	const struct fold *fold;
	struct hits hits;       /* of the whole letter, unconfirmed, by start */
	struct str case_number; /* empty when not stated */
	struct span case_span;
	const struct layout *layout; /* NULL: none fits */
	struct header header;
	struct reviewer reviewer;
	struct patient patient;
	struct span summary; /* empty: missing */
	struct dated summary_injury;
	struct sentences summary_sentences;
	struct hits summary_hits;
	VEC(struct decision) decisions;
	VEC(struct determination) determinations;
	/* Sections of the layout that the letter lacks: their names. */
	VEC(struct str) missing_sections;
	VEC(struct heading_typo) heading_typos;
	uint8_t status; /* enum letter_status */
	struct str incomplete_because;
	bool parsed_input; /* came as JSON or YAML, not as a letter */
};

const char *voice_name(enum voice v);

/* The letter's text in a span; and that on one line with single spaces and
 * without the lines of its pages. */
struct str letter_text(const struct letter *l, struct span at);
struct str letter_line(const struct letter *l, struct arena *a, struct span at);
static inline bool span_empty(struct span s)
{
	return s.start >= s.end;
}

#endif
