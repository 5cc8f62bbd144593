/* test_docs.c -- that the texts about the program say what it does. */
#include "support.h"
#include "text/diag.h"

static const struct {
	enum diag_id id;
	const char *name;
} ids[] = {
#define X(id, name) { DIAG_##id, name },
	DIAG_LIST(X)
#undef X
};

/* DIAGNOSTICS of the man page: every id once, in order, and no other. */
START_TEST(man_page_has_every_diagnostic)
{
	struct str page = test_file("src/imrcheck.1");
	size_t start = str_find(page, 0, STR(".Sh DIAGNOSTICS"));
	size_t end = str_find(page, start, STR(".Sh SEE ALSO"));
	struct str mark = STR(".It Sy "), last = { 0 };
	size_t found = 0;

	for (int i = 0; i < COUNT(ids); i++) {
		struct str item = arena_printf(test_arena(), ".It Sy %s\n",
		                               diag_name(ids[i].id));

		ck_assert_str_eq(diag_name(ids[i].id), ids[i].name);
		ck_assert_msg(str_find(page, start, item) < end,
		              "not in the man page: %s", ids[i].name);
	}
	for (size_t at = start; (at = str_find(page, at, mark)) < end; found++) {
		size_t stop = str_find_char(page, at, '\n');
		struct str id = str_sub(page, at + mark.len, stop);

		ck_assert_msg(str_cmp(last, id) < 0, "out of order: %.*s",
		              STR_ARG(id));
		last = id;
		at = stop;
	}
	ck_assert_uint_eq(found, (size_t)COUNT(ids));
}
END_TEST

Suite *docs_suite(void)
{
	Suite *s = suite_create("docs");
	TCase *tc = test_case(s, "docs");

	tcase_add_test(tc, man_page_has_every_diagnostic);
	return s;
}
