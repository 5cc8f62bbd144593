/* buf.c -- text that grows while it is written. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static char *room(struct buf *b, size_t more)
{
	if (b->cap - b->len < more) {
		size_t cap = b->cap ? b->cap * 2 : 256;
		char *bigger;

		while (cap - b->len < more)
			cap *= 2;
		bigger = ARENA_ARRAY(b->arena, char, cap);
		if (b->len)
			memcpy(bigger, b->ptr, b->len);
		b->ptr = bigger;
		b->cap = cap;
	}
	return b->ptr + b->len;
}

void buf_char(struct buf *b, char c)
{
	*room(b, 1) = c;
	b->len++;
}

void buf_str(struct buf *b, struct str s)
{
	if (!s.len)
		return;
	memcpy(room(b, s.len), s.ptr, s.len);
	b->len += s.len;
}

void buf_fill(struct buf *b, char c, size_t n)
{
	memset(room(b, n + 1), c, n);
	b->len += n;
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		return;
	room(b, (size_t)len + 1);
	va_start(args, format);
	vsnprintf(b->ptr + b->len, (size_t)len + 1, format, args);
	va_end(args);
	b->len += (size_t)len;
}

struct str buf_text(const struct buf *b)
{
	struct str s = { b->ptr, b->len };
	return s;
}
