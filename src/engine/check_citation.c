/*
 * check_citation.c -- the two citation lines against the request, the date and
 * themselves.
 *
 * When chapters and a letter disagree, silence is preferred: whatever is not
 * known (a source without a chapter, a section that no table lists, a request
 * without a body part) fits. Two weights: what the check's description says,
 * and a note where auditors would differ.
 */
#include "engine/citing.h"

/* Utilization review and decision may stand on both sides of a change. */
#define GRACE_DAYS 30

static const char *whose(const struct line *l)
{
	return l->reviewer ? "the reviewer's line"
	                   : "the claims administrator's line";
}

struct finding *line_report(const struct line *l, struct str rule,
                            struct span at, bool note, struct str message)
{
	struct finding *f =
	        checking_report(l->c, rule, l->d->index, at, "%s %.*s",
	                        whose(l), STR_ARG(message));

	if (note)
		f->severity = SEVERITY_NOTE;
	return f;
}

void line_relate_request(const struct line *l, struct finding *f)
{
	if (!span_empty(l->d->request.span))
		checking_relate(l->c, f, l->d->request.span,
		                "the request stands here");
}

const struct chapter *line_chapter(const struct line *l,
                                   const struct citation *cited)
{
	if (!cited->known)
		return NULL;
	return &l->guidelines->chapters.items[cited->known - 1];
}

struct str line_category(const struct line *l)
{
	/* Guidance is cited with the injection that it is for. */
	if (str_eq(l->d->request.kind, STR("image-guidance")))
		return str_c(category_name(CATEGORY_INJECTION));
	return str_c(category_name((enum category)l->d->request.category));
}

/* -- the words of a passage */

const struct citation_term *line_term(const struct line *l, const struct hit *h)
{
	return &l->guidelines->terms.items[h->index];
}

/*
 * The next guideline word of one kind inside the span, from hit *i on; NULL
 * when there is none. *i is then behind it.
 */
const struct hit *line_next_word(const struct line *l, struct span at,
                                 enum citation_word word, size_t *i)
{
	const struct letter *letter = l->c->letter;
	uint32_t start = fold_offset(letter->fold, at.start);
	uint32_t end = fold_offset(letter->fold, at.end);

	if (!*i)
		*i = hits_from(l->words, start);
	for (; *i < l->words->list.len; (*i)++) {
		const struct hit *h = &l->words->list.items[*i];

		if (h->start >= end)
			return NULL;
		if (h->end > end || line_term(l, h)->word != word)
			continue;
		(*i)++;
		return h;
	}
	return NULL;
}

bool line_says(const struct line *l, struct span at, enum citation_word word)
{
	size_t i = 0;

	return line_next_word(l, at, word, &i) != NULL;
}

/* True when a word there has a capital that no sentence's beginning gave it. */
static bool has_capital(const struct fold *f, const struct hit *h)
{
	for (uint32_t at = h->start; at < h->end; at++) {
		bool opens = at < 2 ||
		             (f->text.ptr[at - 1] == ' ' &&
		              str_has_char(STR(".:!?"), f->text.ptr[at - 2]));

		if (!opens && is_upper(f->source.ptr[f->map[at]]))
			return true;
	}
	return false;
}

/*
 * A single word ("eye") names a chapter in a citation line only, and "knee
 * complaints" without capitals are the patient's, unless "chapter" follows.
 */
bool line_full_name(const struct line *l, const struct hit *h)
{
	const struct fold *f = l->c->letter->fold;
	struct str name = fold_text(f, h->start, h->end);
	struct str behind = str_sub(f->text, h->end, f->text.len);

	return str_has_char(name, ' ') &&
	       (has_capital(f, h) || str_starts(behind, STR(" chapter")) ||
	        str_starts(behind, STR(" guideline")) ||
	        str_find(name, 0, STR("guideline")) < name.len);
}

/* True when the rationale names a chapter with this index + 1. */
static bool rationale_names(const struct line *l, uint16_t known)
{
	const struct hit *h;

	for (size_t i = 0;
	     (h = line_next_word(l, l->d->rationale, CITATION_CHAPTER, &i));) {
		if (line_term(l, h)->of + 1 == known && line_full_name(l, h))
			return true;
	}
	return false;
}

/* -- citation/none-cited */

