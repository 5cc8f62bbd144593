/* test_contradiction.c -- facts against facts: tests/cases/contradictions.yaml.
 */
#include "pairs.h"

Suite *contradiction_suite(void);
Suite *contradiction_suite(void)
{
	return pairs_suite("contradiction", "tests/cases/contradictions.yaml");
}
