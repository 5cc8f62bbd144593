/* guideline.h -- names, chapters and editions of guidelines. */
#ifndef IMR_GUIDELINE_H
#define IMR_GUIDELINE_H

#include "base/date.h"
#include "rules/loader.h"

/*
 * What a hit of TERM_GUIDELINE says. The first of them up to CITATION_FALLS
 * are the keys of "citation-words".
 */
enum citation_word {
	CITATION_MTUS,          /* "Decision based on MTUS": what follows is */
	CITATION_NON_MTUS,      /* "Non-MTUS Citation": what follows is none */
	CITATION_NONE_CITED,    /* "did not cite any medical evidence" */
	CITATION_OUTSIDE_MTUS,  /* "recommendation(s) outside of the MTUS" */
	CITATION_PART_OF_MTUS,  /* "which is part of the MTUS" */
	CITATION_NOT_PART,      /* "which is not part of the MTUS" */
	CITATION_ENDS,          /* "applicable to the issue at dispute" */
	CITATION_SECTIONS,      /* "Section(s):" */
	CITATION_PAGES,         /* "Page(s):" */
	CITATION_CHAPTER_TAIL,  /* "chapter", behind its name */
	CITATION_BRACKET_TAIL,  /* "acute", in a bracket behind the name */
	CITATION_WHOLE_SECTION, /* a title that is not split at its comma */
	CITATION_SILENT,        /* of a rationale: "does not address" */
	CITATION_STATES,  /* of a rationale: "recommend", behind a source */
	CITATION_FALLS,   /* of a rationale: "the primary procedure" */
	CITATION_SOURCE,  /* of: index into sources */
	CITATION_CHAPTER, /* of: index into chapters */
	CITATION_HOUSED,  /* of: the chapter that holds this topic */
	CITATION_TOPIC,   /* of: index into topics */
};

struct citation_term {
	uint16_t of;
	uint8_t word; /* enum citation_word */
};

struct citation_source {
	uint8_t source;   /* enum guideline_source of letter/letter.h */
	struct str title; /* empty for MTUS, ODG and ACOEM */
};

/*
 * One text of a chapter. Known dates are those of 8 CCR 9792.20 ff.; without
 * `until` it is still in force, without `from` its dates do not matter.
 */
struct edition {
	uint32_t year; /* the year that citations print; 0: none */
	struct date from;
	struct date until;
	uint32_t first_page; /* 0: not known */
	uint32_t last_page;
	bool verified; /* the pages were checked in the source */
};

struct chapter {
	struct str id; /* "mtus/low-back" */
	struct str name;
	uint8_t source;          /* enum guideline_source */
	uint32_t number;         /* of the ACOEM book; 0: none */
	bool whole;              /* always cited without section and page */
	bool by_part;            /* its sections are parts of the body */
	struct texts regions;    /* of the lexicon; none: the whole body */
	bool unnamed;            /* its part is seldom named: "corneal" */
	struct texts treatments; /* categories; none: all */
	struct texts classes;    /* of drugs; none: all */
	VEC(struct edition) editions;
};

struct pages {
	uint16_t *items;
	size_t len;
};

/* What a section is about, in whichever chapter it stands. */
struct topic {
	struct str name;
	struct texts treatments; /* categories it may be cited for; none: all */
	struct texts not_kinds;  /* of the lexicon: other things of these */
	struct texts classes;    /* drug classes; none: all */
	struct str route;        /* "topical": not for tablets; else empty */
	bool everywhere;         /* in the ODG too */
	struct pages pages;      /* of the 2009 chronic pain chapter */
};

/* Words of rules/guidelines/coverage.yaml: categories, drug classes. */
struct coverage {
	struct texts region_strict;
	struct texts region_bound;
	struct texts covers;
	struct texts covers_always;
	struct texts covers_classes;
	struct pages general_pages;
};

struct guidelines {
	VEC(struct citation_term) terms;
	VEC(struct citation_source) sources;
	VEC(struct chapter) chapters;
	VEC(struct topic) topics;
	struct coverage coverage;
};

void guideline_load_words(struct loader *ld, const struct node *map);
void guideline_load_sources(struct loader *ld, const struct node *list);
void guideline_load_chapters(struct loader *ld, const struct node *list);
void guideline_load_topics(struct loader *ld, const struct node *list);
void guideline_load_coverage(struct loader *ld, const struct node *map);

/* NULL when there is no such chapter. */
const struct chapter *guideline_chapter(const struct guidelines *g,
                                        struct str id);

#endif