static bool about_another_item(const struct decision *d)
{
	for (size_t i = 0; i < d->statements.len; i++) {
		if (d->statements.items[i].about_other)
			return true;
	}
	return false;
}

/* The first item of the letter whose claims line cites nothing either. */
static const struct decision *first_uncited(const struct line *l)
{
	const struct letter *letter = l->c->letter;

	for (size_t i = 0; i < letter->decisions.len; i++) {
		if (letter->decisions.items[i].claims.none_cited)
			return &letter->decisions.items[i];
	}
	return NULL;
}

static enum said check_none(const struct line *l)
{
	const struct request *r = &l->d->request;
	bool nothing = l->cited->outside_mtus && !l->cited->list.len;
	bool falls = r->category == CATEGORY_SURGICAL_ANCILLARY ||
	             r->surgical_prefix || about_another_item(l->d) ||
	             line_says(l, l->d->rationale, CITATION_FALLS);
	bool named = line_says(l, l->d->rationale, CITATION_SOURCE);

	if (!l->cited->none_cited && !nothing)
		return l->cited->list.len ? SAID_CONSISTENT : SAID_UNKNOWN;
	/* A claims administrator cites for all items or for none: said once. */
	if (!l->reviewer && !nothing && first_uncited(l) != l->d) {
		checking_verdict(l->c, STR("citation/none-cited"), l->d->index,
		                 VERDICT_INCONSISTENT,
		                 "the claims administrator cites nothing, as "
		                 "reported at item %u",
		                 first_uncited(l)->index);
		return SAID_REPORTED;
	}
	line_report(l, STR("citation/none-cited"), l->cited->span,
	            !l->reviewer || falls || named,
	            nothing ? STR("turns away from the MTUS and names no other "
	                          "source")
	                    : STR("cites no guideline and no evidence"));
	return SAID_REPORTED;
}

/* -- citation/self-contradictory */

/* "Non-MTUS Citation MTUS: ..." says so itself. */
static bool calls_itself_mtus(const struct line *l,
                              const struct citation *cited)
{
	struct span at = cited->at;

	return cited->non_mtus && line_says(l, at, CITATION_SOURCE) &&
	       cited->source == SOURCE_MTUS;
}

static enum said check_contradiction(const struct line *l)
{
	for (size_t i = 0; i < l->cited->list.len; i++) {
		const struct citation *cited = &l->cited->list.items[i];
		struct finding *f;

		if (cited->source != SOURCE_MTUS ||
		    !(calls_itself_mtus(l, cited) ||
		      (l->cited->outside_mtus && !cited->non_mtus)))
			continue;
		f = line_report(
		        l, STR("citation/self-contradictory"), cited->at, false,
		        STR("cites the MTUS as a source outside the MTUS"));
		if (l->cited->outside_mtus)
			checking_relate(l->c, f, l->cited->outside_mtus_span,
			                "but says here that it turns away "
			                "from the MTUS");
		return SAID_REPORTED;
	}
	return l->cited->list.len ? SAID_CONSISTENT : SAID_NOT_APPLICABLE;
}

/* -- citation/not-in-force */

/* The utilization review's day, else the decision's; unknown: neither. */
static struct date review_date(const struct letter *letter)
{
	struct date none = { 0 };

	/* What is printed may be no day of the calendar: "75/13/2016". */
	if (date_valid(letter->header.ur_denied.date))
		return letter->header.ur_denied.date;
	if (date_valid(letter->header.decided.date))
		return letter->header.decided.date;
	return none;
}

/* The edition of the year printed; without a year, only ACOEM's present one. */
static const struct edition *edition_cited(const struct chapter *chapter,
                                           int year)
{
	for (size_t i = 0; i < chapter->editions.len; i++) {
		const struct edition *e = &chapter->editions.items[i];

		if (year ? e->year == (uint32_t)year : !e->year)
			return e;
	}
	return NULL;
}

static bool is_later(struct date a, struct date b, int days)
{
	return date_known(a) && date_days(a) - date_days(b) > days;
}

