/* markup.c -- text put into XML and HTML. */
#include "report/markup.h"

#include "report/display.h"
#include "text/utf8.h"

/* XML 1.0 section 2.2: these two are no characters; others are not UTF-8. */
static bool forbidden(uint32_t cp)
{
	return cp == 0xfffe || cp == 0xffff;
}

static void markup_char(struct buf *b, struct str s, size_t at, size_t *len)
{
	uint32_t cp = utf8_decode(s, at, len);

	switch (cp) {
	case '&':
		buf_str(b, STR("&amp;"));
		return;
	case '<':
		buf_str(b, STR("&lt;"));
		return;
	case '>':
		buf_str(b, STR("&gt;"));
		return;
	case '"':
		buf_str(b, STR("&quot;"));
		return;
	case '\'':
		buf_str(b, STR("&#39;"));
		return;
	}
	if (forbidden(cp))
		utf8_append(b, UTF8_REPLACEMENT);
	else
		display_char(b, s, at, 0, len);
}

void markup_text(struct buf *b, struct str s)
{
	size_t len;

	for (size_t at = 0; at < s.len; at += len)
		markup_char(b, s, at, &len);
}

/* True for bytes that mean nothing to markup: copied many at once. */
static bool plain(char c)
{
	return c == '\n' || c == '\t' ||
	       (c >= ' ' && c <= '~' && c != '&' && c != '<' && c != '>' &&
	        c != '"' && c != '\'');
}

void markup_block(struct buf *b, struct str s)
{
	size_t at = 0, len;

	while (at < s.len) {
		size_t from = at;

		while (at < s.len && plain(s.ptr[at]))
			at++;
		buf_str(b, str_sub(s, from, at));
		if (at == s.len)
			return;
		if (s.ptr[at] == '\r' || s.ptr[at] == '\f') {
			/* CR LF is one line end; a page ends its line too. */
			if (at + 1 == s.len || s.ptr[at + 1] != '\n')
				buf_char(b, '\n');
			at++;
			continue;
		}
		markup_char(b, s, at, &len);
		at += len;
	}
}
