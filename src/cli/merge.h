/* merge.h -- partition reports into one. */
#ifndef IMR_MERGE_H
#define IMR_MERGE_H

#include "cli/checker.h"

/*
 * Reads the NDJSON reports that the operands name, in their order, and writes
 * what a single run over the same letters would have written: letters, summary
 * and exit status. False when it had to stop; imr_error then says why.
 */
bool merge_reports(struct imr *imr);

#endif
