/*
 * conclusion.c -- what a rationale ends up concluding.
 *
 * Every form of concluding that stands in a rationale is a candidate. It
 * counts when the reviewer says it (not a guideline, not utilization review),
 * of this item, outright (not "if", not in a clause that grants or gives a
 * reason). A negation in its scope turns it round, once: two negations of
 * reviewers are nearly always one denial ("not, and cannot be"); the real
 * double negatives are forms of their own in rules/language. The last firm
 * statement wins, a leaning one only where nothing firm is said.
 */
#include "letter/conclusion.h"

#include <stdlib.h>

#include "letter/polarity.h"
#include "letter/request.h"

/* "is not shown to be medically necessary": a denial this near is a verdict. */
#define VERDICT_WORDS 3

/* Shorter words ("the", "for", "mri") do not tell one item from another,
 * except those in capitals, which are names of treatments. */
#define TELLING_WORD 4

struct words {
	VEC(uint64_t) list;
};

struct reader {
	struct letter *letter;
	const struct ruleset *rules;
	struct arena *arena;
	struct words *headings; /* telling words of each decision's heading */
};

/* -- words that tell items apart */

static void telling_words(struct reader *r, uint32_t start, uint32_t end,
                          struct words *out)
{
	const struct fold *f = r->letter->fold;

	for (uint32_t at = start; at < end;) {
		uint32_t word = at;
		struct str text;

		while (at < end && is_lower(f->text.ptr[at]))
			at++;
		text = fold_text(f, word, at);
		if (text.len >= TELLING_WORD ||
		    (text.len >= 3 && fold_in_capitals(f, word, at))) {
			/* Plural and singular are the same word. */
			if (text.ptr[text.len - 1] == 's')
				text.len--;
			if (!texts_have(&r->rules->language.words.said_of_all,
			                text))
				*VEC_PUSH(r->arena, &out->list) =
				        str_hash(text, STR_HASH_SEED);
		}
		at += at == word;
	}
}

static size_t shared(const struct words *a, const struct words *b)
{
	size_t n = 0;

	for (size_t i = 0; i < a->list.len; i++) {
		for (size_t j = 0; j < b->list.len; j++)
			n += a->list.items[i] == b->list.items[j];
	}
	return n;
}

/* What the words before a verdict name: this item, another one, or neither. */
struct subject {
	bool own;
	int32_t other; /* index of the item; -1: none */
};

static struct subject subject_of(struct reader *r, size_t own, uint32_t start,
                                 uint32_t end)
{
	struct subject subject = { .other = -1 };
	struct words words = { 0 };
	size_t best = 0;

	telling_words(r, start, end, &words);
	subject.own = shared(&words, &r->headings[own]) > 0;
	for (size_t i = 0; i < r->letter->decisions.len && !subject.own; i++) {
		size_t n = i == own ? 0 : shared(&words, &r->headings[i]);

		if (n > best) {
			best = n;
			subject.other = (int32_t)i;
		}
	}
	return subject;
}

/* -- the clause around a candidate */

struct candidate {
	const struct decision *decision;
	const struct sentence *sentence;
	const struct hit *hit;
	const struct conclusion_form *form;
	bool closing; /* it speaks of the request, whatever it calls it */
};

static const struct hit *nth(const struct candidate *c, uint32_t i)
{
	return &c->decision->hits.list.items[c->sentence->first_hit + i];
}

/* The last cue of a kind that begins before the candidate. */
static const struct hit *last_cue(const struct candidate *c, enum cue cue)
{
	const struct hit *found = NULL;

	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		const struct hit *h = nth(c, i);

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
		const struct hit *h = nth(c, i);

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
static bool goes_on_behind(const struct reader *r, const struct candidate *c,
                           const struct hit *cue)
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
static bool is_retold(const struct reader *r, const struct candidate *c)
{
	const struct hit *guideline = last_cue(c, CUE_GUIDELINE_SAYS);
	const struct hit *review = last_cue(c, CUE_REVIEW_SAYS);
	const struct hit *provider = last_cue(c, CUE_PROVIDER_SAYS);
	const struct hit *patient = last_cue(c, CUE_PATIENT_SAYS);
	const struct hit *advice = last_cue(c, CUE_ADVICE);
	const struct hit *request = last_cue(c, CUE_REQUEST);

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
		const struct hit *h = nth(c, i);

		if (hit_is_cue(h, CUE_BREAK) && h->end == at)
			return true;
	}
	return false;
}

