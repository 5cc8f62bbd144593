/* explain.h -- what a rule means, for a person. */
#ifndef IMR_EXPLAIN_H
#define IMR_EXPLAIN_H

#include "base/buf.h"
#include "rules/ruleset.h"

/* False when there is no such rule; *error then says so, with a suggestion. */
bool explain_rule(struct buf *out, const struct ruleset *rules, struct str id,
                  struct str *error);

/* One line a rule: id, severity (or "criterion"), title. */
void explain_list(struct buf *out, const struct ruleset *rules);

#endif
