/* node.c -- the tree that YAML and JSON are read into. */
#include "text/node.h"

const struct node *node_get(const struct node *n, struct str key)
{
	if (!n || n->kind != NODE_MAP)
		return NULL;
	for (size_t i = 0; i + 1 < n->items.len; i += 2) {
		if (str_eq(n->items.items[i]->text, key))
			return n->items.items[i + 1];
	}
	return NULL;
}

struct str node_text(const struct node *n, struct str key)
{
	const struct node *value = node_get(n, key);
	struct str none = { 0 };

	return value && value->kind == NODE_SCALAR ? value->text : none;
}

size_t node_pairs(const struct node *map)
{
	return map->items.len / 2;
}

struct node *node_new(struct arena *a, enum node_kind kind, uint32_t line,
                      uint32_t column)
{
	struct node *n = ARENA_NEW(a, struct node);

	n->kind = kind;
	n->line = line;
	n->column = column;
	return n;
}

void node_add_pair(struct arena *a, struct diags *d, struct node *map,
                   struct node *key, struct node *value)
{
	if (node_pairs(map) < NODE_PAIRS_MAX && node_get(map, key->text)) {
		diag_add(d, DIAG_DUPLICATE_KEY, key->line, key->column,
		         "key '%.*s' stands twice", STR_ARG(key->text));
		return;
	}
	if (node_pairs(map) >= NODE_PAIRS_MAX) {
		diag_add(d, DIAG_BAD_VALUE, key->line, key->column,
		         "more than %d keys in one map", NODE_PAIRS_MAX);
		return;
	}
	*VEC_PUSH(a, &map->items) = key;
	*VEC_PUSH(a, &map->items) = value;
}
