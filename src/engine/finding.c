/* finding.c -- names of what a finding holds, order and identity of findings. */
#include "engine/finding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static int compare(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

/* Place, then rule, then criterion, then words: a total order. */
static int by_place(const void *one, const void *other)
{
	const struct finding *a = one, *b = other;
	int order = compare(a->span.start, b->span.start);

	if (!order)
		order = compare(a->span.end, b->span.end);
	if (!order)
		order = str_cmp(a->rule, b->rule);
	if (!order)
		order = str_cmp(a->criterion, b->criterion);
	if (!order)
		order = compare(a->decision, b->decision);
	return order ? order : str_cmp(a->message, b->message);
}

void findings_sort(struct findings *f)
{
	if (f->list.len)
		qsort(f->list.items, f->list.len, sizeof(struct finding),
		      by_place);
}

/*
 * Letters and figures only, in lower case: neither wrapping nor a page break
 * nor the kind of quotation marks shows in it.
 */
static uint64_t hash_words(struct str s, uint64_t seed)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = to_lower(s.ptr[i]);

		if (is_alnum(c) || (unsigned char)c >= 0x80)
			seed = str_hash((struct str){ &c, 1 }, seed);
	}
	return str_hash(STR("\n"), seed);
}

struct str findings_letter_name(struct arena *a, struct str text)
{
	return arena_printf(a, "%016llx",
	                    (unsigned long long)hash_words(text,
	                                                   STR_HASH_SEED));
}

static uint64_t hash_finding(const struct finding *f, struct str letter,
                             struct str request, struct str text,
                             uint64_t seed)
{
	uint64_t h = hash_words(letter, seed);

	h = hash_words(f->rule, h);
	h = hash_words(f->criterion, h);
	h = hash_words(request, h);
	h = hash_words(str_sub(text, f->span.start, f->span.end), h);
	for (size_t i = 0; i < f->related.len; i++) {
		struct span at = f->related.items[i].span;

		h = hash_words(str_sub(text, at.start, at.end), h);
	}
	return h;
}

/* Two halves of 64 bits; the second starts elsewhere. */
#define SECOND_SEED UINT64_C(0x9e3779b97f4a7c15)

void finding_fingerprint(struct finding *f, struct str letter,
                         struct str request, struct str text,
                         uint32_t ordinal)
{
	char digits[16];
	int n = snprintf(digits, sizeof(digits), "%u", ordinal);
	struct str number = { digits, (size_t)n };
	uint64_t a = hash_finding(f, letter, request, text, STR_HASH_SEED);
	uint64_t b = hash_finding(f, letter, request, text, SECOND_SEED);

	a = str_hash(number, a);
	b = str_hash(number, b);
	snprintf(f->fingerprint, sizeof(f->fingerprint), "%016llx%016llx",
	         (unsigned long long)a, (unsigned long long)b);
}
