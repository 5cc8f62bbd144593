/*
 * sarif.c -- SARIF 2.1.0 (OASIS), for code scanning and its viewers.
 *
 * The section numbers below are those of the standard. Results are written as
 * they come; what is only known at the end stands behind them.
 */
#include "report/json.h"
#include "report/report.h"

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

/*
 * 3.11.5 and 3.11.6: in a message, braces are placeholders and "[a](b)" is a
 * link. No letter shall make either: braces are doubled, the link is broken.
 */
static void message(struct json *j, const char *key, struct str text)
{
	struct buf b = { .arena = j->out->arena };

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '{' || c == '}')
			buf_char(&b, c);
		if (c == '(' && i && text.ptr[i - 1] == ']')
			buf_char(&b, ' ');
		buf_char(&b, c);
	}
	json_key(j, key);
	json_object(j);
	json_member(j, "text", buf_text(&b));
	json_object_end(j);
}

/* -- places */

/* RFC 3986: all but the unreserved characters and the slash as %XX. */
static struct str uri_of(struct arena *a, struct str path)
{
	static const struct str unreserved = STR_INIT("-._~/");
	struct buf b = { .arena = a };

	if (str_starts(path, STR("/")))
		buf_str(&b, STR("file://"));
	for (size_t i = 0; i < path.len; i++) {
		char c = path.ptr[i];

		if (is_alnum(c) || str_has_char(unreserved, c))
			buf_char(&b, c);
		else
			buf_printf(&b, "%%%02X", (unsigned char)c);
	}
	return buf_text(&b);
}

static void artifact(struct json *j, struct str path)
{
	json_key(j, "artifactLocation");
	json_object(j);
	json_member(j, "uri", uri_of(j->out->arena, path));
	json_object_end(j);
}

static void region(struct json *j, const struct source *s, struct span at)
{
	struct place start = source_place(s, at.start);
	struct place end = source_place(s, at.end);

	json_key(j, "region");
	json_object(j);
	json_key(j, "startLine");
	json_count(j, start.line);
	json_key(j, "startColumn");
	json_count(j, start.column);
	json_key(j, "endLine");
	json_count(j, end.line);
	json_key(j, "endColumn");
	json_count(j, end.column);
	json_object_end(j);
}

/* What is about the letter as a whole has no region. */
static void physical(struct json *j, const struct report_letter *l,
                     struct span at)
{
	json_key(j, "physicalLocation");
	json_object(j);
	artifact(j, l->path);
	if (!span_empty(at))
		region(j, l->letter->source, at);
	json_object_end(j);
}

static void logical(struct json *j, const struct report_letter *l,
                    const struct finding *f)
{
	struct str item;

	if (!f->decision)
		return;
	item = arena_printf(j->out->arena, "item %u", f->decision);
	json_key(j, "logicalLocations");
	json_list(j);
	json_object(j);
	json_member(j, "name", item);
	if (l->letter->case_number.len)
		json_member(j, "fullyQualifiedName",
		            arena_printf(j->out->arena, "%.*s/%.*s",
		                         STR_ARG(l->letter->case_number),
		                         STR_ARG(item)));
	json_object_end(j);
	json_list_end(j);
}

static void locations(struct json *j, const struct report_letter *l,
                      const struct finding *f)
{
	json_key(j, "locations");
	json_list(j);
	json_object(j);
	physical(j, l, f->span);
	logical(j, l, f);
	json_object_end(j);
	json_list_end(j);
	json_key(j, "relatedLocations");
	json_list(j);
	for (size_t i = 0; i < f->related.len; i++) {
		json_object(j);
		json_key(j, "id");
		json_count(j, i + 1);
		physical(j, l, f->related.items[i].span);
		message(j, "message", f->related.items[i].message);
		json_object_end(j);
	}
	json_list_end(j);
}

/* -- results */

/* What SARIF has no place for. */
static void properties(struct json *j, const struct report_letter *l,
                       const struct finding *f)
{
	json_key(j, "properties");
	json_object(j);
	json_key(j, "case");
	json_str_or_null(j, l->letter->case_number);
	json_key(j, "decision");
	if (f->decision)
		json_count(j, f->decision);
	else
		json_null(j);
	json_key(j, "criterion");
	json_str_or_null(j, f->criterion);
	json_key(j, "confidence");
	json_c(j, confidence_name((enum confidence)f->confidence));
	json_key(j, "citation");
	json_str_or_null(j, f->citation);
	json_key(j, "help");
	json_str_or_null(j, f->help);
	json_object_end(j);
}

static void rule_of(struct json *j, const struct report *r,
                    const struct finding *f)
{
	const struct check *check =
	        r->checks ? check_find(r->checks, f->rule) : NULL;

	json_member(j, "ruleId", f->rule);
	if (!check)
		return;
	json_key(j, "ruleIndex");
	json_count(j, (size_t)(check - r->checks->list.items));
}

