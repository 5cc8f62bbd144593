/* option.c -- the command line, driven by one table. */
#include "cli/option.h"

#include "report/display.h"
#include "text/diag.h"

static bool fail(struct arena *a, struct str *error, const char *what,
                 struct str thing, struct str hint)
{
	*error = arena_printf(a, "%s '%.*s'%.*s", what, STR_ARG(thing),
	                      STR_ARG(hint));
	return false;
}

/* -- setters, one for each kind of value */

#define UNUSED(x) ((void)(x))

static bool set_flag(const struct option *self, struct options *o,
                     struct arena *a, struct str value, struct str *error)
{
	UNUSED(a), UNUSED(value), UNUSED(error);
	*(bool *)(void *)((char *)o + self->member) = true;
	return true;
}

static bool set_help(const struct option *self, struct options *o,
                     struct arena *a, struct str value, struct str *error)
{
	UNUSED(self), UNUSED(a), UNUSED(value), UNUSED(error);
	o->command = COMMAND_HELP;
	return true;
}

static bool set_version(const struct option *self, struct options *o,
                        struct arena *a, struct str value, struct str *error)
{
	UNUSED(self), UNUSED(a), UNUSED(value), UNUSED(error);
	o->command = COMMAND_VERSION;
	return true;
}

static struct str level_at(const void *with, size_t i)
{
	UNUSED(with);
	return str_c(severity_name((enum severity)i));
}

static bool set_fail_on(const struct option *self, struct options *o,
                        struct arena *a, struct str value, struct str *error)
{
	UNUSED(self);
	for (size_t i = 0; i <= SEVERITY_ERROR; i++) {
		if (!str_eq(value, level_at(NULL, i)))
			continue;
		o->fail_set = true;
		o->fail_on = (enum severity)i;
		return true;
	}
	return fail(a, error, "unknown level", value,
	            diag_did_you_mean(a, value, level_at, NULL,
	                              SEVERITY_ERROR + 1));
}

static struct str format_at(const void *with, size_t i)
{
	UNUSED(with);
	return str_c(report_format_at(i)->name);
}

static bool unknown_format(struct arena *a, struct str value, struct str *error)
{
	return fail(
	        a, error, "unknown format", value,
	        diag_did_you_mean(a, value, format_at, NULL, report_formats()));
}

static bool set_format(const struct option *self, struct options *o,
                       struct arena *a, struct str value, struct str *error)
{
	const struct report_format *f = report_format_find(value);

	UNUSED(self);
	if (!f)
		return unknown_format(a, value, error);
	o->format = f;
	return true;
}

/* "FILE", "json:FILE"; "./a:b" is a file with a colon in its name. */
static bool set_output(const struct option *self, struct options *o,
                       struct arena *a, struct str value, struct str *error)
{
	struct str_pair cut = str_cut(value, ':');
	const struct report_format *f = NULL;
	struct output *out;

	UNUSED(self);
	if (cut.ok && !str_has_char(cut.head, '/')) {
		f = report_format_find(cut.head);
		if (!f)
			return unknown_format(a, cut.head, error);
		value = cut.tail;
	}
	if (!value.len)
		return fail(a, error, "a file is missing in", cut.head,
		            (struct str){ 0 });
	out = VEC_PUSH(a, &o->outputs);
	out->format = f;
	out->path = value;
	return true;
}

static struct words *words_of(const struct option *self, struct options *o)
{
	return (struct words *)(void *)((char *)o + self->member);
}

static bool add_word(const struct option *self, struct options *o,
                     struct arena *a, struct str value, struct str *error)
{
	UNUSED(error);
	*VEC_PUSH(a, &words_of(self, o)->list) = value;
	return true;
}

/* Takes a list apart: "form,citation/none-cited". */
static bool add_words(const struct option *self, struct options *o,
                      struct arena *a, struct str value, struct str *error)
{
	struct str_pair cut = { .tail = value, .ok = true };

	while (cut.ok) {
		cut = str_cut(cut.tail, ',');
		add_word(self, o, a, str_trim(cut.head), error);
	}
	return true;
}

static bool set_word(const struct option *self, struct options *o,
                     struct arena *a, struct str value, struct str *error)
{
	if (!value.len)
		return fail(a, error, "a value is missing for",
		            str_c(self->name), value);
	*(struct str *)(void *)((char *)o + self->member) = arena_str(a, value);
	return true;
}

