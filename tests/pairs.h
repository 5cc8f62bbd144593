/* pairs.h -- letters of one item that a rule must report, and near misses. */
#ifndef IMR_TEST_PAIRS_H
#define IMR_TEST_PAIRS_H

#include <check.h>

/*
 * A suite of the pairs in a YAML file, a map of rules (without "consistency/"):
 * `found` and `not`, at least ten of each, every one with `item`, `text` (the
 * rationale) and, where it matters, `summary`.
 */
Suite *pairs_suite(const char *name, const char *path);

/* Adds to it ways of saying what is missing: tests/cases/denials.yaml. */
void pairs_add_ways(Suite *s, const char *path);

#endif
