/* test_docs.c -- that the texts about the program say what it does. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "cli/option.h"
#include "fixture.h"
#include "support.h"
#include "text/diag.h"

static const struct {
	enum diag_id id;
	const char *name;
} ids[] = {
#define X(id, name) { DIAG_##id, name },
	DIAG_LIST(X)
#undef X
};

/* DIAGNOSTICS of the man page: every id once, in order, and no other. */
START_TEST(man_page_has_every_diagnostic)
{
	struct str page = test_file("src/imrcheck.1");
	size_t start = str_find(page, 0, STR(".Sh DIAGNOSTICS"));
	size_t end = str_find(page, start, STR(".Sh SEE ALSO"));
	struct str mark = STR(".It Sy "), last = { 0 };
	size_t found = 0;

	for (int i = 0; i < COUNT(ids); i++) {
		struct str item = arena_printf(test_arena(), ".It Sy %s\n",
		                               diag_name(ids[i].id));

		ck_assert_str_eq(diag_name(ids[i].id), ids[i].name);
		ck_assert_msg(str_find(page, start, item) < end,
		              "not in the man page: %s", ids[i].name);
	}
	for (size_t at = start; (at = str_find(page, at, mark)) < end;
	     found++) {
		size_t stop = str_find_char(page, at, '\n');
		struct str id = str_sub(page, at + mark.len, stop);

		ck_assert_msg(str_cmp(last, id) < 0, "out of order: %.*s",
		              STR_ARG(id));
		last = id;
		at = stop;
	}
	ck_assert_uint_eq(found, (size_t)COUNT(ids));
}
END_TEST

/* How often a mark stands in a part of a page. */
static size_t count(struct str page, size_t start, size_t end, struct str mark)
{
	size_t n = 0;

	for (size_t at = start; (at = str_find(page, at, mark)) < end;
	     at += mark.len)
		n++;
	return n;
}

/* RULES of imrcheck-rules(5): every check with its title, and no other. */
START_TEST(rules_page_has_every_rule)
{
	struct str page = test_file("src/imrcheck-rules.5");
	const struct checks *checks = &fixture_all_rules()->checks;
	size_t start = str_find(page, 0, STR(".Sh RULES"));
	size_t end = str_find(page, start, STR(".Sh FILES"));

	for (size_t i = 0; i < checks->list.len; i++) {
		const struct check *c = &checks->list.items[i];
		struct str item =
		        arena_printf(test_arena(), ".It Sy %.*s\n%.*s.\n",
		                     STR_ARG(c->id), STR_ARG(c->title));

		ck_assert_msg(str_find(page, start, item) < end,
		              "not in imrcheck-rules(5): %.*s", STR_ARG(item));
	}
	ck_assert_uint_eq(count(page, start, end, STR(".It Sy ")),
	                  checks->list.len);
}
END_TEST

/* SECTIONS of imrcheck-rules(5): those that the loader knows. */
START_TEST(rules_page_has_every_section)
{
	struct str page = test_file("src/imrcheck-rules.5");
	struct str source = test_file("src/rules/ruleset.c");
	struct str mark = STR("\t{ STR_INIT(\"");
	size_t start = str_find(page, 0, STR(".Sh SECTIONS"));
	size_t end = str_find(page, start, STR(".Ss checks"));
	size_t found = 0;

	for (size_t at = 0; (at = str_find(source, at, mark)) < source.len;
	     found++) {
		struct str item;

		at += mark.len;
		item = arena_printf(
		        test_arena(), ".It Ic %.*s\n",
		        STR_ARG(str_sub(source, at,
		                        str_find_char(source, at, '"'))));
		ck_assert_msg(str_find(page, start, item) < end,
		              "not in imrcheck-rules(5): %.*s", STR_ARG(item));
	}
	ck_assert_uint_gt(found, 20);
	ck_assert_uint_eq(count(page, start, end, STR(".It Ic ")), found);
}
END_TEST

/* Sub-commands stand in the synopsis of the man page and in --help. */
START_TEST(man_page_has_every_command)
{
	struct str page = test_file("src/imrcheck.1");
	size_t end = str_find(page, 0, STR(".Sh DESCRIPTION"));
	struct buf help = { .arena = test_arena() };

	options_help(&help);
	for (size_t i = 0; i < n_option_commands; i++) {
		const char *word = option_commands[i].word;
		struct str item = arena_printf(test_arena(), ".Cm %s\n", word);
		struct str line =
		        arena_printf(test_arena(), " imrcheck %s ", word);

		ck_assert_msg(str_find(page, 0, item) < end,
		              "not in the synopsis: %s", word);
		ck_assert_msg(str_find(buf_text(&help), 0, line) < help.len,
		              "not in --help: %s", word);
	}
}
END_TEST

/* Standard output of a run of the program. */
static struct str output_of(struct str arguments)
{
	struct str line = arena_printf(test_arena(),
	                               "%s %.*s >build/readme-run 2>/dev/null",
	                               IMRCHECK_PROGRAM, STR_ARG(arguments));
	int status = system(line.ptr);

	ck_assert_msg(status != -1, "%s", line.ptr);
	return test_file("build/readme-run");
}

/* With UPDATE_CASES in the environment README shows what is printed now. */
static void write_readme(struct str text)
{
	FILE *file = fopen("README.md", "wb");

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(text.ptr, 1, text.len, file), text.len);
	fclose(file);
}

/* Every "$ build/imrcheck ..." of README prints what stands there. */
START_TEST(runs_of_readme_are_true)
{
	struct str page = test_file("README.md");
	struct str mark = STR("```\n$ build/imrcheck "), end = STR("```\n");
	struct buf now = { .arena = test_arena() };
	size_t at = 0, runs = 0, done = 0;

	while ((at = str_find(page, at, mark)) < page.len) {
		size_t line = str_find_char(page, at + end.len, '\n') + 1;
		size_t stop = str_find(page, line, end);
		struct str arguments = str_sub(page, at + mark.len, line - 1);
		struct str shown = str_sub(page, line, stop);
		struct str found = output_of(arguments);

		ck_assert_msg(getenv("UPDATE_CASES") || str_eq(shown, found),
		              "README shows another output of %.*s:\n%.*s",
		              STR_ARG(arguments), STR_ARG(found));
		buf_str(&now, str_sub(page, done, line));
		buf_str(&now, found);
		done = at = stop;
		runs++;
	}
	buf_str(&now, str_sub(page, done, page.len));
	ck_assert_uint_ge(runs, 2);
	if (getenv("UPDATE_CASES"))
		write_readme(buf_text(&now));
}
END_TEST

Suite *docs_suite(void)
{
	Suite *s = suite_create("docs");
	TCase *tc = test_case(s, "docs");

	tcase_add_test(tc, man_page_has_every_diagnostic);
	tcase_add_test(tc, man_page_has_every_command);
	tcase_add_test(tc, rules_page_has_every_rule);
	tcase_add_test(tc, rules_page_has_every_section);
	tcase_add_test(tc, runs_of_readme_are_true);
	return s;
}
