/*
 * test_schema.c -- rules/schema.json: true of every rule file, like the loader.
 *
 * The loaders' tables are read from their source: a key that is added to a
 * table and not to the schema, or the reverse, fails here.
 */
#include <check.h>
#include <glob.h>

#include "support.h"
#include "text/node.h"

Suite *schema_suite(void);

#define SCHEMA "rules/schema.json"

static struct node *read_schema(void)
{
	struct diags d = { .arena = test_arena() };
	struct node *schema = json_read(test_arena(), &d, test_file(SCHEMA));

	ck_assert_msg(schema != NULL, "%.*s", STR_ARG(diags_text(&d)));
	return schema;
}

/* -- as much of a validator as the schema needs */

struct validator {
	const struct node *schema;
	const char *path;
	struct str problem; /* the first one */
};

static bool complain(struct validator *v, const struct node *at,
                     const char *what, struct str name)
{
	if (!v->problem.len)
		v->problem = arena_printf(test_arena(), "%s:%u:%u: %s '%.*s'",
		                          v->path, at->line, at->column, what,
		                          STR_ARG(name));
	return false;
}

static const struct node *resolve(const struct validator *v,
                                  const struct node *s)
{
	struct str ref = node_text(s, STR("$ref"));
	struct str prefix = STR("#/$defs/");

	if (!ref.len)
		return s;
	ck_assert(str_starts(ref, prefix));
	s = node_get(node_get(v->schema, STR("$defs")),
	             str_sub(ref, prefix.len, ref.len));
	ck_assert_msg(s != NULL, "no definition %.*s", STR_ARG(ref));
	return s;
}

static bool has_text(const struct node *list, struct str text)
{
	for (size_t i = 0; i < list->items.len; i++) {
		if (str_eq(list->items.items[i]->text, text))
			return true;
	}
	return false;
}

static bool is_number(struct str text)
{
	size_t used;

	str_decimal(text, &used);
	return used && used == text.len;
}

/* "string" stands for any scalar: YAML's are texts to the loader. */
static bool has_type(const struct node *value, struct str type)
{
	if (str_eq(type, STR("object")))
		return value->kind == NODE_MAP;
	if (str_eq(type, STR("array")))
		return value->kind == NODE_LIST;
	if (value->kind != NODE_SCALAR)
		return false;
	return !str_eq(type, STR("number")) || is_number(value->text);
}

static bool type_fits(const struct node *type, const struct node *value)
{
	if (type->kind == NODE_SCALAR)
		return has_type(value, type->text);
	for (size_t i = 0; i < type->items.len; i++) {
		if (has_type(value, type->items.items[i]->text))
			return true;
	}
	return false;
}

static bool valid(struct validator *v, const struct node *s,
                  const struct node *value);

static bool map_valid(struct validator *v, const struct node *s,
                      const struct node *map)
{
	const struct node *props = node_get(s, STR("properties"));
	const struct node *rest = node_get(s, STR("additionalProperties"));
	const struct node *names = node_get(s, STR("propertyNames"));
	const struct node *required = node_get(s, STR("required"));

	for (size_t i = 0; i + 1 < map->items.len; i += 2) {
		const struct node *key = map->items.items[i];
		const struct node *of =
		        props ? node_get(props, key->text) : NULL;

		if (names && !has_text(node_get(resolve(v, names), STR("enum")),
		                       key->text))
			return complain(v, key, "unknown name", key->text);
		if (!of && (!rest || rest->kind != NODE_MAP))
			return complain(v, key, "unknown key", key->text);
		if (!valid(v, of ? of : rest, map->items.items[i + 1]))
			return false;
	}
	for (size_t i = 0; required && i < required->items.len; i++) {
		struct str name = required->items.items[i]->text;

		if (!node_get(map, name))
			return complain(v, map, "missing key", name);
	}
	return true;
}

