/*
 * lexicon.c -- names of drugs, treatments, body parts and units.
 *
 * Every name is a term of the one matcher and means the row it stands in. The
 * words of the names, sorted two ways, also answer which name a misspelt word
 * was meant to be.
 */
#include "rules/lexicon.h"

#include <stdlib.h>

#include "rules/ruleset.h"
#include "rules/words.h"

/* Shorter words are a letter away from too many others. */
#define VOCABULARY_WORD_MIN 4

static const char *const sides[] = { "none", "left", "right", "bilateral" };
static const struct names side_names = NAMES(sides);

static const char *const roles[] = {
	[UNIT_STRENGTH] = "strength",
	[UNIT_AMOUNT] = "amount",
	[UNIT_FORM] = "form",
	[UNIT_PACKAGE] = "package",
	[UNIT_VISIT] = "visit",
	[UNIT_PERIOD] = "period",
	[UNIT_RATE] = "rate",
	[UNIT_TIMES] = "times",
	[UNIT_COUNT] = "count",
	[UNIT_REFILL] = "refill",
	[UNIT_SUPPLY] = "supply",
	[UNIT_SUPPLIED] = "supplied",
	[UNIT_SITE] = "site",
	[UNIT_INJECTION] = "injection",
	[UNIT_PRESCRIPTION] = "prescription",
	[UNIT_TOPICAL] = "topical",
	[UNIT_INJECTED] = "injected",
	[UNIT_DEVICE] = "device",
	[UNIT_RENTAL] = "rental",
	[UNIT_PURCHASE] = "purchase",
	[UNIT_POSTOPERATIVE] = "postoperative",
	[UNIT_RETROSPECTIVE] = "retrospective",
	[UNIT_SERVICE_DATE] = "service-date",
	[UNIT_EVALUATION] = "evaluation",
	[UNIT_TREATMENT] = "treatment",
	[UNIT_ORIGINAL] = "original",
	[UNIT_REMAINING] = "remaining",
	[UNIT_GRANTED] = "granted",
	[UNIT_NOTHING] = "nothing",
	[UNIT_NUMBERED] = "numbered",
	[UNIT_TAIL] = "tail",
};
static const struct names role_names = NAMES(roles);
static const char *const counted[] = { "quantity", "visits", "sites" };
static const struct names counts_names = NAMES(counted);
static const char *const whens[] = { "device", "sessions" };
static const struct names when_names = NAMES(whens);
static const char *const measures[] = { "percent", "concentration", "piece" };
static const struct names measure_names = NAMES(measures);

/* Rows whose YAML says more than the row keeps. */
struct raw_complete {
	struct complete_row row;
	const struct node *states;
};

#define ROW(of, name, type, member, required, names)                         \
	{                                                                    \
		STR_INIT(name), type, offsetof(struct of, member), required, \
		        names                                                \
	}
