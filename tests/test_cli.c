/* test_cli.c -- the program as a user runs it: exit status, streams, inputs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "support.h"
#include "text/node.h"

/* A folder of this run for what the tests write. */
#define TMP "build/test-cli"

static const char clean[] =
        "CLINICAL CASE SUMMARY\n\nThe worker is a 40-year-old man with neck "
        "pain since 01/05/2015.\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\n"
        "Naproxen 500mg #60: Upheld\n\nMAXIMUS guideline: Decision based on "
        "MTUS Chronic Pain Medical Treatment 2009.\n\nDecision rationale: "
        "Nothing shows that the drug helps. Naproxen 500mg #60 is not "
        "medically necessary.\n";
static const char contradicting[] =
        "CLINICAL CASE SUMMARY\n\nThe worker is a 40-year-old man with neck "
        "pain since 01/05/2015.\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\n"
        "Naproxen 500mg #60: Overturned\n\nMAXIMUS guideline: Decision based "
        "on MTUS Chronic Pain Medical Treatment 2009.\n\nDecision rationale: "
        "Nothing shows that the drug helps. Naproxen 500mg #60 is not "
        "medically necessary.\n";
static const char parsed[] =
        "{\"decisions\": [{\"request\": \"Naproxen 500mg #60\", \"outcome\": "
        "\"overturned\", \"rationale\": {\"text\": \"Nothing shows that it "
        "helps. The naproxen is not medically necessary.\"}}]}\n";

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");

	ck_assert_msg(file != NULL, "cannot write %s", path);
	fputs(text, file);
	fclose(file);
}

static void set_up(void)
{
	ck_assert_int_eq(system("rm -rf " TMP " && mkdir -p " TMP
	                        "/folder/deep/.hidden " TMP "/empty " TMP
	                        "/rules/checks"),
	                 0);
	write_file(TMP "/clean.txt", clean);
	write_file(TMP "/bad.txt", contradicting);
	write_file(TMP "/unknown.txt", "Dear Sir,\n\nthank you.\n");
	write_file(TMP "/parsed.json", parsed);
	write_file(
	        TMP "/parsed.yaml",
	        "decisions:\n  - request: 'Naproxen 500mg #60'\n    outcome: "
	        "upheld\n    rationale:\n      text: Nothing shows that it "
	        "helps. It is not medically necessary.\n");
	write_file(TMP "/broken.json",
	           "{\"decisions\": [\n  {\"request\": 1}]}");
	write_file(TMP "/noutcome.json",
	           "{\"decisions\": [\n {\"request\": \"x\", \"outcome\": "
	           "\"maybe\", \"rationale\": {\"text\": \"y\"}}]}");
	write_file(TMP "/folder/b.txt", clean);
	write_file(TMP "/folder/a.TXT", clean);
	write_file(TMP "/folder/README.md", "no letter");
	write_file(TMP "/folder/.c.txt", contradicting);
	write_file(TMP "/folder/deep/d.json", parsed);
	write_file(TMP "/folder/deep/.hidden/e.txt", contradicting);
	write_file(TMP "/rules/checks/extra.yaml", "checks:\n  - idd: x\n");
	symlink("..", TMP "/folder/deep/loop");
}

struct result {
	int status;
	struct str out;
	struct str err;
};

/* Runs the program with a shell's words after it, from the repository. */
static struct result run(const char *arguments)
{
	struct str line =
	        arena_printf(test_arena(), "%s %s >" TMP "/out 2>" TMP "/err",
	                     IMRCHECK_PROGRAM, arguments);
	struct result r;
	int status = system(line.ptr);

	r.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	r.out = test_file(TMP "/out");
	r.err = test_file(TMP "/err");
	return r;
}

static bool has(struct str text, const char *part)
{
	return str_find(text, 0, str_c(part)) < text.len || !*part;
}

