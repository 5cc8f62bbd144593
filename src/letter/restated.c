/*
 * restated.c -- where a rationale says again what is asked for.
 *
 * A restatement begins behind a cue ("the request for", "the requested") or,
 * in a sentence that concludes without one, where its clause begins; it ends
 * at the verb, at a break, or where something else than the request is told
 * ("after", "exceeds"). What stands there is read by the code that reads
 * headings, so that both are understood alike.
 */
#include "letter/restated.h"

#include "letter/request.h"

/* Longer ones hold more than the request. */
#define RESTATED_BYTES_MAX 400

struct reader {
	const struct letter *letter;
	const struct decision *decision;
	const struct ruleset *rules;
	struct arena *arena;
	struct restatements *out;
};

static const struct hit *nth(const struct hits *hits, const struct sentence *s,
                             uint32_t i)
{
	return &hits->list.items[s->first_hit + i];
}

/* A cue of the kind before `at`, with no break in between. */
static bool speaks(const struct hits *hits, const struct sentence *s,
                   uint32_t at, enum cue cue)
{
	bool speaking = false;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = nth(hits, s, i);

		if (h->end > at)
			continue;
		if (hit_is_cue(h, cue))
			speaking = true;
		else if (hit_is_cue(h, CUE_BREAK))
			speaking = false;
	}
	return speaking;
}

bool guideline_speaks(const struct hits *hits, const struct sentence *s,
                      uint32_t at)
{
	return speaks(hits, s, at, CUE_GUIDELINE_SAYS);
}

bool review_speaks(const struct hits *hits, const struct sentence *s,
                   uint32_t at)
{
	return speaks(hits, s, at, CUE_REVIEW_SAYS);
}

static bool ends_restated(const struct hit *h)
{
	static const enum cue ends[] = {
		CUE_BREAK,        CUE_RESTATED_END,
		CUE_RESTATES,     CUE_NEEDS,
		CUE_NEGATION,     CUE_NEAR_NEGATION,
		CUE_UNDOCUMENTED, CUE_UNDOCUMENTED_BEFORE,
		CUE_REASON,       CUE_CONCESSION,
		CUE_HYPOTHETICAL, CUE_GUIDELINE_SAYS,
		CUE_RECORD_SAYS,  CUE_REVIEW_SAYS,
		CUE_PATIENT_SAYS,
	};

	if (h->kind == TERM_CONCLUSION)
		return true;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		if (hit_is_cue(h, ends[i]))
			return true;
	}
	return false;
}

static uint32_t end_of(const struct reader *r, const struct sentence *s,
                       uint32_t start)
{
	const struct hits *hits = &r->decision->hits;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = nth(hits, s, i);

		if (h->start >= start && ends_restated(h))
			return h->start;
	}
	return s->end;
}

