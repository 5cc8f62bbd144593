/*
 * test_archive.c -- many letters: threads, inputs, interrupts, partitions.
 *
 * Each test is a shell script that fails, or ends with 77 when the machine
 * lacks what it needs. $I is the program, $T a folder of its own with the
 * samples in it as 1.txt, 2.txt and so on; "plain.json" is their report.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "cli/prints.h"
#include "cli/progress.h"
#include "support.h"

#define SKIPPED 77

static const char preamble[] =
        "set -e; exec >/dev/null; I=$PWD/" IMRCHECK_PROGRAM "; R=$PWD; "
        "T=$PWD/build/test-archive; rm -rf $T; mkdir -p $T; n=0; "
        "for f in samples/*.txt; do n=$((n+1)); cp $f $T/$n.txt; done; cd $T; "
        "have() { command -v $1 >/dev/null || exit 77; }; "
        /* A status of findings is no failure here. */
        "run() { $I \"$@\" || test $? -ne 2 -a $? -ne 3 -a $? -lt 6; }; "
        "run --format json *.txt >plain.json 2>plain.err; "
        "records() { python3 -c '\n"
        "import csv, glob, json, sys\n"
        "files = sorted(glob.glob(\"*.txt\"))\n"
        "texts = [open(f, encoding=\"utf-8\", errors=\"surrogateescape\","
        " newline=\"\").read() for f in files]\n"
        "texts = [t.encode(\"utf-8\", \"replace\").decode() for t in texts]\n"
        "for f, t in zip(files, texts):\n"
        "    open(f, \"w\", newline=\"\").write(t)\n"
        "with open(\"all.ndjson\", \"w\") as out:\n"
        "    for f, t in zip(files, texts):\n"
        "        out.write(json.dumps({\"path\": f, \"text\": t}) + \"\\n\")\n"
        "with open(\"all.csv\", \"w\", newline=\"\") as out:\n"
        "    w = csv.writer(out)\n"
        "    w.writerow([\"path\", \"note\", \"Letter text\"])\n"
        "    for f, t in zip(files, texts):\n"
        "        w.writerow([f, \"a \\\"note\\\", with a comma\", t])\n"
        "'; run --format json *.txt >plain.json; }\n";

