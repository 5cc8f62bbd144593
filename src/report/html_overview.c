/*
 * html_overview.c -- the first page of the audit report.
 *
 * Charts are tables whose bars are drawn in SVG: what a bar shows stands
 * beside it in numbers, so that nothing depends on seeing it, and the page
 * fits any width.
 */
#include "report/html.h"
#include "report/json.h"
#include "report/markup.h"
#include "report/totals.h"

/* Bars are drawn on this many units, whatever their width on the page. */
#define BAR 1000

/* Letters named on the first page; all of them stand in the report. */
#define INCOMPLETE_MAX 200

static const char *plural(size_t n)
{
	return n == 1 ? "" : "s";
}

/* One part of a bar; what it is called is also the class that paints it. */
struct part {
	const char *paint;
	bool counted; /* "3 errors", but "3 upheld" */
	size_t n;
};

static void bar(struct buf *out, const struct part *parts, size_t n_parts,
                size_t whole)
{
	size_t done = 0;

	buf_printf(out,
	           "<svg class=\"bar\" viewBox=\"0 0 %d 10\" "
	           "preserveAspectRatio=\"none\" aria-hidden=\"true\">",
	           BAR);
	for (size_t i = 0; i < n_parts && whole; i++) {
		size_t from = done * BAR / whole, to;

		done += parts[i].n;
		to = done * BAR / whole;
		if (!parts[i].n)
			continue;
		/* What is there must be seen. */
		buf_printf(out,
		           "<rect class=\"%s\" x=\"%zu\" width=\"%zu\" "
		           "height=\"10\"/>",
		           parts[i].paint, from, to > from + 3 ? to - from : 3);
	}
	buf_str(out, STR("</svg>"));
}

/* "3 errors, 1 note", with what is painted as what. */
static void counts(struct buf *out, const struct part *parts, size_t n_parts)
{
	bool first = true;

	for (size_t i = 0; i < n_parts; i++) {
		if (!parts[i].n)
			continue;
		buf_printf(out, "%s<span class=\"key %s\">%zu %s%s</span>",
		           first ? "" : ", ", parts[i].paint, parts[i].n,
		           parts[i].paint,
		           parts[i].counted ? plural(parts[i].n) : "");
		first = false;
	}
}

static void severity_parts(struct part parts[SEVERITIES],
                           const size_t findings[SEVERITIES])
{
	for (int i = 0; i < SEVERITIES; i++) {
		enum severity s = (enum severity)(SEVERITY_ERROR - i);

		parts[i].paint = severity_name(s);
		parts[i].counted = true;
		parts[i].n = findings[s];
	}
}

static size_t sum(const size_t *numbers, size_t n)
{
	size_t all = 0;

	for (size_t i = 0; i < n; i++)
		all += numbers[i];
	return all;
}

/* -- the head and the figures */

static void head(struct buf *out, const struct report *r)
{
	buf_str(out, STR("<header id=\"overview\">\n"
	                 "<h1>Independent Medical Review: audit report</h1>\n"
	                 "<p class=\"aside\">Written by "
	                 "imrcheck " IMRCHECK_VERSION));
	for (size_t i = 0; i < r->n_packs; i++) {
		buf_str(out, i ? STR(", ") : STR(" with the rules "));
		markup_text(out, r->packs[i].name);
		buf_str(out, STR(" <code>"));
		markup_text(out, r->packs[i].hash);
		buf_str(out, STR("</code>"));
	}
	buf_str(out, STR(".</p>\n<p>A finding says that two passages of a "
	                 "letter, or a "
	                 "letter and a guideline, cannot both be right. It "
	                 "does not say "
	                 "which of them is; that is for the reader. Beside "
	                 "every finding "
	                 "are boxes to accept it, to reject it, or to say that "
	                 "it is "
	                 "unsure.</p>\n"));
}

static void figure(struct buf *out, const char *paint, size_t n,
                   const char *what)
{
	buf_printf(out, "<div class=\"%s\"><dt>%s</dt><dd>%zu</dd></div>\n",
	           paint, what, n);
}

