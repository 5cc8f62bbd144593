/* html.h -- the parts of the HTML audit report. */
#ifndef IMR_HTML_H
#define IMR_HTML_H

#include "report/report.h"

/*
 * The letters come first in the file and the first page last, because its
 * totals are known then; the page's script and style put it on top. Nothing of
 * a letter is ever written but through report/markup.h.
 */

/* A letter: its items, its findings with their passages, its text. */
void html_letter(struct buf *out, const struct report *r,
                 const struct report_letter *l);

/* The letter's text; every passage of a finding marked and numbered. */
void html_marked_text(struct buf *out, const struct report_letter *l,
                      size_t letter);

/* A passage with the lines it stands on. */
void html_quote(struct buf *out, const struct source *s, struct span at);

/* The first page: what a manager reads. */
void html_overview(struct buf *out, const struct report *r,
                   const struct report_summary *s);

/* "Error", as a heading writes it. */
const char *html_severity(enum severity s);

/* Findings have passages a, b, c ...; the twenty-sixth and further are z. */
char html_passage_letter(size_t i);

#endif
