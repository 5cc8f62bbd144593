/* letter_json.c -- a letter as it was parsed, as JSON. */
#include "report/letter_json.h"

#include "report/span_json.h"
#include "rules/layout.h"

#define SCHEMA "imrcheck-letter/1"

static void write_date(struct json *j, const char *key, struct date d)
{
	json_key(j, key);
	if (!date_known(d))
		json_null(j);
	else if (d.day)
		json_str(j, arena_printf(j->out->arena, "%04d-%02d-%02d",
		                         d.year, d.month, d.day));
	else
		json_str(j, arena_printf(j->out->arena, "%04d-%02d", d.year,
		                         d.month));
}

static void write_stated(struct json *j, const char *key, double n)
{
	json_key(j, key);
	if (n < 0)
		json_null(j);
	else
		json_number(j, n);
}

static void write_text(struct json *j, const char *key, struct str s)
{
	json_key(j, key);
	json_str_or_null(j, s);
}

static void write_texts(struct json *j, const char *key,
                        const struct str *items, size_t n)
{
	json_key(j, key);
	json_list(j);
	for (size_t i = 0; i < n; i++)
		json_str(j, items[i]);
	json_list_end(j);
}

static void write_span(struct json *j, const char *key, const struct letter *l,
                       struct span at)
{
	json_key(j, key);
	json_span_or_null(j, l->source, at);
}

/* A section: its text and where it stands; null when it is missing. */
static void write_section(struct json *j, const char *key,
                          const struct letter *l, struct span at)
{
	json_key(j, key);
	if (span_empty(at)) {
		json_null(j);
		return;
	}
	json_object(j);
	json_member(j, "text", letter_text(l, at));
	write_span(j, "span", l, at);
	json_object_end(j);
}

static void write_header(struct json *j, const struct header *h)
{
	json_key(j, "header");
	json_object(j);
	write_date(j, "injury", h->injury.date);
	write_date(j, "assigned", h->assigned.date);
	write_date(j, "decided", h->decided.date);
	write_date(j, "ur_denied", h->ur_denied.date);
	write_date(j, "received", h->received.date);
	write_text(j, "priority", h->priority);
	json_object_end(j);
}

static void write_people(struct json *j, const struct letter *l)
{
	json_key(j, "reviewer");
	json_object(j);
	write_texts(j, "licenses", l->reviewer.licenses.items,
	            l->reviewer.licenses.len);
	write_texts(j, "specialties", l->reviewer.specialties.items,
	            l->reviewer.specialties.len);
	json_object_end(j);
	json_key(j, "patient");
	json_object(j);
	write_stated(j, "age", l->patient.age);
	write_text(j, "sex", l->patient.sex);
	json_object_end(j);
}

static void write_summary(struct json *j, const struct letter *l)
{
	json_key(j, "summary");
	if (span_empty(l->summary)) {
		json_null(j);
		return;
	}
	json_object(j);
	write_date(j, "injury", l->summary_injury.date);
	json_member(j, "text", letter_text(l, l->summary));
	write_span(j, "span", l, l->summary);
	json_object_end(j);
}

static void write_component(struct json *j, const struct component *c)
{
	json_object(j);
	json_member(j, "name", c->ingredient);
	json_key(j, "strength");
	if (c->strength > 0)
		json_number(j, c->strength);
	else
		json_null(j);
	write_text(j, "unit", c->unit);
	json_object_end(j);
}

static void write_drug(struct json *j, const struct drug *d)
{
	json_object(j);
	json_member(j, "name", d->name);
	json_key(j, "ingredients");
	json_list(j);
	for (size_t i = 0; i < d->components.len; i++)
		json_str(j, d->components.items[i].ingredient);
	json_list_end(j);
	json_key(j, "class");
	json_c(j, drug_class_name((enum drug_class)d->drug_class));
	write_text(j, "route", d->route);
	json_key(j, "components");
	json_list(j);
	for (size_t i = 0; i < d->components.len; i++)
		write_component(j, &d->components.items[i]);
	json_list_end(j);
	if (!d->known) {
		json_key(j, "known");
		json_bool(j, false);
	}
	json_object_end(j);
}

static void write_parts(struct json *j, const struct request *r)
{
	json_key(j, "body_parts");
	json_list(j);
	for (size_t i = 0; i < r->parts.len; i++)
		json_str(j, r->parts.items[i].name);
	json_list_end(j);
	json_key(j, "laterality");
	if (r->laterality == SIDE_NONE)
		json_null(j);
	else
		json_c(j, laterality_name((enum laterality)r->laterality));
}

static void write_missing(struct json *j, unsigned missing)
{
	static const struct {
		unsigned bit;
		const char *name;
	} names[] = {
		{ MISSING_QUANTITY, "quantity" },
		{ MISSING_STRENGTH, "strength" },
		{ MISSING_FREQUENCY, "frequency" },
		{ MISSING_DURATION, "duration" },
		{ MISSING_BODY_PART, "body-part" },
		{ MISSING_LATERALITY, "laterality" },
		{ MISSING_LEVEL, "level" },
		{ MISSING_VISITS, "visits" },
	};

	json_key(j, "missing");
	json_list(j);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (missing & names[i].bit)
			json_c(j, names[i].name);
	}
	json_list_end(j);
}

