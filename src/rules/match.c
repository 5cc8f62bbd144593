/*
 * match.c -- the one matcher.
 *
 * Every term begins at a word boundary, so no failure links are needed: from
 * each place where a word can begin, a trie is walked until it ends, and most
 * words leave it after two or three letters. The trie is a double array (Aoe
 * 1989): the child of a state for a symbol is cells[base + symbol], valid when
 * its check is the state. One cell is 12 bytes, ten thousand terms take about
 * a megabyte, and the whole is one read-only block without pointers.
 *
 * Aho-Corasick would also find terms inside words; nobody wants those.
 */
#include "rules/match.h"

#include <stdlib.h>
#include <string.h>

/* Every byte is a symbol of its own, but a hyphen is a space. 0 is none. */
static unsigned symbol(char c)
{
	return c == '-' ? ' ' : (unsigned char)c;
}

#define SYMBOLS 256

struct cell {
	uint32_t base;
	uint32_t check; /* parent state + 1; 0: free */
	uint32_t term;  /* index + 1 of the first use here; 0: none ends here */
};

struct use {
	uint32_t index;
	uint16_t kind;
	uint8_t flags;
	uint8_t last; /* the last use of this state */
};

struct matcher {
	uint32_t n_cells;
	uint32_t n_uses;
	struct cell *cells;
	struct use *uses;
};

bool match_add(struct match_builder *b, struct str text, enum term_kind kind,
               uint32_t index, unsigned flags)
{
	struct match_term *t;

	if (!text.len || text.len > TERM_BYTES_MAX)
		return false;
	t = VEC_PUSH(b->arena, &b->terms);
	t->text = text;
	t->kind = (uint16_t)kind;
	t->flags = (uint16_t)flags;
	t->index = index;
	return true;
}

/* -- building: terms in sorted order, states from the root down */

struct builder {
	const struct match_term **terms;
	size_t n;
	struct arena *scratch;
	VEC(struct cell) cells;
	size_t first_free; /* none is looked for before this one */
	struct matcher *m;
};

