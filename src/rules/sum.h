/* sum.h -- the words that tell what figures come to (sums.yaml). */
#ifndef IMR_SUM_H
#define IMR_SUM_H

#include "rules/loader.h"

/* What a hit of TERM_SUM means: its index. In the order of the keys. */
enum sum_word {
	SUM_MAKES,
	SUM_IS,
	SUM_ARE,
	SUM_IN_ALL, /* behind the number */
	SUM_LEAVES,
	SUM_LASTS,
	SUM_WORDS,
};

/* In lower case; sums.yaml says what each list is for. */
struct sum_words {
	struct texts joins;
	struct texts ands;
	struct texts ends;
	struct texts others;
	struct texts links;
	struct texts apart;
	struct texts adding; /* "8 more visits": a number for all that */
	struct texts again;  /* "twice a week, this makes": what stood there */
	struct texts asked;
	struct texts granted;
	struct texts less;
};

void sum_load(struct loader *ld, const struct node *map);

#endif
