/* test_waivers.c -- findings set aside: waivers, baselines, reviews. */
#include "cli/waivers.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "cli/baseline.h"
#include "cli/review.h"
#include "report/report.h"
#include "support.h"
#include "text/node.h"

#define TMP     "build/test-waivers"
#define PRINT_A "0123456789abcdef0123456789abcdef"
#define PRINT_B "fedcba9876543210fedcba9876543210"
#define PRINT_C "00000000000000000000000000000001"

static bool has(struct str text, const char *part)
{
	return str_find(text, 0, str_c(part)) < text.len;
}

/* -- the file of waivers */

#define GOOD                                                                  \
	"    reason: the reviewer meant the left side\n    who: A. Auditor\n" \
	"    date: 2026-01-02\n    expires: 2026-06-30\n"

static const struct {
	const char *yaml;
	const char *complaint;
} wrong[] = {
	{ "waivers:\n  - fingerprint: " PRINT_A "\n",
	  "w:2:5: error: a waiver needs the key 'reason' [missing-key]\n"
	  "w:2:5: error: a waiver needs the key 'who' [missing-key]\n"
	  "w:2:5: error: a waiver needs the key 'date' [missing-key]\n"
	  "w:2:5: error: a waiver needs the key 'expires' [missing-key]\n" },
	{ "waivers:\n  - fingerprint: 0123\n" GOOD,
	  "w:2:18: error: 'fingerprint' must be 32 hexadecimal digits, as "
	  "reports print them, not '0123' [bad-value]\n" },
	{ "waivers:\n  - fingerprint: " PRINT_A "\n    resaon: x\n" GOOD,
	  "w:3:5: error: unknown key 'resaon' in a waiver; did you mean "
	  "'reason'? [unknown-key]\n" },
	{ "waivers:\n  - fingerprint: " PRINT_A "\n    reason: ' '\n"
	  "    who: A\n    date: 2026-02-30\n    expires: soon\n",
	  "w:3:13: error: 'reason' must be given in words, not ' ' "
	  "[bad-value]\n"
	  "w:5:11: error: 'date' must be a date like 2026-01-31, not "
	  "'2026-02-30' [bad-value]\n"
	  "w:6:14: error: 'expires' must be a date like 2026-01-31, not "
	  "'soon' [bad-value]\n" },
	{ "waivers:\n  - fingerprint: " PRINT_A "\n    reason: x\n"
	  "    who: A\n    date: 2026-02-02\n    expires: 2026-02-01\n",
	  "w:6:14: error: 'expires' must be no day before 'date', not "
	  "'2026-02-01' [bad-value]\n" },
	{ "waivers:\n  - fingerprint: " PRINT_A "\n" GOOD
	  "  - fingerprint: " PRINT_B "\n" GOOD "  - fingerprint: " PRINT_A
	  "\n" GOOD,
	  "w:12:5: error: a second waiver of '" PRINT_A "'; the first is in "
	  "line 2 [duplicate-id]\n" },
	{ "waivers: no\n",
	  "w:1:10: error: 'waivers' must be a list [wrong-type]\n" },
	{ "waiver: []\n",
	  "w:1:1: error: unknown key 'waiver' in a file of waivers; did you "
	  "mean 'waivers'? [unknown-key]\n"
	  "w:1:1: error: a file of waivers needs the key 'waivers' "
	  "[missing-key]\n" },
	{ "waivers: [x]\n",
	  "w:1:11: error: expected a waiver as 'key: value' pairs "
	  "[wrong-type]\n" },
};

START_TEST(mistakes_have_their_places)
{
	struct diags d = { .arena = test_arena() };
	struct waivers w;

	ck_assert(!waivers_read(&w, test_arena(), &d, STR("w"),
	                        str_c(wrong[_i].yaml)));
	ck_assert_text(diags_text(&d), wrong[_i].complaint);
}
END_TEST

