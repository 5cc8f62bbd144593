/* criterion.c -- guidelines' requirements: rules/guidelines. */
#include "rules/criterion.h"

#include "base/buf.h"
#include "rules/ruleset.h"
#include "rules/words.h"

/* Deeper conditions are refused: ours need four levels. */
#define CONDITION_DEPTH_MAX 12

static const char *const measure_words[MEASURES] = {
	[MEASURE_VISITS] = "visits",
	[MEASURE_TOTAL_VISITS] = "total-visits",
	[MEASURE_SITES] = "sites",
	[MEASURE_LEVELS] = "levels",
	[MEASURE_JOINTS] = "joints",
	[MEASURE_QUANTITY] = "quantity",
	[MEASURE_REFILLS] = "refills",
	[MEASURE_SUPPLY] = "supply",
	[MEASURE_DAILY_DOSE] = "daily-dose",
	[MEASURE_STRENGTH] = "strength",
	[MEASURE_DURATION] = "duration",
	[MEASURE_INGREDIENTS] = "ingredients",
	[MEASURE_CLASS] = "drug-class",
	[MEASURE_REGION] = "region",
	[MEASURE_KIND] = "kind",
	[MEASURE_TERMS] = "terms",
	[MEASURE_MORPHINE] = "morphine-per-day",
	[MEASURE_ACETAMINOPHEN] = "acetaminophen-per-day",
	[MEASURE_INJURY_AGE] = "injury-age",
	[MEASURE_PATIENT_AGE] = "patient-age",
	[MEASURE_OTHER_CLASSES] = "other-drug-classes",
	[MEASURE_APPROVED_CLASSES] = "approved-drug-classes",
	[MEASURE_OPERATIONS] = "operations",
};
static const struct names request_measures = { measure_words,
	                                       MEASURE_TERMS + 1 };
static const struct names letter_measures = { measure_words + MEASURE_TERMS + 1,
	                                      MEASURES - MEASURE_TERMS - 1 };

/* DIM_NONE: the measure holds words. */
static const uint8_t measure_dimensions[MEASURES] = {
	[MEASURE_VISITS] = DIM_VISITS,
	[MEASURE_TOTAL_VISITS] = DIM_VISITS,
	[MEASURE_SITES] = DIM_SITES,
	[MEASURE_LEVELS] = DIM_LEVELS,
	[MEASURE_JOINTS] = DIM_LEVELS,
	[MEASURE_QUANTITY] = DIM_UNITS,
	[MEASURE_REFILLS] = DIM_UNITS,
	[MEASURE_SUPPLY] = DIM_DAYS,
	[MEASURE_DAILY_DOSE] = DIM_MG_DAY,
	[MEASURE_STRENGTH] = DIM_MG,
	[MEASURE_DURATION] = DIM_DAYS,
	[MEASURE_MORPHINE] = DIM_MG_DAY,
	[MEASURE_ACETAMINOPHEN] = DIM_MG_DAY,
	[MEASURE_INJURY_AGE] = DIM_DAYS,
	[MEASURE_PATIENT_AGE] = DIM_YEARS,
};

static const char *const truth_words[] = {
	[TRUTH_UNKNOWN] = "unknown",
	[TRUTH_FALSE] = "breached",
	[TRUTH_TRUE] = "met",
};
static const struct names truth_names = NAMES(truth_words);

static const char *const reading_words[] = {
	[READING_VERIFIED] = "verified",
	[READING_SEEN] = "seen",
	[READING_KNOWN] = "known",
	[READING_UNSURE] = "unsure",
};
static const struct names reading_names = NAMES(reading_words);

/* In the order of enum test_expect. */
static const char *const expect_words[] = { "met", "breached", "unknown",
	                                    "not-applicable" };
static const struct names expect_names = NAMES(expect_words);

/* In the order of enum guideline_source (letter/letter.h). */
static const char *const source_words[] = { "none", "MTUS", "ODG", "ACOEM",
	                                    "other" };
static const struct names source_names = NAMES(source_words);

const char *measure_name(enum measure m)
{
	return measure_words[m];
}

