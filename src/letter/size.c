/*
 * size.c -- sizes of findings that the body has no room for.
 *
 * The size stands beside its finding, with only the words between that say
 * what kind of finding it is, or where; another word, and it is the size of
 * something else.
 */
#include "letter/size.h"

#include "text/stretch.h"

/* "a 4 cm broad-based left paracentral L4-5 disc bulge" */
#define LINKS_MAX 10

struct reader {
	const struct lexicon *lex;
	struct stretch in; /* the sentence */
};

/* "l4-5", "l5-s1" */
static bool is_level(struct str word)
{
	return word.len >= 2 && word.len <= 6 &&
	       str_has_char(STR("ctls"), word.ptr[0]) && is_digit(word.ptr[1]);
}

static bool joins_word(char c)
{
	return is_alnum(c) || c == '-' || c == '/';
}

static uint32_t word_end(const struct reader *r, uint32_t at)
{
	while (at < r->in.end && joins_word(stretch_char(&r->in, at)))
		at++;
	return at;
}

static uint32_t word_start(const struct reader *r, uint32_t at)
{
	while (at > r->in.start && joins_word(stretch_char(&r->in, at - 1)))
		at--;
	return at;
}

static bool is_link(const struct texts *links, struct str word)
{
	return is_level(word) || texts_have(links, word);
}

/* "cm" or "mm" as part of a centimeter; 0: another word. */
static double unit_of(struct str word)
{
	if (str_eq(word, STR("cm")) || str_eq(word, STR("centimeter")) ||
	    str_eq(word, STR("centimeters")) || str_eq(word, STR("cms")))
		return 1;
	if (str_eq(word, STR("mm")) || str_eq(word, STR("millimeter")) ||
	    str_eq(word, STR("millimeters")))
		return 0.1;
	return 0;
}

/* A number with its unit at `at`, in centimeters; *end is behind it. */
static double size_at(const struct reader *r, uint32_t at, uint32_t *end)
{
	size_t used;
	double n;

	if (!is_digit(stretch_char(&r->in, at)))
		return 0;
	n = str_decimal(stretch_text(&r->in, at, r->in.end), &used);
	at = stretch_skip(&r->in, at + (uint32_t)used, STR(" -"));
	*end = stretch_word_end(&r->in, at);
	return n * unit_of(stretch_text(&r->in, at, *end));
}

/* "3 cm from the midline", "5 cm scar": of something else. */
static bool is_place(const struct reader *r, uint32_t at)
{
	uint32_t start = stretch_skip(&r->in, at, STR(" "));
	uint32_t end = stretch_word_end(&r->in, start);
	struct str word = stretch_text(&r->in, start, end);

	return start != at && word.len &&
	       !texts_have(&r->lex->size_words.goes_on, word);
}

static double size_behind(const struct reader *r, uint32_t at,
                          struct span *number)
{
	for (int i = 0; i < LINKS_MAX; i++) {
		uint32_t end;
		double n;

		at = stretch_skip(&r->in, at, STR(" ("));
		n = size_at(r, at, &end);
		if (n > 0) {
			*number = (struct span){ at, end };
			return is_place(r, end) ? 0 : n;
		}
		end = word_end(r, at);
		if (end == at || !is_link(&r->lex->size_words.behind,
		                          stretch_text(&r->in, at, end)))
			return 0;
		at = end;
	}
	return 0;
}

static double size_before(const struct reader *r, uint32_t at,
                          struct span *number)
{
	for (int i = 0; i < LINKS_MAX; i++) {
		uint32_t end = stretch_skip_back(&r->in, at, STR(" )"));
		uint32_t used, start;
		double n;
		struct str word;

		at = word_start(r, end);
		word = stretch_text(&r->in, at, end);
		if (unit_of(word) > 0) { /* "4 cm" */
			start = stretch_skip_back(&r->in, at, STR(" "));
			start = stretch_skip_back(&r->in, start,
			                          STR("0123456789."));
		} else {
			start = at; /* "4cm", "4-cm" */
		}
		/* The 3 of "2-3 cm", "2 x 3 cm" is not all of it. */
		n = size_at(r, start, &used);
		if (n > 0 && used == end) {
			*number = (struct span){ start, end };
			return start > r->in.start &&
			                       str_has_char(
			                               STR("-/x"),
			                               stretch_char(&r->in,
			                                            start - 1))
			               ? 0
			               : n;
		}
		if (at == end || !is_link(&r->lex->size_words.before, word))
			return 0;
	}
	return 0;
}

static void read_finding(const struct reader *r, const struct hit *h,
                         struct arena *a, struct sizes *out)
{
	double at_most = r->lex->sizes.items[h->index].at_most;
	struct span number = { 0 };
	double n = size_before(r, h->start, &number);
	struct size *size;

	if (n <= 0)
		n = size_behind(r, h->end, &number);
	if (n <= at_most)
		return;
	size = VEC_PUSH(a, &out->list);
	size->number = fold_source(r->in.fold, number.start, number.end);
	size->at = fold_source(
	        r->in.fold, number.start < h->start ? number.start : h->start,
	        number.end > h->end ? number.end : h->end);
}

void sizes_read(const struct letter *l, const struct sentences *sentences,
                const struct hits *hits, const struct ruleset *rules,
                struct arena *a, struct sizes *out)
{
	struct reader r = { .lex = &rules->lexicon, .in.fold = l->fold };

	for (size_t i = 0; i < sentences->list.len; i++) {
		const struct sentence *s = &sentences->list.items[i];

		r.in.start = s->start;
		r.in.end = s->end;
		for (uint32_t j = 0; j < s->n_hits; j++) {
			const struct hit *h =
			        &hits->list.items[s->first_hit + j];

			if (h->kind == TERM_SIZE)
				read_finding(&r, h, a, out);
		}
	}
}
