/*
 * denial_account.c -- when a denial holds, and whose it is.
 *
 * "At first there was no weakness", "until May", "the radiologist found no
 * tear": what is denied of one time or by one witness may be told of another,
 * and both are right.
 */
#include "engine/contradicting.h"

/* "After May 31", "in 2012": there may have been some before, or since. */
static bool begins_after_date(struct str text)
{
	static const struct str words[] = {
		STR_INIT("after "), STR_INIT("since "), STR_INIT("from "),
		STR_INIT("by "),    STR_INIT("in "),
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct str next = str_sub(text, words[i].len, text.len);

		if (str_starts(text, words[i]) && next.len &&
		    (is_digit(next.ptr[0]) ||
		     date_month(str_cut(next, ' ').head)))
			return true;
	}
	return false;
}

/* What stands before a place in its sentence; and behind the last comma. */
struct before {
	struct str all;
	struct str clause;
};

static struct before words_before(const struct contradicting *r,
                                  const struct sentence *s, uint32_t start)
{
	struct before b = { .all = fold_text(r->c->letter->fold, s->start,
		                             start) };
	size_t at = b.all.len;

	while (at > 0 && !str_has_char(STR(",;"), b.all.ptr[at - 1]))
		at--;
	b.clause = str_trim(str_sub(b.all, at, b.all.len));
	return b;
}

/* "At first, he had no weakness", "it was not there at first" */
static bool tells_once(const struct contradicting *r, const struct before *b)
{
	const struct texts *once = &r->c->rules->contradictions.once;

	return texts_begin(once, b->all) || texts_stand_in(once, b->clause);
}

bool tells_one_account(const struct contradicting *r, struct str clause)
{
	const struct contradictions *rules = &r->c->rules->contradictions;

	return texts_stand_in(&rules->once, clause) ||
	       texts_stand_in(&rules->lately, clause) ||
	       texts_stand_in(&rules->said_by_others, clause);
}

/* "For ten weeks, during which he took no tramadol": at one time. "According to
 * the AME there is no weakness": by one witness. */
static bool is_of_one(const struct contradicting *r, const struct sentence *s,
                      uint32_t start)
{
	const struct contradictions *rules = &r->c->rules->contradictions;
	struct before b = words_before(r, s, start);

	return tells_once(r, &b) || tells_one_account(r, b.clause) ||
	       texts_begin(&rules->meanwhile, b.clause) ||
	       begins_after_date(b.all) || begins_after_date(b.clause);
}

/* "At the last visit there was no numbness": an earlier one may have found it.
 */
static bool is_of_last_visit(const struct contradicting *r,
                             const struct sentence *s)
{
	return texts_stand_in(&r->c->rules->contradictions.last_seen,
	                      fold_text(r->c->letter->fold, s->start, s->end));
}

/* "He was off work until May": no longer, perhaps. */
static bool is_ended(const struct contradicting *r, const struct sentence *s,
                     uint32_t end)
{
	return texts_begin(
	        &r->c->rules->contradictions.ended,
	        str_trim(fold_text(r->c->letter->fold, end, s->end)));
}

/* "Its effect was gone after ten days", in a rationale: for ten days it had
 * helped, as the summary may say. */
static bool is_short_lived(const struct contradicting *r,
                           const struct mention *m, uint32_t start,
                           uint32_t end)
{
	return m->place == PLACE_RATIONALE &&
	       texts_stand_in(&r->c->rules->contradictions.short_lived,
	                      fold_text(r->c->letter->fold, start, end));
}

bool denial_is_one_account(const struct contradicting *r,
                           const struct sentence *s, uint32_t start)
{
	return is_of_one(r, s, start) || is_of_last_visit(r, s);
}

bool denial_has_ended(const struct contradicting *r, const struct mention *m,
                      const struct sentence *s, uint32_t start, uint32_t end)
{
	return is_ended(r, s, end) || is_short_lived(r, m, start, end);
}

/* Years before the decision that are no longer of the present. */
#define YEARS_AGO 2

/* "In 2012" of a decision of 2016. */
static bool begins_years_ago(const struct contradicting *r, struct str text)
{
	int decided = r->c->letter->header.decided.date.year;
	struct str in = STR("in ");
	struct str year = str_sub(text, in.len, text.len);
	size_t used;
	uint32_t n = str_number(year, &used);

	return str_starts(text, in) && used == 4 && decided &&
	       (int)n + YEARS_AGO <= decided;
}

/* "Gastritis six years ago, cleared": up to the next comma. */
static bool ends_ago(const struct contradicting *r, const struct sentence *s,
                     uint32_t end)
{
	struct str rest = fold_text(r->c->letter->fold, end, s->end);

	return texts_stand_in(&r->c->rules->contradictions.ago,
	                      str_sub(rest, 0, str_find_any(rest, STR(",;"))));
}

bool is_of_earlier(const struct contradicting *r, const struct mention *m)
{
	const struct fold *f = r->c->letter->fold;
	const struct sentence *s = sentence_about(r, m);
	struct before b;

	if (!s)
		return false;
	b = words_before(r, s, fold_offset(f, m->at.start));
	return tells_once(r, &b) || begins_years_ago(r, b.all) ||
	       begins_years_ago(r, b.clause) ||
	       ends_ago(r, s, fold_offset(f, m->at.end));
}
