/*
 * rule_test.c -- the tests that stand inside criteria and figures.
 *
 * A test becomes a whole letter, so that it runs through the same reading as
 * any other. The letter's frame is that of the layout of today.
 */
#include "engine/rule_test.h"

#include "engine/checking.h"
#include "engine/criterion.h"
#include "engine/figure.h"
#include "letter/read.h"

static void write_item(struct buf *b, struct str request, struct str outcome,
                       struct str rationale)
{
	buf_printf(b,
	           "%.*s: %s\n\n"
	           "Claims Administrator guideline: Decision based on MTUS "
	           "Chronic Pain Treatment Guidelines.\n\n"
	           "MAXIMUS guideline: Decision based on MTUS Chronic Pain "
	           "Treatment Guidelines.\n\n"
	           "Decision rationale: %.*s\n\n",
	           STR_ARG(request),
	           str_eq(outcome, STR("overturned")) ? "Overturned" : "Upheld",
	           STR_ARG(rationale));
}

struct str rule_test_letter(const struct criterion_test *test, struct arena *a)
{
	struct buf b = { .arena = a };
	static const char frame[] =
	        "CLINICAL CASE SUMMARY\n"
	        "The expert reviewer developed the following clinical case "
	        "summary based on a review of the case file, including all "
	        "medical records:\n\n";
	static const char items[] =
	        "\n\nIMR ISSUES, DECISIONS AND RATIONALES\n"
	        "The Final Determination was based on decisions for the "
	        "disputed items/services set forth below:\n\n";

	buf_str(&b, str_c(frame));
	buf_str(&b, test->summary);
	buf_str(&b, str_c(items));
	write_item(&b, test->request, test->outcome, test->rationale);
	for (size_t i = 0; i < test->items.len; i++)
		write_item(&b, test->items.items[i], test->outcome,
		           STR("See above."));
	return buf_text(&b);
}

static void set_date(struct dated *dated, struct str text)
{
	size_t used;

	if (text.len)
		dated->date = date_read(text, &used);
}

static void read_test(struct letter *l, const struct criterion_test *test,
                      const struct ruleset *rules, struct regex_cache *regexes,
                      struct arena *a)
{
	struct source *source = ARENA_NEW(a, struct source);

	source_read(source, a, "test", rule_test_letter(test, a));
	letter_read(l, source, rules, regexes, a);
	set_date(&l->header.decided, test->decided);
	set_date(&l->header.ur_denied, test->ur_denied);
	set_date(&l->header.injury, test->injury);
}

static uint8_t expectation(const struct criterion_value *v)
{
	if (v->applies == TRUTH_FALSE)
		return EXPECT_NOT_APPLICABLE;
	return v->value == TRUTH_TRUE    ? EXPECT_MET
	       : v->value == TRUTH_FALSE ? EXPECT_BREACHED
	                                 : EXPECT_UNKNOWN;
}

static const char *const expect_words[] = {
	[EXPECT_MET] = "met",
	[EXPECT_BREACHED] = "breached",
	[EXPECT_UNKNOWN] = "unknown",
	[EXPECT_NOT_APPLICABLE] = "not-applicable",
};

/* More leaves are not negated one by one: ours have a dozen. */
#define LEAVES_MAX 64

struct one_test {
	uint8_t got;
	struct str why;
	bool finding_missing;
	bool noticed[LEAVES_MAX]; /* leaves whose negation changes the value */
};

static bool reports(const struct letter *l, const struct ruleset *rules,
                    const struct criterion *c, struct str rule, struct arena *a)
{
	struct findings findings = { 0 };
	struct checking checking = {
		.letter = l, .rules = rules, .arena = a, .findings = &findings
	};

	check_letter(&checking);
	for (size_t i = 0; i < findings.list.len; i++) {
		const struct finding *f = &findings.list.items[i];

		if (str_eq(f->rule, rule) && str_eq(f->criterion, c->id))
			return true;
	}
	return false;
}

/* A day well inside the time in which an edition is in force. */
static struct date day_within(const struct pack *pack)
{
	struct date day = pack->from;

	day.month = 12;
	day.day = 15;
	return day;
}

static void run_one(struct one_test *out, const struct criterion *c,
                    const struct criterion_test *test,
                    const struct ruleset *rules, struct regex_cache *regexes,
                    struct arena *a)
{
	struct letter l;
	struct letter_facts facts = { .letter = &l,
		                      .rules = rules,
		                      .arena = a };
	const struct known *known;
	struct dose_rates rates;
	struct criterion_value v;
	const struct decision *d;

	read_test(&l, test, rules, regexes, a);
	if (!l.decisions.len) {
		out->got = EXPECT_NOT_APPLICABLE;
		out->why = STR("no decision could be read");
		return;
	}
	d = &l.decisions.items[0];
	known = known_of(&facts, d);
	dose_rates_read(&rates, &facts);
	v = criterion_evaluate(c, &l, d, known, &rates, rules, a, NEGATE_NONE);
	out->got = expectation(&v);
	out->why = v.applies == TRUTH_FALSE ? STR("it does not apply")
	                                    : criterion_tree(&v, &l, a);
	for (uint16_t i = 0; i < c->leaves && i < LEAVES_MAX; i++) {
		v = criterion_evaluate(c, &l, d, known, &rates, rules, a, i);
		out->noticed[i] = expectation(&v) != out->got;
	}
	/* Which edition is in force matters to findings only. */
	if (!date_known(l.header.decided.date) &&
	    !date_known(l.header.ur_denied.date))
		l.header.ur_denied.date =
		        day_within(&rules->criteria.packs.items[c->pack]);
	if (test->finding.len)
		out->finding_missing = !reports(&l, rules, c, test->finding, a);
}

