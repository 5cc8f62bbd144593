/*
 * pages.c -- running heads and page numbers.
 *
 * They stand between two lines of one sentence, and would be read as part of
 * it. But a line of a letter may be as short: "30" is a quantity whose sentence
 * was wrapped, "page 80" the end of a citation. So how a line has to stand
 * depends on how much it says of itself.
 */
#include "letter/pages.h"

/* A page's own line is shorter. */
#define LINE_BYTES_MAX  120
#define PAGE_DIGITS_MAX 3
/* A running head stands among the first of them. */
#define HEADS_MAX 64

/* What a line says that is nothing but words of a page, and where it stands. */
struct page_line {
	struct span span;
	uint32_t number; /* of the page; 0: it tells none */
	bool total;      /* "3 of 7" */
	bool named;      /* it has a word besides its numbers */
	bool of_case;    /* it has the number of the case */
	bool at_break;   /* a form feed stands beside it */
	bool apart;      /* blank lines before and behind it */
	bool edged;      /* ... or on one side at least */
};

static size_t digits(struct str s)
{
	size_t n = 0;

	while (n < s.len && is_digit(s.ptr[n]))
		n++;
	return n;
}

/* Length of "CM13-0012345" at the beginning of s; 0: it is none. */
static size_t case_number(struct str s)
{
	size_t year, serial;

	if (s.len < 2 || to_lower(s.ptr[0]) != 'c' || to_lower(s.ptr[1]) != 'm')
		return 0;
	year = digits(str_sub(s, 2, s.len));
	if (!year || 2 + year >= s.len || s.ptr[2 + year] != '-')
		return 0;
	serial = digits(str_sub(s, 3 + year, s.len));
	return serial ? 3 + year + serial : 0;
}

/* Length of the longest of the words that s begins with; 0: none. */
static size_t page_word(const struct texts *words, struct str s)
{
	size_t longest = 0;

	for (size_t i = 0; i < words->len; i++) {
		size_t len = words->items[i].len;

		if (len > longest &&
		    str_eq_nocase(str_sub(s, 0, len), words->items[i]) &&
		    (len == s.len || !is_alpha(s.ptr[len])))
			longest = len;
	}
	return longest;
}

/* Takes the number of a page, or of all pages behind it. */
static size_t page_number(struct str s, struct page_line *p)
{
	size_t n = digits(s), used;

	if (!n || n > PAGE_DIGITS_MAX || p->total ||
	    (n < s.len && is_alpha(s.ptr[n])))
		return 0;
	p->total = p->number;
	if (!p->total)
		p->number = str_number(s, &used);
	return n;
}

/* False when the line says anything else. */
static bool says_page(const struct texts *words, struct str line,
                      struct page_line *p)
{
	for (size_t at = 0; at < line.len;) {
		struct str rest = str_sub(line, at, line.len);
		size_t n;

		if (is_space(*rest.ptr) ||
		    str_has_char(STR("-:|/.,"), *rest.ptr)) {
			at++;
		} else if ((n = case_number(rest))) {
			p->of_case = true;
			at += n;
		} else if ((n = page_word(words, rest))) {
			p->named = true;
			at += n;
		} else if ((n = page_number(rest, p))) {
			at += n;
		} else {
			return false;
		}
	}
	return p->number || p->of_case;
}

/* The white space on both sides of the line. */
static void look_around(struct str text, struct page_line *p)
{
	unsigned before = 0, behind = 0;
	size_t at = p->span.start;

	while (at > 0 && is_space(text.ptr[at - 1])) {
		at--;
		before += text.ptr[at] == '\n';
		p->at_break |= text.ptr[at] == '\f';
	}
	before += at == 0 ? 2 : 0;
	at = p->span.end;
	while (at > p->span.start && is_space(text.ptr[at - 1]))
		at--;
	for (; at < text.len && is_space(text.ptr[at]); at++) {
		behind += text.ptr[at] == '\n';
		p->at_break |= text.ptr[at] == '\f';
	}
	behind += at == text.len ? 2 : 0;
	p->apart = before > 1 && behind > 1;
	p->edged = before > 1 || behind > 1;
}

/* True when the line is a page's, whatever other numbers there are. */
static bool is_sure(const struct page_line *p)
{
	return p->at_break || p->of_case || (p->named && p->apart) ||
	       (p->named && p->total && p->edged);
}

/* A number by itself is a page's when another one counts on. */
static bool counts_on(const struct page_line *p, const struct page_line *next)
{
	return p->apart && next->apart && next->number == p->number + 1;
}

/* The letter's own header says the case, and no page: a running head says it
 * again. */
static bool is_said_again(const struct source *s, const struct page_line *lines,
                          const struct page_line *p)
{
	struct str line = str_trim(source_text(s, p->span));

	for (const struct page_line *q = lines;
	     p->at_break && q < p && q < lines + HEADS_MAX; q++) {
		if (str_eq_nocase(str_trim(source_text(s, q->span)), line))
			return true;
	}
	return false;
}

static bool is_of_page(const struct source *s, const struct page_line *lines,
                       size_t n, size_t i)
{
	const struct page_line *p = &lines[i];

	if (!p->number)
		return is_said_again(s, lines, p);
	return is_sure(p) || (i > 0 && counts_on(p - 1, p)) ||
	       (i + 1 < n && counts_on(p, p + 1));
}

struct spans pages_lines(const struct source *s, const struct texts *words,
                         struct arena *a)
{
	VEC(struct page_line) lines = { 0 };
	VEC(struct span) found = { 0 };

	for (size_t i = 0; i < s->lines.len; i++) {
		struct page_line p = { 0 };
		struct str line;

		p.span.start = s->lines.items[i];
		p.span.end = i + 1 < s->lines.len ? s->lines.items[i + 1] - 1
		                                  : (uint32_t)s->text.len;
		line = str_trim(source_text(s, p.span));
		/* Nearly every line ends here. */
		if (!line.len || line.len > LINE_BYTES_MAX ||
		    !(is_digit(line.ptr[line.len - 1]) ||
		      line.ptr[line.len - 1] == '-') ||
		    !says_page(words, line, &p))
			continue;
		p.span.start = (uint32_t)(line.ptr - s->text.ptr);
		look_around(s->text, &p);
		*VEC_PUSH(a, &lines) = p;
	}
	for (size_t i = 0; i < lines.len; i++) {
		if (is_of_page(s, lines.items, lines.len, i))
			*VEC_PUSH(a, &found) = lines.items[i].span;
	}
	return (struct spans){ found.items, found.len };
}
