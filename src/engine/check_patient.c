/*
 * check_patient.c -- consistency/patient-mismatch: one patient, or two?
 *
 * The summary's age and sex are compared with every other passage that gives
 * an age or a sex of the patient, and with the pronouns of sentences in which
 * (and before which) nobody else is spoken of.
 */
#include "engine/checks.h"

#include "letter/people.h"
#include "rules/person.h"

#define RULE STR("consistency/patient-mismatch")

/* "52-year-old right hand dominant male", "this female patient". */
#define NEAR_BYTES 40
/* "her chronic low back pain" */
#define OF_PATIENT_BYTES 20
/* A birthday lies between two reports. */
#define AGE_APART 1

struct patient_check {
	struct checking *c;
	const struct letter *letter;
	bool male;
	bool female;
	bool by_word; /* the sex was said, not taken from pronouns */
};

/* What the person words of one sentence say. */
struct sentence_people {
	const struct hit *worker;
	const struct hit *bystander;
	const struct hit *physician;
	const struct hit *he;
	const struct hit *she;
};

/* The next person word of a sentence at or after *i; NULL at its end. */
static const struct hit *next_word(const struct patient_check *p,
                                   const struct sentence *s, uint32_t *i)
{
	const struct hits *hits = &p->letter->hits;

	while (*i < hits->list.len) {
		const struct hit *h = &hits->list.items[(*i)++];

		if (h->start >= s->end)
			return NULL;
		if (h->kind == TERM_PERSON && h->end <= s->end)
			return h;
	}
	return NULL;
}

static struct sentence_people people_of(const struct patient_check *p,
                                        const struct sentence *s)
{
	struct sentence_people found = { 0 };
	uint32_t i = (uint32_t)hits_from(&p->letter->hits, s->start);
	const struct hit *h;

	while ((h = next_word(p, s, &i)) != NULL) {
		switch ((enum person_word)h->index) {
		case PERSON_WORKER:
			found.worker = found.worker ? found.worker : h;
			break;
		case PERSON_BYSTANDER:
			found.bystander = found.bystander ? found.bystander : h;
			break;
		case PERSON_PHYSICIAN:
			found.physician = found.physician ? found.physician : h;
			break;
		case PERSON_HE:
			found.he = found.he ? found.he : h;
			break;
		case PERSON_SHE:
			found.she = found.she ? found.she : h;
			break;
		default:
			break;
		}
	}
	return found;
}

static struct span span_of(const struct patient_check *p, const struct hit *h)
{
	return fold_source(p->letter->fold, h->start, h->end);
}

static bool near(const struct hit *a, const struct hit *b)
{
	return a->start <= b->end + NEAR_BYTES &&
	       b->start <= a->end + NEAR_BYTES;
}

/* True when a word of this kind stands beside the hit. */
static bool beside(const struct patient_check *p, const struct sentence *s,
                   const struct hit *of, enum person_word word)
{
	uint32_t i = (uint32_t)hits_from(&p->letter->hits, s->start);
	const struct hit *h;

	while ((h = next_word(p, s, &i)) != NULL) {
		if (h->index == (uint32_t)word && near(h, of))
			return true;
	}
	return false;
}

/* "The patient is 52 years old", "is a 52-year-old who", "the claimant, 52
 * years of age". */
static bool is_said_of_worker(const struct patient_check *p,
                              const struct sentence *s, const struct hit *age)
{
	static const struct str joins[] = {
		STR_INIT(" is "),     STR_INIT(" is a "),
		STR_INIT(" is an "),  STR_INIT(", a "),
		STR_INIT(", an "),    STR_INIT(", "),
		STR_INIT(" who is "), STR_INIT(", who is "),
	};
	const struct fold *f = p->letter->fold;
	uint32_t i = (uint32_t)hits_from(&p->letter->hits, s->start);
	const struct hit *h;

	while ((h = next_word(p, s, &i)) != NULL && h->end < age->start) {
		struct str between = fold_text(f, h->end, age->start);

		if (h->index != PERSON_WORKER || !near(h, age))
			continue;
		for (size_t k = 0; k < sizeof(joins) / sizeof(*joins); k++) {
			struct str number =
			        str_sub(between, joins[k].len, between.len);

			if (str_starts(between, joins[k]) &&
			    !str_has_char(str_trim(number), ' '))
				return true;
		}
	}
	return false;
}

/* "a 52-year-old female", but not "patients over 50 years old". */
static bool is_of_somebody(const struct patient_check *p,
                           const struct sentence *s, const struct hit *age)
{
	uint32_t i = (uint32_t)hits_from(&p->letter->hits, age->end);
	const struct hit *h;

	while ((h = next_word(p, s, &i)) != NULL) {
		if (h->index == PERSON_WORKER || h->index == PERSON_MALE ||
		    h->index == PERSON_FEMALE)
			return near(age, h);
	}
	return false;
}

