/* retold.c -- figures of the case that rationales tell again. */
#include "rules/retold.h"

#include "rules/ruleset.h"

struct raw_retold {
	struct retold_words w;
	const struct node *units;
};

#define ROW(name, kind, member) \
	LOADER_FIELD(name, kind, struct raw_retold, member)
#define UNIT(name, kind, member, required)                                  \
	{                                                                   \
		STR_INIT(name), kind, offsetof(struct retold_unit, member), \
		        required, NULL                                      \
	}
/* clang-format off */
static const struct field fields[] = {
	ROW("units",     FIELD_NODE,  units),
	ROW("of-ten",    FIELD_TEXTS, w.of_ten),
	ROW("joins",     FIELD_TEXTS, w.joins),
	ROW("common",    FIELD_TEXTS, w.common),
	ROW("grade-denied", FIELD_TEXTS, w.grade_denied),
	ROW("grade-ends", FIELD_TEXTS, w.grade_ends),
	ROW("elsewhere", FIELD_TEXTS, w.elsewhere),
	ROW("with-drugs",    FIELD_TEXTS, w.with_drugs),
	ROW("without-drugs", FIELD_TEXTS, w.without_drugs),
	ROW("done",      FIELD_TEXTS, w.done),
};

static const struct field unit_fields[] = {
	UNIT("words",  FIELD_TEXTS, words,  false),
	UNIT("names",  FIELD_TEXTS, names,  false),
	UNIT("with",   FIELD_TEXTS, with,   false),
	UNIT("grades",  FIELD_TEXTS, grades,  false),
	UNIT("shared", FIELD_COUNT, shared, false),
	UNIT("between", FIELD_COUNT, between, false),
	UNIT("done",    FIELD_YES_NO,  done,    false),
	UNIT("named-first", FIELD_YES_NO, named_first, false),
	UNIT("drugs",    FIELD_YES_NO,  drugs,    false),
};
/* clang-format on */

void retold_load(struct loader *ld, const struct node *map)
{
	struct raw_retold raw = { 0 };

	if (!fields_read(ld->perm, ld->diags, map, fields,
	                 sizeof(fields) / sizeof(*fields), "list of figures",
	                 &raw))
		return;
	if (!loader_is_list(ld, raw.units, "units"))
		return;
	for (size_t i = 0; i < raw.units->items.len; i++) {
		struct retold_unit unit = { 0 };

		if (!fields_read(ld->perm, ld->diags, raw.units->items.items[i],
		                 unit_fields,
		                 sizeof(unit_fields) / sizeof(*unit_fields),
		                 "unit", &unit))
			continue;
		if (!!unit.words.len + !!unit.names.len + !!unit.grades.len !=
		    1)
			LOADER_COMPLAIN(ld, DIAG_MISSING_KEY,
			                raw.units->items.items[i],
			                "a unit has words, names or grades");
		*VEC_PUSH(ld->perm, &raw.w.units) = unit;
	}
	ld->set->retold = raw.w;
}
