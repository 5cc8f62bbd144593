/* size.h -- sizes of findings that the body has no room for. */
#ifndef IMR_SIZE_H
#define IMR_SIZE_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/* "a 4 cm disc bulge": from the number to the finding. */
struct size {
	struct span at;
	struct span number; /* with its unit */
};

struct sizes {
	VEC(struct size) list;
};

/* Appends those beyond their limit that the sentences tell. */
void sizes_read(const struct letter *l, const struct sentences *sentences,
                const struct hits *hits, const struct ruleset *rules,
                struct arena *a, struct sizes *out);

#endif