/* clang-format off */
static const struct field drug_fields[] = {
	ROW(drug_row, "name",          FIELD_TEXT,   name,          true,  NULL),
	ROW(drug_row, "ingredients",   FIELD_TEXTS,  ingredients,   true,  NULL),
	ROW(drug_row, "class",         FIELD_ENUM,   drug_class,    true,  &drug_class_names),
	ROW(drug_row, "fine-class",    FIELD_TEXT,   fine_class,    false, NULL),
	ROW(drug_row, "route",         FIELD_TEXT,   route,         false, NULL),
	ROW(drug_row, "schedule",      FIELD_TEXT,   schedule,      false, NULL),
	ROW(drug_row, "acting",        FIELD_TEXT,   acting,        false, NULL),
	ROW(drug_row, "cues",          FIELD_TEXTS,  cues,          false, NULL),
	ROW(drug_row, "strengths",     FIELD_TEXTS,  strengths,     false, NULL),
	ROW(drug_row, "acetaminophen", FIELD_TEXTS,  acetaminophen, false, NULL),
	ROW(drug_row, "category",      FIELD_ENUM,   category,      false, &category_names),
	ROW(drug_row, "compounded",    FIELD_YES_NO, compounded,    false, NULL),
	ROW(drug_row, "means",         FIELD_TEXT,   means,         false, NULL),
	ROW(drug_row, "brand",         FIELD_YES_NO, brand,         false, NULL),
	ROW(drug_row, "upper",         FIELD_YES_NO, upper,         false, NULL),
	ROW(drug_row, "confidence",    FIELD_TEXT,   confidence,    false, NULL),
};
static const struct field treatment_fields[] = {
	ROW(treatment_row, "term",       FIELD_TEXT,   term,       true,  NULL),
	ROW(treatment_row, "category",   FIELD_ENUM,   category,   true,  &category_names),
	ROW(treatment_row, "kind",       FIELD_TEXT,   kind,       true,  NULL),
	ROW(treatment_row, "region",     FIELD_TEXT,   region,     false, NULL),
	ROW(treatment_row, "upper",      FIELD_YES_NO, upper,      false, NULL),
	ROW(treatment_row, "generic",    FIELD_YES_NO, generic,    false, NULL),
	ROW(treatment_row, "prefix",     FIELD_YES_NO, prefix,     false, NULL),
	ROW(treatment_row, "confidence", FIELD_TEXT,   confidence, false, NULL),
};
static const struct field part_fields[] = {
	ROW(part_row, "says",        FIELD_TEXTS,  says,            true,  NULL),
	ROW(part_row, "region",      FIELD_TEXT,   region,      false, NULL),
	ROW(part_row, "name",        FIELD_TEXT,   name,        false, NULL),
	ROW(part_row, "side",        FIELD_ENUM,   side,        false, &side_names),
	ROW(part_row, "upper",       FIELD_YES_NO, upper,       false, NULL),
	ROW(part_row, "before-part", FIELD_YES_NO, before_part, false, NULL),
	ROW(part_row, "no-part",     FIELD_YES_NO, no_part,     false, NULL),
	ROW(part_row, "weak",        FIELD_YES_NO, weak,        false, NULL),
};
static const struct field unit_fields[] = {
	ROW(unit_row, "says",  FIELD_TEXTS,  says,      true,  NULL),
	ROW(unit_row, "is",    FIELD_ENUM,   role,  true,  &role_names),
	ROW(unit_row, "of-cream", FIELD_YES_NO, of_cream, false, NULL),
	ROW(unit_row, "unit",  FIELD_TEXT,   unit,  false, NULL),
	ROW(unit_row, "times", FIELD_NUMBER, times, false, NULL),
	ROW(unit_row, "weeks", FIELD_NUMBER, weeks, false, NULL),
	ROW(unit_row, "days",  FIELD_NUMBER, days,  false, NULL),
};
static const struct field size_word_fields[] = {
	LOADER_WORDS("before",  struct size_words, before),
	LOADER_WORDS("behind",  struct size_words, behind),
	LOADER_WORDS("goes-on", struct size_words, goes_on),
};
static const struct field acetaminophen_fields[] = {
	ROW(acetaminophen_row, "name",          FIELD_TEXT,   name,          true,  NULL),
	ROW(acetaminophen_row, "partner",       FIELD_TEXT,   partner,       false, NULL),
	ROW(acetaminophen_row, "mg",            FIELD_NUMBER, mg,            false, NULL),
	ROW(acetaminophen_row, "acetaminophen", FIELD_NUMBER, acetaminophen, true,  NULL),
	ROW(acetaminophen_row, "era",           FIELD_TEXT,   era,           false, NULL),
	ROW(acetaminophen_row, "confidence",    FIELD_TEXT,   confidence,    false, NULL),
};
static const struct field mme_fields[] = {
	ROW(mme_row, "ingredient", FIELD_TEXT,   ingredient, true,  NULL),
	ROW(mme_row, "route",      FIELD_TEXT,   route,      true,  NULL),
	ROW(mme_row, "unit",       FIELD_TEXT,   unit,       true,  NULL),
	ROW(mme_row, "era-2009",   FIELD_NUMBER, era_2009,   false, NULL),
	ROW(mme_row, "cdc-2016",   FIELD_NUMBER, cdc_2016,   false, NULL),
	ROW(mme_row, "cdc-2022",   FIELD_NUMBER, cdc_2022,   false, NULL),
	ROW(mme_row, "tiered",     FIELD_YES_NO, tiered,     false, NULL),
	ROW(mme_row, "total",      FIELD_TEXT,   total,      true,  NULL),
	ROW(mme_row, "confidence", FIELD_TEXT,   confidence, false, NULL),
};
static const struct field complete_fields[] = {
	ROW(raw_complete, "category", FIELD_ENUM,  row.category, true,  &category_names),
	ROW(raw_complete, "kinds",    FIELD_TEXTS, row.kinds,    false, NULL),
	ROW(raw_complete, "states",   FIELD_NODE,  states,       true,  NULL),
	ROW(raw_complete, "counts",   FIELD_ENUM,  row.counts,   false, &counts_names),
};
static const struct field reading_fields[] = {
	ROW(reading_row, "kinds",    FIELD_TEXTS, kinds,    true, NULL),
	ROW(reading_row, "when",     FIELD_ENUM,  when,     true, &when_names),
	ROW(reading_row, "category", FIELD_ENUM,  category, true, &category_names),
};
static const struct field size_fields[] = {
	ROW(size_row, "says",    FIELD_TEXTS,   says,        true, NULL),
	ROW(size_row, "at-most", FIELD_NUMBER, at_most, true, NULL),
};
static const struct field limit_fields[] = {
	ROW(limit_row, "ingredient", FIELD_TEXT,   ingredient, true, NULL),
	ROW(limit_row, "measure",    FIELD_ENUM,   measure,    true, &measure_names),
	ROW(limit_row, "at-most",    FIELD_NUMBER, at_most,    true, NULL),
};
/* clang-format on */

