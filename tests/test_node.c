/* test_node.c -- YAML and JSON as trees, and what is no YAML or JSON. */
#include <string.h>

#include "base/buf.h"
#include "rules/fields.h"
#include "support.h"
#include "text/node.h"

/* A tree in one line, so that both readers can be compared with a text. */
static void write_node(struct buf *b, const struct node *n)
{
	switch (n->kind) {
	case NODE_NULL:
		buf_str(b, STR("null"));
		return;
	case NODE_SCALAR:
		buf_printf(b, "<%.*s>", STR_ARG(n->text));
		return;
	case NODE_LIST:
	case NODE_MAP:
		buf_char(b, n->kind == NODE_LIST ? '[' : '{');
		for (size_t i = 0; i < n->items.len; i++) {
			buf_str(b, i ? STR(" ") : STR(""));
			write_node(b, n->items.items[i]);
		}
		buf_char(b, n->kind == NODE_LIST ? ']' : '}');
		return;
	}
}

typedef struct node *reader(struct arena *a, struct diags *d, struct str text);

static struct str read_with(reader *read, const char *text)
{
	struct diags d = { .arena = test_arena(), .path = STR("f") };
	struct buf b = { .arena = test_arena() };
	const struct node *root = read(test_arena(), &d, str_c(text));

	if (!root)
		return diags_text(&d);
	ck_assert_uint_eq(d.count, 0);
	write_node(&b, root);
	return buf_text(&b);
}

static const struct {
	const char *text;
	const char *tree; /* or the complaint */
} json[] = {
	{ "{\"a\": [1, -2.5e3, true, null, \"x\"]}",
	  "{<a> [<1> <-2.5e3> <true> null <x>]}" },
	{ "  {}  ", "{}" },
	{ "[]", "[]" },
	{ "\"\\\"\\\\\\/\\b\\n\\u00e9\\ud83d\\udc8a\"",
	  "<\"\\/\b\n\xc3\xa9\xf0\x9f\x92\x8a>" },
	{ "\"\\ud83d\"", "<\xef\xbf\xbd>" },
	{ "", "f:1:1: error: not JSON here [json]\n" },
	{ "{", "f:1:2: error: expected a key in quotes [json]\n" },
	{ "{\"a\" 1}", "f:1:6: error: expected ':' after a key [json]\n" },
	{ "[1,\n 2", "f:2:3: error: expected ',' or ']' [json]\n" },
	{ "[1,]", "f:1:4: error: not JSON here [json]\n" },
	{ "{\"a\":1,}", "f:1:8: error: expected a key in quotes [json]\n" },
	{ "01", "f:1:1: error: not JSON here [json]\n" },
	{ "1.", "f:1:1: error: not JSON here [json]\n" },
	{ "nul", "f:1:1: error: not JSON here [json]\n" },
	{ "\"a", "f:1:3: error: a string without an end [json]\n" },
	{ "\"a\nb\"",
	  "f:1:3: error: a control character in a string [json]\n" },
	{ "\"\\x\"", "f:1:4: error: an unknown escape in a string [json]\n" },
	{ "\"\\u12\"", "f:1:6: error: an unknown escape in a string [json]\n" },
	{ "{} {}",
	  "f:1:4: error: text after the end of the document [json]\n" },
	{ "{\"a\":1,\n\"a\":2}",
	  "f:2:1: error: key 'a' stands twice [duplicate-key]\n" },
};

START_TEST(reads_json)
{
	ck_assert_text(read_with(json_read, json[_i].text), json[_i].tree);
}
END_TEST

static const struct {
	const char *text;
	const char *tree;
} yaml[] = {
	{ "a: 1\nb:\n  - x y\n  - 'q'\nc: ~\n",
	  "{<a> <1> <b> [<x y> <q>] <c> null}" },
	{ "a: ''\n", "{<a> <>}" },
	{ "text: >\n  one\n  two\n", "{<text> <one two\n>}" },
	{ "[a, {b: c}]", "[<a> {<b> <c>}]" },
	{ "", "null" },
	{ "a: 1\na: 2\n",
	  "f:2:1: error: key 'a' stands twice [duplicate-key]\n" },
	{ "a: &x 1\n",
	  "f:1:4: error: anchors and tags are not used in rules [yaml]\n" },
	{ "a: !!int 1\n",
	  "f:1:4: error: anchors and tags are not used in rules [yaml]\n" },
	{ "a: 1\n---\nb: 2\n", "f:2:1: error: a second document [yaml]\n" },
	{ "[a]: b\n", "f:1:1: error: a key must be a word [yaml]\n" },
	{ "a: *x\n", "f:1:4: error: aliases are not used in rules [yaml]\n" },
};

