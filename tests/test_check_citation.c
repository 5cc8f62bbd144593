/*
 * test_check_citation.c -- the checks of citation lines: for each what it must
 * find, and what it must leave alone.
 */
#include <check.h>
#include <string.h>

#include "base/buf.h"
#include "engine/checks.h"
#include "fixture.h"
#include "letter/citation.h"
#include "letter/sentence.h"

Suite *check_citation_suite(void);

static const char *const files[] = {
	"rules/guidelines/names.yaml",
	"rules/guidelines/mtus-chapters.yaml",
	"rules/guidelines/odg-chapters.yaml",
	"rules/guidelines/topics.yaml",
	"rules/guidelines/coverage.yaml",
	"rules/checks/citation.yaml",
	"rules/lexicon/body-parts.yaml",
	"rules/lexicon/drugs.yaml",
	NULL,
};

#define MTUS  "Decision based on MTUS "
#define OTHER "Decision based on Non-MTUS Citation "
#define ODG   OTHER "Official Disability Guidelines (ODG) "
#define OUTSIDE                                                          \
	"The Expert Reviewer based their decision on recommendation(s) " \
	"outside of the MTUS Guidelines. "
#define NOTHING                                                          \
	"The Expert Reviewer did not cite any medical evidence for its " \
	"decision."
#define CP2009 MTUS "Chronic Pain Medical Treatment 2009, Section(s): "
#define CP2016 MTUS "Chronic Pain Medical Treatment 2016, Section(s): "
#define OLD    MTUS "Chronic Pain Treatment Guidelines "

/*
 * One item. about: region of the body, "kind:" and a kind of the lexicon, or
 * the class of a drug (route oral, but topical for that class). A line that
 * begins with "UR:" is the claims administrator's. denied: the day of the
 * utilization review, or empty. found: "" or the severity's letter.
 */
struct row {
	const char *category;
	const char *about;
	const char *line;
	const char *rationale;
	const char *denied;
	const char *found;
};

