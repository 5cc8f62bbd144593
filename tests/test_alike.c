/*
 * test_alike.c -- places of one letter that must agree with each other: two
 * items with the same reasons, and the two lists of determinations of 2013.
 */
#include "base/buf.h"
#include "fixture.h"
#include "support.h"

#define HEAD                                                        \
	"CLINICAL CASE SUMMARY\nThe patient was hurt at work.\n \n" \
	"IMR ISSUES, DECISIONS AND RATIONALES\n \n"
#define LINES                                                                \
	" \nClaims Administrator guideline: Decision based on MTUS Initial " \
	"Approaches to Treatment 2004.\n \nMAXIMUS guideline: Decision "     \
	"based on MTUS Initial Approaches to Treatment 2004.\n \n"           \
	"Decision rationale: "

static struct findings check(struct arena *a, struct str text)
{
	struct checked c = fixture_check(a, text);

	ck_assert_uint_eq(c.letter->decisions.len, 2);
	return c.findings;
}

static bool has(const struct findings *f, struct str rule)
{
	for (size_t i = 0; i < f->list.len; i++) {
		if (str_eq(f->list.items[i].rule, rule))
			return true;
	}
	return false;
}

/* -- the same reasons */

#define STRAP                                                               \
	"The notes of spring describe an ache of 4/10 after long shifts. "  \
	"Strength, reflexes and feeling are preserved, and he lifts boxes " \
	"of twenty pounds without help. Rest and ice were tried for two "   \
	"weeks before the form was signed. "
#define OPIOID                                                                \
	"She has taken the drug every night for five years. Her score stays " \
	"at eight with it and without it, she spends the day on the sofa, "   \
	"and the pharmacy report shows three prescribers in one month. "
#define COURSE                                                            \
	"He went to nine visits in the first month after the fall. The "  \
	"therapist measured ten degrees more flexion at the end, and he " \
	"learned a program of stretches that he keeps up at home daily. "
#define SCAN                                                                  \
	"Films of last winter showed old wear and nothing new. There was no " \
	"second accident, the gait is even, and the family doctor found no "  \
	"fever, no loss of weight and no pain at night in three visits. "

