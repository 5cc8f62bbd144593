/*
 * frame.c -- the letter's skeleton.
 *
 * Headings and labels are hits of the matcher whose meaning the layout gives;
 * no layout is known here by name. An item is found from its labels: the
 * heading with its outcome is the paragraph that ends where the first label
 * begins, the rationale runs from its label to the next item's heading. A
 * heading with its outcome that no label follows is an item all the same.
 */
#include "letter/frame.h"

#include "letter/header.h"
#include "letter/paragraph.h"

/* A heading that has not ended by then has no end. */
#define OPENED_HEADING_MAX 2000

struct reader {
	struct letter *letter;
	struct frame *frame;
	const struct ruleset *rules;
	const struct layout *layout;
	struct arena *arena;
	struct paragraphs paragraphs;
};

static const struct layout_term *term_of(const struct ruleset *rules,
                                         const struct hit *h)
{
	return &rules->layouts.terms.items[h->index];
}

/* -- choosing the layout */

/* A heading ends its line, but for a colon, or is printed in capitals. */
static bool is_heading(const struct fold *f, const struct hit *h)
{
	uint32_t at = h->end;

	if (h->kind != TERM_HEADING || !fold_gap(f, h->start))
		return false;
	if (at < f->text.len && f->text.ptr[at] == ':')
		at++;
	if (at < f->text.len && f->text.ptr[at] == ' ')
		at++;
	return at >= f->text.len || fold_gap(f, at) ||
	       fold_in_capitals(f, h->start, h->end);
}

static const struct layout *choose_layout(struct reader *r)
{
	const struct layouts *layouts = &r->rules->layouts;
	const struct hits *hits = &r->letter->hits;
	size_t *scores = ARENA_ARRAY(r->arena, size_t, layouts->list.len);
	bool *recognised = ARENA_ARRAY(r->arena, bool, layouts->list.len);
	size_t best = layouts->list.len, best_score = 0;

	for (size_t j = 0; j < hits->list.len; j++) {
		const struct hit *h = &hits->list.items[j];
		const struct layout_term *term;

		if (h->kind != TERM_HEADING && h->kind != TERM_LABEL)
			continue;
		if (h->kind == TERM_HEADING && !is_heading(r->letter->fold, h))
			continue;
		term = term_of(r->rules, h);
		scores[term->layout]++;
		recognised[term->layout] |= term->recognises;
	}
	for (size_t i = 0; i < layouts->list.len; i++) {
		if (recognised[i] && scores[i] > best_score) {
			best = i;
			best_score = scores[i];
		}
	}
	return best < layouts->list.len ? &layouts->list.items[best] : NULL;
}

/* -- where a heading begins */

/*
 * In text without blank lines the heading that ends at `end` begins with the
 * last line that follows a line with a sentence's end.
 */
static uint32_t line_after_sentence(const struct reader *r, uint32_t low,
                                    uint32_t end)
{
	const struct fold *f = r->letter->fold;

	for (size_t i = f->gaps.len; i > 0; i--) {
		uint32_t at = f->gaps.items[i - 1].at;

		if (at >= end || !ends_with(f, at, STR(".!?")))
			continue;
		if (at <= low)
			break;
		if (!layout_continues(r->layout, fold_text(f, at, end)))
			return at;
	}
	return low;
}

static uint32_t skip_space(const struct fold *f, uint32_t at, uint32_t end)
{
	while (at < end && f->text.ptr[at] == ' ')
		at++;
	return at;
}

static uint32_t trim_end(const struct fold *f, uint32_t start, uint32_t at)
{
	while (at > start && f->text.ptr[at - 1] == ' ')
		at--;
	return at;
}

/* -- sections */

struct section {
	enum section_kind kind;
	uint32_t heading; /* folded: where its heading begins */
	uint32_t start;   /* folded: first byte after its heading */
	uint32_t end;
};

struct sections {
	VEC(struct section) list;
};

