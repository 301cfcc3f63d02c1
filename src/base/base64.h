/*
 * base64.h - RFC 4648 section 4, taken strictly.
 */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/bytes.h"

/* Characters that N octets become. */
#define BASE64_LEN(n) (((n) + 2) / 3 * 4)

void base64_put(struct text *t, const void *p, size_t n);

/* Decodes IN into OUT, which has room for CAP octets. False if IN holds
 * anything outside of the alphabet, lacks padding or has stray bits before it,
 * or if OUT is too small; OUT may have been written to then. OUT may be IN: no
 * octet is written before it was read. */
bool base64_get(struct bytes in, void *out, size_t cap, size_t *n);
/* The same, and false if the result is not exactly N octets. */
bool base64_exact(struct bytes in, void *out, size_t n);

#endif
