/* letter_json.h -- a letter as it was parsed, as JSON. */
#ifndef IMR_LETTER_JSON_H
#define IMR_LETTER_JSON_H

#include "letter/letter.h"
#include "report/json.h"

/*
 * Writes the parsed letter, "imrcheck-letter/1": every field is there, null
 * where the letter does not state it.
 */
void letter_json(struct json *j, const struct letter *l, struct str path);

#endif
