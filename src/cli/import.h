/* import.h -- waivers import: what an auditor rejected is waived. */
#ifndef IMR_IMPORT_H
#define IMR_IMPORT_H

#include "base/buf.h"

struct imr;

/*
 * Reads the table that the command line names, adds a waiver for every
 * rejected finding that has none, and appends to *out what was done.
 */
bool import_review(struct imr *imr, struct buf *out);

#endif
