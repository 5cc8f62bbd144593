/* sentence.h -- sentences, their confirmed hits and their voices. */
#ifndef IMR_SENTENCE_H
#define IMR_SENTENCE_H

#include "letter/letter.h"
#include "rules/regex.h"
#include "rules/ruleset.h"

/*
 * Splits the text in `where` into sentences, appends them to out, and appends
 * the hits that stand in them to hits: patterns confirmed within their
 * sentence, hits that lie inside a longer one of the same kind left out,
 * ordered by start. A paragraph's end ends a sentence, a page break does not.
 * False when a pattern hit a limit: something was not evaluated.
 */
bool sentences_read(const struct letter *l, struct span where,
                    const struct ruleset *rules, struct regex_cache *regexes,
                    struct arena *a, struct sentences *out, struct hits *hits);

/* True when the mark at `at` ends the sentence that begins at `start` of a text
 * that runs to `end`. */
bool ends_sentence(const struct fold *f, const struct ruleset *rules,
                   uint32_t start, uint32_t at, uint32_t end);

/* The first cue of a kind in the sentence that begins at `from` or behind it;
 * NULL when there is none. */
const struct hit *sentence_cue(const struct hits *hits,
                               const struct sentence *s, enum cue cue,
                               uint32_t from);

/* "Eight visits" of "eight visits, which with the others makes eighteen". */
struct str sentence_before_relative(struct str text);

/* Gives every sentence its voice; `usual` is whose text this is. */
void sentences_voice(struct sentences *sentences, const struct hits *hits,
                     enum voice usual);

#endif
