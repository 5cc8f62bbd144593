/* run.c -- runs every suite of tests/test_*.c; make writes suites.def. */
#include <stdio.h>
#include <stdlib.h>

#include "support.h"

int main(void)
{
	SRunner *runner = srunner_create(NULL);
	int failed;

	if (setjmp(test_out_of_memory)) {
		fputs("out of memory\n", stderr);
		return EXIT_FAILURE;
	}
#define SUITE(name) srunner_add_suite(runner, name##_suite());
#include "suites.def"
#undef SUITE
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
