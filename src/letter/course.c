/*
 * course.c -- how often and for how long: frequency, duration, visits, sites.
 *
 * A number of visits that is printed wins; else it is how often in a week times
 * how many weeks. A range counts by its upper bound.
 */
#include "letter/heading.h"

/* Words between a number and what it counts: "12 manual acupuncture visits". */
#define BETWEEN_MAX 6
/* More visits than this in one request are a slip or a date. */
#define VISITS_MAX 400.0

struct course {
	struct heading *h;
	struct request *r;
	double product; /* visits that frequency and duration make */
	double often;   /* times a week that await a duration; 0: none */
	bool bare;      /* "2 x": the period is the duration's own */
	bool ranged;    /* some number of it is a range */
	unsigned n_often, n_long;
	double weekly, days; /* of the last one */
	uint32_t often_start, often_end;
	uint32_t long_start, long_end;
};

static bool times_sign(const struct heading *h, size_t i)
{
	return token_multiplies(h, i) || token_says(h, i, STR("*"));
}

static bool per_sign(const struct heading *h, size_t i)
{
	static const struct str words[] = {
		STR_INIT("a"),    STR_INIT("an"),     STR_INIT("per"),
		STR_INIT("each"), STR_INIT("every"),  STR_INIT("/"),
		STR_INIT("in"),   STR_INIT("weekly"),
	};

	for (size_t j = 0; j < sizeof(words) / sizeof(*words); j++) {
		if (token_says(h, i, words[j]))
			return true;
	}
	return false;
}

static bool is_period(const struct heading *h, size_t i)
{
	return token_is(token_at(h, i), UNIT_PERIOD);
}

static bool is_rate(const struct heading *h, size_t i)
{
	const struct token *t = token_at(h, i);

	return token_is(t, UNIT_RATE) && !t->used;
}

/* "once", "twice": how often; 0 for another word. */
static double times_of(const struct heading *h, size_t i)
{
	const struct token *t = token_at(h, i);

	return token_is(t, UNIT_TIMES) && !t->used ? t->unit->times : 0;
}

/* A count, "once", "twice", or a range that ends so: "one to two times". */
static struct count times_read(const struct heading *h, size_t i)
{
	struct count c = count_read(h, i);

	if (!c.ok && times_of(h, i) > 0) {
		c.ok = true;
		c.value = times_of(h, i);
		c.low = c.value;
		c.next = i + 1;
	}
	if (c.ok && joins_range(h, c.next) &&
	    times_of(h, c.next + 1) > c.value) {
		c.value = times_of(h, c.next + 1);
		c.next += 2;
	}
	return c;
}

/* What may stand between "2" and "per week": "times", "visits", "days". */
static size_t skip_noun(const struct heading *h, size_t i)
{
	while (times_sign(h, i) || token_is(token_at(h, i), UNIT_VISIT) ||
	       token_says(h, i, STR("(")) || token_says(h, i, STR(")")) ||
	       token_says(h, i, STR("-")) ||
	       (is_period(h, i) && token_at(h, i)->unit->days == 1 &&
	        (per_sign(h, i + 1) || is_rate(h, i + 1))))
		i++;
	return i;
}

/* " x " may stand between two parts of one statement. */
#define PARTS_APART_MAX 3

/* What follows at once belongs to it ("bid prn"); what follows later does not.
 */
static void widen(uint32_t *start, uint32_t *end, const struct token *first,
                  const struct token *last)
{
	if (*end == 0)
		*start = first->start;
	else if (first->start > *end + PARTS_APART_MAX)
		return;
	*end = last->end;
}

static void set_often(struct course *c, double often, size_t from, size_t to)
{
	c->often = often;
	c->bare = false;
	c->weekly = often;
	c->n_often++;
	widen(&c->often_start, &c->often_end, token_at(c->h, from),
	      token_at(c->h, to - 1));
	tokens_use(c->h, from, to);
}

static bool is_hours(const struct token *t)
{
	return token_is(t, UNIT_PERIOD) && t->unit->days <= 0;
}

