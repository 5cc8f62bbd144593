/*
 * check_wrong_guideline.c -- what the citation lines cite against what is asked
 * for: the part of the body, the kind of treatment, the drug, and what the
 * rationale relies on.
 */
#include "engine/citing.h"
#include "rules/lexicon.h"

/* What is cited does not fit what is requested. */
static enum said report_misfit(const struct line *l,
                               const struct citation *cited, bool note,
                               struct str message)
{
	struct finding *f = line_report(l, STR("citation/wrong-guideline"),
	                                cited->at, note, message);

	line_relate_request(l, f);
	return SAID_REPORTED;
}

/* The line leaves out what the rationale names at a hit. */
static enum said report_left_out(const struct line *l, const struct hit *named,
                                 struct str message)
{
	struct finding *f =
	        line_report(l, STR("citation/wrong-guideline"),
	                    l->cited->list.items[0].at, false, message);

	checking_relate(
	        l->c, f,
	        fold_source(l->c->letter->fold, named->start, named->end),
	        "the rationale names it here");
	return SAID_REPORTED;
}

/* -- citation/wrong-guideline: the part of the body */

static bool covers_part(const struct chapter *chapter,
                        const struct request *request)
{
	for (size_t i = 0; i < request->parts.len; i++) {
		struct str region = request->parts.items[i].region;

		if (!region.len || texts_have(&chapter->regions, region))
			return true;
	}
	return !request->parts.len;
}

/* The ODG keeps some topics in one chapter for every part of the body. */
static bool houses_topic(const struct line *l, const struct citation *cited)
{
	const struct hit *h;

	for (size_t i = 0;
	     (h = line_next_word(l, cited->at, CITATION_HOUSED, &i));) {
		if (line_term(l, h)->of + 1 == cited->known)
			return true;
	}
	return false;
}

enum fit { FIT_WRONG, FIT_GENERAL, FIT_RIGHT };

/* "Postsurgical Treatment, Section(s): Knee" */
static enum fit section_fit(const struct line *l, const struct citation *cited)
{
	const struct lexicon *lex = &l->c->rules->lexicon;
	const struct request *r = &l->d->request;
	struct hits hits = { 0 };
	enum fit fit = FIT_GENERAL;

	for (size_t i = 0; i < cited->sections.len; i++)
		line_scan(l, cited->sections.items[i], &hits);
	for (size_t i = 0; i < hits.list.len; i++) {
		const struct hit *h = &hits.list.items[i];

		if (h->kind != TERM_PART)
			continue;
		fit = FIT_WRONG;
		for (size_t j = 0; j < r->parts.len; j++) {
			if (lexicon_near_regions(
			            lex, r->parts.items[j].region,
			            lex->parts.items[h->index].region))
				return FIT_RIGHT;
		}
	}
	return fit;
}

static enum fit region_fit(const struct line *l, const struct citation *cited)
{
	const struct chapter *chapter = line_chapter(l, cited);

	if (chapter && chapter->by_part)
		return section_fit(l, cited);
	if (!chapter || !chapter->regions.len)
		return FIT_GENERAL;
	if (covers_part(chapter, &l->d->request) || houses_topic(l, cited))
		return FIT_RIGHT;
	return FIT_WRONG;
}

/* True when some chapter of the MTUS is about the request's parts. */
bool line_mtus_has_region(const struct line *l)
{
	for (size_t i = 0; i < l->guidelines->chapters.len; i++) {
		const struct chapter *c = &l->guidelines->chapters.items[i];

		if (c->source == SOURCE_MTUS && c->regions.len &&
		    covers_part(c, &l->d->request))
			return true;
	}
	return false;
}

/* The chapters of a line, by the request's parts of the body. */
struct regions {
	const struct citation *right;
	const struct citation *wrong; /* the first one */
	bool general;                 /* one is for the whole body */
};

static struct regions regions_of(const struct line *l)
{
	struct regions r = { 0 };

	for (size_t i = 0; i < l->cited->list.len; i++) {
		const struct citation *cited = &l->cited->list.items[i];
		enum fit fit = region_fit(l, cited);

		r.general |= fit == FIT_GENERAL;
		if (fit == FIT_RIGHT)
			r.right = cited;
		if (fit == FIT_WRONG && !r.wrong)
			r.wrong = cited;
	}
	return r;
}

static bool is_bound(const struct line *l, const struct texts *categories)
{
	return l->d->request.parts.len &&
	       texts_have(categories, line_category(l));
}

