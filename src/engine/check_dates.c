/*
 * check_dates.c -- consistency/date-order: dates that cannot all be right.
 *
 * A letter tells of many dates and most may stand in any order: old imaging, an
 * earlier injury, a second request. So only dates are compared of which the
 * letter says what they are, and of several of one kind (two requests for
 * authorization) the one that fits is believed.
 */
#include "engine/checks.h"
#include "engine/contradicting.h"

#include "letter/timeline.h"

#define RULE STR("consistency/date-order")

/* Farther apart, the letter may well speak of another review or request. */
#define SAME_MATTER_DAYS 60
/* A date this long before the injury may belong to another complaint. */
#define BEFORE_INJURY_DAYS 60
/* Durations are rounded: a fifth and a month are no contradiction. */
#define ROUNDING_DAYS 30
/* The notes that a reviewer has are older than the denial by so much. */
#define NOTES_OLDER_DAYS 21

/* What one letter's dates are checked in. */
struct dates {
	struct checking *c;
	const struct letter *letter;
	struct timeline summary;
	struct event first_report; /* where it is told first */
	bool two_first_reports;
	bool before_injury; /* one was reported */
};

/* The sentences of a passage, and the dates that they tell. */
struct passage {
	const struct sentences *sentences;
	const struct timeline *times;
	uint32_t decision; /* 0: the summary */
};

static const char *month_name(int month)
{
	static const char *const names[] = {
		"January",   "February", "March",    "April",
		"May",       "June",     "July",     "August",
		"September", "October",  "November", "December"
	};

	return names[month - 1];
}

static struct str day_text(struct arena *a, struct date d)
{
	return arena_printf(a, "%s %d, %d", month_name(d.month), d.day, d.year);
}

static int days_between(struct date from, struct date to)
{
	return date_days(to) - date_days(from);
}

/* Apart by a year, with day and month alike: the year is a slip. */
static bool year_slip(struct date a, struct date b)
{
	return a.month == b.month && a.day == b.day && a.year != b.year;
}

static bool same_matter(struct date a, struct date b)
{
	int days = days_between(a, b);

	return (days >= -SAME_MATTER_DAYS && days <= SAME_MATTER_DAYS) ||
	       year_slip(a, b);
}

static bool usable(const struct dated *d)
{
	return date_known(d->date) && d->date.day && date_valid(d->date);
}

static struct finding *report(struct checking *c, uint32_t decision,
                              struct span at, struct str message)
{
	return checking_report(c, RULE, decision, at, "%.*s", STR_ARG(message));
}

/* -- the case header */

/* In the order in which they must fall. */
struct step {
	const char *name;
	const struct dated *when;
};

static void check_header(struct dates *d)
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

		if (!usable(steps[i].when) ||
		    (i == 0 && h->injury_from_summary))
			continue;
		if (before &&
		    days_between(before->when->date, steps[i].when->date) < 0) {
			f = report(
			        d->c, 0, steps[i].when->at,
			        arena_printf(a, "%s is dated %.*s, before %s",
			                     steps[i].name,
			                     STR_ARG(day_text(
			                             a, steps[i].when->date)),
			                     before->name));
			checking_relate(
			        d->c, f, before->when->at, "%s is dated %.*s",
			        before->name,
			        STR_ARG(day_text(a, before->when->date)));
		}
		before = &steps[i];
	}
}

static void check_impossible(struct dates *d)
{
	const struct header *h = &d->letter->header;
	const struct dated *all[] = { &h->injury, &h->ur_denied, &h->received,
		                      &h->assigned, &h->decided };

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		if (date_known(all[i]->date) && !date_valid(all[i]->date))
			report(d->c, 0, all[i]->at,
			       STR("there is no such day"));
	}
}

/* -- header against summary */

