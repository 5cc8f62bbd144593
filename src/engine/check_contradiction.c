/*
 * check_contradiction.c -- the rationale against the letter's own summary.
 *
 * A reviewer denies ("no documentation of", "has not had") what the case
 * summary of the same letter shows, or asserts what it denies. Which facts can
 * contradict each other stands in rules/checks/contradictions.yaml; what the
 * letter tells of them comes from engine/fact.h, guideline sentences and
 * utilization review left out. A pair counts only where body part and
 * treatment agree and neither sentence says less than it seems to.
 */
#include "engine/contradicting.h"
#include "letter/timeline.h"

#define SUMMARY_RULE       STR("consistency/rationale-contradicts-summary")
#define SUMMARY_ALONE_RULE STR("consistency/summary-contradicts-itself")
#define ITSELF_RULE        STR("consistency/rationale-contradicts-itself")

/* Bytes from a finding to the part that it is of: "of the left". */
#define PART_NEAR 16
/* Sentences back in which a body part named still holds. */
#define PART_CONTEXT 3
/* A rationale with more contradictions than this has one fault. */
#define REPORTED_MAX 6
/* Mentions of one fact that are held against a statement: the first ones tell
 * it, and letters without end stay bounded. */
#define OPPOSED_MAX 32
/* Mentions before and after one that may stand on the same words. */
#define NEIGHBOURS 12
/* Bytes of a sentence that are read for its date. */
#define DATED_MAX 2000u

/* -- which statements take part */

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
static struct str clause_of(const struct contradicting *r,
                            const struct mention *m)
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

/* What the reviewer states of the case: no recital, nothing narrowed. */
static bool is_statement(const struct contradicting *r, const struct mention *m)
{
	const struct contradictions *rules = &r->c->rules->contradictions;

	if (m->place != PLACE_RATIONALE || m->voice == VOICE_GUIDELINE ||
	    m->voice == VOICE_UTILIZATION_REVIEW)
		return false;
	return !texts_stand_in(&rules->supposing,
	                       words_at(r->c->letter, m->sentence)) &&
	       !texts_stand_in(&rules->reciting, clause_of(r, m));
}

/* "Family history of ulcers" */
static bool is_of_others(const struct contradicting *r, const struct mention *m)
{
	return texts_stand_in(&r->c->rules->contradictions.others,
	                      words_at(r->c->letter, m->sentence));
}

/* "An MRI of the knee is necessary": what is asked for, and nothing that was.
 */
