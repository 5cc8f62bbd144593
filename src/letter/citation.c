/*
 * citation.c -- the two citation lines of an item.
 *
 * A citation line is no sentence but a string of fixed words ("Decision based
 * on MTUS", "Section(s):", "Page(s):") and names, with free text between. The
 * words and names are hits of the matcher; the reader goes from one to the
 * next and gives the text between them to the citation that is open.
 */
#include "letter/citation.h"

#include "text/stretch.h"

/* No printed chapter has more pages; a longer range is a slip of the pen. */
#define PAGES_MAX 500
#define PAGE_MAX  9999
/* A line names at most a dozen; more is no citation line. */
#define CITATIONS_MAX 60
#define SECTIONS_MAX  60
/* "(July 18, 2009)" behind a chapter's name. */
#define YEAR_BRACKET_MAX 24

/* A hit that stands: the longest one at its place, and all that mean it. */
struct word {
	uint32_t start;
	uint32_t end;
	uint32_t first; /* hits [first, first + n) */
	uint32_t n;
};

/* What the last fixed words said of the names that follow. */
enum context { CONTEXT_NONE, CONTEXT_MTUS, CONTEXT_OTHER };

struct reader {
	const struct letter *letter;
	const struct guidelines *guidelines;
	struct arena *a;
	struct citations *out;
	VEC(struct word) words;
	struct stretch in; /* the line */
	enum context context;
	bool open;          /* the last of out->list is being read */
	bool marked;        /* its "Section(s):" was seen */
	bool fresh;         /* nothing but its source was read */
	uint32_t text_from; /* the open citation's text not yet used */
};

/* -- words */

static const struct citation_term *term_of(const struct reader *r, uint32_t hit)
{
	uint32_t index = r->letter->hits.list.items[hit].index;

	return &r->guidelines->terms.items[index];
}

static bool means(const struct reader *r, const struct word *w,
                  enum citation_word meaning)
{
	for (uint32_t i = w->first; i < w->first + w->n; i++) {
		if (r->letter->hits.list.items[i].kind == TERM_GUIDELINE &&
		    term_of(r, i)->word == meaning)
			return true;
	}
	return false;
}

/* "Forearm, Wrist, & Hand" is a chapter, but a section under the MTUS. */
static enum citation_word word_kind(const struct reader *r,
                                    const struct word *w)
{
	if (r->context != CONTEXT_MTUS && means(r, w, CITATION_CHAPTER))
		return CITATION_CHAPTER;
	return (enum citation_word)term_of(r, w->first)->word;
}

static bool of_line(const struct reader *r, uint32_t hit)
{
	const struct hit *h = &r->letter->hits.list.items[hit];

	return h->kind == TERM_GUIDELINE && h->end <= r->in.end &&
	       term_of(r, hit)->word <= CITATION_CHAPTER &&
	       term_of(r, hit)->word != CITATION_SILENT &&
	       term_of(r, hit)->word != CITATION_STATES &&
	       term_of(r, hit)->word != CITATION_FALLS;
}

/* Keeps of the hits in the line those that stand: leftmost, then longest. */
static void find_words(struct reader *r, uint32_t start)
{
	const struct hits *hits = &r->letter->hits;
	struct word w = { 0 };

	for (uint32_t i = (uint32_t)hits_from(hits, start); i < hits->list.len;
	     i++) {
		const struct hit *h = &hits->list.items[i];

		if (h->start >= r->in.end)
			break;
		if (!of_line(r, i) ||
		    (w.n && h->start > w.start && h->start < w.end))
			continue;
		if (w.n && h->start == w.start && h->end == w.end) {
			w.n = i - w.first + 1;
			continue;
		}
		if (w.n && h->start >= w.end)
			*VEC_PUSH(r->a, &r->words) = w;
		w = (struct word){ h->start, h->end, i, 1 };
	}
	if (w.n)
		*VEC_PUSH(r->a, &r->words) = w;
}

