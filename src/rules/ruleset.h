/* ruleset.h -- all rules, compiled once, read-only from then on. */
#ifndef IMR_RULESET_H
#define IMR_RULESET_H

#include "rules/check.h"
#include "rules/contradiction.h"
#include "rules/criterion.h"
#include "rules/event.h"
#include "rules/fact.h"
#include "rules/figure.h"
#include "rules/guideline.h"
#include "rules/language.h"
#include "rules/layout.h"
#include "rules/lexicon.h"
#include "rules/match.h"
#include "rules/phrase.h"
#include "rules/result.h"
#include "rules/retold.h"
#include "rules/sum.h"

/* A file of a rule folder: where it stands, and its text. */
struct rule_file {
	struct str path;
	struct str text;
};

/* Shared by all threads; nobody writes to it once it is loaded. */
struct ruleset {
	struct matcher *matcher;
	struct patterns patterns;
	struct layouts layouts;
	struct language language;
	struct lexicon lexicon;
	struct guidelines guidelines;
	struct event_words events;
	struct sum_words sums;
	struct result_rules results;
	struct retold_words retold;
	struct checks checks;
	struct contradictions contradictions;
	struct facts_known facts;
	struct criteria criteria;
	struct figure_rules figures;
};

/*
 * Loads the files, checks them, compiles them. NULL when anything is wrong;
 * every complaint is then in d. scratch may be reset afterwards.
 */
struct ruleset *ruleset_load(struct arena *perm, struct arena *scratch,
                             struct diags *d, const struct rule_file *files,
                             size_t n);

#endif
