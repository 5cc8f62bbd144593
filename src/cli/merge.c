/*
 * merge.c -- partition reports into one.
 *
 * A line of an NDJSON report is a letter as every machine format writes it, so
 * it is handed on as it stands. Only fingerprints may change: those of a
 * letter that an earlier partition had too are exchanged in the way of a
 * single run, which has seen it before.
 */
#include "cli/merge.h"

#include "rules/words.h"
#include "text/node.h"

/* Lines are short but for letters with findings without end. */
#define LINE_BYTES_MAX SOURCE_BYTES_MAX

struct merge {
	struct imr *imr;
	struct input in;
	uint32_t line;
};

static bool bad_line(struct merge *m, const char *problem)
{
	m->imr->usage_failed = true;
	return checker_fail(m->imr, "%.*s:%u: %s", STR_ARG(m->in.path), m->line,
	                    problem);
}

static bool find_severity(struct str name, uint8_t *severity)
{
	for (int s = SEVERITY_NOTE; s <= SEVERITY_ERROR; s++) {
		*severity = (uint8_t)s;
		if (str_eq(name, str_c(severity_name((enum severity)s))))
			return true;
	}
	return false;
}

/* Puts a fingerprint of 32 digits in the place of the next one in the line. */
static bool exchange(char *line, size_t len, size_t *at, struct str old,
                     const char *new)
{
	struct str text = { line, len };

	*at = str_find(text, *at, STR("\"fingerprint\": \""));
	if (*at == len)
		return false;
	*at += sizeof("\"fingerprint\": \"") - 1;
	if (!str_starts(str_sub(text, *at, len), old))
		return false;
	memcpy(line + *at, new, old.len);
	return true;
}

#define FINGERPRINT_DIGITS 32

static bool merge_finding(struct merge *m, const struct node *finding,
                          char *line, size_t len, size_t *at)
{
	struct imr *imr = m->imr;
	struct str old = node_text(finding, STR("fingerprint"));
	char print[FINGERPRINT_DIGITS + 1] = "";
	uint8_t severity;

	if (!find_severity(node_text(finding, STR("severity")), &severity) ||
	    old.len != FINGERPRINT_DIGITS)
		return false;
	memcpy(print, old.ptr, old.len);
	prints_make_unique(&imr->prints, print);
	imr->summary.findings[severity]++;
	imr->at_fail_level |= severity >= options_fail_level(&imr->options);
	return exchange(line, len, at, old, print);
}

static void merge_status(struct merge *m, const struct node *letter)
{
	struct arena *perm = &m->imr->perm;
	struct skipped *s;

	if (str_eq(node_text(letter, STR("status")), STR("checked")))
		return;
	s = VEC_PUSH(perm, &m->imr->summary.skipped);
	s->path = arena_str(perm, node_text(letter, STR("path")));
	s->because = arena_str(perm, node_text(letter, STR("because")));
}

static bool merge_line(struct merge *m, struct str text)
{
	struct imr *imr = m->imr;
	struct arena *a = &imr->desk.arena;
	struct diags diags = { .arena = a };
	const struct node *letter = json_read(a, &diags, text), *findings;
	struct str decisions = node_text(letter, STR("decisions"));
	char *copy = ARENA_ARRAY(a, char, text.len + 1);
	struct str line = { copy, text.len };
	size_t at = 0, used;

	findings = node_get(letter, STR("findings"));
	imr->summary.letters++;
	imr->summary.decisions += str_number(decisions, &used);
	if (!used || !findings || findings->kind != NODE_LIST ||
	    !node_get(letter, STR("status")))
		return bad_line(m, "not a letter of an NDJSON report");
	merge_status(m, letter);
	memcpy(copy, text.ptr, text.len);
	imr->prints.on_failure = imr->perm.on_failure;
	prints_next_letter(&imr->prints);
	for (size_t i = 0; i < findings->items.len; i++) {
		if (!merge_finding(m, findings->items.items[i], copy, text.len,
		                   &at))
			return bad_line(m, "not a finding of an NDJSON report");
	}
	if (targets_merged(&imr->targets, a, line))
		return true;
	imr->output_failed = true;
	return checker_fail(imr, "%.*s", STR_ARG(imr->targets.failed));
}

static bool merge_file(struct merge *m)
{
	struct imr *imr = m->imr;
	struct file *file = &imr->desk.file;
	struct str text;
	bool too_long, good = true;

	m->line = 0;
	if (m->in.problem ||
	    !file_open(file, m->in.path.ptr, m->in.packing, m->in.named)) {
		imr->usage_failed = true;
		return checker_fail(imr, "%.*s: %s", STR_ARG(m->in.path),
		                    m->in.problem ? m->in.problem
		                                  : file->problem);
	}
	while (good && file_line(file, LINE_BYTES_MAX, &text, &too_long)) {
		arena_reset(&imr->desk.arena);
		m->line++;
		text = str_trim(text);
		good = !text.len || merge_line(m, text);
	}
	if (good && file->problem) {
		m->line++;
		good = bad_line(m, file->problem);
	}
	file_close(file);
	return good;
}

bool merge_reports(struct imr *imr)
{
	struct feed *f = &imr->feed;
	struct merge m = { .imr = imr };
	const struct words *paths = &imr->options.operands;
	struct str problem;

	for (size_t i = 0; i < paths->list.len; i++) {
		if (!walk_start(&f->walk, paths->list.items[i], &problem))
			return checker_fail(imr, "%.*s '%.*s'",
			                    STR_ARG(problem),
			                    STR_ARG(paths->list.items[i]));
		while (walk_next(&f->walk, &imr->perm, &m.in)) {
			if (!merge_file(&m))
				return false;
		}
	}
	return true;
}
