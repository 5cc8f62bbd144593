/*
 * check_restated.c -- the request as the heading and as the rationale has it.
 *
 * A rationale says the request again in its own words. Where both give a
 * strength, a quantity, a number of visits, a time, a date or a level, the two
 * must agree. What the claims administrator granted, what was asked at first,
 * and what comes on top of something may be other numbers.
 */
#include "engine/named_part.h"
#include "engine/restating.h"

#define RULE STR("consistency/request-restated-differently")

/* A month is thirty days or four weeks: times this near are the same. */
#define DAYS_APART 0.1

/* -- reporting */

struct comparing {
	struct restating *r;
	const struct restated *again;
	unsigned agreed;  /* fields that both state alike */
	unsigned settled; /* bits of counts that a verdict states alike */
	unsigned found;
};

static void differ(struct comparing *c, struct str asked, struct str said)
{
	struct restating *r = c->r;
	struct finding *f = checking_report(
	        r->c, RULE, r->d->index, c->again->at,
	        "item %u asks for %.*s, the rationale %s %.*s", r->d->index,
	        STR_ARG(asked),
	        c->again->concluding ? "decides on" : "speaks of",
	        STR_ARG(said));

	checking_relate(r->c, f, r->d->request.disputed,
	                "the item asks for %.*s", STR_ARG(asked));
	c->found++;
}

/* -- when another number is no other request */

static bool lists(const struct request *r, double number)
{
	for (size_t i = 0; i < r->numbers.len; i++) {
		if (r->numbers.items[i] == number)
			return true;
	}
	return false;
}

static bool has_cue(const struct comparing *c, enum cue cue)
{
	const struct sentence *s = c->again->sentence;

	for (uint32_t i = 0; i < s->n_hits; i++) {
		const struct hit *h =
		        &c->r->d->hits.list.items[s->first_hit + i];

		if (hit_is_cue(h, cue) && h->start >= c->again->folded.start &&
		    h->end <= c->again->folded.end)
			return true;
	}
	return false;
}

/* The whole restatement may speak of something else than what is in dispute. */
static bool is_other_matter(const struct comparing *c)
{
	const struct decision *d = c->r->d;

	return d->conclusion == CONCLUSION_PARTLY ||
	       d->outcome == OUTCOME_MODIFIED ||
	       (c->again->elsewhere && !c->again->concluding);
}

/* The restatement stands in the sentence that decides: "the request for eight
 * visits keeps to the nine" before it may still be all that was asked for. */
static bool decides(const struct comparing *c)
{
	const struct decision *d = c->r->d;
	struct span at = c->again->at;

	return c->again->concluding && at.start < d->conclusion_span.end &&
	       at.end > d->conclusion_span.start;
}

static bool is_excused(const struct comparing *c, double said)
{
	const struct restating *r = c->r;

	if (is_other_matter(c) || lists(&r->d->request, said) ||
	    (has_cue(c, CUE_ADDITION) && !c->again->asked))
		return true;
	if (!r->split)
		return false;
	return (r->portions.has_granted && lists(&r->portions.granted, said)) ||
	       (!decides(c) && (lists(&r->portions.original, said) ||
	                        r->portions.original.visits == said));
}

/* -- visits, quantity, refills, sites */

/* clang-format off */
static const struct count_field {
	size_t offset; /* of a double in struct request */
	const char *before, *one, *many;
	bool of_thing;
} counts[] = {
	{ offsetof(struct request, visits),   "", " visit", " visits", false },
	{ offsetof(struct request, quantity), "a quantity of ", "", "", true },
	{ offsetof(struct request, refills),  "", " refill", " refills", true },
	{ offsetof(struct request, sites),    "", " site", " sites", false },
};
/* clang-format on */

static double number_of(const struct request *r, const struct count_field *f)
{
	return *(const double *)(const void *)((const char *)r + f->offset);
}

