/*
 * imrcheck.c -- the public interface.
 *
 * Every call that may allocate runs guarded: memory that runs out comes back
 * here and becomes an error.
 */
#include "imrcheck.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/checker.h"
#include "rules/regex.h"

struct imr *imr_new(void)
{
	return calloc(1, sizeof(struct imr));
}

void imr_free(struct imr *imr)
{
	if (!imr)
		return;
	targets_free(&imr->targets);
	feed_free(&imr->feed);
	prints_free(&imr->prints);
	walk_free(&imr->rule_walk);
	regex_cache_free(imr->regexes);
	file_free(&imr->desk.file);
	arena_free(&imr->desk.arena);
	arena_free(&imr->given);
	arena_free(&imr->perm);
	free(imr);
}

const char *imr_version(void)
{
	return IMRCHECK_VERSION;
}

const char *imr_error(const struct imr *imr)
{
	return imr->error;
}

/* -- options */

struct public_option {
	struct str name;
	struct str value;
	bool has_value;
};

static bool set_option(struct imr *imr, void *with)
{
	const struct public_option *s = with;
	struct str value = arena_str(&imr->perm, s->value), problem;

	if (options_set(&imr->options, &imr->perm, s->name,
	                s->has_value ? &value : NULL, &problem))
		return true;
	return checker_fail(imr, "%.*s", STR_ARG(problem));
}

bool imr_option(struct imr *imr, const char *name, const char *value)
{
	struct public_option s = { str_c(name), str_c(value), value != NULL };

	imr->error[0] = '\0';
	return checker_guarded(imr, set_option, &s);
}

/* -- the command line */

struct arguments {
	int argc;
	char *const *argv;
};

static bool take_arguments(struct imr *imr, void *with)
{
	const struct arguments *args = with;
	struct str problem;

	if (options_parse(&imr->options, &imr->perm, args->argc, args->argv,
	                  &problem))
		return true;
	imr->usage_failed = true;
	return checker_fail(imr, "%.*s", STR_ARG(problem));
}

static bool run(struct imr *imr, void *with)
{
	(void)with;
	return checker_run(imr);
}

/*
 * What stopped a run, on stderr; memory that ran out counts as usage. No
 * memory is asked for here, and no control byte of a path gets through.
 */
static void say_error(struct imr *imr)
{
	if (!imr->rules_failed && !imr->output_failed)
		imr->usage_failed = true;
	fputs("imrcheck: error: ", stderr);
	for (const char *c = imr->error; *c; c++)
		fputc((unsigned char)*c < ' ' || *c == 0x7f ? '?' : *c, stderr);
	fputc('\n', stderr);
}

static bool say_complaints(struct imr *imr, void *with)
{
	(void)with;
	checker_say(imr, imr->complaints);
	return true;
}

bool imr_arguments(struct imr *imr, int argc, char **argv)
{
	struct arguments args = { argc, argv };

	imr->error[0] = '\0';
	if (!checker_guarded(imr, take_arguments, &args)) {
		say_error(imr);
		return false;
	}
	if (imr->options.command != COMMAND_HELP &&
	    imr->options.command != COMMAND_VERSION)
		return true;
	imr_run(imr);
	return false;
}

void imr_stop(struct imr *imr)
{
	imr->stopped = 1;
}

bool imr_run(struct imr *imr)
{
	imr->error[0] = '\0';
	if (checker_guarded(imr, run, NULL))
		return true;
	if (imr->rules_failed)
		checker_guarded(imr, say_complaints, NULL);
	say_error(imr);
	return false;
}

/* What was printed must have arrived; a stopped run leaves no last words. */
static bool flush_reports(struct imr *imr, bool stopped)
{
	bool good = stopped ||
	            targets_end(&imr->targets, &imr->desk.arena, &imr->summary);

	return targets_flush(&imr->targets) && good;
}

static bool is_reporting(const struct imr *imr)
{
	return imr->options.command == COMMAND_CHECK ||
	       imr->options.command == COMMAND_MERGE;
}

static bool close_reports(struct imr *imr, void *with)
{
	struct buf line = { .arena = &imr->desk.arena };
	bool stopped =
	        imr->usage_failed || imr->output_failed || imr->rules_failed;

	(void)with;
	if (!imr->output_failed && !flush_reports(imr, stopped)) {
		imr->output_failed = true;
		return checker_fail(imr, "%.*s", STR_ARG(imr->targets.failed));
	}
	if (stopped || !is_reporting(imr) || imr->options.quiet ||
	    targets_summary_on_stdout(&imr->targets))
		return true;
	report_summary_line(&line, &imr->summary);
	fprintf(stderr, "%.*s", (int)line.len, line.ptr);
	return true;
}

static enum imr_status status_of(const struct imr *imr)
{
	bool failing = imr->at_fail_level && !imr->options.exit_zero;

	if (imr->usage_failed || imr->output_failed)
		return IMR_USAGE;
	if (imr->rules_failed)
		return IMR_BAD_RULES;
	if (imr->summary.skipped.len)
		return failing ? IMR_INCOMPLETE_FINDINGS : IMR_INCOMPLETE;
	return failing ? IMR_FINDINGS : IMR_CLEAN;
}

