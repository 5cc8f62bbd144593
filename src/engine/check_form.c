/* check_form.c -- the letter's form: sections, outcomes, rationales, text. */
#include "base/buf.h"
#include "engine/checks.h"

/* Findings of garbled text in one letter: past these it is one damage. */
#define GARBLED_MAX 20

/* A heading as it is printed: rules write a literal bracket as \(. */
static void put_heading(struct buf *b, struct str phrase)
{
	for (size_t i = 0; i < phrase.len; i++) {
		if (phrase.ptr[i] != '\\')
			buf_char(b, phrase.ptr[i]);
	}
}

static void quote_heading(struct buf *b, struct str phrase)
{
	buf_str(b, b->len ? STR(", '") : STR("'"));
	put_heading(b, phrase);
	buf_char(b, '\'');
}

/* The first heading of each layout that would have told it. */
static struct str headings_looked_for(struct checking *c)
{
	const struct layouts *layouts = &c->rules->layouts;
	struct buf b = { .arena = c->arena };

	for (size_t i = 0; i < layouts->terms.len; i++) {
		const struct layout_term *t = &layouts->terms.items[i];

		if (t->recognises &&
		    !(i && t[-1].recognises && t[-1].layout == t->layout))
			quote_heading(&b, t->text);
	}
	return buf_text(&b);
}

static void check_headings(struct checking *c)
{
	const struct letter *l = c->letter;

	for (size_t i = 0; i < l->heading_typos.len; i++) {
		const struct heading_typo *t = &l->heading_typos.items[i];
		struct buf meant = { .arena = c->arena };

		put_heading(&meant, t->meant);
		report_misspelt(c, 0, t->at, buf_text(&meant));
	}
}

static void check_layout(struct checking *c)
{
	const struct letter *l = c->letter;
	struct span nowhere = { 0 };

	if (!l->layout) {
		checking_report(c, STR("form/unrecognised-layout"), 0, nowhere,
		                "this is no letter of a known layout; looked "
		                "for the headings %.*s",
		                STR_ARG(headings_looked_for(c)));
		return;
	}
	/* Decisions parsed elsewhere come without the letter's other parts. */
	if (l->parsed_input) {
		checking_verdict(c, STR("form/missing-section"), 0,
		                 VERDICT_NOT_EVALUATED,
		                 "the letter came as parsed decisions");
		return;
	}
	for (size_t i = 0; i < l->missing_sections.len; i++)
		checking_report(c, STR("form/missing-section"), 0, nowhere,
		                "the section '%.*s' is missing",
		                STR_ARG(l->missing_sections.items[i]));
	if (!l->decisions.len)
		checking_report(c, STR("form/missing-section"), 0, nowhere,
		                "no decided item was found under the items' "
		                "heading");
}

static void check_items(struct checking *c)
{
	for (size_t i = 0; i < c->letter->decisions.len; i++) {
		const struct decision *d = &c->letter->decisions.items[i];

		if (d->outcome == OUTCOME_UNKNOWN)
			checking_report(c, STR("form/missing-outcome"),
			                d->index, d->request.span,
			                "item %u states no outcome", d->index);
		if (span_empty(d->rationale))
			checking_report(c, STR("form/missing-rationale"),
			                d->index, d->request.span,
			                "item %u has no rationale", d->index);
	}
}

/* The decision whose item holds the place; 0 outside the items. */
static uint32_t decision_at(const struct letter *l, uint32_t at)
{
	uint32_t found = 0;

	for (size_t i = 0; i < l->decisions.len; i++) {
		if (l->decisions.items[i].request.span.start <= at)
			found = l->decisions.items[i].index;
	}
	return found;
}

/*
 * Traces of text decoded wrongly: the replacement character, the same decoded
 * once more as Windows-1252, and UTF-8 punctuation read as Windows-1252.
 */
static const struct str garbled[] = {
	STR_INIT("\xef\xbf\xbd"),         STR_INIT("\xc3\xaf\xc2\xbf\xc2\xbd"),
	STR_INIT("\xc3\xa2\xe2\x82\xac"), STR_INIT("\xc3\x82\xc2\xa7"),
	STR_INIT("\xc3\x83\xc2"),
};

static size_t garbled_length(struct str text, size_t at)
{
	return str_prefix(str_sub(text, at, text.len), garbled,
	                  sizeof(garbled) / sizeof(*garbled));
}

/* The word, without blanks, that holds the garbled bytes. */
static struct span word_around(struct str text, size_t start, size_t end)
{
	struct span at;

	while (start > 0 && !is_space(text.ptr[start - 1]))
		start--;
	while (end < text.len && !is_space(text.ptr[end]))
		end++;
	at.start = (uint32_t)start;
	at.end = (uint32_t)end;
	return at;
}

static void check_garbled(struct checking *c)
{
	const struct source *s = c->letter->source;
	size_t found = 0;

	for (size_t at = 0; at < s->text.len && found < GARBLED_MAX;) {
		struct span word;
		size_t len;

		at = str_find_high(s->text, at);
		len = garbled_length(s->text, at);
		if (!len) {
			at++;
			continue;
		}
		word = word_around(s->text, at, at + len);
		checking_report(c, STR("form/garbled-text"),
		                decision_at(c->letter, word.start), word,
		                "characters were lost here: the text was "
		                "decoded wrongly before it was printed");
		at = word.end;
		found++;
	}
	if (s->repaired)
		checking_report(c, STR("form/garbled-text"),
		                decision_at(c->letter, s->first_repair.start),
		                s->first_repair,
		                "%u bytes are not UTF-8; they were read as "
		                "Windows-1252, the first one here",
		                s->repaired);
}

/* "Abdominal [pain, muscle strain": what the bracket was to add is lost. Round
 * brackets are left out: "1)" closes without one. */
static void check_brackets(struct checking *c, uint32_t decision,
                           struct span passage)
{
	struct str text = c->letter->source->text;
	struct span open = { 0 };

	for (uint32_t at = passage.start; at < passage.end; at++) {
		if (text.ptr[at] == ']')
			open = (struct span){ 0 };
		if (text.ptr[at] == '[' && span_empty(open))
			open = (struct span){ at, at + 1 };
	}
	if (span_empty(open))
		return;
	checking_report(c, STR("form/garbled-text"), decision,
	                word_around(text, open.start, open.end),
	                "a bracket opens here and is never closed");
}

void check_form(struct checking *c)
{
	const struct letter *l = c->letter;

	check_layout(c);
	check_headings(c);
	check_items(c);
	check_garbled(c);
	check_brackets(c, 0, l->summary);
	for (size_t i = 0; i < l->decisions.len; i++)
		check_brackets(c, l->decisions.items[i].index,
		               l->decisions.items[i].rationale);
}