size_t first_statement(const struct decision *d, uint32_t at)
{
	size_t low = 0, high = d->statements.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (d->statements.items[middle].sentence.start < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* A statement of the item stands in the sentence and ends behind `at`. */
static bool concludes(const struct reader *r, const struct sentence *s,
                      uint32_t at)
{
	const struct decision *d = r->decision;
	const struct fold *f = r->letter->fold;
	uint32_t start = fold_source(f, s->start, s->end).start;

	for (size_t i = first_statement(d, start); i < d->statements.len; i++) {
		const struct statement *st = &d->statements.items[i];

		if (st->sentence.start != start)
			return false;
		if (st->firm && st->at.end > f->map[at])
			return true;
	}
	return false;
}

/* Of a portion, before `end`. */
static bool tells_portion(const struct reader *r, const struct sentence *s,
                          uint32_t end)
{
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = nth(&r->decision->hits, s, i);

		if (h->start < end && hit_is_cue(h, CUE_PORTION))
			return true;
	}
	return false;
}

/* How a restatement is told apart from the words around it. */
enum told_by {
	TOLD_BEHIND, /* a cue: "the request for" */
	TOLD_BEFORE, /* a cue: "are requested" */
	TOLD_NEED,   /* behind "the need for" */
	TOLD_SUBJECT /* of a verdict */
};

/* False when there are no words. */
static bool add(struct reader *r, const struct sentence *s, uint32_t start,
                uint32_t end, enum told_by by)
{
	const struct fold *f = r->letter->fold;
	struct restated *one;

	while (start < end && f->text.ptr[start] == ' ')
		start++;
	while (end > start && str_has_char(STR(" ,"), f->text.ptr[end - 1]))
		end--;
	if (start == end)
		return false;
	if (end - start > RESTATED_BYTES_MAX)
		return true;
	if (r->out->list.len == RESTATEMENTS_MAX) {
		r->out->cut = true;
		return true;
	}
	one = VEC_PUSH(r->arena, &r->out->list);
	one->sentence = s;
	one->folded = (struct span){ start, end };
	one->at = fold_source(f, start, end);
	one->concluding = concludes(r, s, end);
	/* "Ten are requested, twice the initial trial" */
	one->elsewhere = tells_portion(r, s, by == TOLD_BEFORE ? end : s->end);
	one->asked = by == TOLD_BEFORE;
	one->loosely = by == TOLD_NEED && !one->concluding;
	request_read_words(r->letter, r->rules, r->arena, one->folded,
	                   &one->request);
	return true;
}

static bool retold(const struct reader *r, const struct sentence *s,
                   uint32_t at)
{
	return guideline_speaks(&r->decision->hits, s, at) ||
	       review_speaks(&r->decision->hits, s, at);
}

/* Everything behind a cue; true when there was something, and not only "the
 * patches requested". */
static bool behind_cues(struct reader *r, const struct sentence *s)
{
	const struct hits *hits = &r->decision->hits;
	bool any = false;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = nth(hits, s, i);

		if (!hit_is_cue(h, CUE_RESTATES) && !hit_is_cue(h, CUE_NEEDS))
			continue;
		if (retold(r, s, h->start)) {
			any = true;
			continue;
		}
		any |= add(r, s, h->end, end_of(r, s, h->end),
		           hit_is_cue(h, CUE_NEEDS) ? TOLD_NEED : TOLD_BEHIND);
	}
	return any;
}

/* Words before "requested" that may belong to what is. */
#define BEFORE_WORDS 12

/* Where what is asked for begins that ends at `end`: behind the last verb,
 * break or comma. */
static uint32_t start_before(const struct reader *r, const struct sentence *s,
                             uint32_t end)
{
	const struct hits *hits = &r->decision->hits;
	const struct fold *f = r->letter->fold;
	uint32_t start = s->start, at = end;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = nth(hits, s, i);

		if (h->end <= end && h->end > start && ends_restated(h))
			start = h->end;
	}
	for (unsigned words = 0; at > start && words <= BEFORE_WORDS; at--) {
		if (f->text.ptr[at - 1] == ',')
			return at;
		words += f->text.ptr[at - 1] == ' ';
	}
	return at;
}

/* "The ten visits requested are", "a 21 day rental is asked for": everything
 * before such a word. */
static void before_cues(struct reader *r, const struct sentence *s)
{
	const struct hits *hits = &r->decision->hits;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = nth(hits, s, i);

		if (hit_is_cue(h, CUE_RESTATED_BEFORE) &&
		    !retold(r, s, h->start))
			add(r, s, start_before(r, s, h->start), h->end,
			    TOLD_BEFORE);
	}
}

/* Behind the last comma of a stretch; its start when there is none. */
static uint32_t behind_comma(const struct fold *f, uint32_t start, uint32_t end)
{
	for (uint32_t i = end; i > start + 1; i--) {
		if (f->text.ptr[i - 1] == ' ' && f->text.ptr[i - 2] == ',')
			return i;
	}
	return start;
}

/* Behind the last comma of a clause that begins with "based on", or without
 * one behind what it is based on: "based on the records the brace". */
