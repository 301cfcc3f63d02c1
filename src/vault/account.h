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
	 * address in a domain of ours. Any other name may be a password. */
	bool named;
};

/* Finds the account of a login name: an address, or its local part if only one
 * domain has it. Nobody logs in to a catch-all. */
enum users_rc account_find(
    struct users *u, struct bytes name, struct account *out);

enum account_rc {
	ACCOUNT_YES,
	ACCOUNT_WRONG,  /* nobody of that name, no password, another one */
	ACCOUNT_NOBODY, /* the key is listed for no account */
	ACCOUNT_LATER /* it cannot be found out now; the reason was reported */
};

/* ACCOUNT_YES: this is the password of NAME, and *OUT is the account. Each
 * refusal takes the same time, also for a hash that cannot be checked. Only a
 * few of these run at once over all processes (vault/slots.h); waiting for one
 * ends at DEADLINE. */
enum account_rc account_password(struct users *u, struct bytes name,
    struct bytes password, int64_t deadline, struct account *out);

/* ACCOUNT_YES: KEY is listed for NAME. If NAME is empty, *OUT is the first
 * account that KEY is listed for. An account that is listed and does not exist
 * any more does not count. */
enum account_rc account_key(struct users *u, struct authkeys *a,
    const uint8_t key[NOISE_KEY], struct bytes name, struct account *out);

#endif
