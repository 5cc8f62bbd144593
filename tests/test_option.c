/* test_option.c -- the command line, and that the man page knows it all. */
#include "cli/option.h"

#include <string.h>

#include "cli/select.h"
#include "support.h"

#define ARGS_MAX 8

static bool parse(struct options *o, const char *line, struct str *error)
{
	char *argv[ARGS_MAX + 2] = { (char[]){ "imrcheck" } };
	struct str_pair cut = { .tail = str_c(line), .ok = line[0] };
	int argc = 1;

	while (cut.ok && argc <= ARGS_MAX) {
		struct buf word = { .arena = test_arena() };

		cut = str_cut(cut.tail, ' ');
		buf_str(&word, cut.head);
		buf_char(&word, '\0');
		argv[argc++] = word.ptr;
	}
	*o = (struct options){ 0 };
	return options_parse(o, test_arena(), argc, argv, error);
}

static const struct {
	const char *line;
	const char *error;
} wrong[] = {
	{ "--strct x", "unknown option '--strct'; did you mean '--strict'?" },
	{ "--zzzzzzzzzzz", "unknown option '--zzzzzzzzzzz'" },
	{ "-x", "unknown option '-x' (options are long: --help)" },
	{ "--format", "option '--format' needs a value: NAME" },
	{ "--format=", "option '--format' needs a value: NAME" },
	{ "--format jsn", "unknown format 'jsn'; did you mean 'json'?" },
	{ "--strict=yes", "option '--strict' takes no value" },
	{ "--fail-on warn", "unknown level 'warn'" },
	{ "--fail-on worning",
	  "unknown level 'worning'; did you mean 'warning'?" },
	{ "--color sometimes", "not auto, always or never: 'sometimes'" },
	{ "--jobs 0", "not a number of jobs from 1 to 512: '0'" },
	{ "--jobs 1x", "not a number of jobs from 1 to 512: '1x'" },
	{ "--jobs 513", "not a number of jobs from 1 to 512: '513'" },
	{ "--output wordperfect:a", "unknown format 'wordperfect'" },
	{ "--output json:", "a file is missing in 'json'" },
};

START_TEST(mistakes_are_named)
{
	struct options o;
	struct str error = { 0 };

	ck_assert(!parse(&o, wrong[_i].line, &error));
	ck_assert_text(error, wrong[_i].error);
}
END_TEST

START_TEST(everything_is_taken)
{
	struct options o;
	struct str error;

	ck_assert(parse(&o,
	                "--strict --format=json a --select form,x/y b -- "
	                "--c",
	                &error));
	ck_assert_int_eq(o.command, COMMAND_CHECK);
	ck_assert(o.strict);
	ck_assert_str_eq(o.format->name, "json");
	ck_assert_uint_eq(o.select.list.len, 2);
	ck_assert_text(o.select.list.items[1], "x/y");
	ck_assert_uint_eq(o.operands.list.len, 3);
	ck_assert_text(o.operands.list.items[2], "--c");
	ck_assert_int_eq(options_fail_level(&o), SEVERITY_WARNING);
}
END_TEST

START_TEST(outputs_may_have_formats)
{
	struct options o;
	struct str error;

	ck_assert(parse(&o, "--output a.txt --output json:b --output ./c:d",
	                &error));
	ck_assert_uint_eq(o.outputs.len, 3);
	ck_assert_ptr_null(o.outputs.items[0].format);
	ck_assert_str_eq(o.outputs.items[1].format->name, "json");
	ck_assert_text(o.outputs.items[1].path, "b");
	ck_assert_text(o.outputs.items[2].path, "./c:d");
}
END_TEST

static const struct {
	const char *line;
	enum command command;
	size_t operands;
} commands[] = {
	{ "parse a b", COMMAND_PARSE, 2 },
	{ "text a", COMMAND_TEXT, 1 },
	{ "explain x", COMMAND_EXPLAIN, 1 },
	{ "rules list", COMMAND_RULES, 1 },
	{ "./parse a", COMMAND_CHECK, 2 },
	{ "a parse", COMMAND_CHECK, 2 },
	{ "-- parse", COMMAND_CHECK, 1 },
	{ "--strict parse a", COMMAND_PARSE, 1 },
	{ "-", COMMAND_CHECK, 1 },
	{ "--help", COMMAND_HELP, 0 },
	{ "parse -h", COMMAND_HELP, 0 },
	{ "-V", COMMAND_VERSION, 0 },
	{ "", COMMAND_CHECK, 0 },
};

START_TEST(commands_come_first)
{
	struct options o;
	struct str error;

	ck_assert(parse(&o, commands[_i].line, &error));
	ck_assert_int_eq(o.command, commands[_i].command);
	ck_assert_uint_eq(o.operands.list.len, commands[_i].operands);
}
END_TEST