static void run_criterion(const struct criterion *c,
                          const struct ruleset *rules,
                          struct regex_cache *regexes, struct arena *a,
                          struct buf *out, struct rule_tests *sum)
{
	bool noticed[LEAVES_MAX] = { false };
	bool covered[EXPECT_NOT_APPLICABLE + 1] = { false };

	for (size_t i = 0; i < c->tests.len; i++) {
		const struct criterion_test *test = &c->tests.items[i];
		struct one_test one = { 0 };

		arena_reset(a);
		run_one(&one, c, test, rules, regexes, a);
		sum->tests++;
		covered[test->expect] = true;
		for (size_t j = 0; j < LEAVES_MAX; j++)
			noticed[j] |= one.noticed[j];
		if (one.got != test->expect) {
			sum->failed++;
			buf_printf(out,
			           "%.*s: test '%.*s': %s expected, %s found: "
			           "%.*s\n",
			           STR_ARG(c->id), STR_ARG(test->name),
			           expect_words[test->expect],
			           expect_words[one.got], STR_ARG(one.why));
		} else if (one.finding_missing) {
			sum->failed++;
			buf_printf(out, "%.*s: test '%.*s': no finding %.*s\n",
			           STR_ARG(c->id), STR_ARG(test->name),
			           STR_ARG(test->finding));
		}
	}
	if (!covered[EXPECT_MET] || !covered[EXPECT_BREACHED] ||
	    !covered[EXPECT_UNKNOWN]) {
		sum->untested++;
		buf_printf(out, "%.*s: no test for%s%s%s\n", STR_ARG(c->id),
		           covered[EXPECT_MET] ? "" : " met",
		           covered[EXPECT_BREACHED] ? "" : " breached",
		           covered[EXPECT_UNKNOWN] ? "" : " unknown");
	}
	for (uint16_t i = 0; i < c->leaves && i < LEAVES_MAX; i++) {
		if (noticed[i])
			continue;
		sum->survivors++;
		buf_printf(out,
		           "%.*s: no test notices when condition %u is "
		           "negated\n",
		           STR_ARG(c->id), i + 1u);
	}
}

/* -- recited figures */

static const char *const figure_words[] = {
	[FIGURE_MISQUOTED] = "misquoted",
	[FIGURE_RIGHT] = "right",
	[FIGURE_NOTHING] = "nothing",
};

/* What the letter's first decision recites of a figure rule. */
static uint8_t recited(const struct letter *l, const struct ruleset *rules,
                       uint32_t rule, struct arena *a)
{
	const struct figure_rule *f = &rules->figures.list.items[rule];
	struct letter_facts facts = { .letter = l, .rules = rules, .arena = a };
	const struct decision *d = &l->decisions.items[0];
	const struct known *known = known_of(&facts, d);
	uint8_t got = FIGURE_NOTHING;

	if (!f->anything && applies_to(&f->applies, l, d) != TRUTH_TRUE)
		return FIGURE_NOTHING;
	for (size_t i = 0; i < known->own.figures.len; i++) {
		const struct recited_figure *one = &known->own.figures.items[i];

		if (one->rule != rule ||
		    figure_said(one, l, rules) == FIGURE_NOT_SAID)
			continue;
		if (one->wrong)
			return FIGURE_MISQUOTED;
		got = FIGURE_RIGHT;
	}
	return got;
}

static bool reports_misquoted(const struct letter *l,
                              const struct ruleset *rules,
                              const struct figure_rule *f, struct arena *a)
{
	const struct criterion *c =
	        criterion_find(&rules->criteria, f->criterion);

	return reports(l, rules, c, STR("guideline/misapplied"), a);
}

static void run_figure(uint32_t rule, const struct ruleset *rules,
                       struct regex_cache *regexes, struct arena *a,
                       struct buf *out, struct rule_tests *sum)
{
	const struct figure_rule *f = &rules->figures.list.items[rule];

	for (size_t i = 0; i < f->tests.len; i++) {
		const struct figure_test *test = &f->tests.items[i];
		const struct criterion_test as = { .request = test->request,
			                           .rationale =
			                                   test->rationale };
		uint8_t got = FIGURE_NOTHING;
		struct letter l;

		arena_reset(a);
		read_test(&l, &as, rules, regexes, a);
		if (l.decisions.len)
			got = recited(&l, rules, rule, a);
		sum->tests++;
		if (got != test->expect) {
			sum->failed++;
			buf_printf(out,
			           "figures of %.*s: test '%.*s': %s expected, "
			           "%s found\n",
			           STR_ARG(f->criterion), STR_ARG(test->name),
			           figure_words[test->expect],
			           figure_words[got]);
		} else if (got == FIGURE_MISQUOTED &&
		           !reports_misquoted(&l, rules, f, a)) {
			sum->failed++;
			buf_printf(out,
			           "figures of %.*s: test '%.*s': no finding\n",
			           STR_ARG(f->criterion), STR_ARG(test->name));
		}
	}
}

struct rule_tests rule_tests_run(const struct ruleset *rules,
                                 struct regex_cache *regexes, struct arena *a,
                                 struct buf *out)
{
	struct rule_tests sum = { 0 };

	for (size_t i = 0; i < rules->criteria.list.len; i++) {
		const struct criterion *c = &rules->criteria.list.items[i];

		if (c->carried_over)
			continue;
		sum.criteria++;
		run_criterion(c, rules, regexes, a, out, &sum);
	}
	for (size_t i = 0; i < rules->figures.list.len; i++) {
		sum.figures++;
		run_figure((uint32_t)i, rules, regexes, a, out, &sum);
	}
	return sum;
}