static enum said edition_fits(const struct line *l,
                              const struct citation *cited)
{
	const struct chapter *chapter = line_chapter(l, cited);
	struct date day = review_date(l->c->letter);
	const struct edition *e;
	struct arena *a = l->c->arena;
	struct str when, name;
	bool early;

	if (!chapter || cited->source != SOURCE_MTUS)
		return SAID_NOT_APPLICABLE;
	e = edition_cited(chapter, cited->year);
	if (!e || !date_known(day))
		return SAID_UNKNOWN;
	early = is_later(e->from, day, GRACE_DAYS);
	if (!early && (!date_known(e->until) ||
	               date_days(day) - date_days(e->until) <= GRACE_DAYS ||
	               line_says(l, l->d->rationale, CITATION_SILENT)))
		return SAID_CONSISTENT;
	when = date_words(a, early ? e->from : e->until);
	name = cited->year ? arena_printf(a, "%.*s of %d",
	                                  STR_ARG(cited->chapter), cited->year)
	                   : cited->chapter;
	line_report(
	        l, STR("citation/not-in-force"), cited->at,
	        !early && !l->reviewer,
	        arena_printf(a,
	                     "cites %.*s, in force %s %.*s, for a review of "
	                     "%.*s",
	                     STR_ARG(name), early ? "from" : "until",
	                     STR_ARG(when), STR_ARG(date_words(a, day))));
	return SAID_REPORTED;
}

/* -- citation/page-out-of-range */

/*
 * The edition whose pages are meant: that of the year printed, else the one in
 * force; without dates, page numbers speak for the one that is known by pages.
 */
static const struct edition *edition_of_pages(const struct line *l,
                                              const struct citation *cited)
{
	const struct chapter *chapter = line_chapter(l, cited);
	struct date day = review_date(l->c->letter);

	for (size_t i = 0; i < chapter->editions.len; i++) {
		const struct edition *e = &chapter->editions.items[i];

		if (cited->year ? e->year == (uint32_t)cited->year
		    : date_known(day)
		            ? !is_later(e->from, day, -1) &&
		                      (!date_known(e->until) ||
		                       date_days(e->until) >= date_days(day))
		            : e->first_page > 0)
			return e;
	}
	return NULL;
}

/* Another chapter of the same book that has the page; NULL: none. */
static const struct chapter *owner_of(const struct line *l, uint32_t page)
{
	for (size_t i = 0; i < l->guidelines->chapters.len; i++) {
		const struct chapter *c = &l->guidelines->chapters.items[i];

		if (c->number && c->editions.items[0].first_page > 1 &&
		    page >= c->editions.items[0].first_page &&
		    page <= c->editions.items[0].last_page)
			return c;
	}
	return NULL;
}

/* A section that is but a number is a page in the wrong box. */
static uint32_t page_of_section(struct str section)
{
	size_t used;
	uint32_t page = str_number(section, &used);

	return used && used == section.len ? page : 0;
}

static uint32_t page_outside(const struct citation *cited,
                             const struct edition *e)
{
	for (size_t i = 0; i < cited->pages.len; i++) {
		uint32_t page = cited->pages.items[i];

		if (page < e->first_page || page > e->last_page)
			return page;
	}
	for (size_t i = 0; i < cited->sections.len; i++) {
		uint32_t page = page_of_section(cited->sections.items[i]);

		if (page && (page < e->first_page || page > e->last_page))
			return page;
	}
	return 0;
}

void line_scan(const struct line *l, struct str section, struct hits *out)
{
	struct fold f = { 0 };

	fold_read(&f, l->c->arena, section);
	match_scan(l->c->rules->matcher, &f, 0, (uint32_t)f.text.len,
	           l->c->arena, out);
}

/* The topic that a section's words name; NULL when no table lists it. */
const struct topic *line_topic(const struct line *l, struct str section)
{
	struct hits hits = { 0 };
	const struct topic *found = NULL;
	uint32_t longest = 0;

	line_scan(l, section, &hits);
	for (size_t i = 0; i < hits.list.len; i++) {
		const struct hit *h = &hits.list.items[i];

		if (h->kind != TERM_GUIDELINE ||
		    line_term(l, h)->word != CITATION_TOPIC ||
		    h->end - h->start <= longest)
			continue;
		longest = h->end - h->start;
		found = &l->guidelines->topics.items[line_term(l, h)->of];
	}
	return found;
}

