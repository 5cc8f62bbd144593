/* people.c -- the patient and the reviewer, from the letter's own words. */
#include "letter/people.h"

#include "letter/timeline.h"
#include "rules/person.h"
#include "rules/quantity.h"
#include "text/stretch.h"

/* A working person; "an MRI that is 2 years old" is none. */
#define AGE_MIN 14
#define AGE_MAX 99
/* "60-year old right hand dominant female": bytes from age to sex. */
#define SEX_NEAR 60
/* "injured her low back and left knee when a pallet shifted on". */
#define INJURY_CLAUSE_MAX 200
/* How far into the summary a clause may tell of the injury. */
#define INJURY_OPENING 700
/* "Medical transcriptionist, 55": words before the age. */
#define OPENING_WORDS 4
/* So many times as many pronouns are the patient's: "her surgeon, who saw her,
 * asked for a visit with himself". */
#define PRONOUNS_MANY 4
/* Longer is no name of a state or a specialty. */
#define CREDENTIAL_MAX  80
#define CREDENTIALS_MAX 30

/* The hits of one section: folded range and hit indices. */
struct range {
	const struct letter *letter;
	struct stretch in;
	uint32_t first_hit;
	bool months; /* a date may be without its day */
};

static struct range range_of(const struct letter *letter, struct span at)
{
	struct range r = { .letter = letter, .in.fold = letter->fold };

	r.in.start = fold_offset(letter->fold, at.start);
	r.in.end = fold_offset(letter->fold, at.end);
	r.first_hit = (uint32_t)hits_from(&letter->hits, r.in.start);
	return r;
}

/*
 * The next hit of a person word at or after *i inside the range; NULL at its
 * end. *i is then behind it.
 */
static const struct hit *next_word(const struct range *r, uint32_t *i)
{
	while (*i < r->letter->hits.list.len) {
		const struct hit *h = &r->letter->hits.list.items[(*i)++];

		if (h->start >= r->in.end)
			return NULL;
		if (h->kind == TERM_PERSON && h->end <= r->in.end)
			return h;
	}
	return NULL;
}

/* -- age */

/* The number that ends at `end` ("60", "forty-five"); 0: none. */
static int number_before(const struct range *r, uint32_t end, uint32_t *start)
{
	uint32_t from = stretch_word_start(&r->in, end), before;
	struct str word = stretch_text(&r->in, from, end);
	int value;
	size_t used;

	*start = from;
	if (word.len && word.len <= 2 && is_digit(word.ptr[0])) {
		char c = from > r->in.start ? stretch_char(&r->in, from - 1)
		                            : ' ';

		value = (int)str_number(word, &used);
		return used == word.len && c != '.' && c != '/' ? value : 0;
	}
	value = (int)number_word(word);
	if (!value || value > 9)
		return value;
	before = stretch_skip_back(&r->in, from, STR(" -"));
	*start = stretch_word_start(&r->in, before);
	return (int)number_word(stretch_text(&r->in, *start, before)) / 10 *
	               10 +
	       value;
}

/* The number whose digits begin at a place, and where they end; 0: none do. */
static int digits_at(const struct range *r, uint32_t at, uint32_t *end)
{
	uint32_t start;
	int number;

	for (*end = at; is_digit(stretch_char(&r->in, *end));)
		(*end)++;
	number = number_before(r, *end, &start);
	return *end > at && start == at ? number : 0;
}

static bool plausible(int age)
{
	return age >= AGE_MIN && age <= AGE_MAX;
}

int people_age(const struct letter *letter, const struct hit *h,
               struct span *at)
{
	struct range r = { .letter = letter,
		           .in = { letter->fold, 0, h->end } };
	uint32_t start;
	int age;

	if (h->kind != TERM_PERSON || h->index != PERSON_AGE_AFTER)
		return 0;
	age = number_before(&r, stretch_skip_back(&r.in, h->start, STR(" -")),
	                    &start);
	*at = fold_source(letter->fold, start, h->end);
	return plausible(age) ? age : 0;
}

static void set_age(const struct range *r, struct patient *p, int age,
                    uint32_t start, uint32_t end)
{
	if (!plausible(age) || p->age >= 0)
		return;
	p->age = age;
	p->age_at = fold_source(r->in.fold, start, end);
}

