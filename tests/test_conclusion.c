/* test_conclusion.c -- what rationales conclude: tests/cases/conclusions.yaml.
 */
#include <assert.h>
#include <check.h>
#include <stdio.h>

#include "base/buf.h"
#include "fixture.h"
#include "text/node.h"

Suite *conclusion_suite(void);

#define CASES_MAX 600

struct expected {
	enum conclusion conclusion;
	struct str item;
	struct str text;
	uint32_t line;
};

static struct expected cases[CASES_MAX];
static size_t n_cases;
static struct arena case_arena;

static void add_case(enum conclusion conclusion, const struct node *node)
{
	struct expected *e = &cases[n_cases++];

	assert(n_cases < CASES_MAX);
	e->conclusion = conclusion;
	e->line = node->line;
	e->item = STR("Hinged knee brace");
	e->text = node->text;
	if (node->kind == NODE_MAP) {
		e->text = node_text(node, STR("text"));
		e->item = node_text(node, STR("item"));
	}
	assert(e->text.len);
}

static void load_cases(void)
{
	static jmp_buf failed;
	struct diags d = { .arena = &case_arena };
	struct node *root;

	case_arena.on_failure = &failed;
	root = yaml_read(
	        &case_arena, &d,
	        fixture_file(&case_arena, "tests/cases/conclusions.yaml"));
	assert(root);
	for (size_t i = 0; i + 1 < root->items.len; i += 2) {
		const struct node *list = root->items.items[i + 1];
		size_t which = names_find(&conclusion_names,
		                          root->items.items[i]->text);

		assert(which < conclusion_names.n);
		for (size_t j = 0; j < list->items.len; j++)
			add_case((enum conclusion)which, list->items.items[j]);
	}
}

static struct str letter_around(struct arena *a, const struct expected *e)
{
	struct buf b = { .arena = a };

	buf_printf(&b,
	           "HOW THE IMR FINAL DETERMINATION WAS MADE\nBy review.\n \n"
	           "CLINICAL CASE SUMMARY\nA knee hurts.\n \n"
	           "IMR ISSUES, DECISIONS AND RATIONALES\n \n%.*s: Upheld\n \n"
	           "Claims Administrator guideline: Decision based on MTUS "
	           "Knee Complaints 2004.\n \n"
	           "MAXIMUS guideline: Decision based on MTUS Knee Complaints "
	           "2004.\n \nDecision rationale: %.*s\n",
	           STR_ARG(e->item), STR_ARG(e->text));
	return buf_text(&b);
}

START_TEST(concludes)
{
	const struct expected *e = &cases[_i];
	struct arena *a = fixture_arena();
	const struct letter *l =
	        fixture_read(a, fixture_all_rules(), letter_around(a, e));
	const struct decision *d;

	ck_assert_uint_eq(l->decisions.len, 1);
	d = &l->decisions.items[0];
	ck_assert_msg(d->conclusion == e->conclusion,
	              "conclusions.yaml:%u: '%.*s' is read as %s, not %s",
	              e->line, STR_ARG(e->text),
	              conclusion_name((enum conclusion)d->conclusion),
	              conclusion_name(e->conclusion));
}
END_TEST

Suite *conclusion_suite(void)
{
	Suite *s = suite_create("conclusion");
	TCase *t = tcase_create("cases");

	load_cases();
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, concludes, 0, (int)n_cases);
	suite_add_tcase(s, t);
	return s;
}
