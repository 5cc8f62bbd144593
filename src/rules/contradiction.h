/* contradiction.h -- which statements of a letter cannot both hold. */
#ifndef IMR_CONTRADICTION_H
#define IMR_CONTRADICTION_H

#include "rules/fact.h"
#include "rules/loader.h"

/*
 * One way of contradicting: the rationale denies `fact` (or asserts it), and
 * the letter shows the opposite by the fact itself, by a child of it, or by
 * one of `others`, all of `along` being shown as well.
 */
struct contradiction {
	struct str fact_id;
	uint32_t fact;   /* index into the facts */
	bool any_part;   /* the body part does not matter */
	bool asserted;   /* the rationale asserts it; else it denies it */
	bool kinds;      /* the same for every child of the fact */
	bool alone;      /* a denial counts when nothing narrows it after */
	bool of_patient; /* only what is said of the patient outright */
	bool had;        /* a sentence that asks for something does not count */
	bool same;       /* a parent of it does not count */
	bool now;        /* what the summary tells of the past does not count */
	bool of_injury;  /* what was before the injury does not count */
	bool listed;     /* "none of these" denies it, where it is listed */
	bool summary;    /* nor can the summary alone both deny and report it */
	struct fact_list others;
	struct fact_list along;
	/* Asserted: the lists of the summary that would hold the fact. */
	struct fact_list unlisted;
	/* A rationale that speaks of one of these means another thing. */
	struct fact_list elsewhere;
	/* So does a sentence that speaks of one of these. */
	struct fact_list beside;
	struct rule_place at;
};

struct contradictions {
	VEC(struct contradiction) list;
	/* Words that make a denial narrower than what it names: "no recent
	 * imaging" denies no imaging. Folded. */
	struct texts narrowing;
	/* The same behind the denial: "was not done at this clinic". Folded. */
	struct texts narrowing_after;
	struct texts sorts; /* "pool therapy": one sort of what is named */
	struct texts once;  /* of an earlier time */
	struct texts ago;   /* the same, behind */
	struct texts lately;
	struct texts unsure;
	struct texts said_by_others;
	struct texts denying;  /* known where they are misspelt */
	struct texts repeated; /* "a second injection" grants the first */
	struct texts earlier;  /* than the injury */
	/* "None of these factors applies": the three parts of it. Folded. */
	struct texts none_of;
	struct texts listed_things;
	struct texts applying;
	struct texts relievers; /* drug classes that keep a complaint away */
	struct texts last_seen;
	struct texts ended;
	struct texts given_up;
	struct texts changed;
	struct texts brought;
	struct texts short_lived;
	struct texts gone;
	/* Words that say a thing of the patient, and words that say that it was
	 * found. Folded. */
	struct texts asserting;
	struct texts showing;
	/* Words that give the reason of a denial. Folded. */
	struct texts reasons;
	/* Words of sentences that suppose what is not. Folded. */
	struct texts supposing;
	/* Words of clauses that recite what ought to be. Folded. */
	struct texts reciting;
	/* Words that do not part a denial from what it denies, and words that
	 * may follow what is denied. Folded. */
	struct texts small;
	struct texts after;
	/* Those of the latter that leave what is denied whole. Folded. */
	struct texts ending;
	/* Words that make a denial one of an outcome: "has not failed therapy"
	 * denies no therapy. Folded. */
	struct texts outcome;
	/* Words that say of a thing that it was, and no more. Folded. */
	struct texts happened;
	struct texts acted_on;
	/* Words with which a thing itself begins or ends, and that leave open
	 * whether there ever was one. Folded. */
	struct texts failing;
	/* Words of use today. Folded. */
	struct texts today;
	/* Words for others than the patient. Folded. */
	struct texts others;
	/* Words that make a denial stronger. Folded. */
	struct texts emphatic;
	/* Words by which a thing hangs on the noun before it. Folded. */
	struct texts linking;
	/* Words that narrow nothing though they hold one of the former. Folded.
	 */
	struct texts timely;
	/* Words that narrow a denial but of use today. Folded. */
	struct texts current;
	/* Words at the end of a denial that is of all that there was, when one
	 * of the others stands before what is denied. Folded. */
	struct texts until_now;
	struct texts perfect;
	/* Words that tell behind a denial that it is of one place. Folded. */
	struct texts places;
	/* Words that open a clause on what is denied before them. Folded. */
	struct texts relative;
	/* Words that restrict a denial behind a list. Folded. */
	struct texts restricting;
	/* Verbs of a denial with which a thing is known. Folded. */
	struct texts discussing;
	/* Words of sentences that ask for a treatment. Folded. */
	struct texts asking;
	/* Words for what is left when something was told before. Folded. */
	struct texts remainder;
	/* Words of sentences that part one time from another. Folded. */
	struct texts visits;
	/* Words for what is excepted from what follows. Folded. */
	struct texts excepting;
	/* Words that turn a sentence against what it has said. Folded. */
	struct texts turning;
	/* Verbs of what was found or done. Folded. */
	struct texts found;
	/* Words for the patient. Folded. */
	struct texts persons;
	/* Words before a thing that is known to the reader. Folded. */
	struct texts known_by;
	/* What is denied behind one of these is what goes along. Folded. */
	struct texts accompanying;
	/* Words that open a clause of one time. Folded. */
	struct texts meanwhile;
};

void contradiction_load(struct loader *ld, const struct node *list);
/* The section 'contradiction-words': a map of the lists above. */
void contradiction_load_words(struct loader *ld, const struct node *map);
/* Once all files are read: names become facts, which count as used. */
void contradiction_finish(struct loader *ld);

#endif
