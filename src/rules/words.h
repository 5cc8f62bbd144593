/*
 * words.h -- the words of the contract: what letters, rules and reports share.
 *
 * Each enum has its words in a table, in the order of its members. The words
 * are those of the parsed letter (JSON) and of the rule files; they are fixed.
 */
#ifndef IMR_WORDS_H
#define IMR_WORDS_H

#include "rules/fields.h"

enum outcome {
	OUTCOME_UNKNOWN,
	OUTCOME_UPHELD,     /* the denial stands */
	OUTCOME_OVERTURNED, /* the treatment is necessary */
	OUTCOME_MODIFIED,
};

enum conclusion {
	CONCLUSION_NONE,
	CONCLUSION_NECESSARY,
	CONCLUSION_NOT_NECESSARY,
	CONCLUSION_PARTLY,
	CONCLUSION_CONFLICTING,
};

enum category {
	CATEGORY_OTHER,
	CATEGORY_MEDICATION,
	CATEGORY_COMPOUNDED_TOPICAL,
	CATEGORY_INJECTION,
	CATEGORY_PHYSICAL_THERAPY,
	CATEGORY_OCCUPATIONAL_THERAPY,
	CATEGORY_CHIROPRACTIC,
	CATEGORY_ACUPUNCTURE,
	CATEGORY_MASSAGE,
	CATEGORY_PSYCHOLOGICAL,
	CATEGORY_IMAGING,
	CATEGORY_ELECTRODIAGNOSTIC,
	CATEGORY_LABORATORY,
	CATEGORY_DRUG_TESTING,
	CATEGORY_DME,
	CATEGORY_SURGERY,
	CATEGORY_SURGICAL_ANCILLARY,
	CATEGORY_CONSULTATION,
	CATEGORY_OFFICE_VISIT,
	CATEGORY_PROGRAM,
	CATEGORY_HOME_CARE,
	CATEGORY_TRANSPORT,
};

enum drug_class {
	DRUG_OTHER,
	DRUG_OPIOID,
	DRUG_BENZODIAZEPINE,
	DRUG_MUSCLE_RELAXANT,
	DRUG_NSAID,
	DRUG_PPI,
	DRUG_ANTICONVULSANT,
	DRUG_ANTIDEPRESSANT,
	DRUG_SEDATIVE_HYPNOTIC,
	DRUG_TOPICAL,
	DRUG_LAXATIVE,
	DRUG_ANTIEMETIC,
	DRUG_TRIPTAN,
	DRUG_STIMULANT,
	DRUG_STEROID,
	DRUG_ANTIBIOTIC,
	DRUG_SUPPLEMENT,
};

enum laterality {
	SIDE_NONE,
	SIDE_LEFT,
	SIDE_RIGHT,
	SIDE_BILATERAL,
	SIDE_MIXED, /* several parts with different sides */
};

/* What a complete request would state and this one does not: a bit set. */
enum missing {
	MISSING_QUANTITY = 1,
	MISSING_STRENGTH = 2,
	MISSING_FREQUENCY = 4,
	MISSING_DURATION = 8,
	MISSING_BODY_PART = 16,
	MISSING_LATERALITY = 32,
	MISSING_LEVEL = 64,
	MISSING_VISITS = 128,
};

extern const struct names outcome_names;
extern const struct names conclusion_names;
extern const struct names category_names;
extern const struct names drug_class_names;
extern const struct names laterality_names;
extern const struct names missing_names; /* bit 0 first */

const char *outcome_name(enum outcome o);
const char *conclusion_name(enum conclusion c);
const char *category_name(enum category c);
const char *drug_class_name(enum drug_class c);
const char *laterality_name(enum laterality s);

#endif
