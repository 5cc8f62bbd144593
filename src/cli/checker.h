/* checker.h -- what a checker holds, and the steps its public calls take. */
#ifndef IMR_CHECKER_H
#define IMR_CHECKER_H

#include <setjmp.h>

#include "cli/file.h"
#include "cli/option.h"
#include "cli/packs.h"
#include "cli/prints.h"
#include "cli/target.h"
#include "cli/walk.h"
#include "engine/finding.h"
#include "imrcheck.h"
#include "letter/letter.h"
#include "rules/ruleset.h"

/*
 * Arenas are named after what lives in them: perm for the rules and the run,
 * letter for one letter and its findings. Members below the arenas that are
 * not in one are given back by imr_free.
 */
struct imr {
	struct arena perm;
	struct arena letter_arena;

	struct options options;
	struct packs packs;
	const struct ruleset *rules; /* NULL: not loaded yet */
	struct regex_cache *regexes;
	struct file file;
	struct walk rule_walk;
	struct walk walk;
	struct targets targets;
	struct prints prints;

	/* The letter last read. */
	struct str path;
	struct source source;
	struct letter letter;
	struct findings findings;
	struct verdicts verdicts;
	struct str because; /* why it could not be read; empty: it was */
	/* Where and why, a line each; of the rules, when they are bad. */
	struct str complaints;

	/* What came of the run so far. */
	struct report_summary summary;
	bool usage_failed;
	bool output_failed;
	bool rules_failed;
	bool at_fail_level;

	char error[600]; /* longer ones are cut */
};

/* Keeps what went wrong, for imr_error. Returns false. */
bool checker_fail(struct imr *imr, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Runs one step; memory that runs out meanwhile makes it fail, with the
 * arenas' former ways of failing in place again. Calls may nest.
 */
bool checker_guarded(struct imr *imr, bool (*step)(struct imr *, void *),
                     void *with);

/* Prints on stderr, with everything escaped that a terminal would obey. */
void checker_say(struct imr *imr, struct str text);

/* Loads the rules unless they are loaded; complaints say what is wrong. */
bool checker_load(struct imr *imr);

/* Takes back all that belongs to the letter before. */
void checker_forget(struct imr *imr);

/* A letter's bytes, on their way through the stages. */
struct bytes {
	struct str path; /* of the file */
	uint32_t line;   /* of an NDJSON file, which it is; else 0 */
	enum input_kind kind;
	struct str all;
};

/* What a letter is called: "a.txt", or "a.ndjson#12" by its line. */
struct str bytes_name(const struct bytes *bytes, struct arena *a);

/*
 * Reads a letter's bytes into imr->letter, in the way of their kind. False
 * when they are no letter: imr->because then says why. The letter points into
 * the bytes.
 */
bool checker_read(struct imr *imr, const struct bytes *bytes);

/* True when an option or a report asks what rules made of decisions. */
bool checker_wants_verdicts(const struct imr *imr);

/* Evaluates the letter that was read: imr->findings, imr->verdicts. */
void checker_evaluate(struct imr *imr);

/* Does what the options ask for (cli/run.c). */
bool checker_run(struct imr *imr);

#endif
