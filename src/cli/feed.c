/*
 * feed.c -- from paths to jobs.
 *
 * Nothing is kept of a letter that was handed out, so a feed takes the same
 * memory for a thousand letters and for a million.
 */
#include "cli/feed.h"

#include <string.h>

#include "base/buf.h"
#include "cli/csv.h"
#include "text/node.h"

bool feed_begin(struct feed *f, const char **problem)
{
	struct str list = f->options->files_from;

	if (!list.len)
		return true;
	f->list_open = file_open(&f->list, list.ptr, PACKING_NONE, true);
	*problem = f->list.problem;
	return f->list_open;
}

/* -- files of many letters */

static void copy_bytes(struct job *job, struct str bytes)
{
	job->bytes.all = arena_str(&job->arena, bytes);
	job->has_bytes = true;
}

static void name_record(struct feed *f, struct job *job, enum input_kind kind)
{
	job->bytes.path = arena_str(&job->arena, f->in.path);
	job->bytes.line = f->line;
	job->bytes.kind = kind;
	job->bytes.name =
	        arena_printf(&job->arena, "%s#%u", f->in.path.ptr, f->line);
}

static void end_records(struct feed *f)
{
	f->in_records = false;
	file_close(&f->file);
}

/* The next line that is not blank. False at the end. */
static bool next_line(struct feed *f, struct job *job)
{
	struct str line;
	bool too_long;

	while (file_line(&f->file, SOURCE_BYTES_MAX, &line, &too_long)) {
		if (!str_trim(line).len) {
			f->line++;
			continue;
		}
		name_record(f, job, INPUT_JSON);
		copy_bytes(job, line);
		f->line++;
		return true;
	}
	if (!f->file.problem) {
		end_records(f);
		return false;
	}
	name_record(f, job, INPUT_JSON);
	job->problem = arena_str(&job->arena, str_c(f->file.problem)).ptr;
	f->line++;
	if (!too_long)
		end_records(f);
	return true;
}

/*
 * The next record of a CSV file, over as many lines as it takes; *lines is how
 * many. False at the end, or when file.problem says why.
 */
static bool read_record(struct feed *f, struct arena *a, struct str *record,
                        uint32_t *lines)
{
	struct buf b = { .arena = a };
	struct str line;
	bool open = false, too_long;

	*lines = 0;
	do {
		if (!file_line(&f->file, SOURCE_BYTES_MAX, &line, &too_long))
			break;
		buf_str(&b, line);
		open = csv_goes_on(line, open);
		++*lines;
	} while (open && b.len <= SOURCE_BYTES_MAX);
	*record = buf_text(&b);
	return *lines && !f->file.problem;
}

/* The first record: which columns hold what. */
static bool read_columns(struct feed *f)
{
	struct str record;
	uint32_t lines;
	struct csv_column column;
	struct str wanted = f->options->column;

	if (!read_record(f, &f->arena, &record, &lines))
		return false;
	f->line += lines;
	column = csv_column(&f->arena, record,
	                    wanted.len ? wanted : STR("text"));
	f->text_column = column.index;
	if (!column.ok)
		return false;
	column = csv_column(&f->arena, record, STR("path"));
	f->path_column = column.index;
	f->has_path_column = column.ok;
	return true;
}

static bool next_record(struct feed *f, struct job *job)
{
	struct str record;
	uint32_t lines;
	struct csv_value text, path = { 0 };
	bool good;

	do {
		good = read_record(f, &job->arena, &record, &lines);
		f->line += lines;
	} while (good && !str_trim(record).len);
	if (!good && !f->file.problem) {
		end_records(f);
		return false;
	}
	f->line -= lines;
	name_record(f, job, INPUT_LETTER);
	f->line += lines;
	if (!good) {
		job->problem =
		        arena_str(&job->arena, str_c(f->file.problem)).ptr;
		end_records(f);
		return true;
	}
	text = csv_value(&job->arena, record, f->text_column);
	if (f->has_path_column)
		path = csv_value(&job->arena, record, f->path_column);
	if (path.text.len)
		job->bytes.name = arena_str(&job->arena, path.text);
	job->bytes.all = text.text;
	job->has_bytes = true;
	if (!text.ok)
		job->problem = "the record has no such column";
	return true;
}

/* True when a line is a JSON document by itself. */
static bool is_document(struct arena *a, struct str line)
{
	struct diags diags = { .arena = a };

	return str_starts(str_trim(line), STR("{")) &&
	       json_read(a, &diags, line);
}

/* Standard input: NDJSON when its first line is a document, else one letter. */
static bool begin_stdin(struct feed *f, struct job *job)
{
	struct str line = { 0 }, all;
	bool too_long = false;

	f->in.path = STR("<stdin>");
	f->line = 1;
	if (file_line(&f->file, SOURCE_BYTES_MAX, &line, &too_long) &&
	    is_document(&f->arena, line)) {
		name_record(f, job, INPUT_JSON);
		copy_bytes(job, line);
		f->in.kind = INPUT_LINES;
		f->in_records = true;
		f->line = 2;
		return true;
	}
	job->bytes.path = job->bytes.name = f->in.path;
	if (!f->file.problem &&
	    file_all(&f->file, line.len, SOURCE_BYTES_MAX, &all))
		copy_bytes(job, all);
	else
		job->problem =
		        arena_str(&job->arena, str_c(f->file.problem)).ptr;
	file_close(&f->file);
	return true;
}

