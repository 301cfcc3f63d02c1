/*
 * transcript.c - what both sides have said in the clear. Pure.
 * Runs in the wire and in the client.
 */
#include "conn/transcript.h"

#include <string.h>

_Static_assert(NOISE_PROLOGUE ==
		   sizeof(TRANSCRIPT_SMTP) - 1 + 2 * crypto_hash_sha256_BYTES,
    "the prologue has no other parts");
_Static_assert(sizeof(TRANSCRIPT_SMTP) == sizeof(TRANSCRIPT_POP3),
    "the labels are of one length");

void
transcript_init(struct transcript *t)
{
	crypto_hash_sha256_init(&t->server);
	crypto_hash_sha256_init(&t->client);
}

void
transcript_server(void *transcript, struct bytes said)
{
	struct transcript *t = transcript;

	crypto_hash_sha256_update(&t->server, (const uint8_t *)said.p, said.n);
}

void
transcript_client(void *transcript, struct bytes said)
{
	struct transcript *t = transcript;

	crypto_hash_sha256_update(&t->client, (const uint8_t *)said.p, said.n);
}

void
transcript_prologue(
    const struct transcript *t, const char *label, uint8_t out[NOISE_PROLOGUE])
{
	const size_t n = sizeof(TRANSCRIPT_SMTP) - 1;
	struct transcript copy = *t;

	memcpy(out, label, n);
	crypto_hash_sha256_final(&copy.server, out + n);
	crypto_hash_sha256_final(
	    &copy.client, out + n + crypto_hash_sha256_BYTES);
}