static void figures(struct buf *out, const struct totals *t,
                    const struct report_summary *s)
{
	buf_str(out, STR("<dl class=\"figures\">\n"));
	figure(out, "plain", s->letters, "Letters");
	figure(out, "plain", s->decisions, "Decisions");
	figure(out, "plain", t->with_findings, "Letters with findings");
	figure(out, "error", s->findings[SEVERITY_ERROR], "Errors");
	figure(out, "warning", s->findings[SEVERITY_WARNING], "Warnings");
	figure(out, "note", s->findings[SEVERITY_NOTE], "Notes");
	figure(out, "incomplete", t->incomplete, "Not fully checked");
	buf_str(out, STR("</dl>\n"));
}

/* -- charts */

static void outcomes(struct buf *out, const struct totals *t)
{
	static const enum outcome order[] = {
		OUTCOME_UPHELD,
		OUTCOME_OVERTURNED,
		OUTCOME_MODIFIED,
		OUTCOME_UNKNOWN,
	};
	struct part parts[OUTCOMES] = { 0 };

	for (int i = 0; i < OUTCOMES; i++) {
		parts[i].paint = outcome_name(order[i]);
		parts[i].n = t->outcomes[order[i]];
	}
	buf_str(out, STR("<section>\n<h2>Outcomes</h2>\n<div class=\"wide\">"));
	bar(out, parts, OUTCOMES, sum(t->outcomes, OUTCOMES));
	buf_str(out, STR("</div>\n<p>"));
	counts(out, parts, OUTCOMES);
	buf_str(out, STR(".</p>\n<p class=\"aside\">Upheld: the denial stands. "
	                 "Overturned: the treatment is necessary. Unknown: the "
	                 "letter does not say, or not readably.</p>\n"
	                 "</section>\n"));
}

/* A percentage of fewer findings would say more than is known. */
#define MEASURED_ENOUGH 20

static const struct check *check_of(const struct report *r, struct str rule)
{
	return r->checks ? check_find(r->checks, rule) : NULL;
}

static void precision(struct buf *out, const struct check *check)
{
	if (!check || !check->measured_all) {
		buf_str(out, STR("not measured yet"));
		return;
	}
	buf_printf(out, "%u of %u findings read were right",
	           check->measured_right, check->measured_all);
	if (check->measured_all >= MEASURED_ENOUGH)
		buf_printf(out, " (%u %%)",
		           (unsigned)((uint64_t)check->measured_right * 100 /
		                      check->measured_all));
}

static void rule_name(struct buf *out, const struct report *r, struct str rule)
{
	const struct check *check = check_of(r, rule);

	markup_text(out, check && check->title.len ? check->title : rule);
	buf_str(out, STR("<br><code>"));
	markup_text(out, rule);
	buf_str(out, STR("</code>"));
}

static void rule_row(struct buf *out, const struct report *r,
                     const struct rule_total *rule, size_t most)
{
	struct part parts[SEVERITIES];

	severity_parts(parts, rule->findings);
	buf_str(out, STR("<tr><th scope=\"row\" data-rule=\""));
	markup_text(out, rule->rule);
	buf_str(out, STR("\">"));
	rule_name(out, r, rule->rule);
	buf_str(out, STR("<span class=\"aside\"> \xc2\xb7 precision: "));
	precision(out, check_of(r, rule->rule));
	buf_str(out, STR("</span></th><td>"));
	bar(out, parts, SEVERITIES, most);
	counts(out, parts, SEVERITIES);
	buf_str(out, STR("</td></tr>\n"));
}

static void begin_chart(struct buf *out, const char *title, const char *what,
                        const char *numbers)
{
	buf_printf(out,
	           "<section>\n<h2>%s</h2>\n<table class=\"chart\">\n<thead>"
	           "<tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr>"
	           "</thead>\n<tbody>\n",
	           title, what, numbers);
}

static void end_chart(struct buf *out)
{
	buf_str(out, STR("</tbody>\n</table>\n</section>\n"));
}

static void rules(struct buf *out, const struct report *r)
{
	struct ranking ranking = { 0 };
	size_t most;

	totals_rank(r->totals, out->arena, &ranking);
	if (!ranking.list.len)
		return;
	most = rule_total_findings(ranking.list.items[0]);
	begin_chart(out, "Findings by rule", "Rule", "Findings");
	for (size_t i = 0; i < ranking.list.len; i++)
		rule_row(out, r, ranking.list.items[i], most);
	end_chart(out);
}