static struct str counted(struct arena *a, const struct count_field *f,
                          double n)
{
	return arena_printf(a, "%s%g%s", f->before, n,
	                    n == 1 ? f->one : f->many);
}

static bool is_service(const struct request *r)
{
	return r->category != CATEGORY_MEDICATION &&
	       r->category != CATEGORY_COMPOUNDED_TOPICAL;
}

/* One thing on both sides, the same: its quantity is nobody else's. */
static bool one_thing(const struct comparing *c)
{
	const struct request *asked = &c->r->d->request;
	const struct request *said = &c->again->request;

	if (!asked->drugs.len && !said->drugs.len)
		return names_compare(c->r, c->again->folded) == NAMES_ALIKE;
	/* "A quantity of 90", "the 90 tablets requested": of the only drug. */
	if (asked->drugs.len == 1 && !said->drugs.len && !is_service(asked))
		return names_compare(c->r, c->again->folded) == NAMES_NOTHING;
	return asked->drugs.len == 1 && said->drugs.len == 1 &&
	       requests_share_drug(asked, said);
}

static void compare_counts(struct comparing *c)
{
	struct arena *a = c->r->c->arena;

	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		double asked = number_of(&c->r->d->request, &counts[i]);
		double said = number_of(&c->again->request, &counts[i]);

		if (asked <= 0 || said <= 0 ||
		    (counts[i].of_thing && !one_thing(c)))
			continue;
		/* "Three things are requested" */
		if (counts[i].of_thing && c->again->asked &&
		    !c->again->request.drugs.len &&
		    !is_service(&c->r->d->request))
			continue;
		/* "121 grams, quantity 1": told by the other number. */
		if (counts[i].offset == offsetof(struct request, quantity) &&
		    !c->r->split &&
		    text_has_number(c->r->d->request.text, said))
			continue;
		if (asked == said) {
			c->agreed++;
			if (c->again->concluding)
				c->settled |= 1u << i;
		} else if (!(c->settled >> i & 1) && !is_excused(c, said)) {
			/* "12 visits are not necessary; 6 would be." */
			differ(c, counted(a, &counts[i], asked),
			       counted(a, &counts[i], said));
		}
	}
}

/* -- strengths, ingredient by ingredient */

/* The strength of an ingredient in that unit; 0: not stated. */
static double strength_of(const struct request *r, struct str ingredient,
                          struct str unit)
{
	for (size_t i = 0; i < r->drugs.len; i++) {
		for (size_t j = 0; j < r->drugs.items[i].components.len; j++) {
			const struct component *p =
			        &r->drugs.items[i].components.items[j];

			if (str_eq(p->ingredient, ingredient) &&
			    str_eq(p->unit, unit))
				return p->strength;
		}
	}
	return 0;
}

static void compare_component(struct comparing *c, const struct drug *drug,
                              const struct component *said)
{
	struct arena *a = c->r->c->arena;
	const struct request *asked = &c->r->d->request;
	double strength = strength_of(asked, said->ingredient, said->unit);

	if (said->strength <= 0 || strength <= 0)
		return;
	if (strength == said->strength) {
		c->agreed++;
		return;
	}
	/* "Norco 325 mg" names the other part of the tablet. */
	if (is_other_matter(c) || text_has_number(asked->text, said->strength))
		return;
	differ(c,
	       arena_printf(a, "%.*s %g %.*s", STR_ARG(said->ingredient),
	                    strength, STR_ARG(said->unit)),
	       arena_printf(a, "%.*s %g %.*s", STR_ARG(drug->name),
	                    said->strength, STR_ARG(said->unit)));
}

static void compare_strengths(struct comparing *c)
{
	const struct request *said = &c->again->request;

	for (size_t i = 0; i < said->drugs.len; i++) {
		const struct drug *d = &said->drugs.items[i];

		for (size_t j = 0; j < d->components.len; j++) {
			unsigned found = c->found;

			compare_component(c, d, &d->components.items[j]);
			if (c->found > found)
				return;
		}
	}
}