START_TEST(waivers_are_found)
{
	struct diags d = { .arena = test_arena() };
	const struct waiver *one;
	struct waivers w;

	ck_assert(
	        waivers_read(&w, test_arena(), &d, STR("w"),
	                     STR("waivers:\n  - fingerprint: " PRINT_B "\n" GOOD
	                         "  - fingerprint: " PRINT_A "\n" GOOD)));
	one = waivers_find(&w, PRINT_A);
	ck_assert_ptr_nonnull(one);
	ck_assert_uint_eq(one->line, 7);
	ck_assert(w.known.list.items[1].found && !w.known.list.items[0].found);
	ck_assert_ptr_null(waivers_find(&w, PRINT_C));
	ck_assert(waivers_read(&w, test_arena(), &d, STR("w"),
	                       STR("waivers: []\n")));
	ck_assert_ptr_null(waivers_find(&w, PRINT_A));
	ck_assert(waivers_read(&w, test_arena(), &d, STR("w"), STR("")));
}
END_TEST

/* Whatever a person writes in a table comes back from the YAML. */
static const char *const reasons[] = {
	"plain",
	"a: b # c",
	"'quoted' and \"double\"",
	"- x",
	"&a *b !c",
	"back\\slash",
	"\xc3\xa9\xe2\x80\x93\xf0\x9f\x98\x80",
	"{x} [y]",
	"%YAML",
	"~",
};

START_TEST(what_is_written_is_read)
{
	struct diags d = { .arena = test_arena() };
	struct buf out = { .arena = test_arena() };
	struct entry e = { .fingerprint = STR(PRINT_A),
		           .rule = STR("a/b"),
		           .letter = STR("./dir/x: y.txt") };
	struct waiver one = { .reason = str_c(reasons[_i]),
		              .who = STR("N: O"),
		              .date = { 2026, 1, 2 },
		              .expires = { 2027, 1, 2 } };
	struct waivers w;

	buf_str(&out, STR("waivers:\n"));
	waivers_write(&out, 2, &e, &one);
	ck_assert_msg(
	        waivers_read(&w, test_arena(), &d, STR("w"), buf_text(&out)),
	        "%.*s", STR_ARG(diags_text(&d)));
	ck_assert_text(w.list.items[0].reason, reasons[_i]);
	ck_assert_text(w.list.items[0].who, "N: O");
	ck_assert_text(w.known.list.items[0].letter, "./dir/x: y.txt");
	ck_assert_int_eq(date_cmp(w.list.items[0].expires, one.expires), 0);
}
END_TEST

/* -- the baseline */

#define FIRST "# imrcheck baseline 1\n"

START_TEST(baselines_come_back_sorted_and_once)
{
	struct diags d = { .arena = test_arena() };
	struct buf out = { .arena = test_arena() };
	struct ledger known;

	ck_assert(baseline_read(&known, test_arena(), &d, STR("b"),
	                        STR(FIRST
	                            "\n# x\n" PRINT_B " a/b Case 2\r\n" PRINT_A
	                            " a/b Case 1\n" PRINT_A " a/b Case 1")));
	ck_assert_text(ledger_find(&known, STR(PRINT_B))->letter, "Case 2");
	baseline_write(&out, &known);
	ck_assert_text(buf_text(&out),
	               FIRST "# fingerprint, rule, letter: written by imrcheck "
	                     "--baseline-write\n" PRINT_A
	                     " a/b Case 1\n" PRINT_B " a/b Case 2\n");
}
END_TEST

static const struct {
	const char *text;
	const char *complaint;
} bad_baselines[] = {
	{ "", "b:1:1: error: expected '# imrcheck baseline 1': this is no "
	      "baseline [bad-value]\n" },
	{ FIRST "x y z\n", "b:2:1: error: expected a fingerprint of 32 "
	                   "hexadecimal digits, a rule and a letter "
	                   "[bad-value]\n" },
	{ FIRST PRINT_A " a/b\n", "b:2:33: error: expected a rule and a letter "
	                          "behind the fingerprint [bad-value]\n" },
};

