/* lexicon.h -- drugs, treatments, body parts, units (rules/lexicon). */
#ifndef IMR_LEXICON_H
#define IMR_LEXICON_H

#include "rules/loader.h"

/* The words for the bits of enum missing, lowest bit first. */

/*
 * A name of a drug; hits of TERM_DRUG carry its index. Several rows may share
 * a name: the cues near it choose.
 */
struct drug_row {
	struct str name;
	struct texts ingredients; /* generic names without salts */
	uint8_t drug_class;       /* enum drug_class */
	struct str fine_class;    /* empty: as the class */
	struct str route;
	struct str schedule; /* "II", "III->II 2014-10-06" */
	struct str acting;   /* "short", "long" */
	struct texts cues;
	struct texts strengths;     /* "5/325": combinations as printed */
	struct texts acetaminophen; /* mg in one unit */
	uint8_t category; /* enum category of a request for it; 0: medication */
	bool compounded;  /* made by compounding only */
	struct str means; /* of a misspelling: how it is spelt right */
	bool brand;
	bool upper;
	struct str confidence; /* "U": doubtful; empty: well known */
};

/* A term for anything but a drug; hits of TERM_TREATMENT carry its index. */
struct treatment_row {
	struct str term;
	uint8_t category;  /* enum category */
	struct str kind;   /* finer, "epidural-steroid-injection" */
	struct str region; /* that the term implies; may be empty */
	bool upper;
	bool generic; /* in headings only, when nothing else is there */
	bool prefix;  /* says nothing: the rest decides */
	struct str confidence;
};

/* A body part or a side; hits of TERM_PART carry its index. */
struct part_row {
	struct texts says; /* its spellings */
	struct str region; /* empty: a side, or no part */
	struct str name;   /* empty: as printed */
	uint8_t side;      /* enum laterality; 0: none */
	bool upper;
	bool before_part; /* a side only when a part follows at once */
	bool no_part;     /* words that only look like a part */
	bool weak;        /* counts when no plainer part stands there */
};

enum unit_role {
	UNIT_STRENGTH,
	UNIT_AMOUNT,
	UNIT_FORM,
	UNIT_PACKAGE,
	UNIT_VISIT,
	UNIT_PERIOD,
	UNIT_RATE,
	UNIT_TIMES,
	UNIT_COUNT,
	UNIT_REFILL,
	UNIT_SUPPLY,
	UNIT_SUPPLIED,
	UNIT_SITE,
	UNIT_INJECTION,
	UNIT_PRESCRIPTION,
	UNIT_TOPICAL,
	UNIT_INJECTED,
	UNIT_DEVICE,
	UNIT_RENTAL,
	UNIT_PURCHASE,
	UNIT_POSTOPERATIVE,
	UNIT_RETROSPECTIVE,
	UNIT_SERVICE_DATE,
	UNIT_EVALUATION,
	UNIT_TREATMENT,
	UNIT_ORIGINAL,
	UNIT_REMAINING,
	UNIT_GRANTED,
	UNIT_NOTHING,
	UNIT_NUMBERED,
	UNIT_TAIL,
};

/* What a number counts, and other words of requests; TERM_UNIT. */
struct unit_row {
	struct texts says; /* its spellings */
	uint8_t role;      /* enum unit_role */
	bool of_cream;     /* a package that no pills come in */
	struct str unit;   /* "mg" */
	double times;      /* a rate: how often in its period; "twice": 2 */
	double weeks;      /* length of the period, for visits */
	double days;       /* the same, for supplies */
};

/* Acetaminophen in one unit of a product. */
struct acetaminophen_row {
	struct str name;
	struct str partner;
	double mg;            /* of the partner */
	double acetaminophen; /* mg */
	struct str era;
	struct str confidence;
};

/* Factors to oral morphine; 0: none. */
struct mme_row {
	struct str ingredient;
	struct str route;
	struct str unit;
	double era_2009;
	double cdc_2016;
	double cdc_2022;
	bool tiered;      /* the factor grows with the dose */
	struct str total; /* "yes", "no", "flag" */
	struct str confidence;
};

enum counts { COUNTS_QUANTITY, COUNTS_VISITS, COUNTS_SITES };

/* What a request of a category (and kind) states when it is complete. */
struct complete_row {
	uint8_t category;
	struct texts kinds; /* empty: any */
	unsigned states;    /* enum missing, a bit set */
	uint8_t counts;     /* enum counts: what a bare number counts */
};

enum reading_when { WHEN_DEVICE, WHEN_SESSIONS };

/* Another category for the same words. */
struct reading_row {
	struct texts kinds;
	uint8_t when; /* enum reading_when */
	uint8_t category;
};

enum limit_measure { LIMIT_PERCENT, LIMIT_CONCENTRATION, LIMIT_PIECE };

/* The greatest strength of an ingredient that is sold. */
struct limit_row {
	struct str ingredient;
	uint8_t measure; /* enum limit_measure; a concentration in mg/ml, a
	                    piece in mg */
	double at_most;
};

