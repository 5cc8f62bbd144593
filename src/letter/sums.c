/*
 * sums.c -- figures of which a sentence tells what they come to.
 *
 * The words that tell it (rules/language/sums.yaml) stand between the figures
 * and the number. A figure that is not understood, or one more than the
 * relation has, and nothing is reckoned.
 */
#include "letter/sums.h"

#include "letter/heading.h"
#include "letter/sentence.h"
#include "text/stretch.h"

/* Words between the figures, and between them and what tells the sum. */
#define APART_MAX 9
#define NEAR_MAX  6
/* Words between a number and the visits that it counts. */
#define NOUN_APART_MAX 3
/* More at a time is no dose, but a quantity. */
#define DOSE_MAX 4
/* Nor so many of them a day. */
#define A_DAY_MAX 16
/* Tokens behind a number that may make something else of it. */
#define COUNT_APART 5

struct reader {
	const struct letter *letter;
	const struct sum_words *words;
	struct heading h;      /* the sentence */
	const struct hit *hit; /* the word that tells it */
	size_t before;         /* tokens of the sentence before the word */
	size_t after;          /* the first one behind it */
	struct sums *out;
	struct arena *a;
};

/* A number or a range, in tokens [from, next). */
struct figure {
	double low;
	double high;
	size_t from;
	size_t next;
	bool ok;
};

static struct str token_text(const struct reader *r, size_t i)
{
	const struct token *t = token_at(&r->h, i);

	return fold_text(r->h.fold, t->start, t->end);
}

static struct str between(const struct reader *r, size_t from, size_t to)
{
	if (from >= to)
		return (struct str){ 0 };
	return fold_text(r->h.fold, token_at(&r->h, from)->start,
	                 token_at(&r->h, to - 1)->end);
}

static struct figure figure_at(const struct reader *r, size_t i)
{
	struct count c = count_read(&r->h, i);

	return (struct figure){ c.low, c.value, i, c.next, c.ok };
}

static bool is_mark(const struct reader *r, size_t i)
{
	return i < r->h.tokens.len && token_at(&r->h, i)->kind == TOKEN_MARK;
}

/* What makes of the number before it something else than a count. */
static bool measured(const struct reader *r, size_t i)
{
	const struct token *t = token_at(&r->h, i);

	return heading_measure(&r->h, i) || token_is(t, UNIT_PERIOD) ||
	       token_is(t, UNIT_RATE) || token_says(&r->h, i, STR("/")) ||
	       token_says(&r->h, i, STR("%")) || token_multiplies(&r->h, i) ||
	       token_says(&r->h, i, STR("-")) || token_says(&r->h, i, STR("."));
}

static bool counts_visits(const struct reader *r, size_t i)
{
	for (size_t n = 0; n <= NOUN_APART_MAX; n++, i++) {
		if (token_is(token_at(&r->h, i), UNIT_VISIT))
			return true;
		if (token_at(&r->h, i)->kind != TOKEN_WORD)
			break;
	}
	return false;
}

/* The number that is told, behind small words. */
static struct figure told(const struct reader *r)
{
	size_t i = r->after;

	while (token_says(&r->h, i, STR(",")) ||
	       token_says(&r->h, i, STR(":")) ||
	       token_says(&r->h, i, STR("(")) ||
	       token_says(&r->h, i, STR(".")) ||
	       (token_at(&r->h, i)->kind == TOKEN_WORD &&
	        texts_have(&r->words->links, token_text(r, i))))
		i++;
	return figure_at(r, i);
}

static void add(struct reader *r, enum sum_kind kind, size_t from,
                const struct figure *what, double low, double high)
{
	struct sum *s = VEC_PUSH(r->a, &r->out->list);

	s->kind = (uint8_t)kind;
	s->at = heading_span(&r->h, token_at(&r->h, from)->start,
	                     token_at(&r->h, what->next - 1)->end);
	s->low = low;
	s->high = high;
	s->told_low = what->low;
	s->told_high = what->high;
}

/* -- times a week and weeks */

static bool is_week(const struct reader *r, size_t i)
{
	const struct token *t = token_at(&r->h, i);

	return token_is(t, UNIT_PERIOD) && t->unit->days == 7;
}

/* "twice", "2 or 3 times" */
static struct figure times_at(const struct reader *r, size_t i)
{
	struct figure f = figure_at(r, i);
	const struct token *t = token_at(&r->h, i);

	if (!f.ok && token_is(t, UNIT_TIMES))
		f = (struct figure){ t->unit->times, t->unit->times, i, i + 1,
			             true };
	return f;
}

