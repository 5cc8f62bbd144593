/* html_letter.c -- one letter of the audit report. */
#include "report/html.h"
#include "report/json.h"
#include "report/markup.h"
#include "report/totals.h"
#include "rules/layout.h"

const char *html_severity(enum severity s)
{
	static const char *const names[] = {
		[SEVERITY_NOTE] = "Note",
		[SEVERITY_WARNING] = "Warning",
		[SEVERITY_ERROR] = "Error",
	};
	return names[s];
}

static void attribute(struct buf *out, const char *name, struct str value)
{
	buf_printf(out, " %s=\"", name);
	markup_text(out, value);
	buf_char(out, '"');
}

static const struct decision *decision_of(const struct letter *l,
                                          uint32_t decision)
{
	return decision && decision <= l->decisions.len
	               ? &l->decisions.items[decision - 1]
	               : NULL;
}

/* -- what the letter is */

static void date_fact(struct buf *out, const char *what, struct date d)
{
	if (date_known(d) && d.day)
		buf_printf(out, " \xc2\xb7 %s %04d-%02d-%02d", what, d.year,
		           d.month, d.day);
}

static void facts(struct buf *out, const struct letter *l)
{
	buf_printf(out, "<p class=\"facts\">%zu item%s", l->decisions.len,
	           l->decisions.len == 1 ? "" : "s");
	date_fact(out, "injury", l->header.injury.date);
	date_fact(out, "decided", l->header.decided.date);
	if (l->layout) {
		buf_str(out, STR(" \xc2\xb7 layout "));
		markup_text(out, l->layout->id);
	}
	buf_str(out, STR("</p>\n"));
}

static void heading(struct buf *out, const struct report_letter *l,
                    size_t number)
{
	struct str name = l->path;

	if (l->letter && l->letter->case_number.len)
		name = l->letter->case_number;
	buf_printf(out, "<h3><a href=\"#L%zu\">", number);
	markup_text(out, name);
	buf_str(out, STR("</a>"));
	if (name.ptr != l->path.ptr) {
		buf_str(out, STR(" <span class=\"path\">"));
		markup_text(out, l->path);
		buf_str(out, STR("</span>"));
	}
	buf_str(out, STR("</h3>\n"));
}

/* -- items */

/* "1, 3": the numbers of the findings about an item. */
static void item_findings(struct buf *out, const struct report_letter *l,
                          uint32_t decision, size_t number)
{
	bool first = true;

	for (size_t i = 0; i < l->findings->list.len; i++) {
		if (l->findings->list.items[i].decision != decision)
			continue;
		buf_printf(out, "%s<a href=\"#L%zu-%zu\">%zu</a>",
		           first ? " \xc2\xb7 finding " : ", ", number, i + 1,
		           i + 1);
		first = false;
	}
}

static void item(struct buf *out, const struct report_letter *l,
                 const struct decision *d, size_t number)
{
	const char *outcome = outcome_name((enum outcome)d->outcome);

	buf_printf(out, "<li data-o=\"%s\">", outcome);
	markup_text(out, l->redacted ? STR("(redacted)") : d->request.text);
	buf_printf(out,
	           " <b class=\"outcome %s\">%s</b> <span class=\"aside\">%s"
	           " \xc2\xb7 rationale concludes: %s",
	           outcome, outcome,
	           category_name((enum category)d->request.category),
	           conclusion_name((enum conclusion)d->conclusion));
	item_findings(out, l, d->index, number);
	buf_str(out, STR("</span></li>\n"));
}

static void items(struct buf *out, const struct report_letter *l, size_t number)
{
	const struct letter *letter = l->letter;

	if (!letter->decisions.len)
		return;
	buf_str(out, STR("<ol class=\"items\">\n"));
	for (size_t i = 0; i < letter->decisions.len; i++)
		item(out, l, &letter->decisions.items[i], number);
	buf_str(out, STR("</ol>\n"));
}

/* -- findings */

