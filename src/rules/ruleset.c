/*
 * ruleset.c -- all rules, loaded, compiled, then only read.
 *
 * A rule file is one map; each of its keys is a section with a loader of its
 * own. Where a section stands is free: folders and file names are for people.
 */
#include "rules/ruleset.h"

#include "rules/person.h"
#include "text/node.h"

struct section {
	struct str key;
	void (*load)(struct loader *ld, const struct node *value);
};

/* The first N_FIRST are loaded from all files before the others, which build
 * on them. */
/* clang-format off */
static const struct section sections[] = {
	{ STR_INIT("lists"),        lists_load },
	{ STR_INIT("fact-forms"),   fact_load_forms },
	{ STR_INIT("abbreviations"), language_load_abbreviations },
	{ STR_INIT("acetaminophen"), lexicon_load_acetaminophen },
	{ STR_INIT("body-parts"),   lexicon_load_parts },
	{ STR_INIT("chapters"),     guideline_load_chapters },
	{ STR_INIT("carried-over"), criterion_load_carried },
	{ STR_INIT("checks"),       check_load },
	{ STR_INIT("citation-coverage"), guideline_load_coverage },
	{ STR_INIT("citation-sources"), guideline_load_sources },
	{ STR_INIT("citation-words"), guideline_load_words },
	{ STR_INIT("complete-requests"), lexicon_load_complete },
	{ STR_INIT("conclusions"),  language_load_conclusions },
	{ STR_INIT("criteria"),     criterion_load },
	{ STR_INIT("contradictions"), contradiction_load },
	{ STR_INIT("contradiction-words"), contradiction_load_words },
	{ STR_INIT("cues"),         language_load_cues },
	{ STR_INIT("drug-classes"), language_load_classes },
	{ STR_INIT("drug-classes-beside"), language_load_classes_beside },
	{ STR_INIT("drugs"),        lexicon_load_drugs },
	{ STR_INIT("edition"),      criterion_load_pack },
	{ STR_INIT("events"),       event_load },
	{ STR_INIT("exceeds-words"), fact_load_exceeds },
	{ STR_INIT("facts"),        fact_load },
	{ STR_INIT("general-recitals"), fact_load_general_recitals },
	{ STR_INIT("ground-words"), fact_load_grounds },
	{ STR_INIT("heading-words"), lexicon_load_heading_words },
	{ STR_INIT("layout"),       layout_load },
	{ STR_INIT("mme"),          lexicon_load_mme },
	{ STR_INIT("people"),       person_load },
	{ STR_INIT("person-words"), fact_load_persons },
	{ STR_INIT("plan-words"),   fact_load_plans },
	{ STR_INIT("quotation-words"), fact_load_quotations },
	{ STR_INIT("real-words"),   lexicon_load_real_words },
	{ STR_INIT("recital-words"), figure_load_words },
	{ STR_INIT("recited-figures"), figure_load },
	{ STR_INIT("region-reach"), fact_load_reach },
	{ STR_INIT("region-families"), lexicon_load_regions },
	{ STR_INIT("request-fields"), language_load_fields },
	{ STR_INIT("section-topics"), guideline_load_topics },
	{ STR_INIT("results"),      result_load },
	{ STR_INIT("retold"),       retold_load },
	{ STR_INIT("sentence-words"), language_load_words },
	{ STR_INIT("short-forms"),  language_load_short_forms },
	{ STR_INIT("size-limits"),  lexicon_load_sizes },
	{ STR_INIT("size-words"),   lexicon_load_size_words },
	{ STR_INIT("stated-limits"), fact_load_limits },
	{ STR_INIT("strength-limits"), lexicon_load_limits },
	{ STR_INIT("sums"),         sum_load },
	{ STR_INIT("treatment-families"), lexicon_load_families },
	{ STR_INIT("treatment-readings"), lexicon_load_readings },
	{ STR_INIT("treatments"),   lexicon_load_treatments },
	{ STR_INIT("units"),        lexicon_load_units },
};
/* clang-format on */

#define N_FIRST    2
#define N_SECTIONS (sizeof(sections) / sizeof(*sections))

static struct str section_key(const void *with, size_t i)
{
	(void)with;
	return sections[i].key;
}

static const struct section *find_section(struct str key)
{
	for (size_t i = 0; i < N_SECTIONS; i++) {
		if (str_eq(sections[i].key, key))
			return &sections[i];
	}
	return NULL;
}

/* The tree of a file, a map of known sections; NULL with complaints. */
static const struct node *read_file(struct loader *ld,
                                    const struct rule_file *file)
{
	const struct node *root;

	ld->diags->path = file->path;
	root = yaml_read(ld->scratch, ld->diags, file->text);
	if (root && root->kind != NODE_MAP) {
		LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, root,
		                "a rule file is a map of sections");
		return NULL;
	}
	for (size_t i = 0; root && i + 1 < root->items.len; i += 2) {
		const struct node *key = root->items.items[i];
		struct str hint;

		if (find_section(key->text))
			continue;
		hint = diag_did_you_mean(ld->scratch, key->text, section_key,
		                         NULL, N_SECTIONS);
		LOADER_COMPLAIN(ld, DIAG_UNKNOWN_KEY, key,
		                "unknown section '%.*s'%.*s",
		                STR_ARG(key->text), STR_ARG(hint));
	}
	return root;
}

/* The sections of a file that come first, or the others. */
static void load_sections(struct loader *ld, const struct rule_file *file,
                          const struct node *root, bool first)
{
	ld->file = file->path;
	ld->diags->path = file->path;
	for (size_t i = 0; root && i + 1 < root->items.len; i += 2) {
		const struct section *section =
		        find_section(root->items.items[i]->text);

		if (section && (section < sections + N_FIRST) == first)
			section->load(ld, root->items.items[i + 1]);
	}
}

/*
 * What others build on is loaded from all files before the others are. False
 * when some file is no YAML: what it defines would be missed everywhere.
 */
static bool load_files(struct loader *ld, const struct rule_file *files,
                       size_t n)
{
	const struct node **roots =
	        ARENA_ARRAY(ld->scratch, const struct node *, n + 1);
	bool all_read = true;

	for (size_t i = 0; i < n; i++) {
		roots[i] = read_file(ld, &files[i]);
		all_read &= roots[i] != NULL;
		load_sections(ld, &files[i], roots[i], true);
	}
	for (size_t i = 0; i < n; i++)
		load_sections(ld, &files[i], roots[i], false);
	return all_read;
}

struct ruleset *ruleset_load(struct arena *perm, struct arena *scratch,
                             struct diags *d, const struct rule_file *files,
                             size_t n)
{
	size_t before = d->count;
	struct loader ld = { .perm = perm, .scratch = scratch, .diags = d };

	ld.set = ARENA_NEW(perm, struct ruleset);
	ld.terms.arena = scratch;
	if (!load_files(&ld, files, n) && d->count != before)
		return NULL;
	fact_finish_parents(&ld);
	criterion_finish(&ld);
	figure_finish(&ld);
	contradiction_finish(&ld);
	result_finish(&ld);
	fact_finish_unused(&ld);
	if (d->count != before)
		return NULL;
	lexicon_finish(&ld);
	ld.set->matcher = match_compile(&ld.terms, perm);
	return ld.set;
}
