/*
 * check_treatment.c -- whether the rationale decides on what is asked for.
 *
 * A rationale may discuss many treatments; what counts is the one it decides
 * on. Which names are of the same treatment, naming.c tells; whose reasons a
 * rationale gives that decides on "the request", reasons.c.
 */
#include "engine/reasons.h"

#define RULE STR("consistency/different-treatment-in-rationale")

/* Criteria for topical drugs that a rationale quotes at least when it decides
 * on one: a single "topical" is an aside. */
#define TOPICAL_MENTIONS 3

/* -- what the rationale decides on */

static struct span sentence_of(const struct restated *a)
{
	return (struct span){ a->sentence->start, a->sentence->end };
}

static bool is_last_of_sentence(const struct restating *r, size_t at)
{
	return at + 1 == r->again.list.len ||
	       r->again.list.items[at + 1].sentence !=
	               r->again.list.items[at].sentence;
}

static void report(struct restating *r, struct span folded, const char *does)
{
	const struct letter *l = r->c->letter;
	struct span at = fold_source(l->fold, folded.start, folded.end);
	struct span other = names_other(r, folded);
	struct str name =
	        letter_line(l, r->c->arena, span_empty(other) ? at : other);
	struct finding *f = checking_report(
	        r->c, RULE, r->d->index, at,
	        "item %u asks for '%.*s', the rationale %s '%.*s'", r->d->index,
	        STR_ARG(letter_line(l, r->c->arena, r->d->request.disputed)),
	        does, STR_ARG(name));

	checking_relate(r->c, f, r->d->request.disputed,
	                "the item asks for this");
}

/* "The arthroscopy is not approved", under a request for its anaesthesia. */
static bool falls_with_surgery(const struct restating *r,
                               const struct restated *a)
{
	return goes_with_surgery(&r->d->request) && names_surgery(r, a->folded);
}

/* "The arthroscopy is not approved. So nothing that goes with it is" */
static bool leads_to_aftercare(const struct restating *r,
                               const struct restated *a)
{
	return falls_with_surgery(r, a) &&
	       a->sentence->end <= fold_offset(r->c->letter->fold,
	                                       r->d->conclusion_span.start);
}

/* "No need of traction is told, and the request is not necessary": the verdict
 * is on the request, not on what stands before it. */
static bool leads_to_request(const struct restating *r,
                             const struct restated *a)
{
	const struct sentence *s = a->sentence;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->d->hits.list.items[s->first_hit + i];

		if (h->start >= a->folded.end && hit_is_cue(h, CUE_REQUEST) &&
		    str_has_char(fold_text(r->c->letter->fold, a->folded.end,
		                           h->start),
		                 ','))
			return true;
	}
	return false;
}

/* "Since the arthroscopy is not approved, they are not necessary": of what goes
 * with it. */
static bool is_reason_of_surgery(const struct restating *r,
                                 const struct restated *a)
{
	const struct sentence_words *words = &r->c->rules->language.words;

	return goes_with_surgery(&r->d->request) &&
	       texts_begin(&words->clause_openers,
	                   fold_text(r->c->letter->fold, a->sentence->start,
	                             a->sentence->end));
}

/* "The ablation is approved in this review": what is told of another item. */
static bool is_of_this_letter(const struct restating *r,
                              const struct restated *a)
{
	return texts_stand_in(
	        &r->c->rules->language.words.limits,
	        fold_text(r->c->letter->fold, a->folded.end, a->sentence->end));
}

/* The verdict's own subject is another treatment. */
static const struct restated *decided_other(const struct restating *r,
                                            bool *own)
{
	const struct restated *other = NULL;

	*own = false;
	for (size_t i = 0; i < r->again.list.len; i++) {
		const struct restated *a = &r->again.list.items[i];

		if (!a->concluding || !is_last_of_sentence(r, i))
			continue;
		if (names_compare(r, sentence_of(a)) == NAMES_ALIKE)
			*own = true;
		else if (!is_of_this_letter(r, a) && !leads_to_request(r, a) &&
		         !leads_to_aftercare(r, a) &&
		         !is_reason_of_surgery(r, a) &&
		         names_compare(r, a->folded) == NAMES_OTHER)
			other = a;
	}
	return other;
}

/* A name of what is asked for, and not only "the block", stands somewhere. */
static bool names_own_kind(const struct restating *r)
{
	const struct hits *hits = &r->d->hits;

	for (size_t i = 0; i < hits->list.len; i++) {
		if (naming_at(r, i) == NAMES_ALIKE &&
		    !name_is_generic(&r->c->rules->lexicon,
		                     &hits->list.items[i]))
			return true;
	}
	return false;
}

static bool same_thing(const struct lexicon *lex, const struct hit *a,
                       const struct hit *b)
{
	const struct treatment_row *t, *u;

	if (a->kind != b->kind || !hit_is_name(a))
		return false;
	if (a->kind == TERM_DRUG)
		return lexicon_like_drugs(&lex->drugs.items[a->index],
		                          &lex->drugs.items[b->index]);
	t = &lex->treatments.items[a->index];
	u = &lex->treatments.items[b->index];
	return t->category == u->category && str_eq(t->kind, u->kind);
}

