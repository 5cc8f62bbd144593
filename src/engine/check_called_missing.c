/*
 * check_called_missing.c -- what a rationale misses in the request, and the
 * heading has.
 *
 * "The request does not specify a quantity" under a heading that prints one.
 * The name of the field must be what is missed: not "the duration of relief",
 * not "does not exceed the recommended dose".
 */
#include "engine/restating.h"
#include "letter/polarity.h"

#define RULE STR("consistency/rationale-contradicts-request")

/* "no quantity", "without a stated quantity": a bare negation misses a field
 * only this near to it. */
#define NEGATION_WORDS 2
/* A sentence of so few words says of a field that it is missing, and no more.
 */
#define BARE_WORDS 10
/* Words behind "dose of" in which the thing asked for must be named. */
#define OBJECT_WORDS 6

/* -- whether the heading states a field */

static bool has_printed_part(const struct request *r)
{
	for (size_t i = 0; i < r->parts.len; i++) {
		struct span at = r->parts.items[i].at;

		/* A part that a treatment implies stands for all of it. */
		if (at.start != r->disputed.start || at.end != r->disputed.end)
			return true;
	}
	return false;
}

/* How the heading states the field; empty when it does not, for all drugs. */
static struct str stated(const struct request *r, struct arena *a,
                         unsigned field)
{
	struct str none = { 0 };

	switch (1u << field) {
	case MISSING_QUANTITY:
		return (r->drugs.len == 1 && r->quantity > 0) ||
		                       (!r->drugs.len && r->quantity > 1)
		               ? arena_printf(a, "a quantity of %g",
		                              r->quantity)
		               : none;
	case MISSING_STRENGTH:
		return r->drugs.len == 1 ? r->strength : none;
	case MISSING_FREQUENCY:
		return r->frequency;
	case MISSING_DURATION:
		return r->duration;
	case MISSING_BODY_PART:
		return has_printed_part(r) ? r->parts.items[0].name : none;
	case MISSING_LATERALITY:
		return r->laterality ? str_c(laterality_name(
		                               (enum laterality)r->laterality))
		                     : none;
	case MISSING_LEVEL:
		return r->levels.len ? r->levels.items[0] : none;
	case MISSING_VISITS:
		return r->visits > 0 ? arena_printf(a, "%g visit%s", r->visits,
		                                    r->visits == 1 ? "" : "s")
		                     : none;
	default:
		return none;
	}
}

/* -- whether the words miss the field */

static uint32_t after_words(const struct fold *f, uint32_t at, uint32_t end,
                            unsigned words)
{
	while (at < end && words) {
		words -= f->text.ptr[at] == ' ';
		at++;
	}
	return at;
}

/* What the field is of is asked for: a name, "the request", nothing else. */
static bool is_of_request(const struct restating *r, const struct sentence *s,
                          uint32_t from)
{
	const struct fold *f = r->c->letter->fold;
	uint32_t to = after_words(f, from, s->end, OBJECT_WORDS);

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->d->hits.list.items[s->first_hit + i];

		if (h->start < from || h->start >= to)
			continue;
		if (hit_is_cue(h, CUE_REQUEST) || hit_is_cue(h, CUE_RESTATES) ||
		    h->kind == TERM_DRUG || h->kind == TERM_TREATMENT ||
		    h->kind == TERM_UNIT)
			return true;
	}
	return false;
}

/* What may follow the name of a field that is missed itself: after "how many
 * weeks", the rest of the question. */
static bool goes_on_well(const struct restating *r, const struct sentence *s,
                         const struct hit *field)
{
	const struct texts *words = &r->c->rules->language.words.after_field;
	const struct fold *f = r->c->letter->fold;
	struct str name = fold_text(f, field->start, field->end);
	struct str rest = fold_text(f, field->end, s->end);

	if (texts_begin(&r->c->rules->language.words.questions, name))
		return true;
	if (!rest.len || str_has_char(STR(".,;:)"), rest.ptr[0]))
		return true;
	rest = str_trim(rest);
	if (str_starts(rest, STR("of ")) || str_starts(rest, STR("for ")))
		return is_of_request(r, s, field->end);
	return texts_begin(words, rest);
}

