/* named_part.h -- every body part that a passage names, and how. */
#ifndef IMR_NAMED_PART_H
#define IMR_NAMED_PART_H

#include "engine/restating.h"

#define PART_OR_SIDE STR("consistency/body-part-or-side-mismatch")

struct named_part {
	const struct part_row *part;
	const struct sentence *sentence;
	uint32_t start, end; /* folded, with its side */
	uint8_t side;        /* enum laterality */
	bool restated;       /* stands in words that restate the request */
	bool guideline;      /* a guideline speaks */
	bool aside;          /* retold by utilization review, or of the past */
	bool well_side;      /* named because nothing is wrong with it */
	bool comorbid;       /* "knee osteoarthritis": of another illness */
};

struct named_parts {
	VEC(struct named_part) list;
	bool cut; /* there were more */
};

/* Adds the parts that the sentences of a passage name. */
void named_parts_find(struct checking *c, const struct sentences *in,
                      const struct hits *hits, struct named_parts *out);
/* Those of the case summary; lives as long as the checking. */
const struct named_parts *named_parts_of_summary(struct checking *c);

/* Where it stands in the letter, with its side. */
struct span named_part_span(const struct checking *c,
                            const struct named_part *m);
/* "Knees", "feet": both of them, whatever side stands elsewhere. */
bool part_is_plural(const struct checking *c, const struct named_part *m);

/* The part that a hit names; NULL: none. */
const struct part_row *hit_part(const struct checking *c, const struct hit *h);
/* A joint of a limb, or its end: there are two of it, each with its own story.
 */
bool part_is_joint(const struct part_row *part);
/* Left against right. */
bool sides_oppose(uint8_t a, uint8_t b);

/* -- beside what an item asks for: check_side.c */

/* True when the item asks for the region or one near to it. */
bool asks_near(const struct restating *r, struct str region);
/* Reports a part or side that the item does not ask for; `does` says who names
 * it: "rationale speaks of". */
void report_part(struct restating *r, struct span at, const char *does);

/* -- check_part.c: true when it reported something */

/* Every part that the rationale names is another than the one asked for. */
bool rests_on_other_part(struct restating *r, const struct named_parts *in);
/* It tells of pain in a part that nothing else in the letter names. */
bool tells_unknown_complaint(struct restating *r, const struct named_parts *in);

#endif