/* "12 hours per day", "12 weekly hours": how much each time, not how often. */
static size_t skip_intensity(struct course *c, size_t i, struct count n)
{
	size_t at = n.next + 1;

	if (is_rate(c->h, n.next) && is_hours(token_at(c->h, at))) {
		tokens_use(c->h, i, at + 1);
		return at + 1;
	}
	if (!is_hours(token_at(c->h, n.next)))
		return 0;
	if (is_rate(c->h, at))
		at++;
	else if (per_sign(c->h, at) && is_period(c->h, at + 1))
		at += 2;
	if (at > n.next + 1)
		widen(&c->often_start, &c->often_end, token_at(c->h, i),
		      token_at(c->h, at - 1));
	tokens_use(c->h, i, at);
	return at;
}

/* Words between "weekly" and what there is every week. */
#define WEEKLY_NEAR 3

/* "Four weekly sessions" are four, once a week; but those "for six weeks" are
 * four in each. */
static bool counts_noun(const struct course *c, size_t rate)
{
	const struct heading *h = c->h;
	bool noun = false;

	for (size_t i = rate + 1; i < h->tokens.len; i++) {
		const struct token *t = token_at(h, i);
		struct str word = fold_text(h->fold, t->start, t->end);

		if (is_period(h, i))
			return false;
		noun |= i <= rate + WEEKLY_NEAR && t->kind == TOKEN_WORD &&
		        !times_sign(h, i) && str_ends(word, STR("s"));
	}
	return noun;
}

/* "2 times a week", "2x/week", "twice weekly", "3 visits per month". */
static size_t read_often(struct course *c, size_t i, struct count n)
{
	size_t at = skip_noun(c->h, n.next);
	const struct token *t = token_at(c->h, at);

	/* "one twice daily" takes one each time. */
	if (is_rate(c->h, at) && t->unit->times > 1)
		return 0;
	if (is_rate(c->h, at) && at == n.next && n.value > 1 &&
	    t->unit->weeks >= 1 && counts_noun(c, at))
		return 0;
	if (is_rate(c->h, at) && t->unit->weeks > 0) {
		set_often(c, n.value * t->unit->times / t->unit->weeks, i,
		          at + 1);
		return at + 1;
	}
	if (per_sign(c->h, at))
		at++;
	else if (!times_sign(c->h, at - 1))
		return 0;
	t = token_at(c->h, at);
	if (!is_period(c->h, at) || t->unit->weeks <= 0)
		return 0;
	set_often(c, n.value / t->unit->weeks, i, at + 1);
	return at + 1;
}

/* "q6h", "every 2 weeks", "every other week" is a rate. */
static size_t read_every(struct course *c, size_t i)
{
	struct count n;
	size_t at;

	if (!token_says(c->h, i, STR("every")) &&
	    !token_says(c->h, i, STR("q")))
		return 0;
	n = count_read(c->h, i + 1);
	at = n.ok ? n.next : i + 1;
	at += token_says(c->h, at, STR("-"));
	if (!is_period(c->h, at))
		return 0;
	if (token_at(c->h, at)->unit->weeks > 0) {
		set_often(c,
		          1 / ((n.ok ? n.value : 1) *
		               token_at(c->h, at)->unit->weeks),
		          i, at + 1);
	} else {
		widen(&c->often_start, &c->often_end, token_at(c->h, i),
		      token_at(c->h, at));
		tokens_use(c->h, i, at + 1);
	}
	return at + 1;
}

/* "6 weeks", after "for", "x" or nothing; ends what `often` began. */
static size_t read_long(struct course *c, size_t i, struct count n)
{
	size_t at = n.next + token_says(c->h, n.next, STR("-"));
	const struct token *t = token_at(c->h, at);

	if (!token_is(t, UNIT_PERIOD) || t->unit->days <= 0)
		return 0;
	if (c->often > 0)
		c->product += n.value *
		              (c->bare ? c->often : c->often * t->unit->weeks);
	if (c->often > 0 && c->bare) {
		c->weekly = c->often / t->unit->weeks;
		c->n_often++;
	}
	c->often = 0;
	c->days = n.value * t->unit->days;
	c->n_long++;
	widen(&c->long_start, &c->long_end, token_at(c->h, i), t);
	tokens_use(c->h, i, at + 1);
	return at + 1;
}

