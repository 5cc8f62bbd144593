/*
 * service.c -- the category: what kind of service the names make a request.
 *
 * The first specific treatment decides, before a drug unless it is an injection
 * or a test of it; generic words decide when nothing else stands there.
 */
#include "letter/heading.h"

/* "An injection under fluoroscopy" asks for the injection, "fluoroscopic
 * guidance for an injection" for the guidance. */
static bool is_guidance(const struct heading *h, const struct name *n)
{
	struct str rest = fold_text(h->fold, n->end, h->end);

	if (str_starts(rest, STR(" for ")))
		return false;
	return str_eq(n->treatment->kind, STR("image-guidance")) ||
	       (n->treatment->category == CATEGORY_IMAGING &&
	        (str_starts(rest, STR(" guid")) ||
	         str_starts(rest, STR("-guid"))));
}

/* The first name that decides; generic ones only when `generic` says so. */
static const struct name *deciding(const struct heading *h, bool generic)
{
	for (size_t i = 0; i < h->treatments.len; i++) {
		const struct name *n = &h->treatments.items[i];

		if (n->treatment->generic == generic && !is_guidance(h, n) &&
		    n->treatment->category != CATEGORY_MEDICATION)
			return n;
	}
	return NULL;
}

bool is_therapy(uint8_t category)
{
	return category == CATEGORY_PHYSICAL_THERAPY ||
	       category == CATEGORY_OCCUPATIONAL_THERAPY ||
	       category == CATEGORY_CHIROPRACTIC ||
	       category == CATEGORY_ACUPUNCTURE ||
	       category == CATEGORY_MASSAGE ||
	       category == CATEGORY_PSYCHOLOGICAL;
}

/* "Consultation for an epidural injection" asks for the consultation. */
static const struct name *consultation_first(const struct heading *h,
                                             const struct name *specific)
{
	const struct name *g = deciding(h, true);

	if (g && specific && g->start < specific->start &&
	    g->treatment->category == CATEGORY_CONSULTATION &&
	    !is_therapy(specific->treatment->category) &&
	    !tokens_have(h, UNIT_TREATMENT))
		return g;
	return specific;
}

/* "Hand surgery consultation" asks for the consultation, not for surgery. */
static const struct name *consultation_behind(const struct heading *h,
                                              const struct name *specific)
{
	for (size_t i = 0; i < h->treatments.len && specific; i++) {
		const struct name *n = &h->treatments.items[i];

		if (specific->treatment->category == CATEGORY_SURGERY &&
		    n->start == specific->end + 1 &&
		    (n->treatment->category == CATEGORY_CONSULTATION ||
		     n->treatment->category == CATEGORY_OFFICE_VISIT))
			return n;
	}
	return specific;
}

static size_t topical_ingredients(const struct request *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->drugs.len; i++)
		n += r->drugs.items[i].components.len;
	return n;
}

/* True when the ingredient is also sold as a topical of its own. */
static bool sold_topical(const struct lexicon *lex, const struct drug_row *row)
{
	for (size_t i = 0; i < lex->drugs.len; i++) {
		const struct drug_row *other = &lex->drugs.items[i];

		if (other->drug_class == DRUG_TOPICAL && !other->compounded &&
		    other->ingredients.len == 1 && row->ingredients.len == 1 &&
		    str_eq(other->ingredients.items[0],
		           row->ingredients.items[0]))
			return true;
	}
	return false;
}

static bool is_compounded(const struct lexicon *lex, const struct drug_row *row)
{
	return row->compounded ||
	       (!str_eq(row->route, STR("topical")) && !sold_topical(lex, row));
}

static uint8_t category_of_drugs(const struct heading *h,
                                 const struct request *r)
{
	bool topical = r->drugs.len > 0, compounded = false;

	if (h->drugs.len && h->drugs.items[0].drug->category)
		return h->drugs.items[0].drug->category;
	for (size_t i = 0; i < r->drugs.len; i++)
		topical &= r->drugs.items[i].drug_class == DRUG_TOPICAL;
	for (size_t i = 0; i < h->drugs.len; i++)
		compounded |= is_compounded(h->lex, h->drugs.items[i].drug);
	return topical && (compounded || topical_ingredients(r) > 1)
	               ? CATEGORY_COMPOUNDED_TOPICAL
	               : CATEGORY_MEDICATION;
}

/* True when the treatment, not the drug beside it, is what is asked for. */
static bool outranks(const struct heading *h, const struct name *t)
{
	if (t->treatment->category == CATEGORY_INJECTION ||
	    t->treatment->category == CATEGORY_SURGERY ||
	    t->treatment->category == CATEGORY_DRUG_TESTING ||
	    t->treatment->category == CATEGORY_LABORATORY ||
	    t->treatment->category == CATEGORY_COMPOUNDED_TOPICAL)
		return true;
	return !h->drugs.len || t->start < h->drugs.items[0].start;
}

static const struct name *injection_word(const struct heading *h)
{
	for (size_t i = 0; i < h->treatments.len; i++) {
		if (h->treatments.items[i].treatment->category ==
		    CATEGORY_INJECTION)
			return &h->treatments.items[i];
	}
	return NULL;
}

void service_read(const struct heading *h, struct request *r)
{
	const struct name *t = consultation_first(h, deciding(h, false));

	if (r->drugs.len && (!t || !outranks(h, t)))
		t = injection_word(h);
	else if (!t)
		t = deciding(h, true);
	t = consultation_behind(h, t);
	if (t) {
		r->category = t->treatment->category;
		r->kind = t->treatment->kind;
	} else if (r->drugs.len) {
		r->category = category_of_drugs(h, r);
		r->kind = str_c(
		        drug_class_names.names[r->drugs.items[0].drug_class]);
		if (h->drugs.len && h->drugs.items[0].drug->fine_class.len)
			r->kind = h->drugs.items[0].drug->fine_class;
	} else if (h->treatments.len) {
		r->category = h->treatments.items[0].treatment->category;
		r->kind = h->treatments.items[0].treatment->kind;
	}
}

/* Nobody asks for more images of one kind at once: "ultrasound times 12" is of
 * the therapist's. */
#define IMAGES_MAX 2

static bool has_sessions(const struct request *r)
{
	return r->visits >= 0 ||
	       (r->category == CATEGORY_IMAGING && r->quantity > IMAGES_MAX);
}

static bool to_take_home(const struct heading *h, const struct request *r)
{
	return tokens_have(h, UNIT_DEVICE) || r->rental || r->purchase;
}

/* The same words may mean a session in clinic or a unit to take home. */
void service_reconsider(const struct heading *h, struct request *r)
{
	for (size_t i = 0; i < h->lex->readings.len; i++) {
		const struct reading_row *row = &h->lex->readings.items[i];

		if (!texts_have(&row->kinds, r->kind) ||
		    row->category == r->category)
			continue;
		if (row->when == WHEN_DEVICE
		            ? to_take_home(h, r) && !has_sessions(r)
		            : has_sessions(r) && !to_take_home(h, r)) {
			if (r->category == CATEGORY_IMAGING && r->visits < 0) {
				r->visits = r->quantity;
				r->quantity = NOT_STATED;
			}
			r->category = row->category;
			return;
		}
	}
}
