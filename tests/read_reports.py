#!/usr/bin/env python3
"""read_reports.py PROGRAM -- reads every report back with another's reader.

Checks the samples, and letters made to break a report, in all formats at once;
reads each format with python's json, csv, xml and html; and compares what it
holds with the JSON report. With jsonschema and a copy of the SARIF schema
(npm's @microsoft/jest-sarif, see REPORT_TOOLS in the Makefile) SARIF and JSON
are validated too; without them that is skipped, and said so. Prints what is
wrong, one line each, and ends with 1.
"""
import base64
import csv
import hashlib
import html.parser
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

FORMATS = ("json", "ndjson", "csv", "sarif", "junit", "gitlab", "github",
           "markdown", "html", "text", "compact")
SARIF_SCHEMA = ("@microsoft/jest-sarif/lib/schemas/"
                "sarif-2.1.0-rtm.5.json")

LETTER = """CLINICAL CASE SUMMARY

The worker is a 40-year-old man with neck pain since 01/05/2015. %s

IMR ISSUES, DECISIONS AND RATIONALES

%s: Overturned

MAXIMUS guideline: Decision based on MTUS Chronic Pain Medical Treatment 2009.

Decision rationale: Nothing shows that it helps. %s The request for %s is not
medically necessary.
"""
# What stands in a letter's summary, in its heading and in its rationale.
HOSTILE = [
    "</script><script>alert(1)</script>", "</pre></style><b>bold</b>",
    "\x1b[31mred\x07 \x00 \x7f", "=1+1", "@SUM(A1)", "-2+3\t=x", "\r=1+1",
    "%0A::error::x", "::set-output name=a::b", "a|b `c` <br> [d](e)",
    "\ufffe\uffff \u202eevil\u2028 \u0085", "{0} {{ [a](1) [b](https://c)",
    "]]> <!-- --> <![CDATA[", "\U0001f600 \u4e2d\u6587 e\u0301", "'\"&<>",
    "https://example.org www.example.org a@example.org :bug:",
]
NAMES = ["=1+1.txt", "a,b:c%d.txt", "<b>\"'&.txt", "line\nend.txt",
         "pipe|`x`.txt", "sp ace#1?.txt"]

complaints = []


def check(good, what):
    if not good:
        complaints.append(what)


def make_letters(folder):
    for i, text in enumerate(HOSTILE):
        name = NAMES[i % len(NAMES)].replace(".txt", f"{i}.txt")
        item = "Naproxen 500mg #60 " + text.replace("\n", " ")
        with open(os.path.join(folder, name), "w", encoding="utf-8",
                  newline="") as f:
            f.write(LETTER % (text, item, text, item))
    with open(os.path.join(folder, "unknown.txt"), "w") as f:
        f.write("Dear Sir, </title><script>alert(2)</script>\n")
    with open(os.path.join(folder, "clean.txt"), "w") as f:
        f.write((LETTER % ("", "Naproxen 500mg #60", "", "naproxen"))
                .replace(": Overturned", ": Upheld"))


def run(program, folder, paths, *options):
    """All formats at once; the texts by format."""
    args = [program, "--exit-zero", "--quiet", *options]
    for name in FORMATS:
        args += ["--output", f"{name}:{folder}/report.{name}"]
    done = subprocess.run(args + paths, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE)
    check(done.returncode in (0, 4), f"exit {done.returncode}: "
          f"{done.stderr.decode(errors='replace')[:300]}")
    reports = {}
    for name in FORMATS:
        with open(f"{folder}/report.{name}", "rb") as f:
            data = f.read()
        try:
            reports[name] = data.decode("utf-8")
        except UnicodeDecodeError as e:
            check(False, f"{name}: not UTF-8: {e}")
            reports[name] = data.decode("utf-8", "replace")
    return reports


def findings_of(report):
    return [(letter, f) for letter in report["letters"]
            for f in letter["findings"]]


# -- one reader for each format

def read_json(text):
    report = json.loads(text)
    summary = report["summary"]
    found = findings_of(report)
    check(len(report["letters"]) == summary["letters"], "json: letters")
    check(len(found) == sum(summary["findings"].values()), "json: findings")
    prints = [f["fingerprint"] for _, f in found]
    check(len(set(prints)) == len(prints), "json: fingerprints not unique")
    return report


