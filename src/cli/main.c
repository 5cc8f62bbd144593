/* main.c -- the program: the public interface and nothing else. */
#include <signal.h>
#include <stdio.h>

#include "imrcheck.h"

static struct imr *running;

static void stop(int signal)
{
	(void)signal;
	imr_stop(running);
}

/* The first interrupt ends the run with what is done, the second at once. */
static void stop_on(int number)
{
	struct sigaction action = { .sa_handler = stop };

	action.sa_flags = (int)SA_RESETHAND;
	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

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
	running = imr;
	stop_on(SIGINT);
	stop_on(SIGTERM);
	if (imr_arguments(imr, argc, argv))
		imr_run(imr);
	status = imr_finish(imr);
	imr_free(imr);
	return (int)status;
}