static const struct row wrong_guideline[] = {
	/* The opioid guideline is for opioids and what goes with them. */
	{ "medication", "anticonvulsant", MTUS "Opioid Treatment 2016.", "", "",
	  "W" },
	{ "medication", "nsaid",
	  MTUS "Opioid Treatment 2016, Section(s): 3.3.6 Urine Drug Testing.",
	  "", "", "W" },
	{ "medication", "laxative", MTUS "Opioid Treatment 2016.", "", "", "" },
	/* Another part of the body. */
	{ "imaging", "shoulder", MTUS "Elbow Complaints 2007.", "", "", "W" },
	{ "imaging", "knee",
	  MTUS "Low Back Complaints 2004, Section(s): "
	       "Special Studies.",
	  "", "", "W" },
	{ "imaging", "lumbar",
	  "UR:" MTUS "Neck and Upper Back Complaints 2004.", "", "", "W" },
	{ "imaging", "cervical", ODG "Low Back Chapter, MRI.", "", "", "W" },
	{ "surgery", "wrist",
	  MTUS "Shoulder Complaints 2004, Section(s): "
	       "Surgical Considerations.",
	  "", "", "W" },
	{ "injection", "knee", MTUS "Ankle and Foot Complaints 2004.", "", "",
	  "W" },
	{ "physical-therapy", "ankle",
	  MTUS "Knee Complaints 2004, Section(s): "
	       "Physical Methods.",
	  "", "", "W" },
	{ "electrodiagnostic", "upper-extremity",
	  CP2016 "Electrodiagnostic "
	         "testing (EMG/NCS). " ODG ", Low Back Chapter.",
	  "", "", "W" },
	{ "chiropractic", "lumbar", OLD "", "", "", "" },
	{ "imaging", "foot",
	  MTUS "ACOEM Chapter 9 Shoulder Complaints Page(s): "
	       "207.",
	  "", "", "W" },
	/* Another treatment. */
	{ "imaging", "lumbar",
	  MTUS "Low Back Complaints 2004, Section(s): "
	       "Physical Methods, and Chronic Pain Medical Treatment 2009, "
	       "Section(s): Epidural steroid injections (ESIs).",
	  "", "", "W" },
	{ "surgery", "", CP2009 "Physical medicine treatment.", "", "", "W" },
	{ "drug-testing", "", CP2009 "Acupuncture.", "", "", "W" },
	/* Another drug's section, but for drugs that one may stand for. */
	{ "medication", "muscle-relaxant",
	  ODG "Pain Chapter, Zolpidem (Ambien).", "", "", "W" },
	{ "medication", "nsaid", ODG "Pain Chapter, Hydrocodone (Vicodin).", "",
	  "", "W" },
	{ "medication", "benzodiazepine",
	  ODG "Pain Chapter, Zolpidem (Ambien).", "", "", "" },
	{ "medication", "muscle-relaxant",
	  ODG "Pain Chapter, Cyclobenzaprine (Flexeril).", "", "", "" },
	{ "medication", "muscle-relaxant", ODG "Pain Chapter, Sleep.", "", "",
	  "" },
	{ "acupuncture", "cervical", OLD "Functional improvement",
	  "The Acupuncture Medical Treatment Guidelines allow three to six "
	  "visits.",
	  "", "W" },
	{ "imaging", "", CP2016 "Manual therapy & manipulation.",
	  "The Low Back Complaints chapter speaks of red flags.", "", "W" },
	{ "dme", "elbow",
	  MTUS "Elbow Complaints 2007, Section(s): Physical "
	       "Methods.",
	  "The ODG recommend a strap after surgery only.", "", "W" },
	{ "dme", "", CP2009 "Introduction.",
	  "Per the Official Disability "
	  "Guidelines (ODG), Knee chapter, the criteria for a walker are not "
	  "met.",
	  "", "W" },
	/* Another procedure, another study, another guideline. */
	{ "injection", "kind:trigger-point-injection",
	  CP2009 "Epidural steroid injections (ESIs).", "", "", "W" },
	{ "injection", "kind:epidural-steroid-injection",
	  CP2009 "Trigger point injections.", "", "", "W" },
	/* Guidance is cited with the injection that it is for. */
	{ "imaging", "kind:image-guidance",
	  CP2009 "Epidural steroid injections (ESIs).", "", "", "" },
	{ "imaging", "kind:image-guidance", CP2009 "Acupuncture.", "", "",
	  "W" },
	{ "injection", "kind:medial-branch-block",
	  OLD "Botulinum toxin (Botox; Myobloc) Page(s): 25-26.", "", "", "W" },
	{ "transport", "", ODG "Neck and Upper Back Chapter, MRI.", "", "",
	  "W" },
	{ "medication", "triptan", ODG "Low Back Chapter, Lumbar supports.", "",
	  "", "W" },
	{ "home-care", "", CP2009 "Power mobility devices (PMDs).", "", "",
	  "W" },
	{ "chiropractic", "", CP2016 "Electrodiagnostic testing (EMG/NCS).", "",
	  "", "W" },
	{ "physical-therapy", "cervical",
	  MTUS "Acupuncture Medical Treatment Guidelines.", "", "", "W" },
	{ "physical-therapy", "wrist",
	  MTUS "Postsurgical Treatment 2009, Section(s): Knee.", "", "", "W" },
	{ "injection", "kind:epidural-steroid-injection",
	  CP2009 "Epidural steroid injections (ESIs).", "", "", "" },
	{ "imaging", "", ODG "Neck and Upper Back Chapter, MRI.", "", "", "" },
	{ "acupuncture", "cervical",
	  MTUS "Acupuncture Medical Treatment Guidelines.", "", "", "" },
	{ "physical-therapy", "hand",
	  MTUS "Postsurgical Treatment 2009, Section(s): Forearm, Wrist, & "
	       "Hand.",
	  "", "", "" },
	{ "physical-therapy", "wrist",
	  MTUS "Postsurgical Treatment 2009, Section(s): Carpal tunnel "
	       "syndrome.",
	  "", "", "" },
	/* Another drug. */
	{ "medication", "opioid", CP2009 "Topical analgesics.", "", "", "W" },
	{ "medication", "nsaid", CP2016 "Topical analgesics.", "", "", "W" },
	{ "medication", "opioid",
	  CP2009 "NSAIDs, GI symptoms & cardiovascular "
	         "risk.",
	  "", "", "W" },
	{ "medication", "muscle-relaxant", OLD "Opioids Page(s): 78.", "", "",
	  "W" },
	{ "medication", "benzodiazepine", CP2016 "Topical analgesics, Opioids.",
	  "", "", "W" },
	{ "medication", "anticonvulsant",
	  "UR:" CP2009 "Cyclobenzaprine "
	  "(Flexeril).",
	  "", "", "W" },
	{ "medication", "opioid", CP2016 "Physical medicine treatment.", "", "",
	  "W" },

	/* Topics of the ODG that decide other treatments nowhere. */
	{ "imaging", "knee", ODG "Knee Chapter, Physical therapy.", "", "",
	  "W" },
	{ "medication", "opioid", ODG "Knee Chapter, Acupuncture.", "", "",
	  "W" },
	{ "laboratory", "", ODG "Neck Chapter, Cervical collar.", "", "", "W" },
	{ "imaging", "head", ODG "Head Chapter, Botulinum toxin.", "", "",
	  "W" },
	{ "chiropractic", "lumbar", ODG "Low Back Chapter, Physical therapy.",
	  "", "", "" },
	{ "surgery", "cervical", ODG "Neck Chapter, Cervical collar.", "", "",
	  "" },

	/* A section of its own for each current, for testing and for treating.
	 */
	{ "dme", "kind:nmes",
	  CP2016 "TENS, chronic pain (transcutaneous electrical nerve "
	         "stimulation).",
	  "", "", "W" },
	{ "dme", "kind:tens", CP2009 "H-wave stimulation (HWT).", "", "", "W" },
	{ "dme", "kind:interferential", CP2009 "Transcutaneous electrotherapy.",
	  "", "", "" },
	{ "dme", "kind:nmes", CP2016 "TENS, Physical medicine treatment.", "",
	  "", "" },
	{ "physical-therapy", "kind:electrical-stimulation-session",
	  CP2016 "TENS, chronic pain (transcutaneous electrical nerve "
	         "stimulation).",
	  "", "", "" },
	{ "psychological", "kind:psych-evaluation",
	  CP2016 "Psychological treatment.", "", "", "W" },
	{ "psychological", "kind:psychotherapy",
	  CP2016 "Psychological evaluations.", "", "", "W" },
	{ "psychological", "kind:psych-evaluation",
	  CP2009 "Psychological evaluations, Psychological treatment.", "", "",
	  "" },
	{ "program", "kind:functional-restoration-program",
	  OLD "Work conditioning, work hardening Page(s): 125.", "", "", "W" },
	{ "program", "kind:work-conditioning",
	  OLD "Work conditioning, work hardening Page(s): 125.", "", "", "" },
	/* The knife, for what needs none. */
	{ "psychological", "",
	  MTUS "Low Back Complaints 2004, Section(s): "
	       "Surgical Considerations.",
	  "", "", "W" },
	{ "acupuncture", "",
	  MTUS "Knee Complaints 2004, Section(s): "
	       "Surgical Considerations, Summary.",
	  "", "", "" },
	{ "imaging", "knee",
	  MTUS "Knee Complaints 2004, Section(s): "
	       "Surgical Considerations.",
	  "", "", "" },

	/* In order, or nothing that we know better. */
	{ "imaging", "shoulder", MTUS "Shoulder Complaints 2004.", "", "", "" },
	/* Another part beside the right one, which the rationale ignores. */
	{ "imaging", "shoulder",
	  MTUS "Elbow Complaints 2007, and Shoulder "
	       "Complaints 2004.",
	  "The shoulder is stiff.", "", "W" },
	{ "electrodiagnostic", "lumbar",
	  "UR:" MTUS "Knee Complaints 2004. " ODG "Low Back Chapter, EMG.", "",
	  "", "W" },
	{ "imaging", "shoulder",
	  MTUS "Elbow Complaints 2007, and Shoulder "
	       "Complaints 2004.",
	  "The pain runs to the elbow.", "", "" },
	{ "physical-therapy", "knee",
	  MTUS "Low Back Complaints 2004. " ODG "Knee & Leg, Therapy.", "", "",
	  "" },
	{ "imaging", "lumbar", CP2016 "Office visits.", "", "", "W" },
	{ "physical-therapy", "", CP2016 "Office visits.", "", "", "W" },
	{ "consultation", "", CP2016 "Office visits.", "", "", "" },
	{ "imaging", "wrist", CP2016 "Massage therapy.", "", "", "W" },
	{ "chiropractic", "lumbar", CP2016 "Massage therapy.", "", "", "" },
	{ "imaging", "thoracic", MTUS "Neck and Upper Back Complaints 2004.",
	  "", "", "" },
	{ "imaging", "thoracic", MTUS "Low Back Complaints 2004.", "", "", "" },
	{ "imaging", "sacroiliac", MTUS "Low Back Complaints 2004.", "", "",
	  "" },
	{ "injection", "shoulder", MTUS "Neck and Upper Back Complaints 2004.",
	  "", "", "" },
	{ "electrodiagnostic", "lower-extremity",
	  MTUS "Low Back Complaints "
	       "2004.",
	  "", "", "" },
	{ "electrodiagnostic", "wrist", MTUS "Elbow Complaints 2007.", "", "",
	  "" },
	{ "chiropractic", "knee", CP2016 "Manual therapy & manipulation.", "",
	  "", "" },
	{ "imaging", "knee", MTUS "General Approaches 2004.", "", "", "" },
	{ "imaging", "knee", OTHER "A textbook of the knee, chapter 3.", "", "",
	  "" },
	{ "laboratory", "shoulder",
	  ODG "Low Back Chapter, Preoperative lab "
	      "testing.",
	  "", "", "" },
	{ "imaging", "chest", ODG "Hernia Chapter, Preoperative testing.", "",
	  "", "" },
	{ "surgery", "shoulder", ODG "Hernia Chapter, Surgical assistant.", "",
	  "", "" },
	{ "physical-therapy", "cervical",
	  ODG "Low Back (Hyperstimulation "
	      "analgesia).",
	  "", "", "" },
	{ "injection", "lumbar",
	  MTUS "Knee Complaints 2004. " CP2009
	       "Epidural steroid injections (ESIs).",
	  "", "", "" },
	{ "imaging", "", MTUS "Elbow Complaints 2007.", "", "", "" },
	{ "imaging", "lumbar",
	  MTUS "Low Back Complaints 2004, Section(s): "
	       "Physical Methods, Summary.",
	  "", "", "" },
	{ "acupuncture", "shoulder", MTUS "Acupuncture Treatment 2007.", "", "",
	  "" },
	{ "acupuncture", "cervical", MTUS "Acupuncture Treatment 2007.",
	  "The Acupuncture Medical Treatment Guidelines allow six visits.", "",
	  "" },
	{ "dme", "elbow", ODG "Elbow, Splinting.",
	  "The ODG recommend a strap "
	  "after surgery only.",
	  "", "" },
	{ "dme", "", CP2009 "Introduction.",
	  "The ODG do not address a walker "
	  "in this situation.",
	  "", "" },
	{ "dme", "", CP2009 "Introduction.",
	  "See the tables of the ODG for "
	  "more. He recommends rest.",
	  "", "" },
	{ "imaging", "", CP2016 "Introduction.",
	  "The Low Back Complaints chapter does not address this study.", "",
	  "" },
	/* Complaints of the patient are no chapter. */
	{ "imaging", "", CP2016 "Introduction.",
	  "The low back complaint is of recent onset.", "", "" },
	{ "imaging", "", CP2016 "Introduction.",
	  "Her knee complaints have not changed.", "", "" },
	{ "imaging", "", CP2016 "Introduction.",
	  "The knee complaints chapter speaks of locking.", "", "W" },
	{ "imaging", "", CP2016 "Introduction.", "An MRI of the eye is asked.",
	  "", "" },
	{ "medication", "nsaid", CP2016 "Topical analgesics, NSAIDs.", "", "",
	  "" },
	{ "medication", "topical", CP2016 "Topical analgesics.", "", "", "" },
	{ "medication", "ppi",
	  CP2016 "NSAIDs, GI symptoms & cardiovascular "
	         "risk.",
	  "", "", "" },
	{ "medication", "laxative", OLD "Opioids Page(s): 77.", "", "", "" },
	{ "medication", "benzodiazepine", OLD "Muscle relaxants Page(s): 66.",
	  "", "", "" },
	{ "medication", "opioid", CP2009 "NSAIDs. " ODG "Pain, Opioids.", "",
	  "", "" },
	{ "medication", "opioid", OLD "Weaning of Medications Page(s): 124.",
	  "", "", "" },
};

