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

/* A heading with more misspelt words is garbled, not misspelt. */
#define TYPOS_MAX 3
/* Words that are tried, and readings of each. */
#define TRIES_MAX 40
#define CANDIDATES_MAX 8
/* One letter makes too many others of a shorter word. */
#define TYPO_LETTERS_MIN 6

struct span heading_span(const struct heading *h, uint32_t start, uint32_t end)
{
	return fold_source(h->fold, start, end);
}

static struct str one_line(struct arena *a, struct str s)
{
	char *out = ARENA_ARRAY(a, char, s.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (!is_space(s.ptr[i]))
			out[n++] = s.ptr[i];
		else if (n && out[n - 1] != ' ')
			out[n++] = ' ';
	}
	return str_trim((struct str){ out, n });
}

static struct str source_line_of(const struct fold *f, struct arena *a,
                                 struct span at)
{
	return one_line(a, str_sub(f->source, at.start, at.end));
}

struct str heading_text(const struct heading *h, uint32_t start, uint32_t end)
{
	return source_line_of(h->fold, h->arena, heading_span(h, start, end));
}

/* -- names: the longest at each place */

static void add_name(struct heading *h, const struct hit *hit)
{
	const struct lexicon *lex = h->lex;
	struct name n = { .start = hit->start, .end = hit->end };

	if (hit->kind == TERM_DRUG) {
		n.drug = &lex->drugs.items[hit->index];
		*VEC_PUSH(h->arena, &h->drugs) = n;
		return;
	}
	n.treatment = &lex->treatments.items[hit->index];
	if (!n.treatment->prefix)
		*VEC_PUSH(h->arena, &h->treatments) = n;
}

static void find_names(struct heading *h, enum term_kind kind)
{
	uint32_t taken = h->start;

	for (size_t i = 0; i < h->n_hits; i++) {
		const struct hit *hit = &h->hits[i], *longest = NULL;

		if (hit->start < taken || hit->kind != kind)
			continue;
		for (size_t j = i; j < h->n_hits &&
		                   h->hits[j].start == hit->start; j++) {
			const struct hit *other = &h->hits[j];

			if (other->kind == kind && other->end <= h->end &&
			    (!longest || other->end > longest->end))
				longest = other;
		}
		if (!longest)
			continue;
		add_name(h, longest);
		taken = longest->end;
	}
}

/* True when a drug named in such a term is really asked for. */
static bool gives_drugs(const struct treatment_row *row)
{
	return row->category == CATEGORY_INJECTION ||
	       row->category == CATEGORY_MEDICATION ||
	       row->category == CATEGORY_COMPOUNDED_TOPICAL ||
	       row->category == CATEGORY_SURGERY;
}

static bool inside(const struct name *small, const struct name *big)
{
	return small->start >= big->start && small->end <= big->end &&
	       small->end - small->start < big->end - big->start;
}

/* "vitamin D level" asks for no vitamin; "topical cream" in a drug's name. */
static void drop_inner(struct heading *h)
{
	size_t n = 0;

	for (size_t i = 0; i < h->drugs.len; i++) {
		bool keep = true;

		for (size_t j = 0; j < h->treatments.len; j++) {
			const struct name *t = &h->treatments.items[j];

			keep &= !inside(&h->drugs.items[i], t) ||
			        gives_drugs(t->treatment);
		}
		if (keep)
			h->drugs.items[n++] = h->drugs.items[i];
	}
	h->drugs.len = n;
	n = 0;
	for (size_t i = 0; i < h->treatments.len; i++) {
		bool keep = true;

		for (size_t j = 0; j < h->drugs.len; j++)
			keep &= !inside(&h->treatments.items[i],
			                &h->drugs.items[j]);
		if (keep)
			h->treatments.items[n++] = h->treatments.items[i];
	}
	h->treatments.len = n;
}

/* -- one edit step */

