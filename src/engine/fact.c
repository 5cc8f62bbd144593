/*
 * fact.c -- what the letter tells of a decision.
 *
 * Passages tell something of a fact (engine/mention.h). Here each is asked what
 * it is about: only what is about the treatment asked for is evidence.
 */
#include "engine/fact.h"

#include <stdlib.h>

#include "letter/timeline.h"

const char *known_state_name(enum known_state s)
{
	static const char *const names[] = {
		[KNOWN_UNMENTIONED] = "unmentioned",
		[KNOWN_PRESENT] = "present",
		[KNOWN_ABSENT] = "absent",
		[KNOWN_CONFLICT] = "conflict",
		[KNOWN_UNCLEAR] = "unclear",
	};
	return names[s];
}

/* -- the latest date */

static struct date latest_in(const struct letter *l, struct span where,
                             struct date latest)
{
	uint32_t at = fold_offset(l->fold, where.start);
	uint32_t end = fold_offset(l->fold, where.end);
	struct date d;
	struct span place;

	while (next_date(l->fold, &at, end, &d, &place)) {
		if (!date_known(latest) || date_cmp(d, latest) > 0)
			latest = d;
	}
	return latest;
}

struct date known_latest_date(const struct letter *letter,
                              const struct decision *decision)
{
	struct date latest = { 0 };

	if (date_known(letter->header.decided.date))
		return letter->header.decided.date;
	if (date_known(letter->header.ur_denied.date))
		return letter->header.ur_denied.date;
	latest = latest_in(letter, letter->summary, latest);
	return latest_in(letter, decision->rationale, latest);
}

/* -- what a sentence is about */

enum subject { SUBJECT_NONE, SUBJECT_ASKED, SUBJECT_OTHER };

/* A decision at work. */
struct reader {
	const struct letter *letter;
	const struct decision *decision;
	const struct ruleset *rules;
};

static bool is_asked_drug(const struct decision *d, const struct drug_row *row)
{
	for (size_t i = 0; i < d->request.drugs.len && i < ASKED_DRUGS_MAX;
	     i++) {
		const struct drug *drug = &d->request.drugs.items[i];

		if (drug->drug_class != row->drug_class)
			continue;
		for (size_t j = 0; j < drug->components.len; j++) {
			if (texts_have(&row->ingredients,
			               drug->components.items[j].ingredient))
				return true;
		}
	}
	return false;
}

/* Physical and occupational therapists do much the same. */
static uint8_t like_category(uint8_t category)
{
	return category == CATEGORY_OCCUPATIONAL_THERAPY
	               ? CATEGORY_PHYSICAL_THERAPY
	               : category;
}

/* What a hit names: the treatment asked for, another, or none. */
static enum subject subject_of_hit(const struct reader *r, const struct hit *h)
{
	const struct lexicon *lexicon = &r->rules->lexicon;
	const struct request *request = &r->decision->request;
	const struct treatment_row *row;

	if (h->kind == TERM_DRUG)
		return is_asked_drug(r->decision,
		                     &lexicon->drugs.items[h->index])
		               ? SUBJECT_ASKED
		               : SUBJECT_OTHER;
	if (h->kind != TERM_TREATMENT)
		return SUBJECT_NONE;
	row = &lexicon->treatments.items[h->index];
	if (row->generic || row->prefix ||
	    row->category == CATEGORY_MEDICATION ||
	    row->category == CATEGORY_OFFICE_VISIT)
		return SUBJECT_NONE;
	if (like_category(row->category) != like_category(request->category))
		return SUBJECT_OTHER;
	if (row->kind.len && request->kind.len &&
	    !str_eq(row->kind, request->kind) &&
	    like_category(request->category) != CATEGORY_PHYSICAL_THERAPY)
		return SUBJECT_OTHER;
	return SUBJECT_ASKED;
}

static enum subject region_of_hit(const struct reader *r, const struct hit *h)
{
	const struct request *request = &r->decision->request;
	const struct part_row *row;