/* The summary dates something otherwise than the header. */
static void report_told(struct dates *d, const char *what, struct span at,
                        struct date told, const struct dated *header)
{
	struct arena *a = d->c->arena;
	struct finding *f = report(
	        d->c, 0, at,
	        arena_printf(a,
	                     "the summary dates the %s %.*s, the header %.*s",
	                     what, STR_ARG(day_text(a, told)),
	                     STR_ARG(day_text(a, header->date))));

	checking_relate(d->c, f, header->at, "the header says so here");
}

/* True when [at, end) names the day, whatever it is of. */
static bool names_day(const struct fold *f, uint32_t at, uint32_t end,
                      struct date day)
{
	struct date named;
	struct span place;

	while (next_date(f, &at, end, &named, &place)) {
		if (!days_between(named, day))
			return true;
	}
	return false;
}

static bool summary_has(const struct dates *d, struct date day)
{
	const struct fold *f = d->letter->fold;

	return names_day(f, fold_offset(f, d->letter->summary.start),
	                 fold_offset(f, d->letter->summary.end), day);
}

/* The summary's sentence tells of an injury that is not the letter's, or of the
 * letter's too. */
static bool of_another_injury(const struct dates *d, struct span at,
                              struct date own)
{
	const struct fold *f = d->letter->fold;
	const struct sentence *s =
	        sentence_holding(d->letter, &d->letter->summary_sentences, at);

	return s && (names_day(f, s->start, s->end, own) ||
	             texts_stand_in(&d->c->rules->events.second_injury,
	                            fold_text(f, s->start, s->end)));
}