static int by_symbols(const void *a, const void *b)
{
	const struct match_term *x = *(const struct match_term *const *)a;
	const struct match_term *y = *(const struct match_term *const *)b;
	size_t n = x->text.len < y->text.len ? x->text.len : y->text.len;

	for (size_t i = 0; i < n; i++) {
		unsigned p = symbol(x->text.ptr[i]), q = symbol(y->text.ptr[i]);
		if (p != q)
			return p < q ? -1 : 1;
	}
	if (x->text.len != y->text.len)
		return x->text.len < y->text.len ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

static void ensure_cell(struct builder *b, size_t at)
{
	while (b->cells.len <= at)
		VEC_PUSH(b->scratch, &b->cells);
}

/*
 * Cells that were tried and found taken are not tried again once nearly all of
 * a stretch is taken: a few cells are lost, and building stays linear (the way
 * of Darts).
 */
#define STRETCH_FULL(taken, tried) ((taken) * 20 >= (tried) * 19)

/* A base where the cells of all symbols are free. */
static size_t find_base(struct builder *b, const unsigned *symbols, size_t n)
{
	size_t first = b->first_free, taken = 0;

	for (size_t at = first;; at++) {
		size_t base, i;

		if (at <= symbols[0])
			continue;
		base = at - symbols[0];
		ensure_cell(b, base + SYMBOLS);
		if (b->cells.items[at].check) {
			taken++;
			continue;
		}
		for (i = 1; i < n; i++) {
			if (b->cells.items[base + symbols[i]].check)
				break;
		}
		if (i < n)
			continue;
		if (STRETCH_FULL(taken, at - first + 1))
			b->first_free = at;
		return base;
	}
}

/* Terms [from, to) share `depth` symbols and end up in `state`. */
static void build_state(struct builder *b, size_t from, size_t to,
                        size_t depth, size_t state)
{
	unsigned symbols[SYMBOLS];
	size_t starts[SYMBOLS + 1];
	size_t n = 0, base;

	if (from < to && b->terms[from]->text.len == depth) {
		b->cells.items[state].term = b->m->n_uses + 1;
		while (from < to && b->terms[from]->text.len == depth) {
			struct use *u = &b->m->uses[b->m->n_uses++];

			u->index = b->terms[from]->index;
			u->kind = b->terms[from]->kind;
			u->flags = (uint8_t)b->terms[from]->flags;
			from++;
			u->last = from == to ||
			          b->terms[from]->text.len != depth;
		}
	}
	if (from == to)
		return;
	for (size_t i = from; i < to; i++) {
		unsigned s = symbol(b->terms[i]->text.ptr[depth]);

		if (!n || symbols[n - 1] != s) {
			symbols[n] = s;
			starts[n++] = i;
		}
	}
	starts[n] = to;
	base = find_base(b, symbols, n);
	b->cells.items[state].base = (uint32_t)base;
	for (size_t i = 0; i < n; i++)
		b->cells.items[base + symbols[i]].check = (uint32_t)state + 1;
	for (size_t i = 0; i < n; i++)
		build_state(b, starts[i], starts[i + 1], depth + 1,
		            base + symbols[i]);
}

struct matcher *match_compile(const struct match_builder *from,
                              struct arena *into)
{
	struct builder b = { .n = from->terms.len, .scratch = from->arena };
	struct matcher *m = ARENA_NEW(into, struct matcher);

	b.m = m;
	b.terms = ARENA_ARRAY(from->arena, const struct match_term *, b.n + 1);
	for (size_t i = 0; i < b.n; i++)
		b.terms[i] = &from->terms.items[i];
	qsort(b.terms, b.n, sizeof(struct match_term *), by_symbols);
	m->uses = ARENA_ARRAY(into, struct use, b.n + 1);
	ensure_cell(&b, SYMBOLS);
	b.cells.items[0].check = UINT32_MAX; /* the root is nobody's child */
	build_state(&b, 0, b.n, 0, 0);
	/* A walk may look a whole alphabet beyond the last cell in use. */
	m->n_cells = (uint32_t)b.cells.len + SYMBOLS;
	m->cells = ARENA_ARRAY(into, struct cell, m->n_cells);
	memcpy(m->cells, b.cells.items, b.cells.len * sizeof(struct cell));
	return m;
}

size_t match_terms(const struct matcher *m)
{
	return m->n_uses;
}

/* -- scanning */

enum { OTHER, LETTER, DIGIT };

static inline int class_of(char c)
{
	if (is_lower(c) || (unsigned char)c >= 0x80)
		return LETTER;
	return is_digit(c) ? DIGIT : OTHER;
}

/* True when a word may begin (or end) between two neighbours. */
static inline bool boundary(char before, char after)
{
	int b = class_of(before);

	return b == OTHER || b != class_of(after);
}

static bool in_capitals(const struct fold *f, uint32_t start, uint32_t end)
{
	for (uint32_t i = start; i < end; i++) {
		if (is_lower(f->text.ptr[i]) &&
		    !is_upper(f->source.ptr[f->map[i]]))
			return false;
	}
	return true;
}

/* inside: the word goes on after the term. */
static bool stands(const struct use *u, const struct fold *f, uint32_t start,
                   uint32_t end, bool inside)
{
	if (inside && !(u->flags & TERM_OPEN_END))
		return false;
	if ((u->flags & TERM_UPPER) && !in_capitals(f, start, end))
		return false;
	return !(u->flags & TERM_LINE) || fold_gap(f, start);
}

static void emit(const struct matcher *m, uint32_t term, const struct fold *f,
                 uint32_t start, uint32_t end, uint32_t limit,
                 struct arena *a, struct hits *out)
{
	const struct use *u = &m->uses[term - 1];
	const char *text = f->text.ptr;
	bool inside = end < limit && !boundary(text[end - 1], text[end]);

	for (;; u++) {
		if (stands(u, f, start, end, inside)) {
			struct hit *h = VEC_PUSH(a, &out->list);

			h->start = start;
			h->end = end;
			h->kind = u->kind;
			h->index = u->index;
		}
		if (u->last)
			return;
	}
}

/* All terms that begin at `at`. */
static void walk(const struct matcher *m, const struct fold *f, uint32_t at,
                 uint32_t end, struct arena *a, struct hits *out)
{
	const struct cell *cells = m->cells;
	const char *text = f->text.ptr;
	uint32_t state = 0;

	for (uint32_t i = at; i < end; i++) {
		uint32_t next = cells[state].base + symbol(text[i]);

		if (cells[next].check != state + 1)
			return;
		state = next;
		if (cells[state].term)
			emit(m, cells[state].term, f, at, i + 1, end, a, out);
	}
}

void match_scan(const struct matcher *m, const struct fold *f, uint32_t start,
                uint32_t end, struct arena *a, struct hits *out)
{
	const char *text = f->text.ptr;
	uint32_t at = start;

	while (at < end) {
		int class = class_of(text[at]);

		if (text[at] != ' ')
			walk(m, f, at, end, a, out);
		at++;
		/* No term begins inside a word or a number. */
		while (class != OTHER && at < end && class_of(text[at]) == class)
			at++;
	}
}

size_t hits_from(const struct hits *hits, uint32_t at)
{
	const struct hit *first = hits->list.items;
	size_t n = hits->list.len;

	/* Without a branch that depends on what was found: it could not be
	 * foretold, and this is called for every sentence. */
	while (n > 1) {
		size_t half = n / 2;

		first += first[half - 1].start < at ? half : 0;
		n -= half;
	}
	return n ? (size_t)(first - hits->list.items) + (first->start < at)
	         : 0;
}
