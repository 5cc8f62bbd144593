/*
 * candidate.c -- a form of concluding in a rationale, and what it says.
 *
 * A negation in its scope turns it round, once: two negations of reviewers are
 * nearly always one denial ("not, and cannot be"); the real double negatives
 * are forms of their own in rules/language.
 */
#include "letter/candidate.h"

#include "letter/polarity.h"

/* "is not shown to be medically necessary": a denial this near is a verdict. */
#define VERDICT_WORDS 3

/* -- the clause around a candidate */

const struct hit *candidate_hit(const struct candidate *c, uint32_t i)
{
	return &c->decision->hits.list.items[c->sentence->first_hit + i];
}

const struct hit *candidate_last_cue(const struct candidate *c, enum cue cue)
{
	const struct hit *found = NULL;

	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		const struct hit *h = candidate_hit(c, i);

		if (h->start > c->hit->start)
			break;
		if (hit_is_cue(h, cue))
			found = h;
	}
	return found;
}

static bool break_between(const struct candidate *c, uint32_t from, uint32_t to)
{
	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		const struct hit *h = candidate_hit(c, i);

		if (hit_is_cue(h, CUE_BREAK) && h->start >= from &&
		    h->end <= to)
			return true;
	}
	return false;
}

static bool comma_between(const struct fold *f, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i + 1 < to; i++) {
		if (f->text.ptr[i] == ',' && f->text.ptr[i + 1] == ' ')
			return true;
	}
	return false;
}

/* "The MRI is supported by the guideline and is necessary": of the MRI. */
static bool goes_on_behind(const struct concluding *r,
                           const struct candidate *c, const struct hit *cue)
{
	const struct sentence_words *words = &r->rules->language.words;
	struct str_pair cut;

	if (cue->end >= c->hit->start)
		return false;
	cut = str_cut(str_trim_chars(
	                      fold_text(r->letter->fold, cue->end, c->hit->end),
	                      STR(" ,")),
	              ' ');
	return texts_have(&words->clause_joins, cut.head) &&
	       (texts_begin(&words->clause_verbs, cut.tail) ||
	        str_starts(cut.tail, STR("not ")));
}

/* A guideline, utilization review, the provider or the patient says it. */
static bool is_retold(const struct concluding *r, const struct candidate *c)
{
	const struct hit *guideline = candidate_last_cue(c, CUE_GUIDELINE_SAYS);
	const struct hit *review = candidate_last_cue(c, CUE_REVIEW_SAYS);
	const struct hit *provider = candidate_last_cue(c, CUE_PROVIDER_SAYS);
	const struct hit *patient = candidate_last_cue(c, CUE_PATIENT_SAYS);
	const struct hit *advice = candidate_last_cue(c, CUE_ADVICE);
	const struct hit *request = candidate_last_cue(c, CUE_REQUEST);

	if (review && !break_between(c, review->end, c->hit->start))
		return true;
	if (provider && !break_between(c, provider->end, c->hit->start))
		return true;
	if (patient && !break_between(c, patient->end, c->hit->start))
		return true;
	if (advice && advice->end <= c->hit->start &&
	    !break_between(c, advice->end, c->hit->start))
		return true;
	if (!guideline || (request && request->start > guideline->start) ||
	    goes_on_behind(r, c, guideline))
		return false;
	return !c->form->firm ||
	       !break_between(c, guideline->end, c->hit->start);
}

/* True when a clause can begin where the cue stands. */
static bool opens_clause(const struct fold *f, const struct candidate *c,
                         const struct hit *cue)
{
	uint32_t at = cue->start;

	/* "Now that it is approved", "given that": wherever it stands. */
	if (str_has_char(fold_text(f, cue->start, cue->end), ' '))
		return true;
	while (at > c->sentence->start &&
	       str_has_char(STR(" \"("), f->text.ptr[at - 1]))
		at--;
	if (at == c->sentence->start ||
	    str_has_char(STR(",;:"), f->text.ptr[at - 1]))
		return true;
	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		const struct hit *h = candidate_hit(c, i);

		if (hit_is_cue(h, CUE_BREAK) && h->end == at)
			return true;
	}
	return false;
}

/* "As a separate service", "as it stands": what a thing is judged as. */
static bool names_role(const struct concluding *r, const struct hit *cue,
                       uint32_t end)
{
	const struct fold *f = r->letter->fold;

	return str_eq(fold_text(f, cue->start, cue->end), STR("as")) &&
	       texts_begin(&r->rules->language.words.roles,
	                   str_trim(fold_text(f, cue->end, end)));
}

