/*
 * mention.c -- what the passages of a letter tell, whatever is asked for.
 *
 * The matcher has found the wordings; here each is asked who says it and
 * whether the sentence asserts it.
 */
#include "engine/figure.h"

#include "letter/polarity.h"
#include "letter/sentence.h"

#define N(array) (sizeof(array) / sizeof(*(array)))

const char *mention_place_name(enum mention_place p)
{
	static const char *const names[] = {
		[PLACE_HEADING] = "request",
		[PLACE_RATIONALE] = "rationale",
		[PLACE_SUMMARY] = "case summary",
	};
	return names[p];
}

/* A text at work. */
struct teller {
	const struct letter *letter;
	const struct ruleset *rules;
	struct arena *arena;
	struct telling *out;
	const struct hits *hits;
	enum mention_place place;
	bool quoting;  /* a guideline, until a sentence is of the case */
	uint32_t most; /* wordings that are looked at */
};

/* -- what passages say */

/* True when a plan stands before the words in their sentence, or in them. */
static bool is_planned(const struct teller *r, const struct sentence *s,
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
 * their own go on a list of denials ("no deficit, no numbness"), and so do
 * those that deny by themselves: what is denied before them is something else.
 */
static enum polarity polarity_of(const struct teller *r,
                                 const struct sentence *s,
                                 const struct hit *words,
                                 const struct wording *w)
{
	const struct fold *f = r->letter->fold;
	const struct hit *cue;
	enum polarity p = polarity_read(f, r->hits, s, words->start, words->end,
	                                NULL, &cue);

	if (p != POLARITY_NEGATED && p != POLARITY_EXCLUDED &&
	    !(p == POLARITY_UNDOCUMENTED && w->does == WORDING_DENIES))
		return p;
	/* "No weakness, negative straight leg raise" */
	if (w->does == WORDING_DENIES && p != POLARITY_UNDOCUMENTED &&
	    cue->end <= words->start &&
	    str_has_char(fold_text(f, cue->end, words->start), ','))
		return POLARITY_AFFIRMED;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];

		/* "Has not yet had", of which the words begin with "not". */
		if (h->kind == TERM_CUE &&
		    (h->start == words->start ||
		     (h->start < words->start && w->does == WORDING_DENIES)) &&
		    h->end > words->start && h->end <= words->end &&
		    cue_denies_ahead(h->index))
			return POLARITY_AFFIRMED;
	}
	return p;
}

/* What a wording says under the polarity of its sentence; false: nothing. "No
 * spasm" denies spasm, and not that the file tells of palpation. */
static bool what_it_says(const struct fact *fact, const struct wording *w,
                         enum polarity p, uint8_t *says)
{
	int meaning = asserted(w->fixed ? POLARITY_AFFIRMED : p);

	switch ((enum wording_does)w->does) {
	case WORDING_SAYS:
		if (fact->record && meaning != MENTION_PRESENT)
			return false;
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
	case WORDING_RECITES_ANY:
	case WORDING_REVERSES:
	case WORDING_PLANS:
	case WORDING_LIMITS:
	case WORDING_EXCEEDS:
	case WORDING_PERSON:
	case WORDING_GROUND:
	case WORDING_QUOTES:
	case WORDING_FIGURES:
		meaning = MENTION_UNCLEAR;
		break;
	}
	*says = (uint8_t)meaning;
	return true;
}

/* Words that only hold together across a denial that a gap has let in. */
static bool is_broken(const struct teller *r, const struct sentence *s,
                      const struct hit *words, const struct wording *w)
{
	if (w->does != WORDING_SAYS || w->fixed || w->whole)
		return false;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];

		if (h->kind == TERM_CUE && h->start >= words->start &&
		    h->end <= words->end && cue_denies(h->index))
			return true;
	}
	return false;
}

