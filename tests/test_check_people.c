/*
 * test_check_people.c -- dates and patients that cannot all be right, and those
 * that only look so.
 */
#include <check.h>
#include <string.h>

#include "base/buf.h"
#include "engine/checks.h"
#include "fixture.h"
#include "letter/people.h"
#include "letter/sentence.h"

Suite *check_people_suite(void);

static const char *const files[] = {
	"rules/language/lists.yaml",
	"rules/language/people.yaml",
	"rules/language/events.yaml",
	"rules/language/abbreviations.yaml",
	"rules/checks/people-and-dates.yaml",
	NULL,
};

/*
 * A letter in short. header: injury, denial, application, assignment and
 * decision, "-" where none is printed. finds: how many findings.
 */
struct row {
	const char *header;
	const char *summary;
	const char *rationale;
	int finds;
};

#define USUAL "03/02/2015 01/10/2016 01/20/2016 01/25/2016 02/20/2016"
#define NONE  "- - - - -"

static const struct row dates[] = {
	/* A slip of the injury's year; a visit by its date; a request that is
	 * signed far behind its name; what an injured part has lasted. */
	{ USUAL, "She was hurt at work on 03/02/2015.",
	  "The injury of March 2, 2014, was treated with rest.", 1 },
	{ USUAL, "She was hurt at work on 03/02/2015.",
	  "At the visit of April 9, 2016 she had pain.", 1 },
	{ USUAL,
	  "The RFA for the brace, a pump and an MRI was signed on "
	  "01/14/2016.",
	  "", 1 },
	{ USUAL,
	  "The RFA for the brace, a pump and an MRI was signed on "
	  "01/08/2016.",
	  "", 0 },
	{ USUAL, "On 02/21/2015 he was first seen in the clinic.", "", 1 },
	{ USUAL, "He is status post hemiarthroplasty on 02/27/2015.", "", 1 },
	/* Another injury is not the header's, nor is a range that ends with it.
	 */
	{ USUAL, "An earlier claim of 03/04/2010 was settled.", "", 0 },
	{ USUAL, "There was a non-industrial injury on 05/05/2012.", "", 0 },
	{ USUAL,
	  "A cumulative trauma from 01/01/2010 to 03/02/2015 is claimed.", "",
	  0 },
	{ USUAL, "He was injured at work on 03/12/2015.", "", 1 },
	/* A study is read after it was made. */
	{ USUAL,
	  "At the visit of 11/02/2015 the surgeon went over the images of the "
	  "MRI of 11/08/2015.",
	  "", 1 },
	{ USUAL,
	  "On 11/02/2015 the physician reviewed the EMG dated 11/12/2015, "
	  "which was normal.",
	  "", 1 },
	{ USUAL,
	  "At the visit of 11/12/2015 the surgeon went over the images of the "
	  "MRI of 11/08/2015.",
	  "", 0 },
	{ USUAL,
	  "On 11/02/2015 the surgeon discussed and ordered an MRI, and the MRI "
	  "of 11/08/2015 showed a tear.",
	  "", 0 },
	/* A year that slips when an event is told once more; of which kind it
	 * is, or what it is of, must be the same. */
	{ USUAL,
	  "The patient is a 45-year-old male. The last urine drug screen was "
	  "on 03/04/2016.",
	  "The last urine drug screen of 03/04/2015 was consistent.", 1 },
	{ USUAL,
	  "The patient is a 45-year-old male. A tooth was extracted on "
	  "8/4/2015.",
	  "The extraction of 8/4/2014 left it sore.", 1 },
	{ USUAL,
	  "The patient is a 45-year-old male. Norco was begun on 03/04/2015.",
	  "A home program was learned by 03/04/2016.", 0 },
	{ USUAL, "The MRI of 05/04/2015 showed a tear.",
	  "An MRI of 05/04/2014 was read as showing a tear.", 1 },
	{ USUAL, "She was seen on October 9, 2015, with pain.",
	  "The office visit of 10/09/2014 mentions pain.", 1 },
	{ USUAL,
	  "The MRI of 05/04/2015 showed a tear, that of 05/04/2014 none.",
	  "An MRI of 05/04/2014 showed no tear.", 0 },
	{ USUAL, "The MRI of 05/04/2015 showed a tear.",
	  "An MRI of 06/04/2015 showed a tear.", 0 },
	{ USUAL, "She was seen on 05/04/2015.",
	  "An MRI of 05/04/2014 showed a tear.", 0 },
	/* A year to come; care of the injury before it. */
	{ USUAL, "The MRI of May 4, 2105, showed a tear.", "", 1 },
	{ USUAL, "She began physical therapy on 02/12/2015.", "", 1 },
	{ USUAL, "He saw his doctor on 02/27/2015 with wrist pain.", "", 1 },
	{ USUAL, "She started chiropractic on 03/12/2015.", "", 0 },
	/* More ways to date the review and the request. */
	{ USUAL, "The adverse determination letter is dated 01/14/2016.", "",
	  1 },
	{ USUAL, "The UR determination rendered on 1/14/2016 denied it.", "",
	  1 },
	{ USUAL, "Therapy was denied by the carrier on 01/14/2016.", "", 1 },
	{ USUAL, "Therapy was denied by the insurer on 01/10/2016.", "", 0 },
	{ USUAL, "A request for authorization (RFA) form of 01/16/2016.", "",
	  1 },
	{ USUAL, "She requested authorization on 01/16/2016.", "", 1 },
	{ USUAL, "The man suffered a work injury 03/02/14 in a fall.", "", 1 },
	/* The header's own order. */
	{ "03/02/2016 01/10/2016 01/20/2016 01/25/2016 02/20/2016", "", "", 1 },
	{ "03/02/2015 01/30/2016 01/20/2016 01/25/2016 02/20/2016", "", "", 1 },
	{ "03/02/2015 01/10/2016 01/28/2016 01/25/2016 02/20/2016", "", "", 1 },
	{ "03/02/2015 01/10/2016 01/20/2016 01/25/2016 01/24/2016", "", "", 1 },
	{ "02/30/2015 01/10/2016 01/20/2016 01/25/2016 02/20/2016", "", "", 1 },
	/* Header against summary. */
	{ USUAL, "She sustained an industrial injury on 03/02/2014.", "", 1 },
	{ USUAL, "This is a man with a date of injury of March 12, 2015.", "",
	  1 },
	{ USUAL, "The Utilization Review dated 1-9-16 denied the request.", "",
	  1 },
	{ USUAL,
	  "On 01/15/2016 the request was non-certified by utilization "
	  "review.",
	  "", 1 },
	{ USUAL,
	  "On January 11, 2016, the claims administrator failed to "
	  "approve the request.",
	  "", 1 },
	/* A request after its denial. */
	{ USUAL, "The Request for Authorization was signed on 01/12/2016.", "",
	  1 },
	{ USUAL, "On a January 14, 2016 RFA form, an MRI was asked for.", "",
	  1 },
	{ "- - - - -",
	  "A request for authorization is dated 5/9/2014. The UR "
	  "decision dated 5/2/2014 denied it.",
	  "", 1 },
	/* Before the injury, after the decision. */
	{ USUAL, "He was seen on 02/25/2015 for back pain.", "", 1 },
	{ USUAL, "On 02/20/2015 the injured worker complained of pain.", "",
	  1 },
	{ USUAL,
	  "According to the progress report dated 03/01/2016 there is "
	  "pain.",
	  "", 1 },
	/* Ranges, days, durations. */
	{ USUAL, "Reports from 11/18/2015 through 06/03/2015 were read.", "",
	  1 },
	{ USUAL, "", "Notes between 01/02/2016 and 12/01/2015 are unclear.",
	  1 },
	{ USUAL, "An MRI of 02/30/2016 was normal.", "", 1 },
	{ USUAL, "", "The note of 13/05/2015 is unsigned.", 1 },
	{ "11/02/2015 01/10/2016 01/20/2016 01/25/2016 02/20/2016",
	  "He reports pain for 10 months.", "", 1 },
	{ "12/02/2015 01/10/2016 01/20/2016 01/25/2016 02/20/2016", "",
	  "He has been taking it for at least six months.", 1 },
	{ USUAL, "", "The injury occurred about six weeks ago.", 1 },
	{ USUAL, "The Doctor's First Report dated 03/05/2015 notes a sprain.",
	  "A March 6, 2015 first report of injury gives the mechanism.", 1 },
	{ USUAL,
	  "On 03/05/2015 (first report of occupational injury) he was "
	  "limping. In the first report of 03/15/2015 he was not.",
	  "", 1 },
	{ USUAL, "", "Her accident was only a month ago, and films are early.",
	  1 },
	{ "03/02/2012 01/10/2016 01/20/2016 01/25/2016 02/20/2016", "",
	  "The injury is one year old.", 1 },

	/* A study, an examination, an operation before the injury. */
	{ NONE,
	  "The claimant reported an injury on 04/19/2015 when a shelf gave "
	  "way. An MRI of the left shoulder dated 04/11/2015 showed a tear.",
	  "", 1 },
	{ USUAL, "X-rays of the right hand taken on 02/27/2015 were normal.",
	  "", 1 },
	{ USUAL, "Objective findings (2-24-15) included a limp.", "", 1 },
	{ USUAL, "", "The physical examination of 02/24/2015 shows spasm.", 1 },
	{ USUAL,
	  "He underwent a repair of the tendon of the left thumb on "
	  "02/16/2015.",
	  "", 1 },
	{ USUAL,
	  "Subjective complaint at the February 10, 2015 visit was of "
	  "stiffness.",
	  "", 1 },
	{ USUAL, "Complaint reported February 12, 2015 visit: a stiff neck.",
	  "", 1 },
	{ NONE, "",
	  "The patient is a 29-year-old male who fractured his ankle on June "
	  "21, 2015 and underwent surgery on 06/12/2015 for it.",
	  1 },
	/* An examination or a study after the decision. */
	{ USUAL, "An EMG/NCV of both arms on 03/04/2016 was normal.", "", 1 },
	{ USUAL, "", "Objective findings dated 2-28-16 show no weakness.", 1 },
	{ USUAL, "The documentation of 02/27/2016 tells of a stiff knee.", "",
	  1 },
	{ USUAL, "", "On 02/26/2016 the therapist noted a stiff knee.", 1 },
	/* What the review that denied relies on is of a later day. */
	{ USUAL,
	  "The utilization review of 01/10/2016 denied the brace because the "
	  "examination of 01/14/2016 found a stable knee.",
	  "", 1 },
	{ USUAL,
	  "The claims administrator referenced an office visit of January "
	  "13, 2016 in its determination.",
	  "", 1 },
	/* The injury once more, otherwise. */
	{ USUAL, "", "He sustained an occupational injury on 3-20-15.", 1 },
	{ USUAL, "He was hurt on 03/02/2015. He reported injury on 03/22/2015.",
	  "", 1 },
	{ USUAL, "", "Date of injury is April 2, 2015.", 1 },
	{ USUAL, "", "He is a 50-year-old male who fell on 03/12/2015.", 1 },
	{ USUAL, "", "The patient injured the wrist in March 2016.", 1 },
	{ USUAL, "", "The patient injured the wrist in February 2016.", 1 },
	{ USUAL, "The injury occurred on 02/14/2016 and he rests.", "", 1 },

	/* In order. */
	{ USUAL, "", "", 0 },
	/* History, plans, several injuries. */
	{ USUAL, "A prior MRI of the neck dated 02/20/2015 was normal.", "",
	  0 },
	{ USUAL, "He underwent a fusion on 05/20/2009.", "", 0 },
	{ USUAL, "X-rays of the hip on 10/20/2014 were normal.", "", 0 },
	{ USUAL,
	  "For an unrelated fall the x-rays of 02/20/2015 were negative.", "",
	  0 },
	{ NONE,
	  "An MRI of the knee of 04/11/2015 was normal. He then had an "
	  "industrial injury on 04/19/2015.",
	  "", 0 },
	{ USUAL,
	  "This is a cumulative trauma claim. He was seen on 02/25/2015.", "",
	  0 },
	{ USUAL, "Progress notes from 02/10/2015 to 12/20/2015 were read.", "",
	  0 },
	{ USUAL, "A CT of the chest on 03/14/2016 is scheduled.", "", 0 },
	{ USUAL, "", "The request is for an MRI on 03/14/2016.", 0 },
	{ USUAL, "He will have surgery on 03/14/2016.", "", 0 },
	{ USUAL,
	  "The utilization review of 01/10/2016 denied the brace; the "
	  "examination of 01/14/2016 found a loose knee.",
	  "", 0 },
	{ USUAL,
	  "The utilization review of 01/10/2016 denied the brace because the "
	  "examination of 12/14/2015 found a stable knee.",
	  "", 0 },
	{ USUAL, "An MRI of 01/15/2016 came after the denial.", "", 0 },
	{ USUAL, "An evaluation is scheduled for 02/26/2016.", "", 0 },
	{ USUAL, "The MRI of 02/19/2016 came late.", "", 0 },
	{ USUAL, "", "The next office visit is on 02/26/2016.", 0 },
	{ USUAL, "", "She reported the injury on 03/05/2015.", 0 },
	{ USUAL, "", "There was a motor vehicle accident on 03/25/2015.", 0 },
	{ USUAL, "", "An injury on 03/25/2015 at home made it worse.", 0 },
	{ USUAL, "", "She filed an industrial injury claim on 03/25/2015.", 0 },
	{ USUAL, "", "He had a second injury on 3-20-15 at home.", 0 },
	{ USUAL, "", "He fell on 03/12/2015 and scraped a knee.", 0 },
	{ USUAL, "", "He is a 50-year-old male who fell on 03/02/2015.", 0 },
	{ USUAL, "", "She slipped in January 2016 and was sore.", 0 },
	{ USUAL, "", "The patient injured the wrist in March 2015.", 0 },
	{ USUAL, "", "He reinjured the wrist in February 2016.", 0 },
	{ USUAL, "", "For an injury on 06/20/2011 he had a fusion.", 0 },
	{ "01/10/2016 01/10/2016 01/10/2016 01/10/2016 01/10/2016", "", "", 0 },
	{ NONE, "He was hurt on 03/02/2015 and seen on 03/05/2015.", "", 0 },
	{ USUAL, "She sustained an industrial injury on 03/02/2015.", "", 0 },
	{ USUAL,
	  "The Utilization Review dated 1-10-16 denied the request. An "
	  "earlier utilization review of 12/20/2015 denied another.",
	  "", 0 },
	{ USUAL,
	  "The utilization review of 2013 is not at hand. Utilization "
	  "review on 05/02/2013 denied a brace.",
	  "", 0 },
	{ USUAL,
	  "On January 5, 2016 a request was made for an MRI that was "
	  "denied by Utilization Review on January 10, 2016.",
	  "", 0 },
	{ USUAL,
	  "The Request for Authorization was signed on 01/05/2016. A "
	  "second Request for Authorization was signed on 01/15/2016.",
	  "", 0 },
	{ USUAL, "The Request for Authorization was received on 01/10/2016.",
	  "", 0 },
	{ USUAL,
	  "Treatments include a lumbar CT (3-21-13) and an MRI of "
	  "12/20/2014.",
	  "", 0 },
	{ USUAL, "He was seen on 05/02/2012 for another injury.", "", 0 },
	{ USUAL, "He was seen on 03/02/2015, the day of the injury.", "", 0 },
	{ USUAL, "He will return to work on 03/15/2016.", "", 0 },
	{ USUAL, "Reports from 06/03/2015 through 11/18/2015 were read.", "",
	  0 },
	{ USUAL, "X-rays of 11/18/2015 and 06/03/2015 were normal.", "", 0 },
	{ USUAL, "An MRI of 02/29/2012 was normal; Norco 10/325/2 #60.", "",
	  0 },
	{ USUAL, "He has had low back pain for 10 years.", "", 0 },
	{ USUAL, "He reports pain for 10 months.", "", 0 },
	{ "12/02/2015 01/10/2016 01/20/2016 01/25/2016 02/20/2016", "",
	  "Opioids used for 3 months are reviewed. Therapy for 6 months is not "
	  "asked.",
	  0 },
	{ USUAL, "The Doctor's First Report dated 03/05/2015 notes a sprain.",
	  "A March 5, 2015 first report of injury gives the mechanism. The "
	  "progress report of 03/06/2015 does not.",
	  0 },
	{ USUAL,
	  "The Doctor's First Report dated 03/05/2015 notes a sprain. "
	  "For the other injury there is a first report dated 10/05/2015.",
	  "", 0 },
	/* The denial is ten months after the injury. */
	{ USUAL, "", "The injury occurred about eight months ago.", 0 },
	{ USUAL, "", "The injury occurred about a year ago.", 0 },
	{ USUAL, "", "The injury was treated a month ago with films.", 0 },
	{ USUAL, "The injury was a month ago, he said when he was seen.", "",
	  0 },
	{ NONE, "", "The injury occurred about six weeks ago.", 0 },
	{ "", "", "", 0 },
};