	if (h->kind != TERM_PART)
		return SUBJECT_NONE;
	row = &r->rules->lexicon.parts.items[h->index];
	if (!row->region.len || !request->parts.len)
		return SUBJECT_NONE;
	for (size_t i = 0; i < request->parts.len; i++) {
		if (fact_region_reaches(&r->rules->facts,
		                        request->parts.items[i].region,
		                        row->region))
			return SUBJECT_ASKED;
	}
	return SUBJECT_OTHER;
}

/* What the sentence names next to the words [start, end). */
static enum subject nearest(const struct reader *r, const struct told *t,
                            enum subject (*name)(const struct reader *,
                                                 const struct hit *))
{
	const struct sentence *s = t->sentence;
	const struct hit *words = t->words;
	enum subject found = SUBJECT_NONE;
	uint32_t least = UINT32_MAX;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &t->hits->list.items[s->first_hit + i];
		enum subject subject = name(r, h);
		uint32_t gap = 0;

		if (subject == SUBJECT_NONE)
			continue;
		if (h->end <= words->start)
			gap = words->start - h->end;
		else if (h->start >= words->end)
			gap = h->start - words->end;
		if (gap < least || (gap == least && subject == SUBJECT_ASKED)) {
			least = gap;
			found = subject;
		}
	}
	return found;
}

/* What the sentence names last before the words. */
static enum subject last_before(const struct reader *r, const struct told *t)
{
	const struct sentence *s = t->sentence;
	enum subject found = SUBJECT_NONE;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &t->hits->list.items[s->first_hit + i];
		enum subject subject;

		if (h->start >= t->words->start)
			break;
		subject = subject_of_hit(r, h);
		if (subject != SUBJECT_NONE)
			found = subject;
	}
	return found;
}

/* True when a passage is about what its fact must be about, or may be. */
static bool is_about(const struct reader *r, const struct told *t,
                     bool *unaddressed)
{
	const struct fact *fact = &r->rules->facts.list.items[t->mention.fact];
	enum subject subject;

	*unaddressed = false;

	switch ((enum fact_about)fact->about) {
	case ABOUT_LETTER:
		return true;
	case ABOUT_REQUEST:
	case ABOUT_REQUEST_BEFORE:
		subject = fact->about == ABOUT_REQUEST
		                  ? nearest(r, t, subject_of_hit)
		                  : last_before(r, t);
		/* A rationale speaks of its own item unless it says not. */
		*unaddressed = subject == SUBJECT_NONE &&
		               t->mention.place == PLACE_SUMMARY;
		return subject != SUBJECT_OTHER;
	case ABOUT_PART:
		return nearest(r, t, region_of_hit) != SUBJECT_OTHER;
	}
	return false;
}

/* Takes what is about the decision; `seen` wordings were looked at before. */
static void take_told(const struct reader *r, const struct telling *telling,
                      uint32_t seen, uint32_t most, struct known *out,
                      struct arena *a)
{
	const struct facts_known *facts = &r->rules->facts;

	for (size_t i = 0; i < telling->list.len; i++) {
		const struct told *t = &telling->list.items[i];
		bool unaddressed;
		struct mention *m;

		if (t->seen + seen > most)
			break;
		if (!is_about(r, t, &unaddressed))
			continue;
		m = VEC_PUSH(a, &out->mentions);
		*m = t->mention;
		m->unaddressed = unaddressed;
		m->numbered = told_number(t, r->letter, facts, out->latest,
		                          &m->number);
	}
	out->cut |= telling->cut || telling->seen + seen > most;
}

/* The heading is one sentence: what is planned may be told there. */
static void read_heading(struct telling *out, const struct letter *letter,
                         const struct decision *d, const struct ruleset *rules,
                         uint32_t most, struct arena *a)
{
	const struct hits *hits = &d->heading_hits;
	struct sentence *s = ARENA_NEW(a, struct sentence);
	struct sentences one = { .list = { .items = s, .len = 1 } };

	s->start = fold_offset(letter->fold, d->request.span.start);
	s->end = fold_offset(letter->fold, d->request.span.end);
	s->voice = VOICE_REQUEST;
	s->n_hits = (uint32_t)hits->list.len;
	if (s->n_hits > HEADING_HITS_MAX)
		s->n_hits = HEADING_HITS_MAX;
	telling_read(out, letter, rules, PLACE_HEADING, &one, hits, most, a);
}

