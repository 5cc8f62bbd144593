/* test_frame.c -- sections, items, outcomes and the case header. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "fixture.h"

Suite *frame_suite(void);

#define HOW     "HOW THE IMR FINAL DETERMINATION WAS MADE\nBy a reviewer.\n \n"
#define SUMMARY "CLINICAL CASE SUMMARY\nThe worker's knee hurts.\n \n"
#define ITEMS   "IMR ISSUES, DECISIONS AND RATIONALES\n \n"
#define CLAIMS                                                         \
	"Claims Administrator guideline: Decision based on MTUS Knee " \
	"Complaints 2004.\n \n"
#define REVIEWER \
	"MAXIMUS guideline: Decision based on MTUS Knee Complaints 2004.\n \n"
#define NEEDED "Decision rationale: The request is medically necessary.\n \n"
#define NOT_NEEDED \
	"Decision rationale: The request is not medically necessary.\n \n"
#define REST CLAIMS REVIEWER NEEDED

/* "OUTCOME heading" of every item, joined with " | ". */
static const struct {
	const char *text;
	const char *items;
} letters[] = {
	{ HOW SUMMARY ITEMS "MRI of the knee: Upheld\n \n" REST,
	  "upheld MRI of the knee" },
	{ HOW SUMMARY ITEMS "MRI of the knee: OVERTURNED\n \n" REST,
	  "overturned MRI of the knee" },
	{ HOW SUMMARY ITEMS "MRI of the knee:   Upheld.\n \n" REST,
	  "upheld MRI of the knee" },
	/* Misspelt behind its colon, and no outcome. */
	{ HOW SUMMARY ITEMS "MRI of the knee: Uphled\n \n" REST,
	  "upheld MRI of the knee" },
	{ HOW SUMMARY ITEMS "MRI of the knee: Overtuned.\n \n" REST,
	  "overturned MRI of the knee" },
	{ HOW SUMMARY ITEMS "MRI of the knee, upheal\n \n" REST,
	  "unknown MRI of the knee, upheal" },
	/* Labels in the plural, and rationales named otherwise. */
	{ HOW SUMMARY ITEMS
	  "MRI of the knee: Upheld\n \n"
	  "Claims Administrator guidelines: MTUS.\n \n"
	  "MAXIMUS guideline(s): MTUS.\n \nRationale for the decision: It "
	  "is not necessary.\n \nCane: Overturned\n \n" REST,
	  "upheld MRI of the knee | overturned Cane" },
	/* The outcome alone on a line, and in a paragraph of its own. */
	{ HOW SUMMARY ITEMS "MRI of the knee:\nUpheld\n \n" REST,
	  "upheld MRI of the knee" },
	{ HOW SUMMARY ITEMS "MRI of the knee:\n \nOverturned\n \n" REST,
	  "overturned MRI of the knee" },
	/* A heading over several lines, with colons of its own. */
	{ HOW SUMMARY ITEMS
	  "Retrospective: Physical therapy for\nthe left knee, ratio 2:1,\n"
	  "six visits: Upheld\n \n" REST,
	  "upheld Retrospective: Physical therapy for the left knee, ratio "
	  "2:1, six visits" },
	/* What remains of a request, in three sentences. */
	{ HOW SUMMARY ITEMS
	  "Therapy, 8 visits was the original request. Therapy, 6 visits was\n"
	  "authorized by the Claims Administrator. The remaining portion, "
	  "therapy,\n2 visits is:\nUpheld\n \n" REST,
	  "upheld Therapy, 8 visits was the original request. Therapy, 6 "
	  "visits was authorized by the Claims Administrator. The remaining "
	  "portion, therapy, 2 visits is" },
	/* Two items; the second after a rationale of two paragraphs. */
	{ HOW SUMMARY ITEMS
	  "MRI of the knee: Upheld\n \n" CLAIMS REVIEWER
	  "Decision rationale: One thing.\n \nAnother. The request is not "
	  "medically necessary.\n \nKnee brace: Overturned\n \n" REST,
	  "upheld MRI of the knee | overturned Knee brace" },
	/* A page break in a heading: a blank line without a space. */
	{ HOW SUMMARY ITEMS
	  "Physical therapy for the\n\nleft knee: Upheld\n \n" REST,
	  "upheld Physical therapy for the left knee" },
	{ HOW SUMMARY ITEMS
	  "Physical therapy for the\n\n\fleft knee: Upheld\n \n" REST,
	  "upheld Physical therapy for the left knee" },
	/* No blank lines at all, as PDF text comes. */
	{ "HOW THE IMR FINAL DETERMINATION WAS MADE\nBy a reviewer.\n"
	  "CLINICAL CASE SUMMARY\nThe knee hurts.\n"
	  "IMR ISSUES, DECISIONS AND RATIONALES\n"
	  "The Final Determination was based on decisions for the disputed "
	  "items/services set forth below:\nMRI of the knee: Upheld\n"
	  "Claims Administrator guideline: None.\nMAXIMUS guideline: None.\n"
	  "Decision rationale: The request is not\nmedically necessary.\n"
	  "Therapy, 8 visits was the original request. Therapy, 6 visits was\n"
	  "authorized by the Claims Administrator.\n"
	  "The remaining IMR eligible portion of the original request, "
	  "therapy, 2 visits is: Overturned\n"
	  "Claims Administrator guideline: None.\nMAXIMUS guideline: None.\n"
	  "Decision rationale: The request is medically necessary.\n",
	  "upheld MRI of the knee | overturned Therapy, 8 visits was the "
	  "original request. Therapy, 6 visits was authorized by the Claims "
	  "Administrator. The remaining IMR eligible portion of the original "
	  "request, therapy, 2 visits is" },
	/* Words of a heading inside a rationale are no heading. */
	{ HOW SUMMARY ITEMS
	  "MRI of the knee: Upheld\n \n" CLAIMS REVIEWER
	  "Decision rationale: The denial of the knee brace: Upheld earlier.\n"
	  "The request is not medically necessary.\n",
	  "upheld MRI of the knee" },
	/* No outcome; no rationale. */
	{ HOW SUMMARY ITEMS "MRI of the knee:\n \n" REST,
	  "unknown MRI of the knee" },
	{ HOW SUMMARY ITEMS "MRI of the knee: Upheld\n \n" CLAIMS REVIEWER
	                    "Knee brace: Overturned\n \n" REST,
	  "upheld MRI of the knee | overturned Knee brace" },
	/* Items whose labels are missing: first, between, at the end. */
	{ HOW SUMMARY ITEMS
	  "Cane: Upheld\n \nIt is not medically necessary.\n \n"
	  "MRI of the knee: Upheld\n \n" CLAIMS REVIEWER
	  "Decision rationale: One thing.\n \n"
	  "Gym: Overturned\n \nIt is medically necessary.\n \n"
	  "Knee brace: Overturned\n \n" REST "Walker: Upheld\n",
	  "upheld Cane | upheld MRI of the knee | overturned Gym | overturned "
	  "Knee brace | upheld Walker" },
	/* Every paragraph is one line: the blank lines do not wrap lines. */
	{ "HOW THE IMR FINAL DETERMINATION WAS MADE\n\nBy a reviewer.\n\n"
	  "CLINICAL CASE SUMMARY\n\nA knee.\n\n"
	  "IMR ISSUES, DECISIONS AND RATIONALES\n\nCane: Upheld\n\n"
	  "Claims Administrator guideline: None.\n\n"
	  "Decision rationale: It helps nobody.\n\nGym: Overturned\n\n"
	  "Decision rationale: It does.\n\nWalker: Upheld\n\nNo need.\n",
	  "upheld Cane | overturned Gym | upheld Walker" },
	/* Headings broken over lines. */
	{ "HOW THE IMR FINAL\nDETERMINATION WAS MADE\nBy a reviewer.\n \n"
	  "CLINICAL CASE\nSUMMARY\nA knee.\n \nIMR ISSUES, DECISIONS\nAND "
	  "RATIONALES\n \nMRI of the knee: Upheld\n \n" REST,
	  "upheld MRI of the knee" },
	/* Blanks before the colons, as one PDF reader sets them. */
	{ HOW SUMMARY ITEMS
	  "MRI of the knee :  Upheld\n\n"
	  "Claims Administrator guideline : None.\n\n"
	  "MAXIMUS guideline : None.\n\n"
	  "Decision rationale : The request is not\nmedically necessary.\n\n",
	  "upheld MRI of the knee" },
	/* Page breaks of lines with a space, paragraphs without one. */
	{ HOW SUMMARY ITEMS
	  "MRI of the knee: Upheld\n\nMAXIMUS guideline: None.\n\n"
	  "Decision rationale: The request for a study \n \n \n \n\fis refused."
	  " Nothing was tried.\nIt is not medically necessary.\n\n"
	  "Knee brace: Overturned\n\n"
	  "MAXIMUS guideline: None.\n\nDecision rationale: A brace \n \n\f"
	  "helps. It is medically necessary.\n\n",
	  "upheld MRI of the knee | overturned Knee brace" },
	/* 2013: numbered sentences. */
	{ HOW SUMMARY
	  "IMR DECISION(S) AND RATIONALE(S)\n \n1. MRI of the knee is not "
	  "medically necessary and appropriate.\n \n" REST
	  "2. Knee brace is medically necessary and\nappropriate.\n \n" REST,
	  "upheld MRI of the knee | overturned Knee brace" },
	/* 2013: the list of determinations stands apart from the items. */
	{ "Notice of Independent Medical Review Determination\n \n"
	  "1) MAXIMUS has determined the request for an MRI of the knee is not "
	  "medically\nnecessary and appropriate.\n \n"
	  "2) MAXIMUS has determined the request for a knee brace is medically "
	  "necessary\nand appropriate.\n \n"
	  "Case Summary:\nThe knee hurts.\n \n"
	  "1) Regarding the request for an MRI of the knee:\n \n"
	  "Rationale for the Decision:\nThe request is not medically "
	  "necessary.\n \n"
	  "2) Regarding the request for a knee brace:\n \n"
	  "Rationale for the Decision:\nThe request is medically necessary.\n",
	  "upheld an MRI of the knee | overturned a knee brace" },
};

