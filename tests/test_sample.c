/* test_sample.c -- samples: drawn by lot, by outcome, again and again alike. */
#include "cli/sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "rules/words.h"
#include "support.h"
#include "text/node.h"

#define TMP "build/test-sample"

/* -- what is drawn */

/* A letter with a case number and decisions of these outcomes ("uoum"). */
static const struct letter *letter_of(struct arena *a, unsigned number,
                                      const char *outcomes)
{
	struct letter *l = ARENA_NEW(a, struct letter);

	l->case_number = arena_printf(a, "CM16-%07u", number);
	for (; *outcomes; outcomes++)
		VEC_PUSH(a, &l->decisions)->outcome =
		        *outcomes == 'u'   ? OUTCOME_UPHELD
		        : *outcomes == 'o' ? OUTCOME_OVERTURNED
		        : *outcomes == 'm' ? OUTCOME_MODIFIED
		                           : OUTCOME_UNKNOWN;
	return l;
}

/* n letters: every tenth is overturned, the others are upheld. */
static void draw(struct sample *s, unsigned n, uint32_t size, uint32_t seed,
                 bool backwards)
{
	*s = (struct sample){ .arena = test_arena(), .size = size };
	s->record.seed = seed;
	for (unsigned i = 0; i < n; i++) {
		unsigned number = backwards ? n - 1 - i : i;

		sample_add(s, letter_of(test_arena(), number,
		                        number % 10 ? "u" : "o"));
	}
	sample_draw(s);
}

static const struct {
	unsigned letters;
	uint32_t size;
	size_t upheld, overturned;
} shares[] = {
	{ 100, 10, 9, 1 },    { 100, 20, 18, 2 }, { 100, 100, 90, 10 },
	{ 100, 500, 90, 10 }, { 100, 2, 1, 1 },   { 100, 1, 1, 0 },
	{ 1000, 50, 45, 5 },  { 0, 5, 0, 0 },     { 1, 5, 0, 1 },
};

START_TEST(outcomes_get_their_shares)
{
	struct sample s;

	draw(&s, shares[_i].letters, shares[_i].size, 1, false);
	ck_assert_uint_eq(s.record.strata[OUTCOME_UPHELD].drawn,
	                  shares[_i].upheld);
	ck_assert_uint_eq(s.record.strata[OUTCOME_OVERTURNED].drawn,
	                  shares[_i].overturned);
	ck_assert_uint_eq(s.n_drawn, shares[_i].upheld + shares[_i].overturned);
}
END_TEST

START_TEST(order_does_not_matter)
{
	struct sample forth, back;

	draw(&forth, 200, 20, 7, false);
	draw(&back, 200, 20, 7, true);
	for (size_t i = 0; i < 200; i++)
		ck_assert_int_eq(sample_letter(&forth, i),
		                 sample_letter(&back, 199 - i));
}
END_TEST

START_TEST(seeds_draw_other_samples)
{
	struct sample a, b;
	size_t both = 0;

	draw(&a, 1000, 100, 1, false);
	draw(&b, 1000, 100, 2, false);
	for (size_t i = 0; i < 1000; i++)
		both += sample_letter(&a, i) && sample_letter(&b, i);
	/* Ten are expected; the odds against forty are beyond counting. */
	ck_assert_uint_lt(both, 40);
}
END_TEST

/* Case numbers that follow one another are not drawn together. */
START_TEST(draws_are_spread)
{
	size_t tenths[10] = { 0 };
	struct sample s;

	draw(&s, 10000, 1000, 5, false);
	for (size_t i = 0; i < 10000; i++)
		tenths[i / 1000] += sample_letter(&s, i);
	for (int i = 0; i < 10; i++)
		ck_assert_msg(tenths[i] > 60 && tenths[i] < 140,
		              "%zu of the %d. thousand", tenths[i], i + 1);
}
END_TEST

