/*
 * base64.h - RFC 4648 section 4, taken strictly.
 */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/bytes.h"

/* Characters that N octets become. */
#define BASE64_LEN(n) (((n) + 2) / 3 * 4)

void base64_put(struct text *t, const void *p, size_t n);

/* False unless IN is whole: characters of the alphabet only, padded, no
 * stray bits in front of the padding; or if OUT, with room for CAP octets,
 * is too small. OUT may be where IN is: nothing is written ahead of what
 * has been read. On failure OUT may have been written to. */
bool base64_get(struct bytes in, void *out, size_t cap, size_t *n);
/* The same for what must be N octets, no more and no less. */
bool base64_exact(struct bytes in, void *out, size_t n);

#endif