static struct str items_of(struct arena *a, const struct letter *l)
{
	struct buf b = { .arena = a };

	for (size_t i = 0; i < l->decisions.len; i++) {
		const struct decision *d = &l->decisions.items[i];

		buf_printf(&b, "%s%s %.*s", i ? " | " : "",
		           outcome_name((enum outcome)d->outcome),
		           STR_ARG(d->request.text));
	}
	return buf_text(&b);
}

static void expect_items(struct str text, const char *items)
{
	struct arena *a = fixture_arena();
	const struct letter *l = fixture_read(a, fixture_all_rules(), text);
	struct str got = items_of(a, l);

	ck_assert_msg(str_eq(got, str_c(items)), "expected: %s\ngot:      %.*s",
	              items, STR_ARG(got));
}

START_TEST(items)
{
	expect_items(str_c(letters[_i].text), letters[_i].items);
}
END_TEST

/* The same letter with CRLF line ends. */
START_TEST(items_with_crlf)
{
	static char text[8192];
	size_t n = 0;

	for (const char *c = letters[_i].text; *c; c++) {
		if (*c == '\n')
			text[n++] = '\r';
		text[n++] = *c;
		ck_assert_uint_lt(n + 2, sizeof(text));
	}
	text[n] = '\0';
	expect_items(str_c(text), letters[_i].items);
}
END_TEST