/* "As a separate service", "as it stands": what a thing is judged as. */
static bool names_role(const struct reader *r, const struct hit *cue,
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
static bool is_subordinate(const struct reader *r, const struct candidate *c)
{
	const struct fold *f = r->letter->fold;

	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		const struct hit *h = nth(c, i);

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
		const struct hit *h = nth(c, i);

		if (h->start > c->sentence->start)
			break;
		if (h->kind == TERM_TREATMENT)
			return true;
	}
	return false;
}

/* "would be necessary if ...", "If ..., it is necessary": on a condition. */
static bool is_conditional(const struct reader *r, const struct candidate *c)
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
		const struct hit *h = nth(c, i);

		if (is_denial(h) && h->start >= from && h->end <= to)
			return h;
	}
	return NULL;
}

/* True when a word that ends at `at` joins a clause of its own, which the
 * candidate ends, to the one with the denial. */
static bool joins_clause(const struct reader *r, const struct candidate *c,
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
static bool resumes_clause(const struct reader *r, const struct candidate *c,
                           uint32_t at)
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
static bool is_subject_denied(const struct reader *r, const struct candidate *c)
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
		const struct hit *h = nth(c, i);

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
static bool is_want(const struct reader *r, const struct candidate *c,
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
static uint32_t opened_end(const struct reader *r, const struct candidate *c)
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
static uint32_t clause_start(const struct reader *r, const struct candidate *c)
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
		const struct hit *h = nth(c, i);
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

/* "Not medically necessary.": of what, if not of the request? */
static bool is_whole_sentence(const struct fold *f, const struct candidate *c)
{
	struct str before = fold_text(f, c->sentence->start, c->hit->start);
	struct str behind = fold_text(f, c->hit->end, c->sentence->end);

	return !str_trim_chars(behind, STR(" .")).len &&
	       (!before.len || str_eq(before, STR("not ")) ||
	        str_eq(before, STR("is not ")) || str_eq(before, STR("is ")));
}

/* The request, a treatment, a drug or a word of the item's own heading stands
 * before it as its subject. */
static bool has_subject(struct reader *r, const struct candidate *c)
{
	const struct hit *guideline = last_cue(c, CUE_GUIDELINE_SAYS);
	uint32_t from = guideline ? guideline->end : c->sentence->start;

	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		const struct hit *h = nth(c, i);

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
static bool is_supposed(const struct reader *r, const struct candidate *c)
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

/* The first words from a place on for what is left of a request; NULL: none. */
static const struct hit *rest_from(const struct candidate *c, uint32_t from)
{
	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		if (nth(c, i)->start >= from && hit_is_cue(nth(c, i), CUE_REST))
			return nth(c, i);
	}
	return NULL;
}

/*
 * "A trial is necessary, but the visits requested are not.": what a clause
 * without a predicate of its own says of the request. NONE: there is no such
 * clause, or it is of something else.
 */
static enum conclusion ellipsis(struct reader *r, const struct candidate *c)
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
	if (denied && c->form->means == CONCLUSION_NECESSARY &&
	    rest_from(c, start))
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
static bool is_of_all_cases(const struct reader *r, const struct candidate *c)
{
	struct str before = str_trim(
	        fold_text(r->letter->fold, c->sentence->start, c->hit->start));

	if (!c->form->needs_request)
		return false;
	return str_ends(before, STR(" that")) ||
	       str_ends(before, STR(" which")) ||
	       (!last_cue(c, CUE_REQUEST) &&
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
static bool is_of_others(const struct reader *r, const struct candidate *c)
{
	const struct sentence_words *words = &r->rules->language.words;
	const struct fold *f = r->letter->fold;
	struct str before = fold_text(f, c->sentence->start, c->hit->start);

	return texts_begin(&words->not_every, before) ||
	       texts_stand_in(&words->other_requests, before) ||
	       names_other_number(before, c->decision->index) ||
	       (texts_begin(&words->earlier_ones, before) &&
	        !last_cue(c, CUE_REQUEST) &&
	        !texts_stand_in(&words->decisions,
	                        fold_text(f, c->sentence->start, c->hit->end)));
}

/* "Ondansetron is approved for nausea after surgery": what a drug is for. */
static bool is_indication(const struct reader *r, const struct candidate *c)
{
	const struct sentence_words *words = &r->rules->language.words;
	struct str behind = str_trim(
	        fold_text(r->letter->fold, c->hit->end, c->sentence->end));
	struct str of =
	        str_sub(behind, str_find_char(behind, 0, ' '), behind.len);

	of = str_trim(of);
	return c->form->needs_request && !last_cue(c, CUE_REQUEST) &&
	       texts_begin(&words->indicated_for, behind) && of.len &&
	       !is_digit(of.ptr[0]) && !texts_begin(&words->indicated_here, of);
}

/* "The denial is correct in this respect": of one point, not of the request. */
static bool is_limited(const struct reader *r, const struct candidate *c)
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

	return c->form->needs_request && !last_cue(c, CUE_REQUEST) &&
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

/* What the candidate says; CONCLUSION_NONE when it does not count. */
static enum conclusion meaning(struct reader *r, const struct candidate *c)
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
	     !is_whole_sentence(f, c) && !has_subject(r, c)))
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
		request = last_cue(c, CUE_REQUEST);
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

/* -- all statements of a decision, and what they amount to */

/* "Naproxen remains necessary", under a request for Norco. */
static bool names_other_drug(const struct reader *r, const struct candidate *c)
{
	const struct decision *d = c->decision;
	bool other = false;

	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		const struct hit *h = nth(c, i);

		if (h->end > c->hit->start)
			break;
		if (h->kind != TERM_DRUG || !d->request.drugs.len)
			continue;
		if (request_has_drug(&d->request,
		                     &r->rules->lexicon.drugs.items[h->index]))
			return false;
		other = true;
	}
	return other;
}

/* "Surgery is not necessary", under a request for therapy. */
static bool names_other_treatment(const struct reader *r,
                                  const struct candidate *c)
{
	const struct request *request = &c->decision->request;
	const struct treatment_row asked = { .category = request->category,
		                             .kind = request->kind };
	bool other = false;

	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		const struct hit *h = nth(c, i);
		const struct treatment_row *row;

		if (h->end > c->hit->start)
			break;
		if (h->kind != TERM_TREATMENT)
			continue;
		row = &r->rules->lexicon.treatments.items[h->index];
		if (row->generic || row->prefix)
			continue;
		if (request->category == CATEGORY_OTHER ||
		    lexicon_like_treatments(&r->rules->lexicon, &asked, row))
			return false;
		other = true;
	}
	return other;
}

