/* test_checking.c -- the checks of form and conclusion, and fingerprints. */
#include <check.h>
#include <string.h>

#include "base/buf.h"
#include "fixture.h"

Suite *checking_suite(void);

#define HEAD                                                            \
	"Case Number: CM16-9000001\nDate Assigned: 11/23/2016\n \n"     \
	"HOW THE IMR FINAL DETERMINATION WAS MADE\nBy a reviewer.\n \n" \
	"CLINICAL CASE SUMMARY\nThe worker's knee hurts.\n \n"          \
	"IMR ISSUES, DECISIONS AND RATIONALES\n \n"
#define CITED                                                               \
	"\n \nClaims Administrator guideline: Decision based on MTUS Knee " \
	"Complaints 2004, Section(s): Special Studies.\n \n"                \
	"MAXIMUS guideline: Decision based on MTUS Knee Complaints 2004, "  \
	"Section(s): Special Studies.\n \nDecision rationale: "
#define BRACE "Hinged knee brace: "
#define MRI   "MRI of the left knee: "
#define YES   "The request is medically necessary.\n \n"
#define NO    "The request is not medically necessary.\n \n"
#define WHY                                                                   \
	"The knee gives way on stairs and the ligament is loose on testing. " \
	"Therapy of twelve visits, a home program and medication were tried " \
	"and did not help enough, and the worker stands all day at a press. "

#define NEEDLES                                                                \
	"Acupuncture is for workers whose medication is being cut back or is " \
	"not borne, and this worker takes nothing at all. Nobody tells what "  \
	"the needles of last year did for the knee, and the visits asked for " \
	"are twice what a first course of acupuncture holds. "
#define HEAT        "Infrared heat for the knee: "
#define ACUPUNCTURE "Acupuncture of twelve visits: "

/* "rule#decision" of the findings of a family, in order, with blanks. */
static struct str rules_of(struct arena *a, const struct checked *c,
                           struct str family)
{
	struct buf b = { .arena = a };

	for (size_t i = 0; i < c->findings.list.len; i++) {
		const struct finding *f = &c->findings.list.items[i];

		if (str_starts(f->rule, family))
			buf_printf(&b, "%s%.*s#%u", b.len ? " " : "",
			           STR_ARG(str_sub(f->rule, family.len,
			                           f->rule.len)),
			           f->decision);
	}
	return buf_text(&b);
}