static const struct row none_cited[] = {
	{ "imaging", "knee", NOTHING, "The pain is new.", "", "W" },
	{ "medication", "opioid", NOTHING, "It is not needed.", "", "W" },
	{ "dme", "",
	  "The Expert Reviewer did not cite any evidence for their "
	  "decision.",
	  "", "", "W" },
	{ "office-visit", "", OUTSIDE, "A visit is useful.", "", "W" },
	{ "surgery", "hip", "No medical evidence was cited.", "", "", "W" },
	{ "chiropractic", "",
	  "The Expert Reviewer did not base their decision "
	  "on the MTUS.",
	  "", "", "W" },
	{ "injection", "",
	  "The physician reviewer did not cite any medical "
	  "treatment guidelines.",
	  "", "", "W" },
	{ "imaging", "knee", NOTHING, "The ODG sees no use in it.", "", "N" },
	{ "surgical-ancillary", "", NOTHING, "", "", "N" },
	{ "laboratory", "", NOTHING,
	  "As the requested surgical intervention "
	  "is not necessary, this is not.",
	  "", "N" },
	{ "imaging", "knee",
	  "UR:The Claims Administrator did not cite any "
	  "medical evidence for its decision.",
	  "", "", "N" },

	{ "imaging", "knee", MTUS "Knee Complaints 2004.", "", "", "" },
	{ "imaging", "knee", ODG "Knee & Leg.", "", "", "" },
	{ "imaging", "knee", OUTSIDE ODG "Knee & Leg.", "", "", "" },
	{ "imaging", "knee", OTHER "Wheeless' textbook.", "", "", "" },
	{ "imaging", "knee", OTHER "UpToDate.", "", "", "" },
	{ "imaging", "knee", MTUS, "", "", "" },
	{ "imaging", "knee", "", "No guideline is cited.", "", "" },
	{ "imaging", "knee", "Not printed clearly.", "", "", "" },
	{ "imaging", "knee",
	  "The Expert Reviewer based his/her decision on "
	  "the ACOEM guidelines.",
	  "", "", "" },
	{ "imaging", "knee", "UR:" MTUS "Knee Complaints 2004.", "", "", "" },
};

