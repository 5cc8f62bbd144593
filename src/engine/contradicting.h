/*
 * contradicting.h -- what the checks of contradictions know of a rationale:
 * what each mention is good for (standing.c), whether a denial means what it
 * seems to mean (denial.c), and whether two passages speak of the same thing
 * (agreeing.c).
 */
#ifndef IMR_CONTRADICTING_H
#define IMR_CONTRADICTING_H

#include "engine/checks.h"
#include "engine/fact.h"
#include "letter/result.h"
#include "letter/timeline.h"

#define SUMMARY_RULE STR("consistency/rationale-contradicts-summary")

/* What the summary tells beside its mentions: read once for all items. */
struct summary_told {
	struct results results;
	bool has_results;
	struct retold_figures *figures; /* check_retold.c; NULL: not read yet */
	struct timeline *times;         /* agreeing.c; NULL: not read yet */
};

/* What can be said of a mention without another one. */
enum standing {
	STANDING_STATEMENT, /* the reviewer states it, of the case or at all */
	STANDING_OF_CASE,   /* and it speaks of the patient */
	STANDING_TOLD,      /* or at least tells what there is */
	STANDING_OF_PART,   /* of the summary: about the body part asked for */
	STANDING_DIRECT,    /* a denial that stands next to what it denies */
	STANDING_WHOLE,     /* and that nothing narrows behind it */
	STANDING_ALL,       /* nor before it */
};

/* Found out when it is asked for: most mentions are never asked. */
struct standings {
	uint8_t asked; /* bits of enum standing */
	uint8_t is;
};

/* One item at work. */
struct contradicting {
	struct checking *c;
	const struct decision *d;
	const struct known *known;
	struct summary_told *summary;
	struct standings *standings; /* one a mention */
	uint32_t *first;        /* one a fact: 1 + its first mention; 0: none */
	uint32_t *next;         /* one a mention: 1 + the next of its fact */
	VEC(uint32_t) reported; /* places of statements already reported */
	bool of_summary; /* a contradiction of the summary was reported */
	bool of_itself;  /* one of the rationale */
};

/* Mentions of one fact that are held against a statement: the first ones tell
 * it, and letters without end stay bounded. */
#define OPPOSED_MAX 32
/* And so many are looked at. */
#define OPPOSED_SEEN 256

/* -- passage.c */

/* A place of the letter as it is matched: lower case, single blanks. */
struct str words_at(const struct letter *l, struct span at);

/* Index of the sentence that holds a place; the number of them: none. */
size_t sentence_index(const struct letter *l, const struct sentences *sentences,
                      struct span at);

/* That sentence; NULL: none. */
const struct sentence *sentence_holding(const struct letter *l,
                                        const struct sentences *sentences,
                                        struct span at);

/* The sentence of a mention and the hits of its text. */
const struct sentence *sentence_about(const struct contradicting *r,
                                      const struct mention *m);
const struct hits *hits_about(const struct contradicting *r,
                              const struct mention *m);

/* Words of a sentence, folded, as a mention: it tells no fact, and is there. */
struct mention passage_at(const struct contradicting *r,
                          const struct sentence *s, uint32_t start,
                          uint32_t end, enum mention_place place);

/* -- standing.c */

/* `which` is the index of the mention. */
bool stands(const struct contradicting *r, size_t which, enum standing how);

/* The words around a mention, between the breaks of its sentence. */
struct str clause_of(const struct contradicting *r, const struct mention *m);

/* "Family history of ulcers" */
bool is_of_others(const struct contradicting *r, const struct mention *m);

/* What the reviewer states of the case: no recital, nothing supposed. */
bool is_statement(const struct contradicting *r, const struct mention *m);

/* "An MRI of the knee is necessary": what is asked for, and nothing that was.
 */
bool is_verdict(const struct contradicting *r, const struct mention *m);

/* "A tear was suspected", "she was warned of bleeding": told, but not as being
 * there. */
