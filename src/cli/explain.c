/* explain.c -- what a rule means, for a person. */
#include "cli/explain.h"

#include "cli/select.h"
#include "engine/criterion.h"
#include "engine/finding.h"
#include "report/display.h"
#include "text/diag.h"

#define COLUMNS 78

static void paragraph(struct buf *out, const char *title, struct str text)
{
	if (!text.len)
		return;
	buf_printf(out, "\n%s\n", title);
	display_wrapped(out, text, 4, COLUMNS);
}

static void measured(struct buf *out, const struct check *c)
{
	buf_str(out, STR("\nMeasured\n    "));
	if (!c->measured_all) {
		buf_str(out, STR("no finding of it was judged on real letters "
		                 "yet\n"));
		return;
	}
	buf_printf(out,
	           "%u of %u findings on real letters were right "
	           "(%.1f %%)\n",
	           c->measured_right, c->measured_all,
	           100.0 * c->measured_right / c->measured_all);
}

static void explain_check(struct buf *out, const struct check *c)
{
	buf_printf(out, "%.*s: %.*s\n", STR_ARG(c->id), STR_ARG(c->title));
	buf_printf(out, "    severity %s, confidence %s\n\n",
	           severity_name((enum severity)c->severity),
	           confidence_name((enum confidence)c->confidence));
	display_wrapped(out, c->explain, 4, COLUMNS);
	paragraph(out, "Reported", c->example);
	paragraph(out, "Not reported", c->near_miss);
	paragraph(out, "What settles it", c->help);
	measured(out, c);
}

/* -- criteria: one for each edition that has it */

static void say_date(struct buf *out, const char *before, struct date d)
{
	if (date_known(d))
		buf_printf(out, "%s%04d-%02d-%02d", before, d.year, d.month,
		           d.day);
}

static void say_source(struct buf *out, const struct criteria *criteria,
                       const struct criterion *c)
{
	const struct pack *pack = &criteria->packs.items[c->pack];
	struct str citation = criterion_citation(criteria, c, out->arena);
	struct buf b = { .arena = out->arena };

	buf_str(&b, citation);
	say_date(&b, "; in force from ", pack->from);
	say_date(&b, " until ", pack->until);
	buf_printf(&b, "; %s", reading_name((enum reading_mark)c->reading));
	if (c->carried_over)
		buf_str(&b, STR(", carried over from an older edition"));
	buf_char(out, '\n');
	display_wrapped(out, buf_text(&b), 0, COLUMNS);
}

static void say_test(struct buf *out, const struct criterion_test *t)
{
	static const char *const expected[] = {
		[EXPECT_MET] = "met",
		[EXPECT_BREACHED] = "breached",
		[EXPECT_UNKNOWN] = "unknown",
		[EXPECT_NOT_APPLICABLE] = "not applicable",
	};
	struct buf b = { .arena = out->arena };

	buf_printf(&b, "%s: %.*s. %.*s. %.*s%s%.*s", expected[t->expect],
	           STR_ARG(t->name), STR_ARG(t->request), STR_ARG(t->summary),
	           t->summary.len ? " " : "", STR_ARG(t->rationale));
	display_wrapped(out, buf_text(&b), 4, COLUMNS);
}

static void explain_criterion(struct buf *out, const struct criteria *criteria,
                              const struct criterion *c)
{
	say_source(out, criteria, c);
	paragraph(out, "Requires", condition_text(&c->require, out->arena));
	paragraph(out, "Meaning", c->explain);
	if (c->tests.len)
		buf_str(out, STR("\nExamples\n"));
	for (size_t i = 0; i < c->tests.len; i++)
		say_test(out, &c->tests.items[i]);
}

static void explain_criteria(struct buf *out, const struct criteria *criteria,
                             const struct criterion *first)
{
	buf_printf(out, "%.*s: %.*s\n", STR_ARG(first->id),
	           STR_ARG(first->title));
	for (size_t i = 0; i < criteria->list.len; i++) {
		const struct criterion *c = &criteria->list.items[i];

		if (str_eq(c->id, first->id))
			explain_criterion(out, criteria, c);
	}
}

bool explain_rule(struct buf *out, const struct ruleset *rules, struct str id,
                  struct str *error)
{
	const struct check *check = check_find(&rules->checks, id);
	const struct criterion *criterion =
	        criterion_find(&rules->criteria, id);
	struct str hint;

	if (check) {
		explain_check(out, check);
		return true;
	}
	if (criterion) {
		explain_criteria(out, &rules->criteria, criterion);
		return true;
	}
	hint = diag_did_you_mean(out->arena, id, select_rule_at, rules,
	                         select_rules(rules));
	*error = arena_printf(out->arena, "no rule '%.*s'%.*s", STR_ARG(id),
	                      STR_ARG(hint));
	return false;
}

static void list_line(struct buf *out, struct str id, size_t widest,
                      const char *kind, struct str title)
{
	buf_printf(out, "%-*.*s  %-9s  %.*s\n", (int)widest, STR_ARG(id), kind,
	           STR_ARG(title));
}

void explain_list(struct buf *out, const struct ruleset *rules)
{
	const struct checks *checks = &rules->checks;
	const struct criteria *criteria = &rules->criteria;
	size_t widest = 0;

	for (size_t i = 0; i < select_rules(rules); i++) {
		if (select_rule_at(rules, i).len > widest)
			widest = select_rule_at(rules, i).len;
	}
	for (size_t i = 0; i < checks->list.len; i++) {
		const struct check *c = &checks->list.items[i];

		list_line(out, c->id, widest,
		          severity_name((enum severity)c->severity), c->title);
	}
	for (size_t i = 0; i < criteria->list.len; i++) {
		const struct criterion *c = &criteria->list.items[i];

		if (criterion_find(criteria, c->id) == c)
			list_line(out, c->id, widest, "criterion", c->title);
	}
}
