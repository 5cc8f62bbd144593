/*
 * phrase.c -- wordings as rules write them, compiled for the matcher.
 *
 * A phrase is a sequence of pieces. Pieces without gaps are multiplied out
 * into plain wordings ("(is|was) not" gives two). What comes before the first
 * gap or slot is multiplied out too, as the sure words at which the pattern,
 * which is the whole phrase as a regular expression, is tried.
 */
#include "rules/phrase.h"

#include "base/buf.h"

#define GAP_WORDS  8  /* what "..." alone allows */
#define SLOT_BYTES 60 /* no number, date or duration is written longer */
#define SLOT_WORDS 8  /* nor with more words */
#define PIECES_MAX 64

/* Words so short stand in many sentences: each counts like so many others. */
#define SMALL_WORD   3
#define SMALL_COUNTS 20

/* So few words are of one thing: "loss of flexion; strength was normal" has no
 * loss of strength. More may be a list. */
#define GAP_WITHIN 4

enum piece_kind { PIECE_TEXT, PIECE_CHOICE, PIECE_GAP, PIECE_SLOT };

struct piece {
	enum piece_kind kind;
	struct str text; /* PIECE_TEXT, PIECE_SLOT (its name) */
	unsigned words;  /* PIECE_GAP */
	bool open_end;   /* ends in '*', or one of the choices does */
	bool optional;   /* PIECE_CHOICE: [x] */
	struct str choices[PHRASE_CHOICES_MAX];
	size_t n_choices;
};

struct parser {
	struct arena *scratch;
	struct diags *diags;
	struct phrase_place at;
	struct str phrase;
	struct piece pieces[PIECES_MAX];
	size_t n;
};

#define WORD_END "(?![a-z0-9])"
#define NUMBER_WORDS                                                      \
	"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|" \
	"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"  \
	"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
/* The same words by their first letters, so that few are tried. */
#define NUMBER_TREE                                                        \
	"one|t(?:wo|hree|en|welve|hirteen|hirty|"                          \
	"wenty(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)|" \
	"f(?:our(?:teen)?|ive|ifteen|ifty|orty)|s(?:ix|even)(?:teen|ty)?|" \
	"e(?:ight(?:een|y)?|leven)|nine(?:teen|ty)?"
#define NUMBER_REGEX \
	"(?:\\d[\\d,]*(?:\\.\\d+)?|(?:" NUMBER_TREE ")(?: \\(\\d+\\))?)"
#define MONTH_WORDS "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
#define MONTHS      "(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\\.?"

/* What a slot may hold. */
static const struct {
	struct str name;
	const char *regex;
} slots[] = {
	{ STR_INIT("number"), NUMBER_REGEX },
	{ STR_INIT("range"),
	  NUMBER_REGEX "(?:(?: ?- ?| to | or )" NUMBER_REGEX ")?" },
	{ STR_INIT("percent"),
	  "\\d+(?:\\.\\d+)?(?:(?: ?- ?| to )\\d+(?:\\.\\d+)?)?"
	  " ?(?:%|percent)" },
	{ STR_INIT("duration"),
	  NUMBER_REGEX "(?:(?: ?- ?| to )" NUMBER_REGEX ")?"
	               "[ -](?:hour|day|week|wk|month|year|yr)s?" },
	{ STR_INIT("date"),
	  "(?:\\d{1,2}[/-]\\d{1,2}[/-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}|" MONTHS
	  " \\d{1,2},? \\d{4}|" MONTHS ",? (?:of )?\\d{4})" },
	{ STR_INIT("year"), "(?:19|20)\\d\\d" },
	{ STR_INIT("score"),
	  "\\d+(?:\\.\\d+)?(?:(?: ?- ?| to )\\d+(?:\\.\\d+)?)?"
	  "(?: ?/ ?10| out of (?:10|ten))?" },
	{ STR_INIT("word"), "[a-z][a-z'-]*" },
};

struct str phrase_fold(struct arena *a, struct str text)
{
	struct fold f;

	fold_read(&f, a, text);
	return str_trim(f.text);
}

static bool complain(struct parser *p, const char *what)
{
	diag_add(p->diags, DIAG_BAD_PATTERN, p->at.line, p->at.column,
	         "%s in '%.*s'", what, STR_ARG(p->phrase));
	return false;
}

static struct piece *add_piece(struct parser *p, enum piece_kind kind)
{
	struct piece *piece = &p->pieces[p->n];

