/* json.h -- the one writer of JSON (RFC 8259). */
#ifndef IMR_JSON_H
#define IMR_JSON_H

#include "base/buf.h"
#include "base/str.h"

/* Deeper than any document of ours: the parsed letter has seven levels. */
#define JSON_LEVELS_MAX 24

/*
 * { .out = buffer } writes on one line; pretty indents by two blanks. Commas
 * and line ends come by themselves. In an object every value is preceded by
 * json_key. Whatever text holds, what is written is valid JSON in UTF-8, and
 * unsafe characters (report/display.h) are escaped, so that it can go to a
 * terminal.
 */
struct json {
	struct buf *out;
	bool pretty;
	int level;
	bool after_key;
	bool filled[JSON_LEVELS_MAX]; /* something stands in this level */
};

void json_object(struct json *j);
void json_object_end(struct json *j);
void json_list(struct json *j);
void json_list_end(struct json *j);

void json_key(struct json *j, const char *key);
void json_str(struct json *j, struct str s);
void json_c(struct json *j, const char *terminated);
/* null for an empty text. */
void json_str_or_null(struct json *j, struct str s);
void json_count(struct json *j, size_t n);
/* At most six decimals, none that are not needed, whatever the locale. */
void json_number(struct json *j, double n);
void json_bool(struct json *j, bool yes);
void json_null(struct json *j);

/* "key": "text" and its like, the commonest member. */
void json_member(struct json *j, const char *key, struct str s);

#endif
