/* file.h -- reading files, whole or line by line, with limits. */
#ifndef IMR_FILE_H
#define IMR_FILE_H

#include <sys/types.h>
#include <time.h>

#include "base/str.h"

/* What has to be undone before a file can be read: a program does it. */
enum packing {
	PACKING_NONE,
	PACKING_GZIP, /* gzip -dc */
	PACKING_ZSTD, /* zstd -dc */
	PACKING_PDF,  /* pdftotext, of poppler-utils */
};

/* A program that unpacks may take this long for one file. */
#define UNPACK_SECONDS_MAX 60
/* And have this much memory: the largest PDFs of letters take a tenth. */
#define UNPACK_MEMORY_KIB_MAX 2097152

/*
 * One file after the other is read into the same memory. Zero is a valid
 * reader. What was read stays valid until the next read.
 *
 * Bytes [start, end) of the memory were read ahead.
 */
struct file {
	bool is_open;
	int fd;
	pid_t child;      /* that unpacks; 0: none */
	time_t deadline;  /* of the child */
	const char *tool; /* what it is */
	off_t size;       /* of a regular file; else -1 */
	off_t done;       /* bytes read of it */
	char *ptr;
	size_t cap;
	size_t start;
	size_t end;
	const char *problem; /* why the last call failed; NULL: it did not */
	char text[160];      /* of problem, when it had to be made */
};

/*
 * Opens a file; "-" is standard input. `named`: somebody gave this very path,
 * so that it may be a pipe; else only a regular file is opened, since one of
 * another kind could keep us waiting for ever. False: problem says why.
 */
bool file_open(struct file *f, const char *path, enum packing packing,
               bool named);

/*
 * The rest of the file, behind the `kept` bytes that the last file_line gave
 * (0: without them). False when it is unreadable, has become shorter while it
 * was read, or has more bytes.
 */
bool file_all(struct file *f, size_t kept, size_t most, struct str *bytes);

/*
 * The next line, with its line end. False at the end of the file (problem is
 * then NULL), on an error, and for a line of more than `most` bytes, which is
 * skipped: file_line may then be called again when *too_long.
 */
bool file_line(struct file *f, size_t most, struct str *line, bool *too_long);

/* Closes the file, ends the program that unpacks it, keeps the memory. */
void file_close(struct file *f);
void file_free(struct file *f);

#endif
