/*
 * test_cases.c -- letters with the findings expected of them.
 *
 * tests/cases/NAME.case is a line "==== what it shows", a letter, a line
 * "==== findings" and the findings as the compact format prints them. Every
 * letter is also read with other line ends, with a byte-order mark and without
 * its last line end: nothing may change. "(known failure)" in the first line
 * keeps a case that is not right yet; once it is, that is an error.
 *
 * With UPDATE_CASES in the environment the findings are written instead.
 */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/checker.h"
#include "support.h"

#define SEPARATOR STR("==== findings\n")

static glob_t files;

struct parts {
	struct str title;
	struct str letter;
	struct str findings;
};

static struct parts read_parts(const char *path)
{
	struct str all = test_file(path);
	struct str_pair first = str_cut(all, '\n');
	size_t at = str_find(first.tail, 0, SEPARATOR);
	struct parts p = { first.head, str_sub(first.tail, 0, at),
		           str_sub(first.tail, at + SEPARATOR.len,
		                   first.tail.len) };

	ck_assert_msg(str_starts(first.head, STR("==== ")),
	              "%s: the first line is no title", path);
	ck_assert_msg(at < first.tail.len, "%s: no line '==== findings'", path);
	return p;
}

/* -- the same letter in other shapes */

static struct str as_it_is(struct str letter)
{
	return letter;
}

static struct str with_crlf(struct str letter)
{
	struct buf b = { .arena = test_arena() };

	for (size_t i = 0; i < letter.len; i++) {
		if (letter.ptr[i] == '\n')
			buf_char(&b, '\r');
		buf_char(&b, letter.ptr[i]);
	}
	return buf_text(&b);
}

static struct str with_mark(struct str letter)
{
	struct buf b = { .arena = test_arena() };

	buf_str(&b, STR("\xef\xbb\xbf"));
	buf_str(&b, letter);
	return buf_text(&b);
}

static struct str without_end(struct str letter)
{
	while (str_ends(letter, STR("\n")))
		letter.len--;
	return letter;
}

static struct str (*const shapes[])(struct str letter) = {
	as_it_is,
	with_crlf,
	with_mark,
	without_end,
};

/* -- one letter */

static struct imr *imr;

static void begin(void)
{
	imr = imr_new();
	ck_assert_ptr_nonnull(imr);
}

static void end(void)
{
	imr_free(imr);
}

static struct str findings_of(struct str letter)
{
	struct buf b = { .arena = test_arena() };
	struct report r = { .format = &report_compact };
	struct report_letter l = { .path = STR("letter") };
	bool good = imr_check(imr, "letter", letter.ptr, letter.len);

	ck_assert_msg(good, "%s", imr_error(imr));
	l.letter = &imr->desk.letter;
	l.findings = &imr->desk.findings;
	l.status = (enum letter_status)imr->desk.letter.status;
	l.because = imr->desk.letter.incomplete_because;
	report_compact.letter(&r, &b, &l);
	return buf_text(&b);
}

static void update(const char *path, const struct parts *p, struct str found)
{
	FILE *file = fopen(path, "wb");

	ck_assert_msg(file != NULL, "cannot write %s", path);
	fprintf(file, "%.*s\n%.*s%.*s%.*s", STR_ARG(p->title),
	        STR_ARG(p->letter), STR_ARG(SEPARATOR), STR_ARG(found));
	fclose(file);
}

START_TEST(findings_are_as_expected)
{
	const char *path = files.gl_pathv[_i];
	struct parts p = read_parts(path);
	bool known = str_find(p.title, 0, STR("(known failure)")) < p.title.len;

	for (int i = 0; i < COUNT(shapes); i++) {
		struct str found = findings_of(shapes[i](p.letter));
		bool same = str_eq(found, p.findings);

		if (getenv("UPDATE_CASES") && !known) {
			update(path, &p, found);
			return;
		}
		ck_assert_msg(!known || !same,
		              "%s: a known failure is right now", path);
		if (known)
			return;
		ck_assert_msg(same, "%s, shape %d: found\n%.*sexpected\n%.*s",
		              path, i, STR_ARG(found), STR_ARG(p.findings));
	}
}
END_TEST

/* Titles of cases are what a reader sees first: no two are the same. */
START_TEST(titles_differ)
{
	for (size_t i = 0; i < files.gl_pathc; i++) {
		struct parts a = read_parts(files.gl_pathv[i]);

		for (size_t j = 0; j < i; j++) {
			struct parts b = read_parts(files.gl_pathv[j]);

			ck_assert_msg(!str_eq(a.title, b.title), "%s and %s",
			              files.gl_pathv[i], files.gl_pathv[j]);
		}
	}
}
END_TEST

Suite *cases_suite(void)
{
	Suite *s = suite_create("cases");
	TCase *tc = test_case(s, "cases");

	tcase_add_unchecked_fixture(tc, begin, end);
	glob("tests/cases/*.case", 0, NULL, &files);
	tcase_add_loop_test(tc, findings_are_as_expected, 0,
	                    (int)files.gl_pathc);
	tcase_add_test(tc, titles_differ);
	return s;
}