static bool set_jobs(const struct option *self, struct options *o,
                     struct arena *a, struct str value, struct str *error)
{
	size_t used;
	uint32_t jobs = str_number(value, &used);

	UNUSED(self);
	if (!used || used != value.len || !jobs || jobs > JOBS_MAX)
		return fail(a, error,
		            "not a number of jobs from 1 to 512:", value,
		            (struct str){ 0 });
	o->jobs = jobs;
	return true;
}

static bool set_date(const struct option *self, struct options *o,
                     struct arena *a, struct str value, struct str *error)
{
	struct date date = date_iso(value);

	if (!date_known(date))
		return fail(a, error, "not a date like 2026-01-31:", value,
		            (struct str){ 0 });
	*(struct date *)(void *)((char *)o + self->member) = date;
	return true;
}

static bool set_number(const struct option *self, struct options *o,
                       struct arena *a, struct str value, struct str *error)
{
	size_t used;
	uint32_t number = str_number(value, &used);

	if (!used || used != value.len || str_has_char(value, ',') ||
	    value.len > OPTION_DIGITS_MAX)
		return fail(a, error,
		            "not a number of at most 9 digits:", value,
		            (struct str){ 0 });
	*(uint32_t *)(void *)((char *)o + self->member) = number;
	return true;
}

/* "50", or "50:decisions"; letters are drawn unless decisions are. */
static bool set_sample(const struct option *self, struct options *o,
                       struct arena *a, struct str value, struct str *error)
{
	struct str_pair cut = str_cut(value, ':');
	bool letters = !cut.ok || str_eq(cut.tail, STR("letters"));

	if (!letters && !str_eq(cut.tail, STR("decisions")))
		return fail(a, error,
		            "a sample is of letters or decisions, "
		            "not of",
		            cut.tail, (struct str){ 0 });
	if (!set_number(self, o, a, cut.head, error))
		return false;
	if (!o->sample)
		return fail(a, error, "a sample needs a size, not", cut.head,
		            (struct str){ 0 });
	o->sample_decisions = !letters;
	return true;
}

static const char *const whens[] = {
	[WHEN_AUTO] = "auto",
	[WHEN_ALWAYS] = "always",
	[WHEN_NEVER] = "never",
};

static struct str when_at(const void *with, size_t i)
{
	UNUSED(with);
	return str_c(whens[i]);
}

static bool set_color(const struct option *self, struct options *o,
                      struct arena *a, struct str value, struct str *error)
{
	size_t n = sizeof(whens) / sizeof(*whens);

	UNUSED(self);
	for (size_t i = 0; i < n; i++) {
		if (!str_eq(value, when_at(NULL, i)))
			continue;
		o->color = (enum when)i;
		return true;
	}
	return fail(a, error, "not auto, always or never:", value,
	            diag_did_you_mean(a, value, when_at, NULL, n));
}

/* -- the table */

