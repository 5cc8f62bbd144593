/* totals.c -- what a report counts over all letters. */
#include "report/totals.h"

#include <stdlib.h>
#include <string.h>

/* Where the rule is, or would be. */
static size_t position(const struct totals *t, struct str rule)
{
	size_t low = 0, high = t->rules.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_cmp(t->rules.items[middle].rule, rule) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool stands_at(const struct totals *t, size_t at, struct str rule)
{
	return at < t->rules.len && str_eq(t->rules.items[at].rule, rule);
}

const struct rule_total *totals_find(const struct totals *t, struct str rule)
{
	size_t at = position(t, rule);

	return stands_at(t, at, rule) ? &t->rules.items[at] : NULL;
}

static struct rule_total *total_of(struct totals *t, struct arena *a,
                                   struct str rule)
{
	size_t at = position(t, rule);
	struct rule_total *r;

	if (stands_at(t, at, rule))
		return &t->rules.items[at];
	(void)VEC_PUSH(a, &t->rules);
	r = &t->rules.items[at];
	memmove(r + 1, r, (t->rules.len - 1 - at) * sizeof(*r));
	*r = (struct rule_total){ .rule = arena_str(a, rule),
		                  .number = t->rules.len - 1 };
	return r;
}

size_t totals_reason(struct totals *t, struct arena *a, struct str because)
{
	size_t low = 0, high = t->reasons.len;
	struct reason_total *r;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_cmp(t->reasons.items[middle].because, because);

		if (!order)
			return t->reasons.items[middle].number;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (t->reasons.len == REASONS_KEPT)
		return REASONS_KEPT;
	(void)VEC_PUSH(a, &t->reasons);
	r = &t->reasons.items[low];
	memmove(r + 1, r, (t->reasons.len - 1 - low) * sizeof(*r));
	r->because = arena_str(a, because);
	r->number = t->reasons.len - 1;
	return r->number;
}

static void add_decisions(struct totals *t, const struct letter *l)
{
	for (size_t i = 0; i < l->decisions.len; i++) {
		const struct decision *d = &l->decisions.items[i];

		t->outcomes[d->outcome]++;
		t->categories[d->request.category].outcomes[d->outcome]++;
	}
}

static void add_findings(struct totals *t, struct arena *a,
                         const struct report_letter *l)
{
	const struct letter *letter = l->letter;

	t->with_findings += l->findings->list.len > 0;
	for (size_t i = 0; i < l->findings->list.len; i++) {
		const struct finding *f = &l->findings->list.items[i];
		const struct decision *d;

		total_of(t, a, f->rule)->findings[f->severity]++;
		if (!f->decision || f->decision > letter->decisions.len)
			continue;
		d = &letter->decisions.items[f->decision - 1];
		t->categories[d->request.category].findings[f->severity]++;
	}
}

void totals_add(struct totals *t, struct arena *a,
                const struct report_letter *l)
{
	t->incomplete += l->status == LETTER_INCOMPLETE;
	if (!l->letter)
		return;
	add_decisions(t, l->letter);
	add_findings(t, a, l);
	for (size_t i = 0; l->verdicts && i < l->verdicts->list.len; i++) {
		const struct verdict *v = &l->verdicts->list.items[i];

		total_of(t, a, v->rule)->verdicts[v->value]++;
	}
}

size_t rule_total_findings(const struct rule_total *r)
{
	size_t n = 0;

	for (int i = 0; i < SEVERITIES; i++)
		n += r->findings[i];
	return n;
}

static int by_findings(const void *a, const void *b)
{
	const struct rule_total *x = *(const struct rule_total *const *)a;
	const struct rule_total *y = *(const struct rule_total *const *)b;
	size_t n = rule_total_findings(x), m = rule_total_findings(y);

	if (n != m)
		return n > m ? -1 : 1;
	return str_cmp(x->rule, y->rule);
}

void totals_rank(const struct totals *t, struct arena *a, struct ranking *out)
{
	for (size_t i = 0; i < t->rules.len; i++) {
		if (rule_total_findings(&t->rules.items[i]))
			*VEC_PUSH(a, &out->list) = &t->rules.items[i];
	}
	if (out->list.len)
		qsort(out->list.items, out->list.len, sizeof(*out->list.items),
		      by_findings);
}
