/*
 * test_request.c -- request headings and every field that is read from them.
 *
 * tests/cases/requests.yaml holds a heading and what it reads as, in one line:
 * the category, then the fields that the heading states. Each is read as it
 * stands and wrapped over lines, which must not change anything.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "fixture.h"
#include "letter/request.h"
#include "support.h"
#include "text/node.h"

#define CASES           "tests/cases/requests.yaml"
#define CASES_MAX       2000
#define CASES_BYTES_MAX ((size_t)1 << 20)

static const char *const files[] = {
	"rules/lexicon/acetaminophen.yaml",
	"rules/lexicon/body-parts.yaml",
	"rules/lexicon/drugs.yaml",
	"rules/lexicon/morphine-equivalents.yaml",
	"rules/lexicon/requests.yaml",
	"rules/lexicon/treatments.yaml",
	"rules/lexicon/units.yaml",
	NULL,
};

struct row {
	struct str request;
	struct str reads;
};

static struct row rows[CASES_MAX];
static size_t n_rows;

/* -- a request as one line */

static void put_number(struct buf *b, const char *name, double value)
{
	if (value >= 0)
		buf_printf(b, "; %s %g", name, value);
}

static void put_text(struct buf *b, const char *name, struct str s)
{
	if (s.len)
		buf_printf(b, "; %s %.*s", name, STR_ARG(s));
}

static void put_drug(struct buf *b, const struct drug *d)
{
	buf_printf(b, "; drug %.*s (%s", STR_ARG(d->name),
	           d->known ? drug_class_name((enum drug_class)d->drug_class)
	                    : "unknown");
	if (d->route.len)
		buf_printf(b, ", %.*s", STR_ARG(d->route));
	buf_char(b, ')');
	for (size_t i = 0; i < d->components.len; i++) {
		const struct component *c = &d->components.items[i];

		buf_printf(b, "%s%.*s", i ? " + " : " ",
		           STR_ARG(c->ingredient));
		if (c->strength > 0)
			buf_printf(b, " %g %.*s", c->strength,
			           STR_ARG(c->unit));
	}
}

static void put_parts(struct buf *b, const struct request *r)
{
	for (size_t i = 0; i < r->levels.len; i++)
		buf_printf(b, "%s%.*s", i ? ", " : "; levels ",
		           STR_ARG(r->levels.items[i]));
	for (size_t i = 0; i < r->parts.len; i++) {
		const struct body_part *p = &r->parts.items[i];

		buf_printf(b, "%s%.*s [%.*s]", i ? ", " : "; parts ",
		           STR_ARG(p->name), STR_ARG(p->region));
		if (p->side)
			buf_printf(b, " %s",
			           laterality_name((enum laterality)p->side));
	}
	if (r->laterality)
		buf_printf(b, "; side %s",
		           laterality_name((enum laterality)r->laterality));
}

static void put_missing(struct buf *b, const struct request *r)
{
	const char *lead = "; missing ";

	for (unsigned i = 0; i < missing_names.n; i++) {
		if (r->missing >> i & 1u) {
			buf_printf(b, "%s%s", lead, missing_names.names[i]);
			lead = ", ";
		}
	}
}

static struct str as_line(struct arena *a, const struct request *r)
{
	struct buf b = { .arena = a };

	buf_printf(&b, "%s", category_name((enum category)r->category));
	put_text(&b, "kind", r->kind);
	for (size_t i = 0; i < r->drugs.len; i++)
		put_drug(&b, &r->drugs.items[i]);
	put_text(&b, "strength", r->strength);
	put_number(&b, "quantity", r->quantity);
	put_number(&b, "refills", r->refills);
	put_number(&b, "supply", r->days_supply);
	put_text(&b, "frequency", r->frequency);
	put_text(&b, "duration", r->duration);
	put_number(&b, "visits", r->visits);
	put_number(&b, "sites", r->sites);
	put_parts(&b, r);
	if (r->retrospective)
		buf_str(&b, STR("; retrospective"));
	if (date_known(r->service_date))
		buf_printf(&b, "; service %04d-%02d-%02d", r->service_date.year,
		           r->service_date.month, r->service_date.day);
	buf_str(&b, r->rental ? STR("; rental") : STR(""));
	buf_str(&b, r->purchase ? STR("; purchase") : STR(""));
	buf_str(&b, r->surgical_prefix ? STR("; surgical prefix") : STR(""));
	put_text(&b, "typo for", r->typo_meant);
	buf_str(&b, span_empty(r->unsold) ? STR("") : STR("; strength unsold"));
	buf_str(&b, span_empty(r->unit_slip) ? STR("") : STR("; unit slip"));
	put_missing(&b, r);
	return buf_text(&b);
}