START_TEST(reads_yaml)
{
	ck_assert_text(read_with(yaml_read, yaml[_i].text), yaml[_i].tree);
}
END_TEST

START_TEST(broken_yaml_names_the_place)
{
	struct str said = read_with(yaml_read, "a: [1\nb: 2\n");

	ck_assert_msg(str_starts(said, STR("f:2:")), "%.*s", STR_ARG(said));
	said = read_with(yaml_read, "a: \"x\n");
	ck_assert_msg(str_starts(said, STR("f:")), "%.*s", STR_ARG(said));
	ck_assert(str_ends(said, STR("[yaml]\n")));
}
END_TEST

/* Deep nesting is refused, not followed until the stack ends. */
START_TEST(depth_is_bounded)
{
	struct buf b = { .arena = test_arena() };
	struct str said;

	buf_fill(&b, '[', 100000);
	buf_char(&b, '\0');
	said = read_with(json_read, b.ptr);
	ck_assert(str_find(said, 0, STR("nested too deeply")) < said.len);
	said = read_with(yaml_read, b.ptr);
	ck_assert(str_find(said, 0, STR("nested too deeply")) < said.len);
}
END_TEST

START_TEST(places_count_characters)
{
	struct diags d = { .arena = test_arena() };
	const struct node *root = json_read(
	        test_arena(), &d, STR("{\"\xc3\xa9\": \"x\",\n  \"b\": 2}"));
	const struct node *x = node_get(root, STR("\xc3\xa9"));
	const struct node *b = node_get(root, STR("b"));

	ck_assert_uint_eq(x->line, 1);
	ck_assert_uint_eq(x->column, 7);
	ck_assert_uint_eq(b->line, 2);
	ck_assert_uint_eq(b->column, 8);
	ck_assert(x->quoted && !b->quoted);
	ck_assert_text(node_text(root, STR("b")), "2");
	ck_assert_text(node_text(root, STR("no")), "");
	ck_assert_ptr_null(node_get(b, STR("b")));
	ck_assert_uint_eq(node_pairs(root), 2);
}
END_TEST

START_TEST(maps_are_bounded)
{
	struct diags d = { .arena = test_arena() };
	struct buf b = { .arena = test_arena() };

	buf_char(&b, '{');
	for (int i = 0; i <= NODE_PAIRS_MAX; i++)
		buf_printf(&b, "%s\"k%d\":0", i ? "," : "", i);
	buf_char(&b, '}');
	ck_assert_ptr_null(json_read(test_arena(), &d, buf_text(&b)));
	ck_assert_uint_eq(d.count, 1);
}
END_TEST

START_TEST(complaints_are_capped)
{
	struct diags d = { .arena = test_arena(), .path = STR("f") };
	struct str all;

	for (uint32_t i = 1; i <= DIAGS_MAX + 5; i++)
		diag_add(&d, DIAG_YAML, i, 1, "no %u", i);
	all = diags_text(&d);
	ck_assert_uint_eq(d.count, DIAGS_MAX + 5);
	ck_assert(str_ends(all, STR("... and 5 more\n")));
	ck_assert(str_starts(all, STR("f:1:1: error: no 1 [yaml]\n")));
}
END_TEST

/* -- maps read by tables */

struct thing {
	struct str name;
	double size;
	uint32_t count;
	bool sure;
	uint8_t level;
	struct texts words;
};

