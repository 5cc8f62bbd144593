/*
 * result.c -- what a text tells of the results of studies.
 *
 * "Normal" belongs to the study next to it, with nothing but small words, dates
 * and parts of the body between: before it ("a normal lumbar MRI") or behind it
 * ("x-rays of the wrist dated 3/4/2016 were normal"). A finding belongs to the
 * last study named before it, behind a word that shows it ("revealed").
 */
#include "letter/result.h"

#include "letter/polarity.h"
#include "text/stretch.h"

/* Words between a study and its result. */
#define LINKS_MAX 14
/* Bytes before and behind a study in which its result stands. */
#define NEAR_BYTES 400u
/* More studies of a text are not looked at. */
#define STUDIES_MAX 64u

struct reader {
	const struct letter *letter;
	const struct ruleset *rules;
	const struct result_rules *words;
	const struct hits *hits;
	const struct sentence *s;
	struct stretch in; /* the sentence */
	uint32_t near;     /* its first hit that is near the study */
	struct arena *a;
	struct results *out;
};

static const struct hit *hit_of(const struct reader *r, uint32_t i)
{
	return &r->hits->list.items[r->s->first_hit + i];
}

/* True when a hit of the kind covers the word that begins at a place; its end
 * then is in *end. */
static bool covered(const struct reader *r, uint32_t at, enum term_kind kind,
                    uint32_t *end)
{
	for (uint32_t i = r->near; i < r->s->n_hits; i++) {
		const struct hit *h = hit_of(r, i);

		if (h->start > at)
			break;
		if (h->kind == kind && h->end > at) {
			*end = h->end;
			return true;
		}
	}
	return false;
}

/* True when nothing but small words, dates and parts stands in [from, to). */
static bool is_linked(const struct reader *r, uint32_t from, uint32_t to)
{
	for (unsigned n = 0; n < LINKS_MAX; n++) {
		uint32_t end;

		from = stretch_skip(&r->in, from, STR(" ,()-/:="));
		if (from >= to)
			return true;
		end = stretch_word_end(&r->in, from);
		if (end == from)
			return false;
		if (covered(r, from, TERM_PART, &end) ||
		    covered(r, from, TERM_STUDY, &end) ||
		    is_digit(stretch_char(&r->in, from)) ||
		    texts_have(&r->words->links,
		               stretch_text(&r->in, from, end)) ||
		    date_month(stretch_text(&r->in, from, end))) {
			from = end;
			continue;
		}
		return false;
	}
	return false;
}

/* Words before a test by which it is called: "positive Apley's grind test". */
#define NAME_WORDS 3

/* "A normal lumbar MRI": nothing but a part of the body is between, or the name
 * of the test. */
static bool is_before(const struct reader *r, uint32_t from,
                      const struct hit *study)
{
	uint32_t end, to = study->start;
	unsigned words = 0;

	if (r->words->studies.items[study->index].named) {
		for (uint32_t at = from; at < to; at++) {
			char c = stretch_char(&r->in, at);

			if (str_has_char(STR(",.;:()"), c))
				return false;
			words += c == ' ';
		}
		return words <= NAME_WORDS + 1;
	}
	from = stretch_skip(&r->in, from, STR(" "));
	while (from < to && covered(r, from, TERM_PART, &end))
		from = stretch_skip(&r->in, end, STR(" "));
	return from >= to;
}

/* "The alignment on MRI was normal" is not of all of it. */
static bool is_subject(const struct reader *r, uint32_t study)
{
	uint32_t end = stretch_skip_back(&r->in, study, STR(" "));
	uint32_t at = stretch_word_start(&r->in, end);

	while (at > r->in.start &&
	       (covered(r, at, TERM_PART, &end) ||
	        texts_have(&r->words->articles,
	                   stretch_text(&r->in, at, end)))) {
		end = stretch_skip_back(&r->in, at, STR(" "));
		if (stretch_word_start(&r->in, end) == at)
			return true; /* a mark: "(neck) MRI" */
		at = stretch_word_start(&r->in, end);
	}
	return !texts_have(&r->words->within, stretch_text(&r->in, at, end));
}

