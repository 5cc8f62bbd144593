/* gitlab.c -- code quality, as GitLab shows it beside a merge request. */
#include "report/json.h"
#include "report/report.h"

static const char *const severities[] = {
	[SEVERITY_NOTE] = "info",
	[SEVERITY_WARNING] = "minor",
	[SEVERITY_ERROR] = "critical",
};

static void location(struct json *j, const struct report_letter *l,
                     struct span at)
{
	const struct source *s = l->letter->source;

	json_object(j);
	json_member(j, "path", l->path);
	json_key(j, "lines");
	json_object(j);
	json_key(j, "begin");
	json_count(j, source_place(s, at.start).line);
	json_key(j, "end");
	json_count(j, source_place(s, at.end).line);
	json_object_end(j);
	json_object_end(j);
}

static struct str description(struct arena *a, const struct report_letter *l,
                              const struct finding *f)
{
	struct buf b = { .arena = a };

	buf_str(&b, f->message);
	for (size_t i = 0; i < f->related.len; i++) {
		const struct related *also = &f->related.items[i];

		buf_str(&b, STR("; "));
		buf_str(&b, also->message);
		buf_printf(
		        &b, " (line %u)",
		        source_place(l->letter->source, also->span.start).line);
	}
	return buf_text(&b);
}

static void finding(struct buf *out, const struct report_letter *l,
                    const struct finding *f)
{
	struct json j = { .out = out };

	json_object(&j);
	json_member(&j, "description", description(out->arena, l, f));
	json_member(&j, "check_name", f->rule);
	json_key(&j, "fingerprint");
	json_c(&j, f->fingerprint);
	json_key(&j, "severity");
	json_c(&j, severities[f->severity]);
	json_key(&j, "location");
	location(&j, l, f->span);
	json_key(&j, "other_locations");
	json_list(&j);
	for (size_t i = 0; i < f->related.len; i++)
		location(&j, l, f->related.items[i].span);
	json_list_end(&j);
	json_object_end(&j);
}

static void write_begin(struct report *r, struct buf *out)
{
	(void)r;
	buf_char(out, '[');
}

static void write_letter(struct report *r, struct buf *out,
                         const struct report_letter *l)
{
	for (size_t i = 0; l->letter && i < l->findings->list.len; i++) {
		buf_str(out, r->findings++ ? STR(",\n") : STR("\n"));
		finding(out, l, &l->findings->list.items[i]);
	}
}

static void write_end(struct report *r, struct buf *out,
                      const struct report_summary *s)
{
	(void)r, (void)s;
	buf_str(out, STR("\n]\n"));
}

const struct report_format report_gitlab = {
	.name = "gitlab",
	.machine = true,
	.begin = write_begin,
	.letter = write_letter,
	.end = write_end,
};
