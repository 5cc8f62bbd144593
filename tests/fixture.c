/* fixture.c -- what tests of reading share. */
#include "fixture.h"

#include <check.h>
#include <stdio.h>

/* No rule file is larger. */
#define FILE_MAX ((size_t)1 << 20)
#define FILES_MAX 40

struct arena *fixture_arena(void)
{
	static struct arena a;

	arena_reset(&a);
	return &a;
}

static struct str file_text(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	char *bytes = ARENA_ARRAY(a, char, FILE_MAX);
	struct str text = { bytes, 0 };

	ck_assert_msg(f != NULL, "%s cannot be read", path);
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
		list[n].text = file_text(&scratch, files[n]);
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
