/* test_str.c -- borrowed text. */
#include "support.h"

START_TEST(slices_stay_inside)
{
	struct str s = STR("abc"), none = { 0 };

	ck_assert_text(str_sub(s, 1, 2), "b");
	ck_assert_text(str_sub(s, 1, 99), "bc");
	ck_assert_text(str_sub(s, 2, 1), "");
	ck_assert_text(str_sub(none, 0, 5), "");
	ck_assert_text(str_c(NULL), "");
	ck_assert_text(str_trim(STR(" \r\n a b\t\f ")), "a b");
	ck_assert_text(str_trim(STR("  ")), "");
	ck_assert_text(str_trim_chars(STR("..a.b.,"), STR(".,")), "a.b");
}
END_TEST

START_TEST(empty_texts_compare)
{
	struct str none = { 0 };

	ck_assert(str_eq(none, STR("")));
	ck_assert(str_starts(STR("a"), none));
	ck_assert(str_ends(none, none));
	ck_assert_int_eq(str_cmp(none, none), 0);
	ck_assert_int_lt(str_cmp(none, STR("a")), 0);
	ck_assert_int_lt(str_cmp(STR("a"), STR("ab")), 0);
	ck_assert_int_gt(str_cmp(STR("b"), STR("ab")), 0);
	ck_assert(str_eq_nocase(STR("MtUs"), STR("mTuS")));
	ck_assert(!str_eq_nocase(STR("MTUS"), STR("MTU")));
	ck_assert(!str_has_char(none, 'a'));
}
END_TEST

START_TEST(finds_the_first)
{
	struct str s = STR("one two one");

	ck_assert_uint_eq(str_find(s, 0, STR("one")), 0);
	ck_assert_uint_eq(str_find(s, 1, STR("one")), 8);
	ck_assert_uint_eq(str_find(s, 9, STR("one")), s.len);
	ck_assert_uint_eq(str_find(s, 0, STR("")), 0);
	ck_assert_uint_eq(str_find(s, 50, STR("")), s.len);
	ck_assert_uint_eq(str_find(STR(""), 0, STR("x")), 0);
	ck_assert_uint_eq(str_find_char(s, 4, 'o'), 6);
	ck_assert_uint_eq(str_find_char(s, 99, 'o'), s.len);
	ck_assert_uint_eq(str_find_any(s, STR("o")), str_find_char(s, 0, 'o'));
	ck_assert_uint_eq(str_find_any(s, STR("#~")), s.len);
	ck_assert_uint_eq(str_find_any(STR("a;b,c"), STR(",;")), 1);
	ck_assert_uint_eq(str_find_any(STR(""), STR(",;")), 0);
}
END_TEST

START_TEST(cuts_once)
{
	struct str_pair both = str_cut(STR("a:b:c"), ':');
	struct str_pair one = str_cut(STR("abc"), ':');

	ck_assert(both.ok);
	ck_assert_text(both.head, "a");
	ck_assert_text(both.tail, "b:c");
	ck_assert(!one.ok);
	ck_assert_text(one.head, "abc");
	ck_assert_text(one.tail, "");
}
END_TEST

static const struct {
	const char *text;
	unsigned value;
	size_t used;
} numbers[] = {
	{ "", 0, 0 },
	{ "x1", 0, 0 },
	{ "007", 7, 3 },
	{ "12 sessions", 12, 2 },
	{ "1,200mg", 1200, 5 },
	{ "1,20", 1, 1 },
	{ "1,2000", 1, 1 },
	{ "999999999", 999999999, 9 },
	{ "99999999999999999999", 999999999, 20 },
	{ "12,345,678", 12345678, 10 },
};

START_TEST(reads_whole_numbers)
{
	size_t used;
	struct str s = str_c(numbers[_i].text);

	ck_assert_uint_eq(str_number(s, &used), numbers[_i].value);
	ck_assert_uint_eq(used, numbers[_i].used);
}
END_TEST

static const struct {
	const char *text;
	double value;
	size_t used;
} decimals[] = {
	{ "7.5/325", 7.5, 3 }, { "10", 10, 2 },       { ".5 mg", 0.5, 2 },
	{ "3. Norco", 3, 1 },  { "0.125", 0.125, 5 }, { "-1", 0, 0 },
	{ "1.2.3", 1.2, 3 },
};