/* The chapter that a word names, best one of this source; -1: none. */
static int chapter_of(const struct reader *r, const struct word *w,
                      enum guideline_source source)
{
	int any = -1;

	for (uint32_t i = w->first; i < w->first + w->n; i++) {
		const struct citation_term *t;

		if (r->letter->hits.list.items[i].kind != TERM_GUIDELINE)
			continue;
		t = term_of(r, i);
		if (t->word != CITATION_CHAPTER)
			continue;
		if (r->guidelines->chapters.items[t->of].source == source)
			return t->of;
		any = t->of;
	}
	return any;
}

static struct str printed(const struct reader *r, uint32_t start, uint32_t end)
{
	return letter_line(r->letter, r->a,
	                   fold_source(r->in.fold, start, end));
}

/* -- numbers */

static uint32_t read_number(const struct reader *r, uint32_t at,
                            uint32_t *number)
{
	size_t used = 0;
	struct str digits = { r->in.fold->text.ptr + at, 0 };

	while (is_digit(stretch_char(&r->in, at + (uint32_t)digits.len)))
		digits.len++;
	*number = str_number(digits, &used);
	return at + (uint32_t)used;
}

static bool is_year(uint32_t n)
{
	return n >= 1990 && n <= 2030;
}

/* "2004", ", 2004", "(May 2009)": the offset behind it, or `at`. */
static uint32_t read_year(const struct reader *r, uint32_t at, uint32_t *year)
{
	uint32_t from = stretch_skip(&r->in, at, STR(" ,")), after;

	*year = 0;
	if (stretch_char(&r->in, from) == '(') {
		uint32_t close = from;

		while (close < r->in.end && close - from < YEAR_BRACKET_MAX &&
		       stretch_char(&r->in, close) != ')')
			close++;
		if (stretch_char(&r->in, close) != ')' || close - from < 5)
			return at;
		after = read_number(r, close - 4, year);
		if (after == close && is_year(*year))
			return close + 1;
	} else {
		after = read_number(r, from, year);
		if (after - from == 4 && is_year(*year) &&
		    !is_alnum(stretch_char(&r->in, after)))
			return after;
	}
	*year = 0;
	return at;
}

static void add_pages(struct reader *r, struct citation *c, uint32_t from,
                      uint32_t to)
{
	if (from > PAGE_MAX)
		return;
	/* "207-9" is short for 207-209. */
	for (uint32_t ten = 10; to < from && ten <= 100; ten *= 10) {
		if (to < ten) {
			to += from / ten * ten;
			break;
		}
	}
	if (to < from || to - from > PAGES_MAX)
		to = from;
	for (uint32_t page = from; page <= to; page++) {
		if (c->pages.len < PAGES_MAX)
			*VEC_PUSH(r->a, &c->pages) = (uint16_t)page;
	}
}

static struct citation *now(const struct reader *r)
{
	return &r->out->list.items[r->out->list.len - 1];
}

/* "75, 79-81 and 124"; returns the offset behind it. */
static uint32_t read_pages(struct reader *r, uint32_t at)
{
	uint32_t behind = at;

	for (;;) {
		uint32_t from, to, end;

		at = stretch_skip(&r->in, at, STR(" ,;:.&#"));
		if (str_starts(stretch_text(&r->in, at, r->in.end),
		               STR("and ")))
			at = stretch_skip(&r->in, at + 3, STR(" "));
		end = read_number(r, at, &from);
		if (end == at || is_alpha(stretch_char(&r->in, end)))
			return behind;
		at = behind = end;
		to = from;
		end = stretch_skip(&r->in, at, STR(" "));
		if (stretch_char(&r->in, end) == '-' ||
		    str_starts(stretch_text(&r->in, end, r->in.end),
		               STR("to "))) {
			uint32_t last = stretch_skip(&r->in, end, STR("- to"));

			end = read_number(r, last, &to);
			if (end > last)
				at = behind = end;
			else
				to = from;
		}
		add_pages(r, now(r), from, to);
		/* "98 of 127": of so many. */
		end = stretch_skip(&r->in, at, STR(" "));
		if (str_starts(stretch_text(&r->in, end, r->in.end),
		               STR("of "))) {
			uint32_t total =
			        stretch_skip(&r->in, end + 3, STR(" "));

			end = read_number(r, total, &to);
			at = behind = end > total ? end : at;
		}
	}
}

