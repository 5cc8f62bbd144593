/*
 * fact.c -- what the letter tells of a decision.
 *
 * The matcher has found the wordings; here each is asked who says it, whether
 * the sentence asserts it, and what it is about. Only then it is evidence.
 */
#include "engine/fact.h"

#include "letter/polarity.h"

#define N(array) (sizeof(array) / sizeof(*(array)))

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

const char *mention_place_name(enum mention_place p)
{
	static const char *const names[] = {
		[PLACE_HEADING] = "request",
		[PLACE_RATIONALE] = "rationale",
		[PLACE_SUMMARY] = "case summary",
	};
	return names[p];
}

/* -- the latest date */

static struct date latest_in(const struct letter *l, struct span where,
                             struct date latest)
{
	const struct fold *f = l->fold;
	uint32_t at = fold_offset(f, where.start);
	uint32_t end = fold_offset(f, where.end);
	bool begins = true;

	for (; at < end; at++) {
		char c = f->text.ptr[at];
		size_t used = 0;
		struct date d = { 0 };

		if (begins && is_alnum(c))
			d = date_read(fold_text(f, at, end), &used);
		begins = !is_alnum(c) && c != '/' && c != '-';
		if (!used)
			continue;
		if (date_valid(d) &&
		    (!date_known(latest) || date_cmp(d, latest) > 0))
			latest = d;
		at += (uint32_t)used - 1;
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

struct reader {
	const struct letter *letter;
	const struct decision *decision;
	const struct ruleset *rules;
	struct arena *arena;
	struct known *out;
	const struct hits *hits;
	enum mention_place place;
	bool quoting;  /* a guideline, until a sentence is of the case */
	uint32_t left; /* wordings that may still be looked at */
	struct date latest;
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
	if (row->category != request->category)
		return SUBJECT_OTHER;
	if (row->kind.len && request->kind.len &&
	    !str_eq(row->kind, request->kind) &&
	    request->category != CATEGORY_PHYSICAL_THERAPY)
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
static enum subject nearest(const struct reader *r, const struct sentence *s,
                            const struct hit *words,
                            enum subject (*name)(const struct reader *,
                                                 const struct hit *))
{
	enum subject found = SUBJECT_NONE;
	uint32_t least = UINT32_MAX;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];
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
static enum subject last_before(const struct reader *r,
                                const struct sentence *s,
                                const struct hit *words)
{
	enum subject found = SUBJECT_NONE;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];
		enum subject subject;

		if (h->start >= words->start)
			break;
		subject = subject_of_hit(r, h);
		if (subject != SUBJECT_NONE)
			found = subject;
	}
	return found;
}

/* True when the words are about what the fact must be about. */
static bool is_about(const struct reader *r, const struct sentence *s,
                     const struct hit *words, const struct fact *fact)
{
	enum subject subject;

	switch ((enum fact_about)fact->about) {
	case ABOUT_LETTER:
		return true;
	case ABOUT_REQUEST:
	case ABOUT_REQUEST_BEFORE:
		subject = fact->about == ABOUT_REQUEST
		                  ? nearest(r, s, words, subject_of_hit)
		                  : last_before(r, s, words);
		/* A rationale speaks of its own item unless it says not. */
		return subject == SUBJECT_ASKED ||
		       (subject == SUBJECT_NONE && r->place != PLACE_SUMMARY);
	case ABOUT_PART:
		return nearest(r, s, words, region_of_hit) != SUBJECT_OTHER;
	}
	return false;
}

/* True when a plan stands before the words in their sentence, or in them. */
static bool is_planned(const struct reader *r, const struct sentence *s,
                       const struct hit *words)
{
	const struct facts_known *facts = &r->rules->facts;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];

		if (h->start >= words->end)
			return false;
		if (h->kind == TERM_FACT &&
		    facts->wordings.items[h->index].does == WORDING_PLANS)
			return true;
	}
	return false;
}

