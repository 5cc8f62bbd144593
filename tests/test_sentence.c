/* test_sentence.c -- sentences, their voices, and what they assert. */
#include <check.h>
#include <glob.h>
#include <string.h>

#include "base/buf.h"
#include "fixture.h"
#include "letter/polarity.h"
#include "letter/sentence.h"

Suite *sentence_suite(void);

struct sentence_reading {
	struct letter *letter;
	struct sentences sentences;
	struct hits hits;
};

static struct sentence_reading read_sentences(struct arena *a, const char *text)
{
	static struct regex_cache *regexes;
	static const struct ruleset *used;
	const struct ruleset *rules = fixture_all_rules();
	struct sentence_reading r = { 0 };
	struct span all = { 0, (uint32_t)strlen(text) };

	if (used != rules) {
		regex_cache_free(regexes);
		regexes = regex_cache_new(rules->patterns.list.len);
		used = rules;
	}
	r.letter = fixture_letter(a, rules, text);
	ck_assert(sentences_read(r.letter, all, rules, regexes, a, &r.sentences,
	                         &r.hits));
	return r;
}

/* -- where sentences end */

static const struct {
	const char *text;
	size_t sentences;
} splits[] = {
	{ "One thing. Another thing.", 2 },
	{ "One thing.\nAnother thing.", 2 },
	{ "The pain is 7.5 of 10. It is worse.", 2 },
	{ "Dr. Example saw him. He improved.", 2 },
	{ "Baclofen 10mg. does not state a quantity.", 1 },
	{ "See e.g. Chapter 12. It is long.", 2 },
	{ "He takes Norco b.i.d. and sleeps. The pain is less.", 2 },
	{ "It was \"not recommended.\" He left.", 2 },
	{ "Is it needed? It is not.", 2 },
	{ "J. Example, M.D. wrote the note.", 1 },
	{ "The first paragraph\n \nThe second paragraph", 2 },
	{ "a page break in\n\n\na sentence. Another.", 2 },
	{ "double\n\nspaced\n\ntext. Another\n\none.", 2 },
	/* members of a list, and a dash in prose */
	{ "- Pain is less; no edema\n- Urine test as expected\n- 12 visits",
	  3 },
	{ "* Sleeps well\n* Walks a mile", 2 },
	{ "\xe2\x80\xa2 Sleeps well\n\xe2\x80\xa2 Walks a mile", 2 },
	{ "what goes well\n- the urine, the agreement - is told", 1 },
	/* the source belongs to what it is quoted from */
	{ "Grip strength came back slower. (Vance, 2007) He is weak.", 2 },
	{ "It helps most people. (Orr, 2011a) (Van Pelt & Hu, 1998)", 1 },
	{ "He was seen again. (MRI, 2015)", 2 },
	{ "He was seen again. (Page 60)", 2 },
	{ "He was seen again. (Vance, May 7)", 2 },
	{ "No end", 1 },
	{ "...", 1 },
	{ "", 0 },
};

START_TEST(split)
{
	struct arena *a = fixture_arena();
	struct sentence_reading r = read_sentences(a, splits[_i].text);

	ck_assert_msg(r.sentences.list.len == splits[_i].sentences,
	              "'%s': %zu sentences, not %zu", splits[_i].text,
	              r.sentences.list.len, splits[_i].sentences);
}
END_TEST

/* -- patterns */

static bool has_pattern(const struct hit *h, uint32_t pattern)
{
	const uint32_t *patterns =
	        match_patterns(fixture_all_rules()->matcher, h);

	for (uint32_t i = 0; h->kind == TERM_PATTERN && i < h->more; i++) {
		if (patterns[i] == pattern)
			return true;
	}
	return false;
}

/* True when the program tries a pattern where a hit is, with these sure words
 * or with more or fewer. */
