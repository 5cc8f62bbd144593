/* letter.c -- fuzzing: any bytes as a letter; the first picks how it comes. */
#include <stdlib.h>

#include "imrcheck.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "x.txt", "x.json", "x.yaml" };
	static struct imr *imr;
	struct imr_finding f;
	size_t len = 0;

	if (!imr)
		imr = imr_new();
	if (!size ||
	    !imr_check(imr, names[data[0] % 3], data + 1, size - 1))
		return 0;
	imr_text(imr, &len);
	for (size_t i = 0; imr_finding(imr, i, &f); i++) {
		struct imr_span span;
		const char *message;

		if (f.span.start.byte > f.span.end.byte ||
		    f.span.end.byte > len)
			abort();
		for (size_t k = 0; k < f.related; k++) {
			if (!imr_related(imr, i, k, &span, &message) ||
			    span.end.byte > len)
				abort();
		}
	}
	return 0;
}
