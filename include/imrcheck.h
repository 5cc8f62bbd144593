/*
 * imrcheck.h -- the public interface of imrcheck, a linter for the letters of
 * California Independent Medical Review.
 *
 *   letter bytes --> source --> blocks --> sentences --> facts --.
 *                                                                +--> findings
 * --> report rules/ (YAML) --> checked --> compiled --> frozen rule set --'
 *
 * A checker holds options, rules and what was counted. Two ways to use it:
 *
 * The command line, as src/cli/main.c does:
 *
 *     struct imr *imr = imr_new();
 *     if (imr_arguments(imr, argc, argv))
 *             imr_run(imr);
 *     status = imr_finish(imr);
 *     imr_free(imr);
 *
 * A program that has a letter in memory and wants its findings:
 *
 *     struct imr *imr = imr_new();
 *     imr_option(imr, "select", "consistency");
 *     if (imr_check(imr, "a.txt", bytes, len)) {
 *             struct imr_finding f;
 *             for (size_t i = 0; imr_finding(imr, i, &f); i++)
 *                     puts(f.message);
 *     } else {
 *             puts(imr_error(imr));
 *     }
 *     imr_free(imr);
 *
 * No function exits, aborts or touches signals; running out of memory is an
 * error like any other. A checker belongs to one thread at a time; different
 * checkers are independent. Nothing here uses the network.
 */
#ifndef IMRCHECK_H
#define IMRCHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__cplusplus)
extern "C" {
#endif

/*
 * The interface is stable: within one name of the library (libimrcheck.so.0)
 * no function and no struct below changes; functions may be added.
 */
#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

struct imr;

/* What imr_finish returns, and the program as its exit status. */
enum imr_status {
	IMR_CLEAN = 0,     /* everything evaluated, nothing at the fail level */
	IMR_FINDINGS = 1,  /* findings at or above the fail level */
	IMR_USAGE = 2,     /* usage, no input, or a report not written */
	IMR_BAD_RULES = 3, /* a rule or a pack of rules is invalid */
	IMR_INCOMPLETE = 4, /* a letter could not be checked, or not wholly */
	IMR_INCOMPLETE_FINDINGS = 5, /* both 4 and 1 */
};

/* A place in the letter's text. byte counts from 0; line and column from 1. */
struct imr_place {
	uint32_t line;
	uint32_t column; /* in characters (code points) */
	uint32_t byte;
};

/* A passage of the letter's text; end is the place after its last character. */
struct imr_span {
	struct imr_place start;
	struct imr_place end;
};

/*
 * A finding. All texts are UTF-8, terminated, never NULL, and belong to the
 * checker: they stay valid until the next letter or imr_free.
 */
struct imr_finding {
	const char *rule;      /* "consistency/outcome-contradicts-rationale" */
	const char *criterion; /* id of the guideline's criterion, or "" */
	const char *severity;  /* "error", "warning" or "note" */
	const char *confidence; /* "high" or "medium" */
	unsigned decision;      /* item of the letter from 1; 0: the letter */
	const char *message;    /* one line, plain words */
	struct imr_span span;
	const char *citation;    /* the guideline relied on, or "" */
	const char *help;        /* what would settle it, or "" */
	const char *fingerprint; /* 32 hexadecimal digits, stable over time */
	size_t related;          /* number of further passages */
};

/* A new checker with the built-in rules; NULL when memory has run out. */
struct imr *imr_new(void);

/* Gives everything back. NULL is allowed. */
void imr_free(struct imr *imr);

/* "0.1.0": the version of the program and of its built-in rules. */
const char *imr_version(void);

/*
 * Sets one option by its long name without dashes, as on the command line
 * ("strict", "format"); value is NULL for an option without one. Options that
 * take lists add to them. False when there is no such option or the value is
 * wrong: imr_error says why. Settings files, waivers, baselines and samples
 * belong to imr_run; imr_check reads no file and sets no finding aside.
 */
bool imr_option(struct imr *imr, const char *name, const char *value);

/*
 * Takes a whole command line: options, sub-command, paths. argv must stay
 * valid as long as the checker. False when there is nothing left to do:
 * after --help and --version, and after an error, which was said on stderr.
 */
bool imr_arguments(struct imr *imr, int argc, char **argv);

/*
 * Does what the command line asks for: reads the letters, writes the reports.
 * False when it had to stop; the reason was said on stderr.
 */
bool imr_run(struct imr *imr);

/*
 * Makes imr_run end as soon as it can, with what it has done; what it has not
 * counts as incomplete. May be called from another thread or from a signal
 * handler.
 */
void imr_stop(struct imr *imr);

/*
 * Closes the reports and says on stderr what was done, when stdout carries a
 * machine format. To be called once, after imr_run or in its stead.
 */
enum imr_status imr_finish(struct imr *imr);

/*
 * Checks one letter. name is what findings call it and decides how the bytes
 * are read ("x.json", "x.yaml": a parsed letter; any other: a letter's text).
 * The bytes are not needed afterwards. False when the rules are invalid, the
 * letter is not readable or memory has run out: imr_error says which.
 */
bool imr_check(struct imr *imr, const char *name, const void *bytes,
               size_t len);

/* The i-th finding of the letter last checked; false when there is none. */
bool imr_finding(struct imr *imr, size_t i, struct imr_finding *out);

/* The k-th further passage of the i-th finding, and its own words. */
bool imr_related(struct imr *imr, size_t i, size_t k, struct imr_span *span,
                 const char **message);

/*
 * The letter's text, as spans count it: UTF-8, terminated, *len bytes. NULL
 * before the first letter. Valid until the next letter or imr_free.
 */
const char *imr_text(struct imr *imr, size_t *len);

/* Why the letter last checked is incomplete; "" when all was evaluated. */
const char *imr_incomplete(struct imr *imr);

/* What went wrong in the call before; "" when nothing did. */
const char *imr_error(const struct imr *imr);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#if defined(__cplusplus)
}
#endif

#endif
