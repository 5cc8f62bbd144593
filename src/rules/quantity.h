/* quantity.h -- numbers with units, as criteria state them: "4 weeks". */
#ifndef IMR_QUANTITY_H
#define IMR_QUANTITY_H

#include "base/str.h"
#include "text/fold.h"

/* What a number measures; only like is compared with like. */
enum dimension {
	DIM_NONE,
	DIM_DAYS, /* "4 weeks": kept in days */
	DIM_PERCENT,
	DIM_VISITS,
	DIM_SITES,
	DIM_LEVELS,
	DIM_MG,
	DIM_MG_DAY, /* mg a day */
	DIM_SCORE,  /* pain, of ten */
	DIM_YEARS,  /* age */
	DIM_UNITS,  /* tablets, items, anything counted */
	DIM_HOURS,  /* a week */
	DIM_MM,
	DIMENSIONS,
};

/* Ends of a number that is only known to lie somewhere. */
#define QUANTITY_ANY_LOW  0.0
#define QUANTITY_ANY_HIGH 1e9

/*
 * Known to lie from low to high; equal when the number is told. Without gaps
 * between its members: quantities of rules are frozen byte by byte.
 */
struct quantity {
	double low;
	double high;
	uint32_t dimension; /* enum dimension */
	uint16_t above;     /* low itself is excluded: "more than" */
	uint16_t below;     /* high itself is excluded: "less than" */
};

/* True when a word for a number may begin with the letter. */
static inline bool begins_number_word(char c)
{
	switch (c) {
	case 'd': /* dozen */
	case 'e':
	case 'f':
	case 'h':
	case 'n':
	case 'o':
	case 's':
	case 't':
		return true;
	default:
		return false;
	}
}

/* The value of "seven", in lower case; 0 for another word. */
double number_word(struct str word);

const char *dimension_name(enum dimension d);

/*
 * Reads a rule's quantity: "4 weeks", "50 percent", "120 mg/day", "6 visits".
 * False when it is none, or has no unit.
 */
bool quantity_parse(struct str text, struct quantity *out);
/* The same, or a range: "6-8 weeks". */
bool quantity_parse_range(struct str text, struct quantity *out);

/*
 * Reads what a slot of a phrase captured, in folded text: "60-70 percent",
 * "six", "two (2)", "3 to 4 weeks", "7/10". Durations come out in days; other
 * numbers get `dimension`. False when there is no number.
 */
bool quantity_capture(struct str folded, enum dimension dimension,
                      struct quantity *out);

#endif
