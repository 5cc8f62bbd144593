/* agreeing.c -- whether two passages speak of the same part of the body, side,
 * visit and time. */
#include "engine/contradicting.h"
#include "letter/request.h"
#include "letter/sentence.h"
#include "letter/timeline.h"

/* Bytes from a finding to the part that it is of: "of the left". */
#define PART_NEAR 16
/* Sentences back in which a body part named still holds. */
#define PART_CONTEXT 3
/* Bytes of a sentence that are read for its date. */
#define DATED_MAX 2000u

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

/* The next part of the body that a sentence (NULL: none) names, from its hit *i
 * on; *i is then behind it. NULL at the sentence's end. */
static const struct hit *next_part(const struct contradicting *r,
                                   const struct hits *hits,
                                   const struct sentence *s, uint32_t *i,
                                   const struct part_row **row)
{
	while (s && *i < s->n_hits) {
		const struct hit *h = &hits->list.items[s->first_hit + (*i)++];

		if (h->kind != TERM_PART)
			continue;
		*row = &r->c->rules->lexicon.parts.items[h->index];
		if ((*row)->region.len)
			return h;
	}
	return NULL;
}

/* Bytes before a part in which the word stands that joins its clause. */
#define JOIN_NEAR 16

/* "... and the arms were": a part with which a clause of its own begins. */
static bool begins_clause(const struct contradicting *r, const struct hit *part)
{
	const struct sentence_words *words = &r->c->rules->language.words;
	const struct texts *articles = &r->c->rules->results.articles;
	const struct fold *f = r->c->letter->fold;
	uint32_t near = part->start > JOIN_NEAR ? part->start - JOIN_NEAR : 0;
	struct str before = str_trim(fold_text(f, near, part->start));
	struct str behind = str_sub(f->text, part->end, f->text.len);

	for (size_t i = 0; i < articles->len; i++) {
		struct str article = articles->items[i];

		if (str_ends(before, article)) {
			before = str_trim(
			        str_sub(before, 0, before.len - article.len));
			break;
		}
	}
	return texts_end(&words->clause_joins, before) &&
	       texts_begin(&words->clause_verbs, str_trim(behind));
}

/* The part that the words hold, that stands right before them ("right ulna
 * fracture") or right behind them ("films of the neck"); NULL: none does. */
