/*
 * timeline.c -- the dated events that a passage tells.
 *
 * What a date is of stands beside it: before it, with only small words between
 * ("The Request for Authorization was signed on 11/18/2016"), or behind it ("On
 * 12/22/2016, the Utilization Review modified"). Anything farther away is a
 * guess, and the date is then of nothing known.
 */
#include "letter/timeline.h"

#include "letter/people.h"
#include "rules/lexicon.h"
#include "rules/person.h"
#include "text/stretch.h"

/* "was noted to be signed on the": no more words stand between. */
#define LINKS_MAX 8

#define DAYS_OF_YEAR 365u
/* "underwent" and the date of it. */
#define UNDERWENT_MAX 120
/* "September 30, 2015" and a word that is not yet one. */
#define WORD_MAX 40

struct reader {
	const struct letter *letter;
	const struct event_words *words;
	struct arena *a;
	struct timeline *out;
	struct stretch in; /* the sentence */
	uint32_t first;    /* hits of the letter in it: [first, last) */
	uint32_t last;
	uint32_t index;    /* of the sentence */
	uint32_t from;     /* how many events the sentences before it have */
	uint32_t words_in; /* bits 1 << enum event_word of those in it */
	bool injured;      /* it has a word of an injury */
};

/* -- dates */

static bool begins_date(const struct reader *r, uint32_t at)
{
	char c = stretch_char(&r->in, at), before = ' ';

	if (at > r->in.start)
		before = stretch_char(&r->in, at - 1);
	if (is_alnum(before) || before == '/' || before == '-' || before == '.')
		return false;
	return is_digit(c) ||
	       (is_alpha(c) &&
	        date_month(stretch_text(&r->in, at,
	                                stretch_word_end(&r->in, at))));
}

/* The date at `at`, with its day; *used 0 when there is none. */
static struct date read_date(const struct reader *r, uint32_t at,
                             uint32_t *used)
{
	struct date d, none = { 0 };
	size_t bytes = 0;
	uint32_t end = at + WORD_MAX < r->in.end ? at + WORD_MAX : r->in.end;

	*used = 0;
	if (!begins_date(r, at))
		return none;
	d = date_read(stretch_text(&r->in, at, end), &bytes);
	if (!bytes || !d.day)
		return none;
	*used = (uint32_t)bytes;
	return d;
}

/* Two-digit years make too many other things look like impossible dates. */
static bool four_digit_year(const struct reader *r, uint32_t end)
{
	return end >= r->in.start + 4 &&
	       end - stretch_word_start(&r->in, end) == 4;
}

/* -- what a date is of */

static uint8_t kind_of_word(enum event_word word)
{
	switch (word) {
	case EVENT_REVIEW:
	case EVENT_REVIEWED:
	case EVENT_DECIDED_BY:
		return EVENT_KIND_REVIEW;
	case EVENT_REQUEST:
		return EVENT_KIND_REQUEST;
	case EVENT_VISIT:
	case EVENT_VISITED:
		return EVENT_KIND_VISIT;
	case EVENT_FIRST_REPORT:
		return EVENT_KIND_FIRST_REPORT;
	case EVENT_EXAMINED:
		return EVENT_KIND_EXAM;
	case EVENT_STUDY:
		return EVENT_KIND_STUDY;
	case EVENT_OPERATION:
		return EVENT_KIND_OPERATION;
	case EVENT_LASTING:
	case EVENT_INJURED:
	case EVENT_UNDERWENT:
	case EVENT_CITES:
	case EVENT_WORDS:
		break;
	}
	return EVENT_OTHER;
}

static const struct hit *hit_at(const struct reader *r, uint32_t i)
{
	const struct hit *h = &r->letter->hits.list.items[i];

	return h->kind == TERM_EVENT && h->end <= r->in.end ? h : NULL;
}

static bool has_word(const struct reader *r, enum event_word word)
{
	return (r->words_in >> word & 1u) != 0;
}

static uint8_t kind_ending(const struct reader *r, uint32_t at)
{
	uint8_t kind = EVENT_OTHER;

	for (uint32_t i = r->first; i < r->last; i++) {
		const struct hit *h = hit_at(r, i);

		if (h && h->end == at && h->index != EVENT_VISITED &&
		    h->index != EVENT_REVIEWED && h->index != EVENT_DECIDED_BY)
			kind = kind_of_word((enum event_word)h->index);
	}
	return kind;
}

static uint8_t kind_beginning(const struct reader *r, uint32_t at)
{
	uint8_t kind = EVENT_OTHER;

	for (uint32_t i = r->first; i < r->last; i++) {
		const struct hit *h = hit_at(r, i);

		if (h && h->start == at && h->index != EVENT_DECIDED_BY &&
		    h->index != EVENT_LASTING)
			kind = kind_of_word((enum event_word)h->index);
	}
	return kind;
}

