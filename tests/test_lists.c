/* test_lists.c -- words that phrases share: put in their place, and used. */
#include "rules/lists.h"

#include <check.h>
#include <glob.h>

#include "base/buf.h"
#include "rules/loader.h"
#include "rules/ruleset.h"
#include "support.h"

Suite *lists_suite(void);

static const char lists_yaml[] = "limb: [arm, leg]\n"
                                 "side: left\n"
                                 "part: [<limb>, back]\n"
                                 "limb-side: [<side>, right]\n";

static struct node *read_yaml(struct diags *d, struct str text)
{
	struct node *node = yaml_read(test_arena(), d, text);

	ck_assert_msg(node != NULL, "%.*s", STR_ARG(diags_text(d)));
	return node;
}

static const struct {
	const char *phrase;
	const char *expanded; /* NULL: refused */
} phrases[] = {
	{ "pain of it", "pain of it" },
	/* several stand between brackets, whether the phrase has them or not */
	{ "pain in the <limb>", "pain in the (arm|leg)" },
	{ "pain in (<limb>|hip)", "pain in (arm|leg|hip)" },
	{ "[<limb>] pain", "[arm|leg] pain" },
	{ "(a|b) <limb> (c|d)", "(a|b) (arm|leg) (c|d)" },
	{ "the <side> hip", "the left hip" },
	/* a list that has another */
	{ "<part> pain", "(arm|leg|back) pain" },
	{ "<limb-side> <limb>", "(left|right) (arm|leg)" },
	/* signs that are meant */
	{ "a score \\<limb>", "a score \\<limb>" },
	{ "\\(<limb>", "\\((arm|leg)" },
	{ "less than < 5", "less than < 5" },
	/* no such list; only a fact with words of its own has <it> */
	{ "<limbs> pain", NULL },
	{ "<it> pain", NULL },
	{ "<> pain", NULL },
};

START_TEST(words_take_the_place_of_names)
{
	struct diags d = { .arena = test_arena() };
	struct loader ld = { .perm = test_arena(),
		             .scratch = test_arena(),
		             .diags = &d };
	struct node at = { .kind = NODE_SCALAR };
	struct str got;
	bool good;

	lists_load(&ld, read_yaml(&d, str_c(lists_yaml)));
	good = lists_expand(&ld, &at, str_c(phrases[_i].phrase), &got);
	if (!phrases[_i].expanded) {
		ck_assert(!good);
		ck_assert_uint_eq(d.count, 1);
		return;
	}
	ck_assert_msg(good, "%.*s", STR_ARG(diags_text(&d)));
	ck_assert_msg(str_eq(got, str_c(phrases[_i].expanded)), "%.*s",
	              STR_ARG(got));
}
END_TEST

/* Each list twice the one before: refused long before it is large. */
START_TEST(doubling_lists_stay_small)
{
	struct diags d = { .arena = test_arena() };
	struct loader ld = { .perm = test_arena(),
		             .scratch = test_arena(),
		             .diags = &d };
	struct buf b = { .arena = test_arena() };

	buf_str(&b, STR("l0: [wrist, ankle]\n"));
	for (int i = 1; i < 200; i++)
		buf_printf(&b, "l%d: [<l%d>, <l%d>]\n", i, i - 1, i - 1);
	lists_load(&ld, read_yaml(&d, buf_text(&b)));
	ck_assert_uint_gt(d.count, 0);
	ck_assert_uint_lt(ld.lists.list.len, 10);
}
END_TEST

/* The name stands in some rule file, with these around it. */
static bool is_used(const char *before, struct str name, const char *behind)
{
	struct str wanted = arena_printf(test_arena(), "%s%.*s%s", before,
	                                 STR_ARG(name), behind);
	bool used = false;
	glob_t found;

	ck_assert_int_eq(glob("rules/*/*.yaml", 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc && !used; i++) {
		struct str text = test_file(found.gl_pathv[i]);

		used = str_find(text, 0, wanted) < text.len;
	}
	globfree(&found);
	return used;
}

START_TEST(every_list_and_form_is_used)
{
	static const struct {
		const char *section;
		const char *before;
		const char *behind;
	} named[] = {
		{ "lists", "<", ">" },
		{ "fact-forms", "form: ", "\n" },
	};
	size_t n = 0;
	glob_t found;

	ck_assert_int_eq(glob("rules/*/*.yaml", 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc * 2; i++) {
		struct diags d = { .arena = test_arena() };
		const struct node *map = node_get(
		        read_yaml(&d, test_file(found.gl_pathv[i / 2])),
		        str_c(named[i % 2].section));

		for (size_t k = 0; map && k < map->items.len; k += 2, n++) {
			struct str name = map->items.items[k]->text;

			ck_assert_msg(is_used(named[i % 2].before, name,
			                      named[i % 2].behind),
			              "%s: nothing uses '%.*s'",
			              found.gl_pathv[i / 2], STR_ARG(name));
		}
	}
	globfree(&found);
	ck_assert_uint_gt(n, 8);
}
END_TEST

/* The fact with a form in rules/README.md, and a criterion that asks for it. */
START_TEST(the_readme_builds_a_fact_with_a_form)
{
	struct diags d = { .arena = test_arena() };
	struct str text = test_file("rules/README.md");
	size_t at = str_find(text, 0, STR("    - id: tried.taping\n"));
	struct str fact = str_sub(text, at, str_find(text, at, STR("\n\n")));
	struct rule_file files[2] = { { STR("forms.yaml"),
		                        test_file("rules/facts/forms.yaml") },
		                      { STR("t.yaml"), { 0 } } };
	const struct ruleset *rules;
	size_t own = 0;

	ck_assert_uint_lt(at, text.len);
	files[1].text = arena_printf(
	        test_arena(),
	        "region-reach: {}\nlists: {normal-result: [normal, "
	        "fine], patients: [patient]}\nfacts:\n%.*s\n      for-checks: "
	        "yes\n",
	        STR_ARG(fact));
	rules = ruleset_load(test_arena(), test_arena(), &d, files, 2);
	ck_assert_msg(rules != NULL, "%.*s", STR_ARG(diags_text(&d)));
	ck_assert_uint_eq(rules->facts.list.len, 1);
	for (size_t i = 0; i < rules->facts.wordings.len; i++)
		own += rules->facts.wordings.items[i].does == WORDING_NAMES;
	/* the form's names, and its own */
	ck_assert_uint_eq(own, 2);
	ck_assert_uint_gt(rules->patterns.list.len, 5);
}
END_TEST

Suite *lists_suite(void)
{
	Suite *s = suite_create("lists");
	TCase *tc = test_case(s, "lists");

	tcase_add_loop_test(tc, words_take_the_place_of_names, 0,
	                    COUNT(phrases));
	tcase_add_test(tc, doubling_lists_stay_small);
	tcase_add_test(tc, every_list_and_form_is_used);
	tcase_add_test(tc, the_readme_builds_a_fact_with_a_form);
	return s;
}
