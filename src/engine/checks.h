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

/* consistency/same-rationale-different-outcome, and
 * different-treatment-in-rationale where the rationale of another item stands;
 * runs after check_restated, which sees the latter closer */
void check_rationales_alike(struct checking *c);

/* citation/wrong-guideline, none-cited, no-section, page-out-of-range,
 * self-contradictory, not-in-force, mtus-covers-topic */
void check_citations(struct checking *c);

/* request/missing-*, form/heading-typo, wrong-label, unit-error,
 * consistency/duplicate-item */
void check_requests(struct checking *c);
/* form/heading-typo: what is printed there was read as what was meant; decision
 * 0: in no item. */
void report_misspelt(struct checking *c, uint32_t decision, struct span at,
                     struct str meant);

/* consistency/date-order */
void check_dates(struct checking *c);

/* consistency/patient-mismatch */
void check_patient(struct checking *c);

/* guideline/approved-in-breach, denied-though-met, misapplied */
void check_guidelines(struct checking *c);

/* safety/opioid-with-benzodiazepine, acetaminophen-daily-maximum,
 * opioid-dose-ceiling */
void check_safety(struct checking *c);

/* consistency/request-restated-differently, different-treatment-in-rationale,
 * body-part-or-side-mismatch, rationale-contradicts-request,
 * arithmetic-mismatch */
void check_restated(struct checking *c);
/* consistency/rationale-contradicts-summary, rationale-contradicts-itself */
void check_contradictions(struct checking *c);

#endif
