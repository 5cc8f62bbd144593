/* desk.c -- the stages of one letter, called in their order. */
#include "cli/desk.h"

#include "cli/cache.h"
#include "cli/parsed.h"
#include "cli/select.h"
#include "engine/checking.h"
#include "engine/dose.h"
#include "letter/read.h"
#include "rules/regex.h"
#include "text/node.h"

void desk_forget(struct desk *desk)
{
	arena_reset(&desk->arena);
	desk->path = (struct str){ 0 };
	desk->letter = (struct letter){ 0 };
	desk->findings = (struct findings){ 0 };
	desk->verdicts = (struct verdicts){ 0 };
	desk->readable = desk->no_memory = desk->cache_failed = false;
	desk->because = (struct str){ 0 };
	desk->said = (struct str){ 0 };
}

/* -- reading */

static bool unreadable(struct desk *desk, const char *why)
{
	desk->because = arena_str(&desk->arena, str_c(why));
	return false;
}

/* Keeps what is wrong, at its place in the file. */
static bool complained(struct desk *desk, const struct bytes *bytes,
                       struct diags *diags)
{
	for (size_t i = 0; bytes->line && i < diags->list.len; i++)
		diags->list.items[i].line += bytes->line - 1;
	desk->said = diags_text(diags);
	return unreadable(desk, "not a parsed letter");
}

static bool read_text(struct desk *desk, struct str text, bool parsed)
{
	struct arena *a = &desk->arena;

	source_read(&desk->source, a, desk->path.ptr, text);
	letter_read(&desk->letter, &desk->source, desk->rules, desk->regexes,
	            a);
	desk->letter.parsed_input = parsed;
	return true;
}

/* The letters of an NDJSON file are called by their own paths, if they say. */
static void take_path(struct desk *desk, const struct bytes *bytes,
                      const struct node *root)
{
	struct str path = node_text(root, STR("path"));

	if (bytes->line && path.len)
		desk->path = arena_str(&desk->arena, path);
}

/* A document: a parsed letter, or {"path", "text"} with a letter's text. */
static bool read_document(struct desk *desk, const struct bytes *bytes,
                          enum input_kind kind)
{
	struct arena *a = &desk->arena;
	struct diags diags = { .arena = a, .path = bytes->path };
	struct source document;
	struct str text;
	const struct node *root, *plain;

	source_read(&document, a, desk->path.ptr, bytes->all);
	text = document.text;
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_sub(text, 3, text.len);
	root = kind == INPUT_YAML ? yaml_read(a, &diags, text)
	                          : json_read(a, &diags, text);
	if (!root)
		return complained(desk, bytes, &diags);
	take_path(desk, bytes, root);
	plain = node_get(root, STR("text"));
	if (plain && plain->kind == NODE_SCALAR &&
	    !node_get(root, STR("decisions")))
		return read_text(desk, plain->text, false);
	if (!parsed_text(root, a, &diags, &text))
		return complained(desk, bytes, &diags);
	return read_text(desk, text, true);
}

/* What came by standard input: JSON begins with a brace. */
static enum input_kind sniff(struct str bytes)
{
	struct str start = str_trim(str_sub(bytes, 0, 256));

	return str_starts(start, STR("{")) ? INPUT_JSON : INPUT_LETTER;
}

/* A PDF of scanned pages gives form feeds and nothing else. */
static bool has_text(struct str bytes)
{
	return str_trim(bytes).len > 0;
}

static bool read_bytes(struct desk *desk, const struct bytes *bytes)
{
	enum input_kind kind = bytes->kind;

	if (bytes->all.len > SOURCE_BYTES_MAX)
		return unreadable(desk, "larger than a letter can be");
	if (bytes->from_pdf && !has_text(bytes->all))
		return unreadable(desk, "no text layer");
	if (kind == INPUT_STDIN)
		kind = sniff(bytes->all);
	if (kind != INPUT_LETTER)
		return read_document(desk, bytes, kind);
	return read_text(desk, bytes->all, false);
}

/* -- evaluating */