	if (p->n + 1 >= PIECES_MAX)
		return NULL;
	p->n++;
	piece->kind = kind;
	return piece;
}

static bool add_choices(struct parser *p, struct str inside, bool optional)
{
	struct piece *piece = add_piece(p, PIECE_CHOICE);
	struct str_pair cut = { .tail = inside, .ok = true };

	if (!piece)
		return complain(p, "too many pieces");
	piece->optional = optional;
	while (cut.ok) {
		cut = str_cut(cut.tail, '|');
		if (piece->n_choices == PHRASE_CHOICES_MAX)
			return complain(p, "more than 64 alternatives");
		piece->choices[piece->n_choices] = str_trim(cut.head);
		piece->open_end |= str_ends(str_trim(cut.head), STR("*"));
		piece->n_choices++;
	}
	if (piece->n_choices == 1 && !optional)
		return complain(p, "a group with one alternative");
	return true;
}

/* "...", "...3": the words a gap allows. */
static bool add_gap(struct parser *p, size_t *at)
{
	struct piece *piece = add_piece(p, PIECE_GAP);
	size_t used;

	if (!piece)
		return complain(p, "too many pieces");
	*at += 3;
	piece->words =
	        str_number(str_sub(p->phrase, *at, p->phrase.len), &used);
	*at += used;
	if (!used)
		piece->words = GAP_WORDS;
	if (!piece->words || piece->words > 30)
		return complain(p, "a gap of none or more than 30 words");
	return true;
}

static bool add_slot(struct parser *p, struct str name)
{
	struct piece *piece;

	for (size_t i = 0; i < sizeof(slots) / sizeof(*slots); i++) {
		if (!str_eq(slots[i].name, name))
			continue;
		piece = add_piece(p, PIECE_SLOT);
		if (!piece)
			return complain(p, "too many pieces");
		piece->text = name;
		return true;
	}
	return complain(p, "an unknown slot (there are number, range, percent, "
	                   "duration, date, score, word)");
}

static bool add_text(struct parser *p, struct str text)
{
	struct piece *piece;

	text = str_trim(text);
	if (!text.len)
		return true;
	piece = add_piece(p, PIECE_TEXT);
	if (!piece)
		return complain(p, "too many pieces");
	piece->open_end = text.ptr[text.len - 1] == '*';
	piece->text = piece->open_end ? str_sub(text, 0, text.len - 1) : text;
	return true;
}

static bool parse_bracket(struct parser *p, size_t *at, char open)
{
	char close = open == '(' ? ')' : open == '[' ? ']' : '}';
	size_t end = str_find_char(p->phrase, *at, close);
	struct str inside = str_sub(p->phrase, *at + 1, end);

	if (end == p->phrase.len)
		return complain(p, "a bracket without an end");
	*at = end + 1;
	if (open == '{')
		return add_slot(p, inside);
	if (str_find_char(inside, 0, '(') < inside.len ||
	    str_find_char(inside, 0, '[') < inside.len)
		return complain(p, "a bracket within a bracket");
	return add_choices(p, inside, open == '[');
}

static bool parse(struct parser *p)
{
	size_t at = 0, start = 0;
	struct str s = p->phrase;

	if (s.len > PHRASE_BYTES_MAX)
		return complain(p, "more than 1200 characters");
	/* Letters are folded so. */
	if (str_find(p->phrase, 0, STR("n't")) < p->phrase.len)
		return complain(p, "a contraction (write \"is not\", which "
		                   "stands for it too)");
	while (at <= s.len) {
		char c = at < s.len ? s.ptr[at] : '\0';
		bool gap = str_starts(str_sub(s, at, s.len), STR("..."));

		/* A literal bracket is written with a backslash: \( */
		bool special = (c == '(' || c == '[' || c == '{') &&
		               !(at && s.ptr[at - 1] == '\\');
		bool star_ends = c == '*' && at + 1 < s.len;

		if (at < s.len && !gap && !special && !star_ends) {
			at++;
			continue;
		}
		if (!add_text(p, str_sub(s, start, at + star_ends)))
			return false;
		if (at == s.len)
			break;
		if (gap       ? !add_gap(p, &at)
		    : special ? !parse_bracket(p, &at, c)
		              : false)
			return false;
		at += star_ends;
		start = at;
	}
	return p->n ? true : complain(p, "nothing");
}

/* True when the piece has one or a few plain wordings. */
static bool is_plain(const struct piece *piece)
{
	return piece->kind == PIECE_TEXT || piece->kind == PIECE_CHOICE;
}