static const struct row patients[] = {
	/* The physician's pronouns, sentence after sentence. */
	{ NONE,
	  "The claimant is a 40-year-old female. The surgeon agreed. He raised "
	  "the dose. He asked for a pain consultation.",
	  "", 0 },
	{ NONE, "The claimant is a 40-year-old female. He has pain in the hip.",
	  "", 1 },
	/* The specialist's pronoun. */
	{ NONE,
	  "The claimant is a 40-year-old female. An orthopedic consultant "
	  "wrote "
	  "that he would want her weight below 200 pounds.",
	  "", 0 },
	/* "This" one is the patient, whatever the guideline says of others. */
	{ NONE, "The claimant is a 40-year-old female.",
	  "Neither reason holds for this 61-year-old cook.", 1 },
	{ NONE, "The claimant is a 40-year-old female.",
	  "This 61-year-old gets half of the pain off.", 1 },
	{ NONE, "The claimant is a 40-year-old female.",
	  "It is rarely of use to a 61-year-old cook.", 0 },
	{ NONE, "This is a 52-year-old female.",
	  "The patient is a 35-year-old "
	  "female.",
	  1 },
	{ NONE, "This is a 52-year-old female. The 47 year old worker fell.",
	  "", 1 },
	{ NONE, "The injured worker is a 60 year old male.",
	  "This 26 y/o male "
	  "has pain.",
	  1 },
	{ NONE, "The claimant is a 40-year-old male.",
	  "The claimant is a "
	  "female with pain.",
	  1 },
	{ NONE, "The claimant is a 40-year-old male.",
	  "This male patient has "
	  "pain. The female patient has pain.",
	  1 },
	{ NONE, "The claimant is a 40-year-old female.",
	  "He has completed 12 "
	  "visits.",
	  1 },
	{ NONE, "The claimant is a 40-year-old male. She has neck pain.", "",
	  1 },
	{ NONE, "The claimant is a 40-year-old male.",
	  "The patient reports "
	  "that her pain is less.",
	  1 },
	{ NONE, "The claimant is a 40-year-old lady.",
	  "His gait is slow. He "
	  "limps. His knee swells.",
	  1 },
	{ "03/02/2015 01/10/2016 01/20/2016 01/25/2016 02/20/2016",
	  "The patient, date of birth 05/06/1970, is a 60-year-old male.", "",
	  1 },
	{ "03/02/2015 01/10/2016 01/20/2016 01/25/2016 02/20/2016",
	  "A 30-year-old woman born on May 6, 1970 slipped.", "", 1 },
	{ NONE, "A 40-year-old man.", "The 29-year-old woman is a patient.",
	  2 },
	/* Of the patient, whichever physician stands beside it. */
	{ NONE, "The claimant is a 40-year-old male.",
	  "The provider requests the visits to restore her function.", 1 },
	{ NONE, "A 61-year-old woman fell.",
	  "The surgeon noted that he complains of locking.", 1 },
	{ NONE, "A 61-year-old woman fell.",
	  "Per the physician his chronic low back pain is worse.", 1 },
	{ NONE, "The claimant is a 40-year-old male.",
	  "The surgeon calls this woman a candidate for a fusion.", 1 },
	{ NONE, "The claimant is a 40-year-old male.",
	  "In sum, the worker, 58 years of age, has a torn meniscus.", 1 },

	{ NONE, "This is a 52-year-old female.",
	  "The patient is a 53-year-old "
	  "female.",
	  0 },
	{ NONE, "This is a 52-year-old female.", "She is 52 years old.", 0 },
	{ NONE, "The claimant is a 40-year-old male.",
	  "The surgeon gave her reasons, and her request is sound.", 0 },
	{ NONE, "The claimant is a 40-year-old male.",
	  "The surgeon wrote again. Her request was denied.", 0 },
	{ NONE, "The claimant is a 40-year-old male.",
	  "In the May note the surgeon wrote that she considered a spine "
	  "operation.",
	  0 },
	{ NONE, "The claimant is a 40-year-old male.",
	  "His wife told the physician that her back hurts.", 0 },
	{ NONE, "The claimant is a 40-year-old male.",
	  "The therapist, in her notes, found that pain was less.", 0 },
	{ NONE, "The claimant is a 40-year-old male.",
	  "In patients, 65 years of age and older, caution is advised.", 0 },
	{ NONE, "This is a 52-year-old female.",
	  "MRI is for patients over 60 "
	  "years old.",
	  0 },
	{ NONE, "This is a 52-year-old female.", "The MRI is 20 years old.",
	  0 },
	{ NONE,
	  "This is a 52-year-old female. Her 25-year-old male partner, a "
	  "friend, drives.",
	  "", 0 },
	{ NONE,
	  "The claimant is a 40-year-old male. His wife helps. She "
	  "drives.",
	  "", 0 },
	{ NONE, "The claimant is a 40-year-old male.",
	  "Dr. A saw him. She "
	  "found spasm.",
	  0 },
	{ NONE, "The claimant is a 40-year-old male.",
	  "His provider recommends "
	  "it. She asks for it.",
	  0 },
	{ NONE, "The claimant is a 40-year-old male.",
	  "Each patient brings his "
	  "or her list.",
	  0 },
	{ NONE, "The claimant is a 40-year-old. She has pain. He has none.", "",
	  0 },
	{ NONE, "The claimant has pain. His back hurts.", "She has pain.", 0 },
	{ NONE, "The claimant is a 40-year-old male.",
	  "Male erectile disorder "
	  "and a female connector are named.",
	  0 },
	{ "03/02/2015 01/10/2016 01/20/2016 01/25/2016 02/20/2016",
	  "The patient, date of birth 05/06/1970, is a 45-year-old male.", "",
	  0 },
	{ "03/02/2015 01/10/2016 01/20/2016 01/25/2016 02/20/2016",
	  "The patient, born on 02/21/1970, is a 44-year-old male.", "", 0 },
	{ NONE, "", "", 0 },
};

