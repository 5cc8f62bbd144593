/* figure.h -- figures of guidelines in a rationale: recited, and right? */
#ifndef IMR_ENGINE_FIGURE_H
#define IMR_ENGINE_FIGURE_H

#include "engine/mention.h"

enum figure_said {
	FIGURE_NOT_SAID,
	FIGURE_SAID,              /* as what ought to be */
	FIGURE_SAID_BY_GUIDELINE, /* which is named before it */
};

/*
 * Whether the words say what a guideline says. What is said of the patient, the
 * request or the record is no recital, whatever guideline is named beside it.
 */
enum figure_said figure_said(const struct recited_figure *f,
                             const struct letter *letter,
                             const struct ruleset *rules);

/* The same of words without a figure: a guideline says them, or they say what
 * ought to be. Of `like` the rule and its figure are not looked at. */
bool figure_is_norm(const struct recited_figure *like,
                    const struct letter *letter, const struct ruleset *rules);

/* True when the slot's text can be compared with the slot's figures. */
bool figure_can_tell(const struct figures *slot, struct str text);
/* True when each end of it is, or lies within, one of them. */
bool figure_is_right(const struct figures *slot, struct str text);

#endif
