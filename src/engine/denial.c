/*
 * denial.c -- denials that mean what they seem to mean.
 *
 * "No recent MRI" denies less than an MRI, "no therapy notes" denies notes,
 * "has not failed therapy" does not deny therapy: only a denial that stands
 * next to what it denies, and to nothing else, can contradict a report of it.
 */
#include "engine/contradicting.h"
#include "letter/polarity.h"

/* Words of their own that may stand between a denial and what it denies. */
#define DENIAL_REACH 1
/* Words of their own that the first of several denied things may take. */
#define LISTED_REACH 3
/* Words before a thing in which it can hang on another noun. */
#define LINK_WORDS 4
/* Words after what is denied in which it can still be narrowed. */
#define NARROWED_BY 3
/* Words in which the time of the request is named. */
#define TIMELY_WORDS 5
/* Words of a clause that say what became of the thing it begins with. */
#define CLAUSE_WORDS 6
/* Words from a finding to the drug that it is owed to. */
#define DRUG_WORDS 5

/* How many words of their own stand in [from, to) of the folded text. */
static unsigned own_words(const struct contradicting *r, uint32_t from,
                          uint32_t to)
{
	const struct fold *f = r->c->letter->fold;
	const struct texts *small = &r->c->rules->contradictions.small;
	unsigned n = 0;

	while (from < to) {
		uint32_t start = from;

		while (from < to && (is_alnum(f->text.ptr[from]) ||
		                     f->text.ptr[from] == '\''))
			from++;
		n += from > start &&
		     !texts_have(small, fold_text(f, start, from));
		from += from == start;
	}
	return n;
}

/* Behind "of any kind" and the like, where they stand. */
static uint32_t skip_emphasis(const struct contradicting *r, uint32_t at,
                              uint32_t end)
{
	const struct texts *words = &r->c->rules->contradictions.emphatic;
	struct str text = str_trim(fold_text(r->c->letter->fold, at, end));
	size_t length = str_prefix(text, words->items, words->len);

	return length ? (uint32_t)(text.ptr - r->c->letter->fold->text.ptr) +
	                        (uint32_t)length
	              : at;
}

/* "no therapy notes" denies notes, not therapy: a word follows that may not. */
static bool goes_on(const struct contradicting *r, uint32_t at, uint32_t end,
                    const struct texts *may)
{
	const struct fold *f = r->c->letter->fold;
	uint32_t start = skip_emphasis(r, at, end);

	while (start < end && f->text.ptr[start] == ' ')
		start++;
	at = start;
	while (at < end && is_alnum(f->text.ptr[at]))
		at++;
	return at > start && !texts_have(may, fold_text(f, start, at));
}

/* "Not stated that the unit had contributed": it is denied what it did, not
 * that there was one. "Had been tried" would deny it. */
static bool did_something(const struct contradicting *r, uint32_t at,
                          uint32_t end)
{
	static const struct str had[] = { STR_INIT("had "), STR_INIT("has "),
		                          STR_INIT("have ") };
	static const struct str between[] = {
		STR_INIT("ever "), STR_INIT("already "), STR_INIT("yet "),
		STR_INIT("previously "), STR_INIT("also ")
	};
	const struct texts *may = &r->c->rules->contradictions.after;
	struct str rest = str_trim(fold_text(r->c->letter->fold, at, end));
	size_t skipped = str_prefix(rest, had, sizeof(had) / sizeof(*had));

	if (!skipped)
		return false;
	rest = str_sub(rest, skipped, rest.len);
	for (size_t i = 0; i < sizeof(between) / sizeof(*between); i++) {
		if (str_starts(rest, between[i]))
			rest = str_sub(rest, between[i].len, rest.len);
	}
	return rest.len && is_alpha(rest.ptr[0]) &&
	       !texts_have(may, str_trim_chars(str_cut(rest, ' ').head,
	                                       STR(".,;)")));
}

/* "No opioid was changed": there is one, and this was not done with it. */
static bool is_of_act(const struct contradicting *r, uint32_t at, uint32_t end)
{
	const struct texts *verbs = &r->c->rules->language.words.clause_verbs;
	struct str rest = str_trim(fold_text(r->c->letter->fold, at, end));
	size_t skipped = str_prefix(rest, verbs->items, verbs->len);

	return skipped &&
	       texts_begin(&r->c->rules->contradictions.acted_on,
	                   str_trim(str_sub(rest, skipped, rest.len)));
}

