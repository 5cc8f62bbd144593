/* test_text.c -- code points, sources and the folded view. */
#include <string.h>

#include "support.h"
#include "text/fold.h"
#include "text/source.h"
#include "text/utf8.h"

/* -- code points */

static const struct {
	const char *bytes;
	uint32_t cp;
	size_t len; /* 0: not UTF-8 */
} encoded[] = {
	{ "A", 'A', 1 },
	{ "\xc3\xa9", 0xe9, 2 },
	{ "\xe2\x82\xac", 0x20ac, 3 },
	{ "\xf0\x9f\x92\x8a", 0x1f48a, 4 },
	{ "\xf4\x8f\xbf\xbf", 0x10ffff, 4 },
	{ "\x80", 0xfffd, 0 },             /* a tail alone */
	{ "\xc3", 0xfffd, 0 },             /* cut off */
	{ "\xc3(", 0xfffd, 0 },            /* no tail */
	{ "\xc0\xaf", 0xfffd, 0 },         /* overlong '/' */
	{ "\xe0\x80\xaf", 0xfffd, 0 },     /* overlong */
	{ "\xf0\x80\x80\xaf", 0xfffd, 0 }, /* overlong */
	{ "\xed\xa0\x80", 0xfffd, 0 },     /* surrogate */
	{ "\xf4\x90\x80\x80", 0xfffd, 0 }, /* above the last */
	{ "\xff", 0xfffd, 0 },
	{ "", 0xfffd, 0 },
};

START_TEST(decodes)
{
	size_t len;

	ck_assert_uint_eq(utf8_decode(str_c(encoded[_i].bytes), 0, &len),
	                  encoded[_i].cp);
	ck_assert_uint_eq(len, encoded[_i].len);
}
END_TEST

START_TEST(every_code_point_comes_back)
{
	for (uint32_t cp = 1; cp <= 0x10ffff; cp += cp < 0x3000 ? 1 : 97) {
		struct buf b = { .arena = test_arena() };
		size_t len;

		if (cp >= 0xd800 && cp < 0xe000)
			continue;
		utf8_append(&b, cp);
		ck_assert_uint_eq(utf8_decode(buf_text(&b), 0, &len), cp);
		ck_assert_uint_eq(len, b.len);
		arena_reset(test_arena());
	}
}
END_TEST

START_TEST(validity_and_count)
{
	struct str s = STR("\xef\xbb\xbf"
	                   "a\xc3\xa9\xff"
	                   "b");

	ck_assert_uint_eq(utf8_valid_until(s, 0), 6);
	ck_assert_uint_eq(utf8_valid_until(s, 7), s.len);
	ck_assert_uint_eq(utf8_count(str_sub(s, 0, 6)), 2);
}
END_TEST

/* -- sources */

#define B(bytes)                         \
	{                                \
		bytes, sizeof(bytes) - 1 \
	}
static const struct {
	struct str bytes;
	enum encoding encoding;
	const char *text;
	unsigned repaired;
} files[] = {
	{ B(""), ENCODING_UTF8, "", 0 },
	{ B("plain\n"), ENCODING_UTF8, "plain\n", 0 },
	{ B("\xef\xbb\xbfmark"), ENCODING_UTF8, "\xef\xbb\xbfmark", 0 },
	{ B("caf\xc3\xa9"), ENCODING_UTF8, "caf\xc3\xa9", 0 },
	{ B("patient\x92s 5\x96"
	    "6"),
	  ENCODING_WINDOWS_1252,
	  "patient\xe2\x80\x99s 5\xe2\x80\x93"
	  "6",
	  0 },
	{ B("hole \x81"), ENCODING_WINDOWS_1252, "hole \xef\xbf\xbd", 0 },
	{ B("\xc3\xa9 and \x92"), ENCODING_MIXED, "\xc3\xa9 and \xe2\x80\x99",
	  1 },
	{ B("\xff\xfe"
	    "A\0\xe9\0"),
	  ENCODING_UTF16_LE,
	  "\xef\xbb\xbf"
	  "A\xc3\xa9",
	  0 },
	{ B("\xfe\xff\0A\0\xe9"), ENCODING_UTF16_BE,
	  "\xef\xbb\xbf"
	  "A\xc3\xa9",
	  0 },
	{ B("L\0e\0t\0t\0e\0r\0\n\0"), ENCODING_UTF16_LE, "Letter\n", 0 },
	{ B("\0L\0e\0t\0t\0e\0r\0\n"), ENCODING_UTF16_BE, "Letter\n", 0 },
	{ B("\xff\xfe\x3d\xd8\x8a\xdc"), ENCODING_UTF16_LE,
	  "\xef\xbb\xbf\xf0\x9f\x92\x8a", 0 },
	{ B("\xff\xfe\x3d\xd8"
	    "A\0"),
	  ENCODING_UTF16_LE,
	  "\xef\xbb\xbf\xef\xbf\xbd"
	  "A",
	  0 }, /* half a pair */
	{ B("\xff\xfe"
	    "A\0B"),
	  ENCODING_UTF16_LE,
	  "\xef\xbb\xbf"
	  "A\xef\xbf\xbd",
	  0 }, /* half a unit */
};