static bool is_verdict(const struct contradicting *r, const struct mention *m)
{
	for (size_t i = 0; i < r->d->statements.len; i++) {
		const struct statement *s = &r->d->statements.items[i];

		if (s->firm && s->sentence.start == m->sentence.start)
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

static bool reaches(const struct contradicting *r, struct str region)
{
	const struct request *request = &r->d->request;

	for (size_t i = 0; i < request->parts.len; i++) {
		if (fact_region_reaches(&r->c->rules->facts,
		                        request->parts.items[i].region, region))
			return true;
	}
	return request->parts.len == 0;
}

/* The part that the words hold, that stands right before them ("right ulna
 * fracture") or right behind them ("films of the neck"); NULL: none does. */
static const struct part_row *part_beside(const struct contradicting *r,
                                          const struct mention *m)
{
	const struct fold *f = r->c->letter->fold;
	const struct hits *hits = hits_about(r, m);
	const struct sentence *s = sentence_about(r, m);
	uint32_t start = fold_offset(f, m->at.start);
	uint32_t end = fold_offset(f, m->at.end);

	for (uint32_t i = 0; s && i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];
		const struct part_row *row;

		if (h->kind != TERM_PART || h->end + 1 < start ||
		    h->start > end + PART_NEAR)
			continue;
		row = &r->c->rules->lexicon.parts.items[h->index];
		if (row->region.len)
			return row;
	}
	return NULL;
}

/* The last region named before a place of the summary, not long before, or
 * right behind it: "a normal study of both lower limbs". */
static const struct part_row *part_before(const struct contradicting *r,
                                          struct span where)
{
	const struct letter *l = r->c->letter;
	const struct part_row *found = NULL;
	size_t last = sentence_index(l, &l->summary_sentences, where);
	uint32_t at = fold_offset(l->fold, where.end);

	if (last == l->summary_sentences.list.len)
		return NULL;
	for (size_t i = last > PART_CONTEXT ? last - PART_CONTEXT : 0;
	     i <= last; i++) {
		const struct sentence *s = &l->summary_sentences.list.items[i];

		for (uint32_t j = 0; j < s->n_hits; j++) {
			const struct hit *h =
			        &l->summary_hits.list.items[s->first_hit + j];
			const struct part_row *row;

			if (h->kind != TERM_PART)
				continue;
			row = &r->c->rules->lexicon.parts.items[h->index];
			if (row->region.len &&
			    (h->start <= at + PART_NEAR || i < last))
				found = row;
		}
	}
	return found;
}

/* True when the sentence of a finding names a part, but none asked for. */
static bool names_other_part(const struct contradicting *r,
                             const struct mention *m)
{
	const struct letter *l = r->c->letter;
	const struct sentence *s =
	        sentence_holding(l, &l->summary_sentences, m->at);
	bool named = false;

	for (uint32_t i = 0; s && i < s->n_hits; i++) {
		const struct hit *h =
		        &l->summary_hits.list.items[s->first_hit + i];
		struct str region;

		if (h->kind != TERM_PART)
			continue;
		region = r->c->rules->lexicon.parts.items[h->index].region;
		if (!region.len)
			continue;
		if (reaches(r, region))
			return false;
		named = true;
	}
	return named;
}

/* True when a finding of the summary is about the part asked for. */
static bool part_agrees(const struct contradicting *r, const struct mention *m)
{
	const struct fact *fact = &r->c->rules->facts.list.items[m->fact];
	const struct request *request = &r->d->request;
	const struct part_row *part;

	if (names_other_part(r, m))
		return false;
	if (fact->about != ABOUT_PART || !request->parts.len)
		return true;
	part = part_beside(r, m);
	part = part ? part : part_before(r, m->at);
	return part ? reaches(r, part->region) : request->parts.len == 1;
}

/* -- what contradicts what */

static bool is_child(const struct facts_known *facts, uint32_t fact,
                     uint32_t of)
{
	for (unsigned steps = 0; steps < 16; steps++) {
		const struct fact *f = &facts->list.items[fact];

		if (fact == of)
			return true;
		if (!f->parent || f->relation != RELATION_IS_A)
			return false;
		fact = f->parent - 1u;
	}
	return false;
}

/* True when a mention of `fact` tells the opposite of what m says. */
static bool shows(const struct contradicting *r, const struct contradiction *c,
                  const struct mention *m, uint32_t fact)
{
	const struct facts_known *facts = &r->c->rules->facts;

	if (c->same)
		return fact == m->fact;
	/* An absent parent denies the child; a present child the denial. */
	if (c->asserted ? is_child(facts, m->fact, fact)
	                : is_child(facts, fact, m->fact))
		return true;
	for (size_t i = 0; i < c->others.list.len && m->fact == c->fact; i++) {
		if (is_child(facts, fact, c->others.list.items[i]))
			return true;
	}
	return false;
}

static bool says_as(const struct contradiction *c, const struct mention *m)
{
	if (c->asserted)
		return m->says == MENTION_PRESENT;
	return m->says == MENTION_ABSENT || m->says == MENTION_UNDOCUMENTED;
}

/* True when the contradiction is one of statements about the mention's fact. */
static bool is_about(const struct contradicting *r,
                     const struct contradiction *c, const struct mention *m)
{
	return c->fact == m->fact ||
	       (c->kinds && is_child(&r->c->rules->facts, m->fact, c->fact));
}

/* Bytes between a finding and its side: "positive on the left". */
#define SIDE_NEAR 12

/* The side that the sentence of a mention names, or that stands beside it; 0:
 * none, or several. */
static unsigned side_of(const struct contradicting *r, const struct mention *m)
{
	const struct fold *f = r->c->letter->fold;
	const struct hits *hits = hits_about(r, m);
	const struct sentence *s = sentence_about(r, m);
	uint32_t start = fold_offset(f, m->at.start);
	uint32_t end = fold_offset(f, m->at.end);
	unsigned side = 0;
	bool several = false;

	for (uint32_t i = 0; s && i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];
		unsigned named;

		if (h->kind != TERM_PART)
			continue;
		named = r->c->rules->lexicon.parts.items[h->index].side;
		if (named && h->end > start && h->start <= end + SIDE_NEAR)
			return named;
		several |= named && side && named != side;
		side = named ? named : side;
	}
	return several ? 0 : side;
}

