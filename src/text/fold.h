/* fold.h -- the letter as the matcher sees it, with the way back. */
#ifndef IMR_FOLD_H
#define IMR_FOLD_H

#include "base/arena.h"
#include "base/str.h"

/* Places of a source, in order. */
struct spans {
	const struct span *items;
	size_t n;
};

/* Index of the first span that ends behind `at`. */
size_t spans_from(struct spans s, uint32_t at);

/* A word that is read as others: "w/o" as "without". All texts are folded. */
struct short_form {
	struct str says;
	struct str means;
	bool capitals; /* only where it is printed in capitals */
	/* Not where one of these follows: "PT/INR". */
	const struct str *unless;
	size_t n_unless;
};

/* What a text holds besides its own words. */
struct fold_extras {
	struct spans skipped; /* read as a page break: the text goes on */
	const struct short_form *forms;
	size_t n_forms;
};

/*
 * The folded view of a text: lower case, every run of white space one space,
 * curly quotes straight, dashes '-', ligatures and accents in ASCII where they
 * have a spelling, byte-order marks and soft hyphens gone, "isn't" as "is not"
 * ("can't" as "cannot"), a word that was hyphenated over two lines on one
 * ("electro-" + "myography" becomes "electro-myography"). Other characters keep
 * their bytes.
 *
 * Invariants: map has len + 1 entries and never falls; map[i] is the source
 * offset of the character that folded byte i came from, map[len] the length of
 * the source. Both texts stay valid as long as the arena.
 */
struct fold {
	struct str text;
	const uint32_t *map;
	const uint32_t *marks; /* into map, at even steps of the source */
	struct str source;
	VEC(struct fold_gap) gaps;
	bool flat; /* it has hardly any line end: a line may begin anywhere */
};

/* White space that holds a line end: where lines and paragraphs begin. */
struct fold_gap {
	uint32_t at;       /* folded offset of the first byte after the gap */
	uint16_t newlines; /* line ends in it */
	uint8_t padded;    /* a blank line in it holds a space or a tab */
	uint8_t form_feed;
};

void fold_read(struct fold *f, struct arena *a, struct str source);
void fold_read_with(struct fold *f, struct arena *a, struct str source,
                    const struct fold_extras *extras);

/* The source bytes that a folded range came from, without blanks around. */
struct span fold_source(const struct fold *f, uint32_t start, uint32_t end);
/* The first folded offset that came from source offset `at` or later. */
uint32_t fold_offset(const struct fold *f, uint32_t at);
/* The gap that ends at folded offset `at`; NULL when no line begins there. */
const struct fold_gap *fold_gap(const struct fold *f, uint32_t at);
/* Index of the first gap that ends at or after `at`. */
size_t fold_gaps_from(const struct fold *f, uint32_t at);
static inline struct str fold_text(const struct fold *f, uint32_t start,
                                   uint32_t end)
{
	return str_sub(f->text, start, end);
}
/* True when the source has no small letter there. */
bool fold_in_capitals(const struct fold *f, uint32_t start, uint32_t end);
/* How many words begin behind `from`, up to `to`. */
unsigned fold_words_between(const struct fold *f, uint32_t from, uint32_t to);

#endif