START_TEST(bad_baselines_are_named)
{
	struct diags d = { .arena = test_arena() };
	struct ledger known;

	ck_assert(!baseline_read(&known, test_arena(), &d, STR("b"),
	                         str_c(bad_baselines[_i].text)));
	ck_assert_text(diags_text(&d), bad_baselines[_i].complaint);
}
END_TEST

/* -- tables of judgements */

#define HEAD "fingerprint,case,rule,judgement,remark\n"

static const struct {
	const char *text;
	const char *complaint;
} bad_reviews[] = {
	{ "", "r:1:1: error: the table is empty [missing-key]\n" },
	{ "fingerprint,note\n" PRINT_A ",x\n",
	  "r:1:1: error: the table needs the column 'rule' (columns are "
	  "separated by commas) [missing-key]\n"
	  "r:1:1: error: the table needs the column 'judgement' (columns are "
	  "separated by commas) [missing-key]\n" },
	{ HEAD PRINT_A ",c,a/b,rejct,\nxyz,c,a/b,reject,\n",
	  "r:2:1: error: unknown judgement 'rejct'; did you mean 'reject'? "
	  "[unknown-name]\n"
	  "r:3:1: error: 'xyz' is no fingerprint [bad-value]\n" },
	{ HEAD PRINT_A ",c,a/b,accept,\n" PRINT_A ",c,a/b,reject,\n",
	  "r:3:1: error: 'reject', but line 2 says 'accept' of the same "
	  "finding [bad-value]\n" },
	{ HEAD "\"" PRINT_A ",x\n",
	  "r:2:1: error: a quotation mark is not closed "
	  "[bad-value]\n" },
};

START_TEST(bad_reviews_are_named)
{
	struct diags d = { .arena = test_arena() };
	struct review r;

	ck_assert(!review_read(&r, test_arena(), &d, STR("r"),
	                       str_c(bad_reviews[_i].text)));
	ck_assert_text(diags_text(&d), bad_reviews[_i].complaint);
}
END_TEST

START_TEST(rules_are_measured)
{
	struct diags d = { .arena = test_arena() };
	struct buf out = { .arena = test_arena() };
	struct review r;

	ck_assert(review_read(
	        &r, test_arena(), &d, STR("r"),
	        STR("\xef\xbb\xbfRule,Verdict,Fingerprint,criterion\r\n"
	            "\n\"a/long-name\",Accept," PRINT_A ",\"\"\r\n"
	            "a/long-name,Accept," PRINT_A ",\n"
	            "a/long-name,reject," PRINT_B ",\n"
	            "g/b,accept," PRINT_C ",m/x\n"
	            "g/b,accept," PRINT_C ",m/x\n"
	            "g/b,unsure,10000000000000000000000000000001,m/x\n"
	            "g/b,,10000000000000000000000000000002,\n")));
	ck_assert_uint_eq(r.list.len, 5);
	review_table(&out, &r);
	ck_assert_text(
	        buf_text(&out),
	        "rule         accepted rejected   unsure     open precision\n"
	        "a/long-name         1        1        0        0    50.0 %\n"
	        "g/b                 0        0        0        1         -\n"
	        "g/b m/x             1        0        1        0   100.0 %\n"
	        "all                 2        1        1        1    66.7 %\n");
}
END_TEST

/* -- the program */

struct result {
	int status;
	struct str out;
	struct str err;
};

static struct result run(const char *arguments)
{
	struct str line = arena_printf(
	        test_arena(), "p=$PWD/%s; cd " TMP " && $p %s >out 2>err",
	        IMRCHECK_PROGRAM, arguments);
	int status = system(line.ptr);
	struct result r = { WEXITSTATUS(status), test_file(TMP "/out"),
		            test_file(TMP "/err") };

	return r;
}

static const char letter[] =
        "CLINICAL CASE SUMMARY\n\nThe worker is a 40-year-old man with neck "
        "pain since 01/05/2015.\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\n"
        "Naproxen 500mg #60: Overturned\n\nMAXIMUS guideline: Decision based "
        "on MTUS Chronic Pain Medical Treatment 2009.\n\nDecision rationale: "
        "Nothing shows that the drug helps. Naproxen 500mg #60 is not "
        "medically necessary.\n";

