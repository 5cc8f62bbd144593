/* retold.h -- figures of the case that rationales tell again (retold.yaml). */
#ifndef IMR_RETOLD_H
#define IMR_RETOLD_H

#include "rules/loader.h"

/* What is counted or measured: told by its unit behind the number, by its name
 * before it, or by a word for how much of it there is. */
struct retold_unit {
	struct texts words;
	struct texts names;
	struct texts grades;
	struct texts
	        with;     /* one must stand beside both figures; may be empty */
	uint32_t shared;  /* words beside both that must be the same */
	uint32_t between; /* words that may stand before the unit's */
	bool done;        /* one word less will do where both were had */
	bool drugs;       /* with drugs it is another one than without */
	bool named_first; /* a measure named before it goes first */
};

/* In lower case; retold.yaml says what each list is for. */
struct retold_words {
	VEC(struct retold_unit) units;
	struct texts of_ten; /* "/10", "out of ten": behind a score */
	struct texts joins;  /* between a name and its number */
	struct texts common;
	struct texts grade_denied; /* before a grade */
	struct texts grade_ends;   /* behind what a grade is of */
	struct texts elsewhere;
	struct texts with_drugs; /* beside a score; and without them */
	struct texts without_drugs;
	struct texts done; /* "completed": of what was had */
};

/* The section 'retold'. */
void retold_load(struct loader *ld, const struct node *map);

#endif
