/* words.c -- the words of the contract. */
#include "rules/words.h"

static const char *const outcomes[] = {
	[OUTCOME_UNKNOWN] = "unknown",
	[OUTCOME_UPHELD] = "upheld",
	[OUTCOME_OVERTURNED] = "overturned",
	[OUTCOME_MODIFIED] = "modified",
};
const struct names outcome_names = NAMES(outcomes);

static const char *const conclusions[] = {
	[CONCLUSION_NONE] = "none",
	[CONCLUSION_NECESSARY] = "necessary",
	[CONCLUSION_NOT_NECESSARY] = "not-necessary",
	[CONCLUSION_PARTLY] = "partly-necessary",
	[CONCLUSION_CONFLICTING] = "conflicting",
};
const struct names conclusion_names = NAMES(conclusions);

static const char *const categories[] = {
	[CATEGORY_OTHER] = "other",
	[CATEGORY_MEDICATION] = "medication",
	[CATEGORY_COMPOUNDED_TOPICAL] = "compounded-topical",
	[CATEGORY_INJECTION] = "injection",
	[CATEGORY_PHYSICAL_THERAPY] = "physical-therapy",
	[CATEGORY_OCCUPATIONAL_THERAPY] = "occupational-therapy",
	[CATEGORY_CHIROPRACTIC] = "chiropractic",
	[CATEGORY_ACUPUNCTURE] = "acupuncture",
	[CATEGORY_MASSAGE] = "massage",
	[CATEGORY_PSYCHOLOGICAL] = "psychological",
	[CATEGORY_IMAGING] = "imaging",
	[CATEGORY_ELECTRODIAGNOSTIC] = "electrodiagnostic",
	[CATEGORY_LABORATORY] = "laboratory",
	[CATEGORY_DRUG_TESTING] = "drug-testing",
	[CATEGORY_DME] = "dme",
	[CATEGORY_SURGERY] = "surgery",
	[CATEGORY_SURGICAL_ANCILLARY] = "surgical-ancillary",
	[CATEGORY_CONSULTATION] = "consultation",
	[CATEGORY_OFFICE_VISIT] = "office-visit",
	[CATEGORY_PROGRAM] = "program",
	[CATEGORY_HOME_CARE] = "home-care",
	[CATEGORY_TRANSPORT] = "transport",
};
const struct names category_names = NAMES(categories);

static const char *const drug_classes[] = {
	[DRUG_OTHER] = "other",
	[DRUG_OPIOID] = "opioid",
	[DRUG_BENZODIAZEPINE] = "benzodiazepine",
	[DRUG_MUSCLE_RELAXANT] = "muscle-relaxant",
	[DRUG_NSAID] = "nsaid",
	[DRUG_PPI] = "ppi",
	[DRUG_ANTICONVULSANT] = "anticonvulsant",
	[DRUG_ANTIDEPRESSANT] = "antidepressant",
	[DRUG_SEDATIVE_HYPNOTIC] = "sedative-hypnotic",
	[DRUG_TOPICAL] = "topical",
	[DRUG_LAXATIVE] = "laxative",
	[DRUG_ANTIEMETIC] = "antiemetic",
	[DRUG_TRIPTAN] = "triptan",
	[DRUG_STIMULANT] = "stimulant",
	[DRUG_STEROID] = "steroid",
	[DRUG_ANTIBIOTIC] = "antibiotic",
	[DRUG_SUPPLEMENT] = "supplement",
};
const struct names drug_class_names = NAMES(drug_classes);

static const char *const lateralities[] = {
	[SIDE_NONE] = "none",   [SIDE_LEFT] = "left",
	[SIDE_RIGHT] = "right", [SIDE_BILATERAL] = "bilateral",
	[SIDE_MIXED] = "mixed",
};
const struct names laterality_names = NAMES(lateralities);

static const char *const missing[] = { "quantity", "strength",  "frequency",
	                               "duration", "body-part", "laterality",
	                               "level",    "visits" };
const struct names missing_names = NAMES(missing);

const char *outcome_name(enum outcome o)
{
	return outcomes[o];
}

const char *conclusion_name(enum conclusion c)
{
	return conclusions[c];
}

const char *category_name(enum category c)
{
	return categories[c];
}

const char *drug_class_name(enum drug_class c)
{
	return drug_classes[c];
}

const char *laterality_name(enum laterality s)
{
	return lateralities[s];
}
