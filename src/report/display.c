/* display.c -- letter text made fit to be seen on a terminal. */
#include "report/display.h"

#include "text/utf8.h"

#define TAB_STOP 8

struct range {
	uint32_t first;
	uint32_t last;
};

/* clang-format off */
/* Marks that stand on the character before them, and what has no width. */
static const struct range narrow[] = {
	{ 0x0300, 0x036f }, { 0x0483, 0x0489 }, { 0x0591, 0x05bd },
	{ 0x0610, 0x061a }, { 0x064b, 0x065f }, { 0x1ab0, 0x1aff },
	{ 0x1dc0, 0x1dff }, { 0x200b, 0x200d }, { 0x20d0, 0x20ff },
	{ 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f }, { 0xfeff, 0xfeff },
};
/* Two columns: East Asian wide and full-width characters, and pictographs. */
static const struct range wide[] = {
	{ 0x1100, 0x115f }, { 0x2e80, 0x303e }, { 0x3041, 0x33ff },
	{ 0x3400, 0x4dbf }, { 0x4e00, 0x9fff }, { 0xa000, 0xa4cf },
	{ 0xac00, 0xd7a3 }, { 0xf900, 0xfaff }, { 0xfe30, 0xfe6f },
	{ 0xff00, 0xff60 }, { 0xffe0, 0xffe6 }, { 0x1f300, 0x1f64f },
	{ 0x1f900, 0x1f9ff }, { 0x20000, 0x3fffd },
};
/* C0 and C1 controls, line separators, and the directional marks. */
static const struct range unsafe[] = {
	{ 0x0000, 0x001f }, { 0x007f, 0x009f }, { 0x061c, 0x061c },
	{ 0x200e, 0x200f }, { 0x2028, 0x202e }, { 0x2066, 0x2069 },
};
/* clang-format on */
#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static bool in_ranges(const struct range *ranges, size_t n, uint32_t cp)
{
	for (size_t i = 0; i < n && ranges[i].first <= cp; i++) {
		if (cp <= ranges[i].last)
			return true;
	}
	return false;
}

bool display_unsafe(uint32_t code_point)
{
	return in_ranges(unsafe, COUNT(unsafe), code_point);
}

static size_t escape(struct buf *b, uint32_t cp)
{
	size_t before = b->len;

	if (cp < 0x80)
		buf_printf(b, "\\x%02x", cp);
	else
		buf_printf(b, "\\u{%04x}", cp);
	return b->len - before;
}

size_t display_char(struct buf *b, struct str s, size_t at, size_t column,
                    size_t *len)
{
	uint32_t cp;

	if (s.ptr[at] >= ' ' && s.ptr[at] <= '~') {
		*len = 1;
		buf_char(b, s.ptr[at]);
		return 1;
	}
	cp = utf8_decode(s, at, len);
	if (!*len) { /* a byte that is no UTF-8: of a file's name, say */
		*len = 1;
		buf_printf(b, "\\x%02x", (unsigned char)s.ptr[at]);
		return 4;
	}
	if (cp == '\t') {
		size_t blanks = TAB_STOP - column % TAB_STOP;

		buf_fill(b, ' ', blanks);
		return blanks;
	}
	if (display_unsafe(cp))
		return escape(b, cp);
	if (cp != 0xfeff) /* a byte-order mark is not there to be seen */
		buf_str(b, str_sub(s, at, at + *len));
	if (cp < 0x300)
		return 1;
	if (in_ranges(narrow, COUNT(narrow), cp))
		return 0;
	return in_ranges(wide, COUNT(wide), cp) ? 2 : 1;
}

/* The end of the printable ASCII at `at`. */
static size_t skip_plain(struct str s, size_t at)
{
	while (at < s.len && s.ptr[at] >= ' ' && s.ptr[at] <= '~')
		at++;
	return at;
}

void display_text(struct buf *b, struct str s)
{
	for (size_t at = 0; at < s.len;) {
		size_t plain = skip_plain(s, at), len = 0;

		buf_str(b, str_sub(s, at, plain));
		if (plain < s.len)
			display_char(b, s, plain, 0, &len);
		at = plain + len;
	}
}

void display_lines(struct buf *b, struct str s)
{
	struct str_pair line = { .tail = s, .ok = true };

	while (line.ok) {
		line = str_cut(line.tail, '\n');
		if (str_ends(line.head, STR("\r")))
			line.head.len--;
		display_text(b, line.head);
		if (line.ok)
			buf_char(b, '\n');
	}
}

/* The end of the blanks at `at`; *empty_line when they hold an empty line. */
static size_t skip_blanks(struct str s, size_t at, bool *empty_line)
{
	size_t newlines = 0;

	for (; at < s.len && is_space(s.ptr[at]); at++)
		newlines += s.ptr[at] == '\n';
	*empty_line = newlines > 1;
	return at;
}

void display_wrapped(struct buf *b, struct str s, size_t indent, size_t columns)
{
	size_t at = 0, column = 0;

	s = str_trim(s);
	while (at < s.len) {
		size_t end = at, room = columns > indent ? columns - indent : 1;
		bool empty_line;

		while (end < s.len && !is_space(s.ptr[end]))
			end++;
		if (column && column + 1 + (end - at) > room) {
			buf_char(b, '\n');
			column = 0;
		}
		if (column)
			buf_char(b, ' ');
		else
			buf_fill(b, ' ', indent);
		column += (column > 0) + (end - at);
		display_text(b, str_sub(s, at, end));
		at = skip_blanks(s, end, &empty_line);
		if (empty_line && at < s.len) {
			buf_str(b, STR("\n\n"));
			column = 0;
		}
	}
	buf_char(b, '\n');
}
