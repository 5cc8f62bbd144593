/* test_pages.c -- running heads and page numbers are no part of the text. */
#include "letter/pages.h"

#include "base/buf.h"
#include "fixture.h"
#include "support.h"

#define CASE "CM13-0000123"
#define HEAD "Final Determination Letter for IMR Case Number " CASE

/* The lines that belong to the pages, joined with " | ". */
static const struct {
	const char *text;
	const char *lines;
} lines[] = {
	/* What names the case and a page is one wherever it stands. */
	{ "seen for\n" HEAD "   2\nback pain", HEAD "   2" },
	{ "seen for\r\n" HEAD " 12\r\nback pain", HEAD " 12" },
	{ "seen for\n" CASE "  |  Page 3\nback pain", CASE "  |  Page 3" },
	{ "seen for\n  IMR case no. " CASE ", p. 3 of 7\nback pain",
	  "IMR case no. " CASE ", p. 3 of 7" },
	/* A page's number is told from others by where it stands. */
	{ "seen for\n   2\n\fback pain", "2" },
	{ "seen for\n\f- 2 -\nback pain", "- 2 -" },
	{ "seen for\n\nPage 2\n\nback pain", "Page 2" },
	{ "seen for\n\nPage 2 of 6\nback pain", "Page 2 of 6" },
	{ "one\n\n1\n\ntwo\n\n2\n\nthree", "1 | 2" },
	{ "ibuprofen #\n30\nis", "" },
	{ "ibuprofen #\n\n30\n\nis", "" },
	{ "guideline,\npage 80\nas cited", "" },
	{ "one\n\n30\n\ntwo\n\n12\n\nthree", "" },
	{ "see\npages 3 and 4\nof it", "" },
	{ "seen for\n\fPage 2a\nback pain", "" },
	{ "seen for\n\f2016\nback pain", "" },
	/* The letter's own header; and a running head that says it again. */
	{ "Case Number: " CASE "\nDate", "" },
	{ "cover\n\fCase Number: " CASE "\nDate", "" },
	{ "IMR Case Number " CASE "\nDate\n\fIMR Case Number " CASE "\nback",
	  "IMR Case Number " CASE },
	{ "IMR Case Number " CASE "\nDate\n\fIMR Case Number CM13-1\nback",
	  "" },
};

START_TEST(lines_of_pages_are_found)
{
	const struct texts *words =
	        &fixture_all_rules()->language.words.page_lines;
	struct arena *a = test_arena();
	struct source s;
	struct spans found;
	struct buf b = { .arena = a };

	source_read(&s, a, "test", str_c(lines[_i].text));
	found = pages_lines(&s, words, a);
	for (size_t i = 0; i < found.n; i++)
		buf_printf(&b, "%s%.*s", i ? " | " : "",
		           STR_ARG(str_trim(source_text(&s, found.items[i]))));
	ck_assert_text(buf_text(&b), lines[_i].lines);
}
END_TEST

/* -- what is read is the same with them and without */

static const char *const samples[] = {
	"samples/03-therapy-upheld-but-supported.txt",
	"samples/04-undocumented-yet-reported.txt",
	"samples/07-remaining-portion.txt",
	"samples/08-eleven-items-after-surgery.txt",
	"samples/09-decisions-and-rationales-2013.txt",
	"samples/13-quantities-and-limits.txt",
	"samples/17-another-patient-and-sums.txt",
	"samples/18-hard-but-clean.txt",
};

static const struct {
	unsigned every; /* lines of a page */
	const char *before, *behind;
} breaks[] = {
	{ 7, "\n   ", "\n\f\n" },
	{ 11, "\n\n         Page ", "\n\n\f" },
	{ 13, HEAD "      ", "\n" },
	{ 17, "\f" CASE "    Page ", " of 99\n\n" },
};

static struct str paged(struct arena *a, struct str text, size_t style)
{
	struct buf b = { .arena = a };
	unsigned line = 0, page = 1;

	for (size_t i = 0; i < text.len; i++) {
		buf_char(&b, text.ptr[i]);
		if (text.ptr[i] != '\n' || ++line % breaks[style].every)
			continue;
		buf_printf(&b, "%s%u%s", breaks[style].before, ++page,
		           breaks[style].behind);
	}
	return buf_text(&b);
}

/* Requests, outcomes, conclusions and findings, a line each. */
static struct str reading(struct arena *a, struct str text)
{
	struct checked c = fixture_check(a, text);
	const struct letter *l = c.letter;
	struct buf b = { .arena = a };

	for (size_t i = 0; i < l->decisions.len; i++) {
		const struct decision *d = &l->decisions.items[i];

		buf_printf(&b, "%.*s: %d, %d\n", STR_ARG(d->request.text),
		           (int)d->outcome, (int)d->conclusion);
	}
	for (size_t i = 0; i < c.findings.list.len; i++)
		buf_printf(&b, "%.*s\n",
		           STR_ARG(c.findings.list.items[i].message));
	return buf_text(&b);
}

START_TEST(page_breaks_change_nothing)
{
	struct arena *a = test_arena();
	size_t n = sizeof(breaks) / sizeof(*breaks);
	struct str text = test_file(samples[(size_t)_i / n]);
	struct str plain = reading(a, text);

	ck_assert(plain.len > 0);
	ck_assert_text(reading(a, paged(a, text, (size_t)_i % n)),
	               arena_str(a, plain).ptr);
}
END_TEST

Suite *pages_suite(void)
{
	Suite *s = suite_create("pages");
	TCase *t = test_case(s, "lines");

	tcase_add_loop_test(t, lines_of_pages_are_found, 0, COUNT(lines));
	t = test_case(s, "letters");
	tcase_add_loop_test(t, page_breaks_change_nothing, 0,
	                    COUNT(samples) * COUNT(breaks));
	return s;
}
