/*
 * test_report_formats.c -- each format by itself: escapes, marks, counts.
 *
 * What other programs read back is in test_report_readers.c.
 */
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "report/html.h"
#include "report/markup.h"
#include "report/redact.h"
#include "report/report.h"
#include "report/totals.h"
#include "support.h"

/* -- a letter with one item and one finding, to be changed by a test */

static const char text[] = "Norco #60: Overturned\nIt is not necessary.\n";
#define OUTCOME_AT     \
	{              \
		11, 21 \
	}
#define REASON_AT      \
	{              \
		22, 42 \
	}

struct sample {
	struct source source;
	struct letter letter;
	struct findings findings;
	struct verdicts verdicts;
	struct report_letter l;
	struct report r;
};

static struct sample *sample(void)
{
	struct arena *a = test_arena();
	struct sample *s = ARENA_NEW(a, struct sample);
	struct decision *d = VEC_PUSH(a, &s->letter.decisions);
	struct finding *f = VEC_PUSH(a, &s->findings.list);
	struct related *also = VEC_PUSH(a, &f->related);

	source_read(&s->source, a, "a.txt", str_c(text));
	s->letter.source = &s->source;
	s->letter.case_number = STR("CM15-1");
	d->index = 1;
	d->request.text = STR("Norco #60");
	d->request.category = CATEGORY_MEDICATION;
	d->outcome = OUTCOME_OVERTURNED;
	f->rule = STR("consistency/x");
	f->severity = SEVERITY_ERROR;
	f->decision = 1;
	f->message = STR("the outcome is 'Overturned'");
	f->span = (struct span)OUTCOME_AT;
	memcpy(f->fingerprint, "0123456789abcdef0123456789abcdef", 33);
	also->message = STR("it says 'not necessary'");
	also->span = (struct span)REASON_AT;
	s->l.path = STR("a.txt");
	s->l.letter = &s->letter;
	s->l.findings = &s->findings;
	s->r.arena = a;
	s->r.fail_level = SEVERITY_ERROR;
	return s;
}

static struct finding *the_finding(struct sample *s)
{
	return &s->findings.list.items[0];
}

/* What a format makes of the letter, all of it. */
static struct str report_of(struct sample *s,
                            const struct report_format *format)
{
	struct buf b = { .arena = test_arena() };
	struct report_summary sum = { .letters = 1, .decisions = 1 };

	sum.findings[SEVERITY_ERROR] = 1;
	s->r.format = format;
	if (format->begin)
		format->begin(&s->r, &b);
	format->letter(&s->r, &b, &s->l);
	s->r.letters++;
	if (format->end)
		format->end(&s->r, &b, &sum);
	return buf_text(&b);
}

static bool has(struct str all, const char *part)
{
	return str_find(all, 0, str_c(part)) < all.len;
}

/* Shown of a report that lacks something; check takes no more. */
#define SHOWN 2000

#define ck_assert_has(all, part) check_has((all), (part), __FILE__, __LINE__)
static void check_has(struct str all, const char *part, const char *file,
                      int line)
{
	if (!has(all, part))
		_ck_assert_failed(file, line, "Assertion failed",
		                  "no %s in\n%.*s", part,
		                  STR_ARG(str_sub(all, 0, SHOWN)));
}

/* -- SHA-256 */

