/* span_json.h -- spans, as all our JSON writes them. */
#ifndef IMR_SPAN_JSON_H
#define IMR_SPAN_JSON_H

#include "report/json.h"
#include "text/source.h"

/* {"start": {"line", "column", "byte"}, "end": {...}}. */
void json_span(struct json *j, const struct source *s, struct span at);
/* The same; null when the span is empty. */
void json_span_or_null(struct json *j, const struct source *s, struct span at);

#endif
