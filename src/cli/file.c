/*
 * file.c -- reading files.
 *
 * Letters are small: one is opened, asked for its size and read at once. What
 * is packed comes through a pipe from a program that unpacks it, started by
 * the shell, which knows how to limit its time and memory; the time on the
 * wall is watched here.
 */
#include "cli/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define FIRST_BYTES ((size_t)64 * 1024)

extern char **environ;

static bool fail(struct file *f, const char *problem)
{
	f->problem = problem;
	return false;
}

/* -- programs that unpack */

struct tool {
	const char *name;
	const char *package;      /* where Debian has it */
	const char *arguments[4]; /* the file is its standard input, or: */
	bool takes_path;          /* the path and "-" are added */
};

static const struct tool tools[] = {
	[PACKING_GZIP] = { "gzip", "gzip", { "-dc" }, false },
	[PACKING_ZSTD] = { "zstd", "zstd", { "-dcq" }, false },
	[PACKING_PDF] = { "pdftotext",
	                  "poppler-utils",
	                  { "-q", "-enc", "UTF-8" },
	                  true },
};

#define STRINGIFY(x) #x
#define STRING(x)    STRINGIFY(x)
static const char limited[] =
        "ulimit -t " STRING(UNPACK_SECONDS_MAX) "; ulimit -v " STRING(
                UNPACK_MEMORY_KIB_MAX) "; exec \"$@\"";
/* What a shell says when there is no such program (POSIX, 2.8.2). */
#define NO_SUCH_PROGRAM 127

/* Programs are started one at a time: each would inherit the others' pipes. */
static pthread_mutex_t starting = PTHREAD_MUTEX_INITIALIZER;

static bool start_child(struct file *f, const struct tool *tool,
                        const char *path, int from, int to)
{
	/* A path that begins with '-' is no option. */
	char *named = path[0] == '-' ? malloc(strlen(path) + 3) : NULL;
	const char *argv[12] = { "sh", "-c", limited, "sh", tool->name };
	posix_spawn_file_actions_t actions;
	size_t n = 5;
	int error;

	if (named) {
		strcpy(named, "./");
		strcat(named, path);
		path = named;
	}
	for (size_t i = 0; i < 4 && tool->arguments[i]; i++)
		argv[n++] = tool->arguments[i];
	if (tool->takes_path) {
		argv[n++] = path;
		argv[n++] = "-";
	}
	error = posix_spawn_file_actions_init(&actions);
	if (!error) {
		posix_spawn_file_actions_adddup2(&actions, from, 0);
		posix_spawn_file_actions_adddup2(&actions, to, 1);
		posix_spawn_file_actions_addopen(&actions, 2, "/dev/null",
		                                 O_WRONLY, 0);
		/* spawn does not change what the pointers point to. */
		error = posix_spawn(&f->child, "/bin/sh", &actions, NULL,
		                    (char *const *)(void *)argv, environ);
		posix_spawn_file_actions_destroy(&actions);
	}
	free(named);
	if (error)
		f->child = 0;
	return error ? fail(f, strerror(error)) : true;
}

static bool close_on_exec(int fd)
{
	return fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
}

/* Puts the program's output in the file's place. */
static bool unpack(struct file *f, const char *path, enum packing packing)
{
	int ends[2] = { -1, -1 };
	bool good;

	f->problem = NULL;
	f->tool = tools[packing].name;
	f->deadline = time(NULL) + UNPACK_SECONDS_MAX;
	pthread_mutex_lock(&starting);
	good = pipe(ends) == 0 && close_on_exec(ends[0]) &&
	       close_on_exec(ends[1]) &&
	       start_child(f, &tools[packing], path, f->fd, ends[1]);
	pthread_mutex_unlock(&starting);
	if (!good && !f->problem)
		fail(f, strerror(errno));
	if (ends[1] >= 0)
		close(ends[1]);
	if (!good && ends[0] >= 0)
		close(ends[0]);
	if (!good)
		return false;
	close(f->fd);
	f->fd = ends[0];
	f->size = -1;
	return true;
}

/* Waits for output; false when the program takes too long. */
static bool wait_for_child(struct file *f)
{
	struct pollfd one = { .fd = f->fd, .events = POLLIN };
	time_t now = time(NULL);
	int ready = 0;

	if (now < f->deadline)
		ready = poll(&one, 1, (int)(f->deadline - now) * 1000);
	if (ready > 0)
		return true;
	if (ready < 0)
		return fail(f, strerror(errno));
	snprintf(f->text, sizeof(f->text), "%s took more than %d seconds",
	         f->tool, UNPACK_SECONDS_MAX);
	return fail(f, f->text);
}

static const char *package_of(const char *tool)
{
	for (size_t i = 0; i < sizeof(tools) / sizeof(*tools); i++) {
		if (tools[i].name == tool)
			return tools[i].package;
	}
	return "";
}

/* The program has closed its output: how did it end? */
static bool end_child(struct file *f)
{
	int status = 0;

	if (!f->child)
		return true;
	while (waitpid(f->child, &status, 0) < 0 && errno == EINTR)
		continue;
	f->child = 0;
	if (WIFEXITED(status) && !WEXITSTATUS(status))
		return true;
	if (WIFEXITED(status) && WEXITSTATUS(status) == NO_SUCH_PROGRAM)
		snprintf(f->text, sizeof(f->text),
		         "%s is not installed (package %s)", f->tool,
		         package_of(f->tool));
	else
		snprintf(f->text, sizeof(f->text),
		         "%s could not read it: damaged, or beyond its limits",
		         f->tool);
	return fail(f, f->text);
}