static enum said report_region(const struct line *l,
                               const struct citation *wrong, bool note)
{
	return report_misfit(
	        l, wrong, note,
	        arena_printf(l->c->arena,
	                     "cites %.*s, which does not cover the %.*s",
	                     STR_ARG(wrong->chapter),
	                     STR_ARG(l->d->request.parts.items[0].name)));
}

/* A part of the chapter; NULL: any. */
static bool some_part_in(const struct line *l, const struct hits *hits,
                         const struct chapter *chapter)
{
	const struct lexicon *lex = &l->c->rules->lexicon;

	for (size_t i = 0; i < hits->list.len; i++) {
		const struct hit *h = &hits->list.items[i];

		if (h->kind == TERM_PART &&
		    (!chapter || texts_have(&chapter->regions,
		                            lex->parts.items[h->index].region)))
			return true;
	}
	return false;
}

/* The MTUS chapter of a part of the body that the letter tells nothing of,
 * whatever is asked for. */
static enum said check_strange_part(const struct line *l)
{
	const struct citation *first = l->cited->list.items;
	const struct letter *letter = l->c->letter;

	if (!l->cited->list.len || l->d->request.parts.len ||
	    !some_part_in(l, &letter->summary_hits, NULL))
		return SAID_NOT_APPLICABLE;
	for (size_t i = 0; i < l->cited->list.len; i++) {
		const struct chapter *chapter = line_chapter(l, &first[i]);

		if (!chapter || chapter->source == SOURCE_ODG ||
		    !chapter->regions.len || chapter->unnamed ||
		    some_part_in(l, &letter->summary_hits, chapter) ||
		    some_part_in(l, &l->d->hits, chapter))
			return SAID_CONSISTENT;
	}
	return report_misfit(l, first, false,
	                     arena_printf(l->c->arena,
	                                  "cites %.*s, of which part of the "
	                                  "body the case summary tells nothing",
	                                  STR_ARG(first->chapter)));
}

static enum said check_region(const struct line *l, const struct regions *r)
{
	const struct coverage *coverage = &l->guidelines->coverage;

	if (!is_bound(l, &coverage->region_bound))
		return check_strange_part(l);
	if (r->right)
		return SAID_CONSISTENT;
	if (!r->wrong)
		return SAID_UNKNOWN;
	if (r->general && !is_bound(l, &coverage->region_strict))
		return SAID_CONSISTENT;
	return report_region(l, r->wrong, !line_mtus_has_region(l));
}

/*
 * Beside a chapter that is right another one may stand for a second part of the
 * body that the rationale goes into.
 */
static bool rationale_goes_into(const struct line *l,
                                const struct chapter *chapter,
                                const struct chapter *beside)
{
	const struct lexicon *lex = &l->c->rules->lexicon;

	for (size_t i = 0; i < l->d->hits.list.len; i++) {
		const struct hit *h = &l->d->hits.list.items[i];
		struct str region;

		if (h->kind != TERM_PART)
			continue;
		region = lex->parts.items[h->index].region;
		if (texts_have(&chapter->regions, region) &&
		    !texts_have(&beside->regions, region))
			return true;
	}
	return false;
}

/* A chapter of another part beside the right one. */
static enum said check_beside(const struct line *l, const struct regions *r)
{
	if (!is_bound(l, &l->guidelines->coverage.region_strict))
		return SAID_NOT_APPLICABLE;
	if (!r->right || !r->wrong ||
	    rationale_goes_into(l, line_chapter(l, r->wrong),
	                        line_chapter(l, r->right)))
		return SAID_CONSISTENT;
	return report_region(l, r->wrong, false);
}

/* -- citation/wrong-guideline: the kind of treatment and drug */

static bool has_class(const struct texts *classes, const struct request *r)
{
	for (size_t i = 0; i < r->drugs.len; i++) {
		const struct drug *drug = &r->drugs.items[i];
		const char *name =
		        drug_class_name((enum drug_class)drug->drug_class);

		if (!drug->known || texts_have(classes, str_c(name)))
			return true;
	}
	return !r->drugs.len;
}

static bool all_oral(const struct request *r)
{
	for (size_t i = 0; i < r->drugs.len; i++) {
		if (!str_eq(r->drugs.items[i].route, STR("oral")) ||
		    r->drugs.items[i].drug_class == DRUG_TOPICAL)
			return false;
	}
	return r->drugs.len > 0;
}

static bool topic_fits(const struct line *l, const struct topic *t)
{
	const struct request *r = &l->d->request;

	if ((t->treatments.len &&
	     !texts_have(&t->treatments, line_category(l))) ||
	    texts_have(&t->not_kinds, r->kind))
		return false;
	if (r->category != CATEGORY_MEDICATION)
		return true;
	if (t->classes.len && !has_class(&t->classes, r))
		return false;
	return !t->route.len || !all_oral(r);
}

