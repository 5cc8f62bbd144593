/*
 * reasons.c -- whose reasons a rationale gives that decides on "the request".
 *
 * What stands between the guideline and the verdict may be the reasons of
 * another request, copied here. They are when nothing of the item's own is
 * named, and the other treatment or drug is what the guideline is about.
 */
#include "engine/reasons.h"
#include "letter/sentence.h"

/* Another treatment that is named less often may be mentioned in passing. */
#define OTHER_MENTIONS 3

/* -- criteria of another treatment */

static struct span behind_criteria(const struct restating *r,
                                   const struct sentence *s, uint32_t from)
{
	const struct hits *hits = &r->d->hits;
	struct span out = { from, s->end };

	/* A list behind a comma is of the criteria themselves. */
	out.end = from +
	          (uint32_t)str_find_char(
	                  fold_text(r->c->letter->fold, from, s->end), 0, ',');
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];

		if (h->start >= from && h->start < out.end &&
		    h->kind == TERM_CUE &&
		    (h->index == CUE_BREAK || h->index == CUE_RESTATED_END ||
		     h->index == CUE_GUIDELINE_SAYS)) {
			out.end = h->start;
			break;
		}
	}
	return out;
}

/* "Guidelines for a cuff repair: 24 visits": of the therapy after it. */
static bool is_of_aftercare(const struct restating *r, struct span folded)
{
	const struct request *asked = &r->d->request;

	return (goes_with_surgery(asked) ||
	        asked->category == CATEGORY_PHYSICAL_THERAPY ||
	        asked->category == CATEGORY_OCCUPATIONAL_THERAPY) &&
	       names_surgery(r, folded);
}

/* The first thing that a sentence names is what it is about: "recommend gel
 * after a steroid injection" is about gel. */
static bool is_about_own(const struct restating *r, const struct sentence *s)
{
	const struct hits *hits = &r->d->hits;

	for (uint32_t i = s->first_hit; i < s->first_hit + s->n_hits; i++) {
		enum naming names = naming_at(r, i);

		if (names == NAMES_ALIKE)
			return true;
		if (names == NAMES_OTHER &&
		    !name_is_generic(&r->c->rules->lexicon,
		                     &hits->list.items[i]))
			return false;
	}
	return false;
}

/* "Criteria for X", where no guideline is quoted for what is asked. */
static struct span other_criteria(const struct restating *r)
{
	const struct hits *hits = &r->d->hits;
	struct span found = { 0 };

	for (size_t i = 0; i < r->d->sentences.list.len; i++) {
		const struct sentence *s = &r->d->sentences.list.items[i];

		if (sentence_cue(hits, s, CUE_GUIDELINE, s->start) &&
		    is_about_own(r, s))
			return (struct span){ 0 };
		for (uint32_t j = 0; j < s->n_hits; j++) {
			const struct hit *h =
			        &hits->list.items[s->first_hit + j];
			struct span of;

			if (h->kind != TERM_CUE || h->index != CUE_CRITERIA)
				continue;
			of = behind_criteria(r, s, h->end);
			if (span_empty(found) &&
			    names_compare(r, of) == NAMES_OTHER &&
			    !is_of_aftercare(r, of))
				found = of;
		}
	}
	return found;
}

/* -- what a guideline is quoted on */

/* Words between a name and what is said of it: "of the knee". */
#define SAID_NEAR 5

enum advice { ADVICE_NONE, ADVICE_FOR, ADVICE_AGAINST };

static enum advice advice_of(const struct restating *r,
                             const struct sentence *s, uint32_t from,
                             uint32_t to)
{
	const struct hit *no = sentence_cue(&r->d->hits, s, CUE_NEGATION, from);

	return no && no->start < to ? ADVICE_AGAINST : ADVICE_FOR;
}

/* "MRI and sonography are recommended": of the one as of the other, which may
 * be another word for what is asked for. */
