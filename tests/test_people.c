/* test_people.c -- the patient and the reviewer, in many phrasings. */
#include <check.h>

#include "fixture.h"
#include "letter/people.h"

Suite *people_suite(void);

static const char *const files[] = { "rules/language/people.yaml", NULL };

/* age -1: none; sex and injury NULL: none. */
static const struct {
	const char *summary;
	int age;
	const char *sex;
	const char *injury;
} patients[] = {
	{ "The claimant is a 47 year old male who suffered an "
	  "industrial injury on 03-14-2015.",
	  47, "male", "2015-03-14" },
	{ "This is a 52-year old right hand dominant female hurt on 1/2/14.",
	  52, "female", "2014-01-02" },
	{ "This case involves a now 31-year-old woman with a history of an "
	  "occupational claim from 02/03/2014.",
	  31, "female", "2014-02-03" },
	{ "The claimant is a 60 y/o gentleman with a date of injury of "
	  "April 7, 2011.",
	  60, "male", "2011-04-07" },
	{ "A 38 yo female with DOI: 5/6/2012 was seen on 7/8/2014.", 38,
	  "female", "2012-05-06" },
	{ "The patient is a forty-five-year-old man injured on May 1, 2010 "
	  "while lifting crates.",
	  45, "male", "2010-05-01" },
	{ "The employee, age 63, slipped on a stair and injured his left "
	  "knee on 08/30/2015. He was seen on 09/02/2015.",
	  63, "male", "2015-08-30" },
	{ "This 29-\nyear-old warehouse\nworker with a 6/7/12 date of injury "
	  "has neck pain. She is not working.",
	  29, "female", "2012-06-07" },
	{ "The applicant is a 44-year-old who has filed a claim for chronic "
	  "pain reportedly associated with an industrial injury of\n"
	  "October 10, 2013. His medications include naproxen.",
	  44, "male", "2013-10-10" },
	{ "This is a 45-year-old injured worker who told of an "
	  "injury on 12/15/1999.",
	  45, NULL, "1999-12-15" },
	{ "A 50 y.o. lady suffered a work-related injury to both wrists on "
	  "2/29/2012 by typing.",
	  50, "female", "2012-02-29" },
	{ "The date of injury was 11-30-2009. The patient, who is 35 years "
	  "of age, is male.",
	  35, "male", "2009-11-30" },
	{ "The injured worker is a 41 year old female with an injury date of "
	  "10-16-2016. His wife drove.",
	  41, "female", "2016-10-16" },
	{ "According to the records the injured worker, a 58 year-old male, "
	  "was injured when a pallet fell on 4/5/2013.",
	  58, "male", "2013-04-05" },
	{ "The claimant is a 39-year-old male roofer who twisted his left knee "
	  "on a ladder on 02/08/2016.",
	  39, "male", "2016-02-08" },
	{ "A 50-year-old female with a repetitive injury reported on "
	  "12/01/2012.",
	  50, "female", "2012-12-01" },
	{ "45 y/o F with an injury on 3/3/2014 to the R knee.", 45, "female",
	  "2014-03-03" },
	{ "The underlying date of injury in this case is 03/20/2001. The "
	  "patient "
	  "is a 60-year-old man.",
	  60, "male", "2001-03-20" },
	{ "This individual, 46 years old, was injured 03/04/2012.", 46, NULL,
	  "2012-03-04" },
	/* Nothing of the kind. */
	{ "The injured worker was hit in the back. He was seen on 10/13/2016.",
	  -1, "male", NULL },
	{ "The MRI is 2 years old. The injured worker was seen on 10/13/2016 "
	  "for a review.",
	  -1, NULL, NULL },
	{ "An injury of the back is reported. On 10/13/2016 there was pain.",
	  -1, NULL, NULL },
	{ "The injured worker was examined on 10/13/2016 after a fall.", -1,
	  NULL, NULL },
	{ "Pain rated 45/10 years ago. He and she were heard.", -1, NULL,
	  NULL },
	{ "The patient fell in 2010 and underwent an operation on 1/2/2011.",
	  -1, NULL, NULL },
	{ "She sustained an injury on 02/30/2014.", -1, "female", NULL },
	{ "The applicant, a man of 43, ran a forklift.", 43, "male", NULL },
	/* A number that only its place says is the age. */
	{ "Male, 51. Warehouse lead.", 51, "male", NULL },
	{ "Medical typist, 55, right handed. She tires fast.", 55, "female",
	  NULL },
	{ "Facts, in order: - Male, 46, roofer.", 46, "male", NULL },
	{ "The worker is 52, a man who drives.", 52, "male", NULL },
	{ "Pain in the neck, 7, and in the knee.", -1, NULL, NULL },
	{ "The worker is 52 pounds lighter. The man, 3 years on, is better.",
	  -1, "male", NULL },
	{ "Since the fall of the crane, 45 visits were had.", -1, NULL, NULL },
	/* The surgeon has a pronoun too. */
	{ "She fell. Her knee hurts, and she limps. Her surgeon asked for a "
	  "visit with himself.",
	  -1, "female", NULL },
	{ "She fell. Her brother drove. He and his wife called.", -1, NULL,
	  NULL },
	{ "", -1, NULL, NULL },
};