static uint8_t kind_before(const struct reader *r, uint32_t at)
{
	bool parts = false; /* "MRI of the left knee of" */

	for (int i = 0; i <= LINKS_MAX; i++) {
		uint32_t end = stretch_skip_back(&r->in, at, STR(" ,:()"));
		uint8_t kind = kind_ending(r, end);
		struct str word;

		if (kind != EVENT_OTHER)
			return !parts || kind == EVENT_KIND_STUDY ||
			                       kind == EVENT_KIND_EXAM
			               ? kind
			               : EVENT_OTHER;
		at = stretch_word_start(&r->in, end);
		word = stretch_text(&r->in, at, end);
		if (at == end)
			break;
		if (texts_have(&r->words->links, word))
			continue;
		if (!has_word(r, EVENT_STUDY) && !has_word(r, EVENT_EXAMINED))
			break;
		if (!texts_have(&r->words->study_links, word))
			break;
		parts = true;
	}
	return EVENT_OTHER;
}

static uint8_t kind_behind(const struct reader *r, uint32_t at)
{
	static const struct str articles[] = { STR_INIT("the"), STR_INIT("a"),
		                               STR_INIT("an") };
	uint32_t end;
	uint8_t kind;

	at = stretch_skip(&r->in, at, STR(" ,()"));
	kind = kind_beginning(r, at);
	if (kind != EVENT_OTHER)
		return kind;
	end = stretch_word_end(&r->in, at);
	for (size_t i = 0; i < sizeof(articles) / sizeof(*articles); i++) {
		if (str_eq(stretch_text(&r->in, at, end), articles[i]))
			return kind_beginning(
			        r, stretch_skip(&r->in, end, STR(" ")));
	}
	return EVENT_OTHER;
}

/* "On 12/19/2016 the request was non-certified by utilization review." */
static uint8_t kind_of_sentence(const struct reader *r, uint32_t start,
                                uint32_t end)
{
	uint32_t on = stretch_skip(&r->in, r->in.start, STR(" "));

	if (str_starts(stretch_text(&r->in, on, r->in.end), STR("on ")))
		on += 3;
	if (on != start)
		return EVENT_OTHER;
	for (uint32_t i = r->first; i < r->last; i++) {
		const struct hit *h = hit_at(r, i);
		uint32_t used = 0;

		if (!h || h->index != EVENT_DECIDED_BY)
			continue;
		for (uint32_t at = end; at < h->start && !used; at++)
			read_date(r, at, &used);
		/* "..., by utilization review on December 27, 2016" */
		if (!used)
			read_date(r, stretch_skip(&r->in, h->end, STR(" on")),
			          &used);
		return used ? EVENT_OTHER : EVENT_KIND_REVIEW;
	}
	return EVENT_OTHER;
}

/* The last hit of an event word in the sentence that ends before `at`. */
static const struct hit *word_before(const struct reader *r,
                                     enum event_word word, uint32_t at)
{
	const struct hit *last = NULL;

	if (!has_word(r, word))
		return NULL;
	for (uint32_t i = r->first; i < r->last; i++) {
		const struct hit *h = hit_at(r, i);

		if (h && h->index == word && h->end <= at)
			last = h;
	}
	return last;
}

/* What stands between such a word and a date not far behind it, when no other
 * date or number does; empty: no such word, or another number. */
static struct str from_word(const struct reader *r, enum event_word word,
                            uint32_t at)
{
	const struct hit *h = word_before(r, word, at);
	struct str between, none = { 0 };

	if (!h || at - h->end > UNDERWENT_MAX)
		return none;
	between = stretch_text(&r->in, h->end, at);
	for (size_t i = 0; i < between.len; i++) {
		if (is_digit(between.ptr[i]) || between.ptr[i] == ';')
			return none;
	}
	return between;
}

/* "underwent a repair of the left wrist on 03/12/2015" */
static uint8_t kind_underwent(const struct reader *r, uint32_t at)
{
	struct str between = from_word(r, EVENT_UNDERWENT, at);

	return between.len && !texts_stand_in(&r->words->underwent_end, between)
	               ? EVENT_KIND_OPERATION
	               : EVENT_OTHER;
}

/* "the RFA for the brace and the MRI was signed on 03/12/2015" */
static uint8_t kind_signed(const struct reader *r, uint32_t at)
{
	struct str between = str_trim(from_word(r, EVENT_REQUEST, at));

	return texts_end(&r->words->signed_on, between) ? EVENT_KIND_REQUEST
	                                                : EVENT_OTHER;
}

