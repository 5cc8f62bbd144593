/* target.h -- where reports go: stdout and the files of --output. */
#ifndef IMR_TARGET_H
#define IMR_TARGET_H

#include <stdio.h>

#include "cli/option.h"

/* One report on its way to one file. */
struct target {
	struct report report;
	FILE *file;
	const char *path; /* "stdout" for stdout */
	bool begun;
};

/* All reports of a run. The first failure to write is kept. */
struct targets {
	struct arena *arena; /* of the run */
	VEC(struct target) list;
	const struct checks *checks; /* of the rules, from targets_begin on */
	bool redact;
	struct str failed; /* "report.json: No space left on device" */
};

/* True when text on stdout is to be coloured. */
bool target_color(enum when color);

/*
 * Opens what the options ask for. False when a file cannot be opened, or two
 * reports would go to the same; failed then says so.
 */
bool targets_open(struct targets *t, const struct options *o);

/* Each of these writes to every target; false once one could not be written. */
bool targets_begin(struct targets *t, struct arena *scratch,
                   const struct checks *checks, const struct report_pack *packs,
                   size_t n_packs);
bool targets_letter(struct targets *t, struct arena *scratch,
                    const struct report_letter *l);
/* A letter of another report; every target's format must be able to. */
bool targets_merged(struct targets *t, struct arena *scratch, struct str line);
bool targets_can_merge(const struct targets *t);
/* True when a report shows decisions, so that findings alone are not enough. */
bool targets_want_decisions(const struct targets *t);
bool targets_end(struct targets *t, struct arena *scratch,
                 const struct report_summary *s);
/* Writes to one file; on failure keeps the reason. */
bool targets_write(struct targets *t, FILE *file, const char *path,
                   struct str text);
/* Makes sure that all of stdout was written. */
bool targets_flush(struct targets *t);

/* True when a report shows what every rule made of every decision. */
bool targets_want_verdicts(const struct targets *t);

/* True when stdout carries text that a person reads to its last line. */
bool targets_summary_on_stdout(const struct targets *t);

/* Closes the files; what was not written is lost. */
void targets_free(struct targets *t);

#endif
