/*
 * check_dates.c -- consistency/date-order: dates that cannot all be right.
 *
 * A letter tells of many dates and most may stand in any order: old imaging, an
 * earlier injury, a second request. So only dates are compared of which the
 * letter says what they are, and of several of one kind (two requests for
 * authorization) the one that fits is believed.
 */
#include "engine/dating.h"

#include "engine/contradicting.h"

/* Durations are rounded: a fifth and a month are no contradiction. */
#define ROUNDING_DAYS 30
/* The notes that a reviewer has are older than the denial by so much. */
#define NOTES_OLDER_DAYS 21

/* -- the case header */

/* In the order in which they must fall. */
struct step {
	const char *name;
	const struct dated *when;
};

static void check_header(struct dating *d)
{
	const struct header *h = &d->letter->header;
	struct step steps[] = {
		{ "the injury", &h->injury },
		{ "the utilization review's denial", &h->ur_denied },
		{ "the application", &h->received },
		{ "the assignment", &h->assigned },
		{ "the decision", &h->decided },
	};
	const struct step *before = NULL;

	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		struct arena *a = d->c->arena;
		struct finding *f;

		if (!dated_is_usable(steps[i].when) ||
		    (i == 0 && h->injury_from_summary))
			continue;
		if (before &&
		    days_between(before->when->date, steps[i].when->date) < 0) {
			f = dating_report(
			        d->c, 0, steps[i].when->at,
			        arena_printf(a, "%s is dated %.*s, before %s",
			                     steps[i].name,
			                     STR_ARG(date_words(
			                             a, steps[i].when->date)),
			                     before->name));
			checking_relate(
			        d->c, f, before->when->at, "%s is dated %.*s",
			        before->name,
			        STR_ARG(date_words(a, before->when->date)));
		}
		before = &steps[i];
	}
}

static void check_impossible(struct dating *d)
{
	const struct header *h = &d->letter->header;
	const struct dated *all[] = { &h->injury, &h->ur_denied, &h->received,
		                      &h->assigned, &h->decided };

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		if (date_known(all[i]->date) && !date_valid(all[i]->date))
			dating_report(d->c, 0, all[i]->at,
			              STR("there is no such day"));
	}
}

/* -- header against summary */

/* The summary dates something otherwise than the header. */
static void report_told(struct dating *d, const char *what, struct span at,
                        struct date told, const struct dated *header)
{
	struct arena *a = d->c->arena;
	struct finding *f = dating_report(
	        d->c, 0, at,
	        arena_printf(a,
	                     "the summary dates the %s %.*s, the header %.*s",
	                     what, STR_ARG(date_words(a, told)),
	                     STR_ARG(date_words(a, header->date))));

	checking_relate(d->c, f, header->at, "the header says so here");
}

/* The summary's sentence tells of an injury that is not the letter's, or of the
 * letter's too. */
static bool of_another_injury(const struct dating *d, struct span at,
                              struct date own)
{
	const struct fold *f = d->letter->fold;
	const struct sentence *s =
	        sentence_holding(d->letter, &d->letter->summary_sentences, at);

	return s && (names_day(f, s->start, s->end, own) ||
	             texts_stand_in(&d->c->rules->events.second_injury,
	                            fold_text(f, s->start, s->end)));
}

static void check_injury(struct dating *d)
{
	const struct dated *header = &d->letter->header.injury;
	const struct dated *told = &d->letter->summary_injury;

	if (!dated_is_usable(header) || !dated_is_usable(told) ||
	    d->letter->header.injury_from_summary ||
	    !date_cmp(header->date, told->date) ||
	    of_another_injury(d, told->at, header->date))
		return;
	report_told(d, "injury", told->at, told->date, header);
}

/* The event of a kind that is nearest to a day; NULL: none of that kind. */
static const struct event *nearest(const struct timeline *t,
                                   enum event_kind kind, struct date day)
{
	const struct event *best = NULL;
	int least = 0;

	for (size_t i = 0; i < t->events.len; i++) {
		const struct event *e = &t->events.items[i];
		int days = days_between(day, e->date);

		days = days < 0 ? -days : days;
		if (e->kind != kind || (best && days >= least))
			continue;
		best = e;
		least = days;
	}
	return best;
}

