/*
 * xk.c - Noise_XK_25519_ChaChaPoly_SHA256 (Noise framework, revision 34):
 *
 *     <- s                 the client knows the server's key
 *     -> e, es             message 1
 *     <- e, ee             message 2
 *     -> s, se             message 3, the client's key sealed in it
 *
 * Runs in the guard and in the client, on libsodium. Does not trust the
 * messages: the first octet that is wrong ends it.
 */
#include "vault/xk.h"

#include <sodium.h>
#include <string.h>

_Static_assert(sizeof(NOISE_NAME) - 1 == 32, "the name is not its own hash");

/* MixHash */
static void
mix_hash(struct noise *x, const void *p, size_t n)
{
	crypto_hash_sha256_state s;

	crypto_hash_sha256_init(&s);
	crypto_hash_sha256_update(&s, x->h, sizeof(x->h));
	crypto_hash_sha256_update(&s, p, n);
	crypto_hash_sha256_final(&s, x->h);
}

/* HKDF with two outputs; A may be CK. */
static void
hkdf(const uint8_t *ck, const uint8_t *in, size_t n, uint8_t *a, uint8_t *b)
{
	uint8_t key[32], last[33] = { 1 };

	crypto_auth_hmacsha256(key, in, n, ck);
	crypto_auth_hmacsha256(a, last, 1, key);
	memcpy(last, a, 32);
	last[32] = 2;
	crypto_auth_hmacsha256(b, last, 33, key);
	sodium_memzero(key, sizeof(key));
	sodium_memzero(last, sizeof(last));
}

/* MixKey of a Diffie-Hellman. */
static bool
mix_key(struct noise *x, const uint8_t *secret, const uint8_t *public)
{
	uint8_t dh[32];
	bool ok = crypto_scalarmult_curve25519(dh, secret, public) == 0;

	if (ok) {
		hkdf(x->ck, dh, sizeof(dh), x->ck, x->k);
		x->n = 0;
	}
	sodium_memzero(dh, sizeof(dh));
	return ok;
}

/* EncryptAndHash: N octets become N + NOISE_TAG. */
static void
seal(struct noise *x, const void *p, size_t n, uint8_t *out)
{
	uint8_t nonce[12] = { 0, 0, 0, 0, x->n++ };

	crypto_aead_chacha20poly1305_ietf_encrypt(
	    out, NULL, p, n, x->h, sizeof(x->h), NULL, nonce, x->k);
	mix_hash(x, out, n + NOISE_TAG);
}

/* DecryptAndHash: N counts the tag. */
static bool
open(struct noise *x, const uint8_t *p, size_t n, uint8_t *out)
{
	uint8_t nonce[12] = { 0, 0, 0, 0, x->n++ };

	if (crypto_aead_chacha20poly1305_ietf_decrypt(
		out, NULL, NULL, p, n, x->h, sizeof(x->h), nonce, x->k) != 0)
		return false;
	mix_hash(x, p, n);
	return true;
}

static void
begin(struct noise *x, struct bytes prologue, const uint8_t *server)
{
	memset(x, 0, sizeof(*x));
	memcpy(x->h, NOISE_NAME, sizeof(x->h));
	memcpy(x->ck, NOISE_NAME, sizeof(x->ck));
	mix_hash(x, prologue.p, prologue.n);
	mix_hash(x, server, NOISE_KEY);
}

/* Token e of a message we write. */
static void
send_ephemeral(struct noise *x, const uint8_t *ephemeral, uint8_t *msg)
{
	memcpy(x->e, ephemeral, NOISE_KEY);
	crypto_scalarmult_curve25519_base(msg, x->e);
	mix_hash(x, msg, NOISE_KEY);
}

static void
take_ephemeral(struct noise *x, const uint8_t *msg)
{
	memcpy(x->other, msg, NOISE_KEY);
	mix_hash(x, msg, NOISE_KEY);
}

bool
xk_write1(struct noise *x, const uint8_t *ephemeral, const uint8_t *server,
    struct bytes prologue, struct bytes payload, uint8_t *msg)
{
	begin(x, prologue, server);
	send_ephemeral(x, ephemeral, msg);
	if (!mix_key(x, x->e, server))
		return false;
	seal(x, payload.p, payload.n, msg + NOISE_KEY);
	return true;
}

bool
xk_read1(struct noise *x, const uint8_t *secret, struct bytes prologue,
    const uint8_t *msg, size_t n, uint8_t *payload)
{
	uint8_t public[NOISE_KEY];

	crypto_scalarmult_curve25519_base(public, secret);
	begin(x, prologue, public);
	take_ephemeral(x, msg);
	return mix_key(x, secret, x->other) &&
	       open(x, msg + NOISE_KEY, n - NOISE_KEY, payload);
}

bool
xk_write2(struct noise *x, const uint8_t *ephemeral, struct bytes payload,
    uint8_t *msg)
{
	send_ephemeral(x, ephemeral, msg);
	if (!mix_key(x, x->e, x->other))
		return false;
	seal(x, payload.p, payload.n, msg + NOISE_KEY);
	return true;
}

bool
xk_read2(struct noise *x, const uint8_t *msg, size_t n, uint8_t *payload)
{
	take_ephemeral(x, msg);
	return mix_key(x, x->e, x->other) &&
	       open(x, msg + NOISE_KEY, n - NOISE_KEY, payload);
}

bool
xk_write3(struct noise *x, const uint8_t *secret, struct bytes payload,
    uint8_t *msg, struct noise_keys *out)
{
	crypto_scalarmult_curve25519_base(out->client, secret);
	seal(x, out->client, NOISE_KEY, msg);
	if (!mix_key(x, secret, x->other))
		return false;
	seal(x, payload.p, payload.n, msg + NOISE_KEY + NOISE_TAG);
	hkdf(x->ck, NULL, 0, out->to_server, out->to_client);
	return true;
}

bool
xk_read3(struct noise *x, const uint8_t *msg, size_t n, uint8_t *payload,
    struct noise_keys *out)
{
	const size_t sealed = NOISE_KEY + NOISE_TAG;

	if (!open(x, msg, sealed, out->client) ||
	    !mix_key(x, x->e, out->client) ||
	    !open(x, msg + sealed, n - sealed, payload))
		return false;
	hkdf(x->ck, NULL, 0, out->to_server, out->to_client);
	return true;
}