static const struct row no_section[] = {
	{ "imaging", "lumbar", MTUS "Low Back Complaints 2004.", "", "", "N" },
	{ "imaging", "neck", MTUS "Neck and Upper Back Complaints 2004.", "",
	  "", "N" },
	{ "imaging", "knee", MTUS "Knee Complaints.", "", "", "N" },
	{ "medication", "opioid", OLD, "", "", "N" },
	{ "medication", "opioid", MTUS "Opioid Treatment 2016.", "", "", "N" },
	{ "office-visit", "", MTUS "General Approaches 2004.", "", "", "N" },
	{ "physical-therapy", "", MTUS "Postsurgical Treatment 2009.", "", "",
	  "N" },
	{ "medication", "nsaid", MTUS "Chronic Pain Medical Treatment 2016.",
	  "", "", "N" },
	{ "imaging", "elbow", MTUS "Elbow Complaints 2007. " ODG "Elbow, MRI.",
	  "", "", "N" },
	{ "imaging", "hand",
	  MTUS "ACOEM Chapter 11 Forearm, Wrist, and Hand "
	       "Complaints.",
	  "", "", "N" },

	{ "imaging", "lumbar",
	  MTUS "Low Back Complaints 2004, Section(s): "
	       "Summary.",
	  "", "", "" },
	{ "imaging", "lumbar", MTUS "Low Back Complaints Page(s): 303.", "", "",
	  "" },
	{ "medication", "opioid", OLD "Opioids.", "", "", "" },
	{ "medication", "opioid", OLD "Page(s): 78-80.", "", "", "" },
	{ "acupuncture", "", MTUS "Acupuncture Treatment 2007.", "", "", "" },
	{ "imaging", "lumbar", "UR:" MTUS "Low Back Complaints 2004.", "", "",
	  "" },
	{ "imaging", "lumbar", ODG "Low Back.", "", "", "" },
	{ "imaging", "lumbar", OTHER "ACOEM, 3rd edition, Low Back Disorders.",
	  "", "", "" },
	{ "imaging", "lumbar", NOTHING, "", "", "" },
	{ "imaging", "lumbar", MTUS, "", "", "" },
};

