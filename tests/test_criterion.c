/* test_criterion.c -- criteria: loading, Kleene's logic, editions, findings. */
#include <check.h>

#include "engine/checking.h"
#include "engine/criterion.h"
#include "engine/rule_test.h"
#include "fixture.h"
#include "support.h"

Suite *criterion_suite(void);

/* -- complaints */

#define EDITION                                                          \
	"edition: {id: t/e, title: T, citation: C, source: MTUS, from: " \
	"2009-01-01}\n"
#define FACTS                                                           \
	"facts:\n"                                                      \
	"  - {id: f.one, title: one, says: [it is one]}\n"              \
	"  - {id: f.long, title: long, number: duration, says: [it is " \
	"long]}\n"
#define CRITERION(rest)                                            \
	EDITION FACTS "criteria:\n"                                \
	              "  - id: t/c\n"                              \
	              "    title: T\n"                             \
	              "    explain: E\n"                           \
	              "    source: {section: S, reading: known}\n" \
	              "    tests: []\n" rest
#define APPLIES "    applies-to: {drug-class: opioid}\n"
#define GOOD                                                                  \
	CRITERION(                                                            \
	        APPLIES                                                       \
	        "    require: {all: [{fact: f.one}, {fact: f.long, at-most: " \
	        "4 weeks}]}\n")

#define FIGURE(criterion, figures, tests)                   \
	"recited-figures:\n"                                \
	"  - criterion: " criterion "\n"                    \
	"    says: S\n"                                     \
	"    recited-as: [\"a trial of {range} visits\"]\n" \
	"    figures: " figures "\n"                        \
	"    tests: " tests "\n"
#define FIGURE_TEST(expect) \
	"{name: n, request: r, rationale: x, expect: " expect "}"
#define FIGURE_TESTS                                   \
	"[" FIGURE_TEST("misquoted") ", " FIGURE_TEST( \
	        "right") ", " FIGURE_TEST("nothing") "]"