static bool any_valid(struct validator *v, const struct node *list,
                      const struct node *value)
{
	for (size_t i = 0; i < list->items.len; i++) {
		struct validator trial = *v;

		if (valid(&trial, list->items.items[i], value))
			return true;
	}
	return complain(v, value, "fits nothing", value->text);
}

static bool valid(struct validator *v, const struct node *s,
                  const struct node *value)
{
	const struct node *part;

	s = resolve(v, s);
	part = node_get(s, STR("type"));
	if (part && !type_fits(part, value))
		return complain(v, value, "wrong type", value->text);
	part = node_get(s, STR("enum"));
	if (part &&
	    (value->kind != NODE_SCALAR || !has_text(part, value->text)))
		return complain(v, value, "not one of the words", value->text);
	part = node_get(s, STR("anyOf"));
	if (part)
		return any_valid(v, part, value);
	if (value->kind == NODE_MAP)
		return map_valid(v, s, value);
	part = node_get(s, STR("items"));
	for (size_t i = 0;
	     part && value->kind == NODE_LIST && i < value->items.len; i++) {
		if (!valid(v, part, value->items.items[i]))
			return false;
	}
	return true;
}

static struct str problem_of(const char *path, struct str text)
{
	struct diags d = { .arena = test_arena() };
	struct validator v = { .schema = read_schema(), .path = path };
	const struct node *root = yaml_read(test_arena(), &d, text);

	ck_assert_msg(root != NULL, "%s: %.*s", path, STR_ARG(diags_text(&d)));
	valid(&v, v.schema, root);
	return v.problem;
}

START_TEST(every_rule_file_is_valid)
{
	static const char *const patterns[] = { "rules/*/*.yaml",
		                                "rules/*/*/*.yaml" };
	size_t n = 0;

	for (int i = 0; i < COUNT(patterns); i++) {
		glob_t found;

		ck_assert_int_eq(glob(patterns[i], 0, NULL, &found), 0);
		for (size_t k = 0; k < found.gl_pathc; k++, n++) {
			const char *path = found.gl_pathv[k];
			struct str problem = problem_of(path, test_file(path));

			ck_assert_msg(!problem.len, "%.*s", STR_ARG(problem));
		}
		globfree(&found);
	}
	ck_assert_uint_gt(n, 30);
}
END_TEST

/* What the loader refuses by its tables, the schema refuses, too. */
static const char *const refused[] = {
	"crietria: []\n",
	"facts:\n  - {id: f, titel: t}\n",
	"facts:\n  - {id: f}\n",
	"facts:\n  - {id: f, title: t, about: patient}\n",
	"facts:\n  - {id: f, title: t, says: {x: y}}\n",
	"facts:\n  - {id: f, title: t, says: [{words: x, reads: most}]}\n",
	"criteria:\n  - {id: c, title: t, explain: e, applies-to: {}, require: "
	"{fact: f}, tests: []}\n",
	"criteria:\n  - {id: c, title: t, explain: e, source: {section: s, "
	"reading: maybe}, applies-to: {}, require: {fact: f}, tests: []}\n",
	"criteria:\n  - {id: c, title: t, explain: e, source: {section: s, "
	"reading: known}, applies-to: {}, require: {all: [{fact: f, atmost: "
	"3}]}, tests: []}\n",
	"checks:\n  - {id: c, title: t, severity: fatal, confidence: high, "
	"explain: e, example: e, near-miss: n}\n",
	"drugs:\n  - {name: x, ingredients: [x], class: opioids}\n",
};

START_TEST(what_is_wrong_is_refused)
{
	struct str text = str_c(refused[_i]);

	ck_assert_msg(problem_of("x.yaml", text).len, "%s", refused[_i]);
}
END_TEST

/* -- the tables in the loaders' source */

struct table {
	struct str comment; /* "fact.c fact_fields" */
	VEC(struct str) keys;
};

struct tables {
	VEC(struct table) list;
};

#define TABLE_BEGINS "static const struct field "

static void read_table(struct str name, struct str text, size_t at,
                       struct tables *out)
{
	struct table *t = VEC_PUSH(test_arena(), &out->list);
	size_t ends = str_find(text, at, STR("\n};"));
	size_t bracket = str_find_char(text, at, '[');