static const struct row page_out_of_range[] = {
	{ "imaging", "lumbar", MTUS "ACOEM Low Back Complaints Page(s): 207.",
	  "", "", "W" },
	{ "imaging", "knee", MTUS "Knee Complaints Page(s): 303-305.", "", "",
	  "W" },
	{ "imaging", "shoulder", "UR:" MTUS "Shoulder Complaints Page(s): 177.",
	  "", "", "W" },
	{ "imaging", "elbow",
	  MTUS "Elbow Complaints 2007, Section(s): 326, "
	       "Diagnostic Criteria.",
	  "", "", "W" },
	{ "medication", "opioid", OLD "Opioids Page(s): 178.", "", "2014-05-05",
	  "W" },
	{ "medication", "opioid", OLD "Page(s): 78, 280.", "", "", "W" },
	{ "medication", "opioid",
	  MTUS "Chronic Pain Medical Treatment "
	       "Guidelines (May 2009), page 303.",
	  "", "", "W" },
	{ "imaging", "cervical", MTUS "ACOEM Chapter 8 Page(s): 303.", "", "",
	  "W" },
	{ "imaging", "lumbar", MTUS "Low Back Complaints Page(s): 30.", "", "",
	  "N" },
	{ "medication", "ppi",
	  OLD "NSAIDs, GI symptoms & cardiovascular risk "
	      "Page(s): 122.",
	  "", "2016-03-18", "N" },
	{ "medication", "muscle-relaxant", OLD "Muscle relaxants Page(s): 105.",
	  "", "", "N" },

	{ "imaging", "lumbar",
	  MTUS "Low Back Complaints Page(s): 303-305, 309.", "", "", "" },
	{ "imaging", "elbow", MTUS "Elbow Complaints 2007 Page(s): 33, 240.",
	  "", "", "" },
	{ "medication", "opioid", OLD "Opioids Page(s): 75, 79, 91, and 124.",
	  "", "", "" },
	{ "medication", "benzodiazepine", OLD "Benzodiazepines Page(s): 24.",
	  "", "", "" },
	{ "medication", "muscle-relaxant",
	  OLD "Muscle relaxants Page(s): "
	      "60-61.",
	  "", "", "" },
	{ "medication", "opioid", OLD "When to continue Page(s): 80.", "", "",
	  "" },
	{ "medication", "opioid",
	  MTUS "Chronic Pain Medical Treatment 2016 "
	       "Page(s): 303.",
	  "", "", "" },
	{ "medication", "opioid", OLD "Page(s): 303.", "", "2016-12-05", "" },
	{ "imaging", "lumbar",
	  OTHER "ACOEM, 3rd ed., Low Back Disorders, pg. "
	        "607.",
	  "", "", "" },
	{ "imaging", "lumbar", ODG "Low Back page 900.", "", "", "" },
	{ "acupuncture", "",
	  MTUS "Acupuncture Treatment Guidelines Page(s): "
	       "8-9.",
	  "", "", "" },
};

