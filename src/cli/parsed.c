/*
 * parsed.c -- the text of a letter from its parsed fields.
 *
 * Every field is put on one line of its own, however it was wrapped, so that
 * nothing inside a field can look like a heading at the beginning of a line.
 */
#include "cli/parsed.h"

#include "base/buf.h"
#include "base/date.h"

struct writer {
	struct buf out;
	struct diags *diags;
};

/* -- what was given */

static const char *const kinds[] = {
	[NODE_NULL] = "null",
	[NODE_SCALAR] = "a text",
	[NODE_LIST] = "a list",
	[NODE_MAP] = "a map",
};

static bool absent(const struct node *n)
{
	return !n || n->kind == NODE_NULL;
}

/* A member that need not be there, but must be of its kind if it is. */
static const struct node *optional(struct writer *w, const struct node *map,
                                   struct str key, enum node_kind kind)
{
	const struct node *n = node_get(map, key);

	if (absent(n))
		return NULL;
	if (n->kind == kind)
		return n;
	diag_add(w->diags, DIAG_WRONG_TYPE, n->line, n->column,
	         "'%.*s' must be %s, not %s", STR_ARG(key), kinds[kind],
	         kinds[n->kind]);
	return NULL;
}

static const struct node *required(struct writer *w, const struct node *map,
                                   struct str key, enum node_kind kind,
                                   const char *of)
{
	const struct node *n = node_get(map, key);

	if (n && (n->kind != NODE_NULL))
		return optional(w, map, key, kind);
	diag_add(w->diags, DIAG_MISSING_KEY, map->line, map->column,
	         "%s needs '%.*s'", of, STR_ARG(key));
	return NULL;
}

/* -- what is written */

/* Appends a field on one line with single blanks. */
static void one_line(struct writer *w, struct str s)
{
	bool blank = false;

	s = str_trim(s);
	for (size_t i = 0; i < s.len; i++) {
		if (is_space(s.ptr[i])) {
			blank = true;
			continue;
		}
		if (blank)
			buf_char(&w->out, ' ');
		blank = false;
		buf_char(&w->out, s.ptr[i]);
	}
}

static void plain(struct writer *w, const char *text)
{
	buf_str(&w->out, str_c(text));
}

/* "2015-03-02" as letters print it, "03/02/2015"; else as it was given. */
static void date(struct writer *w, struct str given)
{
	size_t used;
	struct date d = date_read(given, &used);

	if (used == given.len && date_valid(d) && d.day)
		buf_printf(&w->out, "%02d/%02d/%04d", d.month, d.day, d.year);
	else
		one_line(w, given);
}

static const struct {
	struct str key;
	const char *label;
	bool is_date;
} header_lines[] = {
	{ STR_INIT("assigned"), "Date Assigned: ", true },
	{ STR_INIT("injury"), "Date of Injury: ", true },
	{ STR_INIT("decided"), "Decision Date: ", true },
	{ STR_INIT("ur_denied"), "UR Denial Date: ", true },
	{ STR_INIT("priority"), "Priority: ", false },
	{ STR_INIT("received"), "Application Received: ", true },
};

static void write_header(struct writer *w, const struct node *root)
{
	const struct node *number = optional(w, root, STR("case"), NODE_SCALAR);
	const struct node *header = optional(w, root, STR("header"), NODE_MAP);

	if (number) {
		plain(w, "Case Number: ");
		one_line(w, number->text);
		plain(w, "\n");
	}
	for (size_t i = 0;
	     header && i < sizeof(header_lines) / sizeof(*header_lines); i++) {
		const struct node *n =
		        optional(w, header, header_lines[i].key, NODE_SCALAR);

		if (!n)
			continue;
		plain(w, header_lines[i].label);
		if (header_lines[i].is_date)
			date(w, n->text);
		else
			one_line(w, n->text);
		plain(w, "\n");
	}
}

/* A list of words with commas between; false when there is none. */
static bool write_words(struct writer *w, const char *label,
                        const struct node *map, struct str key, const char *end)
{
	const struct node *list = optional(w, map, key, NODE_LIST);
	bool any = false;

	for (size_t i = 0; list && i < list->items.len; i++) {
		const struct node *word = list->items.items[i];

		if (word->kind != NODE_SCALAR)
			continue;
		plain(w, any ? ", " : label);
		one_line(w, word->text);
		any = true;
	}
	if (any)
		plain(w, end);
	return any;
}

static void write_reviewer(struct writer *w, const struct node *root)
{
	const struct node *reviewer =
	        optional(w, root, STR("reviewer"), NODE_MAP);

	if (!reviewer)
		return;
	plain(w, "\nHOW THE IMR FINAL DETERMINATION WAS MADE\n\n"
	         "The Expert Reviewer has the following credentials:\n");
	write_words(w, "State(s) of Licensure: ", reviewer, STR("licenses"),
	            "\n");
	write_words(w, "Certification(s)/Specialty: ", reviewer,
	            STR("specialties"), "\n");
}

static void write_summary(struct writer *w, const struct node *root)
{
	const struct node *summary =
	        optional(w, root, STR("summary"), NODE_MAP);
	const struct node *text;

	if (!summary)
		return;
	text = required(w, summary, STR("text"), NODE_SCALAR, "a summary");
	if (!text)
		return;
	plain(w, "\nCLINICAL CASE SUMMARY\n\n");
	one_line(w, text->text);
	plain(w, "\n");
}