static void result(const struct report *r, struct buf *out,
                   const struct report_letter *l, const struct finding *f)
{
	struct json j = { .out = out };

	json_object(&j);
	rule_of(&j, r, f);
	json_key(&j, "level");
	json_c(&j, severity_name((enum severity)f->severity));
	message(&j, "message", f->message);
	locations(&j, l, f);
	json_key(&j, "partialFingerprints");
	json_object(&j);
	json_key(&j, "imrcheck/v1");
	json_c(&j, f->fingerprint);
	json_object_end(&j);
	properties(&j, l, f);
	json_object_end(&j);
}

/* -- the tool and its rules */

static void text_or_nothing(struct json *j, const char *key, struct str text)
{
	if (text.len)
		message(j, key, text);
}

static void rule(struct json *j, const struct check *check)
{
	json_object(j);
	json_member(j, "id", check->id);
	text_or_nothing(j, "shortDescription", check->title);
	text_or_nothing(j, "fullDescription", check->explain);
	text_or_nothing(j, "help", check->help);
	json_key(j, "defaultConfiguration");
	json_object(j);
	json_key(j, "level");
	json_c(j, severity_name((enum severity)check->severity));
	json_object_end(j);
	json_key(j, "properties");
	json_object(j);
	json_key(j, "confidence");
	json_c(j, confidence_name((enum confidence)check->confidence));
	json_key(j, "findingsRead");
	json_count(j, check->measured_all);
	json_key(j, "findingsConfirmed");
	json_count(j, check->measured_right);
	json_object_end(j);
	json_object_end(j);
}

static void packs(struct json *j, const struct report *r)
{
	json_key(j, "properties");
	json_object(j);
	json_key(j, "packs");
	json_list(j);
	for (size_t i = 0; i < r->n_packs; i++) {
		json_object(j);
		json_member(j, "name", r->packs[i].name);
		json_member(j, "hash", r->packs[i].hash);
		json_object_end(j);
	}
	json_list_end(j);
	json_object_end(j);
}

static void driver(struct json *j, const struct report *r)
{
	json_key(j, "driver");
	json_object(j);
	json_key(j, "name");
	json_c(j, "imrcheck");
	json_key(j, "version");
	json_c(j, IMRCHECK_VERSION);
	json_key(j, "rules");
	json_list(j);
	for (size_t i = 0; r->checks && i < r->checks->list.len; i++)
		rule(j, &r->checks->list.items[i]);
	json_list_end(j);
	packs(j, r);
	json_object_end(j);
}

/* 3.58: a letter that was not checked, or not wholly, is said. */
static void notification(struct json *j, const struct skipped *skipped)
{
	json_object(j);
	json_key(j, "level");
	json_c(j, "warning");
	message(j, "message", skipped->because);
	json_key(j, "locations");
	json_list(j);
	json_object(j);
	json_key(j, "physicalLocation");
	json_object(j);
	artifact(j, skipped->path);
	json_object_end(j);
	json_object_end(j);
	json_list_end(j);
	json_object_end(j);
}

static void invocation(struct json *j, const struct report_summary *s)
{
	json_list(j);
	json_object(j);
	json_key(j, "executionSuccessful");
	json_bool(j, true);
	json_key(j, "toolExecutionNotifications");
	json_list(j);
	for (size_t i = 0; i < s->skipped.len; i++)
		notification(j, &s->skipped.items[i]);
	json_list_end(j);
	json_key(j, "properties");
	json_object(j);
	json_key(j, "letters");
	json_count(j, s->letters);
	json_key(j, "decisions");
	json_count(j, s->decisions);
	json_object_end(j);
	json_object_end(j);
	json_list_end(j);
}

/* -- the writer */

static void write_begin(struct report *r, struct buf *out)
{
	struct json j = { .out = out };

	buf_str(out, STR("{\"$schema\": \"" SCHEMA "\", \"version\": "
	                 "\"2.1.0\", \"runs\": [{\"tool\": "));
	json_object(&j);
	driver(&j, r);
	json_object_end(&j);
	buf_str(out, STR(",\n\"columnKind\": \"unicodeCodePoints\", "
	                 "\"results\": ["));
}

static void write_letter(struct report *r, struct buf *out,
                         const struct report_letter *l)
{
	for (size_t i = 0; l->letter && i < l->findings->list.len; i++) {
		buf_str(out, r->findings++ ? STR(",\n") : STR("\n"));
		result(r, out, l, &l->findings->list.items[i]);
	}
}

static void write_end(struct report *r, struct buf *out,
                      const struct report_summary *s)
{
	struct json j = { .out = out };

	(void)r;
	buf_str(out, STR("\n],\n\"invocations\": "));
	invocation(&j, s);
	buf_str(out, STR("}]}\n"));
}

const struct report_format report_sarif = {
	.name = "sarif",
	.machine = true,
	.begin = write_begin,
	.letter = write_letter,
	.end = write_end,
};
