/*
 * csv.c -- records of comma-separated values.
 *
 * A quote that stands in a value is written twice, so a value is open after a
 * line when the quotes so far are odd in number. Quotes inside an unquoted
 * value, which RFC 4180 forbids, are taken as they are.
 */
#include "cli/csv.h"

#include "base/buf.h"

bool csv_goes_on(struct str line, bool open)
{
	for (size_t at = 0; at < line.len; at++) {
		at = str_find_char(line, at, '"');
		open ^= at < line.len;
	}
	return open;
}

/* Where the value that begins at `at` ends: at a comma or the record's end. */
static size_t value_end(struct str record, size_t at)
{
	bool quoted = false;

	for (; at < record.len; at++) {
		if (record.ptr[at] == '"')
			quoted = !quoted;
		else if (record.ptr[at] == ',' && !quoted)
			break;
	}
	return at;
}

static struct str without_quotes(struct arena *a, struct str value)
{
	struct buf b = { .arena = a };

	if (value.len < 2 || value.ptr[0] != '"' ||
	    value.ptr[value.len - 1] != '"')
		return value;
	value = str_sub(value, 1, value.len - 1);
	while (value.len) {
		struct str_pair cut = str_cut(value, '"');

		buf_str(&b, cut.head);
		if (cut.ok)
			buf_char(&b, '"');
		if (str_starts(cut.tail, STR("\"")))
			cut.tail = str_sub(cut.tail, 1, cut.tail.len);
		value = cut.tail;
	}
	return buf_text(&b);
}

struct csv_value csv_value(struct arena *a, struct str record, size_t column)
{
	struct csv_value none = { 0 }, value = { .ok = true };
	size_t at = 0, end;

	record = str_trim_chars(record, STR("\r\n"));
	end = value_end(record, at);
	for (; column; column--) {
		if (end == record.len)
			return none;
		at = end + 1;
		end = value_end(record, at);
	}
	value.text = without_quotes(a, str_sub(record, at, end));
	return value;
}

struct csv_column csv_column(struct arena *a, struct str record,
                             struct str name)
{
	struct csv_column column = { 0 };
	struct csv_value value;

	if (str_starts(record, STR("\xef\xbb\xbf")))
		record = str_sub(record, 3, record.len);
	for (;;) {
		value = csv_value(a, record, column.index);
		column.ok =
		        value.ok && str_eq_nocase(str_trim(value.text), name);
		if (column.ok || !value.ok)
			return column;
		column.index++;
	}
}
