/* sum.c -- the words that tell what figures come to. */
#include "rules/sum.h"

#include "rules/ruleset.h"

struct raw_sums {
	struct sum_words w;
	const struct node *names[SUM_WORDS];
};

#define ROW(name, kind, member) \
	LOADER_FIELD(name, kind, struct raw_sums, member)
/* clang-format off */
static const struct field fields[] = {
	ROW("makes",       FIELD_NODE,  names[SUM_MAKES]),
	ROW("is",          FIELD_NODE,  names[SUM_IS]),
	ROW("are",         FIELD_NODE,  names[SUM_ARE]),
	ROW("in-all",      FIELD_NODE,  names[SUM_IN_ALL]),
	ROW("leaves",      FIELD_NODE,  names[SUM_LEAVES]),
	ROW("lasts",       FIELD_NODE,  names[SUM_LASTS]),
	ROW("sum-joins",   FIELD_TEXTS, w.joins),
	ROW("sum-ands",    FIELD_TEXTS, w.ands),
	ROW("sum-ends",    FIELD_TEXTS, w.ends),
	ROW("sum-others",  FIELD_TEXTS, w.others),
	ROW("sum-links",   FIELD_TEXTS, w.links),
	ROW("sum-apart",   FIELD_TEXTS, w.apart),
	ROW("sum-adding",  FIELD_TEXTS, w.adding),
	ROW("sum-again",   FIELD_TEXTS, w.again),
	ROW("sum-asked",   FIELD_TEXTS, w.asked),
	ROW("sum-granted", FIELD_TEXTS, w.granted),
	ROW("sum-less",    FIELD_TEXTS, w.less),
};
/* clang-format on */

void sum_load(struct loader *ld, const struct node *map)
{
	struct raw_sums raw = { 0 };

	if (!fields_read(ld->perm, ld->diags, map, fields,
	                 sizeof(fields) / sizeof(*fields), "list of sums",
	                 &raw))
		return;
	for (uint32_t i = 0; i < SUM_WORDS; i++)
		loader_names(ld, raw.names[i], TERM_SUM, i);
	ld->set->sums = raw.w;
}
