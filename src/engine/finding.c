/* finding.c -- the names of severities, confidences and verdicts. */
#include "engine/finding.h"

const char *severity_name(enum severity s)
{
	static const char *const names[] = {
		[SEVERITY_NOTE] = "note",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};
	return names[s];
}

const char *confidence_name(enum confidence c)
{
	static const char *const names[] = {
		[CONFIDENCE_MEDIUM] = "medium",
		[CONFIDENCE_HIGH] = "high",
	};
	return names[c];
}

const char *verdict_name(enum verdict_value v)
{
	static const char *const names[] = {
		[VERDICT_CONSISTENT] = "consistent",
		[VERDICT_INCONSISTENT] = "inconsistent",
		[VERDICT_UNKNOWN] = "unknown",
		[VERDICT_NOT_APPLICABLE] = "not-applicable",
		[VERDICT_NOT_EVALUATED] = "not-evaluated",
	};
	return names[v];
}
