/*
 * snippet.c -- the line of a letter that a span is on.
 *
 * A letter may be one line of megabytes: the work is bounded by what is shown,
 * so columns are counted from where the shown part begins.
 */
#include "report/snippet.h"

#include "base/buf.h"
#include "report/display.h"

#define DOTS STR("... ")
/* Columns kept before the mark when the line is cut there. */
#define BEFORE 24
/* No shown column takes more bytes of the letter on the average. */
#define BYTES_MAX (SNIPPET_COLUMNS * 4)

static bool is_tail(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* `chars` characters back from `at`, not beyond `start`. */
static uint32_t back(struct str text, uint32_t at, uint32_t start,
                     unsigned chars)
{
	while (at > start && chars--) {
		at--;
		while (at > start && is_tail(text.ptr[at]))
			at--;
	}
	return at;
}

static size_t columns(struct arena *a, struct str text, uint32_t from,
                      uint32_t to)
{
	struct buf b = { .arena = a };
	size_t column = 0, len;

	for (uint32_t at = from; at < to; at += (uint32_t)len)
		column += display_char(&b, text, at, column, &len);
	return column;
}

/* The first beginning of a word in a range; its start when there is none. */
static uint32_t next_word(struct str text, uint32_t start, uint32_t end)
{
	for (uint32_t at = start; at + 1 < end; at++) {
		if (is_space(text.ptr[at]) && !is_space(text.ptr[at + 1]))
			return at + 1;
	}
	return start;
}

/* Where the shown part begins: the line's start when the mark fits then. */
static uint32_t shown_from(struct arena *a, struct str text, struct span line,
                           struct span mark)
{
	if (mark.end - line.start <= BYTES_MAX &&
	    columns(a, text, line.start, mark.end) <= SNIPPET_COLUMNS)
		return line.start;
	if (mark.start - line.start <= BYTES_MAX &&
	    columns(a, text, line.start, mark.start) <= BEFORE)
		return line.start;
	return next_word(text, back(text, mark.start, line.start, BEFORE),
	                 mark.start);
}

static struct span trimmed(struct str text, struct span line, uint32_t keep)
{
	while (line.end > line.start && line.end > keep &&
	       is_space(text.ptr[line.end - 1]))
		line.end--;
	return line;
}

static struct span rest_of(struct str text, uint32_t from, uint32_t end)
{
	struct span rest = { from < end ? from : end, end };

	while (rest.start < end && is_space(text.ptr[rest.start]))
		rest.start++;
	return rest;
}

void snippet_read(struct snippet *out, struct arena *a,
                  const struct source *source, struct span at)
{
	struct str text = source->text;
	struct span line =
	        trimmed(text, source_line(source, at.start), at.start);
	struct span mark = { at.start < line.end ? at.start : line.end,
		             at.end < line.end ? at.end : line.end };
	uint32_t from = shown_from(a, text, line, mark), i = from;
	struct buf b = { .arena = a };
	size_t column = 0, first = 0, last, len;

	if (from > line.start) {
		buf_str(&b, DOTS);
		column = first = DOTS.len;
	}
	last = first;
	for (; i < line.end && column < SNIPPET_COLUMNS; i += (uint32_t)len) {
		if (i == mark.start)
			first = last = column;
		column += display_char(&b, text, i, column, &len);
		if (i >= mark.start && i < mark.end)
			last = column;
	}
	if (i == mark.start && mark.start == mark.end)
		first = last = column;
	if (i < line.end)
		buf_str(&b, STR(" ..."));
	out->line = buf_text(&b);
	out->mark = first;
	out->width = last > first ? last - first : 1;
	out->number = source_place(source, at.start).line;
	out->rest = rest_of(text, line.end, at.end);
}
