/*
 * secret.h - the password, from where the settings say.
 */
#ifndef SMTP_SECRET_H
#define SMTP_SECRET_H

#include "smtp/config.h"

struct secret {
	size_t n; /* 0: there is none */
	char p[LIM_PASSWORD];
};

/* From a file, a command, or else by asking on the terminal. False: there
 * is none, and the user has heard why; OUT is wiped. */
bool secret_get(const struct config *c, struct secret *out);

#endif