/* A sentence tells of the review before `at`, and then of its grounds. */
static bool is_ground(const struct reader *r, uint32_t at)
{
	const struct hit *cites = word_before(r, EVENT_CITES, at);
	struct str before = { 0 };

	if (cites)
		return true;
	for (uint32_t i = r->from; i < r->out->events.len; i++) {
		const struct event *e = &r->out->events.items[i];

		if (e->kind == EVENT_KIND_REVIEW)
			before = stretch_text(
			        &r->in, fold_offset(r->in.fold, e->at.end), at);
	}
	return before.len && !str_has_char(before, ';') &&
	       texts_stand_in(&r->words->grounds, before);
}

static void add_event(struct reader *r, struct date date, uint32_t start,
                      uint32_t end)
{
	struct event e = { .date = date, .sentence = r->index };

	e.at = fold_source(r->in.fold, start, end);
	e.kind = kind_signed(r, start);
	if (e.kind == EVENT_OTHER)
		e.kind = kind_before(r, start);
	if (e.kind == EVENT_OTHER)
		e.kind = kind_behind(r, end);
	if (e.kind == EVENT_OTHER)
		e.kind = kind_of_sentence(r, start, end);
	if (e.kind == EVENT_OTHER)
		e.kind = kind_underwent(r, start);
	e.cited = is_ground(r, start);
	*VEC_PUSH(r->a, &r->out->events) = e;
}

/* -- ranges */

static bool says_between(const struct reader *r, uint32_t start)
{
	uint32_t end = stretch_skip_back(&r->in, start, STR(" "));
	struct str word =
	        stretch_text(&r->in, stretch_word_start(&r->in, end), end);

	return str_eq(word, STR("between"));
}

static void add_range(struct reader *r, struct date from, uint32_t start,
                      uint32_t end)
{
	uint32_t at = stretch_skip(&r->in, end, STR(" ")),
	         stop = stretch_word_end(&r->in, at), used;
	struct str word;
	struct date_range *range;
	struct date to;

	if (stretch_char(&r->in, at) == '-')
		stop = at + 1;
	word = stretch_text(&r->in, at, stop);
	if (!texts_have(&r->words->ranges, word) ||
	    (str_eq(word, STR("and")) && !says_between(r, start)))
		return;
	at = stretch_skip(&r->in, stop, STR(" "));
	to = read_date(r, at, &used);
	if (!used || !date_valid(to))
		return;
	/* "Progress notes of 01/02/2015 to 03/05/2015" are no examination. */
	if (r->out->events.items[r->out->events.len - 1].kind ==
	    EVENT_KIND_EXAM)
		r->out->events.items[r->out->events.len - 1].kind = EVENT_OTHER;
	range = VEC_PUSH(r->a, &r->out->ranges);
	range->from = from;
	range->to = to;
	range->at = fold_source(r->in.fold, start, at + used);
}

/* -- durations */

static uint32_t read_count(const struct reader *r, uint32_t at, uint32_t *count)
{
	static const struct str words[] = {
		STR_INIT("one"),   STR_INIT("two"),    STR_INIT("three"),
		STR_INIT("four"),  STR_INIT("five"),   STR_INIT("six"),
		STR_INIT("seven"), STR_INIT("eight"),  STR_INIT("nine"),
		STR_INIT("ten"),   STR_INIT("eleven"), STR_INIT("twelve"),
	};
	uint32_t end = stretch_word_end(&r->in, at);
	struct str word = stretch_text(&r->in, at, end);
	size_t used;

	*count = str_number(word, &used);
	if (used && used == word.len)
		return end;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (str_eq(word, words[i])) {
			*count = (uint32_t)i + 1;
			return end;
		}
	}
	return at;
}

static uint32_t days_of_unit(struct str unit)
{
	static const struct {
		struct str one, many;
		uint32_t days;
	} units[] = {
		{ STR_INIT("week"), STR_INIT("weeks"), 7 },
		{ STR_INIT("month"), STR_INIT("months"), 30 },
		{ STR_INIT("year"), STR_INIT("years"), DAYS_OF_YEAR },
	};

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (str_eq(unit, units[i].one) || str_eq(unit, units[i].many))
			return units[i].days;
	}
	return 0;
}

/* "about 6 weeks", "a month": how many of so many days, and where it ends. */
static uint32_t read_length(struct reader *r, uint32_t at, uint32_t *unit,
                            uint32_t *end)
{
	uint32_t count;

	at = stretch_skip(&r->in, at, STR(" "));
	for (int i = 0; i < LINKS_MAX; i++) {
		*end = stretch_word_end(&r->in, at);
		if (!texts_have(&r->words->lasting_links,
		                stretch_text(&r->in, at, *end)))
			break;
		at = stretch_skip(&r->in, *end, STR(" "));
	}
	*end = read_count(r, at, &count);
	if (*end == at)
		count = 1;
	if (count > 99)
		return 0;
	at = stretch_skip(&r->in, *end, STR(" -"));
	*end = stretch_word_end(&r->in, at);
	*unit = days_of_unit(stretch_text(&r->in, at, *end));
	return count * *unit;
}

