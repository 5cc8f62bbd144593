/* layout.h -- how letters look (rules/layouts). */
#ifndef IMR_LAYOUT_H
#define IMR_LAYOUT_H

#include "rules/loader.h"

/* Fields that a label of the case header can name. */
enum header_field {
	HEADER_CASE,
	HEADER_ASSIGNED,
	HEADER_INJURY,
	HEADER_DECIDED,
	HEADER_UR_DENIED,
	HEADER_PRIORITY,
	HEADER_RECEIVED,
	HEADER_OTHER, /* printed, but of no interest ("Employee:") */
};

/* What a heading opens. */
enum section_kind {
	SECTION_HEADER, /* the case header: whatever stands first */
	SECTION_HOW_MADE,
	SECTION_CREDENTIALS,
	SECTION_DOCUMENTS,
	SECTION_SUMMARY,
	SECTION_DETERMINATIONS, /* a list of outcomes apart from the items */
	SECTION_ITEMS,
	SECTION_END, /* what follows is no part of the review */
};

/* The labels inside an item, in the order in which they are printed. */
enum item_label {
	ITEM_CLAIMS,
	ITEM_REVIEWER,
	ITEM_RATIONALE,
	ITEM_OPENING, /* "Regarding the request for": an item begins */
	ITEM_LABELS,
};

/* Words that give an item's outcome. */
struct outcome_words {
	struct str says; /* folded */
	uint8_t outcome; /* enum outcome of rules/words.h */
};

enum item_style {
	ITEMS_HEADING_OUTCOME, /* "ITEM: Upheld" on lines of its own */
	ITEMS_SENTENCE,        /* "1. ITEM is not medically necessary ..." */
	ITEMS_OPENED,          /* "1) Regarding the request for ITEM:" */
};

struct layout {
	struct str id; /* "issues-decisions-rationales" */
	struct str title;
	struct str years;
	uint8_t item_style; /* enum item_style */
	VEC(struct outcome_words) outcomes;
	struct texts heading_continues; /* folded; see rules/layouts */
};

/* One heading or label of one layout; hits carry its index. */
struct layout_term {
	uint16_t layout;
	uint8_t section; /* enum section_kind, TERM_HEADING */
	uint8_t field;   /* enum header_field, TERM_LABEL in the header */
	uint8_t label;   /* enum item_label, TERM_LABEL in an item */
	bool in_item;    /* a label of an item, else of the case header */
	bool anywhere;   /* need not begin a line */
	bool recognises; /* its presence speaks for the layout */
	bool required;
	struct str text;
};

struct layouts {
	VEC(struct layout) list;
	VEC(struct layout_term) terms;
};

void layout_load(struct loader *ld, const struct node *layout);

/* The longest words for an outcome with which a heading ends, folded; NULL: it
 * ends with none. */
const struct outcome_words *layout_outcome(const struct layout *layout,
                                           struct str heading);

/* The same behind the last colon, one letter wrong: "Uphled"; *len is the
 * length of what stands there. */
const struct outcome_words *layout_outcome_misspelt(const struct layout *layout,
                                                    struct str heading,
                                                    size_t *len);

/* True when no heading of the layout begins with these words: their first
 * sentence belongs to the heading before them. */
bool layout_continues(const struct layout *layout, struct str heading);

#endif
