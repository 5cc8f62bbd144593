/*
 * aside.c -- findings that are not reported again.
 *
 * A run may be over some of the letters only: what it did not look for is
 * neither gone nor unmatched. That is why waivers and baselines name the
 * letter and the rule besides the fingerprint.
 */
#include "cli/aside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/baseline.h"
#include "cli/checker.h"
#include "cli/config.h"
#include "cli/select.h"

/* -- today */

/* Eleven digits reach the year 5138. */
#define EPOCH_DIGITS_MAX 11
#define DAY_SECONDS      86400

/* Days of SOURCE_DATE_EPOCH; -1 when it is not a number of seconds. */
static int64_t epoch_days(const char *text)
{
	int64_t seconds = 0;

	if (!*text || strlen(text) > EPOCH_DIGITS_MAX)
		return -1;
	for (; *text; text++) {
		if (!is_digit(*text))
			return -1;
		seconds = seconds * 10 + (*text - '0');
	}
	return seconds / DAY_SECONDS;
}

static bool ask_clock(struct imr *imr)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	int64_t days = epoch && *epoch ? epoch_days(epoch)
	                               : (int64_t)time(NULL) / DAY_SECONDS;

	imr->aside.today = imr->options.today;
	if (date_known(imr->aside.today))
		return true;
	if (days < 0) {
		imr->usage_failed = true;
		return checker_fail(imr, "SOURCE_DATE_EPOCH is not a number "
		                         "of seconds");
	}
	imr->aside.today = date_of_days((int32_t)days);
	return true;
}

/* -- what was set aside before */

static bool load_waivers(struct imr *imr)
{
	const struct options *o = &imr->options;
	struct diags d = { .arena = &imr->desk.arena };
	struct str path = o->waivers, text;

	if (!path.len && !o->no_config)
		path = config_find(&imr->perm, WAIVERS_NAME);
	if (!path.len)
		return true;
	if (!checker_file(imr, path, WAIVERS_BYTES_MAX, &text))
		return false;
	return waivers_read(&imr->aside.waivers, &imr->perm, &d, path, text) ||
	       checker_complain(imr, &d, path);
}

static bool load_baseline(struct imr *imr)
{
	const struct options *o = &imr->options;
	struct diags d = { .arena = &imr->desk.arena };
	struct str text;

	imr->aside.has_baseline = o->baseline.len > 0;
	if (!o->baseline.len && o->baseline_write) {
		imr->usage_failed = true;
		return checker_fail(imr, "--baseline-write needs --baseline "
		                         "FILE");
	}
	if (!o->baseline.len ||
	    (o->baseline_write && !checker_exists(imr, o->baseline)))
		return true;
	if (!checker_file(imr, o->baseline, BASELINE_BYTES_MAX, &text))
		return false;
	return baseline_read(&imr->aside.baseline, &imr->perm, &d, o->baseline,
	                     text) ||
	       checker_complain(imr, &d, o->baseline);
}

bool aside_begin(struct imr *imr)
{
	imr->aside = (struct aside){ 0 };
	imr->aside.waivers.path = imr->options.waivers;
	return ask_clock(imr);
}

bool aside_load(struct imr *imr)
{
	return aside_begin(imr) && load_waivers(imr) && load_baseline(imr);
}

/* -- one letter */

static struct str letter_key(const struct report_letter *l)
{
	return l->letter && l->letter->case_number.len ? l->letter->case_number
	                                               : l->path;
}

static struct str date_text(struct arena *a, struct date d)
{
	struct buf b = { .arena = a };

	waivers_date(&b, d);
	return buf_text(&b);
}

static bool is_waived(struct imr *imr, struct arena *a, const struct finding *f,
                      struct waived_findings *out)
{
	const struct waiver *w =
	        waivers_find(&imr->aside.waivers, f->fingerprint);
	struct waived *one;

	if (!w || date_cmp(imr->aside.today, w->expires) > 0)
		return false;
	one = VEC_PUSH(a, &out->list);
	one->finding = *f;
	one->reason = w->reason;
	one->who = w->who;
	one->date = date_text(a, w->date);
	one->expires = date_text(a, w->expires);
	imr->summary.waived++;
	return true;
}

static bool is_known(struct imr *imr, const struct finding *f, struct str key)
{
	struct arena *perm = &imr->perm;
	struct entry *old =
	        ledger_find(&imr->aside.baseline, str_c(f->fingerprint));
	struct entry *written;

	if (old)
		old->found = true;
	if (imr->options.baseline_write) {
		written = VEC_PUSH(perm, &imr->aside.written.list);
		written->fingerprint = arena_str(perm, str_c(f->fingerprint));
		written->rule = arena_str(perm, f->rule);
		written->letter = arena_str(perm, key);
	} else if (!old) {
		return false;
	}
	imr->summary.known++;
	return true;
}