START_TEST(reads_decimals)
{
	size_t used;
	double got = str_decimal(str_c(decimals[_i].text), &used);

	ck_assert_double_eq_tol(got, decimals[_i].value, 1e-9);
	ck_assert_uint_eq(used, decimals[_i].used);
}
END_TEST

static const struct {
	const char *a;
	const char *b;
	size_t distance;
} distances[] = {
	{ "same", "same", 0 },
	{ "seveirty", "severity", 2 },
	{ "", "abc", 3 },
	{ "form", "from", 2 },
	{ "kitten", "sitting", 3 },
	{ "abcdefgh", "stuvwxyz", 5 /* most + 1 */ },
};

START_TEST(counts_edits)
{
	struct str a = str_c(distances[_i].a), b = str_c(distances[_i].b);

	ck_assert_uint_eq(str_distance(a, b, 4), distances[_i].distance);
	ck_assert_uint_eq(str_distance(b, a, 4), distances[_i].distance);
}
END_TEST

static const struct {
	const char *a;
	const char *b;
	bool near;
} pairs[] = {
	{ "flexeril", "flexril", true },
	{ "flexeril", "felxeril", true },
	{ "flexeril", "flexerill", true },
	{ "flexeril", "flexarol", false },
	{ "flexeril", "flexeril", false },
	{ "ab", "ba", true },
	{ "", "a", true },
	{ "", "", false },
	{ "abc", "cba", false },
};

START_TEST(one_edit)
{
	struct str a = str_c(pairs[_i].a), b = str_c(pairs[_i].b);

	ck_assert_int_eq(str_one_edit_apart(a, b), pairs[_i].near);
	ck_assert_int_eq(str_one_edit_apart(b, a), pairs[_i].near);
}
END_TEST

static const struct {
	const char *a;
	const char *b;
	size_t sounds;
} sounding[] = {
	{ "pantoprazole", "pantaprazol", 7 },
	{ "skelaxin", "skellaksin", 6 },
	{ "phonic", "fonik", 3 },
	{ "cymbalta", "symbalta", 5 },
	{ "mobic", "nobik", 3 },
	{ "abacus", "abcs", 4 },
	{ "abacus", "ebacus", 0 }, /* the first letter is heard */
	{ "tramadol", "trazodone", 0 },
	{ "aux", "aks", 3 },
	{ "aie", "a", 1 },
	{ "", "", 0 },
	{ "b", "", 0 },
};

START_TEST(sounds_alike)
{
	struct str a = str_c(sounding[_i].a), b = str_c(sounding[_i].b);

	ck_assert_uint_eq(str_sounds_alike(a, b), sounding[_i].sounds);
	ck_assert_uint_eq(str_sounds_alike(b, a), sounding[_i].sounds);
}
END_TEST

START_TEST(long_words_are_far_apart)
{
	char long_word[200];

	for (size_t i = 0; i < sizeof(long_word); i++)
		long_word[i] = 'a';
	ck_assert_uint_eq(
	        str_distance((struct str){ long_word, 200 }, STR("a"), 300),
	        301);
}
END_TEST

START_TEST(hash_is_chained)
{
	uint64_t whole = str_hash(STR("ab"), STR_HASH_SEED);

	ck_assert(whole ==
	          str_hash(STR("b"), str_hash(STR("a"), STR_HASH_SEED)));
	ck_assert(whole != str_hash(STR("ba"), STR_HASH_SEED));
	/* The published value of FNV-1a for "a". */
	ck_assert(str_hash(STR("a"), STR_HASH_SEED) ==
	          UINT64_C(0xaf63dc4c8601ec8c));
}
END_TEST

Suite *str_suite(void)
{
	Suite *s = suite_create("str");
	TCase *tc = test_case(s, "str");

	tcase_add_test(tc, slices_stay_inside);
	tcase_add_test(tc, empty_texts_compare);
	tcase_add_test(tc, finds_the_first);
	tcase_add_test(tc, cuts_once);
	tcase_add_loop_test(tc, reads_whole_numbers, 0, COUNT(numbers));
	tcase_add_loop_test(tc, reads_decimals, 0, COUNT(decimals));
	tcase_add_loop_test(tc, counts_edits, 0, COUNT(distances));
	tcase_add_loop_test(tc, one_edit, 0, COUNT(pairs));
	tcase_add_loop_test(tc, sounds_alike, 0, COUNT(sounding));
	tcase_add_test(tc, long_words_are_far_apart);
	tcase_add_test(tc, hash_is_chained);
	return s;
}
