/*
 * criterion.c -- what a criterion makes of a decision.
 *
 * Kleene's logic: unknown never becomes true or false by itself. A criterion
 * may say what silence counts for; what a value rests on is found by asking
 * three times: on the letter's statements alone, then with what it says to be
 * undocumented, then with its silence.
 */
#include "engine/criterion.h"

#include "letter/request.h"

#define N(array) (sizeof(array) / sizeof(*(array)))

/* -- editions */

static bool cites_year(const struct decision *d, int16_t *year, bool *pages,
                       bool *sections)
{
	bool any = false;

	for (size_t i = 0; i < d->reviewer.list.len; i++) {
		const struct citation *c = &d->reviewer.list.items[i];

		if (c->source != SOURCE_MTUS)
			continue;
		any = true;
		if (c->year > *year)
			*year = c->year;
		*pages |= c->pages.len > 0;
		*sections |= c->sections.len > 0;
	}
	return any;
}

struct date edition_day(const struct letter *l, const struct decision *d,
                        const struct known *known)
{
	static const struct date in_2009_edition = { 2014, 1, 1 };
	static const struct date in_2016_edition = { 2017, 1, 1 };
	int16_t year = 0;
	bool pages = false, sections = false;

	if (d->request.retrospective && date_known(d->request.service_date))
		return d->request.service_date;
	if (date_known(l->header.ur_denied.date))
		return l->header.ur_denied.date;
	if (date_known(l->header.decided.date))
		return l->header.decided.date;
	if (cites_year(d, &year, &pages, &sections)) {
		if (year >= 2016)
			return in_2016_edition;
		if (year == 2009 || (!year && pages))
			return in_2009_edition;
		if (!year && sections)
			return in_2016_edition;
	}
	return known->latest;
}

static bool is_near(struct date a, struct date b)
{
	int32_t days;

	if (!date_known(a) || !date_known(b))
		return false;
	days = date_days(a) - date_days(b);
	return days <= EDITION_GRACE_DAYS && days >= -EDITION_GRACE_DAYS;
}

enum in_force pack_in_force(const struct pack *pack, struct date day)
{
	/* Without any date the newest text is as good as another. */
	if (!date_known(day))
		return date_known(pack->until) ? NOT_IN_FORCE : IN_FORCE;
	if (is_near(day, pack->from) || is_near(day, pack->until))
		return NEAR_SWITCH;
	if (date_cmp(day, pack->from) < 0 ||
	    (date_known(pack->until) && date_cmp(day, pack->until) > 0))
		return NOT_IN_FORCE;
	return IN_FORCE;
}

/* -- Kleene */

static uint8_t negated(uint8_t t)
{
	return t == TRUTH_UNKNOWN ? TRUTH_UNKNOWN
	       : t == TRUTH_TRUE  ? TRUTH_FALSE
	                          : TRUTH_TRUE;
}

static uint8_t both(uint8_t a, uint8_t b)
{
	if (a == TRUTH_FALSE || b == TRUTH_FALSE)
		return TRUTH_FALSE;
	return a == TRUTH_TRUE && b == TRUTH_TRUE ? TRUTH_TRUE : TRUTH_UNKNOWN;
}

/* -- leaves */

struct evaluation {
	const struct letter *letter;
	const struct decision *decision;
	const struct known *known;
	const struct dose_rates *rates;
	const struct ruleset *rules;
	struct criterion_value *value;
	uint16_t negate;
	enum basis upto; /* what may count */
};