static bool heads(const struct restating *r, const struct decision *d,
                  const struct hit *name)
{
	const struct hits *hits = &d->heading_hits;

	for (size_t i = 0; i < hits->list.len; i++) {
		if (same_thing(&r->c->rules->lexicon, &hits->list.items[i],
		               name))
			return true;
	}
	return false;
}

/* Some other item's heading has it, or something like it. */
static bool asked_elsewhere(const struct restating *r, struct span folded)
{
	const struct letter *l = r->c->letter;
	const struct hits *hits = &r->d->hits;

	for (size_t i = hits_from(hits, folded.start);
	     i < hits->list.len && hits->list.items[i].start < folded.end;
	     i++) {
		if (naming_at(r, i) != NAMES_OTHER)
			continue;
		for (size_t j = 0; j < l->decisions.len; j++) {
			if (heads(r, &l->decisions.items[j],
			          &hits->list.items[i]))
				return true;
		}
	}
	return false;
}

/* "For this program an evaluation may be required, and there is none, so it is
 * not necessary": the verdict is on what the sentence began with. */
static bool goes_on(const struct restating *r, const struct restated *a)
{
	return names_compare(r, sentence_of(a)) == NAMES_ALIKE &&
	       str_has_char(fold_text(r->c->letter->fold, a->folded.end,
	                              a->sentence->end),
	                    ',');
}

/* "The request for X is not necessary", at the end of a rationale that was on
 * what the item asks for: X stands there by a slip. */
static const struct restated *ends_with_other(const struct restating *r)
{
	const struct restated *last = NULL;
	uint32_t verdict =
	        fold_offset(r->c->letter->fold, r->d->conclusion_span.start);

	for (size_t i = 0; i < r->again.list.len; i++) {
		const struct restated *a = &r->again.list.items[i];

		if (a->concluding && !leads_to_request(r, a) &&
		    a->sentence->start == verdict &&
		    names_compare(r, a->folded) != NAMES_NOTHING)
			last = a;
	}
	return last && !last->elsewhere && !falls_with_surgery(r, last) &&
	                       names_compare(r, last->folded) == NAMES_OTHER &&
	                       !goes_on(r, last) &&
	                       !asked_elsewhere(r, last->folded)
	               ? last
	               : NULL;
}

/* "Use of the reliever on most days, two courses of prednisone": what is
 * needed ends with the first comma. */
static struct span asked_part(const struct restating *r,
                              const struct restated *a)
{
	struct span part = a->folded;

	if (a->loosely)
		part.end = part.start + (uint32_t)str_find_char(
		                                fold_text(r->c->letter->fold,
		                                          part.start, part.end),
		                                0, ',');
	return part;
}

/* Some other treatment is asked for, and the item's own is never named. */
static const struct restated *only_other(const struct restating *r)
{
	if (names_compare(r, whole_rationale(r)) != NAMES_OTHER)
		return NULL;
	for (size_t i = 0; i < r->again.list.len; i++) {
		const struct restated *a = &r->again.list.items[i];

		if (leads_to_request(r, a) || is_reason_of_surgery(r, a))
			continue;
		if (names_compare(r, asked_part(r, a)) == NAMES_OTHER)
			return a;
	}
	return NULL;
}

/* The other item whose heading has what a verdict's clause names; NULL when it
 * names something of this one, or nothing. */
static const struct decision *item_named(const struct restating *r,
                                         const struct statement *s)
{
	const struct letter *l = r->c->letter;
	const struct hits *hits = &r->d->hits;
	uint32_t end = fold_offset(l->fold, s->at.end);
	const struct decision *found = NULL;

	for (size_t i = hits_from(hits, fold_offset(l->fold, s->at.start));
	     i < hits->list.len && hits->list.items[i].start < end; i++) {
		const struct hit *h = &hits->list.items[i];

		if (naming_at(r, i) == NAMES_NOTHING)
			continue;
		if (heads(r, r->d, h) || words_in_heading(r, h))
			return NULL;
		for (size_t j = 0; j < l->decisions.len && !found; j++) {
			if (heads(r, &l->decisions.items[j], h) &&
			    !name_is_generic(&r->c->rules->lexicon, h))
				found = &l->decisions.items[j];
		}
	}
	return found;
}

/*
 * Every verdict names what another item asks for, and nothing of this one: a
 * rationale that stands under the wrong heading, however alike the two are.
 */
static const struct statement *of_other_item(const struct restating *r)
{
	const struct decision *d = r->d;
	const struct statement *last = NULL;

	if (goes_with_surgery(&d->request))
		return NULL;
	for (size_t i = 0; i < d->statements.len; i++) {
		const struct statement *s = &d->statements.items[i];

		if (!s->firm)
			continue;
		if (!item_named(r, s))
			return NULL;
		last = s;
	}
	return last;
}

