/*
 * yaml.c -- YAML into a tree; the only file that includes yaml.h.
 *
 * Events drive a small recursion whose depth is bounded. Aliases, anchors and
 * tags are refused: no rule needs them, and they are how YAML bombs are made.
 */
#include "text/node.h"

#include <yaml.h>

struct reader {
	yaml_parser_t parser;
	struct arena *arena;
	struct diags *diags;
};

static void complain(struct reader *r, const yaml_mark_t *mark,
                     const char *what)
{
	diag_add(r->diags, DIAG_YAML, (uint32_t)mark->line + 1,
	         (uint32_t)mark->column + 1, "%s", what);
}

static bool next(struct reader *r, yaml_event_t *event)
{
	const char *problem;

	if (yaml_parser_parse(&r->parser, event))
		return true;
	problem = r->parser.problem ? r->parser.problem : "not YAML";
	complain(r, &r->parser.problem_mark, problem);
	return false;
}

static bool is_null(const struct node *n)
{
	return !n->quoted && (!n->text.len || str_eq(n->text, STR("~")) ||
	                      str_eq(n->text, STR("null")));
}

static struct node *make(struct reader *r, const yaml_event_t *e,
                         enum node_kind kind)
{
	return node_new(r->arena, kind, (uint32_t)e->start_mark.line + 1,
	                (uint32_t)e->start_mark.column + 1);
}

static struct node *scalar(struct reader *r, const yaml_event_t *e)
{
	struct node *n = make(r, e, NODE_SCALAR);
	struct str text = { (const char *)e->data.scalar.value,
		            e->data.scalar.length };

	n->quoted = e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	n->text = arena_str(r->arena, text);
	if (is_null(n))
		n->kind = NODE_NULL;
	return n;
}

static struct node *read_node(struct reader *r, const yaml_event_t *e,
                              int depth);

/* Reads children until the event that ends the collection. */
static bool read_items(struct reader *r, struct node *n, yaml_event_type_t end,
                       int depth)
{
	struct node *key = NULL;

	for (;;) {
		yaml_event_t e;
		struct node *item;

		if (!next(r, &e))
			return false;
		if (e.type == end) {
			yaml_event_delete(&e);
			return true;
		}
		item = read_node(r, &e, depth + 1);
		yaml_event_delete(&e);
		if (!item)
			return false;
		if (n->kind == NODE_LIST) {
			*VEC_PUSH(r->arena, &n->items) = item;
		} else if (!key) {
			key = item;
			if (key->kind == NODE_LIST || key->kind == NODE_MAP) {
				diag_add(r->diags, DIAG_YAML, key->line,
				         key->column, "a key must be a word");
				return false;
			}
		} else {
			node_add_pair(r->arena, r->diags, n, key, item);
			key = NULL;
		}
	}
}

static struct node *read_node(struct reader *r, const yaml_event_t *e,
                              int depth)
{
	struct node *n = NULL;

	if (depth > NODE_DEPTH_MAX) {
		complain(r, &e->start_mark, "nested too deeply");
		return NULL;
	}
	if (e->type == YAML_SCALAR_EVENT) {
		if (e->data.scalar.anchor || e->data.scalar.tag) {
			complain(r, &e->start_mark,
			         "anchors and tags are not used in rules");
			return NULL;
		}
		return scalar(r, e);
	}
	if (e->type == YAML_SEQUENCE_START_EVENT) {
		n = make(r, e, NODE_LIST);
		return read_items(r, n, YAML_SEQUENCE_END_EVENT, depth) ? n
		                                                        : NULL;
	}
	if (e->type == YAML_MAPPING_START_EVENT) {
		n = make(r, e, NODE_MAP);
		return read_items(r, n, YAML_MAPPING_END_EVENT, depth) ? n
		                                                       : NULL;
	}
	complain(r, &e->start_mark, "aliases are not used in rules");
	return NULL;
}

static struct node *read_document(struct reader *r)
{
	struct node *root = NULL;
	yaml_event_t e;

	for (;;) {
		yaml_event_type_t type;

		if (!next(r, &e))
			return NULL;
		type = e.type;
		if (type == YAML_STREAM_START_EVENT ||
		    type == YAML_DOCUMENT_END_EVENT ||
		    (type == YAML_DOCUMENT_START_EVENT && !root)) {
			yaml_event_delete(&e);
			continue;
		}
		if (type == YAML_STREAM_END_EVENT) {
			yaml_event_delete(&e);
			return root ? root
			            : node_new(r->arena, NODE_NULL, 1, 1);
		}
		if (root) {
			complain(r, &e.start_mark, "a second document");
			yaml_event_delete(&e);
			return NULL;
		}
		root = read_node(r, &e, 0);
		yaml_event_delete(&e);
		if (!root)
			return NULL;
	}
}

struct node *yaml_read(struct arena *a, struct diags *d, struct str text)
{
	struct reader r = { .arena = a, .diags = d };
	size_t before = d->count;
	struct node *root;
	jmp_buf *outer = a->on_failure;
	jmp_buf failed;

	if (!yaml_parser_initialize(&r.parser)) {
		diag_add(d, DIAG_YAML, 1, 1, "out of memory");
		return NULL;
	}
	/* libyaml's memory is not the arena's: give it back on the way out. */
	if (setjmp(failed)) {
		yaml_parser_delete(&r.parser);
		a->on_failure = outer;
		longjmp(*outer, 1);
	}
	a->on_failure = &failed;
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	        &r.parser, (const unsigned char *)(text.len ? text.ptr : ""),
	        text.len);
	root = read_document(&r);
	yaml_parser_delete(&r.parser);
	a->on_failure = outer;
	return d->count == before ? root : NULL;
}
