/* regex.c -- patterns; the only file that includes pcre2.h. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "rules/regex.h"

#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/*
 * Subjects are single sentences. No pattern of ours comes near these; one that
 * backtracks for ever meets them in a few milliseconds.
 */
#define MATCH_LIMIT    100000
#define DEPTH_LIMIT    2000
#define HEAP_LIMIT_KIB 2048

/*
 * Machine code is made of a pattern when it has been tried this often lately:
 * making it takes as long as a dozen or two tries without, and it takes memory
 * for good. The counts are halved after so many tries of patterns that have
 * none, so that what is rare stays without it in the largest archive.
 */
#define JIT_AFTER 64
#define LATELY    (1u << 11)
/*
 * What counts against the limits differs between the two ways. So that the
 * same letter gives the same result in every thread, only machine code may say
 * that a limit was hit: without it the limit is this much lower, and where it
 * is hit machine code is asked.
 */
#define PLAIN_LIMIT (MATCH_LIMIT / 10)

/* A pattern; fast is a copy of plain with machine code. */
struct code {
	_Atomic(pcre2_code *) plain;
	_Atomic(pcre2_code *) fast;
};

struct codes {
	size_t n;
	pthread_mutex_t compiling;
	struct code list[];
};

struct regex_cache {
	struct codes *codes;
	bool shared; /* codes are another cache's */
	/* Of each pattern lately; JIT_AFTER: enough, for good. */
	uint8_t *tries;
	uint32_t all_tries;
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_match_context *plain_context;
};

/* Patterns and subjects are folded: bytes, of which letters are small. */
static pcre2_code *compile(struct str pattern, int *error, PCRE2_SIZE *at)
{
	return pcre2_compile((PCRE2_SPTR)pattern.ptr, pattern.len,
	                     PCRE2_USE_OFFSET_LIMIT | PCRE2_NEVER_BACKSLASH_C,
	                     error, at, NULL);
}

static struct regex_cache *cache_new(struct codes *codes, bool shared)
{
	struct regex_cache *c = calloc(1, sizeof(*c));

