/* result.c -- the words for what studies have shown: rules/language. */
#include "rules/result.h"

#include "rules/ruleset.h"

struct raw_study {
	struct study study;
	const struct node *names;
	const struct node *normal;
	const struct node *abnormal;
};

struct raw_results {
	struct result_rules rules;
	const struct node *words[RESULT_WORDS];
	const struct node *studies;
};

#define ROW(name, kind, member) \
	LOADER_FIELD(name, kind, struct raw_results, member)
#define STUDY(name, kind, member, required)                               \
	{                                                                 \
		STR_INIT(name), kind, offsetof(struct raw_study, member), \
		        required, NULL                                    \
	}
/* clang-format off */
static const struct field fields[] = {
	ROW("normal",       FIELD_NODE,  words[RESULT_NORMAL]),
	ROW("negative",     FIELD_NODE,  words[RESULT_NEGATIVE]),
	ROW("abnormal",     FIELD_NODE,  words[RESULT_ABNORMAL]),
	ROW("shows",        FIELD_NODE,  words[RESULT_SHOWS]),
	ROW("result-links", FIELD_TEXTS, rules.links),
	ROW("result-ends",  FIELD_TEXTS, rules.ends),
	ROW("result-tests", FIELD_TEXTS, rules.tests),
	ROW("result-unnamed", FIELD_TEXTS, rules.unnamed),
	ROW("result-articles", FIELD_TEXTS, rules.articles),
	ROW("result-within", FIELD_TEXTS, rules.within),
	ROW("result-verdicts", FIELD_TEXTS, rules.verdicts),
	ROW("wear",         FIELD_TEXTS, rules.wear.ids),
	ROW("studies",      FIELD_NODE,  studies),
};

static const struct field study_fields[] = {
	STUDY("title",    FIELD_TEXT,  study.title,     true),
	STUDY("names",    FIELD_NODE,  names,           true),
	STUDY("named",    FIELD_YES_NO, study.named,    false),
	STUDY("shows",    FIELD_TEXTS, study.shows.ids, false),
	STUDY("normal",   FIELD_NODE,  normal,          false),
	STUDY("abnormal", FIELD_NODE,  abnormal,        false),
};
/* clang-format on */

enum result_word result_word(uint32_t index, uint32_t study)
{
	if (index < RESULT_WORDS)
		return (enum result_word)index;
	if (index == RESULT_WORDS + 2 * study)
		return RESULT_NORMAL;
	return index == RESULT_WORDS + 2 * study + 1 ? RESULT_ABNORMAL
	                                             : RESULT_WORDS;
}

static void load_study(struct loader *ld, const struct node *map)
{
	struct result_rules *rules = &ld->set->results;
	uint32_t index = (uint32_t)rules->studies.len;
	struct raw_study raw = { 0 };

	if (!fields_read(ld->perm, ld->diags, map, study_fields,
	                 sizeof(study_fields) / sizeof(*study_fields), "study",
	                 &raw))
		return;
	loader_names(ld, raw.names, TERM_STUDY, index);
	if (raw.normal)
		loader_names(ld, raw.normal, TERM_RESULT,
		             RESULT_WORDS + 2 * index);
	if (raw.abnormal)
		loader_names(ld, raw.abnormal, TERM_RESULT,
		             RESULT_WORDS + 2 * index + 1);
	*VEC_PUSH(ld->perm, &rules->studies) = raw.study;
}

void result_load(struct loader *ld, const struct node *map)
{
	struct raw_results raw = { 0 };

	if (!fields_read(ld->perm, ld->diags, map, fields,
	                 sizeof(fields) / sizeof(*fields), "list of results",
	                 &raw))
		return;
	if (!loader_is_list(ld, raw.studies, "studies"))
		return;
	loader_fold(ld, &raw.rules.links);
	loader_fold(ld, &raw.rules.ends);
	loader_fold(ld, &raw.rules.tests);
	loader_fold(ld, &raw.rules.unnamed);
	loader_fold(ld, &raw.rules.articles);
	loader_fold(ld, &raw.rules.within);
	loader_fold(ld, &raw.rules.verdicts);
	ld->set->results = raw.rules;
	ld->set->results.at = loader_place(ld, map);
	for (uint32_t i = 0; i < RESULT_WORDS; i++)
		loader_names(ld, raw.words[i], TERM_RESULT, i);
	for (size_t i = 0; i < raw.studies->items.len; i++)
		load_study(ld, raw.studies->items.items[i]);
}

void result_finish(struct loader *ld)
{
	struct result_rules *rules = &ld->set->results;

	fact_list_resolve(ld, &rules->wear, rules->at);
	for (size_t i = 0; i < rules->studies.len; i++)
		fact_list_resolve(ld, &rules->studies.items[i].shows,
		                  rules->at);
}
