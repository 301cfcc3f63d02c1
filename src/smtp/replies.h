/*
 * replies.h - what a server says, taken apart. Pure.
 */
#ifndef SMTP_REPLIES_H
#define SMTP_REPLIES_H

#include "base/addr.h"

#define REPLY_TEXT 8192 /* of one reply, all its lines: EHLO needs most */

/* A reply, put together line by line; all zero before the first. */
struct reply {
	unsigned code;
	uint32_t n;
	char text[REPLY_TEXT]; /* without codes; LF between the lines */
};

enum reply_rc { REPLY_MORE, REPLY_DONE, REPLY_GARBAGE };

/* The first line of *IN, without its CRLF, goes to *LINE; false if it has
 * not come whole. */
bool reply_cut(struct bytes *in, struct bytes *line);
/* Adds one line. Garbage is all that RFC 5321 4.2 is not: another code
 * than in the line before, NUL, bare CR or LF, too much text. */
enum reply_rc reply_line(struct reply *r, struct bytes line);

/* Takes the first line of a reply's text, or of what is left of it. */
bool reply_next(struct bytes *rest, struct bytes *line);
struct bytes reply_text(const struct reply *r);
/* The code and the text as one line of quoted text. */
void reply_show(const struct reply *r, struct text *t);

/* What EHLO said. */
struct offers {
	bool pipelining, size, eightbit, utf8;
	bool plain, login, external;
	uint64_t rcptmax; /* of a transaction; 100 if it says nothing */
};
void reply_offers(const struct reply *r, struct offers *o);

#endif