static bool is_joined(const struct fold *f, uint32_t from, uint32_t to)
{
	struct str between = fold_text(f, from, to);

	return str_starts(between, STR(" and ")) ||
	       str_starts(between, STR(" or ")) ||
	       str_starts(between, STR(", "));
}

/* What a guideline says of what a hit names: "X is not recommended", "does not
 * recommend the use of X". */
static enum advice advice_on(const struct restating *r,
                             const struct sentence *s, const struct hit *name)
{
	const struct fold *f = r->c->letter->fold;
	const struct hits *hits = &r->d->hits;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];

		if (hit_is_cue(h, CUE_RECOMMENDED) && h->start >= name->end &&
		    fold_words_between(f, name->end, h->start) <= SAID_NEAR &&
		    !is_joined(f, name->end, h->start))
			return advice_of(r, s, name->end, h->end);
		if (hit_is_cue(h, CUE_RECOMMENDS) && h->end <= name->start &&
		    fold_words_between(f, h->end, name->start) <= SAID_NEAR &&
		    /* "Does not recommend it without X" */
		    !texts_stand_in(&r->c->rules->language.words.on_condition,
		                    fold_text(f, h->end, name->start)))
			return advice_of(r, s, s->start, name->start);
	}
	return ADVICE_NONE;
}

/* "The acupuncture guideline allows" */
static bool is_in_guideline(const struct restating *r, const struct sentence *s,
                            const struct hit *name)
{
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->d->hits.list.items[s->first_hit + i];

		if (hit_is_cue(h, CUE_GUIDELINE_SAYS) &&
		    h->start <= name->start && h->end >= name->end)
			return true;
	}
	return false;
}

static bool is_quoted(const struct restating *r, const struct sentence *s,
                      const struct hit *name)
{
	return guideline_speaks(&r->d->hits, s, name->start) ||
	       is_in_guideline(r, s, name) ||
	       advice_on(r, s, name) != ADVICE_NONE;
}

/* "The request for a brace is not necessary": the end of every rationale names
 * what is asked for, whatever its reasons are. */
static bool is_in_verdict(const struct restating *r, const struct hit *h)
{
	struct span at = fold_source(r->c->letter->fold, h->start, h->end);
	size_t behind = first_statement(r->d, at.start + 1);

	return behind &&
	       r->d->statements.items[behind - 1].sentence.end >= at.end;
}

static bool is_hands_on(unsigned category)
{
	return category == CATEGORY_PHYSICAL_THERAPY ||
	       category == CATEGORY_OCCUPATIONAL_THERAPY ||
	       category == CATEGORY_CHIROPRACTIC ||
	       category == CATEGORY_ACUPUNCTURE || category == CATEGORY_MASSAGE;
}

/* One course of treatment is easily judged by the reasons of another. */
static unsigned mentions_needed(const struct restating *r,
                                const struct hit *other)
{
	const struct treatment_row *row =
	        &r->c->rules->lexicon.treatments.items[other->index];

	return is_hands_on(r->d->request.category) && is_hands_on(row->category)
	               ? OTHER_MENTIONS - 1
	               : OTHER_MENTIONS;
}

/*
 * Every name in the rationale is one other treatment's, in what it quotes of a
 * guideline and in what it tells of the patient: the reasons of another
 * request. Drugs are left out: a rationale calls them by their class, which is
 * no name.
 */
static struct span guideline_on_other(const struct restating *r)
{
	const struct lexicon *lex = &r->c->rules->lexicon;
	const struct hits *hits = &r->d->hits;
	const struct hit *first = NULL;
	struct span none = { 0 }, found = { 0 };
	unsigned quoted = 0, told = 0;

