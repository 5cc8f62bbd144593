/* test_fact.c -- what a letter tells of a decision, on sentences of our own. */
#include <check.h>

#include "engine/dose.h"
#include "engine/fact.h"
#include "engine/rule_test.h"
#include "fixture.h"
#include "support.h"

Suite *fact_suite(void);

/* Reads the letter that request, summary and rationale make. */
static struct letter *letter_of(const char *request, const char *summary,
                                const char *rationale)
{
	struct criterion_test test = { 0 };
	struct arena *a = test_arena();

	test.request = str_c(request);
	test.summary = str_c(summary);
	test.rationale = str_c(rationale);
	return fixture_read(a, fixture_all_rules(), rule_test_letter(&test, a));
}

static struct known read_known(const struct letter *l)
{
	struct letter_facts facts = fixture_facts(l, fixture_all_rules());

	ck_assert_uint_ge(l->decisions.len, 1);
	return *known_of(&facts, &l->decisions.items[0]);
}

static size_t fact(const char *id)
{
	const struct facts_known *facts = &fixture_all_rules()->facts;
	size_t i = fact_find(facts, str_c(id));

	ck_assert_msg(i < facts->list.len, "no fact '%s'", id);
	return i;
}

#define PRESENT  KNOWN_PRESENT
#define ABSENT   KNOWN_ABSENT
#define NOTHING  KNOWN_UNMENTIONED
#define CONFLICT KNOWN_CONFLICT
#define UNCLEAR  KNOWN_UNCLEAR

#define NORCO     "Norco 10/325mg #60"
#define SPINE_MRI "MRI of the lumbar spine"

/* clang-format off */
static const struct {
	const char *request, *summary, *rationale, *fact;
	enum known_state state;
	bool undocumented;
} states[] = {
	/* asserted, denied, missing, not said */
	{ NORCO, "", "He reported good pain relief.", "analgesia.documented", PRESENT, false },
	{ NORCO, "", "There is no functional improvement.", "function.improved", ABSENT, false },
	{ NORCO, "", "There is no documentation of functional improvement.", "function.improved", NOTHING, true },
	{ NORCO, "", "Functional improvement was not documented.", "function.improved", NOTHING, true },
	{ NORCO, "", "The request is reviewed.", "function.improved", NOTHING, false },
	{ NORCO, "", "Opioids may go on if functional improvement is shown.", "function.improved", UNCLEAR, false },
	{ NORCO, "", "No evidence of aberrant behavior was found.", "aberrant.addressed", PRESENT, false },
	{ NORCO, "", "There is no discussion of aberrant behavior.", "aberrant.addressed", NOTHING, true },
	{ NORCO, "", "There is no documentation of lack of aberrant behavior.", "aberrant.addressed", NOTHING, true },
	{ NORCO, "", "He denies side effects.", "side-effects.addressed", PRESENT, false },
	{ NORCO, "", "A urine drug screen dated 02/03/2014 was consistent.", "uds.done", PRESENT, false },
	{ NORCO, "", "There is no signed opioid agreement and no urine drug screen.", "agreement.signed", ABSENT, false },
	{ NORCO, "", "There is no signed opioid agreement and no urine drug screen.", "uds.done", ABSENT, false },
	{ NORCO, "He has returned to work.", "", "return.to-work", PRESENT, false },
	{ NORCO, "He remains temporarily totally disabled.", "", "return.to-work", ABSENT, false },
	/* said and said to be missing: a conflict is never swallowed */
	{ NORCO, "He has functional improvement with Norco: function improved.", "There is no documentation of functional improvement.", "function.improved", CONFLICT, true },
	{ SPINE_MRI, "Straight leg raise was positive.", "Straight leg raise was negative.", "sign.straight-leg", CONFLICT, false },
	/* who says it */
	{ NORCO, "", "The MTUS guidelines state that function improved is required for opioids.", "function.improved", NOTHING, false },
	{ NORCO, "", "The MTUS guidelines recommend ongoing review. Pain relief and improved function with opioids should be noted.", "function.improved", NOTHING, false },
	{ NORCO, "The utilization review denied Norco because there was no functional improvement.", "", "function.improved", NOTHING, false },
	/* about what */
	{ NORCO, "", "Soma has given good pain relief but Norco is asked for.", "relief.percent", NOTHING, false },
	{ "Acupuncture for the neck, 6 visits", "", "Prior acupuncture was had.", "therapy.prior", PRESENT, false },
	{ "Acupuncture for the neck, 6 visits", "", "There was no prior acupuncture.", "therapy.prior", ABSENT, false },
	{ "Acupuncture for the neck, 6 visits", "", "There is no documentation of benefit from prior acupuncture.", "therapy.prior", PRESENT, false },
	{ "MRI of the right knee", "There is decreased sensation in the left hand.", "", "deficit.sensory", NOTHING, false },
	{ SPINE_MRI, "There is decreased sensation in the left foot.", "", "deficit.sensory", PRESENT, false },
	/* planned is not done */
	{ SPINE_MRI, "The treatment plan included physical therapy.", "", "tried.therapy", NOTHING, false },
	{ SPINE_MRI, "She has completed physical therapy.", "", "tried.therapy", PRESENT, false },
	/* relatives */
	{ SPINE_MRI, "Sensation was decreased in the left foot.", "", "deficit.any", PRESENT, false },
	{ SPINE_MRI, "There is no neurologic deficit.", "", "deficit.motor", ABSENT, false },
	{ SPINE_MRI, "", "There is no documentation of conservative care.", "tried.therapy", NOTHING, true },
	{ SPINE_MRI, "The motor strength was intact.", "", "deficit.any", NOTHING, false },
	{ NORCO, "She has tried naproxen.", "", "tried.nonopioid", PRESENT, false },
	{ NORCO, "She has tried naproxen.", "", "tried.conservative", PRESENT, false },
	/* a denial that could belong to several: unclear */
	{ SPINE_MRI, "She was neurovascularly intact.", "", "radiculopathy.exam", UNCLEAR, false },
	/* denials that belong to the wording */
	{ "X-ray of the right knee", "", "He is unable to bear weight.", "sign.weight-bearing", PRESENT, false },
	{ SPINE_MRI, "", "She did not respond to conservative care.", "conservative.failed", PRESENT, false },
	{ SPINE_MRI, "", "There is no failure of conservative care.", "conservative.failed", ABSENT, false },
	{ SPINE_MRI, "", "There is no numbness, no weakness and no red flag.", "red-flag", ABSENT, false },
	{ "MRI of the right knee", "There is no locking.", "", "sign.mechanical", ABSENT, false },
	/* a guideline's name is no finding */
	{ NORCO, "", "This follows the MTUS Chronic Pain Medical Treatment Guidelines.", "pain.chronic", NOTHING, false },
	{ "Prilosec 20mg #30", "", "She has heartburn with naproxen.", "gi.symptoms", PRESENT, false },
	{ "Prilosec 20mg #30", "", "There are no gastrointestinal complaints.", "gi.symptoms", ABSENT, false },
	{ "Baclofen 10mg #90", "", "There is no documentation that she has multiple sclerosis.", "dx.multiple-sclerosis", NOTHING, true },
	{ "1 knee scooter", "", "There is a rationale provided to support the request.", "rationale.provided", PRESENT, false },
	{ "1 knee scooter", "", "There is no rationale provided to support the request.", "rationale.provided", ABSENT, false },
};
/* clang-format on */

