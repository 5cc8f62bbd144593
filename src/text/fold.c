/*
 * fold.c -- the folded view: made in one pass, once for each letter.
 *
 * A 256-entry table decides for every byte; only bytes of characters beyond
 * ASCII leave the fast path. Matching on this view makes line wraps, double
 * spacing, page breaks and typographic quotes invisible to the rules, and the
 * map makes every finding point at the letter as it was written.
 */
#include "text/fold.h"

#include "text/utf8.h"

/* A character beyond ASCII and what it is folded to; sorted by character. */
struct folding {
	uint16_t from;
	char to[6];
};

/* clang-format off */
static const struct folding foldings[] = {
	{ 0x00a0, " " },   { 0x00ab, "\"" },  { 0x00ad, "" },    { 0x00b4, "'" },
	{ 0x00bb, "\"" },  { 0x00bc, "1/4" }, { 0x00bd, "1/2" }, { 0x00be, "3/4" },
	{ 0x00c0, "a" },   { 0x00c1, "a" },   { 0x00c8, "e" },   { 0x00c9, "e" },
	{ 0x00d1, "n" },   { 0x00d7, "x" },   { 0x00e0, "a" },   { 0x00e1, "a" },
	{ 0x00e4, "a" },   { 0x00e8, "e" },   { 0x00e9, "e" },   { 0x00ed, "i" },
	{ 0x00f1, "n" },   { 0x00f3, "o" },   { 0x00f6, "o" },   { 0x00fa, "u" },
	{ 0x00fc, "u" },   { 0x2002, " " },   { 0x2003, " " },   { 0x2004, " " },
	{ 0x2005, " " },   { 0x2006, " " },   { 0x2007, " " },   { 0x2008, " " },
	{ 0x2009, " " },   { 0x200a, " " },   { 0x200b, "" },    { 0x2010, "-" },
	{ 0x2011, "-" },   { 0x2012, "-" },   { 0x2013, "-" },   { 0x2014, "-" },
	{ 0x2015, "-" },   { 0x2018, "'" },   { 0x2019, "'" },   { 0x201a, "'" },
	{ 0x201c, "\"" },  { 0x201d, "\"" },  { 0x201e, "\"" },  { 0x2022, "*" },
	{ 0x2026, "..." }, { 0x2028, " " },   { 0x2029, " " },   { 0x202f, " " },
	{ 0x2032, "'" },   { 0x2033, "\"" },  { 0x205f, " " },   { 0x2212, "-" },
	{ 0x2264, "<=" },  { 0x2265, ">=" },  { 0x3000, " " },   { 0xfb00, "ff" },
	{ 0xfb01, "fi" },  { 0xfb02, "fl" },  { 0xfb03, "ffi" }, { 0xfb04, "ffl" },
	{ 0xfeff, "" },
};
/* clang-format on */

/* Two bytes of source can become three ("1/4"), and "won't" with what is behind
 * it half as much again: room for the worst. */
#define FOLD_ROOM(len) ((len) + (len) / 2 + 2)

/* Lines so long on average are none: a letter's longest paragraph is shorter,
 * and most of its lines are headings. */
#define FLAT_LINE 1500

/* Short forms may add one byte for so many of the source: no letter has more
 * of them. */
#define SPELLED_OUT_SHARE 8
#define SPELLED_OUT_MIN   64
/* A word that is one, with its marks, is no longer. */
#define SHORT_RUN_MAX 12

struct writer {
	struct fold *fold;
	struct arena *arena;
	const struct fold_extras *extras;
	uint32_t spare; /* bytes that short forms may still add */
	char *text;
	uint32_t *map;
	uint32_t len;
	bool in_space;
	struct fold_gap
	        gap;     /* of the white space being read; newlines 0: none */
	bool line_blank; /* only blanks since the last line end */
	bool line_padded;
};

static void put(struct writer *w, char c, uint32_t from)
{
	w->text[w->len] = c;
	w->map[w->len] = from;
	w->len++;
}

