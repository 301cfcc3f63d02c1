/*
 * secure.c - makes the channel, or decides to do without.
 * Runs in the client, confined; owns our secret key during a handshake.
 * Replies in the clear may come from anybody.
 */
#include "smtp/secure.h"
#include "base/base64.h"
#include "base/clock.h"
#include "proto/startnoise.h"
#include "smtp/complain.h"
#include "smtp/tls.h"
#include "vault/key.h"
#include "vault/noise.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sysexits.h>

/* handshake_with(): this key is none of the server's. No exit code is negative.
 */
#define OTHER_KEY (-1)

static int
unproved(const struct dialogue *d)
{
	complain(d->server,
	    "the server could not prove its key, or the connection was "
	    "tampered with",
	    BYTES(""));
	return EX_PROTOCOL;
}

/* True if the enhanced code says that the server does not have the key. */
static bool
is_other_key(const struct reply *r)
{
	return r->code == 554 && bytes_istarts(reply_text(r), BYTES("5.7.0"));
}

/* Reads the answer to STARTNOISE. Nothing may come behind a 220. */
static int
read_answer(struct dialogue *d, struct noise *x)
{
	uint8_t msg2[NOISE_MSG2];
	const char *wrong;
	int code;

	wrong = dialogue_wait(d, clock_mono() + d->timeout, &code);
	if (wrong != NULL) {
		complain(d->server, wrong, BYTES("STARTNOISE"));
		return code == EX_UNAVAILABLE ? EX_PROTOCOL : code;
	}
	if (is_other_key(&d->reply))
		return OTHER_KEY;
	if (d->reply.code / 100 != 2) {
		code = dialogue_refused(d, "STARTNOISE", EX_PROTOCOL);
		return code == EX_TEMPFAIL ? code : EX_PROTOCOL;
	}
	if (d->reply.code != 220 || conn_input(&d->conn).n > 0 ||
	    !base64_exact(reply_text(&d->reply), msg2, sizeof(msg2)) ||
	    !noise_read2(x, msg2))
		return unproved(d);
	return EX_OK;
}

/* Makes the channel with one key of the server's, or returns OTHER_KEY. */
static int
handshake_with(
    struct dialogue *d, const struct secure *s, const uint8_t server[NOISE_KEY])
{
	char line[256], head[] = NOISE_HEAD3;
	struct text command = TEXT(line);
	struct startnoise args;
	struct noise_keys keys;
	struct noise x;
	uint8_t prologue[NOISE_PROLOGUE], msg3[NOISE_MSG3], own[NOISE_KEY];
	int rc = EX_PROTOCOL;

	transcript_prologue(&d->layers.transcript, TRANSCRIPT_SMTP, prologue);
	memcpy(args.server, server, NOISE_KEY);
	if (conn_input(&d->conn).n > 0 ||
	    !noise_write1(&x, server,
		(struct bytes){ (const char *)prologue, sizeof(prologue) },
		args.msg1))
		return unproved(d);
	startnoise_put(&command, &args);
	dialogue_put(d, text_bytes(&command));
	rc = read_answer(d, &x);
	if (s->key != NULL)
		memcpy(own, s->key, NOISE_KEY);
	else
		randombytes_buf(own, sizeof(own));
	if (rc == EX_OK && !noise_write3(&x, own, msg3, &keys))
		rc = unproved(d);
	if (rc == EX_OK) {
		conn_put(&d->conn, (struct bytes){ head, RECORD_HEAD });
		conn_put(&d->conn,
		    (struct bytes){ (const char *)msg3, sizeof(msg3) });
		dialogue_seal(d, keys.to_client, keys.to_server);
	}
	noise_wipe(&x);
	sodium_memzero(own, sizeof(own));
	sodium_memzero(&keys, sizeof(keys));
	return rc;
}

/* Takes lines off *REST, a reply to RCKEY, up to one with a key that we can
 * use. False: there is none. */
static bool
next_key(struct bytes *rest, uint8_t key[NOISE_KEY], bool *old)
{
	struct bytes line, word;

	while (reply_next(rest, &line))
		if (rckey_take(line, key, &word) && !key_low_order(key)) {
			*old = bytes_eq(word, BYTES("old"));
			return true;
		}
	return false;
}