/* Behind the last comma or "or" between a denial and what it denies: a list
 * is denied as a whole, when its first member stands next to the denial. */
static uint32_t after_listed(const struct contradicting *r, uint32_t from,
                             uint32_t to)
{
	struct str between = fold_text(r->c->letter->fold, from, to);
	size_t first = between.len, last = 0, at = 0;

	if (from >= to)
		return to;
	for (; (at = str_find_char(between, at, ',')) < between.len; at++) {
		first = at < first ? at : first;
		last = at + 1;
	}
	for (at = 0; (at = str_find(between, at, STR(" or "))) < between.len;
	     at += 4) {
		first = at < first ? at : first;
		last = at + 4 > last ? at + 4 : last;
	}
	if (!last || own_words(r, from, from + (uint32_t)first) > LISTED_REACH)
		return from;
	return from + (uint32_t)last;
}

/* The word that ends before a place, not before `from`; empty: none. */
static struct str word_before(const struct contradicting *r, uint32_t from,
                              uint32_t at)
{
	const struct fold *f = r->c->letter->fold;
	uint32_t end;

	while (at > from && f->text.ptr[at - 1] == ' ')
		at--;
	end = at;
	while (at > from &&
	       (is_alnum(f->text.ptr[at - 1]) || f->text.ptr[at - 1] == '\''))
		at--;
	return fold_text(f, at, end);
}

/* The word that begins at a place. */
static struct str word_at(const struct fold *f, uint32_t at)
{
	uint32_t end = at;

	while (end < f->text.len && is_alnum(f->text.ptr[end]))
		end++;
	return fold_text(f, at, end);
}

/* "The quantity of Flexeril was not noted" misses the quantity, "no indication
 * for an MRI" an indication. */
static bool is_of_another(const struct contradicting *r, uint32_t from,
                          uint32_t at)
{
	const struct contradictions *rules = &r->c->rules->contradictions;
	const struct fold *f = r->c->letter->fold;

	/* "The cause of anxiety": a wording may begin with the "of". */
	if (texts_have(&rules->linking, word_at(f, at))) {
		struct str word = word_before(r, from, at);

		if (word.len && !texts_have(&rules->small, word))
			return true;
	}
	for (unsigned n = 0, own = 0; n < LINK_WORDS; n++) {
		struct str word = word_before(r, from, at);

		if (!word.len)
			return false;
		at = (uint32_t)(word.ptr - f->text.ptr);
		/* "The duration of use of Flexeril is not given" */
		if (texts_have(&rules->linking, word)) {
			word = word_before(r, from, at);
			if (!texts_have(&rules->small, word))
				return true;
			continue;
		}
		/* "The test for positional vertigo was negative" */
		if (!texts_have(&rules->small, word) && own++)
			return false;
	}
	return false;
}

/* Behind the next words after a place. */
static uint32_t words_behind(const struct fold *f, uint32_t end, unsigned words)
{
	uint32_t behind = end;

	for (unsigned n = 0; behind < f->text.len && n < words; behind++)
		n += f->text.ptr[behind] == ' ' && behind > end;
	return behind;
}

/* "Prior to this request" means all that there was. */
static bool is_timely(const struct contradicting *r, uint32_t from, uint32_t to)
{
	return texts_stand_in(&r->c->rules->contradictions.timely,
	                      fold_text(r->c->letter->fold, from, to));
}

/* "He has not used one before": with nothing behind it, of all that was until
 * now; "he had no pain before" only of then. */
static bool ends_until_now(const struct contradicting *r,
                           const struct sentence *s, uint32_t start,
                           uint32_t end)
{
	const struct contradictions *rules = &r->c->rules->contradictions;
	const struct fold *f = r->c->letter->fold;
	struct str rest = str_trim(fold_text(f, end, s->end));
	size_t stop = str_find_any(rest, STR(".,;"));

	return texts_have(&rules->until_now,
	                  str_trim(str_sub(rest, 0, stop))) &&
	       texts_stand_in(&rules->perfect, fold_text(f, s->start, start));
}

