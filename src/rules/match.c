/*
 * match.c -- the one matcher.
 *
 * Every term begins at a word boundary, so no failure links are needed: from
 * each place where a word can begin, a trie is walked until it ends, and most
 * words leave it after a few letters. The trie is a double array (Aoe 1989)
 * without the parents: no two states have the same base, so a cell belongs to
 * the state whose base and symbol lead to it when it carries that symbol. Its
 * labels take a byte each and stay in the cache; the bases are only looked at
 * for letters that match. All is read-only and without pointers inside.
 *
 * Aho-Corasick would also find terms inside words; nobody wants those.
 */
#include "rules/match.h"

#include <stdlib.h>
#include <string.h>

/*
 * Symbols: bytes, letters first so that what is used lies close together. A
 * hyphen is a space. No text and no term holds the bytes that share a symbol
 * with 0xff: they are no UTF-8.
 */
enum {
	SYMBOL_FREE = 0, /* label of a cell that is nobody's */
	SYMBOL_END = 1,  /* leads to what the terms that end here mean */
	SYMBOL_SPACE = 2,
	SYMBOL_FIRST = 3,
	SYMBOLS = 256,
};

/* The base of a state, and whether a term ends there. */
#define BASE_ENDS UINT32_C(0x80000000)

/* What a term means to who asked for it. Patterns are one use together. */
struct use {
	uint32_t index; /* of patterns: where the first stands in `patterns` */
	uint16_t patterns; /* how many; 0: this is none */
	uint8_t kind;
	uint8_t flags;
};
#define USE_LAST 128u /* of this state */
_Static_assert(TERM_KINDS <= UINT8_MAX, "kinds of terms");
_Static_assert(TERM_LINE * 2 <= USE_LAST, "flags of terms");

/*
 * bases holds, for a cell that is a state: its base, with BASE_ENDS; for one
 * that SYMBOL_END leads to: the index of its first use.
 */
struct matcher {
	uint32_t n_cells;
	uint32_t n_uses;
	uint32_t n_patterns;
	uint32_t root;
	uint8_t symbols[256];
	uint8_t *labels;
	uint32_t *bases;
	struct use *uses;
	uint32_t *patterns;
};

