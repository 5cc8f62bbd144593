/* rules.c -- fuzzing: any bytes as a rule file, alone. */
#include <setjmp.h>

#include "rules/ruleset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rule_file file = { STR("fuzz.yaml"),
		                  { (const char *)data, size } };
	struct arena perm = { 0 }, scratch = { 0 };
	struct diags d = { .arena = &scratch };
	jmp_buf failed;

	perm.on_failure = scratch.on_failure = &failed;
	if (!setjmp(failed)) {
		ruleset_load(&perm, &scratch, &d, &file, 1);
		diags_text(&d);
	}
	arena_free(&perm);
	arena_free(&scratch);
	return 0;
}