	if (r->d->request.drugs.len)
		return none;
	for (size_t i = 0; i < r->d->sentences.list.len; i++) {
		const struct sentence *s = &r->d->sentences.list.items[i];

		for (uint32_t j = s->first_hit; j < s->first_hit + s->n_hits;
		     j++) {
			const struct hit *h = &hits->list.items[j];

			if (naming_at(r, j) == NAMES_NOTHING ||
			    (naming_at(r, j) == NAMES_OTHER &&
			     name_is_generic(lex, h)) ||
			    (naming_at(r, j) == NAMES_ALIKE &&
			     is_in_verdict(r, h)))
				continue;
			if (h->kind == TERM_DRUG ||
			    naming_at(r, j) == NAMES_ALIKE ||
			    (first && !names_are_alike(lex, first, h)))
				return none;
			first = h;
			if (!is_quoted(r, s, h)) {
				told++;
				continue;
			}
			quoted++;
			if (span_empty(found))
				found = (struct span){ h->start, h->end };
		}
	}
	return quoted && told && quoted + told >= mentions_needed(r, first)
	               ? found
	               : none;
}

/* -- one other drug throughout */

/* A class that some drug of the request is of, or that a rationale for it may
 * name alone. */
static bool is_own_class(const struct restating *r, unsigned drug_class)
{
	const struct request *asked = &r->d->request;
	const uint32_t *beside = r->c->rules->language.classes_beside;

	for (size_t i = 0; i < asked->drugs.len; i++) {
		unsigned own = asked->drugs.items[i].drug_class;

		if (own == drug_class || (beside[own] >> drug_class & 1))
			return true;
	}
	return false;
}

/* "Muscle relaxants": a rationale may call the drug by its class alone. */
static bool names_class(const struct restating *r)
{
	const struct hits *hits = &r->d->hits;

	for (size_t i = 0; i < hits->list.len; i++) {
		const struct hit *h = &hits->list.items[i];

		if (h->kind == TERM_DRUG_CLASS && is_own_class(r, h->index))
			return true;
	}
	return false;
}

/*
 * "Zolpidem is for short use. So zolpidem is not appropriate": the only drug
 * that a rationale names, more than once and where it concludes, under a
 * request for another one.
 */
static struct span other_drug_alone(const struct restating *r)
{
	const struct request *asked = &r->d->request;
	const struct hits *hits = &r->d->hits;
	const struct lexicon *lex = &r->c->rules->lexicon;
	const struct fold *f = r->c->letter->fold;
	uint32_t verdict = fold_offset(f, r->d->conclusion_span.start);
	uint32_t end = fold_offset(f, r->d->conclusion_span.end);
	const struct hit *first = NULL, *last = NULL;
	unsigned n = 0;

	if (asked->category != CATEGORY_MEDICATION || asked->drugs.len != 1 ||
	    !asked->drugs.items[0].known || names_own_drug(r) || names_class(r))
		return (struct span){ 0 };
	for (size_t i = 0; i < hits->list.len; i++) {
		const struct hit *h = &hits->list.items[i];

		if (h->kind != TERM_DRUG)
			continue;
		if (first && !names_are_alike(lex, first, h))
			return (struct span){ 0 };
		first = first ? first : h;
		last = h;
		n++;
	}
	return n > 1 && last->start >= verdict && last->end <= end
	               ? (struct span){ last->start, last->end }
	               : (struct span){ 0 };
}

/* -- what a rationale opens with */

/* "This medication" before another is named: the reasons are of the item. */
static bool speaks_of_request(const struct hits *hits, const struct sentence *s)
{
	return sentence_cue(hits, s, CUE_REQUEST, s->start) &&
	       !sentence_cue(hits, s, CUE_GUIDELINE, s->start);
}

/* What is tried before, or given instead: named under many requests. */
static bool is_alternative(const struct restating *r, uint32_t start,
                           uint32_t end)
{
	return texts_stand_in(&r->c->rules->language.words.alternatives,
	                      fold_text(r->c->letter->fold, start, end));
}

/* The first name of a kind that a rationale has, with its sentence; NULL when
 * it speaks of "the request" before. */