/* How many wordings a plain piece stands for. */
static size_t wordings_of(const struct piece *piece)
{
	return piece->kind == PIECE_TEXT ? 1
	                                 : piece->n_choices + piece->optional;
}

struct wordings {
	VEC(struct str) list;
};

/* ", which": no blank stands before it. */
static bool begins_with_mark(struct str text)
{
	return text.len && str_has_char(STR(",;:."), text.ptr[0]);
}

static struct str joined(struct arena *a, struct str head, struct str tail)
{
	if (!head.len)
		return tail;
	if (!tail.len)
		return head;
	return arena_printf(a, "%.*s%s%.*s", STR_ARG(head),
	                    begins_with_mark(tail) ? "" : " ", STR_ARG(tail));
}

static struct str unescaped(struct arena *a, struct str text)
{
	struct buf b = { .arena = a };

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != '\\')
			buf_char(&b, text.ptr[i]);
	}
	return buf_text(&b);
}

/* Multiplies out pieces [from, to) into plain wordings. */
static bool multiply(struct parser *p, size_t from, size_t to,
                     struct wordings *out)
{
	*VEC_PUSH(p->scratch, &out->list) = (struct str){ 0 };
	for (size_t i = from; i < to; i++) {
		const struct piece *piece = &p->pieces[i];
		size_t n = wordings_of(piece);
		struct wordings next = { 0 };

		if (out->list.len * n > PHRASE_WORDINGS_MAX)
			return complain(p, "too many wordings");
		for (size_t j = 0; j < out->list.len * n; j++) {
			struct str head = out->list.items[j / n], tail = { 0 };
			size_t choice = j % n;

			if (piece->kind == PIECE_TEXT)
				tail = unescaped(p->scratch, piece->text);
			else if (choice < piece->n_choices)
				tail = str_trim_chars(piece->choices[choice],
				                      STR("*"));
			*VEC_PUSH(p->scratch, &next.list) =
			        joined(p->scratch, head, tail);
		}
		*out = next;
	}
	return true;
}

/* -- as a regular expression over the folded text */

static void regex_text(struct buf *b, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = to_lower(text.ptr[i]);

		if (c == '\\' && i + 1 < text.len)
			continue;
		if (c == '*' && i + 1 == text.len) {
			buf_str(b, STR("[a-z]*+"));
			continue;
		}
		if (c == ' ' || c == '-')
			buf_str(b, STR("[ -]"));
		else if (is_alnum(c) || (unsigned char)c >= 0x80)
			buf_char(b, c);
		else
			buf_printf(b, "\\%c", c);
	}
}

static const char *slot_regex(struct str name)
{
	for (size_t i = 0; i < sizeof(slots) / sizeof(*slots); i++) {
		if (str_eq(slots[i].name, name))
			return slots[i].regex;
	}
	return "";
}

/* The order of the choices, longer ones first: "chiropractic care" before
 * "chiropractic". Choices of one length keep their order. */
static void longest_first(const struct piece *piece, uint16_t *order)
{
	for (size_t i = 0; i < piece->n_choices; i++) {
		size_t at = i;

		for (; at > 0; at--) {
			struct str before = piece->choices[order[at - 1]];

			if (before.len >= piece->choices[i].len)
				break;
			order[at] = order[at - 1];
		}
		order[at] = (uint16_t)i;
	}
}

/* What the choices of a piece have left; `ends`: each ends at a word's end. */
struct tails {
	struct str list[PHRASE_CHOICES_MAX];
	size_t n;
	bool ends;
};

/* A blank is a hyphen too; 0: nothing that others may share, as the end is. */
static char first_unit(struct str tail)
{
	char c = tail.len ? to_lower(tail.ptr[0]) : '\0';

	if (c == '-')
		c = ' ';
	return is_alnum(c) || c == ' ' ? c : '\0';
}

/* Everything may stand there, and so what comes behind stays behind. */
static bool is_any(struct str tail)
{
	return !tail.len || str_eq(tail, STR("*"));
}

static void regex_tail(struct buf *b, struct str tail, bool ends)
{
	regex_text(b, tail);
	if (ends && !str_ends(tail, STR("*")))
		buf_str(b, STR(WORD_END));
}

/* True when all begin with the same unit; they then begin behind it. */
static bool share_unit(struct buf *b, struct tails *t)
{
	char c = first_unit(t->list[0]);

	for (size_t i = 0; i < t->n; i++) {
		if (!c || first_unit(t->list[i]) != c)
			return false;
	}
	regex_text(b, str_sub(t->list[0], 0, 1));
	for (size_t i = 0; i < t->n; i++)
		t->list[i] = str_sub(t->list[i], 1, t->list[i].len);
	return true;
}

