/* pages.h -- the lines that a printed page adds: running heads, page numbers.
 */
#ifndef IMR_PAGES_H
#define IMR_PAGES_H

#include "rules/fields.h"
#include "text/fold.h"
#include "text/source.h"

/*
 * The lines of a letter that belong to its pages and not to its text, in
 * order, from a line's first word to its line end. A line is one when
 * it says nothing but `words` (folded), the number of an IMR case and the
 * number of a page, and stands as such lines do. The spans live as long as the
 * arena.
 */
struct spans pages_lines(const struct source *s, const struct texts *words,
                         struct arena *a);

#endif
