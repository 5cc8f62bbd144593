/*
 * linear.c -- twice the bytes take twice the time, not four times: what
 * `make bench` prints of letters that are made to take long.
 *
 * Times are those of the processor for this process, the best of several, and
 * both sizes are far above what a letter has.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "imrcheck.h"

#define HEAD \
	"IMR ISSUES, DECISIONS AND RATIONALES\n\nThe Final Determination was " \
	"based on decisions for the disputed items/services set forth " \
	"below:\n\n"
#define RATIONALE "X: Upheld\n\nDecision rationale: "
#define KILOBYTE ((size_t)1024)
#define PIECE(text) text, sizeof(text) - 1

static const struct {
	const char *what;
	const char *start;
	const char *piece;
	size_t piece_bytes;
	size_t kilobytes;
} letters[] = {
	{ "a line of megabytes", HEAD RATIONALE,
	  PIECE("He walks with pain and takes Norco daily. "), 1024 },
	{ "100,000 headings", HEAD, PIECE("Norco #90: Upheld\n\n"), 1024 },
	{ "headings on pages of their own", HEAD,
	  PIECE("Norco #90:\n\n\f3\n\nUpheld\n\n"), 1024 },
	{ "damaged headings", HEAD, PIECE("CLINICAL CASE SUMARY\n"), 1024 },
	{ "findings without end", "", PIECE("a\xef\xbf\xbd b "), 2048 },
	{ "items without outcome and reasons", HEAD,
	  PIECE("MRI of the knee: Upheld\n\nDecision rationale: It is "
	           "medically necessary.\n\n"),
	  96 },
	{ "nested quotes", HEAD RATIONALE, PIECE("\"'(["), 2048 },
	{ "quotes and stops", HEAD RATIONALE, PIECE(".\"'"), 2048 },
	{ "NULs", HEAD RATIONALE, PIECE("\0"), 4096 },
	{ "bad UTF-8", HEAD RATIONALE, PIECE("\xc3\xff "), 2048 },
	{ "sure words of patterns", HEAD RATIONALE,
	  PIECE("no the is not request "), 256 },
	{ "studies without end", HEAD RATIONALE,
	  PIECE("MRI normal x-rays showed grind test "), 256 },
	{ "figures told again", HEAD RATIONALE,
	  PIECE("pain was 8/10 and he walks 25 feet "), 256 },
	{ "conclusions without end", HEAD RATIONALE,
	  PIECE("the rest is approved for nausea "), 256 },
	{ "verdicts without end",
	  HEAD "Knee brace: Upheld\n\nDecision rationale: ",
	  PIECE("A TENS unit is not recommended. The knee brace is not "
	        "necessary. "),
	  256 },
	{ "lists of which none applies",
	  HEAD "Omeprazole 20mg #60: Upheld\n\nDecision rationale: ",
	  PIECE("The guideline lists risk factors such as age over 65, a "
	        "peptic ulcer, aspirin and smoking. None of these risk factors "
	        "applies. "),
	  256 },
	{ "form feeds and blanks", HEAD, PIECE("\f \r\n"), 4096 },
	{ "labels on one line",
	  "CLINICAL CASE SUMMARY A knee. IMR ISSUES, DECISIONS AND RATIONALES ",
	  PIECE("a cane of wood MAXIMUS guideline: None. "), 256 },
	{ "dates of a header", "Date of Injury: ", PIECE("01/02/2015 "), 1024 },
	{ "one word", HEAD RATIONALE, PIECE("a"), 4096 },
	{ "hyphens", HEAD RATIONALE, PIECE("a-"), 256 },
	{ "underscores", HEAD RATIONALE, PIECE("no_"), 256 },
	{ "stops without end", HEAD RATIONALE "a", PIECE("."), 512 },
	{ "numbers", HEAD RATIONALE, PIECE("1/2 10 mg 3.5 "), 1024 },
};

#define RUNS 3
/* Half more than twice the time, and what a clock's tick may hide. */
#define RATIO_MAX 3.0
#define TICK_SECONDS 0.02

static double seconds_of(struct imr *imr, size_t i, size_t kilobytes)
{
	size_t size = kilobytes * KILOBYTE, len = strlen(letters[i].start);
	char *text = malloc(size + len + letters[i].piece_bytes);
	double best = 1e9;

	if (!text) {
		perror("linear");
		exit(EXIT_FAILURE);
	}
	memcpy(text, letters[i].start, len);
	for (; len < size; len += letters[i].piece_bytes)
		memcpy(text + len, letters[i].piece, letters[i].piece_bytes);
	for (int run = 0; run < RUNS; run++) {
		clock_t started = clock();
		double seconds;

		imr_check(imr, "x", text, len);
		seconds = (double)(clock() - started) / CLOCKS_PER_SEC;
		if (seconds < best)
			best = seconds;
	}
	free(text);
	return best;
}

int main(void)
{
	size_t n = sizeof(letters) / sizeof(*letters), bad = 0;

	puts("twice the bytes, of once:");
	for (size_t i = 0; i < n; i++) {
		struct imr *imr = imr_new();
		double once, twice;
		int linear;

		/* Patterns are compiled before the first is timed. */
		seconds_of(imr, i, letters[i].kilobytes * 2);
		once = seconds_of(imr, i, letters[i].kilobytes);
		twice = seconds_of(imr, i, letters[i].kilobytes * 2);
		imr_free(imr);
		linear = twice <= once * RATIO_MAX + TICK_SECONDS;
		bad += !linear;
		printf("  %-34s %6.3f s, %6.3f s  %.2f%s\n", letters[i].what,
		       once, twice, once > 0 ? twice / once : 0.0,
		       linear ? "" : "  TOO MUCH");
	}
	return bad != 0;
}
