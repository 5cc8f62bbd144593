/* fact.h -- what can be known from a letter, and the words that say it. */
#ifndef IMR_FACT_H
#define IMR_FACT_H

#include "rules/loader.h"
#include "rules/quantity.h"

/* What a fact must be about to count for a decision. */
enum fact_about {
	ABOUT_LETTER,  /* the patient: true for every decision */
	ABOUT_REQUEST, /* the treatment asked for: its sentence names no other
	                */
	ABOUT_PART,    /* the body part asked for: likewise */
	ABOUT_REQUEST_BEFORE, /* the treatment asked for, named last before it
	                       */
};

/* How a fact relates to its parent. */
enum fact_relation {
	RELATION_IS_A, /* a present child makes the parent present, an absent
	                  parent makes the child absent */
	RELATION_PART, /* one part of a whole: says nothing of the parent */
};

/*
 * A proposition. Which words say it stands in the wordings. Facts with a
 * dimension hold numbers too ("50 percent relief").
 */
struct fact {
	struct str id;     /* "use.duration" */
	struct str title;  /* completes "the letter tells ..." */
	uint8_t about;     /* enum fact_about */
	uint8_t dimension; /* enum dimension; DIM_NONE: no number */
	uint8_t relation;  /* enum fact_relation */
	bool used;         /* by a criterion, itself or through a relative */
	bool plan_counts;  /* what is planned counts: "a two week course" */
	bool record;       /* that the file holds something, whatever it says */
	bool local;        /* it lies where it is named: a fracture of the arm
	                      tells nothing of the neck. So do its kinds */
	bool keep;         /* used by a check, whatever criteria say */
	uint16_t parent;   /* 1 + index; 0: none */
	uint16_t first_kind; /* of the facts that are kinds of it, likewise */
	uint16_t next_kind;  /* of the same parent */
	struct str parent_id;
	struct str file;
	uint32_t line;
	uint32_t column;
};

/* What a phrase does. */
enum wording_does {
	WORDING_SAYS,    /* it is so; a negation before it turns it round */
	WORDING_NAMES,   /* only names it: counts when it is denied or missed */
	WORDING_DENIES,  /* it is not so */
	WORDING_LACKS,   /* the record does not tell */
	WORDING_VAGUE,   /* could belong to several facts: unclear */
	WORDING_PLANS,   /* what comes after it is planned, not done */
	WORDING_LIMITS,  /* states a limit of a guideline */
	WORDING_EXCEEDS, /* says that the request exceeds the guideline */
	WORDING_PERSON,  /* speaks of this patient */
	WORDING_GROUND,  /* may be a ground of its own to deny */
	WORDING_QUOTES,  /* stands in guidelines only: a quotation */
	WORDING_RECITES, /* a criterion is recited */
	WORDING_RECITES_ANY, /* one is, if it applies: no treatment is named */
	WORDING_REVERSES, /* a criterion is recited with its sense reversed */
	WORDING_FIGURES,  /* its figures are recited */
};

/* What the limits of guidelines count. */
enum limited {
	LIMITED_VISITS,
	LIMITED_SITES,
	LIMITED_LEVELS,
	LIMITED_RATE, /* no limit: "3 visits per week" */
};

/* How the number of a phrase is meant. */
enum wording_reads {
	READS_VALUE,
	READS_MORE_THAN,
	READS_LESS_THAN,
	READS_AT_LEAST,
	READS_AT_MOST,
	READS_SINCE, /* a date: up to the letter's latest date */
};

/* One phrase list: hits of kind TERM_FACT carry its index. */
struct wording {
	uint32_t of;   /* index of the fact, criterion or figure rule, or
	                enum limited */
	uint8_t does;  /* enum wording_does */
	uint8_t reads; /* enum wording_reads */
	bool fixed;    /* presupposed: a denial of the sentence is not of it */
	bool whole;    /* a denial inside belongs to it ("unable to walk") */
	struct quantity value; /* of the rule; DIM_NONE: the letter's counts */
};

/* A finding in a region that is reached from another speaks for that one:
 * the leg for the lumbar spine. */
struct reach {
	struct str region;
	struct texts reaches;
};

struct facts_known {
	VEC(struct fact) list;
	VEC(struct wording) wordings;
	VEC(struct reach) reaches;
};

/* The section 'fact-forms', a map: name, what facts of that form say. */
void fact_load_forms(struct loader *ld, const struct node *map);
/* The section 'facts': a list. */
void fact_load(struct loader *ld, const struct node *list);
/* The section 'region-reach': a map of regions to lists of regions. */
void fact_load_reach(struct loader *ld, const struct node *map);
/* The section 'plan-words': phrases behind which things are only planned. */
void fact_load_plans(struct loader *ld, const struct node *list);
/* The sections 'stated-limits' (what is counted: phrases that state how many)
 * and 'exceeds-words' (phrases that say that a request is over its limit). */
void fact_load_limits(struct loader *ld, const struct node *map);
/* The section 'person-words': phrases that speak of this patient. */
void fact_load_persons(struct loader *ld, const struct node *list);
/* The section 'ground-words': phrases of grounds outside of criteria. */
void fact_load_grounds(struct loader *ld, const struct node *list);
/* The section 'quotation-words': phrases that only guidelines write. */
void fact_load_quotations(struct loader *ld, const struct node *list);
void fact_load_exceeds(struct loader *ld, const struct node *list);
/* The section 'general-recitals': phrases that recite what is asked for without
 * its name. */
void fact_load_general_recitals(struct loader *ld, const struct node *list);
/* Once all files are read: parents, and facts that nobody uses. */
void fact_finish_parents(struct loader *ld);
void fact_finish_unused(struct loader *ld);

/* True when a finding at `from` tells something about `of`. */
bool fact_region_reaches(const struct facts_known *facts, struct str of,
                         struct str from);

/* Index of a fact; the number of facts when there is none. */
size_t fact_find(const struct facts_known *facts, struct str id);

/* True when a fact is another one, or a kind of it by its parents. */
bool fact_is_kind(const struct facts_known *facts, uint32_t fact, uint32_t of);

/*
 * The index of a fact that a rule names, which is then used; complains at the
 * rule's place, with the nearest name, when there is none.
 */
bool fact_resolve(struct loader *ld, struct str id, struct rule_place at,
                  uint32_t *out);
/* Facts by their names, and their indices once all files are read. */
struct fact_list {
	struct texts ids;
	VEC(uint32_t) list;
};
void fact_list_resolve(struct loader *ld, struct fact_list *facts,
                       struct rule_place at);

/* Adds a phrase list that does something; complains of bad phrases. */
void wording_add(struct loader *ld, const struct node *phrases,
                 struct wording wording);

#endif