static bool covered(const struct heading *h, uint32_t start, uint32_t end)
{
	for (size_t i = 0; i < h->n_hits; i++) {
		const struct hit *hit = &h->hits[i];

		if (hit->start > start)
			break;
		if (hit->end >= end &&
		    (hit->kind == TERM_DRUG || hit->kind == TERM_TREATMENT ||
		     hit->kind == TERM_PART || hit->kind == TERM_UNIT))
			return true;
	}
	return false;
}

static size_t letters_in(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += is_alpha(s.ptr[i]);
	return n;
}

/* A term at [start, end) of the corrected text that makes the word right. */
static bool makes_term(const struct heading *h, uint32_t start, uint32_t end,
                       struct str printed)
{
	for (size_t i = 0; i < h->n_hits; i++) {
		const struct hit *hit = &h->hits[i];
		struct str term;

		if (hit->start > start || hit->end < end ||
		    (hit->kind != TERM_DRUG && hit->kind != TERM_TREATMENT))
			continue;
		term = fold_text(h->fold, hit->start, hit->end);
		if (hit->end - hit->start > end - start
		            ? letters_in(term) >= TYPO_LETTERS_MIN
		            : printed.len >= TYPO_LETTERS_MIN &&
		                      !lexicon_real_word(h->lex, printed))
			return true;
	}
	return false;
}

/* The heading with [start, end) spelt as `word`, scanned anew. */
static struct heading respelt(const struct heading *h, uint32_t start,
                              uint32_t end, struct str word,
                              const struct matcher *matcher)
{
	struct heading new = { .lex = h->lex, .arena = h->arena };
	struct fold *f = ARENA_NEW(h->arena, struct fold);
	struct hits *hits = ARENA_NEW(h->arena, struct hits);
	size_t head = start - h->start, tail = h->end - end;
	size_t len = head + word.len + tail;
	char *text = ARENA_ARRAY(h->arena, char, len + 1);
	uint32_t *map = ARENA_ARRAY(h->arena, uint32_t, len + 1);

	for (size_t i = 0; i < len; i++) {
		size_t old = i < head ? h->start + i : start;

		if (i >= head + word.len)
			old = end + (i - head - word.len);
		else if (i >= head && i - head < end - start)
			old = start + (i - head);
		else if (i >= head)
			old = end - 1;
		text[i] = i >= head && i < head + word.len
		                  ? word.ptr[i - head]
		                  : h->fold->text.ptr[old];
		map[i] = h->fold->map[old];
	}
	map[len] = h->fold->map[h->end];
	f->text = (struct str){ text, len };
	f->map = map;
	f->source = h->fold->source;
	match_scan(matcher, f, 0, (uint32_t)len, h->arena, hits);
	new.fold = f;
	new.end = (uint32_t)len;
	new.hits = hits->list.items;
	new.n_hits = hits->list.len;
	new.typo = h->typo;
	new.typo_meant = h->typo_meant;
	return new;
}

/* "injection" for "injections" is another form, no slip. */
static bool inflected(struct str a, struct str b)
{
	struct str longer = a.len > b.len ? a : b;
	struct str shorter = a.len > b.len ? b : a;

	return longer.len == shorter.len + 1 && str_starts(longer, shorter) &&
	       str_ends(longer, STR("s"));
}

static bool correct_word(struct heading *h, const struct matcher *matcher,
                         uint32_t start, uint32_t end)
{
	struct str printed = fold_text(h->fold, start, end);
	struct str candidates[CANDIDATES_MAX];
	size_t n = lexicon_near(h->lex, printed, candidates, CANDIDATES_MAX);

	for (size_t i = 0; i < n; i++) {
		uint32_t stop = start - h->start + (uint32_t)candidates[i].len;
		struct heading new = respelt(h, start, end, candidates[i],
		                             matcher);

		if (!makes_term(&new, start - h->start, stop, printed))
			continue;
		if (!inflected(printed, candidates[i]) &&
		    span_empty(new.typo)) {
			new.typo = heading_span(h, start, end);
			new.typo_meant = candidates[i];
		}
		*h = new;
		return true;
	}
	return false;
}

