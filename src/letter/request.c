/*
 * request.c -- what an item asks for.
 *
 * The names in the heading say what kind of service it is; numbers are then
 * read by what they count there. Where the heading repeats an original request
 * and the portion of it that is left, the portion is read, and the original
 * lends what the portion does not name.
 */
#include "letter/request.h"

#include <string.h>

#include "letter/heading.h"

/* -- one portion of the heading */

static void read_flags(const struct heading *h, struct request *r)
{
	r->rental = tokens_have(h, UNIT_RENTAL);
	r->purchase = tokens_have(h, UNIT_PURCHASE);
	r->postoperative = tokens_have(h, UNIT_POSTOPERATIVE);
}

static void read_dates(const struct heading *h, struct request *r)
{
	r->retrospective |= tokens_have(h, UNIT_RETROSPECTIVE) ||
	                    tokens_have(h, UNIT_SERVICE_DATE);
	for (size_t i = 0; i < h->tokens.len && r->retrospective; i++) {
		const struct token *t = &h->tokens.items[i];

		if (t->kind == TOKEN_DATE && !date_known(r->service_date))
			r->service_date = t->date;
	}
}

static void clear_numbers(struct request *r)
{
	r->quantity = NOT_STATED;
	r->refills = NOT_STATED;
	r->days_supply = NOT_STATED;
	r->visits = NOT_STATED;
	r->sites = NOT_STATED;
	r->per_week = NOT_STATED;
	r->days = NOT_STATED;
}

static uint8_t counts_of(const struct heading *h, const struct request *r)
{
	const struct complete_row *row =
	        lexicon_complete(h->lex, r->category, r->kind);

	if (r->category == CATEGORY_INJECTION && tokens_have(h, UNIT_SITE))
		return COUNTS_SITES;
	return row ? row->counts : COUNTS_QUANTITY;
}

/* matcher NULL: words are taken as they are spelt. */
static void read_portion(struct heading *h, struct request *r,
                         const struct matcher *matcher)
{
	clear_numbers(r);
	r->disputed = heading_span(h, h->start, h->end);
	if (matcher)
		heading_correct(h, matcher);
	r->typo = h->typo;
	r->typo_meant = h->typo_meant;
	heading_names(h);
	heading_misspelt(h, r);
	tokens_read(h);
	numbers_list(h, r);
	body_read(h, r);
	drugs_read(h, r);
	unit_slip_read(h, r);
	service_read(h, r);
	read_flags(h, r);
	read_dates(h, r);
	amounts_read(h, r);
	course_read(h, r, counts_of(h, r));
	service_reconsider(h, r);
	/* "CBC and serum testosterone": what is measured, not given. */
	if (r->category == CATEGORY_LABORATORY)
		r->drugs.len = 0;
	implied_part(h, r);
	missing_read(h, r);
}

/* -- original and remaining portion */

struct portions {
	struct span original; /* folded; empty: the heading is one request */
	struct span granted;  /* empty: not said, or more than one */
	struct span disputed;
};

static bool role_of(const struct heading *h, const struct hit *hit,
                    enum unit_role role)
{
	return hit->kind == TERM_UNIT && hit->end <= h->end &&
	       h->lex->units.items[hit->index].role == role;
}

/* Behind "Associated surgical service:", when the heading begins so. */
static uint32_t behind_prefix(const struct heading *h)
{
	uint32_t start = h->start;

	for (size_t i = 0; i < h->n_hits; i++) {
		const struct hit *hit = &h->hits[i];

		if (hit->start == h->start && hit->end > start &&
		    hit->kind == TERM_TREATMENT &&
		    h->lex->treatments.items[hit->index].prefix)
			start = hit->end;
	}
	return start < h->end ? start : h->start;
}

/* Drops "is" and what stands around it from the end of a portion. */
static struct span without_tail(const struct heading *h, struct span s)
{
	const char *text = h->fold->text.ptr;

	while (s.start < s.end &&
	       (text[s.start] == ' ' || text[s.start] == ',' ||
	        text[s.start] == '.' || text[s.start] == ':'))
		s.start++;
	for (size_t i = h->n_hits; i > 0; i--) {
		const struct hit *hit = &h->hits[i - 1];

		if (role_of(h, hit, UNIT_TAIL) && hit->end == s.end &&
		    hit->start > s.start)
			s.end = hit->start;
	}
	while (s.end > s.start &&
	       (text[s.end - 1] == ' ' || text[s.end - 1] == ',' ||
	        text[s.end - 1] == '.'))
		s.end--;
	return s;
}

/* What was granted: before "was authorized by" or behind "authorized". */
struct grants {
	unsigned n;
	bool open; /* the words of it follow */
	uint32_t from;
};

/* Closes an open grant at the next mark. */
static void end_grant(struct grants *g, struct portions *p, uint32_t at)
{
	if (g->open && at > g->from)
		p->granted.end = at;
	g->open = false;
}