/* Where the last few words before a place begin, not before `from`. */
static uint32_t words_back(const struct fold *f, uint32_t from, uint32_t start)
{
	unsigned words = 0;

	while (start > from && words <= NARROWED_BY)
		words += f->text.ptr[--start] == ' ';
	return start;
}

/* "The rest of the examination was normal" denies nothing that was told. */
static bool is_of_remainder(const struct contradicting *r, uint32_t from,
                            uint32_t start, uint32_t end)
{
	const struct contradictions *rules = &r->c->rules->contradictions;
	const struct fold *f = r->c->letter->fold;

	return texts_stand_in(&rules->excepting, fold_text(f, from, start)) ||
	       texts_stand_in(&rules->remainder,
	                      fold_text(f, words_back(f, from, start), end));
}

/* Up to where the next member of a list begins: "or any other complaint" does
 * not narrow what stands before it. */
static struct str before_next(struct str text)
{
	return str_sub(text, 0, str_find(text, 0, STR(" or ")));
}

/* "No current screen" denies less than a screen; "is not currently taking X"
 * is of use today, and answered by that alone. */
static bool is_of_current(const struct contradicting *r,
                          const struct mention *m, uint32_t from,
                          uint32_t start)
{
	const struct contradictions *rules = &r->c->rules->contradictions;

	return texts_stand_in(&rules->current,
	                      fold_text(r->c->letter->fold, from, start)) &&
	       !begins_with(r, m, &rules->today);
}

static bool names_drug(const struct hits *hits, const struct sentence *s,
                       uint32_t start, uint32_t end)
{
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];

		if (h->kind == TERM_DRUG && h->start < end && h->end > start)
			return true;
	}
	return false;
}

/* Where "other" begins that ends before a place; the place: it does not. */
static uint32_t before_other(const struct fold *f, uint32_t from, uint32_t at)
{
	struct str text = str_trim(fold_text(f, from, at));

	if (!str_ends(text, STR(" other")))
		return at;
	text.len = str_last_word(text);
	text = str_trim(text);
	if (str_ends(text, STR(" any")))
		text.len = str_last_word(text);
	return (uint32_t)(text.ptr - f->text.ptr) + (uint32_t)text.len;
}

bool denial_is_of_others(const struct contradicting *r, const struct mention *m)
{
	const struct fold *f = r->c->letter->fold;
	const struct sentence *s = sentence_about(r, m);
	uint32_t start = fold_offset(f, m->at.start);

	return s && r->d->request.drugs.len && m->says != MENTION_PRESENT &&
	       m->place == PLACE_RATIONALE &&
	       before_other(f, s->start, start) < start &&
	       !names_drug(hits_about(r, m), s, s->start, start);
}

bool denial_is_of_earlier(const struct contradicting *r,
                          const struct mention *m)
{
	const struct fold *f = r->c->letter->fold;
	const struct sentence *s = sentence_about(r, m);
	uint32_t start = fold_offset(f, m->at.start);

	return s && texts_stand_in(&r->c->rules->contradictions.earlier,
	                           fold_text(f, words_back(f, s->start, start),
	                                     start));
}

/* "no recent MRI" denies less than an MRI. */
static bool is_narrowed(const struct contradicting *r, const struct mention *m,
                        const struct sentence *s, uint32_t from, uint32_t start,
                        uint32_t end)
{
	const struct fold *f = r->c->letter->fold;
	const struct contradictions *rules = &r->c->rules->contradictions;
	uint32_t behind = words_behind(f, end, NARROWED_BY), to = start;

	/* Under a request for a drug "no other drug" says of all others. */
	if (denial_is_of_others(r, m))
		to = before_other(f, from, start);
	return texts_stand_in(&rules->sorts, fold_text(f, from, end)) ||
	       (texts_stand_in(&rules->narrowing, fold_text(f, from, to)) &&
	        !is_timely(r, from, start)) ||
	       (texts_stand_in(&rules->narrowing,
	                       before_next(fold_text(f, end, behind))) &&
	        !is_timely(r, end, words_behind(f, end, TIMELY_WORDS)) &&
	        !ends_until_now(r, s, start, end));
}

/* A "that" ends before a place, but for an article and a word of the thing:
 * "that the first brace", and not "that the patient". */