static uint8_t compare(const struct condition *c, struct quantity q)
{
	double limit = c->limit.low;

	switch ((enum comparison)c->compare) {
	case COMPARE_AT_MOST:
		if (q.low > limit || (q.low >= limit && q.above))
			return TRUTH_FALSE;
		return q.high <= limit ? TRUTH_TRUE : TRUTH_UNKNOWN;
	case COMPARE_LESS_THAN:
		if (q.low >= limit)
			return TRUTH_FALSE;
		return q.high < limit || (q.high <= limit && q.below)
		               ? TRUTH_TRUE
		               : TRUTH_UNKNOWN;
	case COMPARE_AT_LEAST:
		if (q.high < limit || (q.high <= limit && q.below))
			return TRUTH_FALSE;
		return q.low >= limit ? TRUTH_TRUE : TRUTH_UNKNOWN;
	case COMPARE_MORE_THAN:
		if (q.high <= limit)
			return TRUTH_FALSE;
		return q.low > limit || (q.low >= limit && q.above)
		               ? TRUTH_TRUE
		               : TRUTH_UNKNOWN;
	case COMPARE_NONE:
	case COMPARE_ANY_OF:
	case COMPARE_NONE_OF:
		break;
	}
	return TRUTH_UNKNOWN;
}

static void take_passage(struct leaf_value *leaf, const struct mention *m)
{
	leaf->at = m->at;
	leaf->place = m->place;
	leaf->has_number = m->numbered && m->says == MENTION_PRESENT;
	leaf->number = m->number;
}

/* Every number of the letter is compared; they must not disagree. */
static uint8_t compare_mentions(const struct evaluation *e,
                                const struct condition *c,
                                struct leaf_value *leaf)
{
	uint8_t value = TRUTH_UNKNOWN;

	for (size_t i = 0; i < e->known->mentions.len; i++) {
		const struct mention *m = &e->known->mentions.items[i];
		uint8_t one;

		if (!mention_tells_number(m, c->fact))
			continue;
		one = compare(c, m->number);
		if (one == TRUTH_UNKNOWN)
			continue;
		if (value != TRUTH_UNKNOWN && value != one)
			return TRUTH_UNKNOWN;
		if (value == TRUTH_UNKNOWN)
			take_passage(leaf, m);
		value = one;
	}
	return value;
}

static const struct mention *mention_at(const struct known *k, uint32_t number)
{
	return number ? &k->mentions.items[number - 1] : NULL;
}

static uint8_t fact_value(const struct evaluation *e, const struct condition *c,
                          struct leaf_value *leaf)
{
	const struct known_fact *k = &e->known->facts[c->fact];
	const struct mention *m = mention_at(e->known, k->by);
	uint8_t value = TRUTH_UNKNOWN;

	if (c->compare != COMPARE_NONE) {
		if (k->state != KNOWN_CONFLICT || !k->undocumented)
			value = compare_mentions(e, c, leaf);
	} else if (k->state == KNOWN_PRESENT) {
		value = TRUTH_TRUE;
	} else if (k->state == KNOWN_ABSENT) {
		value = TRUTH_FALSE;
	}
	if (value != TRUTH_UNKNOWN) {
		if (m && span_empty(leaf->at))
			take_passage(leaf, m);
		return value;
	}
	if (m)
		take_passage(leaf, m);
	if (k->state != KNOWN_UNMENTIONED)
		return TRUTH_UNKNOWN;
	if (k->undocumented) {
		m = mention_at(e->known, k->lacking);
		if (m)
			take_passage(leaf, m);
		leaf->basis = BASIS_UNDOCUMENTED;
		return e->upto >= BASIS_UNDOCUMENTED ? c->undocumented
		                                     : TRUTH_UNKNOWN;
	}
	leaf->basis = BASIS_UNMENTIONED;
	return e->upto >= BASIS_UNMENTIONED ? c->unmentioned : TRUTH_UNKNOWN;
}

/* -- measures of the request */

static bool told(double number, struct quantity *out)
{
	if (number < 0)
		return false;
	out->low = out->high = number;
	return true;
}

/* "8 additional visits": there were others. */
static bool asks_for_more(const struct decision *d)
{
	for (size_t i = 0; i < d->heading_hits.list.len; i++) {
		if (hit_is_cue(&d->heading_hits.list.items[i], CUE_ADDITION))
			return true;
	}
	return false;
}