static void write_file(const char *path, struct str text)
{
	FILE *file = fopen(path, "wb");

	ck_assert_msg(file != NULL, "cannot write %s", path);
	fwrite(text.ptr, 1, text.len, file);
	fclose(file);
}

static void set_up(void)
{
	ck_assert_int_eq(system("rm -rf " TMP " && mkdir -p " TMP "/.git"), 0);
	write_file(TMP "/a.txt", str_c(letter));
	write_file(TMP "/b.txt", STR("Case Number: CM15-0000001\n\n"));
}

#define CHECK "--select consistency/outcome-contradicts-rationale,waiver "

/* The fingerprint of the first finding of a report in JSON. */
static struct str print_of(struct str json)
{
	struct str mark = STR("\"fingerprint\": \"");
	size_t at = str_find(json, 0, mark) + mark.len;

	ck_assert_uint_lt(at + FINGERPRINT_DIGITS, json.len);
	return str_sub(json, at, at + FINGERPRINT_DIGITS);
}

static void write_waiver(struct str print, const char *of, const char *expires)
{
	write_file(TMP "/imrcheck.waivers.yaml",
	           arena_printf(test_arena(),
	                        "# set aside\nwaivers:\n  - fingerprint: "
	                        "%.*s\n    letter: %s\n    rule: "
	                        "consistency/outcome-contradicts-rationale\n"
	                        "    reason: agreed\n    who: A. Auditor\n"
	                        "    date: 2026-01-01\n    expires: %s\n",
	                        STR_ARG(print), of, expires));
}

static const struct {
	const char *arguments;
	const char *of, *expires;
	bool other; /* the waiver has another fingerprint */
	int status;
	const char *out; /* a part of it; "!x": x is not in it */
} waived[] = {
	{ "--today 2026-06-30 a.txt", "a.txt", "2026-06-30", false, 0,
	  "0 errors, 0 warnings, 0 notes; 1 waived\n" },
	{ "--today 2026-06-30 a.txt", "a.txt", "2026-06-30", false, 0,
	  "!medically necessary" },
	{ "--today 2026-07-01 a.txt", "a.txt", "2026-06-30", false, 1,
	  "imrcheck.waivers.yaml:3:5: warning: the waiver of "
	  "consistency/outcome-contradicts-rationale in a.txt by A. Auditor "
	  "expired on 2026-06-30 [waiver/expired]\n" },
	{ "--today 2026-07-01 a.txt", "a.txt", "2026-06-30", false, 1,
	  "1 letter, 1 decision: 1 error, 1 warning, 0 notes\n" },
	{ "--today 2026-01-01 a.txt", "a.txt", "2026-06-30", true, 1,
	  "matches no finding [waiver/unmatched]\n" },
	/* Not read in this run: nothing can be said of it. */
	{ "--today 2026-01-01 a.txt", "b.txt", "2026-06-30", true, 1,
	  "!waiver/unmatched" },
	/* The rule was not asked. */
	{ "--today 2026-01-01 --ignore consistency a.txt", "a.txt",
	  "2026-06-30", true, 0, "!waiver/unmatched" },
	{ "--today 2026-07-01 --ignore waiver a.txt", "a.txt", "2026-06-30",
	  false, 1, "!waiver/expired" },
	{ "--today 2026-01-01 --no-config a.txt", "a.txt", "2026-06-30", false,
	  1, "!waived" },
	{ "--today 2026-01-01 --no-config --waivers imrcheck.waivers.yaml "
	  "a.txt",
	  "a.txt", "2026-06-30", false, 0, "1 waived" },
	{ "--today 2026-01-01 --format ndjson a.txt", "a.txt", "2026-06-30",
	  false, 0,
	  "\"waiver\": {\"reason\": \"agreed\", \"who\": "
	  "\"A. Auditor\", \"date\": \"2026-01-01\", \"expires\": "
	  "\"2026-06-30\"}" },
	{ "--today 2026-01-01 --redact --format ndjson a.txt", "a.txt",
	  "2026-06-30", false, 0, "\"waiver\": {\"reason\": null, " },
	{ "--today 2026-01-01 --redact --format ndjson a.txt", "a.txt",
	  "2026-06-30", false, 0, "!medically" },
};

