/* fact.c -- facts and their words: rules/facts. */
#include "rules/fact.h"

#include "rules/ruleset.h"

static const char *const about_words[] = {
	[ABOUT_LETTER] = "letter",
	[ABOUT_REQUEST] = "request",
	[ABOUT_PART] = "body-part",
	[ABOUT_REQUEST_BEFORE] = "request-before",
};
static const struct names about_names = NAMES(about_words);

static const char *const relation_words[] = {
	[RELATION_IS_A] = "is-a",
	[RELATION_PART] = "part",
};
static const struct names relation_names = NAMES(relation_words);

static const char *const reads_words[] = {
	[READS_VALUE] = "value",         [READS_MORE_THAN] = "more-than",
	[READS_LESS_THAN] = "less-than", [READS_AT_LEAST] = "at-least",
	[READS_AT_MOST] = "at-most",     [READS_SINCE] = "since",
};
static const struct names reads_names = NAMES(reads_words);

/* In the order of enum dimension. */
static const char *const dimension_words[] = {
	"none",   "duration", "percent", "visits", "sites",      "levels", "mg",
	"mg/day", "score",    "age",     "units",  "hours/week", "mm"
};
static const struct names number_names = NAMES(dimension_words);

/* The phrases of a fact, in the order in which they are added. */
struct raw_words {
	const struct node *says;
	const struct node *names;
	const struct node *denies;
	const struct node *lacks;
	const struct node *vague;
};

struct raw_fact {
	struct fact fact;
	struct raw_words words;
	struct str form;
	const struct node *it;
};

#define N_FIELDS(table) (sizeof(table) / sizeof(*(table)))

#define ROW(name, type, member, required, names)                         \
	{                                                                \
		STR_INIT(name), type, offsetof(struct raw_fact, member), \
		        required, names                                  \
	}
/* clang-format off */
static const struct field fact_fields[] = {
	ROW("id",       FIELD_TEXT,   fact.id,          true,  NULL),
	ROW("title",    FIELD_TEXT,   fact.title,       true,  NULL),
	ROW("about",    FIELD_ENUM,   fact.about,       false, &about_names),
	ROW("number",   FIELD_ENUM,   fact.dimension,   false, &number_names),
	ROW("parent",   FIELD_TEXT,   fact.parent_id,   false, NULL),
	ROW("relation", FIELD_ENUM,   fact.relation,    false, &relation_names),
	ROW("plans-count", FIELD_YES_NO, fact.plan_counts, false, NULL),
	ROW("record", FIELD_YES_NO, fact.record, false, NULL),
	ROW("local", FIELD_YES_NO, fact.local, false, NULL),
	ROW("for-checks",  FIELD_YES_NO, fact.keep,     false, NULL),
	ROW("form",     FIELD_TEXT,   form,             false, NULL),
	ROW("it",       FIELD_NODE,   it,               false, NULL),
	ROW("says",     FIELD_NODE,   words.says,       false, NULL),
	ROW("names",    FIELD_NODE,   words.names,      false, NULL),
	ROW("denies",   FIELD_NODE,   words.denies,     false, NULL),
	ROW("lacks",    FIELD_NODE,   words.lacks,      false, NULL),
	ROW("vague",    FIELD_NODE,   words.vague,      false, NULL),
};

#define FORM_ROW(name, member)                                         \
	{                                                              \
		STR_INIT(name), FIELD_NODE,                            \
		        offsetof(struct raw_words, member), false, NULL \
	}
static const struct field form_fields[] = {
	FORM_ROW("says",   says),
	FORM_ROW("names",  names),
	FORM_ROW("denies", denies),
	FORM_ROW("lacks",  lacks),
	FORM_ROW("vague",  vague),
};
/* clang-format on */

struct raw_wording {
	struct wording wording;
	const struct node *words;
	struct str value;
};

#define WORDING_ROW(name, type, member, required, names)                    \
	{                                                                   \
		STR_INIT(name), type, offsetof(struct raw_wording, member), \
		        required, names                                     \
	}
/* clang-format off */
static const struct field wording_fields[] = {
	WORDING_ROW("words",  FIELD_NODE,   words,         true,  NULL),
	WORDING_ROW("reads",  FIELD_ENUM,   wording.reads, false, &reads_names),
	WORDING_ROW("value",  FIELD_TEXT,   value,         false, NULL),
	WORDING_ROW("fixed",  FIELD_YES_NO, wording.fixed, false, NULL),
	WORDING_ROW("whole",  FIELD_YES_NO, wording.whole, false, NULL),
};
/* clang-format on */

void wording_add(struct loader *ld, const struct node *phrases,
                 struct wording wording)
{
	struct facts_known *facts = &ld->set->facts;
	uint32_t index = (uint32_t)facts->wordings.len;