enum imr_status imr_finish(struct imr *imr)
{
	imr->targets.arena = &imr->perm;
	if (!checker_guarded(imr, close_reports, NULL))
		say_error(imr);
	return status_of(imr);
}

/* -- one letter in memory */

/* The first of the complaints; the others are likely to follow from it. */
static bool complaint_as_error(struct imr *imr, struct str complaints)
{
	struct str first = str_cut(complaints, '\n').head;

	return checker_fail(imr, "%.*s", STR_ARG(first));
}

static bool check_bytes(struct imr *imr, void *with)
{
	struct bytes *bytes = with;
	struct desk *desk = &imr->desk;

	if (!checker_load(imr))
		return imr->rules_failed
		               ? complaint_as_error(imr, imr->complaints)
		               : false;
	arena_reset(&imr->given);
	bytes->name = bytes->path = arena_str(&imr->given, bytes->path);
	bytes->all = arena_str(&imr->given, bytes->all);
	desk_work(desk, bytes, true, NULL);
	checker_make_unique(imr, desk);
	if (desk->readable)
		return true;
	if (desk->no_memory)
		return checker_fail(imr, "out of memory");
	return desk->said.len
	               ? complaint_as_error(imr, desk->said)
	               : checker_fail(imr, "%.*s: %.*s", STR_ARG(desk->path),
	                              STR_ARG(desk->because));
}

bool imr_check(struct imr *imr, const char *name, const void *bytes, size_t len)
{
	struct bytes b = { .path = str_c(name), .all = { bytes, len } };
	struct input in;

	imr->error[0] = '\0';
	walk_kind(b.path, &in);
	b.kind = in.kind;
	return checker_guarded(imr, check_bytes, &b);
}

static struct imr_place public_place(const struct imr *imr, uint32_t byte)
{
	struct place p = source_place(&imr->desk.source, byte);
	struct imr_place place = { p.line, p.column, byte };

	return place;
}

static struct imr_span public_span(const struct imr *imr, struct span at)
{
	struct imr_span span = { public_place(imr, at.start),
		                 public_place(imr, at.end) };

	return span;
}

static const struct finding *finding_at(const struct imr *imr, size_t i)
{
	return i < imr->desk.findings.list.len
	               ? &imr->desk.findings.list.items[i]
	               : NULL;
}

static const char *terminated(struct imr *imr, struct str s)
{
	return arena_str(&imr->desk.arena, s).ptr;
}

/* A question about the letter: which finding, which passage, the answer. */
struct question {
	size_t i;
	size_t k;
	struct imr_finding *finding;
	struct imr_span *span;
	const char **message;
};

static bool answer_finding(struct imr *imr, void *with)
{
	const struct question *q = with;
	const struct finding *f = finding_at(imr, q->i);

	if (!f)
		return false;
	*q->finding = (struct imr_finding){
		.rule = terminated(imr, f->rule),
		.criterion = terminated(imr, f->criterion),
		.severity = severity_name((enum severity)f->severity),
		.confidence = confidence_name((enum confidence)f->confidence),
		.decision = f->decision,
		.message = terminated(imr, f->message),
		.span = public_span(imr, f->span),
		.citation = terminated(imr, f->citation),
		.help = terminated(imr, f->help),
		.fingerprint = f->fingerprint,
		.related = f->related.len,
	};
	return true;
}

bool imr_finding(struct imr *imr, size_t i, struct imr_finding *out)
{
	struct question q = { .i = i, .finding = out };

	imr->error[0] = '\0';
	return checker_guarded(imr, answer_finding, &q);
}

static bool answer_related(struct imr *imr, void *with)
{
	const struct question *q = with;
	const struct finding *f = finding_at(imr, q->i);

	if (!f || q->k >= f->related.len)
		return false;
	*q->message = terminated(imr, f->related.items[q->k].message);
	*q->span = public_span(imr, f->related.items[q->k].span);
	return true;
}

bool imr_related(struct imr *imr, size_t i, size_t k, struct imr_span *span,
                 const char **message)
{
	struct question q = {
		.i = i, .k = k, .span = span, .message = message
	};

	imr->error[0] = '\0';
	return checker_guarded(imr, answer_related, &q);
}

static bool answer_text(struct imr *imr, void *with)
{
	const struct question *q = with;

	*q->message = terminated(imr, imr->desk.source.text);
	return true;
}

const char *imr_text(struct imr *imr, size_t *len)
{
	const char *text = NULL;
	struct question q = { .message = &text };

	imr->error[0] = '\0';
	if (!imr->desk.letter.source || !checker_guarded(imr, answer_text, &q))
		return NULL;
	*len = imr->desk.source.text.len;
	return text;
}

static bool answer_incomplete(struct imr *imr, void *with)
{
	const struct question *q = with;

	*q->message = terminated(imr, imr->desk.letter.incomplete_because);
	return true;
}

const char *imr_incomplete(struct imr *imr)
{
	const char *because = "";
	struct question q = { .message = &because };

	imr->error[0] = '\0';
	checker_guarded(imr, answer_incomplete, &q);
	return because;
}
