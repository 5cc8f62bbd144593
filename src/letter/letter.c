/* letter.c -- the names of the contract, and text of a letter. */
#include "letter/letter.h"

#include "base/buf.h"
#include "rules/fields.h"

const char *outcome_name(enum outcome o)
{
	static const char *const names[] = {
		[OUTCOME_UNKNOWN] = "unknown",
		[OUTCOME_UPHELD] = "upheld",
		[OUTCOME_OVERTURNED] = "overturned",
		[OUTCOME_MODIFIED] = "modified",
	};
	return names[o];
}

const char *conclusion_name(enum conclusion c)
{
	static const char *const names[] = {
		[CONCLUSION_NONE] = "none",
		[CONCLUSION_NECESSARY] = "necessary",
		[CONCLUSION_NOT_NECESSARY] = "not-necessary",
		[CONCLUSION_PARTLY] = "partly-necessary",
		[CONCLUSION_CONFLICTING] = "conflicting",
	};
	return names[c];
}

const char *voice_name(enum voice v)
{
	static const char *const names[] = {
		[VOICE_UNKNOWN] = "unknown",
		[VOICE_GUIDELINE] = "guideline",
		[VOICE_UTILIZATION_REVIEW] = "utilization-review",
		[VOICE_RECORD] = "record",
		[VOICE_PATIENT] = "patient",
		[VOICE_REQUEST] = "request",
		[VOICE_REVIEWER] = "reviewer",
	};
	return names[v];
}

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
	static const char *const names[] = {
		[SIDE_NONE] = "none",
		[SIDE_LEFT] = "left",
		[SIDE_RIGHT] = "right",
		[SIDE_BILATERAL] = "bilateral",
		[SIDE_MIXED] = "mixed",
	};
	return names[s];
}

struct str letter_text(const struct letter *l, struct span at)
{
	return source_text(l->source, at);
}

struct str letter_line(const struct letter *l, struct arena *a,
                       struct span at)
{
	struct str text = letter_text(l, at);
	struct buf b = { .arena = a };
	bool space = false;

	for (size_t i = 0; i < text.len; i++) {
		if (is_space(text.ptr[i])) {
			space = b.len > 0;
			continue;
		}
		if (space)
			buf_char(&b, ' ');
		space = false;
		buf_char(&b, text.ptr[i]);
	}
	return buf_text(&b);
}