const char *truth_name(enum truth t)
{
	return truth_words[t];
}

const char *reading_name(enum reading_mark r)
{
	return reading_words[r];
}

#define N_FIELDS(table) (sizeof(table) / sizeof(*(table)))
#define ROW(type, name, kind, member, required, names)                        \
	{                                                                     \
		STR_INIT(name), kind, offsetof(type, member), required, names \
	}

struct raw_criterion {
	struct criterion c;
	const struct node *source;
	const struct node *applies;
	const struct node *require;
	const struct node *recited;
	const struct node *reversed;
	const struct node *tests;
	uint8_t undocumented;
	uint8_t unmentioned;
};
/* clang-format off */
#define C_ROW(name, kind, member, required, names) \
	ROW(struct raw_criterion, name, kind, member, required, names)
static const struct field criterion_fields[] = {
	C_ROW("id",            FIELD_TEXT,   c.id,          true,  NULL),
	C_ROW("title",         FIELD_TEXT,   c.title,       true,  NULL),
	C_ROW("explain",       FIELD_TEXT,   c.explain,     true,  NULL),
	C_ROW("source",        FIELD_NODE,   source,        true,  NULL),
	C_ROW("applies-to",    FIELD_NODE,   applies,       true,  NULL),
	C_ROW("require",       FIELD_NODE,   require,       true,  NULL),
	C_ROW("undocumented",  FIELD_ENUM,   undocumented,  false, &truth_names),
	C_ROW("unmentioned",   FIELD_ENUM,   unmentioned,   false, &truth_names),
	C_ROW("recited-as",    FIELD_NODE,   recited,       false, NULL),
	C_ROW("recited-generally", FIELD_YES_NO, c.recited_generally, false, NULL),
	C_ROW("reversed-as",   FIELD_NODE,   reversed,      false, NULL),
	C_ROW("decisive",      FIELD_YES_NO, c.decisive,    false, NULL),
	C_ROW("only-there",    FIELD_YES_NO, c.only_there,  false, NULL),
	C_ROW("only-there-unless", FIELD_TEXTS, c.only_there_unless, false, NULL),
	C_ROW("family",        FIELD_TEXT,   c.family,      false, NULL),
	C_ROW("tests",         FIELD_NODE,   tests,         true,  NULL),
};
static const struct field source_fields[] = {
	C_ROW("pages",   FIELD_TEXTS, c.pages,   false, NULL),
	C_ROW("section", FIELD_TEXT,  c.section, true,  NULL),
	C_ROW("reading", FIELD_ENUM,  c.reading, true,  &reading_names),
};

struct raw_applies {
	struct applies a;
	struct texts classes;
	struct texts categories;
	struct texts words;
	struct texts without;
	const struct node *when;
};
#define A_ROW(name, kind, member) \
	ROW(struct raw_applies, name, kind, member, false, NULL)
static const struct field applies_fields[] = {
	A_ROW("drug-class", FIELD_TEXTS, classes),
	A_ROW("category",   FIELD_TEXTS, categories),
	A_ROW("ingredient", FIELD_TEXTS, a.ingredients),
	A_ROW("kind",       FIELD_TEXTS, a.kinds),
	A_ROW("region",     FIELD_TEXTS, a.regions),
	A_ROW("words",      FIELD_TEXTS, words),
	A_ROW("without",    FIELD_TEXTS, without),
	A_ROW("when",       FIELD_NODE,  when),
};

struct raw_condition {
	struct condition c;
	const struct node *all;
	const struct node *any;
	const struct node *not;
	const struct node *some;
	const struct node *request;
	const struct node *letter;
	struct str limits[COMPARE_LESS_THAN + 1];
	const struct node *any_of;
	const struct node *none_of;
};
#define K_ROW(name, kind, member, names) \
	ROW(struct raw_condition, name, kind, member, false, names)