/* Behind "a week", "/ week", "weekly"; 0: none stands there. */
static size_t week_ends(const struct reader *r, size_t i)
{
	const struct token *t = token_at(&r->h, i);

	if (token_is(t, UNIT_RATE) && t->unit->weeks == 1 &&
	    t->unit->times == 1)
		return i + 1;
	if ((token_says(&r->h, i, STR("a")) ||
	     token_says(&r->h, i, STR("per")) ||
	     token_says(&r->h, i, STR("each")) ||
	     token_says(&r->h, i, STR("/"))) &&
	    is_week(r, i + 1))
		return i + 2;
	return 0;
}

/* "twice a week for four weeks", "2 x 4": visits. */
static struct figure course_at(const struct reader *r, size_t i)
{
	struct figure often = times_at(r, i), weeks, none = { 0 };
	size_t at = often.next, end;

	if (!often.ok)
		return none;
	while (token_multiplies(&r->h, at) ||
	       token_is(token_at(&r->h, at), UNIT_VISIT))
		at++;
	end = week_ends(r, at);
	if (!end) { /* "2 x 4" */
		weeks = figure_at(r, at);
		if (at != often.next + 1 ||
		    !token_multiplies(&r->h, often.next) || !weeks.ok)
			return none;
		end = weeks.next + is_week(r, weeks.next);
	} else {
		while (token_multiplies(&r->h, end) ||
		       token_says(&r->h, end, STR(",")) ||
		       token_says(&r->h, end, STR("for")) ||
		       token_says(&r->h, end, STR("over")))
			end++;
		weeks = figure_at(r, end);
		if (!weeks.ok || !is_week(r, weeks.next))
			return none;
		end = weeks.next + 1;
	}
	return (struct figure){ often.low * weeks.low, often.high * weeks.high,
		                i, end, true };
}

/* "Is 18 visits" or "18 more visits", and not "is 4 visits above the limit". */
static bool is_plain_count(const struct reader *r, size_t next)
{
	size_t end;

	if (texts_have(&r->words->adding, token_text(r, next)) &&
	    token_is(token_at(&r->h, next + 1), UNIT_VISIT))
		next++;
	end = next;

	while (end < r->h.tokens.len && end < next + COUNT_APART &&
	       !is_mark(r, end))
		end++;
	return !texts_stand_in(&r->words->apart, between(r, next, end));
}

static bool read_product(struct reader *r, const struct figure *what)
{
	if (!counts_visits(r, what->next))
		return false;
	for (size_t i = 0; i < r->before; i++) {
		struct figure f = course_at(r, i);
		size_t end = f.next;

		if (!f.ok)
			continue;
		while (end < r->before &&
		       (is_mark(r, end) ||
		        texts_have(&r->words->again, token_text(r, end))))
			end++;
		/* "2 x 4 weeks": not the "4 weeks" of it */
		if (end != r->before || (i && token_multiplies(&r->h, i - 1)))
			continue;
		add(r, SUM_PRODUCT, i, what, f.low, f.high);
		return true;
	}
	return false;
}

/* "Three sessions a week for eight weeks is asked for, 28 in all". */
static void read_in_all(struct reader *r)
{
	struct figure course = { 0 };
	size_t behind = r->before;

	if (behind && token_is(token_at(&r->h, behind - 1), UNIT_VISIT))
		behind--;
	for (size_t i = 0; i < behind; i++) {
		struct figure f = course.ok ? figure_at(r, i) : course_at(r, i);

		if (!f.ok)
			continue;
		i = f.next - 1;
		if (course.ok && f.next == behind)
			add(r, SUM_PRODUCT, course.from, &f, course.low,
			    course.high);
		else if (course.ok) /* another number stands between */
			return;
		course = f;
	}
}

/* -- two figures */

/* The figures before the word; false unless there are just two. */
static bool two_figures(const struct reader *r, struct figure two[2])
{
	size_t n = 0;

	for (size_t i = 0; i < r->before; i++) {
		struct figure f;

		if (token_says(&r->h, i, STR(";")))
			n = 0;
		f = figure_at(r, i);
		if (!f.ok) {
			/* "twice a week", a date: more than is understood */
			if (token_at(&r->h, i)->kind == TOKEN_NUMBER ||
			    token_at(&r->h, i)->kind == TOKEN_DATE ||
			    token_is(token_at(&r->h, i), UNIT_TIMES))
				return false;
			continue;
		}
		if (n == 2 || f.low < f.high || measured(r, f.next) ||
		    f.low != (double)(long)f.low)
			return false;
		two[n++] = f;
		i = f.next - 1;
	}
	return n == 2;
}

