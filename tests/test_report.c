/* test_report.c -- what a finding looks like: lines, marks, escapes, JSON. */
#include <string.h>

#include "report/display.h"
#include "report/json.h"
#include "report/report.h"
#include "report/snippet.h"
#include "support.h"
#include "text/node.h"

/* -- text on a terminal */

static const struct {
	const char *text;
	const char *shown;
} shown[] = {
	{ "plain \xc3\xa9", "plain \xc3\xa9" },
	{ "a\x1b[31mred", "a\\x1b[31mred" },
	{ "bell\a del\x7f", "bell\\x07 del\\x7f" },
	{ "csi \xc2\x9b"
	  "31m",
	  "csi \\u{009b}31m" },
	{ "\xe2\x80\xae"
	  "evil",
	  "\\u{202e}evil" },
	{ "line\nline", "line\\x0aline" },
	{ "\xff", "\\xff" },
	{ "\xef\xbb\xbf"
	  "mark",
	  "mark" },
	{ "\tx", "        x" },
};

START_TEST(controls_are_escaped)
{
	struct buf b = { .arena = test_arena() };

	display_text(&b, str_c(shown[_i].text));
	ck_assert_text(buf_text(&b), shown[_i].shown);
}
END_TEST

static const struct {
	const char *character;
	size_t column, width;
} widths[] = {
	{ "a", 0, 1 },
	{ "\xc3\xa9", 0, 1 },
	{ "\xcc\x81", 1, 0 },
	{ "\xe4\xb8\xad", 0, 2 },
	{ "\xf0\x9f\x98\x80", 0, 2 },
	{ "\t", 0, 8 },
	{ "\t", 3, 5 },
	{ "\t", 8, 8 },
	{ "\x01", 0, 4 },
	{ "\xe2\x80\x8b", 0, 0 },
};

START_TEST(widths_keep_marks_aligned)
{
	struct buf b = { .arena = test_arena() };
	size_t len;

	ck_assert_uint_eq(display_char(&b, str_c(widths[_i].character), 0,
	                               widths[_i].column, &len),
	                  widths[_i].width);
	ck_assert_uint_eq(len, strlen(widths[_i].character));
}
END_TEST

START_TEST(wraps_at_words)
{
	struct buf b = { .arena = test_arena() };

	display_wrapped(&b, STR(" one two\nthree\n\nfour longerthanaline "), 2,
	                10);
	ck_assert_text(buf_text(&b), "  one two\n  three\n\n  four\n"
	                             "  longerthanaline\n");
}
END_TEST

/* -- lines with marks */

/* The line, and a line of marks under it. */
static struct str snippet_of(const char *text, uint32_t start, uint32_t end)
{
	struct buf b = { .arena = test_arena() };
	struct span at = { start, end };
	struct source source;
	struct snippet s;

	source_read(&source, test_arena(), "x", str_c(text));
	snippet_read(&s, test_arena(), &source, at);
	buf_printf(&b, "%u|%.*s\n", s.number, STR_ARG(s.line));
	buf_fill(&b, ' ', s.mark);
	buf_fill(&b, '^', s.width);
	return buf_text(&b);
}

static const struct {
	const char *text;
	uint32_t start, end;
	const char *expected;
} snippets[] = {
	{ "one\ntwo three  \nfour", 8, 13, "2|two three\n    ^^^^^" },
	{ "one\r\ntwo\r\n", 5, 8, "2|two\n^^^" },
	{ "one\n", 0, 0, "1|one\n^" },
	{ "one\n", 3, 3, "1|one\n   ^" },
	{ "", 0, 0, "1|\n^" },
	{ "one two\nthree", 4, 13, "1|one two\n    ^^^" },
	{ "a\tb", 2, 3, "1|a       b\n        ^" },
	{ "\xe4\xb8\xad x", 4, 5, "1|\xe4\xb8\xad x\n   ^" },
	{ "e\xcc\x81 x", 4, 5, "1|e\xcc\x81 x\n  ^" },
	{ "\x1b[1m x", 5, 6, "1|\\x1b[1m x\n        ^" },
	{ "\xef\xbb\xbfmark", 3, 7, "1|mark\n^^^^" },
};

START_TEST(marks_stand_under_the_words)
{
	ck_assert_text(snippet_of(snippets[_i].text, snippets[_i].start,
	                          snippets[_i].end),
	               snippets[_i].expected);
}
END_TEST

START_TEST(long_lines_are_cut_around_the_mark)
{
	struct buf b = { .arena = test_arena() };
	struct source source;
	struct snippet s;
	struct span at;

	for (int i = 0; i < 20000; i++)
		buf_str(&b, STR("word "));
	at.start = (uint32_t)b.len;
	buf_str(&b, STR("MARK"));
	at.end = (uint32_t)b.len;
	for (int i = 0; i < 20000; i++)
		buf_str(&b, STR(" word"));
	source_read(&source, test_arena(), "x", buf_text(&b));
	snippet_read(&s, test_arena(), &source, at);
	ck_assert_uint_le(s.line.len, SNIPPET_COLUMNS + 8);
	ck_assert(str_starts(s.line, STR("... word")));
	ck_assert(str_ends(s.line, STR(" ...")));
	ck_assert_text(str_sub(s.line, s.mark, s.mark + s.width), "MARK");
}
END_TEST

START_TEST(a_mark_ends_with_the_shown_part)
{
	struct buf b = { .arena = test_arena() };
	struct source source;
	struct snippet s;
	struct span at = { 10, 5000 };

	buf_fill(&b, 'x', 6000);
	source_read(&source, test_arena(), "x", buf_text(&b));
	snippet_read(&s, test_arena(), &source, at);
	ck_assert_uint_eq(s.mark, 10);
	ck_assert_uint_eq(s.mark + s.width, SNIPPET_COLUMNS);
}
END_TEST

