/*
 * freeze.c -- a tool of the build: loads the built-in rules and writes them as
 * an image (rules/image.h) that is linked into the program.
 *
 *     freeze IMAGE ASSEMBLY
 *
 * A number among the rules may look like an address of this very process, and
 * freezing is refused. The tool then starts anew, at other addresses; a true
 * pointer out of the rules is refused every time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/packs.h"
#include "rules/image.h"

/* One start in twenty is refused for a number. */
#define STARTS_MAX 9

struct load {
	struct packs packs;
	struct arena scratch;
	struct diags diags;
};

/* How many bytes two texts begin with alike. */
static size_t alike(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n])
		n++;
	return n;
}

static void compile_patterns(struct arena *block, struct arena *scratch,
                             struct patterns *patterns)
{
	size_t n = patterns->list.len;
	struct str *forms = ARENA_ARRAY(scratch, struct str, n + 1);
	struct str common;

	for (size_t i = 0; i < n; i++)
		forms[i] = regex_compile(scratch,
		                         patterns->list.items[i].regex.text);
	common = forms[0];
	for (size_t i = 1; i < n; i++)
		common.len = alike(common, forms[i]);
	common = arena_str(block, common);
	for (size_t i = 0; i < n; i++) {
		struct regex *r = &patterns->list.items[i].regex;

		r->common = common;
		r->compiled = arena_str(
		        block, str_sub(forms[i], common.len, forms[i].len));
	}
}

/* The rule set is the first thing that is allocated: it begins the block. */
static bool load(struct arena *block, void *with)
{
	struct load *l = with;
	struct ruleset *rules;

	arena_reset(&l->scratch);
	l->diags = (struct diags){ .arena = &l->scratch };
	rules = ruleset_load(block, &l->scratch, &l->diags,
	                     l->packs.files.items, l->packs.files.len);
	if (!rules) {
		fprintf(stderr, "%.*s", STR_ARG(diags_text(&l->diags)));
		return false;
	}
	compile_patterns(block, &l->scratch, &rules->patterns);
	return true;
}

static bool write_file(const char *path, struct str text)
{
	FILE *file = fopen(path, "wb");
	bool good = file && fwrite(text.ptr, 1, text.len, file) == text.len;

	if (file && fclose(file))
		good = false;
	if (!good)
		fprintf(stderr, "freeze: cannot write %s\n", path);
	return good;
}

/* Does not return unless it was the last start. `paths` stand in argv. */
static void start_anew(char **paths)
{
	int starts = paths[2] ? atoi(paths[2]) + 1 : 1;
	char number[12];
	char *args[] = { paths[-1], paths[0], paths[1], number, NULL };

	snprintf(number, sizeof(number), "%d", starts);
	if (starts < STARTS_MAX)
		execv(args[0], args);
}

static bool freeze(struct arena *a, struct load *l, char **paths)
{
	struct buf assembly = { .arena = a };
	struct image image;
	struct str problem;

	packs_add_built_in(&l->packs, a);
	if (!image_freeze(&image, a, load, l, &problem)) {
		if (problem.len)
			start_anew(paths);
		fprintf(stderr, "freeze: the rules cannot be frozen: %.*s\n",
		        STR_ARG(problem));
		return false;
	}
	image_assembly(&assembly, &image, "built_in_rules", paths[0]);
	buf_printf(&assembly,
	           ".section .rodata\n.globl built_in_hash\n"
	           ".hidden built_in_hash\nbuilt_in_hash: .asciz \"%.*s\"\n",
	           STR_ARG(l->packs.list.items[0].hash));
	return write_file(paths[0], image.bytes) &&
	       write_file(paths[1], buf_text(&assembly));
}

int main(int argc, char **argv)
{
	struct arena a = { 0 };
	struct load l = { 0 };
	jmp_buf failed;
	volatile bool good = false;

	if (argc < 3) {
		fputs("usage: freeze IMAGE ASSEMBLY\n", stderr);
		return EXIT_FAILURE;
	}
	a.on_failure = l.scratch.on_failure = &failed;
	if (setjmp(failed))
		fputs("freeze: out of memory\n", stderr);
	else
		good = freeze(&a, &l, argv + 1);
	arena_free(&l.scratch);
	arena_free(&a);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