static void find_sections(struct reader *r, struct sections *out)
{
	const struct fold *f = r->letter->fold;
	const struct hits *hits = &r->letter->hits;

	for (size_t i = 0; i < hits->list.len; i++) {
		const struct hit *h = &hits->list.items[i];
		struct section *s, *last;
		uint32_t end = h->end;

		if (!is_heading(f, h) ||
		    term_of(r->rules, h)->layout !=
		            (uint16_t)(r->layout -
		                       r->rules->layouts.list.items))
			continue;
		if (end < f->text.len && f->text.ptr[end] == ':')
			end++;
		last = out->list.len ? &out->list.items[out->list.len - 1]
		                     : NULL;
		/* "CASE SUMMARY" inside "CLINICAL CASE SUMMARY", or a second
		 * heading right after the first. */
		if (last && (h->start < last->start ||
		             (last->kind == term_of(r->rules, h)->section &&
		              h->start <= last->start + 2))) {
			if (end > last->start)
				last->start = end;
			continue;
		}
		s = VEC_PUSH(r->arena, &out->list);
		s->kind = term_of(r->rules, h)->section;
		s->heading = h->start;
		s->start = end;
		s->end = (uint32_t)f->text.len;
		if (out->list.len > 1)
			out->list.items[out->list.len - 2].end = h->start;
	}
}

static const struct section *section_of(const struct sections *sections,
                                        enum section_kind kind)
{
	for (size_t i = 0; i < sections->list.len; i++) {
		if (sections->list.items[i].kind == kind)
			return &sections->list.items[i];
	}
	return NULL;
}

static void note_missing(struct reader *r, const struct sections *sections)
{
	const struct layouts *layouts = &r->rules->layouts;

	for (size_t i = 0; i < layouts->terms.len; i++) {
		const struct layout_term *t = &layouts->terms.items[i];
		bool same_as_before = i && t[-1].section == t->section &&
		                      t[-1].layout == t->layout;

		if (&layouts->list.items[t->layout] != r->layout ||
		    !t->required || same_as_before)
			continue;
		if (!section_of(sections, t->section))
			*VEC_PUSH(r->arena, &r->letter->missing_sections) =
			        t->text;
	}
}

/* -- the summary */

/*
 * The form sentence that opens it ("... developed the following clinical case
 * summary based on a review of the case file, including all medical records:")
 * is no part of what it says.
 */
static uint32_t after_opening(const struct fold *f, const struct section *s)
{
	struct str text = fold_text(f, s->start, s->end);
	struct str opening = STR("developed the following");
	size_t at = str_find(text, 0, opening);
	size_t colon;

	if (at > 120 || at == text.len)
		return s->start;
	colon = str_find_char(text, at, ':');
	return colon < text.len && colon - at < 200
	               ? s->start + (uint32_t)colon + 1
	               : s->start;
}

/* -- items */

/* The outcome words that end a heading. */
struct mark {
	bool found;
	uint8_t outcome;
	struct str meant;     /* when they are misspelt */
	uint32_t heading_end; /* folded: end of the request */
	uint32_t start;       /* folded: of the outcome words */
	uint32_t end;
};

/* Looks for the layout's outcome words at the end of [start, end). */
static struct mark find_mark(const struct reader *r, uint32_t start,
                             uint32_t end)
{
	const struct fold *f = r->letter->fold;
	const struct outcome_words *w;
	struct mark mark = { 0 };
	size_t len;

	end = trim_end(f, start, end);
	while (end > start && str_has_char(STR(".,; "), f->text.ptr[end - 1]))
		end--;
	w = layout_outcome(r->layout, fold_text(f, start, end));
	if (w) {
		len = w->says.len;
	} else {
		w = layout_outcome_misspelt(r->layout, fold_text(f, start, end),
		                            &len);
		if (!w)
			return mark;
		mark.meant = w->says;
	}
	mark.found = true;
	mark.outcome = w->outcome;
	mark.start = end - (uint32_t)len;
	mark.end = end;
	mark.heading_end = trim_end(f, start, mark.start);
	while (mark.heading_end > start &&
	       str_has_char(STR(": "), f->text.ptr[mark.heading_end - 1]))
		mark.heading_end--;
	return mark;
}