/* -- numbers */

static struct str captured(const struct reader *r, const struct hit *h)
{
	const struct captures *c;

	if (!h->capture)
		return (struct str){ 0 };
	c = &r->hits->captures.items[h->capture - 1];
	return fold_text(r->letter->fold, c->at[0].start, c->at[0].end);
}

static bool read_since(const struct reader *r, struct str text,
                       struct quantity *out)
{
	size_t used;
	struct date since = date_read(text, &used);
	int32_t days;

	if (!used || !date_valid(since) || !date_known(r->latest))
		return false;
	days = date_days(r->latest) - date_days(since);
	if (days < 0)
		return false;
	out->low = days;
	out->high = QUANTITY_ANY_HIGH;
	out->dimension = DIM_DAYS;
	return true;
}

/* A number as its phrase means it: "longer than", "at least". */
static void widen(struct quantity *q, enum wording_reads reads)
{
	switch (reads) {
	case READS_VALUE:
	case READS_SINCE:
		return;
	case READS_MORE_THAN:
		q->above = 1;
		q->low = q->high;
		q->high = QUANTITY_ANY_HIGH;
		return;
	case READS_AT_LEAST:
		q->high = QUANTITY_ANY_HIGH;
		return;
	case READS_LESS_THAN:
		q->below = 1;
		q->low = QUANTITY_ANY_LOW;
		return;
	case READS_AT_MOST:
		q->low = QUANTITY_ANY_LOW;
		return;
	}
}

static bool read_number(const struct reader *r, const struct hit *h,
                        const struct wording *w, enum dimension dimension,
                        struct quantity *out)
{
	struct quantity q = { 0 };
	bool ok;

	if (w->value.dimension != DIM_NONE) {
		q = w->value;
		ok = true;
	} else if (w->reads == READS_SINCE) {
		ok = read_since(r, captured(r, h), &q);
	} else {
		ok = quantity_capture(captured(r, h), dimension, &q);
	}
	if (!ok)
		return false;
	widen(&q, (enum wording_reads)w->reads);
	*out = q;
	return true;
}

/* -- mentions */

/* What words that assert a fact come to under the polarity of the sentence. */
static int asserted(enum polarity p)
{
	switch (p) {
	case POLARITY_AFFIRMED:
		return MENTION_PRESENT;
	case POLARITY_EXCLUDED:
	case POLARITY_NEGATED:
		return MENTION_ABSENT;
	case POLARITY_UNDOCUMENTED:
		return MENTION_UNDOCUMENTED;
	case POLARITY_HYPOTHETICAL:
	case POLARITY_UNCERTAIN:
		return MENTION_UNCLEAR;
	}
	return MENTION_UNCLEAR;
}

/*
 * The polarity of words in their sentence. Words that begin with a denial of
 * their own go on a list of denials ("no deficit, no numbness"): what is denied
 * before them is something else.
 */
static enum polarity polarity_of(const struct reader *r,
                                 const struct sentence *s,
                                 const struct hit *words,
                                 const struct wording *w)
{
	enum polarity p = polarity_read(r->letter->fold, r->hits, s,
	                                words->start, words->end, NULL, NULL);

	if (p != POLARITY_NEGATED && p != POLARITY_EXCLUDED &&
	    !(p == POLARITY_UNDOCUMENTED && w->does == WORDING_DENIES))
		return p;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];

		if (h->kind == TERM_CUE && h->start == words->start &&
		    h->end <= words->end &&
		    (h->index == CUE_NEGATION || h->index == CUE_EXCLUSION ||
		     h->index == CUE_UNDOCUMENTED))
			return POLARITY_AFFIRMED;
	}
	return p;
}

