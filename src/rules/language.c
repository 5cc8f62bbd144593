/* language.c -- cues and conclusions: rules/language. */
#include "rules/language.h"

#include <stdlib.h>

#include "rules/ruleset.h"
#include "rules/words.h"

static const char *const cue_words[] = {
	[CUE_NEGATION] = "negation",
	[CUE_NEAR_NEGATION] = "near-negation",
	[CUE_EXCLUSION] = "exclusion",
	[CUE_NEGATION_BEFORE] = "negation-before",
	[CUE_DENIED] = "denied",
	[CUE_NO_NEGATION] = "no-negation",
	[CUE_UNDOCUMENTED] = "undocumented",
	[CUE_UNDOCUMENTED_BEFORE] = "undocumented-before",
	[CUE_HYPOTHETICAL] = "hypothetical",
	[CUE_HISTORICAL] = "historical",
	[CUE_UNCERTAIN] = "uncertain",
	[CUE_BREAK] = "break",
	[CUE_CONCESSION] = "concession",
	[CUE_REASON] = "reason",
	[CUE_GUIDELINE] = "guideline",
	[CUE_GUIDELINE_SAYS] = "guideline-says",
	[CUE_REVIEW_SAYS] = "review-says",
	[CUE_RECORD_SAYS] = "record-says",
	[CUE_PROVIDER_SAYS] = "provider-says",
	[CUE_PATIENT_SAYS] = "patient-says",
	[CUE_REQUEST] = "request",
	[CUE_REVIEWER_SAYS] = "reviewer-says",
	[CUE_ADVICE] = "advice",
	[CUE_RESTATES] = "restates",
	[CUE_RESTATED_BEFORE] = "restated-before",
	[CUE_NEEDS] = "needs",
	[CUE_RESTATED_END] = "restated-end",
	[CUE_REST] = "rest",
	[CUE_PORTION] = "portion",
	[CUE_ADDITION] = "addition",
	[CUE_CRITERIA] = "criteria",
	[CUE_TOPICAL] = "topical",
	[CUE_ORAL] = "oral",
	[CUE_CHANGE] = "change",
	[CUE_RECOMMENDED] = "recommended",
	[CUE_RECOMMENDS] = "recommends",
	[CUE_ALL_MET] = "all-met",
	[CUE_TOLD] = "told",
};
static const struct names cue_names = NAMES(cue_words);

struct raw_form {
	struct conclusion_form form;
	const struct node *says;
};

#define ROW(name, type, member, required, names)                         \
	{                                                                \
		STR_INIT(name), type, offsetof(struct raw_form, member), \
		        required, names                                  \
	}
/* clang-format off */
static const struct field form_fields[] = {
	ROW("says",          FIELD_NODE,   says,               true,  NULL),
	ROW("means",         FIELD_ENUM,   form.means,         true,  &conclusion_names),
	ROW("firm",          FIELD_YES_NO, form.firm,          false, NULL),
	ROW("needs-request", FIELD_YES_NO, form.needs_request, false, NULL),
	ROW("named",         FIELD_YES_NO, form.named,         false, NULL),
	ROW("complete",      FIELD_YES_NO, form.complete,      false, NULL),
	ROW("alone",         FIELD_YES_NO, form.alone,         false, NULL),
	ROW("rest",          FIELD_YES_NO, form.rest,          false, NULL),
	ROW("ends",          FIELD_YES_NO, form.ends,          false, NULL),
	ROW("fixed",         FIELD_YES_NO, form.fixed,         false, NULL),
};
/* clang-format on */

/* A map: a name, the phrases that mean it. */
static void load_named(struct loader *ld, const struct node *map,
                       const struct names *names, const char *what,
                       enum term_kind kind, const char *no_map)
{
	if (map->kind != NODE_MAP) {
		LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, map, "%s", no_map);
		return;
	}
	for (size_t i = 0; i + 1 < map->items.len; i += 2) {
		uint8_t index = 0;

		if (names_read(ld->scratch, ld->diags, map->items.items[i],
		               names, what, &index))
			loader_phrases(ld, map->items.items[i + 1], kind, index,
			               0);
	}
}

