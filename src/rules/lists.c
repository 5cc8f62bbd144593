/* lists.c -- words that many phrases share, by name: the section 'lists'. */
#include "rules/lists.h"

#include "base/buf.h"
#include "rules/loader.h"

/* What a fact calls its own words, in the phrases of its form. */
#define ITS_OWN STR("it")

static struct str name_at(const void *with, size_t i)
{
	const struct word_lists *lists = with;

	return lists->list.items[i].name;
}

static const struct word_list *find(const struct word_lists *lists,
                                    struct str name)
{
	for (size_t i = 0; i < lists->list.len; i++) {
		if (str_eq(lists->list.items[i].name, name))
			return &lists->list.items[i];
	}
	return NULL;
}

static bool words_of(struct loader *ld, const struct node *at, struct str name,
                     struct str *out)
{
	const struct word_list *list = find(&ld->lists, name);
	struct str hint;

	if (str_eq(name, ITS_OWN) && ld->lists.it.len) {
		*out = ld->lists.it;
		return true;
	}
	if (list) {
		*out = list->words;
		return true;
	}
	hint = diag_did_you_mean(ld->scratch, name, name_at, &ld->lists,
	                         ld->lists.list.len);
	LOADER_COMPLAIN(ld, DIAG_UNKNOWN_NAME, at, "unknown list '<%.*s>'%.*s",
	                STR_ARG(name), STR_ARG(hint));
	return false;
}

/* How many brackets a character of a phrase opens, or closes. */
static int opens(struct str phrase, size_t at)
{
	char c = phrase.ptr[at];

	if (at && phrase.ptr[at - 1] == '\\')
		return 0;
	return (c == '(' || c == '[') - (c == ')' || c == ']');
}

bool lists_expand(struct loader *ld, const struct node *at, struct str phrase,
                  struct str *out)
{
	struct buf b = { .arena = ld->scratch };
	int depth = 0;

	*out = phrase;
	if (str_find_char(phrase, 0, '<') == phrase.len)
		return true;
	for (size_t i = 0; i < phrase.len; i++) {
		size_t end = str_find_char(phrase, i, '>');
		bool literal = i && phrase.ptr[i - 1] == '\\';
		struct str words;

		depth += opens(phrase, i);
		if (phrase.ptr[i] != '<' || literal || end == phrase.len) {
			buf_char(&b, phrase.ptr[i]);
			continue;
		}
		if (!words_of(ld, at, str_sub(phrase, i + 1, end), &words))
			return false;
		i = end;
		/* Several stand between brackets; these may be there. */
		if (depth || !str_has_char(words, '|'))
			buf_str(&b, words);
		else
			buf_printf(&b, "(%.*s)", STR_ARG(words));
		if (b.len > PHRASE_BYTES_MAX) {
			LOADER_COMPLAIN(ld, DIAG_BAD_PATTERN, at,
			                "more than %d characters, with the "
			                "words of its lists, in '%.*s'",
			                PHRASE_BYTES_MAX, STR_ARG(phrase));
			return false;
		}
	}
	*out = buf_text(&b);
	return true;
}

bool lists_join(struct loader *ld, const struct node *words, struct str *out)
{
	struct buf b = { .arena = ld->scratch };
	struct texts texts = { 0 };

	if (!texts_read(ld->scratch, ld->diags, words, &texts))
		return false;
	for (size_t i = 0; i < texts.len; i++) {
		buf_str(&b, i ? STR("|") : STR(""));
		buf_str(&b, texts.items[i]);
	}
	/* As if between brackets: a list in a list adds its words. */
	*out = arena_printf(ld->scratch, "(%.*s)", STR_ARG(buf_text(&b)));
	if (!lists_expand(ld, words, *out, out))
		return false;
	*out = str_sub(*out, 1, out->len - 1);
	if (out->len)
		return true;
	LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, words, "a list without words");
	return false;
}

void lists_load(struct loader *ld, const struct node *map)
{
	if (map->kind != NODE_MAP) {
		LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, map,
		                "'lists' is a map: name, words");
		return;
	}
	for (size_t i = 0; i + 1 < map->items.len; i += 2) {
		const struct node *name = map->items.items[i];
		struct word_list list = { .name = name->text };

		if (find(&ld->lists, name->text) || str_eq(name->text, ITS_OWN))
			LOADER_COMPLAIN(ld, DIAG_DUPLICATE_ID, name,
			                "a second list '%.*s'",
			                STR_ARG(name->text));
		else if (lists_join(ld, map->items.items[i + 1], &list.words))
			*VEC_PUSH(ld->scratch, &ld->lists.list) = list;
	}
}
