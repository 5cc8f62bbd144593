/* fields.c -- YAML maps read by tables. */
#include "rules/fields.h"

#include <limits.h>

static struct str key_at(const void *with, size_t i)
{
	const struct field *fields = with;

	return fields[i].key;
}

static struct str name_at(const void *with, size_t i)
{
	const struct names *names = with;

	return str_c(names->names[i]);
}

size_t names_find(const struct names *names, struct str word)
{
	for (size_t i = 0; i < names->n; i++) {
		if (str_eq(word, str_c(names->names[i])))
			return i;
	}
	return names->n;
}

bool names_read(struct arena *a, struct diags *d, const struct node *node,
                const struct names *names, const char *what, uint8_t *out)
{
	size_t which = names_find(names, node->text);
	struct str hint;

	if (node->kind == NODE_SCALAR && which < names->n) {
		*out = (uint8_t)which;
		return true;
	}
	hint = diag_did_you_mean(a, node->text, name_at, names, names->n);
	diag_add(d, DIAG_UNKNOWN_NAME, node->line, node->column,
	         "unknown %s '%.*s'%.*s", what, STR_ARG(node->text),
	         STR_ARG(hint));
	return false;
}

bool texts_read(struct arena *perm, struct diags *d, const struct node *node,
                struct texts *out)
{
	if (node->kind == NODE_SCALAR) {
		out->items = ARENA_NEW(perm, struct str);
		out->items[0] = arena_str(perm, node->text);
		out->len = 1;
		return true;
	}
	if (node->kind != NODE_LIST) {
		diag_add(d, DIAG_WRONG_TYPE, node->line, node->column,
		         "expected a list");
		return false;
	}
	out->items = ARENA_ARRAY(perm, struct str, node->items.len);
	for (size_t i = 0; i < node->items.len; i++) {
		const struct node *item = node->items.items[i];

		if (item->kind != NODE_SCALAR) {
			diag_add(d, DIAG_WRONG_TYPE, item->line, item->column,
			         "expected a word or a text in the list");
			return false;
		}
		out->items[out->len++] = arena_str(perm, item->text);
	}
	return true;
}

static bool wrong(struct diags *d, const struct node *value,
                  const struct field *f, const char *expected)
{
	diag_add(d, DIAG_WRONG_TYPE, value->line, value->column,
	         "'%.*s' must be %s", STR_ARG(f->key), expected);
	return false;
}

static bool read_number(struct diags *d, const struct node *value,
                        const struct field *f, char *member)
{
	size_t used;
	double number = str_decimal(value->text, &used);

	if (value->kind != NODE_SCALAR || !used || used != value->text.len)
		return wrong(d, value, f, "a number");
	if (f->type == FIELD_NUMBER)
		*(double *)(void *)member = number;
	else if (str_has_char(value->text, '.'))
		return wrong(d, value, f, "a whole number");
	else
		*(uint32_t *)(void *)member = (uint32_t)number;
	return true;
}

static bool read_yes_no(struct diags *d, const struct node *value,
                        const struct field *f, char *member)
{
	static const char *const words[] = { "no", "yes", "false", "true" };
	static const struct names names = NAMES(words);
	size_t which = names_find(&names, value->text);

	if (value->kind != NODE_SCALAR || which == names.n)
		return wrong(d, value, f, "yes or no");
	*(bool *)(void *)member = which % 2 == 1;
	return true;
}

static bool read_value(struct arena *perm, struct diags *d,
                       const struct node *value, const struct field *f,
                       char *member)
{
	if (value->kind == NODE_NULL)
		return wrong(d, value, f, "given a value");
	switch (f->type) {
	case FIELD_TEXT:
		if (value->kind != NODE_SCALAR)
			return wrong(d, value, f, "a text");
		*(struct str *)(void *)member = arena_str(perm, value->text);
		return true;
	case FIELD_NUMBER:
	case FIELD_COUNT:
		return read_number(d, value, f, member);
	case FIELD_YES_NO:
		return read_yes_no(d, value, f, member);
	case FIELD_ENUM: {
		char what[64];
		size_t n = f->key.len < 63 ? f->key.len : 63;

		for (size_t i = 0; i < n; i++)
			what[i] = f->key.ptr[i];
		what[n] = '\0';
		return names_read(d->arena, d, value, f->names, what,
		                  (uint8_t *)member);
	}
	case FIELD_TEXTS:
		return texts_read(perm, d, value,
		                  (struct texts *)(void *)member);
	case FIELD_NODE:
		*(const struct node **)(void *)member = value;
		return true;
	}
	return false;
}

static const struct field *find_field(const struct field *fields, size_t n,
                                      struct str key)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(fields[i].key, key))
			return &fields[i];
	}
	return NULL;
}

