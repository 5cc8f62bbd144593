/* select.h -- which rules are reported: --select and --ignore. */
#ifndef IMR_SELECT_H
#define IMR_SELECT_H

#include "cli/option.h"
#include "rules/ruleset.h"

/*
 * Names of rules as an option gives them: an id, a pattern with '*', or the
 * beginning of ids up to a slash ("form" and "form/" are "form/" and all that
 * follows). Checked here: every name means at least one rule; else false, and
 * *error says which does not.
 */
bool select_check(const struct options *o, const struct ruleset *rules,
                  struct arena *a, struct str *error);

/* True when a finding of this rule (and criterion, or none) is wanted. */
bool select_wants(const struct options *o, struct str rule,
                  struct str criterion);

/* The i-th of all rules' ids: checks, then criteria, once for each edition. */
struct str select_rule_at(const void *rules, size_t i);
size_t select_rules(const struct ruleset *rules);

#endif