static const struct {
	const char *items[2], *outcomes[2], *reasons[2];
	bool found;
} reasons[] = {
	{ { "Wrist strap, right", "Elbow strap, right" },
	  { "Upheld", "Overturned" },
	  { STRAP, STRAP },
	  true },
	{ { "Wrist strap, right", "Wrist strap, left" },
	  { "Overturned", "Upheld" },
	  { STRAP, STRAP },
	  true },
	{ { "Norco 10/325mg #60", "Percocet 5/325mg #60" },
	  { "Upheld", "Overturned" },
	  { OPIOID, OPIOID },
	  true },
	{ { "Morphine 15mg #60", "Oxycodone 10mg #30" },
	  { "Overturned", "Upheld" },
	  { OPIOID, OPIOID },
	  true },
	{ { "Physical therapy, 6 visits", "Acupuncture, 6 visits" },
	  { "Upheld", "Overturned" },
	  { COURSE, COURSE },
	  true },
	{ { "Chiropractic care, 4 visits", "Massage, 4 visits" },
	  { "Overturned", "Upheld" },
	  { COURSE, COURSE },
	  true },
	{ { "MRI of the lumbar spine", "CT of the lumbar spine" },
	  { "Upheld", "Overturned" },
	  { SCAN, SCAN },
	  true },
	{ { "X-ray of the hip", "MRI of the hip" },
	  { "Overturned", "Upheld" },
	  { SCAN, SCAN },
	  true },
	/* What a guideline says in one of them is no reason of its own. */
	{ { "Wrist strap, right", "Elbow strap, right" },
	  { "Upheld", "Overturned" },
	  { STRAP "The MTUS recommends straps for a sprain of a week. ",
	    STRAP },
	  true },
	/* The items' own names are left out. */
	{ { "Myelogram, lumbar spine", "Discogram, lumbar spine" },
	  { "Upheld", "Overturned" },
	  { SCAN "The myelogram would add little to these films. ",
	    SCAN "The discogram would add little to these films. " },
	  true },
	/* A few words more in a sentence tell nothing else ... */
	{ { "Wrist strap, right", "Elbow strap, right" },
	  { "Upheld", "Overturned" },
	  { STRAP "A tender band was felt along the inner edge in May. ",
	    STRAP "A tender band was felt along the inner edge of it "
	          "in May. " },
	  true },
	{ { "Massage, 6 visits", "Massage, 4 visits" },
	  { "Overturned", "Upheld" },
	  { COURSE "Spasm of both trapezius muscles was found on 10/04/2016. ",
	    COURSE "Spasm of both trapezius muscles was found on the "
	           "examination of 10/04/2016. " },
	  true },
	/* ... but "not" among them. */
	{ { "Massage, 6 visits", "Massage, 4 visits" },
	  { "Overturned", "Upheld" },
	  { COURSE "Spasm of both trapezius muscles was found on 10/04/2016. ",
	    COURSE
	    "Spasm of both trapezius muscles was not found on the exam. " },
	  false },

	{ { "Wrist strap, right", "Elbow strap, right" },
	  { "Upheld", "Upheld" },
	  { STRAP, STRAP },
	  false },
	{ { "Wrist strap, right", "Elbow strap, right" },
	  { "Overturned", "Overturned" },
	  { STRAP, STRAP },
	  false },
	{ { "Norco 10/325mg #60", "Percocet 5/325mg #60" },
	  { "Upheld", "Overturned" },
	  { OPIOID "He had a fall from drowsiness in June while taking it. ",
	    OPIOID },
	  false },
	{ { "Norco 10/325mg #60", "Percocet 5/325mg #60" },
	  { "Upheld", "Overturned" },
	  { OPIOID,
	    OPIOID "A taper over six weeks has been planned by both. " },
	  false },
	{ { "Physical therapy, 6 visits", "Acupuncture, 6 visits" },
	  { "Upheld", "Overturned" },
	  { COURSE, SCAN },
	  false },
	{ { "Physical therapy, 6 visits", "Acupuncture, 6 visits" },
	  { "Upheld", "Overturned" },
	  { COURSE "Eighteen visits are more than the course allows him. ",
	    COURSE "Needles were never tried, and he wants fewer tablets. " },
	  false },
	{ { "MRI of the lumbar spine", "CT of the lumbar spine" },
	  { "Upheld", "Overturned" },
	  { SCAN, SCAN "A metal clip in his head rules out the other study. " },
	  false },
	{ { "X-ray of the hip", "MRI of the hip" },
	  { "Overturned", "Upheld" },
	  { "Films are a first step and cost little money. " SCAN,
	    SCAN "Without films this study would come too early. " },
	  false },
	/* Too short to be a copy: form text is alike everywhere. */
	{ { "Wrist strap, right", "Elbow strap, right" },
	  { "Upheld", "Overturned" },
	  { "The file was read. ", "The file was read. " },
	  false },
	{ { "Wrist strap, right", "Elbow strap, right" },
	  { "Upheld", "Overturned" },
	  { STRAP, OPIOID },
	  false },
};

START_TEST(same_reasons)
{
	struct arena *a = fixture_arena();
	struct buf b = { .arena = a };
	struct findings f;
	jmp_buf failed;

	if (setjmp(failed))
		ck_abort_msg("out of memory");
	a->on_failure = &failed;
	buf_str(&b, STR(HEAD));
	for (int i = 0; i < 2; i++)
		buf_printf(&b,
		           "%s: %s\n%s%sThe request is%s medically "
		           "necessary.\n \n",
		           reasons[_i].items[i], reasons[_i].outcomes[i], LINES,
		           reasons[_i].reasons[i],
		           reasons[_i].outcomes[i][0] == 'U' ? " not" : "");
	f = check(a, buf_text(&b));
	ck_assert_msg(has(&f, STR("consistency/"
	                          "same-rationale-different-outcome")) ==
	                      reasons[_i].found,
	              "row %d: %s", _i,
	              reasons[_i].found ? "not found" : "found though right");
}
END_TEST

/* -- two lists of determinations */

