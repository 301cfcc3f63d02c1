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

static void
update(crypto_hash_sha256_state *s, struct bytes said)
{
	crypto_hash_sha256_update(s, (const uint8_t *)said.p, said.n);
}

void
transcript_server(struct transcript *t, struct bytes said)
{
	update(&t->server, said);
}

void
transcript_client(struct transcript *t, struct bytes said)
{
	update(&t->client, said);
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
