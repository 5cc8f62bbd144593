/*
 * retold_figure.c -- the figures of the case that a text tells.
 *
 * A figure is a number with its unit behind it, a number with the name of what
 * it measures before it, or a word for how much of something there is. The
 * words beside it tell what it is a figure of.
 */
#include "engine/retold_figure.h"

#include "text/stretch.h"

#include <limits.h>

/* Words between the name of a measure and its number. */
#define JOINS_MAX 4
/* Figures of a text that are looked at. */
#define FIGURES_READ 64u
/* Words between a number and its unit, at most. */
#define BETWEEN_MAX 3

struct reader {
	const struct retold_words *words;
	struct arena *arena;
	bool begins[UCHAR_MAX + 1]; /* a character: a number, or a grade */
	bool begins_grade[UCHAR_MAX + 1];
	struct stretch in; /* the sentence */
	struct retold_figures *out;
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

/* The next place that may begin a number, in figures or in words, or a word for
 * how much. */
static uint32_t next_number(const struct reader *t, uint32_t at)
{
	while (at < t->in.end && !t->begins[(uint8_t)stretch_char(&t->in, at)])
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
	uint32_t length = (uint32_t)str_prefix(rest, forms->items, forms->len);

	if (!length)
		return false;
	*end = at + length;
	return !is_alnum(stretch_char(&t->in, *end)) &&
	       stretch_char(&t->in, *end) != '/';
}

/* Behind the next word, when nothing but a blank is before it. */
static uint32_t word_behind(const struct reader *t, uint32_t at, uint32_t *word)
{
	*word = skip_blanks(t, at);
	return stretch_char(&t->in, *word) == '%'
	               ? *word + 1
	               : stretch_word_end(&t->in, *word);
}

/* The unit behind a number, or behind the few words that it allows between:
 * "6 acupuncture visits". NULL: none. */
static const struct retold_unit *unit_at(const struct reader *t, uint32_t *end)
{
	uint32_t at = *end, stop, word;
	struct str text = STR("of ten");

	for (unsigned between = 0; between <= BETWEEN_MAX; between++) {
		if (between || !is_of_ten(t, end)) {
			stop = word_behind(t, at, &word);
			text = stretch_text(&t->in, word, stop);
			if (stop == word || (between && number_word(text) > 0))
				return NULL;
			at = stop;
		} else {
			at = *end;
		}
		for (size_t i = 0; i < t->words->units.len; i++) {
			const struct retold_unit *unit =
			        &t->words->units.items[i];

			if (between <= unit->between &&
			    texts_have(&unit->words, text)) {
				*end = at;
				return unit;
			}
		}
	}
	return NULL;
}

/* -- words for how much of something there is */

/* How manieth of a unit's grades a word is; 0: of none. */
static double grade_at(const struct reader *t, uint32_t at, uint32_t *end,
                       const struct retold_unit **unit)
{
	struct str word;

	*end = stretch_word_end(&t->in, at);
	word = stretch_text(&t->in, at, *end);
	for (size_t i = 0; i < t->words->units.len; i++) {
		const struct texts *grades = &t->words->units.items[i].grades;

		for (size_t j = 0; j < grades->len; j++) {
			if (str_eq(grades->items[j], word)) {
				*unit = &t->words->units.items[i];
				return (double)(j + 1);
			}
		}
	}
	return 0;
}

/* The upper end of "mild to moderate", "mild-to-moderate". */
static double grade_range_end(const struct reader *t, double low, uint32_t *end,
                              const struct retold_unit *unit)
{
	const struct retold_unit *other = NULL;
	uint32_t at = stretch_skip(&t->in, *end, STR(" -/")), stop;
	double high;

	if (str_starts(stretch_text(&t->in, at, t->in.end), STR("to")))
		at = stretch_skip(&t->in, at + 2, STR(" -"));
	high = grade_at(t, at, &stop, &other);
	if (high < low || other != unit)
		return low;
	*end = stop;
	return high;
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

/* "No severe stenosis", "moderate rather than severe" */
static bool is_denied_grade(const struct reader *t, uint32_t at)
{
	uint32_t end = stretch_skip_back(&t->in, at, STR(" "));

	return texts_have(
	        &t->words->grade_denied,
	        stretch_text(&t->in, stretch_word_start(&t->in, end), end));
}

/* -- the words beside them */

static void add_beside(const struct reader *t, struct retold_figure *f,
                       struct str word)
{
	if (word.len < 3 || is_digit(word.ptr[0]) ||
	    texts_have(&t->words->common, word) || number_word(word) > 0)
		return;
	f->beside[f->n_beside++] = word;
}

/* The words of [from, to) that are kept. */
static void add_words(const struct reader *t, struct retold_figure *f,
                      uint32_t from, uint32_t to)
{
	while (from < to && f->n_beside < 2 * BESIDE_MAX) {
		uint32_t end = stretch_word_end(&t->in, from);

		add_beside(t, f, stretch_text(&t->in, from, end));
		from = end > from ? end : from + 1;
	}
}

/* Those from `from` on, the last ones before the figure. */
static void read_before(const struct reader *t, struct retold_figure *f,
                        uint32_t from)
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
}

/* Those behind it, up to the next mark that parts; behind a grade, what is
 * graded: up to the next small word. */
static void read_behind(const struct reader *t, struct retold_figure *f)
{
	bool grade = f->unit->grades.len > 0;
	uint32_t at = f->end, word;

	while (at < t->in.end && f->n_beside < 2 * BESIDE_MAX) {
		char c = stretch_char(&t->in, at);
		struct str text;

		if (is_digit(c) || str_has_char(STR(",;:("), c))
			break;
		word = stretch_word_end(&t->in, at);
		text = stretch_text(&t->in, at, word);
		if (grade && texts_have(&t->words->grade_ends, text))
			break;
		add_beside(t, f, text);
		at = word > at ? word : at + 1;
	}
}

/* "Medication" and "medications" begin alike. */
static bool begins_with_any(struct str text, const struct texts *words)
{
	return str_prefix(text, words->items, words->len) > 0;
}

/* "4/10 with and 8/10 without medication"; or else the last of them between the
 * figure before and this one: "with medication it is 4/10". */
static enum told_with read_told_with(const struct reader *t,
                                     const struct retold_figure *f,
                                     uint32_t from)
{
	const struct texts *with = &t->words->with_drugs;
	const struct texts *without = &t->words->without_drugs;
	struct str behind =
	        stretch_text(&t->in, skip_blanks(t, f->end), t->in.end);
	struct str before = str_trim(stretch_text(&t->in, from, f->start));

	if (begins_with_any(behind, without))
		return TOLD_WITHOUT_DRUGS;
	if (begins_with_any(behind, with))
		return TOLD_WITH_DRUGS;
	/* "8/10 without medications to 4/10": that is of the one before. */
	if (from > t->in.start &&
	    (begins_with_any(before, without) || begins_with_any(before, with)))
		return TOLD_UNCLEAR;
	for (uint32_t at = f->start; at > from; at--) {
		struct str rest = stretch_text(&t->in, at - 1, f->start);

		if (at - 1 > from && is_alnum(stretch_char(&t->in, at - 2)))
			continue;
		if (begins_with_any(rest, without))
			return TOLD_WITHOUT_DRUGS;
		if (begins_with_any(rest, with))
			return TOLD_WITH_DRUGS;
	}
	return TOLD_ALONE;
}

/* The measure whose name stands before a number, which then ends at `number`;
 * `unit` where there is none. */
static const struct retold_unit *measure_or(const struct reader *t, uint32_t at,
                                            const struct retold_unit *unit,
                                            uint32_t *end, uint32_t number)
{
	const struct retold_unit *named = measure_before(t, at);

	if (!named)
		return unit;
	*end = number;
	return named;
}

/* -- sentences */

/* The figure that begins at a place; false: none. *end: behind it, or behind
 * the number that is none. */
static bool read_figure(const struct reader *t, uint32_t at, uint32_t *end,
                        uint32_t *number, struct retold_figure *f)
{
	f->start = at;
	f->low = number_at(t, at, end);
	if (*end > at) {
		f->high = range_end(t, f->low, end);
		*end = skip_whole(t, *end);
		*number = *end;
		f->unit = unit_at(t, end);
		if (!f->unit || f->unit->named_first)
			f->unit = measure_or(t, at, f->unit, end, *number);
	} else {
		if (t->begins_grade[(uint8_t)stretch_char(&t->in, at)])
			f->low = grade_at(t, at, end, &f->unit);
		*number = *end;
		if (!f->unit || is_denied_grade(t, at)) {
			*end = step(t, at);
			return false;
		}
		f->high = grade_range_end(t, f->low, end, f->unit);
		*number = *end;
	}
	f->end = *end;
	return f->unit != NULL;
}

static void read_sentence(struct reader *t, const struct sentence *s)
{
	uint32_t from = s->start, end, number;

	t->in.start = s->start;
	t->in.end = s->end;
	for (uint32_t at = next_number(t, s->start);
	     at < s->end && t->out->list.len < FIGURES_READ;
	     at = next_number(t, end)) {
		struct retold_figure f = { .sentence = s };

		if (!read_figure(t, at, &end, &number, &f))
			continue;
		if (!f.unit->grades.len)
			read_before(t, &f, f.unit->drugs ? s->start : from);
		add_words(t, &f, number, stretch_word_start(&t->in, f.end));
		read_behind(t, &f);
		if (f.unit->drugs)
			f.told_with = read_told_with(t, &f, from);
		*VEC_PUSH(t->arena, &t->out->list) = f;
		from = end;
	}
}

/* What a number in words, or a grade, may begin with. */
static void know_beginnings(struct reader *t)
{
	for (int c = 0; c <= UCHAR_MAX; c++)
		t->begins[c] = is_digit((char)c) || begins_number_word((char)c);
	for (size_t i = 0; i < t->words->units.len; i++) {
		const struct texts *grades = &t->words->units.items[i].grades;

		for (size_t j = 0; j < grades->len; j++)
			t->begins_grade[(uint8_t)grades->items[j].ptr[0]] =
			        true;
	}
	for (int c = 0; c <= UCHAR_MAX; c++)
		t->begins[c] |= t->begins_grade[c];
}

void retold_figures_read(struct retold_figures *out,
                         const struct letter *letter,
                         const struct retold_words *words, struct arena *a,
                         const struct sentences *sentences)
{
	struct reader t = {
		.words = words, .arena = a, .in.fold = letter->fold, .out = out
	};

	know_beginnings(&t);
	for (size_t i = 0; i < sentences->list.len; i++) {
		const struct sentence *s = &sentences->list.items[i];

		if (s->voice != VOICE_GUIDELINE &&
		    s->voice != VOICE_UTILIZATION_REVIEW)
			read_sentence(&t, s);
	}
}
