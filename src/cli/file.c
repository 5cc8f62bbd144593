/* file.c -- reading files. */
#include "cli/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_BYTES ((size_t)64 * 1024)

bool file_open(struct file *f, const char *path)
{
	file_close(f);
	f->problem = NULL;
	f->stream = strcmp(path, "-") ? fopen(path, "rb") : stdin;
	if (!f->stream)
		f->problem = strerror(errno);
	return f->stream;
}

static bool fail(struct file *f, const char *problem)
{
	f->problem = problem;
	return false;
}

/* Room for at least one more byte after `len`. */
static bool make_room(struct file *f, size_t len)
{
	size_t cap = f->cap ? f->cap * 2 : FIRST_BYTES;
	char *bigger;

	if (len < f->cap)
		return true;
	bigger = realloc(f->ptr, cap);
	if (!bigger)
		return fail(f, "out of memory");
	f->ptr = bigger;
	f->cap = cap;
	return true;
}

bool file_all(struct file *f, size_t kept, size_t most, struct str *bytes)
{
	size_t len = kept;

	f->problem = NULL;
	for (;;) {
		size_t n;

		if (!make_room(f, len))
			return false;
		errno = 0;
		n = fread(f->ptr + len, 1, f->cap - len, f->stream);
		len += n;
		if (len > most)
			return fail(f, "larger than a letter can be");
		if (!n)
			break;
	}
	if (ferror(f->stream))
		return fail(f, errno ? strerror(errno) : "cannot be read");
	bytes->ptr = f->ptr;
	bytes->len = len;
	return true;
}

bool file_line(struct file *f, size_t most, struct str *line, bool *too_long)
{
	size_t len = 0, kept = 0;
	int c = 0;

	f->problem = NULL;
	*too_long = false;
	errno = 0;
	while (c != '\n' && (c = getc_unlocked(f->stream)) != EOF) {
		len++;
		if (len > most)
			continue;
		if (!make_room(f, kept))
			return false;
		f->ptr[kept++] = (char)c;
	}
	if (ferror(f->stream))
		return fail(f, errno ? strerror(errno) : "cannot be read");
	if (!len)
		return false;
	if (len > most) {
		*too_long = true;
		return fail(f, "larger than a letter can be");
	}
	line->ptr = f->ptr;
	line->len = kept;
	return true;
}

void file_close(struct file *f)
{
	if (f->stream && f->stream != stdin)
		fclose(f->stream);
	f->stream = NULL;
}

void file_free(struct file *f)
{
	file_close(f);
	free(f->ptr);
	f->ptr = NULL;
	f->cap = 0;
}
