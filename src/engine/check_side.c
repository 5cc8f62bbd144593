/*
 * check_side.c -- the body part and the side asked for, and those decided on.
 *
 * A part is compared by its region (rules/lexicon/body-parts.yaml); a hand is
 * near a finger, not near a foot. "Bilateral" covers both sides. Where the
 * patient has complaints on both sides, a side alone proves nothing.
 */
#include "engine/restating.h"
#include "letter/polarity.h"

#define RULE STR("consistency/body-part-or-side-mismatch")

/* -- every part that the text names */

struct mention {
	const struct part_row *part;
	const struct sentence *sentence;
	uint32_t start, end; /* folded, with its side */
	uint8_t side;        /* enum laterality */
	bool restated;       /* stands in words that restate the request */
	bool guideline;      /* a guideline speaks */
	bool aside;          /* retold by utilization review, or of the past */
};

struct mentions {
	VEC(struct mention) list;
};

static const struct part_row *part_at(const struct restating *r,
                                      const struct hits *hits, uint32_t i,
                                      uint32_t end)
{
	const struct hit *h;

	if (i >= end)
		return NULL;
	h = &hits->list.items[i];
	return h->kind == TERM_PART
	               ? &r->c->rules->lexicon.parts.items[h->index]
	               : NULL;
}

/* The part hit before (or behind) hit i, right beside it. */
static const struct hit *beside(const struct restating *r,
                                const struct hits *hits,
                                const struct sentence *s, uint32_t i,
                                bool before)
{
	uint32_t first = s->first_hit, end = s->first_hit + s->n_hits;
	const struct hit *h = &hits->list.items[i];

	for (uint32_t j = first; j < end; j++) {
		const struct hit *o = &hits->list.items[j];
		const struct part_row *row = part_at(r, hits, j, end);

		if (!row || row->region.len || !row->side)
			continue;
		if (before ? o->end + 1 == h->start : h->end + 1 == o->start)
			return o;
	}
	return NULL;
}

static bool in_restated(const struct restating *r, const struct hit *h)
{
	for (size_t i = 0; i < r->again.list.len; i++) {
		const struct restated *a = &r->again.list.items[i];

		if (h->start >= a->folded.start && h->end <= a->folded.end)
			return true;
	}
	return false;
}

static void note(struct restating *r, const struct hits *hits,
                 const struct sentence *s, uint32_t i, struct mentions *out)
{
	const struct hit *h = &hits->list.items[i];
	const struct part_row *row = &r->c->rules->lexicon.parts.items[h->index];
	const struct hit *side = beside(r, hits, s, i, true);
	struct mention *m;
	bool past;

	if (!side)
		side = beside(r, hits, s, i, false);
	m = VEC_PUSH(r->c->arena, &out->list);
	m->part = row;
	m->sentence = s;
	m->start = h->start;
	m->end = h->end;
	m->side = row->side;
	if (side) {
		m->side = r->c->rules->lexicon.parts.items[side->index].side;
		m->start = side->start < h->start ? side->start : h->start;
		m->end = side->end > h->end ? side->end : h->end;
	}
	polarity_read(r->c->letter->fold, hits, s, h->start, h->end, &past,
	              NULL);
	m->restated = in_restated(r, h);
	m->guideline = guideline_speaks(hits, s, h->start);
	m->aside = past || review_speaks(hits, s, h->start);
}

static void find_mentions(struct restating *r, const struct sentences *in,
                          const struct hits *hits, struct mentions *out)
{
	for (size_t i = 0; i < in->list.len; i++) {
		const struct sentence *s = &in->list.items[i];
		uint32_t end = s->first_hit + s->n_hits;

		for (uint32_t j = s->first_hit; j < end; j++) {
			const struct part_row *row = part_at(r, hits, j, end);

			if (row && row->region.len && !row->no_part)
				note(r, hits, s, j, out);
		}
	}
}

/* -- what the heading asks for */

/* The one side that the heading gives a region; none when it gives two. */
static uint8_t asked_side(const struct request *asked, struct str region)
{
	uint8_t side = SIDE_NONE;

	for (size_t i = 0; i < asked->parts.len; i++) {
		const struct body_part *p = &asked->parts.items[i];

		if (!str_eq(p->region, region))
			continue;
		if (side && p->side != side)
			return SIDE_NONE;
		side = p->side;
	}
	return side;
}

static bool asks_near(const struct restating *r, struct str region)
{
	const struct request *asked = &r->d->request;

	for (size_t i = 0; i < asked->parts.len; i++) {
		if (lexicon_near_regions(&r->c->rules->lexicon,
		                         asked->parts.items[i].region, region))
			return true;
	}
	return false;
}

static bool opposite(uint8_t a, uint8_t b)
{
	return (a == SIDE_LEFT && b == SIDE_RIGHT) ||
	       (a == SIDE_RIGHT && b == SIDE_LEFT);
}

/* -- reporting */

