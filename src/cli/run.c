/* run.c -- what the command line asks for, over all letters. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/checker.h"
#include "cli/completion.h"
#include "cli/config.h"
#include "cli/explain.h"
#include "cli/import.h"
#include "cli/packs.h"
#include "cli/merge.h"
#include "cli/queue.h"
#include "engine/rule_test.h"
#include "report/display.h"
#include "report/letter_json.h"
#include "text/node.h"

static void usage(struct imr *imr)
{
	imr->usage_failed = true;
}

static bool print(struct imr *imr, struct str text)
{
	if (targets_write(&imr->targets, stdout, "stdout", text))
		return true;
	imr->output_failed = true;
	return checker_fail(imr, "%.*s", STR_ARG(imr->targets.failed));
}

/* -- one letter, once it was read or could not be */

static void skip(struct imr *imr, struct str path, struct str because)
{
	struct skipped *s = VEC_PUSH(&imr->perm, &imr->summary.skipped);

	s->path = arena_str(&imr->perm, path);
	s->because = arena_str(&imr->perm, because);
}

static void count_findings(struct imr *imr, const struct findings *found)
{
	for (size_t i = 0; i < found->list.len; i++) {
		uint8_t severity = found->list.items[i].severity;

		imr->summary.findings[severity]++;
		imr->at_fail_level |=
		        severity >= options_fail_level(&imr->options);
	}
}

static void count_letter(struct imr *imr, const struct report_letter *l,
                         size_t decisions)
{
	struct report_summary *s = &imr->summary;

	s->letters++;
	s->decisions += decisions;
	count_findings(imr, l->findings);
	if (l->status == LETTER_CHECKED)
		return;
	skip(imr, l->path, l->because);
}

static struct report_letter what_was_read(const struct desk *desk)
{
	struct report_letter l = {
		.path = desk->path,
		.findings = &desk->findings,
		.verdicts = desk->wants_verdicts ? &desk->verdicts : NULL,
		.status = LETTER_INCOMPLETE,
		.because = desk->because,
	};

	if (desk->readable) {
		l.letter = &desk->letter;
		l.status = (enum letter_status)desk->letter.status;
		l.because = desk->letter.incomplete_because;
	}
	return l;
}

static size_t all_decisions(const struct desk *desk)
{
	return desk->readable ? desk->letter.decisions.len : 0;
}

static bool write_letter(struct imr *imr, struct arena *scratch,
                         const struct report_letter *l)
{
	if (targets_letter(&imr->targets, scratch, l))
		return true;
	imr->output_failed = true;
	return checker_fail(imr, "%.*s", STR_ARG(imr->targets.failed));
}

static bool report_letter(struct imr *imr, struct desk *desk)
{
	struct report_letter l = what_was_read(desk);
	size_t decisions = all_decisions(desk);

	checker_make_unique(imr, desk);
	if (imr->options.sample_decisions)
		decisions = sample_keep(&imr->sample, &desk->findings,
		                        &desk->verdicts);
	aside_letter(imr, &desk->arena, &l);
	count_letter(imr, &l, decisions);
	return write_letter(imr, &desk->arena, &l);
}

/* What is to be said about the file of waivers, once all letters are read. */
static bool report_waivers(struct imr *imr)
{
	struct report_letter l;

	desk_forget(&imr->desk);
	if (!aside_waivers(imr, &l))
		return true;
	count_findings(imr, l.findings);
	return write_letter(imr, &imr->desk.arena, &l);
}

static void say_incomplete(struct imr *imr, const struct report_letter *l)
{
	checker_say(imr, arena_printf(&imr->desk.arena,
	                              "imrcheck: %.*s: not fully read: %.*s\n",
	                              STR_ARG(l->path), STR_ARG(l->because)));
}

/* parse: a letter as JSON, one a line or, on a terminal, indented. */
static bool print_parsed(struct imr *imr, struct desk *desk)
{
	struct report_letter l = what_was_read(desk);
	struct buf out = { .arena = &desk->arena };
	struct json j = { .out = &out };

	count_letter(imr, &l, all_decisions(desk));
	if (l.status == LETTER_INCOMPLETE)
		say_incomplete(imr, &l);
	if (!desk->readable)
		return true;
	j.pretty = !imr->options.ndjson && isatty(STDOUT_FILENO);
	letter_json(&j, l.letter, l.path, desk_criteria(desk));
	buf_char(&out, '\n');
	return print(imr, buf_text(&out));
}

