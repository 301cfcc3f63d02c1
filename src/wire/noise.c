/*
 * noise.c - RCKEY and STARTNOISE.
 * Runs in the wire. The guard computes the handshake; we get the two
 * transport keys, and wipe our copy when the channel has them.
 */
#include "wire/session.h"
#include "base/base64.h"
#include "proto/startnoise.h"

#include <sodium.h>
#include <string.h>

void
handshake_over(struct session *s)
{
	if (handshake_offered(s))
		conn_wrap(s->conn, layers_forget(&s->layers));
	s->late = true;
}

enum reply
verb_rckey(struct session *s, struct bytes arg)
{
	static const char *const slots[GUARD_KEYS] = { "current", "next",
		"old" };
	struct guard_keys keys;
	struct bytes line[GUARD_KEYS];
	char buf[GUARD_KEYS][64];

	if (!s->handshake)
		return RE_NOT_OFFERED;
	if (arg.n > 0)
		return RE_ARGUMENT;
	if (ask_keys(s, &keys) != GUARD_YES)
		return RE_HANDSHAKE_LATER;
	for (unsigned i = 0; i < keys.n; i++) {
		struct text t = TEXT(buf[i]);

		rckey_put(&t, keys.key[i], slots[keys.slot[i]]);
		line[i] = text_bytes(&t);
	}
	return s->protocol->list(s, line, keys.n);
}

/* Sends message 2, which is queued, takes message 3, and seals the channel. */
static bool
seal(struct session *s)
{
	struct guard_channel channel;
	uint8_t msg3[NOISE_MSG3];
	const size_t head = sizeof(NOISE_HEAD3) - 1;

	/* The clear ends here, and so does its transcript. */
	conn_flush(s->conn);
	conn_wrap(s->conn, (struct conn_layer){ 0 });
	/* If the first two octets are not those of message 3, we do not wait
	 * for more. */
	if (conn_need(s->conn, head) != CONN_OK ||
	    memcmp(conn_input(s->conn).p, NOISE_HEAD3, head) != 0)
		return false;
	conn_take(s->conn, head);
	if (conn_need(s->conn, NOISE_MSG3) != CONN_OK)
		return false;
	memcpy(msg3, conn_input(s->conn).p, NOISE_MSG3);
	conn_take(s->conn, NOISE_MSG3);
	/* Picks the fast ciphers of this machine, with no other system call
	 * than getrandom(2). */
	if (sodium_init() < 0 || ask_noise3(s, msg3, &channel) != GUARD_YES)
		return false;
	conn_wrap(s->conn,
	    layers_seal(&s->layers, channel.to_server, channel.to_client));
	s->key_listed = channel.listed;
	explicit_bzero(&channel, sizeof(channel));
	return true;
}

static enum reply
second_half(struct session *s)
{
	s->rest = NULL;
	if (!seal(s))
		return break_off(s, GUARD_END_FORGED);
	session_anew(s);
	return RE_NONE;
}

/* Hands message 1 to the guard, and message 2 to the peer. */
static enum reply
first_half(struct session *s, const struct startnoise *line)
{
	uint8_t answer[NOISE_MSG2];
	char buf[BASE64_LEN(NOISE_MSG2)];
	struct text msg2 = TEXT(buf);

	switch (ask_noise1(s, line, answer)) {
	case GUARD_YES:
		s->rest = second_half;
		base64_put(&msg2, answer, NOISE_MSG2);
		return reply_words(s, RE_NOISE2, text_bytes(&msg2));
	case GUARD_NOT_OURS:
		return RE_NOT_OUR_KEY;
	case GUARD_FORGED:
		return reply_and_close(s, RE_FORGED, GUARD_END_FORGED);
	default:
		return RE_HANDSHAKE_LATER;
	}
}

enum reply
verb_startnoise(struct session *s, struct bytes arg)
{
	enum startnoise_rc rc;
	struct startnoise line;

	if (!s->handshake)
		return RE_NOT_OFFERED;
	if (!handshake_offered(s))
		return RE_NOISE_ORDER;
	if (conn_input(s->conn).n > 0)
		return reply_and_close(s, RE_NOISE_ORDER, GUARD_END_FORGED);
	rc = startnoise_take(arg, &line);
	if (rc != STARTNOISE_OK)
		return rc == STARTNOISE_SYNTAX ? RE_NOISE_SYNTAX : RE_PROTOCOL;
	return first_half(s, &line);
}
