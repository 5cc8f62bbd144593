/*
 * naming.c -- the drugs and treatments that a rationale names, against those of
 * the item's heading.
 *
 * Brand and generic are the same drug, kinds of one family
 * (rules/lexicon/families.yaml) the same treatment, and words for anything
 * ("therapy", "the medication") are no names.
 */
#include "engine/naming.h"

bool hit_is_name(const struct hit *h)
{
	return h->kind == TERM_DRUG || h->kind == TERM_TREATMENT;
}

/* A drug in the name of a treatment ("vitamin D level") is none. */
static bool is_inner(const struct hits *hits, size_t at)
{
	const struct hit *h = &hits->list.items[at];

	for (size_t i = at; i > 0; i--) {
		const struct hit *o = &hits->list.items[i - 1];

		if (o->end <= h->start && o->start + TERM_BYTES_MAX < h->start)
			break;
		if (hit_is_name(o) && o->start <= h->start &&
		    o->end >= h->end && o->end - o->start > h->end - h->start)
			return true;
	}
	for (size_t i = at + 1; i < hits->list.len; i++) {
		const struct hit *o = &hits->list.items[i];

		if (o->start > h->start)
			break;
		if (hit_is_name(o) && o->end > h->end)
			return true;
	}
	return false;
}

static bool is_any_drug(const struct treatment_row *t)
{
	return t->category == CATEGORY_MEDICATION ||
	       t->category == CATEGORY_COMPOUNDED_TOPICAL;
}

/* A drug beside a treatment: an injection or an operation may hold it. */
static bool goes_with_drugs(const struct treatment_row *t)
{
	return is_any_drug(t) || t->category == CATEGORY_INJECTION ||
	       t->category == CATEGORY_SURGERY || t->category == CATEGORY_OTHER;
}

bool names_are_alike(const struct lexicon *lex, const struct hit *a,
                     const struct hit *b)
{
	const struct treatment_row *t, *u;

	if (a->kind == TERM_DRUG && b->kind == TERM_DRUG)
		return lexicon_like_drugs(&lex->drugs.items[a->index],
		                          &lex->drugs.items[b->index]);
	if (a->kind == TERM_DRUG)
		return goes_with_drugs(&lex->treatments.items[b->index]);
	if (b->kind == TERM_DRUG)
		return goes_with_drugs(&lex->treatments.items[a->index]);
	t = &lex->treatments.items[a->index];
	u = &lex->treatments.items[b->index];
	return lexicon_like_treatments(lex, t, u);
}

bool name_is_generic(const struct lexicon *lex, const struct hit *h)
{
	return h->kind == TERM_TREATMENT &&
	       (lex->treatments.items[h->index].generic ||
	        lex->treatments.items[h->index].prefix);
}

/* "Associated surgical service:" says nothing of what is asked for. */
static bool name_is_prefix(const struct lexicon *lex, const struct hit *h)
{
	return h->kind == TERM_TREATMENT &&
	       lex->treatments.items[h->index].prefix;
}

/* "The carotid ultrasound" names a "carotid duplex ultrasound". */
bool words_in_heading(const struct restating *r, const struct hit *name)
{
	const struct fold *f = r->c->letter->fold;
	struct span at = r->d->request.span;
	struct str heading =
	        fold_text(f, fold_offset(f, at.start), fold_offset(f, at.end));
	struct str_pair cut = { .tail = fold_text(f, name->start, name->end),
		                .ok = true };

	while (cut.ok) {
		struct texts word;

		cut = str_cut(cut.tail, ' ');
		word = (struct texts){ &cut.head, 1 };
		if (!texts_stand_in(&word, heading))
			return false;
	}
	return true;
}

/* The heading has a cream, and the name is that of another. */
static bool is_of_other_cream(const struct restating *r, const struct hit *name)
{
	const struct lexicon *lex = &r->c->rules->lexicon;
	const struct hits *own = &r->d->heading_hits;

	for (size_t i = 0; i < own->list.len; i++) {
		const struct hit *h = &own->list.items[i];

		if (h->kind == TERM_DRUG && !is_inner(own, i) &&
		    lexicon_other_creams(&lex->drugs.items[h->index],
		                         &lex->drugs.items[name->index]))
			return true;
	}
	return false;
}

/* True when the name is one of the heading's, or what the heading was read as.
 */
