/* request.h -- what an item asks for. */
#ifndef IMR_REQUEST_H
#define IMR_REQUEST_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/*
 * Reads every field of decision->request from the heading in request.span
 * (printed heading without outcome and colon). letter->fold and letter->hits,
 * the hits of the whole letter in order, must be there.
 */
void request_read(const struct letter *letter, struct decision *decision,
                  const struct ruleset *rules, struct arena *a);

/*
 * Reads what some words of a sentence ask for ("the request for X"); folded
 * offsets. Nothing is corrected and nothing is borrowed from the heading.
 */
void request_read_words(const struct letter *letter,
                        const struct ruleset *rules, struct arena *a,
                        struct span folded, struct request *out);

/* The portions of a heading, each read by itself as it is printed. A heading
 * that is one request is disputed as it was read. */
struct request_portions {
	struct request original;
	struct request granted; /* what was authorized; when has_granted */
	struct request disputed;
	bool has_granted;
};

/*
 * False when the heading is one request, which is then disputed. Where
 * several portions were granted, none is.
 */
bool request_read_portions(const struct letter *letter,
                           const struct request *request,
                           const struct ruleset *rules, struct arena *a,
                           struct request_portions *out);

/* True when the request asks for an ingredient of the drug, not only for what
 * both have added, such as the acetaminophen of Norco and Percocet. */
bool request_has_drug(const struct request *r, const struct drug_row *drug);

/* How many levels are asked for. "L4-5 and L5-S1 (medial branches L3, L4, L5)":
 * where joints are told, the nerves of them are no more. */
size_t request_levels(const struct request *r);

/* How many facet joints that is where nerves are told: one less than nerves,
 * for a joint lies between two. "Medial branches L3, L4 and L5": two. */
size_t request_joints(const struct request *r);

/* The vertebrae of "L4-5" or "L5-S1" as bits, from above: seven of the neck,
 * twelve of the chest, five lumbar ones, then the sacrum. */
uint64_t level_vertebrae(struct str level);

/* True when a drug of the one begins with the ingredient that one of the other
 * begins with. */
bool requests_share_drug(const struct request *a, const struct request *b);

#endif
