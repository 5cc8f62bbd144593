/* passage.c -- places of a letter: their words, and the sentences they are in.
 */
#include "engine/contradicting.h"

struct str words_at(const struct letter *l, struct span at)
{
	return fold_text(l->fold, fold_offset(l->fold, at.start),
	                 fold_offset(l->fold, at.end));
}

size_t sentence_index(const struct letter *l, const struct sentences *sentences,
                      struct span at)
{
	uint32_t place = fold_offset(l->fold, at.start);
	size_t low = 0, high = sentences->list.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct sentence *s = &sentences->list.items[middle];

		if (s->end <= place)
			low = middle + 1;
		else if (s->start > place)
			high = middle;
		else
			return middle;
	}
	return sentences->list.len;
}

const struct sentence *sentence_holding(const struct letter *l,
                                        const struct sentences *sentences,
                                        struct span at)
{
	size_t which = sentence_index(l, sentences, at);

	return which < sentences->list.len ? &sentences->list.items[which]
	                                   : NULL;
}

const struct sentence *sentence_about(const struct contradicting *r,
                                      const struct mention *m)
{
	const struct letter *l = r->c->letter;

	return sentence_holding(l,
	                        m->place == PLACE_SUMMARY
	                                ? &l->summary_sentences
	                                : &r->d->sentences,
	                        m->at);
}

const struct hits *hits_about(const struct contradicting *r,
                              const struct mention *m)
{
	return m->place == PLACE_SUMMARY ? &r->c->letter->summary_hits
	                                 : &r->d->hits;
}

struct mention passage_at(const struct contradicting *r,
                          const struct sentence *s, uint32_t start,
                          uint32_t end, enum mention_place place)
{
	const struct fold *f = r->c->letter->fold;

	return (struct mention){ .says = MENTION_PRESENT,
		                 .place = (uint8_t)place,
		                 .voice = s->voice,
		                 .at = fold_source(f, start, end),
		                 .sentence = fold_source(f, s->start, s->end) };
}
