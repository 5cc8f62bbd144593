/*
 * dating.h -- the dates of one letter, beside each other.
 *
 * Private to check_dates.c and the files that it calls: check_events.c, what
 * is told of days, against injury and decision; check_told_again.c, what is
 * told twice with two days; dating.c, what all of them need.
 */
#ifndef IMR_DATING_H
#define IMR_DATING_H

#include "engine/checks.h"
#include "letter/timeline.h"

#define DATE_ORDER STR("consistency/date-order")

/* What one letter's dates are checked in. */
struct dating {
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

/* The i-th sentence, folded. */
struct str passage_text(const struct dating *d, const struct passage *p,
                        uint32_t i);

/* Reports what is wrong about a date, under consistency/date-order. */
struct finding *dating_report(struct checking *c, uint32_t decision,
                              struct span at, struct str message);

/* What an event is called in a message: "the study". */
const char *event_name(const struct event *e);

int days_between(struct date from, struct date to);
/* Apart by a year, with day and month alike: the year is a slip. */
bool is_year_slip(struct date a, struct date b);
/* Near enough to be of one review, request or injury. */
bool is_same_matter(struct date a, struct date b);
/* A whole date that there is. */
bool dated_is_usable(const struct dated *d);
/* True when [at, end) names the day, whatever it is of. */
bool names_day(const struct fold *f, uint32_t at, uint32_t end,
               struct date day);
bool summary_names_day(const struct dating *d, struct date day);

/* Whichever date of injury is earlier: both may be in doubt. */
struct dated first_injury(const struct letter *letter);
/* The day of such an injury is that of its report. */
bool injury_is_gradual(const struct dating *d);

/* -- check_events.c */

/* The events of a passage against injury, denial, decision and each other. */
void check_events(struct dating *d, const struct passage *p);
/*
 * An event so shortly before the injury belongs to it, and one of which the
 * sentence says so, whenever it was. A study or an operation may be an older
 * one: it counts where no word says so, behind the words that tell of the
 * injury.
 */
bool event_precedes(const struct dating *d, const struct passage *p,
                    const struct event *e, const struct dated *injury);
void report_before_injury(struct dating *d, const struct passage *p,
                          const struct event *e, const struct dated *injury);
/* The review that a sentence tells of, else the header's; the later one. */
struct dated review_of(const struct dating *d, const struct passage *p,
                       uint32_t sentence);

/* -- check_told_again.c */

/* The injury, wherever a passage dates it. */
void check_told_injuries(struct dating *d, const struct passage *p);
/* Events of the summary that a rationale tells with another year. */
void check_year_slips(struct dating *d, const struct passage *p);

#endif
