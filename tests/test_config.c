/* test_config.c -- imrcheck.yaml: what it sets, what it may not, where it is.
 */
#include "cli/config.h"

#include <stdlib.h>
#include <sys/wait.h>

#include "support.h"

#define TMP "build/test-config"

/* -- what the file says */

static bool read_text(struct options *o, struct diags *d, const char *text)
{
	*d = (struct diags){ .arena = test_arena() };
	return config_read(o, test_arena(), d, STR("dir/imrcheck.yaml"),
	                   str_c(text));
}

static const struct {
	const char *yaml;
	const char *complaints; /* without the path */
} wrong[] = {
	{ "selct: [form]\n",
	  "1:1: error: unknown key 'selct' in a configuration; did you mean "
	  "'select'? [unknown-key]\n" },
	{ "strict: maybe\n",
	  "1:9: error: 'strict' must be yes or no [wrong-type]\n" },
	{ "strict: yes\n\nfail-on: worning\n",
	  "3:10: error: unknown level 'worning'; did you mean 'warning'? "
	  "[bad-value]\n" },
	{ "format: [json]\n",
	  "1:9: error: 'format' must be a word [wrong-type]\n" },
	{ "select:\n  - form\n  - {a: b}\n",
	  "3:5: error: 'select' must be a word [wrong-type]\n" },
	{ "jobs: 0\n",
	  "1:7: error: not a number of jobs from 1 to 512: '0' [bad-value]\n" },
	{ "select:\n",
	  "1:8: error: 'select' must be given a value [wrong-type]\n" },
	{ "strict: yes\nstrict: no\n",
	  "2:1: error: key 'strict' stands twice [duplicate-key]\n" },
	{ "- strict\n",
	  "1:1: error: expected a configuration as 'key: value' pairs "
	  "[wrong-type]\n" },
	/* What belongs to one run is not for the file. */
	{ "baseline-write: yes\n",
	  "1:1: error: unknown key 'baseline-write' in a configuration "
	  "[unknown-key]\n" },
	{ "today: 2026-01-01\n",
	  "1:1: error: unknown key 'today' in a configuration "
	  "[unknown-key]\n" },
	/* All of it in one run. */
	{ "fail-on: x\ncolor: y\n",
	  "1:10: error: unknown level 'x' [bad-value]\n"
	  "2:8: error: not auto, always or never: 'y' [bad-value]\n" },
};

static struct str without_path(struct str complaints)
{
	struct buf b = { .arena = test_arena() };
	struct str_pair line = { .tail = complaints, .ok = true };
	struct str path = STR("dir/imrcheck.yaml:");

	while (line.tail.len) {
		line = str_cut(line.tail, '\n');
		ck_assert_msg(str_starts(line.head, path), "%.*s",
		              STR_ARG(line.head));
		buf_str(&b, str_sub(line.head, path.len, line.head.len));
		buf_char(&b, '\n');
	}
	return buf_text(&b);
}

START_TEST(mistakes_have_their_places)
{
	struct options o = { 0 };
	struct diags d;

	ck_assert(!read_text(&o, &d, wrong[_i].yaml));
	ck_assert_text(without_path(diags_text(&d)), wrong[_i].complaints);
}
END_TEST

START_TEST(values_are_taken)
{
	struct options o = { 0 };
	struct diags d;

	ck_assert(read_text(&o, &d,
	                    "# comment\nstrict: yes\nwhy: no\n"
	                    "format: json\nignore: form\n"
	                    "select: [citation, 'form/*']\n"
	                    "rules: [r, /abs]\nwaivers: w.yaml\n"));
	ck_assert(o.strict && !o.why);
	ck_assert_str_eq(o.format->name, "json");
	ck_assert_uint_eq(o.ignore.list.len, 1);
	ck_assert_text(o.select.list.items[1], "form/*");
	/* Paths are relative to the file. */
	ck_assert_text(o.rules.list.items[0], "dir/r");
	ck_assert_text(o.rules.list.items[1], "/abs");
	ck_assert_text(o.waivers, "dir/w.yaml");
	ck_assert(read_text(&o, &d, "# only a comment\n"));
	ck_assert(read_text(&o, &d, ""));
}
END_TEST

static const struct {
	const char *name, *value; /* of the command line */
	const char *yaml;
	enum severity level;
	size_t selected;
} precedence[] = {
	{ "fail-on", "error", "strict: yes\n", SEVERITY_ERROR, 0 },
	{ "strict", NULL, "fail-on: note\n", SEVERITY_WARNING, 0 },
	{ "fail-on", "note", "fail-on: error\n", SEVERITY_NOTE, 0 },
	{ "select", "form", "select: [citation, safety]\n", SEVERITY_ERROR, 1 },
	{ "ignore", "form", "select: [citation, safety]\n", SEVERITY_ERROR, 2 },
	{ "quiet", NULL, "strict: yes\n", SEVERITY_WARNING, 0 },
};

START_TEST(the_command_line_wins)
{
	struct options o = { 0 };
	struct diags d;
	struct str value = str_c(precedence[_i].value), error;

	ck_assert(options_set(&o, test_arena(), str_c(precedence[_i].name),
	                      precedence[_i].value ? &value : NULL, &error));
	ck_assert(read_text(&o, &d, precedence[_i].yaml));
	ck_assert_int_eq(options_fail_level(&o), precedence[_i].level);
	ck_assert_uint_eq(o.select.list.len, precedence[_i].selected);
}
END_TEST

/* -- what it shows and where it is found: as a user runs it */

struct result {
	int status;
	struct str out;
};

