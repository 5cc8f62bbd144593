/* language.h -- the words that conclude, deny, hedge and attribute. */
#ifndef IMR_LANGUAGE_H
#define IMR_LANGUAGE_H

#include "rules/loader.h"

/*
 * What a cue does to the words around it, after NegEx (Chapman 2001) and
 * ConText (Harkema 2009). A scope ends at CUE_BREAK or with the sentence.
 */
enum cue {
	CUE_NEGATION,        /* "no", "not": denies what follows */
	CUE_NEAR_NEGATION,   /* "unable to": no more than what it does */
	CUE_EXCLUSION,       /* "without": the same, but decides nothing */
	CUE_NEGATION_BEFORE, /* "was negative": denies what stands before */
	CUE_DENIED,          /* "was denied": by the patient, or as a request */
	CUE_NO_NEGATION,     /* "not only": looks like one and is none */
	CUE_UNDOCUMENTED,    /* "no documentation of": what follows */
	CUE_UNDOCUMENTED_BEFORE, /* "was not documented": what stands before */
	CUE_HYPOTHETICAL,        /* "if", "until": not said to be so */
	CUE_HISTORICAL,          /* "history of", "in the past" */
	CUE_UNCERTAIN,           /* "possible", "rule out" */
	CUE_BREAK,               /* "but", "however": ends every scope */
	CUE_CONCESSION,          /* "although": up to the next comma or break */
	CUE_REASON,              /* "because", "as": the same */
	CUE_GUIDELINE,           /* names a guideline */
	CUE_GUIDELINE_SAYS,      /* a guideline is quoted from here on */
	CUE_REVIEW_SAYS,         /* utilization review is retold from here on */
	CUE_RECORD_SAYS,         /* the records speak */
	CUE_PROVIDER_SAYS,       /* the treating provider speaks */
	CUE_PATIENT_SAYS,        /* the patient speaks */
	CUE_REQUEST,             /* "the request", "this treatment" */
	CUE_REVIEWER_SAYS,       /* "in this case", "I": the reviewer speaks */
	CUE_ADVICE,          /* "should not be interpreted as": no verdict */
	CUE_RESTATES,        /* "the request for": what is asked follows */
	CUE_RESTATED_BEFORE, /* "ten visits are requested": it stands before */
	CUE_NEEDS,           /* "the need for": the same, with less weight */
	CUE_RESTATED_END,    /* "exceeds", "after": it ends here */
	CUE_REST,            /* "the remainder": what is not granted of it */
	CUE_PORTION,         /* "was modified": of what was asked at first */
	CUE_ADDITION,        /* "additional": what is more than before */
	CUE_CRITERIA,        /* "criteria for": what they are for follows */
	CUE_TOPICAL,         /* put on the skin */
	CUE_ORAL,            /* swallowed */
	CUE_CHANGE,          /* "decreased": who denies it says "or" */
	CUE_RECOMMENDED,     /* "is not recommended": what stands before it */
	CUE_RECOMMENDS,      /* "do not recommend": what follows */
	CUE_ALL_MET,         /* "every criterion is met" */
	CUE_TOLD, /* "(stopped for edema)": there was what it is of */
	CUES,
};

static inline bool hit_is_cue(const struct hit *h, enum cue cue)
{
	return h->kind == TERM_CUE && h->index == (uint32_t)cue;
}

/* True for the cues that deny, or miss in the file, what follows them. */
static inline bool cue_denies_ahead(uint32_t cue)
{
	return cue == CUE_NEGATION || cue == CUE_NEAR_NEGATION ||
	       cue == CUE_EXCLUSION || cue == CUE_UNDOCUMENTED;
}

/* The same of what follows them or what stands before. */
static inline bool cue_denies(uint32_t cue)
{
	return cue_denies_ahead(cue) || cue == CUE_NEGATION_BEFORE ||
	       cue == CUE_UNDOCUMENTED_BEFORE;
}

/*
 * A way of concluding. The phrase has a meaning as it stands; a negation in
 * its scope turns it round.
 */
struct conclusion_form {
	uint8_t means;      /* enum conclusion of rules/words.h */
	bool firm;          /* ends a review; else it only leans */
	bool needs_request; /* counts only where the request is its subject */
	bool named;         /* ... or the item itself: no other treatment */
	bool complete;      /* speaks of the request by itself */
	bool alone;         /* counts only as a sentence of its own */
	bool rest;          /* of what is left out of a grant */
	bool ends;          /* counts only at the end of its sentence */
	bool fixed;         /* a negation before it does not turn it round */
};

/* Small words by which sentences are read, folded: rules/language/words.yaml
 * says what each list is for. */
struct sentence_words {
	struct texts begins;
	struct texts topics;
	struct texts absences;
	struct texts absences_told;
	struct texts denied_last;
	struct texts openers;
	struct texts verbs;
	struct texts conditions_before;
	struct texts conditions_after;
	struct texts conditions_denied;
	struct texts all_but;
	struct texts clause_joins;
	struct texts clause_verbs;
	struct texts clause_ties;
	struct texts wants;
	struct texts effects;
	struct texts clause_openers;
	struct texts clause_results;
	struct texts subject_denials;
	struct texts held;
	struct texts holds;
	struct texts indicated_for;
	struct texts indicated_here;
	struct texts endings;
	struct texts possible;
	struct texts unreal;
	struct texts supposed;
	struct texts supposed_after;
	struct texts inverted;
	struct texts limits;
	struct texts roles;
	struct texts turns;
	struct texts for_now;
	struct texts against;
	struct texts well_side;
	struct texts odg_in_mtus; /* behind "ODG": the MTUS prints it */
	struct texts borrowed;    /* from the guideline of another part */
	struct texts comorbid;
	struct texts second_side;
	struct texts after_field;
	struct texts questions;
	struct texts requesting; /* who asks, or with what */
	struct texts field_said;
	struct texts field_elsewhere;
	struct texts each_day;
	struct texts each_week;
	struct texts both_contrasts;
	struct texts without_contrast;
	struct texts with_contrast;
	struct texts past;
	struct texts studied;
	struct texts said_of_all;
	struct texts alternatives;
	struct texts on_condition; /* between advice and what it asks for */
	struct texts of_all_cases;
	struct texts not_every;
	struct texts other_requests;
	struct texts earlier_ones;
	struct texts decisions;
	struct texts page_lines;
};

struct language {
	VEC(struct conclusion_form) conclusions;
	struct texts abbreviations; /* folded, with their full stop: "dr." */
	VEC(struct short_form) short_forms;
	struct sentence_words words;
	/* For each class of drugs (enum drug_class) the bits of those that a
	 * rationale may name without it. */
	uint32_t classes_beside[32];
};

void language_load_cues(struct loader *ld, const struct node *map);
void language_load_conclusions(struct loader *ld, const struct node *list);
/* Names of the fields of a request; hits of TERM_FIELD carry the number of
 * the bit of enum missing. */
void language_load_fields(struct loader *ld, const struct node *map);
/* Names of classes of drugs; hits of TERM_DRUG_CLASS carry the class. */
void language_load_classes(struct loader *ld, const struct node *map);
void language_load_classes_beside(struct loader *ld, const struct node *map);
void language_load_abbreviations(struct loader *ld, const struct node *list);
void language_load_short_forms(struct loader *ld, const struct node *list);
void language_load_words(struct loader *ld, const struct node *map);

#endif
