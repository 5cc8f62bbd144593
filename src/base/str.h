/* str.h -- borrowed text with a length: the only string type of the program. */
#ifndef IMR_STR_H
#define IMR_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * A slice of somebody else's bytes. Never terminated, may contain NUL, may be
 * empty with a NULL pointer. Passed by value; owns nothing.
 */
struct str {
	const char *ptr;
	size_t len;
};

#define STR(lit) ((struct str){ (lit), sizeof(lit) - 1 })
#define STR_INIT(lit)                  \
	{                              \
		(lit), sizeof(lit) - 1 \
	}
#define STR_ARG(s) (int)(s).len, ((s).len ? (s).ptr : "")

/* A byte range in the letter's text: end exclusive. { 0, 0 } is "nowhere". */
struct span {
	uint32_t start;
	uint32_t end;
};

struct str str_c(const char *terminated);
/* The bytes from start to end, both cut to what there is. */
static inline struct str str_sub(struct str s, size_t start, size_t end)
{
	struct str sub = { 0 };

	if (end > s.len)
		end = s.len;
	if (start >= end)
		return sub;
	sub.ptr = s.ptr + start;
	sub.len = end - start;
	return sub;
}

struct str str_trim(struct str s);
struct str str_trim_chars(struct str s, struct str chars);

static inline bool str_eq(struct str a, struct str b)
{
	return a.len == b.len &&
	       (!a.len || (*a.ptr == *b.ptr && !memcmp(a.ptr, b.ptr, a.len)));
}

/* Equal when ASCII letter case is ignored. */
bool str_eq_nocase(struct str a, struct str b);
static inline bool str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len && str_eq(str_sub(s, 0, prefix.len), prefix);
}

bool str_ends(struct str s, struct str suffix);
/* Length of the first of `n` prefixes that the string begins with; 0: none. */
size_t str_prefix(struct str s, const struct str *prefixes, size_t n);
/* Less than 0, 0, more than 0: byte order, shorter first. */
int str_cmp(struct str a, struct str b);

/* Offset of the first occurrence at or after `from`; s.len when there is none.
 */
size_t str_find(struct str s, size_t from, struct str needle);
size_t str_find_char(struct str s, size_t from, char c);
/* Offset of the first of some characters; s.len when there is none. */
size_t str_find_any(struct str s, struct str chars);
/* Offset at which the last word begins: behind the last blank. */
size_t str_last_word(struct str s);
static inline bool str_has_char(struct str s, char c)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == c)
			return true;
	}
	return false;
}

/* Offset of the first byte beyond ASCII at or after `from`, or s.len. */
size_t str_find_high(struct str s, size_t from);

/*
 * Splits at the first `sep`: head before, tail after. ok is false when there
 * is no separator; head is then the whole of s and tail is empty.
 */
struct str_pair {
	struct str head;
	struct str tail;
	bool ok;
};
struct str_pair str_cut(struct str s, char sep);

/* ASCII only, whatever the locale. */
static inline bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}
static inline bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}
static inline bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}
static inline bool is_alpha(char c)
{
	return is_lower((char)(c | 0x20));
}
static inline bool is_alnum(char c)
{
	return is_alpha(c) || is_digit(c);
}
static inline bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline char to_lower(char c)
{
	return is_upper(c) ? (char)(c | 0x20) : c;
}

/*
 * Reads decimal digits (with ',' between groups of three) at the start of s.
 * Stores how many bytes were read in *used; 0 when s does not start with a
 * digit. Values above 999,999,999 saturate there.
 */
uint32_t str_number(struct str s, size_t *used);
/* Reads "7.5", "10", ".5": *used as above. */
double str_decimal(struct str s, size_t *used);

/* FNV-1a, 64 bits; `seed` chains several pieces. Start with STR_HASH_SEED. */
#define STR_HASH_SEED UINT64_C(0xcbf29ce484222325)
uint64_t str_hash(struct str s, uint64_t seed);

/*
 * Edit distance of one: true when a and b differ by one letter inserted, left
 * out, replaced, or by two neighbours exchanged (and are not equal).
 */
bool str_one_edit_apart(struct str a, struct str b);
/*
 * How many consonants two folded words have, when both have the same ones in
 * the same order; else 0. What sounds alike is the same (c and k, s and z, m
 * and n, ph and f), a double letter is one, and a vowel counts as the first
 * letter only: "fomatidine" and "famotidine".
 */
size_t str_sounds_alike(struct str a, struct str b);
/* How many letters inserted, left out or replaced lead from a to b, at most
 * `most` (then most + 1). */
size_t str_distance(struct str a, struct str b, size_t most);

#endif