/* One class may be meant by the other's section, or may not be told apart. */
static bool classes_meet(uint8_t a, uint8_t b)
{
	static const uint32_t vague =
	        1u << DRUG_OTHER | 1u << DRUG_TOPICAL | 1u << DRUG_SUPPLEMENT |
	        1u << DRUG_ANTIDEPRESSANT | 1u << DRUG_STEROID |
	        1u << DRUG_ANTIEMETIC | 1u << DRUG_STIMULANT;
	static const uint32_t sleep =
	        1u << DRUG_BENZODIAZEPINE | 1u << DRUG_SEDATIVE_HYPNOTIC;

	return a == b || (vague >> a & 1) || (vague >> b & 1) ||
	       ((sleep >> a & 1) && (sleep >> b & 1));
}

/* "Zolpidem (Ambien)" under a request for a muscle relaxant. */
static bool is_of_other_drugs(const struct line *l, struct str section)
{
	const struct request *r = &l->d->request;
	struct hits hits = { 0 };
	bool named = false;

	if (r->category != CATEGORY_MEDICATION || !r->drugs.len)
		return false;
	line_scan(l, section, &hits);
	for (size_t i = 0; i < hits.list.len; i++) {
		const struct hit *h = &hits.list.items[i];

		if (h->kind != TERM_DRUG)
			continue;
		named = true;
		for (size_t j = 0; j < r->drugs.len; j++) {
			if (!r->drugs.items[j].known ||
			    classes_meet(
			            l->c->rules->lexicon.drugs.items[h->index]
			                    .drug_class,
			            r->drugs.items[j].drug_class))
				return false;
		}
	}
	return named;
}

/* The guideline of one kind of treatment, cited for another. */
static bool chapter_misfits(const struct line *l, const struct citation *cited)
{
	const struct chapter *chapter = line_chapter(l, cited);

	if (!chapter)
		return false;
	if (chapter->treatments.len &&
	    !texts_have(&chapter->treatments, line_category(l)))
		return true;
	return chapter->classes.len &&
	       l->d->request.category == CATEGORY_MEDICATION &&
	       !has_class(&chapter->classes, &l->d->request);
}

/* True when every section of the citation is known to be about other things. */
static bool sections_misfit(const struct line *l, const struct citation *cited)
{
	for (size_t i = 0; i < cited->sections.len; i++) {
		struct str section = cited->sections.items[i];
		const struct topic *t = line_topic(l, section);

		if (t && cited->source != SOURCE_MTUS && !t->everywhere)
			t = NULL;
		if (t ? topic_fits(l, t) : !is_of_other_drugs(l, section))
			return false;
	}
	return cited->sections.len > 0;
}

static enum said check_topics(const struct line *l)
{
	const struct citations *cited = l->cited;
	const struct citation *first = cited->list.items;

	if (l->d->request.category == CATEGORY_OTHER || !cited->list.len)
		return SAID_NOT_APPLICABLE;
	for (size_t i = 0; i < cited->list.len; i++) {
		if (!chapter_misfits(l, &first[i]) &&
		    !sections_misfit(l, &first[i]))
			return SAID_CONSISTENT;
	}
	return report_misfit(
	        l, first, false,
	        arena_printf(l->c->arena,
	                     "cites %.*s, which is not about "
	                     "what is requested",
	                     STR_ARG(first->sections.len
	                                     ? first->sections.items[0]
	                                     : first->chapter)));
}

/* -- citation/wrong-guideline: what the rationale relies on */

static bool line_names(const struct line *l, uint16_t known)
{
	for (size_t i = 0; i < l->cited->list.len; i++) {
		const struct citation *cited = &l->cited->list.items[i];

		if (!cited->known || cited->known == known)
			return true;
	}
	return false;
}

/* Bytes from a chapter's name to what the sentence says of it. */
#define SILENT_NEAR 120

/* "The Low Back Complaints chapter does not address this": no reliance. */
static bool called_silent(const struct line *l, const struct hit *chapter)
{
	struct span at =
	        fold_source(l->c->letter->fold, chapter->start, chapter->end);

	at.end += SILENT_NEAR;
	if (at.end > l->d->rationale.end)
		at.end = l->d->rationale.end;
	return line_says(l, at, CITATION_SILENT);
}

