/*
 * test_hostile.c -- letters made to harm: no crash, bounded work.
 *
 * Every text is checked, its findings are written in all formats, and it is
 * parsed, within a time that no honest letter needs, under sanitizers too.
 */
#include <string.h>
#include <time.h>

#include "cli/checker.h"
#include "report/letter_json.h"
#include "support.h"

#define HEAD                                                                   \
	"IMR ISSUES, DECISIONS AND RATIONALES\n\nThe Final Determination was " \
	"based on decisions for the disputed items/services set forth "        \
	"below:\n\n"
#define SECONDS_MAX 20
#define MEGABYTE    ((size_t)1024 * 1024)

/* `start`, `piece` again and again up to `bytes`, `end`. */
static const struct {
	const char *what;
	const char *start;
	struct str piece;
	size_t bytes;
	const char *end;
} letters[] = {
	{ "nothing", "", STR_INIT(""), 0, "" },
	{ "one line", HEAD "X: Upheld\n\nDecision rationale: ",
	  STR_INIT("It is not medically necessary. "), 4 * MEGABYTE, "" },
	{ "one word", HEAD "X: Upheld\n\nDecision rationale: ", STR_INIT("a"),
	  4 * MEGABYTE, "" },
	{ "one sentence", HEAD "X: Upheld\n\nDecision rationale: ",
	  STR_INIT("not and is because the "), 2 * MEGABYTE, "" },
	{ "headings", HEAD, STR_INIT("Norco 10/325mg #90: Upheld\n\n"),
	  MEGABYTE, "" },
	{ "items", HEAD,
	  STR_INIT("MRI of the knee: Upheld\n\nDecision rationale: It is "
	           "not medically necessary.\n\n"),
	  MEGABYTE, "" },
	{ "items on one line",
	  "CLINICAL CASE SUMMARY A knee. IMR ISSUES, DECISIONS AND RATIONALES ",
	  STR_INIT("Cane: Upheld It helps nobody. "), MEGABYTE, "" },
	{ "section titles", "", STR_INIT("CLINICAL CASE SUMMARY\n\nx\n\n"),
	  MEGABYTE, "" },
	{ "item sections", "", STR_INIT(HEAD), MEGABYTE, "" },
	{ "a heading without end", HEAD, STR_INIT("Norco and "), MEGABYTE,
	  ": Upheld\n" },
	{ "drugs in a heading", HEAD,
	  STR_INIT("Norco 10/325mg #90, Soma 350mg #30, left knee, "),
	  MEGABYTE / 4, ": Upheld\n\nDecision rationale: It is necessary.\n" },
	{ "citations", HEAD "X: Upheld\n\nMAXIMUS guideline: ",
	  STR_INIT("Decision based on MTUS Chronic Pain 2009, Section(s): "
	           "Opioids, page(s) 1-99. "),
	  MEGABYTE, "\n\nDecision rationale: It is necessary.\n" },
	{ "numbers", HEAD, STR_INIT("9999999999"), MEGABYTE, ": Upheld\n" },
	{ "blank lines", HEAD, STR_INIT("\n \n"), 2 * MEGABYTE, "X: Upheld" },
	{ "form feeds", HEAD, STR_INIT("\f\r\n"), 2 * MEGABYTE, "X: Upheld" },
	{ "NULs", HEAD, STR_INIT("\0"), MEGABYTE, "X: Upheld" },
	{ "half characters", HEAD, STR_INIT("\xc3 "), 2 * MEGABYTE, "" },
	{ "no UTF-8", "", STR_INIT("\xff\xfe\xfd\x80"), MEGABYTE, "" },
	{ "UTF-16 that is none", "\xff\xfe", STR_INIT("\xd8\x3d"), MEGABYTE,
	  "x" },
	{ "mojibake", HEAD "X: Upheld\n\nDecision rationale: ",
	  STR_INIT("\xc3\xa2\xe2\x82\xac\xe2\x84\xa2 "), MEGABYTE, "" },
	{ "quotes", HEAD "X: Upheld\n\nDecision rationale: ", STR_INIT("\"'(["),
	  MEGABYTE, "" },
	{ "dates", HEAD, STR_INIT("02/30/2015 13/13/13 "), MEGABYTE, "" },
	{ "header dates", "Date of Injury:\n", STR_INIT("01/02/2015 "),
	  MEGABYTE, "" },
	{ "header labels", "", STR_INIT("Date of Injury: 01/02/2015\n"),
	  MEGABYTE, HEAD },
};