/* A longer wording of the same fact that contains the words decides alone. */
static bool is_overruled(const struct teller *r, const struct sentence *s,
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

static struct span source_span(const struct teller *r, uint32_t start,
                               uint32_t end)
{
	return fold_source(r->letter->fold, start, end);
}

/* What a wording tells of its fact, whatever is asked for. */
/* "A urine drug screen is on file", "the notes document improvement": words
 * that only name a thing say that it is there. */
static bool is_held(const struct teller *r, const struct sentence *s,
                    const struct hit *h)
{
	const struct sentence_words *words = &r->rules->language.words;
	const struct fold *f = r->letter->fold;

	return texts_begin(&words->held,
	                   str_trim(fold_text(f, h->end, s->end))) ||
	       texts_end(&words->holds,
	                 str_trim(fold_text(f, s->start, h->start)));
}

/* "Neer's was positive, Speed's and O'Brien's not." */
static bool is_denied_at_last(const struct teller *r, const struct sentence *s,
                              const struct hit *h)
{
	struct str behind = fold_text(r->letter->fold, h->end, s->end);
	struct str clause = str_sub(behind, 0, str_find_char(behind, 0, ';'));

	if (str_starts(behind, STR(" not")) &&
	    !str_trim_chars(str_sub(behind, 4, behind.len), STR(" .")).len)
		return true;
	/* "Opioids, a reason for many, she does not take." */
	return texts_end(&r->rules->language.words.denied_last,
	                 str_trim_chars(clause, STR(" .")));
}

/* "Clonus negative", "spasm absent": notes leave out the verb. */
static bool is_called_absent(const struct teller *r, const struct sentence *s,
                             const struct hit *h)
{
	const struct sentence_words *words = &r->rules->language.words;
	struct str behind =
	        str_trim(fold_text(r->letter->fold, h->end, s->end));

	/* "Diabetes: none." */
	return texts_begin(&words->absences, behind) ||
	       ((str_starts(behind, STR(":")) ||
	         str_starts(behind, STR("- "))) &&
	        texts_begin(&words->absences_told,
	                    str_trim_chars(behind, STR(" :-"))));
}

/* "Clonus and Hoffmann negative": of the first, too, or not. */
static bool is_listed_absent(const struct teller *r, const struct sentence *s,
                             const struct hit *h)
{
	struct str behind =
	        str_trim(fold_text(r->letter->fold, h->end, s->end));
	struct str_pair cut = str_cut(behind, ' ');

	if (!texts_have(&r->rules->language.words.clause_joins, cut.head))
		return false;
	return texts_begin(&r->rules->language.words.absences,
	                   str_cut(cut.tail, ' ').tail);
}

static void add_told(struct teller *r, const struct sentence *s,
                     const struct hit *h, const struct wording *w)
{
	const struct fact *fact = &r->rules->facts.list.items[w->of];
	struct told t = {
		.mention = { .fact = w->of,
		             .place = (uint8_t)r->place,
		             .voice = s->voice },
		.words = h,
		.sentence = s,
		.hits = r->hits,
		.seen = r->out->seen,
	};
	struct mention *m = &t.mention;
	enum polarity p;

	if (r->place == PLACE_HEADING && !fact->plan_counts)
		return;
	if (is_broken(r, s, h, w) || is_overruled(r, s, h, w))
		return;
	p = polarity_of(r, s, h, w);
	if (w->does == WORDING_NAMES && p == POLARITY_AFFIRMED &&
	    is_held(r, s, h))
		m->says = MENTION_PRESENT;
	else if (!what_it_says(fact, w, p, &m->says))
		return;
	if (m->says == MENTION_PRESENT && is_called_absent(r, s, h))
		m->says = MENTION_ABSENT;
	if (m->says == MENTION_PRESENT &&
	    (is_denied_at_last(r, s, h) || is_listed_absent(r, s, h)))
		m->says = MENTION_UNCLEAR;
	if (m->says == MENTION_PRESENT && !fact->plan_counts &&
	    is_planned(r, s, h))
		return;
	m->at = source_span(r, h->start, h->end);
	m->sentence = source_span(r, s->start, s->end);
	*VEC_PUSH(r->arena, &r->out->list) = t;
}

/* -- numbers */

static struct str captured(const struct letter *l, const struct hits *hits,
                           const struct hit *h)
{
	const struct captures *c;

	if (!h->more)
		return (struct str){ 0 };
	c = &hits->captures.items[h->more - 1];
	return fold_text(l->fold, c->at[0].start, c->at[0].end);
}

#define YEAR_DIGITS 4

/* "2014" alone: its last day, which leaves the least time since. */
static struct date end_of_year(struct str text)
{
	size_t used;

	return (struct date){ .year = (int16_t)str_number(text, &used),
		              .month = 12,
		              .day = 31 };
}

static bool read_since(struct str text, struct date latest,
                       struct quantity *out)
{
	size_t used = text.len;
	struct date since = text.len == YEAR_DIGITS ? end_of_year(text)
	                                            : date_read(text, &used);
	int32_t days;

	if (!used || !date_valid(since) || !date_known(latest))
		return false;
	days = date_days(latest) - date_days(since);
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

bool told_number(const struct told *t, const struct letter *l,
                 const struct facts_known *facts, struct date latest,
                 struct quantity *out)
{
	const struct wording *w = &facts->wordings.items[t->words->index];
	const struct fact *fact = &facts->list.items[w->of];
	struct str text = captured(l, t->hits, t->words);
	struct quantity q = w->value;

	if (fact->dimension == DIM_NONE)
		return false;
	if (w->value.dimension == DIM_NONE &&
	    !(w->reads == READS_SINCE
	              ? read_since(text, latest, &q)
	              : quantity_capture(text, (enum dimension)fact->dimension,
	                                 &q)))
		return false;
	widen(&q, (enum wording_reads)w->reads);
	*out = q;
	return true;
}

static struct recital recital_at(const struct teller *r,
                                 const struct sentence *s, const struct hit *h)
{
	return (struct recital){
		.voice = s->voice,
		.at = source_span(r, h->start, h->end),
		.sentence = source_span(r, s->start, s->end),
	};
}

static void add_recital(struct teller *r, const struct sentence *s,
                        const struct hit *h, const struct wording *w)
{
	struct recital *recital = VEC_PUSH(r->arena, &r->out->recitals);

	*recital = recital_at(r, s, h);
	recital->criterion = w->of;
	recital->reversed = w->does == WORDING_REVERSES;
}

static void add_recited(struct teller *r, const struct sentence *s,
                        const struct hit *h, const struct wording *w)
{
	struct recited_fact *recited = VEC_PUSH(r->arena, &r->out->recited);

	recited->fact = w->of;
	recited->recital = recital_at(r, s, h);
}

/* -- what kind of sentence it is */

static bool has_cue(const struct teller *r, const struct sentence *s,
                    enum cue cue)
{
	return sentence_cue(r->hits, s, cue, s->start);
}

/* The next wording of the kind among the sentence's hits from *i on; NULL at
 * their end. *i is then behind it. */
static const struct hit *next_wording(const struct teller *r,
                                      const struct sentence *s, uint32_t *i,
                                      enum wording_does does)
{
	const struct facts_known *facts = &r->rules->facts;

	while (*i < s->n_hits) {
		const struct hit *h =
		        &r->hits->list.items[s->first_hit + (*i)++];

		if (h->kind == TERM_FACT &&
		    facts->wordings.items[h->index].does == (uint8_t)does)
			return h;
	}
	return NULL;
}

/* A denial of what a guideline asks for is a finding, and no recital. */
static bool is_recital(const struct teller *r, const struct sentence *s,
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

/* True when the sentence recites a criterion. "It is not recommended" may be
 * the reviewer's own view. */
static bool recites(const struct teller *r, const struct sentence *s)
{
	const struct hit *h;
	uint32_t i = 0;

	while ((h = next_wording(r, s, &i, WORDING_RECITES))) {
		if (is_recital(r, s, h))
			return true;
	}
	return false;
}

/* "Sensation was intact to light touch": guidelines speak of no examination. */
static bool tells_finding(const struct teller *r, const struct sentence *s)
{
	const struct sentence_words *words = &r->rules->language.words;
	const struct fold *f = r->letter->fold;
	const struct facts_known *facts = &r->rules->facts;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];

		if (h->kind != TERM_FACT)
			continue;
		switch ((enum wording_does)facts->wordings.items[h->index]
		                .does) {
		case WORDING_SAYS:
		case WORDING_DENIES:
			if (texts_stand_in(&words->past,
			                   fold_text(f, h->start, h->end)))
				return !texts_stand_in(
				        &words->studied,
				        fold_text(f, s->start, s->end));
			break;
		default:
			break;
		}
	}
	return false;
}

/* "The drug is not medically necessary": firm words for a verdict. */
static bool concludes(const struct teller *r, const struct sentence *s)
{
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];

		if (h->kind == TERM_CONCLUSION &&
		    r->rules->language.conclusions.items[h->index].firm)
			return true;
	}
	return false;
}