START_TEST(waivers_hold)
{
	struct str print = print_of(run(CHECK "--format json a.txt").out);
	const char *out = waived[_i].out;
	bool not_in = out[0] == '!';
	struct result r;

	write_waiver(waived[_i].other ? STR(PRINT_A) : print, waived[_i].of,
	             waived[_i].expires);
	r = run(arena_printf(test_arena(), CHECK "%s", waived[_i].arguments)
	                .ptr);
	ck_assert_msg(r.status == waived[_i].status &&
	                      has(r.out, out + not_in) != not_in,
	              "%s: exit %d\n%.*s%.*s", waived[_i].arguments, r.status,
	              STR_ARG(r.out), STR_ARG(r.err));
}
END_TEST

/* Wrapping, pages and edits elsewhere leave a finding its fingerprint. */
START_TEST(waivers_survive_edits)
{
	static const char numbered[] = "Case Number: CM15-0000001\n\n%s";
	static const char changed[] =
	        "Case Number: CM15-0000001\n\nCLINICAL CASE SUMMARY\n\nThe "
	        "worker is a 41-year-old man.\nHe has neck pain.\n\nIMR "
	        "ISSUES, DECISIONS AND RATIONALES\n\nAnother item: Upheld\n\n"
	        "Decision rationale: It is not medically necessary.\n\n"
	        "Naproxen 500mg\n#60: Overturned\n\nMAXIMUS guideline: "
	        "Decision based on MTUS Chronic Pain Medical Treatment "
	        "2009.\n\nDecision rationale: Nothing shows that the drug "
	        "helps. Naproxen\n\f\n500mg #60 is not medically\n"
	        "necessary.\n";
	struct str first, second;

	write_file(TMP "/c.txt", arena_printf(test_arena(), numbered, letter));
	first = print_of(run(CHECK "--format json c.txt").out);
	write_file(TMP "/c.txt", str_c(changed));
	second = print_of(run(CHECK "--format json c.txt").out);
	ck_assert_msg(str_eq(first, second), "%.*s", STR_ARG(second));
}
END_TEST

/* The file of waivers is no letter, but every format has to show it. */
START_TEST(all_formats_show_what_is_wrong_with_waivers)
{
	struct str print = print_of(run(CHECK "--format json a.txt").out);

	write_waiver(print, "a.txt", "2026-01-31");
	for (size_t i = 0; i < report_formats(); i++) {
		const char *name = report_format_at(i)->name;
		struct result r =
		        run(arena_printf(test_arena(),
		                         CHECK "--why --today "
		                               "2026-03-01 --format %s a.txt",
		                         name)
		                    .ptr);

		ck_assert_msg(r.status == 1 && has(r.out, "waiver/expired") &&
		                      has(r.out, "expired on 2026-01-31"),
		              "%s: exit %d\n%.*s%.*s", name, r.status,
		              STR_ARG(r.out), STR_ARG(r.err));
	}
}
END_TEST

START_TEST(broken_waivers_are_usage)
{
	struct result r;

	write_file(TMP "/imrcheck.waivers.yaml", STR("waivers:\n  - a: b\n"));
	r = run("a.txt");
	ck_assert_int_eq(r.status, 2);
	ck_assert(has(r.err, "imrcheck.waivers.yaml:2:5: error: unknown key "
	                     "'a' in a waiver"));
	ck_assert_int_eq(run("--no-config --waivers none.yaml a.txt").status,
	                 2);
	ck_assert_int_eq(run("--today 2026-13-01 a.txt").status, 2);
}
END_TEST