static const char *const level_words[] = { "low", "high" };
static const struct names levels = NAMES(level_words);
static const struct field thing_fields[] = {
	{ STR_INIT("name"), FIELD_TEXT, offsetof(struct thing, name), true,
	  NULL },
	{ STR_INIT("size"), FIELD_NUMBER, offsetof(struct thing, size), false,
	  NULL },
	{ STR_INIT("count"), FIELD_COUNT, offsetof(struct thing, count), false,
	  NULL },
	{ STR_INIT("sure"), FIELD_YES_NO, offsetof(struct thing, sure), false,
	  NULL },
	{ STR_INIT("level"), FIELD_ENUM, offsetof(struct thing, level), false,
	  &levels },
	{ STR_INIT("words"), FIELD_TEXTS, offsetof(struct thing, words), false,
	  NULL },
};

static bool read_thing(const char *text, struct thing *out, struct str *said)
{
	struct diags d = { .arena = test_arena(), .path = STR("f") };
	const struct node *root = yaml_read(test_arena(), &d, str_c(text));
	bool good = fields_read(test_arena(), &d, root, thing_fields,
	                        sizeof(thing_fields) / sizeof(*thing_fields),
	                        "thing", out);

	*said = diags_text(&d);
	return good;
}

START_TEST(tables_fill_structs)
{
	struct thing t = { 0 };
	struct str said;

	ck_assert(read_thing("name: x\nsize: 2.5\ncount: 7\nsure: yes\n"
	                     "level: high\nwords: [a, b]\n",
	                     &t, &said));
	ck_assert_text(t.name, "x");
	ck_assert_double_eq_tol(t.size, 2.5, 1e-9);
	ck_assert_uint_eq(t.count, 7);
	ck_assert(t.sure);
	ck_assert_uint_eq(t.level, 1);
	ck_assert_uint_eq(t.words.len, 2);
	ck_assert_text(t.words.items[1], "b");
}
END_TEST

static const struct {
	const char *text;
	const char *said;
} mistakes[] = {
	{ "name: x\nsise: 2\n", "f:2:1: error: unknown key 'sise' in a thing; "
	                        "did you mean 'size'? [unknown-key]\n" },
	{ "size: 2\n",
	  "f:1:1: error: a thing needs the key 'name' [missing-key]\n" },
	{ "name: x\nsize: two\n",
	  "f:2:7: error: 'size' must be a number [wrong-type]\n" },
	{ "name: x\ncount: 2.5\n",
	  "f:2:8: error: 'count' must be a whole number [wrong-type]\n" },
	{ "name: x\nsure: perhaps\n",
	  "f:2:7: error: 'sure' must be yes or no [wrong-type]\n" },
	{ "name: x\nlevel: hihg\n", "f:2:8: error: unknown level 'hihg'; did "
	                            "you mean 'high'? [unknown-name]\n" },
	{ "name: [x]\n", "f:1:7: error: 'name' must be a text [wrong-type]\n" },
	{ "name:\n",
	  "f:1:6: error: 'name' must be given a value [wrong-type]\n" },
	{ "name: x\nwords: {a: b}\n",
	  "f:2:8: error: expected a list [wrong-type]\n" },
	{ "- x\n", "f:1:1: error: expected a thing as 'key: value' pairs "
	           "[wrong-type]\n" },
	{ "zzzzzz: 1\n",
	  "f:1:1: error: unknown key 'zzzzzz' in a thing [unknown-key]\n"
	  "f:1:1: error: a thing needs the key 'name' [missing-key]\n" },
};

START_TEST(tables_name_every_mistake)
{
	struct thing t = { 0 };
	struct str said;

	ck_assert(!read_thing(mistakes[_i].text, &t, &said));
	ck_assert_text(said, mistakes[_i].said);
}
END_TEST

Suite *node_suite(void)
{
	Suite *s = suite_create("node");
	TCase *tc = test_case(s, "node");

	tcase_add_loop_test(tc, reads_json, 0, COUNT(json));
	tcase_add_loop_test(tc, reads_yaml, 0, COUNT(yaml));
	tcase_add_test(tc, broken_yaml_names_the_place);
	tcase_add_test(tc, depth_is_bounded);
	tcase_add_test(tc, places_count_characters);
	tcase_add_test(tc, maps_are_bounded);
	tcase_add_test(tc, complaints_are_capped);
	tcase_add_test(tc, tables_fill_structs);
	tcase_add_loop_test(tc, tables_name_every_mistake, 0, COUNT(mistakes));
	return s;
}
