/* span_json.c -- spans as JSON. */
#include "report/span_json.h"

static void place(struct json *j, const char *key, const struct source *s,
                  uint32_t byte)
{
	struct place p = source_place(s, byte);

	json_key(j, key);
	json_object(j);
	json_key(j, "line");
	json_count(j, p.line);
	json_key(j, "column");
	json_count(j, p.column);
	json_key(j, "byte");
	json_count(j, byte);
	json_object_end(j);
}

void json_span(struct json *j, const struct source *s, struct span at)
{
	json_object(j);
	place(j, "start", s, at.start);
	place(j, "end", s, at.end);
	json_object_end(j);
}

void json_span_or_null(struct json *j, const struct source *s, struct span at)
{
	if (at.start < at.end)
		json_span(j, s, at);
	else
		json_null(j);
}