	if (!c)
		return NULL;
	c->codes = codes;
	c->shared = shared;
	c->tries = calloc(codes->n + 1, sizeof(*c->tries));
	c->data = pcre2_match_data_create(REGEX_CAPTURES_MAX + 1, NULL);
	c->context = pcre2_match_context_create(NULL);
	c->plain_context = pcre2_match_context_create(NULL);
	if (!c->tries || !c->data || !c->context || !c->plain_context) {
		c->shared = true; /* the codes stay the caller's */
		regex_cache_free(c);
		return NULL;
	}
	pcre2_set_match_limit(c->plain_context, PLAIN_LIMIT);
	pcre2_set_depth_limit(c->plain_context, DEPTH_LIMIT);
	pcre2_set_heap_limit(c->plain_context, HEAP_LIMIT_KIB);
	pcre2_set_match_limit(c->context, MATCH_LIMIT);
	pcre2_set_depth_limit(c->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(c->context, HEAP_LIMIT_KIB);
	return c;
}

static void codes_free(struct codes *codes)
{
	for (size_t i = 0; i < codes->n; i++) {
		pcre2_code_free(codes->list[i].plain);
		pcre2_code_free(codes->list[i].fast);
	}
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
	free(c->tries);
	pcre2_match_data_free(c->data);
	pcre2_match_context_free(c->context);
	pcre2_match_context_free(c->plain_context);
	free(c);
}

/* NULL when there is no compiled form, this PCRE2 does not take it, or memory
 * runs out. */
static pcre2_code *decode(const struct regex *pattern)
{
	size_t common = pattern->common.len, rest = pattern->compiled.len;
	uint8_t *whole = rest ? malloc(common + rest) : NULL;
	pcre2_code *code = NULL;

	if (!whole)
		return NULL;
	if (common)
		memcpy(whole, pattern->common.ptr, common);
	memcpy(whole + common, pattern->compiled.ptr, rest);
	pcre2_serialize_decode(&code, 1, whole, NULL);
	free(whole);
	return code;
}

/* NULL when the pattern does not compile, for want of memory. */
static pcre2_code *make_code(const struct code *code,
                             const struct regex *pattern, bool fast)
{
	PCRE2_SIZE at;
	int error;
	pcre2_code *made;

	made = fast ? pcre2_code_copy(code->plain) : decode(pattern);
	if (!made)
		made = compile(pattern->text, &error, &at);
	if (!fast)
		return made;
	/* Without JIT support the interpreter serves as well. */
	if (made)
		pcre2_jit_compile(made, PCRE2_JIT_COMPLETE);
	return made;
}

/*
 * One thread compiles a pattern; the others find it done. NULL when memory runs
 * out, or when another thread compiles and this one would not wait for it.
 */
static pcre2_code *code_at(struct codes *codes, struct code *code,
                           const struct regex *pattern, bool fast, bool waits)
{
	_Atomic(pcre2_code *) *place = fast ? &code->fast : &code->plain;
	pcre2_code *found = atomic_load_explicit(place, memory_order_acquire);

	if (found)
		return found;
	if (waits)
		pthread_mutex_lock(&codes->compiling);
	else if (pthread_mutex_trylock(&codes->compiling))
		return NULL;
	found = atomic_load_explicit(place, memory_order_relaxed);
	if (!found) {
		found = make_code(code, pattern, fast);
		atomic_store_explicit(place, found, memory_order_release);
	}
	pthread_mutex_unlock(&codes->compiling);
	return found;
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

/* Tries one way: what pcre2_match returns, or NO_CODE. */
#define NO_CODE PCRE2_ERROR_NOMEMORY
static int try(struct regex_cache *c, struct code *code,
               const struct regex *pattern, bool fast, struct str subject,
               uint32_t from, uint32_t latest)
{
	pcre2_match_context *context = fast ? c->context : c->plain_context;
	const pcre2_code *way = code_at(c->codes, code, pattern, fast, true);

	if (!way)
		return NO_CODE;
	pcre2_set_offset_limit(context, latest);
	return pcre2_match(way, (PCRE2_SPTR)subject.ptr, subject.len, from, 0,
	                   c->data, context);
}

/* Counts a try; true when the pattern has been tried often enough. */
static bool is_frequent(struct regex_cache *c, uint32_t id)
{
	if (c->tries[id] == JIT_AFTER)
		return true;
	c->tries[id]++;
	if (++c->all_tries < LATELY)
		return false;
	c->all_tries = 0;
	for (size_t i = 0; i < c->codes->n; i++) {
		if (c->tries[i] < JIT_AFTER)
			c->tries[i] /= 2;
	}
	return false;
}

enum regex_result regex_match(struct regex_cache *c, uint32_t id,
                              const struct regex *pattern, struct str subject,
                              uint32_t from, uint32_t latest,
                              struct regex_match *out)
{
	struct code *code = &c->codes->list[id];
	bool fast = is_frequent(c, id);
	int groups;

	/* Meanwhile the slow way does. */
	fast = fast && code_at(c->codes, code, pattern, true, false);
	groups = try(c, code, pattern, fast, subject, from, latest);
	if (groups < 0 && groups != PCRE2_ERROR_NOMATCH && !fast)
		groups = try(c, code, pattern, true, subject, from, latest);
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

struct str regex_compile(struct arena *a, struct str pattern)
{
	PCRE2_SIZE size;
	int error;
	const pcre2_code *code = compile(pattern, &error, &size);
	uint8_t *bytes = NULL;
	char *kept = NULL;

	if (code &&
	    pcre2_serialize_encode(&code, 1, &bytes, &size, NULL) == 1) {
		kept = arena_alloc(a, size, 1, _Alignof(max_align_t));
		memcpy(kept, bytes, size);
	}
	pcre2_serialize_free(bytes);
	pcre2_code_free((pcre2_code *)(uintptr_t)code);
	return (struct str){ kept, kept ? size : 0 };
}