/*
 * The choices as a tree of their letters, so that few of them are tried. Which
 * of two is tried first stays as it was wherever both can match.
 */
static void regex_tails(struct parser *p, struct buf *b, struct tails *t)
{
	bool done[PHRASE_CHOICES_MAX] = { false };
	struct tails *with;

	while (t->n > 1 && share_unit(b, t))
		;
	if (t->n == 1) {
		regex_tail(b, t->list[0], t->ends);
		return;
	}
	with = ARENA_NEW(p->scratch, struct tails);
	for (size_t i = 0; i < t->n; i++) {
		char c = first_unit(t->list[i]);

		if (done[i])
			continue;
		buf_str(b, i ? STR("|") : STR("(?:"));
		*with = (struct tails){ .n = 1, .ends = t->ends };
		with->list[0] = t->list[i];
		for (size_t j = i + 1; c && j < t->n && !is_any(t->list[j]);
		     j++) {
			if (done[j] || first_unit(t->list[j]) != c)
				continue;
			with->list[with->n++] = t->list[j];
			done[j] = true;
		}
		regex_tails(p, b, with);
	}
	buf_char(b, ')');
}

static void regex_choices(struct parser *p, struct buf *b,
                          const struct piece *piece)
{
	struct tails *all = ARENA_NEW(p->scratch, struct tails);
	uint16_t by_length[PHRASE_CHOICES_MAX];

	longest_first(piece, by_length);
	all->ends = piece->open_end;
	for (size_t i = 0; i < piece->n_choices; i++) {
		struct str choice = piece->choices[by_length[i]];

		if (choice.len)
			all->list[all->n++] = choice;
	}
	if (all->n)
		regex_tails(p, b, all);
}

/*
 * Pieces stand side by side with a space between, which an optional piece or
 * a gap brings along itself: each is written as "piece" or " piece", and
 * before the first that is sure to stand there as "piece ". Returns true while
 * that one is still to come.
 */
static bool regex_piece(struct parser *p, struct buf *b,
                        const struct piece *piece, bool first)
{
	const char *lead = first ? "" : "[ -]";
	bool empty = piece->optional;

	switch (piece->kind) {
	case PIECE_TEXT:
		buf_str(b,
		        begins_with_mark(piece->text) ? STR("") : str_c(lead));
		regex_text(b, piece->text);
		if (piece->open_end)
			buf_str(b, STR("[a-z]*+"));
		break;
	case PIECE_CHOICE:
		for (size_t i = 0; i < piece->n_choices; i++)
			empty |= !piece->choices[i].len;
		if (empty)
			buf_str(b, STR("(?:"));
		buf_str(b, str_c(lead));
		regex_choices(p, b, piece);
		if (first && empty) {
			buf_str(b, STR("[ -])?"));
			return true;
		}
		if (empty)
			buf_str(b, STR(")?"));
		break;
	case PIECE_GAP:
		/* "has included: rest, ice and physical therapy": a word may
		 * end at a hyphen, for what follows may begin with one. */
		buf_printf(b, "[:,]?(?: (?=[^ ])%s){0,%u}?",
		           piece->words <= GAP_WITHIN ? "[^ ;-]*+(?:-[^ ;-]*+)*"
		                                      : "[^ -]*+(?:-[^ -]*+)*",
		           piece->words);
		break;
	case PIECE_SLOT:
		buf_printf(b, "%s(%s)", lead, slot_regex(piece->text));
		break;
	}
	return false;
}

static struct str phrase_regex(struct parser *p, bool anchored)
{
	struct buf b = { .arena = p->scratch };
	bool first = true;

	buf_str(&b, anchored ? STR("\\G") : STR("(?<![a-z0-9])"));
	for (size_t i = 0; i < p->n; i++)
		first = regex_piece(p, &b, &p->pieces[i], first);
	if (!p->pieces[p->n - 1].open_end)
		buf_str(&b, STR(WORD_END));
	return buf_text(&b);
}

/*
 * The first run of plain pieces that cannot be empty: the sure words. It ends
 * early where it would stand for too many wordings.
 */