static bool told_as_count(const struct reader *r, const struct figure *what)
{
	return what->low == what->high &&
	       (!measured(r, what->next) ||
	        token_says(&r->h, what->next, STR(".")));
}

static bool joined(const struct reader *r, const struct figure two[2])
{
	struct str inside = between(r, two[0].next, two[1].from);
	struct str head = between(r, 0, two[0].from);

	if (two[1].from > two[0].next + APART_MAX ||
	    r->before > two[1].next + NEAR_MAX ||
	    texts_stand_in(&r->words->ends, inside) ||
	    texts_stand_in(&r->words->ends, between(r, two[1].next, r->before)))
		return false;
	if (texts_stand_in(&r->words->joins, inside))
		return true;
	if (r->hit->index != SUM_MAKES)
		return false;
	if (texts_stand_in(&r->words->ands, inside))
		return true;
	/* "Added to the six before, the eight make fourteen." */
	return two[0].from <= NEAR_MAX &&
	       texts_stand_in(&r->words->joins, head);
}

static void read_sum(struct reader *r, const struct figure *what)
{
	struct figure two[2];

	/* Less than one of them is no sum, but something else. */
	if (two_figures(r, two) && told_as_count(r, what) &&
	    what->low >= two[0].low && what->low >= two[1].low &&
	    joined(r, two))
		add(r, SUM_SUM, two[0].from, what, two[0].low + two[1].low,
		    two[0].low + two[1].low);
}

static void read_rest(struct reader *r, const struct figure *what)
{
	struct str head = between(r, 0, r->before);
	struct figure two[2];
	double rest;

	if (!two_figures(r, two) || !told_as_count(r, what) ||
	    (!texts_stand_in(&r->words->less,
	                     between(r, two[0].next, two[1].from)) &&
	     (!texts_stand_in(&r->words->asked, head) ||
	      !texts_stand_in(&r->words->granted, head))))
		return;
	rest = two[0].low - two[1].low;
	rest = rest < 0 ? -rest : rest;
	add(r, SUM_REST, two[0].from, what, rest, rest);
}

/* -- how long a quantity lasts */

/* "#30", "30 tablets": the only one before the word. */
static struct figure quantity(const struct reader *r)
{
	struct figure found = { 0 }, none = { 0 };

	for (size_t i = 0; i < r->before; i++) {
		struct figure f = figure_at(r, i);

		if (!f.ok || f.low < f.high ||
		    (!token_is(token_at(&r->h, f.next), UNIT_FORM) &&
		     !(i && token_is(token_at(&r->h, i - 1), UNIT_COUNT))))
			continue;
		if (f.low <= DOSE_MAX) /* "one tablet" */
			continue;
		if (found.ok)
			return none;
		found = f;
	}
	return found;
}

/* "one or two a day", "one tablet twice daily", in tokens [from, to): how many
 * a day. */
static struct figure a_day(const struct reader *r, size_t from, size_t to)
{
	struct figure none = { 0 };

	for (size_t i = from; i < to; i++) {
		const struct token *t = token_at(&r->h, i);
		struct figure f = { 1, 1, i, i + 1, true };
		double times;
		size_t at;

		if (!token_is(t, UNIT_RATE) || t->unit->times <= 0 ||
		    t->unit->weeks <= 0)
			continue;
		times = t->unit->times / t->unit->weeks / 7;
		for (at = from; at < i; at++) {
			struct figure n = figure_at(r, at);
			size_t next = n.next;

			next += n.ok &&
			        token_is(token_at(&r->h, next), UNIT_FORM);
			if (!n.ok || next != i)
				continue;
			if (n.high > A_DAY_MAX)
				return none;
			f.low = n.low;
			f.high = n.high;
			break;
		}
		f.low *= times;
		f.high *= times;
		return f;
	}
	return none;
}

/* "15 days", "a two-week supply": the days in one of them; 0: it is no time. */
static double days_in(const struct reader *r, size_t i)
{
	const struct token *unit = token_at(&r->h, i);

	if (token_is(unit, UNIT_SUPPLIED)) /* "day supply" */
		return 1;
	return token_is(unit, UNIT_PERIOD) ? unit->unit->days : 0;
}

/* "Is a fifteen-day supply" */
static bool is_supply(const struct reader *r, size_t i)
{
	return token_is(token_at(&r->h, i), UNIT_SUPPLIED) ||
	       (days_in(r, i) > 0 &&
	        token_is(token_at(&r->h, i + 1), UNIT_SUPPLY));
}

