/* criterion_text.c -- criteria and their values in words, for --why. */
#include "base/buf.h"
#include "engine/criterion.h"

static const char *const compare_words_text[] = {
	[COMPARE_NONE] = "",
	[COMPARE_AT_MOST] = " at most ",
	[COMPARE_AT_LEAST] = " at least ",
	[COMPARE_MORE_THAN] = " more than ",
	[COMPARE_LESS_THAN] = " less than ",
	[COMPARE_ANY_OF] = " any of ",
	[COMPARE_NONE_OF] = " none of ",
};

static void write_condition(struct buf *b, const struct condition *c)
{
	if (c->kind == CONDITION_FACT)
		buf_str(b, c->fact_id);
	else
		buf_str(b, str_c(measure_name((enum measure)c->measure)));
	buf_str(b, str_c(compare_words_text[c->compare]));
	buf_str(b, c->limit_text);
	for (size_t i = 0; i < c->words.len; i++)
		buf_printf(b, "%s%.*s", i ? ", " : "",
		           STR_ARG(c->words.items[i]));
}

static const char *const heads[] = {
	[CONDITION_ALL] = "all of {",
	[CONDITION_ANY] = "any of {",
	[CONDITION_NOT] = "not {",
	[CONDITION_SOME] = " of {",
};

static bool is_leaf(const struct condition *c)
{
	return c->kind == CONDITION_FACT || c->kind == CONDITION_MEASURE;
}

static void write_head(struct buf *b, const struct condition *c)
{
	if (c->kind == CONDITION_SOME)
		buf_printf(b, "at least %u", (unsigned)c->needed);
	buf_str(b, str_c(heads[c->kind]));
}

static void write_whole(struct buf *b, const struct condition *c)
{
	if (is_leaf(c)) {
		write_condition(b, c);
		return;
	}
	write_head(b, c);
	for (size_t i = 0; i < c->of.len; i++) {
		if (i)
			buf_str(b, STR("; "));
		write_whole(b, &c->of.items[i]);
	}
	buf_char(b, '}');
}

struct str condition_text(const struct condition *c, struct arena *a)
{
	struct buf b = { .arena = a };

	write_whole(&b, c);
	return buf_text(&b);
}

/* Passages are quoted in one line of at most so many bytes. */
#define QUOTE_BYTES_MAX 160

static struct str shortened(struct str quote)
{
	size_t end = QUOTE_BYTES_MAX;

	if (quote.len <= end)
		return quote;
	while (end && ((unsigned char)quote.ptr[end] & 0xc0) == 0x80)
		end--; /* not inside a character */
	return str_sub(quote, 0, end);
}

static void write_leaf(struct buf *b, const struct criterion_value *v,
                       const struct letter *l, const struct condition *c)
{
	const struct leaf_value *leaf = &v->leaves[c->leaf];
	struct str quote;

	write_condition(b, c);
	buf_printf(b, " = %s", truth_name((enum truth)leaf->value));
	if (leaf->leaf && !span_empty(leaf->at)) {
		quote = letter_line(l, b->arena, leaf->at);
		quote = shortened(quote);
		buf_printf(b, " (\"%.*s\", %s", STR_ARG(quote),
		           mention_place_name((enum mention_place)leaf->place));
		buf_str(b, leaf->basis == BASIS_UNDOCUMENTED
		                   ? STR(", said to be undocumented)")
		                   : STR(")"));
	} else {
		buf_str(b, STR(" (not mentioned)"));
	}
}

static void write_tree(struct buf *b, const struct criterion_value *v,
                       const struct letter *l, const struct condition *c)
{
	if (is_leaf(c)) {
		write_leaf(b, v, l, c);
		return;
	}
	write_head(b, c);
	for (size_t i = 0; i < c->of.len; i++) {
		if (i)
			buf_str(b, STR("; "));
		write_tree(b, v, l, &c->of.items[i]);
	}
	buf_char(b, '}');
}

struct str criterion_tree(const struct criterion_value *v,
                          const struct letter *l, struct arena *a)
{
	struct buf b = { .arena = a };

	write_tree(&b, v, l, &v->criterion->require);
	if (v->criterion->applies.when.of.len ||
	    v->criterion->applies.when.kind != CONDITION_ALL) {
		buf_str(&b, STR("; applies when "));
		write_tree(&b, v, l, &v->criterion->applies.when);
	}
	return buf_text(&b);
}
