/*
 * body.c -- body parts with their sides, and spinal levels.
 *
 * A side belongs to the parts that follow it up to the next side or a part of
 * the spine ("left hip and knee"), or, when none follows, to those before it
 * ("occipital nerves bilaterally").
 */
#include "letter/heading.h"

/* "L3 through S1" names four levels; more than this is no list of levels. */
#define LEVELS_MAX 24

struct found {
	uint32_t start;
	uint32_t end;
	const struct part_row *row;
	uint8_t side; /* enum laterality */
	bool sided;   /* a side word gave or shares it */
};

struct body {
	struct heading *h;
	VEC(struct found) found; /* parts and sides, in order */
};

/* -- parts and sides */

static bool is_part(const struct found *f)
{
	return f->row->region.len > 0;
}

/* Parts, longest first at each place; "l" only before a part. */
static void find_parts(struct body *b)
{
	const struct heading *h = b->h;
	uint32_t taken = h->start;

	for (size_t i = 0; i < h->n_hits; i++) {
		const struct hit *hit = &h->hits[i];
		struct found *f;

		if (hit->kind != TERM_PART || hit->end > h->end ||
		    hit->start < taken)
			continue;
		for (size_t j = i + 1;
		     j < h->n_hits && h->hits[j].start == hit->start; j++) {
			if (h->hits[j].kind == TERM_PART &&
			    h->hits[j].end <= h->end &&
			    h->hits[j].end > hit->end)
				hit = &h->hits[j];
		}
		taken = hit->end;
		if (h->lex->parts.items[hit->index].no_part)
			continue;
		f = VEC_PUSH(h->arena, &b->found);
		f->start = hit->start;
		f->end = hit->end;
		f->row = &h->lex->parts.items[hit->index];
		f->side = f->row->side;
	}
}

/* Drops single letters that no part follows at once. */
static void drop_letters(struct body *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->found.len; i++) {
		struct found f = b->found.items[i];
		bool follows = i + 1 < b->found.len &&
		               b->found.items[i + 1].start <= f.end + 1;

		if (f.row->before_part && !follows)
			continue;
		b->found.items[n++] = f;
	}
	b->found.len = n;
}

/* True when nothing but a word or two of joining stands between. */
static bool near(const struct heading *h, uint32_t from, uint32_t to)
{
	struct str gap = fold_text(h->fold, from, to);

	for (size_t i = 0; i < gap.len; i++) {
		if (gap.ptr[i] == ';' || gap.ptr[i] == '.')
			return false;
	}
	return true;
}

/* Gives a side to the parts it belongs to; false: nothing follows it. */
static bool side_after(struct body *b, size_t at)
{
	uint8_t side = b->found.items[at].side;
	bool any = false;

	for (size_t i = at + 1; i < b->found.len; i++) {
		struct found *f = &b->found.items[i];

		if (!is_part(f) || f->side ||
		    !near(b->h, b->found.items[i - 1].end, f->start) ||
		    (any && is_spine_region(f->row->region)))
			break;
		f->side = side;
		f->sided = true;
		any = true;
	}
	return any;
}

static void side_before(struct body *b, size_t at)
{
	for (size_t i = at; i > 0; i--) {
		struct found *f = &b->found.items[i - 1];

		if (!is_part(f) || f->side)
			return;
		f->side = b->found.items[at].side;
		f->sided = true;
	}
}

/* "left and right shoulder": the first side has no part of its own. */
static void share_sides(struct body *b)
{
	for (size_t i = 0; i < b->found.len; i++) {
		if (is_part(&b->found.items[i]))
			continue;
		if (!side_after(b, i))
			side_before(b, i);
	}
}

static bool has_plain(const struct body *b)
{
	for (size_t i = 0; i < b->found.len; i++) {
		const struct part_row *row = b->found.items[i].row;

		if (row->region.len && !row->weak)
			return true;
	}
	return false;
}

static void add_part(struct request *r, struct arena *a, struct str name,
                     struct str region, uint8_t side, struct span at)
{
	struct body_part *p;