/* "2 x 8", "1 times 8", "2 x 6 weeks". */
static size_t read_product(struct course *c, size_t i, struct count n)
{
	struct count m = times_sign(c->h, n.next) ? count_read(c->h, n.next + 1)
	                                          : (struct count){ 0 };

	if (!m.ok || token_is(token_at(c->h, m.next), UNIT_STRENGTH))
		return 0;
	widen(&c->often_start, &c->often_end, token_at(c->h, i),
	      token_at(c->h, m.next - 1));
	if (is_period(c->h, m.next)) {
		tokens_use(c->h, i, n.next);
		c->often = n.value;
		c->bare = true;
		return n.next + 1;
	}
	c->product += n.value * m.value;
	tokens_use(c->h, i, m.next);
	return m.next;
}

static size_t read_rate(struct course *c, size_t i)
{
	const struct token *t = token_at(c->h, i);

	/* "#60 per month" is a quantity, no frequency of taking it. */
	if (!is_rate(c->h, i) || t->in_name ||
	    (t->unit->weeks > 1 && is_medication(c->r)))
		return 0;
	if (t->unit->weeks > 0) {
		set_often(c, t->unit->times / t->unit->weeks, i, i + 1);
	} else {
		widen(&c->often_start, &c->often_end, t, t);
		tokens_use(c->h, i, i + 1);
	}
	return i + 1;
}

static void read_course(struct course *c)
{
	for (size_t i = 0; i < c->h->tokens.len;) {
		struct count n = times_read(c->h, i);
		size_t next = 0;

		if (n.ok) {
			next = skip_intensity(c, i, n);
			if (!next)
				next = read_often(c, i, n);
			if (!next)
				next = read_product(c, i, n);
			if (!next)
				next = read_long(c, i, n);
			c->ranged |= next && n.low < n.value;
		}
		if (!next)
			next = read_every(c, i);
		if (!next)
			next = read_rate(c, i);
		i = next ? next : i + 1;
	}
	if (c->often_end)
		c->r->frequency =
		        heading_text(c->h, c->often_start, c->often_end);
	if (c->long_end && !c->r->duration.len)
		c->r->duration = heading_text(c->h, c->long_start, c->long_end);
}

/* A single course says how often and for how long without doubt. */
static void note_course(struct course *c)
{
	struct request *r = c->r;

	if (c->ranged)
		return;
	if (c->n_often == 1)
		r->per_week = c->weekly;
	if (c->n_long == 1)
		r->days = c->days;
	if (c->n_often == 1 && c->n_long == 1)
		r->course_visits = c->product;
}

/* "Take 2 tablets twice a day": pieces at a time; before "every", "by mouth".
 */
static void read_each(struct course *c)
{
	struct request *r = c->r;

	r->each = 1;
	for (size_t i = 0; i < c->h->tokens.len; i++)
		r->as_needed |=
		        is_rate(c->h, i) && token_at(c->h, i)->unit->times <= 0;
	for (size_t i = 0; i < c->h->tokens.len; i++) {
		struct count n = count_read(c->h, i);
		const struct token *after = token_at(c->h, n.next + 1);

		if (!n.ok || !token_is(token_at(c->h, n.next), UNIT_FORM) ||
		    !(token_is(after, UNIT_RATE) ||
		      token_is(after, UNIT_TIMES) ||
		      token_says(c->h, n.next + 1, STR("every")) ||
		      token_says(c->h, n.next + 1, STR("by")) ||
		      token_says(c->h, n.next + 1, STR("po")) ||
		      token_says(c->h, n.next + 1, STR("q"))))
			continue;
		r->each = n.low < n.value ? NOT_STATED : n.value;
		return;
	}
}

/* -- what a number counts */

/* "3%", "60 minute" before "injections", "sessions": a measure of each. */
static bool measures_each(const struct heading *h, size_t next)
{
	const struct token *t = token_at(h, next);

	return heading_measure(h, next) ||
	       (token_is(t, UNIT_PERIOD) && t->unit->days <= 0);
}

