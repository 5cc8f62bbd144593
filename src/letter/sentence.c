/*
 * sentence.c -- sentences, their confirmed hits and their voices.
 *
 * A full stop ends a sentence when a blank follows and what follows does not
 * go on in lower case, unless an abbreviation or an initial stands before it.
 * "Baclofen 10mg. does not" therefore stays one sentence.
 */
#include "letter/sentence.h"

#include <string.h>

/* Longer ones are cut at a blank: no reviewer writes them, and the work on a
 * sentence grows with the square of its cues. */
#define SENTENCE_BYTES_MAX 4000
/* And anywhere beyond this, where there is no blank for so long. */
#define SENTENCE_BYTES_CUT (2 * SENTENCE_BYTES_MAX)
/* Quotes, brackets and stops behind a full stop: more are looked at anew. */
#define CLOSING_MAX 16
/* "(Ellenbecker et al., 2008a)" */
#define CITED_BYTES_MAX 60

struct splitter {
	const struct letter *letter;
	const struct ruleset *rules;
	struct regex_cache *regexes;
	struct arena *arena;
	struct sentences *sentences;
	struct hits *hits;
	size_t gap;                /* of the letter: the next one */
	struct follow_words words; /* of the sentence, once it is asked for */
	size_t word; /* the first of them behind the hit's start */
	bool words_read;
	bool complete;
};

