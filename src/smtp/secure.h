/*
 * secure.h - makes the channel, or decides to do without.
 */
#ifndef SMTP_SECURE_H
#define SMTP_SECURE_H

#include "smtp/dialogue.h"
#include "smtp/trust.h"

struct secure {
	struct trust *trust;
	bool plain; /* an unknown server may be talked to in the clear */
	bool tofu;  /* ... or its key trusted, from now on */
	const uint8_t *key; /* our own secret key; NULL: one for the day */
	bool password;      /* one is to be sent */
	bool tls;           /* STARTTLS is there for one that tells no key */
};

/* After the banner: makes the channel with a known server, or with one to
 * trust from now on, or TLS; stays in the clear where that is allowed; else
 * refuses.
 * Returns an exit code, as in dialogue.h. */
int secure(struct dialogue *d, const struct secure *s);

#endif