START_TEST(the_clock_can_be_set)
{
	struct str print = print_of(run(CHECK "--format json a.txt").out);

	write_waiver(print, "a.txt", "2026-01-31");
	ck_assert_int_eq(setenv("SOURCE_DATE_EPOCH", "1769817600", 1), 0);
	ck_assert_int_eq(run(CHECK "a.txt").status, 0); /* January 31 */
	setenv("SOURCE_DATE_EPOCH", "1769904000", 1);
	ck_assert_int_eq(run(CHECK "a.txt").status, 1);
	setenv("SOURCE_DATE_EPOCH", "yesterday", 1);
	ck_assert_int_eq(run(CHECK "a.txt").status, 2);
	unsetenv("SOURCE_DATE_EPOCH");
}
END_TEST

#define BASE CHECK "--baseline known.txt "

START_TEST(baselines_hold)
{
	struct result r = run(BASE "--baseline-write a.txt");

	ck_assert_msg(r.status == 0 && has(r.out, "0 notes; 1 known"),
	              "%.*s%.*s", STR_ARG(r.out), STR_ARG(r.err));
	ck_assert(has(test_file(TMP "/known.txt"),
	              " consistency/outcome-contradicts-rationale a.txt\n"));
	r = run(BASE "a.txt");
	ck_assert(r.status == 0 && has(r.out, "1 known"));
	/* A new one is reported, the old one is gone. */
	write_file(TMP "/a.txt", arena_printf(test_arena(),
	                                      "%s\nHome care: Overturned\n\n"
	                                      "Decision rationale: It is not "
	                                      "medically necessary.\n",
	                                      letter));
	r = run(BASE "--format json a.txt");
	ck_assert_int_eq(r.status, 1);
	ck_assert(has(r.out, "\"gone\": [{\"fingerprint\": \""));
	/* Letters that were not read are left as they are. */
	r = run(BASE "--baseline-write b.txt");
	ck_assert(!has(r.out, "gone"));
	ck_assert(has(test_file(TMP "/known.txt"), " a.txt\n"));
	/* Rules that were not asked too. */
	run("--ignore consistency --baseline known.txt --baseline-write a.txt");
	ck_assert(has(test_file(TMP "/known.txt"),
	              " consistency/outcome-contradicts-rationale a.txt\n"));
}
END_TEST

static const struct {
	const char *arguments;
	int status;
	const char *err;
} bad_runs[] = {
	{ "--baseline-write a.txt", 2, "--baseline-write needs --baseline" },
	{ "--baseline none.txt a.txt", 2, "none.txt: No such file" },
	{ "--baseline a.txt a.txt", 2, "this is no baseline" },
	{ "--baseline no/b.txt --baseline-write a.txt", 2, "no/b.txt: " },
	{ "waivers", 2, "waivers takes two words" },
	{ "waivers import none.csv", 2, "none.csv: No such file" },
	{ "waivers import a.txt --who A", 2, "the table needs the column" },
	{ "--sample 0 a.txt", 2, "a sample needs a size" },
	{ "--sample 5:items a.txt", 2, "not of 'items'" },
	{ "--sample 5 - <a.txt", 2, "standard input" },
	{ "--seed x a.txt", 2, "not a number" },
	{ "completion tcsh", 2, "no completion for 'tcsh'" },
};

START_TEST(wrong_usage_is_named)
{
	struct result r = run(bad_runs[_i].arguments);

	ck_assert_msg(r.status == bad_runs[_i].status &&
	                      has(r.err, bad_runs[_i].err),
	              "%s: exit %d\n%.*s", bad_runs[_i].arguments, r.status,
	              STR_ARG(r.err));
}
END_TEST