/* "Claimant, 51, male machinist": the sex stands there. */
static bool is_sex(const struct range *r, uint32_t at)
{
	const struct hit *h;

	for (uint32_t i = r->first_hit; (h = next_word(r, &i)) != NULL;) {
		if (h->start >= at)
			return h->start == at && (h->index == PERSON_MALE ||
			                          h->index == PERSON_FEMALE);
	}
	return false;
}

/* "The worker is 52, a man": behind the verb at a place; the place: it is none.
 */
static uint32_t behind_is(const struct range *r, uint32_t at)
{
	static const struct str is = STR_INIT(" is ");

	return str_starts(stretch_text(&r->in, at, r->in.end), is)
	               ? at + (uint32_t)is.len
	               : at;
}

/* An age that only stops and commas say is one: "the claimant, 51, male",
 * "Male, 51.", "the worker is 52, a man". */
static void read_bare_age(const struct range *r, struct patient *p)
{
	const struct hit *h;

	for (uint32_t i = r->first_hit; (h = next_word(r, &i)) != NULL;) {
		uint32_t verb = behind_is(r, h->end), end;
		uint32_t at = stretch_skip(&r->in, verb, STR(" ,"));
		int age = digits_at(r, at, &end);
		bool of_sex =
		        h->index == PERSON_MALE || h->index == PERSON_FEMALE;
		char stop = stretch_char(&r->in, end);

		if (!age || (h->index != PERSON_WORKER && !of_sex))
			continue;
		if ((of_sex && at > h->end + 1 &&
		     str_has_char(STR(",.;"), stop)) ||
		    (stop == ',' &&
		     (verb > h->end ||
		      is_sex(r, stretch_skip(&r->in, end, STR(" ,"))))))
			set_age(r, p, age, at, end);
	}
}

/* "Male, 51.", "Medical transcriptionist, 55, right handed": the words that a
 * summary begins with, and a number by itself. */
static void read_opening_age(const struct range *r, struct patient *p)
{
	struct str opening = stretch_text(&r->in, r->in.start, r->in.end);
	uint32_t comma =
	        r->in.start + (uint32_t)str_find_any(opening, STR(",."));
	uint32_t at, end;
	int age;

	if (stretch_char(&r->in, comma) != ',' ||
	    fold_words_between(r->in.fold, r->in.start, comma) > OPENING_WORDS)
		return;
	at = stretch_skip(&r->in, comma + 1, STR(" "));
	age = digits_at(r, at, &end);
	if (str_has_char(STR(",.;"), stretch_char(&r->in, end)))
		set_age(r, p, age, at, end);
}

static void read_age(const struct range *r, struct patient *p)
{
	const struct hit *h;
	uint32_t start;

	for (uint32_t i = r->first_hit; (h = next_word(r, &i)) != NULL;) {
		uint32_t end = stretch_skip_back(&r->in, h->start, STR(" -"));
		int age = number_before(r, end, &start);

		if (h->index == PERSON_AGE_AFTER)
			set_age(r, p, age, start, h->end);
	}
	for (uint32_t i = r->first_hit; (h = next_word(r, &i)) != NULL;) {
		uint32_t at = stretch_skip(&r->in, h->end, STR(" :")), end = at;
		int age;

		while (is_alnum(stretch_char(&r->in, end)))
			end++;
		age = number_before(r, end, &start);
		if (h->index == PERSON_AGE_BEFORE &&
		    is_digit(stretch_char(&r->in, at)))
			set_age(r, p, age, h->start, end);
	}
	read_bare_age(r, p);
	read_opening_age(r, p);
}

/* -- sex */

static void set_sex(const struct range *r, struct patient *p,
                    const struct hit *h, bool male)
{
	p->sex = male ? STR("male") : STR("female");
	p->sex_at = fold_source(r->in.fold, h->start, h->end);
}

/* The sex word near the age, else the first one of the opening. */
static bool read_sex_word(const struct range *r, struct patient *p)
{
	const struct hit *h, *first = NULL;
	uint32_t age =
	        p->age < 0 ? 0 : fold_offset(r->in.fold, p->age_at.start);

	for (uint32_t i = r->first_hit; (h = next_word(r, &i)) != NULL;) {
		if (h->index != PERSON_MALE && h->index != PERSON_FEMALE)
			continue;
		if (!first && h->start < r->in.start + INJURY_OPENING)
			first = h;
		if (age && h->end + SEX_NEAR >= age &&
		    h->start <= age + SEX_NEAR) {
			first = h;
			break;
		}
	}
	if (first)
		set_sex(r, p, first, first->index == PERSON_MALE);
	return first != NULL;
}

