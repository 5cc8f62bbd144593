/*
 * check_side.c -- the body part and the side asked for, and those decided on.
 *
 * A part is compared by its region (rules/lexicon/body-parts.yaml); a hand is
 * near a finger, not near a foot. "Bilateral" covers both sides. Where the
 * patient has complaints on both sides, a side alone proves nothing.
 */
#include "engine/named_part.h"
#include "letter/polarity.h"

/* A summary that names a side once may have a slip of its own there. */
#define TOLD_MENTIONS 2

/* -- what the heading asks for */

/* The one side that the heading gives a region; none when it gives two. A side
 * that stands apart ("shoulder sling, right") is the only part's. */
static uint8_t asked_side(const struct request *asked, struct str region)
{
	uint8_t side = SIDE_NONE;

	if (asked->parts.len == 1 && !asked->parts.items[0].side)
		return str_eq(asked->parts.items[0].region, region)
		               ? asked->laterality
		               : side;
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

bool asks_near(const struct restating *r, struct str region)
{
	const struct request *asked = &r->d->request;

	for (size_t i = 0; i < asked->parts.len; i++) {
		if (lexicon_near_regions(&r->c->rules->lexicon,
		                         asked->parts.items[i].region, region))
			return true;
	}
	return false;
}

/* -- reporting */

void report_part(struct restating *r, struct span at, const char *does)
{
	const struct letter *l = r->c->letter;
	struct arena *a = r->c->arena;
	struct finding *f = checking_report(
	        r->c, PART_OR_SIDE, r->d->index, at,
	        "item %u asks for '%.*s', the %s '%.*s'", r->d->index,
	        STR_ARG(letter_line(l, a, r->d->request.disputed)), does,
	        STR_ARG(letter_line(l, a, at)));

	checking_relate(r->c, f, r->d->request.disputed,
	                "the item asks for this");
}

/* -- the request said again, of another part or side */

static bool says_near(const struct restating *r, const struct request *said,
                      struct str region)
{
	for (size_t i = 0; i < said->parts.len; i++) {
		if (lexicon_near_regions(&r->c->rules->lexicon,
		                         said->parts.items[i].region, region))
			return true;
	}
	return false;
}

/* "Cervical and thoracic" said again as "cervical and lumbar". */
static bool exchanges_part(const struct restating *r,
                           const struct request *said)
{
	const struct request *asked = &r->d->request;
	bool new = false, gone = false;

	for (size_t i = 0; i < said->parts.len; i++)
		new |= !asks_near(r, said->parts.items[i].region);
	for (size_t i = 0; i < asked->parts.len; i++)
		gone |= !says_near(r, said, asked->parts.items[i].region);
	return new &&gone;
}

static uint8_t said_side(const struct request *said)
{
	return said->parts.len == 1 && said->parts.items[0].side
	               ? said->parts.items[0].side
	               : said->laterality;
}

/* "Of both arms" decided as "of the left arm", and as nothing else. */
static bool one_of_two(const struct restating *r, const struct restated *again)
{
	uint8_t side = said_side(&again->request);

	if (r->d->request.laterality != SIDE_BILATERAL || !again->concluding ||
	    (side != SIDE_LEFT && side != SIDE_RIGHT))
		return false;
	for (size_t i = 0; i < r->again.list.len; i++) {
		uint8_t other = said_side(&r->again.list.items[i].request);

		if (other && other != side)
			return false;
	}
	return true;
}

static bool restated_elsewhere(struct restating *r)
{
	const struct request *asked = &r->d->request;

	for (size_t i = 0; i < r->again.list.len; i++) {
		const struct restated *again = &r->again.list.items[i];
		const struct request *said = &again->request;
		/* "Left L5-S1": a side without a part of its own. */
		bool near = false;
		bool other_side =
		        sides_oppose(asked->laterality, said->laterality);

		if (!said->parts.len || again->elsewhere ||
		    names_compare(r, again->folded) == NAMES_OTHER)
			continue;
		for (size_t j = 0; j < said->parts.len; j++) {
			const struct body_part *p = &said->parts.items[j];

			near |= asks_near(r, p->region);
			other_side |= sides_oppose(asked_side(asked, p->region),
			                           p->side);
		}
		if (near && !other_side && !one_of_two(r, again) &&
		    !(again->concluding && exchanges_part(r, said)))
			continue;
		report_part(r, again->at,
		            again->concluding ? "rationale decides on"
		                              : "rationale speaks of");
		return true;
	}
	return false;
}

/* -- findings of the other side */

struct sides {
	unsigned own; /* also where both sides are named */
	unsigned own_restated;
	unsigned other;
	const struct named_part *first_other;
};

/* A whole limb is near all of its parts and says nothing of one. */
static bool in_part(const struct lexicon *lex, struct str region,
                    struct str part)
{
	return str_eq(region, part) ||
	       (!str_ends(region, STR("extremity")) &&
	        lexicon_near_regions(lex, region, part));
}

static struct sides count_sides(const struct restating *r,
                                const struct named_parts *in, struct str region,
                                uint8_t side)
{
	const struct lexicon *lex = &r->c->rules->lexicon;
	struct sides n = { 0 };

	for (size_t i = 0; i < in->list.len; i++) {
		const struct named_part *m = &in->list.items[i];
		bool other = sides_oppose(m->side, side);

		/* "Left thumb" is of the left hand; a right thumb is no right
		 * hand, and does not tell against it. */
		if (m->guideline || !m->side ||
		    (m->well_side && !m->restated) ||
		    !(other ? str_eq(m->part->region, region)
		            : in_part(lex, m->part->region, region)))
			continue;
		if (!other) {
			n.own += !m->restated;
			n.own_restated += m->restated;
		} else if (!m->aside && !n.other++) {
			n.first_other = m;
		}
	}
	return n;
}

/* Where the patient has findings of both sides, one word of the other side may
 * be one of them; that many decide on it. */
#define MANY_OTHER 2

/* Only the other side is found, in a patient who has no complaint of both. */
static bool other_side(struct restating *r, const struct named_parts *reasons,
                       const struct named_parts *summary)
{
	const struct request *asked = &r->d->request;

	for (size_t i = 0; i < asked->parts.len; i++) {
		struct str region = asked->parts.items[i].region;
		uint8_t side = asked_side(asked, region);
		struct sides here = count_sides(r, reasons, region, side);
		struct sides there = count_sides(r, summary, region, side);

		if ((side != SIDE_LEFT && side != SIDE_RIGHT) || here.own)
			continue;
		if (here.other < MANY_OTHER &&
		    ((there.own && there.other) ||
		     (here.own_restated && there.other)))
			continue;
		if (here.other) {
			report_part(r, named_part_span(r->c, here.first_other),
			            "rationale speaks of");
			return true;
		}
	}
	return false;
}

/* The letter's own account of the patient knows only the other side. */
static bool other_side_told(struct restating *r,
                            const struct named_parts *reasons,
                            const struct named_parts *summary)
{
	const struct request *asked = &r->d->request;

	for (size_t i = 0; i < asked->parts.len; i++) {
		struct str region = asked->parts.items[i].region;
		uint8_t side = asked_side(asked, region);
		struct sides here = count_sides(r, reasons, region, side);
		struct sides there = count_sides(r, summary, region, side);

		if ((side != SIDE_LEFT && side != SIDE_RIGHT) || here.own ||
		    there.own || there.other < TOLD_MENTIONS)
			continue;
		report_part(r, named_part_span(r->c, there.first_other),
		            "case summary tells only of the");
		return true;
	}
	return false;
}

/* -- a side that the rest of the letter does not know */

/* True when the summary tells of the other side only, and more than once. */
static bool told_of_other_side(const struct restating *r,
                               const struct named_part *of)
{
	const struct lexicon *lex = &r->c->rules->lexicon;
	unsigned n = 0;

	for (size_t i = 0; i < r->told->list.len; i++) {
		const struct named_part *m = &r->told->list.items[i];

		if (!lexicon_near_regions(lex, m->part->region,
		                          of->part->region))
			continue;
		/* "Left arm normal": nothing to tell of it. */
		if (m->side == of->side && m->well_side)
			continue;
		if (m->side == of->side || m->side == SIDE_BILATERAL ||
		    part_is_plural(r->c, m))
			return false;
		n += m->side != SIDE_NONE;
	}
	return n >= TOLD_MENTIONS;
}

/* True when some item asks for this side of the region. */
static bool asked_of_side(const struct restating *r,
                          const struct named_part *of)
{
	const struct letter *l = r->c->letter;

	for (size_t i = 0; i < l->decisions.len; i++) {
		const struct request *asked = &l->decisions.items[i].request;

		for (size_t j = 0; j < asked->parts.len; j++) {
			const struct body_part *p = &asked->parts.items[j];
			uint8_t side = p->side ? p->side : asked->laterality;

			if (lexicon_near_regions(&r->c->rules->lexicon,
			                         p->region, of->part->region) &&
			    !sides_oppose(side, of->side))
				return true;
		}
	}
	return false;
}

/* Something is told of it: not "no pain there", not "if". */
static bool is_of_patient(const struct restating *r, const struct named_part *m)
{
	const struct hit *cue;
	bool past;
	enum polarity polarity =
	        polarity_read(r->c->letter->fold, &r->d->hits, m->sentence,
	                      m->start, m->end, &past, &cue);

	return polarity == POLARITY_AFFIRMED;
}

/* Bytes from a treatment to the part that it is for. */
#define TREATMENT_NEAR 40

/* "No reason for therapy of the left wrist": what is denied is no finding of
 * that side, and the side is meant all the same. */
static bool is_treated(const struct restating *r, const struct named_part *m)
{
	const struct sentence *s = m->sentence;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->d->hits.list.items[s->first_hit + i];

		if (h->start >= m->start)
			break;
		if (h->kind == TERM_TREATMENT && h->end < m->start &&
		    m->start - h->end <= TREATMENT_NEAR)
			return true;
	}
	return false;
}

