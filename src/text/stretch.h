/* stretch.h -- a part of the folded text that is read on its own. */
#ifndef IMR_STRETCH_H
#define IMR_STRETCH_H

#include "text/fold.h"

/* Folded offsets, end exclusive. Nothing outside of them is looked at. */
struct stretch {
	const struct fold *fold;
	uint32_t start;
	uint32_t end;
};

/* '\0' behind the end. */
static inline char stretch_char(const struct stretch *s, uint32_t at)
{
	return at < s->end ? s->fold->text.ptr[at] : '\0';
}

/* Behind the characters that stand at a place, and before those before it. */
static inline uint32_t stretch_skip(const struct stretch *s, uint32_t at,
                                    struct str chars)
{
	while (at < s->end && str_has_char(chars, stretch_char(s, at)))
		at++;
	return at;
}

static inline uint32_t stretch_skip_back(const struct stretch *s, uint32_t at,
                                         struct str chars)
{
	while (at > s->start && str_has_char(chars, stretch_char(s, at - 1)))
		at--;
	return at;
}

/* The end of the word that begins at a place, and the start of one that ends
 * there; the place itself when none does. */
static inline uint32_t stretch_word_end(const struct stretch *s, uint32_t at)
{
	while (is_alnum(stretch_char(s, at)))
		at++;
	return at;
}

static inline uint32_t stretch_word_start(const struct stretch *s, uint32_t at)
{
	while (at > s->start && is_alnum(stretch_char(s, at - 1)))
		at--;
	return at;
}

static inline struct str stretch_text(const struct stretch *s, uint32_t from,
                                      uint32_t to)
{
	return fold_text(s->fold, from, to);
}

#endif