static const struct {
	const char *arguments;
	int status;
	const char *out; /* a part of it */
	const char *err;
} runs[] = {
	/* 0: nothing at the fail level */
	{ TMP "/clean.txt --select consistency", 0,
	  "1 letter, 1 decision: 0 errors", "" },
	{ "--exit-zero " TMP "/bad.txt", 0,
	  "[consistency/outcome-contradicts-rationale]", "" },
	{ "--ignore consistency " TMP "/bad.txt --select form,consistency", 0,
	  "", "" },
	{ "--help", 0, "usage: imrcheck", "" },
	{ "--version", 0, "imrcheck ", "" },
	{ "rules list", 0, "consistency/outcome-contradicts-rationale", "" },
	{ "explain consistency/outcome-contradicts-rationale", 0, "severity",
	  "" },
	{ "explain mtus/benzodiazepine-duration", 0, "Requires", "" },
	{ "rules list", 0, "mtus/benzodiazepine-duration ", "" },
	{ "rules test", 0, " 0 failed, 0 criteria without a test", "" },
	{ "rules schema", 0, "\"$schema\"", "" },
	{ "--select mtus/benzodiazepine-duration " TMP "/clean.txt", 0, "",
	  "" },
	/* 1: findings at the fail level */
	{ TMP "/bad.txt", 1, ":7:21: error: ", "" },
	{ "--format compact " TMP "/bad.txt", 1, "/bad.txt:7:21: error: ", "" },
	{ "- < " TMP "/bad.txt", 1, "<stdin>:7:21: error: ", "" },
	{ TMP "/parsed.json", 1, "parsed.json:", "" },
	{ "- < " TMP "/parsed.json", 1, "error: ", "" },
	{ TMP "/folder", 1, "3 letters, 3 decisions", "" },
	{ "'" TMP "/b*.txt'", 1, "/bad.txt:7:21", "" },
	{ "--color=always " TMP "/bad.txt", 1, "\033[1;31merror: ", "" },
	{ "--quiet --format compact " TMP "/bad.txt", 1, "error", "" },
	/* 2: usage, no input, a report that cannot be written */
	{ "", 2, "", "no letters given" },
	{ "--no-such", 2, "", "unknown option '--no-such'" },
	{ TMP "/absent.txt", 2, "", "no such file or folder '" TMP "/absent" },
	{ "'" TMP "/zz*.txt'", 2, "", "no file matches '" TMP "/zz*.txt'" },
	{ TMP "/empty", 2, "", "in '" TMP "/empty'" },
	{ "--select consistency/no-conclusions " TMP "/clean.txt", 2, "",
	  "did you mean 'consistency/no-conclusion'?" },
	{ "explain consistency/no-conclusions", 2, "", "did you mean" },
	{ "explain", 2, "", "explain takes" },
	{ "rules lst", 2, "", "rules takes" },
	{ "rules", 2, "", "rules takes" },
	{ "text " TMP "/folder", 2, "", "text takes one letter" },
	{ TMP "/bad.txt --output " TMP "/no/such/folder", 2, "",
	  "No such file or directory" },
	{ TMP "/bad.txt --output - --output json:-", 2, "",
	  "two reports cannot go to one file" },
	{ "--rules " TMP "/absent " TMP "/bad.txt", 2, "", "/absent'" },
	{ "--rules " TMP "/empty " TMP "/bad.txt", 2, "",
	  "no rules (*.yaml) in" },
	/* 3: bad rules */
	{ "--rules " TMP "/rules " TMP "/bad.txt", 3, "",
	  "extra.yaml:2:5: error: unknown key 'idd' in a check; did you mean "
	  "'id'? [unknown-key]" },
	/* 4: incomplete */
	{ TMP "/unknown.txt", 4, "not fully checked", "" },
	{ TMP "/broken.json", 4, "not a parsed letter",
	  "broken.json:2:3: error: a decision needs 'outcome' [missing-key]" },
	{ TMP "/noutcome.json", 4, "",
	  "noutcome.json:2:30: error: unknown outcome 'maybe'" },
	{ "parse " TMP "/unknown.txt", 4, "imrcheck-letter/1",
	  "not fully read" },
	{ "--exit-zero " TMP "/unknown.txt " TMP "/bad.txt", 4, "error", "" },
	/* 5: both */
	{ TMP "/unknown.txt " TMP "/bad.txt", 5, "error", "" },
};

START_TEST(status_and_streams)
{
	struct result r = run(runs[_i].arguments);

	ck_assert_msg(r.status == runs[_i].status, "%s: status %d\n%.*s%.*s",
	              runs[_i].arguments, r.status, STR_ARG(r.out),
	              STR_ARG(r.err));
	ck_assert_msg(has(r.out, runs[_i].out), "%s: stdout\n%.*s",
	              runs[_i].arguments, STR_ARG(r.out));
	ck_assert_msg(has(r.err, runs[_i].err), "%s: stderr\n%.*s",
	              runs[_i].arguments, STR_ARG(r.err));
	if (!*runs[_i].err)
		ck_assert_msg(!r.err.len, "%s: stderr\n%.*s",
		              runs[_i].arguments, STR_ARG(r.err));
}
END_TEST