static bool sides_agree(const struct contradicting *r, const struct mention *m,
                        const struct mention *o)
{
	unsigned one = side_of(r, m), other = side_of(r, o);
	unsigned asked = r->d->request.laterality;

	/* What is said of the side that nobody asked for is answered by
	 * that side only. */
	if (one && !other && m->place == PLACE_RATIONALE &&
	    asked != SIDE_BILATERAL && asked && one != asked)
		return false;
	/* A rationale speaks of the side asked for unless it says not. */
	if (!one && m->place == PLACE_RATIONALE)
		one = asked;
	return !one || !other || one == other || one == SIDE_BILATERAL ||
	       other == SIDE_BILATERAL;
}

/* The last date of [start, end); month 0: none. */
static struct date last_date(const struct contradicting *r, uint32_t start,
                             uint32_t end)
{
	struct date found = { 0 }, d;
	struct span place;

	if (end - start > DATED_MAX)
		start = end - DATED_MAX;
	while (next_date(r->c->letter->fold, &start, end, &d, &place))
		found = d;
	return found;
}

/* "Injured in March 2016 and continues with pain": no visit's date. */
static bool is_of_injury(const struct letter *l, struct date d)
{
	struct date header = l->header.injury.date;
	struct date told = l->summary_injury.date;

	return (d.year == header.year && d.month == header.month &&
	        (!d.day || d.day == header.day)) ||
	       (d.year == told.year && d.month == told.month &&
	        (!d.day || d.day == told.day));
}

/* The date of a passage of the summary: in its sentence before it, else behind
 * it, else the last one before the sentence. */
static struct date date_of(const struct contradicting *r,
                           const struct mention *o)
{
	const struct letter *l = r->c->letter;
	const struct fold *f = l->fold;
	uint32_t start = fold_offset(f, o->sentence.start);
	uint32_t end = fold_offset(f, o->sentence.end);
	struct date d = last_date(r, start, fold_offset(f, o->at.end));
	struct span place;

	if (date_known(d))
		return d;
	start = fold_offset(f, o->at.end);
	if (start < end && next_date(f, &start, end, &d, &place))
		return d;
	return last_date(r, fold_offset(f, l->summary.start),
	                 fold_offset(f, o->sentence.start));
}

/* A statement about one visit is contradicted by that visit only. */
static bool visits_agree(const struct contradicting *r, const struct mention *m,
                         const struct mention *o)
{
	const struct letter *l = r->c->letter;
	struct date said = last_date(r, fold_offset(l->fold, m->sentence.start),
	                             fold_offset(l->fold, m->sentence.end));
	struct date shown;

	if (!date_known(said) || is_of_injury(l, said))
		return true;
	if (o->place != PLACE_SUMMARY) {
		shown = last_date(r, fold_offset(l->fold, o->sentence.start),
		                  fold_offset(l->fold, o->sentence.end));
		return date_known(shown) && !date_cmp(said, shown);
	}
	shown = date_of(r, o);
	return !date_known(shown) || !date_cmp(said, shown);
}

static bool regions_meet(const struct facts_known *facts, struct str a,
                         struct str b)
{
	return fact_region_reaches(facts, a, b) ||
	       fact_region_reaches(facts, b, a);
}

/* What the statement's own sentence names decides before the request does. */
static bool parts_agree(const struct contradicting *r, const struct mention *m,
                        const struct mention *o)
{
	const struct facts_known *facts = &r->c->rules->facts;
	const struct sentence *s = sentence_about(r, m);
	const struct hits *hits = hits_about(r, m);
	const struct part_row *shown, *said = part_beside(r, m);
	bool named = false;

	if (o->place != PLACE_SUMMARY)
		return true;
	shown = part_beside(r, o);
	if (said && shown)
		return regions_meet(facts, said->region, shown->region);
	if (facts->list.items[m->fact].about != ABOUT_PART)
		return true;
	shown = shown ? shown : part_before(r, o->at);
	if (said && shown)
		return regions_meet(facts, said->region, shown->region);
	for (uint32_t i = 0; s && shown && i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];
		struct str region;

		if (h->kind != TERM_PART)
			continue;
		region = r->c->rules->lexicon.parts.items[h->index].region;
		if (!region.len)
			continue;
		if (regions_meet(facts, region, shown->region))
			return true;
		named = true;
	}
	return !named;
}

