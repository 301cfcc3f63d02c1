/*
 * login.h - AUTH.
 */
#ifndef SMTP_LOGIN_H
#define SMTP_LOGIN_H

#include "smtp/secret.h"
#include "smtp/dialogue.h"

struct login {
	const char *name; /* empty: only as our own key allows */
	struct secret *secret;
	bool own_key; /* the channel was made with it */
};

/* An exit code, as in dialogue.h; 0, too, where there is nothing to do. The
 * secret is wiped. */
int login(struct dialogue *d, const struct offers *o, const struct login *l);

#endif
