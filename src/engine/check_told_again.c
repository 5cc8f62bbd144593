/* check_told_again.c -- what a letter dates twice, with two days. */
#include "engine/dating.h"

/* -- the injury, told once more */

static void report_injury(struct dating *d, const struct passage *p,
                          const struct injury *told, const char *against,
                          const struct dated *other)
{
	struct arena *a = d->c->arena;
	struct finding *f = dating_report(
	        d->c, p->decision, told->at,
	        arena_printf(a, "the injury is dated %.*s here, %s %.*s",
	                     STR_ARG(date_words(a, told->date)), against,
	                     STR_ARG(date_words(a, other->date))));

	checking_relate(d->c, f, other->at, "the other date stands here");
}

/* The injury of the letter, not one before it or after it. */
static bool is_the_injury(const struct dating *d, const struct passage *p,
                          const struct injury *told)
{
	return !texts_stand_in(&d->c->rules->events.another_injury,
	                       passage_text(d, p, told->sentence));
}

/* "hurt on 12/31/2016 and underwent a repair on 12/13/2016" */
static bool check_sentence_order(struct dating *d, const struct passage *p,
                                 const struct injury *told)
{
	struct dated injury = { told->date, told->at };

	for (size_t i = 0;
	     i < p->times->events.len && !d->before_injury && told->date.day;
	     i++) {
		const struct event *e = &p->times->events.items[i];

		if (e->sentence == told->sentence &&
		    e->at.start > told->at.start &&
		    e->kind != EVENT_KIND_REVIEW &&
		    event_precedes(d, p, e, &injury) &&
		    !texts_stand_in(&d->c->rules->events.history,
		                    passage_text(d, p, e->sentence)) &&
		    is_the_injury(d, p, told) && !injury_is_gradual(d))
			report_before_injury(d, p, e, &injury);
	}
	return d->before_injury;
}

/* Nobody asks for the care of an injury, nor decides on it, before it. */
static bool check_injured_late(struct dating *d, const struct passage *p,
                               const struct injury *told)
{
	const struct dated *decided = &d->letter->header.decided;
	struct dated denied = review_of(d, p, told->sentence);
	bool after_decision = dated_is_usable(decided) &&
	                      days_between(decided->date, told->date) > 0;
	bool after_denial = dated_is_usable(&d->letter->header.ur_denied) &&
	                    told->told != INJURY_CLAUSE &&
	                    days_between(denied.date, told->date) > 0;

	if ((!after_decision && !after_denial) || !is_the_injury(d, p, told) ||
	    texts_stand_in(&d->c->rules->events.planned,
	                   passage_text(d, p, told->sentence)))
		return false;
	if (after_decision)
		report_injury(d, p, told, "after the decision of", decided);
	else
		report_injury(d, p, told, "after the denial of", &denied);
	return true;
}

/* The header's and the summary's date are another, and not far. */
static bool differs(const struct dating *d, const struct injury *told)
{
	const struct dated *summary = &d->letter->summary_injury;
	const struct dated *header = &d->letter->header.injury;
	struct dated first = first_injury(d->letter);

	return told->date.day && dated_is_usable(&first) &&
	       is_same_matter(first.date, told->date) &&
	       (!dated_is_usable(summary) ||
	        days_between(summary->date, told->date)) &&
	       (!dated_is_usable(header) ||
	        days_between(header->date, told->date));
}

static void check_told_injury(struct dating *d, const struct passage *p,
                              const struct injury *told)
{
	struct dated first = first_injury(d->letter);

	if (told->at.start == d->letter->summary_injury.at.start ||
	    check_injured_late(d, p, told) || check_sentence_order(d, p, told))
		return;
	if (told->told <= INJURY_DESCRIBED && differs(d, told) &&
	    is_the_injury(d, p, told) &&
	    (told->told == INJURY_DESCRIBED ||
	     is_year_slip(first.date, told->date) ||
	     texts_stand_in(&d->c->rules->events.own_injury,
	                    passage_text(d, p, told->sentence))))
		report_injury(d, p, told, "elsewhere", &first);
}

