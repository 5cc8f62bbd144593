/* test_restated.c -- requests against rationales: tests/cases/restated.yaml. */
#include "pairs.h"

Suite *restated_suite(void);
Suite *restated_suite(void)
{
	return pairs_suite("restated", "tests/cases/restated.yaml");
}
