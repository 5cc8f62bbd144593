/* test_api.c -- the public interface, also when memory runs out. */
#include <stdlib.h>
#include <string.h>

#include "cli/checker.h"
#include "imrcheck.h"
#include "support.h"

static const char letter[] =
        "CLINICAL CASE SUMMARY\n\nThe worker is a 40-year-old man.\n\n"
        "IMR ISSUES, DECISIONS AND RATIONALES\n\n"
        "Naproxen 500mg #60: Overturned\n\nDecision rationale: Nothing shows "
        "that the drug helps. Naproxen 500mg #60 is not medically "
        "necessary.\n";

START_TEST(findings_of_a_letter_in_memory)
{
	struct imr *imr = imr_new();
	struct imr_finding f;
	struct imr_span span;
	const char *words;
	size_t len;

	ck_assert(imr_option(imr, "select", "consistency"));
	ck_assert_ptr_null(imr_text(imr, &len));
	ck_assert_msg(imr_check(imr, "a.txt", letter, strlen(letter)), "%s",
	              imr_error(imr));
	ck_assert(imr_finding(imr, 0, &f));
	ck_assert_str_eq(f.rule, "consistency/outcome-contradicts-rationale");
	ck_assert_str_eq(f.severity, "error");
	ck_assert_uint_eq(f.decision, 1);
	ck_assert_uint_eq(strlen(f.fingerprint), 32);
	ck_assert_str_eq(imr_text(imr, &len), letter);
	ck_assert_uint_eq(len, strlen(letter));
	ck_assert(!strncmp(letter + f.span.start.byte, "Overturned", 10));
	ck_assert_uint_eq(f.span.end.byte - f.span.start.byte, 10);
	ck_assert_uint_eq(f.span.start.line, 7);
	ck_assert_uint_ge(f.related, 1);
	ck_assert(imr_related(imr, 0, 0, &span, &words));
	ck_assert_uint_gt(span.start.byte, f.span.end.byte);
	ck_assert_uint_gt(strlen(words), 0);
	ck_assert(!imr_related(imr, 0, f.related, &span, &words));
	ck_assert(!imr_finding(imr, 1, &f));
	ck_assert_str_eq(imr_incomplete(imr), "");
	imr_free(imr);
}
END_TEST

START_TEST(one_letter_after_the_other)
{
	struct imr *imr = imr_new();
	struct imr_finding f;
	char first[33];

	ck_assert(imr_option(imr, "select", "consistency"));
	ck_assert(imr_check(imr, "a.txt", letter, strlen(letter)));
	ck_assert(imr_finding(imr, 0, &f));
	memcpy(first, f.fingerprint, sizeof(first));
	ck_assert(imr_check(imr, "b.txt", "Dear Sir", 8));
	ck_assert(!imr_finding(imr, 0, &f));
	ck_assert(*imr_incomplete(imr));
	ck_assert(imr_check(imr, "empty", "", 0));
	ck_assert(!imr_check(imr, "x.json", "{", 1));
	ck_assert_str_eq(imr_error(imr), "x.json:1:2: error: expected a key in "
	                                 "quotes [json]");
	ck_assert(imr_check(imr, "a.txt", letter, strlen(letter)));
	ck_assert(imr_finding(imr, 0, &f));
	imr_free(imr);
	/* Another checker gives the same finding the same name. */
	imr = imr_new();
	ck_assert(imr_check(imr, "c.txt", letter, strlen(letter)));
	for (size_t i = 0; imr_finding(imr, i, &f); i++) {
		if (!strcmp(f.fingerprint, first))
			break;
	}
	ck_assert_str_eq(f.fingerprint, first);
	imr_free(imr);
}
END_TEST

START_TEST(wrong_options_say_why)
{
	struct imr *imr = imr_new();

	ck_assert(!imr_option(imr, "fail-on", "sometimes"));
	ck_assert_str_eq(imr_error(imr), "unknown level 'sometimes'");
	ck_assert(imr_option(imr, "fail-on", "note"));
	ck_assert_str_eq(imr_error(imr), "");
	ck_assert(imr_option(imr, "select", "no-such-rule"));
	ck_assert(!imr_check(imr, "a", letter, strlen(letter)));
	ck_assert_str_eq(imr_error(imr), "no rule 'no-such-rule'");
	imr_free(imr);
	imr_free(NULL);
	ck_assert_str_eq(imr_version(), IMRCHECK_VERSION);
}
END_TEST

/*
 * Memory that runs out at the n-th allocation of a letter, for every n up to
 * the one that is enough: always an error, never a crash, and the next letter
 * is checked as if nothing had happened.
 */
START_TEST(out_of_memory_is_an_error)
{
	struct imr *imr = imr_new();
	struct imr_finding f;
	size_t failures = 0;

	ck_assert(imr_option(imr, "select", "consistency"));
	ck_assert(imr_check(imr, "a", letter, strlen(letter)));
	for (size_t n = 1;; n++) {
		bool good;

		imr->desk.arena.failing_after = n;
		good = imr_check(imr, "a", letter, strlen(letter));
		imr->desk.arena.failing_after = 0;
		if (good)
			break;
		ck_assert_ptr_nonnull(strstr(imr_error(imr), "out of memory"));
		failures++;
	}
	ck_assert_uint_gt(failures, 20);
	ck_assert(imr_check(imr, "a", letter, strlen(letter)));
	ck_assert(imr_finding(imr, 0, &f));
	imr_free(imr);
}
END_TEST

/* The same while rules are loaded: some of the thousands of allocations. */
START_TEST(out_of_memory_while_loading)
{
	for (size_t n = 1; n < 4000; n += 1 + n / 2) {
		struct imr *imr = imr_new();

		ck_assert(imr_option(imr, "rules", "rules"));
		imr->perm.failing_after = n;
		ck_assert(!imr_check(imr, "a", letter, strlen(letter)));
		ck_assert_str_eq(imr_error(imr), "out of memory");
		imr_free(imr);
	}
}
END_TEST

Suite *api_suite(void)
{
	Suite *s = suite_create("api");
	TCase *tc = test_case(s, "api");

	tcase_add_test(tc, findings_of_a_letter_in_memory);
	tcase_add_test(tc, one_letter_after_the_other);
	tcase_add_test(tc, wrong_options_say_why);
	tcase_add_test(tc, out_of_memory_is_an_error);
	tcase_add_test(tc, out_of_memory_while_loading);
	return s;
}
