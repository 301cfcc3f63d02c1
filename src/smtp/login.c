/*
 * login.c - AUTH PLAIN, LOGIN and EXTERNAL.
 * Runs in the client, confined. Owns the password until it is sent, which
 * happens in the channel or on this machine, and nowhere else.
 */
#include "smtp/login.h"
#include "base/base64.h"
#include "smtp/complain.h"

#include <sodium.h>
#include <string.h>
#include <sysexits.h>

/* A command, and the base64 of NUL, name, NUL and password. */
#define ROOM (32 + BASE64_LEN(2 + LIM_LOGIN + LIM_PASSWORD))

/* Reads the answer to an AUTH line; any other code is a refusal. */
static int
expect(struct dialogue *d, unsigned code)
{
	int rc = dialogue_reply(d, "AUTH");

	if (rc == EX_OK && d->reply.code != code)
		rc = dialogue_refused(d, "AUTH", EX_UNAVAILABLE);
	d->logged_in = rc == EX_OK && code == 235;
	return rc;
}

static int
auth_external(struct dialogue *d, const struct login *l)
{
	char buf[ROOM];
	struct text line = TEXT(buf);

	text_str(&line, "AUTH EXTERNAL ");
	if (l->name[0] == '\0')
		text_char(&line, '=');
	base64_put(&line, l->name, strlen(l->name));
	dialogue_put(d, text_bytes(&line));
	return expect(d, 235);
}

static int
auth_plain(struct dialogue *d, const struct login *l)
{
	char buf[ROOM], raw[2 + LIM_LOGIN + LIM_PASSWORD];
	struct text line = TEXT(buf), both = TEXT(raw);

	text_char(&both, '\0');
	text_str(&both, l->name);
	text_char(&both, '\0');
	text_put(&both, (struct bytes){ l->secret->p, l->secret->n });
	text_str(&line, "AUTH PLAIN ");
	base64_put(&line, both.p, both.n);
	dialogue_hidden(d, text_bytes(&line));
	sodium_memzero(raw, sizeof(raw));
	sodium_memzero(buf, sizeof(buf));
	return expect(d, 235);
}

/* AUTH LOGIN: servers ask for the name, then for the password. Their words
 * differ, their order does not. */
static int
auth_login(struct dialogue *d, const struct login *l)
{
	char buf[ROOM];
	struct text line = TEXT(buf);
	int rc;

	dialogue_str(d, "AUTH LOGIN");
	if ((rc = expect(d, 334)) != EX_OK)
		return rc;
	base64_put(&line, l->name, strlen(l->name));
	dialogue_put(d, text_bytes(&line));
	if ((rc = expect(d, 334)) != EX_OK)
		return rc;
	line.n = 0;
	base64_put(&line, l->secret->p, l->secret->n);
	dialogue_hidden(d, text_bytes(&line));
	sodium_memzero(buf, sizeof(buf));
	return expect(d, 235);
}

int
login(struct dialogue *d, const struct offers *o, const struct login *l)
{
	bool key = d->channel == DIALOGUE_NOISE && l->own_key && o->external;
	int rc;

	if (l->secret->n == 0 && key) {
		rc = auth_external(d, l);
	} else if (l->name[0] == '\0') {
		rc = EX_OK;
	} else if (d->channel == DIALOGUE_CLEAR && !d->loopback) {
		complain(d->server, "a password does not go there in the clear",
		    BYTES(""));
		rc = EX_CONFIG;
	} else if (l->secret->n > 0 && o->plain) {
		rc = auth_plain(d, l);
	} else if (l->secret->n > 0 && o->login) {
		rc = auth_login(d, l);
	} else {
		complain(d->server,
		    l->secret->n == 0 && d->channel != DIALOGUE_NOISE
			? "a password is needed to log in there "
			  "(--password-command)"
			: "the server offers no login that we could use",
		    BYTES(""));
		rc = EX_UNAVAILABLE;
	}
	sodium_memzero(l->secret, sizeof(*l->secret));
	sodium_memzero(d->conn.output, sizeof(d->conn.output));
	return rc;
}