static void write_request(struct json *j, const struct letter *l,
                          const struct request *r)
{
	json_member(j, "request", r->text);
	write_span(j, "request_span", l, r->span);
	json_key(j, "category");
	json_c(j, category_name((enum category)r->category));
	json_key(j, "drugs");
	json_list(j);
	for (size_t i = 0; i < r->drugs.len; i++)
		write_drug(j, &r->drugs.items[i]);
	json_list_end(j);
	write_text(j, "strength", r->strength);
	write_stated(j, "quantity", r->quantity);
	write_stated(j, "refills", r->refills);
	write_stated(j, "days_supply", r->days_supply);
	write_text(j, "frequency", r->frequency);
	write_text(j, "duration", r->duration);
	write_stated(j, "visits", r->visits);
	write_stated(j, "sites", r->sites);
	write_texts(j, "levels", r->levels.items, r->levels.len);
	write_parts(j, r);
	write_missing(j, r->missing);
}

static void write_citation(struct json *j, const struct citation *c)
{
	static const char *const sources[] = {
		[SOURCE_NONE] = NULL,     [SOURCE_MTUS] = "MTUS",
		[SOURCE_ODG] = "ODG",     [SOURCE_ACOEM] = "ACOEM",
		[SOURCE_OTHER] = "other",
	};

	json_object(j);
	write_text(j, "source", str_c(sources[c->source]));
	write_text(j, "chapter", c->chapter);
	json_key(j, "year");
	if (c->year)
		json_count(j, (size_t)c->year);
	else
		json_null(j);
	write_texts(j, "sections", c->sections.items, c->sections.len);
	json_key(j, "pages");
	json_list(j);
	for (size_t i = 0; i < c->pages.len; i++)
		json_count(j, c->pages.items[i]);
	json_list_end(j);
	json_object_end(j);
}

static void write_citations(struct json *j, const char *key,
                            const char *none_key, const struct citations *c)
{
	json_key(j, key);
	json_list(j);
	for (size_t i = 0; i < c->list.len; i++)
		write_citation(j, &c->list.items[i]);
	json_list_end(j);
	json_key(j, none_key);
	json_bool(j, c->none_cited);
}

/* A leaf that a passage gave its value: the condition and the passage. */
static void write_evidence(struct json *j, const struct letter *l,
                           const struct leaf_value *leaf)
{
	if (span_empty(leaf->at))
		return;
	json_object(j);
	json_member(j, "condition", condition_text(leaf->leaf, j->out->arena));
	json_key(j, "value");
	json_c(j, truth_name((enum truth)leaf->value));
	json_member(j, "text", letter_line(l, j->out->arena, leaf->at));
	write_span(j, "span", l, leaf->at);
	json_object_end(j);
}

static void write_criteria(struct json *j, const struct letter *l,
                           const struct criterion_values *values)
{
	json_key(j, "criteria");
	json_list(j);
	for (size_t i = 0; values && i < values->list.len; i++) {
		const struct criterion_value *v = &values->list.items[i];

		if (v->applies != TRUTH_TRUE)
			continue;
		json_object(j);
		json_member(j, "rule", v->criterion->id);
		json_key(j, "value");
		json_c(j, truth_name((enum truth)v->value));
		json_key(j, "evidence");
		json_list(j);
		for (size_t k = 0; k < v->n_leaves; k++)
			write_evidence(j, l, &v->leaves[k]);
		json_list_end(j);
		json_object_end(j);
	}
	json_list_end(j);
}

static void write_decision(struct json *j, const struct letter *l,
                           const struct decision *d,
                           const struct criterion_values *criteria)
{
	json_object(j);
	json_key(j, "index");
	json_count(j, d->index);
	write_request(j, l, &d->request);
	json_key(j, "outcome");
	json_c(j, outcome_name((enum outcome)d->outcome));
	write_span(j, "outcome_span", l, d->outcome_span);
	json_key(j, "conclusion");
	json_c(j, conclusion_name((enum conclusion)d->conclusion));
	write_span(j, "conclusion_span", l, d->conclusion_span);
	write_citations(j, "claims_citations", "claims_none_cited", &d->claims);
	write_citations(j, "reviewer_citations", "reviewer_none_cited",
	                &d->reviewer);
	write_section(j, "rationale", l, d->rationale);
	write_criteria(j, l, criteria);
	json_object_end(j);
}

void letter_json(struct json *j, const struct letter *l, struct str path,
                 const struct criterion_values *criteria)
{
	json_object(j);
	json_key(j, "schema");
	json_c(j, SCHEMA);
	json_member(j, "path", path);
	write_text(j, "case", l->case_number);
	write_text(j, "layout", l->layout ? l->layout->id : (struct str){ 0 });
	write_header(j, &l->header);
	write_people(j, l);
	write_summary(j, l);
	json_key(j, "decisions");
	json_list(j);
	for (size_t i = 0; i < l->decisions.len; i++)
		write_decision(j, l, &l->decisions.items[i],
		               criteria ? &criteria[i] : NULL);
	json_list_end(j);
	json_object_end(j);
}