START_TEST(decodes_files)
{
	struct source s;

	source_read(&s, test_arena(), "x.txt", files[_i].bytes);
	ck_assert_str_eq(encoding_name(s.encoding),
	                 encoding_name(files[_i].encoding));
	ck_assert_text(s.text, files[_i].text);
	ck_assert_uint_eq(s.repaired, files[_i].repaired);
	ck_assert_uint_eq(utf8_valid_until(s.text, 0), s.text.len);
	if (s.encoding == ENCODING_UTF8)
		ck_assert_ptr_eq(s.text.ptr, files[_i].bytes.ptr);
}
END_TEST

START_TEST(nul_bytes_are_text)
{
	struct source s;

	source_read(&s, test_arena(), "x", (struct str)B("a\0b\nc"));
	ck_assert_uint_eq(s.text.len, 5);
	ck_assert_uint_eq(source_place(&s, 4).line, 2);
}
END_TEST

START_TEST(first_repair_is_marked)
{
	struct source s;

	source_read(&s, test_arena(), "x", STR("\xc3\xa9 \x92s \x93"));
	ck_assert_uint_eq(s.repaired, 2);
	ck_assert_text(source_text(&s, s.first_repair), "\xe2\x80\x99");
}
END_TEST

static const struct {
	const char *text;
	uint32_t offset, line, column;
	const char *whole_line;
} places[] = {
	{ "one\ntwo", 0, 1, 1, "one" },
	{ "one\ntwo", 3, 1, 4, "one" },
	{ "one\ntwo", 4, 2, 1, "two" },
	{ "one\ntwo", 7, 2, 4, "two" },
	{ "one\r\ntwo\r\n", 5, 2, 1, "two" },
	{ "\n\nx", 2, 3, 1, "x" },
	{ "\xc3\xa9\xc3\xa9x", 4, 1, 3, "\xc3\xa9\xc3\xa9x" },
	{ "\xef\xbb\xbfx", 3, 1, 1, "\xef\xbb\xbfx" },
	{ "", 0, 1, 1, "" },
	{ "x\n", 2, 1, 3, "x" },
};

START_TEST(finds_places)
{
	struct source s;
	struct place p;

	source_read(&s, test_arena(), "x", str_c(places[_i].text));
	p = source_place(&s, places[_i].offset);
	ck_assert_uint_eq(p.line, places[_i].line);
	ck_assert_uint_eq(p.column, places[_i].column);
	ck_assert_text(source_text(&s, source_line(&s, places[_i].offset)),
	               places[_i].whole_line);
}
END_TEST

/* Columns of a long line, with a mark across each border of 4096 bytes. */
START_TEST(finds_places_of_a_long_line)
{
	struct buf b = { .arena = test_arena() };
	struct source s;
	struct str text;

	buf_str(&b, STR("one\n"));
	while (b.len < 3 * 4096 + 100) {
		if ((b.len + 2) % 4096 == 0 || (b.len + 1) % 4096 == 0)
			buf_str(&b, STR("\xef\xbb\xbf"));
		else
			buf_str(&b, b.len % 7 ? STR("x") : STR("\xc3\xa9"));
	}
	buf_str(&b, STR("\ntwo"));
	text = buf_text(&b);
	source_read(&s, test_arena(), "x", text);
	for (uint32_t at = 4; at < text.len - 4; at++) {
		struct place p = source_place(&s, at);

		ck_assert_uint_eq(p.line, 2);
		ck_assert_uint_eq(p.column,
		                  utf8_count(str_sub(text, 4, at)) + 1);
	}
	ck_assert_uint_eq(source_place(&s, (uint32_t)text.len).column, 4);
}
END_TEST

/* -- folding */

