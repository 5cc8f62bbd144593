/*
 * damaged.c -- headings and labels that a reader of pages, or a typist,
 * damaged.
 *
 * A section whose heading is not found is lost with all it says, and so is an
 * item's outcome or rationale without its label. But nothing else of a letter
 * is printed as these are: headings in capitals on lines of their own, labels
 * at the beginning of a line with a colon. So such words may differ a little
 * and are read all the same.
 */
#include "letter/damaged.h"

/* Headings have more letters; shorter words are like others. */
#define LETTERS_MIN 12
#define LETTERS_MAX 96
/* ... and labels fewer than that, with their blanks. */
#define LABEL_BYTES_MAX 60

struct form_words {
	struct str letters;
	struct str text;
	uint32_t index; /* of the layouts' terms */
	uint16_t kind;  /* TERM_HEADING or TERM_LABEL */
};

struct mender {
	struct letter *letter;
	const struct ruleset *rules;
	struct arena *arena;
	VEC(struct form_words) wordings; /* of all layouts, once a line asks */
	VEC(struct hit) found;           /* in order */
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

static void read_wordings(struct mender *m)
{
	const struct layouts *layouts = &m->rules->layouts;
	char letters[LETTERS_MAX];

	for (size_t i = 0; i < layouts->terms.len; i++) {
		const struct layout_term *t = &layouts->terms.items[i];
		bool label = t->in_item && str_ends(t->text, STR(":"));
		struct form_words *w;

		if (!label && (t->in_item || t->section == SECTION_HEADER))
			continue;
		w = VEC_PUSH(m->arena, &m->wordings);
		w->letters = arena_str(m->arena, squeeze(letters, t->text));
		w->text = t->text;
		w->index = (uint32_t)i;
		w->kind = label ? TERM_LABEL : TERM_HEADING;
	}
}

static bool is_known(const struct letter *l, uint32_t start)
{
	for (size_t i = hits_from(&l->hits, start);
	     i < l->hits.list.len && l->hits.list.items[i].start == start;
	     i++) {
		if (l->hits.list.items[i].kind == TERM_HEADING ||
		    l->hits.list.items[i].kind == TERM_LABEL)
			return true;
	}
	return false;
}

/* Takes a place for every wording that it is, or nearly is; false: none. */
static bool take(struct mender *m, struct hit place, struct str letters,
                 bool nearly)
{
	const struct form_words *taken = NULL;

	for (size_t i = 0; i < m->wordings.len; i++) {
		const struct form_words *w = &m->wordings.items[i];

		if (w->kind != place.kind ||
		    (nearly ? !str_one_edit_apart(w->letters, letters)
		            : !str_eq(w->letters, letters)))
			continue;
		taken = taken ? taken : w;
		place.index = w->index;
		*VEC_PUSH(m->arena, &m->found) = place;
	}
	if (taken && nearly) {
		struct heading_typo *t =
		        VEC_PUSH(m->arena, &m->letter->heading_typos);

		t->at = fold_source(m->letter->fold, place.start, place.end);
		t->meant = taken->text;
	}
	return taken;
}

static void mend(struct mender *m, uint32_t start, uint32_t end, uint16_t kind)
{
	struct hit place = { .start = start, .end = end, .kind = kind };
	char buffer[LETTERS_MAX];
	struct str letters;

	if (end - start < LETTERS_MIN || end - start > 2 * LETTERS_MAX ||
	    is_known(m->letter, start))
		return;
	letters = squeeze(buffer, fold_text(m->letter->fold, start, end));
	if (letters.len < LETTERS_MIN)
		return;
	if (!m->wordings.len)
		read_wordings(m);
	if (!take(m, place, letters, false))
		take(m, place, letters, true);
}

static void mend_line(struct mender *m, uint32_t start, uint32_t end)
{
	const struct fold *f = m->letter->fold;
	struct str line = fold_text(f, start, end);
	size_t colon = str_find_char(str_sub(line, 0, LABEL_BYTES_MAX), 0, ':');

	if (colon < line.len && colon < LABEL_BYTES_MAX)
		mend(m, start, start + (uint32_t)colon + 1, TERM_LABEL);
	while (end > start && str_has_char(STR(": "), f->text.ptr[end - 1]))
		end--;
	if (fold_in_capitals(f, start, end))
		mend(m, start, end, TERM_HEADING);
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

void damaged_mend(struct letter *l, const struct ruleset *rules,
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
