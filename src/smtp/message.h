/*
 * message.h - the message: read, looked at, completed.
 */
#ifndef SMTP_MESSAGE_H
#define SMTP_MESSAGE_H

#include "smtp/headers.h"

/* What stands in front of the header: three fields, one a full name. */
#define MESSAGE_ADDED 4096

struct message {
	struct bytes raw; /* as it came, without a mailbox's From line */
	size_t header;    /* so much of RAW is its header */
	bool lone_cr;     /* a CR that no LF follows is in it */
	bool eightbit;
	bool mend;     /* send a lone CR as the end of a line, in the
			* header as a space */
	bool blank;    /* the body began where the header should end */
	uint64_t size; /* with CRLF line ends, before dots are doubled */
	struct text added;
	char room[MESSAGE_ADDED];
	const char *domain; /* for names without one in the header, or NULL */
	size_t bare_n;
	size_t bare[LIM_RCPT_MAX]; /* where in RAW these names end */
};

/* All of FD, into an unlinked file that is mapped; with DOT, up to a line
 * that is a dot alone. False: it has said why. */
bool message_read(struct message *m, int fd, bool dot);
/* Finds out what the fields above say. */
void message_study(struct message *m);
/* Adds what is missing of From, Date and Message-ID, after the study. False:
 * the name is too long for that. */
bool message_complete(struct message *m, const struct addr *from,
    struct bytes full_name, const char *host);

#endif