static const struct {
	const char *text;
	const char *folded;
} folds[] = {
	{ "It isn't so", "it is not so" },
	{ "DOESN'T", "does not" },
	{ "She can't, and won't.", "she cannot, and will not." },
	{ "hasn\xe2\x80\x99t been", "has not been" },
	{ "the patient's n't 'tis ain'ty", "the patient's n't 'tis ain'ty" },
	{ "won't", "will not" },
	{ "Not  Medically\r\n \r\n Necessary", "not medically necessary" },
	{ "\xe2\x80\x9cNo\xe2\x80\x9d \xe2\x80\x98x\xe2\x80\x99",
	  "\"no\" 'x'" },
	{ "a\xe2\x80\x93"
	  "b \xe2\x80\x94 c",
	  "a-b - c" },
	{ "electro-\nmyography", "electro-myography" },
	{ "- \nitem", "- item" },
	{ "5-\n\n6", "5- 6" },
	{ "\xef\xac\x81"
	  "brosis",
	  "fibrosis" },
	{ "so\xc2\xad"
	  "ft",
	  "soft" },
	{ "\xef\xbb\xbfstart", "start" },
	{ "\xc2\xbd tab", "1/2 tab" },
	{ "\xe2\x89\xa4 4", "<= 4" },
	{ "a\xc2\xa0"
	  "b\x0c"
	  "c",
	  "a b c" },
	{ "caf\xc3\xa9 \xce\xb1", "cafe \xce\xb1" },
	{ "", "" },
	{ "   ", "" },
};

/* What must hold of every folded view, whatever the text. */
static void check_fold(const struct fold *f)
{
	for (size_t i = 0; i < f->text.len; i++)
		ck_assert_uint_le(f->map[i], f->map[i + 1]);
	ck_assert_uint_eq(f->map[f->text.len], f->source.len);
	for (size_t i = 0; i + 1 < f->text.len; i++)
		ck_assert(f->text.ptr[i] != ' ' || f->text.ptr[i + 1] != ' ');
	for (size_t i = 0; i < f->gaps.len; i++) {
		const struct fold_gap *g = &f->gaps.items[i];

		ck_assert_uint_le(g->at, f->text.len);
		ck_assert_ptr_eq(fold_gap(f, g->at), g);
	}
}

START_TEST(folds_text)
{
	struct fold f;

	fold_read(&f, test_arena(), str_c(folds[_i].text));
	check_fold(&f);
	ck_assert_text(str_trim(f.text), folds[_i].folded);
}
END_TEST

static const struct str blood_tests[] = { STR_INIT("/inr"),
	                                  STR_INIT("and ptt") };
static const struct short_form short_forms[] = {
	{ .says = STR_INIT("w/o"), .means = STR_INIT("without") },
	{ .says = STR_INIT("pt"),
	  .means = STR_INIT("physical therapy"),
	  .capitals = true,
	  .unless = blood_tests,
	  .n_unless = 2 },
};
static const struct fold_extras short_extras = { .forms = short_forms,
	                                         .n_forms = 2 };

static const struct {
	const char *text, *folded;
} spelled[] = {
	{ "PT W/O relief for hours on end",
	  "physical therapy without relief for "
	  "hours on end" },
	{ "(PT), he had \"PT.\" All of it did not help him at all",
	  "(physical therapy), he had \"physical therapy.\" all of it did not "
	  "help him at all" },
	{ "The Pt had OPT, and pt/ot w/o2", "the pt had opt, and pt/ot w/o2" },
	{ "PT/INR, PT\n and PTT, and a PT and more of what was tested",
	  "pt/inr, pt and ptt, and a physical therapy and more of what was "
	  "tested" },
	/* Short forms without end are no letter. */
	{ "PT PT PT PT PT PT",
	  "physical therapy physical therapy physical therapy physical therapy "
	  "pt pt" },
};

START_TEST(short_forms_are_spelled_out)
{
	struct fold f;
	struct str text = str_c(spelled[_i].text);

	fold_read_with(&f, test_arena(), text, &short_extras);
	check_fold(&f);
	ck_assert_text(str_trim(f.text), spelled[_i].folded);
}
END_TEST

START_TEST(what_is_spelled_out_leads_back)
{
	struct fold f;
	struct str text = STR("She had (PT) for some weeks, then for months.");
	uint32_t at;
	struct span back;

	fold_read_with(&f, test_arena(), text, &short_extras);
	at = (uint32_t)str_find(f.text, 0, STR("physical therapy"));
	back = fold_source(&f, at, at + 16);
	ck_assert_text(str_sub(text, back.start, back.end), "PT");
	back = fold_source(&f, at + 9, at + 16);
	ck_assert_text(str_sub(text, back.start, back.end), "T");
	back = fold_source(&f, at + 18, at + 21);
	ck_assert_text(str_sub(text, back.start, back.end), "for");
}
END_TEST