static const struct hit *first_name(const struct restating *r,
                                    bool (*is)(const struct restating *r,
                                               uint32_t at),
                                    const struct sentence **in)
{
	const struct hits *hits = &r->d->hits;

	for (size_t i = 0; i < r->d->sentences.list.len; i++) {
		const struct sentence *s = &r->d->sentences.list.items[i];

		*in = s;
		for (uint32_t j = s->first_hit; j < s->first_hit + s->n_hits;
		     j++) {
			if (is(r, j))
				return &hits->list.items[j];
		}
		if (speaks_of_request(hits, s))
			break;
	}
	return NULL;
}

/* What the guideline says of the first name, when it could not be said of
 * something to be tried before or instead. */
static enum advice opening_advice(const struct restating *r,
                                  const struct hit *first,
                                  const struct sentence *s)
{
	enum advice advice = first ? advice_on(r, s, first) : ADVICE_NONE;
	uint32_t end = s->end;

	/* "It is not recommended, but a trial of it may be considered." */
	if (advice == ADVICE_AGAINST)
		end = s->start +
		      (uint32_t)str_find(
		              fold_text(r->c->letter->fold, s->start, s->end),
		              0, STR(", but "));
	return is_alternative(r, s->start, end) ? ADVICE_NONE : advice;
}

static bool is_treatment(const struct restating *r, uint32_t at)
{
	const struct hit *h = &r->d->hits.list.items[at];

	return h->kind == TERM_TREATMENT && naming_at(r, at) != NAMES_NOTHING &&
	       !name_is_generic(&r->c->rules->lexicon, h);
}

/* Exercise, visits and operations are recommended under any request: before,
 * beside or after what is asked for. */
static bool goes_with_many(const struct restating *r, const struct hit *name)
{
	const struct treatment_row *row =
	        &r->c->rules->lexicon.treatments.items[name->index];

	switch (row->category) {
	case CATEGORY_SURGERY:
	case CATEGORY_CONSULTATION:
	case CATEGORY_OFFICE_VISIT:
	case CATEGORY_MEDICATION:
	case CATEGORY_OTHER:
		return true;
	default:
		return is_hands_on(row->category);
	}
}

/* Studies, injections, devices: what is asked for is not decided by another of
 * its own group, as what goes along with it may be. */
static bool is_of_group(const struct lexicon *lex, const struct hit *name,
                        const struct request *asked)
{
	unsigned category = lex->treatments.items[name->index].category;

	return category == asked->category ||
	       (category == CATEGORY_ELECTRODIAGNOSTIC &&
	        asked->category == CATEGORY_IMAGING) ||
	       (category == CATEGORY_IMAGING &&
	        asked->category == CATEGORY_ELECTRODIAGNOSTIC);
}

/*
 * "Braces are not recommended for the back" as the first thing that a rationale
 * says, under a request for traction, and no word of traction before the
 * verdict.
 */
static struct span opens_with_treatment(const struct restating *r)
{
	const struct request *asked = &r->d->request;
	const struct lexicon *lex = &r->c->rules->lexicon;
	const struct hits *hits = &r->d->hits;
	const struct sentence *s;
	const struct hit *first;
	enum advice advice;

	if (asked->category == CATEGORY_MEDICATION ||
	    asked->category == CATEGORY_COMPOUNDED_TOPICAL ||
	    goes_with_surgery(asked) || !heading_has_names(r))
		return (struct span){ 0 };
	first = first_name(r, is_treatment, &s);
	advice = opening_advice(r, first, s);
	if (advice == ADVICE_NONE ||
	    (advice == ADVICE_FOR && goes_with_many(r, first)))
		return (struct span){ 0 };
	for (uint32_t i = 0; i < hits->list.len; i++) {
		const struct hit *h = &hits->list.items[i];
		bool own = is_treatment(r, i) && naming_at(r, i) == NAMES_ALIKE;

		if (own && (h == first || !is_in_verdict(r, h) ||
		            !is_of_group(lex, first, asked)))
			return (struct span){ 0 };
	}
	return (struct span){ first->start, first->end };
}