/*
 * True when the candidate stands in a clause that grants something or gives a
 * reason: such a clause opens with its cue and ends at a comma or a break.
 */
static bool is_subordinate(const struct concluding *r,
                           const struct candidate *c)
{
	const struct fold *f = r->letter->fold;

	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		const struct hit *h = candidate_hit(c, i);

		if (h->end > c->hit->start)
			break;
		if (!hit_is_cue(h, CUE_CONCESSION) &&
		    !hit_is_cue(h, CUE_REASON))
			continue;
		/* "I approve it, as medically necessary", "as a separate
		 * service it is not necessary": no clause. */
		if (h->end + 1 >= c->hit->start ||
		    names_role(r, h, c->sentence->end))
			continue;
		if (opens_clause(f, c, h) &&
		    !comma_between(f, h->end, c->hit->start) &&
		    !break_between(c, h->end, c->hit->start))
			return true;
	}
	return false;
}

/* "IF unit is necessary" begins with no condition. */
static bool begins_with_name(const struct candidate *c)
{
	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		const struct hit *h = candidate_hit(c, i);

		if (h->start > c->sentence->start)
			break;
		if (h->kind == TERM_TREATMENT)
			return true;
	}
	return false;
}

/* "would be necessary if ...", "If ..., it is necessary": on a condition. */
static bool is_conditional(const struct concluding *r,
                           const struct candidate *c)
{
	const struct sentence_words *words = &r->rules->language.words;
	const struct fold *f = r->letter->fold;
	uint32_t end = c->sentence->end, at = c->hit->end;

	while (at < end && str_has_char(STR(" ,"), f->text.ptr[at]))
		at++;
	return texts_begin(&words->conditions_after, fold_text(f, at, end)) ||
	       (!begins_with_name(c) &&
	        texts_begin(&words->conditions_before,
	                    fold_text(f, c->sentence->start, end)));
}

static bool is_denial(const struct hit *h)
{
	return h->kind == TERM_CUE && cue_denies(h->index) &&
	       h->index != CUE_EXCLUSION;
}

/* -- how far a denial reaches */

/* Farther from a conclusion no denial reaches it: polarity.c counts words. */
#define REACH_BYTES 200

/* The first denial before the candidate that may reach it; NULL: none. */
static const struct hit *first_denial(const struct candidate *c)
{
	uint32_t to = c->hit->start, from = c->sentence->start;

	if (to - from > REACH_BYTES)
		from = to - REACH_BYTES;
	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		const struct hit *h = candidate_hit(c, i);

		if (is_denial(h) && h->start >= from && h->end <= to)
			return h;
	}
	return NULL;
}

/* True when a word that ends at `at` joins a clause of its own, which the
 * candidate ends, to the one with the denial. */
static bool joins_clause(const struct concluding *r, const struct candidate *c,
                         const struct hit *denial, uint32_t at)
{
	const struct sentence_words *words = &r->rules->language.words;
	const struct fold *f = r->letter->fold;
	struct str before = fold_text(f, denial->start, at);

	return texts_end(&words->clause_joins, before) &&
	       texts_stand_in(&words->clause_verbs,
	                      fold_text(f, at, c->hit->end)) &&
	       (!texts_stand_in(&words->clause_ties, before) ||
	        texts_end(&words->clause_results, before)) &&
	       !texts_stand_in(&words->clause_ties,
	                       fold_text(f, at, c->hit->start));
}

/* "The MRI, which was not urgent, is necessary": behind the comma the main
 * clause goes on. */
static bool resumes_clause(const struct concluding *r,
                           const struct candidate *c, uint32_t at)
{
	const struct fold *f = r->letter->fold;

	return f->text.ptr[at - 1] == ',' &&
	       texts_begin(&r->rules->language.words.clause_verbs,
	                   fold_text(f, at + 1, c->hit->end));
}

static unsigned count_commas(struct str text)
{
	unsigned n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += text.ptr[i] == ',';
	return n;
}

/* "None of them, the MRI included, is necessary": a denial, two commas, and
 * the clause goes on to the candidate. */
static bool is_subject_denied(const struct concluding *r,
                              const struct candidate *c)
{
	const struct fold *f = r->letter->fold;
	uint32_t to = c->hit->start, from = c->sentence->start;
	uint32_t verb = 0, denial = 0;

	if (to - from > REACH_BYTES)
		from = to - REACH_BYTES;
	for (uint32_t at = to; at > from + 1 && !verb; at--) {
		if (f->text.ptr[at] == ' ' && resumes_clause(r, c, at))
			verb = at;
	}
	for (uint32_t i = 0; i < c->sentence->n_hits && verb; i++) {
		const struct hit *h = candidate_hit(c, i);

		if (h->start >= from && h->end < verb && is_denial(h) &&
		    texts_begin(&r->rules->language.words.subject_denials,
		                fold_text(f, h->start, h->end)))
			denial = h->end;
	}
	return denial && !comma_between(f, verb, to) &&
	       count_commas(fold_text(f, denial, verb)) == 2;
}

