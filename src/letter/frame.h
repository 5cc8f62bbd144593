/* frame.h -- the letter's skeleton: sections, items, labels, outcomes. */
#ifndef IMR_FRAME_H
#define IMR_FRAME_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/* More items than any letter has; what comes after is not read, and said. */
#define DECISIONS_MAX 2000

/* Where the how-made and credentials text stands, for the reviewer. */
struct frame {
	struct span how_made;
};

/* True when some layout's headings stand where headings stand: at the beginning
 * of lines. */
bool frame_recognised(struct letter *l, const struct ruleset *rules,
                      struct arena *a);

/*
 * Chooses the layout and finds case header, summary and items of a letter
 * whose source, fold and hits are there. Fills header, case number, summary,
 * decisions (request.span, outcome, citation and rationale spans) and the
 * determinations. A letter of no known layout becomes incomplete.
 */
void frame_read(struct letter *l, struct frame *frame,
                const struct ruleset *rules, struct arena *a);

#endif