/* Words before a conclusion in which its subject stands. */
#define SUBJECT_WORDS 4

/* The words tell how a treatment is ended; "a fill for weaning" is one. */
static bool ends_it(const struct reader *r, struct str words)
{
	const struct texts *endings = &r->rules->language.words.endings;

	return texts_stand_in(endings, words) &&
	       !str_ends(str_sub(words, 0, texts_find(endings, words)),
	                 STR(" for "));
}

/* "And appropriate weaning is necessary", whatever was asked for before. */
static bool is_of_ending(struct reader *r, const struct candidate *c)
{
	const struct fold *f = r->letter->fold;
	uint32_t start = c->hit->start;
	struct str subject;

	for (unsigned n = 0; start > c->sentence->start; start--) {
		n += f->text.ptr[start - 1] == ' ';
		if (n > SUBJECT_WORDS || f->text.ptr[start - 1] == ';')
			break;
	}
	subject = fold_text(f, start, c->hit->start);
	return ends_it(r, subject) &&
	       str_find(subject, 0, STR("request")) == subject.len &&
	       !subject_of(r, c->decision->index - 1, start, c->hit->start).own;
}

/* "And not medically necessary for the other six." */
static bool is_for_rest(const struct fold *f, const struct candidate *c)
{
	struct str joint = STR(" for ");
	uint32_t at = c->hit->end + (uint32_t)joint.len;
	const struct hit *rest = rest_from(c, at);

	return rest && rest->start == at &&
	       str_starts(fold_text(f, c->hit->end, c->sentence->end), joint);
}