static bool stands(const struct contradicting *r, size_t which,
                   enum standing how);

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

static bool stands(const struct contradicting *r, size_t which,
                   enum standing how)
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

/* True in one sentence, unless it turns to what the file lacks: "he has relief;
 * however, there is no documentation of relief". */
static bool same_clause(const struct contradicting *r, const struct mention *m,
                        const struct mention *o)
{
	const struct fold *f = r->c->letter->fold;
	const struct sentence *s = sentence_about(r, m);
	const struct hits *hits = hits_about(r, m);
	uint32_t from = fold_offset(f, o->at.end);
	uint32_t to = fold_offset(f, m->at.start);

	if (o->sentence.start != m->sentence.start)
		return false;
	if (m->says != MENTION_UNDOCUMENTED)
		return true;
	for (uint32_t i = 0; s && i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];

		if (h->kind == TERM_CUE && h->start >= from && h->end <= to &&
		    texts_have(&r->c->rules->contradictions.turning,
		               str_trim_chars(fold_text(f, h->start, h->end),
		                              STR(" ,;"))))
			return false;
	}
	return true;
}

/* True when a passage may stand against a statement, whatever it says. */
static bool may_oppose(const struct contradicting *r, const struct mention *m,
                       size_t which, enum mention_place place, bool any_part)
{
	const struct mention *o = &r->known->mentions.items[which];

	if (o->place != place || o->voice == VOICE_GUIDELINE ||
	    o->voice == VOICE_UTILIZATION_REVIEW || same_clause(r, m, o))
		return false;
	if (place == PLACE_SUMMARY)
		return stands(r, which, STANDING_OF_PART) ||
		       (any_part && !is_of_others(r, o));
	return stands(r, which, STANDING_OF_CASE);
}

static bool begins_with(const struct contradicting *r, const struct mention *m,
                        const struct texts *words)
{
	struct str text = words_at(r->c->letter, m->at);

	return texts_have(words, str_sub(text, 0, str_find_char(text, 0, ' ')));
}

/* "Is not taking opioids" is contradicted by what is taken today. */
static bool times_agree(const struct contradicting *r, const struct mention *m,
                        const struct mention *o)
{
	const struct texts *today = &r->c->rules->contradictions.today;

	return !begins_with(r, m, today) || m->says == MENTION_PRESENT ||
	       texts_stand_in(today, words_at(r->c->letter, o->sentence));
}

static bool is_of_now(const struct contradicting *r, const struct mention *m)
{
	return texts_stand_in(&r->c->rules->contradictions.today,
	                      words_at(r->c->letter, m->sentence));
}

/* "Twelve visits of therapy are requested" tells of none that there was. */
static bool is_asking(const struct contradicting *r, const struct mention *o)
{
	return texts_stand_in(&r->c->rules->contradictions.asking,
	                      words_at(r->c->letter, o->sentence));
}

/* The first passage of a place that says so of a fact, if `plain` beyond doubt;
 * NULL: none. */
static const struct mention *passage(const struct contradicting *r,
                                     const struct contradiction *c,
                                     const struct mention *m, uint32_t fact,
                                     enum mention_place place, unsigned says,
                                     bool plain)
{
	bool any_part = c->any_part;
	uint32_t at = r->first[fact];

	for (unsigned n = 0; at && n < OPPOSED_MAX; at = r->next[at - 1]) {
		const struct mention *o = &r->known->mentions.items[at - 1];

		if (o->says != says ||
		    (plain && says == MENTION_ABSENT &&
		     !stands(r, at - 1, STANDING_DIRECT)) ||
		    !may_oppose(r, m, at - 1, place, any_part) ||
		    (c->had && is_asking(r, o)))
			continue;
		n++;
		/* "Now denies headache" leaves room for those of the past. */
		if (place == PLACE_RATIONALE && is_of_now(r, m) &&
		    !is_of_now(r, o))
			continue;
		if (sides_agree(r, m, o) && visits_agree(r, m, o) &&
		    times_agree(r, m, o) && (any_part || parts_agree(r, m, o)))
			return o;
	}
	return NULL;
}

