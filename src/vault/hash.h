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

/* Parses the second field of a users line and refuses what would cost too
 * much, or too little, before anything is hashed. *WHY says what is wrong.
 * An empty field is no hash, either. */
bool hash_parse(struct bytes field, struct hash *out, const char **why);

enum hash_rc {
	HASH_YES,
	HASH_NO,
	HASH_LATER /* there is no memory to find out */
};

/* An empty password is never right. */
enum hash_rc hash_verify(const struct hash *h, struct bytes password);
/* For users that are unknown or have no password: as long as it takes to
 * verify a hash that hash_make made, and never HASH_YES. */
enum hash_rc hash_dummy(struct bytes password);
/* As text, for the users file; false: no memory. */
bool hash_make(struct text *t, struct bytes password);

#endif