static const struct row self_contradictory[] = {
	{ "medication", "opioid",
	  "The Claims Administrator did not base their "
	  "decision on the MTUS. " OTHER "MTUS: CHRONIC PAIN MEDICAL TREATMENT "
	  "GUIDELINES, OPIOIDS, 79-81.",
	  "", "", "W" },
	{ "medication", "opioid",
	  "UR:The Claims Administrator did not base "
	  "its decision on the MTUS. " OTHER "MTUS, Opioids.",
	  "", "", "W" },
	{ "acupuncture", "", OUTSIDE MTUS "Acupuncture Treatment 2007.", "", "",
	  "W" },
	{ "imaging", "knee", OUTSIDE MTUS "Knee Complaints 2004. " ODG "Knee.",
	  "", "", "W" },
	{ "imaging", "knee", OTHER "CA MTUS Knee Complaints.", "", "", "W" },
	{ "imaging", "knee",
	  "UR:" OTHER "Medical Treatment Utilization Schedule "
	  "(MTUS) Knee Complaints.",
	  "", "", "W" },
	{ "imaging", "knee", ODG "Knee. " OUTSIDE MTUS "Knee Complaints 2004.",
	  "", "", "W" },
	{ "medication", "nsaid",
	  "The Physician Reviewer did not base his "
	  "decision on the MTUS. " OLD "NSAIDs Page(s): 67.",
	  "", "", "W" },
	{ "medication", "nsaid", OUTSIDE MTUS, "", "", "W" },
	{ "imaging", "knee",
	  "The Expert Reviewer found that no section of the "
	  "MTUS was applicable. " MTUS "Knee Complaints.",
	  "", "", "W" },

	{ "imaging", "knee", OUTSIDE ODG "Knee & Leg.", "", "", "" },
	{ "imaging", "knee", MTUS "Knee Complaints 2004. " ODG "Knee.", "", "",
	  "" },
	{ "imaging", "knee", OUTSIDE OTHER "ACOEM, 3rd ed., Knee Disorders.",
	  "", "", "" },
	{ "imaging", "elbow", OTHER "Elbow Disorders (Revised 2007) page 33.",
	  "", "", "" },
	{ "imaging", "knee",
	  "The Expert Reviewer based his decision on the "
	  "Knee Complaints, page 341, which is part of the MTUS, and on the "
	  "ODG, "
	  "which is not part of the MTUS.",
	  "", "", "" },
	{ "imaging", "knee", NOTHING, "", "", "" },
	{ "imaging", "knee", OUTSIDE, "", "", "" },
	{ "imaging", "knee", MTUS "Knee Complaints 2004.", "", "", "" },
	{ "imaging", "knee", OUTSIDE OTHER "A study. " ODG "Knee.", "", "",
	  "" },
	{ "imaging", "knee",
	  OTHER "UpToDate: knee pain, which the MTUS does not "
	        "treat.",
	  "", "", "" },
};

