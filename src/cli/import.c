/*
 * import.c -- waivers import.
 *
 * The file of waivers belongs to people, with their comments and their order:
 * new waivers are added behind what is there, and the result is read again
 * before it takes the place of the old one.
 */
#include "cli/import.h"

#include <stdlib.h>

#include "cli/checker.h"
#include "cli/config.h"
#include "cli/review.h"

/* A waiver that nobody looks at for a year is forgotten. */
#define WAIVER_DAYS 365

static bool read_review(struct imr *imr, struct review *review)
{
	const struct words *words = &imr->options.operands;
	struct diags d = { .arena = &imr->desk.arena };
	struct str path, text;

	if (words->list.len != 2 ||
	    !str_eq(words->list.items[0], STR("import"))) {
		imr->usage_failed = true;
		return checker_fail(imr, "waivers takes two words: import, and "
		                         "a table of judgements (CSV)");
	}
	path = words->list.items[1];
	return checker_file(imr, path, REVIEW_BYTES_MAX, &text) &&
	       (review_read(review, &imr->perm, &d, path, text) ||
	        checker_complain(imr, &d, path));
}

/* Who judged: as the command line says, else who is logged in. */
static struct str reviewer(const struct imr *imr)
{
	const char *name = getenv("LOGNAME");

	if (imr->options.who.len)
		return imr->options.who;
	if (!name || !*name)
		name = getenv("USER");
	return str_c(name);
}

static struct waiver template(struct imr *imr)
{
	struct waiver w = { .date = imr->aside.today,
		            .expires = imr->options.expires,
		            .who = str_trim(reviewer(imr)) };

	if (!date_known(w.expires))
		w.expires = date_of_days(date_days(w.date) + WAIVER_DAYS);
	return w;
}

struct added {
	size_t waivers;
	size_t there; /* already */
};

/* The column that the entries of the file begin in. */
static size_t margin(const struct waivers *w)
{
	uint32_t column = w->list.len ? w->list.items[0].column : 0;

	return column > 3 ? column - 3 : column ? 0 : 2;
}

static void add_waivers(struct buf *text, const struct waivers *old,
                        const struct review *review, struct waiver one,
                        struct added *added)
{
	size_t column = margin(old);

	buf_str(text, old->text);
	if (text->len && text->ptr[text->len - 1] != '\n')
		buf_char(text, '\n');
	if (!old->list.len)
		buf_str(text, STR("waivers:\n"));
	for (size_t i = 0; i < review->list.len; i++) {
		const struct entry *e = &review->known.list.items[i];

		if (review->list.items[i].judgement != JUDGEMENT_REJECT)
			continue;
		if (ledger_find(&old->known, e->fingerprint)) {
			added->there++;
			continue;
		}
		one.reason = review->list.items[i].note;
		if (!one.reason.len)
			one.reason = STR("rejected in a review");
		waivers_write(text, column, e, &one);
		added->waivers++;
	}
}

static bool write_waivers(struct imr *imr, const struct review *review,
                          struct added *added)
{
	struct waivers *old = &imr->aside.waivers;
	struct buf text = { .arena = &imr->perm };
	struct diags d = { .arena = &imr->desk.arena };
	struct waiver one = template(imr);
	struct waivers fresh;

	add_waivers(&text, old, review, one, added);
	if (!added->waivers)
		return true;
	if (!one.who.len) {
		imr->usage_failed = true;
		return checker_fail(imr, "--who NAME is needed: waivers say "
		                         "who judged");
	}
	if (!waivers_read(&fresh, &imr->perm, &d, old->path, buf_text(&text)) ||
	    fresh.list.len != old->list.len + added->waivers) {
		checker_complain(imr, &d, old->path);
		return checker_fail(imr,
		                    "cannot add to %.*s: its list must "
		                    "be the last thing in it, one "
		                    "'- ' below the other",
		                    STR_ARG(old->path));
	}
	return checker_replace(imr, old->path, buf_text(&text));
}

/* The file that waivers go to, there already or not. */
static bool load_waivers(struct imr *imr)
{
	struct options *o = &imr->options;

	if (!o->waivers.len && !o->no_config)
		o->waivers = config_find(&imr->perm, WAIVERS_NAME);
	if (!o->waivers.len)
		o->waivers = STR(WAIVERS_NAME);
	o->baseline.len = 0;
	o->baseline_write = false;
	if (checker_exists(imr, o->waivers))
		return aside_load(imr);
	return aside_begin(imr);
}

bool import_review(struct imr *imr, struct buf *out)
{
	struct added added = { 0 };
	struct review review;

	if (!read_review(imr, &review) || !load_waivers(imr) ||
	    !write_waivers(imr, &review, &added))
		return false;
	review_table(out, &review);
	buf_printf(out, "\n%zu waiver%s added to %.*s", added.waivers,
	           added.waivers == 1 ? "" : "s",
	           STR_ARG(imr->options.waivers));
	if (added.there)
		buf_printf(out, ", %zu there already", added.there);
	buf_char(out, '\n');
	return true;
}
