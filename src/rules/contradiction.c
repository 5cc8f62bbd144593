/* contradiction.c -- which statements cannot both hold: rules/checks. */
#include "rules/contradiction.h"

#include "rules/ruleset.h"

struct raw_contradiction {
	struct str denied;
	struct str asserted;
	struct texts shown_by;
	struct texts along;
	struct texts unlisted;
	struct texts elsewhere;
	struct texts beside;
	bool any_part;
	bool kinds;
	bool alone;
	bool summary, of_patient, same, of_injury, listed, had, now;
};

#define ROW(name, type, member)                                            \
	{                                                                  \
		STR_INIT(name), type,                                      \
		        offsetof(struct raw_contradiction, member), false, \
		        NULL                                               \
	}
/* clang-format off */
static const struct field fields[] = {
	ROW("denied",   FIELD_TEXT,   denied),
	ROW("asserted", FIELD_TEXT,   asserted),
	ROW("shown-by", FIELD_TEXTS,  shown_by),
	ROW("along-with", FIELD_TEXTS, along),
	ROW("unlisted-in", FIELD_TEXTS, unlisted),
	ROW("unless-of", FIELD_TEXTS, elsewhere),
	ROW("unless-beside", FIELD_TEXTS, beside),
	ROW("any-part", FIELD_YES_NO, any_part),
	ROW("kinds",    FIELD_YES_NO, kinds),
	ROW("alone",    FIELD_YES_NO, alone),
	ROW("summary",  FIELD_YES_NO, summary),
	ROW("of-patient", FIELD_YES_NO, of_patient),
	ROW("same",     FIELD_YES_NO, same),
	ROW("of-injury", FIELD_YES_NO, of_injury),
	ROW("listed",   FIELD_YES_NO, listed),
	ROW("had",      FIELD_YES_NO, had),
	ROW("now",      FIELD_YES_NO, now),
};
/* clang-format on */

static void load_one(struct loader *ld, const struct node *node)
{
	struct contradictions *set = &ld->set->contradictions;
	struct raw_contradiction raw = { 0 };
	struct contradiction *c;

	if (!fields_read(ld->perm, ld->diags, node, fields,
	                 sizeof(fields) / sizeof(*fields), "contradiction",
	                 &raw))
		return;
	if (!raw.denied.len == !raw.asserted.len) {
		LOADER_COMPLAIN(ld, DIAG_MISSING_KEY, node,
		                "a contradiction needs either 'denied' or "
		                "'asserted'");
		return;
	}
	c = VEC_PUSH(ld->perm, &set->list);
	c->asserted = raw.asserted.len > 0;
	c->fact_id = c->asserted ? raw.asserted : raw.denied;
	c->others.ids = raw.shown_by;
	c->along.ids = raw.along;
	c->unlisted.ids = raw.unlisted;
	c->elsewhere.ids = raw.elsewhere;
	c->beside.ids = raw.beside;
	c->any_part = raw.any_part;
	c->kinds = raw.kinds;
	c->alone = raw.alone;
	c->summary = raw.summary;
	c->of_patient = raw.of_patient;
	c->same = raw.same;
	c->of_injury = raw.of_injury;
	c->listed = raw.listed;
	c->had = raw.had;
	c->now = raw.now;
	c->at = loader_place(ld, node);
}

void contradiction_load(struct loader *ld, const struct node *list)
{
	if (!loader_is_list(ld, list, "contradictions"))
		return;
	for (size_t i = 0; i < list->items.len; i++)
		load_one(ld, list->items.items[i]);
}

#define WORDS(name, member) LOADER_WORDS(name, struct contradictions, member)
/* clang-format off */
static const struct field word_fields[] = {
	WORDS("narrowing", narrowing),
	WORDS("none-of", none_of),
	WORDS("listed-things", listed_things),
	WORDS("applying", applying),
	WORDS("earlier", earlier),
	WORDS("relievers", relievers),
	WORDS("sorts", sorts),
	WORDS("narrowing-after", narrowing_after),
	WORDS("last-seen", last_seen),
	WORDS("ended", ended),
	WORDS("given-up", given_up),
	WORDS("changed", changed),
	WORDS("brought", brought),
	WORDS("repeated", repeated),
	WORDS("denying", denying),
	WORDS("ago",       ago),
	WORDS("once", once),
	WORDS("lately", lately),
	WORDS("unsure", unsure),
	WORDS("said-by-others", said_by_others),
	WORDS("short-lived", short_lived),
	WORDS("gone", gone),
	WORDS("asserting", asserting),
	WORDS("showing",   showing),
	WORDS("reasons",   reasons),
	WORDS("supposing", supposing),
	WORDS("reciting",  reciting),
	WORDS("small",     small),
	WORDS("after",     after),
	WORDS("ending",    ending),
	WORDS("outcome",   outcome),
	WORDS("happened",  happened),
	WORDS("acted-on",  acted_on),
	WORDS("failing",   failing),
	WORDS("today",     today),
	WORDS("others",    others),
	WORDS("emphatic", emphatic),
	WORDS("linking",   linking),
	WORDS("timely",    timely),
	WORDS("current",   current),
	WORDS("until-now", until_now),
	WORDS("perfect", perfect),
	WORDS("places", places),
	WORDS("relative", relative),
	WORDS("restricting", restricting),
	WORDS("discussing", discussing),
	WORDS("asking",    asking),
	WORDS("found",     found),
	WORDS("excepting", excepting),
	WORDS("visits",    visits),
	WORDS("turning",   turning),
	WORDS("remainder", remainder),
	WORDS("persons",   persons),
	WORDS("known-by",  known_by),
	WORDS("meanwhile", meanwhile),
	WORDS("accompanying", accompanying),
};
/* clang-format on */

void contradiction_load_words(struct loader *ld, const struct node *map)
{
	loader_words(ld, map, word_fields,
	             sizeof(word_fields) / sizeof(*word_fields),
	             &ld->set->contradictions);
}

void contradiction_finish(struct loader *ld)
{
	struct contradictions *set = &ld->set->contradictions;

	for (size_t i = 0; i < set->list.len; i++) {
		struct contradiction *c = &set->list.items[i];

		fact_resolve(ld, c->fact_id, c->at, &c->fact);
		fact_list_resolve(ld, &c->others, c->at);
		fact_list_resolve(ld, &c->along, c->at);
		fact_list_resolve(ld, &c->unlisted, c->at);
		fact_list_resolve(ld, &c->elsewhere, c->at);
		fact_list_resolve(ld, &c->beside, c->at);
	}
}
