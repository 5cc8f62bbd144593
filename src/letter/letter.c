/* letter.c -- voices by name, and text of a letter. */
#include "letter/letter.h"

#include "base/buf.h"

const char *voice_name(enum voice v)
{
	static const char *const names[] = {
		[VOICE_UNKNOWN] = "unknown",
		[VOICE_GUIDELINE] = "guideline",
		[VOICE_UTILIZATION_REVIEW] = "utilization-review",
		[VOICE_RECORD] = "record",
		[VOICE_PATIENT] = "patient",
		[VOICE_REQUEST] = "request",
		[VOICE_REVIEWER] = "reviewer",
	};
	return names[v];
}

struct str letter_text(const struct letter *l, struct span at)
{
	return source_text(l->source, at);
}

struct str letter_line(const struct letter *l, struct arena *a, struct span at)
{
	struct str text = letter_text(l, at);
	struct spans skipped = l->page_lines;
	struct buf b = { .arena = a };
	size_t next = spans_from(skipped, at.start);
	bool space = false;

	for (size_t i = 0; i < text.len; i++) {
		next += next < skipped.n &&
		        skipped.items[next].end <= at.start + i;
		if (is_space(text.ptr[i]) ||
		    (next < skipped.n &&
		     skipped.items[next].start <= at.start + i)) {
			space = b.len > 0;
			continue;
		}
		if (space)
			buf_char(&b, ' ');
		space = false;
		buf_char(&b, text.ptr[i]);
	}
	return buf_text(&b);
}