/* The passage becomes the one that tells of the visits already had. */
static bool total_visits(const struct evaluation *e, struct quantity *out,
                         struct leaf_value *leaf)
{
	const struct ruleset *rules = e->rules;
	size_t done = fact_find(&rules->facts, STR("therapy.visits-done"));
	size_t prior = fact_find(&rules->facts, STR("therapy.prior"));
	bool counted = false;

	if (!told(e->decision->request.visits, out))
		return false;
	for (size_t i = 0; i < e->known->mentions.len; i++) {
		const struct mention *m = &e->known->mentions.items[i];

		if (counted || !mention_tells_number(m, done))
			continue;
		out->low += m->number.low;
		out->high += m->number.high;
		leaf->at = m->at;
		leaf->place = m->place;
		counted = true;
	}
	/* Earlier visits without a number: at least those asked for. */
	if (!counted && (asks_for_more(e->decision) ||
	                 (prior < e->known->n &&
	                  e->known->facts[prior].state != KNOWN_UNMENTIONED &&
	                  e->known->facts[prior].state != KNOWN_ABSENT)))
		out->high = QUANTITY_ANY_HIGH;
	return true;
}

static bool injury_age(const struct evaluation *e, struct quantity *out,
                       struct leaf_value *leaf)
{
	const struct letter *l = e->letter;
	const struct dated *injury = &l->header.injury;
	struct date day;

	if (!date_known(injury->date))
		injury = &l->summary_injury;
	day = l->header.ur_denied.date;
	if (!date_known(day))
		day = l->header.decided.date;
	if (!date_known(injury->date) || !date_known(day) ||
	    date_cmp(injury->date, day) > 0)
		return false;
	/* A sentence shows it better than the header. */
	leaf->at = date_cmp(injury->date, l->summary_injury.date)
	                   ? injury->at
	                   : l->summary_injury.at;
	leaf->place = PLACE_SUMMARY;
	return told(date_days(day) - date_days(injury->date), out);
}

static bool request_duration(const struct request *r, struct quantity *out)
{
	char folded[64];
	size_t n = r->duration.len < sizeof(folded) ? r->duration.len
	                                            : sizeof(folded);

	for (size_t i = 0; i < n; i++)
		folded[i] = to_lower(r->duration.ptr[i]);
	return quantity_capture((struct str){ folded, n }, DIM_DAYS, out);
}

static bool supply(const struct evaluation *e, struct quantity *out)
{
	const struct request *r = &e->decision->request;
	struct quantity units;

	if (r->days_supply > 0)
		return told(r->days_supply, out);
	if (r->quantity <= 0 ||
	    !dose_units_per_day(e->rates, e->decision, &units) ||
	    units.low <= 0)
		return false;
	out->low = r->quantity / units.high;
	out->high = r->quantity / units.low;
	return true;
}

static bool strength(const struct request *r, struct quantity *out)
{
	const struct component *c;

	if (!r->drugs.len || !r->drugs.items[0].components.len)
		return false;
	c = &r->drugs.items[0].components.items[0];
	return str_eq(c->unit, STR("mg")) && c->strength > 0 &&
	       told(c->strength, out);
}

/* An approved item is taken with what else is approved, not with the rest. */
static enum dose_over over(const struct evaluation *e)
{
	return e->decision->outcome == OUTCOME_OVERTURNED ? DOSE_APPROVED_ITEMS
	                                                  : DOSE_ALL_ITEMS;
}

static bool morphine(const struct evaluation *e, struct quantity *out)
{
	struct dose dose = dose_morphine(e->letter, e->rates, e->rules,
	                                 e->known->latest, over(e));

	*out = dose.perday;
	return dose.known;
}

static bool acetaminophen(const struct evaluation *e, struct quantity *out)
{
	struct dose dose = dose_acetaminophen(e->letter, e->rates, over(e));

	*out = dose.perday;
	return dose.known;
}

static bool measure(const struct evaluation *e, enum measure m,
                    struct quantity *out, struct leaf_value *leaf)
{
	const struct request *r = &e->decision->request;

