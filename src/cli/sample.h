/* sample.h -- letters or decisions drawn by lot, for an audit. */
#ifndef IMR_SAMPLE_H
#define IMR_SAMPLE_H

#include "engine/finding.h"
#include "letter/letter.h"
#include "report/report.h"

/* One that may be drawn: a letter by its number in the run, or a decision. */
struct lot {
	uint64_t rank;
	size_t letter;
	uint32_t decision; /* 1-based; 0: the letter */
};

/*
 * The run reads all letters twice: first they are counted (sample_add), then,
 * after sample_draw, those that were drawn are checked. Which are drawn
 * depends on the seed and on each letter's case number (else its text), not on
 * the order of the inputs. Zero but for arena, size and record is valid.
 */
struct sample {
	struct arena *arena;
	uint32_t size;
	struct sample_record record; /* seed, decisions; the rest is counted */
	struct {
		VEC(struct lot)
		heap; /* the lowest, the highest of them first */
	} strata[SAMPLE_STRATA];
	size_t letters;    /* that were added */
	struct lot *drawn; /* by letter, then decision; NULL: not yet drawn */
	size_t n_drawn;
	size_t n_done; /* of those, by sample_keep */
};

/* The next letter; NULL when it could not be read. */
void sample_add(struct sample *s, const struct letter *letter);

/*
 * Divides the size among the outcomes as they are found, at least one to each
 * where there is room, and draws the lowest ranks of each.
 */
void sample_draw(struct sample *s);

/* True when the letter, or one of its decisions, was drawn. */
bool sample_letter(const struct sample *s, size_t number);

/*
 * Keeps what is about decisions that were drawn. To be called for each letter
 * that was drawn, in their order. Returns how many decisions those are.
 */
size_t sample_keep(struct sample *s, struct findings *found,
                   struct verdicts *verdicts);

#endif