/* -- how often, for how long, when */

static bool apart(double a, double b)
{
	double more = a > b ? a : b;
	double less = a > b ? b : a;

	return more - less > DAYS_APART * more;
}

/* "Three months", "a 90 day supply" */
static double days_of(const struct request *r)
{
	return r->days > 0 ? r->days : r->days_supply;
}

/* What was asked for before the request was split, where the restatement may
 * mean that; NULL: it may not. */
static const struct request *before_split(const struct comparing *c)
{
	return c->r->split && !decides(c) ? &c->r->portions.original : NULL;
}

static void compare_times(struct comparing *c)
{
	const struct request *asked = &c->r->d->request;
	const struct request *said = &c->again->request;
	const struct request *first = before_split(c);
	struct arena *a = c->r->c->arena;

	if (is_service(asked) && asked->per_week > 0 && said->per_week > 0) {
		if (!apart(asked->per_week, said->per_week))
			c->agreed++;
		else if (!is_other_matter(c) &&
		         !(first && !apart(first->per_week, said->per_week)))
			differ(c,
			       arena_printf(a, "%g times a week",
			                    asked->per_week),
			       arena_printf(a, "%g times a week",
			                    said->per_week));
	}
	if (days_of(asked) > 0 && days_of(said) > 0) {
		if (!apart(days_of(asked), days_of(said)))
			c->agreed++;
		else if (!is_other_matter(c) &&
		         !(first && !apart(days_of(first), days_of(said))))
			differ(c,
			       arena_printf(a, "'%.*s'",
			                    STR_ARG(asked->duration)),
			       arena_printf(a, "'%.*s'",
			                    STR_ARG(said->duration)));
	}
}

static void compare_date(struct comparing *c)
{
	const struct request *asked = &c->r->d->request;
	const struct request *said = &c->again->request;
	struct arena *a = c->r->c->arena;

	if (!asked->service_date.day || !said->service_date.day ||
	    !said->retrospective)
		return;
	if (!date_cmp(asked->service_date, said->service_date))
		c->agreed++;
	else if (!is_other_matter(c))
		differ(c,
		       arena_printf(a, "the service of %d-%02d-%02d",
		                    asked->service_date.year,
		                    asked->service_date.month,
		                    asked->service_date.day),
		       arena_printf(a, "that of %d-%02d-%02d",
		                    said->service_date.year,
		                    said->service_date.month,
		                    said->service_date.day));
}

/* -- spinal levels */

static uint64_t all_vertebrae(const struct request *r)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < r->levels.len; i++)
		bits |= level_vertebrae(r->levels.items[i]);
	return bits;
}

/* The discs between the vertebrae, "L4-5"; none when some level is a vertebra
 * ("L4"): it may be meant for the disc above it or below. */
static uint64_t all_discs(const struct request *r)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < r->levels.len; i++) {
		uint64_t level = level_vertebrae(r->levels.items[i]);

		if (!(level & level >> 1))
			return 0;
		bits |= level & level >> 1;
	}
	return bits;
}

static void compare_levels(struct comparing *c)
{
	const struct request *asked = &c->r->d->request;
	const struct request *said = &c->again->request;
	uint64_t one = all_discs(asked), other = all_discs(said);

	if (!one || !other) {
		one = all_vertebrae(asked);
		other = all_vertebrae(said);
	}
	if (!one || !other)
		return;
	if (one & other)
		c->agreed++;
	else if (!is_other_matter(c))
		differ(c, asked->levels.items[0], said->levels.items[0]);
}

/* -- contrast, and whether a thing is bought */

/* How the text asks for contrast, in words; empty when it does not say. */
static struct str contrast_of(const struct restating *r, struct str text)
{
	const struct sentence_words *words = &r->c->rules->language.words;