static bool is_true(const struct node *map, struct str key)
{
	return str_eq(node_text(map, key), STR("true"));
}

static void write_pages(struct writer *w, const struct node *citation)
{
	const struct node *pages =
	        optional(w, citation, STR("pages"), NODE_LIST);

	for (size_t i = 0; pages && i < pages->items.len; i++) {
		if (pages->items.items[i]->kind != NODE_SCALAR)
			continue;
		plain(w, i ? ", " : " Page(s) ");
		one_line(w, pages->items.items[i]->text);
	}
}

/* One citation: as printed when it is a text, else from its fields. */
static void write_citation(struct writer *w, const struct node *c)
{
	struct str source = node_text(c, STR("source"));
	struct str chapter = node_text(c, STR("chapter"));
	struct str year = node_text(c, STR("year"));

	if (c->kind == NODE_SCALAR) {
		one_line(w, c->text);
		plain(w, " ");
		return;
	}
	plain(w, "Decision based on ");
	if (!str_eq(source, STR("MTUS")))
		plain(w, "Non-MTUS Citation ");
	if (source.len && !str_eq(source, STR("other"))) {
		one_line(w, source);
		plain(w, " ");
	}
	one_line(w, chapter);
	if (year.len) {
		plain(w, " ");
		one_line(w, year);
	}
	write_words(w, ", Section(s): ", c, STR("sections"), "");
	write_pages(w, c);
	plain(w, ". ");
}

static void write_citations(struct writer *w, const struct node *decision,
                            const char *label, struct str key,
                            struct str none_key, const char *none)
{
	const struct node *list = node_get(decision, key);

	if (!absent(list) && list->kind == NODE_SCALAR) {
		plain(w, label);
		one_line(w, list->text);
	} else if (!absent(list) && list->kind == NODE_LIST &&
	           list->items.len) {
		plain(w, label);
		for (size_t i = 0; i < list->items.len; i++)
			write_citation(w, list->items.items[i]);
	} else if (is_true(decision, none_key)) {
		plain(w, label);
		plain(w, none);
	} else {
		return;
	}
	plain(w, "\n\n");
}

static bool write_outcome(struct writer *w, const struct node *n)
{
	static const struct {
		struct str word;
		const char *printed;
	} outcomes[] = {
		{ STR_INIT("upheld"), " Upheld" },
		{ STR_INIT("overturned"), " Overturned" },
		{ STR_INIT("modified"), " Modified" },
		{ STR_INIT("unknown"), "" },
	};

	for (size_t i = 0; i < sizeof(outcomes) / sizeof(*outcomes); i++) {
		if (!str_eq_nocase(n->text, outcomes[i].word))
			continue;
		plain(w, outcomes[i].printed);
		return true;
	}
	diag_add(w->diags, DIAG_UNKNOWN_NAME, n->line, n->column,
	         "unknown outcome '%.*s': upheld, overturned, modified or "
	         "unknown",
	         STR_ARG(n->text));
	return false;
}

static void write_decision(struct writer *w, const struct node *decision)
{
	const struct node *request, *outcome, *rationale, *text = NULL;

	if (decision->kind != NODE_MAP) {
		diag_add(w->diags, DIAG_WRONG_TYPE, decision->line,
		         decision->column, "a decision must be a map, not %s",
		         kinds[decision->kind]);
		return;
	}
	request = required(w, decision, STR("request"), NODE_SCALAR,
	                   "a decision");
	outcome = required(w, decision, STR("outcome"), NODE_SCALAR,
	                   "a decision");
	rationale =
	        required(w, decision, STR("rationale"), NODE_MAP, "a decision");
	if (rationale)
		text = required(w, rationale, STR("text"), NODE_SCALAR,
		                "a rationale");
	if (!request || !outcome || !text)
		return;
	plain(w, "\n");
	one_line(w, request->text);
	plain(w, ":");
	write_outcome(w, outcome);
	plain(w, "\n\n");
	write_citations(w, decision, "Claims Administrator guideline: ",
	                STR("claims_citations"), STR("claims_none_cited"),
	                "The Claims Administrator did not cite any medical "
	                "evidence for its decision.");
	write_citations(w, decision,
	                "MAXIMUS guideline: ", STR("reviewer_citations"),
	                STR("reviewer_none_cited"),
	                "The Expert Reviewer did not cite any medical "
	                "evidence for the decision.");
	plain(w, "Decision rationale: ");
	one_line(w, text->text);
	plain(w, "\n");
}

bool parsed_text(const struct node *root, struct arena *a, struct diags *d,
                 struct str *text)
{
	struct writer w = { .out = { .arena = a }, .diags = d };
	size_t before = d->count;
	const struct node *decisions;

	if (root->kind != NODE_MAP) {
		diag_add(d, DIAG_WRONG_TYPE, root->line, root->column,
		         "a parsed letter must be a map, not %s",
		         kinds[root->kind]);
		return false;
	}
	write_header(&w, root);
	write_reviewer(&w, root);
	write_summary(&w, root);
	decisions = required(&w, root, STR("decisions"), NODE_LIST,
	                     "a parsed letter");
	plain(&w, "\nIMR ISSUES, DECISIONS AND RATIONALES\n\n"
	          "The Final Determination was based on decisions for the "
	          "disputed items/services set forth below:\n");
	for (size_t i = 0; decisions && i < decisions->items.len; i++)
		write_decision(&w, decisions->items.items[i]);
	if (d->count != before)
		return false;
	*text = buf_text(&w.out);
	return true;
}