static void check_review(struct dating *d)
{
	const struct dated *header = &d->letter->header.ur_denied;
	const struct event *told;

	if (!dated_is_usable(header))
		return;
	told = nearest(&d->summary, EVENT_KIND_REVIEW, header->date);
	if (!told || !date_cmp(told->date, header->date) ||
	    !is_same_matter(told->date, header->date))
		return;
	report_told(d, "utilization review", told->at, told->date, header);
}

/* -- a request after its own denial */

static const struct event *earliest(const struct timeline *t,
                                    enum event_kind kind)
{
	const struct event *first = NULL;

	for (size_t i = 0; i < t->events.len; i++) {
		const struct event *e = &t->events.items[i];

		if (e->kind == kind &&
		    (!first || days_between(e->date, first->date) > 0))
			first = e;
	}
	return first;
}

static void check_request(struct dating *d)
{
	const struct event *request = earliest(&d->summary, EVENT_KIND_REQUEST);
	const struct event *review = earliest(&d->summary, EVENT_KIND_REVIEW);
	struct dated denial = d->letter->header.ur_denied;
	struct arena *a = d->c->arena;
	struct finding *f;

	if (!request)
		return;
	if (review && (!dated_is_usable(&denial) ||
	               days_between(review->date, denial.date) > 0)) {
		denial.date = review->date;
		denial.at = review->at;
	}
	if (!dated_is_usable(&denial) ||
	    days_between(denial.date, request->date) <= 0 ||
	    !is_same_matter(denial.date, request->date))
		return;
	f = dating_report(
	        d->c, 0, request->at,
	        arena_printf(a,
	                     "the request is dated %.*s, after its denial "
	                     "of %.*s",
	                     STR_ARG(date_words(a, request->date)),
	                     STR_ARG(date_words(a, denial.date))));
	checking_relate(d->c, f, denial.at, "the denial is dated here");
}

/* "ODG, updated 07/11/2017" in a decision of March 2017. */
static void check_cited(struct dating *d, const struct decision *one,
                        const struct citations *cited)
{
	const struct dated *decided = &d->letter->header.decided;
	const struct fold *f = d->letter->fold;
	uint32_t at = fold_offset(f, cited->span.start);
	uint32_t end = fold_offset(f, cited->span.end);
	struct arena *a = d->c->arena;
	struct date named;
	struct span place;

	while (dated_is_usable(decided) &&
	       next_date(f, &at, end, &named, &place)) {
		struct finding *found;

		if (!named.day || days_between(decided->date, named) <= 0)
			continue;
		found = dating_report(
		        d->c, one->index, place,
		        arena_printf(a,
		                     "the guideline is cited as of "
		                     "%.*s, after the decision of %.*s",
		                     STR_ARG(date_words(a, named)),
		                     STR_ARG(date_words(a, decided->date))));
		checking_relate(d->c, found, decided->at,
		                "the decision is dated here");
		return;
	}
}

/* -- inside any passage */

static void check_ranges(struct dating *d, const struct timeline *t,
                         uint32_t decision)
{
	for (size_t i = 0; i < t->ranges.len; i++) {
		const struct date_range *r = &t->ranges.items[i];

		if (days_between(r->from, r->to) < 0)
			dating_report(d->c, decision, r->at,
			              STR("the range ends before it begins"));
	}
	for (size_t i = 0; i < t->impossible.len; i++)
		dating_report(d->c, decision, t->impossible.items[i],
		              STR("there is no such day"));
}

/* "at least 6 months" of use two months after the injury. */
static void check_lasting(struct dating *d, const struct timeline *t,
                          uint32_t decision)
{
	struct dated injury = first_injury(d->letter);
	const struct dated *decided = &d->letter->header.decided;
	int elapsed;

	if (!dated_is_usable(&injury) || !dated_is_usable(decided))
		return;
	elapsed = days_between(injury.date, decided->date);
	if (elapsed < 0)
		return;
	for (size_t i = 0; i < t->lasting.len; i++) {
		const struct lasting *l = &t->lasting.items[i];
		struct finding *f;

		if ((int)l->days <= elapsed + elapsed / 5 + ROUNDING_DAYS)
			continue;
		f = dating_report(
		        d->c, decision, l->at,
		        arena_printf(d->c->arena,
		                     "this is longer than the time from the "
		                     "injury to the decision, %d days",
		                     elapsed));
		checking_relate(d->c, f, injury.at, "the injury is dated here");
	}
}