/* One for each way of being wrong; NULL: nothing is. */
static const struct {
	const char *text;
	const char *complaint; /* the first one, from the place on */
} wrongs[] = {
	{ GOOD, NULL },
	{ CRITERION("    require: {fact: f.one}\n"),
	  ":6:5: error: a criterion needs the key 'applies-to' [missing-key]" },
	{ CRITERION(APPLIES "    require: {fact: f.one}\n    requires: x\n"),
	  ":13:5: error: unknown key 'requires' in a criterion; did you mean "
	  "'require'? [unknown-key]" },
	{ CRITERION(APPLIES "    require: {fact: f.won}\n"),
	  ":12:14: error: unknown fact 'f.won'; did you mean 'f.one'? "
	  "[unknown-name]" },
	{ CRITERION(APPLIES "    require: {fact: f.one}\n"),
	  ":4:5: error: no criterion uses the fact 'f.long' [unused]" },
	{ CRITERION(APPLIES
	            "    require: {fact: f.long, at-most: 4 percent}\n"),
	  ":12:14: error: 'f.long' is compared with a number of days, weeks, "
	  "months or years [bad-value]" },
	{ CRITERION(APPLIES "    require: {fact: f.long, at-most: 4}\n"),
	  ":12:14: error: '4' is not a number with a unit [bad-value]" },
	{ CRITERION(APPLIES "    require: {fact: f.one, request: visits}\n"),
	  ":12:14: error: a condition has one of 'all', 'any', 'not', 'some', "
	  "'fact', 'request', 'letter' [bad-value]" },
	{ CRITERION(APPLIES "    require: {}\n"),
	  ":12:14: error: a condition has one of 'all', 'any', 'not', 'some', "
	  "'fact', 'request', 'letter' [bad-value]" },
	{ CRITERION(APPLIES "    require: {all: []}\n"),
	  ":12:20: error: expected a list of conditions [wrong-type]" },
	{ CRITERION(APPLIES
	            "    require: {request: visit, at-most: 6 visits}\n"),
	  ":12:24: error: unknown request detail 'visit'; did you mean "
	  "'visits'? [unknown-name]" },
	{ CRITERION(APPLIES
	            "    require: {request: visits, at-most: 6 weeks}\n"),
	  ":12:14: error: 'visits' is compared with a number of visits "
	  "[bad-value]" },
	{ CRITERION(APPLIES
	            "    require: {request: region, at-most: 6 visits}\n"),
	  ":12:14: error: 'region' needs 'any-of' or 'none-of' [bad-value]" },
	{ CRITERION(APPLIES
	            "    require: {some: [{fact: f.one}], needed: 2}\n"),
	  ":12:14: error: 'needed' is how many of 'some' must hold "
	  "[bad-value]" },
	{ CRITERION("    applies-to: {drug-class: opiod}\n"
	            "    require: {fact: f.one}\n"),
	  ":11:30: error: unknown drug-class 'opiod'; did you mean 'opioid'? "
	  "[unknown-name]" },
	{ CRITERION("    applies-to: {region: [knee]}\n"
	            "    require: {fact: f.one}\n"),
	  ":11:17: error: 'applies-to' names no treatment [bad-value]" },
	{ EDITION "criteria: {}\n",
	  ":2:11: error: criteria are a list below an 'edition' "
	  "[wrong-type]" },
	{ "criteria: []\n",
	  ":1:11: error: criteria are a list below an 'edition' "
	  "[wrong-type]" },
	{ "edition: {id: t/e, title: T, citation: C, source: MTUS, from: "
	  "2009-13-01}\n",
	  ":1:10: error: '2009-13-01' is not a date (2014-12-30) "
	  "[bad-value]" },
	{ EDITION "carried-over: [t/none]\n",
	  ":2:16: error: unknown criterion 't/none' [unknown-name]" },
	{ "facts:\n  - {id: f, title: t, says: [x], parent: g}\n",
	  ":2:5: error: unknown fact 'g'; did you mean 'f'? [unknown-name]" },
	{ "facts:\n  - {id: f, title: t, says: [x], parent: f}\n",
	  ":2:5: error: parents go in a circle at 'f' [bad-value]" },
	{ "facts:\n  - {id: f, title: t, says: [x]}\n"
	  "  - {id: f, title: t, says: [y]}\n",
	  ":3:5: error: a second fact 'f' [duplicate-id]" },
	{ "facts:\n  - {id: f, title: t, says: ['(x']}\n",
	  ":2:30: error: a bracket without an end in '(x' [bad-pattern]" },
	{ "facts:\n  - {id: f, title: t, number: weight, says: [x]}\n",
	  ":2:31: error: unknown number 'weight' [unknown-name]" },
	{ "facts:\n  - {id: f, title: t, number: duration, says: [{words: x, "
	  "value: 3 sites}]}\n",
	  ":2:48: error: '3 sites' is not a number of days, weeks, months or "
	  "years [bad-value]" },
	{ "facts: 3\n", ":1:8: error: facts are a list [wrong-type]" },
	{ FIGURE("c", "[[6 visits]]", FIGURE_TESTS),
	  ":2:5: error: unknown criterion 'c' [unknown-name]" },
	{ FIGURE("c", "[[6]]", FIGURE_TESTS),
	  ":5:15: error: '6' is no number or range with a unit [bad-value]" },
	{ FIGURE("c", "[[2 weeks, 3 visits]]", FIGURE_TESTS),
	  ":5:15: error: '3 visits' has another unit than the figures before "
	  "it [bad-value]" },
	{ FIGURE("c", "6 visits", FIGURE_TESTS),
	  ":5:14: error: 'figures' is a list with a list of figures for each "
	  "slot, of eight at most [wrong-type]" },
	{ FIGURE("c", "[[6 visits]]", "[]"),
	  ":6:12: error: no test with 'expect: misquoted' [bad-value]" },
	{ "recited-figures:\n  - {criterion: c, say: x}\n",
	  ":2:20: error: unknown key 'say' in a recited figure; did you mean "
	  "'says'? "
	  "[unknown-key]" },
	{ "lists: [a]\n",
	  ":1:8: error: 'lists' is a map: name, words [wrong-type]" },
	{ "lists:\n  a: [x, y]\n  it: [z]\n",
	  ":3:3: error: a second list 'it' [duplicate-id]" },
	{ "lists:\n  a: []\n",
	  ":2:6: error: a list without words [bad-value]" },
	{ "lists:\n  brace: [brace, splint]\n  worn: [<braces>, cast]\n",
	  ":3:9: error: unknown list '<braces>'; did you mean 'brace'? "
	  "[unknown-name]" },
	{ "plan-words: [will see <it>]\n",
	  ":1:14: error: unknown list '<it>' [unknown-name]" },
	{ "fact-forms: {had: {say: [x]}}\nfacts:\n"
	  "  - {id: f, title: t, form: had, it: [x]}\n",
	  ":1:20: error: unknown key 'say' in a form; did you mean 'says'? "
	  "[unknown-key]" },
	{ "fact-forms: {had: {says: [had <it>]}}\nfacts:\n"
	  "  - {id: f, title: t, form: has, it: [x]}\n",
	  ":3:5: error: unknown form 'has'; did you mean 'had'? "
	  "[unknown-name]" },
	{ "fact-forms: {had: {says: [had <it>]}}\nfacts:\n"
	  "  - {id: f, title: t, form: had}\n",
	  ":3:5: error: a fact with a form needs the key 'it' [missing-key]" },
	{ "stated-limits: {visit: [x]}\n",
	  ":1:17: error: unknown limit 'visit'; did you mean 'visits'? "
	  "[unknown-name]" },
};

static const struct ruleset *load(const char *text, struct diags *d)
{
	struct rule_file file = { STR("t.yaml"), str_c(text) };

	d->arena = test_arena();
	return ruleset_load(test_arena(), test_arena(), d, &file, 1);
}

START_TEST(mistakes_are_named_with_their_place)
{
	struct diags d = { 0 };
	const struct ruleset *rules = load(wrongs[_i].text, &d);
	struct str text = diags_text(&d);
	struct str expected;

	if (!wrongs[_i].complaint) {
		ck_assert_msg(rules != NULL, "%.*s", STR_ARG(text));
		return;
	}
	ck_assert_ptr_null(rules);
	expected =
	        arena_printf(test_arena(), "t.yaml%s\n", wrongs[_i].complaint);
	ck_assert_msg(str_find(text, 0, expected) < text.len,
	              "expected %.*sgot %.*s", STR_ARG(expected),
	              STR_ARG(text));
}
END_TEST

START_TEST(all_mistakes_come_in_one_pass)
{
	struct diags d = { 0 };

	ck_assert_ptr_null(load(EDITION FACTS "criteria:\n"
	                                      "  - {id: a, titel: x}\n"
	                                      "  - {id: b, explain: y}\n",
	                        &d));
	ck_assert_uint_ge(d.count, 8);
}
END_TEST

