/* image.h -- a block of memory frozen to a file that the linker takes in. */
#ifndef IMR_IMAGE_H
#define IMR_IMAGE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* The largest rule set that can be frozen; ours takes a tenth of it. */
#define IMAGE_BYTES_MAX ((size_t)64 * 1024 * 1024)

/*
 * What was built in one block of memory: its bytes, in which every pointer is
 * replaced by the offset it pointed to, and the offsets of the pointers.
 */
struct image {
	struct str bytes;
	VEC(uint32_t) pointers;
};

/*
 * Calls `build` twice, with two empty blocks at different addresses, and finds
 * the pointers by comparing the results word by word. False when build fails
 * (*problem is then empty) or when what it built cannot be frozen: it does not
 * fit, differs from one time to the other, or points to anything outside of
 * its block; *problem then says what and at which offset. All in the arena a.
 */
bool image_freeze(struct image *out, struct arena *a,
                  bool (*build)(struct arena *block, void *with), void *with,
                  struct str *problem);

/*
 * Appends assembly that defines `symbol` as the frozen block: the linker and
 * the system's loader then put in the addresses. The bytes are taken from the
 * file `path` when it is assembled.
 */
void image_assembly(struct buf *out, const struct image *image,
                    const char *symbol, const char *path);

#endif
