/* regex.c -- patterns; the only file that includes pcre2.h. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "rules/regex.h"

#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/*
 * Subjects are single sentences. No pattern of ours comes near these; one that
 * backtracks for ever meets them in a few milliseconds.
 */
#define MATCH_LIMIT 100000
#define DEPTH_LIMIT 2000
#define HEAP_LIMIT_KIB 2048

struct codes {
	size_t n;
	pthread_mutex_t compiling;
	_Atomic(pcre2_code *) list[];
};

struct regex_cache {
	struct codes *codes;
	bool shared; /* codes are another cache's */
	pcre2_match_data *data;
	pcre2_match_context *context;
};

static pcre2_code *compile(struct str pattern, int *error, PCRE2_SIZE *at)
{
	return pcre2_compile((PCRE2_SPTR)pattern.ptr, pattern.len,
	                     PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS |
	                             PCRE2_USE_OFFSET_LIMIT |
	                             PCRE2_NEVER_BACKSLASH_C,
	                     error, at, NULL);
}

static struct regex_cache *cache_new(struct codes *codes, bool shared)
{
	struct regex_cache *c = calloc(1, sizeof(*c));

	if (!c)
		return NULL;
	c->codes = codes;
	c->shared = shared;
	c->data = pcre2_match_data_create(REGEX_CAPTURES_MAX + 1, NULL);
	c->context = pcre2_match_context_create(NULL);
	if (!c->data || !c->context) {
		c->shared = true; /* the codes stay the caller's */
		regex_cache_free(c);
		return NULL;
	}
	pcre2_set_match_limit(c->context, MATCH_LIMIT);
	pcre2_set_depth_limit(c->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(c->context, HEAP_LIMIT_KIB);
	return c;
}

static void codes_free(struct codes *codes)
{
	for (size_t i = 0; i < codes->n; i++)
		pcre2_code_free(codes->list[i]);
	pthread_mutex_destroy(&codes->compiling);
	free(codes);
}

struct regex_cache *regex_cache_new(size_t patterns)
{
	struct codes *codes =
		calloc(1, sizeof(*codes) + patterns * sizeof(*codes->list));
	struct regex_cache *c;

	if (!codes)
		return NULL;
	codes->n = patterns;
	pthread_mutex_init(&codes->compiling, NULL);
	c = cache_new(codes, false);
	if (!c)
		codes_free(codes);
	return c;
}

struct regex_cache *regex_cache_share(const struct regex_cache *of)
{
	return cache_new(of->codes, true);
}

void regex_cache_free(struct regex_cache *c)
{
	if (!c)
		return;
	if (!c->shared)
		codes_free(c->codes);
	pcre2_match_data_free(c->data);
	pcre2_match_context_free(c->context);
	free(c);
}

/* One thread compiles a pattern; the others find it done. */
static pcre2_code *code_of(struct regex_cache *c, uint32_t id,
                           struct str pattern)
{
	_Atomic(pcre2_code *) *place = &c->codes->list[id];
	pcre2_code *code = atomic_load_explicit(place, memory_order_acquire);
	PCRE2_SIZE at;
	int error;

	if (code)
		return code;
	pthread_mutex_lock(&c->codes->compiling);
	code = atomic_load_explicit(place, memory_order_relaxed);
	if (!code) {
		code = compile(pattern, &error, &at);
		/* Without JIT support the interpreter serves as well. */
		if (code)
			pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
		atomic_store_explicit(place, code, memory_order_release);
	}
	pthread_mutex_unlock(&c->codes->compiling);
	return code;
}

static void take_captures(pcre2_match_data *data, int groups,
                          struct regex_match *out)
{
	const PCRE2_SIZE *at = pcre2_get_ovector_pointer(data);

	*out = (struct regex_match){ 0 };
	out->all.start = (uint32_t)at[0];
	out->all.end = (uint32_t)at[1];
	for (int i = 1; i < groups && i <= REGEX_CAPTURES_MAX; i++) {
		if (at[2 * i] == PCRE2_UNSET)
			continue;
		out->capture[i - 1].start = (uint32_t)at[2 * i];
		out->capture[i - 1].end = (uint32_t)at[2 * i + 1];
	}
}

enum regex_result regex_match(struct regex_cache *c, uint32_t id,
                              struct str pattern, struct str subject,
                              uint32_t from, uint32_t latest,
                              struct regex_match *out)
{
	const pcre2_code *code = code_of(c, id, pattern);
	int groups;

	if (!code)
		return REGEX_LIMIT;
	pcre2_set_offset_limit(c->context, latest);
	groups = pcre2_match(code, (PCRE2_SPTR)subject.ptr, subject.len, from,
	                     PCRE2_NO_UTF_CHECK, c->data, c->context);
	if (groups == PCRE2_ERROR_NOMATCH)
		return REGEX_NO;
	if (groups < 0)
		return REGEX_LIMIT;
	take_captures(c->data, groups, out);
	return REGEX_YES;
}

bool regex_check(struct arena *a, struct str pattern, size_t *offset,
                 struct str *problem)
{
	char text[160];
	PCRE2_SIZE at;
	uint32_t groups = 0;
	int error;
	pcre2_code *code = compile(pattern, &error, &at);

	if (!code) {
		pcre2_get_error_message(error, (PCRE2_UCHAR *)text,
		                        sizeof(text));
		*offset = at;
		*problem = arena_str(a, str_c(text));
		return false;
	}
	pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
	pcre2_code_free(code);
	if (groups > REGEX_CAPTURES_MAX) {
		*offset = 0;
		*problem = arena_printf(a, "%u captures, at most %d", groups,
		                        REGEX_CAPTURES_MAX);
		return false;
	}
	return true;
}
