/*
 * figure.c -- figures of guidelines in a rationale: recited, and right?
 *
 * "An initial trial of 6 visits" may be the guideline's or the patient's. It is
 * the guideline's when a guideline says it, or when the sentence says what
 * ought to be; and when nothing beside it speaks of the case.
 */
#include "engine/figure.h"

#include "letter/polarity.h"
#include "letter/sentence.h"

/* Months are 28 to 31 days, and twelve weeks are three months. */
#define DAYS_SLACK  0.09
#define COUNT_SLACK 0.001

/* A figure at work. */
struct passage {
	const struct letter *letter;
	const struct hits *hits;
	const struct sentence *sentence;
	const struct sentence *before;
	const struct hit *words;
	bool quoted;
};

static struct str text_of(const struct passage *p, uint32_t start, uint32_t end)
{
	return end > start ? fold_text(p->letter->fold, start, end)
	                   : (struct str){ 0 };
}

static struct str text_of_sentence(const struct passage *p,
                                   const struct sentence *s)
{
	return s ? text_of(p, s->start, s->end) : (struct str){ 0 };
}

/* The words by which a guideline is made to say what follows, up to the figure
 * in their part of the sentence; NULL: none. */
static const struct hit *said_by(const struct passage *p)
{
	const struct sentence *s = p->sentence;
	const struct hit *found = NULL;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &p->hits->list.items[s->first_hit + i];

		if (h->start > p->words->start)
			break;
		if (hit_is_cue(h, CUE_GUIDELINE_SAYS))
			found = h;
	}
	if (found && str_has_char(text_of(p, found->end, p->words->start), ';'))
		return NULL;
	return found;
}

/* "12 visits are not supported by the guideline." */
static bool is_judged_by_guideline(const struct passage *p)
{
	return sentence_cue(p->hits, p->sentence, CUE_GUIDELINE, p->words->end);
}

/* Where the clause of the words ends. */
static uint32_t clause_end(const struct passage *p)
{
	const struct hit *end =
	        sentence_cue(p->hits, p->sentence, CUE_BREAK, p->words->end);

	return end ? end->start : p->sentence->end;
}

/* So many words behind a figure tell what became of it. */
#define WORDS_BEHIND 4

/* The words right behind the figure, up to `end`. */
static struct str right_behind(const struct passage *p, uint32_t end)
{
	struct str text = text_of(p, p->words->end, end);
	unsigned words = 0;

	for (size_t i = 1; i < text.len; i++) {
		if (text.ptr[i] == ' ' && ++words == WORDS_BEHIND)
			return str_sub(text, 0, i);
	}
	return text;
}

/* True when words of the case stand beside the figure between the two. */
static bool is_of_case(const struct figure_rules *rules,
                       const struct passage *p, uint32_t start, uint32_t end)
{
	return texts_stand_in(&rules->cases,
	                      text_of(p, start, p->words->start)) ||
	       texts_stand_in(&rules->cases, text_of(p, p->words->end, end));
}

/* "Not recommend it, which she has had for more than a year": a person between
 * the words. At their end one is any patient ("to see if the patient"). */
static bool has_person_inside(const struct facts_known *facts,
                              const struct passage *p)
{
	const struct sentence *s = p->sentence;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &p->hits->list.items[s->first_hit + i];

		if (h->kind == TERM_FACT && h->start > p->words->start &&
		    h->end < p->words->end &&
		    facts->wordings.items[h->index].does == WORDING_PERSON)
			return true;
	}
	return false;
}

/* True when a sentence that names no guideline before the figure says what one
 * says. */
static bool is_norm(const struct figure_rules *rules, const struct passage *p)
{
	struct str sentence = text_of_sentence(p, p->sentence);

	if (texts_stand_in(&rules->norms, sentence))
		return true;
	return p->quoted && (texts_stand_in(&rules->quoted_norms, sentence) ||
	                     !texts_stand_in(&rules->verbs, sentence));
}