#define FLAG(member) set_flag, offsetof(struct options, member)
/* clang-format off */
const struct option options_table[] = {
	{ "strict",    NULL,    "fail on warnings, as --fail-on warning",
	  FLAG(strict) },
	{ "fail-on",   "LEVEL", "lowest level that fails: error, warning, note",
	  set_fail_on, 0 },
	{ "exit-zero", NULL,    "exit 0 even when there are findings",
	  FLAG(exit_zero) },
	{ "format",    "NAME",
	  "text, json, csv, html, sarif and others, see imrcheck(1)",
	  set_format, 0 },
	{ "output",    "[FORMAT:]FILE",
	  "write the report to a file; with a format, besides", set_output, 0 },
	{ "select",    "RULES", "report only these rules: ids, or form/*",
	  add_words, offsetof(struct options, select) },
	{ "ignore",    "RULES", "do not report these rules",
	  add_words, offsetof(struct options, ignore) },
	{ "rules",     "DIR",   "add rules; a file replaces its built-in namesake",
	  add_word, offsetof(struct options, rules) },
	{ "why",       NULL,    "say what every rule made of every decision",
	  FLAG(why) },
	{ "redact",    NULL,    "positions in the place of the letters' words",
	  FLAG(redact) },
	{ "jobs",      "N",
	  "how many letters are worked on at once: all cores, unless given",
	  set_jobs, 0 },
	{ "files-from", "FILE", "read the paths from a file, one a line",
	  set_word, offsetof(struct options, files_from) },
	{ "cache",     "DIR",
	  "keep what was found, so that unchanged letters are not read again",
	  set_word, offsetof(struct options, cache) },
	{ "column",    "NAME",  "where a CSV file has the letters: text",
	  set_word, offsetof(struct options, column) },
	{ "color",     "WHEN",  "auto, always or never",
	  set_color, 0 },
	{ "quiet",     NULL,    "no summary",
	  FLAG(quiet) },
	{ "ndjson",    NULL,    "parse: one letter a line, on a terminal too",
	  FLAG(ndjson) },
	{ "config",    "FILE",  "settings; else imrcheck.yaml, looked for upward",
	  set_word, offsetof(struct options, config) },
	{ "no-config", NULL,    "look for no imrcheck.yaml and no waivers",
	  FLAG(no_config) },
	{ "waivers",   "FILE",  "waived findings; else imrcheck.waivers.yaml",
	  set_word, offsetof(struct options, waivers) },
	{ "baseline",  "FILE",  "report only what is not in it",
	  set_word, offsetof(struct options, baseline) },
	{ "baseline-write", NULL, "write what is found into the baseline",
	  FLAG(baseline_write) },
	{ "sample",    "N[:UNIT]", "check N letters, or decisions, drawn by lot",
	  set_sample, offsetof(struct options, sample) },
	{ "seed",      "S",     "another number draws another sample",
	  set_number, offsetof(struct options, seed) },
	{ "today",     "DATE",  "the day that waivers expire by",
	  set_date, offsetof(struct options, today) },
	{ "who",       "NAME",  "waivers import: who judged",
	  set_word, offsetof(struct options, who) },
	{ "expires",   "DATE",  "waivers import: when they end; else in a year",
	  set_date, offsetof(struct options, expires) },
	{ "version",   NULL,    "print the version",
	  set_version, 0 },
	{ "help",      NULL,    "print this help",
	  set_help, 0 },
};
/* clang-format on */
const size_t n_options = sizeof(options_table) / sizeof(*options_table);

static struct str option_at(const void *with, size_t i)
{
	UNUSED(with);
	return str_c(options_table[i].name);
}

static const struct option *find_option(struct str name)
{
	for (size_t i = 0; i < n_options; i++) {
		if (str_eq(option_at(NULL, i), name))
			return &options_table[i];
	}
	return NULL;
}

static bool unknown_option(struct arena *a, struct str name, struct str *error)
{
	struct str hint =
	        diag_did_you_mean(a, name, option_at, NULL, n_options);
	size_t at = str_find(hint, 0, STR("'"));

	/* The name is suggested as it is typed, with its dashes. */
	if (hint.len)
		hint = arena_printf(a, "%.*s'--%.*s",
		                    STR_ARG(str_sub(hint, 0, at)),
		                    STR_ARG(str_sub(hint, at + 1, hint.len)));
	*error = arena_printf(a, "unknown option '--%.*s'%.*s", STR_ARG(name),
	                      STR_ARG(hint));
	return false;
}

bool options_set(struct options *o, struct arena *a, struct str name,
                 const struct str *value, struct str *error)
{
	const struct option *option = find_option(name);
	struct setting *setting;
	struct str none = { 0 };

	if (!option)
		return unknown_option(a, name, error);
	if (value && !option->argument) {
		*error = arena_printf(a, "option '--%s' takes no value",
		                      option->name);
		return false;
	}
	if (option->argument && (!value || !value->len)) {
		*error = arena_printf(a, "option '--%s' needs a value: %s",
		                      option->name, option->argument);
		return false;
	}
	if (!option->set(option, o, a, value ? *value : none, error))
		return false;
	setting = VEC_PUSH(a, &o->settings);
	setting->name = str_c(option->name);
	setting->value = value ? *value : STR("yes");
	setting->from = o->from;
	return true;
}

/* clang-format off */
const struct option_command option_commands[] = {
	{ "parse",      COMMAND_PARSE,      "print the decisions as JSON" },
	{ "text",       COMMAND_TEXT,       "print the text of a letter" },
	{ "merge",      COMMAND_MERGE,      "partial reports as one" },
	{ "explain",    COMMAND_EXPLAIN,    "what a rule means" },
	{ "rules",      COMMAND_RULES,      "the rules" },
	{ "config",     COMMAND_CONFIG,     "every setting, and who set it" },
	{ "waivers",    COMMAND_WAIVERS,    "import the judgements of a review" },
	{ "completion", COMMAND_COMPLETION, "a completion script for a shell" },
};
/* clang-format on */
const size_t n_option_commands =
        sizeof(option_commands) / sizeof(*option_commands);

