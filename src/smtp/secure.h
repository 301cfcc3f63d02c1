/*
 * secure.h - from the clear into the channel, or the decision not to.
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
};

/* After the banner: makes the channel if the server's key is pinned or to
 * be trusted from now on, stays in the clear where that is allowed, and
 * refuses otherwise. An exit code, as in dialogue.h. */
int secure(struct dialogue *d, const struct secure *s);

#endif
