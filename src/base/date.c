/* date.c -- calendar days as letters print them. */
#include "base/date.h"

#include <string.h>

bool date_known(struct date d)
{
	return d.month != 0;
}

static int days_in_month(int year, int month)
{
	static const int8_t days[] = { 31, 28, 31, 30, 31, 30,
		                       31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

bool date_valid(struct date d)
{
	return d.year >= 1900 && d.year <= 2100 && d.month >= 1 &&
	       d.month <= 12 && d.day >= 0 &&
	       d.day <= days_in_month(d.year, d.month);
}

/* Howard Hinnant, "chrono-compatible low-level date algorithms". */
int32_t date_days(struct date d)
{
	int32_t day = d.day ? d.day : 1;
	int32_t year = d.year - (d.month <= 2);
	int32_t era = year / 400;
	int32_t of_era = year - era * 400;
	int32_t of_year =
	        (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - 719468;
}

/* The same, backwards. */
struct date date_of_days(int32_t days)
{
	int32_t since = days + 719468;
	int32_t era = (since >= 0 ? since : since - 146096) / 146097;
	int32_t of_era = since - era * 146097;
	int32_t year =
	        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
	        365;
	int32_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int32_t month = (5 * of_year + 2) / 153;
	struct date d = { 0 };

	d.day = (int8_t)(of_year - (153 * month + 2) / 5 + 1);
	d.month = (int8_t)(month < 10 ? month + 3 : month - 9);
	d.year = (int16_t)(year + era * 400 + (d.month <= 2));
	return d;
}

int date_cmp(struct date a, struct date b)
{
	int32_t x = date_days(a), y = date_days(b);

	return (x > y) - (x < y);
}

#define INITIAL(c) (1u << ((c) - 'a'))
#define MONTH_INITIALS                                               \
	(INITIAL('j') | INITIAL('f') | INITIAL('m') | INITIAL('a') | \
	 INITIAL('s') | INITIAL('o') | INITIAL('n') | INITIAL('d'))

static const struct str month_names[] = {
	STR_INIT("January"), STR_INIT("February"), STR_INIT("March"),
	STR_INIT("April"),   STR_INIT("May"),      STR_INIT("June"),
	STR_INIT("July"),    STR_INIT("August"),   STR_INIT("September"),
	STR_INIT("October"), STR_INIT("November"), STR_INIT("December"),
};

struct str date_words(struct arena *a, struct date d)
{
	struct str month = month_names[d.month - 1];

	return d.day ? arena_printf(a, "%.*s %d, %d", STR_ARG(month), d.day,
	                            d.year)
	             : arena_printf(a, "%.*s %d", STR_ARG(month), d.year);
}

int date_month(struct str word)
{
	char begin[3];

	/* Nearly every word of a letter is asked: most are no month. */
	if (word.len < 3 || word.len > 9)
		return 0;
	for (unsigned i = 0; i < sizeof(begin); i++)
		begin[i] = to_lower(word.ptr[i]);
	if (!is_lower(begin[0]) || !(MONTH_INITIALS >> (begin[0] - 'a') & 1))
		return 0;
	begin[0] = (char)(begin[0] - 'a' + 'A');
	for (int m = 0; m < 12; m++) {
		if (memcmp(begin, month_names[m].ptr, sizeof(begin)) != 0)
			continue;
		if (word.len == 3 || str_eq_nocase(word, month_names[m]) ||
		    str_eq_nocase(word, STR("sept")))
			return m + 1;
	}
	return 0;
}

/* A two-digit year of a letter: 13 is 2013, 87 is 1987. */
static int full_year(uint32_t year, size_t digits)
{
	if (digits == 4)
		return (int)year;
	return (int)(year < 50 ? 2000 + year : 1900 + year);
}

static struct date make(int year, uint32_t month, uint32_t day)
{
	struct date d = { (int16_t)year, (int8_t)month, (int8_t)day };
	return d;
}

/* "03/02/2015", "3-2-15", "2015-03-02". */
static struct date read_figures(struct str s, size_t *used)
{
	struct date none = { 0 };
	uint32_t part[3];
	size_t digits[3], at = 0;
	char sep = 0;

	*used = 0;
	for (int i = 0; i < 3; i++) {
		if (i && (at >= s.len || (sep && s.ptr[at] != sep) ||
		          (s.ptr[at] != '/' && s.ptr[at] != '-')))
			return none;
		if (i)
			sep = s.ptr[at++];
		digits[i] = 0;
		part[i] = 0;
		while (at < s.len && is_digit(s.ptr[at]) && digits[i] < 5) {
			part[i] = part[i] * 10 + (uint32_t)(s.ptr[at] - '0');
			digits[i]++;
			at++;
		}
		if (!digits[i])
			return none;
	}
	if (at < s.len && is_alnum(s.ptr[at]))
		return none;
	if (digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2) {
		*used = at;
		return make((int)part[0], part[1], part[2]);
	}
	if (digits[0] <= 2 && digits[1] <= 2 &&
	    (digits[2] == 4 || digits[2] == 2) && part[0] && part[1]) {
		*used = at;
		return make(full_year(part[2], digits[2]), part[0], part[1]);
	}
	return none;
}

static size_t skip_blank(struct str s, size_t at, bool comma)
{
	while (at < s.len &&
	       (is_space(s.ptr[at]) || (comma && s.ptr[at] == ',')))
		at++;
	return at;
}

/* "March 2, 2015", "Mar. 2 2015", "March 2015", "March of 2015". */
static struct date read_words(struct str s, size_t *used)
{
	struct date none = { 0 };
	size_t word = 0, at, n, day_digits;
	uint32_t day = 0, year;
	int month;

	*used = 0;
	while (word < s.len && is_alpha(s.ptr[word]))
		word++;
	month = date_month(str_sub(s, 0, word));
	if (!month)
		return none;
	at = word;
	if (at < s.len && s.ptr[at] == '.')
		at++;
	at = skip_blank(s, at, true);
	if (str_starts(str_sub(s, at, s.len), STR("of ")))
		at += 3;
	year = str_number(str_sub(s, at, s.len), &day_digits);
	if (!day_digits)
		return none;
	if (day_digits <= 2) {
		day = year;
		at += day_digits;
		if (at + 1 < s.len && is_lower(s.ptr[at]) &&
		    is_lower(s.ptr[at + 1])) /* 2nd, 3rd, 4th */
			at += 2;
		at = skip_blank(s, at, true);
		year = str_number(str_sub(s, at, s.len), &n);
		if (n != 4)
			return none;
	} else if (day_digits != 4) {
		return none;
	}
	/* "June 3, 2105" is a slip that is told; a number is no year. */
	if (year < 1900 || year > (day ? 2199 : 2100))
		return none;
	*used = at + 4;
	return make((int)year, (uint32_t)month, day);
}

struct date date_read(struct str s, size_t *used)
{
	if (s.len && is_digit(s.ptr[0]))
		return read_figures(s, used);
	return read_words(s, used);
}

struct date date_iso(struct str s)
{
	struct date none = { 0 }, d;
	size_t used;

	if (s.len != 10 || s.ptr[4] != '-' || s.ptr[7] != '-')
		return none;
	d = date_read(s, &used);
	return used == s.len && date_valid(d) && d.day ? d : none;
}