static void report_item(struct restating *r, const struct statement *s)
{
	const struct letter *l = r->c->letter;
	const struct decision *d = item_named(r, s);
	struct finding *f = checking_report(
	        r->c, RULE, r->d->index, s->sentence,
	        "item %u asks for '%.*s', the rationale decides on what item "
	        "%u asks for",
	        r->d->index,
	        STR_ARG(letter_line(l, r->c->arena, r->d->request.disputed)),
	        d->index);

	checking_relate(r->c, f, r->d->request.disputed,
	                "the item asks for this");
	checking_relate(r->c, f, d->request.disputed, "item %u asks for this",
	                d->index);
}

/* -- a mixture of other drugs */

/* "The cream is made of ketoprofen and baclofen", under a request for one of
 * flurbiprofen and lidocaine. */
static const struct restated *other_mixture(const struct restating *r)
{
	const struct request *asked = &r->d->request;

	if (asked->category != CATEGORY_COMPOUNDED_TOPICAL ||
	    asked->drugs.len < 2 || names_own_drug(r))
		return NULL;
	for (size_t i = 0; i < r->again.list.len; i++) {
		if (r->again.list.items[i].request.drugs.len)
			return &r->again.list.items[i];
	}
	return NULL;
}

static void report_mixture(struct restating *r, const struct restated *other)
{
	struct finding *f = checking_report(
	        r->c, RULE, r->d->index, other->at,
	        "item %u asks for a mixture of other drugs than the rationale "
	        "decides on",
	        r->d->index);

	checking_relate(r->c, f, r->d->request.disputed,
	                "the item asks for this");
}

/* -- a tablet decided as a cream */

static bool is_swallowed(const struct request *r)
{
	return r->drugs.len == 1 && r->drugs.items[0].known &&
	       r->drugs.items[0].drug_class != DRUG_TOPICAL &&
	       str_eq(r->drugs.items[0].route, STR("oral")) && r->strength.len;
}

/* The item's drug stands somewhere without "topical" right before it. */
static bool names_plainly(const struct restating *r)
{
	const struct hits *hits = &r->d->hits;
	const struct lexicon *lex = &r->c->rules->lexicon;
	uint32_t topical_end = 0;

	for (size_t i = 0; i < hits->list.len; i++) {
		const struct hit *h = &hits->list.items[i];

		if (hit_is_cue(h, CUE_TOPICAL))
			topical_end = h->end;
		if (h->kind == TERM_DRUG && h->start > topical_end + 1 &&
		    lex->drugs.items[h->index].drug_class != DRUG_TOPICAL &&
		    request_has_drug(&r->d->request,
		                     &lex->drugs.items[h->index]))
			return true;
	}
	return false;
}

static struct span decided_as_topical(const struct restating *r)
{
	const struct hits *hits = &r->d->hits;
	struct span first = { 0 };
	unsigned topical = 0, oral = 0;

	if (!is_swallowed(&r->d->request) || names_plainly(r))
		return first;
	for (size_t i = 0; i < hits->list.len; i++) {
		const struct hit *h = &hits->list.items[i];

		if (h->kind != TERM_CUE)
			continue;
		if (h->index == CUE_TOPICAL && !topical++)
			first = fold_source(r->c->letter->fold, h->start,
			                    h->end);
		oral += h->index == CUE_ORAL;
	}
	return topical >= TOPICAL_MENTIONS && topical > oral
	               ? first
	               : (struct span){ 0 };
}

static void report_topical(struct restating *r, struct span at)
{
	struct finding *f = checking_report(
	        r->c, RULE, r->d->index, at,
	        "item %u asks for %.*s to be swallowed, the rationale decides "
	        "on topical drugs",
	        r->d->index, STR_ARG(r->d->request.drugs.items[0].name));

	checking_relate(r->c, f, r->d->request.disputed,
	                "of this strength it is taken by mouth");
}

void check_treatment(struct restating *r)
{
	bool own;
	const struct restated *other = decided_other(r, &own);
	const struct statement *misplaced = of_other_item(r);
	struct span topical = decided_as_topical(r);
	struct span reasons;
	const char *does;

	if (!heading_has_names(r)) {
		checking_verdict(r->c, RULE, r->d->index, VERDICT_UNKNOWN,
		                 "the item names no known treatment");
		return;
	}
	if (!other || (own && names_own_kind(r)))
		other = ends_with_other(r);
	if (other) {
		report(r, other->folded, "decides on");
		return;
	}
	if (misplaced) {
		report_item(r, misplaced);
		return;
	}
	if (!span_empty(topical)) {
		report_topical(r, topical);
		return;
	}
	other = other_mixture(r);
	if (other) {
		report_mixture(r, other);
		return;
	}
	other = own ? NULL : only_other(r);
	if (other) {
		report(r, other->folded, "speaks only of");
		return;
	}
	reasons = reasons_of_other(r, &does);
	if (!span_empty(reasons)) {
		report(r, reasons, does);
		return;
	}
	own |= names_compare(r, whole_rationale(r)) == NAMES_ALIKE;
	checking_verdict(r->c, RULE, r->d->index,
	                 own ? VERDICT_CONSISTENT : VERDICT_UNKNOWN, "%s",
	                 own ? "the rationale names what is asked for"
	                     : "the rationale names no treatment");
}
