/* json.c -- the one writer of JSON. */
#include "report/json.h"

#include <assert.h>

#include "report/display.h"
#include "text/utf8.h"

static void new_line(struct json *j)
{
	if (!j->pretty)
		return;
	buf_char(j->out, '\n');
	buf_fill(j->out, ' ', (size_t)j->level * 2);
}

/* What stands between the last value and the next one. */
static void begin_value(struct json *j)
{
	if (j->after_key) {
		j->after_key = false;
		return;
	}
	if (!j->level)
		return;
	if (j->filled[j->level])
		buf_str(j->out, j->pretty ? STR(",") : STR(", "));
	j->filled[j->level] = true;
	new_line(j);
}

static void open(struct json *j, char bracket)
{
	begin_value(j);
	buf_char(j->out, bracket);
	j->level++;
	assert(j->level < JSON_LEVELS_MAX);
	j->filled[j->level] = false;
}

static void close(struct json *j, char bracket)
{
	bool filled = j->filled[j->level];

	j->level--;
	if (filled)
		new_line(j);
	buf_char(j->out, bracket);
}

void json_object(struct json *j)
{
	open(j, '{');
}

void json_object_end(struct json *j)
{
	close(j, '}');
}

void json_list(struct json *j)
{
	open(j, '[');
}

void json_list_end(struct json *j)
{
	close(j, ']');
}

static void escape(struct json *j, uint32_t cp)
{
	static const struct str plain = STR_INIT("\"\\\n\r\t");
	static const char letters[] = "\"\\nrt";
	size_t which =
	        cp < 0x80 ? str_find_char(plain, 0, (char)cp) : plain.len;

	if (which < plain.len)
		buf_printf(j->out, "\\%c", letters[which]);
	else
		buf_printf(j->out, "\\u%04x", cp);
}

static void quoted(struct json *j, struct str s)
{
	size_t at = 0, from = 0;

	buf_char(j->out, '"');
	while (at < s.len) {
		size_t len;
		uint32_t cp = utf8_decode(s, at, &len);

		if (len && !display_unsafe(cp) && cp != '"' && cp != '\\') {
			at += len;
			continue;
		}
		buf_str(j->out, str_sub(s, from, at));
		if (len)
			escape(j, cp);
		else
			utf8_append(j->out, UTF8_REPLACEMENT);
		at += len ? len : 1;
		from = at;
	}
	buf_str(j->out, str_sub(s, from, at));
	buf_char(j->out, '"');
}

void json_key(struct json *j, const char *key)
{
	begin_value(j);
	quoted(j, str_c(key));
	buf_str(j->out, STR(": "));
	j->after_key = true;
}

void json_str(struct json *j, struct str s)
{
	begin_value(j);
	quoted(j, s);
}

void json_c(struct json *j, const char *terminated)
{
	json_str(j, str_c(terminated));
}

void json_str_or_null(struct json *j, struct str s)
{
	if (s.len)
		json_str(j, s);
	else
		json_null(j);
}

void json_count(struct json *j, size_t n)
{
	begin_value(j);
	buf_printf(j->out, "%zu", n);
}

#define DECIMALS 1000000
#define LARGEST  1e12 /* what a letter counts is far below */

void json_number(struct json *j, double n)
{
	unsigned long long scaled, whole, part;
	int digits = 6;

	if (!(n > -LARGEST && n < LARGEST)) {
		json_null(j);
		return;
	}
	begin_value(j);
	if (n < 0) {
		buf_char(j->out, '-');
		n = -n;
	}
	scaled = (unsigned long long)(n * DECIMALS + 0.5);
	whole = scaled / DECIMALS;
	part = scaled % DECIMALS;
	buf_printf(j->out, "%llu", whole);
	if (!part)
		return;
	while (part % 10 == 0) {
		part /= 10;
		digits--;
	}
	buf_printf(j->out, ".%0*llu", digits, part);
}

void json_bool(struct json *j, bool yes)
{
	begin_value(j);
	buf_str(j->out, yes ? STR("true") : STR("false"));
}

void json_null(struct json *j)
{
	begin_value(j);
	buf_str(j->out, STR("null"));
}

void json_member(struct json *j, const char *key, struct str s)
{
	json_key(j, key);
	json_str(j, s);
}