START_TEST(patient)
{
	struct arena *a = fixture_arena();
	const struct ruleset *rules = fixture_rules(files);
	struct letter *l = fixture_letter(a, rules, patients[_i].summary);
	struct date d;

	l->summary.end = (uint32_t)l->source->text.len;
	patient_read(l, rules, a);
	ck_assert_int_eq(l->patient.age, patients[_i].age);
	ck_assert_msg(
	        str_eq(l->patient.sex,
	               patients[_i].sex ? str_c(patients[_i].sex) : STR("")),
	        "%.*s in %s", STR_ARG(l->patient.sex), patients[_i].summary);
	d = l->summary_injury.date;
	ck_assert_msg(date_known(d) == (patients[_i].injury != NULL),
	              "%d-%d-%d in %s", d.year, d.month, d.day,
	              patients[_i].summary);
	if (patients[_i].injury) {
		struct str iso = arena_printf(a, "%04d-%02d-%02d", d.year,
		                              d.month, d.day);
		ck_assert_str_eq(iso.ptr, patients[_i].injury);
		ck_assert(l->header.injury_from_summary);
	}
}
END_TEST

START_TEST(header_date_stays)
{
	struct arena *a = fixture_arena();
	const struct ruleset *rules = fixture_rules(files);
	struct letter *l = fixture_letter(a, rules, patients[0].summary);

	l->summary.end = (uint32_t)l->source->text.len;
	l->header.injury.date = (struct date){ 2015, 3, 13 };
	patient_read(l, rules, a);
	ck_assert_int_eq(l->header.injury.date.day, 13);
	ck_assert_int_eq(l->summary_injury.date.day, 14);
	ck_assert(!l->header.injury_from_summary);
}
END_TEST

START_TEST(spans_quote)
{
	struct arena *a = fixture_arena();
	const struct ruleset *rules = fixture_rules(files);
	struct letter *l = fixture_letter(
	        a, rules,
	        "A 60-\nyear old  female with an industrial injury "
	        "on March 3,\n2014.");
	struct str age, sex, injury;

	l->summary.end = (uint32_t)l->source->text.len;
	patient_read(l, rules, a);
	age = letter_text(l, l->patient.age_at);
	sex = letter_text(l, l->patient.sex_at);
	injury = letter_text(l, l->summary_injury.at);
	ck_assert(str_eq(age, STR("60-\nyear old")));
	ck_assert(str_eq(sex, STR("female")));
	ck_assert(str_eq(injury, STR("March 3,\n2014")));
}
END_TEST

static const struct {
	const char *section;
	const char *licenses;
	const char *specialties;
} reviewers[] = {
	{ "The Expert Reviewer has the following credentials: \n"
	  "State(s) of Licensure: Texas,New York,California \n"
	  "Certification(s)/Specialty: Preventive Medicine, Occupational \n"
	  "Medicine \n",
	  "Texas|New York|California",
	  "Preventive Medicine|Occupational Medicine" },
	{ "The Expert Reviewer has the following credentials: \n\n"
	  "State(s) of Licensure: Rhode Island\n\n"
	  "Certification(s)/Specialty: Physical Medicine & Rehabilitation, \n"
	  "\nPublic Health & General Preventive Medicine\n",
	  "Rhode Island",
	  "Physical Medicine & Rehabilitation|"
	  "Public Health & General Preventive Medicine" },
	{ "He/she has no affiliation. The expert reviewer is Board Certified "
	  "in Family Practice, has a subspecialty in Pain\n\nManagement  and "
	  "is licensed to practice in Texas, Ohio and California. He/she has "
	  "been in active clinical practice.",
	  "Texas|Ohio|California", "Family Practice|Pain Management" },
	{ "The physician reviewer is Board Certified in Physical Medicine "
	  "and Rehabilitation and is licensed to practice in Maryland.",
	  "Maryland", "Physical Medicine and Rehabilitation" },
	{ "The expert reviewer is Board Certified in Internal Medicine and "
	  "Rheumatology, and is licensed to practice in Maryland and Virginia.",
	  "Maryland|Virginia", "Internal Medicine|Rheumatology" },
	{ "The independent Medical Doctor who made the decision is Board "
	  "Certified in Orthopedic Surgery, has a subspecialty in Hand Surgery "
	  "and is licensed to practice in California.",
	  "California", "Orthopedic Surgery|Hand Surgery" },
	{ "The reviewer was selected based on clinical experience.", "", "" },
};

static struct str joined(struct arena *a, const struct str *items, size_t n)
{
	struct str all = { 0 };

	for (size_t i = 0; i < n; i++)
		all = arena_printf(a, "%.*s%s%.*s", STR_ARG(all), i ? "|" : "",
		                   STR_ARG(items[i]));
	return all.len ? all : STR("");
}

START_TEST(reviewer)
{
	struct arena *a = fixture_arena();
	const struct ruleset *rules = fixture_rules(files);
	struct letter *l = fixture_letter(a, rules, reviewers[_i].section);
	struct span all = { 0, (uint32_t)l->source->text.len };
	struct reviewer r = { 0 };

	reviewer_read(l, &r, rules, a, all);
	ck_assert_str_eq(joined(a, r.licenses.items, r.licenses.len).ptr,
	                 reviewers[_i].licenses);
	ck_assert_str_eq(joined(a, r.specialties.items, r.specialties.len).ptr,
	                 reviewers[_i].specialties);
}
END_TEST

Suite *people_suite(void)
{
	Suite *s = suite_create("people");
	TCase *t = tcase_create("people");

	tcase_add_loop_test(t, patient, 0,
	                    sizeof(patients) / sizeof(*patients));
	tcase_add_test(t, header_date_stays);
	tcase_add_test(t, spans_quote);
	tcase_add_loop_test(t, reviewer, 0,
	                    sizeof(reviewers) / sizeof(*reviewers));
	suite_add_tcase(s, t);
	return s;
}
