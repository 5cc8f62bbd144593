/* finding.h -- what was found in a letter: the product. */
#ifndef IMR_FINDING_H
#define IMR_FINDING_H

#include "base/arena.h"
#include "base/str.h"

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };
enum confidence { CONFIDENCE_MEDIUM, CONFIDENCE_HIGH };

/* A second passage, with its own words ("but the rationale ends here"). */
struct related {
	struct str message;
	struct span span;
};

struct finding {
	struct str rule;      /* "consistency/outcome-contradicts-rationale" */
	struct str criterion; /* id of the criterion, or empty */
	uint8_t severity;     /* enum severity */
	uint8_t confidence;   /* enum confidence */
	uint32_t decision;    /* 1-based; 0: the header or the summary */
	struct str message;   /* plain words, no full stop */
	struct span span;
	VEC(struct related) related;
	struct str citation;  /* the guideline relied on, or empty */
	struct str help;      /* what would settle it, or empty */
	char fingerprint[33]; /* hexadecimal, terminated */
};

/* Ordered by place, then rule, once a letter is done. */
struct findings {
	VEC(struct finding) list;
};

enum verdict_value {
	VERDICT_CONSISTENT,
	VERDICT_INCONSISTENT,
	VERDICT_UNKNOWN,
	VERDICT_NOT_APPLICABLE,
	VERDICT_NOT_EVALUATED,
};

/* What one rule said about one decision. */
struct verdict {
	uint32_t decision; /* 0: about the letter */
	struct str rule;
	uint8_t value; /* enum verdict_value */
	struct str because;
};

struct verdicts {
	VEC(struct verdict) list;
};

const char *severity_name(enum severity s);
const char *confidence_name(enum confidence c);
const char *verdict_name(enum verdict_value v);

#endif