/* text: the letter's text, byte for byte unless a terminal shows it. */
static bool print_text(struct imr *imr, struct desk *desk)
{
	struct report_letter l = what_was_read(desk);
	struct buf shown = { .arena = &desk->arena };

	count_letter(imr, &l, all_decisions(desk));
	if (!desk->readable) {
		say_incomplete(imr, &l);
		return true;
	}
	if (!isatty(STDOUT_FILENO))
		return print(imr, desk->source.text);
	display_lines(&shown, desk->source.text);
	return print(imr, buf_text(&shown));
}

/* -- all letters */

static bool finish_letter(struct imr *imr, struct desk *desk)
{
	checker_say(imr, desk->said);
	if (imr->options.command == COMMAND_PARSE)
		return print_parsed(imr, desk);
	if (imr->options.command == COMMAND_TEXT)
		return print_text(imr, desk);
	return report_letter(imr, desk);
}

/* Counting takes a second for a million letters, so only who waits for as
 * long is told how many there are. */
static void show_progress(struct imr *imr)
{
	struct progress *p = &imr->progress;

	if (!progress_due(p))
		return;
	if (!p->counted)
		p->all = feed_count(&imr->feed, SIZE_MAX);
	p->counted = true;
	progress_show(p, imr->summary.letters);
}

static bool letter_done(struct imr *imr, struct desk *desk)
{
	bool good = finish_letter(imr, desk);

	if (desk->cache_failed && !imr->cache_failed) {
		imr->cache_failed = true;
		fprintf(stderr, "imrcheck: warning: the cache cannot be "
		                "written: letters will be read again\n");
	}
	show_progress(imr);
	return good;
}

/* What an interrupt left out has an entry in every report. */
static bool say_unread(struct imr *imr, struct str name)
{
	struct bytes none = { .path = name, .name = name };

	desk_work(&imr->desk, &none, false,
	          "interrupted: neither this one was read nor what follows");
	return finish_letter(imr, &imr->desk);
}

static bool do_letters(struct imr *imr)
{
	struct str unread;
	bool good;

	progress_begin(&imr->progress, imr->options.quiet);
	good = queue_run(imr, imr->options.command == COMMAND_CHECK,
	                 letter_done, &unread);
	progress_end(&imr->progress);
	return good && (!unread.len || say_unread(imr, unread));
}

/* -- commands */

/* A path that means no letter; the last of several stays for the end. */
static void say_no_letter(struct imr *imr, struct str path, const char *problem)
{
	if (imr->usage_failed)
		checker_say(imr,
		            arena_printf(&imr->desk.arena,
		                         "imrcheck: error: %s\n", imr->error));
	usage(imr);
	checker_fail(imr, "%s '%.*s'", problem, STR_ARG(path));
}

/* All paths are looked at before the first is read: a typing mistake shows. */
static bool find_inputs(struct imr *imr)
{
	const struct words *paths = &imr->options.operands;
	struct feed *f = &imr->feed;
	const char *list_problem = NULL;
	struct str problem;

	if (!paths->list.len && !imr->options.files_from.len) {
		usage(imr);
		return checker_fail(imr, "no letters given (see imrcheck "
		                         "--help)");
	}
	f->options = &imr->options;
	f->walk.arena = &imr->perm;
	for (size_t i = 0; i < paths->list.len; i++) {
		if (!feed_check(f, paths->list.items[i], &problem))
			say_no_letter(imr, paths->list.items[i], problem.ptr);
	}
	if (!feed_begin(f, &list_problem))
		say_no_letter(imr, imr->options.files_from, list_problem);
	return !imr->usage_failed;
}

static bool open_reports(struct imr *imr)
{
	struct targets *t = &imr->targets;

	if (!targets_open(t, &imr->options) ||
	    !targets_begin(t, &imr->desk.arena, &imr->rules->checks,
	                   imr->packs.list.items, imr->packs.list.len)) {
		imr->output_failed = true;
		return checker_fail(imr, "%.*s", STR_ARG(t->failed));
	}
	return true;
}

/* -- a sample: all letters are read once, to know what there is */

