/* test_citation.c -- citation lines, as printed from 2013 to 2017. */
#include <check.h>

#include "base/buf.h"
#include "fixture.h"
#include "letter/citation.h"

Suite *citation_suite(void);

static const char *const files[] = {
	"rules/guidelines/names.yaml",
	"rules/guidelines/mtus-chapters.yaml",
	"rules/guidelines/odg-chapters.yaml",
	"rules/guidelines/topics.yaml",
	NULL,
};

/* "source 'chapter' year [section; section] {pages}", joined with " + ". */
static const struct {
	const char *line;
	const char *says;
} lines[] = {
	/* The pick-list of 2015 to 2017. */
	{ "Decision based on MTUS Low Back Complaints 2004, Section(s): \n"
	  "Summary, and Chronic Pain Medical Treatment 2016, Section(s): Facet "
	  "blocks.",
	  "MTUS 'Low Back Complaints' 2004 [Summary] + "
	  "MTUS 'Chronic Pain Medical Treatment' 2016 [Facet blocks]" },
	{ "Decision based on MTUS Forearm, Wrist, and Hand Complaints 2004, "
	  "and Postsurgical Treatment 2009, Section(s): Forearm, Wrist, & "
	  "Hand.",
	  "MTUS 'Forearm, Wrist, and Hand Complaints' 2004 + "
	  "MTUS 'Postsurgical Treatment' 2009 [Forearm, Wrist, & Hand]" },
	{ "Decision based on MTUS Chronic Pain Medical Treatment 2016, "
	  "Section(s): TENS, chronic pain (transcutaneous), NSAIDs, GI "
	  "symptoms "
	  "& cardiovascular risk, Ultrasound, therapeutic.",
	  "MTUS 'Chronic Pain Medical Treatment' 2016 [TENS, chronic pain "
	  "(transcutaneous); NSAIDs, GI symptoms & cardiovascular risk; "
	  "Ultrasound, therapeutic]" },
	{ "Decision based on MTUS Elbow Complaints 2007, Section(s): 33, "
	  "Summary.",
	  "MTUS 'Elbow Complaints' 2007 [33; Summary]" },
	{ "Decision based on MTUS Stress-Related Conditions 2004, Section(s): "
	  "General Approach, and Acupuncture Treatment 2007.",
	  "MTUS 'Stress-Related Conditions' 2004 [General Approach] + "
	  "MTUS 'Acupuncture Treatment' 2007" },
	{ "Decision based on MTUS Chronic Pain Medical Treatment 2009, "
	  "Section(s): Chronic pain programs (functional restoration "
	  "programs).",
	  "MTUS 'Chronic Pain Medical Treatment' 2009 [Chronic pain programs "
	  "(functional restoration programs)]" },
	/* The free field of 2013 to 2015. */
	{ "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids\n\n"
	  "Page(s): 75, 79-81, and 124.",
	  "MTUS 'Chronic Pain Treatment Guidelines' [Opioids] "
	  "{75 79 80 81 124}" },
	{ "Decision based on MTUS Chronic Pain Treatment Guidelines Chronic "
	  "Pain Medical Treatment Guidelines, Weaning p 124.",
	  "MTUS 'Chronic Pain Treatment Guidelines' [Weaning] {124}" },
	{ "Decision based on MTUS Chronic Pain Treatment Guidelines \"Muscle "
	  "relaxants (for pain)\" Page(s): 63-66. Decision based on Non-MTUS "
	  "Citation Official Disability Guidelines (ODG), Pain (Chronic).",
	  "MTUS 'Chronic Pain Treatment Guidelines' [Muscle relaxants (for "
	  "pain)] {63 64 65 66} + ODG 'Pain (Chronic)'" },
	{ "Decision based on MTUS ACOEM Chapter 12 Low Back Complaints "
	  "Page(s): "
	  "303-305.",
	  "MTUS 'Low Back Complaints' {303 304 305}" },
	{ "Decision based on MTUS ACOEM Practice Guidelines, 2nd Edition, "
	  "Chapter 9 (Shoulder Complaints) pages 207-9.",
	  "MTUS 'Shoulder Complaints' {207 208 209}" },
	{ "Decision based on MTUS ACOEM Chapter 13 Page(s): 341, 343.",
	  "MTUS 'Chapter 13' [Chapter 13] {341 343}" },
	{ "Decision based on MTUS Postsurgical Treatment Guidelines Page(s): "
	  "26; 27 to 28.",
	  "MTUS 'Postsurgical Treatment Guidelines' {26 27 28}" },
	{ "Decision based on MTUS Chronic Pain Treatment Guidelines TENS "
	  "Page(s): 114, 116 of 127.",
	  "MTUS 'Chronic Pain Treatment Guidelines' [TENS] {114 116}" },
	{ "Decision based on Non-MTUS Citation A handbook of gait, and "
	  "Official Disability Guidelines (ODG), Knee.",
	  "other + ODG 'Knee'" },
	{ "Decision based on MTUS Accupuncture Treatment Guidelines",
	  "MTUS 'Accupuncture Treatment Guidelines'" },
	/* The chapters of 2018, with the day of each. */
	{ "Decision based on MTUS: Hand, Wrist, and Forearm Disorders "
	  "Guideline "
	  "(ACOEM June 30, 2016), Section(s): Splinting; Cervical and "
	  "Thoracic "
	  "Spine Disorders Guideline (ACOEM May 27, 2016), Section(s): MRI.",
	  "MTUS 'Hand, Wrist, and Forearm Disorders Guideline' 2016 "
	  "[Splinting] + MTUS 'Cervical and Thoracic Spine Disorders "
	  "Guideline' "
	  "2016 [MRI]" },
	{ "Decision based on MTUS: Opioids Guideline (ACOEM April 20, 2017), "
	  "Section(s): Tapering.",
	  "MTUS 'Opioids Guideline' 2017 [Tapering]" },
	/* The sentences of 2013. */
	{ "The Claims Administrator based its decision on the Chronic Pain "
	  "Medical Treatment Guidelines (May 2009), pg. 64, Muscle relaxants, "
	  "which are part of the MTUS.",
	  "MTUS 'Chronic Pain Medical Treatment Guidelines' 2009 [Muscle "
	  "relaxants] {64}" },
	{ "The Expert Reviewer based his/her decision on the American College "
	  "of Occupational and Environmental Medicine (ACOEM), 2nd Edition, "
	  "Chapter 9 (Shoulder Complaints) page 212, which is part of the "
	  "MTUS.",
	  "MTUS 'Shoulder Complaints' {212}" },
	{ "The Expert Reviewer found that no section of the MTUS was "
	  "applicable. Per the Strength of Evidence hierarchy, the Expert "
	  "Reviewer based his/her decision on the Official Disability "
	  "Guidelines (ODG), Pain Chapter.",
	  "outside ODG 'Pain'" },
	{ "The Claims Administrator based its decision on the MTUS.", "MTUS" },
	{ "The Claims Administrator based its decision on the Chronic Pain "
	  "Medical Treatment Guidelines, page 60, which is part of the MTUS, "
	  "and on the Official Disability Guidelines (ODG), which is not part "
	  "of the MTUS.",
	  "MTUS 'Chronic Pain Medical Treatment Guidelines' {60} + ODG" },
	{ "The Expert Reviewer relied on the Shoulder Complaints Chapter "
	  "(ACOEM "
	  "Practice Guidelines, 2nd Edition (2004), Chapter 9), page 203, and "
	  "on "
	  "the Chronic Pain Medical Treatment Guidelines (2009), Manual "
	  "therapy, "
	  "pages 58-60.",
	  "MTUS 'Shoulder Complaints' {203} + MTUS 'Chronic Pain Medical "
	  "Treatment Guidelines' 2009 [Manual therapy] {58 59 60}" },
	{ "The Expert Reviewer found the Chronic Pain Medical Treatment "
	  "Guidelines (2009), Drug testing, page 43, applicable to the issue "
	  "at "
	  "dispute.",
	  "MTUS 'Chronic Pain Medical Treatment Guidelines' 2009 [Drug "
	  "testing] "
	  "{43}" },
	/* No part of the MTUS. */
	{ "The Expert Reviewer based their decision on recommendation(s) "
	  "outside \nof the MTUS Guidelines. Decision based on Non- MTUS "
	  "Citation Official Disability Guidelines (ODG) Knee & Leg (Acute & "
	  "Chronic), Walking aids.",
	  "outside ODG 'Knee & Leg (Acute & Chronic)' [Walking aids]" },
	{ "Decision based on Non-MTUS Citation Official Disability Guidelines "
	  "(ODG) Low back, Manipulation; Neck and Upper back, Manipulation.",
	  "ODG 'Low back' [Manipulation] + "
	  "ODG 'Neck and Upper back' [Manipulation]" },
	{ "The Expert Reviewer based their decision on recommendation(s) "
	  "outside of the MTUS Guidelines. Decision bsaed on Non-MTUS Citation "
	  "ACOEM Practice Guidelines, 3rd ed., Elbow Disorders.",
	  "outside ACOEM 'Elbow Disorders'" },
	{ "Decision based on Non-MTUS Citation ACOEM Practice Guidelines, 3rd "
	  "ed., Low Back Disorders, pg. 607.",
	  "ACOEM 'Low Back Disorders' {607}" },
	{ "Decision based on Non-MTUS Citation Official Disability Guidelines "
	  "(ODG). pain chapter. updated June, 2014.",
	  "ODG 'pain' [updated June; 2014]" },
	{ "Decision based on Non-MTUS Citation Low Back (Hyperstimulation "
	  "analgesia).",
	  "none 'Low Back' [Hyperstimulation analgesia]" },
	{ "Decision based on Non-MTUS Citation Pain Physician, volume 16.",
	  "other" },
	{ "Decision based on Non-MTUS Citation Ondansetron, accessed from "
	  "UpToDate on 1/2/2016.",
	  "other" },
	{ "Decision based on Non-MTUS Citation ODG Shoulder Chapter, Cold "
	  "packs "
	  "and Other Medical Treatment Guideline or Medical Evidence: Aetna.",
	  "ODG 'Shoulder' [Cold packs] + other" },
	/* None, and both ways. */
	{ "The Expert Reviewer did not cite any medical evidence for their "
	  "decision.",
	  "none-cited" },
	{ "The Claims Administrator did not base their decision on the MTUS. "
	  "Decision based on Non-MTUS Citation MTUS: CHRONIC PAIN MEDICAL "
	  "TREATMENT GUIDELINES, OPIOIDS, 79-81.",
	  "outside MTUS 'CHRONIC PAIN MEDICAL TREATMENT GUIDELINES' [OPIOIDS] "
	  "{79 80 81}" },
	/* Slips and hostility. */
	{ "Decision based on MTUS Chronic Pain Treatment Guidelines Page(s): "
	  "81-78, 99999999999, 5-9000.",
	  "MTUS 'Chronic Pain Treatment Guidelines' {81 5}" },
	{ "Decision based on MTUS", "MTUS" },
	{ "Decision based on MTUS Low Back Complaints 2004 Section(s):",
	  "MTUS 'Low Back Complaints' 2004" },
	{ "Section(s): Page(s): 5 (((( Decision based on Non-MTUS Citation",
	  "" },
	{ "", "" },
};

