/* snippet.h -- the line of a letter that a span is on, ready to be shown. */
#ifndef IMR_SNIPPET_H
#define IMR_SNIPPET_H

#include "base/arena.h"
#include "text/source.h"

/* Longer lines are shown in part, around the marked passage. */
#define SNIPPET_COLUMNS 96

/* A passage over more lines is shown in part. */
#define SNIPPET_LINES 4

/*
 * The line is safe to print. Columns count from 0, as shown. width is at
 * least 1; mark and width together are at most SNIPPET_COLUMNS and some for
 * the dots that stand where the line was cut.
 */
struct snippet {
	struct str line;
	size_t mark;
	size_t width;
	uint32_t number;
	struct span rest; /* of the span, from the next line with words on it */
};

void snippet_read(struct snippet *out, struct arena *a,
                  const struct source *source, struct span at);

#endif
