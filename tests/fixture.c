/* fixture.c -- what tests of reading share. */
#include "fixture.h"

#include "support.h"

#include <assert.h>
#include <check.h>
#include <glob.h>
#include <stdio.h>

#include "letter/read.h"

/* No rule file is larger. */
#define FILE_MAX  ((size_t)1 << 20)
#define FILES_MAX 120

struct arena *fixture_arena(void)
{
	static struct arena a;

	arena_reset(&a);
	return &a;
}

struct str fixture_file(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	char *bytes = ARENA_ARRAY(a, char, FILE_MAX);
	struct str text = { bytes, 0 };

	assert(f); /* not ck_assert: cases are also read before tests run */
	text.len = fread(bytes, 1, FILE_MAX, f);
	fclose(f);
	return text;
}

const struct ruleset *fixture_rules(const char *const *files)
{
	static struct arena perm, scratch;
	static const struct ruleset *rules;
	static const char *const *loaded;
	struct diags d = { .arena = &scratch };
	struct rule_file list[FILES_MAX];
	size_t n = 0;

	if (files == loaded)
		return rules;
	arena_reset(&perm);
	arena_reset(&scratch);
	for (; files[n]; n++) {
		ck_assert_uint_lt(n, FILES_MAX);
		list[n].path = str_c(files[n]);
		list[n].text = fixture_file(&scratch, files[n]);
	}
	rules = ruleset_load(&perm, &scratch, &d, list, n);
	if (!rules) {
		struct str text = diags_text(&d);
		ck_abort_msg("%.*s", STR_ARG(text));
	}
	loaded = files;
	return rules;
}

struct letter *fixture_letter(struct arena *a, const struct ruleset *rules,
                              const char *text)
{
	struct letter *l = ARENA_NEW(a, struct letter);
	struct source *s = ARENA_NEW(a, struct source);
	struct fold *f = ARENA_NEW(a, struct fold);

	source_read(s, a, "test", str_c(text));
	fold_read(f, a, s->text);
	l->source = s;
	l->fold = f;
	l->patient.age = -1;
	match_scan(rules->matcher, f, 0, (uint32_t)f->text.len, a, &l->hits);
	return l;
}

const struct ruleset *fixture_all_rules(void)
{
	static const char *files[FILES_MAX + 1];
	static glob_t found;

	if (!files[0]) {
		ck_assert_int_eq(glob("rules/*/*.yaml", 0, NULL, &found), 0);
		ck_assert_int_le(
		        glob("rules/*/*/*.yaml", GLOB_APPEND, NULL, &found),
		        GLOB_NOMATCH);
		ck_assert_uint_le(found.gl_pathc, FILES_MAX);
		for (size_t i = 0; i < found.gl_pathc; i++)
			files[i] = found.gl_pathv[i];
	}
	return fixture_rules(files);
}

struct letter *fixture_read(struct arena *a, const struct ruleset *rules,
                            struct str text)
{
	static struct regex_cache *regexes;
	static const struct ruleset *used;
	struct source *s = ARENA_NEW(a, struct source);
	struct letter *l = ARENA_NEW(a, struct letter);

	if (used != rules) {
		regex_cache_free(regexes);
		regexes = regex_cache_new(rules->patterns.list.len);
		used = rules;
	}
	ck_assert_ptr_nonnull(regexes);
	source_read(s, a, "letter.txt", text);
	letter_read(l, s, rules, regexes, a);
	return l;
}

struct checked fixture_check(struct arena *a, struct str text)
{
	const struct ruleset *rules = fixture_all_rules();
	struct checked c = { .letter = fixture_read(a, rules, text) };
	struct checking checking = { .letter = c.letter,
		                     .rules = rules,
		                     .arena = a,
		                     .findings = &c.findings,
		                     .verdicts = &c.verdicts };

	check_letter(&checking);
	return c;
}

struct letter_facts fixture_facts(const struct letter *l,
                                  const struct ruleset *rules)
{
	return (struct letter_facts){ .letter = l,
		                      .rules = rules,
		                      .arena = test_arena() };
}
