/* read.c -- from a letter's text to its decisions: the stages in order. */
#include "letter/read.h"

#include "letter/citation.h"
#include "letter/conclusion.h"
#include "letter/damaged.h"
#include "letter/frame.h"
#include "letter/lines.h"
#include "letter/pages.h"
#include "letter/people.h"
#include "letter/request.h"
#include "letter/sentence.h"

static void read_decision(struct letter *l, struct decision *d,
                          const struct ruleset *rules,
                          struct regex_cache *regexes, struct arena *a)
{
	struct sentences heading = { 0 };

	d->request.text = letter_line(l, a, d->request.span);
	request_read(l, d, rules, a);
	citations_read(l, &d->claims, rules, a);
	citations_read(l, &d->reviewer, rules, a);
	if (!sentences_read(l, d->rationale, rules, regexes, a, &d->sentences,
	                    &d->hits) ||
	    !sentences_read(l, d->request.span, rules, regexes, a, &heading,
	                    &d->heading_hits)) {
		l->status = LETTER_INCOMPLETE;
		l->incomplete_because = STR("a pattern hit its match limit");
	}
	sentences_voice(&d->sentences, &d->hits, VOICE_REVIEWER);
}

void letter_read(struct letter *l, const struct source *s,
                 const struct ruleset *rules, struct regex_cache *regexes,
                 struct arena *a)
{
	struct fold *f = ARENA_NEW(a, struct fold);
	struct frame frame = { 0 };

	*l = (struct letter){ .source = s, .fold = f };
	l->patient.age = -1;
	l->page_lines = pages_lines(s, &rules->language.words.page_lines, a);
	fold_read_with(f, a, s->text,
	               &(struct fold_extras){
	                       .skipped = l->page_lines,
	                       .forms = rules->language.short_forms.items,
	                       .n_forms = rules->language.short_forms.len });
	match_scan(rules->matcher, f, 0, (uint32_t)f->text.len, a, &l->hits);
	if (f->flat && !frame_recognised(l, rules, a))
		lines_restore(f, &l->hits, rules, a);
	damaged_mend(l, rules, a);
	frame_read(l, &frame, rules, a);
	if (!l->layout)
		return;
	if (!sentences_read(l, l->summary, rules, regexes, a,
	                    &l->summary_sentences, &l->summary_hits)) {
		l->status = LETTER_INCOMPLETE;
		l->incomplete_because = STR("a pattern hit its match limit");
	}
	sentences_voice(&l->summary_sentences, &l->summary_hits, VOICE_RECORD);
	reviewer_read(l, &l->reviewer, rules, a, frame.how_made);
	patient_read(l, rules, a);
	for (size_t i = 0; i < l->decisions.len; i++)
		read_decision(l, &l->decisions.items[i], rules, regexes, a);
	conclusions_read(l, rules, a);
}
