/* date.h -- calendar days, as letters print them and as ISO writes them. */
#ifndef IMR_DATE_H
#define IMR_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * A day of the Gregorian calendar. month 0: no date at all; day 0: only the
 * month is known ("March 2015").
 */
struct date {
	int16_t year;
	int8_t month;
	int8_t day;
};

bool date_known(struct date d);
/* False for February 30 and for years before 1900 or after 2100. */
bool date_valid(struct date d);
/* Days since 1970-01-01; an unknown day counts as the first. */
int32_t date_days(struct date d);
/* The day that is so many days after 1970-01-01. */
struct date date_of_days(int32_t days);
/* Less than 0, 0, more than 0. Both must be known. */
int date_cmp(struct date a, struct date b);

/*
 * Reads a date at the start of s: "03/02/2015", "3-2-15", "2015-03-02",
 * "March 2, 2015", "Mar. 2015". Letter case does not matter. *used is the
 * bytes read, 0 when there is none. An impossible date ("02/30/2015") is
 * returned as printed: ask date_valid.
 */
struct date date_read(struct str s, size_t *used);

/* All of s, as "2015-03-02"; unknown when it is anything else. */
struct date date_iso(struct str s);

/* "March 2, 2015"; "March 2015" where the day is not known, the month is. */
struct str date_words(struct arena *a, struct date d);

/* 1 to 12 for "january", "Jan", "Sept"; 0 for another word. */
int date_month(struct str word);

#endif