static bool is_tried(const struct hits *all, const struct follow_words *words,
                     const struct hit *of, uint32_t pattern, struct str text)
{
	const struct patterns *patterns = &fixture_all_rules()->patterns;
	const struct pattern *p = &patterns->list.items[pattern];
	size_t before = 0;

	while (before < words->list.len &&
	       words->list.items[before].at < of->start)
		before++;
	for (size_t i = hits_from(all, of->start);
	     i < all->list.len && all->list.items[i].start == of->start; i++) {
		const struct hit *h = &all->list.items[i];
		struct follow_sieve ahead = follow_ahead(words, 0, h->end);

		if (has_pattern(h, pattern) &&
		    follow_may(&patterns->sieves.items[pattern], &ahead) &&
		    follow_holds(&p->next, words, 0, h->end) &&
		    follow_holds(&p->later, words, 0, h->end) &&
		    follow_precedes(&p->before, words, before, text))
			return true;
	}
	return false;
}

/* The expression itself, as sentences use it. */
static bool matches(struct regex_cache *regexes, const struct fold *f,
                    const struct sentence *s, const struct hit *h,
                    uint32_t pattern)
{
	const struct pattern *p =
	        &fixture_all_rules()->patterns.list.items[pattern];
	uint32_t from = h->start;
	struct regex_match m;

	if (p->lookback)
		from = from - s->start > p->lookback ? from - p->lookback
		                                     : s->start;
	return regex_match(regexes, pattern, &p->regex,
	                   str_sub(f->text, 0, s->end), from, h->start,
	                   &m) != REGEX_NO &&
	       m.all.end >= h->start;
}

struct trying {
	const struct letter *letter;
	struct regex_cache *regexes;
	const struct sentence *sentence;
	struct follow_words words;
	size_t tried, spared;
};

static void check_hit(struct trying *t, const struct hit *h)
{
	const struct fold *f = t->letter->fold;
	const struct sentence *s = t->sentence;
	const uint32_t *patterns =
	        match_patterns(fixture_all_rules()->matcher, h);

	for (uint32_t i = 0; i < h->more; i++) {
		if (is_tried(&t->letter->hits, &t->words, h, patterns[i],
		             f->text)) {
			t->tried++;
			continue;
		}
		t->spared++;
		ck_assert_msg(!matches(t->regexes, f, s, h, patterns[i]),
		              "pattern %u is spared in '%.*s'", patterns[i],
		              STR_ARG(fold_text(f, s->start, s->end)));
	}
}

/* Counts the patterns that are spared in the sentences, and the others. */
static void check_spared(struct arena *a, struct trying *t,
                         const struct sentences *sentences)
{
	const struct hits *all = &t->letter->hits;

	for (size_t i = 0; i < sentences->list.len; i++) {
		const struct sentence *s = &sentences->list.items[i];

		t->sentence = s;
		t->words = (struct follow_words){ 0 };
		follow_words_read(&t->words, a, t->letter->fold->text, s->start,
		                  s->end);
		for (size_t j = hits_from(all, s->start);
		     j < all->list.len && all->list.items[j].start < s->end;
		     j++) {
			const struct hit *h = &all->list.items[j];

			if (h->kind == TERM_PATTERN && h->end <= s->end)
				check_hit(t, h);
		}
	}
}

/*
 * The naive way as an oracle: where no regular expression is tried, because a
 * word that the pattern needs does not follow, it would not match either.
 */
START_TEST(spared_patterns_do_not_match)
{
	const struct ruleset *rules = fixture_all_rules();
	struct trying t = { .regexes =
		                    regex_cache_new(rules->patterns.list.len) };
	glob_t found;

	ck_assert(!glob("samples/*.txt", 0, NULL, &found));
	glob("tests/cases/*.case", GLOB_APPEND, NULL, &found);
	glob("../shared/letters/real/text/*", GLOB_APPEND, NULL, &found);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		struct arena *a = fixture_arena();
		struct str text = fixture_file(a, found.gl_pathv[i]);
		struct sentence_reading r = read_sentences(a, text.ptr);

		t.letter = r.letter;
		check_spared(a, &t, &r.sentences);
	}
	globfree(&found);
	regex_cache_free(t.regexes);
	/* Else nothing was tested, or the work is done for nothing. */
	ck_assert_uint_gt(t.tried, 1000);
	ck_assert_uint_gt(t.spared, 2 * t.tried);
}
END_TEST

