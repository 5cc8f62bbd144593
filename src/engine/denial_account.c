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

/* "For ten weeks, during which he took no tramadol": at one time. "According to
 * the AME there is no weakness": by one witness. */
static bool is_of_one(const struct contradicting *r, const struct sentence *s,
                      uint32_t start)
{
	const struct contradictions *rules = &r->c->rules->contradictions;
	struct str before = fold_text(r->c->letter->fold, s->start, start);
	size_t at = before.len;

	/* "At first, he had no weakness" */
	if (texts_begin(&rules->once, before) || begins_after_date(before))
		return true;
	while (at > 0 && !str_has_char(STR(",;"), before.ptr[at - 1]))
		at--;
	before = str_trim(str_sub(before, at, before.len));
	return texts_begin(&rules->meanwhile, before) ||
	       texts_stand_in(&rules->once, before) ||
	       texts_stand_in(&rules->lately, before) ||
	       texts_stand_in(&rules->said_by_others, before) ||
	       begins_after_date(before);
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

bool is_of_earlier(const struct contradicting *r, const struct mention *m)
{
	const struct contradictions *rules = &r->c->rules->contradictions;
	const struct fold *f = r->c->letter->fold;
	const struct sentence *s = sentence_about(r, m);
	struct str before;
	size_t at;

	if (!s)
		return false;
	before = fold_text(f, s->start, fold_offset(f, m->at.start));
	at = before.len;
	if (texts_begin(&rules->once, before) || begins_years_ago(r, before))
		return true;
	while (at > 0 && !str_has_char(STR(",;"), before.ptr[at - 1]))
		at--;
	before = str_trim(str_sub(before, at, before.len));
	return texts_stand_in(&rules->once, before) ||
	       begins_years_ago(r, before);
}
