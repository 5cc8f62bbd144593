/*
 * packs.c -- where rules come from.
 *
 * The built-in rules are the files of rules/ one after the other, each behind
 * a line "LENGTH PATH": the Makefile makes it, the assembler takes it in.
 */
#include "cli/packs.h"

#include <assert.h>

__asm__(".pushsection .rodata,\"a\"\n"
        ".balign 8\n"
        "built_in_bytes:\n"
        ".quad 2f - 1f\n"
        "built_in_pack:\n"
        "1: .incbin \"" IMRCHECK_PACK "\"\n"
        "2: .byte 0\n"
        ".balign 8\n"
        "schema_bytes:\n"
        ".quad 4f - 3f\n"
        "schema_text:\n"
        "3: .incbin \"rules/schema.json\"\n"
        "4: .byte 0\n"
        ".popsection\n");
extern const uint64_t built_in_bytes __attribute__((visibility("hidden")));
extern const char built_in_pack[] __attribute__((visibility("hidden")));
extern const uint64_t schema_bytes __attribute__((visibility("hidden")));
extern const char schema_text[] __attribute__((visibility("hidden")));

static struct str hash_text(struct arena *a, uint64_t hash)
{
	return arena_printf(a, "%016llx", (unsigned long long)hash);
}

static void add_pack(struct packs *p, struct arena *a, struct str name,
                     uint64_t hash)
{
	struct report_pack *pack = VEC_PUSH(a, &p->list);

	pack->name = arena_str(a, name);
	pack->hash = hash_text(a, hash);
}

struct str packs_schema(void)
{
	return (struct str){ schema_text, (size_t)schema_bytes };
}

void packs_add_built_in(struct packs *p, struct arena *a)
{
	struct str rest = { built_in_pack, (size_t)built_in_bytes };

	add_pack(p, a, STR("built-in"), str_hash(rest, STR_HASH_SEED));
	while (rest.len) {
		struct str_pair line = str_cut(rest, '\n');
		struct str_pair words = str_cut(line.head, ' ');
		struct rule_file *file = VEC_PUSH(a, &p->files);
		size_t used, len = str_number(words.head, &used);

		assert(line.ok && words.ok && len <= line.tail.len);
		file->path = words.tail;
		file->text = str_sub(line.tail, 0, len);
		rest = str_sub(line.tail, len, line.tail.len);
	}
}

/* "checks/form.yaml" of "rules/checks/form.yaml" in the folder "rules". */
static struct str path_inside(struct str path, struct str folder)
{
	struct str inside = str_sub(path, folder.len, path.len);

	return str_starts(inside, STR("/")) ? str_sub(inside, 1, inside.len)
	                                    : inside;
}

/* The place of a file in the list: that of its namesake, or a new one. */
static struct rule_file *place_for(struct packs *p, struct arena *a,
                                   struct str inside)
{
	for (size_t i = 0; i < p->files.len; i++) {
		struct str path = p->files.items[i].path;
		struct str tail;

		if (path.len <= inside.len || !str_ends(path, inside))
			continue;
		tail = str_sub(path, 0, path.len - inside.len);
		if (str_ends(tail, STR("/")))
			return &p->files.items[i];
	}
	return VEC_PUSH(a, &p->files);
}

/* Reads one file of a pack. False: *problem says why it cannot be read. */
static bool add_file(struct packs *p, struct arena *a, struct file *reader,
                     const struct input *in, struct str folder, uint64_t *hash,
                     struct str *problem)
{
	struct str text;
	struct rule_file *file;
	bool good = !in->problem &&
	            file_open(reader, in->path.ptr, PACKING_NONE, false) &&
	            file_all(reader, 0, RULE_FILE_BYTES_MAX, &text);

	file_close(reader);
	if (!good) {
		*problem = arena_printf(a, "%.*s: %s", STR_ARG(in->path),
		                        in->problem ? in->problem
		                                    : reader->problem);
		return false;
	}
	file = place_for(p, a, path_inside(in->path, folder));
	file->path = in->path;
	file->text = arena_str(a, text);
	*hash = str_hash(file->text, *hash);
	return true;
}

bool packs_add_folder(struct packs *p, struct walk *walk, struct file *reader,
                      struct str folder, struct str *problem)
{
	struct arena *a = walk->arena;
	uint64_t hash = STR_HASH_SEED;
	struct input in;
	bool none = true;

	walk->suffix = STR(".yaml");
	if (!walk_start(walk, folder, problem))
		return false;
	while (walk_next(walk, a, &in)) {
		if (in.named) {
			*problem = STR("not a folder");
			return false;
		}
		if (!add_file(p, a, reader, &in, folder, &hash, problem))
			return false;
		none = false;
	}
	if (none) {
		*problem = STR("no rules (*.yaml) in");
		return false;
	}
	add_pack(p, a, folder, hash);
	return true;
}