void check_told_injuries(struct dating *d, const struct passage *p)
{
	for (size_t i = 0; i < p->times->injuries.len; i++)
		check_told_injury(d, p, &p->times->injuries.items[i]);
}

/* -- an event of the summary, told once more with another year */

static bool same_kind(const struct event *a, const struct event *b)
{
	bool seen_a = a->kind == EVENT_KIND_VISIT || a->kind == EVENT_KIND_EXAM;
	bool seen_b = b->kind == EVENT_KIND_VISIT || b->kind == EVENT_KIND_EXAM;

	return a->kind != EVENT_OTHER &&
	       (a->kind == b->kind || (seen_a && seen_b));
}

/* Letters by which two forms of one word are known: "surgery", "surgical". */
#define STEM_LETTERS 5
/* Words before and behind a date that tell what it is of. */
#define BESIDE_WORDS 6

/* The words around a date, in its sentence. */
static struct str beside_date(const struct dating *d, const struct passage *p,
                              const struct event *e)
{
	const struct fold *f = d->letter->fold;
	const struct sentence *s = &p->sentences->list.items[e->sentence];
	uint32_t from = fold_offset(f, e->at.start), to = from;

	for (unsigned n = 0; from > s->start && n <= BESIDE_WORDS; from--)
		n += f->text.ptr[from - 1] == ' ';
	for (unsigned n = 0; to < s->end && n <= BESIDE_WORDS; to++)
		n += f->text.ptr[to] == ' ';
	return fold_text(f, from, to);
}

/* One word of `text` from *at on that may tell what it is about. */
static struct str next_telling(const struct dating *d, struct str text,
                               size_t *at)
{
	const struct texts *common = &d->c->rules->retold.common;

	while (*at < text.len) {
		size_t start = *at;
		struct str word;

		while (*at < text.len && is_lower(text.ptr[*at]))
			(*at)++;
		word = str_sub(text, start, *at);
		if (word.len >= STEM_LETTERS && !texts_have(common, word) &&
		    !date_month(word))
			return str_sub(word, 0, STEM_LETTERS);
		*at += *at == start;
	}
	return (struct str){ 0 };
}

static bool share_telling(const struct dating *d, struct str a, struct str b)
{
	struct str x, y;

	for (size_t i = 0; (x = next_telling(d, a, &i)).len;) {
		for (size_t j = 0; (y = next_telling(d, b, &j)).len;) {
			if (str_eq(x, y))
				return true;
		}
	}
	return false;
}

/* The event of the summary that is told with another year: of one kind, or
 * among the same words. */
static const struct event *of_other_year(const struct dating *d,
                                         const struct passage *p,
                                         const struct event *told)
{
	const struct passage summary = { &d->letter->summary_sentences,
		                         &d->summary, 0 };

	for (size_t i = 0; i < d->summary.events.len; i++) {
		const struct event *e = &d->summary.events.items[i];

		if (is_year_slip(e->date, told->date) &&
		    (same_kind(e, told) ||
		     share_telling(d, beside_date(d, &summary, e),
		                   beside_date(d, p, told))))
			return e;
	}
	return NULL;
}

/* True when something is reported of a date already. */
static bool is_reported(const struct dating *d, struct span at)
{
	for (size_t i = 0; i < d->c->findings->list.len; i++) {
		if (d->c->findings->list.items[i].span.start == at.start)
			return true;
	}
	return false;
}

void check_year_slips(struct dating *d, const struct passage *p)
{
	struct arena *a = d->c->arena;

	for (size_t i = 0; i < p->times->events.len; i++) {
		const struct event *told = &p->times->events.items[i];
		const struct event *e = of_other_year(d, p, told);
		struct finding *f;

		if (!e || summary_names_day(d, told->date) ||
		    is_reported(d, told->at))
			continue;
		f = dating_report(
		        d->c, p->decision, told->at,
		        arena_printf(a,
		                     "%s is dated %.*s here, %.*s in the "
		                     "case summary",
		                     event_name(told),
		                     STR_ARG(date_words(a, told->date)),
		                     STR_ARG(date_words(a, e->date))));
		f->confidence = CONFIDENCE_MEDIUM;
		checking_relate(d->c, f, e->at, "the other date stands here");
	}
}