/* -- from mentions to what is known */

static void take_mention(struct known_fact *k, const struct mention *m,
                         uint32_t number)
{
	enum known_state says = m->says == MENTION_PRESENT  ? KNOWN_PRESENT
	                        : m->says == MENTION_ABSENT ? KNOWN_ABSENT
	                                                    : KNOWN_UNCLEAR;

	if (m->says == MENTION_UNDOCUMENTED) {
		k->undocumented = true;
		if (!k->lacking)
			k->lacking = number;
		return;
	}
	if (k->state == KNOWN_UNMENTIONED ||
	    (k->state == KNOWN_UNCLEAR && says != KNOWN_UNCLEAR)) {
		k->state = (uint8_t)says;
		k->by = number;
	} else if (says != KNOWN_UNCLEAR && k->state != says &&
	           k->state != KNOWN_CONFLICT) {
		k->state = KNOWN_CONFLICT;
		k->against = number;
	}
}

/* Present in one passage, said to be missing in another. */
static void settle(struct known_fact *k)
{
	if (k->state == KNOWN_PRESENT && k->undocumented) {
		k->state = KNOWN_CONFLICT;
		k->against = k->lacking;
	}
	if (k->state == KNOWN_UNCLEAR && k->undocumented) {
		k->state = KNOWN_UNMENTIONED;
		k->by = 0;
	}
}

/* A fact becomes so by another one, from which its passage is taken. */
static void follow(struct known *out, struct known_fact *k, size_t from,
                   enum known_state state)
{
	k->state = (uint8_t)state;
	k->by = out->facts[from].by;
	k->from = (uint32_t)from + 1;
}

/* A present child makes its parents present, up to the first part. */
static void climb(const struct facts_known *facts, struct known *out,
                  size_t child)
{
	size_t at = child;

	while (facts->list.items[at].parent &&
	       facts->list.items[at].relation == RELATION_IS_A) {
		size_t parent = facts->list.items[at].parent - 1u;
		struct known_fact *k = &out->facts[parent];

		if (k->state == KNOWN_UNMENTIONED && !k->undocumented) {
			follow(out, k, child, KNOWN_PRESENT);
		} else if (k->state == KNOWN_ABSENT ||
		           (k->state == KNOWN_UNMENTIONED && k->undocumented)) {
			k->against =
			        k->state == KNOWN_ABSENT ? k->by : k->lacking;
			follow(out, k, child, KNOWN_CONFLICT);
		}
		at = parent;
	}
}

/* A kind that cannot be told leaves the whole untold. */
static void cloud(const struct facts_known *facts, struct known *out,
                  size_t child)
{
	size_t at = child;

	while (facts->list.items[at].parent &&
	       facts->list.items[at].relation == RELATION_IS_A) {
		size_t parent = facts->list.items[at].parent - 1u;
		struct known_fact *k = &out->facts[parent];

		if (k->state == KNOWN_UNMENTIONED && !k->undocumented)
			follow(out, k, child, KNOWN_UNCLEAR);
		at = parent;
	}
}

static bool denies_kinds(const struct known_fact *k)
{
	return k->state == KNOWN_ABSENT ||
	       (k->state == KNOWN_UNMENTIONED && k->undocumented);
}

/* What is said to be absent or missing as a whole is so in its kinds: `whole`
 * is it, `of` a kind of it or itself. */