/* -- whose voice */

static const struct {
	const char *text;
	enum voice voice;
} voices[] = {
	{ "The MTUS states that braces are for instability.", VOICE_GUIDELINE },
	{ "ODG recommends six visits over two weeks.", VOICE_GUIDELINE },
	{ "The California guidelines do not recommend this device.",
	  VOICE_GUIDELINE },
	{ "According to the ACOEM, films come first.", VOICE_GUIDELINE },
	{ "Utilization review denied the brace on 05/01/2016.",
	  VOICE_UTILIZATION_REVIEW },
	{ "The claims administrator had modified the request.",
	  VOICE_UTILIZATION_REVIEW },
	{ "The request was previously certified by utilization review.",
	  VOICE_UTILIZATION_REVIEW },
	{ "The progress note documents weakness of the leg.", VOICE_RECORD },
	{ "The examination revealed a limp.", VOICE_RECORD },
	{ "The treating physician stated that he improved.", VOICE_RECORD },
	{ "The patient reports burning pain.", VOICE_PATIENT },
	{ "The injured worker denies numbness.", VOICE_PATIENT },
	{ "He complained of poor sleep.", VOICE_PATIENT },
	{ "In this case, the knee is stable.", VOICE_REVIEWER },
	{ "The knee is stable.", VOICE_REVIEWER },
	{ "Splints speed up recovery. (Vance, 2007)", VOICE_GUIDELINE },
	{ "Gait training shortens the stay (Orr et al., 2011).",
	  VOICE_GUIDELINE },
	{ "The knee is stable (Exam, May 2011).", VOICE_REVIEWER },
};

START_TEST(voice)
{
	struct arena *a = fixture_arena();
	struct sentence_reading r = read_sentences(a, voices[_i].text);

	sentences_voice(&r.sentences, &r.hits, VOICE_REVIEWER);
	ck_assert_uint_eq(r.sentences.list.len, 1);
	ck_assert_msg(r.sentences.list.items[0].voice == voices[_i].voice,
	              "'%s' is read as %s", voices[_i].text,
	              voice_name((enum voice)r.sentences.list.items[0].voice));
}
END_TEST

/* -- what is asserted: the words between bars */

