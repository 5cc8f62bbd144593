/*
 * damaged.c -- section headings that a reader of pages has damaged.
 *
 * A section whose heading is not found is lost with all it says, and nothing
 * else of a letter is printed as its headings are: in capitals, on a line of
 * its own. So a line like that may differ a little from a heading and is one
 * all the same.
 */
#include "letter/damaged.h"

/* Headings have more letters; shorter words are like others. */
#define LETTERS_MIN 12
#define LETTERS_MAX 96

struct heading {
	struct str letters;
	struct str text;
	uint32_t index; /* of the layouts' terms */
};

struct mender {
	struct letter *letter;
	const struct ruleset *rules;
	struct arena *arena;
	VEC(struct heading) headings; /* of all layouts, once a line asks */
	VEC(struct hit) found;        /* in order */
};

/* The text without its blanks and marks, in small letters. */
static struct str squeeze(char letters[LETTERS_MAX], struct str text)
{
	struct str s = { letters, 0 };

	for (size_t i = 0; i < text.len && s.len < LETTERS_MAX; i++) {
		if (is_alnum(text.ptr[i]))
			letters[s.len++] = to_lower(text.ptr[i]);
	}
	return s;
}

static void read_headings(struct mender *m)
{
	const struct layouts *layouts = &m->rules->layouts;
	char letters[LETTERS_MAX];

	for (size_t i = 0; i < layouts->terms.len; i++) {
		const struct layout_term *t = &layouts->terms.items[i];
		struct heading *h;

		if (t->in_item || t->section == SECTION_HEADER)
			continue;
		h = VEC_PUSH(m->arena, &m->headings);
		h->letters = arena_str(m->arena, squeeze(letters, t->text));
		h->text = t->text;
		h->index = (uint32_t)i;
	}
}

static bool has_heading(const struct letter *l, uint32_t start)
{
	for (size_t i = hits_from(&l->hits, start);
	     i < l->hits.list.len && l->hits.list.items[i].start == start;
	     i++) {
		if (l->hits.list.items[i].kind == TERM_HEADING)
			return true;
	}
	return false;
}

/* Takes the line for every heading that it is, or nearly is; false: none. */
static bool take_line(struct mender *m, uint32_t start, uint32_t end,
                      struct str letters, bool nearly)
{
	const struct heading *taken = NULL;

	for (size_t i = 0; i < m->headings.len; i++) {
		const struct heading *h = &m->headings.items[i];

		if (nearly ? !str_one_edit_apart(h->letters, letters)
		           : !str_eq(h->letters, letters))
			continue;
		taken = taken ? taken : h;
		*VEC_PUSH(m->arena, &m->found) =
		        (struct hit){ .start = start,
			              .end = end,
			              .kind = TERM_HEADING,
			              .index = h->index };
	}
	if (taken && nearly) {
		struct heading_typo *t =
		        VEC_PUSH(m->arena, &m->letter->heading_typos);

		t->at = fold_source(m->letter->fold, start, end);
		t->meant = taken->text;
	}
	return taken;
}

static void mend_line(struct mender *m, uint32_t start, uint32_t end)
{
	const struct fold *f = m->letter->fold;
	char buffer[LETTERS_MAX];
	struct str letters;

	while (end > start && str_has_char(STR(": "), f->text.ptr[end - 1]))
		end--;
	if (end - start < LETTERS_MIN || end - start > 2 * LETTERS_MAX ||
	    !fold_in_capitals(f, start, end) || has_heading(m->letter, start))
		return;
	letters = squeeze(buffer, fold_text(f, start, end));
	if (letters.len < LETTERS_MIN)
		return;
	if (!m->headings.len)
		read_headings(m);
	if (!take_line(m, start, end, letters, false))
		take_line(m, start, end, letters, true);
}

/* Puts what was found where it belongs among the letter's hits. */
static void merge(struct mender *m)
{
	struct hits *hits = &m->letter->hits;
	size_t old = hits->list.len, new = m->found.len;

	for (size_t i = 0; i < new; i++)
		VEC_PUSH(m->arena, &hits->list);
	while (new > 0) {
		bool is_old = old > 0 && hits->list.items[old - 1].start >
		                                 m->found.items[new - 1].start;

		hits->list.items[old + new - 1] =
		        is_old ? hits->list.items[old - 1]
		               : m->found.items[new - 1];
		old -= is_old;
		new -= !is_old;
	}
}

void damaged_headings(struct letter *l, const struct ruleset *rules,
                      struct arena *a)
{
	struct mender m = { .letter = l, .rules = rules, .arena = a };
	const struct fold *f = l->fold;

	for (size_t i = 0; i < f->gaps.len; i++) {
		uint32_t end = i + 1 < f->gaps.len ? f->gaps.items[i + 1].at
		                                   : (uint32_t)f->text.len;

		mend_line(&m, f->gaps.items[i].at, end);
	}
	merge(&m);
}