void language_load_cues(struct loader *ld, const struct node *map)
{
	load_named(ld, map, &cue_names, "cue", TERM_CUE,
	           "cues are a map: kind of cue, phrases");
}

void language_load_fields(struct loader *ld, const struct node *map)
{
	load_named(ld, map, &missing_names, "field", TERM_FIELD,
	           "request fields are a map: field, names");
}

void language_load_classes(struct loader *ld, const struct node *map)
{
	load_named(ld, map, &drug_class_names, "drug class", TERM_DRUG_CLASS,
	           "drug classes are a map: class, names");
}

static void load_beside(struct loader *ld, const struct node *list,
                        uint32_t *bits)
{
	for (size_t i = 0; i < list->items.len; i++) {
		uint8_t beside = 0;

		if (names_read(ld->scratch, ld->diags, list->items.items[i],
		               &drug_class_names, "drug class", &beside))
			*bits |= 1u << beside;
	}
}

void language_load_classes_beside(struct loader *ld, const struct node *map)
{
	if (map->kind != NODE_MAP) {
		LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, map,
		                "classes beside others are a map: class, "
		                "classes");
		return;
	}
	for (size_t i = 0; i + 1 < map->items.len; i += 2) {
		const struct node *list = map->items.items[i + 1];
		uint8_t own = 0;

		if (loader_is_list(ld, list, "classes beside another") &&
		    names_read(ld->scratch, ld->diags, map->items.items[i],
		               &drug_class_names, "drug class", &own))
			load_beside(ld, list,
			            &ld->set->language.classes_beside[own]);
	}
}

void language_load_conclusions(struct loader *ld, const struct node *list)
{
	struct language *language = &ld->set->language;

	if (!loader_is_list(ld, list, "conclusions"))
		return;
	for (size_t i = 0; i < list->items.len; i++) {
		struct raw_form raw = { 0 };
		uint32_t index = (uint32_t)language->conclusions.len;

		if (!fields_read(ld->perm, ld->diags, list->items.items[i],
		                 form_fields,
		                 sizeof(form_fields) / sizeof(*form_fields),
		                 "conclusion", &raw))
			continue;
		loader_phrases(ld, raw.says, TERM_CONCLUSION, index, 0);
		*VEC_PUSH(ld->perm, &language->conclusions) = raw.form;
	}
}

