/* progress.h -- how far a run is, for somebody who waits. */
#ifndef IMR_PROGRESS_H
#define IMR_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/buf.h"

/* Zero shows nothing. */
struct progress {
	bool wanted;
	bool shown;
	bool counted;
	size_t all; /* letters to come in all; 0: not known */
	struct timespec started;
	time_t last; /* when it was shown */
};

/*
 * On stderr, once a second and not before the first is over, and only when
 * that is a terminal which no report goes to.
 */
void progress_begin(struct progress *p, bool quiet);

/* True when it is time to show it: the caller may then set `all`. */
bool progress_due(struct progress *p);
void progress_show(struct progress *p, size_t done);

/* Takes the line away. */
void progress_end(struct progress *p);

/* "1200 of 140000 letters, 4100 a second, 34 s left". */
void progress_line(struct buf *out, size_t done, size_t all, double seconds);

#endif
