/* figure.h -- the figures of guidelines, as letters recite them. */
#ifndef IMR_RULES_FIGURE_H
#define IMR_RULES_FIGURE_H

#include "rules/criterion.h"

enum figure_expect {
	FIGURE_MISQUOTED, /* another figure than the guideline's is reported */
	FIGURE_RIGHT,     /* the words recite, and the figure is right */
	FIGURE_NOTHING,   /* nothing of this request is recited */
};

/* A decision in small, with what is to be made of its rationale. */
struct figure_test {
	struct str name;
	struct str request;
	struct str rationale;
	uint8_t expect; /* enum figure_expect */
};

/* What may stand in one slot of the phrases: numbers of one dimension. */
struct figures {
	VEC(struct quantity) list;
};

/*
 * Figures that belong to a criterion, whichever edition has them: what any
 * edition or a later practice says is no misquotation.
 */
struct figure_rule {
	struct str criterion; /* id */
	struct str says;      /* what the guideline says, in one line */
	struct applies applies;
	struct texts names;   /* folded; one of them stands in the sentence or
	                         in the one before */
	struct texts without; /* folded; none of them in the sentence */
	bool anything; /* no 'applies-to': the phrases name the treatment */
	bool denied;   /* a denial before the words belongs to them */
	VEC(struct figures)
	slots; /* in the order of the phrases' slots; an
	          empty one is not judged */
	VEC(struct figure_test) tests;
	struct str file;
	uint32_t line;
	uint32_t column;
};

struct figure_rules {
	VEC(struct figure_rule) list;
	/* Words by which a sentence says what ought to be, anywhere and in a
	 * quotation, verbs, words that speak of the case at hand, and words of
	 * what happened. Folded. */
	struct texts norms;
	struct texts quoted_norms;
	struct texts verbs;
	struct texts cases;
	struct texts past;
};

/* The section 'recited-figures': a list. */
void figure_load(struct loader *ld, const struct node *list);
/* The section 'recital-words': a map of lists of words. */
void figure_load_words(struct loader *ld, const struct node *map);
/* Once all files are read: criteria that there are not. */
void figure_finish(struct loader *ld);

#endif