/* "1. ", "12) " before an item: skipped. */
static uint32_t skip_number(const struct fold *f, uint32_t at, uint32_t end,
                            uint32_t *number)
{
	struct str text = fold_text(f, at, end);
	size_t used;
	uint32_t n = str_number(text, &used);

	*number = 0;
	if (!used || used > 3 || used + 1 >= text.len ||
	    !str_has_char(STR(".)"), text.ptr[used]) ||
	    text.ptr[used + 1] != ' ')
		return at;
	*number = n;
	return at + (uint32_t)used + 2;
}

/* A group of labels that belong to one item. */
struct group {
	uint32_t start; /* folded: of its first label */
	uint32_t floor; /* folded: its heading begins here or later */
	bool follows;   /* the text of another item ends at the floor */
	bool bare;      /* it has no label; what follows is its rationale */
	const struct hit *label[ITEM_LABELS];
};

struct groups {
	VEC(struct group) list;
};

static bool is_item_label(const struct reader *r, const struct hit *h)
{
	const struct layout_term *t;

	if (h->kind != TERM_LABEL)
		return false;
	t = term_of(r->rules, h);
	/* Where line ends were lost the matcher asks for none. */
	if (r->letter->fold->flat && !str_ends(t->text, STR(":")) &&
	    !t->anywhere && !fold_gap(r->letter->fold, h->start))
		return false;
	return t->in_item &&
	       &r->rules->layouts.list.items[t->layout] == r->layout;
}

/* True when nothing but one heading with its outcome stands in between. */
static bool outcome_between(const struct reader *r, uint32_t from, uint32_t to)
{
	return find_mark(r, from, to).found;
}

static bool starts_group(const struct reader *r, const struct group *g,
                         const struct hit *last, const struct hit *h)
{
	unsigned label = term_of(r->rules, h)->label;

	if (!g)
		return true;
	if (r->layout->item_style == ITEMS_OPENED)
		return label == ITEM_OPENING;
	if (label > term_of(r->rules, last)->label)
		return outcome_between(r, last->end, h->start);
	return label != term_of(r->rules, last)->label ||
	       label == ITEM_RATIONALE ||
	       outcome_between(r, last->end, h->start);
}

static void find_groups(struct reader *r, uint32_t start, uint32_t end,
                        struct groups *out)
{
	const struct hits *hits = &r->letter->hits;
	const struct hit *last = NULL;

	for (size_t i = 0; i < hits->list.len; i++) {
		const struct hit *h = &hits->list.items[i];
		struct group *g = out->list.len
		                          ? &out->list.items[out->list.len - 1]
		                          : NULL;
		unsigned label;

		if (h->start < start || h->end > end || !is_item_label(r, h) ||
		    (last && h->start < last->end))
			continue;
		label = term_of(r->rules, h)->label;
		if (r->layout->item_style == ITEMS_OPENED && !g &&
		    label != ITEM_OPENING)
			continue;
		if (starts_group(r, g, last, h)) {
			if (out->list.len == DECISIONS_MAX)
				break;
			g = VEC_PUSH(r->arena, &out->list);
			g->start = h->start;
			g->floor = last ? last->end : start;
			g->follows = last != NULL;
		}
		/* In a notice the last label of a kind counts, elsewhere a
		 * second one of the same kind is the first one's text. */
		if (!g->label[label] || r->layout->item_style == ITEMS_OPENED)
			g->label[label] = h;
		last = h;
	}
}

/* -- items without labels */

/* A longer paragraph before a colon is no heading. */
#define BARE_HEADING_MAX 600

/* "Tramadol 50mg #60: Upheld", a paragraph of its own. */
static struct mark marked_paragraph(const struct reader *r, uint32_t from,
                                    uint32_t to)
{
	const struct fold *f = r->letter->fold;
	struct mark none = { 0 }, mark = find_mark(r, from, to);
	uint32_t colon = mark.found ? trim_end(f, from, mark.start) : from;

	if (to - from > BARE_HEADING_MAX || colon == from ||
	    f->text.ptr[colon - 1] != ':' || mark.heading_end <= from)
		return none;
	return mark;
}