static void report(struct restating *r, struct span at, const char *does)
{
	const struct letter *l = r->c->letter;
	struct arena *a = r->c->arena;
	struct finding *f = checking_report(
		r->c, RULE, r->d->index, at,
		"item %u asks for '%.*s', the rationale %s '%.*s'",
		r->d->index,
		STR_ARG(letter_line(l, a, r->d->request.disputed)), does,
		STR_ARG(letter_line(l, a, at)));

	checking_relate(r->c, f, r->d->request.disputed,
	                "the item asks for this");
}

static struct span mention_span(const struct restating *r,
                                const struct mention *m)
{
	return fold_source(r->c->letter->fold, m->start, m->end);
}

/* -- the request said again, of another part or side */

static bool restated_elsewhere(struct restating *r)
{
	const struct request *asked = &r->d->request;

	for (size_t i = 0; i < r->again.list.len; i++) {
		const struct restated *again = &r->again.list.items[i];
		const struct request *said = &again->request;
		bool near = false, other_side = false;

		if (!said->parts.len || again->elsewhere ||
		    names_compare(r, again->folded) == NAMES_OTHER)
			continue;
		for (size_t j = 0; j < said->parts.len; j++) {
			const struct body_part *p = &said->parts.items[j];

			near |= asks_near(r, p->region);
			other_side |= opposite(
				asked_side(asked, p->region), p->side);
		}
		if (near && !other_side)
			continue;
		report(r, again->at,
		       again->concluding ? "decides on" : "speaks of");
		return true;
	}
	return false;
}

/* -- findings of the other side */

struct sides {
	unsigned own;           /* also where both sides are named */
	unsigned own_restated;
	unsigned other;
	const struct mention *first_other;
};

static struct sides count_sides(const struct mentions *in, struct str region,
                                uint8_t side)
{
	struct sides n = { 0 };

	for (size_t i = 0; i < in->list.len; i++) {
		const struct mention *m = &in->list.items[i];

		if (!str_eq(m->part->region, region) || m->guideline)
			continue;
		if (opposite(m->side, side)) {
			if (m->aside)
				continue;
			n.other++;
			if (!n.first_other)
				n.first_other = m;
		} else if (m->side) {
			n.own += !m->restated;
			n.own_restated += m->restated;
		}
	}
	return n;
}

/* Only the other side is found, in a patient who has no complaint of both. */
static bool other_side(struct restating *r, const struct mentions *reasons,
                       const struct mentions *summary)
{
	const struct request *asked = &r->d->request;

	for (size_t i = 0; i < asked->parts.len; i++) {
		struct str region = asked->parts.items[i].region;
		uint8_t side = asked_side(asked, region);
		struct sides here = count_sides(reasons, region, side);
		struct sides there = count_sides(summary, region, side);

		if ((side != SIDE_LEFT && side != SIDE_RIGHT) || here.own)
			continue;
		if (here.other && !(there.own && there.other) &&
		    (!here.own_restated || !there.other)) {
			report(r, mention_span(r, here.first_other),
			       "speaks of");
			return true;
		}
	}
	return false;
}

/* -- another part altogether */

/* Every part that is named, in the guideline's words or in all. */
static const struct mention *only_other_part(const struct restating *r,
                                             const struct mentions *in,
                                             bool guideline)
{
	const struct mention *first = NULL;

	for (size_t i = 0; i < in->list.len; i++) {
		const struct mention *m = &in->list.items[i];

		/* A structure ("carpal tunnel") may be an example. */
		if (guideline && (!m->guideline || m->part->weak))
			continue;
		if (asks_near(r, m->part->region))
			return NULL;
		if (first && !str_eq(first->part->region, m->part->region))
			return NULL;
		if (!first)
			first = m;
	}
	return first;
}

static bool other_part(struct restating *r, const struct mentions *reasons)
{
	const struct mention *m = only_other_part(r, reasons, false);

	if (m && m->aside)
		m = NULL;
	if (!m)
		m = only_other_part(r, reasons, true);
	if (!m)
		return false;
	report(r, mention_span(r, m),
	       m->guideline ? "applies a guideline for" : "speaks only of");
	return true;
}

void check_body(struct restating *r)
{
	const struct letter *l = r->c->letter;
	struct mentions reasons = { 0 }, summary = { 0 };

	if (!r->d->request.parts.len) {
		checking_verdict(r->c, RULE, r->d->index,
		                 VERDICT_NOT_APPLICABLE,
		                 "the item names no body part");
		return;
	}
	find_mentions(r, &r->d->sentences, &r->d->hits, &reasons);
	find_mentions(r, &l->summary_sentences, &l->summary_hits, &summary);
	if (restated_elsewhere(r) || other_side(r, &reasons, &summary) ||
	    other_part(r, &reasons))
		return;
	for (size_t i = 0; i < reasons.list.len; i++) {
		if (asks_near(r, reasons.list.items[i].part->region)) {
			checking_verdict(r->c, RULE, r->d->index,
			                 VERDICT_CONSISTENT,
			                 "the rationale speaks of the part "
			                 "asked for");
			return;
		}
	}
	checking_verdict(r->c, RULE, r->d->index, VERDICT_UNKNOWN,
	                 "the rationale cannot be tied to one body part");
}
