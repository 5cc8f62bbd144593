/* test_phrase.c -- wordings as rules write them, found in text. */
#include "rules/phrase.h"

#include <string.h>

#include "base/buf.h"
#include "support.h"

/* One phrase, compiled alone. */
struct compiled {
	struct match_builder terms;
	struct patterns patterns;
	struct diags diags;
	struct matcher *matcher;
	struct regex_cache *regexes;
};

static bool compile(struct compiled *c, const char *phrase, unsigned flags)
{
	struct arena *a = test_arena();
	struct phrase_place at = { 3, 5 };

	*c = (struct compiled){ .terms = { .arena = a } };
	c->diags.arena = a;
	c->diags.path = STR("f");
	if (!phrase_compile(&c->terms, &c->patterns, a, &c->diags,
	                    str_c(phrase), at, TERM_CUE, 7, flags))
		return false;
	c->matcher = match_compile(&c->terms, a);
	c->regexes = regex_cache_new(c->patterns.list.len);
	return true;
}

/* Confirms a pattern as sentences do: from its sure words on, or before. */
static bool confirm(struct compiled *c, const struct fold *f,
                    const struct hit *h, struct regex_match *match)
{
	uint32_t pattern = *match_patterns(c->matcher, h);
	const struct pattern *p = &c->patterns.list.items[pattern];
	uint32_t from = h->start > p->lookback ? h->start - p->lookback : 0;

	if (!p->lookback)
		from = h->start;
	return regex_match(c->regexes, pattern, &p->regex, f->text, from,
	                   h->start, match) == REGEX_YES;
}

/* Adds the hits of a text, and returns the text as it is matched. */
static struct fold scan(const struct matcher *m, struct str text,
                        struct hits *hits)
{
	struct fold f;

	fold_read(&f, test_arena(), text);
	match_scan(m, &f, 0, (uint32_t)f.text.len, test_arena(), hits);
	return f;
}

/* What the phrase finds, between bars; captures in braces. */
static struct str find_all(struct compiled *c, const char *text)
{
	struct arena *a = test_arena();
	struct buf b = { .arena = a };
	struct hits hits = { 0 };
	struct fold f = scan(c->matcher, str_c(text), &hits);

	for (size_t i = 0; i < hits.list.len; i++) {
		const struct hit *h = &hits.list.items[i];
		struct regex_match m = { .all = { h->start, h->end } };

		if (h->kind == TERM_PATTERN && !confirm(c, &f, h, &m))
			continue;
		buf_printf(&b, "|%.*s",
		           STR_ARG(fold_text(&f, m.all.start, m.all.end)));
		for (int k = 0; k < REGEX_CAPTURES_MAX; k++) {
			struct span s = m.capture[k];

			if (s.end)
				buf_printf(
				        &b, "{%.*s}",
				        STR_ARG(fold_text(&f, s.start, s.end)));
		}
	}
	regex_cache_free(c->regexes);
	return buf_text(&b);
}

static const struct {
	const char *phrase;
	const char *text;
	const char *found;
} phrases[] = {
	/* words, at word boundaries, whatever the case and the space */
	{ "not necessary", "It is NOT\n Necessary.", "|not necessary" },
	{ "not necessary", "cannot necessary", "" },
	{ "not necessary", "not necessaryness", "" },
	{ "x-ray", "an X ray and an x-ray", "|x ray|x-ray" },
	{ "mg", "5mg of it", "|mg" },
	/* alternatives, optional words, endings */
	{ "(is|was) denied", "is denied, was denied, are denied",
	  "|is denied|was denied" },
	{ "not [be] supported", "not supported; not be supported",
	  "|not supported|not be supported" },
	{ "support*", "supports and supported", "|supports|supported" },
	{ "fail* to", "fails to; failed to; fail to",
	  "|fails to|failed to|fail to" },
	/* more wordings than are written out, behind what may be left out */
	{ "[no|any] (a|b|c|d|e|f|g|h|i) (a|b|c|d|e|f|g|h|i) end",
	  "a b end; no c d end; i e ends", "|a b end|no c d end|c d end" },
	{ "[no] [clear] (a|b|c|d|e|f|g|h|i) (a|b|c|d|e|f|g|h|i) ...2 end",
	  "a b x end; no clear c d end; e f end",
	  "|a b x end|no clear c d end|clear c d end|c d end|e f end" },
	/* a mark behind a group, and behind a gap's group */
	{ "(refusal|denial), which (is|was) void",
	  "the denial, which is void; a denial which is void",
	  "|denial, which is void" },
	{ "tried ...2 (ice|heat), but", "tried some heat, but; tried ice but",
	  "|tried some heat, but" },
	/* gaps */
	{ "necessity ... not established",
	  "necessity of this request was not established",
	  "|necessity of this request was not established" },
	{ "necessity ... established",
	  "necessity a b c d e f g h i established", "" },
	{ "fail ...2 show", "fail to really show", "|fail to really show" },
	{ "loss of ...2 strength", "loss of flexion; strength was normal", "" },
	{ "had ...6 ice", "had rest; therapy; and ice",
	  "|had rest; therapy; and ice" },
	{ "fail ...2 show", "fail to even really show", "" },
	/* slots */
	{ "{number} percent relief", "about 70 percent relief",
	  "|70 percent relief{70}" },
	{ "{number} visits", "twenty-four visits",
	  "|twenty-four visits{twenty-four}" },
	{ "for {duration}", "used for 6-8 weeks", "|for 6-8 weeks{6-8 weeks}" },
	{ "dated {date}", "report dated March 3, 2015 says",
	  "|dated march 3, 2015{march 3, 2015}" },
	{ "dated {date}", "report dated 3/3/15.", "|dated 3/3/15{3/3/15}" },
	/* a bracket that is meant as one */
	{ "section\\(s\\)", "Section(s): x", "|section(s)" },
	/* quotes and dashes are folded before */
	{ "patient's", "the patient\xe2\x80\x99s", "|patient's" },
};

