/*
 * filename.h - the Maildir name of a message: made, and read.
 */
#ifndef STORE_FILENAME_H
#define STORE_FILENAME_H

#include "base/bytes.h"

#include <time.h>

/* One Maildir name. */
struct filename {
	struct timespec when;
	uint64_t pid;
	struct bytes id; /* 16 hex digits, random */
	struct bytes hostname;
	uint64_t size;      /* as stored */
	uint64_t crlf_size; /* with CRLF for LF */
	bool ended;         /* the last line has an end */
};

/* SECONDS.M<usec>P<pid>R<id>.<host>,S=<size>,W=<crlf_size>. If the last line
 * has no end, a zero stands before crlf_size: POP3 gives that line an end and
 * counts it, so the number is not what is to be sent. */
void filename_put(struct text *t, const struct filename *n);

/* The unique part: all before the colon. */
struct bytes filename_unique(const char *name);
/* Compares two unique parts, as memcmp(3) does. */
int filename_compare(struct bytes a, struct bytes b);
/* The seconds that a unique part begins with; 0 if it does not. *KEY is in
 * the order of what follows them. */
uint64_t filename_seconds(struct bytes unique, uint64_t *key);
/* The time in a name with microseconds (.M...P), as ours have them. False: it
 * is another name. */
bool filename_time(struct bytes unique, struct timespec *out);
/* Reads S= and W= of the unique part. False: one is missing, or they cannot be
 * true. */
bool filename_sizes(struct bytes unique, uint64_t *size, uint64_t *crlf_size);

/* True if the file is still a regular one of SIZE octets. */
bool filename_size_holds(int dir, const char *name, uint64_t size);
/* Reads the file to find out both sizes. False: it cannot be read, or it has
 * changed meanwhile. */
bool filename_measure(
    int dir, const char *name, uint64_t *size, uint64_t *crlf_size);
/* Opens it if it is a regular file, without following a link or waiting. *SIZE
 * is its size. -1 with errno. */
int filename_open(int dir, const char *name, uint64_t *size);

#endif