static bool count_for_sample(struct imr *imr, struct desk *desk)
{
	sample_add(&imr->sample, desk->readable ? &desk->letter : NULL);
	return true;
}

static bool is_readable_twice(struct imr *imr)
{
	const struct words *paths = &imr->options.operands;
	bool good = !str_eq(imr->options.files_from, STR("-"));

	for (size_t i = 0; i < paths->list.len; i++)
		good &= !str_eq(paths->list.items[i], STR("-"));
	if (good)
		return true;
	usage(imr);
	return checker_fail(imr, "a sample cannot be drawn from standard "
	                         "input: everything is read twice");
}

static bool draw_sample(struct imr *imr)
{
	struct sample *s = &imr->sample;
	struct str unread;

	if (!imr->options.sample)
		return true;
	if (!is_readable_twice(imr))
		return false;
	s->arena = &imr->perm;
	s->size = imr->options.sample;
	s->record.seed = imr->options.seed;
	s->record.decisions = imr->options.sample_decisions;
	if (!queue_run(imr, false, count_for_sample, &unread))
		return false;
	if (unread.len) {
		usage(imr);
		return checker_fail(imr, "interrupted before the sample was "
		                         "drawn");
	}
	sample_draw(s);
	imr->summary.sample = &s->record;
	feed_free(&imr->feed);
	imr->feed = (struct feed){ 0 };
	return find_inputs(imr);
}

/* A sample of something else than what was counted is none. */
static bool same_letters_twice(struct imr *imr)
{
	if (!imr->sample.drawn || imr->stopped ||
	    imr->letters == imr->sample.letters)
		return true;
	usage(imr);
	return checker_fail(imr,
	                    "the letters changed while the sample was "
	                    "drawn: %zu, then %zu",
	                    imr->sample.letters, imr->letters);
}

static bool open_cache(struct imr *imr)
{
	struct buf rules = { .arena = &imr->desk.arena };
	struct str folder = imr->options.cache;
	bool verdicts =
	        imr->options.why || targets_want_verdicts(&imr->targets);

	/* Reports that show decisions need letters that were read. */
	if (!folder.len || targets_want_decisions(&imr->targets))
		return true;
	for (size_t i = 0; i < imr->packs.list.len; i++)
		buf_printf(&rules, "%.*s ",
		           STR_ARG(imr->packs.list.items[i].hash));
	if (cache_open(&imr->cache, &imr->desk.arena, folder.ptr, &imr->options,
	               buf_text(&rules), verdicts))
		return true;
	usage(imr);
	return checker_fail(imr, "%s: %s", folder.ptr, strerror(errno));
}

static bool check(struct imr *imr)
{
	return checker_load(imr) && aside_load(imr) && find_inputs(imr) &&
	       draw_sample(imr) && open_reports(imr) && open_cache(imr) &&
	       do_letters(imr) && same_letters_twice(imr) &&
	       report_waivers(imr) && aside_end(imr);
}

static bool merge(struct imr *imr)
{
	if (!imr->options.format)
		imr->options.format = &report_json;
	if (!checker_load(imr) || !find_inputs(imr) || !open_reports(imr))
		return false;
	if (targets_can_merge(&imr->targets))
		return merge_reports(imr);
	usage(imr);
	return checker_fail(imr, "merge writes --format json or ndjson");
}

static bool parse(struct imr *imr)
{
	return checker_load(imr) && find_inputs(imr) && do_letters(imr);
}

static bool text(struct imr *imr)
{
	if (!checker_load(imr) || !find_inputs(imr))
		return false;
	if (feed_is_one(&imr->feed))
		return do_letters(imr);
	usage(imr);
	return checker_fail(imr, "text takes one letter, in a file of its own");
}

static bool explain(struct imr *imr)
{
	struct buf out = { .arena = &imr->desk.arena };
	struct str problem;

	if (imr->options.operands.list.len != 1) {
		usage(imr);
		return checker_fail(imr, "explain takes the name of one rule "
		                         "(see imrcheck rules list)");
	}
	if (!checker_load(imr))
		return false;
	if (explain_rule(&out, imr->rules, imr->options.operands.list.items[0],
	                 &problem))
		return print(imr, buf_text(&out));
	usage(imr);
	return checker_fail(imr, "%.*s", STR_ARG(problem));
}