static const struct {
	const char *items[2];
	const char *first[2], *second[2]; /* "is", "is not" */
	bool found;
} lists[] = {
	{ { "a knee brace", "six visits of acupuncture" },
	  { "is", "is" },
	  { "is", "is not" },
	  true },
	{ { "a knee brace", "six visits of acupuncture" },
	  { "is not", "is" },
	  { "is", "is" },
	  true },
	{ { "one MRI of the hip", "Norco 5/325mg #60" },
	  { "is not", "is not" },
	  { "is not", "is" },
	  true },
	{ { "one MRI of the hip", "Norco 5/325mg #60" },
	  { "is", "is not" },
	  { "is not", "is not" },
	  true },
	{ { "a cane", "a walker" },
	  { "is", "is not" },
	  { "is not", "is" },
	  true },
	{ { "one urine drug screen", "naproxen 500mg #60" },
	  { "is not", "is" },
	  { "is not", "is not" },
	  true },
	{ { "one urine drug screen", "naproxen 500mg #60" },
	  { "is", "is" },
	  { "is not", "is" },
	  true },
	{ { "eight visits of physical therapy", "a TENS unit" },
	  { "is not", "is not" },
	  { "is", "is not" },
	  true },
	{ { "an office visit", "an EMG of the right arm" },
	  { "is", "is not" },
	  { "is", "is" },
	  true },
	{ { "an office visit", "an EMG of the right arm" },
	  { "is not", "is not" },
	  { "is", "is" },
	  true },

	{ { "a knee brace", "six visits of acupuncture" },
	  { "is", "is" },
	  { "is", "is" },
	  false },
	{ { "a knee brace", "six visits of acupuncture" },
	  { "is not", "is" },
	  { "is not", "is" },
	  false },
	{ { "one MRI of the hip", "Norco 5/325mg #60" },
	  { "is not", "is not" },
	  { "is not", "is not" },
	  false },
	{ { "one MRI of the hip", "Norco 5/325mg #60" },
	  { "is", "is not" },
	  { "is", "is not" },
	  false },
	{ { "a cane", "a walker" },
	  { "is", "is not" },
	  { "is", "is not" },
	  false },
	{ { "one urine drug screen", "naproxen 500mg #60" },
	  { "is not", "is" },
	  { "is not", "is" },
	  false },
	{ { "one urine drug screen", "naproxen 500mg #60" },
	  { "is", "is" },
	  { "is", "is" },
	  false },
	{ { "eight visits of physical therapy", "a TENS unit" },
	  { "is", "is not" },
	  { "is", "is not" },
	  false },
	{ { "an office visit", "an EMG of the right arm" },
	  { "is", "is" },
	  { "is", "is" },
	  false },
	{ { "an office visit", "an EMG of the right arm" },
	  { "is not", "is not" },
	  { "is not", "is not" },
	  false },
};

static void add_list(struct buf *b, const char *const items[2],
                     const char *const is[2])
{
	for (int i = 0; i < 2; i++)
		buf_printf(b,
		           "%d) MAXIMUS Federal Services, Inc. has determined "
		           "the request for %s %s medically necessary and "
		           "appropriate.\n \n",
		           i + 1, items[i], is[i]);
}

START_TEST(two_lists)
{
	struct arena *a = fixture_arena();
	struct buf b = { .arena = a };
	struct findings f;
	jmp_buf failed;

	if (setjmp(failed))
		ck_abort_msg("out of memory");
	a->on_failure = &failed;
	buf_str(&b, STR("NOTICE OF INDEPENDENT MEDICAL REVIEW DETERMINATION\n"
	                "Dated: 9/18/2013\n \n"));
	add_list(&b, lists[_i].items, lists[_i].first);
	buf_str(&b, STR("INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE\n"
	                "A decision has been made for each of the treatments "
	                "and/or services that were in dispute:\n \n"));
	add_list(&b, lists[_i].items, lists[_i].second);
	for (int i = 0; i < 2; i++)
		buf_printf(&b,
		           "%d) Regarding the request for %s:\n \n"
		           "Rationale for the Decision:\nThe file was read. "
		           "The request for %s %s medically necessary and "
		           "appropriate.\n \n",
		           i + 1, lists[_i].items[i], lists[_i].items[i],
		           lists[_i].second[i]);
	f = check(a, buf_text(&b));
	ck_assert_msg(has(&f, STR("consistency/determination-mismatch")) ==
	                      lists[_i].found,
	              "row %d: %s", _i,
	              lists[_i].found ? "not found" : "found though right");
}
END_TEST

Suite *alike_suite(void);
Suite *alike_suite(void)
{
	Suite *s = suite_create("alike");
	TCase *t = test_case(s, "places");

	tcase_add_loop_test(t, same_reasons, 0, COUNT(reasons));
	tcase_add_loop_test(t, two_lists, 0, COUNT(lists));
	return s;
}
