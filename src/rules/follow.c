/* follow.c -- what must follow the sure words of a pattern. */
#include "rules/follow.h"

/* Letters that make the number of a word, and of the stem of an open one. */
#define WORD_LETTERS 5
#define STEM_LETTERS 3

struct numbers {
	uint16_t word, stem;
};

/* Blanks fill up a short word; case does not matter. */
static struct numbers numbers_of(struct str word)
{
	struct numbers n = { 0 };
	uint32_t hash = 1;
	bool over = false;

	for (size_t i = 0; i < WORD_LETTERS; i++) {
		char c = i < word.len ? to_lower(word.ptr[i]) : ' ';

		over |= !is_alnum(c);
		hash = (hash ^ (over ? ' ' : (unsigned char)c)) *
		       UINT32_C(0x9e3779b1);
		if (i + 1 == STEM_LETTERS)
			n.stem = (uint16_t)(hash >> 23);
	}
	n.word = (uint16_t)(hash >> 23);
	return n;
}
_Static_assert(UINT32_MAX >> 23 == FOLLOW_NUMBERS - 1, "numbers of words");

static void add_number(struct follow *f, unsigned number)
{
	f->words[number / 64] |= UINT64_C(1) << number % 64;
}

static bool has_number(const struct follow *f, unsigned number)
{
	return f->words[number / 64] >> number % 64 & 1;
}

bool follow_add(struct follow *f, struct str word, bool open)
{
	size_t letters = 0;

	while (letters < word.len && is_alnum(word.ptr[letters]))
		letters++;
	/* What is no letter here may be written otherwise in the text. */
	for (size_t i = 0; i < word.len && i < WORD_LETTERS; i++) {
		if ((unsigned char)word.ptr[i] >= 0x80 || word.ptr[i] == '\\')
			return false;
	}
	open &= letters == word.len;
	if (!letters || (open && letters < STEM_LETTERS))
		return false;
	if (open && letters < WORD_LETTERS)
		add_number(f, numbers_of(word).stem);
	else
		add_number(f, numbers_of(word).word);
	return true;
}

/* -- the quick look */

#define BIT_ALWAYS (UINT64_C(1) << 63) /* of all words, and of none */
#define BIT_FIGURE (UINT64_C(1) << 62)
#define BIT_WORDS  62

/* What is needed within more words than this is looked for in all. */
#define SOON_WORDS 1

static uint64_t number_bit(unsigned number)
{
	return UINT64_C(1) << number % BIT_WORDS;
}

static uint64_t bits_of(const struct follow *f)
{
	uint64_t bits = f->any ? BIT_ALWAYS : 0;

	if (f->figure)
		bits |= BIT_FIGURE;
	for (unsigned n = 0; n < FOLLOW_NUMBERS; n++)
		bits |= has_number(f, n) ? number_bit(n) : 0;
	return bits;
}

struct follow_sieve follow_sieve(const struct follow *next,
                                 const struct follow *later)
{
	struct follow_sieve s = { bits_of(next), bits_of(later) };

	if (next->within <= SOON_WORDS)
		return s;
	if (later->any)
		s.ever = s.soon;
	s.soon = BIT_ALWAYS;
	return s;
}

struct follow_sieve follow_ahead(const struct follow_words *words, size_t from,
                                 uint32_t at)
{
	struct follow_sieve ahead = { BIT_ALWAYS, BIT_ALWAYS };
	unsigned blanks = 0;

	while (from < words->list.len && words->list.items[from].at < at)
		from++;
	if (from < words->list.len)
		ahead.ever = words->list.items[from].ahead;
	for (; from < words->list.len; from++) {
		const struct follow_word *w = &words->list.items[from];

		if (w->blank && blanks++ > SOON_WORDS)
			break;
		ahead.soon |= w->bits;
	}
	return ahead;
}

/* -- the words of a sentence */

void follow_words_read(struct follow_words *w, struct arena *a, struct str text,
                       uint32_t start, uint32_t end)
{
	uint64_t ahead;

	w->list.len = 0;
	for (uint32_t at = start; at < end; at++) {
		char c = text.ptr[at];
		struct follow_word *one;
		struct numbers numbers;
		struct str word;

		if (c != ' ' && c != '-')
			continue;
		one = VEC_PUSH(a, &w->list);
		word = str_sub(text, at + 1, end);
		numbers = numbers_of(word);
		one->at = at;
		one->number = numbers.word;
		one->stem = numbers.stem;
		one->blank = c == ' ';
		one->figure = word.len && is_digit(word.ptr[0]);
		one->bits = number_bit(one->number) | number_bit(one->stem) |
		            (one->figure ? BIT_FIGURE : 0);
	}
	ahead = BIT_ALWAYS;
	for (size_t i = w->list.len; i-- > 0;) {
		ahead |= w->list.items[i].bits;
		w->list.items[i].ahead = ahead;
	}
}

static bool is_needed(const struct follow *f, const struct follow_word *w)
{
	return (f->figure && w->figure) || has_number(f, w->number) ||
	       has_number(f, w->stem);
}

bool follow_precedes(const struct follow *f, const struct follow_words *words,
                     size_t before, struct str text)
{
	unsigned blanks = 0;

	if (f->any)
		return true;
	while (before > 0) {
		const struct follow_word *w = &words->list.items[--before];

		/* "(6 visits": what stands behind the bracket is not known. */
		if (blanks &&
		    (is_needed(f, w) || !is_alnum(text.ptr[w->at + 1])))
			return true;
		if (w->blank && blanks++ > f->within)
			return false;
	}
	return true;
}

bool follow_holds(const struct follow *f, const struct follow_words *words,
                  size_t from, uint32_t at)
{
	unsigned blanks = 0;

	if (f->any)
		return true;
	while (from < words->list.len && words->list.items[from].at < at)
		from++;
	for (; from < words->list.len; from++) {
		const struct follow_word *w = &words->list.items[from];

		if (w->blank && blanks++ > f->within)
			return false;
		if (is_needed(f, w))
			return true;
	}
	return false;
}
