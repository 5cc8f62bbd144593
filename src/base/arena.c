/*
 * arena.c -- the only allocator.
 *
 * Chunks form a list; reset goes back to the first and keeps the others, so a
 * worker that has seen its largest letter allocates no more. Out of memory is
 * handled here and nowhere else: a jump to the public call.
 */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_BYTES (size_t)(256 * 1024)
/* pcre2, structs and pointers: nothing here needs more. */
#define CHUNK_ALIGN 16

struct arena_chunk {
	struct arena_chunk *next;
	size_t size;
	size_t used;
	_Alignas(CHUNK_ALIGN) char bytes[];
};

static _Noreturn void fail(struct arena *a)
{
	longjmp(*a->on_failure, 1);
}

static struct arena_chunk *chunk_new(struct arena *a, size_t size)
{
	struct arena_chunk *c;

	if (size > SIZE_MAX - sizeof(*c))
		fail(a);
	c = malloc(sizeof(*c) + size);
	if (!c)
		fail(a);
	c->next = NULL;
	c->size = size;
	c->used = 0;
	return c;
}

/* The next chunk with room for size bytes: one kept from before, or new. */
static struct arena_chunk *chunk_next(struct arena *a, size_t size)
{
	struct arena_chunk **link = a->now ? &a->now->next : &a->first;
	struct arena_chunk *c = *link;

	if (!c || c->size < size) {
		c = chunk_new(a, size > CHUNK_BYTES ? size : CHUNK_BYTES);
		c->next = *link;
		*link = c;
	}
	c->used = 0;
	a->now = c;
	return c;
}

static size_t aligned(size_t used, size_t align)
{
	return (used + align - 1) & ~(align - 1);
}

static void *take(struct arena *a, size_t count, size_t size, size_t align)
{
	struct arena_chunk *c = a->now;
	size_t at, bytes;

	if (a->failing_after && --a->failing_after == 0)
		fail(a);
	if (size && count > (SIZE_MAX / 2) / size)
		fail(a);
	bytes = count * size;
	at = c ? aligned(c->used, align) : 0;
	if (!c || at > c->size || c->size - at < bytes) {
		c = chunk_next(a, bytes);
		at = 0;
	}
	c->used = at + bytes;
	return c->bytes + at;
}

void *arena_alloc(struct arena *a, size_t count, size_t size, size_t align)
{
	return memset(take(a, count, size, align), 0, count * size);
}

void arena_reserve(struct arena *a, size_t size)
{
	a->first = a->now = chunk_new(a, size);
}

struct str arena_block(const struct arena *a)
{
	struct str block = { a->first->bytes, a->first->used };
	return block;
}

struct str arena_str(struct arena *a, struct str s)
{
	char *copy = ARENA_ARRAY(a, char, s.len + 1);
	struct str result = { copy, s.len };

	if (s.len)
		memcpy(copy, s.ptr, s.len);
	return result;
}

struct str arena_printf(struct arena *a, const char *format, ...)
{
	struct str result = { 0 };
	va_list args;
	char *text;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		return result;
	text = ARENA_ARRAY(a, char, (size_t)len + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)len + 1, format, args);
	va_end(args);
	result.ptr = text;
	result.len = (size_t)len;
	return result;
}

void arena_reset(struct arena *a)
{
	a->now = a->first;
	if (a->now)
		a->now->used = 0;
}

void arena_free(struct arena *a)
{
	struct arena_chunk *c = a->first;

	while (c) {
		struct arena_chunk *next = c->next;
		free(c);
		c = next;
	}
	a->first = a->now = NULL;
}

/* True when an array is what was handed out last and its chunk has room. */
static bool grows_in_place(struct arena *a, const char *items, size_t bytes,
                           size_t more)
{
	struct arena_chunk *c = a->now;

	return c && c->used >= bytes && c->bytes + c->used - bytes == items &&
	       c->size - c->used >= more;
}

void *arena_grow(struct arena *a, void *items, size_t *cap, size_t size)
{
	size_t old = *cap, grown = old ? old * 2 : 8;
	char *bigger;

	if (old && grows_in_place(a, items, old * size, old * size)) {
		arena_alloc(a, grown - old, size, 1);
		*cap = grown;
		return items;
	}
	bigger = take(a, grown, size, CHUNK_ALIGN);
	if (old)
		memcpy(bigger, items, old * size);
	memset(bigger + old * size, 0, (grown - old) * size);
	*cap = grown;
	return bigger;
}