/* -- the text of a citation: its sections */

/* True when the words from start to end are nothing but page numbers. */
static bool only_pages(const struct reader *r, uint32_t start, uint32_t end)
{
	bool digits = false;
	uint32_t number;

	read_number(r, start, &number);
	if (is_year(number))
		return false;
	for (uint32_t i = start; i < end; i++) {
		char c = r->in.fold->text.ptr[i];

		if (!is_digit(c) && c != '-' && c != ' ')
			return false;
		digits |= is_digit(c);
	}
	return digits;
}

/* "and on the Chronic Pain Guidelines": no part of a title's beginning. */
static uint32_t skip_small_words(const struct reader *r, uint32_t at,
                                 uint32_t end)
{
	static const struct str small[] = { STR_INIT("and"), STR_INIT("on"),
		                            STR_INIT("the"), STR_INIT("of") };

	for (size_t i = 0; i < sizeof(small) / sizeof(*small); i++) {
		uint32_t behind = at + (uint32_t)small[i].len;
		struct str rest = stretch_text(&r->in, at, end);

		if (str_starts(rest, small[i]) &&
		    (behind == end || stretch_char(&r->in, behind) == ' '))
			at = stretch_skip(&r->in, behind, STR(" "));
	}
	return at;
}

static void add_section(struct reader *r, uint32_t start, uint32_t end)
{
	struct citation *c = now(r);

	start = skip_small_words(
	        r, stretch_skip(&r->in, start, STR(" ,;:.-/\"'*&)")), end);
	while (end > start &&
	       str_has_char(STR(" ,;:.-/\"'&"), r->in.fold->text.ptr[end - 1]))
		end--;
	if (str_ends(stretch_text(&r->in, start, end), STR(" and")))
		end -= 4;
	if (end > start + 2 && stretch_char(&r->in, start) == '(' &&
	    stretch_char(&r->in, end - 1) == ')') {
		start++;
		end--;
	}
	while (end > start && stretch_char(&r->in, end - 1) == ',')
		end--;
	if (start >= end)
		return;
	if (!r->marked && c->source != SOURCE_ODG && only_pages(r, start, end))
		read_pages(r, start);
	else if (c->sections.len < SECTIONS_MAX)
		*VEC_PUSH(r->a, &c->sections) = printed(r, start, end);
}

/* True when a title that is kept whole stands over `at`. */
static bool in_whole_section(const struct reader *r, uint32_t at)
{
	for (size_t i = 0; i < r->words.len; i++) {
		const struct word *w = &r->words.items[i];

		if (w->start <= at && at < w->end)
			return means(r, w, CITATION_WHOLE_SECTION);
	}
	return false;
}

/*
 * Sections are parted by commas, but titles have commas too ("TENS, chronic
 * pain"): a new one begins with a capital or a figure.
 */
static bool parts_sections(const struct reader *r, uint32_t at, uint32_t end)
{
	char c = r->in.fold->text.ptr[at],
	     before = at ? stretch_char(&r->in, at - 1) : ' ';
	uint32_t next = stretch_skip(&r->in, at + 1, STR(" \"'"));
	char first;

	if (c == ';')
		return true;
	if (next >= end || (c != ',' && c != '.' && c != ':'))
		return false;
	if (c != ',' && stretch_char(&r->in, at + 1) != ' ')
		return false;
	if (c == ':' && r->marked)
		return false;
	first = r->in.fold->source.ptr[r->in.fold->map[next]];
	if (!is_upper(first) && !is_digit(first))
		return false;
	return !(c == '.' && is_digit(before)) && !in_whole_section(r, at);
}

