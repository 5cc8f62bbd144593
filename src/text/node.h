/* node.h -- a YAML or JSON document as a tree, every node with its place. */
#ifndef IMR_NODE_H
#define IMR_NODE_H

#include "base/arena.h"
#include "base/str.h"
#include "text/diag.h"

/* Deeper documents are refused: ours need nine levels. */
#define NODE_DEPTH_MAX 40
/* Larger maps are refused: keys are compared one by one. Ours have 40. */
#define NODE_PAIRS_MAX 1000

enum node_kind {
	NODE_NULL, /* nothing there; also JSON's null and YAML's ~ */
	NODE_SCALAR,
	NODE_LIST,
	NODE_MAP,
};

/*
 * items: the children; of a map, key and value in turn (keys are scalars,
 * none twice). Lines and columns are 1-based, columns in characters.
 */
struct node {
	enum node_kind kind;
	bool quoted;
	uint32_t line;
	uint32_t column;
	struct str text;
	VEC(struct node *) items;
};

/*
 * Reads one YAML document (no aliases, no tags, no duplicate keys). NULL when
 * it is not one; the complaint is then in d.
 */
struct node *yaml_read(struct arena *a, struct diags *d, struct str text);
/* The same for JSON (RFC 8259). */
struct node *json_read(struct arena *a, struct diags *d, struct str text);

/* The value of a map's key; NULL when there is none (or n is no map). */
const struct node *node_get(const struct node *n, struct str key);
/* The scalar under a key; empty when there is none. */
struct str node_text(const struct node *n, struct str key);
size_t node_pairs(const struct node *map);

struct node *node_new(struct arena *a, enum node_kind kind, uint32_t line,
                      uint32_t column);
/* Adds key and value; complains of a key that stands twice. */
void node_add_pair(struct arena *a, struct diags *d, struct node *map,
                   struct node *key, struct node *value);

#endif
