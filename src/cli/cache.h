/* cache.h -- what was found in letters before, kept in a folder. */
#ifndef IMR_CACHE_H
#define IMR_CACHE_H

#include "base/sha256.h"
#include "cli/desk.h"

/*
 * A file for each letter, named by a digest of its bytes, the program's
 * version, the rules and the options that matter: one of them changed, and it
 * is another file. What stands in it can only be read by who has the letter:
 * it is mixed with a stream that the rest of the digest seeds. So no letter's
 * text is in a cache.
 *
 * A cache is shared by all threads and only read once it is open. What goes
 * wrong with it makes letters be read again, nothing else.
 */
struct cache {
	const char *folder;               /* NULL: none */
	unsigned char seed[SHA256_BYTES]; /* of everything but the letter */
};

/*
 * Opens, or makes, the folder. False: errno says why it cannot. rules: names
 * and hashes of all of them.
 */
bool cache_open(struct cache *c, struct arena *scratch, const char *folder,
                const struct options *options, struct str rules, bool verdicts);

/* A letter's entry. */
struct cache_key {
	unsigned char digest[SHA256_BYTES];
};
struct cache_key cache_key(const struct cache *c, struct arena *scratch,
                           struct str bytes);

/*
 * Takes a letter's findings out of the cache into the desk, whose source was
 * read. False when they are not in it. Of the letter itself, the desk then has
 * its source, its case, its status and the requests of its decisions.
 */
bool cache_take(const struct cache *c, const struct cache_key *key,
                struct desk *desk);

/*
 * Puts the desk's letter into the cache, unless it is too large for one. False
 * when that cannot be written: errno says why.
 */
bool cache_put(const struct cache *c, const struct cache_key *key,
               struct desk *desk);

#endif