static const struct {
	const char *text;
	enum polarity polarity;
} polarities[] = {
	{ "There is |weakness| of the leg.", POLARITY_AFFIRMED },
	{ "There is no |weakness| of the leg.", POLARITY_NEGATED },
	{ "He does not have |weakness|.", POLARITY_NEGATED },
	{ "He has never had |weakness|.", POLARITY_NEGATED },
	{ "He denies |weakness|.", POLARITY_NEGATED },
	{ "Testing for |weakness| was negative.", POLARITY_NEGATED },
	{ "The |weakness| has resolved, and he works.", POLARITY_AFFIRMED },
	{ "|Weakness| is absent.", POLARITY_NEGATED },
	{ "There is no pain, swelling or |weakness|.", POLARITY_NEGATED },
	{ "There is no pain, but there is |weakness|.", POLARITY_AFFIRMED },
	{ "There is no pain; |weakness| is present.", POLARITY_AFFIRMED },
	{ "There is no pain. There is |weakness|.", POLARITY_AFFIRMED },
	{ "There is not only pain but |weakness|.", POLARITY_AFFIRMED },
	{ "There is |weakness| and no pain.", POLARITY_AFFIRMED },
	{ "There is no change in the |weakness|.", POLARITY_AFFIRMED },
	{ "There is no documentation of |weakness|.", POLARITY_UNDOCUMENTED },
	{ "There is no evidence of |aberrant behavior|.",
	  POLARITY_UNDOCUMENTED },
	{ "The note does not mention |weakness|.", POLARITY_UNDOCUMENTED },
	{ "The provider failed to document |weakness|.",
	  POLARITY_UNDOCUMENTED },
	{ "There is a lack of documentation of |weakness|.",
	  POLARITY_UNDOCUMENTED },
	{ "|Functional improvement| was not documented.",
	  POLARITY_UNDOCUMENTED },
	{ "The |duration of relief| is unclear.", POLARITY_UNDOCUMENTED },
	{ "The |dose| has not been specified.", POLARITY_UNDOCUMENTED },
	{ "It is unclear whether he had |therapy|.", POLARITY_HYPOTHETICAL },
	{ "If there is |weakness|, films are needed.", POLARITY_HYPOTHETICAL },
	{ "Surgery should wait until |weakness| appears.",
	  POLARITY_HYPOTHETICAL },
	{ "There is possible |weakness|.", POLARITY_UNCERTAIN },
	{ "An EMG was ordered to rule out |radiculopathy|.",
	  POLARITY_HYPOTHETICAL },
	{ "MRI of the knee without |contrast|.", POLARITY_EXCLUDED },
	{ "He walks without |a limp|.", POLARITY_EXCLUDED },
	{ "He was given a brace instead of |therapy|.", POLARITY_EXCLUDED },
	{ "He was not given a brace because of |swelling|.",
	  POLARITY_AFFIRMED },
	{ "No brace was worn, and there was |swelling|.", POLARITY_AFFIRMED },
	{ "He reports no nausea, a signed contract and |a urine screen|.",
	  POLARITY_AFFIRMED },
	{ "There is no evidence of a tear, a cyst or |a fracture|.",
	  POLARITY_UNDOCUMENTED },
	{ "Aspirin caused bleeding, which Tylenol does not, and |pain| is "
	  "less.",
	  POLARITY_AFFIRMED },
	{ "The splint hurts, which the sling did not, |swelling| is seen.",
	  POLARITY_AFFIRMED },
};

START_TEST(polarity)
{
	struct arena *a = fixture_arena();
	struct str marked = str_c(polarities[_i].text);
	struct str_pair head = str_cut(marked, '|');
	struct str_pair tail = str_cut(head.tail, '|');
	struct str text = arena_printf(a, "%.*s%.*s%.*s", STR_ARG(head.head),
	                               STR_ARG(tail.head), STR_ARG(tail.tail));
	struct sentence_reading r = read_sentences(a, text.ptr);
	uint32_t start = fold_offset(r.letter->fold, (uint32_t)head.head.len);
	uint32_t end = fold_offset(r.letter->fold,
	                           (uint32_t)(head.head.len + tail.head.len));
	enum polarity got = POLARITY_AFFIRMED;

	for (size_t i = 0; i < r.sentences.list.len; i++) {
		const struct sentence *s = &r.sentences.list.items[i];

		if (s->start <= start && end <= s->end)
			got = polarity_read(r.letter->fold, &r.hits, s, start,
			                    end, NULL, NULL);
	}
	ck_assert_msg(got == polarities[_i].polarity, "'%s' is read as %d",
	              polarities[_i].text, (int)got);
}
END_TEST

/* A sentence of a megabyte is read in pieces. */
START_TEST(endless_sentence)
{
	static char text[1024 * 1024];
	struct arena *a = fixture_arena();
	struct sentence_reading r;

	for (size_t i = 0; i + 1 < sizeof(text); i++)
		text[i] = "no pain but "[i % 12];
	r = read_sentences(a, text);
	ck_assert_uint_gt(r.sentences.list.len, 100);
}
END_TEST

Suite *sentence_suite(void)
{
	Suite *s = suite_create("sentence");
	TCase *t = tcase_create("cases");

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, split, 0,
	                    (int)(sizeof(splits) / sizeof(*splits)));
	tcase_add_loop_test(t, voice, 0,
	                    (int)(sizeof(voices) / sizeof(*voices)));
	tcase_add_test(t, spared_patterns_do_not_match);
	tcase_add_loop_test(t, polarity, 0,
	                    (int)(sizeof(polarities) / sizeof(*polarities)));
	tcase_add_test(t, endless_sentence);
	suite_add_tcase(s, t);
	return s;
}
