/* paragraph.h -- where the paragraphs of a letter end. */
#ifndef IMR_PARAGRAPH_H
#define IMR_PARAGRAPH_H

#include "text/fold.h"

struct paragraphs {
	const struct fold *fold;
	unsigned usual_gap; /* line ends between two lines of a paragraph */
	bool padded;        /* paragraphs end with a line that holds a space */
};

/* How this letter marks them. */
struct paragraphs paragraphs_learn(const struct fold *f);

/* True when a new paragraph begins after this gap. */
bool paragraph_ends(const struct paragraphs *p, const struct fold_gap *g);

/* Folded offset where the paragraph that holds `at` begins; not before low. */
uint32_t paragraph_start(const struct paragraphs *p, uint32_t at, uint32_t low);

/* What stands before `at`, but for quotes and brackets, is one of `ends`. */
bool ends_with(const struct fold *f, uint32_t at, struct str ends);

#endif