	*VEC_PUSH(ld->perm, &facts->wordings) = wording;
	loader_phrases(ld, phrases, TERM_FACT, index, 0);
}

/* A phrase list with a number of its own: {words: ..., reads: ...}. */
static void add_numbered(struct loader *ld, const struct node *map,
                         struct wording wording, enum dimension dimension)
{
	struct raw_wording raw = { 0 };

	raw.wording = wording;
	if (!fields_read(ld->perm, ld->diags, map, wording_fields,
	                 N_FIELDS(wording_fields), "wording", &raw))
		return;
	if (raw.value.len) {
		if (!quantity_parse(raw.value, &raw.wording.value) ||
		    raw.wording.value.dimension != dimension) {
			LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, map,
			                "'%.*s' is not a number of %s",
			                STR_ARG(raw.value),
			                dimension_name(dimension));
			return;
		}
	}
	wording_add(ld, raw.words, raw.wording);
}

/* Phrases side by side are one wording; maps among them are their own. */
static void add_words(struct loader *ld, const struct node *node,
                      enum wording_does does, uint32_t of,
                      enum dimension dimension)
{
	struct wording wording = { .does = (uint8_t)does, .of = of };
	struct node *plain;

	if (!node)
		return;
	if (node->kind != NODE_LIST) {
		wording_add(ld, node, wording);
		return;
	}
	plain = node_new(ld->scratch, NODE_LIST, node->line, node->column);
	for (size_t i = 0; i < node->items.len; i++) {
		struct node *item = node->items.items[i];

		if (item->kind == NODE_MAP)
			add_numbered(ld, item, wording, dimension);
		else
			*VEC_PUSH(ld->scratch, &plain->items) = item;
	}
	if (plain->items.len)
		wording_add(ld, plain, wording);
}

size_t fact_find(const struct facts_known *facts, struct str id)
{
	for (size_t i = 0; i < facts->list.len; i++) {
		if (str_eq(facts->list.items[i].id, id))
			return i;
	}
	return facts->list.len;
}

bool fact_is_kind(const struct facts_known *facts, uint32_t fact, uint32_t of)
{
	for (unsigned steps = 0; steps < 16; steps++) {
		const struct fact *f = &facts->list.items[fact];

		if (fact == of)
			return true;
		if (!f->parent || f->relation != RELATION_IS_A)
			return false;
		fact = f->parent - 1u;
	}
	return false;
}

static struct str fact_at(const void *with, size_t i)
{
	const struct facts_known *facts = with;

	return facts->list.items[i].id;
}

static struct str hint_at(struct arena *a, const struct facts_known *facts,
                          struct str id)
{
	return diag_did_you_mean(a, id, fact_at, facts, facts->list.len);
}

bool fact_resolve(struct loader *ld, struct str id, struct rule_place at,
                  uint32_t *out)
{
	struct facts_known *facts = &ld->set->facts;
	size_t which = fact_find(facts, id);
	struct str hint;

	if (which < facts->list.len) {
		facts->list.items[which].used = true;
		*out = (uint32_t)which;
		return true;
	}
	hint = hint_at(ld->scratch, facts, id);
	ld->diags->path = at.file;
	diag_add(ld->diags, DIAG_UNKNOWN_NAME, at.line, at.column,
	         "unknown fact '%.*s'%.*s", STR_ARG(id), STR_ARG(hint));
	return false;
}

void fact_list_resolve(struct loader *ld, struct fact_list *facts,
                       struct rule_place at)
{
	for (size_t i = 0; i < facts->ids.len; i++) {
		uint32_t which;

		if (fact_resolve(ld, facts->ids.items[i], at, &which))
			*VEC_PUSH(ld->perm, &facts->list) = which;
	}
}

static void add_all_words(struct loader *ld, const struct raw_words *words,
                          uint32_t of, enum dimension dimension)
{
	add_words(ld, words->says, WORDING_SAYS, of, dimension);
	add_words(ld, words->names, WORDING_NAMES, of, dimension);
	add_words(ld, words->denies, WORDING_DENIES, of, dimension);
	add_words(ld, words->lacks, WORDING_LACKS, of, dimension);
	add_words(ld, words->vague, WORDING_VAGUE, of, dimension);
}

static struct str form_at(const void *with, size_t i)
{
	const struct loader *ld = with;

	return ld->forms.items[i].name;
}

static const struct fact_form *find_form(const struct loader *ld,
                                         struct str name)
{
	for (size_t i = 0; i < ld->forms.len; i++) {
		if (str_eq(ld->forms.items[i].name, name))
			return &ld->forms.items[i];
	}
	return NULL;
}

/* The phrases of a fact's form, with its own words in them. What is wrong
 * with them is told where the form stands. */