/* A number, a few words without a comma, and a word of the role. */
static double counted(struct heading *h, enum unit_role role)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		struct count n = count_read(h, i);
		size_t at = n.next;

		if (!n.ok || measures_each(h, at))
			continue;
		/* "Six 60 minute sessions" */
		if (token_at(h, at)->kind == TOKEN_NUMBER &&
		    measures_each(h, at + 1))
			at += 2;
		while (at < n.next + BETWEEN_MAX &&
		       !token_is(token_at(h, at), role) &&
		       token_at(h, at)->kind == TOKEN_WORD &&
		       !token_is(token_at(h, at), UNIT_PERIOD) &&
		       !token_is(token_at(h, at), UNIT_PRESCRIPTION))
			at++;
		if (!token_is(token_at(h, at), role))
			continue;
		tokens_use(h, i, n.next);
		return n.value;
	}
	return NOT_STATED;
}

/* "sessions x 6", "visits: 12", "sessions, #8", "visits (12)". */
static double counted_after(struct heading *h, enum unit_role role)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		size_t at = i + 1;
		struct count n;

		if (!token_is(token_at(h, i), role))
			continue;
		while (times_sign(h, at) || token_says(h, at, STR(":")) ||
		       token_says(h, at, STR(",")) ||
		       token_says(h, at, STR("(")) ||
		       token_says(h, at, STR("-")) ||
		       token_says(h, at, STR("=")))
			at++;
		n = count_read(h, at);
		if (!n.ok || is_period(h, n.next))
			continue;
		tokens_use(h, at, n.next);
		return n.value;
	}
	return NOT_STATED;
}

/* "x 12", "times 12" with nothing before it. */
static double times_left(struct heading *h)
{
	for (size_t i = 0; i < h->tokens.len; i++) {
		struct count n = { 0 };

		if (times_sign(h, i))
			n = count_read(h, i + 1);
		else if (count_read(h, i).ok)
			n = count_read(h, i);
		if (!n.ok || token_is(token_at(h, n.next), UNIT_PERIOD))
			continue;
		/* "12x" with nothing after it, no "2 times a weke" */
		if (!times_sign(h, i) && !times_sign(h, n.next))
			continue;
		if (!times_sign(h, i) && per_sign(h, n.next + 1))
			continue;
		tokens_use(h, i, n.next);
		return n.value;
	}
	return NOT_STATED;
}

/* A bare number of five figures is a procedure's code ("73721"), as is one
 * behind a letter ("D2750"). */
static bool is_code(const struct heading *h, size_t i)
{
	const struct token *t = token_at(h, i);
	uint32_t before = t->start;

	return (t->end - t->start >= 5 &&
	        is_digit(h->fold->text.ptr[t->start])) ||
	       (before > h->start && is_lower(h->fold->text.ptr[before - 1]));
}

static bool is_whole(const struct token *t)
{
	return t->value == (double)(long)t->value;
}

/* "Purchase", "rental": how it is had, before or behind its number. */
static bool is_taking(const struct heading *h, size_t i)
{
	return token_is(token_at(h, i), UNIT_PURCHASE) ||
	       token_is(token_at(h, i), UNIT_RENTAL);
}

/* Refills behind it, already read: "with two refills", "x 2 refills". */
static bool is_of_refills(const struct heading *h, size_t i)
{
	return token_is(token_at(h, i), UNIT_REFILL) ||
	       (token_at(h, i)->used && token_at(h, i)->kind == TOKEN_NUMBER) ||
	       token_says(h, i, STR("with")) || token_says(h, i, STR("and"));
}

/* A number that ends the heading, ", 2" or "(2)", or that begins it. */
static double number_at_end(struct heading *h)
{
	size_t last = h->tokens.len;

	while (last && is_of_refills(h, last - 1))
		last--;
	while (last &&
	       (token_says(h, last - 1, STR(")")) ||
	        token_says(h, last - 1, STR(".")) ||
	        token_says(h, last - 1, STR(",")) || is_taking(h, last - 1)))
		last--;
	if (last > 1 && is_whole(token_at(h, last - 1)) &&
	    !is_code(h, last - 1) && count_read(h, last - 1).ok)
		return token_at(h, last - 1)->value;
	return NOT_STATED;
}