/* Asks for the server's other keys and adds them to known_hosts. Inside the
 * channel, the server itself has announced them. */
static int
add_announced_keys(struct dialogue *d, const struct secure *s)
{
	uint8_t key[NOISE_KEY];
	struct bytes rest;
	char line[LIM_FILE + 128];
	bool old;
	int rc;

	dialogue_str(d, "RCKEY");
	if ((rc = dialogue_reply(d, "RCKEY")) != EX_OK)
		return rc;
	rest = reply_text(&d->reply);
	/* More lines than TRUST_PINS would make the file unreadable. */
	while (d->reply.code == 250 && s->trust->pins_n < TRUST_PINS &&
	       next_key(&rest, key, &old)) {
		struct text added = TEXT(line);
		bool ok;

		if (old || trust_has(s->trust, key) ||
		    trust_revoked(s->trust, key))
			continue;
		ok = trust_add(s->trust, key);
		text_str(&added, ok ? "added: " : "cannot add: ");
		trust_line(s->trust, key, &added);
		if (text_end(&added))
			complain_error(s->trust->path, line, ok ? 0 : errno);
		if (!ok)
			return EX_TEMPFAIL;
	}
	return EX_OK;
}

static int
with_pins(struct dialogue *d, const struct secure *s)
{
	int rc = OTHER_KEY;

	for (unsigned i = 0; i < s->trust->pins_n && rc == OTHER_KEY; i++)
		rc = handshake_with(d, s, s->trust->pins[i]);
	if (rc == OTHER_KEY) {
		complain(d->server,
		    s->trust->pins_n == 0
			? "every key known for it is revoked or of a type "
			  "that we cannot use"
			: "the server's key is not the one known for it",
		    BYTES(""));
		rc = EX_NOPERM;
	}
	return rc;
}

/* Refuses an unknown server, and tells how to make it known. */
static int
unknown(const struct dialogue *d, const struct secure *s, const uint8_t *key)
{
	char buf[LIM_FILE + 256];
	struct text line = TEXT(buf);
	const struct trust *trust = s->trust;

	text_str(&line, "the server is not known");
	if (key == NULL)
		text_str(
		    &line, ": it has no key, and TLS is off or not offered");
	text_str(&line, "; nothing was sent");
	/* A password does not go there in the clear. */
	if (key == NULL && (d->loopback || !s->password))
		text_str(&line, " (--plain would)");
	if (text_end(&line))
		complain(d->server, buf, BYTES(""));
	if (key == NULL)
		return EX_NOPERM;
	line.n = 0;
	text_str(&line, "its key has the fingerprint ");
	key_fingerprint(&line, key);
	if (text_end(&line))
		complain(d->server, buf, BYTES(""));
	line.n = 0;
	text_str(&line, "if it is the right one, add this line: ");
	trust_line(trust, key, &line);
	if (text_end(&line))
		complain(trust->path, buf, BYTES(""));
	return EX_NOPERM;
}

int
secure(struct dialogue *d, const struct secure *s)
{
	uint8_t key[NOISE_KEY];
	struct bytes rest;
	bool old = false, some;
	int rc;

	if (s->trust->known) {
		rc = with_pins(d, s);
		return rc == EX_OK && s->tofu ? add_announced_keys(d, s) : rc;
	}
	if (!s->tofu && (s->plain || d->loopback))
		return EX_OK;
	dialogue_str(d, "RCKEY");
	if ((rc = dialogue_reply(d, "RCKEY")) != EX_OK)
		return rc;
	if (d->reply.code / 100 == 4)
		return dialogue_refused(d, "RCKEY", EX_TEMPFAIL);
	rest = reply_text(&d->reply);
	some = d->reply.code == 250 && next_key(&rest, key, &old);
	if (!some && s->tls)
		return tls_start(d);
	if (!some && s->plain)
		return EX_OK;
	if (!some || !s->tofu)
		return unknown(d, s, some ? key : NULL);
	if (trust_revoked(s->trust, key)) {
		complain(d->server, "the server's key is revoked", BYTES(""));
		return EX_NOPERM;
	}
	if ((rc = handshake_with(d, s, key)) == OTHER_KEY)
		return unproved(d);
	return rc == EX_OK ? add_announced_keys(d, s) : rc;
}