static const struct {
	const char *line;
	enum severity level;
} levels[] = {
	{ "", SEVERITY_ERROR },
	{ "--strict", SEVERITY_WARNING },
	{ "--fail-on note", SEVERITY_NOTE },
	{ "--strict --fail-on error", SEVERITY_ERROR },
};

START_TEST(fail_levels)
{
	struct options o;
	struct str error;

	ck_assert(parse(&o, levels[_i].line, &error));
	ck_assert_int_eq(options_fail_level(&o), levels[_i].level);
}
END_TEST

START_TEST(help_lists_every_option)
{
	struct buf b = { .arena = test_arena() };
	struct str help;

	options_help(&b);
	help = buf_text(&b);
	for (size_t i = 0; i < n_options; i++) {
		struct str name = arena_printf(test_arena(), "  --%s",
		                               options_table[i].name);

		ck_assert_uint_lt(str_find(help, 0, name), help.len);
	}
	for (struct str_pair line = { .tail = help, .ok = true }; line.ok;) {
		line = str_cut(line.tail, '\n');
		ck_assert_msg(line.head.len <= 79, "%.*s", STR_ARG(line.head));
	}
}
END_TEST

/* The man page's ".It Fl Fl strict" lines against the table, both ways. */
START_TEST(man_page_has_every_option_and_no_other)
{
	struct str page = test_file("src/imrcheck.1");
	struct str mark = STR(".It Fl Fl ");
	size_t found = 0;

	for (size_t i = 0; i < n_options; i++) {
		const struct option *option = &options_table[i];
		struct str item = arena_printf(
		        test_arena(), ".It Fl Fl %s%s%s\n", option->name,
		        option->argument ? " Ar " : "",
		        option->argument ? option->argument : "");

		ck_assert_msg(str_find(page, 0, item) < page.len,
		              "not in the man page: %.*s", STR_ARG(item));
	}
	for (size_t at = 0; (at = str_find(page, at, mark)) < page.len;
	     at += mark.len)
		found++;
	ck_assert_uint_eq(found, n_options);
}
END_TEST

/* -- which rules are reported */

static const struct {
	const char *line;
	const char *rule, *criterion;
	bool wanted;
} selections[] = {
	{ "", "form/garbled-text", "", true },
	{ "--select form", "form/garbled-text", "", true },
	{ "--select form/", "form/garbled-text", "", true },
	{ "--select form/*", "form/garbled-text", "", true },
	{ "--select form/*", "formal/x", "", false },
	{ "--select *-text", "form/garbled-text", "", true },
	{ "--select form/garbled-text", "form/garbled-text", "", true },
	{ "--select form/garbled", "form/garbled-text", "", false },
	{ "--select form/gar*led*", "form/garbled-text", "", true },
	{ "--ignore form", "form/garbled-text", "", false },
	{ "--select form --ignore form/garbled-text", "form/garbled-text", "",
	  false },
	{ "--select citation --ignore form", "citation/no-section", "", true },
	{ "--select mtus", "guideline/misapplied", "mtus/x", true },
	{ "--ignore mtus/x", "guideline/misapplied", "mtus/x", false },
};

START_TEST(selects_rules)
{
	struct options o;
	struct str error;

	ck_assert(parse(&o, selections[_i].line, &error));
	ck_assert_int_eq(select_wants(&o, str_c(selections[_i].rule),
	                              str_c(selections[_i].criterion)),
	                 selections[_i].wanted);
}
END_TEST

START_TEST(unknown_rules_are_errors)
{
	struct ruleset rules = { 0 };
	struct options o;
	struct str error;

	VEC_PUSH(test_arena(), &rules.checks.list)->id =
	        STR("form/garbled-text");
	ck_assert(parse(&o, "--select form", &error));
	ck_assert(select_check(&o, &rules, test_arena(), &error));
	ck_assert(parse(&o, "--ignore form/garbeld-text", &error));
	ck_assert(!select_check(&o, &rules, test_arena(), &error));
	ck_assert_text(error, "no rule 'form/garbeld-text'; did you mean "
	                      "'form/garbled-text'?");
	ck_assert(parse(&o, "--select x/*", &error));
	ck_assert(!select_check(&o, &rules, test_arena(), &error));
}
END_TEST

Suite *option_suite(void)
{
	Suite *s = suite_create("option");
	TCase *tc = test_case(s, "option");

	tcase_add_loop_test(tc, mistakes_are_named, 0, COUNT(wrong));
	tcase_add_test(tc, everything_is_taken);
	tcase_add_test(tc, outputs_may_have_formats);
	tcase_add_loop_test(tc, commands_come_first, 0, COUNT(commands));
	tcase_add_loop_test(tc, fail_levels, 0, COUNT(levels));
	tcase_add_test(tc, help_lists_every_option);
	tcase_add_test(tc, man_page_has_every_option_and_no_other);
	tcase_add_loop_test(tc, selects_rules, 0, COUNT(selections));
	tcase_add_test(tc, unknown_rules_are_errors);
	return s;
}
