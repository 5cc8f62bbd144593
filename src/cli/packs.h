/* packs.h -- where rules come from: the program itself, and folders. */
#ifndef IMR_PACKS_H
#define IMR_PACKS_H

#include "cli/file.h"
#include "cli/walk.h"
#include "report/report.h"
#include "rules/ruleset.h"

/* Larger rule files are refused: our largest is a lexicon of 200 KB. */
#define RULE_FILE_BYTES_MAX ((size_t)4 * 1024 * 1024)

struct packs {
	VEC(struct rule_file) files;
	VEC(struct report_pack) list;
};

/* The JSON Schema of rule files: rules/schema.json. */
struct str packs_schema(void);

/* The rules that the program carries inside. */
void packs_add_built_in(struct packs *p, struct arena *a);

/*
 * The *.yaml files below a folder. A file whose path in the folder is that of
 * a file of an earlier pack takes its place. False when the folder holds none
 * or cannot be read; *problem then says why. All is kept in the walk's arena.
 */
bool packs_add_folder(struct packs *p, struct walk *walk, struct file *reader,
                      struct str folder, struct str *problem);

#endif
