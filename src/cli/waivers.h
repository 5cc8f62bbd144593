/* waivers.h -- imrcheck.waivers.yaml: findings that a person has set aside. */
#ifndef IMR_WAIVERS_H
#define IMR_WAIVERS_H

#include "base/buf.h"
#include "base/date.h"
#include "cli/ledger.h"
#include "text/diag.h"

#define WAIVERS_NAME "imrcheck.waivers.yaml"
/* Larger files are refused: this is room for 50,000 waivers. */
#define WAIVERS_BYTES_MAX ((size_t)16 * 1024 * 1024)

/*
 * Nobody writes comments into a record: who sets a finding aside says so
 * here, why, when, and for how long.
 */
struct waiver {
	struct str reason;
	struct str who;
	struct date date;
	struct date expires; /* the last day on which it holds */
	uint32_t line;       /* of its entry in the file, and its column */
	uint32_t column;
};

/* known.list and list run in parallel, in the order of the file. */
struct waivers {
	struct str path; /* empty: there is no file */
	struct str text;
	struct ledger known;
	VEC(struct waiver) list;
};

/*
 * Reads a file of waivers, whose text must live as long as perm. False when
 * there is something wrong with it; all of it is then in d.
 */
bool waivers_read(struct waivers *w, struct arena *perm, struct diags *d,
                  struct str path, struct str text);

/* The waiver of a finding; NULL when nobody has waived it. Marks it found. */
const struct waiver *waivers_find(const struct waivers *w,
                                  const char *fingerprint);

/* A day as "2026-01-31". */
void waivers_date(struct buf *out, struct date d);

/* Appends one as it stands in the file, indented by `column` blanks. */
void waivers_write(struct buf *out, size_t column, const struct entry *e,
                   const struct waiver *w);

#endif