/* "Negative for fracture", "normal except": less than the whole. */
static bool is_whole(const struct reader *r, uint32_t end)
{
	uint32_t at = stretch_skip(&r->in, end, STR(" "));
	uint32_t word = stretch_word_end(&r->in, at);

	return word == at ||
	       texts_have(&r->words->ends, stretch_text(&r->in, at, word));
}

static bool is_denied(const struct reader *r, const struct hit *h)
{
	return polarity_read(r->letter->fold, r->hits, r->s, h->start, h->end,
	                     NULL, NULL) == POLARITY_NEGATED;
}

static bool is_affirmed(const struct reader *r, const struct hit *h)
{
	return polarity_read(r->letter->fold, r->hits, r->s, h->start, h->end,
	                     NULL, NULL) == POLARITY_AFFIRMED;
}

/* The name of a test ("McMurray's"), or the word before "test"; without the
 * "'s" of names. Empty: there is none that names. */
static struct str name_of(const struct reader *r, const struct hit *study)
{
	uint32_t end = stretch_skip_back(&r->in, study->start, STR(" "));
	uint32_t at = end;
	struct str name = stretch_text(&r->in, study->start, study->end);

	if (!texts_have(&r->words->tests, name))
		return str_ends(name, STR("'s"))
		               ? str_sub(name, 0, name.len - 2)
		               : name;
	while (at > r->in.start && (is_alpha(stretch_char(&r->in, at - 1)) ||
	                            stretch_char(&r->in, at - 1) == '\''))
		at--;
	name = stretch_text(&r->in, at, end);
	if (str_ends(name, STR("'s")))
		name.len -= 2;
	if (texts_have(&r->words->unnamed, name))
		name.len = 0;
	return name;
}

static void add(struct reader *r, const struct hit *study, uint32_t end,
                enum result_says says, struct str word, uint32_t fact)
{
	bool named = r->words->studies.items[study->index].named;
	struct str name = named ? name_of(r, study) : (struct str){ 0 };
	struct result *result;

	if (named && !name.len)
		return;
	result = VEC_PUSH(r->a, &r->out->list);
	result->name = name;
	result->word = word;
	result->fact = fact;
	result->study = study->index;
	result->says = (uint8_t)says;
	result->start = study->start;
	result->end = end;
	result->sentence = r->s;
}

static bool has_kind(const struct reader *r, const struct fact_list *facts,
                     uint32_t fact)
{
	for (size_t i = 0; i < facts->list.len; i++) {
		if (fact_is_kind(&r->rules->facts, fact, facts->list.items[i]))
			return true;
	}
	return false;
}

/* Whether a word that calls a study normal, or negative, is said of all of it.
 */
static bool is_said_of(const struct reader *r, const struct hit *study,
                       const struct hit *word)
{
	if (word->end <= study->start)
		return is_before(r, word->end, study);
	return is_linked(r, study->end, word->start) &&
	       is_subject(r, study->start) &&
	       (word->index >= RESULT_WORDS || is_whole(r, word->end));
}

/* A word for a result, and the study it may belong to. */
static void read_word(struct reader *r, const struct hit *study,
                      const struct hit *word, bool shown)
{
	bool before = word->end <= study->start;
	uint32_t end = before ? study->end : word->end;
	bool own = word->index >= RESULT_WORDS && shown && !before;
	struct str text = fold_text(r->letter->fold, word->start, word->end);
	struct str none = { 0 };

	switch (result_word(word->index, study->index)) {
	case RESULT_NORMAL:
		if (is_said_of(r, study, word) && is_affirmed(r, word))
			add(r, study, end, RESULT_IS_NORMAL, none, 0);
		break;
	case RESULT_NEGATIVE:
		if (is_said_of(r, study, word))
			add(r, study, end, RESULT_IS_NEGATIVE, none, 0);
		break;
	case RESULT_ABNORMAL:
		if (own && is_denied(r, word))
			add(r, study, end, RESULT_IS_WITHOUT, text, 0);
		else if ((own ||
		          (before ? is_before(r, word->end, study)
		                  : is_linked(r, study->end, word->start))) &&
		         is_affirmed(r, word))
			add(r, study, end, RESULT_IS_ABNORMAL, text, 0);
		break;
	case RESULT_SHOWS:
	case RESULT_WORDS:
		break;
	}
}