static void check_injury(struct dates *d)
{
	const struct dated *header = &d->letter->header.injury;
	const struct dated *told = &d->letter->summary_injury;

	if (!usable(header) || !usable(told) ||
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

static void check_review(struct dates *d)
{
	const struct dated *header = &d->letter->header.ur_denied;
	const struct event *told;

	if (!usable(header))
		return;
	told = nearest(&d->summary, EVENT_KIND_REVIEW, header->date);
	if (!told || !date_cmp(told->date, header->date) ||
	    !same_matter(told->date, header->date))
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

static void check_request(struct dates *d)
{
	const struct event *request = earliest(&d->summary, EVENT_KIND_REQUEST);
	const struct event *review = earliest(&d->summary, EVENT_KIND_REVIEW);
	struct dated denial = d->letter->header.ur_denied;
	struct arena *a = d->c->arena;
	struct finding *f;

	if (!request)
		return;
	if (review &&
	    (!usable(&denial) || days_between(review->date, denial.date) > 0)) {
		denial.date = review->date;
		denial.at = review->at;
	}
	if (!usable(&denial) || days_between(denial.date, request->date) <= 0 ||
	    !same_matter(denial.date, request->date))
		return;
	f = report(d->c, 0, request->at,
	           arena_printf(a,
	                        "the request is dated %.*s, after its denial "
	                        "of %.*s",
	                        STR_ARG(day_text(a, request->date)),
	                        STR_ARG(day_text(a, denial.date))));
	checking_relate(d->c, f, denial.at, "the denial is dated here");
}

/* -- what the summary tells, against injury and decision */

static const char *event_name(const struct event *e)
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

/* Whichever date of injury is earlier: both may be in doubt. */
static struct dated first_injury(const struct letter *letter)
{
	const struct dated *told = &letter->summary_injury;
	struct dated injury = letter->header.injury;

	if (usable(told) &&
	    (!usable(&injury) || days_between(told->date, injury.date) > 0))
		return *told;
	return injury;
}

/* The day of such an injury is that of its report. */
static bool is_gradual(const struct dates *d)
{
	struct span at = d->letter->summary;

	return !span_empty(at) &&
	       texts_stand_in(&d->c->rules->events.gradual,
	                      fold_text(d->letter->fold,
	                                fold_offset(d->letter->fold, at.start),
	                                fold_offset(d->letter->fold, at.end)));
}

static struct str sentence_text(const struct dates *d, const struct passage *p,
                                uint32_t i)
{
	const struct sentence *s = &p->sentences->list.items[i];

	return fold_text(d->letter->fold, s->start, s->end);
}

static bool newly_read(const struct event *e)
{
	return e->kind == EVENT_KIND_EXAM || e->kind == EVENT_KIND_STUDY ||
	       e->kind == EVENT_KIND_OPERATION;
}

/*
 * An event so shortly before the injury belongs to it, and one of which the
 * sentence says so, whenever it was. A study or an operation
 * may be an older one: it counts where no word says so, behind the words that
 * tell of the injury.
 */
static bool precedes(const struct dates *d, const struct passage *p,
                     const struct event *e, const struct dated *injury)
{
	int days = days_between(e->date, injury->date);
	bool told_before = injury->at.start < e->at.start;

	if (e->kind == EVENT_OTHER || days <= 0 ||
	    (days > BEFORE_INJURY_DAYS &&
	     !texts_stand_in(&d->c->rules->events.of_injury,
	                     sentence_text(d, p, e->sentence))))
		return false;
	return !newly_read(e) ||
	       (told_before &&
	        !texts_stand_in(&d->c->rules->events.history,
	                        sentence_text(d, p, e->sentence)));
}

static void report_before(struct dates *d, const struct passage *p,
                          const struct event *e, const struct dated *injury)
{
	struct arena *a = d->c->arena;
	struct finding *f = report(
	        d->c, p->decision, e->at,
	        arena_printf(a, "%s of %.*s comes before the injury of %.*s",
	                     event_name(e), STR_ARG(day_text(a, e->date)),
	                     STR_ARG(day_text(a, injury->date))));

	checking_relate(d->c, f, injury->at, "the injury is dated here");
	d->before_injury = true;
}

static void check_before_injury(struct dates *d, const struct passage *p)
{
	struct dated injury = first_injury(d->letter);

	if (!usable(&injury))
		return;
	for (size_t i = 0; i < p->times->events.len && !d->before_injury; i++) {
		const struct event *e = &p->times->events.items[i];

		/* One shows it; the others follow from it. */
		if (precedes(d, p, e, &injury) && !is_gradual(d))
			report_before(d, p, e, &injury);
	}
}

/* Something that is planned or asked for is of no day that has been. */
static bool to_come(const struct dates *d, const struct passage *p,
                    const struct event *e)
{
	const struct event_words *words = &d->c->rules->events;
	struct str sentence = sentence_text(d, p, e->sentence);

	if (e->kind != EVENT_KIND_VISIT && !newly_read(e))
		return false;
	return texts_stand_in(&words->planned, sentence) ||
	       (newly_read(e) && texts_stand_in(&words->wanted, sentence));
}

static void check_after_decision(struct dates *d, const struct passage *p)
{
	const struct dated *decided = &d->letter->header.decided;
	struct arena *a = d->c->arena;

	if (!usable(decided))
		return;
	for (size_t i = 0; i < p->times->events.len; i++) {
		const struct event *e = &p->times->events.items[i];
		struct finding *f;

		if (e->kind == EVENT_OTHER || e->kind == EVENT_KIND_OPERATION ||
		    days_between(decided->date, e->date) <= 0 ||
		    to_come(d, p, e))
			continue;
		f = report(d->c, p->decision, e->at,
		           arena_printf(a,
		                        "%s of %.*s comes after the "
		                        "decision of %.*s",
		                        event_name(e),
		                        STR_ARG(day_text(a, e->date)),
		                        STR_ARG(day_text(a, decided->date))));
		checking_relate(d->c, f, decided->at,
		                "the decision is dated here");
	}
}

/* -- what utilization review read */

/* The review that a sentence tells of, else the header's; the later one. */
static struct dated review_of(const struct dates *d, const struct passage *p,
                              uint32_t sentence)
{
	struct dated review = d->letter->header.ur_denied;

	for (size_t i = 0; i < p->times->events.len; i++) {
		const struct event *e = &p->times->events.items[i];

		if (e->kind != EVENT_KIND_REVIEW ||
		    (e->sentence != sentence &&
		     !same_matter(e->date, review.date)))
			continue;
		if (!usable(&review) || days_between(review.date, e->date) > 0)
			review = (struct dated){ e->date, e->at };
	}
	return review;
}

static void check_cited_by_review(struct dates *d, const struct passage *p)
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
		if (!usable(&review) ||
		    days_between(review.date, e->date) <= 0 ||
		    !same_matter(review.date, e->date) || to_come(d, p, e))
			continue;
		f = report(d->c, p->decision, e->at,
		           arena_printf(a,
		                        "the review of %.*s relies on what "
		                        "is dated %.*s",
		                        STR_ARG(day_text(a, review.date)),
		                        STR_ARG(day_text(a, e->date))));
		checking_relate(d->c, f, review.at, "the review is dated here");
		return;
	}
}

/* -- what was read before it was made */

/* The day on which the sentence says that a study was read; NULL: none. */
static const struct event *read_on(const struct dates *d,
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

static void check_read_early(struct dates *d, const struct passage *p)
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
		f = report(d->c, p->decision, study->at,
		           arena_printf(a,
		                        "the study of %.*s was read on %.*s, "
		                        "before it was made",
		                        STR_ARG(day_text(a, study->date)),
		                        STR_ARG(day_text(a, e->date))));
		checking_relate(d->c, f, e->at, "it was read on this day");
		return;
	}
}

