/* test_arena.c -- memory and growing text. */
#include "base/arena.h"

#include <string.h>

#include "base/buf.h"
#include "support.h"

START_TEST(memory_is_zeroed_and_aligned)
{
	struct arena *a = test_arena();

	for (size_t n = 1; n < 300; n += 7) {
		char *bytes = ARENA_ARRAY(a, char, n);
		uint64_t *word = ARENA_NEW(a, uint64_t);

		for (size_t i = 0; i < n; i++)
			ck_assert_int_eq(bytes[i], 0);
		memset(bytes, 'x', n);
		ck_assert_uint_eq((uintptr_t)word % _Alignof(uint64_t), 0);
		ck_assert(*word == 0);
	}
}
END_TEST

START_TEST(reset_gives_the_same_memory_zeroed)
{
	struct arena *a = test_arena();
	char *first = ARENA_ARRAY(a, char, 100), *again;

	memset(first, 'x', 100);
	ARENA_ARRAY(a, char, 1000000);
	arena_reset(a);
	again = ARENA_ARRAY(a, char, 100);
	ck_assert_ptr_eq(first, again);
	for (int i = 0; i < 100; i++)
		ck_assert_int_eq(again[i], 0);
}
END_TEST

START_TEST(arrays_grow)
{
	VEC(int) v = { 0 };

	for (int i = 0; i < 1000; i++)
		*VEC_PUSH(test_arena(), &v) = i;
	ck_assert_uint_eq(v.len, 1000);
	for (int i = 0; i < 1000; i++)
		ck_assert_int_eq(v.items[i], i);
}
END_TEST

/* What the arena cannot give, it jumps for. */
static bool allocation_fails(size_t count, size_t size, size_t failing_after)
{
	struct arena a = { 0 };
	jmp_buf failed;
	volatile bool jumped = true;

	a.on_failure = &failed;
	a.failing_after = failing_after;
	if (!setjmp(failed)) {
		for (int i = 0; i < 5; i++)
			arena_alloc(&a, count, size, 1);
		jumped = false;
	}
	arena_free(&a);
	return jumped;
}

START_TEST(running_out_jumps)
{
	ck_assert(!allocation_fails(10, 10, 0));
	ck_assert(!allocation_fails(10, 10, 6));
	ck_assert(allocation_fails(10, 10, 5));
	ck_assert(allocation_fails(10, 10, 1));
	ck_assert(allocation_fails(SIZE_MAX, 2, 0));
	ck_assert(allocation_fails(SIZE_MAX / 2, 2, 0));
	ck_assert(allocation_fails(SIZE_MAX, 1, 0));
}
END_TEST

START_TEST(a_reserved_block_is_filled_in_order)
{
	struct arena a = { 0 };
	jmp_buf failed;
	char *x, *y;

	a.on_failure = &failed;
	ck_assert(!setjmp(failed));
	arena_reserve(&a, 4096);
	x = ARENA_ARRAY(&a, char, 3);
	y = ARENA_ARRAY(&a, char, 5);
	ck_assert_ptr_eq(arena_block(&a).ptr, x);
	ck_assert_ptr_eq(y, x + 3);
	ck_assert_uint_eq(arena_block(&a).len, 8);
	arena_free(&a);
}
END_TEST

START_TEST(text_is_copied_and_terminated)
{
	struct str copy = arena_str(test_arena(), str_sub(STR("abc"), 0, 2));
	struct str none = { 0 };

	ck_assert_text(copy, "ab");
	ck_assert_int_eq(copy.ptr[2], '\0');
	ck_assert_text(arena_str(test_arena(), none), "");
	ck_assert_text(arena_printf(test_arena(), "%d-%s", 7, "x"), "7-x");
}
END_TEST

START_TEST(text_grows)
{
	struct buf b = { .arena = test_arena() };
	struct str none = { 0 };

	ck_assert_text(buf_text(&b), "");
	buf_str(&b, none);
	buf_fill(&b, '-', 300);
	buf_char(&b, '>');
	buf_printf(&b, "%0400d", 5);
	buf_str(&b, STR("end"));
	ck_assert_uint_eq(b.len, 300 + 1 + 400 + 3);
	ck_assert(str_ends(buf_text(&b), STR("0005end")));
	ck_assert(str_starts(buf_text(&b), STR("---")));
}
END_TEST

Suite *arena_suite(void)
{
	Suite *s = suite_create("arena");
	TCase *tc = test_case(s, "arena");

	tcase_add_test(tc, memory_is_zeroed_and_aligned);
	tcase_add_test(tc, reset_gives_the_same_memory_zeroed);
	tcase_add_test(tc, arrays_grow);
	tcase_add_test(tc, running_out_jumps);
	tcase_add_test(tc, a_reserved_block_is_filled_in_order);
	tcase_add_test(tc, text_is_copied_and_terminated);
	tcase_add_test(tc, text_grows);
	return s;
}
