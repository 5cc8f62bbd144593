/*
 * check_side.c -- the body part and the side asked for, and those decided on.
 *
 * A part is compared by its region (rules/lexicon/body-parts.yaml); a hand is
 * near a finger, not near a foot. "Bilateral" covers both sides. Where the
 * patient has complaints on both sides, a side alone proves nothing.
 */
#include "engine/naming.h"
#include "engine/restating.h"
#include "letter/polarity.h"
#include "letter/sentence.h"

#define RULE STR("consistency/body-part-or-side-mismatch")

/* No rationale names more parts; what comes after is not looked at. */
#define MENTIONS_MAX 2000

/* A summary that names a side once may have a slip of its own there. */
#define TOLD_MENTIONS 2

/* -- every part that the text names */

struct mention {
	const struct part_row *part;
	const struct sentence *sentence;
	uint32_t start, end; /* folded, with its side */
	uint8_t side;        /* enum laterality */
	bool restated;       /* stands in words that restate the request */
	bool guideline;      /* a guideline speaks */
	bool aside;          /* retold by utilization review, or of the past */
	bool well_side;      /* named because nothing is wrong with it */
	bool comorbid;       /* "knee osteoarthritis": of another illness */
};

struct mentions {
	VEC(struct mention) list;
	bool cut; /* there were more */
};

static const struct part_row *part_of(const struct checking *c,
                                      const struct hit *h)
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
		const struct part_row *row = part_of(c, h);

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
                 struct mentions *out)
{
	const struct hit *side = beside(c, hits, s, h, true);
	const struct hit *history =
	        sentence_cue(hits, s, CUE_HISTORICAL, s->start);
	struct mention *m = VEC_PUSH(c->arena, &out->list);
	bool past, borrowed;

