/*
 * conclusion.c -- what a rationale ends up concluding.
 *
 * Every form of concluding that stands in a rationale is a candidate; those
 * that count are statements. The last firm statement wins, a leaning one only
 * where nothing firm is said.
 */
#include "letter/conclusion.h"

#include "letter/candidate.h"
#include "letter/request.h"

/* "Naproxen remains necessary", under a request for Norco. */
static bool names_other_drug(const struct concluding *r,
                             const struct candidate *c)
{
	const struct decision *d = c->decision;
	bool other = false;

	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		const struct hit *h = candidate_hit(c, i);

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
static bool names_other_treatment(const struct concluding *r,
                                  const struct candidate *c)
{
	const struct request *request = &c->decision->request;
	const struct treatment_row asked = { .category = request->category,
		                             .kind = request->kind };
	bool other = false;

	for (uint32_t i = 0; i < c->sentence->n_hits; i++) {
		const struct hit *h = candidate_hit(c, i);
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
static bool ends_it(const struct concluding *r, struct str words)
{
	const struct texts *endings = &r->rules->language.words.endings;

	return texts_stand_in(endings, words) &&
	       !str_ends(str_sub(words, 0, texts_find(endings, words)),
	                 STR(" for "));
}

/* "And appropriate weaning is necessary", whatever was asked for before. */
static bool is_of_ending(const struct concluding *r, const struct candidate *c)
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
	const struct hit *rest = candidate_rest_from(c, at);

	return rest && rest->start == at &&
	       str_starts(fold_text(f, c->hit->end, c->sentence->end), joint);
}

static void add_statement(const struct concluding *r, struct decision *d,
                          const struct candidate *c, enum conclusion means)
{
	const struct fold *f = r->letter->fold;
	const struct hit *request = candidate_last_cue(c, CUE_REQUEST);
	struct statement *s = VEC_PUSH(r->arena, &d->statements);
	uint32_t start = request ? request->start : c->sentence->start;
	struct subject subject;

	s->conclusion = (uint8_t)means;
	s->firm = !c->closing && (c->form->firm || candidate_is_sentence(f, c));
	s->sentence = fold_source(f, c->sentence->start, c->sentence->end);
	s->at = fold_source(f, start < c->hit->start ? start : c->hit->start,
	                    c->hit->end);
	subject = subject_of(r, d->index - 1, start, c->hit->start);
	s->rest = c->form->rest || candidate_last_cue(c, CUE_REST) ||
	          is_for_rest(f, c);
	s->asked = request || s->rest || c->form->complete ||
	           candidate_is_sentence(f, c);
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

static void read_sentence(const struct concluding *r, struct decision *d,
                          struct candidate *c)
{
	for (uint32_t j = 0; j < c->sentence->n_hits; j++) {
		enum conclusion means;

		c->hit = candidate_hit(c, j);
		if (c->hit->kind != TERM_CONCLUSION)
			continue;
		c->form = &r->rules->language.conclusions.items[c->hit->index];
		means = candidate_meaning(r, c);
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
static void find_statements(const struct concluding *r, struct decision *d)
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
static bool is_plain_verdict(const struct concluding *r,
                             const struct statement *s)
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
static bool is_turned_against(const struct concluding *r,
                              const struct statement *s)
{
	const struct fold *f = r->letter->fold;
	uint32_t next = fold_offset(f, s->sentence.end);

	return texts_begin(
	        &r->rules->language.words.against,
	        str_trim_chars(fold_text(f, next, (uint32_t)f->text.len),
	                       STR(" .")));
}

/* An earlier firm statement of the request itself that says the opposite. */
static const struct statement *contradicted(const struct concluding *r,
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

static void conclude(const struct concluding *r, struct decision *d)
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
	struct concluding r = { .letter = l, .rules = rules, .arena = a };

	subjects_read(&r);
	for (size_t i = 0; i < l->decisions.len; i++) {
		find_statements(&r, &l->decisions.items[i]);
		conclude(&r, &l->decisions.items[i]);
	}
}