	switch (m) {
	case MEASURE_VISITS:
		return told(r->visits, out);
	case MEASURE_TOTAL_VISITS:
		return total_visits(e, out, leaf);
	case MEASURE_SITES:
		return told(r->sites, out);
	case MEASURE_LEVELS:
		return r->levels.len && told((double)request_levels(r), out);
	case MEASURE_JOINTS:
		return r->levels.len && told((double)request_joints(r), out);
	case MEASURE_QUANTITY:
		return told(r->quantity, out);
	case MEASURE_REFILLS:
		return told(r->refills, out);
	case MEASURE_SUPPLY:
		return supply(e, out);
	case MEASURE_DAILY_DOSE:
		return dose_per_day(e->rates, e->decision, out);
	case MEASURE_STRENGTH:
		return strength(r, out);
	case MEASURE_DURATION:
		return request_duration(r, out);
	case MEASURE_MORPHINE:
		return morphine(e, out);
	case MEASURE_ACETAMINOPHEN:
		return acetaminophen(e, out);
	case MEASURE_INJURY_AGE:
		return injury_age(e, out, leaf);
	case MEASURE_PATIENT_AGE:
		return told(e->letter->patient.age, out);
	case MEASURE_INGREDIENTS:
	case MEASURE_CLASS:
	case MEASURE_REGION:
	case MEASURE_KIND:
	case MEASURE_TERMS:
	case MEASURE_OTHER_CLASSES:
	case MEASURE_APPROVED_CLASSES:
	case MEASURE_OPERATIONS:
	case MEASURES:
		break;
	}
	return false;
}

/* -- measures that are words */

/* Items beyond these are not looked at: no patient takes a hundred drugs. */
#define OTHER_ITEMS_MAX 200

struct words {
	struct str items[64];
	size_t n;
	bool complete; /* everything there is stands in items */
};

static void add_word(struct words *w, struct str word)
{
	if (w->n < N(w->items))
		w->items[w->n++] = word;
	else
		w->complete = false;
}

static void add_drugs(struct words *w, const struct request *r)
{
	w->complete = r->drugs.len > 0;
	for (size_t i = 0; i < r->drugs.len; i++) {
		const struct drug *drug = &r->drugs.items[i];

		w->complete &= drug->known && drug->components.len > 0;
		for (size_t j = 0; j < drug->components.len; j++)
			add_word(w, drug->components.items[j].ingredient);
	}
}

static struct str class_word(uint8_t drug_class)
{
	return str_c(drug_class_names.names[drug_class]);
}

static void add_other_classes(const struct evaluation *e, struct words *w,
                              bool approved)
{
	const struct letter *l = e->letter;

	w->complete = true;
	for (size_t i = 0; i < l->decisions.len && i < OTHER_ITEMS_MAX; i++) {
		const struct decision *d = &l->decisions.items[i];

		if (d == e->decision ||
		    (approved && d->outcome != OUTCOME_OVERTURNED))
			continue;
		for (size_t j = 0; j < d->request.drugs.len; j++)
			add_word(w,
			         class_word(
			                 d->request.drugs.items[j].drug_class));
	}
}

/* How the letter decides on the operations that it is asked for. */
static void add_operations(const struct evaluation *e, struct words *w,
                           struct leaf_value *leaf)
{
	const struct letter *l = e->letter;

	for (size_t i = 0; i < l->decisions.len && i < OTHER_ITEMS_MAX; i++) {
		const struct decision *d = &l->decisions.items[i];

		if (d == e->decision || d->request.category != CATEGORY_SURGERY)
			continue;
		if (!w->complete)
			leaf->at = d->outcome_span;
		w->complete = true;
		add_word(w, str_c(outcome_names.names[d->outcome]));
	}
}

static void read_words(const struct evaluation *e, enum measure m,
                       struct words *w, struct leaf_value *leaf)
{
	const struct request *r = &e->decision->request;