static const struct row not_in_force[] = {
	{ "medication", "opioid",
	  MTUS "Opioid Treatment 2016, Section(s): "
	       "Tapering.",
	  "", "2016-03-18", "W" },
	{ "medication", "nsaid", CP2016 "NSAIDs.", "", "2015-12-01", "W" },
	{ "medication", "nsaid", CP2016 "NSAIDs.", "", "2016-06-20", "W" },
	{ "medication", "nsaid", CP2009 "NSAIDs.", "", "2017-01-05", "W" },
	{ "medication", "nsaid", CP2009 "NSAIDs.", "It helps.", "2016-09-15",
	  "W" },
	{ "imaging", "lumbar",
	  MTUS "Low Back Disorders 2016, Section(s): "
	       "Imaging.",
	  "", "2015-01-05", "" },
	{ "imaging", "lumbar", MTUS "Low Back Disorders, Section(s): Imaging.",
	  "", "2015-01-05", "W" },
	{ "imaging", "lumbar",
	  MTUS "Low Back Complaints 2004, Section(s): "
	       "Summary.",
	  "", "2018-02-01", "W" },
	{ "acupuncture", "", MTUS "Acupuncture Treatment 2007.", "",
	  "2018-02-01", "W" },
	{ "medication", "opioid", MTUS "Opioid Treatment 2016, Section(s): 3.",
	  "", "2018-06-01", "W" },
	{ "medication", "nsaid", "UR:" CP2009 "NSAIDs.", "", "2017-01-05",
	  "N" },
	{ "medication", "nsaid", "UR:" CP2016 "NSAIDs.", "", "2015-12-01",
	  "W" },

	{ "medication", "nsaid", CP2016 "NSAIDs.", "", "2016-07-10", "" },
	{ "medication", "nsaid", CP2009 "NSAIDs.", "", "2016-08-10", "" },
	{ "medication", "nsaid", CP2009 "NSAIDs.", "", "2014-08-10", "" },
	{ "medication", "nsaid", CP2016 "NSAIDs.", "", "2017-08-10", "" },
	{ "medication", "nsaid", CP2009 "NSAIDs.",
	  "The 2016 edition does not "
	  "address this drug.",
	  "2017-01-05", "" },
	{ "medication", "nsaid", OLD "NSAIDs.", "", "2017-01-05", "" },
	{ "imaging", "lumbar",
	  MTUS "Low Back Complaints 2004, Section(s): "
	       "Summary.",
	  "", "2017-11-01", "" },
	{ "imaging", "lumbar",
	  MTUS "Low Back Complaints 2004, Section(s): "
	       "Summary.",
	  "", "2017-12-20", "" },
	{ "physical-therapy", "", MTUS "Postsurgical Treatment 2009.", "",
	  "2018-12-20", "" },
	{ "imaging", "lumbar", OTHER "ACOEM, 3rd ed., Low Back Disorders.", "",
	  "2015-01-05", "" },
	{ "medication", "nsaid", CP2016 "NSAIDs.", "", "", "" },
	{ "imaging", "elbow",
	  MTUS "Elbow Complaints 2004, Section(s): Summary.", "", "2014-01-05",
	  "" },
};

static const struct row mtus_covers[] = {
	{ "massage", "lumbar", ODG "Low Back, Massage.", "It may help.", "",
	  "N" },
	{ "imaging", "lumbar", ODG "Low Back, MRI.", "", "", "N" },
	{ "imaging", "knee", OUTSIDE ODG "Knee & Leg, MRI.", "", "", "N" },
	{ "physical-therapy", "shoulder", ODG "Shoulder, Physical therapy.", "",
	  "", "N" },
	{ "acupuncture", "", ODG "Pain, Acupuncture.", "", "", "N" },
	{ "medication", "opioid", ODG "Pain, Opioids.", "", "", "N" },
	{ "medication", "muscle-relaxant", OTHER "UpToDate.", "", "", "N" },
	{ "medication", "benzodiazepine", ODG "Pain, Alprazolam.", "", "",
	  "N" },
	{ "electrodiagnostic", "wrist", ODG "Carpal Tunnel Syndrome.", "", "",
	  "N" },
	{ "compounded-topical", "topical", ODG "Pain, Compound drugs.", "", "",
	  "N" },

	{ "massage", "lumbar", ODG "Low Back, Massage.",
	  "The MTUS does not "
	  "address massage of this kind.",
	  "", "" },
	{ "massage", "lumbar", ODG "Low Back, Massage.", "The MTUS is silent.",
	  "", "" },
	{ "massage", "lumbar", ODG "Low Back, Massage.",
	  "Beside the MTUS the "
	  "ODG is consulted.",
	  "", "" },
	{ "massage", "lumbar", CP2009 "Massage therapy. " ODG "Low Back.", "",
	  "", "" },
	{ "massage", "lumbar", "UR:" ODG "Low Back, Massage.", "", "", "" },
	{ "medication", "antiemetic", ODG "Pain, Ondansetron.", "", "", "" },
	{ "medication", "sedative-hypnotic", ODG "Pain, Zolpidem.", "", "",
	  "" },
	{ "dme", "knee", ODG "Knee & Leg, Walking aids.", "", "", "" },
	{ "imaging", "hip", ODG "Knee, MRI.", "", "", "N" },
	{ "imaging", "abdomen", ODG "Hernia, Imaging.", "", "", "" },
	{ "imaging", "", ODG "Low Back, MRI.", "", "", "" },
	{ "home-care", "", ODG "Knee & Leg, Home health services.", "", "",
	  "" },
	{ "acupuncture", "", NOTHING, "", "", "" },
};

static struct span append(struct buf *b, const char *text)
{
	struct span at = { (uint32_t)b->len, 0 };

	buf_str(b, str_c(text));
	at.end = (uint32_t)b->len;
	buf_str(b, STR("\n\n"));
	return at;
}