/* True when the summary says what the statement says: the letter is then at
 * odds with itself, or speaks of two visits, and the statement has a ground. */
static bool is_grounded(const struct contradicting *r,
                        const struct contradiction *c, const struct mention *m)
{
	const struct facts_known *facts = &r->c->rules->facts;
	unsigned says = c->asserted ? MENTION_PRESENT : MENTION_ABSENT;

	for (size_t i = 0; i < r->known->told.len; i++) {
		uint32_t fact = r->known->told.items[i];

		if ((c->asserted ? is_child(facts, fact, m->fact)
		                 : is_child(facts, m->fact, fact)) &&
		    passage(r, c, m, fact, PLACE_SUMMARY, says, false))
			return true;
	}
	return false;
}

static const struct mention *shown_by_kind(const struct contradicting *r,
                                           const struct contradiction *c,
                                           const struct mention *m, uint32_t of)
{
	const struct facts_known *facts = &r->c->rules->facts;
	const struct mention *found = NULL;

	for (size_t i = 0; i < r->known->told.len && !found; i++) {
		uint32_t fact = r->known->told.items[i];

		if (is_child(facts, fact, of))
			found = passage(r, c, m, fact, PLACE_SUMMARY,
			                MENTION_PRESENT, true);
	}
	return found;
}

/* "No failed care, as he had one visit of therapy" knows of the care. */
static bool is_explained(const struct contradicting *r, const struct mention *m,
                         uint32_t of)
{
	const struct facts_known *facts = &r->c->rules->facts;

	for (size_t i = 0; i < r->known->told.len; i++) {
		uint32_t fact = r->known->told.items[i];
		uint32_t at = r->first[fact];

		if (!is_child(facts, fact, of))
			continue;
		for (unsigned n = 0; at && n < OPPOSED_MAX; n++) {
			const struct mention *o =
			        &r->known->mentions.items[at - 1];

			if (o->place == PLACE_RATIONALE &&
			    o->says == MENTION_PRESENT &&
			    o->sentence.start == m->sentence.start)
				return true;
			at = r->next[at - 1];
		}
	}
	return false;
}

/* True when everything is shown that must go along with the opposite. */
static bool goes_along(const struct contradicting *r,
                       const struct contradiction *c, const struct mention *m)
{
	for (size_t i = 0; i < c->along.list.len; i++) {
		uint32_t of = c->along.list.items[i];

		if (is_explained(r, m, of) || !shown_by_kind(r, c, m, of))
			return false;
	}
	return true;
}

/* True when a sentence of the summary names the fact other than as a wish. */
static bool names_as_done(const struct contradicting *r,
                          const struct sentence *s, uint32_t fact)
{
	const struct letter *l = r->c->letter;
	const struct facts_known *facts = &r->c->rules->facts;

	if (s->voice == VOICE_UTILIZATION_REVIEW)
		return false;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h =
		        &l->summary_hits.list.items[s->first_hit + i];
		const struct wording *w;

		if (h->kind != TERM_FACT)
			continue;
		w = &facts->wordings.items[h->index];
		if (w->does <= WORDING_VAGUE && is_child(facts, w->of, fact))
			return !texts_stand_in(
			        &r->c->rules->contradictions.asking,
			        fold_text(l->fold, s->start, s->end));
	}
	return false;
}

/* The list of the summary that would hold what the statement asserts. */
static const struct mention *unlisted(const struct contradicting *r,
                                      const struct contradiction *c,
                                      const struct mention *m)
{
	const struct sentences *sentences = &r->c->letter->summary_sentences;
	const struct mention *list = NULL;

	for (size_t i = 0; i < c->unlisted.list.len && !list; i++)
		list = passage(r, c, m, c->unlisted.list.items[i],
		               PLACE_SUMMARY, MENTION_PRESENT, true);
	for (size_t i = 0; list && i < sentences->list.len; i++) {
		if (names_as_done(r, &sentences->list.items[i], m->fact))
			return NULL;
	}
	return list;
}

/* The passage that says the opposite: the same fact before any other. */
static const struct mention *opposite(const struct contradicting *r,
                                      const struct contradiction *c,
                                      const struct mention *m,
                                      enum mention_place place)
{
	unsigned wanted = c->asserted ? MENTION_ABSENT : MENTION_PRESENT;
	const struct mention *found = NULL;