static enum figure_said how_said(const struct figure_rules *rules,
                                 const struct passage *p)
{
	const struct sentence *s = p->sentence;
	const struct hit *by = said_by(p);
	uint32_t end;

	if (by && s->voice == VOICE_GUIDELINE) {
		end = clause_end(p);
		return is_of_case(rules, p, by->start, end) ||
		                       texts_stand_in(&rules->past,
		                                      right_behind(p, end))
		               ? FIGURE_NOT_SAID
		               : FIGURE_SAID_BY_GUIDELINE;
	}
	if (s->voice == VOICE_RECORD || s->voice == VOICE_PATIENT ||
	    !is_norm(rules, p) || is_judged_by_guideline(p) ||
	    is_of_case(rules, p, s->start, s->end) ||
	    texts_stand_in(&rules->past,
	                   text_of(p, s->start, p->words->start)) ||
	    texts_stand_in(&rules->past, text_of(p, p->words->end, s->end)))
		return FIGURE_NOT_SAID;
	return FIGURE_SAID;
}

/* "The guideline does not support 14 visits" is no figure of it. */
static bool is_denied(const struct passage *p, bool denial)
{
	switch (polarity_read(p->letter->fold, p->hits, p->sentence,
	                      p->words->start, p->words->end, NULL, NULL)) {
	case POLARITY_NEGATED:
	case POLARITY_EXCLUDED:
		return !denial;
	case POLARITY_UNDOCUMENTED:
		return true;
	case POLARITY_AFFIRMED:
	case POLARITY_HYPOTHETICAL:
	case POLARITY_UNCERTAIN:
		break;
	}
	return false;
}

static struct passage passage_of(const struct recited_figure *f,
                                 const struct letter *letter)
{
	return (struct passage){ .letter = letter,
		                 .hits = f->hits,
		                 .sentence = f->sentence,
		                 .before = f->before,
		                 .words = f->words,
		                 .quoted = f->quoted };
}

enum figure_said figure_said(const struct recited_figure *f,
                             const struct letter *letter,
                             const struct ruleset *rules)
{
	const struct figure_rule *rule = &rules->figures.list.items[f->rule];
	const struct passage p = passage_of(f, letter);
	struct str sentence = text_of_sentence(&p, p.sentence);

	if (texts_stand_in(&rule->without, sentence))
		return FIGURE_NOT_SAID;
	if (rule->names.len && !texts_stand_in(&rule->names, sentence) &&
	    !texts_stand_in(&rule->names, text_of_sentence(&p, p.before)))
		return FIGURE_NOT_SAID;
	if (has_person_inside(&rules->facts, &p) || is_denied(&p, rule->denied))
		return FIGURE_NOT_SAID;
	return how_said(&rules->figures, &p);
}

bool figure_is_norm(const struct recited_figure *like,
                    const struct letter *letter, const struct ruleset *rules)
{
	const struct passage p = passage_of(like, letter);

	return !has_person_inside(&rules->facts, &p) && !is_denied(&p, false) &&
	       how_said(&rules->figures, &p) != FIGURE_NOT_SAID;
}

bool figure_can_tell(const struct figures *slot, struct str text)
{
	struct quantity q;

	return slot->list.len &&
	       quantity_capture(
	               text, (enum dimension)slot->list.items[0].dimension, &q);
}

static bool is_one_of(const struct figures *slot, double number)
{
	for (size_t i = 0; i < slot->list.len; i++) {
		const struct quantity *q = &slot->list.items[i];
		double slack =
		        q->dimension == DIM_DAYS ? DAYS_SLACK : COUNT_SLACK;

		if (number >= q->low * (1 - slack) &&
		    number <= q->high * (1 + slack))
			return true;
	}
	return false;
}

bool figure_is_right(const struct figures *slot, struct str text)
{
	struct quantity q;

	return quantity_capture(text,
	                        (enum dimension)slot->list.items[0].dimension,
	                        &q) &&
	       is_one_of(slot, q.low) && is_one_of(slot, q.high);
}