/* True when the word that ends before `stop` is an abbreviation. */
static bool is_abbreviation(const struct fold *f, const struct texts *known,
                            uint32_t start, uint32_t stop)
{
	uint32_t word = stop;
	struct str text;
	size_t low = 0, high = known->len;

	while (word > start && f->text.ptr[word - 1] != ' ' &&
	       f->text.ptr[word - 1] != '(')
		word--;
	text = fold_text(f, word, stop + 1);
	if (text.len == 2 && is_lower(text.ptr[0]))
		return true; /* an initial */
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = str_cmp(text, known->items[middle]);

		if (!order)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

/* True when a new sentence may begin at `at`. */
static bool may_begin(const struct fold *f, uint32_t at, uint32_t end)
{
	char c;

	while (at < end && str_has_char(STR("\"'(["), f->text.ptr[at]))
		at++;
	if (at >= end)
		return true;
	c = f->source.ptr[f->map[at]];
	return !is_lower(c);
}

/* "Of 2 mg. The request": a word with a capital that opens sentences. */
static bool begins_sentence(const struct fold *f, const struct texts *known,
                            uint32_t at, uint32_t end)
{
	uint32_t word = at;

	while (at < end && is_lower(f->text.ptr[at]))
		at++;
	return at > word && at < end && f->text.ptr[at] == ' ' &&
	       is_upper(f->source.ptr[f->map[word]]) &&
	       texts_have(known, fold_text(f, word, at));
}

/* Letters before a stop without a blank that make a word of them. */
#define WORD_BYTES 3

/* "Was tried.The request": the blank behind the stop at `at` was forgotten. */
static bool lacks_blank(const struct fold *f, uint32_t start, uint32_t at,
                        uint32_t end)
{
	const char *source = f->source.ptr;

	if (at < start + WORD_BYTES || at + 2 >= end)
		return false;
	for (uint32_t i = 1; i <= WORD_BYTES; i++) {
		if (!is_lower(source[f->map[at - i]]))
			return false;
	}
	return is_upper(source[f->map[at + 1]]) &&
	       is_alpha(source[f->map[at + 2]]);
}

bool ends_sentence(const struct fold *f, const struct ruleset *rules,
                   uint32_t start, uint32_t at, uint32_t end)
{
	char c = f->text.ptr[at];
	uint32_t next = at + 1;

	if (c != '.' && c != '?' && c != '!')
		return false;
	while (next < end && next < at + CLOSING_MAX &&
	       str_has_char(STR("\"')].?!"), f->text.ptr[next]))
		next++;
	if (next >= end)
		return true;
	if (f->text.ptr[next] != ' ' &&
	    !(c == '.' && next == at + 1 && lacks_blank(f, start, at, end)))
		return false;
	if (c == '.' &&
	    is_abbreviation(f, &rules->language.abbreviations, start, at))
		return begins_sentence(f, &rules->language.words.begins,
		                       next + 1, end);
	return may_begin(f, next + 1, end);
}

/* "- Pregabalin twice daily" at the begin of a line: the next of a list. A dash
 * in prose has a small letter behind it. */
static bool is_bullet(const struct fold *f, uint32_t at)
{
	static const struct str marks[] = { STR_INIT("- "), STR_INIT("* "),
		                            STR_INIT("\xe2\x80\xa2 ") };
	size_t mark = str_prefix(fold_text(f, at, (uint32_t)f->text.len), marks,
	                         sizeof(marks) / sizeof(*marks));
	uint32_t behind = at + (uint32_t)mark;

	return mark && behind < f->text.len &&
	       (is_upper(f->source.ptr[f->map[behind]]) ||
	        is_digit(f->source.ptr[f->map[behind]]));
}

/* True when a paragraph, or a member of a list, ends before `at`, which grows
 * from call to call. */
static bool ends_paragraph(struct splitter *s, uint32_t at)
{
	const struct fold *f = s->letter->fold;
	const struct fold_gap *g;

	while (s->gap < f->gaps.len && f->gaps.items[s->gap].at < at)
		s->gap++;
	g = &f->gaps.items[s->gap];
	return s->gap < f->gaps.len && g->at == at &&
	       ((g->padded && g->newlines > 1) || is_bullet(f, at));
}

/* A pattern that is confirmed where its sure words stand becomes a hit. */
static bool confirm(struct splitter *s, const struct sentence *in,
                    const struct hit *h, uint32_t pattern, struct hit *out)
{
	const struct pattern *p = &s->rules->patterns.list.items[pattern];
	const struct fold *f = s->letter->fold;
	struct str subject = str_sub(f->text, 0, in->end);
	uint32_t from = h->start;
	struct regex_match match;
	enum regex_result result;

	if (!follow_holds(&p->next, &s->words, s->word, h->end) ||
	    !follow_holds(&p->later, &s->words, s->word, h->end) ||
	    !follow_precedes(&p->before, &s->words, s->word, f->text))
		return false;
	if (p->lookback)
		from = h->start - in->start > p->lookback
		               ? h->start - p->lookback
		               : in->start;
	result = regex_match(s->regexes, pattern, &p->regex, subject, from,
	                     h->start, &match);
	if (result == REGEX_LIMIT)
		s->complete = false;
	if (result != REGEX_YES || match.all.end < h->start)
		return false;
	out->start = match.all.start;
	out->end = match.all.end;
	out->kind = p->kind;
	out->index = p->index;
	out->more = 0;
	if (match.capture[0].end) {
		struct captures *c = VEC_PUSH(s->arena, &s->hits->captures);

		memcpy(c->at, match.capture, sizeof(c->at));
		out->more = (uint32_t)s->hits->captures.len;
	}
	return true;
}

/* Hits of a sentence come by their starts: the place in its words too. */
static void add_patterns(struct splitter *s, const struct sentence *in,
                         const struct hit *h)
{
	const uint32_t *patterns = match_patterns(s->rules->matcher, h);
	const struct follow_sieve *sieves = s->rules->patterns.sieves.items;
	struct follow_sieve ahead;

	if (!s->words_read) {
		follow_words_read(&s->words, s->arena, s->letter->fold->text,
		                  in->start, in->end);
		s->word = 0;
	}
	s->words_read = true;
	while (s->word < s->words.list.len &&
	       s->words.list.items[s->word].at < h->start)
		s->word++;
	ahead = follow_ahead(&s->words, s->word, h->end);
	for (uint32_t i = 0; i < h->more; i++) {
		struct hit confirmed;

		if (follow_may(&sieves[patterns[i]], &ahead) &&
		    confirm(s, in, h, patterns[i], &confirmed))
			*VEC_PUSH(s->arena, &s->hits->list) = confirmed;
	}
}

/* True when x belongs behind y: by place, longer ones first. */
static bool is_behind(const struct hit *x, const struct hit *y)
{
	if (x->start != y->start)
		return x->start > y->start;
	if (x->end != y->end)
		return x->end < y->end;
	if (x->kind != y->kind)
		return x->kind > y->kind;
	return x->index > y->index;
}

/*
 * Hits come nearly in order: a longer one behind the shorter one that begins
 * where it does, a confirmed one where its sure words stood. So every one has
 * only a few places to go.
 */
static void sort_hits(struct hit *hits, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct hit h = hits[i];
		size_t j = i;

		for (; j > 0 && is_behind(&hits[j - 1], &h); j--)
			hits[j] = hits[j - 1];
		hits[j] = h;
	}
}

static bool is_denial(unsigned cue)
{
	return cue_denies(cue) || cue == CUE_NO_NEGATION;
}

/*
 * Words that can mean only one of the two: "not only" is no "not", a longer
 * drug name no shorter one; "not, therefore," denies what follows, and breaks
 * off nothing. A break inside a retold guideline stays a break, and one fact
 * does not hide another.
 */
