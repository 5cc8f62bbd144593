/* dose.c -- quantity, refills and supply of what is asked for. */
#include "letter/heading.h"

static bool is_dose(const struct heading *h, size_t next)
{
	return token_is(token_at(h, next), UNIT_RATE) ||
	       token_says(h, next, STR("po")) ||
	       token_says(h, next, STR("by")) ||
	       token_says(h, next, STR("every")) ||
	       token_says(h, next, STR("per")) ||
	       token_says(h, next, STR("a")) || token_says(h, next, STR("q"));
}

/* "with two (2) refills", "refills: 2", "no refills". */
static void read_refills(struct heading *h, struct request *r)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		size_t at = i + 1;
		struct count c;

		if (!token_is(token_at(h, i), UNIT_REFILL))
			continue;
		if (i && token_says(h, i - 1, STR("no"))) {
			r->refills = 0;
			return;
		}
		for (size_t back = 1; back <= 2 && back <= i; back++) {
			c = count_read(h, i - back);
			if (!c.ok || c.next < i - 1)
				continue;
			/* "#90 2 refills", but not "#90 refills". */
			if (i > back &&
			    token_is(token_at(h, i - back - 1), UNIT_COUNT))
				break;
			r->refills = c.value;
			tokens_use(h, i - back, i + 1);
			return;
		}
		while (token_says(h, at, STR(":")) ||
		       token_says(h, at, STR("x")) ||
		       token_says(h, at, STR("times")) ||
		       token_is(token_at(h, at), UNIT_COUNT))
			at++;
		c = count_read(h, at);
		if (c.ok && !heading_measure(h, c.next)) {
			r->refills = c.value;
			tokens_use(h, i, c.next);
			return;
		}
	}
}

static void set_supply(struct heading *h, struct request *r, double days,
                       size_t from, size_t to)
{
	r->days_supply = days;
	tokens_use(h, from, to);
}

/* Where "days" of "days supply" ends. */
static uint32_t first_word_end(const struct heading *h, size_t i)
{
	uint32_t at = token_at(h, i)->start;

	while (at < token_at(h, i)->end && is_lower(h->fold->text.ptr[at]))
		at++;
	return at;
}

/* "day supply: 30", and "30 day supply", where "day supply" is one unit. */
static bool read_supplied(struct heading *h, struct request *r, size_t i)
{
	size_t at = i + 1;
	struct count c;

	if (!token_is(token_at(h, i), UNIT_SUPPLIED))
		return false;
	while (token_says(h, at, STR(":")) || token_says(h, at, STR("of")))
		at++;
	c = count_read(h, at);
	if (i && !(c.ok && at > i + 1)) {
		size_t back = i - 1;
		struct count before;

		back -= back && token_says(h, back, STR("-"));
		before = count_read(h, back);
		if (before.ok) {
			r->duration = heading_text(h, token_at(h, back)->start,
			                           first_word_end(h, i));
			set_supply(h, r, before.value, back, i + 1);
			return true;
		}
	}
	if (!c.ok)
		return false;
	set_supply(h, r, c.value, i, c.next);
	return true;
}

static void read_supply(struct heading *h, struct request *r)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		struct count c = count_read(h, i);
		size_t at = c.next;
		const struct token *period;

		if (read_supplied(h, r, i))
			return;
		if (!c.ok)
			continue;
		at += token_says(h, at, STR("-"));
		period = token_at(h, at);
		if (!token_is(period, UNIT_PERIOD) || period->unit->days <= 0)
			continue;
		at++;
		while (token_says(h, at, STR("'")) ||
		       token_says(h, at, STR("s")) ||
		       token_says(h, at, STR("'s")))
			at++;
		if (!token_is(token_at(h, at), UNIT_SUPPLY))
			continue;
		r->duration =
		        heading_text(h, token_at(h, i)->start, period->end);
		set_supply(h, r, c.value * period->unit->days, i, at + 1);
		return;
	}
}

/* "#60", "qty: 60"; several of them: the first. */
static bool read_marked(struct heading *h, struct request *r)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		size_t at = i + 1;
		struct count c;

		if (!token_is(token_at(h, i), UNIT_COUNT) ||
		    token_at(h, i)->in_name)
			continue;
		while (token_says(h, at, STR(":")) ||
		       token_says(h, at, STR(".")) ||
		       token_is(token_at(h, at), UNIT_COUNT))
			at++;
		c = count_read(h, at);
		if (!c.ok || heading_measure(h, c.next))
			continue;
		r->quantity = c.value;
		tokens_use(h, i, c.next);
		return true;
	}
	return false;
}

/* "60 tablets", "one (1) bottle". */
static bool read_counted(struct heading *h, struct request *r,
                         enum unit_role role)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		struct count c = count_read(h, i);

		if (!c.ok || !token_is(token_at(h, c.next), role) ||
		    is_dose(h, c.next + 1))
			continue;
		r->quantity = c.value;
		tokens_use(h, i, c.next + 1);
		/* "one box of 30" holds thirty. */
		if (token_says(h, c.next + 1, STR("of")) &&
		    count_read(h, c.next + 2).ok)
			r->quantity = count_read(h, c.next + 2).value;
		return true;
	}
	return false;
}

static bool is_topical(const struct request *r)
{
	return r->drugs.len && r->drugs.items[0].drug_class == DRUG_TOPICAL;
}

void amounts_read(struct heading *h, struct request *r)
{
	read_refills(h, r);
	read_supply(h, r);
	if (read_marked(h, r) || read_counted(h, r, UNIT_FORM))
		return;
	/* "3 tubes (100 gm each)": what is counted, before what it weighs */
	if (!read_counted(h, r, UNIT_PACKAGE) && is_topical(r))
		read_counted(h, r, UNIT_AMOUNT);
}
