/*
 * pairs.c -- letters of one item, by rule: those of which the rule must report
 * something, and near misses.
 */
#include "pairs.h"

#include <assert.h>
#include <ctype.h>
#include <check.h>
#include <stdio.h>

#include "base/buf.h"
#include "fixture.h"
#include "text/node.h"

/* Of all files together. */
#define CASES_MAX 2000
/* What the checks must hold by class: ten that are found, ten that are not. */
#define CASES_MIN 10

struct pair {
	struct str rule; /* without "consistency/" */
	bool found;
	struct str item;
	struct str text;
	struct str summary;
	uint32_t line;
};

static struct pair pairs[CASES_MAX];
static size_t n_pairs;
static struct arena case_arena;

static void add_pairs(struct str rule, const struct node *list, bool found)
{
	assert(list && list->items.len >= CASES_MIN);
	for (size_t i = 0; i < list->items.len; i++) {
		const struct node *node = list->items.items[i];
		struct pair *p = &pairs[n_pairs++];

		assert(n_pairs < CASES_MAX);
		p->rule = rule;
		p->found = found;
		p->line = node->line;
		p->item = node_text(node, STR("item"));
		p->text = node_text(node, STR("text"));
		p->summary = node_text(node, STR("summary"));
		if (!p->summary.len)
			p->summary = STR("The patient was hurt at work.");
		assert(p->item.len && p->text.len);
	}
}

static struct node *read_cases(const char *path)
{
	static jmp_buf failed;
	struct diags d = { .arena = &case_arena };
	struct node *root;

	case_arena.on_failure = &failed;
	root = yaml_read(&case_arena, &d, fixture_file(&case_arena, path));
	assert(root);
	return root;
}

static void load_pairs(const char *path)
{
	const struct node *root = read_cases(path);

	for (size_t i = 0; i + 1 < root->items.len; i += 2) {
		struct str rule = root->items.items[i]->text;
		const struct node *lists = root->items.items[i + 1];

		add_pairs(rule, node_get(lists, STR("found")), true);
		add_pairs(rule, node_get(lists, STR("not")), false);
	}
}

static struct str letter_of(struct arena *a, const struct pair *p)
{
	struct buf b = { .arena = a };

	buf_printf(&b,
	           "HOW THE IMR FINAL DETERMINATION WAS MADE\nBy review.\n \n"
	           "CLINICAL CASE SUMMARY\nThe expert reviewer developed the "
	           "following clinical case summary based on a review of the "
	           "case file, including all medical records:\n \n%.*s\n \n"
	           "IMR ISSUES, DECISIONS AND RATIONALES\n \n%.*s: Upheld\n \n"
	           "Claims Administrator guideline: Decision based on MTUS "
	           "Initial Approaches to Treatment 2004.\n \n"
	           "MAXIMUS guideline: Decision based on MTUS Initial "
	           "Approaches to Treatment 2004.\n \n"
	           "Decision rationale: %.*s\n",
	           STR_ARG(p->summary), STR_ARG(p->item), STR_ARG(p->text));
	return buf_text(&b);
}

static const struct finding *find(const struct findings *f, struct str rule)
{
	for (size_t i = 0; i < f->list.len; i++) {
		struct str id = f->list.items[i].rule;

		if (str_starts(id, STR("consistency/")) && str_ends(id, rule))
			return &f->list.items[i];
	}
	return NULL;
}

/* Of the item; where a rule looks at the summary alone, of the letter. */
static bool has_verdict(const struct verdicts *v, struct str rule)
{
	uint32_t decision = str_starts(rule, STR("summary-")) ? 0 : 1;

	for (size_t i = 0; i < v->list.len; i++) {
		if (v->list.items[i].decision == decision &&
		    str_ends(v->list.items[i].rule, rule))
			return true;
	}
	return false;
}

