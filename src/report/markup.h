/* markup.h -- text put into XML and HTML. */
#ifndef IMR_MARKUP_H
#define IMR_MARKUP_H

#include "base/buf.h"
#include "base/str.h"

/*
 * Appends text so that it stays text, in an element or in a quoted attribute:
 * what markup means something by is escaped, control characters are made
 * visible (report/display.h), and what XML 1.0 does not allow is replaced.
 */
void markup_text(struct buf *b, struct str s);

/* The same; line ends, tabs and page breaks stay line ends and tabs. */
void markup_block(struct buf *b, struct str s);

#endif