static void say_list(struct buf *b, const struct citation *c)
{
	for (size_t i = 0; i < c->sections.len; i++)
		buf_printf(b, "%s%.*s", i ? "; " : " [",
		           STR_ARG(c->sections.items[i]));
	buf_str(b, c->sections.len && c->source != SOURCE_OTHER ? STR("]")
	                                                        : STR(""));
	for (size_t i = 0; i < c->pages.len; i++)
		buf_printf(b, "%s%u", i ? " " : " {", c->pages.items[i]);
	buf_str(b, c->pages.len ? STR("}") : STR(""));
}

static void say(struct buf *b, const struct citation *c)
{
	static const char *const sources[] = { "none", "MTUS", "ODG", "ACOEM",
		                               "other" };

	buf_str(b, b->len && b->ptr[b->len - 1] != ' ' ? STR(" + ") : STR(""));
	buf_str(b, str_c(sources[c->source]));
	if (c->source == SOURCE_OTHER)
		return;
	if (c->chapter.len)
		buf_printf(b, " '%.*s'", STR_ARG(c->chapter));
	if (c->year)
		buf_printf(b, " %d", c->year);
	say_list(b, c);
}

static struct citations read_line(struct arena *a, struct letter **letter,
                                  const char *line)
{
	const struct ruleset *rules = fixture_rules(files);
	struct citations c = { 0 };

	*letter = fixture_letter(a, rules, line);
	c.span.end = (uint32_t)(*letter)->source->text.len;
	citations_read(*letter, &c, rules, a);
	return c;
}

