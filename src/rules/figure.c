/* figure.c -- recited figures: rules/guidelines. */
#include "rules/figure.h"

#include "rules/ruleset.h"

/* As many as a confirmed phrase can capture. */
#define SLOTS_MAX 8

/* In the order of enum figure_expect. */
static const char *const expect_words[] = { "misquoted", "right", "nothing" };
static const struct names expect_names = NAMES(expect_words);

struct raw_figure {
	struct figure_rule f;
	const struct node *applies;
	const struct node *recited;
	const struct node *figures;
	const struct node *tests;
};

#define N_FIELDS(table) (sizeof(table) / sizeof(*(table)))
#define ROW(type, name, kind, member, required, names)                        \
	{                                                                     \
		STR_INIT(name), kind, offsetof(type, member), required, names \
	}
/* clang-format off */
#define F_ROW(name, kind, member, required) \
	ROW(struct raw_figure, name, kind, member, required, NULL)
static const struct field figure_fields[] = {
	F_ROW("criterion",  FIELD_TEXT,   f.criterion, true),
	F_ROW("says",       FIELD_TEXT,   f.says,      true),
	F_ROW("applies-to", FIELD_NODE,   applies,     false),
	F_ROW("names",      FIELD_TEXTS,  f.names,     false),
	F_ROW("without",    FIELD_TEXTS,  f.without,   false),
	F_ROW("denied",     FIELD_YES_NO, f.denied,    false),
	F_ROW("recited-as", FIELD_NODE,   recited,     true),
	F_ROW("figures",    FIELD_NODE,   figures,     true),
	F_ROW("tests",      FIELD_NODE,   tests,       true),
};
#define T_ROW(name, kind, member, names) \
	ROW(struct figure_test, name, kind, member, true, names)
static const struct field test_fields[] = {
	T_ROW("name",      FIELD_TEXT, name,      NULL),
	T_ROW("request",   FIELD_TEXT, request,   NULL),
	T_ROW("rationale", FIELD_TEXT, rationale, NULL),
	T_ROW("expect",    FIELD_ENUM, expect,    &expect_names),
};
#define W_ROW(name, member) LOADER_WORDS(name, struct figure_rules, member)
static const struct field word_fields[] = {
	W_ROW("norms",        norms),
	W_ROW("quoted-norms", quoted_norms),
	W_ROW("verbs",        verbs),
	W_ROW("case",         cases),
	W_ROW("past",         past),
};
/* clang-format on */

void figure_load_words(struct loader *ld, const struct node *map)
{
	loader_words(ld, map, word_fields, N_FIELDS(word_fields),
	             &ld->set->figures);
}

/* What may stand in one slot: a list of numbers with units. */
static void read_slot(struct loader *ld, const struct node *node,
                      struct figures *slot)
{
	struct texts texts = { 0 };

	if (!texts_read(ld->scratch, ld->diags, node, &texts))
		return;
	for (size_t i = 0; i < texts.len; i++) {
		struct quantity q;

		if (!quantity_parse_range(texts.items[i], &q)) {
			LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, node,
			                "'%.*s' is no number or range with a "
			                "unit",
			                STR_ARG(texts.items[i]));
			continue;
		}
		if (i && slot->list.len &&
		    q.dimension != slot->list.items[0].dimension)
			LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, node,
			                "'%.*s' has another unit than the "
			                "figures before it",
			                STR_ARG(texts.items[i]));
		*VEC_PUSH(ld->perm, &slot->list) = q;
	}
}

static void read_slots(struct loader *ld, const struct node *list,
                       struct figure_rule *f)
{
	if (list->kind != NODE_LIST || !list->items.len ||
	    list->items.len > SLOTS_MAX) {
		LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, list,
		                "'figures' is a list with a list of figures "
		                "for each slot, of eight at most");
		return;
	}
	for (size_t i = 0; i < list->items.len; i++)
		read_slot(ld, list->items.items[i],
		          VEC_PUSH(ld->perm, &f->slots));
}

static void read_tests(struct loader *ld, const struct node *list,
                       struct figure_rule *f)
{
	bool covered[N_FIELDS(expect_words)] = { false };

	for (size_t i = 0; list->kind == NODE_LIST && i < list->items.len;
	     i++) {
		struct figure_test test = { 0 };

		if (!fields_read(ld->perm, ld->diags, list->items.items[i],
		                 test_fields, N_FIELDS(test_fields), "test",
		                 &test))
			continue;
		covered[test.expect] = true;
		*VEC_PUSH(ld->perm, &f->tests) = test;
	}
	for (size_t i = 0; i < N_FIELDS(covered); i++) {
		if (!covered[i])
			LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, list,
			                "no test with 'expect: %s'",
			                expect_words[i]);
	}
}

static void load_one(struct loader *ld, const struct node *node)
{
	struct figure_rules *rules = &ld->set->figures;
	struct wording w = { .does = WORDING_FIGURES,
		             .of = (uint32_t)rules->list.len };
	struct raw_figure raw = { 0 };

	if (!fields_read(ld->perm, ld->diags, node, figure_fields,
	                 N_FIELDS(figure_fields), "recited figure", &raw))
		return;
	raw.f.file = arena_str(ld->perm, ld->file);
	raw.f.line = node->line;
	raw.f.column = node->column;
	raw.f.anything = !raw.applies;
	if (raw.applies)
		applies_read(ld, raw.applies, &raw.f.applies);
	loader_fold(ld, &raw.f.names);
	loader_fold(ld, &raw.f.without);
	read_slots(ld, raw.figures, &raw.f);
	read_tests(ld, raw.tests, &raw.f);
	wording_add(ld, raw.recited, w);
	*VEC_PUSH(ld->perm, &rules->list) = raw.f;
}

void figure_load(struct loader *ld, const struct node *list)
{
	if (list->kind != NODE_LIST) {
		LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, list,
		                "'recited-figures' is a list");
		return;
	}
	for (size_t i = 0; i < list->items.len; i++)
		load_one(ld, list->items.items[i]);
}

void figure_finish(struct loader *ld)
{
	const struct figure_rules *rules = &ld->set->figures;

	for (size_t i = 0; i < rules->list.len; i++) {
		const struct figure_rule *f = &rules->list.items[i];

		if (criterion_find(&ld->set->criteria, f->criterion))
			continue;
		ld->diags->path = f->file;
		criterion_unknown(ld, f->criterion, f->line, f->column);
	}
}