static const struct field condition_fields[] = {
	K_ROW("all",          FIELD_NODE,  all, NULL),
	K_ROW("any",          FIELD_NODE,  any, NULL),
	K_ROW("not",          FIELD_NODE,  not, NULL),
	K_ROW("some",         FIELD_NODE,  some, NULL),
	K_ROW("needed",       FIELD_COUNT, c.needed, NULL),
	K_ROW("fact",         FIELD_TEXT,  c.fact_id, NULL),
	K_ROW("request",      FIELD_NODE,  request, NULL),
	K_ROW("letter",       FIELD_NODE,  letter, NULL),
	K_ROW("at-most",      FIELD_TEXT,  limits[COMPARE_AT_MOST], NULL),
	K_ROW("at-least",     FIELD_TEXT,  limits[COMPARE_AT_LEAST], NULL),
	K_ROW("more-than",    FIELD_TEXT,  limits[COMPARE_MORE_THAN], NULL),
	K_ROW("less-than",    FIELD_TEXT,  limits[COMPARE_LESS_THAN], NULL),
	K_ROW("any-of",       FIELD_NODE,  any_of, NULL),
	K_ROW("none-of",      FIELD_NODE,  none_of, NULL),
	K_ROW("undocumented", FIELD_ENUM,  c.undocumented, &truth_names),
	K_ROW("unmentioned",  FIELD_ENUM,  c.unmentioned, &truth_names),
};

#define T_ROW(name, kind, member, required, names) \
	ROW(struct criterion_test, name, kind, member, required, names)
static const struct field test_fields[] = {
	T_ROW("name",      FIELD_TEXT,  name,      true,  NULL),
	T_ROW("request",   FIELD_TEXT,  request,   true,  NULL),
	T_ROW("summary",   FIELD_TEXT,  summary,   false, NULL),
	T_ROW("rationale", FIELD_TEXT,  rationale, false, NULL),
	T_ROW("decided",   FIELD_TEXT,  decided,   false, NULL),
	T_ROW("ur-denied", FIELD_TEXT,  ur_denied, false, NULL),
	T_ROW("injury",    FIELD_TEXT,  injury,    false, NULL),
	T_ROW("outcome",   FIELD_TEXT,  outcome,   false, NULL),
	T_ROW("items",     FIELD_TEXTS, items,     false, NULL),
	T_ROW("finding",   FIELD_TEXT,  finding,   false, NULL),
	T_ROW("expect",    FIELD_ENUM,  expect,    true,  &expect_names),
};

struct raw_pack {
	struct pack p;
	struct str from;
	struct str until;
	uint32_t edition;
};
#define P_ROW(name, kind, member, required, names) \
	ROW(struct raw_pack, name, kind, member, required, names)
static const struct field pack_fields[] = {
	P_ROW("id",       FIELD_TEXT,  p.id,       true,  NULL),
	P_ROW("title",    FIELD_TEXT,  p.title,    true,  NULL),
	P_ROW("citation", FIELD_TEXT,  p.citation, true,  NULL),
	P_ROW("source",   FIELD_ENUM,  p.source,   true,  &source_names),
	P_ROW("edition",  FIELD_COUNT, edition,    false, NULL),
	P_ROW("from",     FIELD_TEXT,  from,       true,  NULL),
	P_ROW("until",    FIELD_TEXT,  until,      false, NULL),
	P_ROW("pages",    FIELD_TEXT,  p.pages,    false, NULL),
};
/* clang-format on */

/* -- conditions */

/* What a criterion says for leaves that say nothing themselves. */
struct defaults {
	uint8_t undocumented;
	uint8_t unmentioned;
	uint16_t *leaves;
};

static struct condition read_condition(struct loader *ld,
                                       const struct node *node,
                                       const struct defaults *defaults,
                                       unsigned depth);

static void read_children(struct loader *ld, const struct node *list,
                          const struct defaults *defaults, unsigned depth,
                          struct condition *into)
{
	if (list->kind != NODE_LIST || !list->items.len) {
		LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, list,
		                "expected a list of conditions");
		return;
	}
	for (size_t i = 0; i < list->items.len; i++) {
		struct condition child = read_condition(
		        ld, list->items.items[i], defaults, depth + 1);

		*VEC_PUSH(ld->perm, &into->of) = child;
	}
}

