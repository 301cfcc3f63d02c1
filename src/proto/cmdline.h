/*
 * cmdline.h - command lines out of what has come in so far.
 */
#ifndef PROTO_CMDLINE_H
#define PROTO_CMDLINE_H

#include "base/bytes.h"

#define CMDLINE_HEAD 64 /* octets that are kept of an over-long line */

/* At the beginning all of it is zero, except LOCAL. */
struct cmdline {
	bool local;     /* no network: bare LF ends a line, too */
	size_t scanned; /* octets of the unread input that end no line */
	size_t dropped; /* octets of an over-long line that are gone */
	char head[CMDLINE_HEAD]; /* how that line began */
	size_t head_n;
};

enum cmdline_rc {
	CMDLINE_OK,   /* *LINE is one line, without its end */
	CMDLINE_BAD,  /* the same, with a bare CR, bare LF or NUL in it */
	CMDLINE_LONG, /* of one that has more than MAX octets, the first */
	CMDLINE_MORE, /* there is no whole line */
	CMDLINE_FLOOD /* LIM_FLOOD octets and no end of the line */
};

/* Takes one line off the front of *IN, the unread input. Between two calls
 * input may be added, and all of it may move, but nothing may be removed,
 * except behind a whole line. MAX counts the line's end. After CMDLINE_MORE at
 * most MAX octets of *IN are left, so a buffer of that size never fills up. Do
 * not call it again after CMDLINE_FLOOD. */
enum cmdline_rc cmdline_take(
    struct cmdline *w, struct bytes *in, size_t max, struct bytes *line);

#endif
