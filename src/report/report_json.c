/*
 * report_json.c -- the report for machines: one document, or one line a letter.
 *
 * Both write a letter in the same way, on one line, so that a report of any
 * size can be read as it comes.
 */
#include "report/report.h"
#include "report/span_json.h"

#define SCHEMA "imrcheck-report/1"

static void write_related(struct json *j, const struct source *s,
                          const struct finding *f)
{
	json_key(j, "related");
	json_list(j);
	for (size_t i = 0; i < f->related.len; i++) {
		json_object(j);
		json_member(j, "message", f->related.items[i].message);
		json_key(j, "span");
		json_span(j, s, f->related.items[i].span);
		json_object_end(j);
	}
	json_list_end(j);
}

/* The item's number; null for what is about the letter as a whole. */
static void write_decision(struct json *j, uint32_t decision)
{
	json_key(j, "decision");
	if (decision)
		json_count(j, decision);
	else
		json_null(j);
}

static void finding_members(struct json *j, const struct source *s,
                            const struct finding *f)
{
	json_member(j, "rule", f->rule);
	json_key(j, "criterion");
	json_str_or_null(j, f->criterion);
	json_key(j, "severity");
	json_c(j, severity_name((enum severity)f->severity));
	json_key(j, "confidence");
	json_c(j, confidence_name((enum confidence)f->confidence));
	write_decision(j, f->decision);
	json_member(j, "message", f->message);
	json_key(j, "span");
	json_span(j, s, f->span);
	write_related(j, s, f);
	json_key(j, "citation");
	json_str_or_null(j, f->citation);
	json_key(j, "help");
	json_str_or_null(j, f->help);
	json_key(j, "fingerprint");
	json_c(j, f->fingerprint);
}

static void write_finding(struct json *j, const struct source *s,
                          const struct finding *f)
{
	json_object(j);
	finding_members(j, s, f);
	json_object_end(j);
}

/* What a person has set aside, and what that person said of it. */
static void write_waived(struct json *j, const struct source *s,
                         const struct waived_findings *waived)
{
	json_key(j, "waived");
	json_list(j);
	for (size_t i = 0; i < waived->list.len; i++) {
		const struct waived *one = &waived->list.items[i];

		json_object(j);
		finding_members(j, s, &one->finding);
		json_key(j, "waiver");
		json_object(j);
		json_key(j, "reason");
		json_str_or_null(j, one->reason);
		json_member(j, "who", one->who);
		json_member(j, "date", one->date);
		json_member(j, "expires", one->expires);
		json_object_end(j);
		json_object_end(j);
	}
	json_list_end(j);
}

static void write_verdicts(struct json *j, const struct verdicts *v)
{
	json_key(j, "verdicts");
	json_list(j);
	for (size_t i = 0; i < v->list.len; i++) {
		const struct verdict *one = &v->list.items[i];

		json_object(j);
		write_decision(j, one->decision);
		json_member(j, "rule", one->rule);
		json_key(j, "verdict");
		json_c(j, verdict_name((enum verdict_value)one->value));
		json_key(j, "because");
		json_str_or_null(j, one->because);
		json_object_end(j);
	}
	json_list_end(j);
}

static void write_letter(const struct report *r, struct buf *out,
                         const struct report_letter *l)
{
	const struct letter *letter = l->letter;
	struct json j = { .out = out };

	json_object(&j);
	json_member(&j, "path", l->path);
	json_key(&j, "case");
	json_str_or_null(&j, letter ? letter->case_number : (struct str){ 0 });
	json_key(&j, "status");
	json_c(&j, l->status == LETTER_CHECKED ? "checked" : "incomplete");
	if (l->because.len)
		json_member(&j, "because", l->because);
	json_key(&j, "decisions");
	json_count(&j, letter ? letter->decisions.len : 0);
	json_key(&j, "findings");
	json_list(&j);
	for (size_t i = 0; letter && i < l->findings->list.len; i++)
		write_finding(&j, letter->source, &l->findings->list.items[i]);
	json_list_end(&j);
	if (l->waived)
		write_waived(&j, letter->source, l->waived);
	if (r->why && l->verdicts)
		write_verdicts(&j, l->verdicts);
	json_object_end(&j);
}