static void read_fact(struct reader *r, const struct hit *study,
                      const struct hit *h)
{
	const struct wording *w = &r->rules->facts.wordings.items[h->index];

	if (w->does != WORDING_SAYS ||
	    !has_kind(r, &r->words->studies.items[study->index].shows, w->of) ||
	    !is_affirmed(r, h))
		return;
	add(r, study, h->end,
	    has_kind(r, &r->words->wear, w->of) ? RESULT_IS_WEAR
	                                        : RESULT_IS_ABNORMAL,
	    (struct str){ 0 }, w->of + 1);
}

/* "Was inconsistent in May, and that of June was consistent" */
static void mark_mixed(struct reader *r, size_t first, bool clean, bool found)
{
	for (size_t i = first; i < r->out->list.len; i++) {
		struct result *result = &r->out->list.items[i];

		result->mixed |= result_is_clean(result) ? found : clean;
	}
}

/* What stands between a study and the next one, or a break, is of it. */
static void read_study(struct reader *r, uint32_t which)
{
	const struct hit *study = hit_of(r, which);
	size_t first = r->out->list.len;
	bool shown = false, clean = false, found = false;

	while (hit_of(r, r->near)->start + NEAR_BYTES < study->start)
		r->near++;
	for (uint32_t i = r->near; i < which; i++) {
		const struct hit *h = hit_of(r, i);

		if (h->kind == TERM_RESULT && h->end <= study->start)
			read_word(r, study, h, false);
	}
	for (uint32_t i = which + 1; i < r->s->n_hits; i++) {
		const struct hit *h = hit_of(r, i);
		enum result_word word;

		if (h->start < study->end)
			continue;
		if (h->start > study->end + NEAR_BYTES)
			break;
		if ((h->kind == TERM_STUDY && h->start > study->end &&
		     !is_linked(r, study->end, h->start)) ||
		    (hit_is_cue(h, CUE_BREAK) && shown))
			break;
		if (h->kind == TERM_FACT && shown)
			read_fact(r, study, h);
		if (h->kind != TERM_RESULT)
			continue;
		read_word(r, study, h, shown);
		word = result_word(h->index, study->index);
		shown |= word == RESULT_SHOWS;
		clean |= word == RESULT_NORMAL || word == RESULT_NEGATIVE;
		found |= word == RESULT_ABNORMAL;
	}
	mark_mixed(r, first, clean, found);
}

void results_read(struct results *out, const struct letter *letter,
                  const struct ruleset *rules, struct arena *a,
                  const struct sentences *sentences, const struct hits *hits)
{
	struct reader r = { .letter = letter,
		            .rules = rules,
		            .words = &rules->results,
		            .hits = hits,
		            .a = a,
		            .out = out };
	unsigned studies = 0;

	for (size_t i = 0; i < sentences->list.len; i++) {
		const struct sentence *s = &sentences->list.items[i];

		if (s->voice == VOICE_GUIDELINE ||
		    s->voice == VOICE_UTILIZATION_REVIEW)
			continue;
		r.s = s;
		r.in = (struct stretch){ letter->fold, s->start, s->end };
		r.near = 0;
		for (uint32_t j = 0; j < s->n_hits; j++) {
			if (hit_of(&r, j)->kind == TERM_STUDY &&
			    studies++ < STUDIES_MAX)
				read_study(&r, j);
		}
	}
}
