/*
 * polarity.c -- negation, documentation and doubt, after NegEx and ConText.
 *
 * A cue before the words reaches them when no break stands in between and not
 * more than SCOPE_WORDS words; an "or" hands it on. A cue after them the same.
 * A negation inside "not only" and the like is none: the longer cue takes its
 * place.
 */
#include "letter/polarity.h"

#include "letter/sentence.h"

/* ConText lets a scope run to the end of the sentence; the sentences of
 * reviewers are long, and past a dozen words a cue has another object. */
#define SCOPE_WORDS        14
#define SCOPE_WORDS_BEFORE 10
/* Past which "unable to" has another object. */
#define NEAR_WORDS 6

static bool is_break(const struct hit *h)
{
	return hit_is_cue(h, CUE_BREAK);
}

static const struct hit *hit_at(const struct hits *hits,
                                const struct sentence *s, uint32_t i)
{
	return &hits->list.items[s->first_hit + i];
}

/* Folded offset behind the last break before `start`. */
static uint32_t break_before(const struct hits *hits, const struct sentence *s,
                             uint32_t start)
{
	uint32_t at = s->start;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = hit_at(hits, s, i);

		if (h->start >= start)
			break;
		/* "And pain was": what is told may begin inside it. */
		if (is_break(h) && h->start > s->start)
			at = h->start;
	}
	return at;
}

static uint32_t break_after(const struct hits *hits, const struct sentence *s,
                            uint32_t end)
{
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = hit_at(hits, s, i);

		if (h->start >= end && is_break(h))
			return h->start;
	}
	return s->end;
}

/* True when [h) lies inside a hit that is no negation at all. */
static bool is_cancelled(const struct hits *hits, const struct sentence *s,
                         const struct hit *h)
{
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *other = hit_at(hits, s, i);

		if (other->start > h->start)
			return false;
		if (other->kind == TERM_CUE &&
		    other->index == CUE_NO_NEGATION &&
		    other->start <= h->start && other->end >= h->end)
			return true;
	}
	return false;
}

/* "(constipation, no sedation), urine tests": the bracket closes in between. */
static bool leaves_bracket(const struct fold *f, uint32_t from, uint32_t to)
{
	int depth = 0;

	for (uint32_t at = from; at < to && depth >= 0; at++)
		depth += (f->text.ptr[at] == '(') - (f->text.ptr[at] == ')');
	return depth < 0;
}

/* "Four months rather than six, a depressive disorder" */
static bool leaves_comparison(const struct fold *f, const struct hit *h,
                              uint32_t start)
{
	return h->index == CUE_EXCLUSION &&
	       str_eq(fold_text(f, h->start, h->end), STR("rather than")) &&
	       str_has_char(fold_text(f, h->end, start), ',');
}

#define N(array) (sizeof(array) / sizeof(*(array)))

static bool has_any(struct str text, const struct str *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_find(text, 0, words[i]) < text.len)
			return true;
	}
	return false;
}

/* "No lasting effect, gabapentin (stopped for edema) and nortriptyline": a list
 * of which a member is told to have been stopped is none of what is denied. */
static bool leaves_told_member(const struct fold *f, const struct hits *hits,
                               const struct sentence *s, const struct hit *h,
                               uint32_t start)
{
	struct str reached = fold_text(f, h->end, s->end);
	uint32_t comma = h->end + (uint32_t)str_find_char(reached, 0, ',');

	if (comma >= start)
		return false;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *told = hit_at(hits, s, i);

		if (told->start > comma && hit_is_cue(told, CUE_TOLD) &&
		    f->text.ptr[told->start - 1] == '(')
			return true;
	}
	return false;
}

/* "Did not document (physical exam, testing) a deficit": where it was looked
 * for, not what was. */
static bool stands_in_aside(const struct fold *f, const struct hit *h,
                            uint32_t start)
{
	struct str between = fold_text(f, h->end, start);

	return h->index == CUE_UNDOCUMENTED &&
	       str_starts(str_trim(between), STR("(")) &&
	       !str_has_char(between, ')');
}

