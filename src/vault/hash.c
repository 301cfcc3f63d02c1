/*
 * hash.c - password hashes by argon2id.
 * Runs in the guard and in smtpd-litectl; sees a password for the length of
 * a call. Does not trust the users file to ask for a sane amount of work.
 *
 * crypto_pwhash_str_verify says -1 for a wrong password and for a lack of
 * memory alike, so the hash is computed and compared here.
 */
#include "vault/hash.h"

#include <sodium.h>
#include <string.h>

#define SCHEME "{ARGON2ID}"
#define M_MIN 8      /* KiB; what the library takes */
#define M_MAX 262144 /* 256 MiB: four at a time fit into a small machine */
#define T_MAX 10
#define OUT_MIN 16

/* `NAME=number`, up to END; without leading zeros. */
static bool
number(struct bytes *rest, const char *name, char end, uint32_t *out)
{
	struct bytes word, prefix = bytes_str(name);
	uint64_t v;

	if (!bytes_cut(rest, end, &word) || word.n < prefix.n ||
	    memcmp(word.p, prefix.p, prefix.n) != 0)
		return false;
	word = bytes_skip(word, prefix.n);
	if ((word.n > 1 && word.p[0] == '0') ||
	    !num_parse(word, UINT32_MAX, &v))
		return false;
	*out = (uint32_t)v;
	return true;
}

/* Base64 without padding, as these strings have it. Without a place for the end
 * of what it takes, the library takes all or nothing. */
static bool
unpadded(struct bytes in, void *out, size_t cap, size_t *n)
{
	return sodium_base642bin(out, cap, in.p, in.n, NULL, n, NULL,
		   sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0;
}

bool
hash_parse(struct bytes field, struct hash *out, const char **why)
{
	const struct bytes scheme = BYTES(SCHEME "$argon2id$");
	struct bytes rest = bytes_skip(field, scheme.n), salt;
	uint32_t v, p;
	size_t n;

	*why = "the hash is none of {ARGON2ID}";
	if (!bytes_istarts(field, BYTES(SCHEME)))
		return false;
	*why = "the hash is malformed";
	if (!bytes_istarts(field, scheme) || !number(&rest, "v=", '$', &v) ||
	    !number(&rest, "m=", ',', &out->m) ||
	    !number(&rest, "t=", ',', &out->t) ||
	    !number(&rest, "p=", '$', &p) || !bytes_cut(&rest, '$', &salt))
		return false;
	*why = "the salt of the hash is not 16 octets";
	if (!unpadded(salt, out->salt, sizeof(out->salt), &n) || n != HASH_SALT)
		return false;
	*why = "the hash is not 16 to 64 octets";
	if (!unpadded(rest, out->out, sizeof(out->out), &out->n) ||
	    out->n < OUT_MIN)
		return false;
	*why = "the parameters of the hash are out of range";
	return v == 19 && p == 1 && out->m >= M_MIN && out->m <= M_MAX &&
	       out->t >= 1 && out->t <= T_MAX;
}

static const struct hash dummy = {
	.m = crypto_pwhash_MEMLIMIT_INTERACTIVE / 1024,
	.t = crypto_pwhash_OPSLIMIT_INTERACTIVE,
	.n = 32,
};

enum hash_rc
hash_verify(const struct hash *h, struct bytes password)
{
	const struct hash *by = h != NULL ? h : &dummy;
	uint8_t out[HASH_OUT];
	enum hash_rc rc = HASH_LATER;

	if (crypto_pwhash(out, by->n, password.p, password.n, by->salt, by->t,
		(size_t)by->m * 1024, crypto_pwhash_ALG_ARGON2ID13) == 0)
		rc = sodium_memcmp(out, by->out, by->n) == 0 &&
			     password.n > 0 && h != NULL
			 ? HASH_YES
			 : HASH_NO;
	sodium_memzero(out, sizeof(out));
	return rc;
}

bool
hash_make(struct text *t, struct bytes password)
{
	char str[crypto_pwhash_STRBYTES];

	if (crypto_pwhash_str(str, password.p, password.n,
		crypto_pwhash_OPSLIMIT_INTERACTIVE,
		crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
		return false;
	text_str(t, SCHEME);
	text_str(t, str);
	return true;
}