/* rules test: the tests inside the rules; what they find is what is printed. */
static bool test_rules(struct imr *imr, struct buf *out)
{
	struct rule_tests t =
	        rule_tests_run(imr->rules, imr->regexes, &imr->desk.arena, out);

	buf_printf(out,
	           "%u tests of %u criteria and %u recited figures: %u "
	           "failed, %u criteria without a test of each value, %u "
	           "conditions that no test notices\n",
	           t.tests, t.criteria, t.figures, t.failed, t.untested,
	           t.survivors);
	imr->rules_failed = t.failed || t.untested;
	return print(imr, buf_text(out));
}

static bool rules(struct imr *imr)
{
	const struct words *words = &imr->options.operands;
	struct str what =
	        words->list.len == 1 ? words->list.items[0] : (struct str){ 0 };
	struct buf out = { .arena = &imr->perm };
	bool list = str_eq(what, STR("list"));

	if (str_eq(what, STR("schema")))
		return print(imr, packs_schema());
	if (!list && !str_eq(what, STR("test"))) {
		usage(imr);
		return checker_fail(imr, "rules takes one word: list, test or "
		                         "schema");
	}
	if (!checker_load(imr))
		return false;
	if (!list)
		return test_rules(imr, &out);
	explain_list(&out, imr->rules);
	return print(imr, buf_text(&out));
}

static bool waivers(struct imr *imr)
{
	struct buf out = { .arena = &imr->desk.arena };

	return import_review(imr, &out) && print(imr, buf_text(&out));
}

static bool completion(struct imr *imr)
{
	const struct words *words = &imr->options.operands;
	struct buf out = { .arena = &imr->desk.arena };
	struct str problem = STR("completion takes one word: bash, zsh or "
	                         "fish");

	if (words->list.len == 1 &&
	    completion_write(&out, words->list.items[0], &problem))
		return print(imr, buf_text(&out));
	usage(imr);
	return checker_fail(imr, "%.*s", STR_ARG(problem));
}

/* The settings of imrcheck.yaml, unless the command line forbids them. */
static bool configure(struct imr *imr)
{
	struct options *o = &imr->options;
	struct diags d = { .arena = &imr->desk.arena };
	struct str path = o->config, text;

	if (!path.len && !o->no_config)
		path = config_find(&imr->perm, CONFIG_NAME);
	if (!path.len)
		return true;
	if (!checker_file(imr, path, CONFIG_BYTES_MAX, &text))
		return false;
	return config_read(o, &imr->perm, &d, path, text) ||
	       checker_complain(imr, &d, path);
}

static bool config(struct imr *imr)
{
	const struct words *words = &imr->options.operands;
	struct buf out = { .arena = &imr->desk.arena };

	if (words->list.len != 1 ||
	    !str_eq(words->list.items[0], STR("show"))) {
		usage(imr);
		return checker_fail(imr, "config takes one word: show");
	}
	config_show(&out, &imr->options);
	return print(imr, buf_text(&out));
}

static bool help(struct imr *imr)
{
	struct buf out = { .arena = &imr->desk.arena };

	options_help(&out);
	return print(imr, buf_text(&out));
}

static bool version(struct imr *imr)
{
	return print(imr, STR("imrcheck " IMRCHECK_VERSION "\n"));
}

static bool uses_settings(enum command command)
{
	return command != COMMAND_HELP && command != COMMAND_VERSION &&
	       command != COMMAND_COMPLETION;
}

bool checker_run(struct imr *imr)
{
	imr->targets.arena = &imr->perm;
	if (uses_settings(imr->options.command) && !configure(imr))
		return false;
	switch (imr->options.command) {
	case COMMAND_CHECK:
		return check(imr);
	case COMMAND_PARSE:
		return parse(imr);
	case COMMAND_TEXT:
		return text(imr);
	case COMMAND_MERGE:
		return merge(imr);
	case COMMAND_EXPLAIN:
		return explain(imr);
	case COMMAND_RULES:
		return rules(imr);
	case COMMAND_CONFIG:
		return config(imr);
	case COMMAND_WAIVERS:
		return waivers(imr);
	case COMMAND_COMPLETION:
		return completion(imr);
	case COMMAND_HELP:
		return help(imr);
	case COMMAND_VERSION:
		return version(imr);
	}
	return false;
}
