/* lists.h -- words that many phrases share, by name: "(<tried>) acupuncture".
 */
#ifndef IMR_LISTS_H
#define IMR_LISTS_H

#include "text/node.h"

struct loader;

/* While the rules are loaded; phrases are kept with the words in place. */
struct word_list {
	struct str name;
	struct str words; /* "a|b|c" */
};

struct word_lists {
	VEC(struct word_list) list;
	struct str it; /* what <it> stands for now: a fact's own words */
};

/* The section 'lists', a map: name, words. A list may use those before it. */
void lists_load(struct loader *ld, const struct node *map);
/* Words, one or a list of them, as they stand between brackets: "a|b|c".
 * Complains of what is no word, of too many, and of unknown names in them. */
bool lists_join(struct loader *ld, const struct node *words, struct str *out);
/* A phrase with words in the place of every <name>. */
bool lists_expand(struct loader *ld, const struct node *at, struct str phrase,
                  struct str *out);
#endif
