/*
 * check_request.c -- what an item asks for: left out, misspelt, asked twice.
 *
 * A detail that a denied request leaves out is no finding: that it was left
 * out is often why it was denied. A request that was allowed without it leaves
 * open what was allowed.
 */
#include "engine/checks.h"

#include "letter/size.h"

#include <stdlib.h>
#include <string.h>

#define TYPO_RULE      STR("form/heading-typo")
#define LABEL_RULE     STR("form/wrong-label")
#define UNIT_RULE      STR("form/unit-error")
#define DUPLICATE_RULE STR("consistency/duplicate-item")

/* More words than this in a request are compared as one text. */
#define WORDS_MAX 200

/* -- details that are left out */

static const struct {
	unsigned bit;
	struct str rule;
	const char *what;
} details[] = {
	{ MISSING_QUANTITY, STR_INIT("request/missing-quantity"), "quantity" },
	{ MISSING_STRENGTH, STR_INIT("request/missing-strength"), "strength" },
	{ MISSING_VISITS, STR_INIT("request/missing-visits"),
	  "number of visits" },
	{ MISSING_BODY_PART, STR_INIT("request/missing-body-part"),
	  "body part" },
	{ MISSING_LEVEL, STR_INIT("request/missing-level"), "spinal level" },
};

/* What goes with an operation is for its part of the body. */
static bool has_part_of_operation(const struct checking *c,
                                  const struct decision *d)
{
	const struct letter *l = c->letter;

	if (!d->request.postoperative && !d->request.surgical_prefix)
		return false;
	for (size_t i = 0; i < l->decisions.len; i++) {
		const struct request *r = &l->decisions.items[i].request;

		if (r->category == CATEGORY_SURGERY && r->parts.len)
			return true;
	}
	return false;
}

static bool allows(const struct decision *d)
{
	return d->outcome == OUTCOME_OVERTURNED ||
	       d->outcome == OUTCOME_MODIFIED;
}

static void check_missing(struct checking *c, const struct decision *d)
{
	for (size_t i = 0; i < sizeof(details) / sizeof(*details); i++) {
		if (!(d->request.missing & details[i].bit) ||
		    (details[i].bit == MISSING_BODY_PART &&
		     has_part_of_operation(c, d))) {
			checking_verdict(c, details[i].rule, d->index,
			                 VERDICT_CONSISTENT,
			                 "the request states its %s, or needs "
			                 "none",
			                 details[i].what);
			continue;
		}
		if (!allows(d)) {
			checking_verdict(c, details[i].rule, d->index,
			                 VERDICT_CONSISTENT,
			                 "the request states no %s and was not "
			                 "allowed",
			                 details[i].what);
			continue;
		}
		checking_report(c, details[i].rule, d->index, d->request.span,
		                "item %u is %s, but its request states no %s",
		                d->index,
		                outcome_name((enum outcome)d->outcome),
		                details[i].what);
	}
}

/* -- the heading as it is printed */

void report_misspelt(struct checking *c, uint32_t decision, struct span at,
                     struct str meant)
{
	checking_report(c, TYPO_RULE, decision, at,
	                "'%.*s' is misspelt; it was read as '%.*s'",
	                STR_ARG(letter_line(c->letter, c->arena, at)),
	                STR_ARG(meant));
}

static void check_typo(struct checking *c, const struct decision *d)
{
	const struct request *r = &d->request;

	if (d->outcome_meant.len)
		report_misspelt(c, d->index, d->outcome_span, d->outcome_meant);
	if (!span_empty(r->typo))
		report_misspelt(c, d->index, r->typo, r->typo_meant);
	if (!d->outcome_meant.len && span_empty(r->typo))
		checking_verdict(c, TYPO_RULE, d->index, VERDICT_CONSISTENT,
		                 "no word of the heading was read as another");
}

static void check_unit(struct checking *c, const struct decision *d)
{
	struct span slip = d->request.unit_slip;
	struct str printed =
	        letter_line(c->letter, c->arena, d->request.unsold);

	if (!span_empty(slip))
		checking_report(
		        c, UNIT_RULE, d->index, slip,
		        "the unit of '%.*s' cannot be meant here",
		        STR_ARG(letter_line(c->letter, c->arena, slip)));
	if (span_empty(d->request.unsold)) {
		if (!span_empty(slip))
			return;
		checking_verdict(c, UNIT_RULE, d->index, VERDICT_CONSISTENT,
		                 "no strength is known not to exist");
		return;
	}
	checking_report(c, UNIT_RULE, d->index, d->request.unsold,
	                "no product with these ingredients has the strength "
	                "'%.*s'",
	                STR_ARG(printed));
}

/* -- sizes in the summary and in a rationale */

static void check_sizes(struct checking *c, const struct sentences *sentences,
                        const struct hits *hits, uint32_t decision)
{
	struct sizes sizes = { 0 };

	sizes_read(c->letter, sentences, hits, c->rules, c->arena, &sizes);
	for (size_t i = 0; i < sizes.list.len; i++) {
		const struct size *s = &sizes.list.items[i];

		checking_report(
		        c, UNIT_RULE, decision, s->at,
		        "no such finding measures '%.*s'",
		        STR_ARG(letter_line(c->letter, c->arena, s->number)));
	}
}

/* -- "Associated surgical service" */

static bool is_surgical(uint8_t category)
{
	return category == CATEGORY_SURGERY ||
	       category == CATEGORY_SURGICAL_ANCILLARY;
}

