/* review.h -- an auditor's judgements, as the report's boxes export them. */
#ifndef IMR_REVIEW_H
#define IMR_REVIEW_H

#include "base/buf.h"
#include "cli/ledger.h"
#include "text/diag.h"

/* Larger tables are refused: this is room for 200,000 judged findings. */
#define REVIEW_BYTES_MAX ((size_t)64 * 1024 * 1024)

enum judgement {
	JUDGEMENT_OPEN, /* nothing was said */
	JUDGEMENT_ACCEPT,
	JUDGEMENT_REJECT,
	JUDGEMENT_UNSURE,
};
#define JUDGEMENTS (JUDGEMENT_UNSURE + 1)

struct judged {
	uint8_t judgement; /* enum judgement */
	struct str criterion;
	struct str note;
	uint32_t line;
};

/*
 * known.list and list run in parallel, in the order of the table. A finding
 * stands in it once, however often it was judged alike.
 */
struct review {
	struct ledger known;
	VEC(struct judged) list;
};

/*
 * Reads a table with a heading line; columns may stand in any order. All is
 * kept in the arena. False when something is wrong with it; all of it is then
 * in d. A finding that is judged in two ways is wrong.
 */
bool review_read(struct review *r, struct arena *a, struct diags *d,
                 struct str path, struct str text);

/* How often each rule was right: a table for people. */
void review_table(struct buf *out, const struct review *r);

#endif
