/*
 * check_arithmetic.c -- figures of a request that must come out alike.
 *
 * Twice a week for three weeks are six visits; twice daily for two weeks are
 * twenty-eight tablets; nine asked for and three granted leave six. Only what
 * is printed without a range and without "as needed" can be reckoned.
 */
#include "engine/restating.h"

#include "letter/sentence.h"
#include "letter/sums.h"

#define RULE STR("consistency/arithmetic-mismatch")

/* A month has 28 to 31 days: supplies this near are the same. */
#define SUPPLY_APART 0.11

struct reckoning {
	struct restating *r;
	unsigned done; /* figures that could be reckoned */
	unsigned found;
};

static void wrong(struct reckoning *k, struct span at, const char *what,
                  double reckoned, double printed)
{
	struct restating *r = k->r;
	struct finding *f;

	k->found++;
	f = checking_report(r->c, RULE, r->d->index, at,
	                    "times and weeks of item %u make %g %s, %g %s "
	                    "printed",
	                    r->d->index, reckoned, what, printed,
	                    printed == 1 ? "is" : "are");
	if (at.start < r->d->request.span.start ||
	    at.end > r->d->request.span.end)
		checking_relate(r->c, f, r->d->request.disputed,
		                "the item asks for this");
}

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (is_digit(s.ptr[i]))
			return true;
	}
	return false;
}

/* "2 times a week for 6 weeks and 4 sessions of another": two courses. */
static bool is_joined(struct str text)
{
	static const struct str joints[] = {
		STR_INIT(" and "), STR_INIT(";"),      STR_INIT(" plus "),
		STR_INIT(" & "),   STR_INIT(" then "), STR_INIT(" with "),
	};

	for (size_t i = 0; i < sizeof(joints) / sizeof(*joints); i++) {
		size_t at = str_find(text, 0, joints[i]);

		for (; at < text.len; at = str_find(text, at + 1, joints[i])) {
			if (has_digit(str_sub(text, 0, at)) &&
			    has_digit(str_sub(text, at, text.len)))
				return true;
		}
	}
	return false;
}

/* The number of visits that is printed; less than 0: none, or several. */
static double printed_visits(const struct request *q)
{
	if (q->numbers.len != 1 || is_joined(q->text))
		return NOT_STATED;
	if (q->visits == q->course_visits && q->quantity > 0)
		return q->quantity;
	return q->visits == q->numbers.items[0] ? q->visits : NOT_STATED;
}

static void reckon_visits(struct reckoning *k, const struct request *q)
{
	double printed = printed_visits(q);

	if (q->course_visits <= 0 || printed <= 0 || q->drugs.len)
		return;
	k->done++;
	if (printed != q->course_visits)
		wrong(k, q->span, "visits", q->course_visits, printed);
}

static bool is_tablet(const struct request *q)
{
	return q->drugs.len == 1 && q->drugs.items[0].known &&
	       str_eq(q->drugs.items[0].route, STR("oral")) &&
	       q->category == CATEGORY_MEDICATION;
}

static bool apart(double a, double b)
{
	double more = a > b ? a : b;
	double less = a > b ? b : a;

	return more - less > SUPPLY_APART * more;
}

static void reckon_supply(struct reckoning *k, const struct request *q)
{
	double days = q->days_supply > 0 ? q->days_supply : q->days;
	double fills = q->refills > 0 ? q->refills + 1 : 1;
	double needed = q->per_week / 7 * days * q->each;

	if (!is_tablet(q) || q->as_needed || q->quantity <= 0 || days <= 0 ||
	    q->per_week < 7 || q->each <= 0)
		return;
	k->done++;
	if (apart(needed, q->quantity) && apart(needed, q->quantity * fills))
		wrong(k, q->span, "tablets", needed, q->quantity);
}

static void reckon(struct reckoning *k, const struct request *q)
{
	reckon_visits(k, q);
	reckon_supply(k, q);
}

/* What was asked for less what was granted is what remains. */
static void reckon_rest(struct reckoning *k, double first, double granted,
                        double rest)
{
	const struct restating *r = k->r;

	if (first <= 0 || granted <= 0 || rest <= 0 || first == rest)
		return;
	k->done++;
	if (first - granted != rest)
		wrong(k, r->d->request.span,
		      "what was asked less what was authorized leaves",
		      first - granted, rest);
}

static void reckon_portions(struct reckoning *k)
{
	const struct request_portions *p = &k->r->portions;

	if (!k->r->split || !p->has_granted)
		return;
	reckon_rest(k, p->original.visits, p->granted.visits,
	            p->disputed.visits);
	if (p->original.drugs.len == 1 && p->granted.drugs.len == 1 &&
	    p->original.refills < 0 && p->disputed.refills < 0)
		reckon_rest(k, p->original.quantity, p->granted.quantity,
		            p->disputed.quantity);
}

/* -- "nine additional visits" */

static bool says_additional(const struct restating *r,
                            const struct restated *again)
{
	const struct sentence *s = again->sentence;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->d->hits.list.items[s->first_hit + i];

		if (hit_is_cue(h, CUE_ADDITION) &&
		    h->start >= again->folded.start &&
		    h->end <= again->folded.end)
			return true;
	}
	return false;
}

/* Visits of a heading that prints times and weeks and no other number than what
 * they make, or "2 x 3". */