static bool surgery_in_dispute(const struct letter *l)
{
	for (size_t i = 0; i < l->decisions.len; i++) {
		if (is_surgical(l->decisions.items[i].request.category))
			return true;
	}
	return false;
}

/* The operation may have been allowed before, and only this be in dispute. */
static bool speaks_of_surgery(const struct checking *c,
                              const struct decision *d)
{
	const struct lexicon *lex = &c->rules->lexicon;

	for (size_t i = 0; i < d->hits.list.len; i++) {
		const struct hit *h = &d->hits.list.items[i];

		if (h->kind == TERM_TREATMENT &&
		    is_surgical(lex->treatments.items[h->index].category))
			return true;
	}
	return false;
}

static bool mislabelled(const struct checking *c, const struct decision *d)
{
	return d->request.surgical_prefix && !speaks_of_surgery(c, d);
}

/* One finding for all items so labelled: the template made one mistake. */
static void check_label(struct checking *c)
{
	const struct letter *l = c->letter;
	struct finding *f = NULL;

	if (surgery_in_dispute(l))
		return;
	for (size_t i = 0; i < l->decisions.len; i++) {
		const struct decision *d = &l->decisions.items[i];

		if (!mislabelled(c, d)) {
			checking_verdict(c, LABEL_RULE, d->index,
			                 VERDICT_CONSISTENT,
			                 "the label fits the item");
		} else if (!f) {
			f = checking_report(
			        c, LABEL_RULE, d->index, d->request.span,
			        "item %u is labelled a surgical service, but "
			        "no surgery is in dispute",
			        d->index);
		} else {
			checking_relate(c, f, d->request.span,
			                "item %u is labelled so too", d->index);
		}
	}
}

/* -- the same asked for twice */

struct asked {
	uint64_t hash;
	const struct decision *decision;
};

static bool says_nothing(struct str word)
{
	static const struct str small[] = {
		STR_INIT("a"),   STR_INIT("an"),  STR_INIT("at"),
		STR_INIT("for"), STR_INIT("in"),  STR_INIT("is"),
		STR_INIT("of"),  STR_INIT("on"),  STR_INIT("the"),
		STR_INIT("to"),  STR_INIT("was"),
	};

	for (size_t i = 0; i < sizeof(small) / sizeof(*small); i++) {
		if (str_eq_nocase(small[i], word))
			return true;
	}
	return false;
}

static uint64_t hash_nocase(struct str word)
{
	uint64_t hash = STR_HASH_SEED;

	for (size_t i = 0; i < word.len; i++) {
		char c = to_lower(word.ptr[i]);

		hash = str_hash((struct str){ &c, 1 }, hash);
	}
	return hash;
}

/*
 * The same for "MRI of the lumbar spine" and "Lumbar spine MRI": words in any
 * order, but numbers in theirs ("2 x 6" is not "6 x 2").
 */
static uint64_t hash_request(struct str text)
{
	uint64_t words = 0, numbers = STR_HASH_SEED;
	size_t n = 0;

	for (size_t i = 0; i < text.len;) {
		size_t start = i;
		bool digits = is_digit(text.ptr[i]);
		struct str word;

		while (i < text.len && is_alnum(text.ptr[i]) &&
		       is_digit(text.ptr[i]) == digits)
			i++;
		if (i == start) {
			i++;
			continue;
		}
		word = str_sub(text, start, i);
		if (digits || ++n > WORDS_MAX)
			numbers = str_hash(word, numbers);
		else if (!says_nothing(word))
			words += hash_nocase(word);
	}
	return words ^ numbers;
}

static int by_hash(const void *a, const void *b)
{
	const struct asked *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->decision->index > y->decision->index) -
	       (x->decision->index < y->decision->index);
}

static void check_duplicates(struct checking *c)
{
	const struct letter *l = c->letter;
	size_t n = l->decisions.len;
	struct asked *asked = ARENA_ARRAY(c->arena, struct asked, n + 1);

	for (size_t i = 0; i < n; i++) {
		asked[i].decision = &l->decisions.items[i];
		asked[i].hash = hash_request(asked[i].decision->request.text);
	}
	qsort(asked, n, sizeof(*asked), by_hash);
	for (size_t i = 0; i < n; i++) {
		const struct decision *d = asked[i].decision;
		struct finding *f;

		if (!i || asked[i].hash != asked[i - 1].hash) {
			checking_verdict(c, DUPLICATE_RULE, d->index,
			                 VERDICT_CONSISTENT,
			                 "no item before it asks for the same");
			continue;
		}
		f = checking_report(c, DUPLICATE_RULE, d->index,
		                    d->request.span,
		                    "item %u asks for the same as item %u",
		                    d->index, asked[i - 1].decision->index);
		checking_relate(c, f, asked[i - 1].decision->request.span,
		                "asked for here already");
	}
}

void check_requests(struct checking *c)
{
	for (size_t i = 0; i < c->letter->decisions.len; i++) {
		const struct decision *d = &c->letter->decisions.items[i];

		check_missing(c, d);
		check_typo(c, d);
		check_unit(c, d);
		check_sizes(c, &d->sentences, &d->hits, d->index);
	}
	check_sizes(c, &c->letter->summary_sentences, &c->letter->summary_hits,
	            0);
	check_label(c);
	check_duplicates(c);
}
