/*
 * test_linear.c -- twice the bytes take twice the time, not four times.
 *
 * Times are those of the processor for this process, the best of several, and
 * both sizes are far above what a letter has.
 */
#include <time.h>

#include "base/buf.h"
#include "imrcheck.h"
#include "support.h"

#define HEAD \
	"IMR ISSUES, DECISIONS AND RATIONALES\n\nThe Final Determination was " \
	"based on decisions for the disputed items/services set forth " \
	"below:\n\n"
#define RATIONALE "X: Upheld\n\nDecision rationale: "
/* Sanitizers make everything slower, but nothing less linear. */
#ifdef __SANITIZE_ADDRESS__
#define KILOBYTE ((size_t)128)
#else
#define KILOBYTE ((size_t)1024)
#endif

static const struct {
	const char *what;
	const char *start;
	struct str piece;
	size_t kilobytes;
} letters[] = {
	{ "a line of megabytes", HEAD RATIONALE,
	  STR_INIT("He walks with pain and takes Norco daily. "), 1024 },
	{ "100,000 headings", HEAD, STR_INIT("Norco #90: Upheld\n\n"), 1024 },
	{ "findings without end", "", STR_INIT("a\xef\xbf\xbd b "), 2048 },
	{ "items without outcome and reasons", HEAD,
	  STR_INIT("MRI of the knee: Upheld\n\nDecision rationale: It is "
	           "medically necessary.\n\n"),
	  96 },
	{ "nested quotes", HEAD RATIONALE, STR_INIT("\"'(["), 2048 },
	{ "quotes and stops", HEAD RATIONALE, STR_INIT(".\"'"), 2048 },
	{ "NULs", HEAD RATIONALE, STR_INIT("\0"), 4096 },
	{ "bad UTF-8", HEAD RATIONALE, STR_INIT("\xc3\xff "), 2048 },
	{ "sure words of patterns", HEAD RATIONALE,
	  STR_INIT("no the is not request "), 256 },
	{ "form feeds and blanks", HEAD, STR_INIT("\f \r\n"), 4096 },
	{ "one word", HEAD RATIONALE, STR_INIT("a"), 4096 },
	{ "hyphens", HEAD RATIONALE, STR_INIT("a-"), 256 },
	{ "underscores", HEAD RATIONALE, STR_INIT("no_"), 256 },
	{ "stops without end", HEAD RATIONALE "a", STR_INIT("."), 512 },
	{ "numbers", HEAD RATIONALE, STR_INIT("1/2 10 mg 3.5 "), 1024 },
};

#define RUNS 2
/* Half more than twice the time, and what a clock's tick may hide. */
#define RATIO_MAX 3.0
#define TICK_SECONDS 0.02

static double seconds_of(struct imr *imr, int i, size_t kilobytes)
{
	struct buf b = { .arena = test_arena() };
	double best = 1e9;

	buf_str(&b, str_c(letters[i].start));
	while (b.len < kilobytes * KILOBYTE)
		buf_str(&b, letters[i].piece);
	for (int run = 0; run < RUNS; run++) {
		clock_t started = clock();
		double seconds;

		imr_check(imr, "x", b.ptr, b.len);
		seconds = (double)(clock() - started) / CLOCKS_PER_SEC;
		if (seconds < best)
			best = seconds;
	}
	return best;
}

START_TEST(twice_the_size_twice_the_time)
{
	struct imr *imr = imr_new();
	double once, twice;

	/* Patterns are compiled and memory is had before the first is timed. */
	seconds_of(imr, _i, letters[_i].kilobytes * 2);
	once = seconds_of(imr, _i, letters[_i].kilobytes);
	twice = seconds_of(imr, _i, letters[_i].kilobytes * 2);
	imr_free(imr);
	ck_assert_msg(twice <= once * RATIO_MAX + TICK_SECONDS,
	              "%s: %.3f s, twice as much %.3f s", letters[_i].what,
	              once, twice);
}
END_TEST

Suite *linear_suite(void);
Suite *linear_suite(void)
{
	Suite *s = suite_create("linear");
	TCase *tc = test_case(s, "linear");

	tcase_set_timeout(tc, 300);
	tcase_add_loop_test(tc, twice_the_size_twice_the_time, 0,
	                    COUNT(letters));
	return s;
}