#define READ(ld, node, fields, what, out)                      \
	fields_read((ld)->perm, (ld)->diags, (node), (fields), \
	            sizeof(fields) / sizeof(*(fields)), (what), (out))

static void add_term(struct loader *ld, struct str text, enum term_kind kind,
                     size_t index, bool upper)
{
	match_add(&ld->terms, phrase_fold(ld->scratch, text), kind,
	          (uint32_t)index, upper ? TERM_UPPER : 0u);
}

void lexicon_load_drugs(struct loader *ld, const struct node *list)
{
	struct lexicon *lex = &ld->set->lexicon;

	if (!loader_is_list(ld, list, "drugs"))
		return;
	for (size_t i = 0; i < list->items.len; i++) {
		struct drug_row row = { 0 };

		if (!READ(ld, list->items.items[i], drug_fields, "drug", &row))
			continue;
		add_term(ld, row.name, TERM_DRUG, lex->drugs.len, row.upper);
		*VEC_PUSH(ld->perm, &lex->drugs) = row;
	}
}

void lexicon_load_treatments(struct loader *ld, const struct node *list)
{
	struct lexicon *lex = &ld->set->lexicon;

	if (!loader_is_list(ld, list, "treatments"))
		return;
	for (size_t i = 0; i < list->items.len; i++) {
		struct treatment_row row = { 0 };

		if (!READ(ld, list->items.items[i], treatment_fields,
		          "treatment", &row))
			continue;
		add_term(ld, row.term, TERM_TREATMENT, lex->treatments.len,
		         row.upper);
		*VEC_PUSH(ld->perm, &lex->treatments) = row;
	}
}

/* The spellings of a part or a unit. */
static void add_says(struct loader *ld, const struct texts *says,
                     enum term_kind kind, size_t index, bool upper)
{
	for (size_t i = 0; i < says->len; i++)
		add_term(ld, says->items[i], kind, index, upper);
}

void lexicon_load_parts(struct loader *ld, const struct node *list)
{
	struct lexicon *lex = &ld->set->lexicon;

	if (!loader_is_list(ld, list, "body parts"))
		return;
	for (size_t i = 0; i < list->items.len; i++) {
		const struct node *node = list->items.items[i];
		struct part_row row = { 0 };

		if (!READ(ld, node, part_fields, "body part", &row))
			continue;
		if (!row.region.len && !row.side && !row.no_part)
			LOADER_COMPLAIN(ld, DIAG_MISSING_KEY, node,
			                "a body part needs a 'region', a "
			                "'side' or 'no-part'");
		add_says(ld, &row.says, TERM_PART, lex->parts.len, row.upper);
		*VEC_PUSH(ld->perm, &lex->parts) = row;
	}
}

void lexicon_load_units(struct loader *ld, const struct node *list)
{
	struct lexicon *lex = &ld->set->lexicon;

	if (!loader_is_list(ld, list, "units"))
		return;
	for (size_t i = 0; i < list->items.len; i++) {
		struct unit_row row = { 0 };

		if (!READ(ld, list->items.items[i], unit_fields, "unit", &row))
			continue;
		add_says(ld, &row.says, TERM_UNIT, lex->units.len, false);
		*VEC_PUSH(ld->perm, &lex->units) = row;
	}
}