	t->comment = arena_printf(test_arena(), "%.*s %.*s", STR_ARG(name),
	                          STR_ARG(str_sub(text, at, bracket)));
	at = str_find_char(text, at, '"');
	while (at < ends) {
		size_t end = str_find_char(text, at + 1, '"');

		*VEC_PUSH(test_arena(), &t->keys) = str_sub(text, at + 1, end);
		at = str_find_char(text, end + 1, '"');
	}
}

static struct tables read_tables(void)
{
	struct tables tables = { 0 };
	glob_t found;

	ck_assert_int_eq(glob("src/rules/*.c", 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		struct str path = str_c(found.gl_pathv[i]);
		struct str name =
		        str_sub(path, sizeof("src/rules/") - 1, path.len);
		struct str text = test_file(found.gl_pathv[i]);
		size_t at = str_find(text, 0, STR(TABLE_BEGINS));

		name = arena_str(test_arena(), name);
		while (at < text.len) {
			at += sizeof(TABLE_BEGINS) - 1;
			if (text.ptr[at] != '*')
				read_table(name, text, at, &tables);
			at = str_find(text, at, STR(TABLE_BEGINS));
		}
	}
	globfree(&found);
	return tables;
}

static const struct node *definition(const struct node *schema,
                                     struct str comment)
{
	const struct node *defs = node_get(schema, STR("$defs"));

	for (size_t i = 0; i + 1 < defs->items.len; i += 2) {
		const struct node *def = defs->items.items[i + 1];

		if (str_eq(node_text(def, STR("$comment")), comment))
			return def;
	}
	return NULL;
}

START_TEST(tables_and_schema_have_the_same_keys)
{
	const struct node *schema = read_schema();
	struct tables tables = read_tables();

	ck_assert_uint_gt(tables.list.len, 25);
	for (size_t i = 0; i < tables.list.len; i++) {
		const struct table *t = &tables.list.items[i];
		const struct node *def = definition(schema, t->comment);
		const struct node *props;

		ck_assert_msg(def != NULL, "the schema lacks the table %.*s",
		              STR_ARG(t->comment));
		props = node_get(def, STR("properties"));
		for (size_t k = 0; k < t->keys.len; k++)
			ck_assert_msg(node_get(props, t->keys.items[k]) != NULL,
			              "%.*s: the schema lacks '%.*s'",
			              STR_ARG(t->comment),
			              STR_ARG(t->keys.items[k]));
		ck_assert_msg(node_pairs(props) == t->keys.len,
		              "%.*s: the schema has keys that the loader "
		              "lacks",
		              STR_ARG(t->comment));
	}
}
END_TEST

START_TEST(sections_and_schema_have_the_same_keys)
{
	struct str text = test_file("src/rules/ruleset.c");
	size_t at = str_find(text, 0, STR("sections[] = {"));
	size_t ends = str_find(text, at, STR("\n};"));
	const struct node *props = node_get(read_schema(), STR("properties"));
	size_t n = 0;

	for (at = str_find_char(text, at, '"'); at < ends; n++) {
		size_t end = str_find_char(text, at + 1, '"');
		struct str key = str_sub(text, at + 1, end);

		ck_assert_msg(node_get(props, key) != NULL,
		              "the schema lacks the section '%.*s'",
		              STR_ARG(key));
		at = str_find_char(text, end + 1, '"');
	}
	ck_assert_uint_eq(node_pairs(props), n);
}
END_TEST

Suite *schema_suite(void)
{
	Suite *s = suite_create("schema");
	TCase *tc = test_case(s, "schema");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, every_rule_file_is_valid);
	tcase_add_loop_test(tc, what_is_wrong_is_refused, 0, COUNT(refused));
	tcase_add_test(tc, tables_and_schema_have_the_same_keys);
	tcase_add_test(tc, sections_and_schema_have_the_same_keys);
	return s;
}