static void begin_document(struct report *r, struct buf *out)
{
	struct json j = { .out = out };

	json_object(&j);
	json_key(&j, "schema");
	json_c(&j, SCHEMA);
	json_key(&j, "tool");
	json_object(&j);
	json_key(&j, "name");
	json_c(&j, "imrcheck");
	json_key(&j, "version");
	json_c(&j, IMRCHECK_VERSION);
	json_key(&j, "packs");
	json_list(&j);
	for (size_t i = 0; i < r->n_packs; i++) {
		json_object(&j);
		json_member(&j, "name", r->packs[i].name);
		json_member(&j, "hash", r->packs[i].hash);
		json_object_end(&j);
	}
	json_list_end(&j);
	json_object_end(&j);
	buf_str(out, STR(", \"letters\": ["));
}

static void letter_of_document(struct report *r, struct buf *out,
                               const struct report_letter *l)
{
	buf_str(out, r->letters ? STR(",\n") : STR("\n"));
	write_letter(r, out, l);
}

static void merged_document(struct report *r, struct buf *out, struct str line)
{
	buf_str(out, r->letters ? STR(",\n") : STR("\n"));
	buf_str(out, line);
}

static void write_gone(struct json *j, const struct report_summary *s)
{
	json_key(j, "gone");
	json_list(j);
	for (size_t i = 0; i < s->gone.len; i++) {
		json_object(j);
		json_member(j, "fingerprint", s->gone.items[i].fingerprint);
		json_member(j, "rule", s->gone.items[i].rule);
		json_member(j, "letter", s->gone.items[i].letter);
		json_object_end(j);
	}
	json_list_end(j);
}

static void write_sample(struct json *j, const struct sample_record *r)
{
	json_key(j, "sample");
	json_object(j);
	json_key(j, "of");
	json_c(j, r->decisions ? "decisions" : "letters");
	json_key(j, "seed");
	json_count(j, r->seed);
	json_key(j, "strata");
	json_list(j);
	for (size_t i = 0; i < SAMPLE_STRATA; i++) {
		if (!r->strata[i].all)
			continue;
		json_object(j);
		json_key(j, "outcome");
		json_c(j, r->strata[i].outcome);
		json_key(j, "all");
		json_count(j, r->strata[i].all);
		json_key(j, "drawn");
		json_count(j, r->strata[i].drawn);
		json_object_end(j);
	}
	json_list_end(j);
	json_object_end(j);
}

/* Members that are there only when the run had something to do with them. */
static void write_aside(struct json *j, const struct report_summary *s)
{
	if (s->waived) {
		json_key(j, "waived");
		json_count(j, s->waived);
	}
	if (s->known) {
		json_key(j, "known");
		json_count(j, s->known);
	}
	if (s->gone.len)
		write_gone(j, s);
	if (s->sample)
		write_sample(j, s->sample);
}

static void end_document(struct report *r, struct buf *out,
                         const struct report_summary *s)
{
	struct json j = { .out = out };

	(void)r;
	buf_str(out, STR("\n], \"summary\": "));
	json_object(&j);
	json_key(&j, "letters");
	json_count(&j, s->letters);
	json_key(&j, "decisions");
	json_count(&j, s->decisions);
	json_key(&j, "findings");
	json_object(&j);
	for (int level = SEVERITY_ERROR; level >= SEVERITY_NOTE; level--) {
		json_key(&j, severity_name((enum severity)level));
		json_count(&j, s->findings[level]);
	}
	json_object_end(&j);
	json_key(&j, "skipped");
	json_list(&j);
	for (size_t i = 0; i < s->skipped.len; i++) {
		json_object(&j);
		json_member(&j, "path", s->skipped.items[i].path);
		json_member(&j, "because", s->skipped.items[i].because);
		json_object_end(&j);
	}
	json_list_end(&j);
	write_aside(&j, s);
	json_object_end(&j);
	buf_str(out, STR("}\n"));
}

const struct report_format report_json = {
	.name = "json",
	.machine = true,
	.begin = begin_document,
	.letter = letter_of_document,
	.end = end_document,
	.merged = merged_document,
};

static void letter_on_a_line(struct report *r, struct buf *out,
                             const struct report_letter *l)
{
	write_letter(r, out, l);
	buf_char(out, '\n');
}

static void merged_line(struct report *r, struct buf *out, struct str line)
{
	(void)r;
	buf_str(out, line);
	buf_char(out, '\n');
}

const struct report_format report_ndjson = {
	.name = "ndjson",
	.machine = true,
	.letter = letter_on_a_line,
	.merged = merged_line,
};