/* -- the table */

/* Not a test yet when the table is read: there is nobody to tell but stderr. */
static void need(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, CASES ": %s\n", what);
	exit(EXIT_FAILURE);
}

static struct str read_file(struct arena *a)
{
	FILE *f = fopen(CASES, "rb");
	char *bytes = ARENA_ARRAY(a, char, CASES_BYTES_MAX);
	struct str text = { bytes, 0 };

	need(f != NULL, "cannot be read");
	text.len = fread(bytes, 1, CASES_BYTES_MAX, f);
	fclose(f);
	return text;
}

static void read_rows(void)
{
	static struct arena a;
	struct diags d = { .arena = &a };
	struct node *root;
	const struct node *list;

	a.on_failure = &test_out_of_memory;
	root = yaml_read(&a, &d, read_file(&a));
	need(root != NULL, "no YAML");
	list = node_get(root, STR("requests"));
	need(list && list->items.len <= CASES_MAX, "no list of requests");
	for (size_t i = 0; list && i < list->items.len; i++) {
		rows[i].request =
		        node_text(list->items.items[i], STR("request"));
		rows[i].reads = node_text(list->items.items[i], STR("reads"));
		n_rows++;
	}
}

/* The heading behind a sentence, so that no offset is zero by chance. */
static struct request read_request(struct arena *a, struct str heading,
                                   struct letter **letter)
{
	static const struct str before = STR_INIT("Decision of today.\n\n");
	const struct ruleset *rules = fixture_rules(files);
	struct str text =
	        arena_printf(a, "%.*s%.*s", STR_ARG(before), STR_ARG(heading));
	struct decision *d = ARENA_NEW(a, struct decision);

	*letter = fixture_letter(a, rules, text.ptr);
	d->index = 1;
	d->request.span.start = (uint32_t)before.len;
	d->request.span.end = (uint32_t)text.len;
	request_read(*letter, d, rules, a);
	return d->request;
}

static struct str wrapped(struct arena *a, struct str s)
{
	struct buf b = { .arena = a };
	size_t spaces = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == ' ' && ++spaces % 3 == 0)
			buf_str(&b, STR(" \r\n \f\r\n"));
		else
			buf_char(&b, s.ptr[i]);
	}
	return buf_text(&b);
}

static void same(struct arena *a, const struct row *row, struct str heading)
{
	struct letter *l;
	struct request r = read_request(a, heading, &l);
	struct str got = as_line(a, &r);

	ck_assert_msg(str_eq(got, row->reads),
	              "\n  %.*s\n  expected %.*s\n  got      %.*s",
	              STR_ARG(row->request), STR_ARG(row->reads), STR_ARG(got));
	ck_assert_msg(str_eq(r.text, row->request), "text of %.*s",
	              STR_ARG(row->request));
}

START_TEST(table)
{
	struct arena *a = fixture_arena();

	same(a, &rows[_i], rows[_i].request);
	same(a, &rows[_i], wrapped(a, rows[_i].request));
}
END_TEST

static bool within(struct span inner, struct span outer)
{
	return inner.start >= outer.start && inner.end <= outer.end;
}

START_TEST(spans_lie_in_the_heading)
{
	struct arena *a = fixture_arena();
	struct letter *l;
	struct request r;

	r = read_request(a, rows[_i].request, &l);
	ck_assert(within(r.disputed, r.span));
	ck_assert(span_empty(r.unsold) || within(r.unsold, r.span));
	ck_assert(span_empty(r.typo) || within(r.typo, r.span));
	for (size_t i = 0; i < r.drugs.len; i++) {
		ck_assert(within(r.drugs.items[i].at, r.span));
		ck_assert(str_eq(letter_line(l, a, r.drugs.items[i].at),
		                 r.drugs.items[i].name));
	}
	for (size_t i = 0; i < r.parts.len; i++)
		ck_assert(within(r.parts.items[i].at, r.span));
}
END_TEST

