/*
 * guideline.c -- how guidelines are named, and what their chapters are.
 *
 * Everything that a citation line can say becomes a term of the one matcher;
 * the hit's index leads to what it says (struct citation_term).
 */
#include "rules/guideline.h"

#include "rules/ruleset.h"

/* Parallel to enum guideline_source of letter/letter.h. */
static const char *const source_words[] = { "none", "MTUS", "ODG", "ACOEM",
	                                    "other" };
static const struct names source_names = NAMES(source_words);

/* Parallel to enum citation_word, as far as it has keys. */
static const char *const word_keys[] = {
	"mtus",         "non-mtus",     "none-cited",
	"outside-mtus", "part-of-mtus", "not-part-of-mtus",
	"ends",         "sections",     "pages",
	"chapter-tail", "bracket-tail", "whole-sections",
	"silent",       "states",       "falls-with-another",
};
static const struct names words = NAMES(word_keys);

static void add_terms(struct loader *ld, const struct node *phrases,
                      enum citation_word word, size_t of)
{
	struct guidelines *g = &ld->set->guidelines;
	uint32_t index = (uint32_t)g->terms.len;
	struct citation_term *t = VEC_PUSH(ld->perm, &g->terms);

	t->word = (uint8_t)word;
	t->of = (uint16_t)of;
	loader_names(ld, phrases, TERM_GUIDELINE, index);
}

void guideline_load_words(struct loader *ld, const struct node *map)
{
	for (size_t i = 0; i + 1 < map->items.len; i += 2) {
		uint8_t word;

		if (names_read(ld->scratch, ld->diags, map->items.items[i],
		               &words, "kind of citation word", &word))
			add_terms(ld, map->items.items[i + 1],
			          (enum citation_word)word, 0);
	}
	if (map->kind != NODE_MAP)
		LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, map,
		                "expected kinds of words with their phrases");
}

/* -- sources */

struct raw_source {
	struct citation_source s;
	const struct node *names;
};

#define ROW(owner, name, type, member, required, names)               \
	{                                                             \
		STR_INIT(name), type, offsetof(struct owner, member), \
		        required, names                               \
	}
/* clang-format off */
static const struct field source_fields[] = {
	ROW(raw_source, "source", FIELD_ENUM, s.source, true,  &source_names),
	ROW(raw_source, "title",  FIELD_TEXT, s.title,  false, NULL),
	ROW(raw_source, "names",  FIELD_NODE, names,    true,  NULL),
};
/* clang-format on */

void guideline_load_sources(struct loader *ld, const struct node *list)
{
	struct guidelines *g = &ld->set->guidelines;

	for (size_t i = 0; i < list->items.len; i++) {
		struct raw_source raw = { 0 };

		if (!fields_read(ld->perm, ld->diags, list->items.items[i],
		                 source_fields,
		                 sizeof(source_fields) / sizeof(*source_fields),
		                 "source", &raw))
			continue;
		add_terms(ld, raw.names, CITATION_SOURCE, g->sources.len);
		*VEC_PUSH(ld->perm, &g->sources) = raw.s;
	}
}

/* -- chapters */

struct raw_chapter {
	struct chapter c;
	const struct node *names;
	const struct node *housed;
	const struct node *editions;
};

struct raw_edition {
	struct edition e;
	const struct node *from;
	const struct node *until;
};

/* clang-format off */
static const struct field chapter_fields[] = {
	ROW(raw_chapter, "id",         FIELD_TEXT,  c.id,         true,  NULL),
	ROW(raw_chapter, "source",     FIELD_ENUM,  c.source,     true,  &source_names),
	ROW(raw_chapter, "name",       FIELD_TEXT,  c.name,       true,  NULL),
	ROW(raw_chapter, "names",      FIELD_NODE,  names,        true,  NULL),
	ROW(raw_chapter, "number",     FIELD_COUNT, c.number,     false, NULL),
	ROW(raw_chapter, "whole",      FIELD_YES_NO, c.whole,     false, NULL),
	ROW(raw_chapter, "by-part",    FIELD_YES_NO, c.by_part,   false, NULL),
	ROW(raw_chapter, "unnamed",    FIELD_YES_NO, c.unnamed,   false, NULL),
	ROW(raw_chapter, "regions",    FIELD_TEXTS, c.regions,    false, NULL),
	ROW(raw_chapter, "treatments", FIELD_TEXTS, c.treatments, false, NULL),
	ROW(raw_chapter, "classes", FIELD_TEXTS, c.classes, false, NULL),
	ROW(raw_chapter, "housed",     FIELD_NODE,  housed,       false, NULL),
	ROW(raw_chapter, "editions",   FIELD_NODE,  editions,     false, NULL),
};
static const struct field edition_fields[] = {
	ROW(raw_edition, "year",       FIELD_COUNT,  e.year,       false, NULL),
	ROW(raw_edition, "from",       FIELD_NODE,   from,         true,  NULL),
	ROW(raw_edition, "until",      FIELD_NODE,   until,        false, NULL),
	ROW(raw_edition, "first-page", FIELD_COUNT,  e.first_page, false, NULL),
	ROW(raw_edition, "last-page",  FIELD_COUNT,  e.last_page,  false, NULL),
	ROW(raw_edition, "verified",   FIELD_YES_NO, e.verified,   false, NULL),
};
/* clang-format on */

static void read_date(struct loader *ld, const struct node *node,
                      struct date *out)
{
	size_t used;
	struct date date;

	if (!node)
		return;
	date = date_read(node->text, &used);
	if (used && used == node->text.len && date_valid(date))
		*out = date;
	else
		LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, node,
		                "'%.*s' is no date such as 2016-07-28",
		                STR_ARG(node->text));
}

