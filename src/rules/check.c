/* check.c -- the descriptions of the checks. */
#include "rules/check.h"

#include "rules/ruleset.h"

static const char *const severities[] = { "note", "warning", "error" };
static const struct names severity_words = NAMES(severities);
static const char *const confidences[] = { "medium", "high" };
static const struct names confidence_words = NAMES(confidences);

struct raw_check {
	struct check c;
	const struct node *measured;
};

#define ROW(name, type, member, required, names)                          \
	{                                                                 \
		STR_INIT(name), type, offsetof(struct raw_check, member), \
		        required, names                                   \
	}
/* clang-format off */
static const struct field check_fields[] = {
	ROW("id",         FIELD_TEXT, c.id,         true,  NULL),
	ROW("title",      FIELD_TEXT, c.title,      true,  NULL),
	ROW("severity",   FIELD_ENUM, c.severity,   true,  &severity_words),
	ROW("confidence", FIELD_ENUM, c.confidence, true,  &confidence_words),
	ROW("explain",    FIELD_TEXT, c.explain,    true,  NULL),
	ROW("help",       FIELD_TEXT, c.help,       false, NULL),
	ROW("example",    FIELD_TEXT, c.example,    true,  NULL),
	ROW("near-miss",  FIELD_TEXT, c.near_miss,  true,  NULL),
	ROW("measured",   FIELD_NODE, measured,     false, NULL),
};
static const struct field measured_fields[] = {
	ROW("right", FIELD_COUNT, c.measured_right, true, NULL),
	ROW("of",    FIELD_COUNT, c.measured_all,   true, NULL),
};
/* clang-format on */

const struct check *check_find(const struct checks *checks, struct str id)
{
	for (size_t i = 0; i < checks->list.len; i++) {
		if (str_eq(checks->list.items[i].id, id))
			return &checks->list.items[i];
	}
	return NULL;
}

static void load_one(struct loader *ld, const struct node *node)
{
	struct raw_check raw = { 0 };
	struct checks *checks = &ld->set->checks;

	if (!fields_read(ld->perm, ld->diags, node, check_fields,
	                 sizeof(check_fields) / sizeof(*check_fields), "check",
	                 &raw))
		return;
	if (raw.measured &&
	    !fields_read(ld->perm, ld->diags, raw.measured, measured_fields,
	                 sizeof(measured_fields) / sizeof(*measured_fields),
	                 "measurement", &raw))
		return;
	if (raw.c.measured_right > raw.c.measured_all)
		LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, raw.measured,
		                "'%.*s' has more right findings than findings",
		                STR_ARG(raw.c.id));
	if (check_find(checks, raw.c.id)) {
		LOADER_COMPLAIN(ld, DIAG_DUPLICATE_ID, node,
		                "a second check '%.*s'", STR_ARG(raw.c.id));
		return;
	}
	*VEC_PUSH(ld->perm, &checks->list) = raw.c;
}

void check_load(struct loader *ld, const struct node *list)
{
	for (size_t i = 0; i < list->items.len; i++)
		load_one(ld, list->items.items[i]);
}
