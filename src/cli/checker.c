/* checker.c -- the stages of one letter, called in their order. */
#include "cli/checker.h"

#include <stdarg.h>
#include <stdio.h>

#include "cli/parsed.h"
#include "cli/select.h"
#include "engine/checking.h"
#include "letter/read.h"
#include "report/display.h"
#include "rules/regex.h"

bool checker_fail(struct imr *imr, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(imr->error, sizeof(imr->error), format, args);
	va_end(args);
	return false;
}

void checker_say(struct imr *imr, struct str text)
{
	struct buf b = { .arena = &imr->letter_arena };

	display_lines(&b, text);
	fprintf(stderr, "%.*s", STR_ARG(buf_text(&b)));
}

bool checker_guarded(struct imr *imr, bool (*step)(struct imr *, void *),
                     void *with)
{
	jmp_buf *perm = imr->perm.on_failure;
	jmp_buf *letter = imr->letter_arena.on_failure;
	jmp_buf failed;
	bool good;

	if (setjmp(failed)) {
		imr->perm.on_failure = perm;
		imr->letter_arena.on_failure = letter;
		return checker_fail(imr, "out of memory");
	}
	imr->perm.on_failure = &failed;
	imr->letter_arena.on_failure = &failed;
	good = step(imr, with);
	imr->perm.on_failure = perm;
	imr->letter_arena.on_failure = letter;
	return good;
}

/* -- rules */

static bool add_folders(struct imr *imr)
{
	const struct words *folders = &imr->options.rules;

	for (size_t i = 0; i < folders->list.len; i++) {
		struct str folder = folders->list.items[i], problem;

		if (!packs_add_folder(&imr->packs, &imr->rule_walk, &imr->file,
		                      folder, &problem)) {
			imr->usage_failed = true;
			return checker_fail(imr, "%.*s '%.*s'",
			                    STR_ARG(problem), STR_ARG(folder));
		}
	}
	return true;
}

/* The built-in rules as they are once loaded, and their hash (cli/freeze.c). */
extern const struct ruleset built_in_rules;
extern const char built_in_hash[];

static const struct ruleset *use_built_in(struct imr *imr)
{
	struct report_pack *pack = VEC_PUSH(&imr->perm, &imr->packs.list);

	pack->name = STR("built-in");
	pack->hash = str_c(built_in_hash);
	return &built_in_rules;
}

static const struct ruleset *load_packs(struct imr *imr)
{
	struct arena *scratch = &imr->letter_arena;
	struct diags diags = { .arena = scratch };
	const struct ruleset *rules;

	packs_add_built_in(&imr->packs, &imr->perm);
	if (!add_folders(imr))
		return NULL;
	rules = ruleset_load(&imr->perm, scratch, &diags,
	                     imr->packs.files.items, imr->packs.files.len);
	if (rules)
		return rules;
	imr->complaints = arena_str(&imr->perm, diags_text(&diags));
	imr->rules_failed = true;
	checker_fail(imr, "%zu mistake%s in the rules", diags.count,
	             diags.count == 1 ? "" : "s");
	return NULL;
}

bool checker_load(struct imr *imr)
{
	const struct ruleset *rules;
	struct str problem;

	if (imr->rules)
		return true;
	imr->packs = (struct packs){ 0 };
	imr->rule_walk = (struct walk){ .arena = &imr->perm };
	rules = imr->options.rules.list.len ? load_packs(imr)
	                                    : use_built_in(imr);
	arena_reset(&imr->letter_arena);
	if (!rules)
		return false;
	if (!select_check(&imr->options, rules, &imr->perm, &problem)) {
		imr->usage_failed = true;
		return checker_fail(imr, "%.*s", STR_ARG(problem));
	}
	imr->regexes = regex_cache_new(rules->patterns.list.len);
	if (!imr->regexes)
		return checker_fail(imr, "out of memory");
	imr->rules = rules;
	return true;
}

/* -- reading */

void checker_forget(struct imr *imr)
{
	arena_reset(&imr->letter_arena);
	imr->path = (struct str){ 0 };
	imr->letter = (struct letter){ 0 };
	imr->findings = (struct findings){ 0 };
	imr->verdicts = (struct verdicts){ 0 };
	imr->because = (struct str){ 0 };
	imr->complaints = (struct str){ 0 };
}

static bool unreadable(struct imr *imr, const char *why)
{
	imr->because = arena_str(&imr->letter_arena, str_c(why));
	return false;
}

