/*
 * check_retold.c -- figures of the case that the rationale tells again, against
 * those of the case summary: consistency/rationale-contradicts-summary.
 *
 * A reviewer who writes down once more that the patient walks 25 feet took it
 * from the summary, which says 250. So a figure is reported when the summary
 * tells one of the same unit, among the same words, of the same side and day,
 * and has the rationale's number nowhere.
 */
#include "engine/contradicting.h"

#include "text/stretch.h"

/* Words beside a figure that are compared, on either side of it. */
#define BESIDE_MAX 5
/* Words between the name of a measure and its number. */
#define JOINS_MAX 4
/* Figures of a text that are looked at. */
#define FIGURES_READ 64u

struct figure {
	double low;
	double high;
	uint32_t start; /* folded: the number and its unit */
	uint32_t end;
	const struct retold_unit *unit;
	const struct sentence *sentence;
	struct str beside[2 * BESIDE_MAX];
	unsigned n_beside;
};

struct figures_told {
	VEC(struct figure) list;
};

struct reader {
	const struct contradicting *r;
	const struct retold_words *words;
	struct stretch in; /* the sentence */
	struct figures_told *out;
};

/* -- numbers and what they count */

static uint32_t skip_blanks(const struct reader *t, uint32_t at)
{
	return stretch_skip(&t->in, at, STR(" "));
}

/* A number that stands by itself: no date, level or strength. */
static double number_at(const struct reader *t, uint32_t at, uint32_t *end)
{
	char before = at > t->in.start ? stretch_char(&t->in, at - 1) : ' ';
	struct str rest = stretch_text(&t->in, at, t->in.end);
	double value;
	size_t used;

	*end = at;
	if (is_alnum(before) || str_has_char(STR("/-#.'"), before))
		return 0;
	if (is_digit(stretch_char(&t->in, at))) {
		value = str_decimal(rest, &used);
		*end = at + (uint32_t)used;
		return value;
	}
	*end = stretch_word_end(&t->in, at);
	value = number_word(stretch_text(&t->in, at, *end));
	if (value <= 0)
		*end = at;
	return value;
}

/* Behind the word or the mark at a place. */
static uint32_t step(const struct reader *t, uint32_t at)
{
	uint32_t end = stretch_word_end(&t->in, at);

	return end > at ? end : at + 1;
}

/* The next place that may begin a number, in figures or in words. */
static uint32_t next_number(const struct reader *t, uint32_t at)
{
	while (at < t->in.end && !is_digit(stretch_char(&t->in, at)) &&
	       !begins_number_word(stretch_char(&t->in, at)))
		at = step(t, at);
	return at;
}

/* The upper end of "40 to 60", "5-6"; `low` when it is no range. */
static double range_end(const struct reader *t, double low, uint32_t *end)
{
	uint32_t at = skip_blanks(t, *end);
	double high;
	size_t used;

	if (stretch_char(&t->in, at) == '-')
		at = skip_blanks(t, at + 1);
	else if (str_starts(stretch_text(&t->in, at, t->in.end), STR("to ")))
		at = skip_blanks(t, at + 3);
	else
		return low;
	if (!is_digit(stretch_char(&t->in, at)))
		return low;
	high = str_decimal(stretch_text(&t->in, at, t->in.end), &used);
	if (high < low)
		return low;
	*end = at + (uint32_t)used;
	return high;
}

/* "40/90 degrees": behind what it is of. */
static uint32_t skip_whole(const struct reader *t, uint32_t at)
{
	uint32_t end = at;

	if (stretch_char(&t->in, at) == '/')
		end = stretch_word_end(&t->in, at + 1);
	if (end <= at + 1 || !is_digit(stretch_char(&t->in, at + 1)) ||
	    str_eq(stretch_text(&t->in, at, end), STR("/10")))
		return at;
	return end;
}

/* "/10", "out of 10", "out of ten": of ten. */
static bool is_of_ten(const struct reader *t, uint32_t *end)
{
	const struct texts *forms = &t->words->of_ten;
	uint32_t at = skip_blanks(t, *end);
	struct str rest = stretch_text(&t->in, at, t->in.end);

	for (size_t i = 0; i < forms->len; i++) {
		if (str_starts(rest, forms->items[i])) {
			*end = at + (uint32_t)forms->items[i].len;
			return !is_alnum(stretch_char(&t->in, *end)) &&
			       stretch_char(&t->in, *end) != '/';
		}
	}
	return false;
}

