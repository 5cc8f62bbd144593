/* report.h -- the writers of reports, one for each format. */
#ifndef IMR_REPORT_H
#define IMR_REPORT_H

#include "base/buf.h"
#include "engine/finding.h"
#include "letter/letter.h"
#include "rules/check.h"

/* A letter that could not be checked, or not all of it. */
struct skipped {
	struct str path;
	struct str because;
};

/* A finding of the baseline that is there no longer. */
struct gone {
	struct str fingerprint;
	struct str rule;
	struct str letter; /* its case number, else its path */
};

/* How a sample was drawn: how many of how many, by outcome. */
#define SAMPLE_STRATA (OUTCOME_MODIFIED + 2)
struct sample_record {
	uint32_t seed;
	bool decisions; /* were drawn, not letters */
	struct {
		const char *outcome;
		size_t all;
		size_t drawn;
	} strata[SAMPLE_STRATA];
};

/* What was done, over all letters. */
struct report_summary {
	size_t letters;
	size_t decisions;
	size_t findings[SEVERITY_ERROR + 1]; /* by enum severity */
	VEC(struct skipped) skipped;
	/* Findings that are in none of the above. */
	size_t waived;
	size_t known; /* they are in the baseline */
	VEC(struct gone) gone;
	const struct sample_record *sample; /* NULL: all were checked */
};

/* Rules that took part: a name, and a hash of their text. */
struct report_pack {
	struct str name;
	struct str hash;
};

/* What a writer is told before the first letter, and what it keeps. */
struct report {
	const struct report_format *format;
	const struct report_pack *packs;
	size_t n_packs;
	const struct checks *checks; /* what the rules say; NULL: not known */
	enum severity fail_level;    /* the lowest that fails the run */
	bool color;
	bool why;
	bool quiet;
	size_t letters; /* written so far; counted by the writer's caller */

	struct arena *arena;   /* of the run: for what a writer keeps */
	size_t findings;       /* written so far, by writers that count them */
	struct totals *totals; /* report/totals.h, of writers that sum up */
	struct excerpt *excerpt; /* the first findings, of the job summary */
};

/* A finding that a person has set aside; dates as texts. */
struct waived {
	struct finding finding;
	struct str reason;
	struct str who;
	struct str date;
	struct str expires;
};

struct waived_findings {
	VEC(struct waived) list;
};

/* One letter, as it was checked. letter is NULL when it was not readable. */
struct report_letter {
	struct str path;
	const struct letter *letter;
	const struct findings *findings;
	const struct verdicts *verdicts;      /* NULL when nobody asked */
	const struct waived_findings *waived; /* not in findings; NULL: none */
	enum letter_status status;
	struct str because; /* why it is incomplete; empty when checked */
	bool redacted;      /* nothing of the letter's text may be shown */
};

/*
 * A writer appends to a buffer; begin and end may be NULL. Letters come in the
 * order of the inputs, one at a time, whatever the number of jobs. machine:
 * nothing but the format may stand in the output, so the summary goes
 * elsewhere. verdicts: it shows them without --why.
 */
struct report_format {
	const char *name;
	bool machine;
	bool verdicts;
	bool decisions; /* it shows the letter's decisions, not only findings */
	void (*begin)(struct report *r, struct buf *out);
	void (*letter)(struct report *r, struct buf *out,
	               const struct report_letter *l);
	void (*end)(struct report *r, struct buf *out,
	            const struct report_summary *s);
	/* A letter as the line of an NDJSON report has it; NULL: cannot. */
	void (*merged)(struct report *r, struct buf *out, struct str line);
};

size_t report_formats(void);
const struct report_format *report_format_at(size_t i);
/* NULL when there is no format of this name. */
const struct report_format *report_format_find(struct str name);

/* The last line: "3 letters, 9 decisions: 1 error, 0 warnings, 0 notes". */
void report_summary_line(struct buf *out, const struct report_summary *s);

/* The writers; one file each. */
extern const struct report_format report_text, report_compact, report_json,
        report_ndjson, report_csv, report_sarif, report_junit, report_gitlab,
        report_github, report_markdown, report_html;

#endif
