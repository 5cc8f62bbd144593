/*
 * dose.c -- how much a day.
 *
 * Nothing is assumed: "#120" without a supply or a frequency tells no dose,
 * and a sum with an untold part has only a lower end.
 */
#include "engine/dose.h"

/* The CDC's tables of March 2016 and November 2022. */
static const struct date cdc_2016 = { 2016, 3, 18 };
static const struct date cdc_2022 = { 2022, 11, 4 };

/* Methadone before 2022 (CDC 2016): the factor grows with the daily dose. */
static const struct {
	double up_to; /* mg a day */
	double factor;
} methadone[] = {
	{ 20, 4 },
	{ 40, 8 },
	{ 60, 10 },
	{ 1e9, 12 },
};

#define N(array) (sizeof(array) / sizeof(*(array)))

/* "2-3 times daily": the numbers that stand before a rate. */
static struct quantity times_before(const struct decision *d,
                                    const struct letter *l, uint32_t rate)
{
	const struct fold *f = l->fold;
	struct quantity q = { .low = 1, .high = 1 };
	uint32_t start = fold_offset(f, d->request.span.start);
	uint32_t at = rate;

	/* Back over blanks, "times" and the range itself. */
	while (at > start && f->text.ptr[at - 1] == ' ')
		at--;
	if (at >= start + 6 && str_eq(fold_text(f, at - 6, at), STR(" times")))
		at -= 6;
	while (at > start &&
	       (is_digit(f->text.ptr[at - 1]) || f->text.ptr[at - 1] == '-'))
		at--;
	if (at < rate)
		quantity_capture(fold_text(f, at, rate), DIM_UNITS, &q);
	return q;
}

/* A rate as times a day; a day is a seventh of a week, cut off in the rules. */
static double a_day(const struct unit_row *row)
{
	double rounded = row->times / (row->weeks * 7) * 1000 + 0.5;

	return (double)(uint32_t)rounded / 1000;
}

/* The rate of the heading, as units a day. */
static bool rate_per_day(const struct letter *l, const struct decision *d,
                         const struct ruleset *rules, struct quantity *out)
{
	for (size_t i = 0; i < d->heading_hits.list.len; i++) {
		const struct hit *h = &d->heading_hits.list.items[i];
		const struct unit_row *row;
		struct quantity q;

		if (h->kind != TERM_UNIT)
			continue;
		row = &rules->lexicon.units.items[h->index];
		if (row->role != UNIT_RATE || row->weeks <= 0 ||
		    row->times <= 0)
			continue;
		q = times_before(d, l, h->start);
		out->low = q.low * a_day(row);
		out->high = q.high * a_day(row);
		out->dimension = DIM_UNITS;
		return true;
	}
	return false;
}

/* What heading, rationale and summary tell, over all that they tell. */
static bool told_per_day(struct letter_facts *facts, const struct decision *d,
                         struct quantity *out)
{
	size_t fact = fact_find(&facts->rules->facts, STR("use.per-day"));
	const struct known *known = known_of(facts, d);
	bool any = false;

	for (size_t i = 0; i < known->mentions.len; i++) {
		const struct mention *m = &known->mentions.items[i];

		if (!mention_tells_number(m, fact))
			continue;
		if (!any || m->number.low < out->low)
			out->low = m->number.low;
		if (!any || m->number.high > out->high)
			out->high = m->number.high;
		any = true;
	}
	return any;
}

static void read_rate(struct letter_facts *facts, const struct decision *d,
                      struct quantity *out)
{
	const struct request *r = &d->request;

	out->dimension = DIM_UNITS;
	if (r->quantity > 0 && r->days_supply > 0)
		out->low = out->high = r->quantity / r->days_supply;
	else if (!rate_per_day(facts->letter, d, facts->rules, out) &&
	         !told_per_day(facts, d, out))
		out->low = out->high = 0;
}

void dose_rates_read(struct dose_rates *out, struct letter_facts *facts)
{
	const struct letter *l = facts->letter;

	out->n = l->decisions.len < DOSE_ITEMS_MAX ? l->decisions.len
	                                           : DOSE_ITEMS_MAX;
	out->items = ARENA_ARRAY(facts->arena, struct quantity, out->n + 1);
	for (size_t i = 0; i < out->n; i++) {
		if (l->decisions.items[i].request.drugs.len)
			read_rate(facts, &l->decisions.items[i],
			          &out->items[i]);
	}
}

bool dose_units_per_day(const struct dose_rates *rates,
                        const struct decision *d, struct quantity *out)
{
	if (d->index > rates->n || rates->items[d->index - 1].high <= 0)
		return false;
	*out = rates->items[d->index - 1];
	return true;
}

static struct quantity scaled(struct quantity q, double factor)
{
	q.low *= factor;
	q.high *= factor;
	q.dimension = DIM_MG_DAY;
	return q;
}

bool dose_per_day(const struct dose_rates *rates, const struct decision *d,
                  struct quantity *out)
{
	const struct request *r = &d->request;
	const struct component *c;
	struct quantity units;

	if (r->drugs.len != 1 || !r->drugs.items[0].components.len)
		return false;
	c = &r->drugs.items[0].components.items[0];
	if (c->strength <= 0 || !str_eq(c->unit, STR("mg")) ||
	    !dose_units_per_day(rates, d, &units))
		return false;
	*out = scaled(units, c->strength);
	return true;
}

/* -- sums over the letter */

