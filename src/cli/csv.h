/* csv.h -- records of comma-separated values (RFC 4180). */
#ifndef IMR_CSV_H
#define IMR_CSV_H

#include "base/arena.h"

/*
 * True when a record goes on after this line, since a quoted value is open.
 * `open` is what was true before the line.
 */
bool csv_goes_on(struct str line, bool open);

/*
 * The value number `column` (from 0) of a record, without its quotes; a copy
 * in the arena when it had any, else it stands in the record. ok is false when
 * the record has fewer values.
 */
struct csv_value {
	struct str text;
	bool ok;
};
struct csv_value csv_value(struct arena *a, struct str record, size_t column);

/* Which column of a first record has this name; ok as above. */
struct csv_column {
	size_t index;
	bool ok;
};
struct csv_column csv_column(struct arena *a, struct str record,
                             struct str name);

#endif
