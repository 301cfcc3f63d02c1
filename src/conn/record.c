/*
 * record.c - sealed records. Pure; owns the keys of one connection.
 * Runs in the wire and in the client; does not trust any octet that
 * its tag has not proved.
 */
#include "conn/record.h"

#include <sodium.h>

static void
nonce_put(uint8_t nonce[12], uint64_t count)
{
	for (unsigned i = 0; i < 4; i++)
		nonce[i] = 0;
	for (unsigned i = 0; i < 8; i++)
		nonce[4 + i] = (uint8_t)(count >> 8 * i);
}

size_t
record_seal(struct record *r, const char *plain, size_t n, char *out)
{
	uint8_t nonce[12], *to = (uint8_t *)out;
	size_t len = n + NOISE_TAG;

	if (r->over || r->count == UINT64_MAX || n > RECORD_PLAIN)
		return 0;
	nonce_put(nonce, r->count++);
	crypto_aead_chacha20poly1305_ietf_encrypt(to + RECORD_HEAD, NULL,
	    (const uint8_t *)plain, n, NULL, 0, NULL, nonce, r->key);
	to[0] = (uint8_t)(len >> 8);
	to[1] = (uint8_t)len;
	r->over = n == 0;
	return RECORD_HEAD + len;
}

enum record_rc
record_open(
    struct record *r, char *p, size_t n, struct bytes *plain, size_t *used)
{
	uint8_t nonce[12], *at = (uint8_t *)p;
	size_t len;

	*plain = BYTES("");
	*used = RECORD_HEAD;
	if (r->over && n > 0)
		return RECORD_AFTER;
	if (n < RECORD_HEAD)
		return RECORD_MORE;
	len = (size_t)at[0] << 8 | at[1];
	if (len < NOISE_TAG) {
		r->over = true;
		return RECORD_SHORT;
	}
	*used += len;
	if (n < *used)
		return RECORD_MORE;
	if (r->count == UINT64_MAX) {
		r->over = true;
		return RECORD_SPENT;
	}
	nonce_put(nonce, r->count++);
	if (crypto_aead_chacha20poly1305_ietf_decrypt(at + RECORD_HEAD, NULL,
		NULL, at + RECORD_HEAD, len, NULL, 0, nonce, r->key) != 0) {
		r->over = true;
		return RECORD_FORGED;
	}
	*plain = (struct bytes){ p + RECORD_HEAD, len - NOISE_TAG };
	r->over = plain->n == 0;
	return r->over ? RECORD_END : RECORD_OK;
}
