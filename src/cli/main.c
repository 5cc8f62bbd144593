/* main.c -- the program: the public interface and nothing else. */
#include <signal.h>
#include <stdio.h>

#include "imrcheck.h"

int main(int argc, char **argv)
{
	struct imr *imr = imr_new();
	enum imr_status status;

	if (!imr) {
		fputs("imrcheck: error: out of memory\n", stderr);
		return IMR_USAGE;
	}
	/* A reader that went away is a report not written, and is said so. */
	signal(SIGPIPE, SIG_IGN);
	if (imr_arguments(imr, argc, argv))
		imr_run(imr);
	status = imr_finish(imr);
	imr_free(imr);
	return (int)status;
}
