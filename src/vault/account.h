/*
 * account.h - who may log in: names, passwords, and the time it takes to
 * say no.
 */
#ifndef VAULT_ACCOUNT_H
#define VAULT_ACCOUNT_H

#include "vault/authkeys.h"
#include "users/users.h"

/* The account behind a login name. */
struct account {
	struct user user; /* if there is one */
	/* A log may show the name: the account exists, or the name is an
	 * address in a domain of ours. Else it may be a password. */
	bool named;
};

/* The account of a login name: an address, or its local part if it occurs
 * in one domain only; a catch-all is nobody's login. */
enum users_rc account_find(
    struct users *u, struct bytes name, struct account *out);

enum account_rc {
	ACCOUNT_YES,
	ACCOUNT_WRONG,  /* nobody of that name, no password, another one */
	ACCOUNT_NOBODY, /* the key is listed for no account */
	ACCOUNT_LATER   /* it cannot be found out now; the report knows why */
};

/* ACCOUNT_YES: this is the password of NAME, and *OUT the account. All that
 * is wrong takes the same time, a hash that cannot be checked as well. At
 * most a few of these run at once over all processes (vault/slots.h); waiting
 * for one ends at DEADLINE. */
enum account_rc account_password(struct users *u, struct bytes name,
    struct bytes password, int64_t deadline, struct account *out);

/* ACCOUNT_YES: KEY is listed for NAME; if that is empty, *OUT is the first
 * account that it is listed for. Accounts that are listed and not there any
 * more do not count. */
enum account_rc account_key(struct users *u, struct authkeys *a,
    const uint8_t key[NOISE_KEY], struct bytes name, struct account *out);

#endif