	if ((place == PLACE_SUMMARY && is_grounded(r, c, m)) ||
	    !goes_along(r, c, m))
		return NULL;
	if (c->unlisted.list.len)
		return place == PLACE_SUMMARY ? unlisted(r, c, m) : NULL;
	found = passage(r, c, m, m->fact, place, wanted, true);
	for (size_t i = 0; i < r->known->told.len && !found; i++) {
		uint32_t fact = r->known->told.items[i];

		if (!shows(r, c, m, fact))
			continue;
		/* "No other findings": what the rationale tells is not meant.
		 */
		if (place == PLACE_SUMMARY && !c->asserted &&
		    passage(r, c, m, fact, PLACE_RATIONALE, wanted, false))
			continue;
		found = passage(r, c, m, fact, place, wanted, true);
	}
	return found;
}

static bool already_reported(struct contradicting *r, const struct mention *m)
{
	for (size_t i = 0; i < r->reported.len; i++) {
		if (r->reported.items[i] == m->sentence.start)
			return true;
	}
	*VEC_PUSH(r->c->arena, &r->reported) = m->sentence.start;
	return false;
}

static void relate(const struct contradicting *r, struct finding *f,
                   const struct mention *o)
{
	checking_relate(r->c, f, o->at, "%s says",
	                o->place == PLACE_SUMMARY ? "the case summary"
	                                          : "the rationale itself");
}

static struct finding *report(struct contradicting *r, struct str rule,
                              const struct mention *m, const struct mention *o)
{
	const struct facts_known *facts = &r->c->rules->facts;
	struct str title = facts->list.items[m->fact].title;
	const char *where = o->place == PLACE_SUMMARY ? "the case summary"
	                                              : "the rationale itself";
	struct finding *f;

	if (m->says == MENTION_PRESENT) {
		f = checking_report(r->c, rule, r->d->index, m->at,
		                    "the rationale of item %u asserts %.*s, "
		                    "which %s %s",
		                    r->d->index, STR_ARG(title), where,
		                    o->says == MENTION_PRESENT ? "does not list"
		                                               : "denies");
	} else {
		f = checking_report(r->c, rule, r->d->index, m->at,
		                    m->says == MENTION_ABSENT
		                            ? "the rationale of item %u denies "
		                              "%.*s, which %s reports"
		                            : "the rationale of item %u misses "
		                              "%.*s, which %s gives",
		                    r->d->index, STR_ARG(title), where);
	}
	relate(r, f, o);
	f->confidence =
	        m->fact == o->fact ? CONFIDENCE_HIGH : CONFIDENCE_MEDIUM;
	return f;
}

/* Words between what asserts a thing and the thing: "has some mild". */
#define ASSERTED_WORDS 3

/* "He reports some insomnia", "there is spasm": not "a drug for insomnia". */
static bool is_said_of_patient(const struct contradicting *r,
                               const struct mention *m)
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
		for (word = before.len; word > 0; word--) {
			if (before.ptr[word - 1] == ' ')
				break;
		}
		if (texts_have(&rules->linking,
		               str_sub(before, word, before.len)))
			return false;
		before.len = word;
	}
	return false;
}

/* True when the statement says as much as the contradiction needs. */
static bool is_plain(const struct contradicting *r,
                     const struct contradiction *c, size_t which)
{
	const struct mention *m = &r->known->mentions.items[which];

	if (c->asserted)
		return !c->of_patient || is_said_of_patient(r, m);
	/* "Has not failed therapy" again, the word being in the wording. */
	if (c->kinds && begins_with(r, m, &r->c->rules->contradictions.failing))
		return false;
	if (!c->alone)
		return stands(r, which, STANDING_DIRECT);
	/* What has kinds is a word for all of them. */
	return stands(r, which,
	              m->fact == c->fact ? STANDING_ALL : STANDING_WHOLE);
}

