/* test_image.c -- what can be frozen, and what must not be. */
#include "rules/image.h"

#include <stdlib.h>
#include <string.h>

#include "support.h"

struct thing {
	struct str name;
	struct thing *next;
	const char *outside;
	uint64_t number;
};

static struct thing *make(struct arena *block)
{
	struct thing *first = ARENA_NEW(block, struct thing);

	first->name = arena_str(block, STR("first"));
	first->number = 42;
	first->next = ARENA_NEW(block, struct thing);
	first->next->name = arena_str(block, STR("second"));
	return first;
}

static bool build_good(struct arena *block, void *with)
{
	(void)with;
	make(block)->next->next = NULL;
	return true;
}

static bool build_constant(struct arena *block, void *with)
{
	(void)with;
	make(block)->outside = "a constant of the program";
	return true;
}

static bool build_heap(struct arena *block, void *with)
{
	make(block)->outside = with;
	return true;
}

static bool build_counting(struct arena *block, void *with)
{
	make(block)->number = ++*(uint64_t *)with;
	return true;
}

static bool build_growing(struct arena *block, void *with)
{
	make(block);
	ARENA_ARRAY(block, char, 16 * ++*(uint64_t *)with);
	return true;
}

static bool build_large(struct arena *block, void *with)
{
	(void)with;
	make(block);
	ARENA_ARRAY(block, char, IMAGE_BYTES_MAX);
	return true;
}

static bool build_nothing(struct arena *block, void *with)
{
	(void)block, (void)with;
	return false;
}

START_TEST(pointers_are_found)
{
	struct image image;
	struct str problem;
	struct thing first;
	size_t next;

	ck_assert_msg(
	        image_freeze(&image, test_arena(), build_good, NULL, &problem),
	        "%.*s", STR_ARG(problem));
	ck_assert_uint_eq(image.pointers.len, 3);
	ck_assert_uint_eq(image.pointers.items[0],
	                  offsetof(struct thing, name.ptr));
	memcpy(&first, image.bytes.ptr, sizeof(first));
	ck_assert(first.number == 42);
	next = (size_t)(uintptr_t)first.next;
	ck_assert_uint_eq(next % _Alignof(struct thing), 0);
	ck_assert_text(str_sub(image.bytes, (size_t)(uintptr_t)first.name.ptr,
	                       (size_t)(uintptr_t)first.name.ptr + 5),
	               "first");
}
END_TEST

static const struct {
	bool (*build)(struct arena *block, void *with);
	const char *problem; /* a part of it */
} wrong[] = {
	{ build_constant, "points out of the block" },
	{ build_heap, "points out of the block" },
	{ build_counting, "differs from one time to the other" },
	{ build_growing, "is there only once" },
	{ build_large, "does not fit" },
	{ build_nothing, "" },
};

START_TEST(nothing_else_is_frozen)
{
	struct image image;
	struct str problem;
	uint64_t *counter = calloc(1, sizeof(*counter));
	bool good = image_freeze(&image, test_arena(), wrong[_i].build, counter,
	                         &problem);

	free(counter);
	ck_assert(!good);
	ck_assert_msg(*wrong[_i].problem
	                      ? str_find(problem, 0, str_c(wrong[_i].problem)) <
	                                problem.len
	                      : !problem.len,
	              "%.*s", STR_ARG(problem));
}
END_TEST

START_TEST(assembly_names_every_pointer)
{
	struct buf b = { .arena = test_arena() };
	struct image image;
	struct str problem, text;
	size_t at = 0, pointers = 0;

	ck_assert(
	        image_freeze(&image, test_arena(), build_good, NULL, &problem));
	image_assembly(&b, &image, "things", "things.bin");
	text = buf_text(&b);
	ck_assert(str_find(text, 0, STR("\nthings:\n")) < text.len);
	while ((at = str_find(text, at, STR(".dc.a things + "))) < text.len) {
		pointers++;
		at++;
	}
	ck_assert_uint_eq(pointers, 3);
}
END_TEST

Suite *image_suite(void)
{
	Suite *s = suite_create("image");
	TCase *tc = test_case(s, "image");

	tcase_add_test(tc, pointers_are_found);
	tcase_add_loop_test(tc, nothing_else_is_frozen, 0, COUNT(wrong));
	tcase_add_test(tc, assembly_names_every_pointer);
	return s;
}