	for (size_t i = 0; i < r->parts.len; i++) {
		p = &r->parts.items[i];
		if (!str_eq(p->region, region) || !str_eq_nocase(p->name, name))
			continue;
		if (!p->side)
			p->side = side;
		else if (side && side != p->side)
			p->side = SIDE_BILATERAL;
		return;
	}
	p = VEC_PUSH(a, &r->parts);
	p->name = name;
	p->region = region;
	p->side = side;
	p->at = at;
}

static void list_parts(struct body *b, struct request *r)
{
	const struct heading *h = b->h;
	bool plain = has_plain(b);

	for (size_t i = 0; i < b->found.len; i++) {
		const struct found *f = &b->found.items[i];
		struct str name = f->row->name;

		if (!is_part(f) || (plain && f->row->weak))
			continue;
		if (!name.len)
			name = heading_text(h, f->start, f->end);
		add_part(r, h->arena, name, f->row->region, f->side,
		         heading_span(h, f->start, f->end));
	}
}

/* -- levels: "L4-5", "L4-L5", "L3 through S1", "C5, C6" */

struct level {
	char region; /* 'c', 't', 'l', 's' */
	unsigned number;
	size_t next; /* token after it; 0: none here */
};

static unsigned levels_of(char region)
{
	return region == 'c' ? 7 : region == 't' ? 12 : region == 'l' ? 5 : 1;
}

static bool is_level(char region, double number)
{
	return number >= 1 && number <= levels_of(region) &&
	       number == (double)(unsigned)number;
}

/* A letter and a number without a space, or a bare number after `before`. */
static struct level level_at(const struct heading *h, size_t i, char before)
{
	const struct token *t = token_at(h, i), *n = token_at(h, i + 1);
	struct level level = { 0 };
	char c = t->start < t->end ? h->fold->text.ptr[t->start] : ' ';

	if (t->end - t->start == 1 &&
	    (c == 'c' || c == 't' || c == 'l' || c == 's') &&
	    n->kind == TOKEN_NUMBER && n->start == t->end &&
	    is_level(c, n->value)) {
		level.region = c;
		level.number = (unsigned)n->value;
		level.next = i + 2;
	} else if (before && t->kind == TOKEN_NUMBER && is_digit(c) &&
	           is_level(before, t->value)) {
		level.region = before;
		level.number = (unsigned)t->value;
		level.next = i + 1;
	}
	return level;
}

static bool joins_levels(const struct heading *h, size_t i)
{
	return token_says(h, i, STR("-")) || token_says(h, i, STR("/")) ||
	       token_says(h, i, STR("to")) ||
	       token_says(h, i, STR("through")) ||
	       token_says(h, i, STR("thru"));
}

static void add_level(struct request *r, struct arena *a, struct str text)
{
	if (r->levels.len < LEVELS_MAX)
		*VEC_PUSH(a, &r->levels) = text;
}

static char upper(char c)
{
	return (char)(c - ('a' - 'A'));
}

/* The vertebra below; false below the last. */
static bool step_down(struct level *v)
{
	static const struct {
		char from, to;
	} below[] = {
		{ 'c', 't' },
		{ 't', 'l' },
		{ 'l', 's' },
	};

	if (v->number < levels_of(v->region)) {
		v->number++;
		return true;
	}
	for (size_t i = 0; i < sizeof(below) / sizeof(*below); i++) {
		if (below[i].from == v->region) {
			v->region = below[i].to;
			v->number = 1;
			return true;
		}
	}
	return false;
}

/* Every interspace from `a` to `b`; false when b is not below a. */
static bool expand(struct request *r, struct arena *arena, struct level a,
                   struct level b)
{
	struct level v = a;
	unsigned n = 0;

	while (v.region != b.region || v.number != b.number) {
		if (!step_down(&v) || ++n > LEVELS_MAX)
			return false;
	}
	if (n < 2)
		return false;
	for (v = a; v.region != b.region || v.number != b.number;) {
		struct level next = v;

		if (!step_down(&next))
			return false;
		add_level(r, arena,
		          arena_printf(arena, "%c%u-%c%u", upper(v.region),
		                       v.number, upper(next.region),
		                       next.number));
		v = next;
	}
	return true;
}