/* "Chapter 12" names a chapter of the ACOEM book. */
static void read_chapter_number(struct reader *r, uint32_t start, uint32_t end)
{
	static const struct str before[] = { STR_INIT("chapter "),
		                             STR_INIT("ch. "),
		                             STR_INIT("chap. ") };
	struct str text = stretch_text(&r->in, start, end);
	struct citation *c = now(r);

	if (c->known || (c->source != SOURCE_MTUS && c->source != SOURCE_ACOEM))
		return;
	for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++) {
		size_t at = str_find(text, 0, before[i]);
		uint32_t number, from, to;

		if (at == text.len)
			continue;
		from = start + (uint32_t)at;
		to = read_number(r, from + (uint32_t)before[i].len, &number);
		for (size_t j = 0; j < r->guidelines->chapters.len; j++) {
			if (!number ||
			    r->guidelines->chapters.items[j].number != number)
				continue;
			c->known = (uint16_t)(j + 1);
			c->chapter = printed(r, from, to);
		}
	}
}

/* Gives the text up to `end` that nobody used to the open citation. */
static void use_text(struct reader *r, uint32_t end)
{
	uint32_t start = r->text_from, at;
	int depth = 0;

	r->text_from = end;
	if (!r->open || start >= end)
		return;
	read_chapter_number(r, start, end);
	for (at = start; at < end; at++) {
		char c = r->in.fold->text.ptr[at];

		depth += (c == '(') - (c == ')' && depth > 0);
		if (depth || !parts_sections(r, at, end))
			continue;
		add_section(r, start, at);
		start = at + 1;
	}
	add_section(r, start, end);
}

/* -- citations */

static bool is_named(const struct citation *c)
{
	return c->chapter.len || c->pages.len || c->sections.len;
}

/* A citation of nothing known: all its words are its name. */
static void name_other(struct reader *r, struct citation *c)
{
	if (c->source != SOURCE_NONE || c->chapter.len)
		return;
	c->source = SOURCE_OTHER;
	c->sections.len = 0;
	c->source_name = printed(r, fold_offset(r->in.fold, c->at.start),
	                         fold_offset(r->in.fold, c->at.end));
}

static void close(struct reader *r, uint32_t end)
{
	struct citation *c;

	use_text(r, end);
	if (!r->open)
		return;
	c = now(r);
	c->at.end = fold_source(r->in.fold,
	                        fold_offset(r->in.fold, c->at.start), end)
	                    .end;
	r->open = false;
	name_other(r, c);
}

static void open(struct reader *r, uint32_t start, uint32_t text_from,
                 enum guideline_source source)
{
	struct citation *c;

	close(r, start);
	if (r->out->list.len == CITATIONS_MAX)
		return;
	c = VEC_PUSH(r->a, &r->out->list);
	c->source = (uint8_t)source;
	c->non_mtus = r->context == CONTEXT_OTHER;
	c->at.start = r->in.fold->map[start];
	c->at.end = r->in.fold->map[text_from];
	r->open = true;
	r->marked = false;
	r->fresh = true;
	r->text_from = text_from;
}

/* Text that no name opened: "Non-MTUS Citation Drug information, ...". */
static void open_free_text(struct reader *r, uint32_t until)
{
	uint32_t start = stretch_skip(&r->in, r->text_from, STR(" .,;:-\"'()"));

	if (r->open || r->context != CONTEXT_OTHER || start >= until)
		return;
	open(r, start, start, SOURCE_NONE);
}

/* -- the words, one by one */

static const struct word *word_at(const struct reader *r, size_t i)
{
	return i < r->words.len ? &r->words.items[i] : NULL;
}

static bool only_marks(const struct reader *r, uint32_t start, uint32_t end)
{
	return stretch_skip(&r->in, start, STR(" ,;:.-/(\"'")) >= end;
}

