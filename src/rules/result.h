/* result.h -- the words for what studies have shown (results.yaml). */
#ifndef IMR_RESULT_H
#define IMR_RESULT_H

#include "rules/fact.h"

/* What a hit of TERM_RESULT means: its index, and behind them two for every
 * study: what is normal of it and what is not. */
enum result_word {
	RESULT_NORMAL,
	RESULT_NEGATIVE,
	RESULT_ABNORMAL,
	RESULT_SHOWS,
	RESULT_WORDS,
};

/* A kind of study; hits of TERM_STUDY carry its index. */
struct study {
	struct str title;       /* "MRI" */
	struct fact_list shows; /* any of them is an abnormal result */
	bool named;             /* by the word before: "compression test" */
};

struct result_rules {
	VEC(struct study) studies;
	struct texts links;    /* between a study and its result. Folded */
	struct texts ends;     /* what may follow "normal". Folded */
	struct texts tests;    /* "test", "sign": a name is before. Folded */
	struct texts unnamed;  /* before "test": they name none. Folded */
	struct texts articles; /* before a study. Folded */
	/* Before those: what is called normal is something in it. Folded */
	struct texts within;
	struct texts verdicts; /* what a test is. Folded */
	struct fact_list wear; /* what a negative study may show */
	struct rule_place at;
};

/* The meaning of a hit for one study; RESULT_WORDS: none. */
enum result_word result_word(uint32_t index, uint32_t study);

/* The section 'results'. */
void result_load(struct loader *ld, const struct node *map);
/* Once all files are read: names become facts, which count as used. */
void result_finish(struct loader *ld);

#endif
