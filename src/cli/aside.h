/* aside.h -- findings that are not reported again: waived, or known before. */
#ifndef IMR_ASIDE_H
#define IMR_ASIDE_H

#include "cli/ledger.h"
#include "cli/option.h"
#include "cli/waivers.h"
#include "report/report.h"

struct imr;

/*
 * What is set aside in a run. today is asked of the clock once; everything
 * else depends on the inputs only.
 */
struct aside {
	struct date today;
	struct waivers waivers;
	bool has_baseline;
	struct ledger baseline;
	struct ledger written; /* what --baseline-write will write */
};

/* Asks what day it is; nothing is waived or known. */
bool aside_begin(struct imr *imr);

/* The same, then reads waivers and baseline; says what is wrong with them. */
bool aside_load(struct imr *imr);

/*
 * Takes what is waived or known out of a letter's findings and counts it in
 * the summary. Letters must come in the order of the inputs; the arena is
 * that of the letter.
 */
void aside_letter(struct imr *imr, struct arena *a, struct report_letter *l);

/*
 * After the last letter. True when there are waivers that have expired or
 * match nothing: *l is then the file of waivers with findings about it.
 */
bool aside_waivers(struct imr *imr, struct report_letter *l);

/* Counts what is gone and writes the baseline; false: it was not written. */
bool aside_end(struct imr *imr);

#endif
