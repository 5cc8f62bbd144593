/* people.h -- the patient and the reviewer, from the letter's own words. */
#ifndef IMR_PEOPLE_H
#define IMR_PEOPLE_H

#include "letter/letter.h"
#include "rules/ruleset.h"

/* Licenses and specialties, from the how-made or credentials section. */
void reviewer_read(const struct letter *letter, struct reviewer *out,
                   const struct ruleset *rules, struct arena *a,
                   struct span section);
/* Age and sex of the patient, and the date of injury that the summary states.
 */
void patient_read(struct letter *letter, const struct ruleset *rules,
                  struct arena *a);

struct injury; /* letter/timeline.h */

/* The date of injury, perhaps only its month, that the folded text of a
 * sentence tells, whose hits begin so; false when it tells none. */
bool injury_read(const struct letter *letter, uint32_t start, uint32_t end,
                 uint32_t first_hit, struct injury *out);

/*
 * The age that the hit of a person word states ("47-year-old") and where; 0
 * when it states none that a working person has.
 */
int people_age(const struct letter *letter, const struct hit *h,
               struct span *at);

#endif