static const struct retold_unit *unit_at(const struct reader *t, uint32_t *end)
{
	uint32_t at = skip_blanks(t, *end), word;
	struct str text = STR("of ten");

	if (!is_of_ten(t, end)) {
		word = stretch_char(&t->in, at) == '%'
		               ? at + 1
		               : stretch_word_end(&t->in, at);
		text = stretch_text(&t->in, at, word);
		*end = word;
	}
	for (size_t i = 0; i < t->words->units.len; i++) {
		if (texts_have(&t->words->units.items[i].words, text))
			return &t->words->units.items[i];
	}
	return NULL;
}

/* The measure whose name stands before a number, with nothing but `joins`
 * between: "a BMI of 41". NULL: none. */
static const struct retold_unit *measure_before(const struct reader *t,
                                                uint32_t at)
{
	for (unsigned joins = 0; joins <= JOINS_MAX; joins++) {
		uint32_t end = stretch_skip_back(&t->in, at, STR(" :=("));
		struct str before = stretch_text(&t->in, t->in.start, end);

		for (size_t i = 0; i < t->words->units.len; i++) {
			const struct retold_unit *unit =
			        &t->words->units.items[i];

			if (texts_end(&unit->names, before))
				return unit;
		}
		at = stretch_word_start(&t->in, end);
		if (!texts_have(&t->words->joins,
		                stretch_text(&t->in, at, end)))
			return NULL;
	}
	return NULL;
}

/* -- the words beside them */

static void add_beside(const struct reader *t, struct figure *f,
                       struct str word)
{
	if (word.len < 3 || is_digit(word.ptr[0]) ||
	    texts_have(&t->words->common, word) || number_word(word) > 0)
		return;
	if (word.len > 3 && word.ptr[word.len - 1] == 's')
		word.len--;
	f->beside[f->n_beside++] = word;
}

/* Those from `from` on, the last ones before the figure, and those behind it up
 * to the next mark that parts. */
static void read_beside(const struct reader *t, struct figure *f, uint32_t from)
{
	uint32_t at = f->start, word;

	while (at > from && f->n_beside < BESIDE_MAX) {
		while (at > from && !is_alpha(stretch_char(&t->in, at - 1)))
			at--;
		word = at;
		while (word > from &&
		       (is_alpha(stretch_char(&t->in, word - 1)) ||
		        stretch_char(&t->in, word - 1) == '\''))
			word--;
		add_beside(t, f, stretch_text(&t->in, word, at));
		if (word == at)
			break;
		at = word;
	}
	for (at = f->end; at < t->in.end && f->n_beside < 2 * BESIDE_MAX;) {
		char c = stretch_char(&t->in, at);

		if (is_digit(c) || str_has_char(STR(",;:("), c))
			break;
		word = stretch_word_end(&t->in, at);
		add_beside(t, f, stretch_text(&t->in, at, word));
		at = word > at ? word : at + 1;
	}
}

static void read_sentence(struct reader *t, const struct sentence *s)
{
	uint32_t from = s->start;

	t->in = (struct stretch){ t->r->c->letter->fold, s->start, s->end };
	for (uint32_t at = next_number(t, s->start);
	     at < s->end && t->out->list.len < FIGURES_READ;
	     at = next_number(t, at)) {
		const struct retold_unit *unit;
		uint32_t start = at, end;
		double low = number_at(t, at, &end), high;
		struct figure *f;

		if (end == at) {
			at = step(t, at);
			continue;
		}
		high = range_end(t, low, &end);
		end = skip_whole(t, end);
		at = end;
		unit = unit_at(t, &end);
		if (!unit) {
			end = at;
			unit = measure_before(t, start);
		}
		if (unit) {
			at = end;
			f = VEC_PUSH(t->r->c->arena, &t->out->list);
			*f = (struct figure){ low,  high, start,     end,
				              unit, s,    { { 0 } }, 0 };
			read_beside(t, f, from);
		}
		from = at;
	}
}

/* -- against each other */

static struct mention passage_of(const struct contradicting *r,
                                 const struct figure *f,
                                 enum mention_place place)
{
	return passage_at(r, f->sentence, f->start, f->end, place);
}