static const struct {
	const char *name;
	const char *script;
} tests[] = {
	{ "the same bytes at any number of jobs",
	  "for j in 1 2 3 7 64; do for f in json text csv sarif; do "
	  "run --format $f --why --jobs $j *.txt ../../samples >$f.$j; "
	  "cmp $f.1 $f.$j; done; done" },
	{ "the same letters twice, at any number of jobs",
	  "for j in 1 4; do run --format json --jobs $j *.txt 1.txt 2.txt "
	  ">twice.$j; done; cmp twice.1 twice.4" },
	{ "parse and its complaints are in order",
	  "for i in 1 2 3 4 5 6 7 8 9; do echo '{' >$i.json; done; "
	  "for j in 1 4; do run parse --jobs $j *.txt *.json >p.$j 2>e.$j; "
	  "done; cmp p.1 p.4; cmp e.1 e.4; grep -q 7.json e.4" },
	{ "lists of paths",
	  "ls *.txt | run --format json --files-from - | cmp plain.json -; "
	  "ls *.txt >list; run --format json --files-from list | "
	  "cmp plain.json -; echo absent.txt >>list; "
	  "! $I --files-from list --quiet; "
	  "run --files-from list | grep -q 'absent.txt: not fully checked'; "
	  "! $I --files-from nolist" },
	{ "packed letters",
	  "have gzip; mkdir p; cp *.txt p; gzip p/*; run --format json p | "
	  "sed 's,p/,,; s,.txt.gz,.txt,' >packed.json; "
	  "sed 's/, \"fingerprint\".*//' plain.json >/dev/null; "
	  "cmp plain.json packed.json; head -c 300 p/1.txt.gz >p/1.txt.gz.; "
	  "mv p/1.txt.gz. p/1.txt.gz; run p/1.txt.gz | grep -q 'gzip could' " },
	{ "zstd",
	  "have zstd; zstd -q 1.txt; run --format json 1.txt.zst | "
	  "sed 's,1.txt.zst,1.txt,' >a; run --format json 1.txt | cmp a -" },
	{ "records of NDJSON and CSV",
	  "have python3; records; "
	  "run --format json all.ndjson | cmp plain.json -; "
	  "run --format json --jobs 1 all.ndjson | cmp plain.json -; "
	  "run --format json - <all.ndjson | cmp plain.json -; "
	  "run --format json --column 'letter text' all.csv | "
	  "cmp plain.json -; run all.csv | grep -q 'no column of texts'" },
	{ "a program that is missing is named",
	  "mkdir empty; printf x >a.pdf; PATH=$T/empty; "
	  "$I a.pdf >out || test $? -eq 4; "
	  "read line <out; case $line in *poppler-utils*) ;; *) exit 1;; "
	  "esac" },
	{ "a PDF without text is incomplete",
	  "have pdftotext; have python3; python3 -c '\n"
	  "objects = [b\"<</Type/Catalog/Pages 2 0 R>>\",\n"
	  "           b\"<</Type/Pages/Kids[3 0 R]/Count 1>>\",\n"
	  "           b\"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\"]\n"
	  "out, places = b\"%PDF-1.4\\n\", []\n"
	  "for i, o in enumerate(objects, 1):\n"
	  "    places.append(len(out))\n"
	  "    out += b\"%d 0 obj\\n\" % i + o + b\"\\nendobj\\n\"\n"
	  "end = len(out)\n"
	  "out += b\"xref\\n0 4\\n0000000000 65535 f \\n\"\n"
	  "out += b\"\".join(b\"%010d 00000 n \\n\" % p for p in places)\n"
	  "out += b\"trailer<</Size 4/Root 1 0 R>>\\nstartxref\\n%d\\n\" % "
	  "end\n"
	  "open(\"scan.pdf\", \"wb\").write(out + b\"%%EOF\\n\")'\n"
	  "run scan.pdf | grep -q 'scan.pdf: not fully checked: no text "
	  "layer'" },
	{ "a PDF and its text say the same",
	  "have pdftotext; have python3; S=$R/../shared/letters/real; "
	  "test -d $S/pdf || exit 77; python3 -c '\n"
	  "import glob, json, subprocess, sys\n"
	  "program, folder = sys.argv[1:]\n"
	  "def read(path, *how):\n"
	  "    out = subprocess.run([program, *how, path], text=True,\n"
	  "                         stdout=subprocess.PIPE).stdout\n"
	  "    return json.loads(out)\n"
	  "def bare(value):\n"
	  "    if isinstance(value, dict):\n"
	  "        return {k: bare(v) for k, v in value.items()\n"
	  "                if not k.endswith(\"span\") and\n"
	  "                k not in (\"path\", \"text\")}\n"
	  "    if isinstance(value, list):\n"
	  "        return [bare(v) for v in value]\n"
	  "    return value\n"
	  "pairs = glob.glob(folder + \"/pdf/*.pdf\")\n"
	  "assert pairs\n"
	  "for pdf in pairs:\n"
	  "    text = pdf.replace(\"/pdf/\", \"/text/\")[:-3] + \"txt\"\n"
	  "    assert bare(read(pdf, \"parse\")) == bare(read(text, "
	  "\"parse\")), "
	  "pdf\n"
	  "    prints = [{f[\"fingerprint\"] for f in read(p, \"--format\",\n"
	  "              \"ndjson\")[\"findings\"]} for p in (pdf, text)]\n"
	  "    assert prints[0] == prints[1], pdf\n"
	  "' $I $S" },
	{ "an interrupt ends the run, and is counted",
	  "mkfifo pipe; sleep 20 >pipe & s=$!; (sleep 1; kill -INT $(cat pid)) "
	  "& sh -c 'echo $$ >pid; exec \"$@\"' sh $I --format json - <pipe "
	  ">out 2>err || echo $? >status; kill $s; "
	  "test \"$(cat status)\" = 4; grep -q interrupted out; "
	  "yes 1.txt | head -n 1000000 >list; "
	  "(sleep 2; kill -INT $(cat pid)) & "
	  "sh -c 'echo $$ >pid; exec \"$@\"' sh $I --format ndjson "
	  "--files-from list >out 2>err || echo $? >status; "
	  "test \"$(cat status)\" -ge 4; tail -n 1 out | grep -q interrupted; "
	  "test $(wc -l <out) -lt 1000000; "
	  "grep -q '; 1 not fully checked (1 interrupted' err" },
	{ "what cannot be looked into is said",
	  "mkdir closed; chmod 000 closed; chmod 755 .; "
	  "as=; test $(id -u) != 0 || { have setpriv; "
	  "as='setpriv --reuid=65534 --clear-groups'; $as $I --version || "
	  "exit 77; }; "
	  "$as $I . >out && exit 1; test $? -ge 4; grep -q "
	  "'closed: not fully checked: Permission denied' out" },
	{ "a file that is shorter than it says is no whole letter",
	  "f=/sys/kernel/mm/transparent_hugepage/enabled; test -r $f || exit "
	  "77; "
	  "run $f >out; grep -q 'not fully checked: became shorter' out" },
	{ "a pipe in a folder keeps nobody waiting",
	  "mkdir f; mkfifo f/a.txt; cp 1.txt f; run f >out; "
	  "grep -q 'a.txt: not fully checked: not a regular file' out" },
	{ "loops of links and deep folders end",
	  "mkdir -p d/e; ln -s .. d/e/up; cp 1.txt d/e; "
	  "run --format json d >out; grep -q '\"letters\": 1,' out; "
	  "p=deep; for i in 1 2 3 4 5 6 7; do p=$p/a/a/a/a/a/a/a/a/a/a; done; "
	  "mkdir -p $p; cp 1.txt $p; cp 1.txt deep; run deep >out; "
	  "grep -q '1 not fully checked' out" },
	{ "a reader that goes away, a disk that is full",
	  "$I --format json *.txt *.txt *.txt 2>err | head -c 1 >/dev/null || "
	  "true; test -c /dev/full || exit 77; "
	  "$I *.txt >/dev/full 2>err && exit 1; test $? -eq 2; "
	  "grep -q 'No space' err" },
	{ "partitions add up to a single run",
	  "echo x >bad.json; for f in json ndjson; do "
	  "run --format $f *.txt bad.json 1.txt *.txt >single.$f 2>err || :; "
	  "tail -n 1 err >single.err; "
	  "run --format ndjson 1*.txt >p1 2>/dev/null; "
	  "run --format ndjson [2-9]*.txt bad.json 1.txt >p2 2>/dev/null; "
	  "run --format ndjson *.txt >p3 2>/dev/null; : >p4; "
	  "run merge --format $f p1 p2 p3 p4 >merged.$f 2>merged.err; "
	  "cmp single.$f merged.$f; cmp single.err merged.err; done; "
	  "$I *.txt bad.json 2>/dev/null && exit 1; s=$?; "
	  "run --format ndjson *.txt bad.json >p5 2>/dev/null; "
	  "$I merge p5 && exit 1; test $? -eq $s; "
	  "echo '{' >>p5; $I merge p5 2>err && exit 1; test $? -eq 2; "
	  "grep -q 'p5:' err" },
	{ "one process for each partition, by GNU parallel",
	  "have parallel; ls *.txt | parallel -k -n 7 \"$I --format ndjson "
	  "{}\" "
	  ">parts 2>/dev/null || true; run merge parts | cmp plain.json -" },
	{ "one process for each partition, by a Slurm job array",
	  "for SLURM_ARRAY_TASK_ID in 0 1 2; do ls *.txt | "
	  "awk -v n=3 -v i=$SLURM_ARRAY_TASK_ID 'NR % n == i' | "
	  "run --format ndjson --files-from - >part.$SLURM_ARRAY_TASK_ID; "
	  "done; "
	  "run merge part.* | grep -q '\"summary\": {\"letters\": 20,'" },
	{ "one process for each partition, by Spark",
	  "have python3; python3 -c 'import pyspark' 2>/dev/null || exit 77; "
	  "have java; records; python3 -c '\n"
	  "import sys\n"
	  "from pyspark import SparkContext\n"
	  "spark = SparkContext(\"local[2]\")\n"
	  "lines = spark.textFile(\"file://\" + sys.argv[2], 3)\n"
	  "with open(\"parts\", \"w\") as out:\n"
	  "    for line in lines.pipe(sys.argv[1] + \" --format ndjson -\",\n"
	  "                           checkCode=False).collect():\n"
	  "        print(line, file=out)' $I $T/all.ndjson; "
	  "run merge parts | cmp plain.json -" },
	{ "a cache changes nothing but the time, and holds no text",
	  "for f in json text sarif csv; do run --format $f --why *.txt >a; "
	  "for k in 1 2; do run --format $f --why --cache c *.txt >b; "
	  "cmp a b; done; done; find c -type f >list; test -s list; "
	  "test $(wc -l <list) -eq 20; ! grep -rqiE 'medical|norco|claim|CM1' "
	  "c; "
	  "head -c 40 $(head -n 1 list) >cut; cp cut $(head -n 1 list); "
	  "cp $(sed -n 2p list) $(sed -n 3p list); "
	  "run --why --cache c *.txt >b; run --why *.txt | cmp - b; "
	  "run --cache c --select form 1.txt >b; run --select form 1.txt | "
	  "cmp - b; ! $I --cache 1.txt 2.txt" },
	{ "the program cannot reach a network",
	  "have nm; nm -D $I >symbols; test -s symbols; ! grep -wE "
	  "'socket|connect|bind|listen|accept|getaddrinfo|gethostbyname|"
	  "sendto|recvfrom' symbols" },
};