START_TEST(finds_wordings)
{
	struct compiled c;

	ck_assert_msg(compile(&c, phrases[_i].phrase, 0), "%s: %.*s",
	              phrases[_i].phrase, STR_ARG(diags_text(&c.diags)));
	ck_assert_text(find_all(&c, phrases[_i].text), phrases[_i].found);
}
END_TEST

static const struct {
	const char *phrase;
	const char *part_of_complaint;
} mistakes[] = {
	{ "", "nothing" },
	{ "(is|was", "a bracket without an end" },
	{ "(is|was [not])", "a bracket within a bracket" },
	{ "no [of [the] (a|b)]", "a bracket within a bracket" },
	{ "(is)", "a group with one alternative" },
	{ "{sum} of", "an unknown slot" },
	{ "a ...40 b", "a gap of none or more than 30 words" },
	{ "{number}", "no word that is sure to stand there" },
	{ "[maybe]", "no word that is sure to stand there" },
};

START_TEST(complains_of_bad_phrases)
{
	struct compiled c;
	struct str said;

	ck_assert(!compile(&c, mistakes[_i].phrase, 0));
	said = diags_text(&c.diags);
	ck_assert_msg(str_starts(said, STR("f:3:5: error: ")), "%.*s",
	              STR_ARG(said));
	ck_assert_msg(str_find(said, 0, str_c(mistakes[_i].part_of_complaint)) <
	                      said.len,
	              "%.*s", STR_ARG(said));
}
END_TEST

START_TEST(long_phrases_are_refused)
{
	struct buf b = { .arena = test_arena() };
	struct compiled c;

	for (int i = 0; i < PHRASE_BYTES_MAX / 2 + 1; i++)
		buf_str(&b, STR("a "));
	buf_str(&b, STR("a"));
	buf_char(&b, '\0');
	ck_assert(!compile(&c, b.ptr, 0));
	ck_assert_uint_eq(c.diags.count, 1);
}
END_TEST

START_TEST(capitals_and_line_beginnings)
{
	struct compiled c;

	ck_assert(compile(&c, "summary", TERM_UPPER));
	ck_assert_text(find_all(&c, "Summary SUMMARY summary"), "|summary");
	ck_assert(compile(&c, "summary", TERM_LINE));
	ck_assert_text(find_all(&c, "summary of a summary\n summary"),
	               "|summary|summary");
}
END_TEST

/* The matcher alone: every term at every place, by place and length. */
START_TEST(all_terms_at_one_place)
{
	struct arena *a = test_arena();
	struct match_builder terms = { .arena = a };
	struct hits hits = { 0 };
	struct matcher *m;

	match_add(&terms, STR("opioid"), TERM_DRUG, 1, 0);
	match_add(&terms, STR("opioid ongoing review"), TERM_CUE, 2, 0);
	match_add(&terms, STR("opioid"), TERM_CUE, 3, 0);
	match_add(&terms, STR(""), TERM_CUE, 4, 0);
	m = match_compile(&terms, a);
	scan(m, STR("Opioid ongoing review, opioids"), &hits);
	ck_assert_uint_eq(hits.list.len, 3);
	ck_assert_uint_eq(hits.list.items[0].end, 6);
	ck_assert_uint_eq(hits.list.items[1].end, 6);
	ck_assert_uint_eq(hits.list.items[2].end, 21);
	ck_assert_uint_eq(hits.list.items[2].index, 2);
}
END_TEST