def read_ndjson(text, report):
    lines = [json.loads(line) for line in text.splitlines()]
    check(lines == report["letters"], "ndjson: differs from json")


def read_csv(text, report):
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    found = findings_of(report)
    check(len(rows) == len(found), f"csv: {len(rows)} rows of {len(found)}")
    for row, (_, f) in zip(rows, found):
        check(None not in row and None not in row.values(),
              "csv: cells without a column")
        for value in row.values():
            check(not re.match(r"\s*[=+@\-\uff1d\uff0b\uff0d\uff20]", value),
                  f"csv: a formula: {value[:40]!r}")
            check(not re.search(r"[\x00-\x1f\x7f-\x9f]", value),
                  f"csv: a control character: {value[:40]!r}")
        check(row["rule"] == f["rule"], "csv: rule")
        check(row["line"] == str(f["span"]["start"]["line"]), "csv: line")
        check(row["fingerprint"] == f["fingerprint"], "csv: fingerprint")


def place(region):
    return tuple(region.get(k) for k in ("startLine", "startColumn",
                                         "endLine", "endColumn"))


def place_of(span):
    return (span["start"]["line"], span["start"]["column"],
            span["end"]["line"], span["end"]["column"])


def region_of(location, span):
    """True when a location is the span; an empty span has no region."""
    region = location["physicalLocation"].get("region")
    if span["start"] == span["end"]:
        return region is None
    return region is not None and place(region) == place_of(span)


def read_sarif(text, report):
    log = json.loads(text)
    sarif = log["runs"][0]
    found = findings_of(report)
    rules = sarif["tool"]["driver"]["rules"]
    check(log["version"] == "2.1.0", "sarif: version")
    check(len(sarif["results"]) == len(found), "sarif: results")
    for r, (_, f) in zip(sarif["results"], found):
        check(r["ruleId"] == f["rule"], "sarif: rule")
        check(rules[r["ruleIndex"]]["id"] == f["rule"], "sarif: ruleIndex")
        check(r["level"] == f["severity"], "sarif: level")
        check(region_of(r["locations"][0], f["span"]), "sarif: region")
        check(len(r["relatedLocations"]) == len(f["related"]),
              "sarif: related")
        for one, other in zip(r["relatedLocations"], f["related"]):
            check(region_of(one, other["span"]), "sarif: related region")
        check(f["fingerprint"] in r["partialFingerprints"].values(),
              "sarif: fingerprint")
        uri = r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        check(re.fullmatch(r"(file://)?([A-Za-z0-9\-._~/]|%[0-9A-F]{2})+",
                           uri), f"sarif: not a URI: {uri}")
        check("](" not in r["message"]["text"], "sarif: a link")
    said = sarif["invocations"][0]["toolExecutionNotifications"]
    check(len(said) == len(report["summary"]["skipped"]), "sarif: skipped")
    return log


def read_junit(text, report):
    root = xml.etree.ElementTree.fromstring(text)
    suites = root.findall("testsuite")
    check(len(suites) == len(report["letters"]), "junit: suites")
    for suite, letter in zip(suites, report["letters"]):
        cases = suite.findall("testcase")
        failures = [c for c in cases if c.find("failure") is not None]
        errors = [c for c in cases if c.find("error") is not None]
        wrong = [f for f in letter["findings"] if f["severity"] == "error"]
        check(int(suite.get("tests")) == len(cases), "junit: tests")
        check(int(suite.get("failures")) == len(failures) == len(wrong),
              "junit: failures")
        check(int(suite.get("errors")) == len(errors) ==
              (letter["status"] == "incomplete"), "junit: errors")
        names = [c.get("name") for c in cases]
        check(len(set(names)) == len(names), "junit: names not unique")


def read_gitlab(text, report):
    issues = json.loads(text)
    found = findings_of(report)
    check(len(issues) == len(found), "gitlab: issues")
    for issue, (letter, f) in zip(issues, found):
        check(issue["check_name"] == f["rule"], "gitlab: rule")
        check(issue["fingerprint"] == f["fingerprint"], "gitlab: print")
        check(issue["severity"] in ("info", "minor", "critical"),
              "gitlab: severity")
        check(issue["location"]["path"] == letter["path"], "gitlab: path")
        check(issue["location"]["lines"]["begin"] ==
              f["span"]["start"]["line"], "gitlab: line")