static bool counts(const struct decision *d, enum dose_over over)
{
	return over == DOSE_ALL_ITEMS || d->outcome == OUTCOME_OVERTURNED;
}

/* What one drug of one item adds; false: nothing of the kind. */
struct share {
	bool counts;
	bool told;
	struct quantity perday;
};

static double factor_of(const struct mme_row *row, struct date on)
{
	if (date_known(on) && date_cmp(on, cdc_2022) >= 0)
		return row->cdc_2022;
	if (date_known(on) && date_cmp(on, cdc_2016) >= 0)
		return row->cdc_2016;
	return row->era_2009;
}

static double methadone_factor(double mg)
{
	size_t i = 0;

	while (mg > methadone[i].up_to && i + 1 < N(methadone))
		i++;
	return methadone[i].factor;
}

static const struct mme_row *find_mme(const struct lexicon *lexicon,
                                      const struct drug *drug,
                                      const struct component *c)
{
	for (size_t i = 0; i < lexicon->mme.len; i++) {
		const struct mme_row *row = &lexicon->mme.items[i];

		if (!str_eq(row->ingredient, c->ingredient) ||
		    !str_eq(row->total, STR("yes")))
			continue;
		if (drug->route.len && !str_eq(drug->route, row->route))
			continue;
		return row;
	}
	return NULL;
}

static struct share morphine_of(const struct dose_rates *rates,
                                const struct decision *d,
                                const struct drug *drug,
                                const struct ruleset *rules, struct date on)
{
	struct share share = { 0 };

	for (size_t i = 0; i < drug->components.len; i++) {
		const struct component *c = &drug->components.items[i];
		const struct mme_row *row = find_mme(&rules->lexicon, drug, c);
		struct quantity units;
		double factor;

		if (!row)
			continue;
		share.counts = true;
		factor = factor_of(row, on);
		if (c->strength <= 0 || !str_eq(c->unit, row->unit))
			return share;
		if (str_eq(row->route, STR("transdermal"))) {
			/* The rate of the patch, whatever their number. */
			units = (struct quantity){ .low = 1, .high = 1 };
		} else if (!dose_units_per_day(rates, d, &units)) {
			return share;
		}
		share.perday = scaled(units, c->strength);
		if (row->tiered && factor <= 0)
			factor = methadone_factor(share.perday.low);
		share.perday = scaled(share.perday, factor);
		share.told = factor > 0;
		return share;
	}
	return share;
}

static struct share acetaminophen_of(const struct dose_rates *rates,
                                     const struct decision *d,
                                     const struct drug *drug,
                                     const struct ruleset *rules,
                                     struct date on)
{
	struct share share = { 0 };

	(void)rules;
	(void)on;
	for (size_t i = 0; i < drug->components.len; i++) {
		const struct component *c = &drug->components.items[i];
		struct quantity units;

		if (!str_eq(c->ingredient, STR("acetaminophen")))
			continue;
		share.counts = true;
		if (c->strength <= 0 || !str_eq(c->unit, STR("mg")) ||
		    !dose_units_per_day(rates, d, &units))
			return share;
		share.perday = scaled(units, c->strength);
		share.told = true;
		return share;
	}
	return share;
}

typedef struct share share_of(const struct dose_rates *rates,
                              const struct decision *d, const struct drug *drug,
                              const struct ruleset *rules, struct date on);

/* True when an earlier item asks for the same drug: one of them is enough. */
static bool asked_before(const struct letter *l, size_t item,
                         const struct drug *drug, enum dose_over over)
{
	for (size_t i = 0; i < item; i++) {
		const struct decision *d = &l->decisions.items[i];

		if (!counts(d, over))
			continue;
		for (size_t j = 0; j < d->request.drugs.len; j++) {
			if (str_eq_nocase(d->request.drugs.items[j].name,
			                  drug->name))
				return true;
		}
	}
	return false;
}

static struct dose sum(const struct letter *l, const struct dose_rates *rates,
                       const struct ruleset *rules, struct date on,
                       enum dose_over over, share_of *of)
{
	struct dose dose = { .perday = { .dimension = DIM_MG_DAY } };
	double most = 0;

	for (size_t i = 0; i < rates->n; i++) {
		const struct decision *d = &l->decisions.items[i];

		for (size_t j = 0; counts(d, over) && j < d->request.drugs.len;
		     j++) {
			const struct drug *drug = &d->request.drugs.items[j];
			struct share share = of(rates, d, drug, rules, on);

			if (!share.counts || asked_before(l, i, drug, over))
				continue;
			dose.items++;
			if (!share.told) {
				dose.untold++;
				continue;
			}
			dose.known = true;
			dose.perday.low += share.perday.low;
			dose.perday.high += share.perday.high;
			if (share.perday.high > most) {
				most = share.perday.high;
				dose.most = d->index;
			}
		}
	}
	if (dose.untold)
		dose.perday.high = QUANTITY_ANY_HIGH;
	return dose;
}

struct dose dose_morphine(const struct letter *l,
                          const struct dose_rates *rates,
                          const struct ruleset *rules, struct date on,
                          enum dose_over over)
{
	return sum(l, rates, rules, on, over, morphine_of);
}

struct dose dose_acetaminophen(const struct letter *l,
                               const struct dose_rates *rates,
                               enum dose_over over)
{
	return sum(l, rates, NULL, (struct date){ 0 }, over, acetaminophen_of);
}
