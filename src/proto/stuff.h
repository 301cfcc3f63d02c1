/*
 * stuff.h - a stored message on its way out: LF as CRLF, dots at the
 * beginning of lines doubled. A pure machine.
 */
#ifndef PROTO_STUFF_H
#define PROTO_STUFF_H

#include "base/bytes.h"

struct stuff {
	uint8_t seen;   /* octets of this line so far: 0, 1, 2 or more */
	char last;      /* the last of them */
	bool body;      /* the header is behind us */
	bool some;      /* LINES counts, and at 0 ... */
	bool full;      /* ... nothing more is put out */
	uint64_t lines; /* of the body that may still come */
};

/* Begins a message: all of it, or (TOP) its header and LINES lines of its
 * body. */
void stuff_init(struct stuff *s);
void stuff_top(struct stuff *s, uint64_t lines);
/* Takes N octets of the file. OUT has room for twice as many; returns how many
 * were put there. */
size_t stuff_feed(struct stuff *s, const char *in, size_t n, char *out);
/* Call it after the last octet: puts the line end that is missing into OUT,
 * which has room for two octets. */
size_t stuff_last(struct stuff *s, char *out);

#endif