static void read_limit(struct loader *ld, const struct node *node,
                       struct str text, enum comparison compare,
                       struct condition *into)
{
	if (into->compare) {
		LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, node,
		                "a condition with two comparisons; use 'all'");
		return;
	}
	into->compare = (uint8_t)compare;
	into->limit_text = text;
	if (!quantity_parse(text, &into->limit))
		LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, node,
		                "'%.*s' is not a number with a unit",
		                STR_ARG(text));
}

static void read_words(struct loader *ld, const struct node *node,
                       enum comparison compare, struct condition *into)
{
	into->compare = (uint8_t)compare;
	texts_read(ld->perm, ld->diags, node, &into->words);
}

/* What a measure is compared with must fit what it measures. */
static void check_measure(struct loader *ld, const struct node *node,
                          const struct condition *c)
{
	enum dimension d = (enum dimension)measure_dimensions[c->measure];
	bool words =
	        c->compare == COMPARE_ANY_OF || c->compare == COMPARE_NONE_OF;

	if (d == DIM_NONE && !words)
		LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, node,
		                "'%s' needs 'any-of' or 'none-of'",
		                measure_words[c->measure]);
	else if (d != DIM_NONE && (words || c->limit.dimension != d))
		LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, node,
		                "'%s' is compared with a number of %s",
		                measure_words[c->measure], dimension_name(d));
}

static void read_leaf(struct loader *ld, const struct node *node,
                      const struct raw_condition *raw,
                      const struct defaults *defaults, struct condition *c)
{
	uint8_t which;

	c->leaf = (*defaults->leaves)++;
	if (!node_get(node, STR("undocumented")))
		c->undocumented = defaults->undocumented;
	if (!node_get(node, STR("unmentioned")))
		c->unmentioned = defaults->unmentioned;
	for (unsigned i = COMPARE_AT_MOST; i <= COMPARE_LESS_THAN; i++) {
		if (raw->limits[i].len)
			read_limit(ld, node, raw->limits[i], (enum comparison)i,
			           c);
	}
	if (raw->any_of)
		read_words(ld, raw->any_of, COMPARE_ANY_OF, c);
	if (raw->none_of)
		read_words(ld, raw->none_of, COMPARE_NONE_OF, c);
	if (c->fact_id.len) {
		c->kind = CONDITION_FACT;
		return;
	}
	c->kind = CONDITION_MEASURE;
	if (raw->request) {
		if (!names_read(ld->scratch, ld->diags, raw->request,
		                &request_measures, "request detail", &which))
			return;
		c->measure = which;
	} else {
		if (!names_read(ld->scratch, ld->diags, raw->letter,
		                &letter_measures, "letter detail", &which))
			return;
		c->measure = (uint8_t)(which + MEASURE_TERMS + 1);
	}
	check_measure(ld, node, c);
}

static struct condition read_condition(struct loader *ld,
                                       const struct node *node,
                                       const struct defaults *defaults,
                                       unsigned depth)
{
	struct raw_condition raw = { 0 };
	struct condition *c = &raw.c;
	int forms;

	c->line = node->line;
	c->column = node->column;
	if (depth > CONDITION_DEPTH_MAX) {
		LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, node,
		                "a condition more than %d levels deep",
		                CONDITION_DEPTH_MAX);
		return *c;
	}
	if (!fields_read(ld->perm, ld->diags, node, condition_fields,
	                 N_FIELDS(condition_fields), "condition", &raw))
		return *c;
	c->file = arena_str(ld->perm, ld->file);
	forms = (raw.all != NULL) + (raw.any != NULL) + (raw.not != NULL) +
	        (raw.some != NULL) + (c->fact_id.len > 0) +
	        (raw.request != NULL) + (raw.letter != NULL);
	if (forms != 1) {
		LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, node,
		                "a condition has one of 'all', 'any', 'not', "
		                "'some', 'fact', 'request', 'letter'");
		return *c;
	}
	if (raw.all || raw.any || raw.some) {
		c->kind = raw.all   ? CONDITION_ALL
		          : raw.any ? CONDITION_ANY
		                    : CONDITION_SOME;
		read_children(ld,
		              raw.all   ? raw.all
		              : raw.any ? raw.any
		                        : raw.some,
		              defaults, depth, c);
		if (raw.some && (!c->needed || c->needed > c->of.len))
			LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, node,
			                "'needed' is how many of 'some' must "
			                "hold");
	} else if (raw.not ) {
		struct condition child =
		        read_condition(ld, raw.not, defaults, depth + 1);

		c->kind = CONDITION_NOT;
		*VEC_PUSH(ld->perm, &c->of) = child;
	} else {
		read_leaf(ld, node, &raw, defaults, c);
	}
	return *c;
}