START_TEST(reviews_become_waivers)
{
	struct str print = print_of(run(CHECK "--format json a.txt").out);
	struct result r;

	write_file(
	        TMP "/review.csv",
	        arena_printf(
	                test_arena(),
	                "fingerprint,path,case,rule,judgement,remark\n"
	                "%.*s,a.txt,,consistency/outcome-contradicts-"
	                "rationale,reject,\"read it: \"\"agreed\"\"\"\n" PRINT_B
	                ",a.txt,,form/x,accept,\n",
	                STR_ARG(print)));
	r = run("waivers import review.csv --who 'A. Auditor' "
	        "--today 2026-01-01");
	ck_assert_msg(r.status == 0 && has(r.out, "1 waiver added to imrcheck."
	                                          "waivers.yaml\n"),
	              "%.*s%.*s", STR_ARG(r.out), STR_ARG(r.err));
	ck_assert(has(r.out, "all "));
	ck_assert(has(test_file(TMP "/imrcheck.waivers.yaml"),
	              "expires: 2027-01-01\n"));
	ck_assert_int_eq(run(CHECK "--today 2026-01-01 a.txt").status, 0);
	/* Once more: nothing new, and what people wrote stays. */
	write_waiver(print, "a.txt", "2030-01-01");
	r = run("waivers import review.csv --who B --today 2026-01-01");
	ck_assert(has(r.out, "0 waivers added"));
	ck_assert(has(r.out, "1 there already"));
	write_waiver(STR(PRINT_A), "a.txt", "2030-01-01");
	r = run("waivers import review.csv --who B --today 2026-01-01 "
	        "--expires 2026-02-01");
	ck_assert_int_eq(r.status, 0);
	ck_assert(has(test_file(TMP "/imrcheck.waivers.yaml"), "# set aside"));
	ck_assert(has(test_file(TMP "/imrcheck.waivers.yaml"),
	              "  - fingerprint: \""));
	ck_assert_int_eq(run(CHECK "--today 2026-01-01 a.txt").status, 0);
}
END_TEST

/* A file that cannot be added to safely stays as it is. */
START_TEST(import_breaks_nothing)
{
	struct str print = print_of(run(CHECK "--format json a.txt").out);
	struct str flow = STR("waivers: []\n");
	struct result r;

	write_file(TMP "/imrcheck.waivers.yaml", flow);
	write_file(TMP "/review.csv",
	           arena_printf(test_arena(),
	                        "fingerprint,rule,judgement\n"
	                        "%.*s,a/b,reject\n",
	                        STR_ARG(print)));
	r = run("waivers import review.csv --who A");
	ck_assert_int_eq(r.status, 2);
	ck_assert(has(r.err, "cannot add to imrcheck.waivers.yaml"));
	ck_assert(str_eq(test_file(TMP "/imrcheck.waivers.yaml"), flow));
	r = run("waivers import review.csv --waivers new.yaml --who ' '");
	ck_assert_int_eq(r.status, 2);
	ck_assert(has(r.err, "--who NAME is needed"));
}
END_TEST

Suite *waivers_suite(void)
{
	Suite *s = suite_create("waivers");
	TCase *tc = test_case(s, "files");

	tcase_add_loop_test(tc, mistakes_have_their_places, 0, COUNT(wrong));
	tcase_add_test(tc, waivers_are_found);
	tcase_add_loop_test(tc, what_is_written_is_read, 0, COUNT(reasons));
	tcase_add_test(tc, baselines_come_back_sorted_and_once);
	tcase_add_loop_test(tc, bad_baselines_are_named, 0,
	                    COUNT(bad_baselines));
	tcase_add_loop_test(tc, bad_reviews_are_named, 0, COUNT(bad_reviews));
	tcase_add_test(tc, rules_are_measured);
	tc = test_case(s, "program");
	tcase_add_checked_fixture(tc, set_up, NULL);
	tcase_add_loop_test(tc, waivers_hold, 0, COUNT(waived));
	tcase_add_test(tc, waivers_survive_edits);
	tcase_add_test(tc, all_formats_show_what_is_wrong_with_waivers);
	tcase_add_test(tc, broken_waivers_are_usage);
	tcase_add_test(tc, the_clock_can_be_set);
	tcase_add_test(tc, baselines_hold);
	tcase_add_loop_test(tc, wrong_usage_is_named, 0, COUNT(bad_runs));
	tcase_add_test(tc, reviews_become_waivers);
	tcase_add_test(tc, import_breaks_nothing);
	return s;
}