START_TEST(script_succeeds)
{
	FILE *file = fopen("build/test-archive.sh", "wb");
	int status;

	ck_assert(file != NULL);
	fprintf(file, "%s%s\n", preamble, tests[_i].script);
	fclose(file);
	status = system("sh build/test-archive.sh 2>build/test-archive.err");
	ck_assert(WIFEXITED(status));
	if (WEXITSTATUS(status) == SKIPPED) {
		printf("skipped: %s\n", tests[_i].name);
		return;
	}
	ck_assert_msg(WEXITSTATUS(status) == 0, "%s: status %d: %s",
	              tests[_i].name, WEXITSTATUS(status),
	              test_file("build/test-archive.err").ptr);
}
END_TEST

static size_t prints_in(const struct prints *p)
{
	size_t n = 0;

	for (size_t i = 0; i < PRINTS_TABLES; i++)
		n += p->tables[i].len;
	return n;
}

/* One by one it would take a day. Two partitions of it make the same set. */
START_TEST(a_letter_comes_a_million_times)
{
	enum { TIMES = 1000000, PART = 1000 };
	static const char first[] = "00112233445566778899aabbccddeeff";
	struct prints one = { 0 }, merged = { 0 }, part = { 0 };
	char print[sizeof(first)], last[sizeof(first)];

	for (int i = 0; i < TIMES; i++) {
		memcpy(print, first, sizeof(first));
		prints_next_letter(&one);
		prints_make_unique(&one, print);
		if (i == 2 * PART - 1)
			memcpy(last, print, sizeof(first));
	}
	ck_assert_uint_eq(prints_in(&one), TIMES);
	for (int i = 0; i < 2 * PART; i++) {
		if (i == PART)
			prints_free(&part);
		memcpy(print, first, sizeof(first));
		prints_next_letter(&part);
		prints_make_unique(&part, print);
		prints_next_letter(&merged);
		prints_make_unique(&merged, print);
	}
	ck_assert_str_eq(print, last);
	ck_assert_uint_eq(prints_in(&merged), 2 * PART);
	prints_free(&part);
	prints_free(&merged);
	prints_free(&one);
}
END_TEST

START_TEST(progress_says_what_is_left)
{
	struct buf b = { .arena = test_arena() };

	progress_line(&b, 1200, 140000, 0.5);
	buf_char(&b, '\n');
	progress_line(&b, 30, 0, 3);
	buf_char(&b, '\n');
	progress_line(&b, 10, 100000, 10);
	buf_char(&b, '\n');
	progress_line(&b, 0, 5, 0);
	ck_assert_str_eq(arena_str(test_arena(), buf_text(&b)).ptr,
	                 "1200 of 140000 letters, 2400 a second, 58 s left\n"
	                 "30 letters, 10 a second\n"
	                 "10 of 100000 letters, 1 a second, 27.8 h left\n"
	                 "0 of 5 letters, 0 a second");
}
END_TEST

Suite *archive_suite(void);
Suite *archive_suite(void)
{
	Suite *s = suite_create("archive");
	TCase *tc = test_case(s, "archive");

	tcase_set_timeout(tc, 300);
	tcase_add_loop_test(tc, script_succeeds, 0,
	                    (int)(sizeof(tests) / sizeof(*tests)));
	tcase_add_test(tc, a_letter_comes_a_million_times);
	tcase_add_test(tc, progress_says_what_is_left);
	return s;
}