/* What it defines would be missed in every other file. */
START_TEST(a_file_that_is_no_yaml_is_the_only_complaint)
{
	struct diags d = { .arena = test_arena() };
	struct rule_file files[2] = {
		{ STR("facts.yaml"), STR("facts:\n  - [a] b\n") },
		{ STR("more.yaml"),
		  STR("facts:\n  - {id: a.b, parent: a.a, title: t, "
		      "says: [x]}\n") },
	};

	ck_assert_ptr_null(
	        ruleset_load(test_arena(), test_arena(), &d, files, 2));
	ck_assert_uint_eq(d.count, 1);
	ck_assert(str_starts(diags_text(&d), STR("facts.yaml:2:")));
	d = (struct diags){ .arena = test_arena() };
	ck_assert_ptr_null(
	        ruleset_load(test_arena(), test_arena(), &d, &files[1], 1));
	ck_assert(str_find(diags_text(&d), 0, STR("unknown fact 'a.a'")) <
	          diags_text(&d).len);
}
END_TEST

/* -- logic */

#define KLEENE(require)                                                   \
	EDITION "facts:\n"                                                \
	        "  - {id: a, title: a, says: [alpha], names: [alphas]}\n" \
	        "  - {id: b, title: b, says: [beta], names: [betas]}\n"   \
	        "criteria:\n"                                             \
	        "  - id: t/c\n"                                           \
	        "    title: T\n"                                          \
	        "    explain: E\n"                                        \
	        "    source: {section: S, reading: known}\n"              \
	        "    applies-to: {words: [thing]}\n"                      \
	        "    tests: []\n"                                         \
	        "    require: " require "\n"

/* What the letter tells of a and b: + present, - absent, ? not told. */
static const struct {
	const char *require;
	const char *told;
	enum truth value;
} kleene[] = {
	{ "{all: [{fact: a}, {fact: b}]}", "++", TRUTH_TRUE },
	{ "{all: [{fact: a}, {fact: b}]}", "+-", TRUTH_FALSE },
	{ "{all: [{fact: a}, {fact: b}]}", "+?", TRUTH_UNKNOWN },
	{ "{all: [{fact: a}, {fact: b}]}", "-?", TRUTH_FALSE },
	{ "{all: [{fact: a}, {fact: b}]}", "??", TRUTH_UNKNOWN },
	{ "{any: [{fact: a}, {fact: b}]}", "--", TRUTH_FALSE },
	{ "{any: [{fact: a}, {fact: b}]}", "+?", TRUTH_TRUE },
	{ "{any: [{fact: a}, {fact: b}]}", "-?", TRUTH_UNKNOWN },
	{ "{any: [{fact: a}, {fact: b}]}", "-+", TRUTH_TRUE },
	{ "{not: {any: [{fact: a}, {fact: b}]}}", "--", TRUTH_TRUE },
	{ "{not: {any: [{fact: a}, {fact: b}]}}", "?+", TRUTH_FALSE },
	{ "{not: {any: [{fact: a}, {fact: b}]}}", "-?", TRUTH_UNKNOWN },
	{ "{some: [{fact: a}, {fact: b}], needed: 1}", "?+", TRUTH_TRUE },
	{ "{some: [{fact: a}, {fact: b}], needed: 2}", "+?", TRUTH_UNKNOWN },
	{ "{some: [{fact: a}, {fact: b}], needed: 2}", "-?", TRUTH_FALSE },
	/* What silence counts for is said by the rule alone. */
	{ "{all: [{fact: a, unmentioned: breached}, {fact: b}]}", "?+",
	  TRUTH_FALSE },
	{ "{all: [{fact: a, unmentioned: met}, {fact: b}]}", "?+", TRUTH_TRUE },
};

static const char *sentence_of(char told, bool first)
{
	if (told == '?')
		return "";
	if (told == '+')
		return first ? "He has alpha. " : "He has beta. ";
	return first ? "He has no alpha. " : "He has no beta. ";
}

/* The first three files: the layout, the lists and the cues. */
static void read_frame(struct rule_file *files)
{
	files[0].path = STR("layout.yaml");
	files[0].text =
	        test_file("rules/layouts/issues-decisions-rationales.yaml");
	files[1].path = STR("lists.yaml");
	files[1].text = test_file("rules/language/lists.yaml");
	files[2].path = STR("cues.yaml");
	files[2].text = test_file("rules/language/cues.yaml");
}

/* Those and one more file. */
static const struct ruleset *load_with_frame(const char *text)
{
	struct diags d = { .arena = test_arena() };
	struct rule_file files[4];
	const struct ruleset *rules;

	read_frame(files);
	files[3].path = STR("t.yaml");
	files[3].text = str_c(text);
	rules = ruleset_load(test_arena(), test_arena(), &d, files, 4);
	ck_assert_msg(rules != NULL, "%.*s", STR_ARG(diags_text(&d)));
	return rules;
}

START_TEST(conditions_follow_kleene)
{
	struct criterion_test test = { .request = STR_INIT("A thing") };
	const struct ruleset *rules;
	struct str text = arena_printf(test_arena(), "%s", kleene[_i].require);
	struct buf b = { .arena = test_arena() };
	struct dose_rates rates = { 0 };
	struct letter_facts facts;
	struct criterion_value v;
	const struct letter *l;

	buf_str(&b, STR(KLEENE("")));
	b.len--; /* its line end */
	buf_printf(&b, "%.*s\n", STR_ARG(text));
	rules = load_with_frame(arena_str(test_arena(), buf_text(&b)).ptr);
	test.rationale = arena_printf(test_arena(), "%s%sThat is all.",
	                              sentence_of(kleene[_i].told[0], true),
	                              sentence_of(kleene[_i].told[1], false));
	l = fixture_read(test_arena(), rules,
	                 rule_test_letter(&test, test_arena()));
	ck_assert_uint_eq(l->decisions.len, 1);
	facts = fixture_facts(l, rules);
	v = criterion_evaluate(&rules->criteria.list.items[0], l,
	                       &l->decisions.items[0],
	                       known_of(&facts, &l->decisions.items[0]), &rates,
	                       rules, test_arena(), NEGATE_NONE);
	ck_assert_uint_eq(v.applies, TRUTH_TRUE);
	ck_assert_msg(v.value == (uint8_t)kleene[_i].value, "%s with %s: %s",
	              kleene[_i].require, kleene[_i].told,
	              truth_name((enum truth)v.value));
}
END_TEST