bool is_unsure(const struct contradicting *r, const struct mention *m);

/* "She denide headaches": a word of what says that it is so is misspelt, and
 * was to deny it. */
bool may_deny(const struct contradicting *r, const struct mention *m);

/* "He reports some insomnia", "there is spasm": not "a drug for insomnia". */
bool is_said_of_patient(const struct contradicting *r, const struct mention *m);

/* -- agreeing.c */

/* True when a finding of the summary is about the part asked for. */
bool part_agrees(const struct contradicting *r, const struct mention *m);

/* True when a statement and a passage speak of one side, one visit, one time
 * and, unless any part will do, of one part of the body. */
bool passages_agree(const struct contradicting *r, const struct mention *m,
                    const struct mention *o, bool any_part);

/* The last date of [start, end), folded; month 0: none. */
struct date last_date(const struct contradicting *r, uint32_t start,
                      uint32_t end);

/* The sentence says that it is so today. */
bool is_of_now(const struct contradicting *r, const struct mention *m);

/* The sentence parts one visit from another. */
bool is_of_visit(const struct contradicting *r, const struct mention *m);

/* The mention's first word is one of the words. */
bool begins_with(const struct contradicting *r, const struct mention *m,
                 const struct texts *words);

/* -- denial.c */

/* True when the denial stands next to what it denies and to nothing else. */
bool denial_is_direct(const struct contradicting *r, const struct mention *m);

/* "No other NSAID was tried", under a request for one: of all but that. */
bool denial_is_of_others(const struct contradicting *r,
                         const struct mention *m);

/* "No previous head trauma" denies none of this injury. */
bool denial_is_of_earlier(const struct contradicting *r,
                          const struct mention *m);

/* "No objective findings" denies them all; "of a tear" would narrow it. */
bool denial_is_whole(const struct contradicting *r, const struct mention *m);

/* "No gastrointestinal complaints" denies some complaints, not complaints. */
bool denial_is_of_all(const struct contradicting *r, const struct mention *m);

/* -- denial_account.c */

/* "At first there was no weakness", "the radiologist found no tear": a denial
 * of what begins at `start` (folded) that is of one time or by one witness;
 * another may tell it. */
bool denial_is_one_account(const struct contradicting *r,
                           const struct sentence *s, uint32_t start);

/* The words hold "at first", "this year", "the QME found" or the like. */
bool tells_one_account(const struct contradicting *r, struct str clause);

/* "In 2012 she had headaches", "at first": what is told of an earlier time. */
bool is_of_earlier(const struct contradicting *r, const struct mention *m);

/* The wording [start, end) denies what was so for a time: "off work until
 * May". */
bool denial_has_ended(const struct contradicting *r, const struct mention *m,
                      const struct sentence *s, uint32_t start, uint32_t end);

/* -- check_contradiction.c */

/* The passage of a place that says the opposite of a statement; NULL: none, or
 * one that bears it out. */
const struct mention *opposing_passage(const struct contradicting *r,
                                       const struct contradiction *c,
                                       const struct mention *m,
                                       enum mention_place place);

/* Reports a statement and what stands against it. */
struct finding *report_contradiction(struct contradicting *r, struct str rule,
                                     const struct mention *m,
                                     const struct mention *o);

/* True when something of the mention's sentence was reported; it now is. */
bool reported_before(struct contradicting *r, const struct mention *m);

/* -- check_results.c */

/* Reports results of studies that the summary tells otherwise; `said` are then
 * those of the rationale. */
void check_results(struct contradicting *r, struct results *said);

/* -- check_none_of.c */

/* Reports a denial of all that a guideline lists, where one of it is told. */
void check_none_of(struct contradicting *r);

/* -- check_retold.c */

/* Reports figures of the case that the summary tells otherwise. */
void check_retold(struct contradicting *r);

/* -- check_summary.c */

/* Once a letter. */
void check_summary(struct contradicting *r);

#endif
