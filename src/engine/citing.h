/*
 * citing.h -- the citation lines of an item, and the questions that the checks
 * of them share.
 *
 * Private to check_citation.c, which goes through the lines, and to
 * check_wrong_guideline.c.
 */
#ifndef IMR_CITING_H
#define IMR_CITING_H

#include "engine/checks.h"

/* One line of one item, and what it is checked against. */
struct line {
	struct checking *c;
	const struct guidelines *guidelines;
	const struct decision *d;
	const struct citations *cited;
	bool reviewer;
	const struct hits *words; /* of the letter: those about guidelines */
};

/* How a check ended for a line: the greater says more. */
enum said { SAID_NOT_APPLICABLE, SAID_UNKNOWN, SAID_CONSISTENT, SAID_REPORTED };

/* A finding of the rule about the line; a note where auditors would differ. */
struct finding *line_report(const struct line *l, struct str rule,
                            struct span at, bool note, struct str message);
void line_relate_request(const struct line *l, struct finding *f);

/* The chapter that is cited; NULL when it is none that is known. */
const struct chapter *line_chapter(const struct line *l,
                                   const struct citation *cited);
/* The category of the request: "imaging". */
struct str line_category(const struct line *l);

/* The guideline word that a hit stands for. */
const struct citation_term *line_term(const struct line *l,
                                      const struct hit *h);
/*
 * The next guideline word of one kind inside the span, from hit *i on; NULL
 * when there is none. *i is then behind it.
 */
const struct hit *line_next_word(const struct line *l, struct span at,
                                 enum citation_word word, size_t *i);
bool line_says(const struct line *l, struct span at, enum citation_word word);
/* A hit names a chapter by more than a word that patients have too. */
bool line_full_name(const struct line *l, const struct hit *h);

/* Everything that the words of a section name. */
void line_scan(const struct line *l, struct str section, struct hits *out);
/* The topic that a section's words name; NULL when no table lists it. */
const struct topic *line_topic(const struct line *l, struct str section);

/* check_wrong_guideline.c: citation/wrong-guideline. */
enum said check_wrong_guideline(const struct line *l);
/* True when some chapter of the MTUS is about the request's parts. */
bool line_mtus_has_region(const struct line *l);

#endif
