/* dose.h -- how much a day: of a drug, of morphine, of acetaminophen. */
#ifndef IMR_DOSE_H
#define IMR_DOSE_H

#include "engine/fact.h"

/* Which items of a letter count. */
enum dose_over { DOSE_ALL_ITEMS, DOSE_APPROVED_ITEMS };

/* An amount a day with the item that contributes most. */
struct dose {
	struct quantity perday; /* high is QUANTITY_ANY_HIGH when an item that
	                           counts does not tell its dose */
	bool known;             /* at least one item counts and tells */
	uint32_t items;         /* items that count */
	uint32_t untold;        /* those whose dose is not told */
	uint32_t most;          /* 1-based decision with the greatest share */
};

/* Units (tablets, patches) a day of each decision; high 0: not told. */
struct dose_rates {
	struct quantity *items;
	size_t n;
};

/* More items are not read: no patient takes two hundred drugs. */
#define DOSE_ITEMS_MAX 200

/*
 * How many units a day every drug of the letter is taken: from quantity and
 * days' supply, else from the frequency of the heading, else from what
 * rationale and summary tell (fact use.per-day).
 */
void dose_rates_read(struct dose_rates *out, struct letter_facts *facts);

/* False when it is not told. */
bool dose_units_per_day(const struct dose_rates *rates,
                        const struct decision *d, struct quantity *out);
/* mg a day of the first ingredient. */
bool dose_per_day(const struct dose_rates *rates, const struct decision *d,
                  struct quantity *out);

/*
 * Morphine equivalents over a letter's items, with the factors of `on`: those
 * of the 2009 guideline's era, of the CDC's 2016 or of its 2022 tables. What
 * is asked for twice counts once, with the greater dose.
 */
struct dose dose_morphine(const struct letter *l,
                          const struct dose_rates *rates,
                          const struct ruleset *rules, struct date on,
                          enum dose_over over);
struct dose dose_acetaminophen(const struct letter *l,
                               const struct dose_rates *rates,
                               enum dose_over over);

#endif