void lexicon_load_acetaminophen(struct loader *ld, const struct node *list)
{
	struct lexicon *lex = &ld->set->lexicon;

	if (!loader_is_list(ld, list, "acetaminophen contents"))
		return;
	for (size_t i = 0; i < list->items.len; i++) {
		struct acetaminophen_row row = { 0 };

		if (READ(ld, list->items.items[i], acetaminophen_fields,
		         "content", &row))
			*VEC_PUSH(ld->perm, &lex->acetaminophen) = row;
	}
}

void lexicon_load_mme(struct loader *ld, const struct node *list)
{
	struct lexicon *lex = &ld->set->lexicon;

	if (!loader_is_list(ld, list, "morphine equivalents"))
		return;
	for (size_t i = 0; i < list->items.len; i++) {
		struct mme_row row = { 0 };

		if (READ(ld, list->items.items[i], mme_fields, "factor", &row))
			*VEC_PUSH(ld->perm, &lex->mme) = row;
	}
}

void lexicon_load_sizes(struct loader *ld, const struct node *list)
{
	struct lexicon *lex = &ld->set->lexicon;

	if (!loader_is_list(ld, list, "size limits"))
		return;
	for (size_t i = 0; i < list->items.len; i++) {
		struct size_row row = { 0 };

		if (!READ(ld, list->items.items[i], size_fields, "size limit",
		          &row))
			continue;
		add_says(ld, &row.says, TERM_SIZE, lex->sizes.len, false);
		*VEC_PUSH(ld->perm, &lex->sizes) = row;
	}
}

void lexicon_load_size_words(struct loader *ld, const struct node *map)
{
	loader_words(ld, map, size_word_fields,
	             sizeof(size_word_fields) / sizeof(*size_word_fields),
	             &ld->set->lexicon.size_words);
}

static unsigned read_states(struct loader *ld, const struct node *states)
{
	unsigned bits = 0;

	if (!loader_is_list(ld, states, "states"))
		return 0;
	for (size_t i = 0; i < states->items.len; i++) {
		uint8_t which = 0;

		if (names_read(ld->scratch, ld->diags, states->items.items[i],
		               &missing_names, "part of a request", &which))
			bits |= 1u << which;
	}
	return bits;
}

void lexicon_load_complete(struct loader *ld, const struct node *list)
{
	struct lexicon *lex = &ld->set->lexicon;

	if (!loader_is_list(ld, list, "complete requests"))
		return;
	for (size_t i = 0; i < list->items.len; i++) {
		struct raw_complete raw = { 0 };

		if (!READ(ld, list->items.items[i], complete_fields,
		          "complete request", &raw))
			continue;
		raw.row.states = read_states(ld, raw.states);
		*VEC_PUSH(ld->perm, &lex->complete) = raw.row;
	}
}

void lexicon_load_readings(struct loader *ld, const struct node *list)
{
	struct lexicon *lex = &ld->set->lexicon;

	if (!loader_is_list(ld, list, "treatment readings"))
		return;
	for (size_t i = 0; i < list->items.len; i++) {
		struct reading_row row = { 0 };

		if (READ(ld, list->items.items[i], reading_fields, "reading",
		         &row))
			*VEC_PUSH(ld->perm, &lex->readings) = row;
	}
}

void lexicon_load_limits(struct loader *ld, const struct node *list)
{
	struct lexicon *lex = &ld->set->lexicon;

	if (!loader_is_list(ld, list, "strength limits"))
		return;
	for (size_t i = 0; i < list->items.len; i++) {
		struct limit_row row = { 0 };

		if (READ(ld, list->items.items[i], limit_fields, "limit", &row))
			*VEC_PUSH(ld->perm, &lex->limits) = row;
	}
}

static int by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void load_words(struct loader *ld, const struct node *list,
                       struct texts *out)
{
	if (texts_read(ld->perm, ld->diags, list, out))
		qsort(out->items, out->len, sizeof(*out->items), by_bytes);
}

void lexicon_load_heading_words(struct loader *ld, const struct node *list)
{
	load_words(ld, list, &ld->set->lexicon.heading_words);
}