static void keep_selected(struct desk *desk)
{
	struct findings *f = &desk->findings;
	struct verdicts *v = &desk->verdicts;
	struct str none = { 0 };
	size_t kept = 0;

	for (size_t i = 0; i < f->list.len; i++) {
		const struct finding *one = &f->list.items[i];

		if (select_wants(desk->options, one->rule, one->criterion))
			f->list.items[kept++] = *one;
	}
	f->list.len = kept;
	kept = 0;
	for (size_t i = 0; i < v->list.len; i++) {
		const struct verdict *one = &v->list.items[i];

		if (select_wants(desk->options, one->rule, none))
			v->list.items[kept++] = *one;
	}
	v->list.len = kept;
}

/*
 * By decision, those about the letter first; else in the order of the checks.
 * Sorted by counting: a letter may have thousands of verdicts.
 */
static void order_verdicts(struct desk *desk)
{
	struct verdicts *v = &desk->verdicts;
	size_t places = desk->letter.decisions.len + 2;
	size_t *next = ARENA_ARRAY(&desk->arena, size_t, places);
	struct verdict *ordered =
	        ARENA_ARRAY(&desk->arena, struct verdict, v->list.len);

	/* next[k + 1] counts those of decision k, then next[k] is their place.
	 */
	for (size_t i = 0; i < v->list.len; i++)
		next[v->list.items[i].decision + 1]++;
	for (size_t i = 1; i < places; i++)
		next[i] += next[i - 1];
	for (size_t i = 0; i < v->list.len; i++)
		ordered[next[v->list.items[i].decision]++] = v->list.items[i];
	v->list.items = ordered;
	v->list.cap = v->list.len;
}

static void evaluate_letter(struct desk *desk)
{
	struct checking c = {
		.letter = &desk->letter,
		.rules = desk->rules,
		.arena = &desk->arena,
		.findings = &desk->findings,
		.verdicts = desk->wants_verdicts ? &desk->verdicts : NULL,
	};

	check_letter(&c);
	keep_selected(desk);
	order_verdicts(desk);
}

static void read_and_evaluate(struct desk *desk, const struct bytes *bytes,
                              bool evaluate)
{
	desk->readable = read_bytes(desk, bytes);
	if (desk->readable && evaluate)
		evaluate_letter(desk);
}

/* A letter that was read before needs its text, to show places in it. */
static void use_cache(struct desk *desk, const struct bytes *bytes)
{
	struct cache_key key = cache_key(desk->cache, &desk->arena, bytes->all);

	source_read(&desk->source, &desk->arena, desk->path.ptr, bytes->all);
	desk->readable = cache_take(desk->cache, &key, desk);
	if (desk->readable)
		return;
	desk->letter = (struct letter){ 0 };
	desk->findings = (struct findings){ 0 };
	desk->verdicts = (struct verdicts){ 0 };
	read_and_evaluate(desk, bytes, true);
	desk->cache_failed =
	        desk->readable && !cache_put(desk->cache, &key, desk);
}

void desk_work(struct desk *desk, const struct bytes *bytes, bool evaluate,
               const char *problem)
{
	jmp_buf *before = desk->arena.on_failure;
	jmp_buf failed;

	desk_forget(desk);
	desk->path = bytes->name;
	if (problem) {
		desk->because = str_c(problem);
		return;
	}
	if (setjmp(failed)) {
		desk_forget(desk);
		desk->path = bytes->name;
		desk->because = STR("out of memory");
		desk->no_memory = true;
	} else {
		desk->arena.on_failure = &failed;
		if (desk->cache && evaluate && bytes->kind == INPUT_LETTER &&
		    bytes->all.len <= SOURCE_BYTES_MAX)
			use_cache(desk, bytes);
		else
			read_and_evaluate(desk, bytes, evaluate);
	}
	desk->arena.on_failure = before;
}

const struct criterion_values *desk_criteria(struct desk *desk)
{
	struct arena *a = &desk->arena;
	const struct letter *l = &desk->letter;
	struct criterion_values *values =
	        ARENA_ARRAY(a, struct criterion_values, l->decisions.len);
	struct letter_facts facts = { .letter = l,
		                      .rules = desk->rules,
		                      .arena = a };
	struct dose_rates rates;

	dose_rates_read(&rates, &facts);
	for (size_t i = 0; i < l->decisions.len; i++) {
		const struct decision *d = &l->decisions.items[i];

		criteria_evaluate(&values[i], l, d, known_of(&facts, d), &rates,
		                  desk->rules, a);
	}
	return values;
}