START_TEST(strict_fails_on_warnings)
{
	ck_assert_int_eq(run("--select form " TMP "/clean.txt").status, 0);
	ck_assert_int_eq(run("--strict --select form " TMP "/clean.txt").status,
	                 1);
	ck_assert_int_eq(
	        run("--fail-on note --select form " TMP "/clean.txt").status,
	        1);
}
END_TEST

/* A reader that goes away, a disk that is full: said, 2, no crash. */
START_TEST(output_that_fails)
{
	struct str all;

	if (access("/dev/full", W_OK) == 0) {
		ck_assert_int_eq(
		        WEXITSTATUS(system(IMRCHECK_PROGRAM
		                           " " TMP "/bad.txt >/dev/full 2>" TMP
		                           "/err")),
		        2);
		all = test_file(TMP "/err");
		ck_assert_msg(has(all, "No space left"), "%.*s", STR_ARG(all));
		ck_assert_int_eq(
		        run("--output /dev/full " TMP "/bad.txt").status, 2);
	}
	ck_assert_int_eq(system("{ " IMRCHECK_PROGRAM " " TMP "/bad.txt; "
	                        "echo $? >" TMP "/status; } 2>" TMP
	                        "/err | true"),
	                 0);
	all = test_file(TMP "/err");
	/* The reader may have been slow enough to take it all. */
	ck_assert(has(test_file(TMP "/status"),
	              has(all, "Broken pipe") ? "2" : "1"));
}
END_TEST

START_TEST(unreadable_files_are_incomplete)
{
	struct result r;

	chmod(TMP "/clean.txt", 0);
	if (access(TMP "/clean.txt", R_OK) == 0) {
		/* root reads everything; a folder named as a letter it cannot
		 */
		ck_assert_int_eq(mkdir(TMP "/folder/x.txt", 0700), 0);
	} else {
		r = run(TMP "/clean.txt");
		ck_assert_int_eq(r.status, 4);
		ck_assert(has(r.out, "Permission denied"));
	}
	ck_assert_int_eq(run("--format ndjson " TMP "/folder").status, 1);
}
END_TEST

/* -- machine formats */

static const struct node *json_of(struct str text)
{
	struct diags d = { .arena = test_arena() };
	const struct node *root = json_read(test_arena(), &d, text);

	ck_assert_msg(root != NULL, "%.*s%.*s", STR_ARG(diags_text(&d)),
	              STR_ARG(text));
	return root;
}

START_TEST(json_report_has_its_parts)
{
	struct result r =
	        run("--format json --why " TMP "/bad.txt " TMP "/unknown.txt");
	const struct node *root = json_of(r.out);
	const struct node *letters = node_get(root, STR("letters"));
	const struct node *first, *finding, *start;

	ck_assert_text(node_text(root, STR("schema")), "imrcheck-report/1");
	ck_assert_text(node_text(node_get(root, STR("tool")), STR("name")),
	               "imrcheck");
	ck_assert_uint_eq(letters->items.len, 2);
	first = letters->items.items[0];
	ck_assert_text(node_text(first, STR("path")), TMP "/bad.txt");
	ck_assert_text(node_text(first, STR("status")), "checked");
	ck_assert_ptr_nonnull(node_get(first, STR("verdicts")));
	ck_assert_text(node_text(letters->items.items[1], STR("status")),
	               "incomplete");
	finding = node_get(first, STR("findings"))->items.items[0];
	for (size_t i = 0;; i++) {
		finding = node_get(first, STR("findings"))->items.items[i];
		if (str_eq(node_text(finding, STR("rule")),
		           STR("consistency/outcome-contradicts-rationale")))
			break;
	}
	start = node_get(node_get(finding, STR("span")), STR("start"));
	ck_assert_text(node_text(start, STR("line")), "7");
	ck_assert_text(node_text(start, STR("column")), "21");
	ck_assert_text(node_text(start, STR("byte")), "147");
	ck_assert_text(node_text(finding, STR("decision")), "1");
	ck_assert_uint_eq(node_text(finding, STR("fingerprint")).len, 32);
	ck_assert_uint_ge(node_get(finding, STR("related"))->items.len, 1);
	ck_assert_text(
	        node_text(node_get(root, STR("summary")), STR("letters")), "2");
	ck_assert(has(r.err, "2 letters, 1 decision"));
}
END_TEST