START_TEST(states_are_as_told)
{
	const struct letter *l = letter_of(
	        states[_i].request, states[_i].summary, states[_i].rationale);
	struct known known = read_known(l);
	const struct known_fact *k = &known.facts[fact(states[_i].fact)];

	ck_assert_msg(k->state == (uint8_t)states[_i].state &&
	                      k->undocumented == states[_i].undocumented,
	              "%s in \"%s %s\": %s%s", states[_i].fact,
	              states[_i].summary, states[_i].rationale,
	              known_state_name((enum known_state)k->state),
	              k->undocumented ? ", undocumented" : "");
	ck_assert(!known.cut);
}
END_TEST

/* Numbers: in days for durations; high -1: without an upper end. */
/* clang-format off */
static const struct {
	const char *request, *rationale, *fact;
	double low, high;
} numbers[] = {
	{ "Xanax 1mg #30", "She has used Xanax since at least 01/07/2014. Dated 01/17/2014.", "use.duration", 10, -1 },
	/* A year alone: from its last day. */
	{ "Xanax 1mg #30", "She has used Xanax since 2014. Dated 01/10/2015.", "use.duration", 10, -1 },
	{ "Xanax 1mg #30", "Xanax was started in early 2014. Dated 01/10/2015.", "use.duration", 10, -1 },
	{ "Xanax 1mg #30", "She has used Xanax for 3 weeks.", "use.duration", 21, -1 },
	{ "Xanax 1mg #30", "She has used it for longer than four (4) weeks.", "use.duration", 28, -1 },
	{ "Xanax 1mg #30", "A two week course of Xanax is requested.", "use.duration", 14, 14 },
	{ "Trigger point injections", "The previous injections gave 60-70 percent relief.", "relief.percent", 60, 70 },
	{ "Trigger point injections", "The previous injections reduced her pain by 50%.", "relief.percent", 50, 50 },
	{ "Trigger point injections", "Pain relief lasted six to seven weeks.", "relief.duration", 42, 49 },
	{ "Acupuncture for the neck, 6 visits", "She has completed 5 of 6 sessions.", "therapy.visits-done", 5, 5 },
	{ "Physical therapy for the knee, 6 visits", "He has completed twelve sessions.", "therapy.visits-done", 12, 12 },
	{ NORCO, "Pain decreased from 8/10 to 4/10 with Norco.", "pain.before", 8, 8 },
	{ NORCO, "Pain decreased from 8/10 to 4/10 with Norco.", "pain.after", 4, 4 },
	{ NORCO, "She takes Norco three times a day.", "use.per-day", 3, 3 },
	{ NORCO, "Four tablets a day for thirty days make 120.", "use.per-day", 4, 4 },
};
/* clang-format on */

