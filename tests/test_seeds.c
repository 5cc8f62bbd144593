/*
 * test_seeds.c -- what the criteria say of five published letters that every
 * change must go on to say. Skipped where the letters are not at hand.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "support.h"

#define LETTERS "../shared/letters/seeds/text/"

/* A line of --why begins so, behind the letter's path. */
static const struct {
	const char *letter;
	const char *line;
} verdicts[] = {
	/* six sites are more than four, and denied */
	{ "000_0a3c7eb4a261f792.txt",
	  "item 2: mtus/trigger-point-count: consistent: breached" },
	/* Flexeril */
	{ "000_0a3c7eb4a261f792.txt",
	  "item 3: mtus/muscle-relaxant-duration: consistent: breached" },
	/* Ativan */
	{ "000_0a3c7eb4a261f792.txt",
	  "item 4: mtus/benzodiazepine-duration: consistent: breached" },
	{ "002_53cd04ea59152e39.txt",
	  "item 3: mtus/cyclobenzaprine-duration: consistent: breached" },
	/* Xanax */
	{ "003_d2b0d2b9a629fb73.txt",
	  "item 2: mtus/benzodiazepine-duration: consistent: breached" },
	/* Percocet, approved */
	{ "004_60030b7555346780.txt",
	  "item 2: mtus/opioid-ongoing-review: inconsistent: breached" },
	/* Soma */
	{ "004_60030b7555346780.txt",
	  "item 4: mtus/carisoprodol-duration: consistent: breached" },
};

START_TEST(criteria_hold)
{
	char path[200], command[400], line[4096];
	bool found = false;
	FILE *out;

	snprintf(path, sizeof(path), LETTERS "%s", verdicts[_i].letter);
	if (access(path, R_OK)) {
		printf("skipped: no %s\n", path);
		return;
	}
	snprintf(command, sizeof(command),
	         "%s --no-config --exit-zero --why --format compact %s",
	         IMRCHECK_PROGRAM, path);
	out = popen(command, "r");
	ck_assert_ptr_nonnull(out);
	while (fgets(line, sizeof(line), out))
		found |= strstr(line, verdicts[_i].line) != NULL;
	ck_assert_int_eq(pclose(out), 0);
	ck_assert_msg(found, "%s does not say '%s'", path, verdicts[_i].line);
}
END_TEST

Suite *seeds_suite(void)
{
	Suite *s = suite_create("seeds");
	TCase *t = test_case(s, "criteria");

	tcase_add_loop_test(t, criteria_hold, 0, COUNT(verdicts));
	return s;
}
