/*
 * example.c -- a program that checks a letter in memory.
 *
 *     cc example.c $(pkg-config --cflags --libs imrcheck) -o example
 *     ./example < letter.txt
 */
#include <imrcheck.h>
#include <stdio.h>
#include <stdlib.h>

#define LETTER_BYTES 1000000

static void print_findings(struct imr *imr)
{
	struct imr_finding f;

	for (size_t i = 0; imr_finding(imr, i, &f); i++) {
		struct imr_span span;
		const char *message;

		printf("%u:%u: %s: %s [%s]\n", f.span.start.line,
		       f.span.start.column, f.severity, f.message, f.rule);
		for (size_t k = 0; imr_related(imr, i, k, &span, &message); k++)
			printf("\t%u:%u: %s\n", span.start.line,
			       span.start.column, message);
	}
	if (*imr_incomplete(imr))
		printf("not fully checked: %s\n", imr_incomplete(imr));
}

int main(void)
{
	struct imr *imr = imr_new();
	char *letter = malloc(LETTER_BYTES);
	int status = EXIT_FAILURE;

	if (imr && letter) {
		size_t len = fread(letter, 1, LETTER_BYTES, stdin);

		if (imr_option(imr, "select", "consistency") &&
		    imr_check(imr, "letter.txt", letter, len)) {
			print_findings(imr);
			status = EXIT_SUCCESS;
		} else {
			fprintf(stderr, "%s\n", imr_error(imr));
		}
	}
	free(letter);
	imr_free(imr);
	return status;
}
