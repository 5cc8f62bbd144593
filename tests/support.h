/* support.h -- what the suites share. */
#ifndef IMR_SUPPORT_H
#define IMR_SUPPORT_H

#include <check.h>

#include "base/arena.h"
#include "base/str.h"

/* The suites, as run.c knows them. */
#define SUITE(name) Suite *name##_suite(void);
#include "suites.def"
#undef SUITE

#define COUNT(array) (int)(sizeof(array) / sizeof(*(array)))

/*
 * An arena for one test, given back after it. Memory that runs out in it ends
 * the program: no test expects that of this one. Set by main.
 */
struct arena *test_arena(void);
extern jmp_buf test_out_of_memory;

/* Fails the test unless a text is the expected one, and shows both. */
#define ck_assert_text(got, expected) \
	check_text((got), (expected), __FILE__, __LINE__)
void check_text(struct str got, const char *expected, const char *file,
                int line);

/* A whole file; fails the test when it is not readable. */
struct str test_file(const char *path);

/* Adds a case whose tests use test_arena. */
TCase *test_case(Suite *suite, const char *name);

#endif
