/*
 * noise.c - the handshake, both sides: fresh ephemerals, and nothing left
 * behind. Runs in the guard and in the client; owns the long-term secret
 * for the length of one call.
 */
#include "vault/noise.h"

#include <sodium.h>
#include <string.h>

static const struct bytes empty;

/* All steps end here. OUT is NULL, except in the last one. */
static bool
leave(struct noise *x, struct noise_keys *out, bool ok)
{
	if (!ok || out != NULL)
		noise_wipe(x);
	if (!ok && out != NULL)
		sodium_memzero(out, sizeof(*out));
	return ok;
}

void
noise_wipe(struct noise *x)
{
	explicit_bzero(x, sizeof(*x));
}

bool
noise_read1(struct noise *x, uint8_t secret[NOISE_KEY], struct bytes prologue,
    const uint8_t msg[NOISE_MSG1])
{
	bool ok = xk_read1(x, secret, prologue, msg, NOISE_MSG1, NULL);

	sodium_memzero(secret, NOISE_KEY);
	return leave(x, NULL, ok);
}

bool
noise_write2(struct noise *x, uint8_t msg[NOISE_MSG2])
{
	uint8_t ephemeral[NOISE_KEY];
	bool ok;

	randombytes_buf(ephemeral, sizeof(ephemeral));
	ok = xk_write2(x, ephemeral, empty, msg);
	sodium_memzero(ephemeral, sizeof(ephemeral));
	return leave(x, NULL, ok);
}

bool
noise_read3(
    struct noise *x, const uint8_t msg[NOISE_MSG3], struct noise_keys *out)
{
	return leave(x, out, xk_read3(x, msg, NOISE_MSG3, NULL, out));
}

bool
noise_write1(struct noise *x, const uint8_t server[NOISE_KEY],
    struct bytes prologue, uint8_t msg[NOISE_MSG1])
{
	uint8_t ephemeral[NOISE_KEY];
	bool ok;

	randombytes_buf(ephemeral, sizeof(ephemeral));
	ok = xk_write1(x, ephemeral, server, prologue, empty, msg);
	sodium_memzero(ephemeral, sizeof(ephemeral));
	return leave(x, NULL, ok);
}

bool
noise_read2(struct noise *x, const uint8_t msg[NOISE_MSG2])
{
	return leave(x, NULL, xk_read2(x, msg, NOISE_MSG2, NULL));
}

bool
noise_write3(struct noise *x, const uint8_t secret[NOISE_KEY],
    uint8_t msg[NOISE_MSG3], struct noise_keys *out)
{
	return leave(x, out, xk_write3(x, secret, empty, msg, out));
}
