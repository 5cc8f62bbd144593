/* person.c -- the words for the patient and the reviewer. */
#include "rules/person.h"

#include "rules/ruleset.h"

/* Parallel to enum person_word. */
static const char *const keys[] = {
	"age-after",
	"age-before",
	"male",
	"female",
	"he",
	"she",
	"worker",
	"bystander",
	"physician",
	"of-patient",
	"born",
	"injury-before",
	"injury-after",
	"injury-clause",
	"not-injury",
	"license-label",
	"specialty-label",
	"licensed-in",
	"certified-in",
	"specialty-with-and",
};
static const struct names words = NAMES(keys);

void person_load(struct loader *ld, const struct node *map)
{
	if (map->kind != NODE_MAP)
		LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, map,
		                "expected kinds of words with their phrases");
	for (size_t i = 0; i + 1 < map->items.len; i += 2) {
		uint8_t word;

		if (names_read(ld->scratch, ld->diags, map->items.items[i],
		               &words, "kind of words for people", &word))
			loader_names(ld, map->items.items[i + 1], TERM_PERSON,
			             word);
	}
}