static void add_form(struct loader *ld, const struct node *node,
                     const struct raw_fact *raw, uint32_t of)
{
	const struct fact_form *form = find_form(ld, raw->form);
	struct raw_words words = { 0 };

	if (!form) {
		struct str hint = diag_did_you_mean(ld->scratch, raw->form,
		                                    form_at, ld, ld->forms.len);
		LOADER_COMPLAIN(ld, DIAG_UNKNOWN_NAME, node,
		                "unknown form '%.*s'%.*s", STR_ARG(raw->form),
		                STR_ARG(hint));
		return;
	}
	if (!raw->it) {
		LOADER_COMPLAIN(ld, DIAG_MISSING_KEY, node,
		                "a fact with a form needs the key 'it'");
		return;
	}
	if (!lists_join(ld, raw->it, &ld->lists.it))
		return;
	ld->diags->path = form->file;
	if (fields_read(ld->perm, ld->diags, form->node, form_fields,
	                N_FIELDS(form_fields), "form", &words))
		add_all_words(ld, &words, of,
		              (enum dimension)raw->fact.dimension);
	ld->diags->path = ld->file;
}

static void load_one(struct loader *ld, const struct node *node)
{
	struct facts_known *facts = &ld->set->facts;
	struct raw_fact raw = { 0 };
	uint32_t index = (uint32_t)facts->list.len;

	if (!fields_read(ld->perm, ld->diags, node, fact_fields,
	                 N_FIELDS(fact_fields), "fact", &raw))
		return;
	if (fact_find(facts, raw.fact.id) < facts->list.len) {
		LOADER_COMPLAIN(ld, DIAG_DUPLICATE_ID, node,
		                "a second fact '%.*s'", STR_ARG(raw.fact.id));
		return;
	}
	raw.fact.file = arena_str(ld->perm, ld->file);
	raw.fact.line = node->line;
	raw.fact.column = node->column;
	*VEC_PUSH(ld->perm, &facts->list) = raw.fact;
	if (raw.form.len)
		add_form(ld, node, &raw, index);
	else if (raw.it)
		lists_join(ld, raw.it, &ld->lists.it);
	add_all_words(ld, &raw.words, index,
	              (enum dimension)raw.fact.dimension);
	ld->lists.it = (struct str){ 0 };
}

void fact_load_forms(struct loader *ld, const struct node *map)
{
	if (map->kind != NODE_MAP) {
		LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, map,
		                "'fact-forms' is a map: name, phrases");
		return;
	}
	for (size_t i = 0; i + 1 < map->items.len; i += 2) {
		const struct node *name = map->items.items[i];

		if (find_form(ld, name->text)) {
			LOADER_COMPLAIN(ld, DIAG_DUPLICATE_ID, name,
			                "a second form '%.*s'",
			                STR_ARG(name->text));
			continue;
		}
		*VEC_PUSH(ld->scratch, &ld->forms) =
		        (struct fact_form){ name->text, ld->file,
			                    map->items.items[i + 1] };
	}
}

void fact_load(struct loader *ld, const struct node *list)
{
	if (!loader_is_list(ld, list, "facts"))
		return;
	for (size_t i = 0; i < list->items.len; i++)
		load_one(ld, list->items.items[i]);
}

void fact_load_reach(struct loader *ld, const struct node *map)
{
	struct facts_known *facts = &ld->set->facts;

	if (map->kind != NODE_MAP) {
		LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, map,
		                "'region-reach' is a map of regions");
		return;
	}
	for (size_t i = 0; i + 1 < map->items.len; i += 2) {
		struct reach *reach = VEC_PUSH(ld->perm, &facts->reaches);

		reach->region = arena_str(ld->perm, map->items.items[i]->text);
		texts_read(ld->perm, ld->diags, map->items.items[i + 1],
		           &reach->reaches);
	}
}

void fact_load_plans(struct loader *ld, const struct node *list)
{
	wording_add(ld, list, (struct wording){ .does = WORDING_PLANS });
}

void fact_load_limits(struct loader *ld, const struct node *map)
{
	static const char *const words[] = { "visits", "sites", "levels",
		                             "rate" };
	static const struct names limited = NAMES(words);

	if (map->kind != NODE_MAP) {
		LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, map,
		                "'stated-limits' is a map: what is counted, "
		                "phrases");
		return;
	}
	for (size_t i = 0; i + 1 < map->items.len; i += 2) {
		struct wording w = { .does = WORDING_LIMITS };
		uint8_t which = 0;

		if (!names_read(ld->scratch, ld->diags, map->items.items[i],
		                &limited, "limit", &which))
			continue;
		w.of = which;
		wording_add(ld, map->items.items[i + 1], w);
	}
}

void fact_load_persons(struct loader *ld, const struct node *list)
{
	wording_add(ld, list, (struct wording){ .does = WORDING_PERSON });
}