/*
 * "The injury was six weeks ago", in a rationale: the reviewer writes after the
 * denial, from notes that are a little older. Twice as long and three weeks
 * more cannot be meant.
 */
static void check_injured(struct dating *d, const struct timeline *t,
                          uint32_t decision)
{
	struct dated injury = first_injury(d->letter);
	const struct dated *denied = &d->letter->header.ur_denied;
	int elapsed;

	if (!dated_is_usable(&injury) || !dated_is_usable(denied))
		return;
	elapsed = days_between(injury.date, denied->date);
	for (size_t i = 0; i < t->injured.len; i++) {
		const struct lasting *l = &t->injured.items[i];
		struct finding *f;

		if (elapsed <= 2 * (int)l->days + NOTES_OLDER_DAYS)
			continue;
		f = dating_report(
		        d->c, decision, l->at,
		        arena_printf(d->c->arena,
		                     "the injury was longer ago: %d days "
		                     "before the denial",
		                     elapsed));
		checking_relate(d->c, f, injury.at, "the injury is dated here");
		checking_relate(d->c, f, denied->at,
		                "the denial is dated here");
	}
}

/* A case has one first report; far apart, the letter speaks of two cases. */
static void check_first_report(struct dating *d, const struct timeline *t,
                               uint32_t decision)
{
	struct arena *a = d->c->arena;

	for (size_t i = 0; i < t->events.len && !d->two_first_reports; i++) {
		const struct event *e = &t->events.items[i];
		const struct event *first = &d->first_report;

		if (e->kind != EVENT_KIND_FIRST_REPORT)
			continue;
		if (first->kind == EVENT_OTHER) {
			d->first_report = *e;
			continue;
		}
		if (!days_between(first->date, e->date) ||
		    !is_same_matter(first->date, e->date))
			continue;
		checking_relate(
		        d->c,
		        dating_report(
		                d->c, decision, e->at,
		                arena_printf(
		                        a,
		                        "the first report is of %.*s "
		                        "here, of %.*s elsewhere",
		                        STR_ARG(date_words(a, e->date)),
		                        STR_ARG(date_words(a, first->date)))),
		        first->at, "the other date stands here");
		d->two_first_reports = true;
	}
}

static void check_items(struct dating *d)
{
	for (size_t i = 0; i < d->letter->decisions.len; i++) {
		const struct decision *one = &d->letter->decisions.items[i];
		struct timeline t = { 0 };
		struct passage p = { &one->sentences, &t, one->index };

		check_cited(d, one, &one->claims);
		check_cited(d, one, &one->reviewer);
		timeline_read(d->letter, &one->sentences, d->c->rules,
		              d->c->arena, &t);
		check_events(d, &p);
		check_told_injuries(d, &p);
		check_ranges(d, &t, one->index);
		check_lasting(d, &t, one->index);
		check_injured(d, &t, one->index);
		check_first_report(d, &t, one->index);
		check_year_slips(d, &p);
	}
}

void check_dates(struct checking *c)
{
	struct dating d = { .c = c, .letter = c->letter };
	struct passage p = { &c->letter->summary_sentences, &d.summary, 0 };
	size_t before = c->findings->list.len;

	timeline_read(c->letter, &c->letter->summary_sentences, c->rules,
	              c->arena, &d.summary);
	check_header(&d);
	check_impossible(&d);
	check_injury(&d);
	check_review(&d);
	check_request(&d);
	check_events(&d, &p);
	check_told_injuries(&d, &p);
	check_ranges(&d, &d.summary, 0);
	check_lasting(&d, &d.summary, 0);
	check_first_report(&d, &d.summary, 0);
	check_items(&d);
	if (c->findings->list.len == before)
		checking_verdict(c, DATE_ORDER, 0, VERDICT_CONSISTENT,
		                 "the dates that are told can all be right");
}
