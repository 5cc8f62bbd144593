/* test_date.c -- dates as letters print them. */
#include "base/date.h"
#include "support.h"

static const struct {
	const char *text;
	int year, month, day; /* month 0: no date */
	size_t used;
} dates[] = {
	{ "03/02/2015", 2015, 3, 2, 10 },
	{ "3-2-15,", 2015, 3, 2, 6 },
	{ "2015-03-02T", 0, 0, 0, 0 },
	{ "2015-03-02", 2015, 3, 2, 10 },
	{ "7/4/87", 1987, 7, 4, 6 },
	{ "March 2, 2015", 2015, 3, 2, 13 },
	{ "Mar. 2 2015", 2015, 3, 2, 11 },
	{ "march 2nd, 2015.", 2015, 3, 2, 15 },
	{ "March 2015", 2015, 3, 0, 10 },
	{ "March of 2015", 2015, 3, 0, 13 },
	{ "Sept 5, 2014", 2014, 9, 5, 12 },
	{ "02/30/2015", 2015, 2, 30, 10 }, /* impossible, returned as printed */
	{ "may 5", 0, 0, 0, 0 },
	{ "may be", 0, 0, 0, 0 },
	{ "10/325mg", 0, 0, 0, 0 },
	{ "5/10/1", 0, 0, 0, 0 },
	{ "1/2-2015", 0, 0, 0, 0 },
	{ "", 0, 0, 0, 0 },
	{ "123/45/6789", 0, 0, 0, 0 },
	{ "00/00/2015", 0, 0, 0, 0 },
};

START_TEST(reads)
{
	size_t used;
	struct date d = date_read(str_c(dates[_i].text), &used);

	ck_assert_msg(d.year == dates[_i].year && d.month == dates[_i].month &&
	                      d.day == dates[_i].day && used == dates[_i].used,
	              "%s: %d-%d-%d in %zu bytes", dates[_i].text, d.year,
	              d.month, d.day, used);
	ck_assert_int_eq(date_known(d), dates[_i].month != 0);
}
END_TEST

static const struct {
	struct date date;
	bool valid;
} calendar[] = {
	{ { 2016, 2, 29 }, true },  { { 2015, 2, 29 }, false },
	{ { 1900, 2, 29 }, false }, { { 2000, 2, 29 }, true },
	{ { 2015, 4, 31 }, false }, { { 2015, 13, 1 }, false },
	{ { 1899, 1, 1 }, false },  { { 2101, 1, 1 }, false },
	{ { 2015, 6, 0 }, true },   { { 0, 0, 0 }, false },
};

START_TEST(knows_the_calendar)
{
	ck_assert_int_eq(date_valid(calendar[_i].date), calendar[_i].valid);
}
END_TEST

START_TEST(counts_days)
{
	struct date epoch = { 1970, 1, 1 }, before = { 2016, 2, 28 },
	            after = { 2016, 3, 1 }, month = { 2016, 3, 0 };

	ck_assert_int_eq(date_days(epoch), 0);
	ck_assert_int_eq(date_days(after) - date_days(before), 2);
	ck_assert_int_lt(date_cmp(before, after), 0);
	ck_assert_int_gt(date_cmp(after, before), 0);
	ck_assert_int_eq(date_cmp(after, month), 0);
}
END_TEST

/* Every day of two centuries is one after the day before. */
START_TEST(days_follow_each_other)
{
	struct date d = { 1900, 1, 1 };
	int32_t last = date_days(d) - 1;

	for (d.year = 1900; d.year <= 2100; d.year++) {
		for (d.month = 1; d.month <= 12; d.month++) {
			for (d.day = 1; date_valid(d); d.day++)
				ck_assert_int_eq(date_days(d), ++last);
		}
	}
}
END_TEST

START_TEST(names_of_months)
{
	ck_assert_int_eq(date_month(STR("january")), 1);
	ck_assert_int_eq(date_month(STR("Dec")), 12);
	ck_assert_int_eq(date_month(STR("SEPT")), 9);
	ck_assert_int_eq(date_month(STR("decem")), 0);
	ck_assert_int_eq(date_month(STR("")), 0);
}
END_TEST

/* Every day of two centuries comes back, over all leap years. */
START_TEST(days_come_back)
{
	struct date first = { 1900, 1, 1 }, last = { 2100, 12, 31 };

	for (int32_t i = date_days(first); i <= date_days(last); i++) {
		struct date d = date_of_days(i);

		ck_assert(date_valid(d));
		ck_assert_int_eq(date_days(d), i);
	}
}
END_TEST

static const struct {
	const char *text;
	bool good;
} isos[] = {
	{ "2026-01-31", true },
	{ "2024-02-29", true },
	{ "2026-02-29", false },
	{ "2026-1-31", false },
	{ "01-31-2026", false },
	{ "2026/01/31", false },
	{ "2026-01-31 ", false },
	{ "2026-01-00", false },
	{ "", false },
	{ "2026-0a-31", false },
};

START_TEST(reads_iso)
{
	ck_assert_int_eq(date_known(date_iso(str_c(isos[_i].text))),
	                 isos[_i].good);
}
END_TEST

Suite *date_suite(void)
{
	Suite *s = suite_create("date");
	TCase *tc = test_case(s, "date");

	tcase_add_loop_test(tc, reads, 0, COUNT(dates));
	tcase_add_loop_test(tc, knows_the_calendar, 0, COUNT(calendar));
	tcase_add_test(tc, counts_days);
	tcase_add_test(tc, days_follow_each_other);
	tcase_add_test(tc, names_of_months);
	tcase_add_test(tc, days_come_back);
	tcase_add_loop_test(tc, reads_iso, 0, COUNT(isos));
	return s;
}
