/* fields.h -- YAML maps read by tables: one row a key, one loop for all. */
#ifndef IMR_FIELDS_H
#define IMR_FIELDS_H

#include "text/diag.h"
#include "text/node.h"

enum field_type {
	FIELD_TEXT,   /* struct str */
	FIELD_NUMBER, /* double; decimals allowed */
	FIELD_COUNT,  /* uint32_t */
	FIELD_YES_NO, /* bool: yes, no, true, false */
	FIELD_ENUM,   /* uint8_t: index into names */
	FIELD_TEXTS,  /* struct texts: a list of scalars, or one scalar */
	FIELD_NODE,   /* const struct node *: read by its owner */
};

/* A closed set of words, in the order of the enum they name. */
struct names {
	const char *const *names;
	size_t n;
};
#define NAMES(array)                                      \
	{                                                 \
		(array), sizeof(array) / sizeof(*(array)) \
	}

struct texts {
	struct str *items;
	size_t len;
};

struct field {
	struct str key;
	enum field_type type;
	size_t offset; /* of the member in the struct that is filled */
	bool required;
	const struct names *names; /* FIELD_ENUM */
};

/*
 * Fills *out from a map. Unknown keys, missing ones and wrong types are
 * complained of (all of them, with a suggestion); false when there were any.
 * Text is copied into `perm`. `what` names the thing in complaints ("drug").
 */
bool fields_read(struct arena *perm, struct diags *d, const struct node *map,
                 const struct field *fields, size_t n, const char *what,
                 void *out);

/* Index of a word in a closed set; n when it is not in it. */
size_t names_find(const struct names *names, struct str word);
/* The same, with a complaint that suggests the nearest. */
bool names_read(struct arena *a, struct diags *d, const struct node *node,
                const struct names *names, const char *what, uint8_t *out);

/* Copies a scalar or a list of scalars; false with a complaint otherwise. */
bool texts_read(struct arena *perm, struct diags *d, const struct node *node,
                struct texts *out);

/* One of them is the word. */
bool texts_have(const struct texts *texts, struct str word);
/* Where one of them stands in the text, at the boundaries of words (", and" may
 * follow one): the first of the list that does; the text's length: none. */
size_t texts_find(const struct texts *texts, struct str text);
/* One of them stands in the text; the text begins, or ends, with one, where a
 * hyphen goes on a word. */
bool texts_stand_in(const struct texts *texts, struct str text);
bool texts_begin(const struct texts *texts, struct str text);
bool texts_end(const struct texts *texts, struct str text);

#endif
