/* run.c -- what the command line asks for, over all letters. */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli/checker.h"
#include "cli/explain.h"
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

static void count_letter(struct imr *imr, const struct report_letter *l)
{
	struct report_summary *s = &imr->summary;
	struct skipped *skipped;

	s->letters++;
	s->decisions += l->letter ? l->letter->decisions.len : 0;
	for (size_t i = 0; i < imr->findings.list.len; i++) {
		uint8_t severity = imr->findings.list.items[i].severity;

		s->findings[severity]++;
		imr->at_fail_level |=
			severity >= options_fail_level(&imr->options);
	}
	if (l->status == LETTER_CHECKED)
		return;
	skipped = VEC_PUSH(&imr->perm, &s->skipped);
	skipped->path = arena_str(&imr->perm, l->path);
	skipped->because = arena_str(&imr->perm, l->because);
}

static struct report_letter what_was_read(const struct imr *imr, bool readable)
{
	struct report_letter l = {
		.path = imr->path,
		.findings = &imr->findings,
		.verdicts = checker_wants_verdicts(imr) ? &imr->verdicts
		                                        : NULL,
		.status = LETTER_INCOMPLETE,
		.because = imr->because,
	};

	if (readable) {
		l.letter = &imr->letter;
		l.status = (enum letter_status)imr->letter.status;
		l.because = imr->letter.incomplete_because;
	}
	return l;
}

static bool report_letter(struct imr *imr, bool readable)
{
	struct report_letter l = what_was_read(imr, readable);

	count_letter(imr, &l);
	if (targets_letter(&imr->targets, &imr->letter_arena, &l))
		return true;
	imr->output_failed = true;
	return checker_fail(imr, "%.*s", STR_ARG(imr->targets.failed));
}

static void say_incomplete(struct imr *imr, const struct report_letter *l)
{
	checker_say(imr, arena_printf(&imr->letter_arena,
	                              "imrcheck: %.*s: not fully read: %.*s\n",
	                              STR_ARG(l->path), STR_ARG(l->because)));
}

/* parse: a letter as JSON, one a line or, on a terminal, indented. */
static bool print_parsed(struct imr *imr, bool readable)
{
	struct report_letter l = what_was_read(imr, readable);
	struct buf out = { .arena = &imr->letter_arena };
	struct json j = { .out = &out };

	count_letter(imr, &l);
	if (l.status == LETTER_INCOMPLETE)
		say_incomplete(imr, &l);
	if (!readable)
		return true;
	j.pretty = !imr->options.ndjson && isatty(STDOUT_FILENO);
	letter_json(&j, l.letter, l.path);
	buf_char(&out, '\n');
	return print(imr, buf_text(&out));
}

/* text: the letter's text, byte for byte unless a terminal shows it. */
static bool print_text(struct imr *imr, bool readable)
{
	struct report_letter l = what_was_read(imr, readable);
	struct buf shown = { .arena = &imr->letter_arena };

	count_letter(imr, &l);
	if (!readable) {
		say_incomplete(imr, &l);
		return true;
	}
	if (!isatty(STDOUT_FILENO))
		return print(imr, imr->source.text);
	display_lines(&shown, imr->source.text);
	return print(imr, buf_text(&shown));
}

/* -- from inputs to letters */

static bool read_and_evaluate(struct imr *imr, void *with)
{
	if (!checker_read(imr, with))
		return false;
	if (imr->options.command == COMMAND_CHECK)
		checker_evaluate(imr);
	return true;
}

/* The way of one letter, from its bytes to the report. False: stop the run. */
static bool do_letter(struct imr *imr, struct bytes *bytes,
                      const char *problem)
{
	bool readable = false;

	checker_forget(imr);
	if (!problem)
		readable = checker_guarded(imr, read_and_evaluate, bytes);
	if (!readable && !imr->because.len) {
		/* Perhaps memory has run out: begin again with all of it. */
		checker_forget(imr);
		imr->path = bytes_name(bytes, &imr->letter_arena);
		imr->because = arena_str(&imr->letter_arena,
		                         str_c(problem ? problem : imr->error));
	}
	imr->error[0] = '\0';
	checker_say(imr, imr->complaints);
	if (imr->options.command == COMMAND_PARSE)
		return print_parsed(imr, readable);
	if (imr->options.command == COMMAND_TEXT)
		return print_text(imr, readable);
	return report_letter(imr, readable);
}

static bool is_blank(struct str s)
{
	return !str_trim(s).len;
}

/* The letters of an NDJSON file, from line `number` on. */
static bool do_lines(struct imr *imr, struct str path, uint32_t number)
{
	struct bytes bytes = { .path = path, .line = number,
	                       .kind = INPUT_JSON };
	bool too_long;

	while (file_line(&imr->file, SOURCE_BYTES_MAX, &bytes.all, &too_long) ||
	       too_long) {
		if (!too_long && is_blank(bytes.all)) {
			bytes.line++;
			continue;
		}
		if (!do_letter(imr, &bytes, imr->file.problem))
			return false;
		bytes.line++;
	}
	return !imr->file.problem || do_letter(imr, &bytes, imr->file.problem);
}

/* True when a line is a JSON document by itself. */
static bool is_document(struct imr *imr, struct str line)
{
	struct diags diags = { .arena = &imr->letter_arena };

	checker_forget(imr);
	return json_read(&imr->letter_arena, &diags, line);
}

