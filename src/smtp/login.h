/*
 * login.h - AUTH.
 */
#ifndef SMTP_LOGIN_H
#define SMTP_LOGIN_H

#include "smtp/secret.h"
#include "smtp/dialogue.h"

struct login {
	const char *name; /* empty: whoever our key belongs to */
	struct secret *secret;
	bool own_key; /* the channel was made with it */
};

/* Logs in where there is a login or a key of ours. Wipes the secret. Returns an
 * exit code, as in dialogue.h. */
int login(struct dialogue *d, const struct offers *o, const struct login *l);

#endif
