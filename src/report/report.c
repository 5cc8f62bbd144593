/* report.c -- the table of writers, and the line that closes every report. */
#include "report/report.h"

#include "report/display.h"

static const struct report_format *const formats[] = {
	&report_text,   &report_compact,  &report_json,  &report_ndjson,
	&report_csv,    &report_sarif,    &report_junit, &report_gitlab,
	&report_github, &report_markdown, &report_html,
};

size_t report_formats(void)
{
	return sizeof(formats) / sizeof(*formats);
}

const struct report_format *report_format_at(size_t i)
{
	return formats[i];
}

const struct report_format *report_format_find(struct str name)
{
	for (size_t i = 0; i < report_formats(); i++) {
		if (str_eq(str_c(formats[i]->name), name))
			return formats[i];
	}
	return NULL;
}

static void count(struct buf *out, size_t n, const char *what)
{
	buf_printf(out, "%zu %s%s", n, what, n == 1 ? "" : "s");
}

/* How many letters were skipped for the same reason as skipped[i]. */
static size_t same_reason(const struct report_summary *s, size_t i, bool *first)
{
	size_t n = 0;

	*first = true;
	for (size_t j = 0; j < s->skipped.len; j++) {
		if (!str_eq(s->skipped.items[j].because,
		            s->skipped.items[i].because))
			continue;
		*first &= j >= i;
		n++;
	}
	return n;
}

/* Reasons are few, whatever is skipped; more than these are "other". */
#define REASONS_MAX 4

static void skipped_reasons(struct buf *out, const struct report_summary *s)
{
	size_t said = 0, counted = 0;

	for (size_t i = 0; i < s->skipped.len && said < REASONS_MAX; i++) {
		bool first;
		size_t n = same_reason(s, i, &first);

		if (!first)
			continue;
		buf_str(out, said++ ? STR(", ") : STR(" ("));
		buf_printf(out, "%zu ", n);
		display_text(out, s->skipped.items[i].because);
		counted += n;
	}
	if (counted < s->skipped.len)
		buf_printf(out, ", %zu for other reasons",
		           s->skipped.len - counted);
	buf_char(out, ')');
}

/* ", 2 of 40 upheld" for every outcome that there is. */
static void sample(struct buf *out, const struct sample_record *r)
{
	size_t all = 0, drawn = 0;

	for (size_t i = 0; i < SAMPLE_STRATA; i++) {
		all += r->strata[i].all;
		drawn += r->strata[i].drawn;
	}
	buf_printf(out, "; sample of %zu of %zu %s, seed %u", drawn, all,
	           r->decisions ? "decisions" : "letters", r->seed);
	for (size_t i = 0; i < SAMPLE_STRATA; i++) {
		if (r->strata[i].all)
			buf_printf(out, ", %zu of %zu %s", r->strata[i].drawn,
			           r->strata[i].all, r->strata[i].outcome);
	}
}

void report_summary_line(struct buf *out, const struct report_summary *s)
{
	count(out, s->letters, "letter");
	buf_str(out, STR(", "));
	count(out, s->decisions, "decision");
	buf_str(out, STR(": "));
	count(out, s->findings[SEVERITY_ERROR], "error");
	buf_str(out, STR(", "));
	count(out, s->findings[SEVERITY_WARNING], "warning");
	buf_str(out, STR(", "));
	count(out, s->findings[SEVERITY_NOTE], "note");
	if (s->skipped.len) {
		buf_printf(out, "; %zu not fully checked", s->skipped.len);
		skipped_reasons(out, s);
	}
	if (s->waived)
		buf_printf(out, "; %zu waived", s->waived);
	if (s->known)
		buf_printf(out, "; %zu known", s->known);
	if (s->gone.len)
		buf_printf(out, "; %zu gone", s->gone.len);
	if (s->sample)
		sample(out, s->sample);
	buf_char(out, '\n');
}