	if (texts_stand_in(&words->both_contrasts, text))
		return STR("with and without contrast");
	if (texts_stand_in(&words->without_contrast, text))
		return STR("without contrast");
	if (texts_stand_in(&words->with_contrast, text))
		return STR("with contrast");
	return STR("");
}

static struct str folded(const struct restating *r, struct span at)
{
	const struct fold *f = r->c->letter->fold;

	return fold_text(f, fold_offset(f, at.start), fold_offset(f, at.end));
}

static void compare_contrast(struct comparing *c)
{
	struct restating *r = c->r;
	struct span again = c->again->folded;
	struct str asked = contrast_of(r, folded(r, r->d->request.disputed));
	struct str said = contrast_of(
	        r, fold_text(r->c->letter->fold, again.start, again.end));

	if (!asked.len || !said.len)
		return;
	if (str_eq(asked, said))
		c->agreed++;
	else if (!is_other_matter(c))
		differ(c,
		       arena_printf(r->c->arena, "a study %.*s",
		                    STR_ARG(asked)),
		       arena_printf(r->c->arena, "one %.*s", STR_ARG(said)));
}

/* "A rental would be considered": not what is asked for. */
static bool is_supposed(const struct comparing *c)
{
	const struct sentence *s = c->again->sentence;

	return texts_stand_in(
	        &c->r->c->rules->language.words.supposed,
	        fold_text(c->r->c->letter->fold, s->start, s->end));
}

/* The purchase of what is asked for as a rental, or the reverse. */
static void compare_purchase(struct comparing *c)
{
	const struct request *asked = &c->r->d->request;
	const struct request *said = &c->again->request;

	if (is_other_matter(c) || is_supposed(c) ||
	    asked->rental == asked->purchase ||
	    said->rental == said->purchase || asked->rental == said->rental)
		return;
	differ(c, asked->rental ? STR("a rental") : STR("a purchase"),
	       said->rental ? STR("a rental") : STR("a purchase"));
}

/* -- hours, of a program or of each day */

/* "160 hours", "4 hours a day", "six hours daily": the first of them. */
struct hours hours_in(const struct restating *r, struct str text)
{
	struct hours h = { 0 };
	size_t at = str_find(text, 0, STR("hour"));
	struct str before = str_trim_chars(str_sub(text, 0, at), STR(" -"));
	struct str number = str_sub(before, str_last_word(before), before.len);
	struct str behind = str_sub(text, at + 4, text.len);
	size_t used;

	if (at == text.len || !number.len)
		return h;
	h.n = is_digit(number.ptr[0]) ? str_decimal(number, &used)
	                              : number_word(number);
	if (str_starts(behind, STR("s")))
		behind = str_sub(behind, 1, behind.len);
	behind = str_trim_chars(behind, STR(" "));
	if (texts_begin(&r->c->rules->language.words.each_day, behind))
		h.each = STR(" a day");
	if (texts_begin(&r->c->rules->language.words.each_week, behind))
		h.each = STR(" a week");
	return h;
}

static bool asked_first(const struct comparing *c, struct hours said)
{
	const struct request *first = before_split(c);

	return first && hours_in(c->r, folded(c->r, first->span)).n == said.n;
}

static void compare_hours(struct comparing *c)
{
	struct restating *r = c->r;
	struct arena *a = r->c->arena;
	struct span again = c->again->folded;
	struct hours asked = hours_in(r, folded(r, r->d->request.disputed));
	struct hours said = hours_in(
	        r, fold_text(r->c->letter->fold, again.start, again.end));

	if (asked.n <= 0 || said.n <= 0 || !str_eq(asked.each, said.each))
		return;
	if (asked.n == said.n)
		c->agreed++;
	else if (!is_excused(c, said.n) && !asked_first(c, said))
		differ(c,
		       arena_printf(a, "%g hours%.*s", asked.n,
		                    STR_ARG(asked.each)),
		       arena_printf(a, "%g hours%.*s", said.n,
		                    STR_ARG(said.each)));
}