/* A sub-command is the first operand; "./parse" is a file. */
static bool take_command(struct options *o, struct str word)
{
	for (size_t i = 0; i < n_option_commands; i++) {
		if (!str_eq(word, str_c(option_commands[i].word)))
			continue;
		if (o->command == COMMAND_CHECK)
			o->command = option_commands[i].command;
		return true;
	}
	return false;
}

/* The short forms of the two options that everybody tries. */
static struct str long_name(struct str arg)
{
	if (str_eq(arg, STR("-h")))
		return STR("--help");
	if (str_eq(arg, STR("-V")))
		return STR("--version");
	return arg;
}

bool options_parse(struct options *o, struct arena *a, int argc,
                   char *const *argv, struct str *error)
{
	bool options_ended = false, first = true;

	for (int i = 1; i < argc; i++) {
		struct str arg = long_name(str_c(argv[i]));
		struct str_pair cut;
		struct str name, value;
		const struct option *option;

		if (!options_ended && str_eq(arg, STR("--"))) {
			options_ended = true;
			continue;
		}
		if (options_ended || arg.len < 2 || arg.ptr[0] != '-') {
			bool taken =
			        !options_ended && first && take_command(o, arg);

			first = false;
			if (!taken)
				*VEC_PUSH(a, &o->operands.list) = arg;
			continue;
		}
		if (arg.ptr[1] != '-')
			return fail(a, error, "unknown option", arg,
			            STR(" (options are long: --help)"));
		cut = str_cut(str_sub(arg, 2, arg.len), '=');
		name = cut.head;
		value = cut.tail;
		option = find_option(name);
		if (option && option->argument && !cut.ok && i + 1 < argc) {
			value = str_c(argv[++i]);
			cut.ok = true;
		}
		if (!options_set(o, a, name, cut.ok ? &value : NULL, error))
			return false;
	}
	return true;
}

enum severity options_fail_level(const struct options *o)
{
	if (o->fail_set)
		return o->fail_on;
	return o->strict ? SEVERITY_WARNING : SEVERITY_ERROR;
}

#define HELP_COLUMN  27
#define HELP_COLUMNS 79

static void help_line(struct buf *out, const struct option *option)
{
	struct buf help = { .arena = out->arena };
	size_t start = out->len;

	buf_printf(out, "  --%s%s%s ", option->name,
	           option->argument ? " " : "",
	           option->argument ? option->argument : "");
	if (out->len - start < HELP_COLUMN)
		buf_fill(out, ' ', HELP_COLUMN - (out->len - start));
	display_wrapped(&help, str_c(option->help), HELP_COLUMN, HELP_COLUMNS);
	buf_str(out, str_sub(buf_text(&help), HELP_COLUMN, help.len));
}

void options_help(struct buf *out)
{
	buf_str(out,
	        STR("usage: imrcheck [OPTIONS] PATH...   check letters, "
	            "folders, "
	            "- for stdin\n"
	            "       imrcheck parse PATH...       print the decisions "
	            "as "
	            "JSON\n"
	            "       imrcheck text PATH           print the letter's "
	            "text as "
	            "spans count it\n"
	            "       imrcheck merge FILE...       reports of partitions "
	            "(NDJSON) as one\n"
	            "       imrcheck explain RULE        what a rule means\n"
	            "       imrcheck rules list|test|schema  all rules; the "
	            "tests "
	            "inside them;\n"
	            "                                    the JSON Schema of "
	            "rule "
	            "files\n"
	            "       imrcheck config show         every setting, and "
	            "who set "
	            "it\n"
	            "       imrcheck waivers import CSV  an auditor's "
	            "judgements "
	            "become waivers\n"
	            "       imrcheck completion SHELL    for bash, zsh or "
	            "fish\n\n"));
	for (size_t i = 0; i < n_options; i++)
		help_line(out, &options_table[i]);
	buf_str(out,
	        STR("\nexit status: 0 nothing at the fail level, 1 findings, 2 "
	            "usage "
	            "or output,\n"
	            "  3 bad rules, 4 not fully checked, 5 both 4 and 1; see "
	            "imrcheck(1)\n"));
}