/* The next word of letters at or after `at`; false when there is none. */
static bool next_word(const struct heading *h, uint32_t *at, uint32_t *end)
{
	const char *text = h->fold->text.ptr;

	while (*at < h->end && !is_lower(text[*at]))
		++*at;
	*end = *at;
	while (*end < h->end && is_lower(text[*end]))
		++*end;
	return *at < h->end;
}

static bool correct_one(struct heading *h, const struct matcher *matcher)
{
	uint32_t at = h->start, end;

	for (unsigned tries = 0; tries < TRIES_MAX && next_word(h, &at, &end);
	     at = end) {
		struct str word = fold_text(h->fold, at, end);

		if (word.len < 4 || covered(h, at, end) ||
		    lexicon_heading_word(h->lex, word))
			continue;
		tries++;
		if (correct_word(h, matcher, at, end))
			return true;
	}
	return false;
}

static struct str letters_of(struct arena *a, struct str s)
{
	char *out = ARENA_ARRAY(a, char, s.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (is_alnum(s.ptr[i]))
			out[n++] = to_lower(s.ptr[i]);
	}
	return (struct str){ out, n };
}

/* A misspelling that the lexicon knows; another spacing is none. */
static void known_typo(const struct heading *h, struct request *r)
{
	for (size_t i = 0; i < h->drugs.len && span_empty(r->typo); i++) {
		const struct name *n = &h->drugs.items[i];
		struct str printed = letters_of(
			h->arena, fold_text(h->fold, n->start, n->end));
		struct str meant = letters_of(h->arena, n->drug->means);

		if (!meant.len || printed.len < TYPO_LETTERS_MIN ||
		    str_eq(printed, meant) || inflected(printed, meant))
			continue;
		r->typo = heading_span(h, n->start, n->end);
		r->typo_meant = n->drug->means;
	}
}

/* -- the category: what kind of service the names make it */

static bool is_guidance(const struct heading *h, const struct name *n)
{
	struct str rest = fold_text(h->fold, n->end, h->end);

	return str_eq(n->treatment->kind, STR("image-guidance")) ||
	       (n->treatment->category == CATEGORY_IMAGING &&
	        (str_starts(rest, STR(" guid")) ||
	         str_starts(rest, STR("-guid"))));
}

/* The first name that decides; generic ones only when `generic` says so. */
static const struct name *deciding(const struct heading *h, bool generic)
{
	for (size_t i = 0; i < h->treatments.len; i++) {
		const struct name *n = &h->treatments.items[i];

		if (n->treatment->generic == generic && !is_guidance(h, n) &&
		    n->treatment->category != CATEGORY_MEDICATION)
			return n;
	}
	return NULL;
}

static bool is_therapy(uint8_t category)
{
	return category == CATEGORY_PHYSICAL_THERAPY ||
	       category == CATEGORY_OCCUPATIONAL_THERAPY ||
	       category == CATEGORY_CHIROPRACTIC ||
	       category == CATEGORY_ACUPUNCTURE ||
	       category == CATEGORY_MASSAGE ||
	       category == CATEGORY_PSYCHOLOGICAL;
}

/* "Consultation for an epidural injection" asks for the consultation. */
static const struct name *consultation_first(const struct heading *h,
                                             const struct name *specific)
{
	const struct name *g = deciding(h, true);

	if (g && specific && g->start < specific->start &&
	    g->treatment->category == CATEGORY_CONSULTATION &&
	    !is_therapy(specific->treatment->category) &&
	    !tokens_have(h, UNIT_TREATMENT))
		return g;
	return specific;
}

static size_t topical_ingredients(const struct request *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->drugs.len; i++)
		n += r->drugs.items[i].components.len;
	return n;
}