#define KIND "kind:"

static void fill_request(struct arena *a, struct request *r,
                         const struct row *row)
{
	size_t category = names_find(&category_names, str_c(row->category));
	size_t drug = names_find(&drug_class_names, str_c(row->about));

	ck_assert_uint_lt(category, category_names.n);
	r->category = (uint8_t)category;
	if (r->category == CATEGORY_MEDICATION ||
	    r->category == CATEGORY_COMPOUNDED_TOPICAL) {
		struct drug *d = VEC_PUSH(a, &r->drugs);

		ck_assert_uint_lt(drug, drug_class_names.n);
		d->drug_class = (uint8_t)drug;
		d->known = true;
		d->route = drug == DRUG_TOPICAL ? STR("topical") : STR("oral");
	} else if (!strncmp(row->about, KIND, sizeof(KIND) - 1)) {
		r->kind = str_c(row->about + sizeof(KIND) - 1);
	} else if (row->about[0]) {
		struct body_part *p = VEC_PUSH(a, &r->parts);

		p->region = p->name = str_c(row->about);
	}
}

/* The letter of a row, read as far as the checks need. */
static struct letter *letter_of(struct arena *a, const struct ruleset *rules,
                                const struct row *row)
{
	struct buf b = { .arena = a };
	bool claims = !strncmp(row->line, "UR:", 3);
	struct span request = append(&b, "the request");
	struct span line = append(&b, row->line + (claims ? 3 : 0));
	struct span rationale = append(&b, row->rationale);
	struct letter *l;
	struct decision *d;
	struct regex_cache *regexes;
	size_t used;

	buf_char(&b, '\0');
	l = fixture_letter(a, rules, b.ptr);
	l->header.ur_denied.date = date_read(str_c(row->denied), &used);
	d = VEC_PUSH(a, &l->decisions);
	d->index = 1;
	d->request.span = request;
	d->rationale = rationale;
	*(claims ? &d->claims : &d->reviewer) =
	        (struct citations){ .span = line };
	fill_request(a, &d->request, row);
	citations_read(l, &d->claims, rules, a);
	citations_read(l, &d->reviewer, rules, a);
	regexes = regex_cache_new(rules->patterns.list.len);
	sentences_read(l, rationale, rules, regexes, a, &d->sentences,
	               &d->hits);
	regex_cache_free(regexes);
	return l;
}

static void expect(const char *rule, const struct row *row)
{
	struct arena *a = fixture_arena();
	const struct ruleset *rules = fixture_rules(files);
	struct letter *l = letter_of(a, rules, row);
	struct findings found = { 0 };
	struct verdicts verdicts = { 0 };
	struct checking c = { .letter = l,
		              .rules = rules,
		              .arena = a,
		              .findings = &found,
		              .verdicts = &verdicts };
	struct buf said = { .arena = a };
	const char *whose =
	        strncmp(row->line, "UR:", 3) ? "the reviewer's" : "the claims";

	check_citations(&c);
	for (size_t i = 0; i < found.list.len; i++) {
		const struct finding *f = &found.list.items[i];

		ck_assert(check_find(&rules->checks, f->rule) != NULL);
		ck_assert(str_starts(f->message, str_c(whose)));
		ck_assert_uint_lt(f->span.start, f->span.end);
		if (str_eq(f->rule, str_c(rule)))
			buf_char(&said, "NWE"[f->severity]);
	}
	buf_char(&said, '\0');
	ck_assert_msg(!strcmp(said.ptr, row->found),
	              "%s: '%s', not '%s', for "
	              "%s %s: %s",
	              rule, said.ptr, row->found, row->category, row->about,
	              row->line);
	/* One verdict for each of the seven rules, at least. */
	ck_assert_uint_ge(verdicts.list.len, 7);
}

#define CASES(X)                                             \
	X(wrong_guideline, "citation/wrong-guideline")       \
	X(none_cited, "citation/none-cited")                 \
	X(no_section, "citation/no-section")                 \
	X(page_out_of_range, "citation/page-out-of-range")   \
	X(self_contradictory, "citation/self-contradictory") \
	X(not_in_force, "citation/not-in-force")             \
	X(mtus_covers, "citation/mtus-covers-topic")

#define X(name, rule)                    \
	START_TEST(test_##name)          \
	{                                \
		expect(rule, &name[_i]); \
	}                                \
	END_TEST
CASES(X)
#undef X

Suite *check_citation_suite(void)
{
	Suite *s = suite_create("check_citation");
	TCase *t = tcase_create("check_citation");

#define X(name, rule) \
	tcase_add_loop_test(t, test_##name, 0, sizeof(name) / sizeof(*name));
	CASES(X)
#undef X
	suite_add_tcase(s, t);
	return s;
}
