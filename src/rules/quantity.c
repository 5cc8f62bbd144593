/* quantity.c -- numbers with units. */
#include "rules/quantity.h"

/* Mean lengths of the Gregorian calendar. */
#define DAYS_A_MONTH 30.44
#define DAYS_A_YEAR  365.25

struct unit {
	struct str word;
	enum dimension dimension;
	double factor;
};

/* clang-format off */
static const struct unit units[] = {
	{ STR_INIT("day"),     DIM_DAYS,    1 },
	{ STR_INIT("week"),    DIM_DAYS,    7 },
	{ STR_INIT("wk"),      DIM_DAYS,    7 },
	{ STR_INIT("month"),   DIM_DAYS,    DAYS_A_MONTH },
	{ STR_INIT("year"),    DIM_DAYS,    DAYS_A_YEAR },
	{ STR_INIT("yr"),      DIM_DAYS,    DAYS_A_YEAR },
	{ STR_INIT("hour"),    DIM_DAYS,    1.0 / 24 },
	{ STR_INIT("percent"), DIM_PERCENT, 1 },
	{ STR_INIT("visit"),   DIM_VISITS,  1 },
	{ STR_INIT("site"),    DIM_SITES,   1 },
	{ STR_INIT("level"),   DIM_LEVELS,  1 },
	{ STR_INIT("mg"),      DIM_MG,      1 },
	{ STR_INIT("mg/day"),  DIM_MG_DAY,  1 },
	{ STR_INIT("point"),   DIM_SCORE,   1 },
	{ STR_INIT("unit"),    DIM_UNITS,   1 },
	{ STR_INIT("time"),    DIM_UNITS,   1 },
	{ STR_INIT("injection"), DIM_UNITS, 1 },
	{ STR_INIT("years old"), DIM_YEARS, 1 },
	{ STR_INIT("hours/week"), DIM_HOURS, 1 },
	{ STR_INIT("mm"),      DIM_MM,      1 },
};

static const struct { struct str word; double value; } number_words[] = {
	{ STR_INIT("one"), 1 },       { STR_INIT("two"), 2 },
	{ STR_INIT("three"), 3 },     { STR_INIT("four"), 4 },
	{ STR_INIT("five"), 5 },      { STR_INIT("six"), 6 },
	{ STR_INIT("seven"), 7 },     { STR_INIT("eight"), 8 },
	{ STR_INIT("nine"), 9 },      { STR_INIT("ten"), 10 },
	{ STR_INIT("eleven"), 11 },   { STR_INIT("twelve"), 12 },
	{ STR_INIT("thirteen"), 13 }, { STR_INIT("fourteen"), 14 },
	{ STR_INIT("fifteen"), 15 },  { STR_INIT("sixteen"), 16 },
	{ STR_INIT("seventeen"), 17 },{ STR_INIT("eighteen"), 18 },
	{ STR_INIT("nineteen"), 19 }, { STR_INIT("twenty"), 20 },
	{ STR_INIT("thirty"), 30 },   { STR_INIT("forty"), 40 },
	{ STR_INIT("fifty"), 50 },    { STR_INIT("sixty"), 60 },
	{ STR_INIT("seventy"), 70 },  { STR_INIT("eighty"), 80 },
	{ STR_INIT("ninety"), 90 },   { STR_INIT("hundred"), 100 },
	{ STR_INIT("dozen"), 12 },
};
/* clang-format on */

#define N(array) (sizeof(array) / sizeof(*(array)))

static const char *const dimension_names[DIMENSIONS] = {
	[DIM_NONE] = "nothing",    [DIM_DAYS] = "days, weeks, months or years",
	[DIM_PERCENT] = "percent", [DIM_VISITS] = "visits",
	[DIM_SITES] = "sites",     [DIM_LEVELS] = "levels",
	[DIM_MG] = "mg",           [DIM_MG_DAY] = "mg/day",
	[DIM_SCORE] = "points",    [DIM_YEARS] = "years old",
	[DIM_UNITS] = "units",     [DIM_HOURS] = "hours/week",
	[DIM_MM] = "mm",
};

const char *dimension_name(enum dimension d)
{
	return dimension_names[d];
}

/* The word, singular or plural: the words of a rule are few and regular. */
static const struct unit *find_unit(struct str word)
{
	struct str singular = word;

	for (size_t i = 0; i < N(units); i++) {
		if (str_eq(units[i].word, word))
			return &units[i];
	}
	if (str_ends(word, STR("s")))
		singular = str_sub(word, 0, word.len - 1);
	for (size_t i = 0; i < N(units); i++) {
		if (str_eq(units[i].word, singular))
			return &units[i];
	}
	return NULL;
}

