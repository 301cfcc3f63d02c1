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

/* base64 of NUL, name, NUL, password, and the command before it. */
#define ROOM (32 + BASE64_LEN(2 + LIM_LOGIN + LIM_PASSWORD))

/* The answer to the last AUTH line has to have this code. */
static int
expect(struct talk *t, unsigned code)
{
	int rc = talk_reply(t, "AUTH");

	if (rc == EX_OK && t->reply.code != code)
		rc = talk_refused(t, "AUTH", EX_UNAVAILABLE);
	t->logged_in = rc == EX_OK && code == 235;
	return rc;
}

static int
external(struct talk *t, const struct login *l)
{
	char buf[ROOM];
	struct text line = TEXT(buf);

	text_str(&line, "AUTH EXTERNAL ");
	if (l->name[0] == '\0')
		text_char(&line, '=');
	base64_put(&line, l->name, strlen(l->name));
	talk_put(t, (struct bytes){ line.p, line.n });
	return expect(t, 235);
}

static int
plain(struct talk *t, const struct login *l)
{
	char buf[ROOM], raw[2 + LIM_LOGIN + LIM_PASSWORD];
	struct text line = TEXT(buf), both = TEXT(raw);

	text_char(&both, '\0');
	text_str(&both, l->name);
	text_char(&both, '\0');
	text_put(&both, (struct bytes){ l->secret->p, l->secret->n });
	text_str(&line, "AUTH PLAIN ");
	base64_put(&line, both.p, both.n);
	talk_hidden(t, (struct bytes){ line.p, line.n });
	sodium_memzero(raw, sizeof(raw));
	sodium_memzero(buf, sizeof(buf));
	return expect(t, 235);
}

/* LOGIN: both are asked for, in this order, whatever the words. */
static int
by_login(struct talk *t, const struct login *l)
{
	char buf[ROOM];
	struct text line = TEXT(buf);
	int rc;

	talk_str(t, "AUTH LOGIN");
	if ((rc = expect(t, 334)) != EX_OK)
		return rc;
	base64_put(&line, l->name, strlen(l->name));
	talk_put(t, (struct bytes){ line.p, line.n });
	if ((rc = expect(t, 334)) != EX_OK)
		return rc;
	line.n = 0;
	base64_put(&line, l->secret->p, l->secret->n);
	talk_hidden(t, (struct bytes){ line.p, line.n });
	sodium_memzero(buf, sizeof(buf));
	return expect(t, 235);
}

int
login(struct talk *t, const struct offers *o, const struct login *l)
{
	bool key = t->sealed && l->own_key && o->external;
	int rc;

	if (l->secret->n == 0 && key) {
		rc = external(t, l);
	} else if (l->name[0] == '\0') {
		rc = EX_OK;
	} else if (!t->sealed && !t->loopback) {
		complain(t->server, "a password does not go there in the clear",
		    BYTES(""));
		rc = EX_CONFIG;
	} else if (l->secret->n > 0 && o->plain) {
		rc = plain(t, l);
	} else if (l->secret->n > 0 && o->login) {
		rc = by_login(t, l);
	} else {
		complain(t->server,
		    "the server offers no login that we could use", BYTES(""));
		rc = EX_UNAVAILABLE;
	}
	sodium_memzero(l->secret, sizeof(*l->secret));
	sodium_memzero(t->chan.output, sizeof(t->chan.output));
	return rc;
}
