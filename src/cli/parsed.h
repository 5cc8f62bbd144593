/* parsed.h -- letters that come parsed, as JSON or YAML. */
#ifndef IMR_PARSED_H
#define IMR_PARSED_H

#include "base/arena.h"
#include "text/diag.h"
#include "text/node.h"

/*
 * The text of a letter of the layout of 2014, made of the fields of a parsed
 * letter ("imrcheck-letter/1"). Read through the ordinary pipeline it gives
 * the fields again, and every finding a place to point at.
 *
 * Needed are decisions[].request, outcome and rationale.text. Case, header
 * dates, summary, credentials and citations are taken where they are given.
 * Other members are derived from the texts, so they are not looked at. False
 * when something needed is missing or of the wrong kind; d then says where.
 */
bool parsed_text(const struct node *root, struct arena *a, struct diags *d,
                 struct str *text);

#endif
