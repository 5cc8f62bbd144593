/*
 * cache.c -- what was found in letters before.
 *
 * An entry is a row of numbers and texts in a fixed order, first its length
 * and a digest of itself: an entry that was cut, or belongs to somebody else,
 * is none. It is written beside its place and then moved there, so readers see
 * it whole or not at all.
 */
#include "cli/cache.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "letter/pages.h"

/* Larger entries are read again: findings without end are no common case. */
#define ENTRY_BYTES_MAX ((size_t)1024 * 1024)
/* Names take half of the digest; the other half is the secret. */
#define NAME_BYTES     16
#define PATH_MAX_BYTES 4096

/* -- the key */

static void add_words(struct buf *b, const struct words *words)
{
	for (size_t i = 0; i < words->list.len; i++)
		buf_printf(b, "%zu:%.*s", words->list.items[i].len,
		           STR_ARG(words->list.items[i]));
	buf_char(b, '.');
}

bool cache_open(struct cache *c, struct arena *a, const char *folder,
                const struct options *options, struct str rules, bool verdicts)
{
	struct buf b = { .arena = a };

	if (mkdir(folder, 0700) && errno != EEXIST)
		return false;
	if (access(folder, R_OK | W_OK | X_OK))
		return false;
	buf_printf(&b, "imrcheck %s %.*s %d ", IMRCHECK_VERSION, STR_ARG(rules),
	           verdicts);
	add_words(&b, &options->select);
	add_words(&b, &options->ignore);
	sha256(buf_text(&b), c->seed);
	c->folder = folder;
	return true;
}

/* The digest of two texts, one after the other. */
static void digest_of(struct arena *a, const unsigned char *first,
                      struct str second, unsigned char digest[SHA256_BYTES])
{
	char *both = ARENA_ARRAY(a, char, SHA256_BYTES + second.len);

	memcpy(both, first, SHA256_BYTES);
	if (second.len)
		memcpy(both + SHA256_BYTES, second.ptr, second.len);
	sha256((struct str){ both, SHA256_BYTES + second.len }, digest);
}

struct cache_key cache_key(const struct cache *c, struct arena *a,
                           struct str bytes)
{
	struct cache_key key = { { 0 } };

	digest_of(a, c->seed, bytes, key.digest);
	return key;
}

static bool entry_path(const struct cache *c, const struct cache_key *key,
                       char path[PATH_MAX_BYTES])
{
	char name[2 * NAME_BYTES + 1];

	for (int i = 0; i < NAME_BYTES; i++)
		snprintf(name + 2 * i, 3, "%02x", key->digest[i]);
	return snprintf(path, PATH_MAX_BYTES, "%s/%.2s/%s", c->folder, name,
	                name + 2) < PATH_MAX_BYTES;
}

/* The bytes, mixed with the stream; the same again undoes it. */
static void mix(const struct cache_key *key, char *bytes, size_t len)
{
	char block[SHA256_BYTES + 8] = { 0 };
	unsigned char stream[SHA256_BYTES];

	memcpy(block, key->digest, SHA256_BYTES);
	for (size_t at = 0; at < len; at++) {
		if (at % SHA256_BYTES == 0) {
			for (int i = 0; i < 8; i++)
				block[SHA256_BYTES + i] =
				        (char)((uint64_t)at >> 8 * i);
			sha256((struct str){ block, sizeof(block) }, stream);
		}
		bytes[at] = (char)(bytes[at] ^ (char)stream[at % SHA256_BYTES]);
	}
}

/* -- writing */

static void put_number(struct buf *b, uint64_t n)
{
	for (int i = 0; i < 8; i++)
		buf_char(b, (char)(n >> 8 * i));
}

static void put_text(struct buf *b, struct str text)
{
	put_number(b, text.len);
	buf_str(b, text);
}

static void put_span(struct buf *b, struct span at)
{
	put_number(b, (uint64_t)at.start << 32 | at.end);
}

static void put_finding(struct buf *b, const struct finding *f)
{
	put_text(b, f->rule);
	put_text(b, f->criterion);
	put_number(b, (uint64_t)f->severity << 8 | f->confidence);
	put_number(b, f->decision);
	put_text(b, f->message);
	put_span(b, f->span);
	put_text(b, f->citation);
	put_text(b, f->help);
	put_text(b, str_c(f->fingerprint));
	put_number(b, f->related.len);
	for (size_t i = 0; i < f->related.len; i++) {
		put_text(b, f->related.items[i].message);
		put_span(b, f->related.items[i].span);
	}
}

static void put_letter(struct buf *b, const struct desk *desk)
{
	const struct letter *l = &desk->letter;

	put_text(b, l->case_number);
	put_number(b, l->decisions.len);
	for (size_t i = 0; i < l->decisions.len; i++)
		put_text(b, l->decisions.items[i].request.text);
	put_number(b, l->status);
	put_text(b, l->incomplete_because);
	put_number(b, desk->findings.list.len);
	for (size_t i = 0; i < desk->findings.list.len; i++)
		put_finding(b, &desk->findings.list.items[i]);
	put_number(b, desk->verdicts.list.len);
	for (size_t i = 0; i < desk->verdicts.list.len; i++) {
		const struct verdict *v = &desk->verdicts.list.items[i];

		put_number(b, v->decision);
		put_text(b, v->rule);
		put_number(b, v->value);
		put_text(b, v->because);
	}
}

