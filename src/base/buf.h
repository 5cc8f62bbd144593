/* buf.h -- text that grows while it is written; lives in an arena. */
#ifndef IMR_BUF_H
#define IMR_BUF_H

#include "base/arena.h"
#include "base/str.h"

/* { .arena = a } is an empty buffer. The text stays valid with the arena. */
struct buf {
	struct arena *arena;
	char *ptr;
	size_t len;
	size_t cap;
};

void buf_char(struct buf *b, char c);
void buf_str(struct buf *b, struct str s);
void buf_fill(struct buf *b, char c, size_t n);
void buf_printf(struct buf *b, const char *format, ...)
        __attribute__((format(printf, 2, 3)));
struct str buf_text(const struct buf *b);

#endif