static bool unknown_side(struct restating *r, const struct named_parts *reasons)
{
	const struct letter *l = r->c->letter;

	for (size_t i = 0; i < reasons->list.len; i++) {
		const struct named_part *m = &reasons->list.items[i];
		struct finding *f;

		if ((m->side != SIDE_LEFT && m->side != SIDE_RIGHT) ||
		    m->guideline || m->aside || m->well_side ||
		    !(is_of_patient(r, m) || is_treated(r, m)) ||
		    !told_of_other_side(r, m) || asked_of_side(r, m))
			continue;
		f = checking_report(
		        r->c, PART_OR_SIDE, r->d->index,
		        named_part_span(r->c, m),
		        "the rationale of item %u tells of the '%.*s', the "
		        "case summary only of the other side",
		        r->d->index,
		        STR_ARG(letter_line(l, r->c->arena,
		                            named_part_span(r->c, m))));
		f->confidence = CONFIDENCE_MEDIUM;
		for (size_t j = 0; j < r->told->list.len; j++) {
			const struct named_part *told = &r->told->list.items[j];

			if (!sides_oppose(told->side, m->side) ||
			    !lexicon_near_regions(&r->c->rules->lexicon,
			                          told->part->region,
			                          m->part->region))
				continue;
			checking_relate(r->c, f, named_part_span(r->c, told),
			                "the case summary tells of this one");
			break;
		}
		return true;
	}
	return false;
}