static bool opens_clause(const struct contradicting *r, uint32_t from,
                         uint32_t at)
{
	static const struct str articles[] = {
		STR_INIT(" that a"),   STR_INIT(" that an"),
		STR_INIT(" that the"), STR_INIT(" that any"),
		STR_INIT(" that his"), STR_INIT(" that her")
	};
	const struct texts *persons = &r->c->rules->contradictions.persons;
	struct str text = str_trim(fold_text(r->c->letter->fold, from, at));
	size_t word = str_last_word(text);
	struct str before = str_trim(str_sub(text, 0, word));
	bool of_thing = !texts_have(persons, str_sub(text, word, text.len));

	for (size_t i = 0; i < sizeof(articles) / sizeof(*articles); i++) {
		if (str_ends(text, articles[i]) ||
		    (of_thing && str_ends(before, articles[i])))
			return true;
	}
	return str_ends(text, STR(" that"));
}

/* "No proof that Norco has helped" misses no Norco: where a clause is missing,
 * it must say of the thing that it was. */
static bool is_of_clause(const struct contradicting *r, uint32_t from,
                         uint32_t start, uint32_t end)
{
	const struct fold *f = r->c->letter->fold;
	uint32_t behind;

	/* "No program to which the massage would be added" */
	if (texts_stand_in(&r->c->rules->contradictions.relative,
	                   fold_text(f, from, start)))
		return true;
	if (!opens_clause(r, from, start))
		return false;
	if (texts_stand_in(&r->c->rules->language.words.clause_verbs,
	                   fold_text(f, start, end)))
		return false; /* a clause by itself: "he is homebound" */
	if (texts_end(&r->c->rules->contradictions.failing,
	              fold_text(f, start, end)))
		return false; /* "that treatment has failed" */
	behind = words_behind(f, end, CLAUSE_WORDS);
	return !texts_stand_in(&r->c->rules->contradictions.happened,
	                       fold_text(f, start, behind));
}

/* "Neither rest nor ibuprofen brought relief": the verb is denied. */
static bool is_of_effect(const struct contradicting *r,
                         const struct sentence *s, const struct hit *cue,
                         uint32_t end)
{
	static const struct str pairs[] = { STR_INIT("neither"),
		                            STR_INIT("none of") };
	const struct fold *f = r->c->letter->fold;
	struct str words = fold_text(f, cue->start, s->end);

	return str_prefix(words, pairs, sizeof(pairs) / sizeof(*pairs)) &&
	       texts_stand_in(&r->c->rules->contradictions.brought,
	                      fold_text(f, end, s->end));
}

/* "has not failed therapy" does not deny therapy. */
static bool is_of_outcome(const struct contradicting *r, uint32_t from,
                          uint32_t to)
{
	return from < to &&
	       texts_stand_in(&r->c->rules->contradictions.outcome,
	                      fold_text(r->c->letter->fold, from, to));
}

/* The last denial before a place, from the one that decided on. */
static const struct hit *nearest_denial(const struct hits *hits,
                                        const struct sentence *s,
                                        const struct hit *cue, uint32_t start)
{
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];

		if (h->start >= start)
			break;
		if (h->kind == TERM_CUE && h->end <= start &&
		    h->end > cue->end && cue_denies_ahead(h->index))
			cue = h;
	}
	return cue;
}

/* "Was never done at this clinic". */
static bool is_narrowed_after(const struct contradicting *r,
                              const struct sentence *s, uint32_t end)
{
	const struct fold *f = r->c->letter->fold;
	uint32_t behind = words_behind(f, end, NARROWED_BY);

	if (behind > s->end)
		behind = s->end;
	return end < behind &&
	       texts_begin(&r->c->rules->contradictions.narrowing_after,
	                   str_trim(fold_text(f, end, behind))) &&
	       !is_timely(r, end, words_behind(f, end, TIMELY_WORDS));
}

/* "An MRI of the left knee": the part belongs to it. */
static uint32_t end_of_part(const struct contradicting *r,
                            const struct mention *m, const struct sentence *s,
                            uint32_t end)
{
	const struct hits *hits = hits_about(r, m);

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];

		if (h->kind == TERM_PART && h->start >= end &&
		    !own_words(r, end, h->start))
			end = h->end;
	}
	return end;
}