START_TEST(a_folded_range_leads_back)
{
	struct fold f;
	struct str text = STR(
	        "It is NOT\r\n\f\r\n  medically \xe2\x80\x9cx\xe2\x80\x9d.");
	size_t at;
	struct span back;

	fold_read(&f, test_arena(), text);
	at = str_find(f.text, 0, STR("not medically"));
	back = fold_source(&f, (uint32_t)at, (uint32_t)at + 14);
	ck_assert_text(str_sub(text, back.start, back.end),
	               "NOT\r\n\f\r\n  medically");
	at = str_find(f.text, 0, STR("\"x\""));
	back = fold_source(&f, (uint32_t)at, (uint32_t)at + 3);
	ck_assert_text(str_sub(text, back.start, back.end),
	               "\xe2\x80\x9cx\xe2\x80\x9d");
	ck_assert_uint_eq(fold_offset(&f, back.start), at);
}
END_TEST

START_TEST(gaps_tell_lines_from_paragraphs)
{
	struct fold f;
	const struct fold_gap *g;

	fold_read(&f, test_arena(), STR("one\ntwo\n \nthree\n\n\ffour five"));
	g = fold_gap(&f, (uint32_t)str_find(f.text, 0, STR("two")));
	ck_assert_uint_eq(g->newlines, 1);
	g = fold_gap(&f, (uint32_t)str_find(f.text, 0, STR("three")));
	ck_assert_uint_eq(g->newlines, 2);
	ck_assert_uint_eq(g->padded, 1);
	g = fold_gap(&f, (uint32_t)str_find(f.text, 0, STR("four")));
	ck_assert_uint_eq(g->newlines, 2);
	ck_assert_uint_eq(g->padded, 0);
	ck_assert_uint_eq(g->form_feed, 1);
	ck_assert_ptr_null(
	        fold_gap(&f, (uint32_t)str_find(f.text, 0, STR("five"))));
}
END_TEST

/* Any bytes, the same ones at every run: a small generator of our own. */
START_TEST(any_bytes_fold)
{
	static const char *const pieces[] = {
		"a",
		"Z",
		" ",
		"\n",
		"\r\n",
		"\f",
		"-",
		"-\n",
		"\xe2\x80\x99",
		"\xc2\xad",
		"\xef\xac\x83",
		"\xc2\xbe",
		"\xff",
		"\xc3",
		"\x80",
		"9",
		"\t",
		"\xef\xbb\xbf",
		"\xf0\x9f\x92\x8a",
	};
	uint32_t seed = (uint32_t)_i + 1;
	struct buf b = { .arena = test_arena() };
	struct source s;
	struct fold f;

	for (int i = 0; i < 400; i++) {
		seed = seed * 1664525 + 1013904223;
		buf_str(&b, str_c(pieces[(seed >> 16) %
		                         (sizeof(pieces) / sizeof(*pieces))]));
	}
	source_read(&s, test_arena(), "x", buf_text(&b));
	ck_assert_uint_eq(utf8_valid_until(s.text, 0), s.text.len);
	fold_read(&f, test_arena(), s.text);
	check_fold(&f);
	for (uint32_t i = 0; i + 5 < f.text.len; i += 3) {
		struct span at = fold_source(&f, i, i + 5);

		ck_assert_uint_le(at.start, at.end);
		ck_assert_uint_le(at.end, s.text.len);
	}
}
END_TEST

Suite *text_suite(void)
{
	Suite *s = suite_create("text");
	TCase *tc = test_case(s, "text");

	tcase_add_loop_test(tc, decodes, 0, COUNT(encoded));
	tcase_add_test(tc, every_code_point_comes_back);
	tcase_add_test(tc, validity_and_count);
	tcase_add_loop_test(tc, decodes_files, 0, COUNT(files));
	tcase_add_test(tc, nul_bytes_are_text);
	tcase_add_test(tc, first_repair_is_marked);
	tcase_add_loop_test(tc, finds_places, 0, COUNT(places));
	tcase_add_test(tc, finds_places_of_a_long_line);
	tcase_add_loop_test(tc, folds_text, 0, COUNT(folds));
	tcase_add_loop_test(tc, short_forms_are_spelled_out, 0, COUNT(spelled));
	tcase_add_test(tc, what_is_spelled_out_leads_back);
	tcase_add_test(tc, a_folded_range_leads_back);
	tcase_add_test(tc, gaps_tell_lines_from_paragraphs);
	tcase_add_loop_test(tc, any_bytes_fold, 0, 20);
	return s;
}
