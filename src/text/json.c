/* json.c -- JSON into the same tree as YAML (RFC 8259). */
#include "base/buf.h"
#include "text/node.h"
#include "text/utf8.h"

struct reader {
	struct arena *arena;
	struct diags *diags;
	struct str text;
	size_t at;
	uint32_t line;
	size_t counted;   /* characters of the line are counted up to here */
	uint32_t columns; /* so many */
	bool failed;
};

/*
 * A document may be one line of megabytes, so characters are counted once. The
 * reader never goes back behind the place it asked about last.
 */
static uint32_t column(struct reader *r)
{
	r->columns += (uint32_t)utf8_count(str_sub(r->text, r->counted, r->at));
	r->counted = r->at;
	return r->columns + 1;
}

static struct node *fail(struct reader *r, const char *what)
{
	if (!r->failed)
		diag_add(r->diags, DIAG_JSON, r->line, column(r), "%s", what);
	r->failed = true;
	return NULL;
}

static char peek(const struct reader *r)
{
	return r->at < r->text.len ? r->text.ptr[r->at] : '\0';
}

static void skip_blanks(struct reader *r)
{
	while (r->at < r->text.len) {
		char c = r->text.ptr[r->at];

		if (c == '\n') {
			r->line++;
			r->counted = r->at + 1;
			r->columns = 0;
		} else if (c != ' ' && c != '\t' && c != '\r') {
			return;
		}
		r->at++;
	}
}

/* Four hexadecimal digits of a \u escape; -1 when they are not there. */
static int32_t hex4(struct reader *r)
{
	int32_t value = 0;

	for (int i = 0; i < 4; i++) {
		char c = peek(r);
		int digit;

		if (is_digit(c))
			digit = c - '0';
		else if (to_lower(c) >= 'a' && to_lower(c) <= 'f')
			digit = to_lower(c) - 'a' + 10;
		else
			return -1;
		value = value * 16 + digit;
		r->at++;
	}
	return value;
}

static bool unicode_escape(struct reader *r, struct buf *b)
{
	int32_t high = hex4(r), low;

	if (high < 0)
		return false;
	if (high >= 0xd800 && high < 0xdc00 &&
	    str_starts(str_sub(r->text, r->at, r->text.len), STR("\\u"))) {
		size_t back = r->at;

		r->at += 2;
		low = hex4(r);
		if (low >= 0xdc00 && low < 0xe000) {
			utf8_append(b, (uint32_t)(0x10000 +
			                          ((high - 0xd800) << 10) +
			                          (low - 0xdc00)));
			return true;
		}
		r->at = back;
	}
	if (high >= 0xd800 && high < 0xe000)
		high = UTF8_REPLACEMENT;
	utf8_append(b, (uint32_t)high);
	return true;
}

static bool escape(struct reader *r, struct buf *b)
{
	static const struct str from = STR_INIT("\"\\/bfnrt");
	static const char to[] = "\"\\/\b\f\n\r\t";
	char c = peek(r);
	size_t which = str_find_char(from, 0, c);

	r->at++;
	if (c == 'u')
		return unicode_escape(r, b);
	if (which == from.len)
		return false;
	buf_char(b, to[which]);
	return true;
}

static struct node *string(struct reader *r)
{
	struct node *n = node_new(r->arena, NODE_SCALAR, r->line, column(r));
	struct buf b = { .arena = r->arena };

	n->quoted = true;
	r->at++;
	for (;;) {
		size_t start = r->at;

		while (r->at < r->text.len && peek(r) != '"' &&
		       peek(r) != '\\' && (unsigned char)peek(r) >= 0x20)
			r->at++;
		buf_str(&b, str_sub(r->text, start, r->at));
		if (r->at >= r->text.len)
			return fail(r, "a string without an end");
		if (peek(r) == '"')
			break;
		if (peek(r) != '\\')
			return fail(r, "a control character in a string");
		r->at++;
		if (!escape(r, &b))
			return fail(r, "an unknown escape in a string");
	}
	r->at++;
	n->text = buf_text(&b);
	return n;
}