static void set_symbols(uint8_t *symbols)
{
	static const char first[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	unsigned next = SYMBOL_FIRST;

	symbols[' '] = symbols['-'] = SYMBOL_SPACE;
	for (const char *c = first; *c; c++)
		symbols[(unsigned char)*c] = (uint8_t)next++;
	for (unsigned byte = 0; byte < 256; byte++) {
		if (!symbols[byte])
			symbols[byte] = (uint8_t)next;
		next += symbols[byte] == next && next < SYMBOLS - 1;
	}
}

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

/* A cell while it is built. */
struct cell {
	uint32_t base;
	uint8_t label;
	bool base_taken; /* a state has this cell's index for its base */
};

struct builder {
	const struct match_term **terms;
	size_t n;
	struct arena *scratch;
	VEC(struct cell) cells;
	size_t first_free; /* none is looked for before this one */
	struct matcher *m;
};

/* qsort hands nothing on: a hyphen sorts as a space, else bytes do. */
static unsigned order_of(char c)
{
	return c == '-' ? ' ' : (unsigned char)c;
}

static int by_symbols(const void *a, const void *b)
{
	const struct match_term *x = *(const struct match_term *const *)a;
	const struct match_term *y = *(const struct match_term *const *)b;
	size_t n = x->text.len < y->text.len ? x->text.len : y->text.len;

	for (size_t i = 0; i < n; i++) {
		unsigned p = order_of(x->text.ptr[i]);
		unsigned q = order_of(y->text.ptr[i]);
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
#define STRETCH_FULL(taken, tried) ((taken)*20 >= (tried)*19)

static bool is_free(const struct builder *b, size_t base,
                    const unsigned *symbols, size_t n)
{
	if (b->cells.items[base].base_taken)
		return false;
	for (size_t i = 1; i < n; i++) {
		if (b->cells.items[base + symbols[i]].label)
			return false;
	}
	return true;
}

/* A base of nobody, where the cells of all symbols are free. */
static size_t find_base(struct builder *b, const unsigned *symbols, size_t n)
{
	size_t first = b->first_free, taken = 0;

	for (size_t at = first;; at++) {
		if (at <= symbols[0])
			continue;
		ensure_cell(b, at - symbols[0] + SYMBOLS);
		if (b->cells.items[at].label) {
			taken++;
			continue;
		}
		if (!is_free(b, at - symbols[0], symbols, n))
			continue;
		if (STRETCH_FULL(taken, at - first + 1))
			b->first_free = at;
		return at - symbols[0];
	}
}

/* True when a use is one of patterns that another one can join. */
static bool takes_pattern(const struct use *u, const struct match_term *t)
{
	return u->patterns && u->patterns < UINT16_MAX &&
	       t->kind == TERM_PATTERN && u->flags == t->flags;
}

/* What the terms [from, to), which are the same text, mean. */
static uint32_t add_uses(struct builder *b, size_t from, size_t to)
{
	struct matcher *m = b->m;
	uint32_t first = m->n_uses;

	for (; from < to; from++) {
		const struct match_term *t = b->terms[from];
		bool pattern = t->kind == TERM_PATTERN;
		struct use *u = &m->uses[m->n_uses - (m->n_uses > first)];

		if (m->n_uses == first || !takes_pattern(u, t)) {
			u = &m->uses[m->n_uses++];
			u->index = pattern ? m->n_patterns : t->index;
			u->kind = (uint8_t)t->kind;
			u->flags = (uint8_t)t->flags;
		}
		if (pattern)
			m->patterns[m->n_patterns++] = t->index;
		u->patterns += pattern;
	}
	m->uses[m->n_uses - 1].flags |= USE_LAST;
	return first;
}

/* Terms [from, to) share `depth` symbols. Returns the base of their state. */
static uint32_t build_state(struct builder *b, size_t from, size_t to,
                            size_t depth)
{
	unsigned symbols[SYMBOLS];
	size_t starts[SYMBOLS + 1];
	size_t n = 0, base;
	bool ends;

	for (size_t i = from; i < to; i++) {
		unsigned s = SYMBOL_END;

		if (b->terms[i]->text.len > depth)
			s = b->m->symbols[(unsigned char)b->terms[i]
			                          ->text.ptr[depth]];
		if (!n || symbols[n - 1] != s) {
			symbols[n] = s;
			starts[n++] = i;
		}
	}
	starts[n] = to;
	base = find_base(b, symbols, n);
	ends = symbols[0] == SYMBOL_END;
	b->cells.items[base].base_taken = true;
	for (size_t i = 0; i < n; i++)
		b->cells.items[base + symbols[i]].label = (uint8_t)symbols[i];
	for (size_t i = 0; i < n; i++) {
		uint32_t value =
		        i == 0 && ends ? add_uses(b, starts[i], starts[i + 1])
		                       : build_state(b, starts[i],
		                                     starts[i + 1], depth + 1);

		b->cells.items[base + symbols[i]].base = value;
	}
	return (uint32_t)base | (ends ? BASE_ENDS : 0);
}

struct matcher *match_compile(const struct match_builder *from,
                              struct arena *into)
{
	struct builder b = { .n = from->terms.len, .scratch = from->arena };
	struct matcher *m = ARENA_NEW(into, struct matcher);

	b.m = m;
	set_symbols(m->symbols);
	b.terms = ARENA_ARRAY(from->arena, const struct match_term *, b.n + 1);
	for (size_t i = 0; i < b.n; i++)
		b.terms[i] = &from->terms.items[i];
	qsort(b.terms, b.n, sizeof(struct match_term *), by_symbols);
	m->uses = ARENA_ARRAY(into, struct use, b.n + 1);
	m->patterns = ARENA_ARRAY(into, uint32_t, b.n + 1);
	ensure_cell(&b, SYMBOLS);
	if (b.n)
		m->root = build_state(&b, 0, b.n, 0);
	m->n_cells = (uint32_t)b.cells.len;
	m->labels = ARENA_ARRAY(into, uint8_t, m->n_cells);
	m->bases = ARENA_ARRAY(into, uint32_t, m->n_cells);
	for (size_t i = 0; i < m->n_cells; i++) {
		m->labels[i] = b.cells.items[i].label;
		m->bases[i] = b.cells.items[i].base;
	}
	return m;
}

const uint32_t *match_patterns(const struct matcher *m, const struct hit *h)
{
	return &m->patterns[h->index];
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

/* inside: the word goes on after the term. */
static bool stands(const struct use *u, const struct fold *f, uint32_t start,
                   uint32_t end, bool inside)
{
	if (inside && !(u->flags & TERM_OPEN_END))
		return false;
	if ((u->flags & TERM_UPPER) && !fold_in_capitals(f, start, end))
		return false;
	return !(u->flags & TERM_LINE) || f->flat || fold_gap(f, start);
}

/* "Flag*" takes in the "s" of "flags". */
static uint32_t open_end(const struct fold *f, uint32_t end, uint32_t limit)
{
	while (end < limit && is_lower(f->text.ptr[end]))
		end++;
	return end;
}

static void emit(const struct matcher *m, uint32_t first, const struct fold *f,
                 uint32_t start, uint32_t end, uint32_t limit, struct arena *a,
                 struct hits *out)
{
	const struct use *u = &m->uses[first];
	const char *text = f->text.ptr;
	bool inside = end < limit && !boundary(text[end - 1], text[end]);

	for (;; u++) {
		if (stands(u, f, start, end, inside)) {
			struct hit *h = VEC_PUSH(a, &out->list);

			h->start = start;
			h->end = inside && u->kind != TERM_PATTERN
			                 ? open_end(f, end, limit)
			                 : end;
			h->kind = u->kind;
			h->index = u->index;
			h->more = u->patterns;
		}
		if (u->flags & USE_LAST)
			return;
	}
}

/* All terms that begin at `at`. */
static void walk(const struct matcher *m, const struct fold *f, uint32_t at,
                 uint32_t end, struct arena *a, struct hits *out)
{
	const unsigned char *text = (const unsigned char *)f->text.ptr;
	uint32_t base = m->root;

	for (uint32_t i = at; i < end; i++) {
		uint8_t symbol = m->symbols[text[i]];
		uint32_t cell = base + symbol;

		if (m->labels[cell] != symbol)
			return;
		base = m->bases[cell];
		if (!(base & BASE_ENDS))
			continue;
		base &= ~BASE_ENDS;
		emit(m, m->bases[base + SYMBOL_END], f, at, i + 1, end, a, out);
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
		while (class != OTHER && at < end &&
		       class_of(text[at]) == class)
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
	return n ? (size_t)(first - hits->list.items) + (first->start < at) : 0;
}
