/*
 * redact.c -- a letter's findings without the letter's words.
 *
 * A message may quote the letter anywhere, so that cutting quotes out of it
 * would only be a guess: nothing of it is kept.
 */
#include "report/redact.h"

static void position(struct buf *b, const struct source *s, struct span at)
{
	struct place start = source_place(s, at.start);
	struct place end = source_place(s, at.end);

	if (span_empty(at))
		buf_str(b, STR("the letter as a whole"));
	else if (start.line == end.line)
		buf_printf(b, "line %u, columns %u to %u", start.line,
		           start.column, end.column);
	else
		buf_printf(b, "line %u, column %u, to line %u, column %u",
		           start.line, start.column, end.line, end.column);
}

static struct str position_text(struct arena *a, const struct source *s,
                                struct span at)
{
	struct buf b = { .arena = a };

	position(&b, s, at);
	return buf_text(&b);
}

static struct str message(struct arena *a, const struct source *s,
                          const struct checks *checks, const struct finding *f)
{
	const struct check *check = checks ? check_find(checks, f->rule) : NULL;
	struct buf b = { .arena = a };

	buf_str(&b, check && check->title.len ? check->title : f->rule);
	buf_str(&b, STR(": "));
	position(&b, s, f->span);
	return buf_text(&b);
}

static void redact_finding(struct finding *f, const struct source *s,
                           const struct checks *checks, struct arena *a)
{
	size_t n = f->related.len;
	struct related *related = ARENA_ARRAY(a, struct related, n);

	f->message = message(a, s, checks, f);
	for (size_t i = 0; i < n; i++) {
		related[i].span = f->related.items[i].span;
		related[i].message = position_text(a, s, related[i].span);
	}
	f->related.items = related;
	f->related.cap = n;
}

static const struct findings *redact_findings(const struct report_letter *l,
                                              const struct checks *checks,
                                              struct arena *a)
{
	struct findings *found = ARENA_NEW(a, struct findings);

	for (size_t i = 0; l->letter && i < l->findings->list.len; i++) {
		struct finding *f = VEC_PUSH(a, &found->list);

		*f = l->findings->list.items[i];
		redact_finding(f, l->letter->source, checks, a);
	}
	return found;
}

static const struct verdicts *redact_verdicts(const struct verdicts *v,
                                              struct arena *a)
{
	struct verdicts *bare = ARENA_NEW(a, struct verdicts);

	for (size_t i = 0; i < v->list.len; i++) {
		struct verdict *one = VEC_PUSH(a, &bare->list);

		*one = v->list.items[i];
		one->because = (struct str){ 0 };
	}
	return bare;
}

static const struct waived_findings *
redact_waived(const struct report_letter *l, const struct checks *checks,
              struct arena *a)
{
	struct waived_findings *bare = ARENA_NEW(a, struct waived_findings);

	for (size_t i = 0; i < l->waived->list.len; i++) {
		struct waived *one = VEC_PUSH(a, &bare->list);

		*one = l->waived->list.items[i];
		one->reason = (struct str){ 0 };
		redact_finding(&one->finding, l->letter->source, checks, a);
	}
	return bare;
}

void redact_letter(struct report_letter *out, const struct report_letter *l,
                   const struct checks *checks, struct arena *a)
{
	*out = *l;
	out->redacted = true;
	out->findings = redact_findings(l, checks, a);
	if (l->waived)
		out->waived = redact_waived(l, checks, a);
	if (l->verdicts)
		out->verdicts = redact_verdicts(l->verdicts, a);
}
