/*
 * account.h - who may log in: names, passwords, and the time it takes to
 * say no.
 */
#ifndef VAULT_ACCOUNT_H
#define VAULT_ACCOUNT_H

#include "vault/authkeys.h"
#include "users/users.h"

/* The account of a login name: an address, or its local part if it occurs
 * in one domain only; a catch-all is nobody's login. */
enum users_rc account_find(
    struct users *u, struct bytes name, struct user *out);

enum account_rc {
	ACCOUNT_YES,
	ACCOUNT_WRONG,  /* nobody of that name, no password, another one */
	ACCOUNT_NOBODY, /* the key is listed for no account */
	ACCOUNT_LATER   /* it cannot be found out now; the report knows why */
};

/* Is this the password of NAME? With ACCOUNT_YES, and only then, *OUT is the
 * account. All that is wrong takes the same time. At most a few of these run
 * at once over all processes (vault/slots.h); waiting for one ends at
 * DEADLINE. */
enum account_rc account_password(struct users *u, struct bytes name,
    struct bytes password, int64_t deadline, struct addr *out);

/* Is KEY listed for NAME? If that is empty: for whom first? Accounts that
 * are listed and not there any more do not count. *OUT as above. */
enum account_rc account_key(struct users *u, struct authkeys *a,
    const uint8_t key[NOISE_KEY], struct bytes name, struct addr *out);

#endif
