/* arena.h -- the only allocator: everything of one lifetime in one place. */
#ifndef IMR_ARENA_H
#define IMR_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * An arena hands out zeroed memory and takes it back all at once. Allocation
 * never returns NULL: when memory runs out it jumps to *on_failure, which the
 * public call that started the work has set. Nothing from an arena is freed
 * one by one.
 *
 * Zero is a valid empty arena, but on_failure must be set before the first
 * allocation.
 */
struct arena_chunk;
struct arena {
	struct arena_chunk *first;
	struct arena_chunk *now; /* allocation goes on in this chunk */
	jmp_buf *on_failure;
	size_t failing_after; /* tests: fail when this many are left; 0 never */
};

#define ARENA_NEW(a, type) ARENA_ARRAY(a, type, 1)
#define ARENA_ARRAY(a, type, n) \
	((type *)arena_alloc((a), (n), sizeof(type), _Alignof(type)))

void *arena_alloc(struct arena *a, size_t count, size_t size, size_t align);

/* A copy that lives as long as the arena; terminated, for C libraries. */
struct str arena_str(struct arena *a, struct str s);
struct str arena_printf(struct arena *a, const char *format, ...)
        __attribute__((format(printf, 2, 3)));

/* Forgets everything handed out; keeps the memory for the next letter. */
void arena_reset(struct arena *a);
/* Gives the memory back to the system. */
void arena_free(struct arena *a);

/*
 * One block of `size` bytes, from which everything is then handed out in
 * order: where a value stands depends only on what was allocated before it.
 * The frozen rule image is made so.
 */
void arena_reserve(struct arena *a, size_t size);
/* The bytes handed out of a reserved block, from its start. */
struct str arena_block(const struct arena *a);

/*
 * A growing array: struct { T *items; size_t len, cap; }. VEC_PUSH returns a
 * pointer to a new zeroed element at the end.
 */
#define VEC(type)            \
	struct {             \
		type *items; \
		size_t len;  \
		size_t cap;  \
	}
#define VEC_PUSH(a, v)                                                        \
	((v)->len == (v)->cap                                                 \
	         ? (void)((v)->items = arena_grow((a), (v)->items, &(v)->cap, \
	                                          sizeof(*(v)->items)))       \
	         : (void)0,                                                   \
	 &(v)->items[(v)->len++])
void *arena_grow(struct arena *a, void *items, size_t *cap, size_t size);

#endif
