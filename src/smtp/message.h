/*
 * message.h - the message: read, looked at, completed.
 */
#ifndef SMTP_MESSAGE_H
#define SMTP_MESSAGE_H

#include "smtp/headers.h"

/* Room for three fields in front of the header; one has a full name. */
#define MESSAGE_ADDED 4096

struct message {
	struct bytes raw; /* as it came, without a mailbox's From line */
	size_t header;    /* so much of RAW is its header */
	bool lone_cr;     /* there is a CR that no LF follows */
	bool eightbit;
	bool mend;     /* send a lone CR as the end of a line, in the
			* header as a space */
	bool blank;    /* no empty line ends the header */
	uint64_t size; /* with CRLF line ends, before dots are doubled */
	struct text added;
	char room[MESSAGE_ADDED];
	const char *domain; /* for names without one in the header, or NULL */
	size_t bare_n;
	size_t bare[LIM_RCPT_MAX]; /* where in RAW these names end */
};

/* Copies FD into an unlinked file and maps that; with DOT, up to a line that
 * is a dot alone. False: the user has been told why. */
bool message_read(struct message *m, int fd, bool dot);
/* Sets HEADER, LONE_CR, EIGHTBIT, BLANK, BARE and SIZE. */
void message_study(struct message *m);
/* Puts those of From, Date and Message-ID that are missing into ADDED, after
 * the study. False: the name is too long. */
bool message_complete(struct message *m, const struct addr *from,
    struct bytes full_name, const char *host);

#endif