bool fields_read(struct arena *perm, struct diags *d, const struct node *map,
                 const struct field *fields, size_t n, const char *what,
                 void *out)
{
	size_t before = d->count;

	if (map->kind != NODE_MAP) {
		diag_add(d, DIAG_WRONG_TYPE, map->line, map->column,
		         "expected a %s as 'key: value' pairs", what);
		return false;
	}
	for (size_t i = 0; i + 1 < map->items.len; i += 2) {
		const struct node *key = map->items.items[i];
		const struct field *f = find_field(fields, n, key->text);

		if (!f) {
			struct str hint = diag_did_you_mean(d->arena, key->text,
			                                    key_at, fields, n);
			diag_add(d, DIAG_UNKNOWN_KEY, key->line, key->column,
			         "unknown key '%.*s' in a %s%.*s",
			         STR_ARG(key->text), what, STR_ARG(hint));
			continue;
		}
		read_value(perm, d, map->items.items[i + 1], f,
		           (char *)out + f->offset);
	}
	for (size_t i = 0; i < n; i++) {
		if (fields[i].required && !node_get(map, fields[i].key))
			diag_add(d, DIAG_MISSING_KEY, map->line, map->column,
			         "a %s needs the key '%.*s'", what,
			         STR_ARG(fields[i].key));
	}
	return d->count == before;
}

bool texts_have(const struct texts *texts, struct str word)
{
	for (size_t i = 0; i < texts->len; i++) {
		if (str_eq(texts->items[i], word))
			return true;
	}
	return false;
}

/* "in-home" does not begin with "in". */
static bool goes_on(char c)
{
	return is_alnum(c) || c == '-';
}

bool texts_begin(const struct texts *texts, struct str text)
{
	for (size_t i = 0; i < texts->len; i++) {
		size_t end = texts->items[i].len;

		if (str_starts(text, texts->items[i]) &&
		    (end == text.len || !goes_on(text.ptr[end])))
			return true;
	}
	return false;
}

bool texts_end(const struct texts *texts, struct str text)
{
	for (size_t i = 0; i < texts->len; i++) {
		size_t before = text.len - texts->items[i].len;

		if (str_ends(text, texts->items[i]) &&
		    (!before || !goes_on(text.ptr[before - 1])))
			return true;
	}
	return false;
}

static size_t find_word(struct str text, struct str word)
{
	bool opens = word.len && is_alnum(word.ptr[0]);
	size_t at = 0;

	while ((at = str_find(text, at, word)) < text.len) {
		bool before = !opens || at == 0 || !is_alnum(text.ptr[at - 1]);
		bool after = at + word.len >= text.len ||
		             !is_alnum(text.ptr[at + word.len]);

		if (before && after)
			break;
		at++;
	}
	return at;
}

size_t texts_find(const struct texts *texts, struct str text)
{
	size_t at = text.len;

	for (size_t i = 0; i < texts->len && at == text.len; i++)
		at = find_word(text, texts->items[i]);
	return at;
}

/* As many of a list are looked for in one walk over a text. */
#define TEXTS_AT_ONCE 128

/* Asked very often, of lists whose order does not matter here: in one walk
 * over the text, only those that begin as the text goes on are compared. */
static bool some_stand_in(const struct str *texts, size_t n, struct str text)
{
	uint8_t first[UCHAR_MAX + 1] = { 0 }; /* with that byte; 1 + index */
	uint8_t other[TEXTS_AT_ONCE];         /* with the same byte */

	for (size_t i = 0; i < n; i++) {
		uint8_t *with = &first[(unsigned char)texts[i].ptr[0]];

		other[i] = *with;
		*with = (uint8_t)(i + 1);
	}
	for (size_t at = 0; at < text.len; at++) {
		struct str rest = str_sub(text, at, text.len);
		size_t i = first[(unsigned char)*rest.ptr];

		if (i && at && is_alnum(*rest.ptr) && is_alnum(rest.ptr[-1]))
			continue;
		for (; i; i = other[i - 1]) {
			size_t end = texts[i - 1].len;

			if (str_starts(rest, texts[i - 1]) &&
			    (end == rest.len || !is_alnum(rest.ptr[end])))
				return true;
		}
	}
	return false;
}

bool texts_stand_in(const struct texts *texts, struct str text)
{
	bool stands = false;

	for (size_t i = 0; i < texts->len && !stands; i += TEXTS_AT_ONCE) {
		size_t n = texts->len - i;

		stands = some_stand_in(&texts->items[i],
		                       n < TEXTS_AT_ONCE ? n : TEXTS_AT_ONCE,
		                       text);
	}
	return stands;
}