/* "He is not able to drive" said of "not able to drive": the denial that
 * reaches into the words is one of their own. */
static bool is_of_the_words(const struct fold *f, const struct hit *h,
                            uint32_t start, uint32_t end)
{
	static const struct str denials[] = { STR_INIT("not "), STR_INIT("no "),
		                              STR_INIT("never ") };

	return h->end > start &&
	       str_prefix(fold_text(f, start, end), denials, N(denials));
}

/* "No sedation, an agreement, a urine screen": the members of a list behind a
 * bare "no" or "without" have no article; one that has is a thing that there
 * is. So is what the patient then "had": "no cough, had a clear chest". */
static bool ends_before_article(const struct fold *f, const struct hit *h,
                                uint32_t start)
{
	static const struct str begins[] = {
		STR_INIT(", a "),     STR_INIT(", an "),
		STR_INIT(", had a "), STR_INIT(", had an "),
		STR_INIT(", has a "), STR_INIT(", has an "),
		STR_INIT(" and a "),  STR_INIT(" and an "),
	};
	static const struct str bare[] = { STR_INIT("no"), STR_INIT("without"),
		                           STR_INIT("absence of") };
	struct str cue = fold_text(f, h->start, h->end);
	struct str first = str_trim(fold_text(f, h->end, start));

	for (size_t i = 0; i < N(bare); i++) {
		if (str_eq(cue, bare[i]))
			return !str_starts(first, STR("a ")) &&
			       !str_starts(first, STR("an ")) &&
			       has_any(fold_text(f, h->end, start), begins,
			               N(begins));
	}
	return false;
}

/* "An absent reflex, decreased sensation": only the next thing is absent. */
static bool ends_behind_absent(const struct fold *f, const struct hit *h,
                               uint32_t start)
{
	return str_eq(fold_text(f, h->start, h->end), STR("absent")) &&
	       str_has_char(fold_text(f, h->end, start), ',');
}

/* Where the next "or" or "and/or" begins. */
static size_t next_or(struct str text, size_t at)
{
	size_t plain = str_find(text, at, STR(" or "));
	size_t both = str_find(text, at, STR("/or "));

	return plain < both ? plain : both;
}

/* "No sign that he had ... or that he takes ...": each "or" begins anew, and
 * each "and/or". */
static bool in_scope(const struct fold *f, uint32_t from, uint32_t start)
{
	while (fold_words_between(f, from, start) > SCOPE_WORDS) {
		struct str rest = fold_text(f, from, start);
		size_t at = 0, last = 0;

		while ((at = next_or(rest, at)) < rest.len &&
		       fold_words_between(f, from, from + (uint32_t)at) <=
		               SCOPE_WORDS)
			last = ++at;
		if (!last)
			return false;
		from += (uint32_t)last + 2;
	}
	return true;
}

/* "Unable to bear weight": not what a comma or an "and" joins to it. */
static bool is_next(const struct fold *f, uint32_t from, uint32_t start)
{
	struct str joined = STR(" and ");
	/* The words themselves may begin with the "and". */
	struct str to =
	        str_sub(f->text, from ? from - 1 : 0, start + joined.len);

	return fold_words_between(f, from, start) <= NEAR_WORDS &&
	       !str_has_char(fold_text(f, from, start), ',') &&
	       str_find(to, 0, joined) == to.len;
}

static bool is_forward(unsigned cue)
{
	return cue_denies_ahead(cue) || cue == CUE_HYPOTHETICAL ||
	       cue == CUE_UNCERTAIN;
}

static enum polarity polarity_of_cue(unsigned cue)
{
	switch (cue) {
	case CUE_EXCLUSION:
		return POLARITY_EXCLUDED;
	case CUE_NEGATION:
	case CUE_NEAR_NEGATION:
	case CUE_NEGATION_BEFORE:
		return POLARITY_NEGATED;
	case CUE_UNDOCUMENTED:
	case CUE_UNDOCUMENTED_BEFORE:
		return POLARITY_UNDOCUMENTED;
	case CUE_HYPOTHETICAL:
		return POLARITY_HYPOTHETICAL;
	case CUE_UNCERTAIN:
	case CUE_DENIED:
		return POLARITY_UNCERTAIN;
	default:
		return POLARITY_AFFIRMED;
	}
}