/* What a wording says under the polarity of its sentence; false: nothing. */
static bool what_it_says(const struct wording *w, enum polarity p,
                         uint8_t *says)
{
	int meaning = asserted(w->fixed ? POLARITY_AFFIRMED : p);

	switch ((enum wording_does)w->does) {
	case WORDING_SAYS:
		break;
	case WORDING_NAMES:
		if (meaning != MENTION_ABSENT &&
		    meaning != MENTION_UNDOCUMENTED)
			return false;
		break;
	case WORDING_DENIES:
		meaning = meaning == MENTION_PRESENT ? MENTION_ABSENT
		                                     : MENTION_UNCLEAR;
		break;
	case WORDING_LACKS:
		if (meaning != MENTION_UNCLEAR)
			meaning = MENTION_UNDOCUMENTED;
		break;
	case WORDING_VAGUE:
	case WORDING_RECITES:
	case WORDING_REVERSES:
	case WORDING_PLANS:
	case WORDING_LIMITS:
	case WORDING_EXCEEDS:
	case WORDING_PERSON:
	case WORDING_GROUND:
	case WORDING_QUOTES:
		meaning = MENTION_UNCLEAR;
		break;
	}
	*says = (uint8_t)meaning;
	return true;
}

/* Words that only hold together across a denial that a gap has let in. */
static bool is_broken(const struct reader *r, const struct sentence *s,
                      const struct hit *words, const struct wording *w)
{
	if (w->does != WORDING_SAYS || w->fixed || w->whole)
		return false;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];

		if (h->kind == TERM_CUE && h->start >= words->start &&
		    h->end <= words->end &&
		    (h->index == CUE_NEGATION || h->index == CUE_EXCLUSION ||
		     h->index == CUE_UNDOCUMENTED ||
		     h->index == CUE_NEGATION_BEFORE ||
		     h->index == CUE_UNDOCUMENTED_BEFORE))
			return true;
	}
	return false;
}

/* A longer wording of the same fact that contains the words decides alone. */
static bool is_overruled(const struct reader *r, const struct sentence *s,
                         const struct hit *words, const struct wording *w)
{
	const struct facts_known *facts = &r->rules->facts;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];
		const struct wording *other;

		if (h->kind != TERM_FACT || h->start > words->start ||
		    h->end < words->end ||
		    h->end - h->start <= words->end - words->start)
			continue;
		other = &facts->wordings.items[h->index];
		if (other->does <= WORDING_VAGUE && other->of == w->of &&
		    other->does != WORDING_NAMES && !is_broken(r, s, h, other))
			return true;
	}
	return false;
}

static struct span source_span(const struct reader *r, uint32_t start,
                               uint32_t end)
{
	return fold_source(r->letter->fold, start, end);
}

static void add_mention(struct reader *r, const struct sentence *s,
                        const struct hit *h, const struct wording *w)
{
	const struct fact *fact = &r->rules->facts.list.items[w->of];
	struct mention m = { .fact = w->of,
		             .place = (uint8_t)r->place,
		             .voice = s->voice };
	enum polarity p;

	if (r->place == PLACE_HEADING && !fact->plan_counts)
		return;
	if (is_broken(r, s, h, w) || is_overruled(r, s, h, w) ||
	    !is_about(r, s, h, fact))
		return;
	p = polarity_of(r, s, h, w);
	if (!what_it_says(w, p, &m.says))
		return;
	if (m.says == MENTION_PRESENT && !fact->plan_counts &&
	    is_planned(r, s, h))
		return;
	if (fact->dimension != DIM_NONE && m.says == MENTION_PRESENT)
		m.numbered = read_number(
		        r, h, w, (enum dimension)fact->dimension, &m.number);
	m.at = source_span(r, h->start, h->end);
	m.sentence = source_span(r, s->start, s->end);
	*VEC_PUSH(r->arena, &r->out->mentions) = m;
}