/* -- editions */

static const struct {
	const char *from, *until, *day;
	enum in_force expected;
} forces[] = {
	{ "2009-07-18", "2016-07-27", "2014-12-30", IN_FORCE },
	{ "2009-07-18", "2016-07-27", "2016-12-30", NOT_IN_FORCE },
	{ "2009-07-18", "2016-07-27", "2008-12-30", NOT_IN_FORCE },
	{ "2009-07-18", "2016-07-27", "2016-08-20", NEAR_SWITCH },
	{ "2009-07-18", "2016-07-27", "2016-07-01", NEAR_SWITCH },
	{ "2016-07-28", "2017-11-30", "2016-08-20", NEAR_SWITCH },
	{ "2016-07-28", "2017-11-30", "2016-12-30", IN_FORCE },
	{ "2009-07-18", "", "2020-01-01", IN_FORCE },
	{ "2009-07-18", "", "", IN_FORCE },
	{ "2009-07-18", "2016-07-27", "", NOT_IN_FORCE },
};

static struct date day_of(const char *text)
{
	size_t used;

	return *text ? date_read(str_c(text), &used) : (struct date){ 0 };
}

START_TEST(editions_have_their_days)
{
	struct pack pack = { .from = day_of(forces[_i].from),
		             .until = day_of(forces[_i].until) };

	ck_assert_int_eq(pack_in_force(&pack, day_of(forces[_i].day)),
	                 forces[_i].expected);
}
END_TEST

/* -- findings */

#define NONE         NULL
#define BREACH       "guideline/approved-in-breach"
#define DENIED       "guideline/denied-though-met"
#define MISAPPLIED   "guideline/misapplied"
#define ANY_SEVERITY 9