/* -- what a criterion applies to */

static uint32_t read_bits(struct loader *ld, const struct node *map,
                          const struct texts *words, const struct names *names,
                          const char *key)
{
	const struct node *value = node_get(map, str_c(key));
	uint32_t bits = 0;

	for (size_t i = 0; i < words->len; i++) {
		struct node at = *value;
		uint8_t which = 0;

		if (value->kind == NODE_LIST)
			at = *value->items.items[i];
		if (names_read(ld->scratch, ld->diags, &at, names, key, &which))
			bits |= UINT32_C(1) << which;
	}
	return bits;
}

static void fold_texts(struct loader *ld, struct texts *texts)
{
	for (size_t i = 0; i < texts->len; i++)
		texts->items[i] = arena_str(
		        ld->perm, phrase_fold(ld->scratch, texts->items[i]));
}

static void read_applies(struct loader *ld, const struct node *node,
                         const struct defaults *defaults, struct applies *out)
{
	struct raw_applies raw = { 0 };

	if (!fields_read(ld->perm, ld->diags, node, applies_fields,
	                 N_FIELDS(applies_fields), "'applies-to'", &raw))
		return;
	raw.a.classes = read_bits(ld, node, &raw.classes, &drug_class_names,
	                          "drug-class");
	raw.a.categories = read_bits(ld, node, &raw.categories, &category_names,
	                             "category");
	fold_texts(ld, &raw.words);
	fold_texts(ld, &raw.without);
	raw.a.words = raw.words;
	raw.a.without = raw.without;
	if (raw.when)
		raw.a.when = read_condition(ld, raw.when, defaults, 0);
	if (!raw.a.classes && !raw.a.categories && !raw.a.ingredients.len &&
	    !raw.a.kinds.len && !raw.a.words.len)
		LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, node,
		                "'applies-to' names no treatment");
	*out = raw.a;
}

void applies_read(struct loader *ld, const struct node *node,
                  struct applies *out)
{
	uint16_t leaves = 0;
	struct defaults defaults = { .leaves = &leaves };

	read_applies(ld, node, &defaults, out);
	if (leaves)
		LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, node,
		                "'when' is for criteria only");
}

/* -- tests, criteria, packs */

static void check_date(struct loader *ld, const struct node *node,
                       struct str text)
{
	size_t used;
	struct date d;

	if (!text.len)
		return;
	d = date_read(text, &used);
	if (used != text.len || !date_valid(d))
		LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, node,
		                "'%.*s' is not a date (2014-12-30)",
		                STR_ARG(text));
}

static void read_tests(struct loader *ld, const struct node *list,
                       struct criterion *c)
{
	if (!loader_is_list(ld, list, "tests"))
		return;
	for (size_t i = 0; i < list->items.len; i++) {
		struct criterion_test test = { 0 };
		const struct node *node = list->items.items[i];

		if (!fields_read(ld->perm, ld->diags, node, test_fields,
		                 N_FIELDS(test_fields), "test", &test))
			continue;
		check_date(ld, node, test.decided);
		check_date(ld, node, test.ur_denied);
		check_date(ld, node, test.injury);
		*VEC_PUSH(ld->perm, &c->tests) = test;
	}
}

static const struct pack *current_pack(struct loader *ld)
{
	const struct criteria *criteria = &ld->set->criteria;
	const struct pack *last;

	if (!criteria->packs.len)
		return NULL;
	last = &criteria->packs.items[criteria->packs.len - 1];
	return str_eq(last->file, ld->file) ? last : NULL;
}