/* Patterns of the same sure words are one hit; in capitals they are another. */
START_TEST(patterns_of_one_term)
{
	struct arena *a = test_arena();
	struct match_builder terms = { .arena = a };
	struct hits hits = { 0 };
	const struct hit *h;
	struct matcher *m;

	match_add(&terms, STR("none"), TERM_PATTERN, 5, 0);
	match_add(&terms, STR("no"), TERM_PATTERN, 4, TERM_UPPER);
	match_add(&terms, STR("no"), TERM_PATTERN, 3, 0);
	match_add(&terms, STR("no"), TERM_PATTERN, 2, 0);
	match_add(&terms, STR("no"), TERM_CUE, 1, 0);
	m = match_compile(&terms, a);
	scan(m, STR("no"), &hits);
	ck_assert_uint_eq(hits.list.len, 2);
	h = &hits.list.items[0];
	ck_assert_uint_eq(h->kind, TERM_PATTERN);
	ck_assert_uint_eq(h->more, 2);
	ck_assert_uint_eq(match_patterns(m, h)[0], 2);
	ck_assert_uint_eq(match_patterns(m, h)[1], 3);
	ck_assert_uint_eq(hits.list.items[1].index, 1);
	ck_assert_uint_eq(hits.list.items[1].more, 0);
	scan(m, STR("NO"), &hits);
	ck_assert_uint_eq(hits.list.len, 5);
	h = &hits.list.items[3];
	ck_assert_uint_eq(h->more, 1);
	ck_assert_uint_eq(match_patterns(m, h)[0], 4);
}
END_TEST

/* Ten thousand terms are all found again, and compile in no time. */
START_TEST(many_terms)
{
	struct arena *a = test_arena();
	struct match_builder terms = { .arena = a };
	struct matcher *m;

	for (uint32_t i = 0; i < 10000; i++)
		match_add(&terms,
		          arena_printf(a, "t%u x%u", i * 7919 % 10007, i),
		          TERM_DRUG, i, 0);
	m = match_compile(&terms, a);
	for (uint32_t i = 0; i < 10000; i += 37) {
		struct hits hits = { 0 };

		scan(m, terms.terms.items[i].text, &hits);
		ck_assert_uint_eq(hits.list.len, 1);
		ck_assert_uint_eq(hits.list.items[0].index, i);
	}
}
END_TEST

START_TEST(backtracking_meets_its_limit)
{
	struct regex_cache *c = regex_cache_new(1);
	struct regex pattern = { .text = STR("(?:a|aa)+b?$") };
	struct buf b = { .arena = test_arena() };
	struct regex_match m;
	enum regex_result result;

	buf_fill(&b, 'a', 4000);
	buf_char(&b, '!');
	result = regex_match(c, 0, &pattern, buf_text(&b), 0, 0, &m);
	regex_cache_free(c);
	ck_assert_int_eq(result, REGEX_LIMIT);
}
END_TEST

/* A compiled form goes before the text; one of another PCRE2 does not count. */
START_TEST(compiled_patterns_match)
{
	struct str bytes = regex_compile(test_arena(), STR("ap(p)le"));
	struct regex pattern = { .text = STR("pear"), .compiled = bytes };
	struct str spoilt = arena_str(test_arena(), bytes);
	struct regex_cache *c = regex_cache_new(3);
	struct regex_match m;

	ck_assert_uint_gt(bytes.len, 0);
	ck_assert(regex_match(c, 0, &pattern, STR("an apple"), 3, 3, &m) ==
	          REGEX_YES);
	ck_assert_uint_eq(m.capture[0].start, 5);
	/* In two parts, of which the first may be another pattern's too. */
	pattern.common = str_sub(bytes, 0, 40);
	pattern.compiled = str_sub(bytes, 40, bytes.len);
	ck_assert(regex_match(c, 2, &pattern, STR("an apple"), 3, 3, &m) ==
	          REGEX_YES);
	pattern.common = STR("");
	((char *)(uintptr_t)spoilt.ptr)[4] ^= 1;
	pattern.compiled = spoilt;
	ck_assert(regex_match(c, 1, &pattern, STR("a pear"), 2, 2, &m) ==
	          REGEX_YES);
	regex_cache_free(c);
}
END_TEST

START_TEST(bad_patterns_say_where)
{
	size_t offset;
	struct str problem;

	ck_assert(regex_check(test_arena(), STR("a(b)c"), &offset, &problem));
	ck_assert(!regex_check(test_arena(), STR("ab("), &offset, &problem));
	ck_assert_uint_eq(offset, 3);
	ck_assert_uint_gt(problem.len, 0);
	ck_assert(!regex_check(test_arena(), STR("()()()()()()()()()()"),
	                       &offset, &problem));
}
END_TEST

Suite *phrase_suite(void)
{
	Suite *s = suite_create("phrase");
	TCase *tc = test_case(s, "phrase");

	tcase_add_loop_test(tc, finds_wordings, 0, COUNT(phrases));
	tcase_add_loop_test(tc, complains_of_bad_phrases, 0, COUNT(mistakes));
	tcase_add_test(tc, long_phrases_are_refused);
	tcase_add_test(tc, capitals_and_line_beginnings);
	tcase_add_test(tc, all_terms_at_one_place);
	tcase_add_test(tc, patterns_of_one_term);
	tcase_add_test(tc, many_terms);
	tcase_add_test(tc, backtracking_meets_its_limit);
	tcase_add_test(tc, compiled_patterns_match);
	tcase_add_test(tc, bad_patterns_say_where);
	return s;
}