static bool has_page(const struct pages *pages, uint32_t page, uint32_t near)
{
	for (size_t i = 0; i < pages->len; i++) {
		if (pages->items[i] + near >= page &&
		    pages->items[i] <= page + near)
			return true;
	}
	return false;
}

/* True unless each topic's pages are known and none of those is cited. */
static bool topics_have_pages(const struct line *l,
                              const struct citation *cited)
{
	if (!cited->pages.len || !cited->sections.len)
		return true;
	for (size_t i = 0; i < cited->sections.len; i++) {
		const struct topic *t = line_topic(l, cited->sections.items[i]);

		if (!t || !t->pages.len)
			return true;
		for (size_t j = 0; j < cited->pages.len; j++) {
			uint32_t page = cited->pages.items[j];

			if (has_page(&t->pages, page, 1) ||
			    has_page(&l->guidelines->coverage.general_pages,
			             page, 0))
				return true;
		}
	}
	return false;
}

static enum said pages_fit(const struct line *l, const struct citation *cited)
{
	const struct chapter *chapter = line_chapter(l, cited), *owner;
	const struct edition *e;
	struct arena *a = l->c->arena;
	uint32_t page;
	struct str text;

	if (!chapter || cited->source != SOURCE_MTUS)
		return SAID_NOT_APPLICABLE;
	e = edition_of_pages(l, cited);
	if (!e || !e->first_page)
		return SAID_UNKNOWN;
	page = page_outside(cited, e);
	owner = page ? owner_of(l, page) : NULL;
	if (page) {
		text = arena_printf(a,
		                    "cites page %u of %.*s, which has the "
		                    "pages %u to %u",
		                    page, STR_ARG(cited->chapter),
		                    e->first_page, e->last_page);
		if (owner)
			text = arena_printf(a, "%.*s; page %u belongs to %.*s",
			                    STR_ARG(text), page,
			                    STR_ARG(owner->name));
		line_report(l, STR("citation/page-out-of-range"), cited->at,
		            !owner && !e->verified, text);
		return SAID_REPORTED;
	}
	if (chapter->number || topics_have_pages(l, cited))
		return SAID_CONSISTENT;
	line_report(l, STR("citation/page-out-of-range"), cited->at, true,
	            arena_printf(a,
	                         "cites page %u for %.*s, which does not stand "
	                         "there",
	                         cited->pages.items[0],
	                         STR_ARG(cited->sections.items[0])));
	return SAID_REPORTED;
}

/* -- citation/no-section */

static enum said section_stands(const struct line *l,
                                const struct citation *cited)
{
	const struct chapter *chapter = line_chapter(l, cited);

	if (!l->reviewer || !chapter || cited->source != SOURCE_MTUS ||
	    chapter->whole)
		return SAID_NOT_APPLICABLE;
	if (cited->sections.len || cited->pages.len)
		return SAID_CONSISTENT;
	line_report(l, STR("citation/no-section"), cited->at, false,
	            arena_printf(l->c->arena,
	                         "cites %.*s without section or page",
	                         STR_ARG(cited->chapter)));
	return SAID_REPORTED;
}

static enum said each_citation(const struct line *l,
                               enum said (*check)(const struct line *,
                                                  const struct citation *))
{
	enum said most = SAID_NOT_APPLICABLE;

	for (size_t i = 0; i < l->cited->list.len; i++) {
		enum said said = check(l, &l->cited->list.items[i]);

		if (said > most)
			most = said;
	}
	return most;
}

static enum said check_edition(const struct line *l)
{
	return each_citation(l, edition_fits);
}

static enum said check_pages(const struct line *l)
{
	return each_citation(l, pages_fit);
}

static enum said check_sections(const struct line *l)
{
	return each_citation(l, section_stands);
}

/* -- citation/mtus-covers-topic */

static bool mtus_covers(const struct line *l)
{
	const struct coverage *coverage = &l->guidelines->coverage;
	const struct request *r = &l->d->request;

	if (texts_have(&coverage->covers_always, line_category(l)))
		return true;
	if (texts_have(&coverage->covers, line_category(l)))
		return r->parts.len && line_mtus_has_region(l);
	if (r->category != CATEGORY_MEDICATION || !r->drugs.len)
		return false;
	for (size_t i = 0; i < r->drugs.len; i++) {
		const struct drug *drug = &r->drugs.items[i];

		if (!drug->known ||
		    !texts_have(&coverage->covers_classes,
		                str_c(drug_class_name(
		                        (enum drug_class)drug->drug_class))))
			return false;
	}
	return true;
}

