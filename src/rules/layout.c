/* layout.c -- how letters look: rules/layouts, one file a layout. */
#include "rules/layout.h"

#include "base/buf.h"
#include "rules/ruleset.h"
#include "rules/words.h"

static const char *const section_words[] = {
	[SECTION_HEADER] = "header",
	[SECTION_HOW_MADE] = "how-made",
	[SECTION_CREDENTIALS] = "credentials",
	[SECTION_DOCUMENTS] = "documents",
	[SECTION_SUMMARY] = "summary",
	[SECTION_DETERMINATIONS] = "determinations",
	[SECTION_ITEMS] = "items",
	[SECTION_END] = "end",
};
static const struct names section_names = NAMES(section_words);

static const char *const header_words[] = {
	[HEADER_CASE] = "case",           [HEADER_ASSIGNED] = "assigned",
	[HEADER_INJURY] = "injury",       [HEADER_DECIDED] = "decided",
	[HEADER_UR_DENIED] = "ur-denied", [HEADER_PRIORITY] = "priority",
	[HEADER_RECEIVED] = "received",   [HEADER_OTHER] = "other",
};
static const struct names header_names = NAMES(header_words);

static const char *const label_words[] = {
	[ITEM_CLAIMS] = "claims-guideline",
	[ITEM_REVIEWER] = "reviewer-guideline",
	[ITEM_RATIONALE] = "rationale",
	[ITEM_OPENING] = "opening",
};
static const struct names label_names = NAMES(label_words);

static const char *const style_words[] = {
	[ITEMS_HEADING_OUTCOME] = "heading-outcome",
	[ITEMS_SENTENCE] = "sentence",
	[ITEMS_OPENED] = "opened",
};
static const struct names style_names = NAMES(style_words);

struct raw_layout {
	struct layout layout;
	const struct node *header;
	const struct node *sections;
	const struct node *labels;
	const struct node *outcomes;
};

#define ROW(name, type, member, required, names)                           \
	{                                                                  \
		STR_INIT(name), type, offsetof(struct raw_layout, member), \
		        required, names                                    \
	}
/* clang-format off */
static const struct field layout_fields[] = {
	ROW("id",         FIELD_TEXT, layout.id,         true,  NULL),
	ROW("title",      FIELD_TEXT, layout.title,      true,  NULL),
	ROW("years",      FIELD_TEXT, layout.years,      true,  NULL),
	ROW("item-style", FIELD_ENUM, layout.item_style, true,  &style_names),
	ROW("header",     FIELD_NODE, header,            false, NULL),
	ROW("sections",   FIELD_NODE, sections,          true,  NULL),
	ROW("labels",     FIELD_NODE, labels,            true,  NULL),
	ROW("outcomes",   FIELD_NODE, outcomes,          true,  NULL),
	ROW("heading-continues", FIELD_TEXTS, layout.heading_continues, false, NULL),
};
/* clang-format on */

struct raw_section {
	uint8_t section;
	bool required;
	bool recognises;
	const struct node *heading;
};

#define SECTION_ROW(name, type, member, required, names)                    \
	{                                                                   \
		STR_INIT(name), type, offsetof(struct raw_section, member), \
		        required, names                                     \
	}
/* clang-format off */
static const struct field section_fields[] = {
	SECTION_ROW("section",    FIELD_ENUM,   section,    true,  &section_names),
	SECTION_ROW("heading",    FIELD_NODE,   heading,    true,  NULL),
	SECTION_ROW("required",   FIELD_YES_NO, required,   false, NULL),
	SECTION_ROW("recognises", FIELD_YES_NO, recognises, false, NULL),
};
/* clang-format on */

static struct layout_term *add_term(struct loader *ld, struct str text)
{
	struct layouts *layouts = &ld->set->layouts;
	struct layout_term *t = VEC_PUSH(ld->perm, &layouts->terms);

	t->layout = (uint16_t)layouts->list.len;
	t->text = arena_str(ld->perm, text);
	return t;
}

/* A heading begins a line. So does a label, unless it ends with a colon or
 * opens an item or a sentence of a notice. */
static unsigned flags_of(enum term_kind kind, struct layout_term like,
                         struct str text)
{
	if (kind == TERM_HEADING)
		return TERM_LINE;
	if (str_ends(text, STR(":")) || like.anywhere ||
	    (like.in_item && like.label == ITEM_OPENING))
		return 0;
	return like.in_item ? TERM_LINE : 0;
}

/* "Decision rationale:", and with a blank before the colon. */
static void add_wording(struct loader *ld, const struct node *at,
                        struct str text, enum term_kind kind, uint32_t index,
                        unsigned flags)
{
	loader_phrase(ld, at, text, kind, index, flags);
	if (kind == TERM_LABEL && str_ends(text, STR(":"))) {
		struct buf apart = { .arena = ld->scratch };

		buf_printf(&apart,
		           "%.*s :", STR_ARG(str_sub(text, 0, text.len - 1)));
		loader_phrase(ld, at, buf_text(&apart), kind, index, flags);
	}
}

static void add_wordings(struct loader *ld, const struct node *wordings,
                         enum term_kind kind, struct layout_term like)
{
	struct layouts *layouts = &ld->set->layouts;
	struct texts texts = { 0 };