	*w = (struct words){ .complete = false };
	switch (m) {
	case MEASURE_INGREDIENTS:
		add_drugs(w, r);
		break;
	case MEASURE_CLASS:
		w->complete = r->drugs.len > 0;
		for (size_t i = 0; i < r->drugs.len; i++)
			add_word(w, class_word(r->drugs.items[i].drug_class));
		break;
	case MEASURE_REGION:
		w->complete = r->parts.len > 0;
		for (size_t i = 0; i < r->parts.len; i++)
			add_word(w, r->parts.items[i].region);
		break;
	case MEASURE_KIND:
		w->complete = r->kind.len > 0;
		if (r->kind.len)
			add_word(w, r->kind);
		break;
	case MEASURE_TERMS:
		w->complete = r->rental || r->purchase;
		if (r->rental)
			add_word(w, STR("rental"));
		if (r->purchase)
			add_word(w, STR("purchase"));
		break;
	case MEASURE_OTHER_CLASSES:
		add_other_classes(e, w, false);
		break;
	case MEASURE_APPROVED_CLASSES:
		add_other_classes(e, w, true);
		break;
	case MEASURE_OPERATIONS:
		add_operations(e, w, leaf);
		break;
	default:
		break;
	}
}

static uint8_t compare_words(const struct condition *c, const struct words *w)
{
	bool any = false;

	for (size_t i = 0; i < w->n && !any; i++)
		any = texts_have(&c->words, w->items[i]);
	if (c->compare == COMPARE_NONE_OF)
		return any           ? TRUTH_FALSE
		       : w->complete ? TRUTH_TRUE
		                     : TRUTH_UNKNOWN;
	return any ? TRUTH_TRUE : w->complete ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

static uint8_t measure_value(const struct evaluation *e,
                             const struct condition *c, struct leaf_value *leaf)
{
	struct quantity q = { 0 };
	struct words words;
	uint8_t value;

	leaf->place = PLACE_HEADING;
	leaf->at = e->decision->request.span;
	if (c->compare == COMPARE_ANY_OF || c->compare == COMPARE_NONE_OF) {
		read_words(e, (enum measure)c->measure, &words, leaf);
		value = compare_words(c, &words);
	} else if (measure(e, (enum measure)c->measure, &q, leaf)) {
		leaf->has_number = true;
		leaf->number = q;
		leaf->number.dimension = c->limit.dimension;
		value = compare(c, q);
	} else {
		leaf->basis = BASIS_UNMENTIONED;
		value = e->upto >= BASIS_UNMENTIONED ? c->unmentioned
		                                     : TRUTH_UNKNOWN;
	}
	return value;
}

/* -- trees */

static uint8_t evaluate(const struct evaluation *e, const struct condition *c);

static uint8_t leaf_value(const struct evaluation *e, const struct condition *c)
{
	struct leaf_value leaf = { .leaf = c };
	uint8_t value = c->kind == CONDITION_FACT ? fact_value(e, c, &leaf)
	                                          : measure_value(e, c, &leaf);

	if (c->leaf == e->negate)
		value = negated(value);
	leaf.value = value;
	if (c->leaf < e->value->n_leaves)
		e->value->leaves[c->leaf] = leaf;
	return value;
}

static uint8_t some(const struct evaluation *e, const struct condition *c,
                    uint32_t needed)
{
	uint32_t yes = 0, open = 0;

	for (size_t i = 0; i < c->of.len; i++) {
		uint8_t one = evaluate(e, &c->of.items[i]);

		yes += one == TRUTH_TRUE;
		open += one == TRUTH_UNKNOWN;
	}
	if (yes >= needed)
		return TRUTH_TRUE;
	return yes + open < needed ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

static uint8_t evaluate(const struct evaluation *e, const struct condition *c)
{
	switch ((enum condition_kind)c->kind) {
	case CONDITION_ALL:
		return some(e, c, (uint32_t)c->of.len);
	case CONDITION_ANY:
		return some(e, c, 1);
	case CONDITION_SOME:
		return some(e, c, c->needed);
	case CONDITION_NOT:
		return negated(evaluate(e, &c->of.items[0]));
	case CONDITION_FACT:
	case CONDITION_MEASURE:
		return leaf_value(e, c);
	}
	return TRUTH_UNKNOWN;
}

/* -- what it applies to */

static uint8_t yes_no(bool yes)
{
	return yes ? TRUTH_TRUE : TRUTH_FALSE;
}

static uint8_t applies_drugs(const struct applies *a, const struct request *r)
{
	bool known = r->drugs.len > 0, class = !a->classes;
	bool ingredient = !a->ingredients.len;

	for (size_t i = 0; i < r->drugs.len; i++) {
		const struct drug *drug = &r->drugs.items[i];

		known &= drug->known;
		class |= (a->classes >> drug->drug_class) & 1u;
		for (size_t j = 0; j < drug->components.len; j++)
			ingredient |= texts_have(
			        &a->ingredients,
			        drug->components.items[j].ingredient);
	}
	if (class && ingredient)
		return TRUTH_TRUE;
	if (known || r->drugs.len ||
	    (r->category != CATEGORY_MEDICATION &&
	     r->category != CATEGORY_COMPOUNDED_TOPICAL))
		return TRUTH_FALSE;
	return TRUTH_UNKNOWN;
}

static bool heading_has(const struct letter *l, const struct decision *d,
                        const struct texts *words)
{
	const struct fold *f = l->fold;
	struct str heading = fold_text(f, fold_offset(f, d->request.span.start),
	                               fold_offset(f, d->request.span.end));

	return texts_stand_in(words, heading);
}

static uint8_t applies_region(const struct applies *a, const struct request *r)
{
	if (!a->regions.len)
		return TRUTH_TRUE;
	for (size_t i = 0; i < r->parts.len; i++) {
		if (texts_have(&a->regions, r->parts.items[i].region))
			return TRUTH_TRUE;
	}
	return r->parts.len ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

/* Cheap questions first: most criteria are about another treatment. */
static bool is_of_sort(const struct applies *a, const struct request *r)
{
	if (a->categories && !((a->categories >> r->category) & 1u))
		return false;
	return !a->kinds.len || texts_have(&a->kinds, r->kind);
}

/* Without the conditions that only the letter's text can meet, and beside
 * is_of_sort. */
static uint8_t applies_to_request(const struct evaluation *e,
                                  const struct applies *a)
{
	const struct request *r = &e->decision->request;
	uint8_t t = TRUTH_TRUE;

	if (a->classes || a->ingredients.len)
		t = both(t, applies_drugs(a, r));
	if (t != TRUTH_FALSE && a->words.len)
		t = both(t, yes_no(heading_has(e->letter, e->decision,
		                               &a->words)));
	if (t != TRUTH_FALSE && a->without.len)
		t = both(t, yes_no(!heading_has(e->letter, e->decision,
		                                &a->without)));
	if (t != TRUTH_FALSE)
		t = both(t, applies_region(a, r));
	return t;
}

enum truth applies_to(const struct applies *a, const struct letter *l,
                      const struct decision *d)
{
	struct evaluation e = { .letter = l, .decision = d };

	return is_of_sort(a, &d->request)
	               ? (enum truth)applies_to_request(&e, a)
	               : TRUTH_FALSE;
}

static uint8_t applies(const struct evaluation *e, const struct applies *a,
                       uint8_t t)
{
	if (t != TRUTH_FALSE &&
	    (a->when.of.len || a->when.kind != CONDITION_ALL))
		t = both(t, evaluate(e, &a->when));
	return t;
}

/* -- whole criteria */

static const struct recital *find_recital(const struct known *known,
                                          const struct ruleset *rules,
                                          const struct criterion *c)
{
	for (size_t i = 0; i < known->own.recitals.len; i++) {
		const struct recital *r = &known->own.recitals.items[i];

		if (!r->reversed &&
		    str_eq(rules->criteria.list.items[r->criterion].id, c->id))
			return r;
	}
	return NULL;
}

struct criterion_value
criterion_evaluate(const struct criterion *c, const struct letter *l,
                   const struct decision *d, const struct known *known,
                   const struct dose_rates *rates, const struct ruleset *rules,
                   struct arena *a, uint16_t negate)
{
	struct criterion_value v = { .criterion = c, .n_leaves = c->leaves };
	struct evaluation e = { .letter = l,
		                .decision = d,
		                .known = known,
		                .rates = rates,
		                .rules = rules,
		                .value = &v,
		                .negate = negate };
	const struct leaf_value *leaf;

	/* Most criteria are about other kinds of treatment. */
	v.applies = TRUTH_FALSE;
	if (is_of_sort(&c->applies, &d->request))
		v.applies = applies_to_request(&e, &c->applies);
	v.recital = find_recital(known, rules, c);
	/* "It is not recommended" speaks of what is asked for, or of nothing.
	 */
	if (!v.recital && c->recited_generally && v.applies != TRUTH_FALSE &&
	    !span_empty(known->own.general.at))
		v.recital = &known->own.general;
	if (v.applies == TRUTH_FALSE && !v.recital)
		return v;
	v.leaves = ARENA_ARRAY(a, struct leaf_value, c->leaves);
	e.upto = BASIS_UNMENTIONED; /* 'when' says itself what silence is */
	v.applies = applies(&e, &c->applies, v.applies);
	if (v.applies == TRUTH_FALSE && !v.recital)
		return v;
	for (unsigned upto = BASIS_STATED; upto <= BASIS_UNMENTIONED; upto++) {
		e.upto = (enum basis)upto;
		v.value = evaluate(&e, &c->require);
		v.basis = (uint8_t)upto;
		if (v.value != TRUTH_UNKNOWN)
			break;
	}
	if (v.applies != TRUTH_TRUE)
		v.value = TRUTH_UNKNOWN;
	leaf = v.value == TRUTH_FALSE && !v.recital ? criterion_decisive(&v)
	                                            : NULL;
	if (leaf && !span_empty(leaf->at)) {
		v.recital = criterion_recital(known, leaf->leaf);
		v.recited_freely = v.recital != NULL;
	}
	return v;
}

void criteria_evaluate(struct criterion_values *out, const struct letter *l,
                       const struct decision *d, const struct known *known,
                       const struct dose_rates *rates,
                       const struct ruleset *rules, struct arena *a)
{
	const struct criteria *criteria = &rules->criteria;
	uint8_t *force = ARENA_ARRAY(a, uint8_t, criteria->packs.len + 1);
	struct date day = edition_day(l, d, known);

	for (size_t i = 0; i < criteria->packs.len; i++)
		force[i] =
		        (uint8_t)pack_in_force(&criteria->packs.items[i], day);
	for (size_t i = 0; i < criteria->list.len; i++) {
		const struct criterion *c = &criteria->list.items[i];
		struct criterion_value v;

		if (force[c->pack] == NOT_IN_FORCE)
			continue;
		v = criterion_evaluate(c, l, d, known, rates, rules, a,
		                       NEGATE_NONE);
		v.near_switch = force[c->pack] == NEAR_SWITCH;
		if (v.applies != TRUTH_FALSE || v.recital)
			*VEC_PUSH(a, &out->list) = v;
	}
}

/* -- what decided */

const struct leaf_value *criterion_decisive(const struct criterion_value *v)
{
	const struct leaf_value *found = NULL;

	for (uint16_t i = 0; i < v->n_leaves; i++) {
		const struct leaf_value *leaf = &v->leaves[i];

		if (!leaf->leaf || leaf->value != v->value)
			continue;
		if (!found ||
		    (span_empty(found->at) && !span_empty(leaf->at)) ||
		    (leaf->basis < found->basis && !span_empty(leaf->at)))
			found = leaf;
	}
	/* A negation turns values round: then any leaf with a passage. */
	for (uint16_t i = 0; !found && i < v->n_leaves; i++) {
		if (v->leaves[i].leaf && v->leaves[i].value != TRUTH_UNKNOWN)
			found = &v->leaves[i];
	}
	return found;
}