/* True when the ingredient is also sold as a topical of its own. */
static bool sold_topical(const struct lexicon *lex, const struct drug_row *row)
{
	for (size_t i = 0; i < lex->drugs.len; i++) {
		const struct drug_row *other = &lex->drugs.items[i];

		if (other->drug_class == DRUG_TOPICAL && !other->compounded &&
		    other->ingredients.len == 1 && row->ingredients.len == 1 &&
		    str_eq(other->ingredients.items[0],
		           row->ingredients.items[0]))
			return true;
	}
	return false;
}

static bool is_compounded(const struct lexicon *lex, const struct drug_row *row)
{
	return row->compounded || (row->drug_class != DRUG_TOPICAL &&
	                           !sold_topical(lex, row));
}

static uint8_t category_of_drugs(const struct heading *h,
                                 const struct request *r)
{
	bool topical = r->drugs.len > 0, compounded = false;

	if (h->drugs.len && h->drugs.items[0].drug->category)
		return h->drugs.items[0].drug->category;
	for (size_t i = 0; i < r->drugs.len; i++)
		topical &= r->drugs.items[i].drug_class == DRUG_TOPICAL;
	for (size_t i = 0; i < h->drugs.len; i++)
		compounded |= is_compounded(h->lex, h->drugs.items[i].drug);
	return topical && (compounded || topical_ingredients(r) > 1)
	               ? CATEGORY_COMPOUNDED_TOPICAL
	               : CATEGORY_MEDICATION;
}

/* True when the treatment, not the drug beside it, is what is asked for. */
static bool outranks(const struct heading *h, const struct name *t)
{
	if (t->treatment->category == CATEGORY_INJECTION ||
	    t->treatment->category == CATEGORY_SURGERY ||
	    t->treatment->category == CATEGORY_DRUG_TESTING ||
	    t->treatment->category == CATEGORY_LABORATORY ||
	    t->treatment->category == CATEGORY_COMPOUNDED_TOPICAL)
		return true;
	return !h->drugs.len || t->start < h->drugs.items[0].start;
}

static const struct name *injection_word(const struct heading *h)
{
	for (size_t i = 0; i < h->treatments.len; i++) {
		if (h->treatments.items[i].treatment->category ==
		    CATEGORY_INJECTION)
			return &h->treatments.items[i];
	}
	return NULL;
}

static void set_category(const struct heading *h, struct request *r)
{
	const struct name *t = consultation_first(h, deciding(h, false));

	if (r->drugs.len && (!t || !outranks(h, t)))
		t = injection_word(h);
	else if (!t)
		t = deciding(h, true);
	if (t) {
		r->category = t->treatment->category;
		r->kind = t->treatment->kind;
	} else if (r->drugs.len) {
		r->category = category_of_drugs(h, r);
		r->kind = str_c(drug_class_names.names
		                        [r->drugs.items[0].drug_class]);
		if (h->drugs.len && h->drugs.items[0].drug->fine_class.len)
			r->kind = h->drugs.items[0].drug->fine_class;
	} else if (h->treatments.len) {
		r->category = h->treatments.items[0].treatment->category;
		r->kind = h->treatments.items[0].treatment->kind;
	}
}

static bool has_sessions(const struct request *r)
{
	return r->visits >= 0;
}

static bool to_take_home(const struct heading *h, const struct request *r)
{
	return tokens_have(h, UNIT_DEVICE) || r->rental || r->purchase;
}

/* The same words may mean a session in clinic or a unit to take home. */
static void other_reading(const struct heading *h, struct request *r)
{
	for (size_t i = 0; i < h->lex->readings.len; i++) {
		const struct reading_row *row = &h->lex->readings.items[i];

		if (!texts_have(&row->kinds, r->kind) ||
		    row->category == r->category)
			continue;
		if (row->when == WHEN_DEVICE
		            ? to_take_home(h, r) && !has_sessions(r)
		            : has_sessions(r) && !to_take_home(h, r)) {
			r->category = row->category;
			return;
		}
	}
}

/* -- what is left out */

