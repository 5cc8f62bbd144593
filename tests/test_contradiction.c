/* test_contradiction.c -- facts against facts: tests/cases/contradictions.yaml.
 */
#include "pairs.h"

Suite *contradiction_suite(void);
Suite *contradiction_suite(void)
{
	Suite *s =
	        pairs_suite("contradiction", "tests/cases/contradictions.yaml");

	pairs_add_ways(s, "tests/cases/denials.yaml");
	return s;
}