/* "Low Back Chapter", but not "Chapter 12". */
static bool is_tail(const struct reader *r, const struct word *w)
{
	return r->open && !r->marked && w->start >= r->text_from &&
	       only_marks(r, r->text_from, w->start) &&
	       !is_digit(stretch_char(&r->in,
	                              stretch_skip(&r->in, w->end, STR(" "))));
}

/* Behind a bracket that belongs to the name: "(Acute & Chronic)". */
static uint32_t skip_tail_bracket(const struct reader *r, const struct word *w)
{
	uint32_t at = stretch_skip(&r->in, w->end, STR(" "));
	uint32_t close = at;

	while (close < r->in.end && stretch_char(&r->in, close) != ')')
		close++;
	if (stretch_char(&r->in, at) != '(' || close == r->in.end)
		return w->end;
	for (w++; w < r->words.items + r->words.len && w->end <= close; w++) {
		if (means(r, w, CITATION_BRACKET_TAIL))
			return close + 1;
	}
	return at;
}

static void name_chapter(struct reader *r, const struct word *w, int chapter)
{
	struct citation *c = now(r);
	uint32_t year, after = read_year(r, w->end, &year);

	if (!year)
		after = skip_tail_bracket(r, w);
	c->known = (uint16_t)(chapter + 1);
	c->chapter = printed(r, w->start, year ? w->end : after);
	c->year = (int16_t)year;
	c->at.end = r->in.fold->map[after];
	r->text_from = after;
	r->fresh = false;
}

static void read_mtus_chapter(struct reader *r, const struct word *w)
{
	int chapter = chapter_of(r, w, SOURCE_MTUS);
	bool book, marks;
	uint32_t year;

	read_year(r, w->end, &year);
	if (r->open && !year && r->marked)
		return; /* a section of that name */
	if (r->open && !year && now(r)->known == chapter + 1) {
		r->text_from = w->end; /* said twice */
		return;
	}
	/* "MTUS ACOEM, 2nd edition, Chapter 12 Low Back Complaints" */
	book = r->open && r->fresh && now(r)->chapter.len;
	marks = only_marks(r, r->text_from, w->start);
	if (!r->open || !r->fresh || (!book && !marks))
		open(r, w->start, w->end, SOURCE_MTUS);
	if (r->open)
		name_chapter(r, w, chapter);
}

static bool followed_as_chapter(const struct reader *r, size_t i)
{
	const struct word *w = word_at(r, i), *next = word_at(r, i + 1);
	uint32_t at = stretch_skip(&r->in, w->end, STR(" "));

	if (at >= r->in.end ||
	    str_has_char(STR(",;:.(/-&"), stretch_char(&r->in, at)) ||
	    str_starts(stretch_text(&r->in, at, r->in.end), STR("and ")))
		return true;
	return next && next->start == at &&
	       word_kind(r, next) == CITATION_CHAPTER_TAIL;
}

static bool preceded_as_chapter(const struct reader *r, const struct word *w)
{
	struct str before = stretch_text(&r->in, r->text_from, w->start);
	size_t bracket = str_find_char(before, 0, '(');

	if (str_find_char(before, bracket, ')') == before.len &&
	    bracket < before.len)
		return false;
	return str_ends(before, STR("; ")) || str_ends(before, STR("/")) ||
	       str_ends(before, STR(", ")) || str_ends(before, STR(" and ")) ||
	       str_ends(before, STR("& ")) || str_ends(before, STR(". "));
}