static void relate_age(const struct patient_check *p, struct finding *f)
{
	const struct patient *patient = &p->letter->patient;

	if (!span_empty(patient->age_at))
		checking_relate(p->c, f, patient->age_at,
		                "the patient is %d here", patient->age);
}

static void relate_sex(const struct patient_check *p, struct finding *f)
{
	const struct patient *patient = &p->letter->patient;

	if (!span_empty(patient->sex_at))
		checking_relate(p->c, f, patient->sex_at,
		                "the patient is %.*s here",
		                STR_ARG(patient->sex));
}

/* "At 67 years of age some change is expected": the sentence begins with it. */
static bool is_told_first(const struct patient_check *p,
                          const struct sentence *s, struct span at)
{
	return s->voice != VOICE_GUIDELINE &&
	       str_eq(fold_text(p->letter->fold, s->start,
	                        fold_offset(p->letter->fold, at.start)),
	              STR("at "));
}

/* "Neither applies to this 46-year-old laborer": a letter speaks of one
 * patient. */
static bool is_of_this_one(const struct patient_check *p,
                           const struct sentence *s, struct span at)
{
	const struct fold *f = p->letter->fold;
	struct str before = fold_text(f, s->start, fold_offset(f, at.start));

	return s->voice != VOICE_GUIDELINE && (str_eq(before, STR("this ")) ||
	                                       str_ends(before, STR(" this ")));
}

static void report_age(const struct patient_check *p, const struct hit *h,
                       const struct sentence *s, uint32_t decision)
{
	struct span at = { 0 };
	int age = people_age(p->letter, h, &at), own = p->letter->patient.age;
	int apart = age > own ? age - own : own - age;

	if (!age || own < 0 || apart <= AGE_APART ||
	    !(is_of_somebody(p, s, h) || is_said_of_worker(p, s, h) ||
	      is_told_first(p, s, at) || is_of_this_one(p, s, at)))
		return;
	relate_age(p, checking_report(p->c, RULE, decision, at,
	                              "the patient is %d years old here, "
	                              "%d in the summary",
	                              age, own));
}

/* "This woman": a letter speaks of one patient. */
static bool is_this_one(const struct patient_check *p, const struct hit *h)
{
	struct str before = fold_text(p->letter->fold, 0, h->start);

	return str_ends(before, STR(" this "));
}

static bool report_sex(const struct patient_check *p, const struct hit *h,
                       const struct sentence *s, uint32_t decision)
{
	bool male = h->index == PERSON_MALE;

	if (!p->by_word || male == p->male ||
	    !(beside(p, s, h, PERSON_WORKER) ||
	      beside(p, s, h, PERSON_AGE_AFTER) || is_this_one(p, h)))
		return false;
	relate_sex(p, checking_report(p->c, RULE, decision, span_of(p, h),
	                              "the patient is %s here, %.*s in the "
	                              "summary",
	                              male ? "male" : "female",
	                              STR_ARG(p->letter->patient.sex)));
	return true;
}

/* A pronoun that does not fit the patient. */
static const struct hit *odd_pronoun(const struct patient_check *p,
                                     const struct sentence_people *now)
{
	if (!p->by_word)
		return NULL;
	if (p->male && now->she && !now->he)
		return now->she;
	if (p->female && now->he && !now->she)
		return now->he;
	return NULL;
}

/* "Her low back pain", "he complains": no physician's, no guideline's. */
static bool is_patients(const struct patient_check *p, const struct sentence *s,
                        const struct hit *pronoun)
{
	const struct fold *f = p->letter->fold;
	uint32_t i = (uint32_t)hits_from(&p->letter->hits, pronoun->end);
	const struct hit *h;

	while ((h = next_word(p, s, &i)) != NULL) {
		struct str between = fold_text(f, pronoun->end, h->start);

		/* "He considered a spine surgery", "her request was denied" */
		if (between.len > OF_PATIENT_BYTES ||
		    str_has_char(between, ',') ||
		    str_find(between, 0, STR(" a ")) < between.len ||
		    str_find(between, 0, STR(" request")) < between.len)
			return false;
		/* "He requested a pain consultation" */
		if (h->index == PERSON_PHYSICIAN)
			return false;
		if (h->index == PERSON_OF_PATIENT)
			return true;
	}
	return false;
}

/* A pronoun that can only mean the patient, and does not fit. */
static const struct hit *wrong_pronoun(const struct patient_check *p,
                                       const struct sentence *s,
                                       const struct sentence_people *now,
                                       const struct sentence_people *before)
{
	const struct hit *odd = odd_pronoun(p, now);

	if (!odd || now->bystander || before->bystander)
		return NULL;
	if (is_patients(p, s, odd))
		return odd;
	if (now->physician || before->physician || s->voice == VOICE_GUIDELINE)
		return NULL;
	return odd;
}