START_TEST(line)
{
	struct arena *a = fixture_arena();
	struct letter *l;
	struct citations c = read_line(a, &l, lines[_i].line);
	struct buf b = { .arena = a };

	buf_str(&b, c.none_cited ? STR("none-cited") : STR(""));
	buf_str(&b, c.outside_mtus ? STR("outside ") : STR(""));
	for (size_t i = 0; i < c.list.len; i++)
		say(&b, &c.list.items[i]);
	buf_char(&b, '\0');
	ck_assert_str_eq(b.ptr, lines[_i].says);
}
END_TEST

/* Spans lie in the line, in order, and quote what was read. */
START_TEST(spans)
{
	struct arena *a = fixture_arena();
	struct letter *l;
	struct citations c = read_line(a, &l, lines[_i].line);
	uint32_t behind = 0;

	for (size_t i = 0; i < c.list.len; i++) {
		struct span at = c.list.items[i].at;

		ck_assert_uint_ge(at.start, behind);
		ck_assert_uint_gt(at.end, at.start);
		ck_assert_uint_le(at.end, c.span.end);
		behind = at.end;
	}
}
END_TEST

/* Bounded work and memory on what no reviewer would write. */
START_TEST(hostile)
{
	static const char *const pieces[] = {
		"Decision based on MTUS ",
		"Page(s): 1-499, ",
		"ODG Knee; ",
		"Low Back Complaints 2004, ",
		"Section(s): A, ",
		"(((((((",
		"Decision based on Non-MTUS Citation x ",
		"p p p p ",
	};
	struct arena *a = fixture_arena();
	struct buf b = { .arena = a };
	struct letter *l;
	struct citations c;

	for (size_t i = 0; i < 8000; i++)
		buf_str(&b, str_c(pieces[(i * 5 + i / 8) % 8]));
	buf_char(&b, '\0');
	c = read_line(a, &l, b.ptr);
	ck_assert_uint_gt(c.list.len, 0);
	ck_assert_uint_le(c.list.len, 60);
	for (size_t i = 0; i < c.list.len; i++)
		ck_assert_uint_le(c.list.items[i].pages.len, 500);
}
END_TEST

/* What the checks ask of a chapter is there. */
START_TEST(chapters)
{
	const struct guidelines *g = &fixture_rules(files)->guidelines;
	const struct chapter *c = guideline_chapter(g, STR("mtus/low-back"));

	ck_assert_ptr_nonnull(c);
	ck_assert_uint_eq(c->editions.items[0].first_page, 287);
	ck_assert(date_valid(c->editions.items[0].until));
	ck_assert_uint_gt(c->regions.len, 3);
	ck_assert_ptr_null(guideline_chapter(g, STR("mtus/low")));
}
END_TEST

Suite *citation_suite(void)
{
	Suite *s = suite_create("citation");
	TCase *t = tcase_create("citation");
	int n = sizeof(lines) / sizeof(*lines);

	tcase_add_loop_test(t, line, 0, n);
	tcase_add_loop_test(t, spans, 0, n);
	tcase_add_test(t, hostile);
	tcase_add_test(t, chapters);
	suite_add_tcase(s, t);
	return s;
}