static bool write_entry(const char *path, struct str entry)
{
	char part[PATH_MAX_BYTES + 64], *slash;
	FILE *file;
	bool good;

	/* The desk's place in memory tells threads of one process apart. */
	snprintf(part, sizeof(part), "%s.%ld.%p", path, (long)getpid(),
	         (const void *)entry.ptr);
	slash = strrchr(part, '/');
	*slash = '\0';
	if (mkdir(part, 0700) && errno != EEXIST)
		return false;
	*slash = '/';
	file = fopen(part, "wb");
	if (!file)
		return false;
	good = fwrite(entry.ptr, 1, entry.len, file) == entry.len;
	good = !fclose(file) && good;
	if (good)
		good = !rename(part, path);
	if (!good)
		unlink(part);
	return good;
}

bool cache_put(const struct cache *c, const struct cache_key *key,
               struct desk *desk)
{
	struct buf b = { .arena = &desk->arena };
	char path[PATH_MAX_BYTES];
	unsigned char digest[SHA256_BYTES];

	put_letter(&b, desk);
	if (b.len > ENTRY_BYTES_MAX || !entry_path(c, key, path))
		return true;
	sha256(buf_text(&b), digest);
	buf_str(&b, (struct str){ (const char *)digest, SHA256_BYTES });
	mix(key, b.ptr, b.len);
	return write_entry(path, buf_text(&b));
}

/* -- reading */

struct entry {
	struct arena *arena;
	struct str rest;
	bool good; /* nothing was missing so far */
};

static uint64_t take_number(struct entry *e)
{
	uint64_t n = 0;

	e->good &= e->rest.len >= 8;
	if (!e->good)
		return 0;
	for (int i = 0; i < 8; i++)
		n |= (uint64_t)(unsigned char)e->rest.ptr[i] << 8 * i;
	e->rest = str_sub(e->rest, 8, e->rest.len);
	return n;
}

/* A number of things that each take eight bytes at least. */
static size_t take_count(struct entry *e)
{
	uint64_t n = take_number(e);

	e->good &= n <= e->rest.len / 8;
	return e->good ? (size_t)n : 0;
}

static struct str take_text(struct entry *e)
{
	struct str text = { 0 };
	uint64_t len = take_number(e);

	e->good &= len <= e->rest.len;
	if (!e->good)
		return text;
	text = str_sub(e->rest, 0, (size_t)len);
	e->rest = str_sub(e->rest, (size_t)len, e->rest.len);
	return text;
}

static struct span take_span(struct entry *e)
{
	uint64_t both = take_number(e);
	struct span at = { (uint32_t)(both >> 32), (uint32_t)both };

	return at;
}

static void take_finding(struct entry *e, struct finding *f)
{
	uint64_t levels;
	struct str print;
	size_t n;

	f->rule = take_text(e);
	f->criterion = take_text(e);
	levels = take_number(e);
	f->severity = (uint8_t)(levels >> 8);
	f->confidence = (uint8_t)levels;
	f->decision = (uint32_t)take_number(e);
	f->message = take_text(e);
	f->span = take_span(e);
	f->citation = take_text(e);
	f->help = take_text(e);
	print = take_text(e);
	e->good &= print.len == sizeof(f->fingerprint) - 1;
	if (e->good)
		memcpy(f->fingerprint, print.ptr, print.len);
	n = take_count(e);
	for (size_t i = 0; i < n; i++) {
		struct related *r = VEC_PUSH(e->arena, &f->related);

		r->message = take_text(e);
		r->span = take_span(e);
	}
}

static bool take_letter(struct entry *e, struct desk *desk)
{
	struct letter *l = &desk->letter;
	size_t n;

	l->source = &desk->source;
	l->page_lines = pages_lines(
	        l->source, &desk->rules->language.words.page_lines, e->arena);
	l->case_number = take_text(e);
	n = take_count(e);
	for (size_t i = 0; i < n; i++) {
		struct decision *d = VEC_PUSH(e->arena, &l->decisions);

		d->index = (uint32_t)i + 1;
		d->request.text = take_text(e);
	}
	l->status = (uint8_t)take_number(e);
	l->incomplete_because = take_text(e);
	n = take_count(e);
	for (size_t i = 0; i < n; i++)
		take_finding(e, VEC_PUSH(e->arena, &desk->findings.list));
	n = take_count(e);
	for (size_t i = 0; i < n; i++) {
		struct verdict *v = VEC_PUSH(e->arena, &desk->verdicts.list);

		v->decision = (uint32_t)take_number(e);
		v->rule = take_text(e);
		v->value = (uint8_t)take_number(e);
		v->because = take_text(e);
	}
	return e->good;
}

/* The entry as it was put in; empty when it is not whole. */
static struct str read_entry(struct desk *desk, const struct cache_key *key,
                             const char *path)
{
	struct str entry = { 0 }, none = { 0 };
	unsigned char digest[SHA256_BYTES];
	struct file *file = &desk->entry;
	char *bytes;

	if (file_open(file, path, PACKING_NONE, false) &&
	    file_all(file, 0, ENTRY_BYTES_MAX + SHA256_BYTES, &entry)) {
		bytes = ARENA_ARRAY(&desk->arena, char, entry.len + 1);
		memcpy(bytes, entry.ptr, entry.len);
		mix(key, bytes, entry.len);
		entry.ptr = bytes;
	}
	file_close(file);
	if (entry.len < SHA256_BYTES)
		return none;
	entry.len -= SHA256_BYTES;
	sha256(entry, digest);
	return memcmp(digest, entry.ptr + entry.len, SHA256_BYTES) ? none
	                                                           : entry;
}

bool cache_take(const struct cache *c, const struct cache_key *key,
                struct desk *desk)
{
	struct entry e = { .arena = &desk->arena, .good = true };
	char path[PATH_MAX_BYTES];

	if (!entry_path(c, key, path))
		return false;
	e.rest = read_entry(desk, key, path);
	return e.rest.len && take_letter(&e, desk);
}
