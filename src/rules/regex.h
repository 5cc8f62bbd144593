/* regex.h -- confirming a pattern where a literal of it stood (PCRE2). */
#ifndef IMR_REGEX_H
#define IMR_REGEX_H

#include "base/arena.h"
#include "base/str.h"

/* Captures that a pattern may use: more make it a bad pattern. */
#define REGEX_CAPTURES_MAX 8

enum regex_result {
	REGEX_NO,
	REGEX_YES,
	REGEX_LIMIT, /* a match, depth or heap limit was hit: not evaluated */
};

/*
 * A pattern, and its compiled form where that was made before (or empty). All
 * compiled forms begin alike, with tables of a kilobyte: that is kept once.
 */
struct regex {
	struct str text;
	struct str common;
	struct str compiled; /* what is behind the common beginning */
};

struct regex_match {
	struct span all;
	struct span capture[REGEX_CAPTURES_MAX]; /* { 0, 0 }: took no part */
};

/*
 * Compiled patterns. They are compiled when first needed and kept until the
 * cache is freed. A cache belongs to one thread; another thread takes one that
 * shares the patterns with it and is freed before it. Both functions return
 * NULL when memory runs out.
 */
struct regex_cache;
struct regex_cache *regex_cache_new(size_t patterns);
struct regex_cache *regex_cache_share(const struct regex_cache *of);
void regex_cache_free(struct regex_cache *c);

/*
 * Matches pattern number `id` in `subject`, where a match must begin at an
 * offset from `from` to `latest`. Both are folded; the pattern must have
 * passed regex_check.
 */
enum regex_result regex_match(struct regex_cache *c, uint32_t id,
                              const struct regex *pattern, struct str subject,
                              uint32_t from, uint32_t latest,
                              struct regex_match *out);

/*
 * The whole compiled form of a pattern that passed regex_check, in the arena;
 * empty when memory runs out. A PCRE2 of another version than made it does not
 * take it: the text is then compiled.
 */
struct str regex_compile(struct arena *a, struct str pattern);

/*
 * True when the pattern compiles. Else *offset is where it is wrong and
 * *problem says why (in the arena).
 */
bool regex_check(struct arena *a, struct str pattern, size_t *offset,
                 struct str *problem);

#endif