/* "Sleeps well with Ambien": as long as it is taken. */
static bool is_by_drug(const struct contradicting *r, const struct mention *m,
                       const struct sentence *s, uint32_t end)
{
	const struct fold *f = r->c->letter->fold;
	uint32_t behind = words_behind(f, end, DRUG_WORDS);
	struct str text = fold_text(f, end, behind);

	return (str_starts(str_trim(text), STR("with ")) ||
	        str_starts(str_trim(text), STR("on ")) ||
	        str_starts(str_trim(text), STR("when "))) &&
	       (names_drug(hits_about(r, m), s, end, behind) ||
	        str_find(text, 0, STR("medication")) < text.len);
}

/* "Has no heartburn on omeprazole": as long as it is taken, and it is taken for
 * that. */
static bool is_by_reliever(const struct contradicting *r,
                           const struct mention *m, const struct sentence *s,
                           uint32_t end)
{
	const struct fold *f = r->c->letter->fold;
	const struct hits *hits = hits_about(r, m);
	uint32_t behind = words_behind(f, end, DRUG_WORDS);
	struct str text = str_trim(fold_text(f, end, behind));

	if (!str_starts(text, STR("on ")) && !str_starts(text, STR("with ")) &&
	    !str_starts(text, STR("while ")))
		return false;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];
		const struct drug_row *drug;

		if (h->kind != TERM_DRUG || h->start < end ||
		    h->start >= behind)
			continue;
		drug = &r->c->rules->lexicon.drugs.items[h->index];
		if (texts_have(&r->c->rules->contradictions.relievers,
		               str_c(drug_class_name(
		                       (enum drug_class)drug->drug_class))))
			return true;
	}
	return false;
}

/* "Famotidine is not a proton pump inhibitor": of a thing, and of no patient,
 * this says what it is. */
static bool says_what_it_is(const struct contradicting *r,
                            const struct sentence *s, const struct hit *cue,
                            uint32_t start)
{
	const struct fold *f = r->c->letter->fold;
	struct str to = fold_text(f, cue->start, start);
	struct str article = str_trim(fold_text(f, cue->end, start));

	/* "Neither oxycodone nor naproxen are anticoagulants" */
	if ((str_starts(to, STR("neither ")) || str_starts(to, STR("nor "))) &&
	    str_find(fold_text(f, s->start, start), 0, STR("neither ")) <
	            start - s->start &&
	    texts_stand_in(&r->c->rules->language.words.clause_verbs,
	                   fold_text(f, start, s->end)) &&
	    !texts_stand_in(&r->c->rules->contradictions.happened,
	                    fold_text(f, start, s->end)))
		return true;
	return (str_starts(to, STR("not ")) || str_starts(to, STR("is not ")) ||
	        str_starts(to, STR("are not ")) ||
	        str_starts(to, STR("was not "))) &&
	       (str_eq(article, STR("a")) || str_eq(article, STR("an"))) &&
	       !texts_stand_in(&r->c->rules->contradictions.persons,
	                       fold_text(f, s->start, cue->start));
}

/* "It has not kept the fracture from uniting", "the provider did not discuss
 * the pregnancy": there is one. */
static bool is_taken_as_known(const struct contradicting *r,
                              const struct mention *m, const struct hit *cue,
                              uint32_t to)
{
	const struct contradictions *rules = &r->c->rules->contradictions;
	const struct fold *f = r->c->letter->fold;

	if (m->says == MENTION_UNDOCUMENTED)
		return texts_stand_in(&rules->discussing,
		                      fold_text(f, cue->start, to)) &&
		       texts_end(&rules->known_by,
		                 str_trim(fold_text(f, cue->start, to)));
	return own_words(r, cue->end, to) &&
	       str_ends(fold_text(f, cue->end, to), STR(" the "));
}

/* "No injection has been tried on that side", "at the first visit", "no score,
 * activity or sleep change that is linked with this drug" */