static void add_recital(struct reader *r, const struct sentence *s,
                        const struct hit *h, const struct wording *w)
{
	const struct criterion *c = &r->rules->criteria.list.items[w->of];
	struct recital *recital = VEC_PUSH(r->arena, &r->out->recitals);

	recital->criterion = w->of;
	recital->reversed = w->does == WORDING_REVERSES;
	recital->voice = s->voice;
	recital->at = source_span(r, h->start, h->end);
	recital->sentence = source_span(r, s->start, s->end);
	if (c->recited.dimension != DIM_NONE)
		recital->numbered = quantity_capture(
		        captured(r, h), (enum dimension)c->recited.dimension,
		        &recital->number);
}

/* -- what kind of sentence it is */

static bool has_cue(const struct reader *r, const struct sentence *s,
                    enum cue cue)
{
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];

		if (hit_is_cue(h, cue))
			return true;
	}
	return false;
}

static bool has_wording(const struct reader *r, const struct sentence *s,
                        enum wording_does does)
{
	const struct facts_known *facts = &r->rules->facts;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];

		if (h->kind == TERM_FACT &&
		    facts->wordings.items[h->index].does == (uint8_t)does)
			return true;
	}
	return false;
}

/* A denial of what a guideline asks for is a finding, and no recital. */
static bool is_recital(const struct reader *r, const struct sentence *s,
                       const struct hit *h)
{
	switch (polarity_read(r->letter->fold, r->hits, s, h->start, h->end,
	                      NULL, NULL)) {
	case POLARITY_NEGATED:
	case POLARITY_EXCLUDED:
	case POLARITY_UNDOCUMENTED:
		return false;
	case POLARITY_AFFIRMED:
	case POLARITY_HYPOTHETICAL:
	case POLARITY_UNCERTAIN:
		break;
	}
	return true;
}

/* True when the sentence recites a criterion. */
static bool recites(const struct reader *r, const struct sentence *s)
{
	const struct facts_known *facts = &r->rules->facts;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];

		if (h->kind == TERM_FACT &&
		    facts->wordings.items[h->index].does == WORDING_RECITES &&
		    is_recital(r, s, h))
			return true;
	}
	return false;
}

/* Sentences that speak of the case at hand, whatever stands around them. */
static bool is_of_the_case(const struct reader *r, const struct sentence *s)
{
	static const enum cue cues[] = {
		CUE_REQUEST,       CUE_RECORD_SAYS,  CUE_PATIENT_SAYS,
		CUE_REVIEWER_SAYS, CUE_UNDOCUMENTED, CUE_UNDOCUMENTED_BEFORE
	};

	for (size_t i = 0; i < N(cues); i++) {
		if (has_cue(r, s, cues[i]))
			return true;
	}
	return has_wording(r, s, WORDING_PERSON);
}

/* "On Ativan, which is a benzodiazepine, for a year" quotes nothing. */
static bool in_passing(const struct reader *r, const struct sentence *s,
                       const struct hit *h)
{
	return str_ends(fold_text(r->letter->fold, s->start, h->start),
	                STR("which "));
}

static bool quotes(const struct reader *r, const struct sentence *s)
{
	const struct facts_known *facts = &r->rules->facts;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];

		if (h->kind == TERM_FACT &&
		    facts->wordings.items[h->index].does == WORDING_QUOTES &&
		    !in_passing(r, s, h))
			return true;
	}
	return false;
}

/*
 * Rationales quote guidelines over many sentences, of which only one names the
 * guideline. The quotation lasts until a sentence speaks of the case.
 */
static bool is_quoted(struct reader *r, const struct sentence *s)
{
	if (r->place != PLACE_RATIONALE)
		return s->voice == VOICE_GUIDELINE;
	if (s->voice == VOICE_GUIDELINE || quotes(r, s))
		return r->quoting = true;
	if (recites(r, s) && !is_of_the_case(r, s))
		return r->quoting = true;
	if (r->quoting && is_of_the_case(r, s))
		r->quoting = false;
	return r->quoting;
}