static bool find_own(const struct restating *r, const struct hit *name)
{
	const struct lexicon *lex = &r->c->rules->lexicon;
	const struct hits *own = &r->d->heading_hits;
	const struct request *asked = &r->d->request;
	struct treatment_row read = { .category = asked->category,
		                      .kind = asked->kind };

	for (size_t i = 0; i < own->list.len; i++) {
		if (hit_is_name(&own->list.items[i]) && !is_inner(own, i) &&
		    !name_is_prefix(lex, &own->list.items[i]) &&
		    names_are_alike(lex, &own->list.items[i], name))
			return true;
	}
	if (name->kind == TERM_DRUG && is_of_other_cream(r, name))
		return false;
	if (name->kind == TERM_DRUG)
		return request_has_drug(asked,
		                        &lex->drugs.items[name->index]) ||
		       (!asked->drugs.len && goes_with_drugs(&read));
	return words_in_heading(r, name) ||
	       lexicon_like_treatments(lex, &read,
	                               &lex->treatments.items[name->index]);
}

/* What a hit of the rationale names: rationales are asked again and again. */
enum naming naming_at(const struct restating *r, size_t at)
{
	const struct hits *hits = &r->d->hits;
	const struct hit *h = &hits->list.items[at];

	if (r->names[at] == NAMES_UNASKED)
		r->names[at] = (uint8_t)(!hit_is_name(h) || is_inner(hits, at)
		                                 ? NAMES_NOTHING
		                         : find_own(r, h) ? NAMES_ALIKE
		                                          : NAMES_OTHER);
	return (enum naming)r->names[at];
}

bool heading_has_names(const struct restating *r)
{
	const struct hits *own = &r->d->heading_hits;

	for (size_t i = 0; i < own->list.len; i++) {
		if (hit_is_name(&own->list.items[i]) &&
		    !name_is_prefix(&r->c->rules->lexicon, &own->list.items[i]))
			return true;
	}
	return false;
}

static const struct hit *first_other(const struct restating *r,
                                     struct span folded, bool *any_own)
{
	const struct hits *hits = &r->d->hits;
	const struct hit *other = NULL;

	*any_own = false;
	for (size_t i = hits_from(hits, folded.start);
	     i < hits->list.len && hits->list.items[i].start < folded.end;
	     i++) {
		const struct hit *h = &hits->list.items[i];
		enum naming names = naming_at(r, i);

		if (names == NAMES_NOTHING || h->end > folded.end)
			continue;
		if (names == NAMES_ALIKE)
			*any_own = true;
		else if (!other && !name_is_generic(&r->c->rules->lexicon, h))
			other = h;
	}
	return other;
}

enum naming names_compare(const struct restating *r, struct span folded)
{
	bool own;
	const struct hit *other = first_other(r, folded, &own);

	if (own)
		return NAMES_ALIKE;
	return other && heading_has_names(r) ? NAMES_OTHER : NAMES_NOTHING;
}

struct span names_other(const struct restating *r, struct span folded)
{
	bool own;
	const struct hit *other = first_other(r, folded, &own);

	return other ? fold_source(r->c->letter->fold, other->start, other->end)
	             : (struct span){ 0 };
}

struct span whole_rationale(const struct restating *r)
{
	const struct sentences *s = &r->d->sentences;
	struct span all = { 0 };

	if (s->list.len) {
		all.start = s->list.items[0].start;
		all.end = s->list.items[s->list.len - 1].end;
	}
	return all;
}

/* The rationale names one of the drugs that are asked for. */
bool names_own_drug(const struct restating *r)
{
	const struct hits *hits = &r->d->hits;
	const struct lexicon *lex = &r->c->rules->lexicon;

	for (size_t i = 0; i < hits->list.len; i++) {
		const struct hit *h = &hits->list.items[i];

		if (h->kind == TERM_DRUG &&
		    request_has_drug(&r->d->request,
		                     &lex->drugs.items[h->index]))
			return true;
	}
	return false;
}

/* What goes with an operation falls with it. */
bool goes_with_surgery(const struct request *r)
{
	return r->category == CATEGORY_SURGICAL_ANCILLARY ||
	       r->surgical_prefix || r->postoperative;
}

bool names_surgery(const struct restating *r, struct span folded)
{
	const struct lexicon *lex = &r->c->rules->lexicon;
	const struct hits *hits = &r->d->hits;

	for (size_t i = hits_from(hits, folded.start);
	     i < hits->list.len && hits->list.items[i].start < folded.end;
	     i++) {
		const struct hit *h = &hits->list.items[i];

		if (h->kind == TERM_TREATMENT &&
		    lex->treatments.items[h->index].category ==
		            CATEGORY_SURGERY)
			return true;
	}
	return false;
}