/* "Has not tried ibuprofen" tells of ibuprofen, not of all its like. */
static bool is_of_a_kind(const struct contradicting *r, size_t which)
{
	const struct mention *m = &r->known->mentions.items[which];
	size_t from = which > NEIGHBOURS ? which - NEIGHBOURS : 0;

	for (size_t i = from;
	     i < r->known->mentions.len && i <= which + NEIGHBOURS; i++) {
		const struct mention *o = &r->known->mentions.items[i];

		if (o->place == m->place && o->fact != m->fact &&
		    o->says == m->says && o->at.start < m->at.end &&
		    o->at.end > m->at.start &&
		    is_child(&r->c->rules->facts, o->fact, m->fact))
			return true;
	}
	return false;
}

/* "Pain was rated 5 in May, but no score is recorded for June": the sentence
 * itself tells what it denies, of another day. */
static bool knows_better(const struct contradicting *r, const struct mention *m)
{
	uint32_t at = r->first[m->fact];

	for (unsigned n = 0;
	     at && n < OPPOSED_MAX && m->says != MENTION_PRESENT;
	     at = r->next[at - 1], n++) {
		const struct mention *o = &r->known->mentions.items[at - 1];

		if (o->says == MENTION_PRESENT &&
		    o->sentence.start == m->sentence.start &&
		    (o->at.end <= m->at.start || o->at.start >= m->at.end))
			return true;
	}
	return false;
}

/* Reports the first contradiction of a statement; true when there is one. */
static bool check_statement(struct contradicting *r, size_t which)
{
	const struct mention *m = &r->known->mentions.items[which];
	const struct contradictions *rules = &r->c->rules->contradictions;

	if (m->says != MENTION_PRESENT && is_of_a_kind(r, which))
		return false;
	for (size_t i = 0; i < rules->list.len; i++) {
		const struct contradiction *c = &rules->list.items[i];
		const struct mention *o, *own;

		if (!says_as(c, m) || !is_about(r, c, m) ||
		    !stands(r, which, STANDING_STATEMENT) ||
		    !is_plain(r, c, which))
			continue;
		o = knows_better(r, m) ? NULL
		                       : opposite(r, c, m, PLACE_SUMMARY);
		own = c->asserted ? NULL : opposite(r, c, m, PLACE_RATIONALE);
		/* What shows a thing is for the reviewer to weigh. */
		if (own && !is_child(&r->c->rules->facts, own->fact, m->fact))
			own = NULL;
		if (o && !already_reported(r, m)) {
			struct finding *f = report(r, SUMMARY_RULE, m, o);

			if (own)
				relate(r, f, own);
			return r->of_summary = true;
		}
		if (!o && own && !already_reported(r, m)) {
			report(r, ITSELF_RULE, m, own);
			return r->of_itself = true;
		}
	}
	return false;
}

static void read_mentions(struct contradicting *r)
{
	size_t n = r->known->mentions.len;

	r->standings = ARENA_ARRAY(r->c->arena, struct standings, n);
	r->first = ARENA_ARRAY(r->c->arena, uint32_t, r->known->n + 1);
	r->next = ARENA_ARRAY(r->c->arena, uint32_t, n + 1);
	for (size_t i = n; i-- > 0;) {
		uint32_t fact = r->known->mentions.items[i].fact;

		r->next[i] = r->first[fact];
		r->first[fact] = (uint32_t)i + 1;
	}
}

/* -- the summary alone */

static bool has_kinds(const struct facts_known *facts, uint32_t fact)
{
	for (size_t i = 0; i < facts->list.len; i++) {
		if (facts->list.items[i].parent == fact + 1)
			return true;
	}
	return false;
}

/* One that the summary alone must not both report and deny. */
static bool is_one_complaint(const struct contradicting *r, uint32_t fact)
{
	const struct facts_known *facts = &r->c->rules->facts;
	const struct contradictions *rules = &r->c->rules->contradictions;

	if (facts->list.items[fact].about != ABOUT_LETTER)
		return false;
	for (size_t i = 0; i < rules->list.len; i++) {
		const struct contradiction *c = &rules->list.items[i];

		/* A word for several complaints may mean any of them. */
		if (c->summary && is_child(facts, fact, c->fact))
			return !has_kinds(facts, fact);
	}
	return false;
}

/* "Nausea but no vomiting" is one fact and no contradiction: same words. */
static bool same_words(const struct contradicting *r, const struct mention *a,
                       const struct mention *b)
{
	return str_eq(words_at(r->c->letter, a->at),
	              words_at(r->c->letter, b->at));
}

