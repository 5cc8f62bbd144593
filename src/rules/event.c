/* event.c -- the words beside the dates of a letter. */
#include "rules/event.h"

#include "rules/ruleset.h"

struct raw_events {
	struct event_words w;
	const struct node *names[EVENT_WORDS];
};

#define ROW(name, kind, member) \
	LOADER_FIELD(name, kind, struct raw_events, member)
/* clang-format off */
static const struct field fields[] = {
	ROW("utilization-review", FIELD_NODE,  names[EVENT_REVIEW]),
	ROW("reviewed",           FIELD_NODE,  names[EVENT_REVIEWED]),
	ROW("decided-by",         FIELD_NODE,  names[EVENT_DECIDED_BY]),
	ROW("request",            FIELD_NODE,  names[EVENT_REQUEST]),
	ROW("visit",              FIELD_NODE,  names[EVENT_VISIT]),
	ROW("visited",            FIELD_NODE,  names[EVENT_VISITED]),
	ROW("first-report",       FIELD_NODE,  names[EVENT_FIRST_REPORT]),
	ROW("lasting",            FIELD_NODE,  names[EVENT_LASTING]),
	ROW("injured",            FIELD_NODE,  names[EVENT_INJURED]),
	ROW("examined",           FIELD_NODE,  names[EVENT_EXAMINED]),
	ROW("study",              FIELD_NODE,  names[EVENT_STUDY]),
	ROW("operation",          FIELD_NODE,  names[EVENT_OPERATION]),
	ROW("underwent",          FIELD_NODE,  names[EVENT_UNDERWENT]),
	ROW("grounds",            FIELD_TEXTS, w.grounds),
	ROW("cites",              FIELD_NODE,  names[EVENT_CITES]),
	ROW("history",            FIELD_TEXTS, w.history),
	ROW("planned",            FIELD_TEXTS, w.planned),
	ROW("wanted",             FIELD_TEXTS, w.wanted),
	ROW("reviewing",          FIELD_TEXTS, w.reviewing),
	ROW("another-injury",     FIELD_TEXTS, w.another_injury),
	ROW("second-injury",      FIELD_TEXTS, w.second_injury),
	ROW("own-injury",         FIELD_TEXTS, w.own_injury),
	ROW("of-injury",          FIELD_TEXTS, w.of_injury),
	ROW("gradual",            FIELD_TEXTS, w.gradual),
	ROW("links",              FIELD_TEXTS, w.links),
	ROW("study-links",        FIELD_TEXTS, w.study_links),
	ROW("underwent-end",      FIELD_TEXTS, w.underwent_end),
	ROW("signed",      FIELD_TEXTS, w.signed_on),
	ROW("lasting-links",      FIELD_TEXTS, w.lasting_links),
	ROW("ranges",             FIELD_TEXTS, w.ranges),
};
/* clang-format on */

void event_load(struct loader *ld, const struct node *map)
{
	struct raw_events raw = { 0 };

	if (!fields_read(ld->perm, ld->diags, map, fields,
	                 sizeof(fields) / sizeof(*fields), "list of events",
	                 &raw))
		return;
	for (uint32_t i = 0; i < EVENT_WORDS; i++)
		loader_names(ld, raw.names[i], TERM_EVENT, i);
	ld->set->events = raw.w;
}
