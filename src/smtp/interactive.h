/*
 * interactive.h - both directions at once: what one types goes to the
 * server, what the server says is shown as it comes.
 */
#ifndef SMTP_INTERACTIVE_H
#define SMTP_INTERACTIVE_H

#include "smtp/edit.h"
#include "smtp/talk.h"

#include <termios.h>

struct interactive {
	struct talk *talk;
	bool pass;     /* octets as they are, for programs */
	bool terminal; /* there is somebody who types */
	bool ended;    /* nothing more will come from standard input */
	bool cr;       /* the last octet of standard input */
	unsigned code; /* of the last line of a reply */
	size_t column; /* in the server's line */
	char head[4];
	struct termios saved;
	struct edit edit;
};

/* Before the confinement: is there a terminal, and how wide is it? */
void interactive_begin(struct interactive *i, bool pass);
/* BANNER has come in already. An exit code, as in talk.h: 0 if either side
 * has ended it in order. */
int interactive_run(
    struct interactive *i, struct talk *t, const struct reply *banner);
/* The terminal as it was. */
void interactive_end(const struct interactive *i);

#endif