static bool sure_words(struct parser *p, size_t *from, size_t *to)
{
	for (size_t i = 0; i < p->n; i++) {
		bool sure = false;
		size_t end = i, n = 1;

		while (end < p->n && is_plain(&p->pieces[end])) {
			const struct piece *piece = &p->pieces[end];
			bool empty = piece->optional;

			n *= wordings_of(piece);
			if (sure && n > PHRASE_WORDINGS_MAX)
				break;
			end++;

			for (size_t j = 0; j < piece->n_choices; j++)
				empty |= !piece->choices[j].len;
			sure |= piece->kind == PIECE_TEXT || !empty;
			if (piece->open_end)
				break;
		}
		if (sure) {
			*from = i;
			*to = end;
			return true;
		}
		if (end > i)
			i = end - 1;
	}
	return complain(p, "no word that is sure to stand there");
}

/* -- what comes next */

/* The words of "a|b|c". */
static void add_next_words(struct follow *next, struct str words, bool open)
{
	struct str_pair cut = { .tail = words, .ok = true };

	while (cut.ok) {
		cut = str_cut(cut.tail, '|');
		follow_add(next, cut.head, open);
	}
}

/* Slots hold figures; some of them number words, or months. */
static bool add_next_slot(struct follow *next, struct str name)
{
	bool words = str_eq(name, STR("number")) ||
	             str_eq(name, STR("range")) ||
	             str_eq(name, STR("duration"));
	bool months = str_eq(name, STR("date"));

	if (!words && !months && !str_eq(name, STR("percent")) &&
	    !str_eq(name, STR("year")) && !str_eq(name, STR("score")))
		return false;
	next->figure = true;
	if (words)
		add_next_words(next, STR(NUMBER_WORDS), false);
	if (months)
		add_next_words(next, STR(MONTH_WORDS), true);
	return true;
}

/* Adds what a piece may begin with; *empty when it may also be left out. */
static bool add_next_piece(struct follow *next, const struct piece *piece,
                           bool *empty)
{
	*empty = piece->kind == PIECE_CHOICE && piece->optional;
	if (piece->kind == PIECE_SLOT)
		return add_next_slot(next, piece->text);
	if (piece->kind == PIECE_GAP)
		return false;
	if (piece->kind == PIECE_TEXT)
		return follow_add(next, piece->text, piece->open_end);
	for (size_t i = 0; i < piece->n_choices; i++) {
		struct str word = str_trim_chars(piece->choices[i], STR("*"));

		if (!word.len)
			*empty = true;
		else if (!follow_add(next, word,
		                     word.len < piece->choices[i].len))
			return false;
	}
	return true;
}

static size_t words_in(struct str text)
{
	size_t n = 1;

	for (size_t i = 0; i < text.len; i++)
		n += text.ptr[i] == ' ' || text.ptr[i] == '-';
	return n;
}

/* The most words that a piece takes. */
static size_t most_words(const struct piece *piece)
{
	size_t most = 0;

	switch (piece->kind) {
	case PIECE_TEXT:
		return words_in(piece->text);
	case PIECE_GAP:
		return piece->words;
	case PIECE_SLOT:
		return SLOT_WORDS;
	case PIECE_CHOICE:
		break;
	}
	for (size_t i = 0; i < piece->n_choices; i++) {
		size_t n = words_in(piece->choices[i]);

		most = n > most ? n : most;
	}
	return most;
}

/* How often the words of a piece stand anywhere: small words stand often. */
static size_t how_common(const struct piece *piece)
{
	size_t common = 0;

	if (piece->kind == PIECE_TEXT)
		return piece->text.len > SMALL_WORD ? 1 : SMALL_COUNTS;
	for (size_t i = 0; i < piece->n_choices; i++)
		common += piece->choices[i].len > SMALL_WORD ? 1 : SMALL_COUNTS;
	return common;
}

/* What must come of pieces [at, n), of which `skipped` words may go before;
 * where several must, the rarest. */
static struct follow later_of(const struct parser *p, size_t at, size_t skipped)
{
	struct follow later = { .any = true };
	size_t least = SIZE_MAX;

	for (; at < p->n && skipped <= UINT8_MAX; at++) {
		const struct piece *piece = &p->pieces[at];
		struct follow f = { .within = (uint8_t)skipped };
		bool empty = false;

		skipped += most_words(piece);
		if (piece->kind == PIECE_GAP ||
		    !add_next_piece(&f, piece, &empty) || empty ||
		    how_common(piece) >= least)
			continue;
		least = how_common(piece);
		later = f;
	}
	return later;
}

