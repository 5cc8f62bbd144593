/* ledger.c -- findings known by their fingerprints. */
#include "cli/ledger.h"

#include <stdlib.h>

bool ledger_is_fingerprint(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (!is_digit(s.ptr[i]) &&
		    !(s.ptr[i] >= 'a' && s.ptr[i] <= 'f'))
			return false;
	}
	return s.len == FINGERPRINT_DIGITS;
}

/* What is sorted: qsort hands over nothing but the elements. */
struct sorted {
	struct str key;
	uint32_t entry;
};

static int by_key(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	int order = str_cmp(x->key, y->key);

	return order ? order : (x->entry > y->entry) - (x->entry < y->entry);
}

static struct str fingerprint_of(const struct entry *e)
{
	return e->fingerprint;
}

static struct str letter_of(const struct entry *e)
{
	return e->letter;
}

static uint32_t *sort(const struct ledger *l, struct arena *a,
                      struct str (*key)(const struct entry *))
{
	struct sorted *s = ARENA_ARRAY(a, struct sorted, l->list.len);
	uint32_t *index = ARENA_ARRAY(a, uint32_t, l->list.len);

	for (size_t i = 0; i < l->list.len; i++) {
		s[i].key = key(&l->list.items[i]);
		s[i].entry = (uint32_t)i;
	}
	if (l->list.len)
		qsort(s, l->list.len, sizeof(*s), by_key);
	for (size_t i = 0; i < l->list.len; i++)
		index[i] = s[i].entry;
	return index;
}

void ledger_index(struct ledger *l, struct arena *a)
{
	l->by_fingerprint = sort(l, a, fingerprint_of);
	l->by_letter = sort(l, a, letter_of);
}

/* The first place in an index whose key is not below `wanted`. */
static size_t lower_bound(const struct ledger *l, const uint32_t *index,
                          struct str (*key)(const struct entry *),
                          struct str wanted)
{
	size_t low = 0, high = l->list.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_cmp(key(&l->list.items[index[middle]]), wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct entry *ledger_find(const struct ledger *l, struct str fingerprint)
{
	size_t at =
	        lower_bound(l, l->by_fingerprint, fingerprint_of, fingerprint);
	struct entry *e;

	if (at == l->list.len)
		return NULL;
	e = &l->list.items[l->by_fingerprint[at]];
	return str_eq(e->fingerprint, fingerprint) ? e : NULL;
}

void ledger_mark_read(const struct ledger *l, struct str letter)
{
	size_t at = lower_bound(l, l->by_letter, letter_of, letter);

	for (; letter.len && at < l->list.len; at++) {
		struct entry *e = &l->list.items[l->by_letter[at]];

		if (!str_eq(e->letter, letter) || e->read)
			return;
		e->read = true;
	}
}

const struct entry *ledger_twice(const struct ledger *l, size_t i)
{
	const struct entry *first =
	        ledger_find(l, l->list.items[i].fingerprint);

	return first == &l->list.items[i] ? NULL : first;
}