/* "The absence of relief makes it necessary", "a lack of relief supports it":
 * a want that has an effect. */
static bool is_want(const struct concluding *r, const struct candidate *c,
                    const struct hit *denial)
{
	const struct sentence_words *words = &r->rules->language.words;
	const struct fold *f = r->letter->fold;
	struct str between = fold_text(f, denial->end, c->hit->end);

	return texts_begin(&words->wants,
	                   fold_text(f, denial->start, denial->end)) &&
	       texts_stand_in(&words->effects, between) &&
	       !texts_stand_in(&words->clause_ties, between);
}

/* "Given that he cannot work, the drug is necessary": where the comma is; 0:
 * the sentence does not open so. */
static uint32_t opened_end(const struct concluding *r,
                           const struct candidate *c)
{
	const struct sentence_words *words = &r->rules->language.words;
	const struct fold *f = r->letter->fold;
	struct str text = fold_text(f, c->sentence->start, c->hit->start),
	           behind;
	size_t at = str_find(text, 0, STR(", "));

	if (at == text.len || !texts_begin(&words->clause_openers, text))
		return 0;
	behind = fold_text(f, c->sentence->start + (uint32_t)at + 1,
	                   c->hit->end);
	if (!texts_stand_in(&words->clause_verbs, behind) ||
	    texts_stand_in(&words->clause_ties, behind))
		return 0;
	return c->sentence->start + (uint32_t)at;
}

/* Where the clause of the candidate begins, as denials see it; 0: with its
 * sentence, or nothing is denied before it. */
static uint32_t clause_start(const struct concluding *r,
                             const struct candidate *c)
{
	const struct fold *f = r->letter->fold;
	const struct hit *denial = first_denial(c);

	if (!denial)
		return 0;
	for (uint32_t at = c->hit->start; at >= denial->end; at--) {
		if (f->text.ptr[at] == ' ' && (joins_clause(r, c, denial, at) ||
		                               resumes_clause(r, c, at)))
			return at;
	}
	return is_want(r, c, denial) ? denial->end : opened_end(r, c);
}

/* A denial inside the words, or right before them: "is not", "not shown to". */
static bool is_denied(const struct fold *f, const struct candidate *c,
                      uint32_t clause)
{
	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		const struct hit *h = candidate_hit(c, i);
		unsigned words = 0;

		if (!is_denial(h) || h->end > c->hit->end || h->start < clause)
			continue;
		for (uint32_t at = h->end; at < c->hit->start; at++)
			words += f->text.ptr[at] == ' ';
		if (words <= VERDICT_WORDS &&
		    !break_between(c, h->end, c->hit->start))
			return true;
	}
	return false;
}

/* What the cues behind a place make of the candidate. */
static enum polarity polarity_behind(const struct fold *f,
                                     const struct candidate *c, uint32_t at)
{
	struct sentence clause = *c->sentence;

	while (clause.n_hits &&
	       c->decision->hits.list.items[clause.first_hit].start < at) {
		clause.first_hit++;
		clause.n_hits--;
	}
	return polarity_read(f, &c->decision->hits, &clause, c->hit->start,
	                     c->hit->end, NULL, NULL);
}

bool candidate_is_sentence(const struct fold *f, const struct candidate *c)
{
	struct str before = fold_text(f, c->sentence->start, c->hit->start);
	struct str behind = fold_text(f, c->hit->end, c->sentence->end);

	return !str_trim_chars(behind, STR(" .")).len &&
	       (!before.len || str_eq(before, STR("not ")) ||
	        str_eq(before, STR("is not ")) || str_eq(before, STR("is ")));
}

/* The request, a treatment, a drug or a word of the item's own heading stands
 * before it as its subject. */
static bool has_subject(const struct concluding *r, const struct candidate *c)
{
	const struct hit *guideline = candidate_last_cue(c, CUE_GUIDELINE_SAYS);
	uint32_t from = guideline ? guideline->end : c->sentence->start;

	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		const struct hit *h = candidate_hit(c, i);

		if (h->start >= c->hit->end)
			break;
		if (h->start < from)
			continue;
		if (hit_is_cue(h, CUE_REQUEST) || hit_is_cue(h, CUE_REST) ||
		    h->kind == TERM_DRUG ||
		    (h->kind == TERM_TREATMENT && !c->form->named))
			return true;
	}
	return subject_of(r, c->decision->index - 1, from, c->hit->start).own;
}

