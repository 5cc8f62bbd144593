/* loader.h -- what the loaders of the rule files share while they load. */
#ifndef IMR_LOADER_H
#define IMR_LOADER_H

#include "rules/fields.h"
#include "rules/lists.h"
#include "rules/phrase.h"
#include "text/diag.h"

struct ruleset;

/* Phrases of facts that are told alike, <it> where each has its own words. */
struct fact_form {
	struct str name;
	struct str file;
	const struct node *node;
};

/*
 * perm holds what stays (the rule set), scratch what is only needed while
 * loading: the YAML trees and the terms. Nothing in perm may point into
 * scratch, nor to constants of the program: perm can be frozen to a file.
 */
struct loader {
	struct arena *perm;
	struct arena *scratch;
	struct diags *diags;
	struct match_builder terms;
	struct ruleset *set;
	struct word_lists lists;
	VEC(struct fact_form) forms;
	struct str file; /* path of the file that is read now */
};

/* Where a rule stands, for complaints once all files are read. */
struct rule_place {
	struct str file;
	uint32_t line;
	uint32_t column;
};
struct rule_place loader_place(const struct loader *ld,
                               const struct node *node);

/* Complains at a node. */
#define LOADER_COMPLAIN(ld, id, node, ...) \
	diag_add((ld)->diags, (id), (node)->line, (node)->column, __VA_ARGS__)

/* False, with the complaint that `what` ("drugs") are a list, when it is none.
 */
bool loader_is_list(struct loader *ld, const struct node *list,
                    const char *what);

/* Adds one phrase, or a list of them, that mean (kind, index). */
bool loader_phrases(struct loader *ld, const struct node *phrases,
                    enum term_kind kind, uint32_t index, unsigned flags);
bool loader_phrase(struct loader *ld, const struct node *at, struct str phrase,
                   enum term_kind kind, uint32_t index, unsigned flags);

/*
 * The same for names, whose hits are used without being confirmed: a phrase
 * that would become a pattern (a gap, a slot, too many wordings) is complained
 * of.
 */
bool loader_names(struct loader *ld, const struct node *phrases,
                  enum term_kind kind, uint32_t index);

/* Folds words that are compared with folded text. */
void loader_fold(struct loader *ld, struct texts *words);

/* A required field of a map. */
#define LOADER_FIELD(name, kind, type, member)                           \
	{                                                                \
		STR_INIT(name), kind, offsetof(type, member), true, NULL \
	}

/* A map of such lists, all required: every field is a LOADER_WORDS of `out`. */
#define LOADER_WORDS(name, type, member) \
	LOADER_FIELD(name, FIELD_TEXTS, type, member)
void loader_words(struct loader *ld, const struct node *map,
                  const struct field *fields, size_t n, void *out);

#endif