static const struct {
	const char *text;
	const char *family;
	const char *found;
} letters[] = {
	{ HEAD BRACE "Upheld" CITED NO, "consistency/", "" },
	{ HEAD BRACE "Overturned" CITED YES, "consistency/", "" },
	{ HEAD BRACE "Overturned" CITED NO, "consistency/",
	  "outcome-contradicts-rationale#1" },
	{ HEAD BRACE "Upheld" CITED YES, "consistency/",
	  "outcome-contradicts-rationale#1" },
	{ HEAD BRACE "Upheld" CITED "The knee is loose.\n", "consistency/",
	  "no-conclusion#1" },
	{ HEAD BRACE
	  "Upheld" CITED
	  "The request is medically necessary. The knee was not examined. "
	  "The request is not medically necessary.\n",
	  "consistency/", "conflicting-conclusions#1" },
	/* The conclusion of the second item does not count for the first. */
	{ HEAD BRACE "Upheld" CITED NO MRI "Overturned" CITED YES,
	  "consistency/", "" },
	{ HEAD BRACE "Upheld" CITED WHY NO MRI "Overturned" CITED WHY YES,
	  "consistency/", "same-rationale-different-outcome#2" },
	/* A fact that only one of them has is a reason. */
	{ HEAD BRACE
	  "Upheld" CITED WHY
	  "He has worn such a brace for two years without any benefit. " NO MRI
	  "Overturned" CITED WHY YES,
	  "consistency/", "" },
	/* A guideline sentence that only one of them has is none. */
	{ HEAD BRACE
	  "Upheld" CITED
	  "The MTUS states that braces are for unstable knees under load. " WHY
	          NO MRI "Overturned" CITED WHY YES,
	  "consistency/", "same-rationale-different-outcome#2" },
	{ HEAD BRACE "Upheld" CITED WHY NO MRI "Upheld" CITED WHY NO,
	  "consistency/", "" },
	/* Copied from another item; not when it names its own treatment too,
	 * nor when the two differ by the side alone. */
	{ HEAD ACUPUNCTURE "Upheld" CITED NEEDLES NO HEAT
	                   "Upheld" CITED NEEDLES NO,
	  "consistency/", "different-treatment-in-rationale#2" },
	{ HEAD ACUPUNCTURE
	  "Upheld" CITED NEEDLES "Infrared heat comes with it. " NO HEAT
	  "Upheld" CITED NEEDLES "Infrared heat comes with it. " NO,
	  "consistency/", "" },
	{ HEAD "Acupuncture of the left knee: Upheld" CITED NEEDLES NO
	       "Acupuncture of the right knee: Upheld" CITED NEEDLES NO,
	  "consistency/", "" },
	/* A verdict on what another item asks for, though the two are alike. */
	{ HEAD "Myofascial release of the knee: "
	       "Upheld" CITED
	       "The request for infrared heat is not medically necessary.\n "
	       "\n" HEAT "Upheld" CITED NO,
	  "consistency/", "different-treatment-in-rationale#1" },
	{ HEAD "Voltaren gel 1% 100gm: "
	       "Upheld" CITED "Motrin 800mg is not medically necessary.\n \n"
	       "Motrin 800mg #90: Upheld" CITED NO,
	  "consistency/", "different-treatment-in-rationale#1" },
	{ HEAD "Myofascial release of the knee: "
	       "Upheld" CITED
	       "Infrared heat and myofascial release are not medically "
	       "necessary.\n \n" HEAT "Upheld" CITED NO,
	  "consistency/", "" },
	{ HEAD "Myofascial release of the knee: "
	       "Upheld" CITED
	       "Infrared heat is not medically necessary. " NO HEAT
	       "Upheld" CITED NO,
	  "consistency/", "" },
	{ HEAD BRACE "Modified" CITED NO, "consistency/",
	  "outcome-contradicts-rationale#1" },
	{ HEAD BRACE CITED YES, "form/missing", "-outcome#1" },
	{ HEAD BRACE "Upheld" CITED, "form/missing", "-rationale#1" },
	{ "CLINICAL CASE SUMMARY\nA knee.\n \nIMR ISSUES, DECISIONS AND "
	  "RATIONALES\n \n" BRACE "Upheld" CITED NO,
	  "form/", "missing-section#0" },
	{ HEAD, "form/", "missing-section#0" },
	{ "A note about a knee.\n", "form/", "unrecognised-layout#0" },
	{ HEAD BRACE "Upheld" CITED "See 8 CCR \xef\xbf\xbd\xef\xbf\xbd"
	             "9792. " NO,
	  "form/", "garbled-text#1" },
	{ HEAD BRACE "Upheld" CITED "The provider\xc3\xa2\xe2\x82\xac\xe2"
	             "\x84\xa2s note. " NO,
	  "form/", "garbled-text#1" },
	{ HEAD BRACE "Upheld" CITED "A \xff byte, \xc3\xa9. " NO, "form/",
	  "garbled-text#1" },
	{ HEAD BRACE "Upheld" CITED "He has [pain of the knee. " NO, "form/",
	  "garbled-text#1" },
	{ HEAD BRACE "Upheld" CITED "He [or she] may 1) rest, 2) walk. " NO,
	  "form/", "" },
	{ HEAD BRACE "Upheld" CITED "It\xe2\x80\x99s loose \xe2\x80\x93 "
	             "\xe2\x80\x9cvery\xe2\x80\x9d. " NO,
	  "form/", "" },
};

START_TEST(finds)
{
	struct arena *a = fixture_arena();
	struct checked c = fixture_check(a, str_c(letters[_i].text));
	struct str got = rules_of(a, &c, str_c(letters[_i].family));

	ck_assert_msg(str_eq(got, str_c(letters[_i].found)),
	              "letter %d: expected '%s', got '%.*s'", _i,
	              letters[_i].found, STR_ARG(got));
}
END_TEST