/* What is about the letter stands first, then item by item. */
START_TEST(verdicts_stand_by_decision)
{
	struct result r = run("--format ndjson --why "
	                      "samples/20-details-and-safety.txt");
	const struct node *list =
	        node_get(json_of(str_cut(r.out, '\n').head), STR("verdicts"));
	uint32_t last = 0;

	ck_assert_uint_gt(list->items.len, 7 * 10);
	for (size_t i = 0; i < list->items.len; i++) {
		size_t used;
		uint32_t decision = str_number(
		        node_text(list->items.items[i], STR("decision")),
		        &used);

		ck_assert_uint_ge(decision, last);
		last = decision;
	}
	ck_assert_uint_eq(last, 7);
}
END_TEST

START_TEST(ndjson_is_a_line_a_letter)
{
	struct result r = run("--format ndjson " TMP "/folder");
	struct str_pair line = { .tail = r.out, .ok = true };
	static const char *const paths[] = { TMP "/folder/a.TXT",
		                             TMP "/folder/b.txt",
		                             TMP "/folder/deep/d.json" };

	for (int i = 0; i < COUNT(paths); i++) {
		line = str_cut(line.tail, '\n');
		ck_assert_text(node_text(json_of(line.head), STR("path")),
		               paths[i]);
	}
	ck_assert_uint_eq(line.tail.len, 0);
}
END_TEST

START_TEST(the_same_letter_twice_has_other_fingerprints)
{
	struct result r = run("--format ndjson --select consistency " TMP
	                      "/bad.txt " TMP "/bad.txt");
	struct str_pair lines = str_cut(r.out, '\n');
	struct str mark = STR("\"fingerprint\": \"");
	size_t a = str_find(lines.head, 0, mark);
	size_t b = str_find(lines.tail, 0, mark);

	ck_assert(a < lines.head.len && b < lines.tail.len);
	ck_assert(!str_eq(str_sub(lines.head, a, a + mark.len + 32),
	                  str_sub(lines.tail, b, b + mark.len + 32)));
}
END_TEST

START_TEST(several_reports_at_once)
{
	struct result r =
	        run("--output json:" TMP "/r.json --output compact:" TMP
	            "/r.txt " TMP "/bad.txt");

	ck_assert_int_eq(r.status, 1);
	ck_assert(has(r.out, "   |\n"));
	json_of(test_file(TMP "/r.json"));
	ck_assert(has(test_file(TMP "/r.txt"), "/bad.txt:7:21: error"));
	r = run("--format json --output " TMP "/r2.json " TMP "/bad.txt");
	ck_assert_uint_eq(r.out.len, 0);
	ck_assert(has(r.err, "1 letter, 1 decision"));
	json_of(test_file(TMP "/r2.json"));
}
END_TEST

/* What parse prints is accepted again, and gives the same findings. */
START_TEST(parsed_letters_come_back)
{
	struct result r = run("parse " TMP "/bad.txt " TMP "/clean.txt");
	const struct node *root;

	ck_assert_int_eq(r.status, 0);
	ck_assert_int_eq(rename(TMP "/out", TMP "/letters.ndjson"), 0);
	root = json_of(str_cut(r.out, '\n').head);
	ck_assert_text(node_text(root, STR("schema")), "imrcheck-letter/1");
	ck_assert_uint_eq(node_get(root, STR("decisions"))->items.len, 1);
	r = run("--format compact --select consistency " TMP "/letters.ndjson");
	ck_assert_int_eq(r.status, 1);
	ck_assert(has(r.out, TMP "/bad.txt:"));
	ck_assert(!has(r.out, TMP "/clean.txt:"));
	ck_assert(has(r.out, "2 letters, 2 decisions: 1 error"));
	r = run("--format compact --select consistency - < " TMP
	        "/letters.ndjson");
	ck_assert(has(r.out, "2 letters, 2 decisions: 1 error"));
}
END_TEST

