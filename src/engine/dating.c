/* dating.c -- dates beside each other, and what is said of them. */
#include "engine/dating.h"

/* Farther apart, the letter may well speak of another review or request. */
#define SAME_MATTER_DAYS 60

int days_between(struct date from, struct date to)
{
	return date_days(to) - date_days(from);
}

bool is_year_slip(struct date a, struct date b)
{
	return a.month == b.month && a.day == b.day && a.year != b.year;
}

bool is_same_matter(struct date a, struct date b)
{
	int days = days_between(a, b);

	return (days >= -SAME_MATTER_DAYS && days <= SAME_MATTER_DAYS) ||
	       is_year_slip(a, b);
}

bool dated_is_usable(const struct dated *d)
{
	return date_known(d->date) && d->date.day && date_valid(d->date);
}

struct finding *dating_report(struct checking *c, uint32_t decision,
                              struct span at, struct str message)
{
	return checking_report(c, DATE_ORDER, decision, at, "%.*s",
	                       STR_ARG(message));
}

bool names_day(const struct fold *f, uint32_t at, uint32_t end, struct date day)
{
	struct date named;
	struct span place;

	while (next_date(f, &at, end, &named, &place)) {
		if (!days_between(named, day))
			return true;
	}
	return false;
}

bool summary_names_day(const struct dating *d, struct date day)
{
	const struct fold *f = d->letter->fold;

	return names_day(f, fold_offset(f, d->letter->summary.start),
	                 fold_offset(f, d->letter->summary.end), day);
}

const char *event_name(const struct event *e)
{
	switch ((enum event_kind)e->kind) {
	case EVENT_KIND_REVIEW:
		return "the utilization review";
	case EVENT_KIND_REQUEST:
		return "the request";
	case EVENT_KIND_VISIT:
		return "the visit or report";
	case EVENT_KIND_FIRST_REPORT:
		return "the first report";
	case EVENT_KIND_EXAM:
		return "the examination";
	case EVENT_KIND_STUDY:
		return "the study";
	case EVENT_KIND_OPERATION:
		return "the operation or procedure";
	case EVENT_OTHER:
		break;
	}
	return "this";
}

struct dated first_injury(const struct letter *letter)
{
	const struct dated *told = &letter->summary_injury;
	struct dated injury = letter->header.injury;

	if (dated_is_usable(told) &&
	    (!dated_is_usable(&injury) ||
	     days_between(told->date, injury.date) > 0))
		return *told;
	return injury;
}

bool injury_is_gradual(const struct dating *d)
{
	struct span at = d->letter->summary;

	return !span_empty(at) &&
	       texts_stand_in(&d->c->rules->events.gradual,
	                      fold_text(d->letter->fold,
	                                fold_offset(d->letter->fold, at.start),
	                                fold_offset(d->letter->fold, at.end)));
}

struct str passage_text(const struct dating *d, const struct passage *p,
                        uint32_t i)
{
	const struct sentence *s = &p->sentences->list.items[i];

	return fold_text(d->letter->fold, s->start, s->end);
}