/* clang-format off */
static const struct {
	const char *request, *outcome, *rationale, *day;
	const char *rule, *criterion; /* rule NULL: no finding of the three */
	int severity;
} findings[] = {
	/* breached and upheld is as it should be */
	{ "Xanax 1mg #30", "upheld", "Guidelines limit use to four weeks. She has used Xanax since at least 01/07/2014.", "2014-12-30", NONE, NONE, 0 },
	/* breached and overturned; the rationale states the criterion */
	{ "Xanax 1mg #30", "overturned", "Guidelines limit use to four weeks. She has used Xanax since at least 01/07/2014.", "2014-12-30", BREACH, "mtus/benzodiazepine-duration", SEVERITY_WARNING },
	/* a number over a limit, recited or not */
	{ "Trigger point injections, cervical spine 6 sites", "overturned", "There should be no more than 3-4 injections per session.", "2014-12-30", BREACH, "mtus/trigger-point-count", SEVERITY_WARNING },
	{ "Trigger point injections, cervical spine 6 sites", "upheld", "There should be no more than 3-4 injections per session. The six injections exceed the guideline.", "2014-12-30", NONE, NONE, 0 },
	{ "Trigger point injections, cervical spine 3 sites", "overturned", "There should be no more than 3-4 injections per session.", "2014-12-30", NONE, NONE, 0 },
	/* only undocumented: a warning where the rationale states it, else a note */
	{ "Norco 10/325mg #60", "overturned", "Ongoing review and documentation of pain relief, functional status and side effects should occur. There is no documentation of functional improvement.", "2014-12-30", BREACH, "mtus/opioid-ongoing-review", SEVERITY_WARNING },
	{ "Norco 10/325mg #60", "overturned", "There is no documentation of functional improvement. She wants it.", "2014-12-30", BREACH, "mtus/opioid-ongoing-review", SEVERITY_NOTE },
	/* carried over unread: at most a note */
	{ "Trigger point injections, cervical spine 6 sites", "overturned", "The request is reviewed.", "2016-12-30", BREACH, "mtus/trigger-point-count", SEVERITY_NOTE },
	/* within 30 days of a change of edition: silent */
	{ "Trigger point injections, cervical spine 6 sites", "overturned", "The request is reviewed.", "2016-08-10", NONE, NONE, 0 },
	/* but what the rationale itself states has no edition */
	{ "Trigger point injections, cervical spine 6 sites", "overturned", "There should be no more than 3-4 injections per session.", "2016-08-10", BREACH, "", SEVERITY_WARNING },
	{ "Acupuncture for the neck, 8 visits", "overturned", "The time to produce functional improvement is 3 to 6 treatments. She had prior acupuncture and function improved.", "2014-12-30", NONE, NONE, 0 },
	/* carried over unread, but stated by the rationale, which then tells otherwise */
	{ "H-wave unit purchase", "overturned", "The MTUS recommends a one-month home-based trial before a purchase. No trial was done. The request is medically necessary.", "2016-12-30", BREACH, "", SEVERITY_WARNING },
	{ "TENS unit purchase", "overturned", "Per the guidelines, a one-month home trial comes first. A trial has not been carried out. The request is medically necessary.", "2016-12-30", BREACH, "", SEVERITY_WARNING },
	{ "H-wave unit purchase", "overturned", "The MTUS recommends a one-month home-based trial before a purchase. A trial was completed with relief. The request is medically necessary.", "2016-12-30", NONE, NONE, 0 },
	/* the alternative that the rationale states */
	{ "Botox 200 units", "overturned", "The MTUS recommends botulinum toxin for cervical dystonia. The patient does not have cervical dystonia. The request is medically necessary.", "2016-12-30", BREACH, "", SEVERITY_WARNING },
	{ "Omeprazole 20mg #30", "overturned", "The guidelines give it to patients at risk for gastrointestinal events. The patient has no gastrointestinal risk factors. The request is medically necessary.", "2016-12-30", BREACH, "", SEVERITY_WARNING },
	{ "Botox 200 units", "overturned", "The MTUS recommends botulinum toxin for cervical dystonia or chronic migraine. The patient does not have cervical dystonia. He has migraine on 20 days a month. The request is medically necessary.", "2016-12-30", NONE, NONE, 0 },
	{ "Home health aide, 4 hours a day", "overturned", "The MTUS recommends it for patients who are homebound. The patient is not homebound, but he cannot stand on either leg. The request is medically necessary.", "2016-12-30", NONE, NONE, 0 },
	/* a denial ends where a sentence of its own begins */
	{ "Norco 10/325mg #60", "overturned", "Opioids may be continued when there is improved function and pain. There is no aberrant behavior and the urine screen was consistent. Function and pain are improved. The request is medically necessary.", "2016-12-30", NONE, NONE, 0 },
	/* a stated reason to depart clears it */
	{ "Trigger point injections, cervical spine 6 sites", "overturned", "There should be no more than 3-4 injections per session. Exceptional factors are documented in this case.", "2014-12-30", NONE, NONE, 0 },
	/* the most generous row of a table counts */
	{ "Physical therapy for the right ankle, 8 visits", "overturned", "She has an ankle sprain. She has plantar fasciitis.", "2014-12-30", NONE, NONE, 0 },
	/* denied though met: everything recited is met, no other ground */
	{ "1 knee scooter", "upheld", "Under the guidelines, specialized treatments or referrals require a rationale. There is a rationale provided to support the request. The request is not medically necessary.", "2014-12-30", DENIED, "mtus/special-treatment-rationale", SEVERITY_WARNING },
	{ "1 knee scooter", "upheld", "Under the guidelines, specialized treatments or referrals require a rationale. There is no rationale provided to support the request. The request is not medically necessary.", "2014-12-30", NONE, NONE, 0 },
	{ "1 knee scooter", "upheld", "Under the guidelines, specialized treatments or referrals require a rationale. There is a rationale provided to support the request. There is no documentation of an injury. The request is not medically necessary.", "2014-12-30", NONE, NONE, 0 },
	/* recited in words of its own, and met so far */
	{ "Lumbar epidural steroid injection L5-S1", "upheld", "The ODG asks for at least 50% pain relief for six to eight weeks before a repeat block. The last injection gave 70% relief for ten weeks. The request is not medically necessary.", "2016-12-30", DENIED, "odg/epidural-repeat-relief", SEVERITY_WARNING },
	{ "Urine drug screen", "upheld", "The guideline recommends testing of patients on opioids. The patient takes Norco. The request is not medically necessary.", "2016-12-30", DENIED, "", SEVERITY_WARNING },
	{ "Lumbar epidural steroid injection L5-S1", "upheld", "The ODG asks for at least 50% pain relief for six to eight weeks before a repeat block. The last injection gave 70% relief for two weeks. The request is not medically necessary.", "2016-12-30", NONE, NONE, 0 },
	{ "Urine drug screen", "upheld", "The guideline recommends testing of patients on opioids. The patient takes Norco, but was tested in May. The request is not medically necessary.", "2016-12-30", NONE, NONE, 0 },
	/* the reviewer grants every criterion in so many words */
	{ "Work boots", "upheld", "He is inside the rule at every point. I would rather wait. The request is not medically necessary.", "2016-12-30", DENIED, "", SEVERITY_WARNING },
	{ "Work boots", "upheld", "While the foregoing elements have been satisfied, boots are costly. The request is not medically necessary.", "2016-12-30", DENIED, "", SEVERITY_WARNING },
	{ "Work boots", "upheld", "She meets all of the stated criteria. The request is not medically necessary.", "2016-12-30", DENIED, "", SEVERITY_WARNING },
	{ "Work boots", "upheld", "All of the conditions of the guideline have thus been met. The request is not medically necessary.", "2016-12-30", DENIED, "", SEVERITY_WARNING },
	{ "Work boots", "upheld", "The criteria are therefore fully satisfied. The request is not medically necessary.", "2016-12-30", DENIED, "", SEVERITY_WARNING },
	{ "Work boots", "upheld", "All of the conditions of the guideline have not been met. The request is not medically necessary.", "2016-12-30", NONE, NONE, 0 },
	{ "Work boots", "upheld", "Not all criteria are met. The request is not medically necessary.", "2016-12-30", NONE, NONE, 0 },
	{ "Work boots", "upheld", "All criteria are met but one, the fitting. The request is not medically necessary.", "2016-12-30", NONE, NONE, 0 },
	{ "Work boots", "upheld", "The guideline allows them if all of these criteria are met. The request is not medically necessary.", "2016-12-30", NONE, NONE, 0 },
	{ "Work boots", "upheld", "All criteria are met, but a fitting is not documented. The request is not medically necessary.", "2016-12-30", NONE, NONE, 0 },
	{ "Work boots", "overturned", "All criteria are met. The request is medically necessary.", "2016-12-30", NONE, NONE, 0 },
	/* a limit against a number, both ways */
	{ "Physical therapy for the right wrist, 6 visits", "upheld", "The guidelines allow 8-10 visits over 4 weeks. The requested amount exceeds the guidelines.", "2014-12-30", MISAPPLIED, "", SEVERITY_WARNING },
	{ "Physical therapy for the right wrist, 12 visits", "upheld", "The guidelines allow 8-10 visits over 4 weeks. The requested amount exceeds the guidelines.", "2014-12-30", NONE, NONE, 0 },
	{ "Physical therapy for the right wrist, 6 visits", "upheld", "The guidelines allow 8-10 visits over 4 weeks. With the eight visits she has completed this exceeds the guidelines.", "2014-12-30", NONE, NONE, 0 },
	{ "Physical therapy for the right wrist, 16 visits", "overturned", "The guidelines allow 8-10 visits over 4 weeks.", "2014-12-30", BREACH, "", SEVERITY_WARNING },
	{ "Physical therapy for the right wrist, 10 visits", "overturned", "The guidelines allow 8-10 visits over 4 weeks. She has completed 40 visits.", "2014-12-30", BREACH, "mtus/statutory-visit-cap", SEVERITY_WARNING },
	/* another number than the guideline's */
	{ "Xanax 1mg #30", "upheld", "Guidelines limit use to six weeks. She has used Xanax since at least 01/07/2014.", "2014-12-30", MISAPPLIED, "mtus/benzodiazepine-duration", SEVERITY_WARNING },
	/* whichever edition has the figure, it is right */
	{ "Norco 10/325mg #60", "upheld", "The guideline recommends that dosing not exceed 120 mg oral morphine equivalents per day.", "2017-01-30", NONE, NONE, 0 },
	{ "Norco 10/325mg #60", "upheld", "The guideline recommends that dosing not exceed 80 mg oral morphine equivalents per day.", "2014-12-30", NONE, NONE, 0 },
	{ "Norco 10/325mg #60", "upheld", "The guideline recommends that dosing not exceed 180 mg oral morphine equivalents per day.", "2014-12-30", MISAPPLIED, "mtus/opioid-dose-ceiling", SEVERITY_WARNING },
	/* figures know no edition: not even near a change of it */
	{ "Norco 10/325mg #60", "upheld", "The guideline recommends that dosing not exceed 180 mg oral morphine equivalents per day.", "2016-08-01", MISAPPLIED, "mtus/opioid-dose-ceiling", SEVERITY_WARNING },
	/* a criterion carried over unread is cited where it was read */
	{ "TENS unit purchase", "upheld", "The guideline recommends a six-month home trial.", "2017-01-30", MISAPPLIED, "mtus/tens-trial", SEVERITY_WARNING },
	/* recited rightly before: the other figure is the case's, unless a guideline is named for it */
	{ "TENS unit purchase", "upheld", "The guideline recommends a trial of one month. A trial of six months should not follow.", "2014-12-30", NONE, NONE, 0 },
	{ "TENS unit purchase", "upheld", "The guideline recommends a trial of one month. The guideline recommends a trial of six months.", "2014-12-30", MISAPPLIED, "mtus/tens-trial", SEVERITY_WARNING },
	/* of the patient, the request, the record, of utilization review */
	{ "Acupuncture for the neck, 12 visits", "upheld", "The guideline recommends an initial trial. An initial trial of 12 visits was completed.", "2014-12-30", NONE, NONE, 0 },
	{ "Acupuncture for the neck, 12 visits", "upheld", "The guideline recommends an initial trial; the request is for a trial of 12 visits.", "2014-12-30", NONE, NONE, 0 },
	{ "Acupuncture for the neck, 12 visits", "upheld", "Utilization review denied a trial of 12 visits as the guideline recommends fewer.", "2014-12-30", NONE, NONE, 0 },
	{ "Acupuncture for the neck, 12 visits", "upheld", "An initial trial of 12 visits is not supported by the guideline.", "2014-12-30", NONE, NONE, 0 },
	{ "Acupuncture for the neck, 12 visits", "upheld", "The guideline does not recommend an initial trial of 12 visits.", "2014-12-30", NONE, NONE, 0 },
	/* a criterion of another part of the body */
	/* the wrong way round */
	{ "Soma 350mg #60", "upheld", "Per the MTUS, carisoprodol is recommended as a first-line drug for spasm. The request is not medically necessary.", "2014-12-30", MISAPPLIED, "mtus/carisoprodol-not-recommended", SEVERITY_WARNING },
	{ "Soma 350mg #60", "upheld", "Per the MTUS, carisoprodol is not recommended for long-term use. The request is not medically necessary.", "2014-12-30", NONE, NONE, 0 },
	{ "MRI of the lumbar spine", "upheld", "The ACOEM chapter states that imaging should be obtained in all patients after a month. The request is not medically necessary.", "2014-12-30", MISAPPLIED, "mtus/spine-imaging-nerve-compromise", SEVERITY_WARNING },
	{ "MRI of the lumbar spine", "upheld", "The ACOEM chapter states that imaging should not be obtained routinely. The request is not medically necessary.", "2014-12-30", NONE, NONE, 0 },
	{ "MRI of the left knee", "upheld", "The guidelines ask for unequivocal objective findings that identify specific nerve compromise. The request is not medically necessary.", "2014-12-30", MISAPPLIED, "mtus/spine-imaging-nerve-compromise", SEVERITY_WARNING },
	{ "MRI of the lumbar spine", "upheld", "The guidelines ask for unequivocal objective findings that identify specific nerve compromise. The request is not medically necessary.", "2014-12-30", NONE, NONE, 0 },
};
/* clang-format on */

