/* checker.c -- what all public calls share: failing, rules, desks. */
#include "cli/checker.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/select.h"
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
	struct buf b = { .arena = &imr->desk.arena };

	display_lines(&b, text);
	fprintf(stderr, "%.*s", STR_ARG(buf_text(&b)));
}

bool checker_guarded(struct imr *imr, bool (*step)(struct imr *, void *),
                     void *with)
{
	jmp_buf *perm = imr->perm.on_failure;
	jmp_buf *letter = imr->desk.arena.on_failure;
	jmp_buf *given = imr->given.on_failure;
	jmp_buf failed;
	bool good;

	if (setjmp(failed)) {
		imr->perm.on_failure = perm;
		imr->desk.arena.on_failure = letter;
		imr->given.on_failure = given;
		return checker_fail(imr, "out of memory");
	}
	imr->perm.on_failure = &failed;
	imr->desk.arena.on_failure = &failed;
	imr->given.on_failure = &failed;
	good = step(imr, with);
	imr->perm.on_failure = perm;
	imr->desk.arena.on_failure = letter;
	imr->given.on_failure = given;
	return good;
}

/* -- files of our own */

bool checker_file(struct imr *imr, struct str path, size_t most,
                  struct str *text)
{
	struct file *f = &imr->desk.file;
	const char *name = arena_str(&imr->perm, path).ptr;
	bool good = file_open(f, name, PACKING_NONE, true) &&
	            file_all(f, 0, most, text);

	if (good)
		*text = arena_str(&imr->perm, *text);
	file_close(f);
	if (good)
		return true;
	imr->usage_failed = true;
	return checker_fail(imr, "%s: %s", name, f->problem);
}

bool checker_exists(struct imr *imr, struct str path)
{
	struct stat st;

	return stat(arena_str(&imr->perm, path).ptr, &st) == 0;
}

bool checker_replace(struct imr *imr, struct str path, struct str text)
{
	struct arena *a = &imr->desk.arena;
	const char *name = arena_str(a, path).ptr;
	const char *fresh = arena_printf(a, "%s.new", name).ptr;
	FILE *file = fopen(fresh, "wb");
	bool good = file && fwrite(text.ptr, 1, text.len, file) == text.len;

	if (file && fclose(file))
		good = false;
	if (good && rename(fresh, name) == 0)
		return true;
	checker_fail(imr, "%s: %s", name, strerror(errno));
	if (file)
		remove(fresh);
	imr->output_failed = true;
	return false;
}

bool checker_complain(struct imr *imr, const struct diags *d, struct str path)
{
	checker_say(imr, diags_text(d));
	imr->usage_failed = true;
	return checker_fail(imr, "%zu mistake%s in %.*s", d->count,
	                    d->count == 1 ? "" : "s", STR_ARG(path));
}

/* -- rules */

static bool add_folders(struct imr *imr)
{
	const struct words *folders = &imr->options.rules;

	for (size_t i = 0; i < folders->list.len; i++) {
		struct str folder = folders->list.items[i], problem;

		if (!packs_add_folder(&imr->packs, &imr->rule_walk,
		                      &imr->desk.file, folder, &problem)) {
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
	struct arena *scratch = &imr->desk.arena;
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

void checker_furnish(const struct imr *imr, struct desk *desk)
{
	desk->options = &imr->options;
	desk->rules = imr->rules;
	desk->cache = imr->cache.folder ? &imr->cache : NULL;
	desk->wants_verdicts =
	        imr->options.why || targets_want_verdicts(&imr->targets);
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
	arena_reset(&imr->desk.arena);
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
	checker_furnish(imr, &imr->desk);
	imr->desk.regexes = imr->regexes;
	return true;
}

void checker_make_unique(struct imr *imr, struct desk *desk)
{
	imr->prints.on_failure = imr->perm.on_failure;
	prints_next_letter(&imr->prints);
	for (size_t i = 0; i < desk->findings.list.len; i++)
		prints_make_unique(&imr->prints,
		                   desk->findings.list.items[i].fingerprint);
}