static void add_lasting(struct reader *r, const struct hit *h)
{
	uint32_t end, unit, days = read_length(r, h->end, &unit, &end);

	/* What has lasted for years may be older than the injury. */
	if (days && unit < DAYS_OF_YEAR)
		*VEC_PUSH(r->a, &r->out->lasting) =
		        (struct lasting){ .days = days,
			                  .at = fold_source(r->in.fold,
			                                    h->start, end) };
}

static void add_injured(struct reader *r, const struct hit *h)
{
	uint32_t end, unit, days = read_length(r, h->end, &unit, &end);
	uint32_t at = stretch_skip(&r->in, end, STR(" "));
	struct str word =
	        stretch_text(&r->in, at, stretch_word_end(&r->in, at));

	if (days && (str_eq(word, STR("ago")) || str_eq(word, STR("old"))))
		*VEC_PUSH(r->a, &r->out->injured) = (struct lasting){
			.days = days,
			.at = fold_source(r->in.fold, h->start,
			                  stretch_word_end(&r->in, at))
		};
}

/* -- sentences */

/* Which words the sentence has. */
static void note_words(struct reader *r)
{
	r->words_in = 0;
	r->injured = false;
	for (uint32_t i = r->first; i < r->last; i++) {
		const struct hit *h = &r->letter->hits.list.items[i];

		if (h->kind == TERM_EVENT && h->end <= r->in.end)
			r->words_in |= UINT32_C(1) << h->index;
		r->injured |= h->kind == TERM_PERSON &&
		              h->index >= PERSON_INJURY_BEFORE &&
		              h->index <= PERSON_INJURY_CLAUSE;
	}
}

static void read_sentence(struct reader *r)
{
	struct injury injury = { .sentence = r->index };

	r->from = (uint32_t)r->out->events.len;
	note_words(r);
	if (r->injured &&
	    injury_read(r->letter, r->in.start, r->in.end, r->first, &injury))
		*VEC_PUSH(r->a, &r->out->injuries) = injury;
	for (uint32_t at = r->in.start; at < r->in.end; at++) {
		uint32_t used;
		struct date d;

		if (!is_alnum(r->in.fold->text.ptr[at]))
			continue;
		d = read_date(r, at, &used);
		if (!used) {
			at = stretch_word_end(&r->in, at) - 1;
			continue;
		}
		if (date_valid(d)) {
			add_event(r, d, at, at + used);
			add_range(r, d, at, at + used);
		} else if (four_digit_year(r, at + used)) {
			*VEC_PUSH(r->a, &r->out->impossible) =
			        fold_source(r->in.fold, at, at + used);
		}
		at += used - 1;
	}
	if (!has_word(r, EVENT_LASTING) && !has_word(r, EVENT_INJURED))
		return;
	for (uint32_t i = r->first; i < r->last; i++) {
		const struct hit *h = hit_at(r, i);

		if (h && h->index == EVENT_LASTING)
			add_lasting(r, h);
		if (h && h->index == EVENT_INJURED)
			add_injured(r, h);
	}
}

bool next_date(const struct fold *f, uint32_t *at, uint32_t end,
               struct date *date, struct span *where)
{
	bool begins = true;

	while (*at < end) {
		uint32_t start = (*at)++;
		char c = f->text.ptr[start];
		size_t used = 0;

		/* A figure, or the first letter of a month. */
		if (begins && (is_digit(c) || str_has_char(STR("jfmasond"), c)))
			*date = date_read(fold_text(f, start, end), &used);
		begins = !is_alnum(c) && c != '/' && c != '-';
		if (!used)
			continue;
		*at = start + (uint32_t)used;
		*where = fold_source(f, start, *at);
		if (date_valid(*date))
			return true;
	}
	return false;
}

void timeline_read(const struct letter *letter,
                   const struct sentences *sentences,
                   const struct ruleset *rules, struct arena *a,
                   struct timeline *out)
{
	struct reader r = { .letter = letter,
		            .in.fold = letter->fold,
		            .words = &rules->events,
		            .a = a,
		            .out = out };

	for (size_t i = 0; i < sentences->list.len; i++) {
		r.in.start = sentences->list.items[i].start;
		r.in.end = sentences->list.items[i].end;
		r.first = (uint32_t)hits_from(&letter->hits, r.in.start);
		r.last = (uint32_t)hits_from(&letter->hits, r.in.end);
		r.index = (uint32_t)i;
		read_sentence(&r);
	}
}
