/*
 * keyvalue.h - text files of `key = value` lines; # begins a comment.
 */
#ifndef BASE_KEYVALUE_H
#define BASE_KEYVALUE_H

#include "base/report.h"

/* Takes one pair, both without blanks around them. Returns NULL, or the
 * complaint about it. With KEYVALUE_BAD the line is shown; with any other the
 * name alone is, for the rest may be a password. */
#define KEYVALUE_BAD "bad value"
typedef const char *keyvalue_set(
    void *arg, struct bytes name, struct bytes value);

/* One line, said to be number NUMBER of PATH. False: R has a complaint. */
bool keyvalue_line(keyvalue_set *set, void *arg, struct bytes line,
    const char *path, unsigned number, struct report *r);
/* A whole file. False: there were complaints; a file that cannot be opened
 * or read is one as well. */
bool keyvalue_read(
    keyvalue_set *set, void *arg, const char *path, struct report *r);

#endif