static bool has_letter(const struct heading *h, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		if (is_lower(h->fold->text.ptr[i]))
			return true;
	}
	return false;
}

static void note_grant(const struct heading *h, struct grants *g,
                       struct portions *p, uint32_t taken,
                       const struct hit *hit)
{
	if (g->open) { /* "authorized X, leaving the original request" */
		end_grant(g, p, hit->start);
		return;
	}
	g->n++;
	p->granted = (struct span){ taken, hit->start };
	if (has_letter(h, taken, hit->start))
		return;
	g->open = true;
	g->from = hit->end;
	p->granted = (struct span){ hit->end, hit->end };
}

static struct portions find_portions(const struct heading *h)
{
	struct portions p = { .disputed = { behind_prefix(h), h->end } };
	struct grants grants = { 0 };
	uint32_t taken = 0;

	for (size_t i = 0; i < h->n_hits; i++) {
		const struct hit *hit = &h->hits[i];

		if (hit->start < taken)
			continue;
		if (role_of(h, hit, UNIT_ORIGINAL) && !p.original.end) {
			p.original =
			        (struct span){ behind_prefix(h), hit->start };
			p.disputed = p.original;
			taken = hit->end;
		} else if (p.original.end && role_of(h, hit, UNIT_REMAINING)) {
			uint32_t end = hit->end;

			while (i + 1 < h->n_hits &&
			       h->hits[i + 1].start == hit->start) {
				i++;
				if (role_of(h, &h->hits[i], UNIT_REMAINING))
					end = h->hits[i].end;
			}
			end_grant(&grants, &p, hit->start);
			p.disputed = (struct span){ end, h->end };
			taken = end;
		} else if (role_of(h, hit, UNIT_GRANTED)) {
			if (p.original.end)
				note_grant(h, &grants, &p, taken, hit);
			taken = hit->end;
		}
	}
	if (grants.n != 1)
		p.granted = (struct span){ 0, 0 };
	p.disputed = without_tail(h, p.disputed);
	if (span_empty(p.disputed))
		p.disputed = p.original;
	return p;
}

/* A slip in the portion's strength ("30.5" for "320.5"): the original's holds.
 */
static void mend_strength(struct request *r, const struct request *original)
{
	if (span_empty(r->unsold) || !span_empty(original->unsold) ||
	    r->drugs.len != 1 || original->drugs.len != 1 ||
	    original->drugs.items[0].components.len !=
	            r->drugs.items[0].components.len ||
	    !original->strength.len)
		return;
	r->strength = original->strength;
	r->drugs = original->drugs;
}

static bool names_nothing(const struct request *r)
{
	return r->category == CATEGORY_OTHER && !r->kind.len && !r->drugs.len;
}

static bool counts_nothing(const struct request *r)
{
	return r->quantity < 0 && r->visits < 0 && r->refills < 0 &&
	       r->sites < 0 && !r->duration.len && !r->frequency.len;
}

/* What the portion leaves unsaid holds as in the original request. */
static void lend(struct request *r, const struct request *original)
{
	if (names_nothing(r)) {
		r->category = original->category;
		r->kind = original->kind;
		r->drugs = original->drugs;
	}
	if (!r->strength.len && r->drugs.len) {
		r->strength = original->strength;
		if (original->drugs.len == r->drugs.len)
			r->drugs = original->drugs;
	}
	if (!r->parts.len)
		r->parts = original->parts;
	if (!r->laterality)
		r->laterality = original->laterality;
	if (!r->levels.len)
		r->levels = original->levels;
	if (r->quantity < 0 && r->refills >= 0)
		r->quantity = original->quantity;
	if (counts_nothing(r)) {
		r->quantity = original->quantity;
		r->visits = original->visits;
		r->sites = original->sites;
		r->frequency = original->frequency;
		r->duration = original->duration;
		r->per_week = original->per_week;
		r->days = original->days;
	}
	r->retrospective |= original->retrospective;
	if (!date_known(r->service_date))
		r->service_date = original->service_date;
	if (span_empty(r->unsold))
		r->unsold = original->unsold;
	if (span_empty(r->unit_slip))
		r->unit_slip = original->unit_slip;
	if (span_empty(r->typo)) {
		r->typo = original->typo;
		r->typo_meant = original->typo_meant;
	}
}

static bool has_prefix(const struct heading *h)
{
	for (size_t i = 0; i < h->n_hits; i++) {
		if (h->hits[i].kind == TERM_TREATMENT &&
		    h->lex->treatments.items[h->hits[i].index].prefix)
			return true;
	}
	return false;
}

