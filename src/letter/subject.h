/* subject.h -- which item of a letter the words before a verdict name. */
#ifndef IMR_SUBJECT_H
#define IMR_SUBJECT_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/* Words that tell one item from another, each by its hash. */
struct telling_words {
	VEC(uint64_t) list;
};

/* What the conclusions of one letter are read with. */
struct concluding {
	struct letter *letter;
	const struct ruleset *rules;
	struct arena *arena;
	struct telling_words *headings; /* of each decision */
};

/* What some words name: this item, another one, or neither. */
struct subject {
	bool own;
	int32_t other; /* index of the item; -1: none */
};

/* Reads the telling words of every decision's heading. */
void subjects_read(struct concluding *r);

/* What the words in [start, end) of the folded text name, under item `own`. */
struct subject subject_of(const struct concluding *r, size_t own,
                          uint32_t start, uint32_t end);

#endif
