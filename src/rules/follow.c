/* follow.c -- what must follow the sure words of a pattern. */
#include "rules/follow.h"

/* Letters that make the number of a word, and of the stem of an open one. */
#define WORD_LETTERS 5
#define STEM_LETTERS 3

/* Blanks fill up a short word; case does not matter. */
static unsigned number_of(struct str word, size_t letters)
{
	uint32_t hash = (uint32_t)letters;
	bool over = false;

	for (size_t i = 0; i < letters; i++) {
		char c = i < word.len ? to_lower(word.ptr[i]) : ' ';

		over |= !is_alnum(c);
		hash = (hash ^ (over ? ' ' : (unsigned char)c)) *
		       UINT32_C(0x9e3779b1);
	}
	return hash >> 23;
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
		add_number(f, number_of(word, STEM_LETTERS));
	else
		add_number(f, number_of(word, WORD_LETTERS));
	return true;
}

void follow_words_read(struct follow_words *w, struct arena *a, struct str text,
                       uint32_t start, uint32_t end)
{
	w->list.len = 0;
	for (uint32_t at = start; at < end; at++) {
		char c = text.ptr[at];
		struct follow_word *one;
		struct str word;

		if (c != ' ' && c != '-')
			continue;
		one = VEC_PUSH(a, &w->list);
		word = str_sub(text, at + 1, end);
		one->at = at;
		one->number = (uint16_t)number_of(word, WORD_LETTERS);
		one->stem = (uint16_t)number_of(word, STEM_LETTERS);
		one->blank = c == ' ';
		one->figure = word.len && is_digit(word.ptr[0]);
	}
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
		if ((f->figure && w->figure) || has_number(f, w->number) ||
		    has_number(f, w->stem))
			return true;
	}
	return false;
}
