/*
 * hash.h - passwords as the users file keeps them:
 * {ARGON2ID}$argon2id$v=19$m=65536,t=2,p=1$<salt>$<hash>
 */
#ifndef VAULT_HASH_H
#define VAULT_HASH_H

#include "base/bytes.h"

#define HASH_SALT 16
#define HASH_OUT 64   /* longest we take; libsodium and Dovecot make 32 */
#define HASH_TEXT 144 /* room for one as text */

struct hash {
	uint32_t m, t; /* KiB, passes */
	uint8_t salt[HASH_SALT];
	uint8_t out[HASH_OUT];
	size_t n; /* octets of OUT */
};

/* Parses the second field of a users line. A hash that would cost too much, or
 * too little, is refused before anything is computed. *WHY says what is wrong.
 * An empty field is no hash either. */
bool hash_parse(struct bytes field, struct hash *out, const char **why);

enum hash_rc {
	HASH_YES,
	HASH_NO,
	HASH_LATER /* there is not enough memory to find out */
};

/* Compares a password with a hash. An empty password is never right. H is NULL
 * for a user that is unknown or has no password: that takes as long as a hash
 * of hash_make, and is never HASH_YES. */
enum hash_rc hash_verify(const struct hash *h, struct bytes password);
/* Makes a hash as text for the users file. False: no memory. */
bool hash_make(struct text *t, struct bytes password);

#endif