/* A region and others that lie in it or beside it. */
struct region_row {
	struct str region;
	struct texts near;
};

/*
 * The words of all drugs and treatments that are spelt right, for finding the
 * one that was meant: by length and first letter, and by length and last. One
 * edit leaves the one or the other as it was.
 */
struct vocabulary {
	VEC(struct str) by_first;
	VEC(struct str) by_last;
};

/* A finding with the size, in centimeters, that nobody has; TERM_SIZE. */
struct size_row {
	struct texts says; /* what it is the size of */
	double at_most;
};

/* Small words around a size and its finding. */
struct size_words {
	struct texts before;  /* between a size and its finding behind it */
	struct texts behind;  /* between a finding and its size behind it */
	struct texts goes_on; /* behind a size that is of what stands before */
};

struct lexicon {
	VEC(struct drug_row) drugs;
	VEC(struct treatment_row) treatments;
	VEC(struct part_row) parts;
	VEC(struct unit_row) units;
	VEC(struct acetaminophen_row) acetaminophen;
	VEC(struct mme_row) mme;
	VEC(struct complete_row) complete;
	VEC(struct reading_row) readings;
	VEC(struct limit_row) limits;
	VEC(struct region_row) regions;
	VEC(struct size_row) sizes;
	struct size_words size_words;
	VEC(struct texts) families; /* kinds and categories that are alike */
	struct texts heading_words; /* sorted; never corrected */
	struct texts real_words;    /* sorted; never corrected into one term */
	struct vocabulary vocabulary;
};

void lexicon_load_drugs(struct loader *ld, const struct node *list);
void lexicon_load_treatments(struct loader *ld, const struct node *list);
void lexicon_load_parts(struct loader *ld, const struct node *list);
void lexicon_load_units(struct loader *ld, const struct node *list);
void lexicon_load_acetaminophen(struct loader *ld, const struct node *list);
void lexicon_load_mme(struct loader *ld, const struct node *list);
void lexicon_load_complete(struct loader *ld, const struct node *list);
void lexicon_load_readings(struct loader *ld, const struct node *list);
void lexicon_load_limits(struct loader *ld, const struct node *list);
void lexicon_load_sizes(struct loader *ld, const struct node *list);
void lexicon_load_size_words(struct loader *ld, const struct node *map);
void lexicon_load_regions(struct loader *ld, const struct node *map);
void lexicon_load_families(struct loader *ld, const struct node *list);
void lexicon_load_heading_words(struct loader *ld, const struct node *list);
void lexicon_load_real_words(struct loader *ld, const struct node *list);
/* To be called once, when all files are loaded: builds the vocabulary. */
void lexicon_finish(struct loader *ld);

/* All ask for folded words. */
bool lexicon_heading_word(const struct lexicon *lex, struct str word);
bool lexicon_real_word(const struct lexicon *lex, struct str word);
/*
 * Stores the words of the vocabulary that are one edit away from `word`, at
 * most `max`; returns how many.
 */
size_t lexicon_near(const struct lexicon *lex, struct str word, struct str *out,
                    size_t max);
/* The same of those that are two edits away and sound alike. */
size_t lexicon_sounding(const struct lexicon *lex, struct str word,
                        struct str *out, size_t max);
/* The first row that fits; NULL when none does. */
const struct complete_row *lexicon_complete(const struct lexicon *lex,
                                            uint8_t category, struct str kind);
/*
 * Whether a product with exactly these ingredients is sold in these strengths
 * (mg, mcg or whatever its unit is), in any order.
 */
enum sold { SOLD_UNKNOWN, SOLD_YES, SOLD_NO };
enum sold lexicon_sold(const struct lexicon *lex, const struct str *ingredients,
                       const double *strengths, size_t n);
/* The greatest strength of an ingredient by a measure; 0: not known. */
double lexicon_limit(const struct lexicon *lex, struct str ingredient,
                     enum limit_measure measure);
bool is_spine_region(struct str region);
/* The same region, or one that lies in the other or beside it. */
bool lexicon_near_regions(const struct lexicon *lex, struct str a,
                          struct str b);
/* True when the drug has an ingredient of another one, as the first of one of
 * them: Norco and Percocet only share what both have added. */
bool lexicon_shares_ingredient(const struct drug_row *drug,
                               struct str ingredient, bool is_first);
/* Medrox is no Menthoderm, though it has all that is in it: of creams with
 * names of their own, those with more in them are others. */
bool lexicon_other_creams(const struct drug_row *a, const struct drug_row *b);
/* True when the two share an ingredient so, and are not two such creams. */
bool lexicon_like_drugs(const struct drug_row *a, const struct drug_row *b);
/* What one says may be meant by the other: the same kind, or one family. */
bool lexicon_like_treatments(const struct lexicon *lex,
                             const struct treatment_row *a,
                             const struct treatment_row *b);

#endif