bool quantity_parse(struct str text, struct quantity *out)
{
	size_t used;
	double number = str_decimal(text, &used);
	const struct unit *unit;

	if (!used)
		return false;
	unit = find_unit(str_trim(str_sub(text, used, text.len)));
	if (!unit)
		return false;
	out->low = out->high = number * unit->factor;
	out->dimension = unit->dimension;
	out->above = out->below = 0;
	return true;
}

/* No number word is longer. */
#define NUMBER_WORD_MAX 9

double number_word(struct str word)
{
	if (word.len < 3 || word.len > NUMBER_WORD_MAX ||
	    !begins_number_word(word.ptr[0]))
		return 0;
	for (size_t i = 0; i < N(number_words); i++) {
		if (str_eq(number_words[i].word, word))
			return number_words[i].value;
	}
	return 0;
}

/* A number in digits or words at the start of s; *used 0 when there is none. */
static double read_number(struct str s, size_t *used)
{
	double sum = 0;
	size_t at = 0;

	if (s.len && is_digit(s.ptr[0])) {
		sum = (double)str_number(s, used);
		if (*used < s.len && s.ptr[*used] == '.')
			sum = str_decimal(s, used);
		return sum;
	}
	*used = 0;
	for (size_t i = 0; i < N(number_words) && at < s.len; i++) {
		struct str word = number_words[i].word;
		size_t end = at + word.len;

		if (!str_starts(str_sub(s, at, s.len), word) ||
		    (end < s.len && is_alpha(s.ptr[end])))
			continue;
		sum += number_words[i].value;
		*used = end;
		/* "twenty-one": tens go on with a one-figure number. */
		if (number_words[i].value < 20 || end + 1 >= s.len ||
		    (s.ptr[end] != '-' && s.ptr[end] != ' '))
			return sum;
		at = end + 1;
		i = (size_t)-1;
	}
	return sum;
}

/* Passes " (6)", which repeats a number in figures. */
static size_t skip_figures(struct str s, size_t at)
{
	size_t end;

	if (!str_starts(str_sub(s, at, s.len), STR(" (")))
		return at;
	end = str_find_char(s, at, ')');
	return end < s.len ? end + 1 : at;
}

/* Passes what joins the two ends of a range; `at` when nothing does. */
static size_t skip_joint(struct str s, size_t at)
{
	static const struct str joints[] = { STR_INIT(" to "), STR_INIT(" or "),
		                             STR_INIT(" - "),  STR_INIT("- "),
		                             STR_INIT(" -"),   STR_INIT("-") };

	for (size_t i = 0; i < N(joints); i++) {
		if (str_starts(str_sub(s, at, s.len), joints[i]))
			return at + joints[i].len;
	}
	return at;
}

/* The first unit word in the rest of the text. */
static const struct unit *read_unit(struct str rest)
{
	size_t start = 0, end;

	while (start < rest.len && !is_alpha(rest.ptr[start]))
		start++;
	end = start;
	while (end < rest.len && is_alpha(rest.ptr[end]))
		end++;
	return find_unit(str_sub(rest, start, end));
}

/* A number or range without its unit; *at is behind it, 0: there is none. */
static struct quantity read_range(struct str s, size_t *at)
{
	struct quantity q = { 0 };
	size_t more, used;

	q.low = q.high = read_number(s, at);
	if (!*at)
		return q;
	*at = skip_figures(s, *at);
	more = skip_joint(s, *at);
	if (more > *at) {
		double second = read_number(str_sub(s, more, s.len), &used);

		if (used) {
			q.high = second;
			*at = skip_figures(s, more + used);
		}
	}
	if (q.high < q.low)
		*at = 0;
	return q;
}

static void take_unit(struct quantity *q, const struct unit *unit)
{
	q->low *= unit->factor;
	q->high *= unit->factor;
	q->dimension = unit->dimension;
}

bool quantity_parse_range(struct str text, struct quantity *out)
{
	size_t at;
	const struct unit *unit;
	struct quantity q = read_range(text, &at);

	if (!at)
		return false;
	unit = find_unit(str_trim(str_sub(text, at, text.len)));
	if (!unit)
		return false;
	take_unit(&q, unit);
	*out = q;
	return true;
}

bool quantity_capture(struct str s, enum dimension dimension,
                      struct quantity *out)
{
	size_t at;
	const struct unit *unit;
	struct quantity q = read_range(s, &at);

	if (!at)
		return false;
	q.dimension = dimension;
	if (dimension == DIM_DAYS) {
		unit = read_unit(str_sub(s, at, s.len));
		if (!unit || unit->dimension != DIM_DAYS)
			return false;
		take_unit(&q, unit);
	}
	*out = q;
	return true;
}
