/*
 * opening.h - from the banner to the EHLO that counts.
 */
#ifndef SMTP_OPENING_H
#define SMTP_OPENING_H

#include "smtp/secure.h"
#include "smtp/tls.h"

struct opening {
	const char *helo;
	enum tls_need need;
	struct secure how;
	struct reply banner;
	bool greeted; /* EHLO was said in this channel; OFFERS is the answer */
	struct offers offers;
};

/* Reads the banner, and makes the channel that the settings ask for. Returns
 * an exit code, as in dialogue.h: 0 if the server may be told everything, but
 * for a password. */
int opening_channel(struct opening *o, struct dialogue *d);
/* Says EHLO, or HELO to a server that does not know EHLO, unless that was done
 * in this channel. */
int opening_hello(struct opening *o, struct dialogue *d);

#endif