void request_read(const struct letter *letter, struct decision *decision,
                  const struct ruleset *rules, struct arena *a)
{
	struct request *r = &decision->request;
	struct span at = r->span;
	struct span all = { fold_offset(letter->fold, at.start),
		            fold_offset(letter->fold, at.end) };
	struct heading h, portion;
	struct portions p;

	memset(r, 0, sizeof(*r));
	r->span = at;
	r->text = letter_line(letter, a, at);
	if (all.end - all.start > HEADING_BYTES_MAX)
		all.end = all.start + HEADING_BYTES_MAX;
	h = heading_of(letter, rules, a, all);
	p = find_portions(&h);
	portion = heading_of(letter, rules, a, p.disputed);
	read_portion(&portion, r, rules->matcher);
	if (p.original.end && p.original.start != p.disputed.start) {
		struct request original = { 0 };
		struct heading first = heading_of(letter, rules, a, p.original);

		read_portion(&first, &original, rules->matcher);
		mend_strength(r, &original);
		lend(r, &original);
		missing_read(&portion, r);
	}
	r->surgical_prefix = has_prefix(&h);
}

void request_read_words(const struct letter *letter,
                        const struct ruleset *rules, struct arena *a,
                        struct span folded, struct request *out)
{
	struct heading h;

	if (folded.end - folded.start > HEADING_BYTES_MAX)
		folded.end = folded.start + HEADING_BYTES_MAX;
	h = heading_of(letter, rules, a, folded);
	memset(out, 0, sizeof(*out));
	out->span = heading_span(&h, folded.start, folded.end);
	out->text = letter_line(letter, a, out->span);
	read_portion(&h, out, NULL);
}

bool request_read_portions(const struct letter *letter,
                           const struct request *request,
                           const struct ruleset *rules, struct arena *a,
                           struct request_portions *out)
{
	struct span all = { fold_offset(letter->fold, request->span.start),
		            fold_offset(letter->fold, request->span.end) };
	struct heading h;
	struct portions p;

	if (all.end - all.start > HEADING_BYTES_MAX)
		all.end = all.start + HEADING_BYTES_MAX;
	h = heading_of(letter, rules, a, all);
	p = find_portions(&h);
	memset(out, 0, sizeof(*out));
	if (!p.original.end || p.original.start == p.disputed.start) {
		out->disputed = *request;
		return false;
	}
	request_read_words(letter, rules, a, p.disputed, &out->disputed);
	request_read_words(letter, rules, a, p.original, &out->original);
	out->has_granted = p.granted.end > p.granted.start;
	if (out->has_granted)
		request_read_words(letter, rules, a, p.granted, &out->granted);
	return true;
}

bool request_has_drug(const struct request *r, const struct drug_row *drug)
{
	for (size_t i = 0; i < r->drugs.len; i++) {
		const struct drug *d = &r->drugs.items[i];

		for (size_t j = 0; j < d->components.len; j++) {
			if (lexicon_shares_ingredient(
			            drug, d->components.items[j].ingredient,
			            !j))
				return true;
		}
	}
	return false;
}

bool requests_share_drug(const struct request *a, const struct request *b)
{
	for (size_t i = 0; i < a->drugs.len; i++) {
		for (size_t j = 0; j < b->drugs.len; j++) {
			const struct drug *x = &a->drugs.items[i];
			const struct drug *y = &b->drugs.items[j];

			if (x->components.len && y->components.len &&
			    str_eq(x->components.items[0].ingredient,
			           y->components.items[0].ingredient))
				return true;
		}
	}
	return false;
}

size_t request_levels(const struct request *r)
{
	size_t joints = 0;

	for (size_t i = 0; i < r->levels.len; i++)
		joints += str_has_char(r->levels.items[i], '-') ||
		          str_has_char(r->levels.items[i], '/');
	return joints ? joints : r->levels.len;
}

size_t request_joints(const struct request *r)
{
	for (size_t i = 0; i < r->levels.len; i++) {
		if (str_has_char(r->levels.items[i], '-') ||
		    str_has_char(r->levels.items[i], '/'))
			return request_levels(r);
	}
	return r->levels.len > 1 ? r->levels.len - 1 : r->levels.len;
}

uint64_t level_vertebrae(struct str level)
{
	static const struct {
		char letter;
		unsigned first;
	} regions[] = {
		{ 'C', 0 },
		{ 'T', 7 },
		{ 'L', 19 },
		{ 'S', 24 },
	};
	unsigned first = 64;
	uint64_t bits = 0;

	for (size_t i = 0; i < level.len; i++) {
		char c = level.ptr[i];

		if (is_lower(c))
			c = (char)(c - ('a' - 'A'));
		for (size_t j = 0; j < 4; j++) {
			if (regions[j].letter == c)
				first = regions[j].first;
		}
		if (is_digit(c) && first < 64) {
			size_t used;
			uint32_t n =
			        str_number(str_sub(level, i, level.len), &used);

			if (n < 16)
				bits |= UINT64_C(1) << (first + n);
			i += used - 1;
		}
	}
	return bits;
}
