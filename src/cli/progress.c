/* progress.c -- how far a run is. */
#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

void progress_begin(struct progress *p, bool quiet)
{
	*p = (struct progress){ 0 };
	p->wanted = !quiet && isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
	clock_gettime(CLOCK_MONOTONIC, &p->started);
	p->last = p->started.tv_sec;
}

bool progress_due(struct progress *p)
{
	struct timespec now;

	if (!p->wanted)
		return false;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (now.tv_sec <= p->last + (p->shown ? 0 : 1))
		return false;
	p->last = now.tv_sec;
	return true;
}

static void duration(struct buf *out, double seconds)
{
	if (seconds < 100)
		buf_printf(out, "%.0f s", seconds);
	else if (seconds < 6000)
		buf_printf(out, "%.0f min", seconds / 60);
	else
		buf_printf(out, "%.1f h", seconds / 3600);
}

void progress_line(struct buf *out, size_t done, size_t all, double seconds)
{
	double rate = seconds > 0 ? (double)done / seconds : 0;

	buf_printf(out, "%zu", done);
	if (all)
		buf_printf(out, " of %zu", all);
	buf_printf(out, " letters, %.0f a second", rate);
	if (all < done || rate <= 0)
		return;
	buf_str(out, STR(", "));
	duration(out, (double)(all - done) / rate);
	buf_str(out, STR(" left"));
}

/* Longer lines would be wrapped, and could not be taken back. */
#define LINE_COLUMNS 70

void progress_show(struct progress *p, size_t done)
{
	char memory[256];
	struct arena none = { 0 };
	struct buf line = { .arena = &none,
		            .ptr = memory,
		            .cap = sizeof(memory) };
	struct timespec now;
	double seconds;

	clock_gettime(CLOCK_MONOTONIC, &now);
	seconds = (double)(now.tv_sec - p->started.tv_sec) +
	          (double)(now.tv_nsec - p->started.tv_nsec) / 1e9;
	progress_line(&line, done, p->all, seconds);
	fprintf(stderr, "\rimrcheck: %-*.*s", LINE_COLUMNS, (int)line.len,
	        line.ptr);
	fflush(stderr);
	p->shown = true;
}

void progress_end(struct progress *p)
{
	if (p->shown)
		fprintf(stderr, "\r%*s\r", LINE_COLUMNS + 10, "");
}