static bool speaks_of_request(const struct restating *r,
                              const struct sentence *s)
{
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->d->hits.list.items[s->first_hit + i];

		if (hit_is_cue(h, CUE_REQUEST) || hit_is_cue(h, CUE_RESTATES))
			return true;
	}
	return texts_stand_in(&r->c->rules->language.words.requesting,
	                      fold_text(r->c->letter->fold, s->start, s->end));
}

/* "The dose was not specified.": so short a sentence is of the request, when
 * it speaks of nothing else. */
static bool is_bare(const struct restating *r, const struct sentence *s,
                    const struct hit *field)
{
	const struct sentence_words *words = &r->c->rules->language.words;
	const struct fold *f = r->c->letter->fold;
	struct str text = fold_text(f, s->start, s->end);
	struct str rest =
	        str_trim_chars(fold_text(f, field->end, s->end), STR(" ."));

	return fold_words_between(f, s->start, s->end) < BARE_WORDS &&
	       !texts_begin(&words->questions,
	                    fold_text(f, field->start, field->end)) &&
	       (!rest.len || texts_begin(&words->clause_verbs, rest) ||
	        texts_begin(&words->field_said, rest)) &&
	       texts_stand_in(&words->field_said, text) &&
	       !texts_stand_in(&words->field_elsewhere, text);
}

static bool is_missed(const struct restating *r, const struct sentence *s,
                      const struct hit *field)
{
	const struct fold *f = r->c->letter->fold;
	const struct hits *hits = &r->d->hits;
	const struct hit *cue;
	bool past;
	enum polarity p = polarity_read(f, hits, s, field->start, field->end,
	                                &past, &cue);

	if (past || guideline_speaks(hits, s, field->start) ||
	    review_speaks(hits, s, field->start) ||
	    !goes_on_well(r, s, field) ||
	    /* "How many sessions there were is not listed" */
	    texts_begin(&r->c->rules->language.words.field_elsewhere,
	                str_trim(fold_text(f, field->end, s->end))) ||
	    !(speaks_of_request(r, s) || is_bare(r, s, field)))
		return false;
	if (p == POLARITY_UNDOCUMENTED)
		return true;
	return (p == POLARITY_NEGATED || p == POLARITY_EXCLUDED) && cue &&
	       cue->end <= field->start &&
	       fold_words_between(f, cue->end, field->start) <= NEGATION_WORDS;
}

/* The sentence up to the field, and what it misses. */
static void report(struct restating *r, const struct sentence *s,
                   const struct hit *field, struct str heading)
{
	/* In the order of the bits of enum missing. */
	static const char *const names[] = { "quantity",  "strength",
		                             "frequency", "duration",
		                             "body part", "side",
		                             "level",     "number of visits" };
	const struct fold *f = r->c->letter->fold;
	struct finding *found = checking_report(
	        r->c, RULE, r->d->index, fold_source(f, s->start, s->end),
	        "the rationale misses the %s of item %u, which asks for "
	        "%.*s",
	        names[field->index], r->d->index, STR_ARG(heading));

	checking_relate(r->c, found, r->d->request.disputed,
	                "the item states it here");
}

void check_called_missing(struct restating *r)
{
	unsigned missed = 0;

	for (size_t i = 0; i < r->d->sentences.list.len; i++) {
		const struct sentence *s = &r->d->sentences.list.items[i];

		for (uint32_t j = 0; j < s->n_hits; j++) {
			const struct hit *h =
			        &r->d->hits.list.items[s->first_hit + j];
			struct str heading;

			if (h->kind != TERM_FIELD || !is_missed(r, s, h))
				continue;
			missed++;
			heading = stated(&r->d->request, r->c->arena, h->index);
			if (!heading.len)
				continue;
			report(r, s, h, heading);
			return;
		}
	}
	checking_verdict(r->c, RULE, r->d->index,
	                 missed ? VERDICT_CONSISTENT : VERDICT_NOT_APPLICABLE,
	                 missed ? "what the rationale misses is missing"
	                        : "the rationale misses nothing in the "
	                          "request");
}