static void add_statement(struct reader *r, struct decision *d,
                          const struct candidate *c, enum conclusion means)
{
	const struct fold *f = r->letter->fold;
	const struct hit *request = last_cue(c, CUE_REQUEST);
	struct statement *s = VEC_PUSH(r->arena, &d->statements);
	uint32_t start = request ? request->start : c->sentence->start;
	struct subject subject;

	s->conclusion = (uint8_t)means;
	s->firm = !c->closing && (c->form->firm || is_whole_sentence(f, c));
	s->sentence = fold_source(f, c->sentence->start, c->sentence->end);
	s->at = fold_source(f, start < c->hit->start ? start : c->hit->start,
	                    c->hit->end);
	subject = subject_of(r, d->index - 1, start, c->hit->start);
	s->rest = c->form->rest || last_cue(c, CUE_REST) || is_for_rest(f, c);
	s->asked = request || s->rest || c->form->complete ||
	           is_whole_sentence(f, c);
	s->named = s->asked || subject.own;
	s->other_item = subject.other;
	s->about_other = subject.other >= 0;
	s->other_care = is_of_ending(r, c) ||
	                (!s->named && !s->about_other &&
	                 (names_other_drug(r, c) ||
	                  (!s->firm && names_other_treatment(r, c))));
}

/* How much a statement weighs; the last of the heaviest decides. */
static int weight(const struct statement *s)
{
	if (s->other_care)
		return s->firm ? 1 : 0;
	if (!s->firm)
		return s->about_other ? 0 : 2;
	if (s->about_other)
		return 3;
	return s->named ? 5 : 4;
}

static const struct statement *deciding(const struct decision *d)
{
	const struct statement *best = NULL;

	for (size_t i = 0; i < d->statements.len; i++) {
		const struct statement *s = &d->statements.items[i];

		if (weight(s) && (!best || weight(s) >= weight(best)))
			best = s;
	}
	return best;
}

static void read_sentence(struct reader *r, struct decision *d,
                          struct candidate *c)
{
	for (uint32_t j = 0; j < c->sentence->n_hits; j++) {
		enum conclusion means;

		c->hit = nth(c, j);
		if (c->hit->kind != TERM_CONCLUSION)
			continue;
		c->form = &r->rules->language.conclusions.items[c->hit->index];
		means = meaning(r, c);
		/* "Exercise is indicated", in its place. */
		if (c->closing && means == CONCLUSION_NECESSARY &&
		    !c->form->firm)
			continue;
		if (means != CONCLUSION_NONE)
			add_statement(r, d, c, means);
	}
}

/*
 * "Films today are not approved": a rationale that has said nothing before its
 * last sentence speaks of the request there, whatever it calls it.
 */
static void find_statements(struct reader *r, struct decision *d)
{
	struct candidate c = { .decision = d };
	size_t n = d->sentences.list.len;

	for (size_t i = 0; i < n; i++) {
		c.sentence = &d->sentences.list.items[i];
		read_sentence(r, d, &c);
	}
	if (!n || deciding(d))
		return;
	c.sentence = &d->sentences.list.items[n - 1];
	c.closing = true;
	read_sentence(r, d, &c);
}