/* Folded offset from which the sentence quotes; its end when it does not. */
static uint32_t quoted_from(struct reader *r, const struct sentence *s)
{
	if (!is_quoted(r, s))
		return s->end;
	if (s->voice != VOICE_GUIDELINE || !is_of_the_case(r, s))
		return s->start;
	/* "It is used for years, which the guideline does not support." */
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];

		if (hit_is_cue(h, CUE_GUIDELINE_SAYS))
			return h->start;
	}
	return s->start;
}

/* "Chronic Pain Medical Treatment Guidelines": so many bytes may stand between
 * the topic and the word that makes it a name. */
#define NAME_TAIL_MAX 9

/* True when the words are part of a guideline's name. */
static bool in_a_name(const struct reader *r, const struct sentence *s,
                      const struct hit *words)
{
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];

		if (hit_is_cue(h, CUE_GUIDELINE) && h->end > words->end &&
		    h->start <= words->end + NAME_TAIL_MAX)
			return true;
	}
	return false;
}

static void add_limit(struct reader *r, const struct sentence *s,
                      const struct hit *h, const struct wording *w)
{
	static const enum dimension dimensions[] = {
		[LIMITED_VISITS] = DIM_VISITS,
		[LIMITED_SITES] = DIM_SITES,
		[LIMITED_LEVELS] = DIM_LEVELS,
	};
	const struct facts_known *facts = &r->rules->facts;
	struct stated_limit limit = { .counts = (uint8_t)w->of };

	if (w->of == LIMITED_RATE)
		return;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *o = &r->hits->list.items[s->first_hit + i];

		/* "3 visits per week" holds "3 visits", which is none. */
		if (o->kind == TERM_FACT && o->start <= h->start &&
		    o->end >= h->end && o->end - o->start > h->end - h->start &&
		    facts->wordings.items[o->index].does == WORDING_LIMITS)
			return;
	}
	if (!quantity_capture(captured(r, h), dimensions[w->of], &limit.number))
		return;
	limit.heading = r->place == PLACE_HEADING;
	limit.at = source_span(r, h->start, h->end);
	*VEC_PUSH(r->arena, &r->out->limits) = limit;
}

static void add_claim(struct reader *r, const struct sentence *s,
                      const struct hit *h)
{
	if (polarity_read(r->letter->fold, r->hits, s, h->start, h->end, NULL,
	                  NULL) != POLARITY_AFFIRMED)
		return;
	r->out->exceeds = source_span(r, s->start, s->end);
	r->out->exceeds_alone = has_cue(r, s, CUE_REQUEST);
}

static void read_sentence(struct reader *r, const struct sentence *s)
{
	uint32_t quoted = quoted_from(r, s);
	bool limits = r->place == PLACE_RATIONALE &&
	              !has_cue(r, s, CUE_REQUEST) &&
	              (s->voice == VOICE_GUIDELINE || !is_of_the_case(r, s));

	if (s->voice == VOICE_UTILIZATION_REVIEW)
		return;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];
		const struct wording *w;

		if (h->kind != TERM_FACT)
			continue;
		if (!r->left) {
			r->out->cut = true;
			return;
		}
		r->left--;
		w = &r->rules->facts.wordings.items[h->index];
		switch ((enum wording_does)w->does) {
		case WORDING_SAYS:
		case WORDING_NAMES:
		case WORDING_DENIES:
		case WORDING_LACKS:
		case WORDING_VAGUE:
			if (h->end <= quoted && !in_a_name(r, s, h))
				add_mention(r, s, h, w);
			break;
		case WORDING_RECITES:
		case WORDING_REVERSES:
			if (r->place == PLACE_RATIONALE && is_recital(r, s, h))
				add_recital(r, s, h, w);
			break;
		case WORDING_LIMITS:
			if (limits || r->place == PLACE_HEADING)
				add_limit(r, s, h, w);
			break;
		case WORDING_EXCEEDS:
			if (r->place == PLACE_RATIONALE)
				add_claim(r, s, h);
			break;
		case WORDING_PLANS:
		case WORDING_GROUND:
			r->out->own_ground |=
			        r->place == PLACE_RATIONALE && h->end <= quoted;
			break;
		case WORDING_PERSON:
		case WORDING_QUOTES:
			break;
		}
	}
}