static void category_row(struct buf *out, enum category c,
                         const struct category_total *t, size_t most)
{
	size_t decisions = sum(t->outcomes, OUTCOMES);
	size_t overturned = t->outcomes[OUTCOME_OVERTURNED];
	struct part parts[SEVERITIES];

	if (!decisions)
		return;
	severity_parts(parts, t->findings);
	buf_printf(out,
	           "<tr><th scope=\"row\">%s<br><span class=\"aside\">%zu "
	           "decision%s, %zu overturned</span></th><td>",
	           category_name(c), decisions, plural(decisions), overturned);
	bar(out, parts, SEVERITIES, most);
	if (sum(t->findings, SEVERITIES))
		counts(out, parts, SEVERITIES);
	else
		buf_str(out, STR("<span class=\"aside\">no findings</span>"));
	buf_str(out, STR("</td></tr>\n"));
}

static void categories(struct buf *out, const struct totals *t)
{
	size_t most = 0;

	for (int c = 0; c < CATEGORIES; c++) {
		size_t n = sum(t->categories[c].findings, SEVERITIES);

		most = n > most ? n : most;
	}
	begin_chart(out, "Findings by treatment", "Category of the request",
	            "Findings about its items");
	/* "other" is the first of the enum and the last of the list. */
	for (int c = 1; c <= CATEGORIES; c++)
		category_row(out, (enum category)(c % CATEGORIES),
		             &t->categories[c % CATEGORIES], most);
	end_chart(out);
}

/* -- what was not evaluated */

static void coverage_row(struct buf *out, const struct report *r,
                         const struct rule_total *rule, size_t decisions)
{
	struct part parts[VERDICTS] = { 0 };
	size_t said = sum(rule->verdicts, VERDICTS);

	for (int v = 0; v < VERDICTS; v++) {
		parts[v].paint = verdict_name((enum verdict_value)v);
		parts[v].n = rule->verdicts[v];
	}
	buf_str(out, STR("<tr><th scope=\"row\">"));
	rule_name(out, r, rule->rule);
	buf_str(out, STR("</th><td>"));
	bar(out, parts, VERDICTS, said > decisions ? said : decisions);
	counts(out, parts, VERDICTS);
	if (said < decisions)
		buf_printf(out,
		           ", <span class=\"aside\">%zu without a "
		           "verdict</span>",
		           decisions - said);
	buf_str(out, STR("</td></tr>\n"));
}

/* Rules that found what there is, and say nothing of the rest. */
static void silent_rules(struct buf *out, const struct report *r)
{
	size_t n = 0;

	for (size_t i = 0; r->checks && i < r->checks->list.len; i++) {
		struct str id = r->checks->list.items[i].id;
		const struct rule_total *rule = totals_find(r->totals, id);

		if (rule && sum(rule->verdicts, VERDICTS))
			continue;
		buf_str(out, n++ ? STR(", ")
		                 : STR("<p class=\"aside\">Without a verdict "
		                       "on any item: "));
		buf_str(out, STR("<code>"));
		markup_text(out, id);
		buf_str(out, STR("</code>"));
	}
	if (n)
		buf_str(out, STR(". These were not selected, or only speak "
		                 "when they find something.</p>\n"));
}

/* All verdicts of all rules in one bar. */
static void coverage_of_all(struct buf *out, const struct totals *t)
{
	struct part parts[VERDICTS] = { 0 };
	size_t all = 0;

	for (int v = 0; v < VERDICTS; v++) {
		parts[v].paint = verdict_name((enum verdict_value)v);
		for (size_t i = 0; i < t->rules.len; i++)
			parts[v].n += t->rules.items[i].verdicts[v];
		all += parts[v].n;
	}
	buf_str(out, STR("<div class=\"wide\">"));
	bar(out, parts, VERDICTS, all);
	buf_printf(out, "</div>\n<p>%zu verdict%s: ", all, plural(all));
	counts(out, parts, VERDICTS);
	buf_str(out, STR(".</p>\n"));
}