static const struct finding *guideline_finding(const struct findings *all,
                                               const char *rule)
{
	const struct finding *found = NULL;

	for (size_t i = 0; i < all->list.len; i++) {
		const struct finding *f = &all->list.items[i];

		if (!str_starts(f->rule, STR("guideline/")))
			continue;
		ck_assert_msg(!found, "two findings: %.*s, %.*s",
		              STR_ARG(found->message), STR_ARG(f->message));
		ck_assert_msg(rule != NULL, "%.*s", STR_ARG(f->message));
		found = f;
	}
	return found;
}

static struct letter *letter_on(const char *request, const char *outcome,
                                const char *rationale, const char *day)
{
	struct criterion_test test = { 0 };
	struct letter *l;

	test.request = str_c(request);
	test.outcome = str_c(outcome);
	test.rationale = str_c(rationale);
	l = fixture_read(test_arena(), fixture_all_rules(),
	                 rule_test_letter(&test, test_arena()));
	ck_assert_uint_eq(l->decisions.len, 1);
	l->header.decided.date = day_of(day);
	return l;
}

START_TEST(findings_follow_the_matrix)
{
	struct findings all = { 0 };
	struct letter *l = letter_on(findings[_i].request, findings[_i].outcome,
	                             findings[_i].rationale, findings[_i].day);
	struct checking c = { .letter = l,
		              .rules = fixture_all_rules(),
		              .arena = test_arena(),
		              .findings = &all };
	const struct finding *f;

	check_letter(&c);
	f = guideline_finding(&all, findings[_i].rule);
	ck_assert_msg((f != NULL) == (findings[_i].rule != NULL), "%s, %s: %s",
	              findings[_i].request, findings[_i].outcome,
	              f ? "found" : "no finding");
	if (!f)
		return;
	ck_assert_text(f->rule, findings[_i].rule);
	ck_assert_text(f->criterion, findings[_i].criterion);
	ck_assert_int_eq(f->severity, findings[_i].severity);
	ck_assert_uint_lt(f->span.start, f->span.end);
	ck_assert_uint_ge(f->related.len, 1);
	if (f->criterion.len)
		ck_assert_uint_gt(f->citation.len, 0);
}
END_TEST