static void begin_finding(struct buf *out, const struct report_letter *l,
                          const struct finding *f, size_t number, size_t nth)
{
	const struct decision *d = decision_of(l->letter, f->decision);

	buf_printf(out,
	           "<section class=\"f %s\" id=\"L%zu-%zu\" data-s=\"%s\" "
	           "data-fp=\"%s\" data-l=\"%u\"",
	           severity_name((enum severity)f->severity), number, nth,
	           severity_name((enum severity)f->severity), f->fingerprint,
	           source_place(l->letter->source, f->span.start).line);
	attribute(out, "data-r", f->rule);
	if (f->criterion.len)
		attribute(out, "data-k", f->criterion);
	if (d)
		buf_printf(out, " data-n=\"%u\" data-o=\"%s\" data-c=\"%s\"",
		           f->decision, outcome_name((enum outcome)d->outcome),
		           category_name((enum category)d->request.category));
	buf_str(out, STR(">\n"));
}

static void about(struct buf *out, const struct report_letter *l,
                  const struct finding *f)
{
	const struct decision *d = decision_of(l->letter, f->decision);

	buf_str(out, STR("<p class=\"aside\">"));
	if (d)
		buf_printf(out, "Item %u", f->decision);
	else
		buf_str(out, STR("The letter as a whole"));
	if (d && !l->redacted) {
		buf_str(out, STR(": "));
		markup_text(out, d->request.text);
	}
	buf_str(out, STR(" \xc2\xb7 <code>"));
	markup_text(out, f->rule);
	buf_str(out, STR("</code>"));
	if (f->criterion.len) {
		buf_str(out, STR(" \xc2\xb7 <code>"));
		markup_text(out, f->criterion);
		buf_str(out, STR("</code>"));
	}
	buf_printf(out, " \xc2\xb7 %s confidence</p>\n",
	           confidence_name((enum confidence)f->confidence));
}

/* A passage of finding `id`, joined to its place in the text. */
static void passage(struct buf *out, const struct report_letter *l,
                    struct span at, const char *id, size_t which,
                    struct str words)
{
	const struct source *s = l->letter->source;

	if (span_empty(at))
		return;
	buf_printf(out, "<figure class=\"%s\"><figcaption><b>%s</b>",
	           which ? "b" : "a", which ? "But here" : "Says here");
	if (words.len && !l->redacted) {
		buf_str(out, STR(": "));
		markup_text(out, words);
	}
	if (l->redacted)
		buf_printf(out, ", line %u", source_place(s, at.start).line);
	else
		buf_printf(out, ", <a href=\"#%s-%zu\">line %u</a>", id, which,
		           source_place(s, at.start).line);
	buf_str(out, STR("</figcaption>"));
	if (!l->redacted) {
		buf_str(out, STR("<blockquote>"));
		html_quote(out, s, at);
		buf_str(out, STR("</blockquote>"));
	}
	buf_str(out, STR("</figure>\n"));
}

static void remark(struct buf *out, const char *what, struct str text)
{
	if (!text.len)
		return;
	buf_printf(out, "<p class=\"aid\"><b>%s</b> ", what);
	markup_text(out, text);
	buf_str(out, STR("</p>\n"));
}

/* Messages begin in lower case, headings do not. */
static void sentence(struct buf *out, struct str text)
{
	if (text.len && is_lower(text.ptr[0])) {
		buf_char(out, (char)(text.ptr[0] - 'a' + 'A'));
		text = str_sub(text, 1, text.len);
	}
	markup_text(out, text);
}

static void finding(struct buf *out, const struct report_letter *l,
                    const struct finding *f, size_t number, size_t nth)
{
	struct str none = { 0 };
	struct str id = arena_printf(out->arena, "L%zu-%zu", number, nth);

	begin_finding(out, l, f, number, nth);
	buf_printf(out,
	           "<h4><span class=\"no\">%zu</span> <span class=\"sev\">%s"
	           "</span> <span class=\"msg\">",
	           nth, html_severity((enum severity)f->severity));
	sentence(out, f->message);
	buf_str(out, STR("</span></h4>\n"));
	about(out, l, f);
	buf_str(out, STR("<div class=\"pair\">\n"));
	passage(out, l, f->span, id.ptr, 0, none);
	for (size_t i = 0; i < f->related.len; i++)
		passage(out, l, f->related.items[i].span, id.ptr, i + 1,
		        f->related.items[i].message);
	buf_str(out, STR("</div>\n"));
	remark(out, "Guideline", f->citation);
	remark(out, "What would settle it", f->help);
	buf_str(out, STR("</section>\n"));
}

