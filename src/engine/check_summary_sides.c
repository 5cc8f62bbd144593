/* check_summary_sides.c -- a case summary that takes one side for the other. */
#include "engine/named_part.h"
#include "letter/sentence.h"

/* A side that is named more often is no slip for the other. */
#define SLIP_MENTIONS_MAX 3

struct named {
	unsigned n;
	const struct named_part *first;
};

/* "She had a right carpal tunnel release": that side has its own story. */
static bool tells_operation(const struct checking *c, const struct sentence *s)
{
	const struct lexicon *lex = &c->rules->lexicon;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h =
		        &c->letter->summary_hits.list.items[s->first_hit + i];

		if (h->kind == TERM_TREATMENT &&
		    lex->treatments.items[h->index].category ==
		            CATEGORY_SURGERY)
			return true;
	}
	return false;
}

/* Counts the sides of a region; false when some mention is of both sides, of
 * the past, or of the well side: the patient may then have two. */
static bool count_named(struct checking *c, const struct named_parts *told,
                        struct str region, struct named *left,
                        struct named *right)
{
	for (size_t i = 0; i < told->list.len; i++) {
		const struct named_part *m = &told->list.items[i];
		struct named *side = m->side == SIDE_LEFT ? left : right;

		if (!str_eq(m->part->region, region))
			continue;
		if (m->aside || m->side == SIDE_BILATERAL ||
		    (m->side && m->well_side) || part_is_plural(c, m) ||
		    (m->side && tells_operation(c, m->sentence)))
			return false;
		if (m->side != SIDE_LEFT && m->side != SIDE_RIGHT)
			continue;
		if (!side->n++)
			side->first = m;
	}
	return true;
}

/* The one mention of the other side tells how that side came to it, or that
 * nothing is there. */
static bool has_own_story(const struct checking *c, const struct named *side)
{
	const struct named_part *m = side->first;
	const struct sentence *s = m->sentence;
	const struct fold *f = c->letter->fold;

	return m->comorbid ||
	       texts_stand_in(&c->rules->language.words.second_side,
	                      fold_text(f, s->start, s->end)) ||
	       sentence_cue(&c->letter->summary_hits, s, CUE_NEGATION,
	                    s->start);
}

static bool is_slip(const struct checking *c, const struct named *left,
                    const struct named *right)
{
	unsigned less = left->n < right->n ? left->n : right->n;

	return less == 1 && left->n + right->n <= SLIP_MENTIONS_MAX &&
	       left->first->sentence != right->first->sentence &&
	       !(left->n == 1 && has_own_story(c, left)) &&
	       !(right->n == 1 && has_own_story(c, right));
}

static void report_slip(struct checking *c, const struct named *left,
                        const struct named *right)
{
	const struct named_part *a = left->first, *b = right->first;
	const struct fold *f = c->letter->fold;
	struct finding *found;

	if (a->start > b->start) {
		a = right->first;
		b = left->first;
	}
	found = checking_report(
	        c, PART_OR_SIDE, 0, fold_source(f, b->start, b->end),
	        "the case summary has '%.*s' here and '%.*s' elsewhere",
	        STR_ARG(fold_text(f, b->start, b->end)),
	        STR_ARG(fold_text(f, a->start, a->end)));
	found->confidence = CONFIDENCE_MEDIUM;
	checking_relate(c, found, fold_source(f, a->start, a->end),
	                "the other side is named here");
}

void check_summary_sides(struct checking *c, const struct named_parts *told)
{
	unsigned found = 0;

	for (size_t i = 0; i < told->list.len; i++) {
		const struct named_part *m = &told->list.items[i];
		struct named left = { 0 }, right = { 0 };

		if (m->side != SIDE_LEFT || !part_is_joint(m->part))
			continue;
		if (!count_named(c, told, m->part->region, &left, &right) ||
		    left.first != m || !right.n || !is_slip(c, &left, &right))
			continue;
		report_slip(c, &left, &right);
		found++;
	}
	if (!found)
		checking_verdict(c, PART_OR_SIDE, 0,
		                 told->cut ? VERDICT_NOT_EVALUATED
		                           : VERDICT_CONSISTENT,
		                 told->cut ? "too many body parts are named"
		                           : "the case summary keeps to its "
		                             "sides");
}
