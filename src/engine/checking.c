/*
 * checking.c -- all checks over one letter, and the findings they report.
 *
 * The fingerprint names a finding across versions of a letter: what is hashed
 * is, in the first half of its digits, the case number (else the text), in the
 * second the rule, the request and the words quoted, all folded, so that
 * wrapping, pages, items added elsewhere and the place in the file do not
 * matter.
 */
#include "engine/checking.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/checks.h"
#include "engine/dose.h"
#include "engine/fact.h"

/* Messages quote a request or two; a longer one is cut. */
#define MESSAGE_BYTES_MAX 600

__attribute__((format(printf, 2, 0))) static struct str
format_text(struct checking *c, const char *format, va_list args)
{
	char text[MESSAGE_BYTES_MAX]; /* longer ones end in the middle */

	vsnprintf(text, sizeof(text), format, args);
	return arena_str(c->arena, str_c(text));
}

struct finding *checking_report(struct checking *c, struct str rule,
                                uint32_t decision, struct span at,
                                const char *format, ...)
{
	const struct check *check = check_find(&c->rules->checks, rule);
	struct finding *f = VEC_PUSH(c->arena, &c->findings->list);
	va_list args;

	f->rule = rule;
	f->decision = decision;
	f->span = at;
	if (check) {
		f->severity = check->severity;
		f->confidence = check->confidence;
		f->help = check->help;
	}
	va_start(args, format);
	f->message = format_text(c, format, args);
	va_end(args);
	checking_verdict(c, rule, decision, VERDICT_INCONSISTENT, "%.*s",
	                 STR_ARG(f->message));
	return f;
}

void checking_relate(struct checking *c, struct finding *f, struct span at,
                     const char *format, ...)
{
	struct related *r = VEC_PUSH(c->arena, &f->related);
	va_list args;

	r->span = at;
	va_start(args, format);
	r->message = format_text(c, format, args);
	va_end(args);
}

bool checking_reported(const struct checking *c, struct str rule,
                       uint32_t decision)
{
	for (size_t i = 0; i < c->findings->list.len; i++) {
		const struct finding *f = &c->findings->list.items[i];

		if (f->decision == decision && str_eq(f->rule, rule))
			return true;
	}
	return false;
}

void checking_verdict(struct checking *c, struct str rule, uint32_t decision,
                      enum verdict_value value, const char *format, ...)
{
	struct verdict *v;
	va_list args;

	if (!c->verdicts)
		return;
	v = VEC_PUSH(c->arena, &c->verdicts->list);
	v->rule = rule;
	v->decision = decision;
	v->value = (uint8_t)value;
	va_start(args, format);
	v->because = format_text(c, format, args);
	va_end(args);
}

/* -- what several checks ask for */

static struct letter_facts *checking_facts(struct checking *c)
{
	if (c->facts)
		return c->facts;
	c->facts = ARENA_NEW(c->arena, struct letter_facts);
	c->facts->letter = c->letter;
	c->facts->rules = c->rules;
	c->facts->arena = c->arena;
	return c->facts;
}

const struct known *checking_known(struct checking *c, const struct decision *d)
{
	return known_of(checking_facts(c), d);
}

const struct dose_rates *checking_rates(struct checking *c)
{
	struct dose_rates *rates;

	if (c->rates)
		return c->rates;
	rates = ARENA_NEW(c->arena, struct dose_rates);
	dose_rates_read(rates, checking_facts(c));
	c->rates = rates;
	return rates;
}

/* -- fingerprints */

static uint64_t hash_folded(const struct fold *f, struct span at, uint64_t seed)
{
	struct str text;

	if (span_empty(at))
		return str_hash(STR("|"), seed);
	text = fold_text(f, fold_offset(f, at.start), fold_offset(f, at.end));
	return str_hash(STR("|"), str_hash(str_trim(text), seed));
}

/* The case number, else the text: the same for all findings of a letter. */
static uint64_t hash_letter(const struct letter *l)
{
	return str_hash(l->case_number.len ? l->case_number : l->fold->text,
	                STR_HASH_SEED);
}

static uint64_t hash_finding(const struct letter *l, const struct finding *f)
{
	uint64_t hash = str_hash(f->rule, STR_HASH_SEED);

	hash = str_hash(f->criterion, hash);
	if (f->decision)
		hash = hash_folded(
		        l->fold,
		        l->decisions.items[f->decision - 1].request.span, hash);
	hash = hash_folded(l->fold, f->span, hash);
	for (size_t i = 0; i < f->related.len; i++)
		hash = hash_folded(l->fold, f->related.items[i].span, hash);
	if (span_empty(f->span))
		hash = str_hash(f->message, hash);
	return hash;
}

struct print {
	uint64_t hash;
	size_t finding;
};

static int by_print(const void *a, const void *b)
{
	const struct print *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->finding > y->finding) - (x->finding < y->finding);
}

/* Findings that are alike are told apart by their ordinal. */
static void number_alike(struct print *prints, size_t n)
{
	uint64_t ordinal = 0, last = 0;

	for (size_t i = 0; i < n; i++) {
		bool alike = i && prints[i].hash == last;

		last = prints[i].hash;
		ordinal = alike ? ordinal + 1 : 0;
		prints[i].hash ^= ordinal * UINT64_C(0x9e3779b97f4a7c15);
	}
}

/* The first half of the digits names the letter, the second the finding. */
static void set_fingerprints(struct checking *c)
{
	struct findings *found = c->findings;
	struct print *prints =
	        ARENA_ARRAY(c->arena, struct print, found->list.len);
	uint64_t letter = found->list.len ? hash_letter(c->letter) : 0;

	for (size_t i = 0; i < found->list.len; i++) {
		prints[i].finding = i;
		prints[i].hash = hash_finding(c->letter, &found->list.items[i]);
	}
	if (found->list.len)
		qsort(prints, found->list.len, sizeof(*prints), by_print);
	number_alike(prints, found->list.len);
	for (size_t i = 0; i < found->list.len; i++) {
		struct finding *f = &found->list.items[prints[i].finding];

		snprintf(f->fingerprint, sizeof(f->fingerprint),
		         "%016llx%016llx", (unsigned long long)letter,
		         (unsigned long long)prints[i].hash);
	}
}

/* -- all checks */

static int by_place(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	int order;

	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	if (x->decision != y->decision)
		return x->decision < y->decision ? -1 : 1;
	order = str_cmp(x->rule, y->rule);
	if (!order)
		order = str_cmp(x->criterion, y->criterion);
	return order ? order : str_cmp(x->message, y->message);
}

static void (*const checks[])(struct checking *c) = {
	check_form,           check_requests,         check_conclusions,
	check_contradictions, check_citations,        check_dates,
	check_patient,        check_guidelines,       check_safety,
	check_restated,       check_rationales_alike,
};

void check_letter(struct checking *c)
{
	struct findings *found = c->findings;

	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++)
		checks[i](c);
	if (found->list.len)
		qsort(found->list.items, found->list.len,
		      sizeof(struct finding), by_place);
	set_fingerprints(c);
}

bool text_has_number(struct str text, double number)
{
	for (size_t i = 0; i < text.len; i++) {
		size_t used;

		if (!is_digit(text.ptr[i]))
			continue;
		if (str_decimal(str_sub(text, i, text.len), &used) == number)
			return true;
		i += used ? used - 1 : 0;
	}
	return false;
}