/* The same letter double-spaced. */
START_TEST(items_double_spaced)
{
	static char text[8192];
	size_t n = 0;

	if (!strstr(letters[_i].text, "\n \n") ||
	    strstr(letters[_i].text, "\n\n"))
		return; /* a letter without paragraphs cannot show them */
	for (const char *c = letters[_i].text; *c; c++) {
		text[n++] = *c;
		if (*c == '\n')
			text[n++] = '\n';
		ck_assert_uint_lt(n + 2, sizeof(text));
	}
	text[n] = '\0';
	expect_items(str_c(text), letters[_i].items);
}
END_TEST

/* The same letter on one line, as tables of letters keep it. */
START_TEST(items_on_one_line)
{
	static char text[16384];
	size_t n = 0;

	if (strstr(letters[_i].text, "Notice of Independent"))
		return; /* its list of determinations is lost */
	/* A short text on one line is no letter that lost its line ends. */
	while (n < 4000)
		n += (size_t)sprintf(text + n, "Words of a form. ");
	for (const char *c = letters[_i].text; *c; c++) {
		bool space = *c == ' ' || *c == '\n' || *c == '\f';

		if (!space || text[n - 1] != ' ')
			text[n++] = space ? ' ' : *c;
		ck_assert_uint_lt(n + 1, sizeof(text));
	}
	text[n] = '\0';
	expect_items(str_c(text), letters[_i].items);
}
END_TEST

