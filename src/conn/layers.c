/*
 * layers.c - the layers of a connection that may make a handshake.
 * Runs in the wire; owns the two transport keys. Input counts as forged until
 * its tag proves it genuine.
 */
#include "conn/layers.h"

#include <sodium.h>

#include <string.h>

_Static_assert(LIM_SEAL == RECORD_ROOM, "room for one sealed record");
_Static_assert(LIM_OUTPUT <= RECORD_PLAIN, "one flush is one record");
_Static_assert(LIM_INPUT >= LIM_AUTH_LINE + RECORD_MAX, "a line and a record");

struct conn_layer
layers_transcript(struct layers *t)
{
	memset(t, 0, sizeof(*t));
	transcript_init(&t->transcript);
	return (struct conn_layer){ .arg = &t->transcript,
		.heard = transcript_client,
		.said = transcript_server };
}

void
layers_mark(struct layers *t, const char *label)
{
	transcript_prologue(&t->transcript, label, t->prologue);
}

static enum conn_opened
open_one(void *arg, char *p, size_t n, struct bytes *plain, size_t *used)
{
	struct layers *t = arg;

	*used = 0;
	if (n == 0 && t->in.over)
		return CONN_OVER;
	switch (record_open(&t->in, p, n, plain, used)) {
	case RECORD_OK:
		return CONN_WHOLE;
	case RECORD_MORE:
		return CONN_PARTIAL;
	case RECORD_END:
		return CONN_OVER;
	default:
		return CONN_BROKEN;
	}
}

static size_t
seal_one(void *arg, const char *plain, size_t n, char *out)
{
	struct layers *t = arg;

	return record_seal(&t->out, plain, n, out);
}

struct conn_layer
layers_forget(struct layers *t)
{
	sodium_memzero(&t->transcript, sizeof(t->transcript));
	sodium_memzero(t->prologue, sizeof(t->prologue));
	return (struct conn_layer){ 0 };
}

struct conn_layer
layers_seal(
    struct layers *t, const uint8_t in[NOISE_KEY], const uint8_t out[NOISE_KEY])
{
	memset(&t->in, 0, sizeof(t->in));
	memset(&t->out, 0, sizeof(t->out));
	memcpy(t->in.key, in, NOISE_KEY);
	memcpy(t->out.key, out, NOISE_KEY);
	return (
	    struct conn_layer){ .arg = t, .open = open_one, .seal = seal_one };
}