/* Standard input: NDJSON when its first line is a document, else one letter. */
static bool do_stdin(struct imr *imr, struct bytes *bytes)
{
	struct str line = { 0 };
	bool too_long = false;

	if (file_line(&imr->file, SOURCE_BYTES_MAX, &line, &too_long) &&
	    str_starts(str_trim(line), STR("{")) && is_document(imr, line)) {
		bytes->line = 1;
		bytes->kind = INPUT_JSON;
		bytes->all = line;
		return do_letter(imr, bytes, NULL) &&
		       do_lines(imr, bytes->path, 2);
	}
	if (!imr->file.problem)
		file_all(&imr->file, line.len, SOURCE_BYTES_MAX, &bytes->all);
	return do_letter(imr, bytes, imr->file.problem);
}

static bool do_input(struct imr *imr, const struct input *in)
{
	struct bytes bytes = { .path = in->path, .kind = in->kind };
	bool good;

	if (in->kind == INPUT_STDIN)
		bytes.path = STR("<stdin>");
	if (!file_open(&imr->file, in->path.ptr))
		return do_letter(imr, &bytes, imr->file.problem);
	if (in->kind == INPUT_STDIN) {
		good = do_stdin(imr, &bytes);
	} else if (in->kind == INPUT_LINES) {
		good = do_lines(imr, in->path, 1);
	} else {
		file_all(&imr->file, 0, SOURCE_BYTES_MAX, &bytes.all);
		good = do_letter(imr, &bytes, imr->file.problem);
	}
	file_close(&imr->file);
	return good;
}

/* -- progress: on stderr, only on a terminal, only after a second */

struct progress {
	bool wanted;
	bool shown;
	time_t started;
	time_t last;
};

static void progress_show(struct progress *p, size_t done, size_t all)
{
	time_t now;

	if (!p->wanted)
		return;
	now = time(NULL);
	if (now <= p->started + 1 || now == p->last)
		return;
	fprintf(stderr, "\rimrcheck: %zu of %zu ", done, all);
	p->last = now;
	p->shown = true;
}

static void progress_end(struct progress *p)
{
	if (p->shown)
		fprintf(stderr, "\r%40s\r", "");
}

/* Progress would be lost among findings that go to the same terminal. */
static struct progress progress_begin(const struct imr *imr)
{
	struct progress p = { .started = time(NULL) };

	p.wanted = !imr->options.quiet && isatty(STDERR_FILENO) &&
	           !isatty(STDOUT_FILENO);
	return p;
}

static bool do_inputs(struct imr *imr)
{
	struct progress progress = progress_begin(imr);
	size_t n = imr->walk.inputs.len;
	bool good = true;

	for (size_t i = 0; good && i < n; i++) {
		progress_show(&progress, i, n);
		good = do_input(imr, &imr->walk.inputs.items[i]);
	}
	progress_end(&progress);
	return good;
}

/* -- commands */

/* All paths are looked at before the first is read: a typing mistake shows. */
static bool find_inputs(struct imr *imr)
{
	const struct words *paths = &imr->options.operands;
	struct str problem;

	if (!paths->list.len) {
		usage(imr);
		return checker_fail(imr, "no letters given (see imrcheck "
		                         "--help)");
	}
	imr->walk.arena = &imr->perm;
	for (size_t i = 0; i < paths->list.len; i++) {
		struct str path = paths->list.items[i];

		if (walk_add(&imr->walk, path, &problem))
			continue;
		if (imr->usage_failed)
			checker_say(imr,
			            arena_printf(&imr->letter_arena,
			                         "imrcheck: error: %s\n",
			                         imr->error));
		usage(imr);
		checker_fail(imr, "%.*s '%.*s'", STR_ARG(problem),
		             STR_ARG(path));
	}
	return !imr->usage_failed;
}

static bool check(struct imr *imr)
{
	struct targets *t = &imr->targets;

	if (!checker_load(imr) || !find_inputs(imr))
		return false;
	if (!targets_open(t, &imr->options) ||
	    !targets_begin(t, &imr->letter_arena, &imr->rules->checks,
	                   imr->packs.list.items, imr->packs.list.len)) {
		imr->output_failed = true;
		return checker_fail(imr, "%.*s", STR_ARG(t->failed));
	}
	return do_inputs(imr);
}

static bool parse(struct imr *imr)
{
	return checker_load(imr) && find_inputs(imr) && do_inputs(imr);
}

static bool text(struct imr *imr)
{
	if (!checker_load(imr) || !find_inputs(imr))
		return false;
	if (imr->walk.inputs.len == 1)
		return do_inputs(imr);
	usage(imr);
	return checker_fail(imr, "text takes one letter, not %zu",
	                    imr->walk.inputs.len);
}

static bool explain(struct imr *imr)
{
	struct buf out = { .arena = &imr->letter_arena };
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

static bool rules(struct imr *imr)
{
	const struct words *words = &imr->options.operands;
	struct buf out = { .arena = &imr->letter_arena };

	if (words->list.len != 1 ||
	    !str_eq(words->list.items[0], STR("list"))) {
		usage(imr);
		return checker_fail(imr, "rules takes one word: list");
	}
	if (!checker_load(imr))
		return false;
	explain_list(&out, imr->rules);
	return print(imr, buf_text(&out));
}

static bool help(struct imr *imr)
{
	struct buf out = { .arena = &imr->letter_arena };

	options_help(&out);
	return print(imr, buf_text(&out));
}

static bool version(struct imr *imr)
{
	return print(imr, STR("imrcheck " IMRCHECK_VERSION "\n"));
}

bool checker_run(struct imr *imr)
{
	imr->targets.arena = &imr->perm;
	switch (imr->options.command) {
	case COMMAND_CHECK:
		return check(imr);
	case COMMAND_PARSE:
		return parse(imr);
	case COMMAND_TEXT:
		return text(imr);
	case COMMAND_EXPLAIN:
		return explain(imr);
	case COMMAND_RULES:
		return rules(imr);
	case COMMAND_HELP:
		return help(imr);
	case COMMAND_VERSION:
		return version(imr);
	}
	return false;
}