START_TEST(ndjson_lines_may_be_wrong)
{
	struct result r;

	write_file(TMP "/mixed.ndjson",
	           "{\"path\": \"one.txt\", \"text\": \"Dear Sir\"}\n\n"
	           "{\"decisions\": 7}\n"
	           "{\"decisions\": [{\"request\": \"x\", \"outcome\": "
	           "\"upheld\", \"rationale\": {\"text\": \"It is not "
	           "medically necessary.\"}}]}");
	r = run("--format compact " TMP "/mixed.ndjson");
	ck_assert_int_eq(r.status, 4);
	ck_assert(has(r.out, "one.txt: not fully checked"));
	ck_assert(has(r.out, "mixed.ndjson#3: not fully checked: not a parsed "
	                     "letter"));
	ck_assert(has(r.out, "3 letters, 1 decision"));
	ck_assert(has(r.err, "mixed.ndjson:3:15: error: 'decisions' must be a "
	                     "list, not a text [wrong-type]"));
}
END_TEST

START_TEST(text_is_the_file)
{
	struct result r = run("text " TMP "/bad.txt");

	ck_assert_text(r.out, contradicting);
	r = run("text " TMP "/parsed.yaml");
	ck_assert(has(r.out, "\nNaproxen 500mg #60: Upheld\n"));
}
END_TEST

START_TEST(color_follows_the_environment)
{
	struct result r;

	setenv("FORCE_COLOR", "1", 1);
	r = run(TMP "/bad.txt");
	ck_assert(has(r.out, "\033["));
	setenv("NO_COLOR", "1", 1);
	r = run(TMP "/bad.txt");
	ck_assert(!has(r.out, "\033["));
	r = run("--color always " TMP "/bad.txt");
	ck_assert(has(r.out, "\033["));
	unsetenv("NO_COLOR");
	unsetenv("FORCE_COLOR");
	r = run(TMP "/bad.txt");
	ck_assert(!has(r.out, "\033["));
}
END_TEST

/* The frozen rules and the same ones loaded from YAML find the same. */
START_TEST(frozen_rules_are_the_rules)
{
	struct result frozen = run("--format ndjson --why samples");
	struct result loaded = run("--format ndjson --why --rules rules "
	                           "samples");

	ck_assert_int_eq(frozen.status, loaded.status);
	ck_assert_uint_gt(frozen.out.len, 10000);
	ck_assert(str_eq(frozen.out, loaded.out));
	frozen = run("parse samples");
	loaded = run("parse --rules rules samples");
	ck_assert(str_eq(frozen.out, loaded.out));
}
END_TEST

/* The binary needs nothing beside it. */
START_TEST(works_from_any_folder)
{
	struct str line = arena_printf(
	        test_arena(),
	        "p=$PWD/%s; cp " TMP "/bad.txt /tmp/imrcheck-test.txt; cd / && "
	        "$p --format compact /tmp/imrcheck-test.txt >/dev/null",
	        IMRCHECK_PROGRAM);

	ck_assert_int_eq(WEXITSTATUS(system(line.ptr)), 1);
	remove("/tmp/imrcheck-test.txt");
}
END_TEST

Suite *cli_suite(void)
{
	Suite *s = suite_create("cli");
	TCase *tc = test_case(s, "cli");

	tcase_add_checked_fixture(tc, set_up, NULL);
	tcase_add_loop_test(tc, status_and_streams, 0, COUNT(runs));
	tcase_add_test(tc, strict_fails_on_warnings);
	tcase_add_test(tc, output_that_fails);
	tcase_add_test(tc, unreadable_files_are_incomplete);
	tcase_add_test(tc, json_report_has_its_parts);
	tcase_add_test(tc, verdicts_stand_by_decision);
	tcase_add_test(tc, ndjson_is_a_line_a_letter);
	tcase_add_test(tc, the_same_letter_twice_has_other_fingerprints);
	tcase_add_test(tc, several_reports_at_once);
	tcase_add_test(tc, parsed_letters_come_back);
	tcase_add_test(tc, ndjson_lines_may_be_wrong);
	tcase_add_test(tc, text_is_the_file);
	tcase_add_test(tc, color_follows_the_environment);
	tcase_add_test(tc, frozen_rules_are_the_rules);
	tcase_add_test(tc, works_from_any_folder);
	return s;
}