/* "Would have been necessary", "would not be necessary without relief": of
 * another case than this one. */
static bool is_supposed(const struct concluding *r, const struct candidate *c)
{
	const struct sentence_words *words = &r->rules->language.words;
	const struct fold *f = r->letter->fold;
	struct str before =
	        str_trim(fold_text(f, c->sentence->start, c->hit->start));
	struct str behind =
	        str_trim(fold_text(f, c->hit->end, c->sentence->end));

	return texts_end(&words->unreal, before) ||
	       (c->form->means == CONCLUSION_NECESSARY && c->form->firm &&
	        texts_stand_in(&words->possible,
	                       fold_text(f, c->hit->start, c->hit->end))) ||
	       (texts_end(&words->supposed, before) &&
	        texts_begin(&words->supposed_after, behind)) ||
	       (texts_stand_in(&words->inverted, before) &&
	        str_ends(before, STR(" would")));
}

const struct hit *candidate_rest_from(const struct candidate *c, uint32_t from)
{
	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		if (candidate_hit(c, i)->start >= from &&
		    hit_is_cue(candidate_hit(c, i), CUE_REST))
			return candidate_hit(c, i);
	}
	return NULL;
}

/*
 * "A trial is necessary, but the visits requested are not.": what a clause
 * without a predicate of its own says of the request. NONE: there is no such
 * clause, or it is of something else.
 */
static enum conclusion ellipsis(const struct concluding *r,
                                const struct candidate *c)
{
	const struct sentence_words *words = &r->rules->language.words;
	const struct fold *f = r->letter->fold;
	struct str rest = str_trim_chars(
	        fold_text(f, c->hit->end, c->sentence->end), STR(" ."));
	bool denied;
	uint32_t start;
	size_t at;

	if (texts_end(&words->for_now, rest))
		rest = str_trim(
		        str_sub(rest, 0, texts_find(&words->for_now, rest)));
	denied = str_ends(rest, STR(" not"));
	if (denied)
		rest = str_trim(str_sub(rest, 0, rest.len - 4));
	at = texts_find(&words->turns, rest);
	if (at == rest.len || !texts_end(&words->clause_verbs, rest))
		return CONCLUSION_NONE;
	start = (uint32_t)(rest.ptr + at - f->text.ptr);
	/* "The first fill is necessary; the two refills are not." */
	if (denied && c->form->means == CONCLUSION_NECESSARY &&
	    (candidate_rest_from(c, start) ||
	     str_find(rest, at, STR(" refill")) < rest.len))
		return CONCLUSION_PARTLY;
	if (!subject_of(r, c->decision->index - 1, start, c->sentence->end)
	             .own &&
	    str_find(rest, at, STR("request")) == rest.len)
		return CONCLUSION_NONE;
	return denied ? CONCLUSION_NOT_NECESSARY : CONCLUSION_NECESSARY;
}

static enum conclusion turned(enum conclusion c)
{
	if (c == CONCLUSION_NECESSARY)
		return CONCLUSION_NOT_NECESSARY;
	return c == CONCLUSION_NOT_NECESSARY ? CONCLUSION_NECESSARY : c;
}

/* "Only diclofenac is approved", "no more than four injections are allowed": as
 * the guideline or the FDA has it. So are "the hours that are allowed". */
static bool is_of_all_cases(const struct concluding *r,
                            const struct candidate *c)
{
	struct str before = str_trim(
	        fold_text(r->letter->fold, c->sentence->start, c->hit->start));

	if (!c->form->needs_request)
		return false;
	return str_ends(before, STR(" that")) ||
	       str_ends(before, STR(" which")) ||
	       (!candidate_last_cue(c, CUE_REQUEST) &&
	        texts_begin(&r->rules->language.words.of_all_cases, before));
}

/* "The therapy in item 2 is necessary": the number of an item of the letter,
 * other than the candidate's. */
static bool names_other_number(struct str before, uint32_t own)
{
	struct str item = STR("item ");
	size_t at = 0, used;

	while ((at = str_find(before, at, item)) < before.len) {
		struct str rest = str_sub(before, at += item.len, before.len);
		uint32_t number;

		if (str_starts(rest, STR("#")))
			rest = str_sub(rest, 1, rest.len);
		number = str_number(rest, &used);
		if (used && number != own)
			return true;
	}
	return false;
}

/* "Not every MRI is necessary", "a prior MRI was found to be necessary": of
 * others than what is asked for. */