/* The group whose first label comes next; the number of groups: none does. */
static size_t group_after(const struct groups *groups, uint32_t at)
{
	size_t i = 0;

	while (i < groups->list.len && groups->list.items[i].start < at)
		i++;
	return i;
}

/* Where the labels of a group end. */
static uint32_t behind_labels(const struct group *g)
{
	uint32_t end = g->start;

	for (unsigned i = 0; i < ITEM_LABELS; i++) {
		if (g->label[i] && g->label[i]->end > end)
			end = g->label[i]->end;
	}
	return end;
}

static void insert_bare(struct reader *r, struct groups *groups,
                        const struct mark *mark, uint32_t start)
{
	size_t at = group_after(groups, mark->end);
	struct group bare = { .start = mark->end, .bare = true };

	if (groups->list.len == DECISIONS_MAX)
		return;
	bare.follows = at > 0;
	bare.floor = at ? behind_labels(&groups->list.items[at - 1]) : start;
	VEC_PUSH(r->arena, &groups->list);
	for (size_t i = groups->list.len - 1; i > at; i--)
		groups->list.items[i] = groups->list.items[i - 1];
	groups->list.items[at] = bare;
	if (at + 1 < groups->list.len) {
		groups->list.items[at + 1].floor = mark->end;
		groups->list.items[at + 1].follows = true;
	}
}

/*
 * Of two marked paragraphs before the same first label the earlier one has no
 * label of its own, and neither has one that no label follows.
 */
static void find_bare(struct reader *r, uint32_t start, uint32_t end,
                      struct groups *groups)
{
	const struct fold *f = r->letter->fold;
	struct mark last = { 0 };
	uint32_t from = start;

	for (size_t i = fold_gaps_from(f, start); from < end; i++) {
		bool inside = i < f->gaps.len && f->gaps.items[i].at < end;
		uint32_t to = inside ? f->gaps.items[i].at : end;
		struct mark mark;

		if (inside &&
		    !paragraph_ends(&r->paragraphs, &f->gaps.items[i]))
			continue;
		mark = marked_paragraph(r, skip_space(f, from, to), to);
		from = to;
		if (!mark.found)
			continue;
		if (last.found && group_after(groups, last.end) ==
		                          group_after(groups, mark.end))
			insert_bare(r, groups, &last, start);
		last = mark;
	}
	if (last.found && group_after(groups, last.end) == groups->list.len)
		insert_bare(r, groups, &last, start);
}

/* Labels that are sentences begin their own text. */
static uint32_t label_text_start(const struct fold *f, const struct hit *h)
{
	uint32_t at = h->end;

	if (f->text.ptr[at - 1] == ':')
		return at;
	if (at < f->text.len && f->text.ptr[at] == ':')
		return at + 1;
	return fold_gap(f, skip_space(f, at, (uint32_t)f->text.len)) ? at
	                                                             : h->start;
}

/* The text of a label: up to the next label of the group, or `end`. */
static struct span label_text(const struct reader *r, const struct group *g,
                              unsigned label, uint32_t end)
{
	const struct fold *f = r->letter->fold;
	struct span none = { 0 };
	uint32_t start;

	if (!g->label[label])
		return none;
	start = label_text_start(f, g->label[label]);
	for (unsigned i = 0; i < ITEM_LABELS; i++) {
		const struct hit *other = g->label[i];

		if (other && other->start > start && other->start < end &&
		    other != g->label[label])
			end = other->start;
	}
	return fold_source(f, start, end);
}

static struct span text_span(const struct reader *r, uint32_t start,
                             uint32_t end)
{
	const struct fold *f = r->letter->fold;

	start = skip_space(f, start, end);
	end = trim_end(f, start, end);
	return start < end ? fold_source(f, start, end) : (struct span){ 0 };
}