/* -- the heading's own portions */

/* What remains of a request is of the same strength as the request. */
static void compare_portions(struct comparing *c)
{
	struct restating *r = c->r;
	const struct request *first = &r->portions.original;
	const struct request *rest = &r->portions.disputed;

	if (!r->split || first->drugs.len != 1 || rest->drugs.len != 1)
		return;
	for (size_t i = 0; i < rest->drugs.items[0].components.len; i++) {
		const struct component *p =
		        &rest->drugs.items[0].components.items[i];
		double was = strength_of(first, p->ingredient, p->unit);
		struct finding *f;

		if (was <= 0 || p->strength <= 0 || was == p->strength ||
		    text_has_number(first->text, p->strength))
			continue;
		f = checking_report(
		        r->c, RULE, r->d->index, rest->span,
		        "item %u first asked for %.*s %g %.*s, and what "
		        "remains of it is %g %.*s",
		        r->d->index, STR_ARG(p->ingredient), was,
		        STR_ARG(p->unit), p->strength, STR_ARG(p->unit));
		checking_relate(r->c, f, first->span,
		                "it was first asked for so");
		c->found++;
		return;
	}
}

static void check_numbers(struct restating *r)
{
	struct comparing c = { .r = r };

	compare_portions(&c);
	for (size_t i = 0; i < r->again.list.len; i++) {
		c.again = &r->again.list.items[i];
		if (c.again->loosely ||
		    names_compare(r, c.again->folded) == NAMES_OTHER)
			continue;
		compare_counts(&c);
		compare_strengths(&c);
		compare_times(&c);
		compare_date(&c);
		compare_levels(&c);
		compare_contrast(&c);
		compare_purchase(&c);
		compare_hours(&c);
	}
	if (c.found)
		return;
	checking_verdict(r->c, RULE, r->d->index,
	                 c.agreed ? VERDICT_CONSISTENT : VERDICT_UNKNOWN,
	                 c.agreed ? "what the rationale says again agrees"
	                          : "the rationale gives no figure of the "
	                            "request again");
}

/* -- all rules of this family */

/* clang-format off */
static void (*const family[])(struct restating *r) = {
	check_numbers, check_treatment, check_body, check_called_missing,
	check_arithmetic,
};
static const struct str family_rules[] = {
	STR_INIT("consistency/request-restated-differently"),
	STR_INIT("consistency/different-treatment-in-rationale"),
	STR_INIT("consistency/body-part-or-side-mismatch"),
	STR_INIT("consistency/rationale-contradicts-request"),
};
/* clang-format on */

static void not_evaluated(struct checking *c, const struct decision *d,
                          const char *because)
{
	for (size_t i = 0; i < sizeof(family_rules) / sizeof(*family_rules);
	     i++)
		checking_verdict(c, family_rules[i], d->index,
		                 VERDICT_NOT_EVALUATED, "%s", because);
}

void check_restated(struct checking *c)
{
	const struct named_parts *told = named_parts_of_summary(c);

	check_summary_sides(c, told);
	for (size_t i = 0; i < c->letter->decisions.len; i++) {
		const struct decision *d = &c->letter->decisions.items[i];
		struct restating r = { .c = c, .d = d, .told = told };

		r.names = ARENA_ARRAY(c->arena, uint8_t, d->hits.list.len + 1);
		r.split =
		        request_read_portions(c->letter, &d->request, c->rules,
		                              c->arena, &r.portions);
		if (span_empty(d->rationale)) {
			not_evaluated(c, d, "the item has no rationale");
			check_arithmetic(&r);
			continue;
		}
		restated_read(c->letter, d, c->rules, c->arena, &r.again);
		for (size_t j = 0; j < sizeof(family) / sizeof(*family); j++)
			family[j](&r);
		if (r.again.cut)
			not_evaluated(c, d,
			              "the rationale says the request "
			              "again too often to read it all");
	}
}