/* Nothing to read, too much of it, and what breaks readers. */
START_TEST(hostile)
{
	struct arena *a = fixture_arena();
	static const char *const headings[] = {
		"",
		" ",
		",",
		"#",
		"# # # #",
		"x x x x",
		"2 x",
		"x 2 x 3 x 4",
		"-",
		"(((((",
		"1/2/3/4/5/6/7/8/9/10/11/12 mg",
		"L",
		"L5-",
		"C7-C1",
		"L4-L",
		"999999999999 mg Norco",
		". 5 mg",
		"%%%",
		"was the original request",
		"The original request, is",
		"was the original request. The remaining IMR eligible portion "
		"of the original request, is",
		"\xff\xfe\x80",
		"Norco \xe2\x80\x93 10/325mg",
	};
	struct letter *l;
	struct buf b = { .arena = a };

	for (size_t i = 0; i < sizeof(headings) / sizeof(*headings); i++)
		read_request(a, str_c(headings[i]), &l);
	for (size_t i = 0; i < 20000; i++)
		buf_str(&b, STR("Norco 10/325mg #60, L4-5 2 x 6 physcal "));
	read_request(a, buf_text(&b), &l);
}
END_TEST

/* A real word one letter away from a drug is that word. */
START_TEST(real_words_stand)
{
	static const char *const headings[] = {
		"Meditation for stress",
		"Concert tickets",
		"Reflex testing kit",
		"Infection control",
		"Massages",
		"A walked mile",
		"Vascular surgeon's opinion", /* sounds like Vasculera */
		"Voltage meter",
		"Flexural testing",
	};
	struct arena *a = fixture_arena();
	struct letter *l;

	for (size_t i = 0; i < sizeof(headings) / sizeof(*headings); i++) {
		struct request r = read_request(a, str_c(headings[i]), &l);

		ck_assert_msg(!r.drugs.len && span_empty(r.typo), "%s",
		              headings[i]);
	}
}
END_TEST

START_TEST(lexicons_are_large)
{
	const struct lexicon *lex = &fixture_rules(files)->lexicon;

	fixture_arena();
	ck_assert_uint_ge(lex->drugs.len, 1200);
	ck_assert_uint_ge(lex->treatments.len, 1500);
	ck_assert_uint_ge(lex->acetaminophen.len, 100);
	ck_assert_uint_ge(lex->mme.len, 20);
}
END_TEST

/* In YAML's single quotes a quote is written twice. */
static void put_quoted(FILE *f, const char *key, struct str s)
{
	fprintf(f, "%s'", key);
	for (size_t i = 0; i < s.len; i++)
		fprintf(f, s.ptr[i] == '\'' ? "''" : "%c", s.ptr[i]);
	fputs("'\n", f);
}

/* `make check-update` writes what the headings read as now into the table. */
START_TEST(table_is_written)
{
	static struct arena kept;
	struct str old;
	FILE *f;

	if (!getenv("UPDATE_CASES"))
		return;
	kept.on_failure = &test_out_of_memory;
	old = read_file(&kept);
	f = fopen(CASES, "wb");
	ck_assert(f != NULL);
	fprintf(f, "%.*srequests:\n", (int)str_find(old, 0, STR("requests:\n")),
	        old.ptr);
	for (size_t i = 0; i < n_rows; i++) {
		struct letter *l;
		struct request r =
		        read_request(fixture_arena(), rows[i].request, &l);

		rows[i].reads = arena_str(&kept, as_line(&kept, &r));
		put_quoted(f, "- request: ", rows[i].request);
		put_quoted(f, "  reads: ", rows[i].reads);
	}
	fclose(f);
}
END_TEST

Suite *request_suite(void)
{
	Suite *s = suite_create("request");
	TCase *t = tcase_create("headings");

	read_rows();
	tcase_add_test(t, table_is_written);
	tcase_add_loop_test(t, table, 0, (int)n_rows);
	tcase_add_loop_test(t, spans_lie_in_the_heading, 0, (int)n_rows);
	tcase_add_test(t, hostile);
	tcase_add_test(t, real_words_stand);
	tcase_add_test(t, lexicons_are_large);
	suite_add_tcase(s, t);
	return s;
}