/* Where the item's heading begins: its paragraph, with page breaks mended. */
static uint32_t heading_start(const struct reader *r, const struct group *g)
{
	const struct fold *f = r->letter->fold;
	uint32_t text_end = trim_end(f, g->floor, g->start);
	uint32_t at;

	if (r->layout->item_style == ITEMS_OPENED)
		return paragraph_start(&r->paragraphs,
		                       g->label[ITEM_OPENING]->end, g->floor);
	at = paragraph_start(&r->paragraphs, text_end, g->floor);
	if (at == g->floor && g->follows)
		return line_after_sentence(r, g->floor, text_end);
	/* The outcome alone in its paragraph: the heading is the one before. */
	if (at > g->floor) {
		struct mark mark = find_mark(r, at, text_end);

		if (mark.found && mark.heading_end <= at)
			at = paragraph_start(&r->paragraphs,
			                     trim_end(f, g->floor, at),
			                     g->floor);
		if (at == g->floor && g->follows)
			at = line_after_sentence(r, g->floor, mark.start);
	}
	return at;
}

/* The heading after an opening label ends with a colon at a line's end. */
static uint32_t opened_heading_end(const struct fold *f, uint32_t from)
{
	uint32_t limit = (uint32_t)f->text.len;

	if (limit - from > OPENED_HEADING_MAX)
		limit = from + OPENED_HEADING_MAX;
	for (uint32_t at = from; at + 1 < limit; at++) {
		if (f->text.ptr[at] == ':' && fold_gap(f, at + 2))
			return at;
	}
	return limit;
}

static void read_heading(struct reader *r, const struct group *g,
                         struct decision *d, uint32_t start)
{
	const struct fold *f = r->letter->fold;
	struct mark mark;
	uint32_t number, from = start, end = g->start;

	if (r->layout->item_style == ITEMS_OPENED) {
		from = g->label[ITEM_OPENING]->end;
		d->request.span =
		        fold_source(f, from, opened_heading_end(f, from));
		return;
	}
	if (r->layout->item_style == ITEMS_SENTENCE)
		from = skip_number(f, start, end, &number);
	mark = find_mark(r, from, end);
	if (mark.found) {
		d->outcome = mark.outcome;
		d->outcome_meant = mark.meant;
		d->outcome_span = fold_source(f, mark.start, mark.end);
		end = mark.heading_end;
	} else {
		end = trim_end(f, from, end);
		while (end > from &&
		       str_has_char(STR(": "), f->text.ptr[end - 1]))
			end--;
	}
	d->request.span = fold_source(f, from, end);
}

static void read_items(struct reader *r, uint32_t start, uint32_t end)
{
	const struct fold *f = r->letter->fold;
	struct groups groups = { 0 };
	uint32_t *starts;

	find_groups(r, start, end, &groups);
	if (r->layout->item_style == ITEMS_HEADING_OUTCOME)
		find_bare(r, start, end, &groups);
	starts = ARENA_ARRAY(r->arena, uint32_t, groups.list.len + 1);
	for (size_t i = 0; i < groups.list.len; i++)
		starts[i] = heading_start(r, &groups.list.items[i]);
	starts[groups.list.len] = end;
	for (size_t i = 0; i < groups.list.len; i++) {
		const struct group *g = &groups.list.items[i];
		struct decision *d = VEC_PUSH(r->arena, &r->letter->decisions);

		d->index = (uint32_t)i + 1;
		read_heading(r, g, d, skip_space(f, starts[i], g->start));
		d->claims.span = label_text(r, g, ITEM_CLAIMS, starts[i + 1]);
		d->reviewer.span =
		        label_text(r, g, ITEM_REVIEWER, starts[i + 1]);
		d->rationale = g->bare ? text_span(r, g->start, starts[i + 1])
		                       : label_text(r, g, ITEM_RATIONALE,
		                                    starts[i + 1]);
	}
	if (groups.list.len == DECISIONS_MAX) {
		r->letter->status = LETTER_INCOMPLETE;
		r->letter->incomplete_because =
		        STR("more items than are read of one letter");
	}
}