static void read_text(struct reader *r, const struct sentences *sentences,
                      const struct hits *hits, enum mention_place place)
{
	r->hits = hits;
	r->place = place;
	r->quoting = false;
	for (size_t i = 0; i < sentences->list.len; i++)
		read_sentence(r, &sentences->list.items[i]);
}

/* The heading is one sentence: what is planned may be told there. */
static void read_heading(struct reader *r)
{
	const struct request *request = &r->decision->request;
	const struct fold *f = r->letter->fold;
	struct sentence s = { .start = fold_offset(f, request->span.start),
		              .end = fold_offset(f, request->span.end),
		              .voice = VOICE_REQUEST };

	s.n_hits = (uint32_t)r->decision->heading_hits.list.len;
	if (s.n_hits > HEADING_HITS_MAX)
		s.n_hits = HEADING_HITS_MAX;
	r->hits = &r->decision->heading_hits;
	r->place = PLACE_HEADING;
	read_sentence(r, &s);
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

/* What is said to be absent or missing as a whole is so in its kinds. */
static void descend(const struct facts_known *facts, struct known *out,
                    size_t child)
{
	size_t at = child;
	struct known_fact *k = &out->facts[child];

	while (facts->list.items[at].parent &&
	       facts->list.items[at].relation == RELATION_IS_A &&
	       k->state == KNOWN_UNMENTIONED && !k->undocumented) {
		size_t parent = facts->list.items[at].parent - 1u;
		const struct known_fact *p = &out->facts[parent];

		if (p->state == KNOWN_ABSENT) {
			follow(out, k, parent, KNOWN_ABSENT);
		} else if (p->state == KNOWN_UNMENTIONED && p->undocumented) {
			k->undocumented = true;
			k->lacking = p->lacking;
			k->from = (uint32_t)parent + 1;
		}
		at = parent;
	}
}

void known_read(struct known *out, const struct letter *letter,
                const struct decision *decision, const struct ruleset *rules,
                struct arena *a)
{
	const struct facts_known *facts = &rules->facts;
	struct reader r = { .letter = letter,
		            .decision = decision,
		            .rules = rules,
		            .arena = a,
		            .out = out };

	*out = (struct known){ .n = facts->list.len };
	out->facts = ARENA_ARRAY(a, struct known_fact, facts->list.len + 1);
	out->latest = r.latest = known_latest_date(letter, decision);
	r.left = WORDINGS_MAX / (uint32_t)letter->decisions.len;
	if (r.left < WORDINGS_OF_ONE_MIN)
		r.left = WORDINGS_OF_ONE_MIN;
	read_heading(&r);
	read_text(&r, &decision->sentences, &decision->hits, PLACE_RATIONALE);
	read_text(&r, &letter->summary_sentences, &letter->summary_hits,
	          PLACE_SUMMARY);
	for (size_t i = 0; i < out->mentions.len; i++)
		take_mention(&out->facts[out->mentions.items[i].fact],
		             &out->mentions.items[i], (uint32_t)i + 1);
	for (size_t i = 0; i < out->n; i++)
		settle(&out->facts[i]);
	for (size_t i = 0; i < out->n; i++) {
		if (out->facts[i].state == KNOWN_PRESENT && !out->facts[i].from)
			climb(facts, out, i);
	}
	for (size_t i = 0; i < out->n; i++) {
		if ((out->facts[i].state == KNOWN_CONFLICT ||
		     out->facts[i].state == KNOWN_UNCLEAR) &&
		    !out->facts[i].from)
			cloud(facts, out, i);
	}
	for (size_t i = 0; i < out->n; i++)
		descend(facts, out, i);
}