static void read_recitals(struct loader *ld, const struct raw_criterion *raw,
                          uint32_t index)
{
	struct wording w = { .does = WORDING_RECITES, .of = index };

	if (raw->recited)
		wording_add(ld, raw->recited, w);
	w.does = WORDING_REVERSES;
	if (raw->reversed)
		wording_add(ld, raw->reversed, w);
}

static bool is_second(const struct criteria *criteria,
                      const struct criterion *c)
{
	for (size_t i = 0; i < criteria->list.len; i++) {
		if (criteria->list.items[i].pack == c->pack &&
		    str_eq(criteria->list.items[i].id, c->id))
			return true;
	}
	return false;
}

static void load_one(struct loader *ld, const struct node *node, uint16_t pack)
{
	struct criteria *criteria = &ld->set->criteria;
	struct raw_criterion raw = { 0 };
	struct defaults defaults = { .leaves = &raw.c.leaves };

	raw.c.pack = pack;
	if (!fields_read(ld->perm, ld->diags, node, criterion_fields,
	                 N_FIELDS(criterion_fields), "criterion", &raw) ||
	    !fields_read(ld->perm, ld->diags, raw.source, source_fields,
	                 N_FIELDS(source_fields), "source", &raw))
		return;
	raw.c.file = arena_str(ld->perm, ld->file);
	raw.c.line = node->line;
	raw.c.column = node->column;
	if (is_second(criteria, &raw.c)) {
		LOADER_COMPLAIN(ld, DIAG_DUPLICATE_ID, node,
		                "a second criterion '%.*s' in this edition",
		                STR_ARG(raw.c.id));
		return;
	}
	defaults.undocumented = raw.undocumented;
	defaults.unmentioned = raw.unmentioned;
	raw.c.require = read_condition(ld, raw.require, &defaults, 0);
	/* 'when' asks for what is the case: silence is no answer there. */
	defaults.undocumented = defaults.unmentioned = TRUTH_UNKNOWN;
	read_applies(ld, raw.applies, &defaults, &raw.c.applies);
	read_tests(ld, raw.tests, &raw.c);
	read_recitals(ld, &raw, (uint32_t)criteria->list.len);
	*VEC_PUSH(ld->perm, &criteria->list) = raw.c;
}

void criterion_load(struct loader *ld, const struct node *list)
{
	const struct pack *pack = current_pack(ld);

	if (list->kind != NODE_LIST || !pack) {
		LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, list,
		                "criteria are a list below an 'edition'");
		return;
	}
	for (size_t i = 0; i < list->items.len; i++)
		load_one(ld, list->items.items[i],
		         (uint16_t)(pack - ld->set->criteria.packs.items));
}

static struct date read_day(struct loader *ld, const struct node *map,
                            struct str text)
{
	size_t used;

	check_date(ld, map, text);
	return text.len ? date_read(text, &used) : (struct date){ 0 };
}

void criterion_load_pack(struct loader *ld, const struct node *map)
{
	struct criteria *criteria = &ld->set->criteria;
	struct raw_pack raw = { 0 };

	if (!fields_read(ld->perm, ld->diags, map, pack_fields,
	                 N_FIELDS(pack_fields), "edition", &raw))
		return;
	raw.p.from = read_day(ld, map, raw.from);
	raw.p.until = read_day(ld, map, raw.until);
	raw.p.edition = (int16_t)raw.edition;
	raw.p.file = arena_str(ld->perm, ld->file);
	for (size_t i = 0; i < criteria->packs.len; i++) {
		if (str_eq(criteria->packs.items[i].id, raw.p.id))
			LOADER_COMPLAIN(ld, DIAG_DUPLICATE_ID, map,
			                "a second edition '%.*s'",
			                STR_ARG(raw.p.id));
	}
	*VEC_PUSH(ld->perm, &criteria->packs) = raw.p;
}