/* The heavier cue decides. */
static int weight(enum polarity p)
{
	static const int weights[] = {
		[POLARITY_AFFIRMED] = 0,     [POLARITY_UNCERTAIN] = 1,
		[POLARITY_EXCLUDED] = 2,     [POLARITY_NEGATED] = 3,
		[POLARITY_UNDOCUMENTED] = 4, [POLARITY_HYPOTHETICAL] = 5,
	};
	return weights[p];
}

/* "Facet loading is positive": words that say themselves what there is are not
 * denied by what follows ("straight leg raising is negative"). */
static bool has_predicate(struct str words)
{
	static const struct str verbs[] = {
		STR_INIT(" is "),
		STR_INIT(" are "),
		STR_INIT(" was "),
		STR_INIT(" were "),
	};

	return has_any(words, verbs, N(verbs));
}

/* Behind its last comma, "or" or "and" makes a list of it. */
static bool is_listed(struct str between)
{
	static const struct str lists[] = { STR_INIT("or"), STR_INIT("nor"),
		                            STR_INIT("and"),
		                            STR_INIT("and/or") };
	size_t comma = between.len;
	struct str first;

	while (comma > 0 && between.ptr[comma - 1] != ',')
		comma--;
	first = str_cut(str_trim(str_sub(between, comma, between.len)), ' ')
	                .head;
	for (size_t i = 0; i < N(lists); i++) {
		if (str_eq(first, lists[i]))
			return true;
	}
	return false;
}

/* "Ibuprofen was not enough, naproxen was not tolerated": a verb follows at
 * once what a comma sets apart, and no "or" makes a list of it. */
static bool opens_clause(const struct fold *f, const struct sentence *s,
                         struct str between, uint32_t end)
{
	static const struct str verbs[] = {
		STR_INIT("is "),   STR_INIT("are "), STR_INIT("was "),
		STR_INIT("were "), STR_INIT("has "), STR_INIT("have "),
		STR_INIT("had "),  STR_INIT("did "), STR_INIT("does "),
	};

	return str_prefix(str_trim(fold_text(f, end, s->end)), verbs,
	                  N(verbs)) &&
	       !is_listed(between);
}

/* "No discussion, and the sciatica is part of it": one comma is no list. */
static bool joins_clause(const struct fold *f, const struct sentence *s,
                         struct str between, uint32_t end)
{
	struct str behind = fold_text(f, end, s->end);
	size_t comma = str_find_char(between, 0, ',');

	return str_starts(str_sub(between, comma, between.len),
	                  STR(", and ")) &&
	       str_find_char(between, comma + 1, ',') == between.len &&
	       has_predicate(str_sub(behind, 0, str_find_char(behind, 0, ',')));
}

/* "No aberrant behavior and the screen was consistent": what has an article and
 * a verb of its own is no member of a list. A clause with "that" goes on. */
static bool joins_sentence(const struct fold *f, const struct sentence *s,
                           const struct hit *h, uint32_t start)
{
	static const struct str joins[] = {
		STR_INIT(" and the "),
		STR_INIT(" and his "),
		STR_INIT(" and her "),
		STR_INIT(" and this "),
	};
	static const struct str thats[] = {
		STR_INIT("that "), STR_INIT("whether "), STR_INIT("how "),
		STR_INIT("why "),  STR_INIT("when "),
	};
	struct str between = fold_text(f, h->start, start);
	struct str rest = fold_text(f, start, s->end);

	if (!cue_denies_ahead(h->index))
		return false;
	/* "None is needed where the films show it." */
	if (str_find(between, 0, STR(" where ")) < between.len)
		return true;
	if (!has_predicate(str_sub(rest, 0, str_find_char(rest, 0, ','))))
		return false;
	/* "Negative for alcohol and CURES was consistent" */
	if (str_starts(between, STR("negative ")) &&
	    str_find(between, 0, STR(" and ")) < between.len)
		return true;
	return has_any(between, joins, N(joins)) &&
	       !has_any(between, thats, N(thats));
}