/* "There is no spasm", "strength is normal", and little more: guidelines would
 * say when. */
#define BARE_WORDS 16

/* An item of a list of criteria, or a sentence that supposes. */
static bool may_be_criterion(const struct teller *r, struct str text)
{
	const struct contradictions *rules = &r->rules->contradictions;

	return str_has_char(STR("(-*"), text.ptr[0]) || is_digit(text.ptr[0]) ||
	       str_has_char(text, ';') || str_has_char(text, ':') ||
	       str_has_char(text, '(') || str_has_char(text, '"') ||
	       texts_stand_in(&rules->reciting, text) ||
	       texts_stand_in(&rules->supposing, text) ||
	       texts_stand_in(&r->rules->language.words.studied, text);
}

/* The wording denies something, or tells it with a verb of its own. */
static bool tells_plainly(const struct teller *r, const struct sentence *s,
                          const struct hit *h, const struct wording *w)
{
	const struct fold *f = r->letter->fold;
	enum polarity polarity;

	if (w->does >= WORDING_VAGUE)
		return false;
	polarity = polarity_read(f, r->hits, s, h->start, h->end, NULL, NULL);
	if (polarity == POLARITY_HYPOTHETICAL || polarity == POLARITY_UNCERTAIN)
		return false;
	return w->does == WORDING_DENIES || w->does == WORDING_LACKS ||
	       polarity != POLARITY_AFFIRMED;
}