START_TEST(letters_of_several_outcomes_are_mixed)
{
	struct sample s = { .arena = test_arena(), .size = 9 };

	sample_add(&s, letter_of(test_arena(), 1, "uu"));
	sample_add(&s, letter_of(test_arena(), 2, "uo"));
	sample_add(&s, letter_of(test_arena(), 3, "m"));
	sample_add(&s, NULL);
	sample_draw(&s);
	ck_assert_uint_eq(s.record.strata[OUTCOME_UPHELD].all, 1);
	ck_assert_uint_eq(s.record.strata[OUTCOME_MODIFIED].all, 1);
	ck_assert_uint_eq(s.record.strata[OUTCOME_UNKNOWN].all, 1);
	ck_assert_uint_eq(s.record.strata[SAMPLE_STRATA - 1].all, 1);
	ck_assert_str_eq(s.record.strata[SAMPLE_STRATA - 1].outcome, "mixed");
	ck_assert_uint_eq(s.n_drawn, 4);
}
END_TEST

START_TEST(only_drawn_decisions_are_kept)
{
	struct sample s = { .arena = test_arena(), .size = 2 };
	struct findings found = { 0 };
	struct verdicts none = { 0 };

	s.record.decisions = true;
	sample_add(&s, letter_of(test_arena(), 1, "uuuuo"));
	sample_draw(&s);
	ck_assert_uint_eq(s.n_drawn, 2);
	ck_assert(sample_letter(&s, 0) && !sample_letter(&s, 1));
	for (uint32_t i = 0; i <= 5; i++)
		VEC_PUSH(test_arena(), &found.list)->decision = i;
	ck_assert_uint_eq(sample_keep(&s, &found, &none), 2);
	ck_assert_uint_eq(found.list.len, 2);
	ck_assert_uint_eq(found.list.items[1].decision, 5);
	/* A letter behind the last one drawn: an interrupt's. */
	ck_assert_uint_eq(sample_keep(&s, &found, &none), 0);
	ck_assert_uint_eq(found.list.len, 0);
}
END_TEST

/* -- the program */

static struct str output_of(const char *arguments)
{
	struct str line =
	        arena_printf(test_arena(), "%s %s >" TMP "/out 2>" TMP "/err",
	                     IMRCHECK_PROGRAM, arguments);

	ck_assert_int_lt(WEXITSTATUS(system(line.ptr)), 6);
	return test_file(TMP "/out");
}

static bool has(struct str text, const char *part)
{
	return str_find(text, 0, str_c(part)) < text.len;
}

static void set_up(void)
{
	ck_assert_int_eq(system("rm -rf " TMP " && mkdir -p " TMP), 0);
}

START_TEST(samples_are_reproducible)
{
	struct str one = output_of("--jobs 1 --sample 5 --seed 3 --format json "
	                           "samples/");
	struct str four = output_of("--jobs 4 --sample 5 --seed 3 --format "
	                            "json samples/");

	ck_assert(str_eq(one, four));
	ck_assert_msg(has(one, "\"sample\": {\"of\": \"letters\", \"seed\": 3, "
	                       "\"strata\": [{\"outcome\": \""),
	              "%.*s", STR_ARG(one));
	ck_assert(has(one, "\"summary\": {\"letters\": 5, "));
	ck_assert(has(output_of("--sample 5 --seed 3 --format html samples/"),
	              "sample of 5 of "));
}
END_TEST

/* Records of one file are drawn as files are. */
START_TEST(records_are_drawn_too)
{
	struct str out;

	ck_assert_int_eq(system(IMRCHECK_PROGRAM
	                        " parse samples/ >" TMP
	                        "/all.ndjson 2>/dev/null; test -s " TMP
	                        "/all.ndjson"),
	                 0);
	out = output_of("--sample 7:decisions --seed 1 " TMP "/all.ndjson");
	ck_assert_msg(has(out, " 7 decisions: ") &&
	                      has(out, "; sample of 7 of "),
	              "%.*s", STR_ARG(out));
}
END_TEST

Suite *sample_suite(void)
{
	Suite *s = suite_create("sample");
	TCase *tc = test_case(s, "drawing");

	tcase_add_loop_test(tc, outcomes_get_their_shares, 0, COUNT(shares));
	tcase_add_test(tc, order_does_not_matter);
	tcase_add_test(tc, seeds_draw_other_samples);
	tcase_add_test(tc, draws_are_spread);
	tcase_add_test(tc, letters_of_several_outcomes_are_mixed);
	tcase_add_test(tc, only_drawn_decisions_are_kept);
	tc = test_case(s, "program");
	tcase_add_checked_fixture(tc, set_up, NULL);
	tcase_add_test(tc, samples_are_reproducible);
	tcase_add_test(tc, records_are_drawn_too);
	return s;
}