START_TEST(the_rest_begins_with_words)
{
	struct span at = { 4, 19 };
	struct source source;
	struct snippet s;

	source_read(&source, test_arena(), "x", STR("one two\n \n  three x"));
	snippet_read(&s, test_arena(), &source, at);
	ck_assert_uint_eq(s.rest.start, 12);
	ck_assert_uint_eq(s.rest.end, 19);
	snippet_read(&s, test_arena(), &source, s.rest);
	ck_assert_uint_eq(s.number, 3);
	ck_assert_uint_ge(s.rest.start, s.rest.end);
}
END_TEST

/* -- JSON */

static struct str json_of(void (*write)(struct json *j), bool pretty)
{
	struct buf b = { .arena = test_arena() };
	struct json j = { .out = &b, .pretty = pretty };

	write(&j);
	return buf_text(&b);
}

static void write_sample(struct json *j)
{
	json_object(j);
	json_member(j, "a", STR("x"));
	json_key(j, "b");
	json_list(j);
	json_count(j, 1);
	json_null(j);
	json_bool(j, true);
	json_list_end(j);
	json_key(j, "c");
	json_object(j);
	json_object_end(j);
	json_key(j, "d");
	json_str_or_null(j, (struct str){ 0 });
	json_object_end(j);
}

START_TEST(json_on_one_line_and_indented)
{
	ck_assert_text(json_of(write_sample, false),
	               "{\"a\": \"x\", \"b\": [1, null, true], \"c\": {}, "
	               "\"d\": null}");
	ck_assert_text(json_of(write_sample, true),
	               "{\n  \"a\": \"x\",\n  \"b\": [\n    1,\n    null,\n"
	               "    true\n  ],\n  \"c\": {},\n  \"d\": null\n}");
}
END_TEST

static const struct {
	double n;
	const char *written;
} numbers[] = {
	{ 0, "0" },
	{ 60, "60" },
	{ 7.5, "7.5" },
	{ 0.125, "0.125" },
	{ 1.0 / 3, "0.333333" },
	{ -2.5, "-2.5" },
	{ 0.1 + 0.2, "0.3" },
	{ 1e11, "100000000000" },
	{ 1e15, "null" },
};

START_TEST(json_numbers_are_short)
{
	struct buf b = { .arena = test_arena() };
	struct json j = { .out = &b };

	json_number(&j, numbers[_i].n);
	ck_assert_text(buf_text(&b), numbers[_i].written);
}
END_TEST

/* Whatever bytes go in, our own reader takes what comes out. */
START_TEST(json_takes_any_bytes)
{
	struct buf b = { .arena = test_arena() };
	struct json j = { .out = &b };
	struct diags d = { .arena = test_arena() };
	char bytes[256];
	const struct node *n;

	for (int i = 0; i < 256; i++)
		bytes[i] = (char)i;
	json_str(&j, (struct str){ bytes, 256 });
	for (size_t i = 0; i < b.len; i++)
		ck_assert((unsigned char)b.ptr[i] >= 0x20);
	n = json_read(test_arena(), &d, buf_text(&b));
	ck_assert_ptr_nonnull(n);
	ck_assert(str_eq(str_sub(n->text, 0, 128), (struct str){ bytes, 128 }));
	ck_assert(str_ends(n->text, STR("\xef\xbf\xbd")));
}
END_TEST

/* -- the closing line */

START_TEST(summary_counts_in_words)
{
	struct report_summary s = { .letters = 1, .decisions = 2 };
	struct buf b = { .arena = test_arena() };
	static const char *const reasons[] = { "x", "y", "x" };

	s.findings[SEVERITY_ERROR] = 1;
	s.findings[SEVERITY_NOTE] = 3;
	report_summary_line(&b, &s);
	ck_assert_text(buf_text(&b), "1 letter, 2 decisions: 1 error, "
	                             "0 warnings, 3 notes\n");
	for (int i = 0; i < 3; i++) {
		struct skipped *one = VEC_PUSH(test_arena(), &s.skipped);

		one->path = STR("p");
		one->because = str_c(reasons[i]);
	}
	b.len = 0;
	report_summary_line(&b, &s);
	ck_assert(str_ends(buf_text(&b),
	                   STR("; 3 not fully checked (2 x, 1 y)\n")));
}
END_TEST

START_TEST(formats_are_found_by_name)
{
	for (size_t i = 0; i < report_formats(); i++) {
		const struct report_format *f = report_format_at(i);

		ck_assert_ptr_eq(report_format_find(str_c(f->name)), f);
	}
	ck_assert_ptr_null(report_format_find(STR("xml")));
}
END_TEST

Suite *report_suite(void)
{
	Suite *s = suite_create("report");
	TCase *tc = test_case(s, "report");

	tcase_add_loop_test(tc, controls_are_escaped, 0, COUNT(shown));
	tcase_add_loop_test(tc, widths_keep_marks_aligned, 0, COUNT(widths));
	tcase_add_test(tc, wraps_at_words);
	tcase_add_loop_test(tc, marks_stand_under_the_words, 0,
	                    COUNT(snippets));
	tcase_add_test(tc, long_lines_are_cut_around_the_mark);
	tcase_add_test(tc, a_mark_ends_with_the_shown_part);
	tcase_add_test(tc, the_rest_begins_with_words);
	tcase_add_test(tc, json_on_one_line_and_indented);
	tcase_add_loop_test(tc, json_numbers_are_short, 0, COUNT(numbers));
	tcase_add_test(tc, json_takes_any_bytes);
	tcase_add_test(tc, summary_counts_in_words);
	tcase_add_test(tc, formats_are_found_by_name);
	return s;
}