static int by_text(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Sorted, so that a sentence reader can search them by halves. */
void language_load_abbreviations(struct loader *ld, const struct node *list)
{
	struct texts *texts = &ld->set->language.abbreviations;

	if (!texts_read(ld->perm, ld->diags, list, texts))
		return;
	loader_fold(ld, texts);
	qsort(texts->items, texts->len, sizeof(*texts->items), by_text);
}

struct raw_short_form {
	struct str says;
	struct str means;
	bool capitals;
	struct texts not_before;
};

#define SHORT_ROW(name, type, member, required)                                \
	{                                                                      \
		STR_INIT(name), type, offsetof(struct raw_short_form, member), \
		        required, NULL                                         \
	}
/* clang-format off */
static const struct field short_form_fields[] = {
	SHORT_ROW("says",       FIELD_TEXT,   says,       true),
	SHORT_ROW("means",      FIELD_TEXT,   means,      true),
	SHORT_ROW("capitals",   FIELD_YES_NO, capitals,   false),
	SHORT_ROW("not-before", FIELD_TEXTS,  not_before, false),
};
/* clang-format on */

void language_load_short_forms(struct loader *ld, const struct node *list)
{
	if (!loader_is_list(ld, list, "short forms"))
		return;
	for (size_t i = 0; i < list->items.len; i++) {
		struct raw_short_form raw = { 0 };
		struct short_form *form;

		if (!fields_read(ld->perm, ld->diags, list->items.items[i],
		                 short_form_fields,
		                 sizeof(short_form_fields) /
		                         sizeof(*short_form_fields),
		                 "short form", &raw))
			continue;
		form = VEC_PUSH(ld->perm, &ld->set->language.short_forms);
		form->says =
		        arena_str(ld->perm, phrase_fold(ld->scratch, raw.says));
		form->means = arena_str(ld->perm,
		                        phrase_fold(ld->scratch, raw.means));
		form->capitals = raw.capitals;
		loader_fold(ld, &raw.not_before);
		form->unless = raw.not_before.items;
		form->n_unless = raw.not_before.len;
		if (form->means.len < form->says.len)
			LOADER_COMPLAIN(ld, DIAG_BAD_VALUE,
			                list->items.items[i],
			                "a short form is shorter than what it "
			                "means");
	}
}

#define WORDS(name, member) LOADER_WORDS(name, struct sentence_words, member)
/* clang-format off */
static const struct field word_fields[] = {
	WORDS("openers",           openers),
	WORDS("verbs",             verbs),
	WORDS("conditions-before", conditions_before),
	WORDS("conditions-after",  conditions_after),
	WORDS("conditions-denied", conditions_denied),
	WORDS("all-but",           all_but),
	WORDS("clause-joins",      clause_joins),
	WORDS("clause-verbs",      clause_verbs),
	WORDS("clause-ties",       clause_ties),
	WORDS("wants",             wants),
	WORDS("effects",           effects),
	WORDS("clause-openers",    clause_openers),
	WORDS("clause-results",    clause_results),
	WORDS("subject-denials",   subject_denials),
	WORDS("held",              held),
	WORDS("holds",             holds),
	WORDS("indicated-for",     indicated_for),
	WORDS("indicated-here",    indicated_here),
	WORDS("endings",           endings),
	WORDS("possible",          possible),
	WORDS("unreal",            unreal),
	WORDS("supposed",          supposed),
	WORDS("supposed-after",    supposed_after),
	WORDS("inverted",          inverted),
	WORDS("limits",            limits),
	WORDS("roles",             roles),
	WORDS("turns",             turns),
	WORDS("for-now",           for_now),
	WORDS("against",           against),
	WORDS("well-side",         well_side),
	WORDS("odg-in-mtus",       odg_in_mtus),
	WORDS("borrowed",          borrowed),
	WORDS("comorbid",          comorbid),
	WORDS("second-side",       second_side),
	WORDS("after-field",       after_field),
	WORDS("questions",         questions),
	WORDS("requesting",        requesting),
	WORDS("field-said",        field_said),
	WORDS("field-elsewhere",   field_elsewhere),
	WORDS("each-day",          each_day),
	WORDS("each-week",         each_week),
	WORDS("both-contrasts",       both_contrasts),
	WORDS("without-contrast",       without_contrast),
	WORDS("with-contrast",       with_contrast),
	WORDS("past",       past),
	WORDS("studied",       studied),
	WORDS("said-of-all",       said_of_all),
	WORDS("alternatives",      alternatives),
	WORDS("on-condition",      on_condition),
	WORDS("of-all-cases",      of_all_cases),
	WORDS("not-every",         not_every),
	WORDS("other-requests",    other_requests),
	WORDS("earlier-ones",      earlier_ones),
	WORDS("decisions",         decisions),
	WORDS("page-lines",        page_lines),
	WORDS("begins",            begins),
	WORDS("topics",            topics),
	WORDS("absences",          absences),
	WORDS("absences-told",     absences_told),
	WORDS("denied-last",       denied_last),
};
/* clang-format on */

void language_load_words(struct loader *ld, const struct node *map)
{
	loader_words(ld, map, word_fields,
	             sizeof(word_fields) / sizeof(*word_fields),
	             &ld->set->language.words);
}
