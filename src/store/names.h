/*
 * names.h - what a Maildir name says of its message.
 */
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

#include "base/bytes.h"

/* The unique part: all before the colon. */
struct bytes name_unique(const char *name);
/* Order and identity by the unique part. */
int name_compare(const char *a, const char *b);
/* The seconds it begins with; 0 if it does not. */
uint64_t name_seconds(const char *name);
/* S= and W= of the unique part, if both are there and possible. */
bool name_sizes(const char *name, uint64_t *size, uint64_t *wire);

/* Is the file still a regular one of SIZE octets? */
bool name_size_holds(int dir, const char *name, uint64_t size);
/* Reads the file to find out both sizes. */
bool name_measure(int dir, const char *name, uint64_t *size, uint64_t *wire);
/* Opens it, a regular file only, without following a link or waiting for
 * anybody; *SIZE is its size. -1 with errno. */
int name_open(int dir, const char *name, uint64_t *size);

#endif