/* "No spasm, decreased pinprick of the thumb": who would deny a decrease,
 * behind a comma, says "or". */
static bool tells_change(const struct fold *f, const struct hits *hits,
                         const struct sentence *s, const struct hit *h,
                         struct str between, uint32_t start)
{
	const struct hit *change;

	if (!str_eq(fold_text(f, h->start, h->end), STR("no")) ||
	    is_listed(between))
		return false;
	change = sentence_cue(hits, s, CUE_CHANGE, start);
	return change && change->start == start;
}

/* "Lacks extension, McMurray is positive": behind a comma, words that say
 * themselves what there is are a clause of their own. */
static bool leaves_clause(const struct fold *f, const struct hits *hits,
                          const struct sentence *s, const struct hit *h,
                          uint32_t start, uint32_t end)
{
	static const struct str ties[] = { STR_INIT(" that "),
		                           STR_INIT("whether ") };
	struct str between = fold_text(f, h->end, start);

	return str_has_char(between, ',') &&
	       !has_any(fold_text(f, h->start, start), ties, N(ties)) &&
	       (has_predicate(fold_text(f, start, end)) ||
	        tells_change(f, hits, s, h, between, start) ||
	        opens_clause(f, s, between, end) ||
	        joins_clause(f, s, between, end));
}

enum polarity polarity_read(const struct fold *f, const struct hits *hits,
                            const struct sentence *s, uint32_t start,
                            uint32_t end, bool *historical,
                            const struct hit **cue)
{
	uint32_t low = break_before(hits, s, start);
	uint32_t high = break_after(hits, s, end);
	enum polarity result = POLARITY_AFFIRMED;

	if (historical)
		*historical = false;
	if (cue)
		*cue = NULL;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = hit_at(hits, s, i);
		enum polarity p;
		bool reaches;

		if (h->kind != TERM_CUE || h->start < low || h->end > high)
			continue;
		if (h->index == CUE_HISTORICAL && h->end <= start) {
			if (historical)
				*historical = true;
			continue;
		}
		p = polarity_of_cue(h->index);
		if (p == POLARITY_AFFIRMED)
			continue;
		if (is_forward(h->index))
			reaches = h->start < start &&
			          !is_of_the_words(f, h, start, end) &&
			          (h->index == CUE_NEAR_NEGATION
			                   ? is_next(f, h->end, start)
			                   : in_scope(f, h->end, start));
		else
			/* It may begin with the verb that the words end with.
			 */
			reaches = h->start > start && h->end > end &&
			          (h->start < end ||
			           (fold_words_between(f, end, h->start) <=
			                    SCOPE_WORDS_BEFORE &&
			            !str_has_char(fold_text(f, end, h->start),
			                          ';') &&
			            !has_predicate(fold_text(f, start, end))));
		if (!reaches || is_cancelled(hits, s, h) ||
		    (is_forward(h->index) &&
		     (ends_before_article(f, h, start) ||
		      ends_behind_absent(f, h, start) ||
		      leaves_bracket(f, h->end, start) ||
		      leaves_told_member(f, hits, s, h, start) ||
		      stands_in_aside(f, h, start) ||
		      leaves_comparison(f, h, start) ||
		      leaves_clause(f, hits, s, h, start, end) ||
		      joins_sentence(f, s, h, start))) ||
		    weight(p) < weight(result))
			continue;
		result = p;
		if (cue)
			*cue = h;
	}
	return result;
}

const struct hit *polarity_cue_before(const struct hits *hits,
                                      const struct sentence *s, enum cue cue,
                                      uint32_t at)
{
	const struct hit *found = NULL;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = hit_at(hits, s, i);

		if (h->start >= at)
			break;
		if (hit_is_cue(h, cue) && h->end <= at)
			found = h;
	}
	return found;
}