static bool is_of_others(const struct concluding *r, const struct candidate *c)
{
	const struct sentence_words *words = &r->rules->language.words;
	const struct fold *f = r->letter->fold;
	struct str before = fold_text(f, c->sentence->start, c->hit->start);

	return texts_begin(&words->not_every, before) ||
	       texts_stand_in(&words->other_requests, before) ||
	       names_other_number(before, c->decision->index) ||
	       (texts_begin(&words->earlier_ones, before) &&
	        !candidate_last_cue(c, CUE_REQUEST) &&
	        !texts_stand_in(&words->decisions,
	                        fold_text(f, c->sentence->start, c->hit->end)));
}

/* "Ondansetron is approved for nausea after surgery": what a drug is for. */
static bool is_indication(const struct concluding *r, const struct candidate *c)
{
	const struct sentence_words *words = &r->rules->language.words;
	struct str behind = str_trim(
	        fold_text(r->letter->fold, c->hit->end, c->sentence->end));
	struct str of =
	        str_sub(behind, str_find_char(behind, 0, ' '), behind.len);

	of = str_trim(of);
	return c->form->needs_request && !candidate_last_cue(c, CUE_REQUEST) &&
	       texts_begin(&words->indicated_for, behind) && of.len &&
	       !is_digit(of.ptr[0]) && !texts_begin(&words->indicated_here, of);
}

/* "The denial is correct in this respect": of one point, not of the request. */
static bool is_limited(const struct concluding *r, const struct candidate *c)
{
	return texts_begin(&r->rules->language.words.limits,
	                   str_trim(fold_text(r->letter->fold, c->hit->end,
	                                      c->sentence->end)));
}

/* "The injection itself is approved": and not what goes along with it. */
static bool is_of_itself(const struct fold *f, const struct candidate *c)
{
	struct str before =
	        str_trim(fold_text(f, c->sentence->start, c->hit->start));

	return c->form->needs_request && !candidate_last_cue(c, CUE_REQUEST) &&
	       (str_ends(before, STR(" itself")) ||
	        str_ends(before, STR(" themselves")));
}

/* A form that is no more than a sentence, or its end, must be that. */
static bool has_its_place(const struct fold *f, const struct candidate *c)
{
	struct str before = fold_text(f, c->sentence->start, c->hit->start);
	struct str behind = fold_text(f, c->hit->end, c->sentence->end);

	if (c->form->alone && str_trim(before).len)
		return false;
	return !(c->form->alone || c->form->ends) ||
	       !str_trim_chars(behind, STR(" .")).len;
}

enum conclusion candidate_meaning(const struct concluding *r,
                                  const struct candidate *c)
{
	const struct fold *f = r->letter->fold;
	enum conclusion means = (enum conclusion)c->form->means, at_end;
	const struct hit *cue, *request;
	enum polarity polarity;
	uint32_t clause;
	bool denied;

	if (is_retold(r, c) || is_subordinate(r, c) || is_limited(r, c) ||
	    is_of_itself(f, c) || is_of_all_cases(r, c) || is_of_others(r, c) ||
	    !has_its_place(f, c) ||
	    (c->form->needs_request && !c->closing &&
	     !candidate_is_sentence(f, c) && !has_subject(r, c)))
		return CONCLUSION_NONE;
	at_end = ellipsis(r, c);
	if (at_end != CONCLUSION_NONE)
		return at_end;
	if (is_supposed(r, c))
		return CONCLUSION_NONE;
	clause = clause_start(r, c);
	denied = is_denied(f, c, clause) || is_subject_denied(r, c);
	polarity = polarity_read(f, &c->decision->hits, c->sentence,
	                         c->hit->start, c->hit->end, NULL, &cue);
	/* "the request for help when she is at work is not necessary": a
	 * request may say when and if, and the verdict on it is still one;
	 * "until the MRI is made it is not necessary" holds today. */
	if (polarity == POLARITY_HYPOTHETICAL) {
		request = candidate_last_cue(c, CUE_REQUEST);
		if (!denied ||
		    ((!request || request->start > cue->start) &&
		     !texts_have(&r->rules->language.words.conditions_denied,
		                 fold_text(f, cue->start, cue->end))))
			return CONCLUSION_NONE;
	} else if (clause) {
		polarity = polarity_behind(f, c, clause);
	}
	if (!c->form->fixed && (denied || polarity == POLARITY_NEGATED ||
	                        polarity == POLARITY_UNDOCUMENTED))
		means = turned(means);
	if (means == CONCLUSION_NECESSARY &&
	    (is_conditional(r, c) || is_indication(r, c)))
		return CONCLUSION_NONE;
	return means;
}