START_TEST(agrees_or_not)
{
	const struct pair *p = &pairs[_i];
	struct arena *a = fixture_arena();
	jmp_buf failed;
	struct checked c;
	const struct finding *f;

	if (setjmp(failed))
		ck_abort_msg("out of memory");
	a->on_failure = &failed;
	c = fixture_check(a, letter_of(a, p));
	ck_assert_uint_eq(c.letter->decisions.len, 1);
	f = find(&c.findings, p->rule);
	if ((f != NULL) != p->found)
		ck_abort_msg("line %u: %s: %.*s | %.*s%s%.*s", p->line,
		             p->found ? "not found" : "found though right",
		             STR_ARG(p->item), STR_ARG(p->text), f ? " | " : "",
		             (int)(f ? f->message.len : 0),
		             f ? f->message.ptr : "");
	ck_assert_msg(has_verdict(&c.verdicts, p->rule), "line %u: no verdict",
	              p->line);
	if (f) {
		ck_assert_uint_lt(f->span.start, f->span.end);
		ck_assert(!str_ends(f->message, STR(".")));
	}
}
END_TEST

/* A way of saying it, with the thing in the place of its marks. */
static struct str way_of_thing(struct str way, const struct node *thing)
{
	struct str name = node_text(thing, STR("thing"));
	struct str article = node_text(thing, STR("article"));
	struct buf b = { .arena = &case_arena };

	for (size_t at = 0; at < way.len;) {
		struct str rest = str_sub(way, at, way.len);
		bool first = str_starts(rest, STR("{A}"));
		struct buf with = { .arena = &case_arena };
		struct str text;

		buf_printf(&with, "%.*s%s%.*s", STR_ARG(article),
		           article.len ? " " : "", STR_ARG(name));
		text = buf_text(&with);
		at += 3;
		if (first || str_starts(rest, STR("{a}"))) {
			buf_char(&b, first ? (char)toupper(text.ptr[0])
			                   : text.ptr[0]);
			buf_str(&b, str_sub(text, 1, text.len));
		} else if (str_starts(rest, STR("{the}"))) {
			buf_str(&b, name);
			at += 2;
		} else if (str_starts(rest, STR("{done}"))) {
			buf_str(&b, node_text(thing, STR("done")));
			at += 3;
		} else {
			buf_char(&b, rest.ptr[0]);
			at -= 2;
		}
	}
	return buf_text(&b);
}

static void add_way(const struct node *way, const struct node *thing,
                    bool denied)
{
	struct pair *p = &pairs[n_pairs++];
	struct str text = way_of_thing(way->text, thing);

	assert(n_pairs < CASES_MAX);
	p->rule = STR("rationale-contradicts-summary");
	p->found = denied;
	p->line = way->line;
	p->item = node_text(thing, STR("item"));
	p->text = arena_printf(&case_arena,
	                       "The worker has pain after an injury. %.*s "
	                       "The request is not medically necessary.",
	                       STR_ARG(text));
	p->summary = node_text(thing, STR("summary"));
	assert(p->item.len && p->summary.len);
}

void pairs_add_ways(Suite *s, const char *path)
{
	const struct node *root = read_cases(path);
	const struct node *things = node_get(root, STR("things"));
	TCase *t = tcase_create("ways");
	int first = (int)n_pairs;

	for (int denied = 0; denied < 2; denied++) {
		const struct node *ways =
		        node_get(root, denied ? STR("denied") : STR("other"));

		assert(things && ways);
		for (size_t i = 0; i < ways->items.len; i++) {
			for (size_t j = 0; j < things->items.len; j++)
				add_way(ways->items.items[i],
				        things->items.items[j], denied);
		}
	}
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, agrees_or_not, first, (int)n_pairs);
	suite_add_tcase(s, t);
}

Suite *pairs_suite(const char *name, const char *path)
{
	Suite *s = suite_create(name);
	TCase *t = tcase_create("pairs");
	int first = (int)n_pairs;

	load_pairs(path);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, agrees_or_not, first, (int)n_pairs);
	suite_add_tcase(s, t);
	return s;
}
