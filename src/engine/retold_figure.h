/* retold_figure.h -- the figures of the case that a text tells. */
#ifndef IMR_RETOLD_FIGURE_H
#define IMR_RETOLD_FIGURE_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/* Words beside a figure that are kept, on either side of it. */
#define BESIDE_MAX 5

/* A score of pain is another one with drugs than without. */
enum told_with {
	TOLD_ALONE,
	TOLD_WITH_DRUGS,
	TOLD_WITHOUT_DRUGS,
	TOLD_UNCLEAR, /* with or without them */
};

/* "8 sessions", "a BMI of 41", "moderate to severe stenosis" */
struct retold_figure {
	double low; /* of grades: how manieth */
	double high;
	uint32_t start; /* folded: the number and its unit */
	uint32_t end;
	enum told_with told_with;
	const struct retold_unit *unit;
	const struct sentence *sentence;
	struct str beside[2 * BESIDE_MAX];
	unsigned n_beside;
};

struct retold_figures {
	VEC(struct retold_figure) list;
};

/*
 * Adds what sentences tell in no guideline's voice nor utilization review's, up
 * to a number that no letter comes near. The sentences must live as long.
 */
void retold_figures_read(struct retold_figures *out,
                         const struct letter *letter,
                         const struct retold_words *words, struct arena *a,
                         const struct sentences *sentences);

#endif
