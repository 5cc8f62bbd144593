/* event.h -- the words beside the dates of a letter (events.yaml). */
#ifndef IMR_EVENT_H
#define IMR_EVENT_H

#include "rules/loader.h"

/* What a hit of TERM_EVENT means: its index. In the order of the keys. */
enum event_word {
	EVENT_REVIEW,
	EVENT_REVIEWED,
	EVENT_DECIDED_BY,
	EVENT_REQUEST,
	EVENT_VISIT,
	EVENT_VISITED,
	EVENT_FIRST_REPORT,
	EVENT_LASTING,
	EVENT_INJURED,
	EVENT_EXAMINED,
	EVENT_STUDY,
	EVENT_OPERATION,
	EVENT_UNDERWENT,
	EVENT_CITES,
	EVENT_WORDS,
};

/* Words that are looked for where a date is in doubt, in lower case. */
struct event_words {
	struct texts links;
	struct texts study_links;
	struct texts underwent_end;
	struct texts signed_on;
	struct texts grounds;
	struct texts history;
	struct texts planned;
	struct texts wanted;
	struct texts reviewing;
	struct texts another_injury;
	struct texts second_injury;
	struct texts own_injury;
	struct texts of_injury;
	struct texts gradual;
	struct texts lasting_links;
	struct texts ranges;
};

void event_load(struct loader *ld, const struct node *map);

#endif