/* -- the injury, told once more */

static struct str injury_text(struct arena *a, struct date d)
{
	return d.day ? day_text(a, d)
	             : arena_printf(a, "%s %d", month_name(d.month), d.year);
}

static void report_injury(struct dates *d, const struct passage *p,
                          const struct injury *told, const char *against,
                          const struct dated *other)
{
	struct arena *a = d->c->arena;
	struct finding *f = report(
	        d->c, p->decision, told->at,
	        arena_printf(a, "the injury is dated %.*s here, %s %.*s",
	                     STR_ARG(injury_text(a, told->date)), against,
	                     STR_ARG(day_text(a, other->date))));

	checking_relate(d->c, f, other->at, "the other date stands here");
}

/* The injury of the letter, not one before it or after it. */
static bool is_the_injury(const struct dates *d, const struct passage *p,
                          const struct injury *told)
{
	return !texts_stand_in(&d->c->rules->events.another_injury,
	                       sentence_text(d, p, told->sentence));
}

/* "hurt on 12/31/2016 and underwent a repair on 12/13/2016" */
static bool check_sentence_order(struct dates *d, const struct passage *p,
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
		    precedes(d, p, e, &injury) &&
		    !texts_stand_in(&d->c->rules->events.history,
		                    sentence_text(d, p, e->sentence)) &&
		    is_the_injury(d, p, told) && !is_gradual(d))
			report_before(d, p, e, &injury);
	}
	return d->before_injury;
}

/* Nobody asks for the care of an injury, nor decides on it, before it. */
static bool check_injured_late(struct dates *d, const struct passage *p,
                               const struct injury *told)
{
	const struct dated *decided = &d->letter->header.decided;
	struct dated denied = review_of(d, p, told->sentence);
	bool after_decision =
	        usable(decided) && days_between(decided->date, told->date) > 0;
	bool after_denial = usable(&d->letter->header.ur_denied) &&
	                    told->told != INJURY_CLAUSE &&
	                    days_between(denied.date, told->date) > 0;

	if ((!after_decision && !after_denial) || !is_the_injury(d, p, told) ||
	    texts_stand_in(&d->c->rules->events.planned,
	                   sentence_text(d, p, told->sentence)))
		return false;
	if (after_decision)
		report_injury(d, p, told, "after the decision of", decided);
	else
		report_injury(d, p, told, "after the denial of", &denied);
	return true;
}