/* Only what was read in the source may make an error. */
START_TEST(severity_follows_the_reading)
{
	const struct criteria *criteria = &fixture_all_rules()->criteria;
	struct letter *l = letter_on("Acetaminophen 500mg, 30 day supply #300",
	                             "overturned", "It helps.", "2014-12-30");
	struct findings all = { 0 };
	struct checking c = { .letter = l,
		              .rules = fixture_all_rules(),
		              .arena = test_arena(),
		              .findings = &all };
	const struct criterion *max = criterion_find(
	        criteria, STR("mtus/acetaminophen-daily-maximum"));
	const struct finding *f;

	ck_assert_ptr_nonnull(max);
	ck_assert_uint_eq(max->reading, READING_VERIFIED);
	check_letter(&c);
	f = guideline_finding(&all, BREACH);
	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(f->severity, SEVERITY_WARNING);
}
END_TEST

/* -- why */

START_TEST(why_shows_the_whole_tree)
{
	struct findings all = { 0 };
	struct verdicts verdicts = { 0 };
	struct letter *l = letter_on("Trigger point injections", "upheld",
	                             "There was a palpable twitch. There is no "
	                             "documentation of referred pain.",
	                             "2014-12-30");
	struct checking c = { .letter = l,
		              .rules = fixture_all_rules(),
		              .arena = test_arena(),
		              .findings = &all,
		              .verdicts = &verdicts };
	bool tree = false, other = false;

	check_letter(&c);
	for (size_t i = 0; i < verdicts.list.len; i++) {
		const struct verdict *v = &verdicts.list.items[i];

		if (str_eq(v->rule, STR("mtus/trigger-point-findings"))) {
			tree = true;
			ck_assert_int_eq(v->value, VERDICT_CONSISTENT);
			ck_assert_text(
			        v->because,
			        "breached: all of {trigger-point.circumscribed "
			        "= unknown (not mentioned); "
			        "trigger-point.twitch = met (\"palpable "
			        "twitch\", rationale); trigger-point.referred "
			        "= breached (\"referred pain\", rationale, "
			        "said to be undocumented)}");
		}
		if (str_eq(v->rule, STR("mtus/benzodiazepine-duration"))) {
			other = true;
			ck_assert_int_eq(v->value, VERDICT_NOT_APPLICABLE);
		}
	}
	ck_assert(tree && other);
}
END_TEST

/* -- the shipped rules */

START_TEST(shipped_rules_pass_their_tests)
{
	const struct ruleset *rules = fixture_all_rules();
	struct regex_cache *regexes = regex_cache_new(rules->patterns.list.len);
	struct buf out = { .arena = test_arena() };
	struct rule_tests sum =
	        rule_tests_run(rules, regexes, fixture_arena(), &out);

	regex_cache_free(regexes);
	ck_assert_msg(!sum.failed && !sum.untested && !sum.survivors, "%.*s",
	              STR_ARG(buf_text(&out)));
	ck_assert_uint_ge(sum.criteria, 150);
	ck_assert_uint_ge(sum.tests, 3 * sum.criteria);
	ck_assert_uint_ge(sum.figures, 80);
}
END_TEST