/* White space has ended: decide what it was. */
static void end_space(struct writer *w)
{
	w->in_space = false;
	if (!w->gap.newlines)
		return;
	if (w->len >= 3 && w->text[w->len - 1] == ' ' &&
	    w->text[w->len - 2] == '-' && is_alpha(w->text[w->len - 3]) &&
	    w->gap.newlines == 1)
		w->len--; /* a word hyphenated at the line end */
	w->gap.at = w->len;
	*VEC_PUSH(w->arena, &w->fold->gaps) = w->gap;
	w->gap = (struct fold_gap){ 0 };
}

static void space(struct writer *w, char c, uint32_t from)
{
	if (!w->in_space) {
		w->in_space = true;
		w->line_blank = false;
		put(w, ' ', from);
	}
	if (c == '\n') {
		if (w->gap.newlines < UINT16_MAX)
			w->gap.newlines++;
		if (w->line_blank && w->line_padded)
			w->gap.padded = 1;
		w->line_blank = true;
		w->line_padded = false;
	} else if (c == '\f') {
		w->gap.form_feed = 1;
	} else if (c != '\r') {
		w->line_padded = true;
	}
}

static const struct folding *find_folding(uint32_t cp)
{
	size_t low = 0, high = sizeof(foldings) / sizeof(*foldings);

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (foldings[middle].from == cp)
			return &foldings[middle];
		if (foldings[middle].from < cp)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* -- contractions */

/* True when what is written ends with the word. */
static bool ends_with_word(const struct writer *w, struct str word)
{
	struct str text = { w->text, w->len };

	return str_ends(text, word) &&
	       (text.len == word.len ||
	        !is_alnum(text.ptr[text.len - word.len - 1]));
}

/*
 * "isn't" is written "is not", as the rules have it, at an apostrophe that
 * takes `len` bytes; returns where the word ends, or 0 when it is none such.
 */
static size_t contraction(struct writer *w, struct str s, size_t at, size_t len)
{
	size_t t = at + len;
	uint32_t n;

	if (t >= s.len || to_lower(s.ptr[t]) != 't' ||
	    (t + 1 < s.len && is_alnum(s.ptr[t + 1])) || w->in_space ||
	    w->len < 3 || w->text[w->len - 1] != 'n' ||
	    !is_alpha(w->text[w->len - 2]))
		return 0;
	n = w->map[w->len - 1];
	if (ends_with_word(w, STR("won"))) {
		w->text[w->len - 2] = 'i';
		w->text[w->len - 1] = 'l';
		put(w, 'l', n);
		put(w, ' ', n);
		put(w, 'n', n);
	} else if (ends_with_word(w, STR("can"))) {
		put(w, 'n', (uint32_t)at); /* "cannot" */
	} else {
		w->text[w->len - 1] = ' ';
		put(w, 'n', n);
	}
	put(w, 'o', (uint32_t)at);
	put(w, 't', (uint32_t)t);
	return t + 1;
}

static void put_ascii(struct writer *w, const char *to, uint32_t from)
{
	for (; *to; to++) {
		if (*to == ' ') {
			space(w, ' ', from);
		} else {
			if (w->in_space)
				end_space(w);
			put(w, *to, from);
		}
	}
}

/* Folds the character at `at`; returns its length. */
static size_t beyond_ascii(struct writer *w, struct str s, size_t at)
{
	size_t len;
	uint32_t cp = utf8_decode(s, at, &len);
	const struct folding *f = find_folding(cp);

	if (!len)
		len = 1;
	if (f && f->to[0] == '\'') {
		size_t end = contraction(w, s, at, len);

		if (end)
			return end - at;
	}
	if (f) {
		put_ascii(w, f->to, (uint32_t)at);
		return len;
	}
	if (w->in_space)
		end_space(w);
	for (size_t i = 0; i < len; i++)
		put(w, s.ptr[at + i], (uint32_t)at);
	return len;
}

/*
 * What a byte of the fast path is folded to; 0: white space, an apostrophe, or
 * a byte of a character beyond ASCII.
 */
/* clang-format off */
#define SAME(c) [(c)] = (char)(c)
#define SAME4(c) SAME(c), SAME((c) + 1), SAME((c) + 2), SAME((c) + 3)
#define SAME16(c) SAME4(c), SAME4((c) + 4), SAME4((c) + 8), SAME4((c) + 12)
#define LOWER(c) [(c)] = (char)((c) | 0x20)
#define LOWER4(c) LOWER(c), LOWER((c) + 1), LOWER((c) + 2), LOWER((c) + 3)
#define LOWER12(c) LOWER4(c), LOWER4((c) + 4), LOWER4((c) + 8)
static const char plain[256] = {
	SAME4(0x01), SAME4(0x05), SAME(0x0e), SAME(0x0f), SAME16(0x10),
	SAME(0x21), SAME(0x22), SAME(0x23), SAME(0x24), SAME(0x25), SAME(0x26),
	SAME4(0x28),
	SAME4(0x2c), SAME16(0x30), SAME(0x40),
	LOWER12(0x41), LOWER12(0x4d), LOWER(0x59), LOWER(0x5a),
	SAME(0x5b), SAME4(0x5c), SAME16(0x60), SAME16(0x70),
};
/* clang-format on */

/* Folds the word that begins at `at`; returns where its plain bytes end. */
static size_t plain_run(struct writer *w, struct str s, size_t at)
{
	char *text = w->text + w->len, c;
	uint32_t *map = w->map + w->len;

	while (at < s.len && (c = plain[(unsigned char)s.ptr[at]])) {
		*text++ = c;
		*map++ = (uint32_t)at++;
	}
	w->len = (uint32_t)(text - w->text);
	return at;
}

/* -- short forms */

/* True when one of the texts follows at `at` of the source, whatever the case
 * of its letters. */
static bool goes_on(struct str source, size_t at, const struct short_form *form)
{
	while (at < source.len && is_space(source.ptr[at]))
		at++;
	for (size_t i = 0; i < form->n_unless; i++) {
		struct str text = form->unless[i];
		size_t end = at + text.len;

		if (str_eq_nocase(str_sub(source, at, end), text) &&
		    (end >= source.len || !is_alnum(source.ptr[end])))
			return true;
	}
	return false;
}

static bool in_capitals(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (is_lower(s.ptr[i]))
			return false;
	}
	return true;
}