/* The header's and the summary's date are another, and not far. */
static bool differs(const struct dates *d, const struct injury *told)
{
	const struct dated *summary = &d->letter->summary_injury;
	const struct dated *header = &d->letter->header.injury;
	struct dated first = first_injury(d->letter);

	return told->date.day && usable(&first) &&
	       same_matter(first.date, told->date) &&
	       (!usable(summary) || days_between(summary->date, told->date)) &&
	       (!usable(header) || days_between(header->date, told->date));
}

static void check_told_injury(struct dates *d, const struct passage *p,
                              const struct injury *told)
{
	struct dated first = first_injury(d->letter);

	if (told->at.start == d->letter->summary_injury.at.start ||
	    check_injured_late(d, p, told) || check_sentence_order(d, p, told))
		return;
	if (told->told <= INJURY_DESCRIBED && differs(d, told) &&
	    is_the_injury(d, p, told) &&
	    (told->told == INJURY_DESCRIBED ||
	     year_slip(first.date, told->date) ||
	     texts_stand_in(&d->c->rules->events.own_injury,
	                    sentence_text(d, p, told->sentence))))
		report_injury(d, p, told, "elsewhere", &first);
}

static void check_told_injuries(struct dates *d, const struct passage *p)
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
static struct str beside_date(const struct dates *d, const struct passage *p,
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
static struct str next_telling(const struct dates *d, struct str text,
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

static bool share_telling(const struct dates *d, struct str a, struct str b)
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
static const struct event *of_other_year(const struct dates *d,
                                         const struct passage *p,
                                         const struct event *told)
{
	const struct passage summary = { &d->letter->summary_sentences,
		                         &d->summary, 0 };

	for (size_t i = 0; i < d->summary.events.len; i++) {
		const struct event *e = &d->summary.events.items[i];

		if (year_slip(e->date, told->date) &&
		    (same_kind(e, told) ||
		     share_telling(d, beside_date(d, &summary, e),
		                   beside_date(d, p, told))))
			return e;
	}
	return NULL;
}

/* True when something is reported of a date already. */
static bool is_reported(const struct dates *d, struct span at)
{
	for (size_t i = 0; i < d->c->findings->list.len; i++) {
		if (d->c->findings->list.items[i].span.start == at.start)
			return true;
	}
	return false;
}

static void check_year_slips(struct dates *d, const struct passage *p)
{
	struct arena *a = d->c->arena;

	for (size_t i = 0; i < p->times->events.len; i++) {
		const struct event *told = &p->times->events.items[i];
		const struct event *e = of_other_year(d, p, told);
		struct finding *f;

		if (!e || summary_has(d, told->date) ||
		    is_reported(d, told->at))
			continue;
		f = report(d->c, p->decision, told->at,
		           arena_printf(a,
		                        "%s is dated %.*s here, %.*s in the "
		                        "case summary",
		                        event_name(told),
		                        STR_ARG(day_text(a, told->date)),
		                        STR_ARG(day_text(a, e->date))));
		f->confidence = CONFIDENCE_MEDIUM;
		checking_relate(d->c, f, e->at, "the other date stands here");
	}
}

/* "ODG, updated 07/11/2017" in a decision of March 2017. */
static void check_cited(struct dates *d, const struct decision *one,
                        const struct citations *cited)
{
	const struct dated *decided = &d->letter->header.decided;
	const struct fold *f = d->letter->fold;
	uint32_t at = fold_offset(f, cited->span.start);
	uint32_t end = fold_offset(f, cited->span.end);
	struct arena *a = d->c->arena;
	struct date named;
	struct span place;

	while (usable(decided) && next_date(f, &at, end, &named, &place)) {
		struct finding *found;

		if (!named.day || days_between(decided->date, named) <= 0)
			continue;
		found = report(
		        d->c, one->index, place,
		        arena_printf(a,
		                     "the guideline is cited as of "
		                     "%.*s, after the decision of %.*s",
		                     STR_ARG(day_text(a, named)),
		                     STR_ARG(day_text(a, decided->date))));
		checking_relate(d->c, found, decided->at,
		                "the decision is dated here");
		return;
	}
}

/* -- inside any passage */

static void check_ranges(struct dates *d, const struct timeline *t,
                         uint32_t decision)
{
	for (size_t i = 0; i < t->ranges.len; i++) {
		const struct date_range *r = &t->ranges.items[i];

		if (days_between(r->from, r->to) < 0)
			report(d->c, decision, r->at,
			       STR("the range ends before it begins"));
	}
	for (size_t i = 0; i < t->impossible.len; i++)
		report(d->c, decision, t->impossible.items[i],
		       STR("there is no such day"));
}

/* "at least 6 months" of use two months after the injury. */
static void check_lasting(struct dates *d, const struct timeline *t,
                          uint32_t decision)
{
	struct dated injury = first_injury(d->letter);
	const struct dated *decided = &d->letter->header.decided;
	int elapsed;

	if (!usable(&injury) || !usable(decided))
		return;
	elapsed = days_between(injury.date, decided->date);
	if (elapsed < 0)
		return;
	for (size_t i = 0; i < t->lasting.len; i++) {
		const struct lasting *l = &t->lasting.items[i];
		struct finding *f;

		if ((int)l->days <= elapsed + elapsed / 5 + ROUNDING_DAYS)
			continue;
		f = report(d->c, decision, l->at,
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
static void check_injured(struct dates *d, const struct timeline *t,
                          uint32_t decision)
{
	struct dated injury = first_injury(d->letter);
	const struct dated *denied = &d->letter->header.ur_denied;
	int elapsed;

	if (!usable(&injury) || !usable(denied))
		return;
	elapsed = days_between(injury.date, denied->date);
	for (size_t i = 0; i < t->injured.len; i++) {
		const struct lasting *l = &t->injured.items[i];
		struct finding *f;

		if (elapsed <= 2 * (int)l->days + NOTES_OLDER_DAYS)
			continue;
		f = report(d->c, decision, l->at,
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
static void check_first_report(struct dates *d, const struct timeline *t,
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
		    !same_matter(first->date, e->date))
			continue;
		checking_relate(
		        d->c,
		        report(d->c, decision, e->at,
		               arena_printf(a,
		                            "the first report is of %.*s "
		                            "here, of %.*s elsewhere",
		                            STR_ARG(day_text(a, e->date)),
		                            STR_ARG(day_text(a, first->date)))),
		        first->at, "the other date stands here");
		d->two_first_reports = true;
	}
}

static void check_items(struct dates *d)
{
	for (size_t i = 0; i < d->letter->decisions.len; i++) {
		const struct decision *one = &d->letter->decisions.items[i];
		struct timeline t = { 0 };
		struct passage p = { &one->sentences, &t, one->index };

		check_cited(d, one, &one->claims);
		check_cited(d, one, &one->reviewer);
		timeline_read(d->letter, &one->sentences, d->c->rules,
		              d->c->arena, &t);
		check_before_injury(d, &p);
		check_after_decision(d, &p);
		check_cited_by_review(d, &p);
		check_read_early(d, &p);
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
	struct dates d = { .c = c, .letter = c->letter };
	struct passage p = { &c->letter->summary_sentences, &d.summary, 0 };
	size_t before = c->findings->list.len;

	timeline_read(c->letter, &c->letter->summary_sentences, c->rules,
	              c->arena, &d.summary);
	check_header(&d);
	check_impossible(&d);
	check_injury(&d);
	check_review(&d);
	check_request(&d);
	check_before_injury(&d, &p);
	check_after_decision(&d, &p);
	check_cited_by_review(&d, &p);
	check_read_early(&d, &p);
	check_told_injuries(&d, &p);
	check_ranges(&d, &d.summary, 0);
	check_lasting(&d, &d.summary, 0);
	check_first_report(&d, &d.summary, 0);
	check_items(&d);
	if (c->findings->list.len == before)
		checking_verdict(c, RULE, 0, VERDICT_CONSISTENT,
		                 "the dates that are told can all be right");
}