static struct span append(struct buf *b, const char *text)
{
	struct span at = { (uint32_t)b->len, 0 };

	buf_str(b, str_c(text));
	at.end = (uint32_t)b->len;
	buf_str(b, STR("\n\n"));
	return at;
}

static void read_header(struct header *h, const char *header, struct span at)
{
	struct dated *all[] = { &h->injury, &h->ur_denied, &h->received,
		                &h->assigned, &h->decided };
	struct str_pair cut = { .tail = str_c(header), .ok = true };

	for (size_t i = 0; i < 5 && cut.ok; i++) {
		size_t used;

		cut = str_cut(cut.tail, ' ');
		all[i]->date = date_read(cut.head, &used);
		all[i]->at = at;
	}
}

static void expect(void (*check)(struct checking *), const struct row *row)
{
	struct arena *a = fixture_arena();
	const struct ruleset *rules = fixture_rules(files);
	struct regex_cache *regexes = regex_cache_new(rules->patterns.list.len);
	struct buf b = { .arena = a };
	struct span header = append(&b, row->header);
	struct span summary = append(&b, row->summary);
	struct span rationale = append(&b, row->rationale);
	struct findings found = { 0 };
	struct checking c = { .rules = rules, .arena = a, .findings = &found };
	struct letter *l;
	struct decision *d;

	buf_char(&b, '\0');
	l = fixture_letter(a, rules, b.ptr);
	c.letter = l;
	l->summary = summary;
	read_header(&l->header, row->header, header);
	d = VEC_PUSH(a, &l->decisions);
	d->index = 1;
	d->rationale = rationale;
	sentences_read(l, summary, rules, regexes, a, &l->summary_sentences,
	               &l->summary_hits);
	sentences_read(l, rationale, rules, regexes, a, &d->sentences,
	               &d->hits);
	patient_read(l, rules, a);
	check(&c);
	regex_cache_free(regexes);
	for (size_t i = 0; i < found.list.len; i++)
		ck_assert(check_find(&rules->checks,
		                     found.list.items[i].rule) != NULL);
	ck_assert_msg(
	        (int)found.list.len == row->finds,
	        "%d findings, not %d, first '%.*s' in %s / %s / %s",
	        (int)found.list.len, row->finds,
	        STR_ARG(found.list.len ? found.list.items[0].message : STR("")),
	        row->header, row->summary, row->rationale);
}

START_TEST(date_order)
{
	expect(check_dates, &dates[_i]);
}
END_TEST

START_TEST(patient_mismatch)
{
	expect(check_patient, &patients[_i]);
}
END_TEST

Suite *check_people_suite(void)
{
	Suite *s = suite_create("check_people");
	TCase *t = tcase_create("check_people");

	tcase_add_loop_test(t, date_order, 0, sizeof(dates) / sizeof(*dates));
	tcase_add_loop_test(t, patient_mismatch, 0,
	                    sizeof(patients) / sizeof(*patients));
	suite_add_tcase(s, t);
	return s;
}
