/*
 * key.c - an X25519 key as such.
 * Runs in the guard, the client and the tools.
 */
#include "vault/key.h"

#include <sodium.h>
#include <string.h>

void
key_public(const uint8_t secret[NOISE_KEY], uint8_t out[NOISE_KEY])
{
	crypto_scalarmult_curve25519_base(out, secret);
}

/* The two points of order 8, little-endian. All others have coordinates
 * 0, 1 and -1; a coordinate may also be written with the prime added. */
static const char order8[2][NOISE_KEY + 1] = {
	"\xe0\xeb\x7a\x7c\x3b\x41\xb8\xae\x16\x56\xe3\xfa\xf1\x9f\xc4\x6a"
	"\xda\x09\x8d\xeb\x9c\x32\xb1\xfd\x86\x62\x05\x16\x5f\x49\xb8\x00",
	"\x5f\x9c\x95\xbc\xa3\x50\x8c\x24\xb1\xd0\xb1\x55\x9c\x83\xef\x5b"
	"\x04\x44\x5c\xc4\x58\x1c\x8e\x86\xd8\x22\x4e\xdd\xd0\x9f\x11\x57"
};

bool
key_low_order(const uint8_t key[NOISE_KEY])
{
	uint8_t k[NOISE_KEY];
	bool small, near_prime;

	/* X25519 does not look at the top bit. */
	memcpy(k, key, NOISE_KEY);
	k[31] &= 0x7f;
	if (memcmp(k, order8[0], NOISE_KEY) == 0 ||
	    memcmp(k, order8[1], NOISE_KEY) == 0)
		return true;
	/* 0, 1; and p - 1, p, p + 1 with p = 2^255 - 19 */
	small = k[0] <= 1 && k[31] == 0;
	near_prime = k[0] >= 0xec && k[0] <= 0xee && k[31] == 0x7f;
	for (unsigned i = 1; i < 31; i++) {
		small = small && k[i] == 0;
		near_prime = near_prime && k[i] == 0xff;
	}
	return small || near_prime;
}

void
key_fingerprint(struct text *t, const uint8_t key[NOISE_KEY])
{
	uint8_t hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, key, NOISE_KEY);
	for (unsigned i = 0; i < 16; i += 2) {
		if (i > 0)
			text_char(t, ' ');
		text_hex(t, hash + i, 2);
	}
}

void
key_short(struct text *t, const uint8_t key[NOISE_KEY])
{
	uint8_t hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, key, NOISE_KEY);
	text_hex(t, hash, 4);
}
