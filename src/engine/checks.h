/* checks.h -- the checks: one function for a family of rules. */
#ifndef IMR_CHECKS_H
#define IMR_CHECKS_H

#include "engine/checking.h"

/* form/unrecognised-layout, missing-section, missing-outcome,
 * missing-rationale, garbled-text */
void check_form(struct checking *c);

/* consistency/outcome-contradicts-rationale, conflicting-conclusions,
 * no-conclusion, determination-mismatch */
void check_conclusions(struct checking *c);

/* consistency/same-rationale-different-outcome */
void check_rationales_alike(struct checking *c);

/* citation/wrong-guideline, none-cited, no-section, page-out-of-range,
 * self-contradictory, not-in-force, mtus-covers-topic */
void check_citations(struct checking *c);

/* consistency/request-restated-differently, different-treatment-in-rationale,
 * body-part-or-side-mismatch, rationale-contradicts-request,
 * arithmetic-mismatch */
void check_requests(struct checking *c);

#endif
