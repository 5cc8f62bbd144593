/* support.c -- what the suites share. */
#include "support.h"

#include <stdio.h>

jmp_buf test_out_of_memory;

static struct arena arena;

struct arena *test_arena(void)
{
	arena.on_failure = &test_out_of_memory;
	return &arena;
}

static void give_back(void)
{
	arena_free(&arena);
}

void check_text(struct str got, const char *expected, const char *file,
                int line)
{
	if (str_eq(got, str_c(expected)))
		return;
	_ck_assert_failed(file, line, "Assertion failed",
	                  "got\n%.*s\nexpected\n%s", STR_ARG(got), expected);
}

struct str test_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	struct str all = { 0 };
	char *bytes;
	long size;

	ck_assert_msg(file != NULL, "cannot open %s", path);
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	rewind(file);
	bytes = ARENA_ARRAY(test_arena(), char, (size_t)size + 1);
	all.ptr = bytes;
	all.len = fread(bytes, 1, (size_t)size, file);
	fclose(file);
	return all;
}

TCase *test_case(Suite *suite, const char *name)
{
	TCase *tc = tcase_create(name);

	tcase_add_checked_fixture(tc, NULL, give_back);
	tcase_set_timeout(tc, 60);
	suite_add_tcase(suite, tc);
	return tc;
}