static double number_at_start(const struct heading *h)
{
	size_t i = 0;
	struct count n;

	while (token_says(h, i, STR("(")) ||
	       token_is(token_at(h, i), UNIT_RETROSPECTIVE) ||
	       token_says(h, i, STR(":")) || is_taking(h, i) ||
	       (i && token_says(h, i, STR("of"))))
		i++;
	n = count_read(h, i);
	while (n.ok && token_says(h, n.next, STR(")")))
		n.next++;
	if (!n.ok || !is_whole(token_at(h, n.next - 1)) ||
	    token_at(h, n.next)->kind != TOKEN_WORD ||
	    token_is(token_at(h, n.next), UNIT_NOTHING) ||
	    token_is(token_at(h, n.next), UNIT_PERIOD) ||
	    token_is(token_at(h, n.next), UNIT_PRESCRIPTION) ||
	    token_is(token_at(h, n.next), UNIT_STRENGTH) ||
	    token_is(token_at(h, n.next), UNIT_AMOUNT))
		return NOT_STATED;
	return n.value;
}

static double any_number(struct heading *h)
{
	double n = times_left(h);

	if (n < 0)
		n = number_at_end(h);
	return n < 0 ? number_at_start(h) : n;
}

/* Things are not visited, unless their words may mean sessions. */
static bool may_be_visited(const struct course *c)
{
	const struct lexicon *lex = c->h->lex;

	for (size_t i = 0; i < lex->readings.len; i++) {
		if (lex->readings.items[i].when == WHEN_SESSIONS &&
		    texts_have(&lex->readings.items[i].kinds, c->r->kind))
			return true;
	}
	return c->r->category != CATEGORY_DME &&
	       c->r->category != CATEGORY_IMAGING &&
	       c->r->category != CATEGORY_LABORATORY &&
	       c->r->category != CATEGORY_DRUG_TESTING;
}

static void read_visits(struct course *c, bool visiting)
{
	struct request *r = c->r;

	r->visits = counted(c->h, UNIT_VISIT);
	if (r->visits < 0)
		r->visits = counted_after(c->h, UNIT_VISIT);
	if (visiting && r->visits < 0 && r->quantity >= 0 && !r->drugs.len)
		r->visits = r->quantity;
	if (visiting && !r->drugs.len)
		r->quantity = NOT_STATED;
	if (r->visits < 0 && c->product > 0 &&
	    (visiting || (!r->drugs.len && may_be_visited(c))))
		r->visits = (double)(long)(c->product + 0.5);
	if (visiting && r->visits < 0)
		r->visits = any_number(c->h);
	if (r->visits > VISITS_MAX)
		r->visits = NOT_STATED;
}

/* "three injections", "injections x 3". */
static double injections_counted(struct heading *h)
{
	double n = counted(h, UNIT_INJECTION);

	return n < 0 ? counted_after(h, UNIT_INJECTION) : n;
}

static void read_sites(struct course *c, bool counts_sites)
{
	struct request *r = c->r;

	r->sites = counted(c->h, UNIT_SITE);
	if (!counts_sites)
		return;
	if (r->sites < 0)
		r->sites = injections_counted(c->h);
	if (r->sites < 0 && r->quantity >= 0) {
		r->sites = r->quantity;
		r->quantity = NOT_STATED;
	}
	if (r->sites < 0)
		r->sites = any_number(c->h);
}

void course_read(struct heading *h, struct request *r, uint8_t counts)
{
	struct course c = { .h = h, .r = r };

	read_each(&c);
	read_course(&c);
	note_course(&c);
	if (!is_medication(r))
		read_visits(&c, counts == COUNTS_VISITS);
	if (r->category == CATEGORY_INJECTION)
		read_sites(&c, counts == COUNTS_SITES);
	if (r->category == CATEGORY_INJECTION && r->quantity < 0 &&
	    r->sites < 0)
		r->quantity = injections_counted(h);
	if (r->quantity < 0 && counts == COUNTS_QUANTITY && r->visits < 0 &&
	    r->sites < 0)
		r->quantity = any_number(h);
}