	if (!texts_read(ld->perm, ld->diags, wordings, &texts))
		return;
	for (size_t i = 0; i < texts.len; i++) {
		uint32_t index = (uint32_t)layouts->terms.len;
		struct layout_term *t = add_term(ld, texts.items[i]);
		uint16_t layout = t->layout;
		struct str text = t->text;

		*t = like;
		t->layout = layout;
		t->text = text;
		add_wording(ld, wordings, texts.items[i], kind, index,
		            flags_of(kind, like, text));
	}
}

static void load_sections(struct loader *ld, const struct node *list)
{
	for (size_t i = 0; i < list->items.len; i++) {
		struct raw_section raw = { 0 };
		struct layout_term like = { 0 };

		if (!fields_read(ld->perm, ld->diags, list->items.items[i],
		                 section_fields,
		                 sizeof(section_fields) /
		                         sizeof(*section_fields),
		                 "section of a layout", &raw))
			continue;
		like.section = raw.section;
		like.required = raw.required;
		like.recognises = raw.recognises;
		add_wordings(ld, raw.heading, TERM_HEADING, like);
	}
}

/* "case: Case Number:" and the like: which field, which wordings. */
static void load_labels(struct loader *ld, const struct node *map,
                        const struct names *names, bool in_item, bool anywhere)
{
	for (size_t i = 0; map && i + 1 < map->items.len; i += 2) {
		struct layout_term like = { .in_item = in_item,
			                    .anywhere = anywhere };
		uint8_t which = 0;

		if (!names_read(ld->scratch, ld->diags, map->items.items[i],
		                names, "label", &which))
			continue;
		if (in_item)
			like.label = which;
		else
			like.field = which;
		add_wordings(ld, map->items.items[i + 1], TERM_LABEL, like);
	}
}

static void load_outcomes(struct loader *ld, struct layout *layout,
                          const struct node *map)
{
	for (size_t i = 0; i + 1 < map->items.len; i += 2) {
		struct texts says = { 0 };
		uint8_t outcome = 0;

		if (!names_read(ld->scratch, ld->diags, map->items.items[i],
		                &outcome_names, "outcome", &outcome) ||
		    !texts_read(ld->perm, ld->diags, map->items.items[i + 1],
		                &says))
			continue;
		for (size_t j = 0; j < says.len; j++) {
			struct outcome_words *w =
			        VEC_PUSH(ld->perm, &layout->outcomes);

			w->outcome = outcome;
			w->says =
			        arena_str(ld->perm, phrase_fold(ld->scratch,
			                                        says.items[j]));
		}
	}
}

void layout_load(struct loader *ld, const struct node *node)
{
	struct raw_layout raw = { 0 };
	struct layouts *layouts = &ld->set->layouts;

	if (!fields_read(ld->perm, ld->diags, node, layout_fields,
	                 sizeof(layout_fields) / sizeof(*layout_fields),
	                 "layout", &raw))
		return;
	for (size_t i = 0; i < layouts->list.len; i++) {
		if (str_eq(layouts->list.items[i].id, raw.layout.id)) {
			LOADER_COMPLAIN(ld, DIAG_DUPLICATE_ID, node,
			                "a second layout '%.*s'",
			                STR_ARG(raw.layout.id));
			return;
		}
	}
	load_sections(ld, raw.sections);
	load_labels(ld, raw.header, &header_names, false, false);
	/* The labels of a notice are the openings of its sentences. */
	load_labels(ld, raw.labels, &label_names, true,
	            raw.layout.item_style == ITEMS_OPENED);
	load_outcomes(ld, &raw.layout, raw.outcomes);
	for (size_t i = 0; i < raw.layout.heading_continues.len; i++) {
		struct str *text = &raw.layout.heading_continues.items[i];

		*text = arena_str(ld->perm, phrase_fold(ld->scratch, *text));
	}
	*VEC_PUSH(ld->perm, &layouts->list) = raw.layout;
}

const struct outcome_words *layout_outcome(const struct layout *layout,
                                           struct str heading)
{
	const struct outcome_words *longest = NULL;

	for (size_t i = 0; i < layout->outcomes.len; i++) {
		const struct outcome_words *w = &layout->outcomes.items[i];
		size_t at = heading.len - w->says.len;

		if (str_ends(heading, w->says) &&
		    (!at || !is_alnum(heading.ptr[at - 1])) &&
		    (!longest || w->says.len > longest->says.len))
			longest = w;
	}
	return longest;
}

/* A shorter word is one letter away from too many others. */
#define MISSPELT_LETTERS_MIN 6

const struct outcome_words *layout_outcome_misspelt(const struct layout *layout,
                                                    struct str heading,
                                                    size_t *len)
{
	size_t colon = heading.len;
	struct str word;

	while (colon > 0 && heading.ptr[colon - 1] != ':')
		colon--;
	word = str_trim(str_sub(heading, colon, heading.len));
	*len = word.len;
	for (size_t i = 0; colon && i < layout->outcomes.len; i++) {
		const struct outcome_words *w = &layout->outcomes.items[i];

		if (w->says.len >= MISSPELT_LETTERS_MIN &&
		    str_one_edit_apart(word, w->says))
			return w;
	}
	return NULL;
}

bool layout_continues(const struct layout *layout, struct str heading)
{
	const struct texts *t = &layout->heading_continues;
	/* "7.5 mg" ends no sentence. */
	size_t end = str_find(heading, 0, STR(". "));

	for (size_t i = 0; i < t->len; i++) {
		if (str_find(heading, 0, t->items[i]) < end)
			return true;
	}
	return false;
}