START_TEST(numbers_are_read)
{
	const struct letter *l =
	        letter_of(numbers[_i].request, "", numbers[_i].rationale);
	struct known known = read_known(l);
	size_t which = fact(numbers[_i].fact);
	double high =
	        numbers[_i].high < 0 ? QUANTITY_ANY_HIGH : numbers[_i].high;

	for (size_t i = 0; i < known.mentions.len; i++) {
		const struct mention *m = &known.mentions.items[i];

		if (m->fact != which || !m->numbered)
			continue;
		ck_assert_double_eq(m->number.low, numbers[_i].low);
		ck_assert_double_eq(m->number.high, high);
		return;
	}
	ck_abort_msg("%s has no number in \"%s\"", numbers[_i].fact,
	             numbers[_i].rationale);
}
END_TEST

/* Every mention points at words of the letter, inside its sentence. */
START_TEST(mentions_stand_in_their_sentences)
{
	const struct letter *l = letter_of(
	        states[_i].request, states[_i].summary, states[_i].rationale);
	struct known known = read_known(l);

	for (size_t i = 0; i < known.mentions.len; i++) {
		const struct mention *m = &known.mentions.items[i];

		ck_assert_uint_lt(m->at.start, m->at.end);
		ck_assert_uint_ge(m->at.start, m->sentence.start);
		ck_assert_uint_le(m->at.end, m->sentence.end);
		ck_assert_uint_le(m->sentence.end, l->source->text.len);
	}
}
END_TEST

/* mg a day; -1: not told. */
static const struct {
	const char *request, *rationale;
	const char *others[3];
	double morphine;
	double acetaminophen;
	bool complete;
} doses[] = {
	{ "Norco 10/325mg four times a day #120",
	  "",
	  { NULL },
	  40,
	  1300,
	  true },
	{ "Norco 10/325mg #120", "", { NULL }, -1, -1, false },
	{ "Norco 10/325mg #120",
	  "She takes Norco four times a day.",
	  { NULL },
	  40,
	  1300,
	  true },
	{ "Fentanyl 75mcg/hr patch #10", "", { NULL }, 180, -1, true },
	{ "Percocet 10/325mg, 28 day supply #168",
	  "",
	  { NULL },
	  90,
	  1950,
	  true },
	{ "MS Contin 60mg twice daily #60",
	  "",
	  { "Norco 10/325mg twice daily #60", NULL },
	  140,
	  650,
	  true },
	{ "MS Contin 60mg twice daily #60",
	  "",
	  { "Norco 10/325mg #60", NULL },
	  120,
	  -1,
	  false },
	{ "MS Contin 60mg twice daily #60",
	  "",
	  { "MS Contin 60mg twice daily #60", NULL },
	  120,
	  -1,
	  true },
	{ "Methadone 10mg three times a day #90", "", { NULL }, 240, -1, true },
	{ "Suboxone 8/2mg #60", "", { NULL }, -1, -1, false },
};