/* "45 y/o F" */
static bool read_sex_letter(const struct range *r, struct patient *p)
{
	uint32_t at;
	char c;

	if (p->age < 0)
		return false;
	at = stretch_skip(&r->in, fold_offset(r->in.fold, p->age_at.end),
	                  STR(" "));
	c = stretch_char(&r->in, at);
	if ((c != 'm' && c != 'f') || is_alnum(stretch_char(&r->in, at + 1)) ||
	    stretch_char(&r->in, at + 1) == '\'')
		return false;
	p->sex = c == 'm' ? STR("male") : STR("female");
	p->sex_at = fold_source(r->in.fold, at, at + 1);
	return true;
}

/* Pronouns decide only when nearly all of them agree. */
static void read_pronouns(const struct range *r, struct patient *p)
{
	const struct hit *h, *he = NULL, *she = NULL;
	unsigned n_he = 0, n_she = 0;

	for (uint32_t i = r->first_hit; (h = next_word(r, &i)) != NULL;) {
		if (h->index == PERSON_HE && !n_he++)
			he = h;
		if (h->index == PERSON_SHE && !n_she++)
			she = h;
	}
	if (he && n_he >= PRONOUNS_MANY * n_she)
		set_sex(r, p, he, true);
	if (she && n_she >= PRONOUNS_MANY * n_he)
		set_sex(r, p, she, false);
}

/* -- the date of injury */

/* True when a longer hit begins where h does ("injured worker"). */
static bool is_worker(const struct range *r, uint32_t behind)
{
	const struct hits *hits = &r->letter->hits;
	const struct hit *h = &hits->list.items[behind - 1];

	for (uint32_t i = behind; i < hits->list.len; i++) {
		const struct hit *next = &hits->list.items[i];

		if (next->start != h->start)
			return false;
		if (next->kind == TERM_PERSON && next->index == PERSON_WORKER)
			return true;
	}
	return false;
}

static bool begins_word(const struct range *r, uint32_t at)
{
	char before = at > r->in.start ? stretch_char(&r->in, at - 1) : ' ';

	return !is_alnum(before) && before != '/' && before != '-';
}

/* The date at `at`, when a whole one stands there. */
static uint32_t whole_date(const struct range *r, uint32_t at,
                           struct date *date)
{
	size_t used = 0;
	char c = stretch_char(&r->in, at);

	if ((!is_digit(c) && !is_alpha(c)) || !begins_word(r, at))
		return at;
	*date = date_read(stretch_text(&r->in, at, r->in.end), &used);
	if (!used || (!date->day && !r->months) || !date_valid(*date))
		return at;
	return at + (uint32_t)used;
}

/* The date directly behind `at`, or the one directly before it. */
static bool date_behind(const struct range *r, uint32_t at, struct dated *out)
{
	uint32_t start = stretch_skip(&r->in, at, STR(" :,(")), end;
	struct date date;

	end = whole_date(r, start, &date);
	if (end == start)
		return false;
	out->date = date;
	out->at = fold_source(r->in.fold, start, end);
	return true;
}

static bool date_before(const struct range *r, uint32_t at, struct dated *out)
{
	uint32_t end = stretch_skip_back(&r->in, at, STR(" ")), start = end;

	/* "September 30, 2015" is the longest way to write one. */
	while (start > r->in.start && end - start < 20) {
		struct date date;

		start--;
		if (whole_date(r, start, &date) != end)
			continue;
		out->date = date;
		out->at = fold_source(r->in.fold, start, end);
		return true;
	}
	return false;
}

static bool sentence_ends(const struct range *r, uint32_t at)
{
	char c = stretch_char(&r->in, at);

	return c == ';' || (c == '.' && (at + 1 >= r->in.end ||
	                                 stretch_char(&r->in, at + 1) == ' '));
}

