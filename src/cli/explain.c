/* explain.c -- what a rule means, for a person. */
#include "cli/explain.h"

#include "cli/select.h"
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
	buf_printf(out, "%u of %u findings on real letters were right "
	                "(%.1f %%)\n",
	           c->measured_right, c->measured_all,
	           100.0 * c->measured_right / c->measured_all);
}

bool explain_rule(struct buf *out, const struct ruleset *rules, struct str id,
                  struct str *error)
{
	const struct check *c = check_find(&rules->checks, id);

	if (!c) {
		struct str hint = diag_did_you_mean(out->arena, id,
		                                    select_rule_at, rules,
		                                    select_rules(rules));

		*error = arena_printf(out->arena, "no rule '%.*s'%.*s",
		                      STR_ARG(id), STR_ARG(hint));
		return false;
	}
	buf_printf(out, "%.*s: %.*s\n", STR_ARG(c->id), STR_ARG(c->title));
	buf_printf(out, "    severity %s, confidence %s\n\n",
	           severity_name((enum severity)c->severity),
	           confidence_name((enum confidence)c->confidence));
	display_wrapped(out, c->explain, 4, COLUMNS);
	paragraph(out, "Reported", c->example);
	paragraph(out, "Not reported", c->near_miss);
	paragraph(out, "What settles it", c->help);
	measured(out, c);
	return true;
}

void explain_list(struct buf *out, const struct ruleset *rules)
{
	const struct check *checks = rules->checks.list.items;
	size_t n = rules->checks.list.len, widest = 0;

	for (size_t i = 0; i < n; i++) {
		if (checks[i].id.len > widest)
			widest = checks[i].id.len;
	}
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%-*.*s  %-7s  %.*s\n", (int)widest,
		           STR_ARG(checks[i].id),
		           severity_name((enum severity)checks[i].severity),
		           STR_ARG(checks[i].title));
}