def unescape(text):
    return re.sub("%(0A|0D|25|3A|2C)",
                  lambda m: chr(int(m.group(1), 16)), text)


def read_github(text, report):
    lines = text.split("\n")
    levels = {"error": "error", "warning": "warning", "notice": "note"}
    found = findings_of(report)
    check(lines.pop() == "", "github: ends within a line")
    said = []
    for line in lines:
        m = re.fullmatch("::(error|warning|notice) ((?:[a-zA-Z]+=[^,:]*,?)+)"
                         "::(.*)", line)
        check(m, f"github: no annotation: {line[:60]!r}")
        if m and "title=not fully checked" not in m.group(2):
            said.append((levels[m.group(1)], unescape(m.group(3))))
    check(len(said) == len(found), "github: annotations")
    for (level, message), (_, f) in zip(said, found):
        check(level == f["severity"], "github: level")
        check(message.startswith(f["message"].split("\\")[0][:20]),
              f"github: message: {message[:60]}")


def read_markdown(text, report):
    rows = re.findall(r"^\| (?:error|warning|note) \|.*\|$", text, re.M)
    found = findings_of(report)
    check(len(rows) == min(len(found), 300), "markdown: rows")
    for row in rows:
        cells = re.split(r"(?<!\\)\|", row)
        check(len(cells) == 7, f"markdown: cells: {row[:80]}")
    check(not re.search(r"<(?!br>)", text), "markdown: an element")
    check(not re.search(r"(?<!\\)`", text), "markdown: code")
    check(not re.search(r"https?:/|www\.[a-z]", text), "markdown: a link")