/* Where the sentence that `at` stands in speaks of something else. */
static uint32_t clause_end(const struct range *r, uint32_t i, uint32_t at)
{
	uint32_t end = at + INJURY_CLAUSE_MAX;
	const struct hit *h;

	if (end > r->in.end)
		end = r->in.end;
	for (uint32_t k = at; k < end; k++) {
		if (sentence_ends(r, k))
			end = k;
	}
	while ((h = next_word(r, &i)) != NULL && h->start < end) {
		if (h->index == PERSON_NOT_INJURY)
			return h->start;
	}
	return end;
}

/* "injured her low back and left knee on 08/30/2015" */
static bool date_in_clause(const struct range *r, uint32_t i, uint32_t at,
                           struct dated *out)
{
	uint32_t end = clause_end(r, i, at);

	for (uint32_t k = at; k < end; k++) {
		struct str before = stretch_text(&r->in, at, k);

		if ((!is_alnum(stretch_char(&r->in, k)) &&
		     stretch_char(&r->in, k) != '(') ||
		    !str_ends(before, STR(" ")))
			continue;
		if ((stretch_char(&r->in, k) == '(' ||
		     str_ends(before, STR(" on ")) ||
		     str_ends(before, STR(" of ")) ||
		     str_ends(before, STR(" is ")) ||
		     str_ends(before, STR(" was ")) ||
		     str_ends(before, STR(" be ")) ||
		     str_ends(before, STR(" dated ")) ||
		     (r->months && str_ends(before, STR(" in ")))) &&
		    date_behind(r, k, out))
			return true;
	}
	return false;
}

static bool read_injury(const struct range *r, struct dated *out)
{
	const struct hit *h;

	for (uint32_t i = r->first_hit; (h = next_word(r, &i)) != NULL;) {
		if (h->index == PERSON_INJURY_BEFORE &&
		    date_behind(r, h->end, out))
			return true;
		if (h->index == PERSON_INJURY_AFTER &&
		    date_before(r, h->start, out))
			return true;
	}
	for (uint32_t i = r->first_hit; (h = next_word(r, &i)) != NULL;) {
		if (h->start > r->in.start + INJURY_OPENING)
			break;
		if (h->index == PERSON_INJURY_CLAUSE && !is_worker(r, i) &&
		    date_in_clause(r, i, h->end, out))
			return true;
	}
	return false;
}

static uint8_t clause_told(const struct range *r, const struct hit *h,
                           bool aged)
{
	if (aged)
		return INJURY_DESCRIBED;
	return str_starts(stretch_text(&r->in, h->start, h->end), STR("injur"))
	               ? INJURY_INJURED
	               : INJURY_CLAUSE;
}

bool injury_read(const struct letter *letter, uint32_t start, uint32_t end,
                 uint32_t first_hit, struct injury *out)
{
	struct range r = { .letter = letter, .months = true };
	bool aged = false, told = false;
	struct dated when;
	const struct hit *h;

	r.in = (struct stretch){ letter->fold, start, end };
	r.first_hit = first_hit;
	for (uint32_t i = r.first_hit; (h = next_word(&r, &i)) != NULL;) {
		struct dated d;

		if (h->index == PERSON_AGE_AFTER) {
			aged = true;
		} else if ((h->index == PERSON_INJURY_BEFORE &&
		            date_behind(&r, h->end, &d)) ||
		           (h->index == PERSON_INJURY_AFTER &&
		            date_before(&r, h->start, &d))) {
			out->told = INJURY_NAMED;
			when = d;
			told = true;
			break;
		} else if (h->index == PERSON_INJURY_CLAUSE && !told &&
		           !is_worker(&r, i) &&
		           date_in_clause(&r, i, h->end, &d)) {
			out->told = clause_told(&r, h, aged);
			when = d;
			told = true;
		}
	}
	if (!told)
		return false;
	out->date = when.date;
	out->at = when.at;
	return true;
}

void patient_read(struct letter *letter, const struct ruleset *rules,
                  struct arena *a)
{
	struct range r;