/* A test that is wrong, one that is missing, a leaf that nobody looks at. */
START_TEST(rule_tests_can_fail)
{
	const struct ruleset *rules = load_with_frame(
	        EDITION
	        "facts:\n"
	        "  - {id: a, title: a, says: [alpha]}\n"
	        "  - {id: b, title: b, says: [beta]}\n"
	        "criteria:\n"
	        "  - id: t/c\n"
	        "    title: T\n"
	        "    explain: E\n"
	        "    source: {section: S, reading: known}\n"
	        "    applies-to: {words: [thing]}\n"
	        "    require: {any: [{fact: a}, {fact: b}]}\n"
	        "    tests:\n"
	        "      - {name: right, request: A thing, rationale: He has "
	        "alpha., expect: met}\n"
	        "      - {name: wrong, request: A thing, rationale: He has "
	        "alpha., expect: breached}\n");
	struct regex_cache *regexes = regex_cache_new(rules->patterns.list.len);
	struct buf out = { .arena = test_arena() };
	struct rule_tests sum =
	        rule_tests_run(rules, regexes, fixture_arena(), &out);

	regex_cache_free(regexes);
	ck_assert_uint_eq(sum.tests, 2);
	ck_assert_uint_eq(sum.failed, 1);
	ck_assert_uint_eq(sum.untested, 1);
	ck_assert_uint_eq(sum.survivors, 1);
	ck_assert_text(
	        buf_text(&out),
	        "t/c: test 'wrong': breached expected, met found: any of {a = "
	        "met (\"alpha\", rationale); b = unknown (not mentioned)}\n"
	        "t/c: no test for unknown\n"
	        "t/c: no test notices when condition 2 is negated\n");
}
END_TEST

/* The criterion that rules/README.md builds does what it says. */
static struct str readme_example(void)
{
	struct str text = test_file("rules/README.md");
	struct str fence = STR("```yaml\n");
	size_t at = str_find(text, 0, fence) + fence.len;

	return str_sub(text, at, str_find(text, at, STR("```")));
}

START_TEST(the_readme_builds_a_criterion)
{
	struct diags d = { .arena = test_arena() };
	struct rule_file files[5];
	struct buf out = { .arena = test_arena() };
	const struct ruleset *rules;
	struct regex_cache *regexes;
	struct rule_tests sum;

	read_frame(files);
	files[3].path = STR("limits.yaml");
	files[3].text = test_file("rules/facts/limits.yaml");
	files[4].path = STR("hands.yaml");
	files[4].text = readme_example();
	rules = ruleset_load(test_arena(), test_arena(), &d, files, 5);
	ck_assert_msg(rules != NULL, "%.*s", STR_ARG(diags_text(&d)));
	regexes = regex_cache_new(rules->patterns.list.len);
	sum = rule_tests_run(rules, regexes, fixture_arena(), &out);
	regex_cache_free(regexes);
	ck_assert_msg(!sum.failed && !sum.untested && !sum.survivors, "%.*s",
	              STR_ARG(buf_text(&out)));
	ck_assert_uint_eq(sum.criteria, 1);
	ck_assert_uint_eq(sum.tests, 5);
}
END_TEST

/* The figures that rules/README.md adds to it do what it says. */
START_TEST(the_readme_builds_figures)
{
	struct diags d = { .arena = test_arena() };
	struct str text = test_file("rules/README.md");
	size_t at = str_find(text, 0, STR("    recited-figures:\n"));
	struct str block = str_sub(text, at, str_find(text, at, STR("\n\n")));
	struct str_pair line = { .tail = block, .ok = true };
	struct buf figures = { .arena = test_arena() };
	struct buf out = { .arena = test_arena() };
	struct rule_file files[5];
	const struct ruleset *rules;
	struct regex_cache *regexes;
	struct rule_tests sum;

	ck_assert_uint_lt(at, text.len);
	while (line.ok) {
		line = str_cut(line.tail, '\n');
		buf_printf(&figures, "%.*s\n",
		           STR_ARG(str_sub(line.head, 4, line.head.len)));
	}
	read_frame(files);
	files[3].path = STR("limits.yaml");
	files[3].text = test_file("rules/facts/limits.yaml");
	files[4].path = STR("hands.yaml");
	files[4].text = arena_printf(test_arena(), "%.*s%.*s",
	                             STR_ARG(readme_example()),
	                             STR_ARG(buf_text(&figures)));
	rules = ruleset_load(test_arena(), test_arena(), &d, files, 5);
	ck_assert_msg(rules != NULL, "%.*s", STR_ARG(diags_text(&d)));
	regexes = regex_cache_new(rules->patterns.list.len);
	sum = rule_tests_run(rules, regexes, fixture_arena(), &out);
	regex_cache_free(regexes);
	ck_assert_uint_eq(sum.figures, 1);
	ck_assert_uint_eq(sum.tests, 8);
	ck_assert_msg(!sum.failed, "%.*s", STR_ARG(buf_text(&out)));
}
END_TEST

Suite *criterion_suite(void)
{
	Suite *s = suite_create("criterion");
	TCase *tc = test_case(s, "criterion");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, mistakes_are_named_with_their_place, 0,
	                    COUNT(wrongs));
	tcase_add_test(tc, all_mistakes_come_in_one_pass);
	tcase_add_test(tc, a_file_that_is_no_yaml_is_the_only_complaint);
	tcase_add_loop_test(tc, conditions_follow_kleene, 0, COUNT(kleene));
	tcase_add_loop_test(tc, editions_have_their_days, 0, COUNT(forces));
	tcase_add_loop_test(tc, findings_follow_the_matrix, 0, COUNT(findings));
	tcase_add_test(tc, severity_follows_the_reading);
	tcase_add_test(tc, why_shows_the_whole_tree);
	tcase_add_test(tc, shipped_rules_pass_their_tests);
	tcase_add_test(tc, rule_tests_can_fail);
	tcase_add_test(tc, the_readme_builds_a_criterion);
	tcase_add_test(tc, the_readme_builds_figures);
	return s;
}