/* True when both may be of one visit: near, and no date between them. */
static bool same_visit(const struct contradicting *r, const struct mention *a,
                       const struct mention *b)
{
	const struct fold *f = r->c->letter->fold;
	bool before = a->at.start < b->at.start;
	uint32_t from = fold_offset(f, before ? a->at.end : b->at.end);
	uint32_t to = fold_offset(f, before ? b->at.start : a->at.start);

	return from >= to ||
	       (to - from <= DATED_MAX && !date_known(last_date(r, from, to)));
}

static bool contradict_in_summary(const struct contradicting *r, size_t which,
                                  const struct mention *o)
{
	const struct mention *m = &r->known->mentions.items[which];

	return o->place == PLACE_SUMMARY && o->says == MENTION_PRESENT &&
	       stands(r, which, STANDING_DIRECT) && same_words(r, m, o) &&
	       !is_of_others(r, m) && !is_of_others(r, o) && !is_of_now(r, m) &&
	       !is_of_now(r, o) && same_visit(r, m, o);
}

/* "Denied nausea and diarrhea ... which gives him diarrhea", in one visit. */
static void check_summary(struct contradicting *r)
{
	const struct facts_known *facts = &r->c->rules->facts;
	unsigned found = 0;

	if (span_empty(r->c->letter->summary)) {
		checking_verdict(r->c, SUMMARY_ALONE_RULE, 0,
		                 VERDICT_NOT_EVALUATED,
		                 "there is no case summary");
		return;
	}
	for (size_t i = 0; i < r->known->mentions.len && !found; i++) {
		const struct mention *m = &r->known->mentions.items[i];
		uint32_t at = r->first[m->fact];

		if (m->place != PLACE_SUMMARY || m->says != MENTION_ABSENT ||
		    !is_one_complaint(r, m->fact))
			continue;
		for (unsigned n = 0; at && n < OPPOSED_MAX && !found;
		     at = r->next[at - 1], n++) {
			const struct mention *o =
			        &r->known->mentions.items[at - 1];
			struct finding *f;

			if (!contradict_in_summary(r, i, o))
				continue;
			f = checking_report(
			        r->c, SUMMARY_ALONE_RULE, 0, m->at,
			        "the case summary denies %.*s and reports it",
			        STR_ARG(facts->list.items[m->fact].title));
			checking_relate(r->c, f, o->at, "it is reported here");
			found++;
		}
	}
	if (!found)
		checking_verdict(r->c, SUMMARY_ALONE_RULE, 0,
		                 VERDICT_CONSISTENT,
		                 "no complaint is both denied and reported");
}

static void add_verdict(const struct contradicting *r, struct str rule,
                        bool said, const char *against)
{
	if (said)
		return;
	if (r->known->cut) {
		checking_verdict(r->c, rule, r->d->index, VERDICT_NOT_EVALUATED,
		                 "a limit was hit");
		return;
	}
	checking_verdict(r->c, rule, r->d->index, VERDICT_CONSISTENT,
	                 "no statement of the rationale is known to "
	                 "contradict %s",
	                 against);
}

static void check_decision(struct checking *c, const struct decision *d)
{
	struct contradicting r = { .c = c, .d = d };
	bool first = d == c->letter->decisions.items;
	bool no_summary = span_empty(c->letter->summary);
	unsigned found = 0;

	if (no_summary || span_empty(d->rationale)) {
		checking_verdict(c, SUMMARY_RULE, d->index,
		                 VERDICT_NOT_EVALUATED, "there is no %s",
		                 no_summary ? "case summary" : "rationale");
	}
	if (span_empty(d->rationale) && !first)
		return;
	r.known = checking_known(c, d);
	read_mentions(&r);
	if (first)
		check_summary(&r);
	if (span_empty(d->rationale))
		return;
	for (size_t i = 0; i < r.known->mentions.len && found < REPORTED_MAX;
	     i++) {
		if (r.known->mentions.items[i].place == PLACE_RATIONALE)
			found += check_statement(&r, i);
	}
	add_verdict(&r, SUMMARY_RULE, r.of_summary || no_summary,
	            "the summary");
	add_verdict(&r, ITSELF_RULE, r.of_itself, "another");
}

void check_contradictions(struct checking *c)
{
	for (size_t i = 0; i < c->letter->decisions.len; i++)
		check_decision(c, &c->letter->decisions.items[i]);
}
