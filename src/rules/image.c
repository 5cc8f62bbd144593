/*
 * image.c -- freezing what was loaded, so that a program starts with it.
 *
 * Loading the rules takes some tens of milliseconds, at every start. But what
 * is loaded lies in one block and depends on nothing but the files: built
 * twice at two addresses, the blocks are equal but for the pointers into
 * themselves, which differ by as much as the addresses do. So the pointers are
 * found without a description of any struct. Written as assembly, they become
 * ordinary relocations, and the block is read-only data of the program.
 */
#include "rules/image.h"

#include <stdio.h>
#include <string.h>

typedef uintptr_t word;

/* What sanitizers map to note things, not to allocate, spans more than this. */
#define SHADOW_BYTES ((word)1 << (sizeof(word) * 5))
/* Programs as compilers make them today, and their heaps, lie above 4 GB. */
#define LOWEST_ADDRESS (((word)1 << (sizeof(word) * 4)) - 1)
/* Text before a word that cannot be frozen, in what is said of it. */
#define NEAR_BYTES 200

static word word_at(struct str block, size_t at)
{
	word w;

	memcpy(&w, block.ptr + at, sizeof(w));
	return w;
}

static bool points_into(word w, struct str block)
{
	word start = (word)block.ptr;

	return w >= start && w <= start + block.len;
}

/* What the process has mapped: a word in there is likely to be a pointer. */
struct ranges {
	VEC(struct range) list;
};
struct range {
	word start;
	word end;
};

static void read_mapped(struct ranges *r, struct arena *a)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	unsigned long start, end;
	char line[512];

	while (maps && fgets(line, sizeof(line), maps)) {
		if (sscanf(line, "%lx-%lx", &start, &end) == 2 &&
		    end - start < SHADOW_BYTES)
			*VEC_PUSH(a, &r->list) = (struct range){ start, end };
	}
	if (maps)
		fclose(maps);
}

static bool is_mapped(const struct ranges *r, word w)
{
	if (w <= LOWEST_ADDRESS)
		return false;
	for (size_t i = 0; i < r->list.len; i++) {
		if (w >= r->list.items[i].start && w < r->list.items[i].end)
			return true;
	}
	return false;
}

static bool fail(struct arena *a, struct str *problem, size_t at,
                 const char *what)
{
	*problem = arena_printf(a, "the word at offset %zu %s", at, what);
	return false;
}

/* The same, with the text before the word: it helps to find out whose it is. */
static bool fail_word(struct arena *a, struct str *problem, struct str block,
                      size_t at, const char *what)
{
	struct buf near = { .arena = a };

	for (size_t i = at > NEAR_BYTES ? at - NEAR_BYTES : 0; i < at; i++) {
		char c = block.ptr[i];

		if (c >= ' ' && c <= '~')
			buf_char(&near, c);
	}
	*problem =
	        arena_printf(a,
	                     "the word at offset %zu %s: 0x%llx, after "
	                     "'%.*s'",
	                     at, what, (unsigned long long)word_at(block, at),
	                     STR_ARG(buf_text(&near)));
	return false;
}

/* Sorts out every word of two blocks that were built alike. */
static bool compare(struct image *out, struct arena *a, char *bytes,
                    struct str one, struct str other, struct str *problem)
{
	struct ranges mapped = { 0 };

	read_mapped(&mapped, a);
	for (size_t at = 0; at + sizeof(word) <= one.len; at += sizeof(word)) {
		word w = word_at(one, at), v = word_at(other, at);
		word target = w - (word)one.ptr;

		if (w == v) {
			if (is_mapped(&mapped, w))
				return fail_word(a, problem, one, at,
				                 "points out of the block");
			continue;
		}
		if (!points_into(w, one) || !points_into(v, other) ||
		    target != v - (word)other.ptr)
			return fail_word(a, problem, one, at,
			                 "differs from one time to the "
			                 "other");
		memcpy(bytes + at, &target, sizeof(target));
		*VEC_PUSH(a, &out->pointers) = (uint32_t)at;
	}
	return true;
}

/* The block that was built, filled up to whole words. */
static struct str block_of(struct arena *arena)
{
	struct str block = arena_block(arena);
	size_t more = (sizeof(word) - block.len % sizeof(word)) % sizeof(word);

	if (more)
		arena_alloc(arena, more, 1, 1);
	return arena_block(arena);
}

static bool freeze(struct image *out, struct arena *a, struct arena *one,
                   struct arena *other,
                   bool (*build)(struct arena *block, void *with), void *with,
                   struct str *problem)
{
	struct str first, second;
	char *bytes;

	arena_reserve(one, IMAGE_BYTES_MAX);
	arena_reserve(other, IMAGE_BYTES_MAX);
	if (!build(one, with) || !build(other, with))
		return false;
	first = block_of(one);
	second = block_of(other);
	if (one->now != one->first || other->now != other->first)
		return fail(a, problem, first.len, "does not fit");
	if (first.len != second.len)
		return fail(a, problem,
		            first.len < second.len ? first.len : second.len,
		            "is there only once");
	bytes = ARENA_ARRAY(a, char, first.len + 1);
	memcpy(bytes, first.ptr, first.len);
	out->bytes.ptr = bytes;
	out->bytes.len = first.len;
	return compare(out, a, bytes, first, second, problem);
}

bool image_freeze(struct image *out, struct arena *a,
                  bool (*build)(struct arena *block, void *with), void *with,
                  struct str *problem)
{
	struct arena one = { .on_failure = a->on_failure };
	struct arena other = { .on_failure = a->on_failure };
	bool good;

	*out = (struct image){ 0 };
	*problem = (struct str){ 0 };
	good = freeze(out, a, &one, &other, build, with, problem);
	arena_free(&one);
	arena_free(&other);
	return good;
}

/* Shorter stretches without a pointer are written out, word by word. */
#define STRETCH_BYTES 256

static void write_stretch(struct buf *out, const struct image *image,
                          size_t from, size_t to, const char *path)
{
	if (to - from > STRETCH_BYTES) {
		buf_printf(out, ".incbin \"%s\", %zu, %zu\n", path, from,
		           to - from);
		return;
	}
	for (size_t at = from; at < to; at += sizeof(word))
		buf_printf(out, ".dc.a 0x%llx\n",
		           (unsigned long long)word_at(image->bytes, at));
}

void image_assembly(struct buf *out, const struct image *image,
                    const char *symbol, const char *path)
{
	size_t at = 0;

	buf_printf(out,
	           ".section .data.rel.ro,\"aw\"\n.balign 16\n"
	           ".globl %s\n.hidden %s\n%s:\n",
	           symbol, symbol, symbol);
	for (size_t i = 0; i < image->pointers.len; i++) {
		size_t pointer = image->pointers.items[i];

		write_stretch(out, image, at, pointer, path);
		buf_printf(out, ".dc.a %s + %llu\n", symbol,
		           (unsigned long long)word_at(image->bytes, pointer));
		at = pointer + sizeof(word);
	}
	write_stretch(out, image, at, image->bytes.len, path);
	buf_str(out, STR(".section .note.GNU-stack,\"\",%progbits\n"));
}