/* -- the case header */

static const char *const headers[] = {
	"Case Number: CM16-9000001\nDate Assigned: 11/23/2016\n"
	"Date of Injury: 10/16/2015\nDecision Date: 12/21/2016\n"
	"UR Denial Date: 10/20/2016\nPriority: Standard\n"
	"Application Received: 11/15/2016\n \n",
	"Case Number: \nCM16-9000001 \n \nDate Assigned: \n11/23/2016 \n"
	"Date of Injury:  \n10/16/2015 \nDecision Date: \n12/21/2016 \n"
	"UR Denial Date:  \n10/20/2016 \nPriority:  \nStandard \n"
	"Application \nReceived:  \n11/15/2016 \n \n",
	"Case Number:\nDate Assigned:\nDecision Date:\nPriority:\n\n"
	"CM16-9000001\n11/23/2016\n12/21/2016\nStandard\n\n"
	"Date of Injury:\nUR Denial Date:\nApplication\nReceived:\n\n"
	"10/16/2015\n10/20/2016\n11/15/2016\n\n",
	"Case Number:   CM16-9000001\n"
	"Date Assigned: 11/23/2016     Date of Injury:  10/16/2015\n"
	"Decision Date: 12/21/2016     UR Denial Date:  10/20/2016\n"
	"Priority:      Standard       Application      11/15/2016\n"
	"                              Received:\n\n",
	/* The right column mixed by a PDF reader: a value above its label. */
	"Case Number: \nDate Assigned: \nDecision Date: \nPriority:  \n\n"
	"CM16-9000001 \n11/23/2016 \n12/21/2016 \nStandard \n\n"
	"10/16/2015 \nDate of Injury:  \nUR Denial Date:   10/20/2016 \n"
	"11/15/2016 \nApplication \nReceived:  \n\n",
	"Case Number:\nDate Assigned:\nDecision Date:\nPriority:\n\n"
	"CM16-9000001\n11/23/2016\n12/21/2016\nStandard\n\n"
	"Date of Injury:\n10/16/2015\nUR Denial Date: 10/20/2016\n"
	"11/15/2016\nApplication Received:\n\n",
	/* All on one line, and blanks before the colons. */
	"Case Number: Date Assigned: Decision Date: Priority: CM16-9000001 "
	"11/23/2016 12/21/2016 Standard Date of Injury: UR Denial Date: "
	"Application Received: 10/16/2015 10/20/2016 11/15/2016\n\n",
	"Case Number : CM16-9000001\nDate Assigned : 11/23/2016\n"
	"Date of Injury : 10/16/2015\nDecision Date : 12/21/2016\n"
	"UR Denial Date : 10/20/2016\nPriority : Standard\n"
	"Application Received : 11/15/2016\n\n",
};

/* A date that is not printed is none, and takes no other one's. */
START_TEST(header_without_a_date)
{
	struct arena *a = fixture_arena();
	const struct letter *l = fixture_read(
	        a, fixture_all_rules(),
	        STR("Case Number: CM16-9000001\nDate Assigned: 11/23/2016\n"
	            "Date of Injury:\nUR Denial Date: 10/20/2016\n"
	            "Application Received: 11/15/2016\n\n" HOW SUMMARY ITEMS
	            "MRI of the knee: Upheld\n \n" REST));

	ck_assert(!date_known(l->header.injury.date));
	ck_assert_int_eq(l->header.ur_denied.date.day, 20);
	ck_assert_int_eq(l->header.received.date.day, 15);
}
END_TEST

static void expect_date(struct dated got, int year, int month, int day)
{
	ck_assert_int_eq(got.date.year, year);
	ck_assert_int_eq(got.date.month, month);
	ck_assert_int_eq(got.date.day, day);
	ck_assert_uint_lt(got.at.start, got.at.end);
}