static void read_other_chapter(struct reader *r, size_t i)
{
	const struct word *w = word_at(r, i);
	struct citation *c = now(r);
	int chapter = chapter_of(r, w, (enum guideline_source)c->source);
	const struct chapter *named = &r->guidelines->chapters.items[chapter];
	bool first = r->fresh && only_marks(r, r->text_from, w->start);
	uint8_t source = named->source;

	if (c->source == SOURCE_OTHER)
		return;
	if (c->source == SOURCE_NONE && !(first && followed_as_chapter(r, i)))
		return;
	if (c->source == SOURCE_ACOEM && source != SOURCE_ODG &&
	    !c->chapter.len)
		first = true; /* "..., 3rd ed., Low Back Disorders" */
	if (first) {
		name_chapter(r, w, chapter);
		return;
	}
	/* A topic may be called like a chapter that is for no region. */
	if (c->source != SOURCE_ODG || source != SOURCE_ODG ||
	    (c->chapter.len && !named->regions.len) ||
	    !preceded_as_chapter(r, w) || !followed_as_chapter(r, i))
		return;
	if (c->chapter.len)
		open(r, w->start, w->end, SOURCE_ODG);
	else
		use_text(r, w->start);
	if (r->open)
		name_chapter(r, w, chapter);
}

static void read_chapter(struct reader *r, size_t i)
{
	const struct word *w = word_at(r, i);
	int chapter = chapter_of(r, w, SOURCE_MTUS);
	uint8_t source = r->guidelines->chapters.items[chapter].source;

	if (r->open && now(r)->source != SOURCE_MTUS &&
	    (r->context != CONTEXT_NONE || source != SOURCE_MTUS ||
	     !now(r)->chapter.len))
		read_other_chapter(r, i);
	else if (r->context == CONTEXT_MTUS ? source != SOURCE_ODG
	                                    : source == SOURCE_MTUS)
		read_mtus_chapter(r, w);
	else if (!r->open && r->context == CONTEXT_OTHER) {
		open(r, w->start, w->start, SOURCE_NONE);
		if (r->open)
			read_other_chapter(r, i);
	}
}

/* Behind the bracket that is open at `at`. */
static uint32_t behind_bracket(const struct reader *r, uint32_t at)
{
	int depth = 1;

	for (; at < r->in.end && depth; at++)
		depth += (stretch_char(&r->in, at) == '(') -
		         (stretch_char(&r->in, at) == ')');
	return at;
}

static void read_source(struct reader *r, const struct word *w)
{
	const struct citation_source *s =
	        &r->guidelines->sources.items[term_of(r, w->first)->of];
	/* "Work Loss Data Institute, ODG" is one source, "A dictionary, and
	 * the ODG" are two. */
	bool adopt = r->open && now(r)->source == SOURCE_NONE &&
	             s->source != SOURCE_MTUS &&
	             !str_ends(stretch_text(&r->in, r->text_from, w->start),
	                       STR(" and "));
	bool again = r->open && now(r)->source == s->source && r->fresh &&
	             only_marks(r, r->text_from, w->start);

	if (s->source == SOURCE_MTUS && r->open)
		return;
	if (s->source == SOURCE_OTHER && r->context != CONTEXT_OTHER)
		return;
	if (s->source == SOURCE_OTHER && r->open &&
	    now(r)->source == SOURCE_OTHER && !now(r)->source_name.len) {
		now(r)->source_name = s->title;
		return;
	}
	/* "Shoulder Complaints (ACOEM, 2nd Edition (2004), Chapter 9)" */
	if (s->source == SOURCE_ACOEM && r->open &&
	    now(r)->source == SOURCE_MTUS && now(r)->chapter.len &&
	    only_marks(r, r->text_from, w->start) &&
	    stretch_char(&r->in, w->start - 1) == '(') {
		r->text_from = behind_bracket(r, w->start);
		return;
	}
	/* "MTUS ACOEM Low Back Complaints" is the MTUS's own chapter. */
	if (s->source == SOURCE_ACOEM && r->context == CONTEXT_MTUS) {
		if (r->open && r->fresh && !is_named(now(r))) {
			now(r)->chapter = printed(r, w->start, w->end);
			r->text_from = w->end;
		}
		return;
	}
	if (again) {
		r->text_from = w->end;
		return;
	}
	if (!adopt)
		open(r, w->start, w->end, (enum guideline_source)s->source);
	if (!r->open)
		return;
	now(r)->source = s->source;
	if (s->source == SOURCE_OTHER)
		now(r)->source_name = s->title;
}