static struct str implied_region(const struct heading *h)
{
	for (size_t i = 0; i < h->treatments.len; i++) {
		struct str region = h->treatments.items[i].treatment->region;

		if (region.len && !str_eq(region, STR("spine")))
			return region;
	}
	return (struct str){ 0 };
}

/* "CESI" names the neck without a word for it. */
static void implied_part(struct heading *h, struct request *r)
{
	struct str region = implied_region(h);
	struct body_part *p;

	if (r->parts.len || !region.len ||
	    (r->category != CATEGORY_INJECTION &&
	     r->category != CATEGORY_SURGERY &&
	     r->category != CATEGORY_IMAGING))
		return;
	p = VEC_PUSH(h->arena, &r->parts);
	p->region = region;
	p->name = arena_str(h->arena, region);
	p->side = r->laterality;
	if (str_find_char(region, 0, '-') < region.len) {
		struct str_pair two = str_cut(region, '-');

		p->name = arena_printf(h->arena, "%.*s %.*s",
		                       STR_ARG(two.head), STR_ARG(two.tail));
	}
	p->at = r->disputed;
}

static bool lacks_strength(const struct request *r)
{
	for (size_t i = 0; i < r->drugs.len; i++) {
		const struct drug *d = &r->drugs.items[i];

		if (!d->components.len || d->components.items[0].strength <= 0)
			return true;
	}
	return !r->strength.len;
}

/* An assessment of a therapy needs no number of visits. */
static bool only_evaluation(const struct heading *h)
{
	return tokens_have(h, UNIT_EVALUATION) &&
	       !tokens_have(h, UNIT_TREATMENT);
}

/* A knee or a sacroiliac joint has no level. */
static bool spinal(const struct request *r)
{
	static const struct str spine[] = {
		STR_INIT("cervical"), STR_INIT("thoracic"), STR_INIT("lumbar"),
		STR_INIT("spine"),
	};

	for (size_t i = 0; i < r->parts.len; i++) {
		for (size_t j = 0; j < sizeof(spine) / sizeof(*spine); j++) {
			if (str_eq(r->parts.items[i].region, spine[j]))
				return true;
		}
	}
	return !r->parts.len;
}

static unsigned lacks(const struct heading *h, const struct request *r)
{
	unsigned out = 0;

	if (r->quantity < 0)
		out |= MISSING_QUANTITY;
	if (lacks_strength(r))
		out |= MISSING_STRENGTH;
	if (!r->frequency.len)
		out |= MISSING_FREQUENCY;
	if (!r->duration.len)
		out |= MISSING_DURATION;
	if (!r->parts.len && !implied_region(h).len)
		out |= MISSING_BODY_PART;
	if (!r->laterality)
		out |= MISSING_LATERALITY;
	if (!r->levels.len && spinal(r))
		out |= MISSING_LEVEL;
	if (r->visits < 0)
		out |= MISSING_VISITS;
	return out;
}

static bool is_medication(const struct request *r)
{
	return r->category == CATEGORY_MEDICATION ||
	       r->category == CATEGORY_COMPOUNDED_TOPICAL;
}

static void set_missing(const struct heading *h, struct request *r)
{
	const struct complete_row *row =
		lexicon_complete(h->lex, r->category, r->kind);
	unsigned states = row ? row->states : 0;

	if (!is_medication(r) && only_evaluation(h))
		states = 0;
	/* A drug that goes along with a therapy is a request of its own. */
	if (is_therapy(r->category) && r->drugs.len)
		states |= MISSING_STRENGTH | MISSING_QUANTITY;
	if (r->category == CATEGORY_MEDICATION && !r->drugs.len)
		states = 0;
	r->missing = states & lacks(h, r);
}

/* -- one portion of the heading */

static void read_flags(const struct heading *h, struct request *r)
{
	r->rental = tokens_have(h, UNIT_RENTAL);
	r->purchase = tokens_have(h, UNIT_PURCHASE);
}