void lexicon_load_real_words(struct loader *ld, const struct node *list)
{
	load_words(ld, list, &ld->set->lexicon.real_words);
}

static bool has_word(const struct texts *words, struct str word)
{
	return words->len &&
	       bsearch(&word, words->items, words->len, sizeof(word), by_bytes);
}

bool lexicon_heading_word(const struct lexicon *lex, struct str word)
{
	return has_word(&lex->heading_words, word);
}

bool lexicon_real_word(const struct lexicon *lex, struct str word)
{
	return has_word(&lex->real_words, word);
}

const struct complete_row *lexicon_complete(const struct lexicon *lex,
                                            uint8_t category, struct str kind)
{
	for (size_t i = 0; i < lex->complete.len; i++) {
		const struct complete_row *row = &lex->complete.items[i];

		if (row->category == category &&
		    (!row->kinds.len || texts_have(&row->kinds, kind)))
			return row;
	}
	return NULL;
}

/* -- strengths that are sold */

#define INGREDIENTS_MAX 8

static bool same_ingredients(const struct drug_row *row,
                             const struct str *ingredients, size_t n)
{
	if (row->ingredients.len != n)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!texts_have(&row->ingredients, ingredients[i]))
			return false;
	}
	return true;
}

/* "10/325" against the strengths printed, each used once. */
static bool same_strengths(struct str listed, const double *strengths, size_t n)
{
	struct str_pair cut = { .tail = listed, .ok = true };
	bool used[INGREDIENTS_MAX] = { false };
	size_t found = 0, parts = 0, bytes;

	while (cut.ok) {
		double value;

		cut = str_cut(cut.tail, '/');
		value = str_decimal(cut.head, &bytes);
		parts++;
		for (size_t i = 0; i < n; i++) {
			if (used[i] || strengths[i] != value)
				continue;
			used[i] = true;
			found++;
			break;
		}
	}
	return found == n && parts == n;
}

enum sold lexicon_sold(const struct lexicon *lex, const struct str *ingredients,
                       const double *strengths, size_t n)
{
	enum sold sold = SOLD_UNKNOWN;

	if (n > INGREDIENTS_MAX)
		return SOLD_UNKNOWN;
	for (size_t i = 0; i < lex->drugs.len; i++) {
		const struct drug_row *row = &lex->drugs.items[i];

		if (!row->strengths.len ||
		    !same_ingredients(row, ingredients, n))
			continue;
		sold = SOLD_NO;
		for (size_t j = 0; j < row->strengths.len; j++) {
			if (same_strengths(row->strengths.items[j], strengths,
			                   n))
				return SOLD_YES;
		}
	}
	return sold;
}

double lexicon_limit(const struct lexicon *lex, struct str ingredient,
                     enum limit_measure measure)
{
	for (size_t i = 0; i < lex->limits.len; i++) {
		const struct limit_row *row = &lex->limits.items[i];

		if (row->measure == measure &&
		    str_eq(row->ingredient, ingredient))
			return row->at_most;
	}
	return 0;
}

/* -- the vocabulary */

static int by_key(struct str x, struct str y, char p, char q)
{
	if (x.len != y.len)
		return x.len < y.len ? -1 : 1;
	if (p != q)
		return (unsigned char)p < (unsigned char)q ? -1 : 1;
	return str_cmp(x, y);
}

static int by_first(const void *a, const void *b)
{
	struct str x = *(const struct str *)a, y = *(const struct str *)b;

	return by_key(x, y, x.ptr[0], y.ptr[0]);
}

static int by_last(const void *a, const void *b)
{
	struct str x = *(const struct str *)a, y = *(const struct str *)b;

	return by_key(x, y, x.ptr[x.len - 1], y.ptr[y.len - 1]);
}

struct words {
	VEC(struct str) list;
};

static void add_words(struct loader *ld, struct words *words, struct str name)
{
	struct str folded = phrase_fold(ld->scratch, name);
	size_t start = 0;

	for (size_t i = 0; i <= folded.len; i++) {
		if (i < folded.len && is_lower(folded.ptr[i]))
			continue;
		if (i - start >= VOCABULARY_WORD_MIN)
			*VEC_PUSH(ld->scratch, &words->list) =
			        str_sub(folded, start, i);
		start = i + 1;
	}
}

