/* standing.c -- what can be said of a mention of a fact without another one:
 * who states it, of whom, and how plainly. */
#include "engine/contradicting.h"
#include "letter/polarity.h"
#include "letter/restated.h"
#include "letter/sentence.h"

/* Where ", and" parts [from, to) last, or first; `otherwise` when it does not.
 */
static uint32_t parted(const struct fold *f, uint32_t from, uint32_t to,
                       bool last, uint32_t otherwise)
{
	struct str text = fold_text(f, from, to), and = STR(", and ");
	size_t at = 0;

	while (from < to && (at = str_find(text, at, and)) < text.len) {
		otherwise = from + (uint32_t)at;
		if (!last)
			break;
		at++;
	}
	return otherwise;
}

/* The words around a mention, between the breaks of its sentence. */
struct str clause_of(const struct contradicting *r, const struct mention *m)
{
	const struct fold *f = r->c->letter->fold;
	const struct sentence *s = sentence_about(r, m);
	const struct hits *hits = hits_about(r, m);
	uint32_t from = fold_offset(f, m->at.start);
	uint32_t to = fold_offset(f, m->at.end);
	uint32_t start, end;

	if (!s)
		return words_at(r->c->letter, m->sentence);
	start = s->start;
	end = s->end;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];

		if (!hit_is_cue(h, CUE_BREAK))
			continue;
		if (h->end <= from)
			start = h->start;
		if (h->start >= to && h->start < end)
			end = h->start;
	}
	start = parted(f, start, from, true, start);
	end = parted(f, to, end, false, end);
	return fold_text(f, start, end);
}

/* The sentence, without what "which" says of a mention behind it. */
static struct str said_of(const struct contradicting *r,
                          const struct mention *m)
{
	const struct letter *l = r->c->letter;
	struct str sentence = words_at(l, m->sentence);
	struct str words = words_at(l, m->at);
	size_t end = (size_t)(words.ptr - sentence.ptr) + words.len;
	struct str behind =
	        sentence_before_relative(str_sub(sentence, end, sentence.len));

	return str_sub(sentence, 0, end + behind.len);
}

/* What the reviewer states of the case: no recital, nothing narrowed. */
bool is_statement(const struct contradicting *r, const struct mention *m)
{
	const struct contradictions *rules = &r->c->rules->contradictions;

	if (m->place != PLACE_RATIONALE || m->voice == VOICE_GUIDELINE ||
	    m->voice == VOICE_UTILIZATION_REVIEW)
		return false;
	return !texts_stand_in(&rules->supposing, said_of(r, m)) &&
	       !texts_stand_in(&rules->reciting, clause_of(r, m));
}

/* "Family history of ulcers" */
bool is_of_others(const struct contradicting *r, const struct mention *m)
{
	return texts_stand_in(&r->c->rules->contradictions.others,
	                      words_at(r->c->letter, m->sentence));
}

bool is_verdict(const struct contradicting *r, const struct mention *m)
{
	const struct decision *d = r->d;

	for (size_t i = first_statement(d, m->sentence.start);
	     i < d->statements.len; i++) {
		const struct statement *s = &d->statements.items[i];

		if (s->sentence.start != m->sentence.start)
			return false;
		if (s->firm)
			return true;
	}
	return false;
}

/* However far back: a sentence that begins by denying tells nothing for sure,
 * unless it turns. */
static bool is_behind_denial(const struct contradicting *r,
                             const struct mention *m)
{
	const struct sentence *s = sentence_about(r, m);
	const struct hits *hits = hits_about(r, m);
	uint32_t start = fold_offset(r->c->letter->fold, m->at.start);
	bool denied = false;

	for (uint32_t i = 0; s && i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];

		if (h->end > start)
			break;
		denied |= hit_is_cue(h, CUE_NEGATION) ||
		          hit_is_cue(h, CUE_UNDOCUMENTED);
		denied &= !hit_is_cue(h, CUE_BREAK);
	}
	return denied;
}

/* A finding of the case, not of patients in general. */
static bool is_of_the_case(const struct contradicting *r,
                           const struct mention *m)
{
	const struct contradictions *rules = &r->c->rules->contradictions;
	struct str sentence = words_at(r->c->letter, m->sentence);

	if (is_verdict(r, m) || is_behind_denial(r, m))
		return false;
	return m->voice == VOICE_RECORD || m->voice == VOICE_PATIENT ||
	       texts_stand_in(&rules->persons, sentence) ||
	       texts_stand_in(&rules->found, sentence);
}

/* "There is spasm", "a screen is on file" */
static bool tells_what_there_is(const struct contradicting *r,
                                const struct mention *m)
{
	const struct sentence_words *words = &r->c->rules->language.words;
	struct str sentence = words_at(r->c->letter, m->sentence);

	return texts_stand_in(&r->c->rules->contradictions.showing, sentence) ||
	       texts_stand_in(&words->held, sentence) ||
	       texts_stand_in(&words->holds, sentence);
}

