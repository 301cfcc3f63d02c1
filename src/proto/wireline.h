/*
 * wireline.h - command lines out of what has come in so far.
 */
#ifndef PROTO_WIRELINE_H
#define PROTO_WIRELINE_H

#include "base/bytes.h"

#define WIRELINE_HEAD 64 /* octets that are kept of an over-long line */

/* All zero at the beginning but for LOCAL. */
struct wireline {
	bool local;     /* a transcript: bare LF ends a line, too */
	size_t scanned; /* octets of the unread input that end no line */
	size_t dropped; /* octets of an over-long line that are gone */
	char head[WIRELINE_HEAD]; /* how that line began */
	size_t head_n;
};

enum wireline_rc {
	WIRELINE_OK,   /* *LINE is one line, without its end */
	WIRELINE_BAD,  /* the same, with a bare CR, bare LF or NUL in it */
	WIRELINE_LONG, /* of one that has more than MAX octets, the first */
	WIRELINE_MORE, /* there is no whole line */
	WIRELINE_FLOOD /* LIM_FLOOD octets and no end of the line */
};

/* Takes one line off the front of *IN, the unread input. Between two calls
 * more input may be added, and all of it may move; none may go, but for
 * what is taken after a whole line. MAX counts the line's end. With
 * WIRELINE_MORE at most MAX octets of *IN are left, so a buffer of that
 * size never fills up. After WIRELINE_FLOOD nothing works any more. */
enum wireline_rc wireline_take(
    struct wireline *w, struct bytes *in, size_t max, struct bytes *line);

#endif