	if (!side)
		side = beside(c, hits, s, h, false);
	m->part = part_of(c, h);
	m->sentence = s;
	m->start = h->start;
	m->end = h->end;
	m->side = m->part->side;
	if (side) {
		m->side = part_of(c, side)->side;
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

static void find_mentions(struct checking *c, const struct sentences *in,
                          const struct hits *hits, struct mentions *out)
{
	for (size_t i = 0; i < in->list.len; i++) {
		const struct sentence *s = &in->list.items[i];

		for (uint32_t j = 0; j < s->n_hits; j++) {
			const struct hit *h =
			        &hits->list.items[s->first_hit + j];
			const struct part_row *row = part_of(c, h);

			if (!row || !row->region.len || row->no_part)
				continue;
			if (out->list.len == MENTIONS_MAX) {
				out->cut = true;
				return;
			}
			note(c, hits, s, h, out);
		}
	}
}

const struct mentions *mentions_of_summary(struct checking *c)
{
	struct mentions *m = ARENA_NEW(c->arena, struct mentions);

	find_mentions(c, &c->letter->summary_sentences,
	              &c->letter->summary_hits, m);
	return m;
}

static void mark_restated(const struct restating *r, struct mentions *in)
{
	for (size_t i = 0; i < in->list.len; i++) {
		struct mention *m = &in->list.items[i];

		for (size_t j = 0; j < r->again.list.len; j++) {
			struct span at = r->again.list.items[j].folded;

			m->restated |= m->start < at.end && m->end > at.start;
		}
	}
}

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

static bool is_limb_joint(const struct part_row *part)
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

/* -- reporting */

static void report(struct restating *r, struct span at, const char *does)
{
	const struct letter *l = r->c->letter;
	struct arena *a = r->c->arena;
	struct finding *f = checking_report(
	        r->c, RULE, r->d->index, at,
	        "item %u asks for '%.*s', the %s '%.*s'", r->d->index,
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
		bool other_side = opposite(asked->laterality, said->laterality);

		if (!said->parts.len || again->elsewhere ||
		    names_compare(r, again->folded) == NAMES_OTHER)
			continue;
		for (size_t j = 0; j < said->parts.len; j++) {
			const struct body_part *p = &said->parts.items[j];

			near |= asks_near(r, p->region);
			other_side |=
			        opposite(asked_side(asked, p->region), p->side);
		}
		if (near && !other_side && !one_of_two(r, again) &&
		    !(again->concluding && exchanges_part(r, said)))
			continue;
		report(r, again->at,
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
	const struct mention *first_other;
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
                                const struct mentions *in, struct str region,
                                uint8_t side)
{
	const struct lexicon *lex = &r->c->rules->lexicon;
	struct sides n = { 0 };

	for (size_t i = 0; i < in->list.len; i++) {
		const struct mention *m = &in->list.items[i];
		bool other = opposite(m->side, side);

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
static bool other_side(struct restating *r, const struct mentions *reasons,
                       const struct mentions *summary)
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
			report(r, mention_span(r, here.first_other),
			       "rationale speaks of");
			return true;
		}
	}
	return false;
}

/* The letter's own account of the patient knows only the other side. */
static bool other_side_told(struct restating *r, const struct mentions *reasons,
                            const struct mentions *summary)
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
		report(r, mention_span(r, there.first_other),
		       "case summary tells only of the");
		return true;
	}
	return false;
}

/* -- another part altogether */

/* A numb finger is a matter of the neck, where its nerve begins; a weak arm is
 * one of the brain. */
static bool is_of_asked_root(const struct restating *r, struct str region)
{
	const struct request *asked = &r->d->request;

	for (size_t i = 0; i < asked->parts.len; i++) {
		struct str own = asked->parts.items[i].region;

		if (is_spine_region(region))
			continue;
		if ((str_eq(own, STR("head")) &&
		     str_ends(region, STR("extremity"))) ||
		    (is_spine_region(own) &&
		     fact_region_reaches(&r->c->rules->facts, own, region)))
			return true;
	}
	return false;
}

/* An illness of another part that the case summary tells of may be why a
 * treatment of the whole body is asked for, or why it is not. */
static bool is_known_comorbidity(const struct restating *r,
                                 const struct mention *m)
{
	for (size_t i = 0; m->comorbid && i < r->told->list.len; i++) {
		if (str_eq(r->told->list.items[i].part->region,
		           m->part->region))
			return true;
	}
	return false;
}

/* "He has a lumbar brace": the part is in the name of another treatment. */
static bool is_in_other_name(const struct restating *r, const struct mention *m)
{
	const struct sentence *s = m->sentence;

	for (uint32_t i = s->first_hit; i < s->first_hit + s->n_hits; i++) {
		const struct hit *h = &r->d->hits.list.items[i];

		if (h->kind == TERM_TREATMENT && h->start <= m->start &&
		    h->end >= m->end && naming_at(r, i) == NAMES_OTHER)
			return true;
	}
	return false;
}

/* Every part that is named, in the guideline's words or in all. */
static const struct mention *only_other_part(const struct restating *r,
                                             const struct mentions *in,
                                             bool guideline)
{
	const struct mention *first = NULL;

	for (size_t i = 0; i < in->list.len; i++) {
		const struct mention *m = &in->list.items[i];
		bool own = asks_near(r, m->part->region) ||
		           is_of_asked_root(r, m->part->region);

		/* "Of the neck, and none of the low back": both are quoted. */
		if (own && (!guideline || m->guideline ||
		            m->sentence->voice == VOICE_GUIDELINE))
			return NULL;
		/* A structure ("carpal tunnel") may be an example. */
		if (own || (guideline && (!m->guideline || m->part->weak)) ||
		    is_known_comorbidity(r, m) ||
		    (!m->guideline && is_in_other_name(r, m)))
			continue;
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

	/* "The left shoulder is not the subject" */
	if (m && (m->aside || m->well_side))
		m = NULL;
	if (!m)
		m = only_other_part(r, reasons, true);
	if (!m)
		return false;
	report(r, mention_span(r, m),
	       m->guideline ? "rationale applies a guideline for"
	                    : "rationale speaks only of");
	return true;
}

/* -- a complaint that the rest of the letter knows nothing of */

/* A summary that names fewer parts leaves out more than one complaint. */
#define TOLD_PARTS 3

/* "Right knee pain": the part has a side, and its pain is told. */
static bool is_complaint(const struct restating *r, const struct mention *m)
{
	const struct fold *f = r->c->letter->fold;
	struct str behind = fold_text(f, m->end, m->sentence->end);
	const struct hit *cue;
	bool past;

	return is_limb_joint(m->part) &&
	       (m->side == SIDE_LEFT || m->side == SIDE_RIGHT) &&
	       !m->guideline && !m->aside && !m->restated &&
	       str_starts(behind, STR(" pain")) &&
	       polarity_read(f, &r->d->hits, m->sentence, m->start, m->end,
	                     &past, &cue) == POLARITY_AFFIRMED;
}

static bool in_a_rationale(const struct letter *l, uint32_t at)
{
	for (size_t i = 0; i < l->decisions.len; i++) {
		struct span s = l->decisions.items[i].rationale;

		if (at >= fold_offset(l->fold, s.start) &&
		    at < fold_offset(l->fold, s.end))
			return true;
	}
	return false;
}

/* Whether anything but the rationales names the region or one near to it. */
static bool known_elsewhere(const struct restating *r, struct str region)
{
	const struct letter *l = r->c->letter;

	for (size_t i = 0; i < l->hits.list.len; i++) {
		const struct hit *h = &l->hits.list.items[i];
		const struct part_row *row = part_of(r->c, h);

		if (row && row->region.len &&
		    lexicon_near_regions(&r->c->rules->lexicon, row->region,
		                         region) &&
		    !in_a_rationale(l, h->start))
			return true;
	}
	return false;
}

static bool unknown_complaint(struct restating *r,
                              const struct mentions *reasons)
{
	const struct letter *l = r->c->letter;

	for (size_t i = 0; i < reasons->list.len; i++) {
		const struct mention *m = &reasons->list.items[i];
		struct finding *f;

		if (r->told->list.len < TOLD_PARTS || !is_complaint(r, m) ||
		    known_elsewhere(r, m->part->region))
			continue;
		f = checking_report(r->c, RULE, r->d->index, mention_span(r, m),
		                    "the rationale of item %u tells of '%.*s' "
		                    "pain, and nothing else in the letter "
		                    "names the %.*s",
		                    r->d->index,
		                    STR_ARG(letter_line(l, r->c->arena,
		                                        mention_span(r, m))),
		                    STR_ARG(m->part->region));
		f->confidence = CONFIDENCE_MEDIUM;
		checking_relate(r->c, f,
		                mention_span(r, &r->told->list.items[0]),
		                "the case summary tells of this and other "
		                "parts");
		return true;
	}
	return false;
}

/* -- a side that the rest of the letter does not know */

/* "Knees", "feet": both of them, whatever side stands elsewhere. */
static bool is_plural(const struct checking *c, const struct mention *m)
{
	struct str text = fold_text(c->letter->fold, m->start, m->end);

	if (str_eq(text, STR("feet")))
		return true;
	/* One meniscus, one epicondylitis, one biceps. */
	return str_ends(text, STR("s")) && !str_ends(text, STR("us")) &&
	       !str_ends(text, STR("is")) && !str_ends(text, STR("ceps"));
}

/* True when the summary tells of the other side only, and more than once. */
static bool told_of_other_side(const struct restating *r,
                               const struct mention *of)
{
	const struct lexicon *lex = &r->c->rules->lexicon;
	unsigned n = 0;

	for (size_t i = 0; i < r->told->list.len; i++) {
		const struct mention *m = &r->told->list.items[i];

		if (!lexicon_near_regions(lex, m->part->region,
		                          of->part->region))
			continue;
		/* "Left arm normal": nothing to tell of it. */
		if (m->side == of->side && m->well_side)
			continue;
		if (m->side == of->side || m->side == SIDE_BILATERAL ||
		    is_plural(r->c, m))
			return false;
		n += m->side != SIDE_NONE;
	}
	return n >= TOLD_MENTIONS;
}

/* True when some item asks for this side of the region. */
static bool asked_of_side(const struct restating *r, const struct mention *of)
{
	const struct letter *l = r->c->letter;

	for (size_t i = 0; i < l->decisions.len; i++) {
		const struct request *asked = &l->decisions.items[i].request;

		for (size_t j = 0; j < asked->parts.len; j++) {
			const struct body_part *p = &asked->parts.items[j];
			uint8_t side = p->side ? p->side : asked->laterality;

			if (lexicon_near_regions(&r->c->rules->lexicon,
			                         p->region, of->part->region) &&
			    !opposite(side, of->side))
				return true;
		}
	}
	return false;
}

/* Something is told of it: not "no pain there", not "if". */
static bool is_of_patient(const struct restating *r, const struct mention *m)
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
static bool is_treated(const struct restating *r, const struct mention *m)
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

static bool unknown_side(struct restating *r, const struct mentions *reasons)
{
	const struct letter *l = r->c->letter;

	for (size_t i = 0; i < reasons->list.len; i++) {
		const struct mention *m = &reasons->list.items[i];
		struct finding *f;

		if ((m->side != SIDE_LEFT && m->side != SIDE_RIGHT) ||
		    m->guideline || m->aside || m->well_side ||
		    !(is_of_patient(r, m) || is_treated(r, m)) ||
		    !told_of_other_side(r, m) || asked_of_side(r, m))
			continue;
		f = checking_report(
		        r->c, RULE, r->d->index, mention_span(r, m),
		        "the rationale of item %u tells of the '%.*s', the "
		        "case summary only of the other side",
		        r->d->index,
		        STR_ARG(letter_line(l, r->c->arena,
		                            mention_span(r, m))));
		f->confidence = CONFIDENCE_MEDIUM;
		for (size_t j = 0; j < r->told->list.len; j++) {
			const struct mention *told = &r->told->list.items[j];

			if (!opposite(told->side, m->side) ||
			    !lexicon_near_regions(&r->c->rules->lexicon,
			                          told->part->region,
			                          m->part->region))
				continue;
			checking_relate(r->c, f, mention_span(r, told),
			                "the case summary tells of this one");
			break;
		}
		return true;
	}
	return false;
}

void check_body(struct restating *r)
{
	struct mentions reasons = { 0 };

	find_mentions(r->c, &r->d->sentences, &r->d->hits, &reasons);
	if (!r->d->request.parts.len) {
		if (!unknown_side(r, &reasons))
			checking_verdict(r->c, RULE, r->d->index,
			                 VERDICT_NOT_APPLICABLE,
			                 "the item names no body part");
		return;
	}
	mark_restated(r, &reasons);
	if (reasons.cut || r->told->cut) {
		checking_verdict(r->c, RULE, r->d->index, VERDICT_NOT_EVALUATED,
		                 "too many body parts are named");
		return;
	}
	if (restated_elsewhere(r) || other_side(r, &reasons, r->told) ||
	    other_side_told(r, &reasons, r->told) || other_part(r, &reasons) ||
	    unknown_side(r, &reasons) || unknown_complaint(r, &reasons))
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

/* -- the summary alone */

/* A side that is named more often is no slip for the other. */
#define SLIP_MENTIONS_MAX 3

struct named {
	unsigned n;
	const struct mention *first;
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
static bool count_named(struct checking *c, const struct mentions *told,
                        struct str region, struct named *left,
                        struct named *right)
{
	for (size_t i = 0; i < told->list.len; i++) {
		const struct mention *m = &told->list.items[i];
		struct named *side = m->side == SIDE_LEFT ? left : right;

		if (!str_eq(m->part->region, region))
			continue;
		if (m->aside || m->side == SIDE_BILATERAL ||
		    (m->side && m->well_side) || is_plural(c, m) ||
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
	const struct mention *m = side->first;
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
	const struct mention *a = left->first, *b = right->first;
	const struct fold *f = c->letter->fold;
	struct finding *found;

	if (a->start > b->start) {
		a = right->first;
		b = left->first;
	}
	found = checking_report(
	        c, RULE, 0, fold_source(f, b->start, b->end),
	        "the case summary has '%.*s' here and '%.*s' elsewhere",
	        STR_ARG(fold_text(f, b->start, b->end)),
	        STR_ARG(fold_text(f, a->start, a->end)));
	found->confidence = CONFIDENCE_MEDIUM;
	checking_relate(c, found, fold_source(f, a->start, a->end),
	                "the other side is named here");
}

void check_summary_sides(struct checking *c, const struct mentions *told)
{
	unsigned found = 0;

	for (size_t i = 0; i < told->list.len; i++) {
		const struct mention *m = &told->list.items[i];
		struct named left = { 0 }, right = { 0 };

		if (m->side != SIDE_LEFT || !is_limb_joint(m->part))
			continue;
		if (!count_named(c, told, m->part->region, &left, &right) ||
		    left.first != m || !right.n || !is_slip(c, &left, &right))
			continue;
		report_slip(c, &left, &right);
		found++;
	}
	if (!found)
		checking_verdict(c, RULE, 0,
		                 told->cut ? VERDICT_NOT_EVALUATED
		                           : VERDICT_CONSISTENT,
		                 told->cut ? "too many body parts are named"
		                           : "the case summary keeps to its "
		                             "sides");
}
