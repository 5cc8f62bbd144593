/* subject.c -- which item of a letter the words before a verdict name. */
#include "letter/subject.h"

/* Shorter words ("the", "for", "mri") do not tell one item from another,
 * except those in capitals, which are names of treatments. */
#define TELLING_WORD 4

static void add_words(const struct concluding *r, uint32_t start, uint32_t end,
                      struct telling_words *out)
{
	const struct fold *f = r->letter->fold;

	for (uint32_t at = start; at < end;) {
		uint32_t word = at;
		struct str text;

		while (at < end && is_lower(f->text.ptr[at]))
			at++;
		text = fold_text(f, word, at);
		if (text.len >= TELLING_WORD ||
		    (text.len >= 3 && fold_in_capitals(f, word, at))) {
			/* Plural and singular are the same word. */
			if (text.ptr[text.len - 1] == 's')
				text.len--;
			if (!texts_have(&r->rules->language.words.said_of_all,
			                text))
				*VEC_PUSH(r->arena, &out->list) =
				        str_hash(text, STR_HASH_SEED);
		}
		at += at == word;
	}
}

static size_t shared(const struct telling_words *a,
                     const struct telling_words *b)
{
	size_t n = 0;

	for (size_t i = 0; i < a->list.len; i++) {
		for (size_t j = 0; j < b->list.len; j++)
			n += a->list.items[i] == b->list.items[j];
	}
	return n;
}

struct subject subject_of(const struct concluding *r, size_t own,
                          uint32_t start, uint32_t end)
{
	struct subject subject = { .other = -1 };
	struct telling_words words = { 0 };
	size_t best = 0;

	add_words(r, start, end, &words);
	subject.own = shared(&words, &r->headings[own]) > 0;
	for (size_t i = 0; i < r->letter->decisions.len && !subject.own; i++) {
		size_t n = i == own ? 0 : shared(&words, &r->headings[i]);

		if (n > best) {
			best = n;
			subject.other = (int32_t)i;
		}
	}
	return subject;
}

void subjects_read(struct concluding *r)
{
	const struct letter *l = r->letter;

	r->headings =
	        ARENA_ARRAY(r->arena, struct telling_words, l->decisions.len);
	for (size_t i = 0; i < l->decisions.len; i++) {
		struct span at = l->decisions.items[i].request.span;

		add_words(r, fold_offset(l->fold, at.start),
		          fold_offset(l->fold, at.end), &r->headings[i]);
	}
}
