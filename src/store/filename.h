/*
 * filename.h - what a Maildir name says of its message.
 */
#ifndef STORE_FILENAME_H
#define STORE_FILENAME_H

#include "base/bytes.h"

/* The unique part: all before the colon. */
struct bytes filename_unique(const char *name);
/* Order and identity of two unique parts. */
int filename_compare(struct bytes a, struct bytes b);
/* The seconds that a unique part begins with; 0 if it does not. *KEY is in
 * the order of what follows them. */
uint64_t filename_seconds(struct bytes unique, uint64_t *key);
/* S= and W= of the unique part, if both are there and possible. */
bool filename_sizes(struct bytes unique, uint64_t *size, uint64_t *wire);

/* True if the file is still a regular one of SIZE octets. */
bool filename_size_holds(int dir, const char *name, uint64_t size);
/* Reads the file to find out both sizes. */
bool filename_measure(
    int dir, const char *name, uint64_t *size, uint64_t *wire);
/* Opens it, a regular file only, without following a link or waiting for
 * anybody; *SIZE is its size. -1 with errno. */
int filename_open(int dir, const char *name, uint64_t *size);

#endif