static bool is_json_number(struct str s)
{
	size_t at = 0, digits = 0;

	if (at < s.len && s.ptr[at] == '-')
		at++;
	if (at + 1 < s.len && s.ptr[at] == '0' && is_digit(s.ptr[at + 1]))
		return false;
	for (; at < s.len && is_digit(s.ptr[at]); at++)
		digits++;
	if (!digits)
		return false;
	if (at < s.len && s.ptr[at] == '.') {
		digits = 0;
		for (at++; at < s.len && is_digit(s.ptr[at]); at++)
			digits++;
		if (!digits)
			return false;
	}
	if (at < s.len && to_lower(s.ptr[at]) == 'e') {
		at++;
		if (at < s.len && (s.ptr[at] == '+' || s.ptr[at] == '-'))
			at++;
		digits = 0;
		for (; at < s.len && is_digit(s.ptr[at]); at++)
			digits++;
		if (!digits)
			return false;
	}
	return at == s.len;
}

static struct node *bare_word(struct reader *r)
{
	struct node *n = node_new(r->arena, NODE_SCALAR, r->line, column(r));
	size_t start = r->at;

	while (is_alnum(peek(r)) || peek(r) == '-' || peek(r) == '+' ||
	       peek(r) == '.')
		r->at++;
	n->text = str_sub(r->text, start, r->at);
	if (str_eq(n->text, STR("null"))) {
		n->kind = NODE_NULL;
	} else if (!str_eq(n->text, STR("true")) &&
	           !str_eq(n->text, STR("false")) && !is_json_number(n->text)) {
		r->at = start;
		return fail(r, "not JSON here");
	}
	return n;
}

static struct node *value(struct reader *r, int depth);

static struct node *list(struct reader *r, int depth)
{
	struct node *n = node_new(r->arena, NODE_LIST, r->line, column(r));

	r->at++;
	skip_blanks(r);
	if (peek(r) == ']') {
		r->at++;
		return n;
	}
	for (;;) {
		struct node *item = value(r, depth + 1);

		if (!item)
			return NULL;
		*VEC_PUSH(r->arena, &n->items) = item;
		skip_blanks(r);
		if (peek(r) == ']') {
			r->at++;
			return n;
		}
		if (peek(r) != ',')
			return fail(r, "expected ',' or ']'");
		r->at++;
	}
}

static struct node *map(struct reader *r, int depth)
{
	struct node *n = node_new(r->arena, NODE_MAP, r->line, column(r));

	r->at++;
	skip_blanks(r);
	if (peek(r) == '}') {
		r->at++;
		return n;
	}
	for (;;) {
		struct node *key, *item;

		skip_blanks(r);
		if (peek(r) != '"')
			return fail(r, "expected a key in quotes");
		key = string(r);
		if (!key)
			return NULL;
		skip_blanks(r);
		if (peek(r) != ':')
			return fail(r, "expected ':' after a key");
		r->at++;
		item = value(r, depth + 1);
		if (!item)
			return NULL;
		node_add_pair(r->arena, r->diags, n, key, item);
		skip_blanks(r);
		if (peek(r) == '}') {
			r->at++;
			return n;
		}
		if (peek(r) != ',')
			return fail(r, "expected ',' or '}'");
		r->at++;
	}
}

static struct node *value(struct reader *r, int depth)
{
	if (depth > NODE_DEPTH_MAX)
		return fail(r, "nested too deeply");
	skip_blanks(r);
	switch (peek(r)) {
	case '{':
		return map(r, depth);
	case '[':
		return list(r, depth);
	case '"':
		return string(r);
	default:
		return bare_word(r);
	}
}

struct node *json_read(struct arena *a, struct diags *d, struct str text)
{
	struct reader r = { .arena = a, .diags = d, .text = text, .line = 1 };
	size_t before = d->count;
	struct node *root = value(&r, 0);

	if (!root)
		return NULL;
	skip_blanks(&r);
	if (r.at < text.len) {
		fail(&r, "text after the end of the document");
		return NULL;
	}
	return d->count == before ? root : NULL;
}