static void load_edition(struct loader *ld, const struct node *node,
                         struct chapter *chapter)
{
	struct raw_edition raw = { 0 };

	if (!fields_read(ld->perm, ld->diags, node, edition_fields,
	                 sizeof(edition_fields) / sizeof(*edition_fields),
	                 "edition", &raw))
		return;
	read_date(ld, raw.from, &raw.e.from);
	read_date(ld, raw.until, &raw.e.until);
	if (raw.e.first_page > raw.e.last_page)
		LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, node,
		                "the last page comes before the first");
	*VEC_PUSH(ld->perm, &chapter->editions) = raw.e;
}

const struct chapter *guideline_chapter(const struct guidelines *g,
                                        struct str id)
{
	for (size_t i = 0; i < g->chapters.len; i++) {
		if (str_eq(g->chapters.items[i].id, id))
			return &g->chapters.items[i];
	}
	return NULL;
}

static void load_chapter(struct loader *ld, const struct node *node)
{
	struct guidelines *g = &ld->set->guidelines;
	struct raw_chapter raw = { 0 };
	size_t index = g->chapters.len;

	if (!fields_read(ld->perm, ld->diags, node, chapter_fields,
	                 sizeof(chapter_fields) / sizeof(*chapter_fields),
	                 "chapter", &raw))
		return;
	if (guideline_chapter(g, raw.c.id)) {
		LOADER_COMPLAIN(ld, DIAG_DUPLICATE_ID, node,
		                "a second chapter '%.*s'", STR_ARG(raw.c.id));
		return;
	}
	for (size_t i = 0; raw.editions && i < raw.editions->items.len; i++)
		load_edition(ld, raw.editions->items.items[i], &raw.c);
	add_terms(ld, raw.names, CITATION_CHAPTER, index);
	if (raw.housed)
		add_terms(ld, raw.housed, CITATION_HOUSED, index);
	*VEC_PUSH(ld->perm, &g->chapters) = raw.c;
}

void guideline_load_chapters(struct loader *ld, const struct node *list)
{
	for (size_t i = 0; i < list->items.len; i++)
		load_chapter(ld, list->items.items[i]);
}

/* -- topics */

struct raw_topic {
	struct topic t;
	const struct node *names;
	const struct node *pages;
};

/* clang-format off */
static const struct field topic_fields[] = {
	ROW(raw_topic, "topic",      FIELD_TEXT,  t.name,       true,  NULL),
	ROW(raw_topic, "names",      FIELD_NODE,  names,        true,  NULL),
	ROW(raw_topic, "treatments", FIELD_TEXTS, t.treatments, false, NULL),
	ROW(raw_topic, "not-kinds",  FIELD_TEXTS, t.not_kinds,  false, NULL),
	ROW(raw_topic, "classes",    FIELD_TEXTS, t.classes,    false, NULL),
	ROW(raw_topic, "route",      FIELD_TEXT,  t.route,      false, NULL),
	ROW(raw_topic, "everywhere", FIELD_YES_NO, t.everywhere, false, NULL),
	ROW(raw_topic, "pages",      FIELD_NODE,  pages,        false, NULL),
};
/* clang-format on */

static void read_pages(struct loader *ld, const struct node *list,
                       struct pages *out)
{
	out->items = ARENA_ARRAY(ld->perm, uint16_t, list->items.len + 1);
	for (size_t i = 0; i < list->items.len; i++) {
		const struct node *node = list->items.items[i];
		size_t used;
		uint32_t page = str_number(node->text, &used);

		if (!used || used != node->text.len || page > UINT16_MAX) {
			LOADER_COMPLAIN(ld, DIAG_BAD_VALUE, node,
			                "'%.*s' is no page number",
			                STR_ARG(node->text));
			continue;
		}
		out->items[out->len++] = (uint16_t)page;
	}
}

void guideline_load_topics(struct loader *ld, const struct node *list)
{
	struct guidelines *g = &ld->set->guidelines;

	for (size_t i = 0; i < list->items.len; i++) {
		struct raw_topic raw = { 0 };

		if (!fields_read(ld->perm, ld->diags, list->items.items[i],
		                 topic_fields,
		                 sizeof(topic_fields) / sizeof(*topic_fields),
		                 "topic", &raw))
			continue;
		if (raw.pages)
			read_pages(ld, raw.pages, &raw.t.pages);
		add_terms(ld, raw.names, CITATION_TOPIC, g->topics.len);
		*VEC_PUSH(ld->perm, &g->topics) = raw.t;
	}
}

/* -- coverage */

struct raw_coverage {
	struct coverage c;
	const struct node *general_pages;
};

/* clang-format off */
static const struct field coverage_fields[] = {
	ROW(raw_coverage, "region-strict",  FIELD_TEXTS, c.region_strict,  true, NULL),
	ROW(raw_coverage, "region-bound",   FIELD_TEXTS, c.region_bound,   true, NULL),
	ROW(raw_coverage, "covers",         FIELD_TEXTS, c.covers,         true, NULL),
	ROW(raw_coverage, "covers-always",  FIELD_TEXTS, c.covers_always,  true, NULL),
	ROW(raw_coverage, "covers-classes", FIELD_TEXTS, c.covers_classes, true, NULL),
	ROW(raw_coverage, "general-pages",  FIELD_NODE,  general_pages,    true, NULL),
};
/* clang-format on */

void guideline_load_coverage(struct loader *ld, const struct node *map)
{
	struct raw_coverage raw = { 0 };

	if (!fields_read(ld->perm, ld->diags, map, coverage_fields,
	                 sizeof(coverage_fields) / sizeof(*coverage_fields),
	                 "coverage", &raw))
		return;
	read_pages(ld, raw.general_pages, &raw.c.general_pages);
	ld->set->guidelines.coverage = raw.c;
}