	(void)rules;
	(void)a;
	letter->patient = (struct patient){ .age = -1 };
	if (span_empty(letter->summary))
		return;
	r = range_of(letter, letter->summary);
	read_age(&r, &letter->patient);
	if (!read_sex_word(&r, &letter->patient) &&
	    !read_sex_letter(&r, &letter->patient))
		read_pronouns(&r, &letter->patient);
	if (read_injury(&r, &letter->summary_injury) &&
	    !date_known(letter->header.injury.date)) {
		letter->header.injury = letter->summary_injury;
		letter->header.injury_from_summary = true;
	}
}

/* -- the reviewer */

struct names_reader {
	const struct range *r;
	struct arena *a;
	bool split_and;
	bool licenses;
	struct reviewer *out;
};

static bool with_and(const struct range *r, uint32_t at)
{
	const struct hit *h;

	for (uint32_t i = r->first_hit; (h = next_word(r, &i)) != NULL;) {
		if (h->index == PERSON_SPECIALTY_WITH_AND && h->start < at &&
		    at < h->end)
			return true;
	}
	return false;
}

static void add_name(struct names_reader *n, uint32_t start, uint32_t end)
{
	struct str name;
	struct str *to;

	start = stretch_skip(&n->r->in, start, STR(" ,:;."));
	if (start >= end)
		return;
	end = stretch_skip_back(&n->r->in, end, STR(" ,:;."));
	if (str_starts(stretch_text(&n->r->in, start, end), STR("and ")))
		start += 4;
	if (str_ends(stretch_text(&n->r->in, start, end), STR(" and")))
		end -= 4;
	if (start >= end || end - start > CREDENTIAL_MAX)
		return;
	name = letter_line(n->r->letter, n->a,
	                   fold_source(n->r->in.fold, start, end));
	if (n->licenses) {
		if (n->out->licenses.len == CREDENTIALS_MAX)
			return;
		to = VEC_PUSH(n->a, &n->out->licenses);
	} else {
		if (n->out->specialties.len == CREDENTIALS_MAX)
			return;
		to = VEC_PUSH(n->a, &n->out->specialties);
	}
	*to = name;
}

static void read_names(struct names_reader *n, uint32_t start, uint32_t end)
{
	for (uint32_t at = start; at < end; at++) {
		struct str rest = stretch_text(&n->r->in, at, end);

		if (!str_starts(rest, STR(",")) &&
		    !str_starts(rest, STR(";")) &&
		    !(n->split_and && str_starts(rest, STR(" and ")) &&
		      !with_and(n->r, at)))
			continue;
		add_name(n, start, at);
		start = at + 1;
	}
	add_name(n, start, end);
}

static bool opens_names(const struct hit *h)
{
	return h->index >= PERSON_LICENSE_LABEL &&
	       h->index <= PERSON_CERTIFIED_IN;
}

/* A list ends where the next one begins; in a sentence, also with it. */
static uint32_t names_end(const struct range *r, uint32_t i, uint32_t at,
                          bool sentence)
{
	uint32_t end = r->in.end;
	const struct hit *h;

	while ((h = next_word(r, &i)) != NULL) {
		if (opens_names(h) && h->start >= at) {
			end = h->start;
			break;
		}
	}
	for (uint32_t k = at; sentence && k < end; k++) {
		if (sentence_ends(r, k))
			return k;
	}
	return end;
}

void reviewer_read(const struct letter *letter, struct reviewer *out,
                   const struct ruleset *rules, struct arena *a,
                   struct span section)
{
	struct range r = range_of(letter, section);
	uint32_t behind = 0;
	const struct hit *h;

	(void)rules;
	for (uint32_t i = r.first_hit; (h = next_word(&r, &i)) != NULL;) {
		struct names_reader n = { .r = &r, .a = a, .out = out };
		uint32_t from = h->end;

		if (!opens_names(h) || h->start < behind)
			continue;
		/* Of hits at one place the longest comes last. */
		for (uint32_t k = i; (h = next_word(&r, &k)) != NULL &&
		                     opens_names(h) && h->start < from;) {
			from = h->end > from ? h->end : from;
			i = k;
		}
		h = &letter->hits.list.items[i - 1];
		n.licenses = h->index == PERSON_LICENSE_LABEL ||
		             h->index == PERSON_LICENSED_IN;
		n.split_and = h->index == PERSON_LICENSED_IN ||
		              h->index == PERSON_CERTIFIED_IN;
		behind = from;
		read_names(&n, from, names_end(&r, i, from, n.split_and));
	}
}