static bool has_beside(const struct figure *f, struct str word)
{
	for (unsigned i = 0; i < f->n_beside; i++) {
		if (str_eq(f->beside[i], word))
			return true;
	}
	return false;
}

/* True when the words beside both are much the same. */
static bool are_alike(const struct figure *a, const struct figure *b)
{
	const struct retold_unit *unit = a->unit;
	unsigned shared = 0;
	bool with = !unit->with.len;

	for (unsigned i = 0; i < a->n_beside; i++)
		shared += has_beside(b, a->beside[i]);
	for (size_t i = 0; i < unit->with.len; i++)
		with |= has_beside(a, unit->with.items[i]) &&
		        has_beside(b, unit->with.items[i]);
	return with && shared >= unit->shared &&
	       (unit->with.len || unit->names.len || shared * 2 >= a->n_beside);
}

static bool meet(const struct figure *a, const struct figure *b)
{
	return a->low <= b->high && b->low <= a->high;
}

/* The summary's figure that is told again with another number; NULL: none, or
 * the number stands there too, or lies between those that do. */
static const struct figure *altered(const struct contradicting *r,
                                    const struct figure *said,
                                    const struct figures_told *summary)
{
	struct mention m = passage_of(r, said, PLACE_RATIONALE), o;
	const struct figure *found = NULL;
	bool below = false, above = false;

	for (size_t i = 0; i < summary->list.len; i++) {
		const struct figure *f = &summary->list.items[i];

		if (f->unit != said->unit)
			continue;
		if (meet(f, said))
			return NULL;
		below |= f->high < said->low;
		above |= f->low > said->high;
		o = passage_of(r, f, PLACE_SUMMARY);
		if (!found && are_alike(said, f) &&
		    passages_agree(r, &m, &o, true))
			found = f;
	}
	if (found && text_has_number(fold_text(r->c->letter->fold,
	                                       found->sentence->start,
	                                       found->sentence->end),
	                             said->high))
		return NULL; /* "8 visits in May, and 12 by June" */
	return below && above && (said->unit->with.len || said->unit->names.len)
	               ? NULL
	               : found;
}

static bool is_of_case(const struct contradicting *r, const struct figure *f)
{
	struct mention m = passage_of(r, f, PLACE_RATIONALE);

	return is_statement(r, &m) && !is_verdict(r, &m) &&
	       !texts_stand_in(&r->c->rules->retold.elsewhere,
	                       words_at(r->c->letter, m.sentence));
}

static void report(struct contradicting *r, const struct figure *said,
                   const struct figure *told)
{
	struct mention m = passage_of(r, said, PLACE_RATIONALE);
	struct mention o = passage_of(r, told, PLACE_SUMMARY);
	struct finding *f;

	if (reported_before(r, &m))
		return;
	f = checking_report(
	        r->c, SUMMARY_RULE, r->d->index, m.at,
	        "the rationale of item %u gives another figure than the "
	        "case summary does in the same words",
	        r->d->index);
	f->confidence = CONFIDENCE_MEDIUM;
	checking_relate(r->c, f, o.at, "the case summary says");
	r->of_summary = true;
}

static void read_figures(struct reader *t, const struct sentences *sentences)
{
	for (size_t i = 0; i < sentences->list.len; i++) {
		const struct sentence *s = &sentences->list.items[i];

		if (s->voice != VOICE_GUIDELINE &&
		    s->voice != VOICE_UTILIZATION_REVIEW)
			read_sentence(t, s);
	}
}

/* Those of the summary, which no item reads twice. */
static const struct figures_told *of_summary(struct reader *t)
{
	struct summary_told *told = t->r->summary;

	if (!told->figures) {
		told->figures = ARENA_NEW(t->r->c->arena, struct figures_told);
		t->out = told->figures;
		read_figures(t, &t->r->c->letter->summary_sentences);
	}
	return told->figures;
}

void check_retold(struct contradicting *r)
{
	struct figures_told said = { 0 };
	struct reader t = { .r = r,
		            .words = &r->c->rules->retold,
		            .out = &said };

	if (span_empty(r->c->letter->summary))
		return;
	read_figures(&t, &r->d->sentences);
	for (size_t i = 0; i < said.list.len; i++) {
		const struct figure *f = &said.list.items[i], *told;

		if (!is_of_case(r, f))
			continue;
		told = altered(r, f, of_summary(&t));
		if (told)
			report(r, f, told);
	}
}