static void descend(const struct facts_known *facts, struct known *out,
                    size_t whole, size_t of)
{
	const struct known_fact *w = &out->facts[whole];
	size_t at = facts->list.items[of].first_kind;

	for (; at; at = facts->list.items[at - 1].next_kind) {
		struct known_fact *k = &out->facts[at - 1];

		/* It hands down its own. */
		if (denies_kinds(k))
			continue;
		if (k->state == KNOWN_UNMENTIONED && w->state == KNOWN_ABSENT) {
			follow(out, k, whole, KNOWN_ABSENT);
		} else if (k->state == KNOWN_UNMENTIONED) {
			k->undocumented = true;
			k->lacking = w->lacking;
			k->from = (uint32_t)whole + 1;
		}
		descend(facts, out, whole, at - 1);
	}
}

static bool is_of_itself(const struct known_fact *k, enum known_state state)
{
	return k->state == state && !k->from;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void settle_all(const struct facts_known *facts, struct known *out,
                       struct arena *a)
{
	const struct mention *mentions = out->mentions.items;

	for (size_t i = 0; i < out->mentions.len; i++) {
		if (!mentions[i].unaddressed)
			take_mention(&out->facts[mentions[i].fact],
			             &mentions[i], (uint32_t)i + 1);
	}
	for (size_t i = 0; i < out->mentions.len; i++)
		settle(&out->facts[mentions[i].fact]);
	for (size_t i = 0; i < out->mentions.len; i++) {
		struct known_fact *k = &out->facts[mentions[i].fact];

		if (!k->told && (k->state || k->undocumented))
			*VEC_PUSH(a, &out->told) = mentions[i].fact;
		k->told = true;
	}
	/* From here on facts in turn: which relative is first decides. */
	if (out->told.len)
		qsort(out->told.items, out->told.len, sizeof(uint32_t),
		      by_number);
	for (size_t i = 0; i < out->told.len; i++) {
		uint32_t fact = out->told.items[i];

		if (is_of_itself(&out->facts[fact], KNOWN_PRESENT))
			climb(facts, out, fact);
	}
	for (size_t i = 0; i < out->told.len; i++) {
		uint32_t fact = out->told.items[i];
		const struct known_fact *k = &out->facts[fact];

		if (is_of_itself(k, KNOWN_CONFLICT) ||
		    is_of_itself(k, KNOWN_UNCLEAR))
			cloud(facts, out, fact);
	}
	for (size_t i = 0; i < out->told.len; i++) {
		if (denies_kinds(&out->facts[out->told.items[i]]))
			descend(facts, out, out->told.items[i],
			        out->told.items[i]);
	}
}

static void known_read(struct known *out, struct letter_facts *of,
                       const struct decision *d)
{
	const struct letter *l = of->letter;
	struct reader r = { .letter = l, .decision = d, .rules = of->rules };
	uint32_t most = WORDINGS_MAX / (uint32_t)l->decisions.len;

	if (most < WORDINGS_OF_ONE_MIN)
		most = WORDINGS_OF_ONE_MIN;
	if (!of->summary_read)
		telling_read(&of->summary, l, of->rules, PLACE_SUMMARY,
		             &l->summary_sentences, &l->summary_hits,
		             WORDINGS_MAX, of->arena);
	of->summary_read = true;
	*out = (struct known){ .n = of->rules->facts.list.len };
	out->facts = ARENA_ARRAY(of->arena, struct known_fact, out->n + 1);
	out->latest = known_latest_date(l, d);
	read_heading(&out->own, l, d, of->rules, most, of->arena);
	telling_read(&out->own, l, of->rules, PLACE_RATIONALE, &d->sentences,
	             &d->hits, most, of->arena);
	take_told(&r, &out->own, 0, most, out, of->arena);
	take_told(&r, &of->summary, out->own.seen, most, out, of->arena);
	settle_all(&of->rules->facts, out, of->arena);
}

const struct known *known_of(struct letter_facts *of, const struct decision *d)
{
	size_t n = of->letter->decisions.len;
	struct known *known;

	if (!of->known)
		of->known = ARENA_ARRAY(of->arena, struct known, n);
	known = &of->known[d->index - 1];
	if (!known->facts)
		known_read(known, of, d);
	return known;
}
