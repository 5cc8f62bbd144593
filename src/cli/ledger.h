/* ledger.h -- findings known by their fingerprints: waived, or in a baseline.
 */
#ifndef IMR_LEDGER_H
#define IMR_LEDGER_H

#include "base/arena.h"
#include "base/str.h"

#define FINGERPRINT_DIGITS 32

/*
 * letter names the letter as ledger_key_of does; empty: not known. found and
 * read are set while a run goes on.
 */
struct entry {
	struct str fingerprint;
	struct str rule; /* empty: not known */
	struct str letter;
	bool found; /* a finding has the fingerprint */
	bool read;  /* the letter was read in this run */
};

/* Zero is empty. The indices are there from ledger_index on. */
struct ledger {
	VEC(struct entry) list;
	uint32_t *by_fingerprint;
	uint32_t *by_letter;
};

/* True for 32 lower-case hexadecimal digits. */
bool ledger_is_fingerprint(struct str s);

/* To be called after the last entry was added, before the next two. */
void ledger_index(struct ledger *l, struct arena *a);

/* NULL when there is none. */
struct entry *ledger_find(const struct ledger *l, struct str fingerprint);

/* Marks the entries about a letter as read. */
void ledger_mark_read(const struct ledger *l, struct str letter);

/*
 * An entry of the same fingerprint that stands before entry i, or NULL. To be
 * asked after ledger_index.
 */
const struct entry *ledger_twice(const struct ledger *l, size_t i);

#endif