/* In a folder below TMP; $p is the program. */
static struct result run_in(const char *folder, const char *arguments)
{
	struct str line = arena_printf(test_arena(),
	                               "p=$PWD/%s; r=$PWD/" TMP "; cd " TMP
	                               "/%s && $p %s >$r/out 2>&1",
	                               IMRCHECK_PROGRAM, folder, arguments);
	int status = system(line.ptr);
	struct result r = { WEXITSTATUS(status), test_file(TMP "/out") };

	return r;
}

static void set_up(void)
{
	ck_assert_int_eq(
	        system("rm -rf " TMP "; mkdir -p " TMP
	               "/repo/deep/er/.git2 " TMP "/repo/.git " TMP
	               "/repo/inner/.git " TMP "/none && "
	               "cd " TMP " && echo 'strict: yes' >imrcheck.yaml && "
	               "echo 'fail-on: note' >repo/imrcheck.yaml && "
	               "echo 'quiet: yes' >repo/deep/imrcheck.yaml && "
	               "echo 'quiet: [' >repo/broken.yaml && "
	               "printf 'why: no\nignore: [form/garbeld-text]\n' "
	               ">repo/typo.yaml"),
	        0);
}

static bool has(struct str text, const char *part)
{
	return str_find(text, 0, str_c(part)) < text.len;
}

static const struct {
	const char *folder;
	const char *arguments;
	int status;
	const char *out;
} shows[] = {
	{ "repo", "config show", 0,
	  "fail-on: note                           # imrcheck.yaml:1\n" },
	{ "repo/deep/er", "config show", 0,
	  "quiet: yes                              # ../imrcheck.yaml:1\n" },
	/* The nearest file counts, and no other. */
	{ "repo/deep/er", "config show", 0,
	  "fail-on: error                          # default\n" },
	/* Nothing beyond the root of the repository. */
	{ "repo/inner", "config show", 0, "strict: no " },
	{ "repo", "config show", 0, "strict: no " },
	{ "repo/inner", "config show --config ../imrcheck.yaml", 0,
	  "fail-on: note                           # ../imrcheck.yaml:1\n" },
	{ "repo", "config show --no-config", 0,
	  "fail-on: error                          # default\n" },
	{ "repo", "config show --fail-on warning", 0,
	  "fail-on: warning                        # command line\n" },
	{ "repo", "config show --select 'form,*-text'", 0,
	  "select:\n  - form                                # command line\n"
	  "  - \"*-text\"                            # command line\n" },
	{ "repo", "config show --config broken.yaml", 2, "broken.yaml:" },
	{ "repo", "config show --config nowhere.yaml", 2, "nowhere.yaml: No " },
	{ "repo", "rules list --config broken.yaml", 2, "[yaml]" },
	{ "repo", "x.txt --config typo.yaml", 2,
	  "error: typo.yaml:2: no rule 'form/garbeld-text'; did you mean "
	  "'form/garbled-text'?" },
	{ "repo", "--version --config broken.yaml", 0, "imrcheck " },
	{ "repo", "completion bash --config broken.yaml", 0, "--strict" },
	{ "repo", "config", 2, "config takes one word: show" },
};

START_TEST(found_and_shown)
{
	struct result r = run_in(shows[_i].folder, shows[_i].arguments);

	ck_assert_msg(r.status == shows[_i].status && has(r.out, shows[_i].out),
	              "%s: %s\nexit %d\n%.*s", shows[_i].folder,
	              shows[_i].arguments, r.status, STR_ARG(r.out));
}
END_TEST

/* Above a folder that is in no repository, files are somebody else's. */
START_TEST(no_repository)
{
	struct str line = arena_printf(
	        test_arena(),
	        "p=$PWD/%s; r=$PWD/" TMP "; t=$(mktemp -d) && cd $t && "
	        "mkdir below && echo 'strict: yes' >imrcheck.yaml && "
	        "$p config show | grep strict: >$r/out; cd below && "
	        "$p config show | grep strict: >>$r/out; rm -rf $t",
	        IMRCHECK_PROGRAM);
	struct str out;

	ck_assert_int_eq(system(line.ptr), 0);
	out = test_file(TMP "/out");
	ck_assert_text(out, "strict: yes                             "
	                    "# imrcheck.yaml:1\n"
	                    "strict: no                              "
	                    "# default\n");
}
END_TEST

/* What it shows can be read as a configuration again. */
START_TEST(shown_is_yaml)
{
	struct options o = { 0 };
	struct diags d;
	struct buf out = { .arena = test_arena() };
	struct node *root;

	ck_assert(read_text(&o, &d, "select: ['*-text', 'a b', \"x'y\"]\n"));
	config_show(&out, &o);
	d = (struct diags){ .arena = test_arena() };
	root = yaml_read(test_arena(), &d, buf_text(&out));
	ck_assert_msg(root != NULL, "%.*s", STR_ARG(diags_text(&d)));
	ck_assert_text(node_get(root, STR("select"))->items.items[0]->text,
	               "*-text");
	ck_assert_text(node_get(root, STR("select"))->items.items[2]->text,
	               "x'y");
}
END_TEST

Suite *config_suite(void)
{
	Suite *s = suite_create("config");
	TCase *tc = test_case(s, "file");

	tcase_add_loop_test(tc, mistakes_have_their_places, 0, COUNT(wrong));
	tcase_add_test(tc, values_are_taken);
	tcase_add_loop_test(tc, the_command_line_wins, 0, COUNT(precedence));
	tcase_add_test(tc, shown_is_yaml);
	tc = test_case(s, "program");
	tcase_add_unchecked_fixture(tc, set_up, NULL);
	tcase_add_loop_test(tc, found_and_shown, 0, COUNT(shows));
	tcase_add_test(tc, no_repository);
	return s;
}
