/*
 * startnoise.c - the lines of the handshake. Pure.
 * Runs in the wire and in the client; does not trust the line.
 */
#include "proto/startnoise.h"
#include "base/base64.h"

enum startnoise_rc
startnoise_take(struct bytes args, struct startnoise *out)
{
	struct bytes protocol, server;

	/* The last word is the rest of the line, so words too many make its
	 * base64 invalid. */
	if (!bytes_cut(&args, ' ', &protocol) ||
	    !bytes_cut(&args, ' ', &server) || protocol.n == 0 ||
	    !base64_exact(server, out->server, sizeof(out->server)) ||
	    !base64_exact(args, out->msg1, sizeof(out->msg1)))
		return STARTNOISE_SYNTAX;
	if (!bytes_eq(protocol, BYTES(NOISE_NAME)))
		return STARTNOISE_PROTOCOL;
	return STARTNOISE_OK;
}

void
startnoise_put(struct text *t, const struct startnoise *s)
{
	text_str(t, "STARTNOISE " NOISE_NAME " ");
	base64_put(t, s->server, sizeof(s->server));
	text_char(t, ' ');
	base64_put(t, s->msg1, sizeof(s->msg1));
}

void
rckey_put(struct text *t, const uint8_t key[NOISE_KEY], const char *word)
{
	text_str(t, "x25519 ");
	base64_put(t, key, NOISE_KEY);
	text_char(t, ' ');
	text_str(t, word);
}

bool
rckey_take(struct bytes line, uint8_t key[NOISE_KEY], struct bytes *word)
{
	if (!bytes_eq(bytes_take(&line, ' '), BYTES("x25519")) ||
	    !base64_exact(bytes_take(&line, ' '), key, NOISE_KEY))
		return false;
	*word = bytes_take(&line, ' ');
	return word->n > 0;
}
