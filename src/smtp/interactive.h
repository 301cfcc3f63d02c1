/*
 * interactive.h - both directions at once: what one types goes to the
 * server, what the server says is shown as it comes.
 */
#ifndef SMTP_INTERACTIVE_H
#define SMTP_INTERACTIVE_H

#include "smtp/dialogue.h"

#include <termios.h>

struct interactive {
	struct dialogue *dialogue;
	bool pass;     /* octets as they are, for programs */
	bool terminal; /* standard input is one: SAVED are its modes */
	bool quiet;    /* it does not echo now */
	bool ended;    /* nothing more will come from standard input */
	bool typed;    /* something has come from there that was not read yet */
	bool cr;       /* the last octet of standard input */
	unsigned code; /* of the last line of a reply */
	size_t column; /* in the server's line */
	char head[32]; /* the beginning of that line */
	struct termios saved;
};

/* Before the confinement: finds out if there is a terminal. False: the
 * signals could not be set. */
bool interactive_begin(struct interactive *i, bool pass);
/* BANNER has come in already. An exit code, as in dialogue.h: 0 if either
 * side has ended it in order. */
int interactive_run(
    struct interactive *i, struct dialogue *d, const struct reply *banner);
/* Gives the terminal back as it was. */
void interactive_end(struct interactive *i);

#endif