static bool excludes(const struct hit *longer, const struct hit *inner)
{
	if (longer->kind != inner->kind)
		return false;
	if (longer->index == inner->index)
		return true;
	if (inner->kind == TERM_CUE)
		return is_denial(longer->index) &&
		       (is_denial(inner->index) || inner->index == CUE_BREAK);
	return inner->kind != TERM_FACT;
}

/* Leaves out hits that lie inside a longer hit that excludes them. */
static void drop_inner(struct hits *hits, size_t from)
{
	size_t kept = from;
	uint32_t reach = 0; /* the farthest end of those kept */

	for (size_t i = from; i < hits->list.len; i++) {
		struct hit h = hits->list.items[i];
		bool inside = false;

		for (size_t j = kept; j > from && reach >= h.end && !inside;
		     j--) {
			const struct hit *k = &hits->list.items[j - 1];

			if (k->start + SENTENCE_BYTES_MAX < h.start)
				break;
			inside = k->start <= h.start && k->end >= h.end &&
			         excludes(k, &h) &&
			         (k->end - k->start > h.end - h.start ||
			          k->index == h.index);
		}
		if (inside)
			continue;
		hits->list.items[kept++] = h;
		reach = reach > h.end ? reach : h.end;
	}
	hits->list.len = kept;
}

/* "300 feet": no part of the body. */
static bool is_length(const struct fold *f, const struct hit *h)
{
	struct str word = fold_text(f, h->start, h->end);

	return h->kind == TERM_PART && h->start > 1 &&
	       is_digit(f->text.ptr[h->start - 2]) &&
	       (str_eq(word, STR("feet")) || str_eq(word, STR("foot")));
}

static void add_hits(struct splitter *s, struct sentence *in)
{
	const struct hits *all = &s->letter->hits;
	size_t from = s->hits->list.len;

	s->words_read = false;
	for (size_t i = hits_from(all, in->start);
	     i < all->list.len && all->list.items[i].start < in->end; i++) {
		const struct hit *h = &all->list.items[i];

		if (h->end > in->end || is_length(s->letter->fold, h))
			continue;
		if (h->kind == TERM_PATTERN)
			add_patterns(s, in, h);
		else
			*VEC_PUSH(s->arena, &s->hits->list) = *h;
	}
	if (s->hits->list.len > from)
		sort_hits(s->hits->list.items + from, s->hits->list.len - from);
	drop_inner(s->hits, from);
	in->first_hit = (uint32_t)from;
	in->n_hits = (uint32_t)(s->hits->list.len - from);
}

/*
 * Where the source of a quotation ends that begins at `at`, in the way of the
 * literature ("(Li, 2005)", "(Van Dam, 1997a)"); `at` when none does. Names in
 * capitals only may be reports: "(MRI, 2015)".
 */
static uint32_t behind_source(const struct fold *f, uint32_t at, uint32_t end)
{
	struct str words = fold_text(f, at, end);
	size_t comma, close;
	const char *second;

	if (!str_starts(words, STR("(")) || words.len < 3)
		return at;
	words = str_sub(words, 0, CITED_BYTES_MAX);
	close = str_find_char(words, 0, ')');
	comma = str_find(words, 0, STR(", "));
	if (close >= words.len || comma >= close || close - comma < 6 ||
	    close - comma > 7)
		return at;
	second = f->source.ptr + f->map[at + 2];
	if (!is_upper(f->source.ptr[f->map[at + 1]]) || is_upper(*second))
		return at;
	for (size_t i = 1; i < comma; i++) {
		if (!is_alpha(words.ptr[i]) &&
		    !str_has_char(STR(" -.&'"), words.ptr[i]))
			return at;
	}
	for (size_t i = comma + 2; i < comma + 6; i++) {
		if (!is_digit(words.ptr[i]))
			return at;
	}
	return at + (uint32_t)close + 1;
}

/* "... in CRPS. (Li, 2005) (Fritz, 2007)": they belong to what they are of. */
static uint32_t behind_sources(const struct fold *f, uint32_t stop,
                               uint32_t end)
{
	uint32_t next = stop;

	while (next < end && f->text.ptr[next] == ' ') {
		next = behind_source(f, stop + 1, end);
		if (next == stop + 1)
			break;
		stop = next;
	}
	return stop;
}