static double asked_in_times(const struct request *q)
{
	if (q->course_visits > 0 &&
	    (!q->numbers.len ||
	     (q->numbers.len == 1 && q->numbers.items[0] == q->course_visits)))
		return q->visits == q->course_visits ? q->visits : NOT_STATED;
	if (q->numbers.len == 2 && q->frequency.len &&
	    q->numbers.items[0] * q->numbers.items[1] == q->visits)
		return q->visits;
	return NOT_STATED;
}

/*
 * An addition may be another number than a total that is printed; but times
 * and weeks of the heading are all that is asked for, whatever came before.
 */
static void reckon_additional(struct reckoning *k, const struct restated *again)
{
	const struct restating *r = k->r;
	const struct request *said = &again->request;
	double asked = asked_in_times(&r->d->request);

	if (r->split || !again->concluding || again->elsewhere ||
	    r->d->outcome == OUTCOME_MODIFIED ||
	    r->d->conclusion == CONCLUSION_PARTLY || asked <= 0 ||
	    said->numbers.len != 1 || said->visits <= 0 ||
	    said->frequency.len || said->duration.len ||
	    !says_additional(r, again))
		return;
	k->done++;
	/* Fewer may be the part of them that is granted. */
	if (said->visits > asked)
		wrong(k, again->at, "visits", asked, said->visits);
}

/* -- hours of a day, and of a week */

/* Words from "comes to" to "hours": the number, "about". */
#define MADE_NEAR 2

/* What a sentence about the request says that its hours come to: "the request
 * comes to 42 hours per week"; n 0: nothing. */
static struct hours hours_made(const struct restating *r,
                               const struct sentence *s)
{
	const struct hits *hits = &r->d->hits;
	const struct fold *f = r->c->letter->fold;
	const struct hit *request =
	        sentence_cue(hits, s, CUE_REQUEST, s->start);
	struct hours none = { 0 };

	if (!request || s->voice == VOICE_GUIDELINE)
		return none;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];
		struct str behind;
		uint32_t at;

		if (h->kind != TERM_SUM || h->index != SUM_MAKES ||
		    h->start < request->end)
			continue;
		behind = fold_text(f, h->end, s->end);
		at = h->end + (uint32_t)str_find(behind, 0, STR("hour"));
		/* "42 hours", and no "30 of the 35 hours" */
		if (fold_words_between(f, h->end, at) <= MADE_NEAR)
			return hours_in(r, behind);
	}
	return none;
}

static void reckon_hours(struct reckoning *k)
{
	const struct restating *r = k->r;
	const struct request *q = &r->d->request;
	const struct fold *f = r->c->letter->fold;
	struct hours asked =
	        hours_in(r, fold_text(f, fold_offset(f, q->disputed.start),
	                              fold_offset(f, q->disputed.end)));

	if (asked.n <= 0 || !str_eq(asked.each, STR(" a day")) ||
	    q->per_week <= 0)
		return;
	for (size_t i = 0; i < r->d->sentences.list.len; i++) {
		const struct sentence *s = &r->d->sentences.list.items[i];
		struct hours made = hours_made(r, s);

		if (made.n <= 0 || !str_eq(made.each, STR(" a week")))
			continue;
		k->done++;
		if (made.n != asked.n * q->per_week)
			wrong(k, fold_source(f, s->start, s->end),
			      "hours a week", asked.n * q->per_week, made.n);
	}
}

/* -- what the rationale says that figures come to */

static struct str number_text(struct arena *a, double low, double high)
{
	return low < high ? arena_printf(a, "%.3g to %.3g", low, high)
	                  : arena_printf(a, "%.6g", low);
}

static void reckon_told(struct reckoning *k)
{
	static const struct {
		const char *what;
		const char *unit;
	} words[] = {
		[SUM_PRODUCT] = { "times and weeks make", "" },
		[SUM_SUM] = { "the two figures make", "" },
		[SUM_REST] = { "what was asked less what was granted leaves",
		               "" },
		[SUM_SUPPLY] = { "the quantity lasts", " days" },
	};
	struct restating *r = k->r;
	struct arena *a = r->c->arena;
	struct sums sums = { 0 };

	sums_read(r->c->letter, r->d, r->c->rules, a, &sums);
	for (size_t i = 0; i < sums.list.len; i++) {
		const struct sum *s = &sums.list.items[i];
		double slack = s->kind == SUM_SUPPLY ? 1 + SUPPLY_APART : 1;
		struct str told = number_text(a, s->told_low, s->told_high);

		k->done++;
		if (s->told_low <= s->high * slack &&
		    s->told_high * slack >= s->low)
			continue;
		k->found++;
		checking_report(r->c, RULE, r->d->index, s->at,
		                "%s %.*s%s, not %.*s", words[s->kind].what,
		                STR_ARG(number_text(a, s->low, s->high)),
		                words[s->kind].unit, STR_ARG(told));
	}
}

void check_arithmetic(struct restating *r)
{
	struct reckoning k = { .r = r };

	reckon(&k, &r->portions.disputed);
	if (r->split) {
		reckon(&k, &r->portions.original);
		reckon_portions(&k);
	}
	for (size_t i = 0; i < r->again.list.len; i++) {
		reckon(&k, &r->again.list.items[i].request);
		reckon_additional(&k, &r->again.list.items[i]);
	}
	reckon_hours(&k);
	reckon_told(&k);
	if (k.found)
		return;
	checking_verdict(r->c, RULE, r->d->index,
	                 k.done ? VERDICT_CONSISTENT : VERDICT_NOT_APPLICABLE,
	                 k.done ? "the figures come out"
	                        : "there is nothing to reckon");
}