/* -- all of it */

static void mark_restated(const struct restating *r, struct named_parts *in)
{
	for (size_t i = 0; i < in->list.len; i++) {
		struct named_part *m = &in->list.items[i];

		for (size_t j = 0; j < r->again.list.len; j++) {
			struct span at = r->again.list.items[j].folded;

			m->restated |= m->start < at.end && m->end > at.start;
		}
	}
}

void check_body(struct restating *r)
{
	struct named_parts reasons = { 0 };

	named_parts_find(r->c, &r->d->sentences, &r->d->hits, &reasons);
	if (!r->d->request.parts.len) {
		if (!unknown_side(r, &reasons))
			checking_verdict(r->c, PART_OR_SIDE, r->d->index,
			                 VERDICT_NOT_APPLICABLE,
			                 "the item names no body part");
		return;
	}
	mark_restated(r, &reasons);
	if (reasons.cut || r->told->cut) {
		checking_verdict(r->c, PART_OR_SIDE, r->d->index,
		                 VERDICT_NOT_EVALUATED,
		                 "too many body parts are named");
		return;
	}
	if (restated_elsewhere(r) || other_side(r, &reasons, r->told) ||
	    other_side_told(r, &reasons, r->told) ||
	    rests_on_other_part(r, &reasons) || unknown_side(r, &reasons) ||
	    tells_unknown_complaint(r, &reasons))
		return;
	for (size_t i = 0; i < reasons.list.len; i++) {
		if (asks_near(r, reasons.list.items[i].part->region)) {
			checking_verdict(r->c, PART_OR_SIDE, r->d->index,
			                 VERDICT_CONSISTENT,
			                 "the rationale speaks of the part "
			                 "asked for");
			return;
		}
	}
	checking_verdict(r->c, PART_OR_SIDE, r->d->index, VERDICT_UNKNOWN,
	                 "the rationale cannot be tied to one body part");
}