/* True when a quotation's source ends the sentence, before its stop or not. */
static bool ends_with_source(const struct fold *f, const struct sentence *s)
{
	uint32_t at = s->end;

	if (at > s->start && f->text.ptr[at - 1] == '.')
		at--;
	if (at == s->start || f->text.ptr[at - 1] != ')')
		return false;
	while (at > s->start && f->text.ptr[at - 1] != '(')
		at--;
	return at > s->start && behind_source(f, at - 1, s->end) + 1 >= s->end;
}

static void add_sentence(struct splitter *s, uint32_t start, uint32_t end)
{
	const struct fold *f = s->letter->fold;
	struct sentence *one;

	while (start < end && f->text.ptr[start] == ' ')
		start++;
	while (end > start && f->text.ptr[end - 1] == ' ')
		end--;
	if (start == end)
		return;
	one = VEC_PUSH(s->arena, &s->sentences->list);
	one->start = start;
	one->end = end;
	one->sourced = ends_with_source(f, one);
	add_hits(s, one);
}

/* False inside a character of several bytes. */
static bool is_whole(const struct fold *f, uint32_t at)
{
	return ((unsigned char)f->text.ptr[at] & 0xc0) != 0x80;
}

bool sentences_read(const struct letter *l, struct span where,
                    const struct ruleset *rules, struct regex_cache *regexes,
                    struct arena *a, struct sentences *out, struct hits *hits)
{
	struct splitter s = { .letter = l,
		              .rules = rules,
		              .regexes = regexes,
		              .arena = a,
		              .sentences = out,
		              .hits = hits,
		              .complete = true };
	const struct fold *f = l->fold;
	uint32_t start = fold_offset(f, where.start);
	uint32_t end = fold_offset(f, where.end);

	s.gap = fold_gaps_from(f, start);
	for (uint32_t at = start; at < end; at++) {
		uint32_t stop = at + 1;

		if (at - start > SENTENCE_BYTES_CUT && is_whole(f, at)) {
			add_sentence(&s, start, at);
			start = at;
		}
		/* Blanks and all that ends sentences come before letters. */
		if (f->text.ptr[at] > '?')
			continue;
		if (f->text.ptr[at] == ' ' && at > start &&
		    ends_paragraph(&s, stop)) {
			add_sentence(&s, start, at);
			start = stop;
			continue;
		}
		if (f->text.ptr[at] == ' ' && at - start > SENTENCE_BYTES_MAX) {
			add_sentence(&s, start, at);
			start = stop;
			continue;
		}
		if (!ends_sentence(f, rules, start, at, end))
			continue;
		while (stop < end &&
		       str_has_char(STR("\"')].?!"), f->text.ptr[stop]))
			stop++;
		stop = behind_sources(f, stop, end);
		add_sentence(&s, start, stop);
		start = stop;
		at = stop - 1;
	}
	add_sentence(&s, start, end);
	return s.complete;
}

const struct hit *sentence_cue(const struct hits *hits,
                               const struct sentence *s, enum cue cue,
                               uint32_t from)
{
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];

		if (h->start >= from && hit_is_cue(h, cue))
			return h;
	}
	return NULL;
}

struct str sentence_before_relative(struct str text)
{
	return str_sub(text, 0, str_find(text, 0, STR(", which ")));
}

/* -- voices */

/* The cue that says who speaks; the first one that does decides. */
static enum voice voice_of_cue(unsigned cue)
{
	switch (cue) {
	case CUE_GUIDELINE_SAYS:
		return VOICE_GUIDELINE;
	case CUE_REVIEW_SAYS:
		return VOICE_UTILIZATION_REVIEW;
	case CUE_RECORD_SAYS:
	case CUE_PROVIDER_SAYS:
		return VOICE_RECORD;
	case CUE_PATIENT_SAYS:
		return VOICE_PATIENT;
	case CUE_REVIEWER_SAYS:
		return VOICE_REVIEWER;
	default:
		return VOICE_UNKNOWN;
	}
}

void sentences_voice(struct sentences *sentences, const struct hits *hits,
                     enum voice usual)
{
	for (size_t i = 0; i < sentences->list.len; i++) {
		struct sentence *s = &sentences->list.items[i];

		s->voice = (uint8_t)(s->sourced ? VOICE_GUIDELINE : usual);
		if (s->sourced)
			continue;
		for (uint32_t j = 0; j < s->n_hits; j++) {
			const struct hit *h =
			        &hits->list.items[s->first_hit + j];
			enum voice voice;

			if (h->kind != TERM_CUE)
				continue;
			voice = voice_of_cue(h->index);
			if (voice != VOICE_UNKNOWN) {
				s->voice = (uint8_t)voice;
				break;
			}
		}
	}
}