/* Keeps what is wrong, at its place in the file. */
static bool complained(struct imr *imr, const struct bytes *bytes,
                       struct diags *diags)
{
	for (size_t i = 0; bytes->line && i < diags->list.len; i++)
		diags->list.items[i].line += bytes->line - 1;
	imr->complaints = diags_text(diags);
	return unreadable(imr, "not a parsed letter");
}

static bool read_text(struct imr *imr, struct str text, bool parsed)
{
	struct arena *a = &imr->letter_arena;

	source_read(&imr->source, a, imr->path.ptr, text);
	letter_read(&imr->letter, &imr->source, imr->rules, imr->regexes, a);
	imr->letter.parsed_input = parsed;
	return true;
}

/* The letters of an NDJSON file are called by their own paths, if they say. */
static void take_path(struct imr *imr, const struct bytes *bytes,
                      const struct node *root)
{
	struct str path = node_text(root, STR("path"));

	if (bytes->line && path.len)
		imr->path = arena_str(&imr->letter_arena, path);
}

/* A document: a parsed letter, or {"path", "text"} with a letter's text. */
static bool read_document(struct imr *imr, const struct bytes *bytes,
                          enum input_kind kind)
{
	struct arena *a = &imr->letter_arena;
	struct diags diags = { .arena = a, .path = bytes->path };
	struct source document;
	struct str text;
	const struct node *root, *plain;

	source_read(&document, a, imr->path.ptr, bytes->all);
	text = document.text;
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_sub(text, 3, text.len);
	root = kind == INPUT_YAML ? yaml_read(a, &diags, text)
	                          : json_read(a, &diags, text);
	if (!root)
		return complained(imr, bytes, &diags);
	take_path(imr, bytes, root);
	plain = node_get(root, STR("text"));
	if (plain && plain->kind == NODE_SCALAR &&
	    !node_get(root, STR("decisions")))
		return read_text(imr, plain->text, false);
	if (!parsed_text(root, a, &diags, &text))
		return complained(imr, bytes, &diags);
	return read_text(imr, text, true);
}

/* What came by standard input: JSON begins with a brace. */
static enum input_kind sniff(struct str bytes)
{
	struct str start = str_trim(str_sub(bytes, 0, 256));

	return str_starts(start, STR("{")) ? INPUT_JSON : INPUT_LETTER;
}

struct str bytes_name(const struct bytes *bytes, struct arena *a)
{
	if (!bytes->line)
		return arena_str(a, bytes->path);
	return arena_printf(a, "%.*s#%u", STR_ARG(bytes->path), bytes->line);
}

bool checker_read(struct imr *imr, const struct bytes *bytes)
{
	struct arena *a = &imr->letter_arena;
	enum input_kind kind = bytes->kind;

	imr->path = bytes_name(bytes, a);
	if (bytes->all.len > SOURCE_BYTES_MAX)
		return unreadable(imr, "larger than a letter can be");
	if (kind == INPUT_STDIN)
		kind = sniff(bytes->all);
	if (kind != INPUT_LETTER)
		return read_document(imr, bytes, kind);
	return read_text(imr, bytes->all, false);
}

/* -- evaluating */

static void keep_selected(struct imr *imr)
{
	struct findings *f = &imr->findings;
	struct verdicts *v = &imr->verdicts;
	struct str none = { 0 };
	size_t kept = 0;

	for (size_t i = 0; i < f->list.len; i++) {
		const struct finding *one = &f->list.items[i];

		if (select_wants(&imr->options, one->rule, one->criterion))
			f->list.items[kept++] = *one;
	}
	f->list.len = kept;
	kept = 0;
	for (size_t i = 0; i < v->list.len; i++) {
		const struct verdict *one = &v->list.items[i];

		if (select_wants(&imr->options, one->rule, none))
			v->list.items[kept++] = *one;
	}
	v->list.len = kept;
}

bool checker_wants_verdicts(const struct imr *imr)
{
	return imr->options.why || targets_want_verdicts(&imr->targets);
}

void checker_evaluate(struct imr *imr)
{
	struct checking c = {
		.letter = &imr->letter,
		.rules = imr->rules,
		.arena = &imr->letter_arena,
		.findings = &imr->findings,
		.verdicts = checker_wants_verdicts(imr) ? &imr->verdicts
		                                        : NULL,
	};

	check_letter(&c);
	keep_selected(imr);
	imr->prints.arena = &imr->perm;
	for (size_t i = 0; i < imr->findings.list.len; i++)
		prints_make_unique(&imr->prints,
		                   imr->findings.list.items[i].fingerprint);
}
