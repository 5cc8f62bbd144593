/*
 * source.c -- a letter's text and its lines.
 *
 * Encodings: a byte-order mark decides; else UTF-16 shows by its NULs; else
 * valid UTF-8 is UTF-8. Bytes that are no UTF-8 mean Windows-1252 when the
 * text has no other character beyond ASCII, and damage when it has: then only
 * the broken bytes are read as Windows-1252 and counted.
 */
#include "text/source.h"

#include "base/buf.h"
#include "text/utf8.h"

/* Windows-1252, 0x80 to 0x9f; 0 where the code page has nothing. */
static const uint16_t windows_1252[32] = {
	0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
	0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

static uint32_t from_windows_1252(unsigned char c)
{
	if (c < 0x80 || c >= 0xa0)
		return c;
	return windows_1252[c - 0x80] ? windows_1252[c - 0x80]
	                              : UTF8_REPLACEMENT;
}

/* True when every second byte is NUL in the first bytes: UTF-16 without BOM. */
static bool looks_utf16(struct str b, size_t nul_at)
{
	size_t n = b.len < 64 ? b.len & ~(size_t)1 : 64, nuls = 0;

	for (size_t i = nul_at; i < n; i += 2)
		nuls += b.ptr[i] == 0;
	for (size_t i = 1 - nul_at; i < n; i += 2) {
		if (b.ptr[i] == 0)
			return false;
	}
	return n >= 8 && nuls * 10 >= n / 2 * 9;
}

static enum encoding detect(struct str b)
{
	size_t high = 0, broken = 0;

	if (str_starts(b, STR("\xff\xfe")) || looks_utf16(b, 1))
		return ENCODING_UTF16_LE;
	if (str_starts(b, STR("\xfe\xff")) || looks_utf16(b, 0))
		return ENCODING_UTF16_BE;
	for (size_t at = 0; at < b.len;) {
		size_t len;

		at = str_find_high(b, at);
		if (at == b.len)
			break;
		utf8_decode(b, at, &len);
		if (len)
			high++;
		else
			broken++;
		at += len ? len : 1;
	}
	if (!broken)
		return ENCODING_UTF8;
	return high ? ENCODING_MIXED : ENCODING_WINDOWS_1252;
}

static uint32_t unit(struct str b, size_t at, bool big)
{
	uint32_t first = (unsigned char)b.ptr[at];
	uint32_t second = (unsigned char)b.ptr[at + 1];

	return big ? first << 8 | second : second << 8 | first;
}

static void decode_utf16(struct buf *out, struct str b, bool big)
{
	size_t at = 0;

	while (at + 1 < b.len) {
		uint32_t cp = unit(b, at, big);

		at += 2;
		if (cp >= 0xd800 && cp < 0xdc00 && at + 1 < b.len) {
			uint32_t low = unit(b, at, big);
			if (low >= 0xdc00 && low < 0xe000) {
				cp = 0x10000 + ((cp - 0xd800) << 10) +
				     (low - 0xdc00);
				at += 2;
			}
		}
		if (cp >= 0xd800 && cp < 0xe000)
			cp = UTF8_REPLACEMENT;
		utf8_append(out, cp);
	}
	if (at < b.len)
		utf8_append(out, UTF8_REPLACEMENT);
}

static void decode_windows_1252(struct buf *out, struct str b)
{
	for (size_t i = 0; i < b.len; i++)
		utf8_append(out, from_windows_1252((unsigned char)b.ptr[i]));
}

static void repair(struct source *s, struct buf *out, struct str b)
{
	size_t at = 0;

	while (at < b.len) {
		size_t good = utf8_valid_until(b, at);

		buf_str(out, str_sub(b, at, good));
		if (good == b.len)
			break;
		if (!s->repaired++)
			s->first_repair.start = (uint32_t)out->len;
		utf8_append(out, from_windows_1252((unsigned char)b.ptr[good]));
		if (s->repaired == 1)
			s->first_repair.end = (uint32_t)out->len;
		at = good + 1;
	}
}

/* Characters are counted anew for every column asked for in a shorter line. */
#define BLOCK_BYTES 4096u

static const struct str byte_order_mark = STR_INIT("\xef\xbb\xbf");

/* The characters of [from, to); a mark that lies across `from` is none. */
static size_t count_on(struct str text, size_t from, size_t to)
{
	size_t n = utf8_count(str_sub(text, from, to));

	for (size_t back = 1; back < byte_order_mark.len && back <= from;
	     back++) {
		size_t end = from - back + byte_order_mark.len;

		n -= end <= to &&
		     str_eq(str_sub(text, from - back, end), byte_order_mark);
	}
	return n;
}

static void count_blocks(struct source *s, struct arena *a)
{
	size_t n = 0;

	for (size_t at = 0; at <= s->text.len; at += BLOCK_BYTES) {
		if (at)
			n += count_on(s->text, at - BLOCK_BYTES, at);
		*VEC_PUSH(a, &s->characters) = (uint32_t)n;
	}
}

static void find_lines(struct source *s, struct arena *a)
{
	bool longs = false;

	*VEC_PUSH(a, &s->lines) = 0;
	for (size_t at = 0, from = 0; at < s->text.len; from = at) {
		at = str_find_char(s->text, at, '\n') + 1;
		longs |= at - from > BLOCK_BYTES;
		if (at < s->text.len)
			*VEC_PUSH(a, &s->lines) = (uint32_t)at;
	}
	if (longs)
		count_blocks(s, a);
}

void source_read(struct source *s, struct arena *a, const char *path,
                 struct str bytes)
{
	struct buf out = { .arena = a };

	*s = (struct source){ .path = path, .text = bytes };
	s->encoding = detect(bytes);
	switch (s->encoding) {
	case ENCODING_UTF8:
		break;
	case ENCODING_UTF16_LE:
	case ENCODING_UTF16_BE:
		decode_utf16(&out, bytes, s->encoding == ENCODING_UTF16_BE);
		break;
	case ENCODING_WINDOWS_1252:
		decode_windows_1252(&out, bytes);
		break;
	case ENCODING_MIXED:
		repair(s, &out, bytes);
		break;
	}
	if (s->encoding != ENCODING_UTF8)
		s->text = buf_text(&out);
	find_lines(s, a);
}

/* Index of the line that holds the offset: binary search. */
static size_t line_index(const struct source *s, uint32_t offset)
{
	size_t low = 0, high = s->lines.len;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (s->lines.items[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* The characters before an offset of a text whose blocks are counted. */
static size_t characters_to(const struct source *s, uint32_t offset)
{
	size_t block = offset / BLOCK_BYTES;

	return s->characters.items[block] +
	       count_on(s->text, block * BLOCK_BYTES, offset);
}

struct place source_place(const struct source *s, uint32_t offset)
{
	size_t line = line_index(s, offset);
	uint32_t start = s->lines.items[line];
	size_t column;

	if (s->characters.len && offset - start > BLOCK_BYTES)
		column = characters_to(s, offset) - characters_to(s, start);
	else
		column = utf8_count(str_sub(s->text, start, offset));
	return (struct place){ (uint32_t)line + 1, (uint32_t)column + 1 };
}

struct span source_line(const struct source *s, uint32_t offset)
{
	size_t line = line_index(s, offset);
	struct span at = { s->lines.items[line], (uint32_t)s->text.len };

	if (line + 1 < s->lines.len)
		at.end = s->lines.items[line + 1];
	while (at.end > at.start && (s->text.ptr[at.end - 1] == '\n' ||
	                             s->text.ptr[at.end - 1] == '\r'))
		at.end--;
	return at;
}

struct str source_text(const struct source *s, struct span at)
{
	return str_sub(s->text, at.start, at.end);
}

const char *encoding_name(enum encoding e)
{
	static const char *const names[] = {
		[ENCODING_UTF8] = "UTF-8",
		[ENCODING_UTF16_LE] = "UTF-16 (little endian)",
		[ENCODING_UTF16_BE] = "UTF-16 (big endian)",
		[ENCODING_WINDOWS_1252] = "Windows-1252",
		[ENCODING_MIXED] = "UTF-8 with invalid bytes",
	};
	return names[e];
}
