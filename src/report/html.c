/*
 * html.c -- the audit report: one file that needs nothing else.
 *
 * What the page may do is said in its first lines: run the script and use the
 * style that are in it, known by their hashes, and load nothing. A letter that
 * smuggled in a script would find that it does not run.
 */
#include "report/html.h"

#include "base/sha256.h"
#include "report/totals.h"

__asm__(".pushsection .rodata,\"a\"\n"
        "html_style:\n"
        ".incbin \"src/report/html.css\"\n"
        "html_style_end:\n"
        "html_script:\n"
        ".incbin \"src/report/html.js\"\n"
        "html_script_end:\n"
        ".byte 0\n"
        ".popsection\n");
extern const char html_style[] __attribute__((visibility("hidden")));
extern const char html_style_end[] __attribute__((visibility("hidden")));
extern const char html_script[] __attribute__((visibility("hidden")));
extern const char html_script_end[] __attribute__((visibility("hidden")));

static struct str between(const char *start, const char *end)
{
	struct str s = { start, (size_t)(end - start) };

	return s;
}

/* RFC 4648, section 4; a digest's 32 bytes end in two bytes and one '='. */
static void base64(struct buf *out, const unsigned char *bytes, size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                             "abcdefghijklmnopqrstuvwxyz"
	                             "0123456789+/";

	for (size_t i = 0; i < n; i += 3) {
		uint32_t three = (uint32_t)bytes[i] << 16;

		if (i + 1 < n)
			three |= (uint32_t)bytes[i + 1] << 8;
		if (i + 2 < n)
			three |= bytes[i + 2];
		buf_char(out, digits[three >> 18]);
		buf_char(out, digits[three >> 12 & 63]);
		buf_char(out, i + 1 < n ? digits[three >> 6 & 63] : '=');
		buf_char(out, i + 2 < n ? digits[three & 63] : '=');
	}
}

static void hash_source(struct buf *out, struct str s)
{
	unsigned char digest[SHA256_BYTES];

	sha256(s, digest);
	buf_str(out, STR("'sha256-"));
	base64(out, digest, sizeof(digest));
	buf_char(out, '\'');
}

static void policy(struct buf *out, struct str style, struct str script)
{
	buf_str(out, STR("<meta http-equiv=\"Content-Security-Policy\" "
	                 "content=\"default-src 'none'; base-uri 'none'; "
	                 "form-action 'none'; style-src "));
	hash_source(out, style);
	buf_str(out, STR("; script-src "));
	hash_source(out, script);
	buf_str(out, STR("\">\n"));
}

static void write_begin(struct report *r, struct buf *out)
{
	struct str style = between(html_style, html_style_end);
	struct str script = between(html_script, html_script_end);

	r->totals = ARENA_NEW(r->arena, struct totals);
	buf_str(out, STR("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	                 "<meta charset=\"utf-8\">\n"));
	policy(out, style, script);
	buf_str(out, STR("<meta name=\"viewport\" "
	                 "content=\"width=device-width, initial-scale=1\">\n"
	                 "<meta name=\"referrer\" content=\"no-referrer\">\n"
	                 "<title>IMR audit report</title>\n<style>"));
	buf_str(out, style);
	buf_str(out, STR("</style>\n<script>"));
	buf_str(out, script);
	buf_str(out, STR("</script>\n</head>\n<body>\n"
	                 "<main id=\"letters\">\n<h2>Letters</h2>\n"
	                 "<p id=\"nothing\" hidden>No letter fits the "
	                 "filters.</p>\n"));
}

static void write_letter(struct report *r, struct buf *out,
                         const struct report_letter *l)
{
	totals_add(r->totals, r->arena, l);
	html_letter(out, r, l);
}

static void write_end(struct report *r, struct buf *out,
                      const struct report_summary *s)
{
	buf_str(out, STR("</main>\n"));
	html_overview(out, r, s);
	buf_str(out, STR("</body>\n</html>\n"));
}

const struct report_format report_html = {
	.decisions = true,
	.name = "html",
	.machine = true,
	.verdicts = true,
	.begin = write_begin,
	.letter = write_letter,
	.end = write_end,
};