static size_t read_level(struct heading *h, struct request *r, size_t i,
                         char *region)
{
	struct level first = level_at(h, i, *region), second = { 0 };

	if (!first.next)
		return 0;
	*region = first.region;
	if (joins_levels(h, first.next))
		second = level_at(h, first.next + 1, first.region);
	if (second.next) {
		*region = second.region;
		if (!expand(r, h->arena, first, second))
			add_level(r, h->arena,
			          heading_text(
			                  h, token_at(h, i)->start,
			                  token_at(h, second.next - 1)->end));
		tokens_use(h, i, second.next);
		return second.next;
	}
	add_level(r, h->arena,
	          heading_text(h, token_at(h, i)->start,
	                       token_at(h, first.next - 1)->end));
	tokens_use(h, i, first.next);
	return first.next;
}

/* After a level, ", 5-6" and "and 6-7" go on in the same region. */
static size_t read_levels(struct heading *h, struct request *r, size_t i)
{
	char region = 0;
	size_t next = read_level(h, r, i, &region), end = next;

	while (next) {
		end = next;
		while (token_says(h, next, STR(",")) ||
		       token_says(h, next, STR("and")) ||
		       token_says(h, next, STR("&")))
			next++;
		if (next == end)
			break;
		/* A bare number must be the first of a pair: "L4-5, 5-6". */
		if (token_at(h, next)->kind == TOKEN_NUMBER &&
		    !joins_levels(h, next + 1))
			break;
		next = read_level(h, r, next, &region);
	}
	return end;
}

static void part_of_levels(struct heading *h, struct request *r, char first,
                           struct span at)
{
	static const struct {
		char letter;
		struct str region, name;
	} of[] = {
		{ 'c', STR_INIT("cervical"), STR_INIT("cervical spine") },
		{ 't', STR_INIT("thoracic"), STR_INIT("thoracic spine") },
		{ 'l', STR_INIT("lumbar"), STR_INIT("lumbar spine") },
		{ 's', STR_INIT("lumbar"), STR_INIT("lumbar spine") },
	};

	for (size_t i = 0; i < sizeof(of) / sizeof(*of); i++) {
		if (of[i].letter == first)
			add_part(r, h->arena, of[i].name, of[i].region,
			         SIDE_NONE, at);
	}
}

static bool has_spine(const struct request *r)
{
	for (size_t i = 0; i < r->parts.len; i++) {
		if (is_spine_region(r->parts.items[i].region) &&
		    !str_eq(r->parts.items[i].region, STR("spine")))
			return true;
	}
	return false;
}

/* A level names its part of the spine when no word does. */
static void levels_read(struct heading *h, struct request *r)
{
	bool named = has_spine(r);

	for (size_t i = 0; i < h->tokens.len;) {
		size_t next =
		        token_at(h, i)->in_name ? 0 : read_levels(h, r, i);

		if (next && !named) {
			part_of_levels(
			        h, r, h->fold->text.ptr[token_at(h, i)->start],
			        heading_span(h, token_at(h, i)->start,
			                     token_at(h, next - 1)->end));
			named = true;
		}
		i = next ? next : i + 1;
	}
}

static uint8_t laterality(const struct body *b)
{
	uint8_t all = SIDE_NONE;
	bool same_part = true;

	for (size_t i = 0; i < b->found.len; i++) {
		const struct found *f = &b->found.items[i];

		if (!f->side)
			continue;
		if (!all || all == f->side) {
			all = f->side;
			continue;
		}
		for (size_t j = 0; j < b->found.len; j++) {
			const struct found *g = &b->found.items[j];

			if (is_part(f) && is_part(g) && g->side &&
			    !str_eq(f->row->region, g->row->region))
				same_part = false;
		}
		all = same_part && all != SIDE_BILATERAL &&
		                      f->side != SIDE_BILATERAL
		              ? SIDE_BILATERAL
		              : SIDE_MIXED;
		if (all == SIDE_MIXED)
			break;
	}
	return all;
}

void body_read(struct heading *h, struct request *r)
{
	struct body b = { .h = h };

	find_parts(&b);
	drop_letters(&b);
	share_sides(&b);
	list_parts(&b, r);
	levels_read(h, r);
	r->laterality = laterality(&b);
}