static bool is_restricted(const struct contradicting *r,
                          const struct sentence *s, uint32_t end)
{
	const struct contradictions *rules = &r->c->rules->contradictions;
	const struct fold *f = r->c->letter->fold;
	struct str rest = fold_text(f, end, s->end);
	size_t stop = str_find_char(rest, 0, ';');
	struct str list = str_sub(rest, 0, stop);
	struct str clause = str_sub(list, 0, str_find_char(list, 0, ','));
	/* A wording may have taken the "at" of "at the first visit". */
	uint32_t last = end - (uint32_t)word_before(r, s->start, end).len;

	clause = fold_text(f, last, end + (uint32_t)clause.len);
	return texts_stand_in(&rules->places, clause) ||
	       tells_one_account(r, clause) ||
	       (str_starts(rest, STR(",")) &&
	        texts_stand_in(&rules->restricting, list));
}

/* "So that 'no conservative care' is not right": the words of another. */
static bool is_quoted(const struct contradicting *r, const struct sentence *s,
                      uint32_t at)
{
	struct str before = fold_text(r->c->letter->fold, s->start, at);
	bool quoted = false;

	for (size_t i = 0; i < before.len; i++)
		quoted ^= before.ptr[i] == '"';
	return quoted;
}

/* Where a place ends that only a verb parts from what stands before it: "the
 * right arm is without". */
static uint32_t before_verb(const struct fold *f, uint32_t from, uint32_t at)
{
	static const struct str verbs[] = { STR_INIT(" is"), STR_INIT(" are"),
		                            STR_INIT(" was"), STR_INIT(" were"),
		                            STR_INIT(":") };
	struct str before = str_trim(fold_text(f, from, at));

	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++) {
		if (str_ends(before, verbs[i]))
			return (uint32_t)(before.ptr - f->text.ptr) +
			       (uint32_t)(before.len - verbs[i].len);
	}
	return from;
}

/* "Knee, elbow, hand: no diagnosis", "the right arm is without symptoms":
 * these deny one of the part, not of the file. */
static bool is_under_part(const struct contradicting *r,
                          const struct mention *m, const struct sentence *s,
                          uint32_t at)
{
	const struct fold *f = r->c->letter->fold;
	const struct hits *hits = hits_about(r, m);
	uint32_t end = before_verb(f, s->start, at);
	bool listed = end > s->start && f->text.ptr[end] == ':';

	if (r->c->rules->facts.list.items[m->fact].about == ABOUT_PART ||
	    end == s->start)
		return false;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];

		if (h->kind == TERM_PART &&
		    (listed ? h->end <= end : h->end == end))
			return true;
	}
	return false;
}

/* "The limit has not changed and his use of it has not gone down": behind an
 * "and" the verb has a denial of its own. */
static bool is_denied_behind(const struct contradicting *r,
                             const struct mention *m, const struct sentence *s,
                             uint32_t from, uint32_t start, uint32_t end)
{
	const struct hits *hits = hits_about(r, m);

	if (str_find(fold_text(r->c->letter->fold, from, start), 0,
	             STR(" and ")) >= start - from)
		return false;
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &hits->list.items[s->first_hit + i];

		if (h->start >= end && h->kind == TERM_CUE &&
		    h->index == CUE_NEGATION)
			return own_words(r, end, h->start) <= DENIAL_REACH;
	}
	return false;
}

/* "There is no spasm diary", where a wording of the rules is "no spasm"; "no
 * therapy has been given" ends with its verb. */
static bool denies_what_follows(const struct contradicting *r,
                                const struct sentence *s, uint32_t start,
                                uint32_t end)
{
	static const struct str denials[] = { STR_INIT("no "),
		                              STR_INIT("without ") };
	struct str words = fold_text(r->c->letter->fold, start, end);

	return str_prefix(words, denials, sizeof(denials) / sizeof(*denials)) &&
	       !texts_stand_in(&r->c->rules->language.words.clause_verbs,
	                       words) &&
	       goes_on(r, end, s->end, &r->c->rules->contradictions.after);
}

