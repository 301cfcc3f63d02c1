/*
 * key.h - an X25519 key as such.
 */
#ifndef VAULT_KEY_H
#define VAULT_KEY_H

#include "base/bytes.h"
#include "base/noise_sizes.h"

void key_public(const uint8_t secret[NOISE_KEY], uint8_t out[NOISE_KEY]);
/* True if every Diffie-Hellman with KEY comes to zero. */
bool key_low_order(const uint8_t key[NOISE_KEY]);
/* For the telephone: `4d3f 91c2 ...`, eight groups. */
void key_fingerprint(struct text *t, const uint8_t key[NOISE_KEY]);
/* For the log and the trace header: its first eight digits. */
void key_short(struct text *t, const uint8_t key[NOISE_KEY]);

#endif