/* Writes what the word means over it; all of it comes from the word. */
static void spell_out(struct writer *w, uint32_t start, uint32_t end,
                      struct str means)
{
	uint32_t tail = w->len - end,
	         added = (uint32_t)means.len - (end - start);
	uint32_t last = w->map[end - 1];

	memmove(w->text + end + added, w->text + end, tail);
	memmove(w->map + end + added, w->map + end, tail * sizeof(*w->map));
	memcpy(w->text + start, means.ptr, means.len);
	for (uint32_t i = start + 1; i < end + added; i++)
		w->map[i] = last;
	w->len += added;
	w->spare -= added;
}

/* The run of bytes from `start` has ended where the source goes on at `at`. */
static void read_short_form(struct writer *w, struct str s, uint32_t start,
                            size_t at)
{
	uint32_t end = w->len;

	while (start < end && str_has_char(STR("(\""), w->text[start]))
		start++;
	while (end > start && str_has_char(STR(".,;:)\""), w->text[end - 1]))
		end--;
	for (size_t i = 0; i < w->extras->n_forms; i++) {
		const struct short_form *form = &w->extras->forms[i];
		struct str word = { w->text + start, end - start };
		struct str printed;

		if (!str_eq(word, form->says) ||
		    form->means.len > word.len + w->spare)
			continue;
		printed = str_sub(s, w->map[start], w->map[end - 1] + 1);
		if ((form->capitals && !in_capitals(printed)) ||
		    goes_on(s, at - (w->len - end), form))
			continue;
		spell_out(w, start, end, form->means);
		return;
	}
}

/* So many bytes of the source lie between two marks. */
#define MARK_BYTES 32

static void set_marks(struct fold *f, struct arena *a)
{
	size_t n = f->source.len / MARK_BYTES + 1;
	uint32_t *marks = ARENA_ARRAY(a, uint32_t, n), at = 0;

	for (size_t i = 0; i < n; i++) {
		while (at < f->text.len && f->map[at] < i * MARK_BYTES)
			at++;
		marks[i] = at;
	}
	f->marks = marks;
}

/* The page's own line at `at` is a page break; returns where it ends. */
static size_t skip(struct writer *w, size_t at, size_t end)
{
	space(w, '\f', (uint32_t)at);
	w->line_padded = false;
	return end;
}

void fold_read(struct fold *f, struct arena *a, struct str source)
{
	struct fold_extras none = { 0 };

	fold_read_with(f, a, source, &none);
}