START_TEST(doses_are_added)
{
	struct criterion_test test = { 0 };
	struct arena *a = test_arena();
	const struct ruleset *rules = fixture_all_rules();
	struct str others[3];
	const struct letter *l;
	struct dose_rates rates;
	struct letter_facts facts;
	struct dose dose;

	test.request = str_c(doses[_i].request);
	test.rationale = str_c(doses[_i].rationale);
	test.items.items = others;
	while (doses[_i].others[test.items.len]) {
		others[test.items.len] =
		        str_c(doses[_i].others[test.items.len]);
		test.items.len++;
	}
	l = fixture_read(a, rules, rule_test_letter(&test, a));
	facts = fixture_facts(l, rules);
	dose_rates_read(&rates, &facts);
	dose = dose_morphine(l, &rates, rules, (struct date){ 2014, 1, 1 },
	                     DOSE_ALL_ITEMS);
	ck_assert_double_eq_tol(dose.known ? dose.perday.low : -1,
	                        doses[_i].morphine, 0.01);
	if (dose.known)
		ck_assert(doses[_i].complete == (dose.untold == 0));
	dose = dose_acetaminophen(l, &rates, DOSE_ALL_ITEMS);
	ck_assert_double_eq_tol(dose.known ? dose.perday.low : -1,
	                        doses[_i].acetaminophen, 0.01);
	/* Nothing of it is approved. */
	dose = dose_morphine(l, &rates, rules, (struct date){ 2014, 1, 1 },
	                     DOSE_APPROVED_ITEMS);
	ck_assert(!dose.known);
}
END_TEST

static const struct {
	const char *text;
	enum dimension dimension;
	double low, high;
} rule_numbers[] = {
	{ "4 weeks", DIM_DAYS, 28, 28 },
	{ "1 day", DIM_DAYS, 1, 1 },
	{ "50 percent", DIM_PERCENT, 50, 50 },
	{ "6 visits", DIM_VISITS, 6, 6 },
	{ "120 mg/day", DIM_MG_DAY, 120, 120 },
	{ "4 sites", DIM_SITES, 4, 4 },
	{ "65 years old", DIM_YEARS, 65, 65 },
	{ "4", DIM_NONE, 0, 0 },
	{ "weeks", DIM_NONE, 0, 0 },
	{ "4 bananas", DIM_NONE, 0, 0 },
	{ "", DIM_NONE, 0, 0 },
};

START_TEST(quantities_of_rules)
{
	struct quantity q = { 0 };
	bool ok = quantity_parse(str_c(rule_numbers[_i].text), &q);

	ck_assert(ok == (rule_numbers[_i].dimension != DIM_NONE));
	ck_assert_uint_eq(q.dimension, rule_numbers[_i].dimension);
	ck_assert_double_eq(q.low, rule_numbers[_i].low);
	ck_assert_double_eq(q.high, rule_numbers[_i].high);
}
END_TEST

static const struct {
	const char *text;
	enum dimension dimension;
	double low, high; /* high -1: no number */
} captures[] = {
	{ "60-70 percent", DIM_PERCENT, 60, 70 },
	{ "six", DIM_VISITS, 6, 6 },
	{ "two (2)", DIM_VISITS, 2, 2 },
	{ "twenty-one", DIM_VISITS, 21, 21 },
	{ "three to four weeks", DIM_DAYS, 21, 28 },
	{ "2 or 3 weeks", DIM_DAYS, 14, 21 },
	{ "6-month", DIM_DAYS, 182.64, 182.64 },
	{ "7.5", DIM_SCORE, 7.5, 7.5 },
	{ "7/10", DIM_SCORE, 7, 7 },
	{ "1,200", DIM_UNITS, 1200, 1200 },
	{ "9-7", DIM_VISITS, 0, -1 },
	{ "many", DIM_VISITS, 0, -1 },
	{ "4", DIM_DAYS, 0, -1 },
	{ "", DIM_VISITS, 0, -1 },
};

START_TEST(quantities_of_letters)
{
	struct quantity q = { 0 };
	bool ok = quantity_capture(str_c(captures[_i].text),
	                           captures[_i].dimension, &q);

	ck_assert_msg(ok == (captures[_i].high >= 0), "%s", captures[_i].text);
	if (!ok)
		return;
	ck_assert_double_eq_tol(q.low, captures[_i].low, 0.001);
	ck_assert_double_eq_tol(q.high, captures[_i].high, 0.001);
}
END_TEST

START_TEST(there_are_facts_enough)
{
	ck_assert_uint_ge(fixture_all_rules()->facts.list.len, 150);
}
END_TEST

Suite *fact_suite(void)
{
	Suite *s = suite_create("fact");
	TCase *tc = test_case(s, "fact");

	tcase_add_loop_test(tc, states_are_as_told, 0, COUNT(states));
	tcase_add_loop_test(tc, mentions_stand_in_their_sentences, 0,
	                    COUNT(states));
	tcase_add_loop_test(tc, numbers_are_read, 0, COUNT(numbers));
	tcase_add_loop_test(tc, doses_are_added, 0, COUNT(doses));
	tcase_add_loop_test(tc, quantities_of_rules, 0, COUNT(rule_numbers));
	tcase_add_loop_test(tc, quantities_of_letters, 0, COUNT(captures));
	tcase_add_test(tc, there_are_facts_enough);
	return s;
}
