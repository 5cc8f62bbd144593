/* utf8.h -- code points: decoding, validity, counting. */
#ifndef IMR_UTF8_H
#define IMR_UTF8_H

#include "base/buf.h"
#include "base/str.h"

#define UTF8_REPLACEMENT 0xfffdu

/*
 * Decodes the code point at s.ptr[at] and stores its length in *len (1 to 4).
 * For bytes that are no UTF-8 (overlong, surrogate, above U+10FFFF, cut off)
 * returns UTF8_REPLACEMENT with *len 0.
 */
uint32_t utf8_decode(struct str s, size_t at, size_t *len);
/* Offset of the first byte that is no UTF-8; s.len when all is well. */
size_t utf8_valid_until(struct str s, size_t from);
void utf8_append(struct buf *b, uint32_t code_point);
/* Code points in valid UTF-8, without byte-order marks. */
size_t utf8_count(struct str s);

#endif