static bool tells_what_there_is(const struct teller *r,
                                const struct sentence *s)
{
	const struct fold *f = r->letter->fold;
	const struct facts_known *facts = &r->rules->facts;
	struct str text = fold_text(f, s->start, s->end);

	if (fold_words_between(f, s->start, s->end) > BARE_WORDS ||
	    may_be_criterion(r, text))
		return false;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];

		if (h->kind == TERM_FACT &&
		    tells_plainly(r, s, h, &facts->wordings.items[h->index]))
			return true;
	}
	return false;
}

/* Sentences that speak of the case at hand, whatever stands around them. */
static bool is_of_the_case(const struct teller *r, const struct sentence *s)
{
	static const enum cue cues[] = {
		CUE_REQUEST,       CUE_RECORD_SAYS,  CUE_PATIENT_SAYS,
		CUE_REVIEWER_SAYS, CUE_UNDOCUMENTED, CUE_UNDOCUMENTED_BEFORE
	};
	uint32_t first = 0;

	for (size_t i = 0; i < N(cues); i++) {
		if (has_cue(r, s, cues[i]))
			return true;
	}
	return next_wording(r, s, &first, WORDING_PERSON) ||
	       tells_finding(r, s) || tells_what_there_is(r, s) ||
	       concludes(r, s);
}

/* "On Ativan, which is a benzodiazepine, for a year" quotes nothing. */
static bool in_passing(const struct teller *r, const struct sentence *s,
                       const struct hit *h)
{
	return str_ends(fold_text(r->letter->fold, s->start, h->start),
	                STR("which "));
}

static bool quotes(const struct teller *r, const struct sentence *s)
{
	const struct hit *h;
	uint32_t i = 0;

	while ((h = next_wording(r, s, &i, WORDING_QUOTES))) {
		if (!in_passing(r, s, h))
			return true;
	}
	return false;
}

/*
 * Rationales quote guidelines over many sentences, of which only one names the
 * guideline. The quotation lasts until a sentence speaks of the case.
 */
