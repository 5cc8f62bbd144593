/* str.c -- borrowed text with a length. */
#include "base/str.h"

#include <string.h>

#define NUMBER_MAX 999999999u

struct str str_c(const char *terminated)
{
	struct str s = { terminated, terminated ? strlen(terminated) : 0 };
	return s;
}

struct str str_trim(struct str s)
{
	return str_trim_chars(s, STR(" \t\n\v\f\r"));
}

struct str str_trim_chars(struct str s, struct str chars)
{
	while (s.len && str_has_char(chars, s.ptr[0])) {
		s.ptr++;
		s.len--;
	}
	while (s.len && str_has_char(chars, s.ptr[s.len - 1]))
		s.len--;
	return s;
}

bool str_eq_nocase(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++) {
		if (to_lower(a.ptr[i]) != to_lower(b.ptr[i]))
			return false;
	}
	return true;
}

size_t str_prefix(struct str s, const struct str *prefixes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_starts(s, prefixes[i]))
			return prefixes[i].len;
	}
	return 0;
}

bool str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len &&
	       str_eq(str_sub(s, s.len - suffix.len, s.len), suffix);
}

int str_cmp(struct str a, struct str b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;

	if (order)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

size_t str_find(struct str s, size_t from, struct str needle)
{
	if (!needle.len)
		return from < s.len ? from : s.len;
	while (from + needle.len <= s.len) {
		const char *at = memchr(s.ptr + from, needle.ptr[0],
		                        s.len - from - needle.len + 1);
		if (!at)
			break;
		if (!memcmp(at, needle.ptr, needle.len))
			return (size_t)(at - s.ptr);
		from = (size_t)(at - s.ptr) + 1;
	}
	return s.len;
}

size_t str_find_any(struct str s, struct str chars)
{
	size_t at = 0;

	while (at < s.len && !str_has_char(chars, s.ptr[at]))
		at++;
	return at;
}

size_t str_find_char(struct str s, size_t from, char c)
{
	const char *at =
	        from < s.len ? memchr(s.ptr + from, c, s.len - from) : NULL;
	return at ? (size_t)(at - s.ptr) : s.len;
}

size_t str_last_word(struct str s)
{
	size_t at = s.len;

	while (at > 0 && s.ptr[at - 1] != ' ')
		at--;
	return at;
}

size_t str_find_high(struct str s, size_t from)
{
	uint64_t eight;

	for (; from + sizeof(eight) <= s.len; from += sizeof(eight)) {
		memcpy(&eight, s.ptr + from, sizeof(eight));
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (from < s.len && (unsigned char)s.ptr[from] < 0x80)
		from++;
	return from;
}

struct str_pair str_cut(struct str s, char sep)
{
	struct str_pair pair = { 0 };
	size_t at = str_find_char(s, 0, sep);

	pair.head = str_sub(s, 0, at);
	pair.ok = at < s.len;
	if (pair.ok)
		pair.tail = str_sub(s, at + 1, s.len);
	return pair;
}

/* True when s[at] is a comma inside "1,200": three digits and no fourth. */
static bool is_group_comma(struct str s, size_t at)
{
	if (at == 0 || at + 3 >= s.len || s.ptr[at] != ',')
		return false;
	for (size_t i = at + 1; i <= at + 3; i++) {
		if (!is_digit(s.ptr[i]))
			return false;
	}
	return at + 4 >= s.len || !is_digit(s.ptr[at + 4]);
}

uint32_t str_number(struct str s, size_t *used)
{
	uint64_t value = 0;
	size_t i = 0;

	while (i < s.len && (is_digit(s.ptr[i]) || is_group_comma(s, i))) {
		if (is_digit(s.ptr[i]) && value <= NUMBER_MAX)
			value = value * 10 + (uint64_t)(s.ptr[i] - '0');
		i++;
	}
	*used = i;
	return value > NUMBER_MAX ? NUMBER_MAX : (uint32_t)value;
}

double str_decimal(struct str s, size_t *used)
{
	size_t i = 0;
	double value = str_number(s, &i);

	if (i + 1 < s.len && s.ptr[i] == '.' && is_digit(s.ptr[i + 1])) {
		double place = 0.1;
		for (i++; i < s.len && is_digit(s.ptr[i]); i++) {
			value += place * (s.ptr[i] - '0');
			place /= 10;
		}
	}
	*used = i;
	return value;
}

uint64_t str_hash(struct str s, uint64_t seed)
{
	for (size_t i = 0; i < s.len; i++) {
		seed ^= (unsigned char)s.ptr[i];
		seed *= UINT64_C(0x100000001b3);
	}
	return seed;
}

bool str_one_edit_apart(struct str a, struct str b)
{
	size_t head = 0, tail = 0;

	if (a.len > b.len) {
		struct str longer = a;
		a = b;
		b = longer;
	}
	if (b.len - a.len > 1)
		return false;
	while (head < a.len && a.ptr[head] == b.ptr[head])
		head++;
	while (tail < a.len - head &&
	       a.ptr[a.len - 1 - tail] == b.ptr[b.len - 1 - tail])
		tail++;
	if (b.len == a.len + 1)
		return head + tail == a.len;
	if (head + tail + 1 == a.len)
		return true;
	return head + tail + 2 == a.len && a.ptr[head] == b.ptr[head + 1] &&
	       a.ptr[head + 1] == b.ptr[head];
}

/* What is heard: vowels and double letters are not told apart. */
struct sounds {
	struct str word;
	size_t at;
	char last; /* told already */
	char next; /* the second half of an x */
};

#define LETTER(c) (UINT32_C(1) << ((c) - 'a'))
#define MUTE                                                                   \
	(LETTER('a') | LETTER('e') | LETTER('i') | LETTER('o') | LETTER('u') | \
	 LETTER('y') | LETTER('h') | LETTER('w'))

static bool is_mute(char c)
{
	return is_lower(c) && (MUTE & LETTER(c)) != 0;
}

/* The sound of the letter at `at`; c is soft before e, i and y. */
static char sound_at(struct str word, size_t at)
{
	char after = at + 1 < word.len ? word.ptr[at + 1] : ' ';

	switch (word.ptr[at]) {
	case 'c':
		return after == 'e' || after == 'i' || after == 'y' ? 's' : 'k';
	case 'q':
	case 'x':
		return 'k';
	case 'z':
		return 's';
	case 'm':
		return 'n';
	case 'p':
		return after == 'h' ? 'f' : 'p';
	default:
		return word.ptr[at];
	}
}

/* The next sound, 0 at the end. */
static char next_sound(struct sounds *s)
{
	for (;;) {
		char sound = s->next;

		s->next = 0;
		if (!sound) {
			size_t at = s->at++;

			if (at >= s->word.len)
				return 0;
			if (at && is_mute(s->word.ptr[at]))
				continue;
			sound = sound_at(s->word, at);
			if (s->word.ptr[at] == 'x')
				s->next = 's';
		}
		if (sound != s->last) {
			s->last = sound;
			return sound;
		}
	}
}

size_t str_sounds_alike(struct str a, struct str b)
{
	struct sounds x = { .word = a }, y = { .word = b };
	size_t n = 0;

	for (;; n++) {
		char sound = next_sound(&x);

		if (sound != next_sound(&y))
			return 0;
		if (!sound)
			return n;
	}
}

#define DISTANCE_LONGEST 63 /* longer words are not worth a suggestion */

size_t str_distance(struct str a, struct str b, size_t most)
{
	size_t row[DISTANCE_LONGEST + 1];

	if (a.len > DISTANCE_LONGEST || b.len > DISTANCE_LONGEST)
		return most + 1;
	for (size_t j = 0; j <= b.len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t best = diagonal + (a.ptr[i - 1] != b.ptr[j - 1]);
			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[b.len] <= most ? row[b.len] : most + 1;
}
