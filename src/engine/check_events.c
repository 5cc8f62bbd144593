/*
 * check_events.c -- what a passage tells of days, against injury, denial,
 * decision and each other.
 */
#include "engine/dating.h"

/* A date this long before the injury may belong to another complaint. */
#define BEFORE_INJURY_DAYS 60

/* -- against injury and decision */

static bool newly_read(const struct event *e)
{
	return e->kind == EVENT_KIND_EXAM || e->kind == EVENT_KIND_STUDY ||
	       e->kind == EVENT_KIND_OPERATION;
}

bool event_precedes(const struct dating *d, const struct passage *p,
                    const struct event *e, const struct dated *injury)
{
	int days = days_between(e->date, injury->date);
	bool told_before = injury->at.start < e->at.start;

	if (e->kind == EVENT_OTHER || days <= 0 ||
	    (days > BEFORE_INJURY_DAYS &&
	     !texts_stand_in(&d->c->rules->events.of_injury,
	                     passage_text(d, p, e->sentence))))
		return false;
	return !newly_read(e) ||
	       (told_before &&
	        !texts_stand_in(&d->c->rules->events.history,
	                        passage_text(d, p, e->sentence)));
}

void report_before_injury(struct dating *d, const struct passage *p,
                          const struct event *e, const struct dated *injury)
{
	struct arena *a = d->c->arena;
	struct finding *f = dating_report(
	        d->c, p->decision, e->at,
	        arena_printf(a, "%s of %.*s comes before the injury of %.*s",
	                     event_name(e), STR_ARG(date_words(a, e->date)),
	                     STR_ARG(date_words(a, injury->date))));

	checking_relate(d->c, f, injury->at, "the injury is dated here");
	d->before_injury = true;
}

static void check_before_injury(struct dating *d, const struct passage *p)
{
	struct dated injury = first_injury(d->letter);

	if (!dated_is_usable(&injury))
		return;
	for (size_t i = 0; i < p->times->events.len && !d->before_injury; i++) {
		const struct event *e = &p->times->events.items[i];

		/* One shows it; the others follow from it. */
		if (event_precedes(d, p, e, &injury) && !injury_is_gradual(d))
			report_before_injury(d, p, e, &injury);
	}
}

/* Something that is planned or asked for is of no day that has been. */
static bool to_come(const struct dating *d, const struct passage *p,
                    const struct event *e)
{
	const struct event_words *words = &d->c->rules->events;
	struct str sentence = passage_text(d, p, e->sentence);

	if (e->kind != EVENT_KIND_VISIT && !newly_read(e))
		return false;
	return texts_stand_in(&words->planned, sentence) ||
	       (newly_read(e) && texts_stand_in(&words->wanted, sentence));
}

static void check_after_decision(struct dating *d, const struct passage *p)
{
	const struct dated *decided = &d->letter->header.decided;
	struct arena *a = d->c->arena;

	if (!dated_is_usable(decided))
		return;
	for (size_t i = 0; i < p->times->events.len; i++) {
		const struct event *e = &p->times->events.items[i];
		struct finding *f;

		if (e->kind == EVENT_OTHER || e->kind == EVENT_KIND_OPERATION ||
		    days_between(decided->date, e->date) <= 0 ||
		    to_come(d, p, e))
			continue;
		f = dating_report(
		        d->c, p->decision, e->at,
		        arena_printf(a,
		                     "%s of %.*s comes after the "
		                     "decision of %.*s",
		                     event_name(e),
		                     STR_ARG(date_words(a, e->date)),
		                     STR_ARG(date_words(a, decided->date))));
		checking_relate(d->c, f, decided->at,
		                "the decision is dated here");
	}
}

/* -- what utilization review read */

struct dated review_of(const struct dating *d, const struct passage *p,
                       uint32_t sentence)
{
	struct dated review = d->letter->header.ur_denied;

	for (size_t i = 0; i < p->times->events.len; i++) {
		const struct event *e = &p->times->events.items[i];

		if (e->kind != EVENT_KIND_REVIEW ||
		    (e->sentence != sentence &&
		     !is_same_matter(e->date, review.date)))
			continue;
		if (!dated_is_usable(&review) ||
		    days_between(review.date, e->date) > 0)
			review = (struct dated){ e->date, e->at };
	}
	return review;
}

static void check_cited_by_review(struct dating *d, const struct passage *p)
{
	struct arena *a = d->c->arena;

	for (size_t i = 0; i < p->times->events.len; i++) {
		const struct event *e = &p->times->events.items[i];
		struct dated review;
		struct finding *f;

		if (!e->cited ||
		    (e->kind != EVENT_KIND_VISIT &&
		     e->kind != EVENT_KIND_EXAM && e->kind != EVENT_KIND_STUDY))
			continue;
		review = review_of(d, p, e->sentence);
		if (!dated_is_usable(&review) ||
		    days_between(review.date, e->date) <= 0 ||
		    !is_same_matter(review.date, e->date) || to_come(d, p, e))
			continue;
		f = dating_report(
		        d->c, p->decision, e->at,
		        arena_printf(a,
		                     "the review of %.*s relies on what "
		                     "is dated %.*s",
		                     STR_ARG(date_words(a, review.date)),
		                     STR_ARG(date_words(a, e->date))));
		checking_relate(d->c, f, review.at, "the review is dated here");
		return;
	}
}

/* -- what was read before it was made */

/* The day on which the sentence says that a study was read; NULL: none. */
static const struct event *read_on(const struct dating *d,
                                   const struct passage *p,
                                   const struct event *study)
{
	const struct event_words *words = &d->c->rules->events;
	const struct fold *f = d->letter->fold;

	for (size_t i = 0; i < p->times->events.len; i++) {
		const struct event *e = &p->times->events.items[i];
		struct str between;

		if (e->sentence != study->sentence || e == study ||
		    e->at.end > study->at.start || e->kind == EVENT_KIND_STUDY)
			continue;
		between = fold_text(f, fold_offset(f, e->at.end),
		                    fold_offset(f, study->at.start));
		if (texts_stand_in(&words->reviewing, between) &&
		    !texts_stand_in(&words->wanted, between) &&
		    !texts_stand_in(&words->planned, between))
			return e;
	}
	return NULL;
}

static void check_read_early(struct dating *d, const struct passage *p)
{
	struct arena *a = d->c->arena;

	for (size_t i = 0; i < p->times->events.len; i++) {
		const struct event *study = &p->times->events.items[i];
		const struct event *e = study->kind == EVENT_KIND_STUDY
		                                ? read_on(d, p, study)
		                                : NULL;
		struct finding *f;

		if (!e || days_between(e->date, study->date) <= 0)
			continue;
		f = dating_report(
		        d->c, p->decision, study->at,
		        arena_printf(a,
		                     "the study of %.*s was read on %.*s, "
		                     "before it was made",
		                     STR_ARG(date_words(a, study->date)),
		                     STR_ARG(date_words(a, e->date))));
		checking_relate(d->c, f, e->at, "it was read on this day");
		return;
	}
}

void check_events(struct dating *d, const struct passage *p)
{
	check_before_injury(d, p);
	check_after_decision(d, p);
	check_cited_by_review(d, p);
	check_read_early(d, p);
}