static bool is_quoted(struct teller *r, const struct sentence *s)
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
static uint32_t quoted_from(struct teller *r, const struct sentence *s)
{
	const struct hit *says;

	if (!is_quoted(r, s))
		return s->end;
	if (s->voice != VOICE_GUIDELINE || !is_of_the_case(r, s))
		return s->start;
	/* "It is used for years, which the guideline does not support." */
	says = sentence_cue(r->hits, s, CUE_GUIDELINE_SAYS, s->start);
	return says ? says->start : s->start;
}

/* "Chronic Pain Medical Treatment Guidelines": so many bytes may stand between
 * the topic and the word that makes it a name. */
#define NAME_TAIL_MAX 9

/* True when the words are part of a guideline's name. */
static bool in_a_name(const struct teller *r, const struct sentence *s,
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

/* "Between the last two visits", "completed 12 visits": a number of the case.
 */
static bool is_counted_here(const struct teller *r, const struct sentence *s,
                            const struct hit *h)
{
	return r->place == PLACE_RATIONALE &&
	       texts_end(&r->rules->figures.cases,
	                 str_trim(fold_text(r->letter->fold, s->start,
	                                    h->start)));
}

static void add_limit(struct teller *r, const struct sentence *s,
                      const struct hit *h, const struct wording *w)
{
	static const enum dimension dimensions[] = {
		[LIMITED_VISITS] = DIM_VISITS,
		[LIMITED_SITES] = DIM_SITES,
		[LIMITED_LEVELS] = DIM_LEVELS,
	};
	const struct facts_known *facts = &r->rules->facts;
	struct stated_limit limit = { .counts = (uint8_t)w->of };

	if (w->of == LIMITED_RATE || is_counted_here(r, s, h))
		return;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *o = &r->hits->list.items[s->first_hit + i];

		/* "3 visits per week" holds "3 visits", which is none. */
		if (o->kind == TERM_FACT && o->start <= h->start &&
		    o->end >= h->end && o->end - o->start > h->end - h->start &&
		    facts->wordings.items[o->index].does == WORDING_LIMITS)
			return;
	}
	if (!quantity_capture(captured(r->letter, r->hits, h),
	                      dimensions[w->of], &limit.number))
		return;
	limit.heading = r->place == PLACE_HEADING;
	limit.at = source_span(r, h->start, h->end);
	*VEC_PUSH(r->arena, &r->out->limits) = limit;
}

/* "Not more than the guideline gives", of which the words begin with "more". */
static bool is_held_within(const struct teller *r, const struct sentence *s,
                           const struct hit *words)
{
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];

		if (hit_is_cue(h, CUE_NO_NEGATION) && h->start < words->start &&
		    h->end > words->start)
			return true;
	}
	return false;
}

static void add_claim(struct teller *r, const struct sentence *s,
                      const struct hit *h)
{
	if (polarity_read(r->letter->fold, r->hits, s, h->start, h->end, NULL,
	                  NULL) != POLARITY_AFFIRMED ||
	    is_held_within(r, s, h))
		return;
	r->out->exceeds = source_span(r, s->start, s->end);
	r->out->exceeds_from = h->start;
	r->out->exceeds_alone = has_cue(r, s, CUE_REQUEST);
}

/* What the slots of the words hold, each against the guideline's figures. */
static void add_figures(struct teller *r, const struct recited_figure *like,
                        const struct wording *w)
{
	const struct figure_rule *rule = &r->rules->figures.list.items[w->of];
	const struct hit *h = like->words;
	const struct captures *c;

	if (!h->more)
		return;
	if (r->out->figures.len >= FIGURES_MAX) {
		r->out->cut = true;
		return;
	}
	c = &r->hits->captures.items[h->more - 1];
	for (size_t i = 0; i < rule->slots.len && c->at[i].end; i++) {
		struct str text = fold_text(r->letter->fold, c->at[i].start,
		                            c->at[i].end);
		const struct figures *slot = &rule->slots.items[i];
		struct recited_figure *f;

		if (!figure_can_tell(slot, text))
			continue;
		f = VEC_PUSH(r->arena, &r->out->figures);
		*f = *like;
		f->rule = w->of;
		f->slot = (uint32_t)i;
		f->wrong = !figure_is_right(slot, text);
		f->at = source_span(r, c->at[i].start, c->at[i].end);
	}
}

