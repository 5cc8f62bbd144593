/*
 * html_marks.c -- a letter's text with its passages marked.
 *
 * Passages overlap as they like, elements must not. So the text is cut at
 * every start and end of a passage, and each piece is marked by what covers
 * it: a finding's own passage (class a), a related one (b), or both.
 */
#include "report/html.h"

#include <stdlib.h>

#include "report/markup.h"

/* A passage starts or ends here. */
struct edge {
	uint32_t at;
	bool start;
	uint32_t finding; /* from 1 */
	uint32_t passage; /* 0: the finding's own */
};

struct edges {
	VEC(struct edge) list;
};

/* Ends before starts, so that neighbours do not overlap. */
static int by_place(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->start != y->start)
		return x->start ? 1 : -1;
	if (x->finding != y->finding)
		return x->finding < y->finding ? -1 : 1;
	return x->passage < y->passage ? -1 : x->passage > y->passage;
}

static void add(struct edges *e, struct arena *a, struct span at,
                size_t finding, size_t passage)
{
	struct edge edge = { at.start, true, (uint32_t)finding,
		             (uint32_t)passage };

	if (span_empty(at))
		return;
	*VEC_PUSH(a, &e->list) = edge;
	edge.at = at.end;
	edge.start = false;
	*VEC_PUSH(a, &e->list) = edge;
}

static void edges_of(struct edges *e, struct arena *a,
                     const struct findings *found)
{
	for (size_t i = 0; i < found->list.len; i++) {
		const struct finding *f = &found->list.items[i];

		add(e, a, f->span, i + 1, 0);
		for (size_t k = 0; k < f->related.len; k++)
			add(e, a, f->related.items[k].span, i + 1, k + 1);
	}
	if (e->list.len)
		qsort(e->list.items, e->list.len, sizeof(*e->list.items),
		      by_place);
}

char html_passage_letter(size_t i)
{
	return (char)('a' + (i < 25 ? i : 25));
}

/* The number before a passage, from which one comes to its finding. */
static void number(struct buf *out, size_t letter, const struct edge *e)
{
	buf_printf(
	        out,
	        "<a class=\"at\" id=\"L%zu-%u-%u\" href=\"#L%zu-%u\">%u%c</a>",
	        letter, e->finding, e->passage, letter, e->finding, e->finding,
	        html_passage_letter(e->passage));
}

/* open[0] own passages and open[1] related ones cover this piece. */
static void piece(struct buf *out, struct str text, const size_t open[2])
{
	if (!text.len)
		return;
	if (open[0] || open[1])
		buf_printf(out, "<mark class=\"%s\">",
		           open[0] && open[1] ? "a b"
		           : open[0]          ? "a"
		                              : "b");
	markup_block(out, text);
	if (open[0] || open[1])
		buf_str(out, STR("</mark>"));
}

void html_marked_text(struct buf *out, const struct report_letter *l,
                      size_t letter)
{
	struct str text = l->letter->source->text;
	struct edges edges = { 0 };
	size_t open[2] = { 0 };
	uint32_t done = 0;

	edges_of(&edges, out->arena, l->findings);
	for (size_t i = 0; i < edges.list.len; i++) {
		const struct edge *e = &edges.list.items[i];
		size_t *covering = &open[e->passage > 0];

		piece(out, str_sub(text, done, e->at), open);
		done = e->at;
		if (e->start)
			number(out, letter, e);
		*covering = e->start ? *covering + 1 : *covering - 1;
	}
	piece(out, str_sub(text, done, text.len), open);
}

/* -- a passage by itself */

/* A passage may be a rationale, a line may be a letter: both are cut. */
#define QUOTE_BYTES_MAX   700
#define CONTEXT_BYTES_MAX 160

/* Not into the middle of a character. */
static uint32_t forward(struct str text, uint32_t at, uint32_t end)
{
	while (at < end && ((unsigned char)text.ptr[at] & 0xc0) == 0x80)
		at++;
	return at;
}

static void before(struct buf *out, struct str text, struct span line,
                   uint32_t at)
{
	uint32_t from = line.start;

	if (at - from > CONTEXT_BYTES_MAX) {
		from = forward(text, at - CONTEXT_BYTES_MAX, at);
		buf_str(out, STR("\xe2\x80\xa6"));
	}
	markup_block(out, str_sub(text, from, at));
}

static void after(struct buf *out, struct str text, struct span line,
                  uint32_t at)
{
	uint32_t to = line.end;

	if (at >= to)
		return;
	if (to - at > CONTEXT_BYTES_MAX)
		to = forward(text, at + CONTEXT_BYTES_MAX, to);
	markup_block(out, str_sub(text, at, to));
	if (to < line.end)
		buf_str(out, STR("\xe2\x80\xa6"));
}

void html_quote(struct buf *out, const struct source *s, struct span at)
{
	struct span first = source_line(s, at.start);
	struct span last = source_line(s, at.end - 1);
	uint32_t end = at.end;

	if (end - at.start > QUOTE_BYTES_MAX)
		end = forward(s->text, at.start + QUOTE_BYTES_MAX, end);
	before(out, s->text, first, at.start);
	buf_str(out, STR("<mark>"));
	markup_block(out, str_sub(s->text, at.start, end));
	buf_str(out, STR("</mark>"));
	if (end < at.end)
		buf_str(out, STR("\xe2\x80\xa6"));
	else
		after(out, s->text, last, end);
}