/* -- opening */

bool file_open(struct file *f, const char *path, enum packing packing,
               bool named)
{
	struct stat st;

	file_close(f);
	f->problem = NULL;
	f->start = f->end = 0;
	f->done = 0;
	f->fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC |
	                                               (named ? 0 : O_NONBLOCK))
	                          : STDIN_FILENO;
	if (f->fd < 0)
		return fail(f, strerror(errno));
	f->is_open = true;
	if (fstat(f->fd, &st))
		return fail(f, strerror(errno));
	f->size = S_ISREG(st.st_mode) ? st.st_size : -1;
	if (S_ISDIR(st.st_mode))
		return fail(f, "is a folder");
	if (!named && !S_ISREG(st.st_mode))
		return fail(f, "not a regular file");
	return packing == PACKING_NONE || unpack(f, path, packing);
}

/* -- reading */

/* Room for at least `more` bytes after those that were read ahead. */
static bool make_room(struct file *f, size_t more)
{
	size_t cap = f->cap ? f->cap : FIRST_BYTES;
	char *bigger;

	while (cap - f->end < more)
		cap *= 2;
	if (cap == f->cap)
		return true;
	bigger = realloc(f->ptr, cap);
	if (!bigger)
		return fail(f, "out of memory");
	f->ptr = bigger;
	f->cap = cap;
	return true;
}

/* Reads more, after what was read ahead. *ended: there is no more. */
static bool read_more(struct file *f, bool *ended)
{
	size_t room;
	ssize_t n;

	if (!make_room(f, FIRST_BYTES / 2))
		return false;
	if (f->child && !wait_for_child(f))
		return false;
	room = f->cap - f->end;
	n = read(f->fd, f->ptr + f->end, room);
	if (n < 0)
		return fail(f,
		            errno == EINTR ? "interrupted" : strerror(errno));
	f->end += (size_t)n;
	f->done += n;
	/* A regular file needs no second read to know that it has ended. */
	*ended = n == 0 ||
	         (f->size >= 0 && f->done == f->size && (size_t)n < room);
	if (!*ended)
		return true;
	if (f->size >= 0 && f->done < f->size)
		return fail(f, "became shorter while it was read");
	return end_child(f);
}

/* What was read ahead goes to the front of the memory. */
static void to_front(struct file *f)
{
	if (f->start && f->end > f->start)
		memmove(f->ptr, f->ptr + f->start, f->end - f->start);
	f->end -= f->start;
	f->start = 0;
}

bool file_all(struct file *f, size_t kept, size_t most, struct str *bytes)
{
	bool ended = false;

	f->problem = NULL;
	f->start -= kept;
	to_front(f);
	if (f->size > 0 && (size_t)f->size <= most &&
	    !make_room(f, (size_t)f->size + FIRST_BYTES / 2))
		return false;
	while (!ended) {
		if (!read_more(f, &ended))
			return false;
		if (f->end > most)
			return fail(f, "larger than a letter can be");
	}
	bytes->ptr = f->ptr;
	bytes->len = f->end;
	return true;
}

/* Forgets the start of a line that is too long. */
static bool skip_line(struct file *f)
{
	bool ended = false;

	while (!ended) {
		const char *end;

		f->start = f->end = 0;
		if (!read_more(f, &ended))
			return false;
		end = f->end ? memchr(f->ptr, '\n', f->end) : NULL;
		if (end) {
			f->start = (size_t)(end - f->ptr) + 1;
			return true;
		}
		f->start = f->end;
	}
	return true;
}

static bool give_line(struct file *f, size_t len, size_t most, struct str *line,
                      bool *too_long)
{
	*too_long = len > most;
	line->ptr = f->ptr + f->start;
	line->len = len;
	f->start += len;
	return *too_long ? fail(f, "larger than a letter can be") : true;
}

bool file_line(struct file *f, size_t most, struct str *line, bool *too_long)
{
	size_t seen = 0;
	bool ended = false;

	f->problem = NULL;
	*too_long = false;
	for (;;) {
		size_t len = f->end - f->start;
		char *end = len > seen ? memchr(f->ptr + f->start + seen, '\n',
		                                len - seen)
		                       : NULL;

		if (end)
			return give_line(f,
			                 (size_t)(end - f->ptr) + 1 - f->start,
			                 most, line, too_long);
		if (ended)
			return len && give_line(f, len, most, line, too_long);
		if (len > most) {
			if (!skip_line(f))
				return false;
			*too_long = true;
			return fail(f, "larger than a letter can be");
		}
		seen = len;
		to_front(f);
		if (!read_more(f, &ended))
			return false;
	}
}

void file_close(struct file *f)
{
	if (f->is_open && f->fd != STDIN_FILENO)
		close(f->fd);
	f->is_open = false;
	if (!f->child)
		return;
	kill(f->child, SIGKILL);
	while (waitpid(f->child, NULL, 0) < 0 && errno == EINTR)
		continue;
	f->child = 0;
}

void file_free(struct file *f)
{
	file_close(f);
	free(f->ptr);
	f->ptr = NULL;
	f->cap = 0;
}
