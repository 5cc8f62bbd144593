/*
 * check_retold.c -- figures of the case that the rationale tells again, against
 * those of the case summary: consistency/rationale-contradicts-summary.
 *
 * A reviewer who writes down once more that the patient walks 25 feet took it
 * from the summary, which says 250. So a figure is reported when the summary
 * tells one of the same unit, among the same words, of the same side and day,
 * and has the rationale's number nowhere.
 */
#include "engine/contradicting.h"
#include "engine/retold_figure.h"

static struct mention passage_of(const struct contradicting *r,
                                 const struct retold_figure *f,
                                 enum mention_place place)
{
	return passage_at(r, f->sentence, f->start, f->end, place);
}

/* "Sessions", "session" */
static struct str stem(struct str word)
{
	bool plural = word.len > 3 && word.ptr[word.len - 1] == 's';

	return str_sub(word, 0, word.len - plural);
}

static bool has_beside(const struct retold_figure *f, struct str word)
{
	for (unsigned i = 0; i < f->n_beside; i++) {
		if (str_eq(stem(f->beside[i]), stem(word)))
			return true;
	}
	return false;
}

/* All the words of one stand beside the other: "severe stenosis" is that of
 * the canal, but that of the canal is not that of the foramen. */
static bool holds_all(const struct retold_figure *a,
                      const struct retold_figure *b)
{
	for (unsigned i = 0; i < b->n_beside; i++) {
		if (!has_beside(a, b->beside[i]))
			return false;
	}
	return true;
}

static bool was_had(const struct contradicting *r,
                    const struct retold_figure *f)
{
	const struct fold *fold = r->c->letter->fold;

	return texts_stand_in(
	        &r->c->rules->retold.done,
	        fold_text(fold, f->sentence->start, f->sentence->end));
}

/* True when the words beside both are much the same. */
static bool are_alike(const struct contradicting *r,
                      const struct retold_figure *a,
                      const struct retold_figure *b)
{
	const struct retold_unit *unit = a->unit;
	unsigned shared = 0;
	bool with = !unit->with.len;

	for (unsigned i = 0; i < a->n_beside; i++)
		shared += has_beside(b, a->beside[i]);
	for (size_t i = 0; i < unit->with.len; i++)
		with |= has_beside(a, unit->with.items[i]) &&
		        has_beside(b, unit->with.items[i]);
	if (!with || shared + unit->done < unit->shared ||
	    (shared < unit->shared && !(was_had(r, a) && was_had(r, b))))
		return false;
	if (unit->grades.len)
		return holds_all(a, b) || holds_all(b, a);
	return unit->with.len || unit->names.len || shared * 2 >= a->n_beside;
}

/* A score with drugs is not told again by one without. */
static bool are_told_alike(const struct retold_figure *said,
                           const struct retold_figure *f)
{
	return said->told_with != TOLD_UNCLEAR &&
	       (said->told_with == f->told_with ||
	        said->told_with == TOLD_ALONE);
}

static bool meet(const struct retold_figure *a, const struct retold_figure *b)
{
	return a->low <= b->high && b->low <= a->high;
}

/* The summary's figure that is told again with another number; NULL: none, or
 * the number stands there too, or lies between those that do. */
static const struct retold_figure *altered(const struct contradicting *r,
                                           const struct retold_figure *said,
                                           const struct retold_figures *summary)
{
	struct mention m = passage_of(r, said, PLACE_RATIONALE), o;
	const struct retold_figure *found = NULL;
	bool below = false, above = false;

	for (size_t i = 0; i < summary->list.len; i++) {
		const struct retold_figure *f = &summary->list.items[i];

		if (f->unit != said->unit)
			continue;
		if (!are_told_alike(said, f) &&
		    !(f->told_with == TOLD_ALONE && meet(f, said)))
			continue;
		if (meet(f, said))
			return NULL;
		below |= f->high < said->low;
		above |= f->low > said->high;
		o = passage_of(r, f, PLACE_SUMMARY);
		if (!found && are_alike(r, said, f) &&
		    passages_agree(r, &m, &o, true))
			found = f;
	}
	if (found && !said->unit->grades.len &&
	    (said->told_with == TOLD_ALONE ||
	     (!said->unit->with.len && !said->unit->names.len)) &&
	    text_has_number(fold_text(r->c->letter->fold,
	                              found->sentence->start,
	                              found->sentence->end),
	                    said->high))
		return NULL; /* "8 visits in May, and 12 by June" */
	return below && above && (said->unit->with.len || said->unit->names.len)
	               ? NULL
	               : found;
}

/* Told of the case, and not of another time or a condition. */
static bool is_of_case(const struct contradicting *r,
                       const struct retold_figure *f)
{
	const struct retold_words *words = &r->c->rules->retold;
	struct mention m = passage_of(r, f, PLACE_RATIONALE);
	struct str sentence = words_at(r->c->letter, m.sentence);

	return is_statement(r, &m) && !is_verdict(r, &m) &&
	       !texts_stand_in(&words->elsewhere, sentence) &&
	       (f->told_with != TOLD_ALONE ||
	        (!texts_stand_in(&words->with_drugs, sentence) &&
	         !texts_stand_in(&words->without_drugs, sentence)));
}

static void report(struct contradicting *r, const struct retold_figure *said,
                   const struct retold_figure *told)
{
	struct mention m = passage_of(r, said, PLACE_RATIONALE);
	struct mention o = passage_of(r, told, PLACE_SUMMARY);
	struct finding *f;

	if (reported_before(r, &m))
		return;
	f = checking_report(
	        r->c, SUMMARY_RULE, r->d->index, m.at,
	        "the rationale of item %u gives another figure than the "
	        "case summary does in the same words",
	        r->d->index);
	f->confidence = CONFIDENCE_MEDIUM;
	checking_relate(r->c, f, o.at, "the case summary says");
	r->of_summary = true;
}

static struct retold_figures *figures_of(const struct contradicting *r,
                                         const struct sentences *sentences)
{
	struct retold_figures *told =
	        ARENA_NEW(r->c->arena, struct retold_figures);

	retold_figures_read(told, r->c->letter, &r->c->rules->retold,
	                    r->c->arena, sentences);
	return told;
}

void check_retold(struct contradicting *r)
{
	struct summary_told *told = r->summary;
	const struct retold_figures *said;

	if (span_empty(r->c->letter->summary))
		return;
	/* Those of the summary, which no item reads twice. */
	if (!told->figures)
		told->figures = figures_of(r, &r->c->letter->summary_sentences);
	if (!told->figures->list.len)
		return;
	said = figures_of(r, &r->d->sentences);
	for (size_t i = 0; i < said->list.len; i++) {
		const struct retold_figure *f = &said->list.items[i], *of;

		of = is_of_case(r, f) ? altered(r, f, told->figures) : NULL;
		if (of)
			report(r, f, of);
	}
}
