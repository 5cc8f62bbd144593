/*
 * test_report_readers.c -- reports read back by programs that are not ours.
 *
 * The readers are scripts beside this file; each skips what it has no tool
 * for, and says so.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "support.h"

#define SKIPPED   77 /* the exit status by which a script says so */
#define NOT_FOUND 127

static void run(const char *command)
{
	int status = system(command);
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;

	if (code == NOT_FOUND || code == SKIPPED)
		printf("skipped: %s\n", command);
	else
		ck_assert_msg(!code, "exit %d: %s", code, command);
}

START_TEST(every_format_is_read_back)
{
	run("python3 tests/read_reports.py " IMRCHECK_PROGRAM);
}
END_TEST

/* Sanitizers are too slow for a report of ten thousand findings. */
#ifdef __SANITIZE_ADDRESS__
#define LETTERS ""
#else
#define LETTERS " 5300"
#endif

START_TEST(a_browser_uses_the_audit_report)
{
	run("node tests/use_page.mjs " IMRCHECK_PROGRAM LETTERS);
}
END_TEST

Suite *report_readers_suite(void)
{
	Suite *s = suite_create("report_readers");
	TCase *tc = test_case(s, "report_readers");

	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, every_format_is_read_back);
	tcase_add_test(tc, a_browser_uses_the_audit_report);
	return s;
}