static const struct part_row *part_beside(const struct contradicting *r,
                                          const struct mention *m)
{
	const struct fold *f = r->c->letter->fold;
	const struct hits *hits = hits_about(r, m);
	const struct sentence *s = sentence_about(r, m);
	uint32_t start = fold_offset(f, m->at.start), i = 0;
	uint32_t end = fold_offset(f, m->at.end);
	const struct part_row *row;
	const struct hit *h;

	while ((h = next_part(r, hits, s, &i, &row))) {
		if (h->end + 1 >= start && h->start <= end + PART_NEAR &&
		    (h->start <= end || !begins_clause(r, h)))
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
		const struct part_row *row;
		const struct hit *h;
		uint32_t j = 0;

		while ((h = next_part(r, &l->summary_hits, s, &j, &row))) {
			if (i < last || h->start <= at ||
			    (h->start <= at + PART_NEAR &&
			     !begins_clause(r, h)))
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
	const struct part_row *row;
	bool named = false;
	uint32_t i = 0;

	while (next_part(r, &l->summary_hits, s, &i, &row)) {
		if (reaches(r, row->region))
			return false;
		named = true;
	}
	return named;
}

/* True when a finding of the summary is about the part asked for. */
bool part_agrees(const struct contradicting *r, const struct mention *m)
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

/* Bytes between a finding and its side: "positive on the left". */
#define SIDE_NEAR 12

/* Bytes from a finding back to the part that it is of. */
#define OF_PART_NEAR 40

/* The side of the last part right before a place: "the left groin was free
 * of"; 0: none has one. */
static unsigned side_beside_part(const struct contradicting *r,
                                 const struct hits *hits,
                                 const struct sentence *s, uint32_t start)
{
	const struct lexicon *lex = &r->c->rules->lexicon;
	unsigned side = 0, told = 0;
	uint32_t behind = 0;

	for (uint32_t i = 0; s && i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];
		const struct part_row *row;

		if (h->end > start)
			break;
		if (h->kind != TERM_PART)
			continue;
		row = &lex->parts.items[h->index];
		if (!row->region.len) {
			told = row->side;
			behind = h->end + 1;
			continue;
		}
		side = h->start == behind && start - h->end <= OF_PART_NEAR
		               ? told
		               : 0;
	}
	return side;
}

/* What semicolons set apart, around `at`, up to the next "whereas": what is
 * turned to there may be of the other side. */
static void part_of_list(const struct fold *f, const struct hits *hits,
                         const struct sentence *s, uint32_t at, uint32_t *from,
                         uint32_t *to)
{
	static const enum cue turns[] = { CUE_BREAK, CUE_CONCESSION };

	*from = at;
	while (*from > s->start && f->text.ptr[*from - 1] != ';')
		--*from;
	*to = at + (uint32_t)str_find_char(fold_text(f, at, s->end), 0, ';');
	for (size_t i = 0; i < sizeof(turns) / sizeof(*turns); i++) {
		const struct hit *turn = sentence_cue(hits, s, turns[i], at);

		if (turn && turn->start < *to)
			*to = turn->start;
	}
}

/* "8 mm (5 mm on the left), strength 4/5": what a bracket holds ends with it.
 */
static bool is_in_bracket_before(const struct fold *f, const struct hit *h,
                                 uint32_t at)
{
	struct str between =
	        h->end < at ? fold_text(f, h->end, at) : (struct str){ 0 };
	size_t closes = str_find_char(between, 0, ')');

	return closes < between.len && str_find_char(between, 0, '(') > closes;
}

/* The side that its part of the sentence names, or that stands beside it; 0:
 * none, or several. */
static unsigned side_of(const struct contradicting *r, const struct mention *m)
{
	const struct fold *f = r->c->letter->fold;
	const struct hits *hits = hits_about(r, m);
	const struct sentence *s = sentence_about(r, m);
	uint32_t start = fold_offset(f, m->at.start);
	uint32_t end = fold_offset(f, m->at.end);
	unsigned side = side_beside_part(r, hits, s, start);
	bool several = false;
	uint32_t from = 0, to = 0;

	if (side)
		return side;
	if (s)
		part_of_list(f, hits, s, start, &from, &to);
	for (uint32_t i = 0; s && i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];
		unsigned named;

		if (h->kind != TERM_PART || h->start < from || h->end > to ||
		    is_in_bracket_before(f, h, start))
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

/* -- levels of the spine */

/* "T2 signal" is one of magnetic resonance; "T2-3" is a level. */
static bool is_weighting(struct str text, size_t at)
{
	return text.ptr[at] == 't' && text.ptr[at + 1] <= '2' &&
	       (at + 3 >= text.len || text.ptr[at + 2] != '-' ||
	        !is_digit(text.ptr[at + 3]));
}

/* "C5-6", "L4": each by its upper vertebra, one bit a level; 0: none. */
static uint64_t levels_in(struct str text)
{
	uint64_t levels = 0;

	for (size_t at = 0; at + 1 < text.len; at++) {
		size_t end = at;
		uint64_t level;

		if (!str_has_char(STR("ctls"), text.ptr[at]) ||
		    !is_digit(text.ptr[at + 1]) || text.ptr[at + 1] == '0' ||
		    is_weighting(text, at) ||
		    (at &&
		     (is_alnum(text.ptr[at - 1]) || text.ptr[at - 1] == '-')))
			continue;
		while (end < text.len &&
		       (is_alnum(text.ptr[end]) || text.ptr[end] == '-'))
			end++;
		level = level_vertebrae(str_sub(text, at, end));
		levels |= level & (~level + 1);
	}
	return levels;
}

/* The levels that a mention's part of its sentence names. */
static uint64_t levels_of(const struct contradicting *r,
                          const struct mention *m)
{
	const struct fold *f = r->c->letter->fold;
	const struct sentence *s = sentence_about(r, m);
	uint32_t from, to;

	if (!s)
		return 0;
	part_of_list(f, hits_about(r, m), s, fold_offset(f, m->at.start), &from,
	             &to);
	return levels_in(fold_text(f, from, to));
}

/* "C6-7 has no cord signal": a denial at one level is none of another, nor of
 * one that is not told. */
static bool levels_agree(const struct contradicting *r, const struct mention *m,
                         const struct mention *o)
{
	uint64_t here = levels_of(r, m);
	uint64_t there = here ? levels_of(r, o) : 0;

	return !here || (here & there) != 0 ||
	       (!there && m->says == MENTION_PRESENT);
}

/* The last date of [start, end); month 0: none. */
struct date last_date(const struct contradicting *r, uint32_t start,
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

/* The same day, or the same month where one of them tells no day. */
static bool same_day(struct date a, struct date b)
{
	return a.year == b.year && a.month == b.month &&
	       (!a.day || !b.day || a.day == b.day);
}

bool is_of_visit(const struct contradicting *r, const struct mention *m)
{
	return texts_stand_in(&r->c->rules->contradictions.visits,
	                      words_at(r->c->letter, m->sentence));
}

/* "At the last examination he had no crutches", "at the first visit he used
 * crutches": each of some visit, and nothing says that it is the same. */
static bool both_of_visits(const struct contradicting *r,
                           const struct mention *m, const struct mention *o)
{
	return m->says == MENTION_ABSENT && o->place == PLACE_SUMMARY &&
	       is_of_visit(r, m) && is_of_visit(r, o);
}

static const struct timeline *summary_times(const struct contradicting *r)
{
	const struct letter *l = r->c->letter;

	if (!r->summary->times) {
		r->summary->times = ARENA_NEW(r->c->arena, struct timeline);
		timeline_read(l, &l->summary_sentences, r->c->rules,
		              r->c->arena, r->summary->times);
	}
	return r->summary->times;
}

/* A summary tells of few days; of one with more the first are looked at. */
#define DAYS_SEEN 256

/* A date of a visit, or of nothing that is told. */
static bool is_seen(const struct event *e)
{
	return e->kind == EVENT_OTHER || e->kind == EVENT_KIND_VISIT ||
	       e->kind == EVENT_KIND_EXAM;
}

/* "At the visit of February the reflexes were equal", and the summary goes on
 * to a visit of November: what it denies may be so today. */
static bool is_of_earlier_visit(const struct contradicting *r,
                                const struct mention *o)
{
	const struct letter *l = r->c->letter;
	const struct timeline *t = summary_times(r);
	const struct event *own = NULL;

	for (size_t i = 0; i < t->events.len && i < DAYS_SEEN; i++) {
		const struct event *e = &t->events.items[i];

		if (e->at.start >= o->sentence.end) {
			if (own && is_seen(e) &&
			    date_days(e->date) > date_days(own->date))
				return true;
		} else if (e->at.start >= o->sentence.start && is_seen(e) &&
		           !is_of_injury(l, e->date)) {
			own = e;
		}
	}
	return false;
}

/* The day that a statement names for itself: not where it is of today, "it was
 * 5/5 on 3/8/2016, it is now 3/5", "it was so in May, but not in June". */
static struct date day_said(const struct contradicting *r,
                            const struct mention *m)
{
	const struct fold *f = r->c->letter->fold;
	uint32_t at = fold_offset(f, m->at.start);
	uint32_t start = fold_offset(f, m->sentence.start), from = start, place;
	struct date d = last_date(r, start, fold_offset(f, m->sentence.end));
	struct date one;
	struct span where;

	for (place = start; next_date(f, &place, at, &one, &where);)
		from = place;
	if (from > start &&
	    (str_find(fold_text(f, from, at), 0, STR(" now ")) < at - from ||
	     texts_stand_in(&r->c->rules->contradictions.turning,
	                    fold_text(f, from, at))))
		d = (struct date){ 0 };
	return d;
}

/* "There is currently no numbness" */
static bool denied_now(const struct contradicting *r, const struct mention *m)
{
	return m->says == MENTION_ABSENT &&
	       texts_stand_in(&r->c->rules->contradictions.current,
	                      words_at(r->c->letter, m->sentence));
}

/* A statement about one visit is contradicted by that visit only. */
static bool visits_agree(const struct contradicting *r, const struct mention *m,
                         const struct mention *o)
{
	const struct letter *l = r->c->letter;
	struct date said = day_said(r, m);
	struct date shown;

	if (!date_known(said) || is_of_injury(l, said))
		return !both_of_visits(r, m, o) &&
		       !((m->says == MENTION_PRESENT || denied_now(r, m)) &&
		         o->place == PLACE_SUMMARY &&
		         is_of_earlier_visit(r, o));
	if (o->place != PLACE_SUMMARY) {
		shown = last_date(r, fold_offset(l->fold, o->sentence.start),
		                  fold_offset(l->fold, o->sentence.end));
		return date_known(shown) && same_day(said, shown);
	}
	shown = date_of(r, o);
	return !date_known(shown) || same_day(said, shown);
}

static bool regions_meet(const struct contradicting *r, const struct mention *m,
                         struct str a, struct str b)
{
	const struct facts_known *facts = &r->c->rules->facts;

	/* A fracture of the arm is none of the neck, nor is one of the neck one
	 * of the back. */
	if (facts->list.items[m->fact].local &&
	    (is_spine_region(a) || is_spine_region(b)))
		return lexicon_near_regions(&r->c->rules->lexicon, a, b) &&
		       is_spine_region(a) == is_spine_region(b);
	return fact_region_reaches(facts, a, b) ||
	       fact_region_reaches(facts, b, a);
}

/* "The ulna was fractured; the films of the neck showed no fracture": the part
 * is that of another clause than the statement at `at`. */
static bool is_parted(const struct contradicting *r, const struct hit *part,
                      uint32_t at)
{
	const struct fold *f = r->c->letter->fold;

	if (part->start > at)
		return begins_clause(r, part);
	return part->end < at && str_has_char(fold_text(f, part->end, at), ';');
}

/* The case summary speaks of other parts of the body, too. */
static bool summary_has_others(const struct contradicting *r,
                               const struct mention *m, struct str region)
{
	const struct hits *hits = &r->c->letter->summary_hits;
	const struct lexicon *lex = &r->c->rules->lexicon;

	for (size_t i = 0; i < hits->list.len; i++) {
		const struct hit *h = &hits->list.items[i];

		if (h->kind == TERM_PART &&
		    lex->parts.items[h->index].region.len &&
		    !regions_meet(r, m, region,
		                  lex->parts.items[h->index].region))
			return true;
	}
	return false;
}

/* "The therapy that he had was for the wrist and does not count for the knee":
 * the first part behind what is told is its own. NULL: there is none. */
static const struct part_row *part_behind(const struct contradicting *r,
                                          const struct mention *m)
{
	const struct sentence *s = sentence_about(r, m);
	uint32_t end = fold_offset(r->c->letter->fold, m->at.end), i = 0;
	const struct part_row *row;
	const struct hit *h;

	while ((h = next_part(r, hits_about(r, m), s, &i, &row))) {
		if (h->start >= end)
			return row;
	}
	return NULL;
}

/* What the statement's own sentence names decides before the request does. */
static bool parts_agree(const struct contradicting *r, const struct mention *m,
                        const struct mention *o)
{
	const struct facts_known *facts = &r->c->rules->facts;
	const struct sentence *s = sentence_about(r, m);
	const struct hits *hits = hits_about(r, m);
	const struct part_row *shown, *said = part_beside(r, m), *row;
	const struct hit *hit;
	bool named = false;
	uint32_t i = 0;

	if (o->place != PLACE_SUMMARY)
		return true;
	shown = part_beside(r, o);
	if (!said && shown && m->says == MENTION_PRESENT)
		said = part_behind(r, m);
	if (said && shown)
		return regions_meet(r, m, said->region, shown->region);
	/* "No treatment of the shoulder": of which part it was that the summary
	 * tells, it may leave open. */
	if (facts->list.items[m->fact].about != ABOUT_PART)
		return !said || !summary_has_others(r, m, said->region);
	shown = shown ? shown : part_before(r, o->at);
	if (said && shown)
		return regions_meet(r, m, said->region, shown->region);
	while (shown && (hit = next_part(r, hits, s, &i, &row))) {
		if (facts->list.items[m->fact].local &&
		    is_parted(r, hit,
		              fold_offset(r->c->letter->fold, m->at.start)))
			continue;
		if (regions_meet(r, m, row->region, shown->region))
			return true;
		named = true;
	}
	return !named;
}

bool begins_with(const struct contradicting *r, const struct mention *m,
                 const struct texts *words)
{
	struct str text = words_at(r->c->letter, m->at);

	return texts_have(words, str_sub(text, 0, str_find_char(text, 0, ' ')));
}

/* The next drug that is named in a span of a mention's sentence, from hit *i of
 * it on. */
static const struct hit *next_drug(const struct contradicting *r,
                                   const struct mention *m, struct span in,
                                   uint32_t *i)
{
	const struct fold *f = r->c->letter->fold;
	const struct hits *hits = hits_about(r, m);
	const struct sentence *s = sentence_about(r, m);
	uint32_t start = fold_offset(f, in.start);
	uint32_t end = fold_offset(f, in.end);

	while (s && *i < s->n_hits) {
		const struct hit *h = &hits->list.items[s->first_hit + (*i)++];

		if (h->kind == TERM_DRUG && h->start >= start && h->end <= end)
			return h;
	}
	return NULL;
}

/* "He is not on opioids", where the summary goes on: "Norco was stopped". */
static bool is_given_up(const struct contradicting *r, const struct mention *m,
                        const struct mention *o)
{
	return m->says != MENTION_PRESENT && o->place == PLACE_SUMMARY &&
	       str_starts(words_at(r->c->letter, m->at), STR("on ")) &&
	       texts_stand_in(&r->c->rules->contradictions.given_up,
	                      words_at(r->c->letter, o->sentence));
}

/* "He had reflux while on naproxen; he has none", "was full in February and is
 * now limited": of today neither tells what stands first. */
static bool has_changed(const struct contradicting *r, const struct mention *m,
                        const struct mention *o)
{
	const struct fold *f = r->c->letter->fold;
	struct str behind = fold_text(f, fold_offset(f, o->at.end),
	                              fold_offset(f, o->sentence.end));

	return m->says != MENTION_UNDOCUMENTED && o->place == PLACE_SUMMARY &&
	       texts_stand_in(&r->c->rules->contradictions.changed, behind);
}

/* "No relief", where the pain went from 8/10 to 7/10: not for a reviewer. */
static bool is_small_drop(const struct contradicting *r,
                          const struct mention *m, const struct mention *o)
{
	struct str words = words_at(r->c->letter, o->at), out = STR("/10");
	uint32_t score[2] = { 0, 0 };
	unsigned n = 0;

	for (size_t at = 0; (at = str_find(words, at, out)) < words.len;
	     at += out.len) {
		size_t used, from = at;

		while (from && is_digit(words.ptr[from - 1]))
			from--;
		if (n < 2)
			score[n] = str_number(str_sub(words, from, at), &used);
		n++;
	}
	return m->says != MENTION_PRESENT && n == 2 &&
	       score[0] <= score[1] + 1 && score[1] <= score[0] + 1;
}

/* "Is not taking opioids" is contradicted by what is taken today. */
static bool times_agree(const struct contradicting *r, const struct mention *m,
                        const struct mention *o)
{
	const struct texts *today = &r->c->rules->contradictions.today;

	return !begins_with(r, m, today) || m->says == MENTION_PRESENT ||
	       texts_stand_in(today, words_at(r->c->letter, o->sentence));
}

bool is_of_now(const struct contradicting *r, const struct mention *m)
{
	return texts_stand_in(&r->c->rules->contradictions.today,
	                      words_at(r->c->letter, m->sentence));
}

/* The drugs named in the one and in the other share an ingredient, or one of
 * the two names none. */
static bool drugs_meet(const struct contradicting *r, const struct mention *m,
                       struct span in, const struct mention *o,
                       struct span in_o)
{
	const struct lexicon *lex = &r->c->rules->lexicon;
	const struct hit *a, *b;
	bool named = false;

	for (uint32_t i = 0; (a = next_drug(r, m, in, &i)) != NULL;) {
		for (uint32_t j = 0; (b = next_drug(r, o, in_o, &j)) != NULL;) {
			if (lexicon_like_drugs(&lex->drugs.items[a->index],
			                       &lex->drugs.items[b->index]))
				return true;
			named = true;
		}
	}
	return !named;
}

/* The passage names a drug, and none that is asked for. */
static bool names_others_only(const struct contradicting *r,
                              const struct mention *o)
{
	const struct lexicon *lex = &r->c->rules->lexicon;
	const struct hit *h;
	bool named = false;

	for (uint32_t i = 0; (h = next_drug(r, o, o->sentence, &i)) != NULL;) {
		if (request_has_drug(&r->d->request,
		                     &lex->drugs.items[h->index]))
			return false;
		named = true;
	}
	return named;
}

/* That gabapentin was not tried says nothing of topiramate, and that naproxen
 * is taken without heartburn nothing of tramadol. */
static bool drugs_agree(const struct contradicting *r, const struct mention *m,
                        const struct mention *o)
{
	uint32_t i = 0, j = 0;

	if (denial_is_of_others(r, m))
		return names_others_only(r, o);
	if (next_drug(r, m, m->at, &i) || next_drug(r, o, o->at, &j))
		return drugs_meet(r, m, m->at, o, o->at);
	return drugs_meet(r, m, m->sentence, o, o->sentence);
}

bool passages_agree(const struct contradicting *r, const struct mention *m,
                    const struct mention *o, bool any_part)
{
	return !is_given_up(r, m, o) && !has_changed(r, m, o) &&
	       !is_small_drop(r, m, o) && sides_agree(r, m, o) &&
	       levels_agree(r, m, o) && visits_agree(r, m, o) &&
	       times_agree(r, m, o) && drugs_agree(r, m, o) &&
	       (any_part || parts_agree(r, m, o));
}