static void coverage(struct buf *out, const struct report *r,
                     const struct report_summary *s)
{
	const struct totals *t = r->totals;

	buf_str(out, STR("<section>\n<h2>Coverage</h2>\n<p>What the rules made "
	                 "of the "
	                 "decisions. Unknown: the letter does not state what "
	                 "the rule "
	                 "needs. Not evaluated: the rule was stopped at a "
	                 "limit, or what "
	                 "it reads is absent.</p>\n"));
	coverage_of_all(out, t);
	buf_str(out,
	        STR("<div class=\"folds\"><h3>Rule by rule</h3>\n"
	            "<table class=\"chart\">\n<thead><tr><th scope=\"col\">Rule"
	            "</th><th "
	            "scope=\"col\">Verdicts</th></tr></thead>\n<tbody>\n"));
	for (size_t i = 0; i < t->rules.len; i++) {
		if (sum(t->rules.items[i].verdicts, VERDICTS))
			coverage_row(out, r, &t->rules.items[i], s->decisions);
	}
	buf_str(out, STR("</tbody>\n</table>\n"));
	silent_rules(out, r);
	buf_str(out, STR("</div>\n</section>\n"));
}

static void incomplete(struct buf *out, const struct report_summary *s)
{
	size_t n = s->skipped.len;

	buf_str(out, STR("<section>\n<h2>Not fully checked</h2>\n"));
	if (!n)
		buf_str(out, STR("<p>No letter: all could be read.</p>\n"));
	else
		buf_str(out, STR("<ul>\n"));
	for (size_t i = 0; i < n && i < INCOMPLETE_MAX; i++) {
		buf_str(out, STR("<li>"));
		markup_text(out, s->skipped.items[i].path);
		buf_str(out, STR(": "));
		markup_text(out, s->skipped.items[i].because);
		buf_str(out, STR("</li>\n"));
	}
	if (n)
		buf_str(out, STR("</ul>\n"));
	if (n > INCOMPLETE_MAX)
		buf_printf(out, "<p>%zu more are among the letters.</p>\n",
		           n - INCOMPLETE_MAX);
	buf_str(out, STR("</section>\n"));
}

/* What an auditor who signs must know: how letters and findings were chosen. */
static void basis(struct buf *out, const struct report_summary *s)
{
	struct buf line = { .arena = out->arena };

	if (!s->sample && !s->waived && !s->known && !s->gone.len)
		return;
	report_summary_line(&line, s);
	buf_str(out, STR("<section>\n<h2>Basis</h2>\n<p>"));
	markup_text(out, str_trim(buf_text(&line)));
	buf_str(out, STR("</p>\n</section>\n"));
}

static void signature(struct buf *out)
{
	buf_str(out, STR("<section class=\"sign\">\n<h2>Signature</h2>\n<dl>"
	                 "<div><dt>Auditor</dt><dd></dd></div>"
	                 "<div><dt>Date</dt><dd></dd></div>"
	                 "<div><dt>Signature</dt><dd></dd></div></dl>\n</"
	                 "section>\n"));
}

/* -- what the letters' tables refer to by number */

static void names(struct buf *out, const char *attribute,
                  const struct str *texts, size_t n)
{
	struct buf list = { .arena = out->arena };
	struct json j = { .out = &list };

	json_list(&j);
	for (size_t i = 0; i < n; i++)
		json_str(&j, texts[i]);
	json_list_end(&j);
	buf_printf(out, " %s=\"", attribute);
	markup_text(out, buf_text(&list));
	buf_char(out, '"');
}

static void numbered(struct buf *out, const struct totals *t)
{
	size_t n = t->rules.len, m = t->reasons.len;
	struct str *rule = ARENA_ARRAY(out->arena, struct str, n);
	struct str *reason = ARENA_ARRAY(out->arena, struct str, m);

	for (size_t i = 0; i < n; i++)
		rule[t->rules.items[i].number] = t->rules.items[i].rule;
	for (size_t i = 0; i < m; i++)
		reason[t->reasons.items[i].number] =
		        t->reasons.items[i].because;
	buf_str(out, STR("<div id=\"numbered\" hidden"));
	names(out, "data-rules", rule, n);
	names(out, "data-reasons", reason, m);
	buf_printf(out, " data-kept=\"%d\"></div>\n", REASONS_KEPT);
}

void html_overview(struct buf *out, const struct report *r,
                   const struct report_summary *s)
{
	head(out, r);
	figures(out, r->totals, s);
	outcomes(out, r->totals);
	rules(out, r);
	categories(out, r->totals);
	coverage(out, r, s);
	incomplete(out, s);
	basis(out, s);
	signature(out);
	buf_str(out, STR("</header>\n"));
	numbered(out, r->totals);
}
