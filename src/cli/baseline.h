/* baseline.h -- the findings that were known before, each by itself. */
#ifndef IMR_BASELINE_H
#define IMR_BASELINE_H

#include "base/buf.h"
#include "cli/ledger.h"
#include "text/diag.h"

/* Room for four million findings; a larger file is no baseline. */
#define BASELINE_BYTES_MAX ((size_t)512 * 1024 * 1024)

/*
 * Reads a baseline: its first line names the format, '#' begins a comment,
 * and every other line is "FINGERPRINT RULE LETTER". The text must live as
 * long as the ledger. False when it is none; what is wrong is then in d.
 */
bool baseline_read(struct ledger *known, struct arena *a, struct diags *d,
                   struct str path, struct str text);

/*
 * Writes one: entries ordered by letter, rule and fingerprint, each
 * fingerprint once, so that two baselines can be compared line by line.
 */
void baseline_write(struct buf *out, const struct ledger *known);

#endif
