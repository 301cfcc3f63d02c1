/*
 * outgoing.h - the message as SMTP wants it, piece by piece.
 */
#ifndef SMTP_OUTGOING_H
#define SMTP_OUTGOING_H

#include "smtp/message.h"

/* How much of the message has gone out. All zero but M and DOTS at the
 * start. */
struct outgoing {
	const struct message *m;
	size_t added, at; /* of M's ADDED and RAW */
	size_t bare;      /* of M's BARE */
	size_t domain;    /* octets that are out of `@` and M's DOMAIN */
	bool begun;       /* inside a line of RAW */
	bool skip;        /* inside a field that nobody may see */
	bool dots;        /* double the dots */
	bool blank;       /* the empty line is out */
};

/* Fills BUF, of at least 8 octets, and returns how much; 0 at the end. */
size_t outgoing_next(struct outgoing *o, char *buf, size_t cap);

#endif