/* Every decision has a verdict of every rule of this family. */
START_TEST(never_silent)
{
	static const char *const rules[] = {
		"consistency/outcome-contradicts-rationale",
		"consistency/conflicting-conclusions",
		"consistency/no-conclusion",
	};
	struct arena *a = fixture_arena();
	struct checked c = fixture_check(
	        a, STR(HEAD BRACE "Upheld" CITED NO MRI CITED YES));

	for (uint32_t d = 1; d <= 2; d++) {
		for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
			size_t n = 0;

			for (size_t j = 0; j < c.verdicts.list.len; j++) {
				const struct verdict *v =
				        &c.verdicts.list.items[j];

				n += v->decision == d &&
				     str_eq(v->rule, str_c(rules[i]));
			}
			ck_assert_msg(n > 0, "no verdict of %s on item %u",
			              rules[i], d);
		}
	}
}
END_TEST

/* -- fingerprints */

static const char *fingerprint(const struct checked *c, const char *rule)
{
	for (size_t i = 0; i < c->findings.list.len; i++) {
		if (str_eq(c->findings.list.items[i].rule, str_c(rule)))
			return c->findings.list.items[i].fingerprint;
	}
	ck_abort_msg("no finding of %s", rule);
	return NULL;
}

#define OUTCOME "consistency/outcome-contradicts-rationale"
#define WRONG   BRACE "Overturned" CITED WHY NO

START_TEST(survives)
{
	static const char *const texts[] = {
		/* Wrapped elsewhere, a page break, double blanks. */
		HEAD BRACE "Overturned" CITED WHY
		           "The request is\nnot medically\nnecessary.\n \n",
		HEAD BRACE
		"Overturned" CITED WHY
		"The request is not \n\n\n\fmedically necessary.\n \n",
		HEAD BRACE "  Overturned" CITED WHY
		           "The request  is not  medically necessary.\n \n",
		/* An item added before and after. */
		HEAD MRI "Upheld" CITED NO WRONG,
		HEAD WRONG MRI "Upheld" CITED NO,
	};
	static char kept[33];
	struct checked c = fixture_check(fixture_arena(), STR(HEAD WRONG));

	strcpy(kept, fingerprint(&c, OUTCOME));
	ck_assert_uint_eq(strlen(kept), 32);
	c = fixture_check(fixture_arena(), str_c(texts[_i]));
	ck_assert_str_eq(fingerprint(&c, OUTCOME), kept);
}
END_TEST

START_TEST(differs)
{
	static const char *const texts[] = {
		/* Another case, another request, other words. */
		"Case Number: CM16-9000002\n \nCLINICAL CASE SUMMARY\nA knee."
		"\n \nIMR ISSUES, DECISIONS AND RATIONALES\n \n" WRONG,
		HEAD "Rigid knee brace: Overturned" CITED WHY NO,
		HEAD BRACE "Overturned" CITED WHY
		           "The brace cannot be called medically necessary.\n",
	};
	static char kept[33];
	struct checked c = fixture_check(fixture_arena(), STR(HEAD WRONG));

	strcpy(kept, fingerprint(&c, OUTCOME));
	c = fixture_check(fixture_arena(), str_c(texts[_i]));
	ck_assert_str_ne(fingerprint(&c, OUTCOME), kept);
}
END_TEST

/* Two items that are the same word for word. */
START_TEST(unique)
{
	struct checked c =
	        fixture_check(fixture_arena(), STR(HEAD WRONG WRONG));

	for (size_t i = 0; i < c.findings.list.len; i++) {
		for (size_t j = 0; j < i; j++)
			ck_assert_str_ne(c.findings.list.items[i].fingerprint,
			                 c.findings.list.items[j].fingerprint);
	}
	ck_assert_uint_ge(c.findings.list.len, 2);
}
END_TEST

Suite *checking_suite(void)
{
	Suite *s = suite_create("checking");
	TCase *t = tcase_create("findings");

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, finds, 0,
	                    (int)(sizeof(letters) / sizeof(*letters)));
	tcase_add_test(t, never_silent);
	tcase_add_loop_test(t, survives, 0, 5);
	tcase_add_loop_test(t, differs, 0, 3);
	tcase_add_test(t, unique);
	suite_add_tcase(s, t);
	return s;
}
