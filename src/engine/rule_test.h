/* rule_test.h -- the tests that stand inside criteria and figures. */
#ifndef IMR_RULE_TEST_H
#define IMR_RULE_TEST_H

#include "base/buf.h"
#include "rules/regex.h"
#include "rules/ruleset.h"

struct rule_tests {
	uint32_t criteria;
	uint32_t figures; /* rules of recited figures */
	uint32_t tests;
	uint32_t failed;    /* tests with another value than expected */
	uint32_t untested;  /* criteria without met, breached or unknown */
	uint32_t survivors; /* leaves whose negation no test notices */
};

/*
 * Runs the tests of every criterion and every recited figure through the whole
 * of reading and checking and writes a line for each that fails, for each
 * criterion that lacks a test for met, breached or unknown, and for each leaf
 * that can be negated without any test noticing. `a` is reset in between:
 * nothing in it survives. The rules pass when `failed` and `untested` are 0.
 */
struct rule_tests rule_tests_run(const struct ruleset *rules,
                                 struct regex_cache *regexes, struct arena *a,
                                 struct buf *out);

/* The letter that a test stands for. */
struct str rule_test_letter(const struct criterion_test *test, struct arena *a);

#endif