/* Folds up to the end of a run of plain bytes that begins at `at`; returns
 * that. */
static size_t read_run(struct writer *w, struct str s, size_t at)
{
	uint32_t start = w->len;
	size_t end;

	put(w, to_lower(s.ptr[at]), (uint32_t)at);
	end = plain_run(w, s, at + 1);
	if (w->extras->n_forms && end - at <= SHORT_RUN_MAX)
		read_short_form(w, s, start, end);
	return end;
}

void fold_read_with(struct fold *f, struct arena *a, struct str source,
                    const struct fold_extras *extras)
{
	struct writer w = { .fold = f, .arena = a, .extras = extras };
	size_t next = 0, room = FOLD_ROOM(source.len);

	*f = (struct fold){ .source = source };
	if (extras->n_forms)
		w.spare = SPELLED_OUT_MIN +
		          (uint32_t)(source.len / SPELLED_OUT_SHARE);
	w.text = ARENA_ARRAY(a, char, room + w.spare);
	w.map = ARENA_ARRAY(a, uint32_t, room + w.spare);
	w.gap.newlines = 1; /* the text begins with a line */
	w.in_space = true;
	for (size_t at = 0; at < source.len;) {
		char c = source.ptr[at];
		size_t behind;

		if (next < extras->skipped.n &&
		    extras->skipped.items[next].start == at) {
			at = skip(&w, at, extras->skipped.items[next++].end);
			continue;
		}
		if ((unsigned char)c >= 0x80) {
			at += beyond_ascii(&w, source, at);
			continue;
		}
		if (is_space(c)) {
			space(&w, c, (uint32_t)at++);
			continue;
		}
		if (c == '\'' && (behind = contraction(&w, source, at, 1))) {
			at = behind;
			continue;
		}
		if (w.in_space)
			end_space(&w);
		at = read_run(&w, source, at);
	}
	w.map[w.len] = (uint32_t)source.len;
	f->text.ptr = w.text;
	f->text.len = w.len;
	f->map = w.map;
	set_marks(f, a);
	f->flat = w.len > f->gaps.len * FLAT_LINE;
}

size_t spans_from(struct spans s, uint32_t at)
{
	size_t low = 0, high = s.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s.items[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct span fold_source(const struct fold *f, uint32_t start, uint32_t end)
{
	struct span at;

	while (start < end && f->text.ptr[start] == ' ')
		start++;
	while (end > start && f->text.ptr[end - 1] == ' ')
		end--;
	at.start = f->map[start];
	at.end = at.start;
	if (end > start) {
		size_t len = 1;
		at.end = f->map[end - 1];
		utf8_decode(f->source, at.end, &len);
		at.end += len ? (uint32_t)len : 1;
	}
	return at;
}

uint32_t fold_offset(const struct fold *f, uint32_t at)
{
	uint32_t from;

	if (at > f->source.len || !f->text.len)
		return (uint32_t)f->text.len;
	from = f->marks[at / MARK_BYTES];
	while (from < f->text.len && f->map[from] < at)
		from++;
	return from;
}

size_t fold_gaps_from(const struct fold *f, uint32_t at)
{
	size_t low = 0, high = f->gaps.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (f->gaps.items[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct fold_gap *fold_gap(const struct fold *f, uint32_t at)
{
	size_t i;

	/* Most places do not even follow a blank or a broken word's hyphen. */
	if (at && f->text.ptr[at - 1] != ' ' && f->text.ptr[at - 1] != '-')
		return NULL;
	i = fold_gaps_from(f, at);
	return i < f->gaps.len && f->gaps.items[i].at == at ? &f->gaps.items[i]
	                                                    : NULL;
}

bool fold_in_capitals(const struct fold *f, uint32_t start, uint32_t end)
{
	for (uint32_t i = start; i < end; i++) {
		if (is_lower(f->text.ptr[i]) &&
		    !is_upper(f->source.ptr[f->map[i]]))
			return false;
	}
	return true;
}

unsigned fold_words_between(const struct fold *f, uint32_t from, uint32_t to)
{
	unsigned n = 0;

	for (uint32_t i = from; i < to; i++)
		n += f->text.ptr[i] == ' ';
	return n;
}
