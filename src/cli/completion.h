/* completion.h -- what a shell may propose while a command line is typed. */
#ifndef IMR_COMPLETION_H
#define IMR_COMPLETION_H

#include "base/buf.h"

/*
 * Appends the script for a shell ("bash", "zsh", "fish"), made of the table
 * of options. False when it is another shell; *error then says so.
 */
bool completion_write(struct buf *out, struct str shell, struct str *error);

#endif