static void add_all_words(struct loader *ld, struct words *words,
                          const struct texts *names)
{
	for (size_t i = 0; i < names->len; i++)
		add_words(ld, words, names->items[i]);
}

void lexicon_finish(struct loader *ld)
{
	struct lexicon *lex = &ld->set->lexicon;
	struct words words = { 0 };

	for (size_t i = 0; i < lex->drugs.len; i++) {
		if (!lex->drugs.items[i].means.len)
			add_words(ld, &words, lex->drugs.items[i].name);
	}
	for (size_t i = 0; i < lex->treatments.len; i++)
		add_words(ld, &words, lex->treatments.items[i].term);
	for (size_t i = 0; i < lex->parts.len; i++)
		add_all_words(ld, &words, &lex->parts.items[i].says);
	for (size_t i = 0; i < lex->units.len; i++)
		add_all_words(ld, &words, &lex->units.items[i].says);
	if (!words.list.len)
		return;
	qsort(words.list.items, words.list.len, sizeof(struct str), by_first);
	for (size_t i = 0; i < words.list.len; i++) {
		struct str word = words.list.items[i];

		if (i && str_eq(word, words.list.items[i - 1]))
			continue;
		word = arena_str(ld->perm, word);
		*VEC_PUSH(ld->perm, &lex->vocabulary.by_first) = word;
		*VEC_PUSH(ld->perm, &lex->vocabulary.by_last) = word;
	}
	qsort(lex->vocabulary.by_last.items, lex->vocabulary.by_last.len,
	      sizeof(struct str), by_last);
}

/* Where words of this length and first (or last) letter begin. */
static size_t bucket(const struct str *words, size_t n, size_t len, char letter,
                     bool last)
{
	size_t low = 0;

	while (low < n) {
		size_t mid = low + (n - low) / 2;
		struct str w = words[mid];
		char c = last ? w.ptr[w.len - 1] : w.ptr[0];

		if (w.len < len ||
		    (w.len == len && (unsigned char)c < (unsigned char)letter))
			low = mid + 1;
		else
			n = mid;
	}
	return low;
}

/* The words of one bucket. */
static size_t near_in(const struct str *words, size_t n, size_t len,
                      struct str word, bool last, struct str *out, size_t max)
{
	char letter = last ? word.ptr[word.len - 1] : word.ptr[0];
	size_t found = 0;

	for (size_t i = bucket(words, n, len, letter, last);
	     i < n && words[i].len == len && found < max; i++) {
		struct str w = words[i];

		if ((last ? w.ptr[w.len - 1] : w.ptr[0]) != letter)
			break;
		if (last && w.ptr[0] == word.ptr[0])
			continue; /* stands in the other order too */
		if (str_one_edit_apart(w, word))
			out[found++] = w;
	}
	return found;
}

size_t lexicon_near(const struct lexicon *lex, struct str word, struct str *out,
                    size_t max)
{
	const struct vocabulary *v = &lex->vocabulary;
	size_t found = 0;

	if (word.len + 1 < VOCABULARY_WORD_MIN)
		return 0;
	for (size_t len = word.len - 1; len <= word.len + 1; len++) {
		found += near_in(v->by_first.items, v->by_first.len, len, word,
		                 false, out + found, max - found);
		found += near_in(v->by_last.items, v->by_last.len, len, word,
		                 true, out + found, max - found);
	}
	return found;
}

/* With fewer consonants too many words sound alike. */
#define SOUNDS_MIN 5

size_t lexicon_sounding(const struct lexicon *lex, struct str word,
                        struct str *out, size_t max)
{
	const struct str *words = lex->vocabulary.by_first.items;
	size_t n = lex->vocabulary.by_first.len, found = 0;

	for (size_t len = word.len - 2; word.len > 2 && len <= word.len + 2;
	     len++) {
		for (size_t i = bucket(words, n, len, word.ptr[0], false);
		     i < n && words[i].len == len &&
		     words[i].ptr[0] == word.ptr[0] && found < max;
		     i++) {
			if (str_sounds_alike(words[i], word) >= SOUNDS_MIN &&
			    str_distance(words[i], word, 2) == 2)
				out[found++] = words[i];
		}
	}
	return found;
}

