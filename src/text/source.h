/* source.h -- a letter's text: valid UTF-8, never changed, with its lines. */
#ifndef IMR_SOURCE_H
#define IMR_SOURCE_H

#include "base/arena.h"
#include "base/str.h"

/* Larger letters are refused: the longest published one has 60 KB. */
#define SOURCE_BYTES_MAX ((size_t)64 * 1024 * 1024)

enum encoding {
	ENCODING_UTF8,
	ENCODING_UTF16_LE,
	ENCODING_UTF16_BE,
	ENCODING_WINDOWS_1252,
	ENCODING_MIXED, /* UTF-8 with bytes that are none: see repaired */
};

/*
 * text is the letter: for a UTF-8 file its bytes, else what they were decoded
 * to. Every span of the program is a range of bytes in it.
 *
 * Invariants: text is valid UTF-8; lines.items[0] is 0; each entry is the
 * offset of a line's first byte, growing.
 */
struct source {
	const char *path;
	struct str text;
	enum encoding encoding;
	uint32_t repaired; /* bytes that were not UTF-8, in ENCODING_MIXED */
	struct span first_repair;
	VEC(uint32_t) lines;
	VEC(uint32_t)
	characters; /* before every 4096th byte; private, and
	               empty where all lines are short */
};

/* Line and column are 1-based; columns count characters, not bytes. */
struct place {
	uint32_t line;
	uint32_t column;
};

/*
 * Makes the letter's text out of a file's bytes. The bytes must stay valid as
 * long as the source: UTF-8 is used where it stands. Never fails: what cannot
 * be decoded is kept as Windows-1252 or U+FFFD and counted in `repaired`.
 */
void source_read(struct source *s, struct arena *a, const char *path,
                 struct str bytes);

struct place source_place(const struct source *s, uint32_t offset);
/* The line that holds the offset, without its line end. */
struct span source_line(const struct source *s, uint32_t offset);
struct str source_text(const struct source *s, struct span at);

const char *encoding_name(enum encoding e);

#endif
