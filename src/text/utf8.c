/* utf8.c -- code points (RFC 3629). */
#include "text/utf8.h"

static bool is_tail(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

uint32_t utf8_decode(struct str s, size_t at, size_t *len)
{
	static const uint32_t lowest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = (const unsigned char *)s.ptr + at;
	size_t left = s.len - at, want;
	uint32_t cp;

	*len = 0;
	if (!left)
		return UTF8_REPLACEMENT;
	if (p[0] < 0x80) {
		*len = 1;
		return p[0];
	}
	want = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
	if (p[0] < 0xc2 || p[0] > 0xf4 || left < want)
		return UTF8_REPLACEMENT;
	cp = p[0] & (0x7fu >> want);
	for (size_t i = 1; i < want; i++) {
		if (!is_tail(p[i]))
			return UTF8_REPLACEMENT;
		cp = cp << 6 | (p[i] & 0x3f);
	}
	if (cp < lowest[want] || cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000))
		return UTF8_REPLACEMENT;
	*len = want;
	return cp;
}

size_t utf8_valid_until(struct str s, size_t from)
{
	while (from < s.len) {
		size_t len = 1;

		if ((unsigned char)s.ptr[from] >= 0x80)
			utf8_decode(s, from, &len);
		if (!len)
			return from;
		from += len;
	}
	return s.len;
}

void utf8_append(struct buf *b, uint32_t cp)
{
	if (cp < 0x80) {
		buf_char(b, (char)cp);
		return;
	}
	if (cp < 0x800) {
		buf_char(b, (char)(0xc0 | cp >> 6));
	} else {
		if (cp < 0x10000) {
			buf_char(b, (char)(0xe0 | cp >> 12));
		} else {
			buf_char(b, (char)(0xf0 | cp >> 18));
			buf_char(b, (char)(0x80 | (cp >> 12 & 0x3f)));
		}
		buf_char(b, (char)(0x80 | (cp >> 6 & 0x3f)));
	}
	buf_char(b, (char)(0x80 | (cp & 0x3f)));
}

size_t utf8_count(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += !is_tail((unsigned char)s.ptr[i]);
	for (size_t i = 0; i + 2 < s.len; i++) {
		if (str_eq(str_sub(s, i, i + 3), STR("\xef\xbb\xbf")))
			n--;
	}
	return n;
}
