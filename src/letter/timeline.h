/* timeline.h -- the dated events that a passage tells. */
#ifndef IMR_TIMELINE_H
#define IMR_TIMELINE_H

#include "letter/letter.h"
#include "rules/ruleset.h"

enum event_kind {
	EVENT_OTHER, /* a date, but nothing says of what */
	EVENT_KIND_REVIEW,
	EVENT_KIND_REQUEST,
	EVENT_KIND_VISIT,
	EVENT_KIND_FIRST_REPORT,
	EVENT_KIND_EXAM,
	EVENT_KIND_STUDY,
	EVENT_KIND_OPERATION,
};

/* How a date of injury is told. */
enum injury_told {
	INJURY_NAMED,     /* "date of injury", "an injury on" */
	INJURY_DESCRIBED, /* "a 40-year-old male who fell on" */
	INJURY_INJURED,   /* "injured the knee on" */
	INJURY_CLAUSE,    /* "fell on": perhaps another time */
};

struct event {
	struct date date;  /* a day that exists */
	struct span at;    /* of the date */
	uint8_t kind;      /* enum event_kind */
	bool cited;        /* utilization review is said to have read it */
	uint32_t sentence; /* index of its sentence */
};

/* A date of injury; perhaps only the month of it. */
struct injury {
	struct date date;
	struct span at;
	uint8_t told; /* enum injury_told */
	uint32_t sentence;
};

/* "from 01/07/2014 through 12/17/2014": the later and the earlier may differ.
 */
struct date_range {
	struct date from;
	struct date to;
	struct span at;
};

/* "pain for 10 months", in days. */
struct lasting {
	uint32_t days;
	struct span at;
};

struct timeline {
	VEC(struct event) events;
	VEC(struct date_range) ranges;
	VEC(struct injury) injuries; /* one of a sentence */
	VEC(struct lasting) lasting;
	VEC(struct lasting) injured; /* "the injury was 6 weeks ago" */
	VEC(struct span) impossible; /* "02/30/2015" */
};

/* The next date that is printed in [*at, end) of the folded text, with its
 * place; *at is then behind it. False when there is none. */
bool next_date(const struct fold *f, uint32_t *at, uint32_t end,
               struct date *date, struct span *where);

/* Appends what the sentences tell, in order. */
void timeline_read(const struct letter *letter,
                   const struct sentences *sentences,
                   const struct ruleset *rules, struct arena *a,
                   struct timeline *out);

#endif