class Page(html.parser.HTMLParser):
    """What a browser would make of the audit report."""
    VOID = {"meta", "input", "br", "rect", "link"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.scripts, self.styles = [], [], []
        self.findings, self.articles, self.ids = [], [], []
        self.links, self.policy, self.texts = [], "", []
        self.numbered = {}

    def handle_starttag(self, tag, attributes):
        got = dict(attributes)
        for name, value in got.items():
            check(not name.startswith("on"), f"html: handler {name}")
            check(name != "style", "html: a style attribute")
            check(name not in ("src", "action", "srcset", "formaction"),
                  f"html: {name}")
            if name == "href":
                check(value.startswith("#"), f"html: leads to {value}")
                self.links.append(value[1:])
            if name == "id":
                self.ids.append(value)
        check(tag in ("html head meta title style script body main h1 h2 h3 "
                      "h4 p a span ol ul li b section article div figure "
                      "figcaption blockquote mark pre code header dl dt "
                      "dd br noscript svg rect table thead tbody tr th td").split(),
              f"html: element {tag}")
        if got.get("http-equiv") == "Content-Security-Policy":
            self.policy = got["content"]
        if tag == "script":
            self.scripts.append("")
        if tag == "style":
            self.styles.append("")
        if tag == "section" and "f" in got.get("class", "").split():
            self.findings.append(got)
        if got.get("id") == "numbered":
            self.numbered = got
        if tag == "article":
            self.articles.append(got)
        if tag == "pre":
            self.texts.append("")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        check(self.open and self.open[-1] == tag,
              f"html: </{tag}> within {self.open[-3:]}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.scripts[-1] += data
        elif self.open and self.open[-1] == "style":
            self.styles[-1] += data
        elif "pre" in self.open and "a" not in self.open:
            self.texts[-1] += data


def source_hash(text):
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def shown(text):
    """A letter's text as a page shows it, up to escapes and blanks."""
    return re.sub(r"\s|\\x[0-9a-f]{2}|\\u\{[0-9a-f]+\}|[\x00-\x1f\x7f-\x9f"
                  r"\u200e\u200f\u2028-\u202e\ufeff\ufffe\uffff\ufffd]", "",
                  text)


def read_html(text, report, letters):
    page = Page()
    page.feed(text)
    page.close()
    found = findings_of(report)
    check(not page.open, f"html: left open: {page.open}")
    programs = page.scripts
    check(len(programs) == 1, f"html: {len(programs)} scripts")
    check("default-src 'none'" in page.policy, "html: no policy")
    check("unsafe" not in page.policy, "html: an unsafe policy")
    check(source_hash(programs[0]) in page.policy, "html: script's hash")
    check(len(page.styles) == 1 and source_hash(page.styles[0]) in
          page.policy, "html: style's hash")
    check(len(page.articles) == len(report["letters"]), "html: letters")
    check(len(page.findings) == len(found), "html: findings")
    for got, (_, f) in zip(page.findings, found):
        check(got["data-fp"] == f["fingerprint"], "html: fingerprint")
        check(got["data-r"] == f["rule"], "html: rule")
    for article in page.articles:
        if "data-v" in article:
            own, numbers = json.loads(article["data-v"])
            kept = int(page.numbered["data-kept"])
            shared = len(json.loads(page.numbered["data-reasons"]))
            check(len(numbers) % 4 == 0 and
                  all(n < shared or kept <= n < kept + len(own)
                      for n in numbers[3::4]), "html: verdicts")
    check(len(set(page.ids)) == len(page.ids), "html: ids not unique")
    for link in page.links:
        check(link in page.ids, f"html: leads nowhere: {link}")
    for got, expected in zip(page.texts, letters):
        check(shown(got) == shown(expected), "html: a letter's text differs: "
              + expected[:60])


# -- more than one report

def letter_texts(program, report):
    texts = []
    for letter in report["letters"]:
        done = subprocess.run([program, "text", letter["path"]],
                              stdout=subprocess.PIPE)
        texts.append(done.stdout.decode("utf-8", "replace"))
    return texts


def read_schemas(report, log):
    try:
        import jsonschema
    except ImportError:
        print("read_reports: skipped: no jsonschema for python3")
        return
    own = os.path.join(os.path.dirname(__file__),
                       "../src/report/report.schema.json")
    with open(own) as f:
        schema = json.load(f)
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    for error in validator(schema).iter_errors(report):
        check(False, f"json: {error.message[:200]}")
    for folder in os.environ.get("REPORT_TOOLS", "").split(":"):
        path = os.path.join(folder, "node_modules", SARIF_SCHEMA)
        if folder and os.path.exists(path):
            break
    else:
        print("read_reports: skipped: no copy of the SARIF schema")
        return
    with open(path) as f:
        schema = json.load(f)
    for error in jsonschema.validators.validator_for(schema)(
            schema).iter_errors(log):
        check(False, f"sarif: {error.json_path}: {error.message[:200]}")


def read_redacted(reports, redacted):
    """No passage that the plain report quotes may stand in a redacted one."""
    rows = csv.DictReader(io.StringIO(reports["csv"], newline=""))
    quotes = set()
    for row in rows:
        for value in (row["quote"], row["related_quote"], row["request"]):
            words = value.split()
            if len(words) >= 4:
                quotes.add(" ".join(words[:6]))
    check(len(quotes) > 10, "redact: too few quotes to tell")
    for name, text in redacted.items():
        flat = " ".join(text.split())
        for quote in quotes:
            check(quote not in flat, f"redact: {name} quotes {quote!r}")
    report = json.loads(redacted["json"])
    plain = json.loads(reports["json"])
    check([f["fingerprint"] for _, f in findings_of(report)] ==
          [f["fingerprint"] for _, f in findings_of(plain)],
          "redact: other findings")


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        hostile = os.path.join(folder, "letters")
        os.mkdir(hostile)
        make_letters(hostile)
        paths = ["samples", hostile]
        reports = run(program, folder, paths, "--why")
        report = read_json(reports["json"])
        check(len(findings_of(report)) >= 20, "too few findings to tell")
        read_ndjson(reports["ndjson"], report)
        read_csv(reports["csv"], report)
        log = read_sarif(reports["sarif"], report)
        read_junit(reports["junit"], report)
        read_gitlab(reports["gitlab"], report)
        read_github(reports["github"], report)
        read_markdown(reports["markdown"], report)
        read_html(reports["html"], report, letter_texts(program, report))
        read_schemas(report, log)
        for name in ("text", "compact"):
            check(not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]",
                                reports[name]), f"{name}: controls")
        again = run(program, folder, paths, "--why", "--jobs", "7")
        for name in FORMATS:
            check(again[name] == reports[name], f"{name}: jobs change it")
        plain = run(program, folder, ["samples"])
        read_redacted(plain, run(program, folder, ["samples"], "--redact"))
    for complaint in complaints[:40]:
        print("read_reports:", complaint.encode("unicode_escape").decode())
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