/* True when the denial stands next to what it denies and to nothing else. */
bool denial_is_direct(const struct contradicting *r, const struct mention *m)
{
	const struct letter *l = r->c->letter;
	const struct sentence *s = sentence_about(r, m);
	uint32_t start = fold_offset(l->fold, m->at.start);
	uint32_t end = fold_offset(l->fold, m->at.end);
	const struct hit *cue;

	if (!s || denial_is_one_account(r, s, start) || is_quoted(r, s, start))
		return false;
	polarity_read(l->fold, hits_about(r, m), s, start, end, NULL, &cue);
	if (!cue) /* the wording itself denies: "strength was normal" */
		return !texts_stand_in(&r->c->rules->contradictions.sorts,
		                       fold_text(l->fold, start, end)) &&
		       !is_under_part(r, m, s, start) &&
		       !is_of_remainder(r, s->start, start, end) &&
		       !is_restricted(r, s, end) &&
		       !denies_what_follows(r, s, start,
		                            end_of_part(r, m, s, end)) &&
		       !denial_has_ended(r, m, s, start, end) &&
		       (m->says == MENTION_UNDOCUMENTED ||
		        !is_by_drug(r, m, s, end));
	if (cue->start > start)
		return own_words(r, end_of_part(r, m, s, end), cue->start) <=
		               DENIAL_REACH &&
		       !goes_on(r, end_of_part(r, m, s, end), cue->start,
		                &r->c->rules->contradictions.after) &&
		       !is_narrowed_after(r, s, cue->end) &&
		       /* "A second injection has not been tried." */
		       !texts_have(&r->c->rules->contradictions.repeated,
		                   word_before(r, s->start, start)) &&
		       !is_of_another(r, s->start, start);
	cue = nearest_denial(hits_about(r, m), s, cue, start);
	if (says_what_it_is(r, s, cue, start) ||
	    is_under_part(r, m, s, cue->start))
		return false;
	if (begins_with(r, m, &r->c->rules->contradictions.accompanying))
		return false;
	/* "Without Norco he cannot work": he has it. */
	if (cue->index == CUE_EXCLUSION &&
	    names_drug(hits_about(r, m), s, start, end))
		return false;
	return own_words(r, after_listed(r, cue->end, start), start) <=
	               DENIAL_REACH &&
	       !is_taken_as_known(r, m, cue, start) &&
	       !is_restricted(r, s, end) && !is_by_reliever(r, m, s, end) &&
	       !is_denied_behind(r, m, s, cue->end, start, end) &&
	       !goes_on(r, end, s->end, &r->c->rules->contradictions.after) &&
	       !did_something(r, end, s->end) && !is_of_act(r, end, s->end) &&
	       !is_narrowed(r, m, s, cue->start, start, end) &&
	       !is_of_current(r, m, cue->start, start) &&
	       !is_of_outcome(r, cue->end, start) &&
	       !is_of_effect(r, s, cue, end) &&
	       !is_of_clause(r, cue->start, start, end_of_part(r, m, s, end)) &&
	       !texts_stand_in(&r->c->rules->contradictions.reasons,
	                       fold_text(l->fold, cue->end, end)) &&
	       !is_of_another(r, cue->end, start);
}

/* "No objective findings" denies them all; "of a tear" would narrow it. */
bool denial_is_whole(const struct contradicting *r, const struct mention *m)
{
	const struct letter *l = r->c->letter;
	const struct sentence *s = sentence_about(r, m);
	uint32_t start = fold_offset(l->fold, m->at.start);
	uint32_t end = fold_offset(l->fold, m->at.end);
	const struct hit *cue;

	if (!s)
		return false;
	polarity_read(l->fold, hits_about(r, m), s, start, end, NULL, &cue);
	if (cue && cue->start > start && cue->start <= end + 1)
		return true;
	return !goes_on(r, end_of_part(r, m, s, end), s->end,
	                &r->c->rules->contradictions.ending);
}

/* "No gastrointestinal complaints" denies some complaints, not complaints. */
bool denial_is_of_all(const struct contradicting *r, const struct mention *m)
{
	const struct letter *l = r->c->letter;
	const struct sentence *s = sentence_about(r, m);
	uint32_t start = fold_offset(l->fold, m->at.start);
	const struct hit *cue;

	if (!s)
		return false;
	polarity_read(l->fold, hits_about(r, m), s, start,
	              fold_offset(l->fold, m->at.end), NULL, &cue);
	if (!cue || cue->start > start) {
		struct str word = word_before(r, s->start, start);

		/* "..., and symptoms are not reported": of what stands before.
		 */
		return !word.len ||
		       (!str_eq(word, STR("and")) &&
		        texts_have(&r->c->rules->contradictions.small, word));
	}
	cue = nearest_denial(hits_about(r, m), s, cue, start);
	return !own_words(r, after_listed(r, cue->end, start), start);
}