/* The most words of a slot: "three (3) to four (4) weeks" has six. */
static size_t slot_words(struct str name)
{
	static const struct {
		struct str name;
		size_t words;
	} known[] = { { STR_INIT("number"), 3 },
		      { STR_INIT("range"), 7 },
		      { STR_INIT("percent"), 5 } };

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (str_eq(known[i].name, name))
			return known[i].words;
	}
	return SLOT_WORDS;
}

/* What must stand before piece `from`: what the last slot before it begins
 * with. */
static struct follow before_of(const struct parser *p, size_t from)
{
	struct follow before = { .any = true };
	size_t words = 0;

	for (size_t at = from; at-- > 0 && words <= UINT8_MAX;) {
		struct follow f = { 0 };

		words += p->pieces[at].kind == PIECE_SLOT
		                 ? slot_words(p->pieces[at].text)
		                 : most_words(&p->pieces[at]);
		f.within = (uint8_t)(words < UINT8_MAX ? words : UINT8_MAX);
		if (p->pieces[at].kind == PIECE_SLOT &&
		    add_next_slot(&f, p->pieces[at].text))
			return f;
	}
	return before;
}

/* What follows pieces [0, to). Behind "[the|a course of]" the piece that must
 * come is asked for again: "the" may follow anything. */
static void add_follow(struct pattern *pattern, const struct parser *p,
                       size_t to)
{
	struct follow *next = &pattern->next;
	size_t skipped = 0, first, at;
	bool empty = true;

	if (to < p->n && p->pieces[to].kind == PIECE_GAP)
		next->within = (uint8_t)p->pieces[to].words;
	first = at = to + (next->within > 0);
	while (empty && at < p->n && !next->any)
		next->any = !add_next_piece(next, &p->pieces[at++], &empty);
	next->any |= empty;
	if (at > first + 1 && !next->any)
		at--;
	for (size_t i = to; i < at; i++)
		skipped += most_words(&p->pieces[i]);
	pattern->later = later_of(p, at, skipped);
}

/* The folded wordings live as long as the builder: the matcher has its own. */
static bool add_wordings(struct parser *p, struct match_builder *terms,
                         const struct wordings *w, enum term_kind kind,
                         uint32_t index, unsigned flags)
{
	for (size_t i = 0; i < w->list.len; i++) {
		struct str text = phrase_fold(terms->arena, w->list.items[i]);

		if (!text.len || text.len > TERM_BYTES_MAX)
			return complain(p, "a wording without words, or of "
			                   "more than 250 characters");
		match_add(terms, text, kind, index, flags);
	}
	return true;
}

bool phrase_compile(struct match_builder *terms, struct patterns *patterns,
                    struct arena *perm, struct diags *d, struct str phrase,
                    struct phrase_place at, enum term_kind kind, uint32_t index,
                    unsigned flags)
{
	struct parser p = { .scratch = terms->arena,
		            .diags = d,
		            .at = at,
		            .phrase = str_trim(phrase) };
	struct wordings words = { 0 };
	struct pattern *pattern;
	struct str regex, problem;
	size_t from, to, offset;
	bool open_end;

	if (!parse(&p) || !sure_words(&p, &from, &to) ||
	    !multiply(&p, from, to, &words))
		return false;
	open_end = p.pieces[to - 1].open_end;
	if (from == 0 && to == p.n &&
	    !(open_end && p.pieces[to - 1].kind == PIECE_CHOICE))
		return add_wordings(&p, terms, &words, kind, index,
		                    flags | (open_end ? TERM_OPEN_END : 0u));
	regex = phrase_regex(&p, from == 0);
	if (!regex_check(p.scratch, regex, &offset, &problem)) {
		diag_add(d, DIAG_BAD_PATTERN, at.line, at.column,
		         "%.*s in '%.*s'", STR_ARG(problem), STR_ARG(phrase));
		return false;
	}
	if (!add_wordings(&p, terms, &words, TERM_PATTERN,
	                  (uint32_t)patterns->list.len,
	                  flags | (open_end ? TERM_OPEN_END : 0u)))
		return false;
	pattern = VEC_PUSH(perm, &patterns->list);
	pattern->regex.text = arena_str(perm, regex);
	pattern->kind = (uint16_t)kind;
	pattern->index = index;
	pattern->lookback = from ? (uint16_t)(from * SLOT_BYTES) : 0;
	add_follow(pattern, &p, to);
	pattern->before = before_of(&p, from);
	*VEC_PUSH(perm, &patterns->sieves) =
	        follow_sieve(&pattern->next, &pattern->later);
	return true;
}
