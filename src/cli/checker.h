/* checker.h -- what a checker holds, and the steps its public calls take. */
#ifndef IMR_CHECKER_H
#define IMR_CHECKER_H

#include <setjmp.h>
#include <signal.h>

#include "cli/aside.h"
#include "cli/cache.h"
#include "cli/desk.h"
#include "cli/feed.h"
#include "cli/option.h"
#include "cli/packs.h"
#include "cli/prints.h"
#include "cli/progress.h"
#include "cli/sample.h"
#include "cli/target.h"
#include "imrcheck.h"
#include "rules/ruleset.h"

/*
 * Arenas are named after what lives in them: perm for the rules and the run,
 * that of a desk for one letter and its findings. Members that are not in one
 * are given back by imr_free.
 */
struct imr {
	struct arena perm;
	struct desk desk;   /* of the thread that calls */
	struct arena given; /* the letter that imr_check was given */

	struct options options;
	struct packs packs;
	const struct ruleset *rules; /* NULL: not loaded yet */
	struct regex_cache *regexes; /* of the desk */
	struct walk rule_walk;
	struct feed feed;
	struct progress progress;
	struct cache cache;
	bool cache_failed; /* said so already */
	struct targets targets;
	struct prints prints;
	struct aside aside;
	struct sample sample;
	size_t letters; /* that the feed gave so far, drawn or not */

	/* What is wrong with the rules, a line each. */
	struct str complaints;

	/* What came of the run so far. */
	struct report_summary summary;
	bool usage_failed;
	bool output_failed;
	bool rules_failed;
	bool at_fail_level;
	volatile sig_atomic_t stopped; /* by imr_stop */

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

/*
 * A whole file of our own, not a letter: its text stays. False with the
 * reason as the error.
 */
bool checker_file(struct imr *imr, struct str path, size_t most,
                  struct str *text);
bool checker_exists(struct imr *imr, struct str path);

/* Writes a file all at once: it is the old one or the new one, never half. */
bool checker_replace(struct imr *imr, struct str path, struct str text);

/* Says on stderr what is wrong with a file of ours. Returns false. */
bool checker_complain(struct imr *imr, const struct diags *d, struct str path);

/* Loads the rules unless they are loaded; complaints say what is wrong. */
bool checker_load(struct imr *imr);

/* Gives a desk what it needs of the run; regexes are left to the caller. */
void checker_furnish(const struct imr *imr, struct desk *desk);

/* Exchanges fingerprints that the run has seen already for others. */
void checker_make_unique(struct imr *imr, struct desk *desk);

/* Does what the options ask for (cli/run.c). */
bool checker_run(struct imr *imr);

#endif
