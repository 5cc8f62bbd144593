/* queue.h -- many letters at once, their results in order. */
#ifndef IMR_QUEUE_H
#define IMR_QUEUE_H

#include "cli/checker.h"

/*
 * Takes letters from the feed until it ends, works on them with as many
 * threads as the options say, and hands the desks to `done`, in the order of
 * the feed and always in the thread that calls. False as soon as done is
 * false, or when memory runs out; imr_error then says why. When the run was
 * stopped, *unread is the first letter that was left out, in perm; else it is
 * empty.
 */
bool queue_run(struct imr *imr, bool evaluate,
               bool (*done)(struct imr *imr, struct desk *desk),
               struct str *unread);

#endif