/* "Lachman is negative and McMurray is positive": what stands before the second
 * name is said of the first. */
static bool has_own_result(const struct teller *r, const struct sentence *s,
                           const struct hit *h)
{
	const struct texts *verdicts = &r->rules->results.verdicts;
	const struct fold *f = r->letter->fold;
	struct str_pair cut = { .tail = str_trim(fold_text(f, h->end, s->end)),
		                .ok = true };

	if (!texts_begin(verdicts, fold_text(f, h->start, h->end)))
		return false;
	do {
		cut = str_cut(cut.tail, ' ');
	} while (cut.ok && texts_have(&r->rules->results.tests, cut.head));
	return texts_have(&r->rules->language.words.clause_verbs, cut.head) &&
	       texts_begin(verdicts, cut.tail);
}

/* `before` is NULL for the first sentence. */
static void read_sentence(struct teller *r, const struct sentence *s,
                          const struct sentence *before)
{
	bool quoting = r->quoting; /* "this drug" may go on with it */
	uint32_t quoted = quoted_from(r, s);
	bool limits = r->place == PLACE_RATIONALE &&
	              !has_cue(r, s, CUE_REQUEST) &&
	              (s->voice == VOICE_GUIDELINE || !is_of_the_case(r, s));

	struct recited_figure like = { .quoted = quoting || r->quoting,
		                       .hits = r->hits,
		                       .sentence = s,
		                       .before = before };

	if (s->voice == VOICE_UTILIZATION_REVIEW)
		return;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &r->hits->list.items[s->first_hit + i];
		const struct wording *w;

		if (h->kind != TERM_FACT)
			continue;
		if (r->out->seen == r->most) {
			r->out->cut = true;
			return;
		}
		r->out->seen++;
		w = &r->rules->facts.wordings.items[h->index];
		switch ((enum wording_does)w->does) {
		case WORDING_SAYS:
		case WORDING_NAMES:
		case WORDING_DENIES:
		case WORDING_LACKS:
		case WORDING_VAGUE:
			if (in_a_name(r, s, h))
				break;
			if (h->end > quoted)
				add_recited(r, s, h, w);
			else if (!has_own_result(r, s, h))
				add_told(r, s, h, w);
			break;
		case WORDING_RECITES:
			if (r->place == PLACE_RATIONALE && is_recital(r, s, h))
				add_recital(r, s, h, w);
			break;
		case WORDING_REVERSES:
			like.words = h;
			if (r->place == PLACE_RATIONALE &&
			    is_recital(r, s, h) &&
			    figure_is_norm(&like, r->letter, r->rules))
				add_recital(r, s, h, w);
			break;
		case WORDING_RECITES_ANY:
			if (r->place == PLACE_RATIONALE &&
			    span_empty(r->out->general.at) &&
			    is_recital(r, s, h))
				r->out->general = recital_at(r, s, h);
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
			r->out->other_ground |=
			        r->place == PLACE_RATIONALE && h->end <= quoted;
			break;
		case WORDING_FIGURES:
			like.words = h;
			if (r->place == PLACE_RATIONALE)
				add_figures(r, &like, w);
			break;
		case WORDING_PERSON:
		case WORDING_QUOTES:
			break;
		}
	}
}

void telling_read(struct telling *out, const struct letter *letter,
                  const struct ruleset *rules, enum mention_place place,
                  const struct sentences *sentences, const struct hits *hits,
                  uint32_t most, struct arena *a)
{
	struct teller r = {
		.letter = letter,
		.rules = rules,
		.arena = a,
		.out = out,
		.hits = hits,
		.place = place,
		.most = most,
	};

	for (size_t i = 0; i < sentences->list.len; i++)
		read_sentence(&r, &sentences->list.items[i],
		              i ? &sentences->list.items[i - 1] : NULL);
}