static void read_outside(struct reader *r, const struct word *w)
{
	close(r, w->start);
	r->context = CONTEXT_NONE;
	r->text_from = w->end;
	if (!r->out->outside_mtus)
		r->out->outside_mtus_span =
		        fold_source(r->in.fold, w->start, w->end);
	r->out->outside_mtus = true;
}

/* "The ACOEM Guidelines ..., which are part of the MTUS". */
static void read_part_of_mtus(struct reader *r, const struct word *w)
{
	close(r, w->start);
	r->text_from = w->end;
	if (r->out->list.len && now(r)->source == SOURCE_ACOEM)
		now(r)->source = SOURCE_MTUS;
}

static void read_word(struct reader *r, size_t i)
{
	const struct word *w = word_at(r, i);
	uint32_t number;

	switch (word_kind(r, w)) {
	case CITATION_MTUS:
		open(r, w->start, w->end, SOURCE_MTUS);
		r->context = CONTEXT_MTUS;
		break;
	case CITATION_NON_MTUS:
		close(r, w->start);
		r->context = CONTEXT_OTHER;
		r->text_from = w->end;
		break;
	case CITATION_NONE_CITED:
		close(r, w->start);
		r->context = CONTEXT_NONE;
		r->out->none_cited = true;
		break;
	case CITATION_OUTSIDE_MTUS:
		read_outside(r, w);
		break;
	case CITATION_PART_OF_MTUS:
		read_part_of_mtus(r, w);
		break;
	case CITATION_NOT_PART:
		close(r, w->start);
		r->text_from = w->end;
		break;
	case CITATION_ENDS:
		if (r->context == CONTEXT_NONE)
			close(r, w->start);
		break;
	case CITATION_SECTIONS:
		use_text(r, w->start);
		r->marked = r->open;
		r->text_from = w->end;
		break;
	case CITATION_PAGES:
		if (!r->open ||
		    read_number(r, stretch_skip(&r->in, w->end, STR(" :.#")),
		                &number) ==
		            stretch_skip(&r->in, w->end, STR(" :.#")))
			break;
		use_text(r, w->start);
		r->text_from = read_pages(r, w->end);
		r->fresh = false;
		break;
	case CITATION_CHAPTER_TAIL:
		if (is_tail(r, w))
			r->text_from = w->end;
		break;
	case CITATION_SOURCE:
		read_source(r, w);
		break;
	case CITATION_CHAPTER:
		read_chapter(r, i);
		break;
	case CITATION_BRACKET_TAIL:
	case CITATION_WHOLE_SECTION:
	case CITATION_SILENT:
	case CITATION_STATES:
	case CITATION_FALLS:
	case CITATION_HOUSED:
	case CITATION_TOPIC:
		break;
	}
}

void citations_read(const struct letter *letter, struct citations *out,
                    const struct ruleset *rules, struct arena *a)
{
	struct span line = out->span;
	struct reader r = { .letter = letter,
		            .in.fold = letter->fold,
		            .a = a,
		            .guidelines = &rules->guidelines,
		            .out = out };

	*out = (struct citations){ .span = line };
	if (span_empty(line))
		return;
	r.in.end = fold_offset(r.in.fold, line.end);
	r.text_from = fold_offset(r.in.fold, line.start);
	find_words(&r, r.text_from);
	for (size_t i = 0; i < r.words.len; i++) {
		if (r.open && r.words.items[i].start < r.text_from)
			continue; /* in a bracket that was read as a whole */
		open_free_text(&r, r.words.items[i].start);
		read_word(&r, i);
	}
	open_free_text(&r, r.in.end);
	close(&r, r.in.end);
}