START_TEST(header)
{
	struct arena *a = fixture_arena();
	struct buf b = { .arena = a };
	const struct letter *l;

	buf_printf(&b, "%s%s", headers[_i],
	           HOW SUMMARY ITEMS "MRI of the knee: Upheld\n \n" REST);
	l = fixture_read(a, fixture_all_rules(), buf_text(&b));
	ck_assert(str_eq(l->case_number, STR("CM16-9000001")));
	ck_assert(str_eq(l->header.priority, STR("standard")));
	expect_date(l->header.assigned, 2016, 11, 23);
	expect_date(l->header.injury, 2015, 10, 16);
	expect_date(l->header.decided, 2016, 12, 21);
	expect_date(l->header.ur_denied, 2016, 10, 20);
	expect_date(l->header.received, 2016, 11, 15);
}
END_TEST

START_TEST(no_layout)
{
	struct arena *a = fixture_arena();
	const struct letter *l = fixture_read(
	        a, fixture_all_rules(), STR("A note.\n\nThe knee hurts.\n"));

	ck_assert_ptr_null(l->layout);
	ck_assert_uint_eq(l->status, LETTER_INCOMPLETE);
	ck_assert_uint_gt(l->incomplete_because.len, 0);
}
END_TEST

START_TEST(notice_on_one_line)
{
	struct arena *a = fixture_arena();
	struct buf b = { .arena = a };
	const struct letter *l;

	buf_printf(&b, "NOTICE OF INDEPENDENT MEDICAL REVIEW DETERMINATION ");
	for (int i = 0; i < 200; i++)
		buf_printf(&b, "Words of a form. ");
	buf_printf(&b, "1) MAXIMUS has determined the request for a cane is "
	               "not medically necessary and appropriate. Case Summary: "
	               "The knee hurts. Regarding the request for a cane: "
	               "Rationale for the Decision: No need.");
	l = fixture_read(a, fixture_all_rules(), buf_text(&b));
	ck_assert_uint_eq(l->status, LETTER_INCOMPLETE);
	ck_assert_uint_eq(l->decisions.len, 0);
	ck_assert(str_eq(l->incomplete_because,
	                 STR("a notice of 2013 without its line ends")));
}
END_TEST

START_TEST(twenty_items)
{
	struct arena *a = fixture_arena();
	struct buf b = { .arena = a };
	const struct letter *l;

	buf_printf(&b, "%s", HOW SUMMARY ITEMS);
	for (int i = 1; i <= 20; i++)
		buf_printf(&b, "Item of kind %d: %s\n \n%s", i,
		           i % 3 ? "Upheld" : "Overturned",
		           i % 3 ? CLAIMS REVIEWER NOT_NEEDED : REST);
	l = fixture_read(a, fixture_all_rules(), buf_text(&b));
	ck_assert_uint_eq(l->decisions.len, 20);
	for (uint32_t i = 0; i < 20; i++) {
		const struct decision *d = &l->decisions.items[i];

		ck_assert_uint_eq(d->index, i + 1);
		ck_assert_uint_eq(d->outcome, (i + 1) % 3 ? OUTCOME_UPHELD
		                                          : OUTCOME_OVERTURNED);
		ck_assert_uint_eq(d->conclusion,
		                  (i + 1) % 3 ? CONCLUSION_NOT_NECESSARY
		                              : CONCLUSION_NECESSARY);
	}
}
END_TEST

Suite *frame_suite(void)
{
	Suite *s = suite_create("frame");
	TCase *t = tcase_create("letters");
	int n = (int)(sizeof(letters) / sizeof(*letters));

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, items, 0, n);
	tcase_add_loop_test(t, items_with_crlf, 0, n);
	tcase_add_loop_test(t, items_double_spaced, 0, n);
	tcase_add_loop_test(t, items_on_one_line, 0, n);
	tcase_add_test(t, header_without_a_date);
	tcase_add_loop_test(t, header, 0,
	                    (int)(sizeof(headers) / sizeof(*headers)));
	tcase_add_test(t, no_layout);
	tcase_add_test(t, notice_on_one_line);
	tcase_add_test(t, twenty_items);
	suite_add_tcase(s, t);
	return s;
}