static const struct {
	size_t times;
	const char *repeated;
	const char *digest;
} digests[] = {
	{ 0, "",
	  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
	{ 1, "abc",
	  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ 1, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	{ 55, "a",
	  "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318" },
	{ 64, "a",
	  "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb" },
	{ 1000000, "a",
	  "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0" },
};

START_TEST(sha256_of_known_texts)
{
	struct buf b = { .arena = test_arena() };
	struct buf hex = { .arena = test_arena() };
	unsigned char digest[SHA256_BYTES];

	for (size_t i = 0; i < digests[_i].times; i++)
		buf_str(&b, str_c(digests[_i].repeated));
	sha256(buf_text(&b), digest);
	for (int i = 0; i < SHA256_BYTES; i++)
		buf_printf(&hex, "%02x", digest[i]);
	ck_assert_text(buf_text(&hex), digests[_i].digest);
}
END_TEST

/* -- markup */

static const struct {
	const char *in;
	const char *line;
	const char *block;
} markups[] = {
	{ "a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;",
	  "a&lt;b&gt;&amp;&quot;&#39;" },
	{ "a\n\tb", "a\\x0a        b", "a\n\tb" },
	{ "a\r\nb\rc\fd", "a\\x0d\\x0ab\\x0dc\\x0cd", "a\nb\nc\nd" },
	{ "a\r", "a\\x0d", "a\n" },
	{ "\x1b[1m", "\\x1b[1m", "\\x1b[1m" },
	{ "\xef\xbf\xbe \xef\xbf\xbf", "\xef\xbf\xbd \xef\xbf\xbd",
	  "\xef\xbf\xbd \xef\xbf\xbd" },
	{ "\xff", "\\xff", "\\xff" },
	{ "\xe4\xb8\xad", "\xe4\xb8\xad", "\xe4\xb8\xad" },
};

START_TEST(markup_stays_text)
{
	struct buf line = { .arena = test_arena() };
	struct buf block = { .arena = test_arena() };

	markup_text(&line, str_c(markups[_i].in));
	markup_block(&block, str_c(markups[_i].in));
	ck_assert_text(buf_text(&line), markups[_i].line);
	ck_assert_text(buf_text(&block), markups[_i].block);
}
END_TEST

/* -- CSV */

START_TEST(csv_row)
{
	struct str all = report_of(sample(), &report_csv);
	struct str_pair lines = str_cut(all, '\n');

	ck_assert(str_starts(lines.head, STR("path,case,decision,request,")));
	ck_assert_text(lines.tail,
	               "\"a.txt\",\"CM15-1\",1,\"Norco #60\","
	               "\"overturned\",\"consistency/x\",\"\",\"error\","
	               "\"medium\",\"the outcome is 'Overturned'\",1,12,1,22,"
	               "\"Overturned\",\"it says 'not necessary'\",2,1,"
	               "\"It is not necessary.\",\"\",\"\","
	               "\"0123456789abcdef0123456789abcdef\"\r\n");
}
END_TEST

/* As many cells as columns, whether or not there is an item or a passage. */
START_TEST(csv_cells_of_the_poorest_finding)
{
	struct sample *s = sample();
	struct str all;
	size_t commas = 0, columns = 0;

	the_finding(s)->decision = 0;
	the_finding(s)->related.len = 0;
	all = report_of(s, &report_csv);
	for (size_t i = 0; i < str_find_char(all, 0, '\n'); i++)
		columns += all.ptr[i] == ',';
	for (size_t i = 0; i < all.len; i++)
		commas += all.ptr[i] == ',';
	ck_assert_uint_eq(commas, 2 * columns);
}
END_TEST

static const struct {
	const char *message;
	const char *cell;
} cells[] = {
	{ "=1+1", "\"'=1+1\"" },
	{ "+1", "\"'+1\"" },
	{ "-1", "\"'-1\"" },
	{ "@SUM(A1)", "\"'@SUM(A1)\"" },
	{ " =1", "\"' =1\"" },
	{ "\t=1", "\"'        =1\"" },
	{ "\rx", "\"'\\x0dx\"" },
	{ "\tx", "\"'        x\"" },
	{ "\xef\xbc\x9d"
	  "1",
	  "\"'\xef\xbc\x9d"
	  "1\"" },
	{ "a=1", "\"a=1\"" },
	{ "say \"no\"", "\"say \"\"no\"\"\"" },
	{ "a,b\nc", "\"a,b\\x0ac\"" },
	{ "\x1b[1m", "\"\\x1b[1m\"" },
};

START_TEST(csv_makes_no_formula)
{
	struct sample *s = sample();
	struct str cell;

	the_finding(s)->message = str_c(cells[_i].message);
	cell = arena_printf(test_arena(), ",%s,1,12,1,22,", cells[_i].cell);
	ck_assert_has(report_of(s, &report_csv), cell.ptr);
}
END_TEST

/* -- the others */

START_TEST(github_line)
{
	ck_assert_text(report_of(sample(), &report_github),
	               "::error file=a.txt,line=1,endLine=1,col=12,endColumn="
	               "22,title=consistency/x (item 1)::the outcome is "
	               "'Overturned'%0ALine 2: it says 'not necessary'\n");
}
END_TEST

START_TEST(github_escapes)
{
	struct sample *s = sample();
	struct str all;

	s->l.path = STR("a,b:c%.txt");
	the_finding(s)->message = STR("100%\n::error::no");
	all = report_of(s, &report_github);
	ck_assert_has(all, " file=a%2Cb%3Ac%25.txt,line=");
	ck_assert_has(all, "::100%25\\x0a::error::no%0A");
	ck_assert_uint_eq(str_find_char(all, 0, '\n'), all.len - 1);
}
END_TEST

START_TEST(sarif_escapes)
{
	struct sample *s = sample();
	struct str all;

	s->l.path = STR("/a b/#1?.txt");
	the_finding(s)->message = STR("{0} [a](https://x)");
	all = report_of(s, &report_sarif);
	ck_assert_has(all, "\"file:///a%20b/%231%3F.txt\"");
	ck_assert_has(all, "\"{{0}} [a] (https://x)\"");
}
END_TEST

/* What fails the run fails the test, and nothing else does. */
START_TEST(junit_follows_the_fail_level)
{
	struct sample *s = sample();
	struct str all;

	the_finding(s)->severity = SEVERITY_WARNING;
	all = report_of(s, &report_junit);
	ck_assert_has(all, "tests=\"1\" failures=\"0\" errors=\"0\"");
	ck_assert_has(all, "<system-out>warning: a.txt:1:12: ");
	s->r.fail_level = SEVERITY_WARNING;
	all = report_of(s, &report_junit);
	ck_assert_has(all, "tests=\"1\" failures=\"1\" errors=\"0\"");
	ck_assert_has(all, "<failure type=\"warning\"");
}
END_TEST

START_TEST(junit_says_what_was_not_checked)
{
	struct sample *s = sample();
	struct str all;

	s->l.letter = NULL;
	s->l.status = LETTER_INCOMPLETE;
	s->l.because = STR("not <readable>");
	all = report_of(s, &report_junit);
	ck_assert_has(all, "tests=\"1\" failures=\"0\" errors=\"1\"");
	ck_assert_has(all, "message=\"not &lt;readable&gt;\"");
}
END_TEST

START_TEST(gitlab_issue)
{
	struct str all = report_of(sample(), &report_gitlab);

	ck_assert_has(all, "\"severity\": \"critical\"");
	ck_assert_has(all, "\"lines\": {\"begin\": 1, \"end\": 1}");
	ck_assert_has(all, "it says 'not necessary' (line 2)");
}
END_TEST

START_TEST(lists_without_findings_are_valid)
{
	struct sample *s = sample();

	s->findings.list.len = 0;
	ck_assert_text(report_of(s, &report_gitlab), "[\n]\n");
	ck_assert_has(report_of(s, &report_sarif), "\"results\": [\n],");
}
END_TEST

static const struct {
	const char *message;
	const char *written;
} marks[] = {
	{ "a|b", "a\\|b" },
	{ "<b>&", "&lt;b&gt;&amp;" },
	{ "`x` *y* [z](u)", "\\`x\\` \\*y\\* \\[z\\]\\(u\\)" },
	{ "https://x.org :bug:", "https\\://x\\.org \\:bug:" },
	{ "end. Next: 1", "end. Next: 1" },
	{ "a\nb", "a\\\\x0ab" },
};

START_TEST(markdown_is_plain)
{
	struct sample *s = sample();
	struct str cell;

	the_finding(s)->message = str_c(marks[_i].message);
	cell = arena_printf(test_arena(), "| 1 | %s<br>", marks[_i].written);
	ck_assert_has(report_of(s, &report_markdown), cell.ptr);
}
END_TEST

/* A summary has a limit; what is left out is said. */
START_TEST(markdown_shows_the_first)
{
	struct sample *s = sample();
	struct finding f = *the_finding(s);

	for (int i = 0; i < 999; i++)
		*VEC_PUSH(test_arena(), &s->findings.list) = f;
	ck_assert_has(report_of(s, &report_markdown),
	              "\n700 more findings are in the full report.\n");
}
END_TEST

/* -- totals */

START_TEST(totals_count_by_rule_and_category)
{
	struct sample *s = sample();
	struct finding *f = VEC_PUSH(test_arena(), &s->findings.list);
	struct verdict *v = VEC_PUSH(test_arena(), &s->verdicts.list);
	struct totals t = { 0 };
	struct ranking ranking = { 0 };

	f->rule = STR("citation/y");
	f->severity = SEVERITY_NOTE;
	v->rule = STR("a/first");
	v->value = VERDICT_UNKNOWN;
	s->l.verdicts = &s->verdicts;
	totals_add(&t, test_arena(), &s->l);
	s->findings.list.len = 1;
	totals_add(&t, test_arena(), &s->l);
	ck_assert_uint_eq(t.with_findings, 2);
	ck_assert_uint_eq(t.outcomes[OUTCOME_OVERTURNED], 2);
	ck_assert_uint_eq(
	        t.categories[CATEGORY_MEDICATION].findings[SEVERITY_ERROR], 2);
	ck_assert_uint_eq(t.rules.len, 3);
	ck_assert_text(t.rules.items[0].rule, "a/first");
	ck_assert_uint_eq(t.rules.items[0].verdicts[VERDICT_UNKNOWN], 2);
	/* Numbers tell when a rule was first heard of, not where it is. */
	ck_assert_uint_eq(totals_find(&t, STR("consistency/x"))->number, 0);
	ck_assert_ptr_null(totals_find(&t, STR("b")));
	totals_rank(&t, test_arena(), &ranking);
	ck_assert_uint_eq(ranking.list.len, 2);
	ck_assert_text(ranking.list.items[0]->rule, "consistency/x");
}
END_TEST

/* So many reasons are kept; each keeps its number, all others have none. */
START_TEST(totals_keep_the_first_reasons)
{
	struct totals t = { 0 };

	for (size_t i = 0; i < REASONS_KEPT; i++) {
		struct str because = arena_printf(test_arena(), "%zu", i);

		ck_assert_uint_eq(totals_reason(&t, test_arena(), because), i);
	}
	ck_assert_uint_eq(totals_reason(&t, test_arena(), STR("x")),
	                  REASONS_KEPT);
	ck_assert_uint_eq(totals_reason(&t, test_arena(), STR("123")), 123);
	ck_assert_uint_eq(t.reasons.len, REASONS_KEPT);
}
END_TEST

/* -- HTML */

static struct str marked(struct sample *s)
{
	struct buf b = { .arena = test_arena() };

	html_marked_text(&b, &s->l, 7);
	return buf_text(&b);
}

START_TEST(both_passages_are_marked)
{
	ck_assert_text(
	        marked(sample()),
	        "Norco #60: <a class=\"at\" id=\"L7-1-0\" href=\"#L7-1\">1a</a>"
	        "<mark class=\"a\">Overturned</mark>\n"
	        "<a class=\"at\" id=\"L7-1-1\" href=\"#L7-1\">1b</a>"
	        "<mark class=\"b\">It is not necessary.</mark>\n");
}
END_TEST

START_TEST(passages_may_overlap)
{
	struct sample *s = sample();

	the_finding(s)->related.items[0].span = (struct span){ 6, 14 };
	ck_assert_text(
	        marked(s),
	        "Norco <a class=\"at\" id=\"L7-1-1\" href=\"#L7-1\">1b</a>"
	        "<mark class=\"b\">#60: </mark>"
	        "<a class=\"at\" id=\"L7-1-0\" href=\"#L7-1\">1a</a>"
	        "<mark class=\"a b\">Ove</mark><mark class=\"a\">rturned"
	        "</mark>\nIt is not necessary.\n");
}
END_TEST

START_TEST(a_passage_of_the_whole_letter_is_not_marked)
{
	struct sample *s = sample();

	the_finding(s)->span = (struct span){ 0 };
	the_finding(s)->related.len = 0;
	ck_assert_text(marked(s), text);
}
END_TEST

static const struct {
	struct span at;
	const char *quote;
} quotes[] = {
	{ OUTCOME_AT, "Norco #60: <mark>Overturned</mark>" },
	{ { 25, 31 }, "It <mark>is not</mark> necessary." },
	{ { 11, 31 },
	  "Norco #60: <mark>Overturned\nIt is not</mark> "
	  "necessary." },
};

START_TEST(a_quote_stands_in_its_line)
{
	struct buf b = { .arena = test_arena() };

	html_quote(&b, &sample()->source, quotes[_i].at);
	ck_assert_text(buf_text(&b), quotes[_i].quote);
}
END_TEST

/* A line may be a letter, a passage may be a rationale. */
START_TEST(long_quotes_are_cut)
{
	struct buf all = { .arena = test_arena() };
	struct buf b = { .arena = test_arena() };
	struct source source;

	for (int i = 0; i < 4000; i++)
		buf_str(&all, STR("\xc3\xa9"));
	source_read(&source, test_arena(), "x", buf_text(&all));
	html_quote(&b, &source, (struct span){ 3000, 3002 });
	ck_assert_uint_lt(b.len, 400);
	ck_assert_has(buf_text(&b), "\xa9<mark>\xc3\xa9</mark>\xc3");
	b.len = 0;
	html_quote(&b, &source, (struct span){ 0, 8000 });
	ck_assert_uint_lt(b.len, 800);
	ck_assert(str_ends(buf_text(&b), STR("\xa9</mark>\xe2\x80\xa6")));
}
END_TEST

START_TEST(html_runs_nothing_of_a_letter)
{
	struct sample *s = sample();
	struct verdict *v = VEC_PUSH(test_arena(), &s->verdicts.list);
	struct str evil = STR("\"'></script><script>alert(1)</script>");
	struct str all;

	v->rule = evil;
	v->because = evil;
	s->l.verdicts = &s->verdicts;
	s->l.path = s->l.because = s->letter.case_number = evil;
	s->letter.decisions.items[0].request.text = evil;
	the_finding(s)->rule = the_finding(s)->message = evil;
	the_finding(s)->citation = the_finding(s)->help = evil;
	source_read(&s->source, test_arena(), "x", evil);
	the_finding(s)->span = (struct span){ 2, 12 };
	the_finding(s)->related.items[0].span = (struct span){ 3, 20 };
	all = report_of(s, &report_html);
	ck_assert_has(all, "&lt;script&gt;alert");
	ck_assert(!has(all, "<script>alert"));
	ck_assert(!has(all, "\"'>"));
}
END_TEST

/* -- redacted */

START_TEST(redacted_says_where_not_what)
{
	struct sample *s = sample();
	struct verdict *v = VEC_PUSH(test_arena(), &s->verdicts.list);
	struct report_letter plain = s->l;

	v->rule = STR("consistency/x");
	v->because = STR("It is not");
	plain.verdicts = &s->verdicts;
	redact_letter(&s->l, &plain, NULL, test_arena());
	s->r.why = true;
	for (size_t i = 0; i < report_formats(); i++) {
		struct str all = report_of(s, report_format_at(i));

		ck_assert_msg(!has(all, "Norco") && !has(all, "It is not"),
		              "%s", report_format_at(i)->name);
	}
	ck_assert_has(report_of(s, &report_text),
	              "consistency/x: line 1, columns 12 to 22");
	ck_assert_has(report_of(s, &report_text), "line 2, columns 1 to 21");
	/* What was redacted is a copy. */
	ck_assert_text(the_finding(s)->message, "the outcome is 'Overturned'");
}
END_TEST

Suite *report_formats_suite(void)
{
	Suite *s = suite_create("report_formats");
	TCase *tc = test_case(s, "report_formats");

	tcase_add_loop_test(tc, sha256_of_known_texts, 0, COUNT(digests));
	tcase_add_loop_test(tc, markup_stays_text, 0, COUNT(markups));
	tcase_add_test(tc, csv_row);
	tcase_add_test(tc, csv_cells_of_the_poorest_finding);
	tcase_add_loop_test(tc, csv_makes_no_formula, 0, COUNT(cells));
	tcase_add_test(tc, github_line);
	tcase_add_test(tc, github_escapes);
	tcase_add_test(tc, sarif_escapes);
	tcase_add_test(tc, junit_follows_the_fail_level);
	tcase_add_test(tc, junit_says_what_was_not_checked);
	tcase_add_test(tc, gitlab_issue);
	tcase_add_test(tc, lists_without_findings_are_valid);
	tcase_add_loop_test(tc, markdown_is_plain, 0, COUNT(marks));
	tcase_add_test(tc, markdown_shows_the_first);
	tcase_add_test(tc, totals_count_by_rule_and_category);
	tcase_add_test(tc, totals_keep_the_first_reasons);
	tcase_add_test(tc, both_passages_are_marked);
	tcase_add_test(tc, passages_may_overlap);
	tcase_add_test(tc, a_passage_of_the_whole_letter_is_not_marked);
	tcase_add_loop_test(tc, a_quote_stands_in_its_line, 0, COUNT(quotes));
	tcase_add_test(tc, long_quotes_are_cut);
	tcase_add_test(tc, html_runs_nothing_of_a_letter);
	tcase_add_test(tc, redacted_says_where_not_what);
	return s;
}
