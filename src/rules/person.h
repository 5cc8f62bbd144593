/* person.h -- the words for the patient and the reviewer (people.yaml). */
#ifndef IMR_PERSON_H
#define IMR_PERSON_H

#include "rules/loader.h"

/* What a hit of TERM_PERSON means: its index. In the order of the keys. */
enum person_word {
	PERSON_AGE_AFTER,
	PERSON_AGE_BEFORE,
	PERSON_MALE,
	PERSON_FEMALE,
	PERSON_HE,
	PERSON_SHE,
	PERSON_WORKER,
	PERSON_BYSTANDER,
	PERSON_PHYSICIAN,
	PERSON_OF_PATIENT,
	PERSON_BORN,
	PERSON_INJURY_BEFORE,
	PERSON_INJURY_AFTER,
	PERSON_INJURY_CLAUSE,
	PERSON_NOT_INJURY,
	PERSON_LICENSE_LABEL,
	PERSON_SPECIALTY_LABEL,
	PERSON_LICENSED_IN,
	PERSON_CERTIFIED_IN,
	PERSON_SPECIALTY_WITH_AND,
	PERSON_WORDS,
};

void person_load(struct loader *ld, const struct node *map);

#endif
