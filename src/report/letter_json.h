/* letter_json.h -- a letter as it was parsed, as JSON. */
#ifndef IMR_LETTER_JSON_H
#define IMR_LETTER_JSON_H

#include "engine/criterion.h"
#include "letter/letter.h"
#include "report/json.h"

/*
 * Writes the parsed letter, "imrcheck-letter/1": every field is there, null
 * where the letter does not state it. criteria[i] is what the guidelines make
 * of decision i; NULL: it was not evaluated.
 */
void letter_json(struct json *j, const struct letter *l, struct str path,
                 const struct criterion_values *criteria);

#endif