/* "A remote history of seizures" */
static bool is_historical(const struct contradicting *r,
                          const struct mention *m)
{
	const struct fold *f = r->c->letter->fold;
	const struct sentence *s = sentence_about(r, m);
	bool historical = false;

	if (s)
		polarity_read(f, hits_about(r, m), s,
		              fold_offset(f, m->at.start),
		              fold_offset(f, m->at.end), &historical, NULL);
	return historical;
}

/* What can be said of a mention of the summary. */
static bool read_shown(const struct contradicting *r, const struct mention *m,
                       enum standing how)
{
	if (how == STANDING_OF_PART)
		return !is_of_others(r, m) && part_agrees(r, m);
	return how == STANDING_DIRECT && m->says == MENTION_ABSENT &&
	       denial_is_direct(r, m);
}

/* And of one of the rationale. */
static bool read_stated(const struct contradicting *r, size_t which,
                        enum standing how)
{
	const struct mention *m = &r->known->mentions.items[which];

	switch (how) {
	case STANDING_STATEMENT:
		return is_statement(r, m);
	case STANDING_OF_CASE:
		return stands(r, which, STANDING_STATEMENT) &&
		       is_of_the_case(r, m);
	case STANDING_TOLD:
		return stands(r, which, STANDING_OF_CASE) ||
		       (stands(r, which, STANDING_STATEMENT) &&
		        !is_verdict(r, m) && !is_behind_denial(r, m) &&
		        !is_historical(r, m) && tells_what_there_is(r, m));
	case STANDING_DIRECT:
		return stands(r, which, STANDING_STATEMENT) &&
		       m->says != MENTION_PRESENT && denial_is_direct(r, m);
	case STANDING_WHOLE:
		return stands(r, which, STANDING_DIRECT) &&
		       denial_is_whole(r, m);
	case STANDING_ALL:
		return stands(r, which, STANDING_WHOLE) &&
		       denial_is_of_all(r, m);
	case STANDING_OF_PART:
		break;
	}
	return false;
}

bool stands(const struct contradicting *r, size_t which, enum standing how)
{
	const struct mention *m = &r->known->mentions.items[which];
	struct standings *s = &r->standings[which];
	unsigned bit = 1u << how;

	if (!(s->asked & bit) &&
	    (m->place == PLACE_SUMMARY ? read_shown(r, m, how)
	                               : read_stated(r, which, how)))
		s->is = (uint8_t)(s->is | bit);
	s->asked = (uint8_t)(s->asked | bit);
	return s->is & bit;
}

bool is_unsure(const struct contradicting *r, const struct mention *m)
{
	return m->says == MENTION_PRESENT &&
	       texts_stand_in(&r->c->rules->contradictions.unsure,
	                      clause_of(r, m));
}

bool may_deny(const struct contradicting *r, const struct mention *m)
{
	const struct texts *denying = &r->c->rules->contradictions.denying;
	struct str rest = words_at(r->c->letter, m->sentence);

	while (m->says == MENTION_PRESENT && rest.len) {
		struct str_pair cut = str_cut(rest, ' ');
		struct str word = str_trim_chars(cut.head, STR(",;:.()"));

		rest = cut.tail;
		if (texts_have(denying, word))
			continue;
		for (size_t i = 0; i < denying->len; i++) {
			if (str_one_edit_apart(word, denying->items[i]))
				return true;
		}
	}
	return false;
}

/* Words between what asserts a thing and the thing: "has some mild". */
#define ASSERTED_WORDS 3

/* "He reports some insomnia", "there is spasm": not "a drug for insomnia". */
bool is_said_of_patient(const struct contradicting *r, const struct mention *m)
{
	const struct contradictions *rules = &r->c->rules->contradictions;
	struct str clause = clause_of(r, m),
	           words = words_at(r->c->letter, m->at);
	struct str sentence = words_at(r->c->letter, m->sentence);
	struct str before = { clause.ptr, (size_t)(words.ptr - clause.ptr) };
	bool person = texts_stand_in(&rules->persons, before);

	if (texts_stand_in(&rules->others, sentence) ||
	    texts_stand_in(&r->c->rules->language.words.conditions_before,
	                   sentence))
		return false;
	/* "Motion was limited" is said outright. */
	if (texts_begin(&rules->showing, words) ||
	    texts_stand_in(&r->c->rules->language.words.clause_verbs, words) ||
	    (person && texts_begin(&rules->asserting, words)))
		return true;
	for (unsigned n = 0; n <= ASSERTED_WORDS && before.len; n++) {
		size_t word;

		before = str_trim(before);
		if (texts_end(&rules->showing, before) ||
		    (person && texts_end(&rules->asserting, before)))
			return true;
		word = str_last_word(before);
		if (texts_have(&rules->linking,
		               str_sub(before, word, before.len)))
			return false;
		before.len = word;
	}
	return false;
}