/* -- determinations printed apart from the items */

static void read_determinations(struct reader *r, const struct section *s)
{
	const struct fold *f = r->letter->fold;
	uint32_t at = skip_space(f, s->start, s->end);

	while (at < s->end) {
		uint32_t end = s->end, number = 0;
		struct mark mark;

		for (size_t i = 0; i < f->gaps.len; i++) {
			const struct fold_gap *g = &f->gaps.items[i];

			if (g->at > at && g->at < s->end &&
			    paragraph_ends(&r->paragraphs, g)) {
				end = g->at;
				break;
			}
		}
		skip_number(f, at, end, &number);
		mark = find_mark(r, at, end);
		if (number && mark.found) {
			struct determination *d =
			        VEC_PUSH(r->arena, &r->letter->determinations);

			d->item = number;
			d->outcome = mark.outcome;
			d->at = fold_source(f, mark.start, mark.end);
		}
		at = end;
	}
}

/* An item of a notice has the outcome of the list that stands last. */
static void take_determinations(struct letter *l)
{
	for (size_t i = 0; i < l->determinations.len; i++) {
		const struct determination *det = &l->determinations.items[i];

		if (!det->item || det->item > l->decisions.len)
			continue;
		l->decisions.items[det->item - 1].outcome = det->outcome;
		l->decisions.items[det->item - 1].outcome_span = det->at;
	}
}

static void read_sections(struct reader *r)
{
	struct letter *l = r->letter;
	const struct fold *f = l->fold;
	struct sections sections = { 0 };
	const struct section *items, *summary, *how;
	uint32_t header_end = (uint32_t)f->text.len;

	find_sections(r, &sections);
	note_missing(r, &sections);
	summary = section_of(&sections, SECTION_SUMMARY);
	items = section_of(&sections, SECTION_ITEMS);
	how = section_of(&sections, SECTION_HOW_MADE);
	if (sections.list.len)
		header_end = sections.list.items[0].start;
	if (summary) {
		l->summary =
		        fold_source(f, after_opening(f, summary), summary->end);
	}
	if (r->layout->item_style == ITEMS_OPENED && summary)
		header_end = summary->heading;
	if (how)
		r->frame->how_made =
		        fold_source(f, how->start,
		                    summary && summary->start > how->start
		                            ? summary->heading
		                            : how->end);
	header_read(l, r->rules, r->layout, r->arena, header_end);
	if (r->layout->item_style == ITEMS_OPENED) {
		for (size_t i = 0; i < sections.list.len; i++) {
			if (sections.list.items[i].kind ==
			    SECTION_DETERMINATIONS)
				read_determinations(r, &sections.list.items[i]);
		}
		read_items(r, summary ? summary->start : 0,
		           (uint32_t)f->text.len);
		take_determinations(l);
	} else if (items) {
		read_items(r, items->start, items->end);
	}
}

bool frame_recognised(struct letter *l, const struct ruleset *rules,
                      struct arena *a)
{
	struct reader r = { .letter = l, .rules = rules, .arena = a };

	return choose_layout(&r) != NULL;
}

void frame_read(struct letter *l, struct frame *frame,
                const struct ruleset *rules, struct arena *a)
{
	struct reader r = {
		.letter = l, .frame = frame, .rules = rules, .arena = a
	};

	r.paragraphs = paragraphs_learn(l->fold);
	r.layout = choose_layout(&r);
	if (!r.layout) {
		l->status = LETTER_INCOMPLETE;
		l->incomplete_because = STR("no known layout");
		return;
	}
	/* Its list of determinations cannot be told from its sentences. */
	if (l->fold->flat && r.layout->item_style == ITEMS_OPENED) {
		l->status = LETTER_INCOMPLETE;
		l->incomplete_because =
		        STR("a notice of 2013 without its line ends");
		return;
	}
	l->layout = r.layout;
	read_sections(&r);
}
