/* named_part.c -- every body part that a passage names, and how. */
#include "engine/named_part.h"

#include "letter/polarity.h"
#include "letter/sentence.h"

/* No rationale names more parts; what comes after is not looked at. */
#define PARTS_MAX 2000

const struct part_row *hit_part(const struct checking *c, const struct hit *h)
{
	return h->kind == TERM_PART ? &c->rules->lexicon.parts.items[h->index]
	                            : NULL;
}

/* The word for a side right before (or behind) a part. */
static const struct hit *beside(const struct checking *c,
                                const struct hits *hits,
                                const struct sentence *s,
                                const struct hit *part, bool before)
{
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];
		const struct part_row *row = hit_part(c, h);

		if (!row || row->region.len || !row->side)
			continue;
		if (before ? h->end + 1 == part->start
		           : part->end + 1 == h->start)
			return h;
	}
	return NULL;
}

/* "The release in 2012 was of the right wrist": what is told by its year alone
 * is of the past. */
static bool is_of_a_year(const struct fold *f, const struct sentence *s)
{
	struct str text = fold_text(f, s->start, s->end);
	struct str in = STR(" in 20");
	size_t at = str_find(text, 0, in);

	return at + in.len + 2 <= text.len && is_digit(text.ptr[at + in.len]) &&
	       is_digit(text.ptr[at + in.len + 1]);
}

static void note(struct checking *c, const struct hits *hits,
                 const struct sentence *s, const struct hit *h,
                 struct named_parts *out)
{
	const struct hit *side = beside(c, hits, s, h, true);
	const struct hit *history =
	        sentence_cue(hits, s, CUE_HISTORICAL, s->start);
	struct named_part *m = VEC_PUSH(c->arena, &out->list);
	bool past, borrowed;

	if (!side)
		side = beside(c, hits, s, h, false);
	m->part = hit_part(c, h);
	m->sentence = s;
	m->start = h->start;
	m->end = h->end;
	m->side = m->part->side;
	if (side) {
		m->side = hit_part(c, side)->side;
		m->start = side->start < h->start ? side->start : h->start;
		m->end = side->end > h->end ? side->end : h->end;
	}
	polarity_read(c->letter->fold, hits, s, h->start, h->end, &past, NULL);
	borrowed = texts_stand_in(&c->rules->language.words.borrowed,
	                          fold_text(c->letter->fold, s->start, s->end));
	m->guideline = !borrowed && guideline_speaks(hits, s, h->start);
	/* "Past history: diabetes, a cataract, and right knee surgery" */
	past |= history && history->start == s->start;
	past |= is_of_a_year(c->letter->fold, s);
	m->aside = past || borrowed || review_speaks(hits, s, h->start);
	m->comorbid = texts_begin(
	        &c->rules->language.words.comorbid,
	        str_trim(fold_text(c->letter->fold, h->end, s->end)));
	m->well_side =
	        m->side &&
	        texts_stand_in(&c->rules->language.words.well_side,
	                       fold_text(c->letter->fold, s->start, s->end));
}

void named_parts_find(struct checking *c, const struct sentences *in,
                      const struct hits *hits, struct named_parts *out)
{
	for (size_t i = 0; i < in->list.len; i++) {
		const struct sentence *s = &in->list.items[i];

		for (uint32_t j = 0; j < s->n_hits; j++) {
			const struct hit *h =
			        &hits->list.items[s->first_hit + j];
			const struct part_row *row = hit_part(c, h);

			if (!row || !row->region.len || row->no_part)
				continue;
			if (out->list.len == PARTS_MAX) {
				out->cut = true;
				return;
			}
			note(c, hits, s, h, out);
		}
	}
}

const struct named_parts *named_parts_of_summary(struct checking *c)
{
	struct named_parts *m = ARENA_NEW(c->arena, struct named_parts);

	named_parts_find(c, &c->letter->summary_sentences,
	                 &c->letter->summary_hits, m);
	return m;
}

struct span named_part_span(const struct checking *c,
                            const struct named_part *m)
{
	return fold_source(c->letter->fold, m->start, m->end);
}

bool sides_oppose(uint8_t a, uint8_t b)
{
	return (a == SIDE_LEFT && b == SIDE_RIGHT) ||
	       (a == SIDE_RIGHT && b == SIDE_LEFT);
}

bool part_is_joint(const struct part_row *part)
{
	static const struct str regions[] = {
		STR_INIT("shoulder"), STR_INIT("elbow"), STR_INIT("wrist"),
		STR_INIT("hip"),      STR_INIT("knee"),  STR_INIT("ankle"),
		STR_INIT("foot"),     STR_INIT("hand"),
	};

	for (size_t i = 0; i < sizeof(regions) / sizeof(*regions); i++) {
		if (str_eq(regions[i], part->region))
			return !part->weak;
	}
	return false;
}

bool part_is_plural(const struct checking *c, const struct named_part *m)
{
	struct str text = fold_text(c->letter->fold, m->start, m->end);

	if (str_eq(text, STR("feet")))
		return true;
	/* One meniscus, one epicondylitis, one biceps. */
	return str_ends(text, STR("s")) && !str_ends(text, STR("us")) &&
	       !str_ends(text, STR("is")) && !str_ends(text, STR("ceps"));
}
