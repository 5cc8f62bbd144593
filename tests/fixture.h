/* fixture.h -- what tests of reading share: the rules, a letter of a text. */
#ifndef IMR_TEST_FIXTURE_H
#define IMR_TEST_FIXTURE_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/* An arena, emptied every time; a test that runs out of memory ends there. */
struct arena *fixture_arena(void);

/*
 * The rules of the files named (from the repository's root, NULL ends), loaded
 * once and kept until the next call with another list. The test fails with the
 * complaints when they are not in order.
 */
const struct ruleset *fixture_rules(const char *const *files);

/* A letter that is only a text: source, fold and hits; no summary, no items. */
struct letter *fixture_letter(struct arena *a, const struct ruleset *rules,
                              const char *text);

#endif
