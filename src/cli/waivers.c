/* waivers.c -- reading and writing imrcheck.waivers.yaml. */
#include "cli/waivers.h"

#include "report/display.h"
#include "report/json.h"
#include "rules/fields.h"

struct raw {
	const struct node *waivers;
	struct entry e;
	struct waiver w;
	struct str date;
	struct str expires;
};

#define ROW(name, type, member, required)                                     \
	{                                                                     \
		STR_INIT(name), type, offsetof(struct raw, member), required, \
		        NULL                                                  \
	}
/* clang-format off */
static const struct field file_fields[] = {
	ROW("waivers",     FIELD_NODE, waivers,       true),
};
static const struct field waiver_fields[] = {
	ROW("fingerprint", FIELD_TEXT, e.fingerprint, true),
	ROW("rule",        FIELD_TEXT, e.rule,        false),
	ROW("letter",      FIELD_TEXT, e.letter,      false),
	ROW("reason",      FIELD_TEXT, w.reason,      true),
	ROW("who",         FIELD_TEXT, w.who,         true),
	ROW("date",        FIELD_TEXT, date,          true),
	ROW("expires",     FIELD_TEXT, expires,       true),
};
/* clang-format on */
#define N(array) (sizeof(array) / sizeof(*(array)))

static void wrong_value(struct diags *d, const struct node *map,
                        const char *key, const char *expected)
{
	const struct node *value = node_get(map, str_c(key));

	diag_add(d, DIAG_BAD_VALUE, value->line, value->column,
	         "'%s' must be %s, not '%.*s'", key, expected,
	         STR_ARG(value->text));
}

/* Values that are there but cannot be right. */
static void check_values(struct diags *d, const struct node *map,
                         struct raw *raw)
{
	raw->w.date = date_iso(raw->date);
	raw->w.expires = date_iso(raw->expires);
	if (!ledger_is_fingerprint(raw->e.fingerprint))
		wrong_value(d, map, "fingerprint",
		            "32 hexadecimal digits, as reports print them");
	if (!str_trim(raw->w.reason).len)
		wrong_value(d, map, "reason", "given in words");
	if (!str_trim(raw->w.who).len)
		wrong_value(d, map, "who", "a name");
	if (!date_known(raw->w.date))
		wrong_value(d, map, "date", "a date like 2026-01-31");
	if (!date_known(raw->w.expires))
		wrong_value(d, map, "expires", "a date like 2026-01-31");
	else if (date_known(raw->w.date) &&
	         date_cmp(raw->w.expires, raw->w.date) < 0)
		wrong_value(d, map, "expires", "no day before 'date'");
}

static void read_one(struct waivers *w, struct arena *perm, struct diags *d,
                     const struct node *map)
{
	struct raw raw = { 0 };
	size_t before = d->count;

	if (!fields_read(perm, d, map, waiver_fields, N(waiver_fields),
	                 "waiver", &raw))
		return;
	check_values(d, map, &raw);
	if (d->count != before)
		return;
	raw.w.line = map->line;
	raw.w.column = map->column;
	*VEC_PUSH(perm, &w->known.list) = raw.e;
	*VEC_PUSH(perm, &w->list) = raw.w;
}

static void complain_of_doubles(const struct waivers *w, struct diags *d)
{
	for (size_t i = 0; i < w->list.len; i++) {
		const struct entry *first = ledger_twice(&w->known, i);

		if (first)
			diag_add(d, DIAG_DUPLICATE_ID, w->list.items[i].line,
			         w->list.items[i].column,
			         "a second waiver of '%.*s'; the first is in "
			         "line %u",
			         STR_ARG(first->fingerprint),
			         w->list.items[first - w->known.list.items]
			                 .line);
	}
}

bool waivers_read(struct waivers *w, struct arena *perm, struct diags *d,
                  struct str path, struct str text)
{
	struct raw raw = { 0 };
	size_t before = d->count;
	const struct node *root;

	*w = (struct waivers){ .path = path, .text = text };
	d->path = path;
	root = yaml_read(d->arena, d, text);
	if (!root)
		return false;
	if (root->kind != NODE_NULL &&
	    !fields_read(perm, d, root, file_fields, N(file_fields),
	                 "file of waivers", &raw))
		return false;
	if (raw.waivers && raw.waivers->kind != NODE_LIST) {
		diag_add(d, DIAG_WRONG_TYPE, raw.waivers->line,
		         raw.waivers->column, "'waivers' must be a list");
		return false;
	}
	for (size_t i = 0; raw.waivers && i < raw.waivers->items.len; i++)
		read_one(w, perm, d, raw.waivers->items.items[i]);
	ledger_index(&w->known, perm);
	complain_of_doubles(w, d);
	return d->count == before;
}

const struct waiver *waivers_find(const struct waivers *w,
                                  const char *fingerprint)
{
	struct entry *e = ledger_find(&w->known, str_c(fingerprint));

	if (!e)
		return NULL;
	e->found = true;
	return &w->list.items[e - w->known.list.items];
}

void waivers_date(struct buf *out, struct date d)
{
	buf_printf(out, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static void member(struct buf *out, size_t column, const char *key,
                   struct str value)
{
	struct buf shown = { .arena = out->arena };
	struct json j = { .out = out };

	buf_fill(out, ' ', column);
	buf_printf(out, "%s: ", key);
	/* In quotes that YAML reads too; what no text should hold, visibly. */
	display_text(&shown, value);
	json_str(&j, buf_text(&shown));
	buf_char(out, '\n');
}

static void date_member(struct buf *out, size_t column, const char *key,
                        struct date d)
{
	buf_fill(out, ' ', column);
	buf_printf(out, "%s: ", key);
	waivers_date(out, d);
	buf_char(out, '\n');
}

void waivers_write(struct buf *out, size_t column, const struct entry *e,
                   const struct waiver *w)
{
	buf_fill(out, ' ', column);
	buf_str(out, STR("- "));
	column += 2;
	member(out, 0, "fingerprint", e->fingerprint);
	if (e->rule.len)
		member(out, column, "rule", e->rule);
	if (e->letter.len)
		member(out, column, "letter", e->letter);
	member(out, column, "reason", w->reason);
	member(out, column, "who", w->who);
	date_member(out, column, "date", w->date);
	date_member(out, column, "expires", w->expires);
}
