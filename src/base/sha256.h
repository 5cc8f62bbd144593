/* sha256.h -- the SHA-256 of a text (FIPS 180-4). */
#ifndef IMR_SHA256_H
#define IMR_SHA256_H

#include "base/str.h"

#define SHA256_BYTES 32

void sha256(struct str s, unsigned char digest[SHA256_BYTES]);

#endif
