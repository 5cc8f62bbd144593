/* loader.c -- what the loaders of the rule files share. */
#include "rules/loader.h"

#include "rules/ruleset.h"

struct rule_place loader_place(const struct loader *ld, const struct node *node)
{
	return (struct rule_place){ arena_str(ld->perm, ld->file), node->line,
		                    node->column };
}

bool loader_phrase(struct loader *ld, const struct node *at, struct str phrase,
                   enum term_kind kind, uint32_t index, unsigned flags)
{
	struct phrase_place place = { at->line, at->column };

	return lists_expand(ld, at, phrase, &phrase) &&
	       phrase_compile(&ld->terms, &ld->set->patterns, ld->perm,
	                      ld->diags, phrase, place, kind, index, flags);
}

bool loader_phrases(struct loader *ld, const struct node *phrases,
                    enum term_kind kind, uint32_t index, unsigned flags)
{
	bool good = true;

	if (phrases->kind == NODE_SCALAR)
		return loader_phrase(ld, phrases, phrases->text, kind, index,
		                     flags);
	if (phrases->kind != NODE_LIST) {
		LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, phrases,
		                "expected a phrase or a list of phrases");
		return false;
	}
	for (size_t i = 0; i < phrases->items.len; i++) {
		const struct node *item = phrases->items.items[i];

		if (item->kind != NODE_SCALAR) {
			LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, item,
			                "expected a phrase");
			good = false;
			continue;
		}
		good &= loader_phrase(ld, item, item->text, kind, index, flags);
	}
	return good;
}

bool loader_is_list(struct loader *ld, const struct node *list,
                    const char *what)
{
	if (list->kind == NODE_LIST)
		return true;
	LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, list, "%s are a list", what);
	return false;
}

bool loader_names(struct loader *ld, const struct node *phrases,
                  enum term_kind kind, uint32_t index)
{
	size_t patterns = ld->set->patterns.list.len;

	if (phrases->kind == NODE_LIST) {
		bool good = true;

		for (size_t i = 0; i < phrases->items.len; i++)
			good &= loader_names(ld, phrases->items.items[i], kind,
			                     index);
		return good;
	}
	if (!loader_phrases(ld, phrases, kind, index, 0))
		return false;
	if (ld->set->patterns.list.len == patterns)
		return true;
	LOADER_COMPLAIN(ld, DIAG_BAD_PATTERN, phrases,
	                "'%.*s' stands for too many wordings (or has a gap): "
	                "write it as several",
	                STR_ARG(phrases->text));
	return false;
}

void loader_fold(struct loader *ld, struct texts *words)
{
	for (size_t i = 0; i < words->len; i++)
		words->items[i] = arena_str(
		        ld->perm, phrase_fold(ld->scratch, words->items[i]));
}

void loader_words(struct loader *ld, const struct node *map,
                  const struct field *fields, size_t n, void *out)
{
	if (!fields_read(ld->perm, ld->diags, map, fields, n, "list of words",
	                 out))
		return;
	for (size_t i = 0; i < n; i++)
		loader_fold(ld,
		            (struct texts *)((char *)out + fields[i].offset));
}
