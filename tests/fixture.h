/* fixture.h -- what tests of reading share: the rules, a letter of a text. */
#ifndef IMR_TEST_FIXTURE_H
#define IMR_TEST_FIXTURE_H

#include "engine/checking.h"
#include "engine/fact.h"
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

/* A file of the repository; the test fails when it cannot be read. */
struct str fixture_file(struct arena *a, const char *path);

/* All rules of the repository, loaded once. */
const struct ruleset *fixture_all_rules(void);

/* A letter read from a whole letter's text. */
struct letter *fixture_read(struct arena *a, const struct ruleset *rules,
                            struct str text);

/* A letter of a whole text, read and checked with all rules. */
struct checked {
	const struct letter *letter;
	struct findings findings;
	struct verdicts verdicts;
};
struct checked fixture_check(struct arena *a, struct str text);

/* A letter that is only a text: source, fold and hits; no summary, no items. */
struct letter *fixture_letter(struct arena *a, const struct ruleset *rules,
                              const char *text);

/* What is known of a letter: to be asked for with known_of. */
struct letter_facts fixture_facts(const struct letter *l,
                                  const struct ruleset *rules);

#endif
