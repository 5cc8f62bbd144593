/* retold.h -- figures of the case that rationales tell again (retold.yaml). */
#ifndef IMR_RETOLD_H
#define IMR_RETOLD_H

#include "rules/loader.h"

/* What is counted or measured: told by its unit behind the number, or by its
 * name before it. */
struct retold_unit {
	struct texts words;
	struct texts names;
	struct texts
	        with;    /* one must stand beside both figures; may be empty */
	uint32_t shared; /* words beside both that must be the same */
};

/* In lower case; retold.yaml says what each list is for. */
struct retold_words {
	VEC(struct retold_unit) units;
	struct texts of_ten; /* "/10", "out of ten": behind a score */
	struct texts joins;  /* between a name and its number */
	struct texts common;
	struct texts elsewhere;
};

/* The section 'retold'. */
void retold_load(struct loader *ld, const struct node *map);

#endif