void lexicon_load_regions(struct loader *ld, const struct node *map)
{
	if (map->kind != NODE_MAP) {
		LOADER_COMPLAIN(ld, DIAG_WRONG_TYPE, map,
		                "region families are a map: region, regions");
		return;
	}
	for (size_t i = 0; i + 1 < map->items.len; i += 2) {
		struct region_row row = { 0 };

		row.region = arena_str(ld->perm, map->items.items[i]->text);
		if (texts_read(ld->perm, ld->diags, map->items.items[i + 1],
		               &row.near))
			*VEC_PUSH(ld->perm, &ld->set->lexicon.regions) = row;
	}
}

void lexicon_load_families(struct loader *ld, const struct node *list)
{
	if (!loader_is_list(ld, list, "treatment families"))
		return;
	for (size_t i = 0; i < list->items.len; i++) {
		struct texts family = { 0 };

		if (texts_read(ld->perm, ld->diags, list->items.items[i],
		               &family))
			*VEC_PUSH(ld->perm, &ld->set->lexicon.families) =
			        family;
	}
}

bool is_spine_region(struct str region)
{
	static const struct str spine[] = {
		STR_INIT("cervical"),   STR_INIT("thoracic"),
		STR_INIT("lumbar"),     STR_INIT("spine"),
		STR_INIT("sacroiliac"),
	};

	for (size_t i = 0; i < sizeof(spine) / sizeof(*spine); i++) {
		if (str_eq(spine[i], region))
			return true;
	}
	return false;
}

bool lexicon_near_regions(const struct lexicon *lex, struct str a, struct str b)
{
	if (str_eq(a, b))
		return true;
	for (size_t i = 0; i < lex->regions.len; i++) {
		const struct region_row *row = &lex->regions.items[i];

		if ((str_eq(row->region, a) && texts_have(&row->near, b)) ||
		    (str_eq(row->region, b) && texts_have(&row->near, a)))
			return true;
	}
	return false;
}

static bool is_member(struct str member, const struct treatment_row *t,
                      struct str category)
{
	return str_eq(member, t->kind) || str_eq(member, category);
}

static struct str category_of(const struct treatment_row *t)
{
	return str_c(category_name((enum category)t->category));
}

/* By two members, or by the only one: a list of one is all alike. */
static bool share_family(const struct texts *family,
                         const struct treatment_row *a, struct str of_a,
                         const struct treatment_row *b, struct str of_b)
{
	size_t as = 0, bs = 0, both = 0;

	for (size_t i = 0; i < family->len; i++)
		as += is_member(family->items[i], a, of_a);
	for (size_t i = 0; i < family->len && as; i++) {
		bool is_b = is_member(family->items[i], b, of_b);

		bs += is_b;
		both += is_b && is_member(family->items[i], a, of_a);
	}
	if (!bs)
		return false;
	return family->len == 1 || as > 1 || bs > 1 || !both;
}

bool lexicon_shares_ingredient(const struct drug_row *drug,
                               struct str ingredient, bool is_first)
{
	for (size_t i = 0; i < drug->ingredients.len; i++) {
		if ((is_first || !i) &&
		    str_eq(drug->ingredients.items[i], ingredient))
			return true;
	}
	return false;
}

bool lexicon_other_creams(const struct drug_row *a, const struct drug_row *b)
{
	struct str name = str_cut(a->name, ' ').head;

	return a->brand && b->brand && a->drug_class == DRUG_TOPICAL &&
	       b->drug_class == DRUG_TOPICAL && a->ingredients.len > 1 &&
	       b->ingredients.len > 1 &&
	       a->ingredients.len != b->ingredients.len &&
	       !str_eq_nocase(name, str_cut(b->name, ' ').head);
}

bool lexicon_like_drugs(const struct drug_row *a, const struct drug_row *b)
{
	if (lexicon_other_creams(a, b))
		return false;
	for (size_t i = 0; i < a->ingredients.len; i++) {
		if (lexicon_shares_ingredient(b, a->ingredients.items[i], !i))
			return true;
	}
	return false;
}

bool lexicon_like_treatments(const struct lexicon *lex,
                             const struct treatment_row *a,
                             const struct treatment_row *b)
{
	struct str of_a, of_b;

	if (a->category == b->category && str_eq(a->kind, b->kind))
		return true;
	of_a = category_of(a);
	of_b = category_of(b);
	for (size_t i = 0; i < lex->families.len; i++) {
		if (share_family(&lex->families.items[i], a, of_a, b, of_b))
			return true;
	}
	return false;
}