void fact_load_grounds(struct loader *ld, const struct node *list)
{
	wording_add(ld, list, (struct wording){ .does = WORDING_GROUND });
}

void fact_load_quotations(struct loader *ld, const struct node *list)
{
	wording_add(ld, list, (struct wording){ .does = WORDING_QUOTES });
}

void fact_load_exceeds(struct loader *ld, const struct node *list)
{
	wording_add(ld, list, (struct wording){ .does = WORDING_EXCEEDS });
}

void fact_load_general_recitals(struct loader *ld, const struct node *list)
{
	wording_add(ld, list, (struct wording){ .does = WORDING_RECITES_ANY });
}

bool fact_region_reaches(const struct facts_known *facts, struct str of,
                         struct str from)
{
	if (str_eq(of, from))
		return true;
	for (size_t i = 0; i < facts->reaches.len; i++) {
		const struct reach *reach = &facts->reaches.items[i];

		if (!str_eq(reach->region, of))
			continue;
		for (size_t j = 0; j < reach->reaches.len; j++) {
			if (str_eq(reach->reaches.items[j], from))
				return true;
		}
	}
	return false;
}

static void complain(struct loader *ld, enum diag_id id,
                     const struct fact *fact, const char *what, struct str name,
                     struct str hint)
{
	ld->diags->path = fact->file;
	diag_add(ld->diags, id, fact->line, fact->column, "%s '%.*s'%.*s", what,
	         STR_ARG(name), STR_ARG(hint));
}

/* True when the chain of parents comes back to where it began. */
static bool in_circle(const struct facts_known *facts, size_t start)
{
	size_t at = start;

	for (size_t n = 0; n <= facts->list.len; n++) {
		if (!facts->list.items[at].parent)
			return false;
		at = facts->list.items[at].parent - 1u;
	}
	return true;
}

void fact_finish_parents(struct loader *ld)
{
	struct facts_known *facts = &ld->set->facts;

	for (size_t i = 0; i < facts->list.len; i++) {
		struct fact *fact = &facts->list.items[i];
		size_t parent;

		if (!fact->parent_id.len)
			continue;
		parent = fact_find(facts, fact->parent_id);
		if (parent < facts->list.len)
			fact->parent = (uint16_t)(parent + 1);
		else
			complain(ld, DIAG_UNKNOWN_NAME, fact, "unknown fact",
			         fact->parent_id,
			         hint_at(ld->scratch, facts, fact->parent_id));
	}
	for (size_t i = 0; i < facts->list.len; i++) {
		if (in_circle(facts, i)) {
			complain(ld, DIAG_BAD_VALUE, &facts->list.items[i],
			         "parents go in a circle at",
			         facts->list.items[i].id, (struct str){ 0 });
			facts->list.items[i].parent = 0;
		}
	}
	/* From behind, so that the first kind is the first in the list. */
	for (size_t i = facts->list.len; i-- > 0;) {
		struct fact *fact = &facts->list.items[i], *parent;

		if (!fact->parent || fact->relation != RELATION_IS_A)
			continue;
		parent = &facts->list.items[fact->parent - 1u];
		fact->next_kind = parent->first_kind;
		parent->first_kind = (uint16_t)(i + 1);
	}
	for (uint32_t i = 0; i < facts->list.len; i++) {
		for (uint32_t of = 0;
		     facts->list.items[i].local && of < facts->list.len; of++)
			facts->list.items[of].local |=
			        fact_is_kind(facts, of, i);
	}
}

/*
 * A fact is of use when a criterion asks for it or for one of its parents (it
 * is evidence for them), or for one of its children (its absence is theirs).
 */
static bool serves(const struct facts_known *facts, const bool *above, size_t i)
{
	if (above[i])
		return true;
	for (;;) {
		const struct fact *fact = &facts->list.items[i];

		if (fact->used || fact->keep)
			return true;
		if (!fact->parent)
			return false;
		i = fact->parent - 1u;
	}
}

void fact_finish_unused(struct loader *ld)
{
	const struct facts_known *facts = &ld->set->facts;
	bool *above = ARENA_ARRAY(ld->scratch, bool, facts->list.len + 1);

	for (size_t i = 0; i < facts->list.len; i++) {
		const struct fact *fact = &facts->list.items[i];

		while ((facts->list.items[i].used) && fact->parent) {
			above[fact->parent - 1u] = true;
			fact = &facts->list.items[fact->parent - 1u];
		}
	}
	for (size_t i = 0; i < facts->list.len; i++) {
		if (!serves(facts, above, i))
			complain(ld, DIAG_UNUSED, &facts->list.items[i],
			         "no criterion uses the fact",
			         facts->list.items[i].id, (struct str){ 0 });
	}
}