static uint32_t behind_opener(const struct reader *r, const struct sentence *s,
                              uint32_t start, uint32_t end)
{
	const struct fold *f = r->letter->fold;
	uint32_t behind = behind_comma(f, start, end);

	for (uint32_t i = 0; i < s->n_hits && behind == start; i++) {
		const struct hit *h = nth(&r->decision->hits, s, i);

		if (hit_is_cue(h, CUE_REVIEWER_SAYS) && h->start == start &&
		    h->end < end)
			return h->end;
		/* "Without therapy the request cannot be approved" */
		if (hit_is_cue(h, CUE_REQUEST) && h->start > start &&
		    h->end <= end)
			return h->start;
	}
	return behind;
}

/* "For Norco 5/325mg #90 there is no benefit, and the request is not
 * necessary": the drug that a sentence with a verdict begins with. */
static void topic_of(struct reader *r, const struct sentence *s)
{
	const struct fold *f = r->letter->fold;
	const struct texts *topics = &r->rules->language.words.topics;
	uint32_t end = end_of(r, s, s->start), comma;
	struct request request = { 0 };
	struct span words;

	if (!texts_begin(topics, fold_text(f, s->start, s->end)) ||
	    retold(r, s, s->start))
		return;
	words = (struct span){ s->start, end };
	comma = s->start +
	        (uint32_t)str_find(fold_text(f, s->start, end), 0, STR(", "));
	words.end = comma < end ? comma : end;
	request_read_words(r->letter, r->rules, r->arena, words, &request);
	if (requests_share_drug(&request, &r->decision->request))
		add(r, s, words.start, words.end, TOLD_SUBJECT);
}

/* The verdict's subject: from where its clause begins. */
static void subject_of(struct reader *r, const struct sentence *s,
                       const struct hit *verdict)
{
	const struct hits *hits = &r->decision->hits;
	const struct fold *f = r->letter->fold;
	const struct sentence_words *words = &r->rules->language.words;
	uint32_t start = s->start, end, comma;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = nth(hits, s, i);

		/* "X is therefore necessary" opens no clause. */
		if (hit_is_cue(h, CUE_BREAK) && h->end <= verdict->start &&
		    !texts_end(&words->verbs,
		               str_trim_chars(fold_text(f, start, h->start),
		                              STR(" ,"))))
			start = h->end;
	}
	while (start < verdict->start &&
	       str_has_char(STR(" ,"), f->text.ptr[start]))
		start++;
	if (texts_begin(&words->openers, fold_text(f, start, verdict->start)))
		start = behind_opener(r, s, start, verdict->start);
	if (retold(r, s, start))
		return;
	end = end_of(r, s, start);
	/* "The criteria not having been met, the injection is not necessary" */
	comma = end < verdict->start ? behind_comma(f, end, verdict->start)
	                             : end;
	if (comma > end) {
		start = comma;
		end = end_of(r, s, start);
	}
	add(r, s, start, end < verdict->start ? end : verdict->start,
	    TOLD_SUBJECT);
}

static const struct hit *verdict_of(const struct reader *r,
                                    const struct sentence *s)
{
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = nth(&r->decision->hits, s, i);

		if (h->kind == TERM_CONCLUSION && concludes(r, s, h->end - 1))
			return h;
	}
	return NULL;
}

void restated_read(const struct letter *l, const struct decision *d,
                   const struct ruleset *rules, struct arena *a,
                   struct restatements *out)
{
	struct reader r = { .letter = l,
		            .decision = d,
		            .rules = rules,
		            .arena = a,
		            .out = out };

	for (size_t i = 0; i < d->sentences.list.len; i++) {
		const struct sentence *s = &d->sentences.list.items[i];
		const struct hit *verdict;

		before_cues(&r, s);
		verdict = verdict_of(&r, s);
		if (verdict)
			topic_of(&r, s);
		if (behind_cues(&r, s))
			continue;
		if (verdict)
			subject_of(&r, s, verdict);
	}
}
