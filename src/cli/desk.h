/* desk.h -- where one letter is worked on; each thread has several. */
#ifndef IMR_DESK_H
#define IMR_DESK_H

#include <setjmp.h>

#include "cli/file.h"
#include "cli/option.h"
#include "cli/walk.h"
#include "engine/criterion.h"
#include "engine/finding.h"
#include "letter/letter.h"
#include "rules/ruleset.h"

struct cache;

/* A letter's bytes, on their way through the stages. */
struct bytes {
	struct str path; /* of the file */
	struct str name; /* of the letter: the path, or "file.ndjson#3" */
	uint32_t line;   /* of an NDJSON or CSV file, which it is; else 0 */
	enum input_kind kind;
	bool from_pdf;
	struct str all;
};

/*
 * Options, rules and compiled patterns belong to others; the first two are
 * shared by all threads and only read. What was read stays valid until
 * desk_forget; the letter points into the bytes it was read from.
 */
struct desk {
	struct arena arena; /* of one letter and its findings */
	const struct options *options;
	const struct ruleset *rules;
	struct regex_cache *regexes;
	const struct cache *cache; /* of findings; NULL: none */
	bool wants_verdicts; /* somebody asks what rules made of decisions */
	struct file file;
	struct file entry; /* of the cache */

	struct str path;
	struct source source;
	struct letter letter;
	struct findings findings;
	struct verdicts verdicts;
	bool readable;
	struct str because; /* why it could not be read; empty: it was */
	bool no_memory;     /* that is why */
	bool cache_failed;  /* the letter could not be put into the cache */
	struct str said;    /* complaints, for stderr */
};

/* Takes back all that belongs to the letter before. */
void desk_forget(struct desk *desk);

/*
 * Reads a letter's bytes and, with evaluate, finds what is wrong with it.
 * Whatever happens, also when memory runs out, is noted in the desk: readable,
 * because, said. problem: the bytes could not be had, because. Bytes, their
 * names and the problem must stay as long as the letter.
 */
void desk_work(struct desk *desk, const struct bytes *bytes, bool evaluate,
               const char *problem);

/*
 * What the guidelines make of every decision of the letter that was read: one
 * entry a decision, in the desk's arena, which may run out.
 */
const struct criterion_values *desk_criteria(struct desk *desk);

#endif