void criterion_load_carried(struct loader *ld, const struct node *list)
{
	const struct pack *pack = current_pack(ld);
	struct texts ids = { 0 };

	if (!pack) {
		LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, list,
		                "'carried-over' stands below an 'edition'");
		return;
	}
	if (!texts_read(ld->perm, ld->diags, list, &ids))
		return;
	for (size_t i = 0; i < ids.len; i++) {
		struct carry *carry =
		        VEC_PUSH(ld->perm, &ld->set->criteria.carried);
		const struct node *at =
		        list->kind == NODE_LIST ? list->items.items[i] : list;

		carry->pack = (uint16_t)(pack - ld->set->criteria.packs.items);
		carry->id = ids.items[i];
		carry->file = arena_str(ld->perm, ld->file);
		carry->line = at->line;
		carry->column = at->column;
	}
}

/* -- once all files are read */

static struct str criterion_at(const void *with, size_t i)
{
	const struct criteria *criteria = with;

	return criteria->list.items[i].id;
}

void criterion_unknown(struct loader *ld, struct str id, uint32_t line,
                       uint32_t column)
{
	const struct criteria *criteria = &ld->set->criteria;
	struct str hint = diag_did_you_mean(ld->scratch, id, criterion_at,
	                                    criteria, criteria->list.len);

	diag_add(ld->diags, DIAG_UNKNOWN_NAME, line, column,
	         "unknown criterion '%.*s'%.*s", STR_ARG(id), STR_ARG(hint));
}

static void resolve_fact(struct loader *ld, struct condition *c)
{
	struct rule_place at = { c->file, c->line, c->column };
	const struct fact *fact;

	if (!fact_resolve(ld, c->fact_id, at, &c->fact))
		return;
	fact = &ld->set->facts.list.items[c->fact];
	ld->diags->path = c->file;
	if (c->compare && c->limit.dimension != fact->dimension)
		diag_add(ld->diags, DIAG_BAD_VALUE, c->line, c->column,
		         "'%.*s' is compared with a number of %s",
		         STR_ARG(c->fact_id),
		         dimension_name((enum dimension)fact->dimension));
}

static void resolve(struct loader *ld, struct condition *c)
{
	if (c->kind == CONDITION_FACT && c->fact_id.len)
		resolve_fact(ld, c);
	for (size_t i = 0; i < c->of.len; i++)
		resolve(ld, &c->of.items[i]);
}

static void carry_over(struct loader *ld, const struct carry *carry)
{
	struct criteria *criteria = &ld->set->criteria;
	const struct criterion *from = criterion_find(criteria, carry->id);
	struct criterion copy;

	if (!from) {
		ld->diags->path = carry->file;
		criterion_unknown(ld, carry->id, carry->line, carry->column);
		return;
	}
	copy = *from;
	copy.pack = carry->pack;
	copy.carried_over = true;
	copy.pages = (struct texts){ 0 };
	/* The tests of the original stand for both. */
	copy.tests.len = 0;
	*VEC_PUSH(ld->perm, &criteria->list) = copy;
}

void criterion_finish(struct loader *ld)
{
	struct criteria *criteria = &ld->set->criteria;

	for (size_t i = 0; i < criteria->list.len; i++) {
		resolve(ld, &criteria->list.items[i].require);
		resolve(ld, &criteria->list.items[i].applies.when);
	}
	for (size_t i = 0; i < criteria->carried.len; i++)
		carry_over(ld, &criteria->carried.items[i]);
}

const struct criterion *criterion_find(const struct criteria *criteria,
                                       struct str id)
{
	for (size_t i = 0; i < criteria->list.len; i++) {
		if (str_eq(criteria->list.items[i].id, id))
			return &criteria->list.items[i];
	}
	return NULL;
}

struct str criterion_citation(const struct criteria *criteria,
                              const struct criterion *c, struct arena *a)
{
	const struct pack *pack = &criteria->packs.items[c->pack];
	struct buf b = { .arena = a };

	buf_printf(&b, "%.*s, %.*s, %.*s", STR_ARG(pack->title),
	           STR_ARG(pack->citation), STR_ARG(c->section));
	for (size_t i = 0; i < c->pages.len; i++)
		buf_printf(&b, "%s%.*s",
		           i                  ? ", "
		           : c->pages.len > 1 ? ", pages "
		                              : ", page ",
		           STR_ARG(c->pages.items[i]));
	return buf_text(&b);
}