static bool is_drug_or_class(const struct restating *r, uint32_t at)
{
	const struct hit *h = &r->d->hits.list.items[at];

	return h->kind == TERM_DRUG_CLASS ||
	       (h->kind == TERM_DRUG && naming_at(r, at) != NAMES_NOTHING);
}

static unsigned class_of(const struct restating *r, const struct hit *h)
{
	return h->kind == TERM_DRUG
	               ? r->c->rules->lexicon.drugs.items[h->index].drug_class
	               : h->index;
}

/* Of such classes are drugs that have little in common. */
static bool is_vague_class(unsigned drug_class)
{
	return drug_class == DRUG_OTHER || drug_class == DRUG_SUPPLEMENT;
}

/* Every drug asked for is known, and of a class that says what it is for. */
static bool has_clear_classes(const struct request *asked)
{
	for (size_t i = 0; i < asked->drugs.len; i++) {
		if (!asked->drugs.items[i].known ||
		    is_vague_class(asked->drugs.items[i].drug_class))
			return false;
	}
	return asked->category == CATEGORY_MEDICATION && asked->drugs.len;
}

/*
 * "Muscle relaxants are recommended with caution" as the first thing that a
 * rationale says of drugs, under a request for an opioid, and no word of those
 * before the verdict.
 */
static struct span opens_with_drug(const struct restating *r)
{
	const struct hits *hits = &r->d->hits;
	const struct sentence *s;
	const struct hit *first;

	if (!has_clear_classes(&r->d->request))
		return (struct span){ 0 };
	first = first_name(r, is_drug_or_class, &s);
	if (opening_advice(r, first, s) == ADVICE_NONE ||
	    is_vague_class(class_of(r, first)))
		return (struct span){ 0 };
	for (uint32_t i = 0; i < hits->list.len; i++) {
		const struct hit *h = &hits->list.items[i];

		if (is_drug_or_class(r, i) &&
		    (h == first || !is_in_verdict(r, h)) &&
		    (naming_at(r, i) == NAMES_ALIKE ||
		     is_own_class(r, class_of(r, h))))
			return (struct span){ 0 };
	}
	return (struct span){ first->start, first->end };
}

/* "The request for the muscle relaxant is not necessary", under a request for a
 * brace, which the rationale never names. */
static struct span class_decided(const struct restating *r)
{
	const struct hits *hits = &r->d->hits;
	const struct request *asked = &r->d->request;

	if (asked->drugs.len || asked->category == CATEGORY_MEDICATION ||
	    asked->category == CATEGORY_COMPOUNDED_TOPICAL ||
	    goes_with_surgery(asked) || !heading_has_names(r) ||
	    names_compare(r, whole_rationale(r)) == NAMES_ALIKE)
		return (struct span){ 0 };
	for (size_t i = 0; i < hits->list.len; i++) {
		const struct hit *h = &hits->list.items[i];

		if (h->kind == TERM_DRUG_CLASS && is_in_verdict(r, h))
			return (struct span){ h->start, h->end };
	}
	return (struct span){ 0 };
}

struct span reasons_of_other(const struct restating *r, const char **does)
{
	static const struct {
		struct span (*find)(const struct restating *r);
		const char *does;
	} ways[] = {
		{ other_drug_alone, "decides on" },
		{ class_decided, "decides on" },
		{ other_criteria, "applies the criteria for" },
		{ guideline_on_other, "applies a guideline for" },
		{ opens_with_treatment, "applies a guideline for" },
		{ opens_with_drug, "applies a guideline for" },
	};

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		struct span at = ways[i].find(r);

		*does = ways[i].does;
		if (!span_empty(at))
			return at;
	}
	return (struct span){ 0 };
}