void aside_letter(struct imr *imr, struct arena *a, struct report_letter *l)
{
	struct waived_findings *waived = ARENA_NEW(a, struct waived_findings);
	struct findings *kept = ARENA_NEW(a, struct findings);
	struct str key = letter_key(l);

	if (!imr->aside.waivers.path.len && !imr->aside.has_baseline)
		return;
	if (l->status == LETTER_CHECKED && !imr->options.sample_decisions) {
		ledger_mark_read(&imr->aside.waivers.known, key);
		ledger_mark_read(&imr->aside.baseline, key);
	}
	for (size_t i = 0; i < l->findings->list.len; i++) {
		const struct finding *f = &l->findings->list.items[i];

		if (!is_waived(imr, a, f, waived) && !is_known(imr, f, key))
			*VEC_PUSH(a, &kept->list) = *f;
	}
	l->findings = kept;
	l->waived = waived->list.len ? waived : NULL;
}

/* -- after the last letter */

/* An entry that this run would have found, were it still there. */
static bool was_looked_for(const struct imr *imr, const struct entry *e)
{
	struct str none = { 0 };

	return (e->read || !e->letter.len) &&
	       (!e->rule.len || select_wants(&imr->options, e->rule, none));
}

static void count_gone(struct imr *imr)
{
	const struct ledger *known = &imr->aside.baseline;
	struct gone *gone;

	for (size_t i = 0; i < known->list.len; i++) {
		const struct entry *e = &known->list.items[i];

		if (e->found || !was_looked_for(imr, e))
			continue;
		gone = VEC_PUSH(&imr->perm, &imr->summary.gone);
		gone->fingerprint = e->fingerprint;
		gone->rule = e->rule;
		gone->letter = e->letter;
	}
}

static bool write_baseline(struct imr *imr)
{
	const struct ledger *known = &imr->aside.baseline;
	struct buf out = { .arena = &imr->desk.arena };

	if (!imr->options.baseline_write)
		return true;
	for (size_t i = 0; i < known->list.len; i++) {
		const struct entry *e = &known->list.items[i];

		if (!e->found && !was_looked_for(imr, e))
			*VEC_PUSH(&imr->perm, &imr->aside.written.list) = *e;
	}
	baseline_write(&out, &imr->aside.written);
	return checker_replace(imr, imr->options.baseline, buf_text(&out));
}

/* Where a waiver stands in its file: its first line, without the mark. */
static struct span entry_span(const struct source *s, const struct waiver *w)
{
	struct span at = { 0, 0 };

	if (w->line > s->lines.len)
		return at;
	at = source_line(s, s->lines.items[w->line - 1]);
	while (at.start < at.end &&
	       str_has_char(STR(" -"), s->text.ptr[at.start]))
		at.start++;
	return at;
}

static void set_fingerprint(struct finding *f, struct str waiver)
{
	uint64_t a = str_hash(waiver, str_hash(f->rule, STR_HASH_SEED));
	uint64_t b = str_hash(waiver, a);

	snprintf(f->fingerprint, sizeof(f->fingerprint), "%016llx%016llx",
	         (unsigned long long)a, (unsigned long long)b);
}

static void add_finding(struct imr *imr, struct findings *out,
                        const struct source *s, struct str rule, size_t i,
                        struct str what)
{
	struct arena *a = &imr->desk.arena;
	const struct check *check = check_find(&imr->rules->checks, rule);
	const struct entry *e = &imr->aside.waivers.known.list.items[i];
	const struct waiver *w = &imr->aside.waivers.list.items[i];
	struct str none = { 0 };
	struct finding *f;

	if (!check || !select_wants(&imr->options, rule, none))
		return;
	f = VEC_PUSH(a, &out->list);
	f->rule = check->id;
	f->severity = check->severity;
	f->confidence = check->confidence;
	f->help = check->help;
	f->span = entry_span(s, w);
	f->message =
	        arena_printf(a, "the waiver of %.*s%s%.*s by %.*s %.*s",
	                     STR_ARG(e->rule.len ? e->rule : e->fingerprint),
	                     e->letter.len ? " in " : "", STR_ARG(e->letter),
	                     STR_ARG(w->who), STR_ARG(what));
	set_fingerprint(f, e->fingerprint);
}

bool aside_waivers(struct imr *imr, struct report_letter *l)
{
	struct arena *a = &imr->desk.arena;
	const struct waivers *w = &imr->aside.waivers;
	struct source *source = ARENA_NEW(a, struct source);
	struct letter *letter = ARENA_NEW(a, struct letter);
	struct findings *found = ARENA_NEW(a, struct findings);

	source_read(source, a, w->path.ptr, w->text);
	letter->source = source;
	letter->patient.age = -1;
	for (size_t i = 0; i < w->list.len; i++) {
		const struct entry *e = &w->known.list.items[i];
		struct date expires = w->list.items[i].expires;

		if (date_cmp(imr->aside.today, expires) > 0)
			add_finding(
			        imr, found, source, STR("waiver/expired"), i,
			        arena_printf(a, "expired on %.*s",
			                     STR_ARG(date_text(a, expires))));
		else if (!e->found && was_looked_for(imr, e))
			add_finding(imr, found, source, STR("waiver/unmatched"),
			            i, STR("matches no finding"));
	}
	*l = (struct report_letter){ .path = w->path,
		                     .letter = letter,
		                     .findings = found };
	return found->list.len > 0;
}

bool aside_end(struct imr *imr)
{
	count_gone(imr);
	return write_baseline(imr);
}