/* A file that holds many letters, or may. False: nothing comes of it. */
static bool begin_records(struct feed *f, struct job *job)
{
	f->arena.on_failure = f->walk.arena->on_failure;
	arena_reset(&f->arena);
	f->in.path = arena_str(&f->arena, f->in.path);
	f->line = 1;
	if (!file_open(&f->file, f->in.path.ptr, f->in.packing, f->in.named)) {
		job->problem =
		        arena_str(&job->arena, str_c(f->file.problem)).ptr;
		file_close(&f->file);
		return true;
	}
	if (f->in.kind == INPUT_STDIN)
		return begin_stdin(f, job);
	if (f->in.kind == INPUT_CSV && !read_columns(f)) {
		job->problem =
		        f->file.problem
		                ? arena_str(&job->arena, str_c(f->file.problem))
		                          .ptr
		                : "no column of texts (see --column)";
		file_close(&f->file);
		return true;
	}
	f->in_records = true;
	return false;
}

/* -- paths */

/* The next path of the list; false at its end. */
static bool next_of_list(struct feed *f, struct job *job, struct str *path)
{
	bool too_long;

	while (f->list_open &&
	       file_line(&f->list, SOURCE_BYTES_MAX, path, &too_long)) {
		*path = str_trim_chars(*path, STR("\r\n"));
		if (path->len)
			return true;
	}
	if (f->list_open && f->list.problem) {
		job->bytes.path = job->bytes.name = f->options->files_from;
		job->problem =
		        arena_str(&job->arena, str_c(f->list.problem)).ptr;
	}
	f->list_open = false;
	file_close(&f->list);
	return false;
}

/* Starts with the next path. False when there is none. */
static bool start_next(struct feed *f, struct job *job)
{
	const struct words *operands = &f->options->operands;
	struct str path, problem;

	if (f->next_operand < operands->list.len)
		path = operands->list.items[f->next_operand++];
	else if (!next_of_list(f, job, &path))
		return false;
	if (walk_start(&f->walk, path, &problem))
		return true;
	job->bytes.path = job->bytes.name = arena_str(&job->arena, path);
	job->problem = arena_str(&job->arena, problem).ptr;
	return true;
}

static void fill(struct job *job, const struct input *in)
{
	job->bytes = (struct bytes){ .path = in->path,
		                     .name = in->path,
		                     .kind = in->kind };
	job->bytes.from_pdf = in->packing == PACKING_PDF;
	job->packing = in->packing;
	job->named = in->named;
	job->problem = in->problem;
}

static bool holds_many(const struct input *in)
{
	return !in->problem &&
	       (in->kind == INPUT_STDIN || in->kind == INPUT_LINES ||
	        in->kind == INPUT_CSV);
}

static void empty(struct feed *f, struct job *job)
{
	job->arena.on_failure = f->walk.arena->on_failure;
	arena_reset(&job->arena);
	job->bytes = (struct bytes){ 0 };
	job->packing = PACKING_NONE;
	job->named = job->has_bytes = false;
	job->problem = NULL;
}

bool feed_next(struct feed *f, struct job *job)
{
	for (;;) {
		empty(f, job);
		if (f->in_records) {
			if (f->in.kind == INPUT_CSV ? next_record(f, job)
			                            : next_line(f, job))
				return true;
			continue;
		}
		if (walk_next(&f->walk, &job->arena, &f->in)) {
			fill(job, &f->in);
			if (!holds_many(&f->in) || begin_records(f, job))
				return true;
			continue;
		}
		if (!start_next(f, job)) {
			f->ended = !job->problem;
			return !f->ended;
		}
		if (job->problem)
			return true;
	}
}

/* A walk that leaves nothing behind. */
static struct walk *begin_probe(struct feed *f)
{
	walk_free(&f->probe);
	f->probe_arena.on_failure = f->walk.arena->on_failure;
	arena_reset(&f->probe_arena);
	f->probe = (struct walk){ .arena = &f->probe_arena };
	return &f->probe;
}

bool feed_check(struct feed *f, struct str path, struct str *problem)
{
	return walk_check(begin_probe(f), path, problem);
}

size_t feed_count(struct feed *f, size_t most)
{
	const struct words *operands = &f->options->operands;
	struct walk *w = begin_probe(f);
	struct input in;
	struct str problem;
	size_t n = 0;

	if (f->options->files_from.len)
		return 0;
	f->count_arena.on_failure = f->walk.arena->on_failure;
	for (size_t i = 0; n < most && i < operands->list.len; i++) {
		if (!walk_start(w, operands->list.items[i], &problem))
			continue;
		while (n < most && walk_next(w, &f->count_arena, &in)) {
			arena_reset(&f->count_arena);
			if (holds_many(&in))
				return 0;
			n++;
		}
	}
	return n;
}

bool feed_is_one(struct feed *f)
{
	return feed_count(f, 2) == 1;
}

struct str feed_rest(struct feed *f, struct job *spare)
{
	struct str rest = { 0 };

	if (f->in_records)
		rest = f->in.path;
	else if (f->list_open)
		rest = f->options->files_from;
	else if (!f->ended && feed_next(f, spare))
		rest = spare->bytes.name;
	return rest.len ? arena_str(f->walk.arena, rest) : rest;
}

void feed_free(struct feed *f)
{
	walk_free(&f->walk);
	walk_free(&f->probe);
	arena_free(&f->probe_arena);
	arena_free(&f->count_arena);
	file_free(&f->list);
	file_free(&f->file);
	arena_free(&f->arena);
}
