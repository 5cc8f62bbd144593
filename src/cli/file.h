/* file.h -- reading files, whole or line by line, with a limit. */
#ifndef IMR_FILE_H
#define IMR_FILE_H

#include <stdio.h>

#include "base/str.h"

/*
 * One file after the other is read into the same memory. Zero is a valid
 * reader. What was read stays valid until the next read.
 */
struct file {
	FILE *stream;
	char *ptr;
	size_t cap;
	const char *problem; /* why the last call failed; NULL: it did not */
};

/* Opens a file; "-" is standard input. False: problem says why. */
bool file_open(struct file *f, const char *path);

/*
 * The rest of the file, behind the `kept` bytes that the last file_line gave
 * (0: without them). False when it is unreadable or has more bytes.
 */
bool file_all(struct file *f, size_t kept, size_t most, struct str *bytes);

/*
 * The next line, with its line end. False at the end of the file (problem is
 * then NULL), on an error, and for a line of more than `most` bytes, which is
 * skipped: file_line may then be called again when *too_long.
 */
bool file_line(struct file *f, size_t most, struct str *line, bool *too_long);

/* Closes the file, keeps the memory. */
void file_close(struct file *f);
void file_free(struct file *f);

#endif