static bool line_has_region_chapter(const struct line *l)
{
	for (size_t i = 0; i < l->cited->list.len; i++) {
		const struct citation *cited = &l->cited->list.items[i];
		const struct chapter *c = line_chapter(l, cited);

		if (cited->source == SOURCE_MTUS && (!c || c->regions.len))
			return true;
	}
	return false;
}

/*
 * The rationale relies on this chapter when it is the one for the treatment
 * (an acupuncture rationale under another chapter) or, where the line names no
 * chapter of a part of the body, when it is one.
 */
static bool relies_on(const struct line *l, const struct hit *h,
                      const struct chapter *c)
{
	if (c->source != SOURCE_MTUS || !line_full_name(l, h) ||
	    called_silent(l, h))
		return false;
	if (c->treatments.len)
		return str_eq(c->treatments.items[0], line_category(l)) &&
		       l->d->request.category != CATEGORY_MEDICATION;
	return c->regions.len && c->number && !line_has_region_chapter(l);
}

/* Whether the line names the ODG, or something that may be the ODG. */
static bool line_may_have_odg(const struct line *l)
{
	for (size_t i = 0; i < l->cited->list.len; i++) {
		const struct citation *cited = &l->cited->list.items[i];

		if (cited->source != SOURCE_MTUS &&
		    cited->source != SOURCE_ACOEM)
			return true;
	}
	return false;
}

/* Bytes from the name of a source to the verb: "(ODG), Low Back chapter," */
#define STATES_NEAR 60

/* "ODG, which utilization review followed, recommends" */
static bool is_of_review(const struct line *l, const struct sentence *s,
                         uint32_t from, uint32_t to)
{
	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h = &l->d->hits.list.items[s->first_hit + i];

		if (h->start >= from && h->end <= to &&
		    hit_is_cue(h, CUE_REVIEW_SAYS))
			return true;
	}
	return false;
}

/* "The ODG recommend", but not what the MTUS prints out of the ODG. */
static bool is_retold(const struct line *l, const struct hit *source)
{
	const struct letter *letter = l->c->letter;
	const struct sentences *in = &l->d->sentences;
	uint32_t end = source->end + STATES_NEAR;

	for (size_t i = 0; i < in->list.len; i++) {
		const struct sentence *s = &in->list.items[i];

		if (source->start < s->start || source->start >= s->end)
			continue;
		end = end < s->end ? end : s->end;
		if (is_of_review(l, s, source->start, end) ||
		    texts_begin(&l->c->rules->language.words.odg_in_mtus,
		                str_trim(fold_text(letter->fold, source->end,
		                                   end))))
			return false;
		return line_says(l, fold_source(letter->fold, source->end, end),
		                 CITATION_STATES);
	}
	return false;
}

/* The rationale retells the ODG, the line cites the MTUS alone. */
static enum said check_odg_left_out(const struct line *l)
{
	const struct hit *h;

	if (line_may_have_odg(l))
		return SAID_CONSISTENT;
	for (size_t i = 0;
	     (h = line_next_word(l, l->d->rationale, CITATION_SOURCE, &i));) {
		const struct citation_source *source =
		        &l->guidelines->sources.items[line_term(l, h)->of];

		if (source->source == SOURCE_ODG && !called_silent(l, h) &&
		    is_retold(l, h))
			return report_left_out(
			        l, h,
			        STR("does not name the ODG, which the "
			            "rationale retells"));
	}
	return SAID_CONSISTENT;
}

static enum said check_rationale(const struct line *l)
{
	const struct hit *h;

	if (!l->reviewer || !l->cited->list.len)
		return SAID_NOT_APPLICABLE;
	for (size_t i = 0;
	     (h = line_next_word(l, l->d->rationale, CITATION_CHAPTER, &i));) {
		uint16_t known = (uint16_t)(line_term(l, h)->of + 1);
		const struct chapter *c =
		        &l->guidelines->chapters.items[known - 1];

		if (relies_on(l, h, c) && !line_names(l, known))
			return report_left_out(
			        l, h,
			        arena_printf(l->c->arena,
			                     "does not name %.*s, on which the "
			                     "rationale relies",
			                     STR_ARG(c->name)));
	}
	return check_odg_left_out(l);
}

enum said check_wrong_guideline(const struct line *l)
{
	const struct regions regions = regions_of(l);
	enum said said = check_region(l, &regions), next;

	if (said == SAID_REPORTED)
		return said;
	next = check_topics(l);
	if (next == SAID_REPORTED)
		return next;
	said = next > said ? next : said;
	next = check_rationale(l);
	if (next != SAID_REPORTED && check_beside(l, &regions) == SAID_REPORTED)
		next = SAID_REPORTED;
	return next > said ? next : said;
}