/* The rationale says that the MTUS is silent, or goes into it anyway. */
static bool rationale_explains(const struct line *l)
{
	const struct hit *h;

	if (line_says(l, l->d->rationale, CITATION_SILENT))
		return true;
	for (size_t i = 0;
	     (h = line_next_word(l, l->d->rationale, CITATION_SOURCE, &i));) {
		const struct citation_source *s =
		        &l->guidelines->sources.items[line_term(l, h)->of];

		if (s->source == SOURCE_MTUS)
			return true;
	}
	for (size_t i = 0; i < l->guidelines->chapters.len; i++) {
		if (l->guidelines->chapters.items[i].source == SOURCE_MTUS &&
		    rationale_names(l, (uint16_t)(i + 1)))
			return true;
	}
	return false;
}

static enum said check_sequence(const struct line *l)
{
	struct finding *f;

	if (!l->reviewer || !l->cited->list.len)
		return SAID_NOT_APPLICABLE;
	for (size_t i = 0; i < l->cited->list.len; i++) {
		if (l->cited->list.items[i].source == SOURCE_MTUS)
			return SAID_CONSISTENT;
	}
	if (!mtus_covers(l) || rationale_explains(l))
		return SAID_CONSISTENT;
	f = line_report(
	        l, STR("citation/mtus-covers-topic"),
	        l->cited->list.items[0].at, false,
	        STR("cites other sources only, though the MTUS covers what "
	            "is requested"));
	line_relate_request(l, f);
	return SAID_REPORTED;
}

/* -- all of them, over both lines */

static const struct {
	struct str rule;
	enum said (*check)(const struct line *l);
} checks[] = {
	{ STR_INIT("citation/wrong-guideline"), check_wrong_guideline },
	{ STR_INIT("citation/none-cited"), check_none },
	{ STR_INIT("citation/no-section"), check_sections },
	{ STR_INIT("citation/page-out-of-range"), check_pages },
	{ STR_INIT("citation/self-contradictory"), check_contradiction },
	{ STR_INIT("citation/not-in-force"), check_edition },
	{ STR_INIT("citation/mtus-covers-topic"), check_sequence },
};

static void note_verdict(struct checking *c, const struct decision *d,
                         struct str rule, enum said said)
{
	switch (said) {
	case SAID_NOT_APPLICABLE:
		checking_verdict(c, rule, d->index, VERDICT_NOT_APPLICABLE,
		                 "nothing of the kind is cited");
		break;
	case SAID_UNKNOWN:
		checking_verdict(
		        c, rule, d->index, VERDICT_UNKNOWN,
		        "what is cited is not in the tables, or a date "
		        "or a body part is not stated");
		break;
	case SAID_CONSISTENT:
		checking_verdict(c, rule, d->index, VERDICT_CONSISTENT,
		                 "the citation lines are in order");
		break;
	case SAID_REPORTED: /* with the finding */
		break;
	}
}

static void check_decision(struct checking *c, const struct decision *d,
                           const struct hits *words)
{
	struct line lines[] = {
		{ c, &c->rules->guidelines, d, &d->claims, false, words },
		{ c, &c->rules->guidelines, d, &d->reviewer, true, words },
	};

	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++) {
		enum said most = SAID_NOT_APPLICABLE;

		for (size_t j = 0; j < 2; j++) {
			enum said said = SAID_NOT_APPLICABLE;

			if (!span_empty(lines[j].cited->span))
				said = checks[i].check(&lines[j]);
			most = said > most ? said : most;
		}
		note_verdict(c, d, checks[i].rule, most);
	}
}

void check_citations(struct checking *c)
{
	const struct hits *all = &c->letter->hits;
	struct hits words = { 0 };

	for (size_t i = 0; i < all->list.len; i++) {
		if (all->list.items[i].kind == TERM_GUIDELINE)
			*VEC_PUSH(c->arena, &words.list) = all->list.items[i];
	}
	for (size_t i = 0; i < c->letter->decisions.len; i++)
		check_decision(c, &c->letter->decisions.items[i], &words);
}