/* -1: dates of service are stated without the word. */
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
	for (unsigned i = 0;
	     matcher && i < TYPOS_MAX && correct_one(h, matcher); i++)
		continue;
	r->typo = h->typo;
	r->typo_meant = h->typo_meant;
	find_names(h, TERM_DRUG);
	find_names(h, TERM_TREATMENT);
	drop_inner(h);
	known_typo(h, r);
	tokens_read(h);
	numbers_list(h, r);
	body_read(h, r);
	drugs_read(h, r);
	set_category(h, r);
	read_flags(h, r);
	read_dates(h, r);
	quantity_read(h, r);
	course_read(h, r, counts_of(h, r));
	other_reading(h, r);
	implied_part(h, r);
	set_missing(h, r);
}

/* -- original and remaining portion */

struct portions {
	struct span original; /* folded; empty: the heading is one request */
	struct span granted;  /* empty: not said, or more than one */
	struct span disputed;
};

static size_t first_hit(const struct hits *hits, uint32_t at)
{
	size_t low = 0, high = hits->list.len;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (hits->list.items[mid].start < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct heading heading_of(const struct letter *letter,
                                 const struct ruleset *rules, struct arena *a,
                                 struct span at)
{
	struct heading h = { .fold = letter->fold, .lex = &rules->lexicon,
	                     .arena = a, .start = at.start, .end = at.end };
	size_t first = first_hit(&letter->hits, at.start);
	size_t last = first_hit(&letter->hits, at.end);

	if (last > first) {
		h.hits = letter->hits.list.items + first;
		h.n_hits = last - first;
	}
	return h;
}

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

	while (s.start < s.end && (text[s.start] == ' ' || text[s.start] == ',' ||
	                           text[s.start] == '.' || text[s.start] == ':'))
		s.start++;
	for (size_t i = h->n_hits; i > 0; i--) {
		const struct hit *hit = &h->hits[i - 1];

		if (role_of(h, hit, UNIT_TAIL) && hit->end == s.end &&
		    hit->start > s.start)
			s.end = hit->start;
	}
	while (s.end > s.start && (text[s.end - 1] == ' ' ||
	                           text[s.end - 1] == ',' ||
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
			p.original = (struct span){ behind_prefix(h), hit->start };
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

/* True when some product has this strength; also when none is known. */
static bool sold(const struct lexicon *lex, const struct drug *d)
{
	bool listed = false;

	for (size_t i = 0; i < lex->drugs.len; i++) {
		const struct drug_row *row = &lex->drugs.items[i];

		if (row->ingredients.len != d->components.len ||
		    !texts_have(&row->ingredients,
		                d->components.items[0].ingredient))
			continue;
		for (size_t j = 0; j < row->strengths.len; j++) {
			size_t used;

			listed = true;
			if (str_decimal(row->strengths.items[j], &used) ==
			    d->components.items[0].strength)
				return true;
		}
	}
	return !listed;
}

/* A slip in the portion's strength ("30.5" for "320.5"): the original's holds. */
static void mend_strength(const struct lexicon *lex, struct request *r,
                          const struct request *original)
{
	if (r->drugs.len != 1 || original->drugs.len != 1 ||
	    r->drugs.items[0].components.len < 2 ||
	    original->drugs.items[0].components.len !=
	            r->drugs.items[0].components.len ||
	    sold(lex, &r->drugs.items[0]) || !sold(lex, &original->drugs.items[0]))
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
	r->text = source_line_of(letter->fold, a, at);
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
		lend(r, &original);
		mend_strength(&rules->lexicon, r, &original);
		set_missing(&portion, r);
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
	out->text = source_line_of(letter->fold, a, out->span);
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
	request_read_words(letter, rules, a, p.disputed, &out->disputed);
	if (!p.original.end || p.original.start == p.disputed.start)
		return false;
	request_read_words(letter, rules, a, p.original, &out->original);
	out->has_granted = p.granted.end > p.granted.start;
	if (out->has_granted)
		request_read_words(letter, rules, a, p.granted, &out->granted);
	return true;
}