static void report_pronoun(const struct patient_check *p, const struct hit *h,
                           uint32_t decision)
{
	struct span at = span_of(p, h);

	relate_sex(p, checking_report(
	                      p->c, RULE, decision, at,
	                      "the patient is '%.*s' here, %.*s in the summary",
	                      STR_ARG(source_text(p->letter->source, at)),
	                      STR_ARG(p->letter->patient.sex)));
}

static void check_passage(const struct patient_check *p,
                          const struct sentences *sentences, uint32_t decision)
{
	struct sentence_people before = { 0 };
	bool sex_reported = false; /* by its word or by a pronoun: once */

	for (size_t k = 0; k < sentences->list.len; k++) {
		const struct sentence *s = &sentences->list.items[k];
		struct sentence_people now = people_of(p, s);
		const struct hit *h, *wrong = NULL;
		uint32_t i = (uint32_t)hits_from(&p->letter->hits, s->start);

		wrong = wrong_pronoun(p, s, &now, &before);
		while (!now.bystander && s->voice != VOICE_GUIDELINE &&
		       (h = next_word(p, s, &i)) != NULL) {
			bool sex = h->index == PERSON_MALE ||
			           h->index == PERSON_FEMALE;

			/* A physician has an age and a sex too. */
			if (now.physician && !(sex && is_this_one(p, h)))
				continue;
			if (h->index == PERSON_AGE_AFTER)
				report_age(p, h, s, decision);
			if (sex)
				sex_reported |= report_sex(p, h, s, decision);
		}
		if (wrong && !sex_reported) {
			report_pronoun(p, wrong, decision);
			sex_reported = true;
		}
		/* "The surgeon was asked. He agreed. He will see her." */
		if (!now.worker && !now.physician && (now.he || now.she))
			now.physician = before.physician;
		before = now;
	}
}

/* -- the age against the date of birth */

static int age_on(struct date born, struct date day)
{
	int years = day.year - born.year;

	if (day.month < born.month ||
	    (day.month == born.month && day.day < born.day))
		years--;
	return years;
}

static void check_birth(const struct patient_check *p)
{
	const struct letter *l = p->letter;
	const struct dated *injury = &l->header.injury;
	const struct dated *decided = &l->header.decided;

	for (size_t i = 0; i < l->hits.list.len; i++) {
		const struct hit *h = &l->hits.list.items[i];
		uint32_t at = h->end;
		struct date born;
		size_t used;

		if (h->kind != TERM_PERSON || h->index != PERSON_BORN ||
		    l->patient.age < 0 || !date_known(decided->date))
			continue;
		while (at < l->fold->text.len &&
		       str_has_char(STR(" :,"), l->fold->text.ptr[at]))
			at++;
		born = date_read(
		        fold_text(l->fold, at, (uint32_t)l->fold->text.len),
		        &used);
		if (!used || !date_valid(born))
			continue;
		if (l->patient.age <= age_on(born, decided->date) &&
		    l->patient.age >= age_on(born, date_known(injury->date)
		                                           ? injury->date
		                                           : decided->date) -
		                              1)
			continue;
		relate_age(p, checking_report(
		                      p->c, RULE, 0,
		                      fold_source(l->fold, h->start,
		                                  at + (uint32_t)used),
		                      "a patient born then is not %d years old",
		                      l->patient.age));
	}
}

/* True when the summary says the sex, and not only by its pronouns. */
static bool sex_is_said(const struct letter *l)
{
	uint32_t start = fold_offset(l->fold, l->patient.sex_at.start);

	for (uint32_t i = (uint32_t)hits_from(&l->hits, start);
	     i < l->hits.list.len; i++) {
		const struct hit *h = &l->hits.list.items[i];

		if (h->start != start)
			return false;
		if (h->kind == TERM_PERSON &&
		    (h->index == PERSON_MALE || h->index == PERSON_FEMALE))
			return true;
	}
	return false;
}

void check_patient(struct checking *c)
{
	const struct letter *l = c->letter;
	struct patient_check p = { .c = c, .letter = l };
	size_t before = c->findings->list.len;

	if (l->patient.age < 0 && !l->patient.sex.len) {
		checking_verdict(c, RULE, 0, VERDICT_UNKNOWN,
		                 "the summary says neither age nor sex");
		return;
	}
	p.male = str_eq(l->patient.sex, STR("male"));
	p.female = str_eq(l->patient.sex, STR("female"));
	p.by_word = l->patient.sex.len && sex_is_said(l);
	check_passage(&p, &l->summary_sentences, 0);
	for (size_t i = 0; i < l->decisions.len; i++)
		check_passage(&p, &l->decisions.items[i].sentences,
		              l->decisions.items[i].index);
	check_birth(&p);
	if (c->findings->list.len == before)
		checking_verdict(c, RULE, 0, VERDICT_CONSISTENT,
		                 "age, sex and pronouns fit everywhere");
}