/* -- what the rules said */

/*
 * [[reasons], [item, rule, verdict, reason, item, ...]] of the rules that
 * apply: what a letter's table is made of when somebody looks at it. Rules and
 * reasons are numbered in the order of report/totals.h; the reasons of this
 * letter alone are counted on from there.
 */
static void verdict_data(struct buf *out, const struct report *r,
                         const struct verdicts *v)
{
	struct buf numbers = { .arena = out->arena };
	struct json j = { .out = out };
	size_t own = 0;

	json_list(&j);
	json_list(&j);
	for (size_t i = 0; i < v->list.len; i++) {
		const struct verdict *one = &v->list.items[i];
		size_t reason;

		if (one->value == VERDICT_NOT_APPLICABLE)
			continue;
		reason = totals_reason(r->totals, r->arena, one->because);
		if (reason == REASONS_KEPT) {
			json_str(&j, one->because);
			reason += own++;
		}
		buf_printf(&numbers, "%s%u,%zu,%u,%zu", numbers.len ? "," : "",
		           one->decision,
		           totals_find(r->totals, one->rule)->number,
		           one->value, reason);
	}
	json_list_end(&j);
	buf_str(out, STR(", ["));
	buf_str(out, buf_text(&numbers));
	buf_char(out, ']');
	json_list_end(&j);
}

static void verdicts(struct buf *out, const struct report *r,
                     const struct report_letter *l)
{
	struct buf data = { .arena = out->arena };

	if (!l->verdicts || !l->verdicts->list.len)
		return;
	verdict_data(&data, r, l->verdicts);
	attribute(out, "data-v", buf_text(&data));
}

/*
 * Letters without findings have their text in a report that holds no more
 * letters than these; in a larger one it would only cost the time to open it.
 */
#define CLEAN_TEXTS_MAX 10000

static bool text_left_out(const struct report_letter *l, size_t number)
{
	return number > CLEAN_TEXTS_MAX && l->status == LETTER_CHECKED &&
	       !l->findings->list.len;
}

static void text(struct buf *out, const struct report_letter *l, size_t number)
{
	if (l->redacted || text_left_out(l, number))
		return;
	buf_str(out, STR("<div class=\"folds text\"><h4>The letter's text</h4>"
	                 "<pre>\n"));
	html_marked_text(out, l, number);
	buf_str(out, STR("</pre></div>\n"));
}

/* -- all of it */

static const char *state(const struct report_letter *l)
{
	if (l->status == LETTER_INCOMPLETE)
		return "incomplete";
	return l->findings->list.len ? "found" : "clean";
}

/* Everything below the heading. */
static void body(struct buf *out, const struct report_letter *l, size_t number)
{
	if (l->letter)
		facts(out, l->letter);
	if (l->status == LETTER_INCOMPLETE)
		remark(out, "Not fully checked:", l->because);
	if (!l->letter)
		return;
	items(out, l, number);
	for (size_t i = 0; i < l->findings->list.len; i++)
		finding(out, l, &l->findings->list.items[i], number, i + 1);
	if (!l->findings->list.len && l->status == LETTER_CHECKED)
		buf_printf(out, "<p class=\"aside\">No findings%s.</p>\n",
		           text_left_out(l, number)
		                   ? "; in a report of this size its text is "
		                     "left out"
		                   : "");
	text(out, l, number);
}

/*
 * A browser that runs the script takes what stands in noscript for one piece
 * of text, which costs it nearly nothing; the script makes elements of it. One
 * that does not shows it as it is.
 */
void html_letter(struct buf *out, const struct report *r,
                 const struct report_letter *l)
{
	struct str none = { 0 };
	size_t number = r->letters + 1;

	buf_printf(out, "<article id=\"L%zu\" data-state=\"%s\" data-f=\"%zu\"",
	           number, state(l), l->letter ? l->findings->list.len : 0);
	attribute(out, "data-path", l->path);
	attribute(out, "data-case", l->letter ? l->letter->case_number : none);
	verdicts(out, r, l);
	buf_str(out, STR(">\n"));
	heading(out, l, number);
	buf_str(out, STR("<noscript>\n"));
	body(out, l, number);
	buf_str(out, STR("</noscript>\n</article>\n"));
}