/* JSON and YAML inputs of the same kind. */
static const struct {
	const char *what;
	const char *name;
	const char *start;
	struct str piece;
	size_t bytes;
	const char *end;
} documents[] = {
	{ "depth", "x.json", "", STR_INIT("["), MEGABYTE, "" },
	{ "depth of maps", "x.json", "", STR_INIT("{\"a\":"), MEGABYTE, "" },
	{ "depth in YAML", "x.yaml", "", STR_INIT("["), MEGABYTE / 4, "" },
	{ "indents in YAML", "x.yaml", "", STR_INIT("- "), MEGABYTE / 4, "" },
	{ "keys", "x.json", "{", STR_INIT("\"a\": 1, "), MEGABYTE, "" },
	{ "a list", "x.json", "{\"decisions\": [", STR_INIT("1, "), MEGABYTE,
	  "1]}" },
	{ "decisions", "x.json", "{\"decisions\": [",
	  STR_INIT("{\"request\": \"x\", \"outcome\": \"upheld\", "
	           "\"rationale\": {\"text\": \"y\"}}, "),
	  MEGABYTE / 2,
	  "{\"request\": \"x\", \"outcome\": \"upheld\", \"rationale\": "
	  "{\"text\": \"y\"}}]}" },
	{ "a text", "x.json",
	  "{\"decisions\": [{\"request\": \"x\", \"outcome\": \"upheld\", "
	  "\"rationale\": {\"text\": \"",
	  STR_INIT("\\u0000\\ud800\\n\\nX: Overturned\\n\\n"), MEGABYTE,
	  "\"}}]}" },
	{ "an anchor", "x.yaml", "a: &a [", STR_INIT("*a, "), MEGABYTE / 4,
	  "1]" },
};

static struct str made(const char *start, struct str piece, size_t bytes,
                       const char *end)
{
	struct buf b = { .arena = test_arena() };

	buf_str(&b, str_c(start));
	while (piece.len && b.len < bytes)
		buf_str(&b, piece);
	buf_str(&b, str_c(end));
	return buf_text(&b);
}

/* Spans lie in the text, related ones too; every format can be written. */
static void check_findings(struct imr *imr)
{
	struct report_letter l = { .path = STR("x"),
		                   .letter = &imr->desk.letter,
		                   .findings = &imr->desk.findings };
	size_t len = imr->desk.source.text.len;

	for (size_t i = 0; i < imr->desk.findings.list.len; i++) {
		const struct finding *f = &imr->desk.findings.list.items[i];

		ck_assert_uint_le(f->span.start, f->span.end);
		ck_assert_uint_le(f->span.end, len);
		for (size_t k = 0; k < f->related.len; k++) {
			struct span at = f->related.items[k].span;

			ck_assert_uint_le(at.start, at.end);
			ck_assert_uint_le(at.end, len);
		}
	}
	for (size_t i = 0; i < report_formats(); i++) {
		struct report r = { .format = report_format_at(i),
			            .checks = &imr->rules->checks,
			            .arena = test_arena() };
		struct buf out = { .arena = test_arena() };

		if (r.format->begin)
			r.format->begin(&r, &out);
		r.format->letter(&r, &out, &l);
		if (r.format->end)
			r.format->end(&r, &out, &imr->summary);
	}
}

static void check_parse(struct imr *imr)
{
	struct buf out = { .arena = test_arena() };
	struct json j = { .out = &out };
	struct diags d = { .arena = test_arena() };

	letter_json(&j, &imr->desk.letter, STR("x"), desk_criteria(&imr->desk));
	ck_assert_ptr_nonnull(json_read(test_arena(), &d, buf_text(&out)));
}

static void check_time(clock_t started, const char *what)
{
	double seconds = (double)(clock() - started) / CLOCKS_PER_SEC;

	ck_assert_msg(seconds < SECONDS_MAX, "%s: %.1f seconds", what, seconds);
}

START_TEST(letters_do_no_harm)
{
	clock_t started = clock();
	struct imr *imr = imr_new();
	struct str text = made(letters[_i].start, letters[_i].piece,
	                       letters[_i].bytes, letters[_i].end);

	ck_assert_msg(imr_check(imr, "x.txt", text.ptr, text.len), "%s: %s",
	              letters[_i].what, imr_error(imr));
	check_findings(imr);
	check_parse(imr);
	imr_free(imr);
	check_time(started, letters[_i].what);
}
END_TEST

START_TEST(documents_do_no_harm)
{
	clock_t started = clock();
	struct imr *imr = imr_new();
	struct str text = made(documents[_i].start, documents[_i].piece,
	                       documents[_i].bytes, documents[_i].end);

	if (imr_check(imr, documents[_i].name, text.ptr, text.len)) {
		check_findings(imr);
		check_parse(imr);
	} else {
		ck_assert_msg(*imr_error(imr), "%s", documents[_i].what);
	}
	imr_free(imr);
	check_time(started, documents[_i].what);
}
END_TEST

/* A letter cut off anywhere, and with any one byte changed, is no trouble. */
START_TEST(cut_and_broken_letters)
{
	struct str whole = test_file("samples/02-percocet-overturned.txt");
	struct imr *imr = imr_new();
	size_t step = whole.len / 60 + 1;

	for (size_t at = 0; at < whole.len; at += step) {
		struct str broken = arena_str(test_arena(), whole);
		char *byte = ARENA_ARRAY(test_arena(), char, whole.len);

		ck_assert(imr_check(imr, "x", whole.ptr, at));
		check_findings(imr);
		memcpy(byte, broken.ptr, whole.len);
		byte[at] ^= (char)0x80;
		ck_assert(imr_check(imr, "x", byte, whole.len));
		check_findings(imr);
	}
	imr_free(imr);
}
END_TEST

Suite *hostile_suite(void)
{
	Suite *s = suite_create("hostile");
	TCase *tc = test_case(s, "hostile");

	tcase_add_loop_test(tc, letters_do_no_harm, 0, COUNT(letters));
	tcase_add_loop_test(tc, documents_do_no_harm, 0, COUNT(documents));
	tcase_add_test(tc, cut_and_broken_letters);
	return s;
}
