/* report.h -- the writers of reports, one for each format. */
#ifndef IMR_REPORT_H
#define IMR_REPORT_H

#include "base/buf.h"
#include "engine/finding.h"
#include "letter/letter.h"

/* A letter that could not be checked, or not all of it. */
struct skipped {
	struct str path;
	struct str because;
};

/* What was done, over all letters. */
struct report_summary {
	size_t letters;
	size_t decisions;
	size_t findings[SEVERITY_ERROR + 1]; /* by enum severity */
	VEC(struct skipped) skipped;
};

/* Rules that took part: a name, and a hash of their text. */
struct report_pack {
	struct str name;
	struct str hash;
};

/* What a writer is told before the first letter. */
struct report {
	const struct report_format *format;
	const struct report_pack *packs;
	size_t n_packs;
	bool color;
	bool why;
	bool quiet;
	size_t letters; /* written so far; counted by the writer's caller */
};

/* One letter, as it was checked. letter is NULL when it was not readable. */
struct report_letter {
	struct str path;
	const struct letter *letter;
	const struct findings *findings;
	const struct verdicts *verdicts; /* NULL without --why */
	enum letter_status status;
	struct str because; /* why it is incomplete; empty when checked */
};

/*
 * A writer appends to a buffer; begin and end may be NULL. machine: nothing
 * but the format may stand in the output, so the summary goes elsewhere.
 */
struct report_format {
	const char *name;
	bool machine;
	void (*begin)(struct report *r, struct buf *out);
	void (*letter)(struct report *r, struct buf *out,
	               const struct report_letter *l);
	void (*end)(struct report *r, struct buf *out,
	            const struct report_summary *s);
};

size_t report_formats(void);
const struct report_format *report_format_at(size_t i);
/* NULL when there is no format of this name. */
const struct report_format *report_format_find(struct str name);

/* The last line: "3 letters, 9 decisions: 1 error, 0 warnings, 0 notes". */
void report_summary_line(struct buf *out, const struct report_summary *s);

/* The writers; one file each. */
extern const struct report_format report_text, report_compact, report_json,
	report_ndjson;

#endif