static bool opposite(unsigned a, unsigned b)
{
	return (a == CONCLUSION_NECESSARY && b == CONCLUSION_NOT_NECESSARY) ||
	       (a == CONCLUSION_NOT_NECESSARY && b == CONCLUSION_NECESSARY);
}

/* "Lorazepam is medically necessary." and no more: with "for patients who", or
 * of "panels without a reason", it would be a rule. */
static bool is_plain_verdict(const struct reader *r, const struct statement *s)
{
	const struct fold *f = r->letter->fold;
	struct str behind =
	        str_trim_chars(fold_text(f, fold_offset(f, s->at.end),
	                                 fold_offset(f, s->sentence.end)),
	                       STR(" ."));

	return s->named && s->conclusion == CONCLUSION_NECESSARY &&
	       (!behind.len ||
	        texts_have(&r->rules->language.words.for_now, behind));
}

/* "He cannot climb stairs, and this is granted. But ...": a concession. */
static bool is_turned_against(const struct reader *r, const struct statement *s)
{
	const struct fold *f = r->letter->fold;
	uint32_t next = fold_offset(f, s->sentence.end);

	return texts_begin(
	        &r->rules->language.words.against,
	        str_trim_chars(fold_text(f, next, (uint32_t)f->text.len),
	                       STR(" .")));
}

/* An earlier firm statement of the request itself that says the opposite. */
static const struct statement *contradicted(const struct reader *r,
                                            const struct decision *d,
                                            const struct statement *last)
{
	for (const struct statement *s = d->statements.items; s < last; s++) {
		bool own = s->asked ||
		           (is_plain_verdict(r, s) && !is_turned_against(r, s));

		if (s->firm && own && !s->about_other && !s->other_care &&
		    last->named && s->sentence.start != last->sentence.start &&
		    opposite(s->conclusion, last->conclusion))
			return s;
	}
	return NULL;
}

/* "Thirty tablets are approved; the rest is not necessary.", "The request is
 * modified: six visits are necessary." */
static bool is_of_part(const struct decision *d, const struct statement *last)
{
	bool rest = last->rest && last->conclusion == CONCLUSION_NOT_NECESSARY;

	for (const struct statement *s = d->statements.items; s < last; s++) {
		bool partly = s->conclusion == CONCLUSION_PARTLY;

		if (!s->firm || s->about_other || s->other_care)
			continue;
		if (rest && (partly || s->conclusion == CONCLUSION_NECESSARY))
			return true;
		if (partly && s->sentence.start == last->sentence.start)
			return true;
	}
	return false;
}

static void conclude(const struct reader *r, struct decision *d)
{
	const struct statement *last = deciding(d);
	const struct statement *against;

	if (!last)
		return;
	d->conclusion = last->conclusion;
	d->conclusion_span = last->sentence;
	d->conclusion_firm = last->firm && !last->other_care;
	if (is_of_part(d, last)) {
		d->conclusion = CONCLUSION_PARTLY;
		return;
	}
	against = d->conclusion_firm ? contradicted(r, d, last) : NULL;
	if (against) {
		d->conclusion = CONCLUSION_CONFLICTING;
		d->conflict[0] = against->sentence;
		d->conflict[1] = last->sentence;
	}
}

void conclusions_read(struct letter *l, const struct ruleset *rules,
                      struct arena *a)
{
	struct reader r = { .letter = l, .rules = rules, .arena = a };

	r.headings = ARENA_ARRAY(a, struct words, l->decisions.len);
	for (size_t i = 0; i < l->decisions.len; i++) {
		struct span at = l->decisions.items[i].request.span;

		telling_words(&r, fold_offset(l->fold, at.start),
		              fold_offset(l->fold, at.end), &r.headings[i]);
	}
	for (size_t i = 0; i < l->decisions.len; i++) {
		find_statements(&r, &l->decisions.items[i]);
		conclude(&r, &l->decisions.items[i]);
	}
}