static void read_supply(struct reader *r, const struct figure *what)
{
	struct figure q = quantity(r), day, days = *what;
	double in_one = days_in(r, what->next);

	if (!q.ok || in_one <= 0)
		return;
	day = a_day(r, 0, r->before);
	if (!day.ok) {
		day = a_day(r, what->next + 1, r->h.tokens.len);
		/* "And with one a day of another drug" */
		day.ok &= !texts_stand_in(&r->words->ands,
		                          between(r, what->next + 1, day.from));
	}
	if (!day.ok || day.low <= 0)
		return;
	for (size_t i = 0; i < r->h.tokens.len; i++) {
		const struct token *t = token_at(&r->h, i);

		if (token_is(t, UNIT_RATE) && t->unit->times <= 0)
			return; /* as needed */
	}
	days.low *= in_one;
	days.high *= in_one;
	days.next++;
	add(r, SUM_SUPPLY, q.from, &days, q.low / day.high, q.low / day.low);
}

/* -- sentences */

static void read_hit(struct reader *r)
{
	struct figure what;

	r->before = 0;
	while (r->before < r->h.tokens.len &&
	       token_at(&r->h, r->before)->start < r->hit->start)
		r->before++;
	r->after = r->before;
	while (r->after < r->h.tokens.len &&
	       token_at(&r->h, r->after)->start < r->hit->end)
		r->after++;
	if (r->hit->index == SUM_IN_ALL) {
		read_in_all(r);
		return;
	}
	what = told(r);
	if (what.ok && token_says(&r->h, what.next, STR("-"))) /* "two-week" */
		what.next++;
	if (!what.ok || texts_stand_in(&r->words->others,
	                               sentence_before_relative(between(
	                                       r, what.next, r->h.tokens.len))))
		return;
	if (is_supply(r, what.next)) {
		read_supply(r, &what);
		return;
	}
	switch ((enum sum_word)r->hit->index) {
	case SUM_MAKES:
	case SUM_IS:
		if (!read_product(r, &what))
			read_sum(r, &what);
		break;
	case SUM_ARE:
		if (is_plain_count(r, what.next))
			read_product(r, &what);
		break;
	case SUM_LEAVES:
		read_rest(r, &what);
		break;
	case SUM_LASTS:
		read_supply(r, &what);
		break;
	case SUM_IN_ALL:
	case SUM_WORDS:
		break;
	}
}

/* A number follows, behind small words: before anything else is read. */
static bool number_follows(const struct reader *r, const struct fold *f,
                           const struct hit *h, const struct sentence *s)
{
	struct stretch in = { f, s->start, s->end };
	uint32_t at = h->end;

	for (;;) {
		uint32_t end;
		struct str word;

		at = stretch_skip(&in, at, STR(" ,:(."));
		end = stretch_word_end(&in, at);
		word = stretch_text(&in, at, end);
		if (!word.len)
			return false;
		if (is_digit(word.ptr[0]) || number_word(word) > 0)
			return true;
		if (!texts_have(&r->words->links, word))
			return false;
		at = end;
	}
}

/* A guideline reckons: its sentence says nothing of the request before. */
static bool is_guidelines(const struct decision *d, const struct sentence *s,
                          const struct hit *h)
{
	const struct hit *request =
	        sentence_cue(&d->hits, s, CUE_REQUEST, s->start);
	const struct hit *guideline =
	        sentence_cue(&d->hits, s, CUE_GUIDELINE, s->start);

	return s->voice == VOICE_GUIDELINE &&
	       (!request || request->start > h->start ||
	        (guideline && guideline->start < h->start));
}

void sums_read(const struct letter *l, const struct decision *d,
               const struct ruleset *rules, struct arena *a, struct sums *out)
{
	struct reader r = {
		.letter = l, .words = &rules->sums, .a = a, .out = out
	};

	for (size_t i = 0; i < d->sentences.list.len; i++) {
		const struct sentence *s = &d->sentences.list.items[i];
		bool read = false;

		for (uint32_t j = 0; j < s->n_hits; j++) {
			const struct hit *h =
			        &d->hits.list.items[s->first_hit + j];

			if (h->kind != TERM_SUM || is_guidelines(d, s, h) ||
			    (h->index != SUM_IN_ALL &&
			     !number_follows(&r, l->fold, h, s)))
				continue;
			if (!read) {
				r.h = heading_of(
				        l, rules, a,
				        (struct span){ s->start, s->end });
				heading_names(&r.h);
				tokens_read(&r.h);
				read = true;
			}
			r.hit = h;
			read_hit(&r);
		}
	}
}
