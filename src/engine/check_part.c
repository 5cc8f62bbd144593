/*
 * check_part.c -- a rationale on another part of the body than the one asked
 * for, or on a complaint that the rest of the letter knows nothing of.
 */
#include "engine/named_part.h"
#include "engine/naming.h"
#include "letter/polarity.h"

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
                                 const struct named_part *m)
{
	for (size_t i = 0; m->comorbid && i < r->told->list.len; i++) {
		if (str_eq(r->told->list.items[i].part->region,
		           m->part->region))
			return true;
	}
	return false;
}

/* "He has a lumbar brace": the part is in the name of another treatment. */
static bool is_in_other_name(const struct restating *r,
                             const struct named_part *m)
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
static const struct named_part *only_other_part(const struct restating *r,
                                                const struct named_parts *in,
                                                bool guideline)
{
	const struct named_part *first = NULL;

	for (size_t i = 0; i < in->list.len; i++) {
		const struct named_part *m = &in->list.items[i];
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

bool rests_on_other_part(struct restating *r, const struct named_parts *reasons)
{
	const struct named_part *m = only_other_part(r, reasons, false);

	/* "The left shoulder is not the subject" */
	if (m && (m->aside || m->well_side))
		m = NULL;
	if (!m)
		m = only_other_part(r, reasons, true);
	if (!m)
		return false;
	report_part(r, named_part_span(r->c, m),
	            m->guideline ? "rationale applies a guideline for"
	                         : "rationale speaks only of");
	return true;
}

/* -- a complaint that the rest of the letter knows nothing of */

/* A summary that names fewer parts leaves out more than one complaint. */
#define TOLD_PARTS 3

/* "Right knee pain": the part has a side, and its pain is told. */
static bool is_complaint(const struct restating *r, const struct named_part *m)
{
	const struct fold *f = r->c->letter->fold;
	struct str behind = fold_text(f, m->end, m->sentence->end);
	const struct hit *cue;
	bool past;

	return part_is_joint(m->part) &&
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
		const struct part_row *row = hit_part(r->c, h);

		if (row && row->region.len &&
		    lexicon_near_regions(&r->c->rules->lexicon, row->region,
		                         region) &&
		    !in_a_rationale(l, h->start))
			return true;
	}
	return false;
}

bool tells_unknown_complaint(struct restating *r,
                             const struct named_parts *reasons)
{
	const struct letter *l = r->c->letter;

	for (size_t i = 0; i < reasons->list.len; i++) {
		const struct named_part *m = &reasons->list.items[i];
		struct finding *f;

		if (r->told->list.len < TOLD_PARTS || !is_complaint(r, m) ||
		    known_elsewhere(r, m->part->region))
			continue;
		f = checking_report(
		        r->c, PART_OR_SIDE, r->d->index,
		        named_part_span(r->c, m),
		        "the rationale of item %u tells of '%.*s' "
		        "pain, and nothing else in the letter "
		        "names the %.*s",
		        r->d->index,
		        STR_ARG(letter_line(l, r->c->arena,
		                            named_part_span(r->c, m))),
		        STR_ARG(m->part->region));
		f->confidence = CONFIDENCE_MEDIUM;
		checking_relate(r->c, f,
		                named_part_span(r->c, &r->told->list.items[0]),
		                "the case summary tells of this and other "
		                "parts");
		return true;
	}
	return false;
}
