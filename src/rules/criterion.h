/* criterion.h -- what guidelines require, as conditions over facts. */
#ifndef IMR_CRITERION_H
#define IMR_CRITERION_H

#include "base/date.h"
#include "rules/fact.h"

/* Kleene's three values. */
enum truth { TRUTH_UNKNOWN, TRUTH_FALSE, TRUTH_TRUE };

enum condition_kind {
	CONDITION_ALL,
	CONDITION_ANY,
	CONDITION_NOT,
	CONDITION_SOME,    /* at least `needed` of several */
	CONDITION_FACT,    /* a leaf: what the letter tells */
	CONDITION_MEASURE, /* a leaf: what is asked for, or computed */
};

/* What a CONDITION_MEASURE looks at: first of the request, then of the letter.
 */
enum measure {
	MEASURE_VISITS,       /* asked for */
	MEASURE_TOTAL_VISITS, /* asked for and already had */
	MEASURE_SITES,
	MEASURE_LEVELS,
	MEASURE_JOINTS,
	MEASURE_QUANTITY,
	MEASURE_REFILLS,
	MEASURE_SUPPLY,      /* days that the request lasts */
	MEASURE_DAILY_DOSE,  /* mg a day of the first ingredient */
	MEASURE_STRENGTH,    /* mg of it in one unit */
	MEASURE_DURATION,    /* of the treatment asked for */
	MEASURE_INGREDIENTS, /* words, as the next four */
	MEASURE_CLASS,
	MEASURE_REGION,
	MEASURE_KIND,
	MEASURE_TERMS,         /* rental or purchase */
	MEASURE_MORPHINE,      /* equivalents a day over the letter's items */
	MEASURE_ACETAMINOPHEN, /* mg a day over the letter's items */
	MEASURE_INJURY_AGE,    /* from the injury to the utilization review */
	MEASURE_PATIENT_AGE,
	MEASURE_OTHER_CLASSES,    /* words: drug classes of the other items */
	MEASURE_APPROVED_CLASSES, /* words: those of them that are overturned */
	MEASURE_OPERATIONS,       /* words: outcomes of the letter's surgery */
	MEASURES,
};

enum comparison {
	COMPARE_NONE, /* the fact is present */
	COMPARE_AT_MOST,
	COMPARE_AT_LEAST,
	COMPARE_MORE_THAN,
	COMPARE_LESS_THAN,
	COMPARE_ANY_OF, /* of `words` */
	COMPARE_NONE_OF,
};

/*
 * A tree. Leaves are numbered in the order in which they are written. What a
 * leaf is worth when the letter says that the record does not tell, or says
 * nothing at all, is unknown unless the rule says otherwise.
 */
struct condition {
	uint16_t kind; /* enum condition_kind */
	uint16_t leaf;
	uint8_t measure;      /* enum measure */
	uint8_t compare;      /* enum comparison */
	uint8_t undocumented; /* enum truth */
	uint8_t unmentioned;  /* enum truth */
	uint32_t needed;
	uint32_t fact; /* index, once all files are read */
	struct str fact_id;
	struct quantity limit;
	struct str limit_text; /* "4 weeks" */
	struct texts words;
	VEC(struct condition) of;
	struct str file;
	uint32_t line;
	uint32_t column;
};

/* How sure we are of what the guideline says (the domain's marks). */
enum reading_mark {
	READING_VERIFIED, /* V: read in the source */
	READING_SEEN,     /* V-seed, S: recited by real letters */
	READING_KNOWN,    /* K: well known, not read again */
	READING_UNSURE,   /* U */
};

/* Which requests a criterion is about: every list that is given must fit. */
struct applies {
	uint32_t classes;    /* bits of enum drug_class */
	uint32_t categories; /* bits of enum category */
	struct texts ingredients;
	struct texts kinds;
	struct texts regions;
	struct texts words;    /* folded; one of them stands in the heading */
	struct texts without;  /* folded; none of them stands there */
	struct condition when; /* kind CONDITION_ALL without children: always */
};

enum test_expect {
	EXPECT_MET,
	EXPECT_BREACHED,
	EXPECT_UNKNOWN,
	EXPECT_NOT_APPLICABLE
};

/* A decision in small, with what the criterion must make of it. */
struct criterion_test {
	struct str name;
	struct str request;
	struct str summary;
	struct str rationale;
	struct str decided; /* ISO */
	struct str ur_denied;
	struct str injury;
	struct str outcome; /* "upheld" when not given */
	struct texts items; /* further requests of the letter */
	struct str finding; /* rule that must report it; empty: not asked */
	uint8_t expect;     /* enum test_expect */
};

struct criterion {
	struct str id;
	struct str title;
	struct str explain;
	struct texts pages; /* as the guideline numbers them */
	struct str family;  /* of those that apply, one that is met is enough */
	struct str section;
	uint8_t reading;        /* enum reading_mark */
	bool carried_over;      /* from an edition that was read, to one not */
	bool decisive;          /* met, it is enough by itself */
	bool recited_generally; /* by WORDING_RECITES_ANY */
	bool only_there; /* reciting it about another request misapplies it */
	struct texts only_there_unless; /* not about a request that says so */
	uint16_t pack;                  /* index */
	uint16_t leaves;
	struct applies applies;
	struct condition require;
	VEC(struct criterion_test) tests;
	struct str file;
	uint32_t line;
	uint32_t column;
};

/* An edition of a guideline with its criteria. */
struct pack {
	struct str id; /* "mtus/chronic-pain-2009" */
	struct str title;
	struct str citation; /* "8 CCR 9792.24.2" */
	uint8_t source;      /* enum guideline_source of letter/letter.h */
	int16_t edition;     /* year that citations of it print; 0: none */
	struct date from;    /* first day in force */
	struct date until;   /* last day; month 0: still in force */
	struct str pages;    /* how it is paged: "its own, 1 to 127" */
	struct str file;
};

/* Ids that a pack takes over from another. */
struct carry {
	uint16_t pack;
	struct str id;
	struct str file;
	uint32_t line;
	uint32_t column;
};

struct criteria {
	VEC(struct pack) packs;
	VEC(struct criterion) list;
	VEC(struct carry) carried;
};

/* The sections of a guideline's file; 'edition' stands first. */
void criterion_load_pack(struct loader *ld, const struct node *map);
void criterion_load(struct loader *ld, const struct node *list);
void criterion_load_carried(struct loader *ld, const struct node *list);
/* Once all files are read: facts by name, criteria carried over. */
void criterion_finish(struct loader *ld);

/* Reads an 'applies-to' without a 'when'. */
void applies_read(struct loader *ld, const struct node *node,
                  struct applies *out);
/* Complains of a criterion that there is not. */
void criterion_unknown(struct loader *ld, struct str id, uint32_t line,
                       uint32_t column);

/* The first criterion with this id, in any edition; NULL when there is none. */
const struct criterion *criterion_find(const struct criteria *criteria,
                                       struct str id);
/* "MTUS Chronic Pain (2009), 8 CCR 9792.24.2, Benzodiazepines, p. 24". */
struct str criterion_citation(const struct criteria *criteria,
                              const struct criterion *c, struct arena *a);

const char *measure_name(enum measure m);
const char *truth_name(enum truth t); /* "unknown", "breached", "met" */
const char *reading_name(enum reading_mark r);

#endif
