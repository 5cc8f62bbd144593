/* diag.h -- complaints about what we were given: rules, options, inputs. */
#ifndef IMR_DIAG_H
#define IMR_DIAG_H

#include "base/arena.h"
#include "base/str.h"

/* Every kind of complaint; DIAGNOSTICS of the man page lists the names. */
#define DIAG_LIST(X)                      \
	X(YAML, "yaml")                   \
	X(JSON, "json")                   \
	X(UNKNOWN_KEY, "unknown-key")     \
	X(DUPLICATE_KEY, "duplicate-key") \
	X(MISSING_KEY, "missing-key")     \
	X(WRONG_TYPE, "wrong-type")       \
	X(UNKNOWN_NAME, "unknown-name")   \
	X(DUPLICATE_ID, "duplicate-id")   \
	X(BAD_PATTERN, "bad-pattern")     \
	X(BAD_VALUE, "bad-value")         \
	X(UNUSED, "unused")               \
	X(MISSING_FILE, "missing-file")

enum diag_id {
#define X(id, name) DIAG_##id,
	DIAG_LIST(X)
#undef X
};

/* line 0: about the file as a whole. */
struct diag {
	enum diag_id id;
	struct str path;
	uint32_t line;
	uint32_t column;
	struct str text;
};

/* More are counted but not kept. */
#define DIAGS_MAX 100

struct diags {
	struct arena *arena;
	struct str path; /* of the file that is read now */
	size_t count;
	VEC(struct diag) list;
};

void diag_add(struct diags *d, enum diag_id id, uint32_t line, uint32_t column,
              const char *format, ...) __attribute__((format(printf, 5, 6)));
const char *diag_name(enum diag_id id);
/* "path:line:column: error: text [id]" for each, one a line. */
struct str diags_text(const struct diags *d);

/*
 * "; did you mean 'x'?" for the candidate nearest to `word`, or nothing when
 * none is near. `candidate(with, i)` returns the i-th of n names.
 */
struct str diag_did_you_mean(struct arena *a, struct str word,
                             struct str (*candidate)(const void *with,
                                                     size_t i),
                             const void *with, size_t n);

#endif
