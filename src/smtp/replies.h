/*
 * replies.h - a server's replies, taken apart. Pure.
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

/* Cuts the first line off *IN into *LINE, without its CRLF. False: it is not
 * whole yet. */
bool reply_cut(struct bytes *in, struct bytes *line);
/* Adds one line. REPLY_GARBAGE: it is against RFC 5321 4.2 (another code than
 * the line before, NUL, bare CR or LF), or too long. */
enum reply_rc reply_line(struct reply *r, struct bytes line);

/* Takes the first line off *REST, which begins as a reply's text. */
bool reply_next(struct bytes *rest, struct bytes *line);
struct bytes reply_text(const struct reply *r);
/* Adds code and text as one line of quoted text. */
void reply_show(const struct reply *r, struct text *t);

/* The offers in a reply to EHLO. */
struct offers {
	bool pipelining, size, eightbit, utf8;
	bool plain, login, external;
	bool starttls, startnoise;
	uint64_t rcptmax; /* of a transaction; 100 if it says nothing */
};
void reply_offers(const struct reply *r, struct offers *o);

#endif
