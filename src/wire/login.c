/*
 * login.c - AUTH: the dialogue; the guard decides.
 * Runs in the wire. Holds a password until the guard has it, then wipes it.
 */
#include "wire/session.h"

bool
password_offered(const struct session *s)
{
	return !s->known && start_password_allowed(s->start, s->secure) &&
	       (s->secure || s->start->conf.handshake != CONF_HS_REQUIRE);
}

bool
key_offered(const struct session *s)
{
	return s->secure && s->listed && !s->known;
}

static enum reply
refusal(enum guard_verdict verdict)
{
	switch (verdict) {
	case GUARD_WRONG:
		return RE_WRONG;
	case GUARD_NOT_LISTED:
		return RE_MECHANISM;
	case GUARD_LIMIT:
		return RE_LIMIT;
	case GUARD_BAD_NAME:
		return RE_BAD_NAME;
	default:
		return RE_AUTH_LATER;
	}
}

void
login_ask(struct session *s)
{
	bool last;
	enum guard_verdict verdict = ask_login(s, &last);

	if (verdict == GUARD_YES) {
		s->known = true;
		handshake_over(s);
		say(s, s->protocol->enter(s));
	} else if (!last) {
		say(s, refusal(verdict));
	} else if (s->protocol->unasked) {
		say(s, refusal(verdict));
		say_and_close(s, RE_TOO_MANY_ERRORS, GUARD_END_ERRORS);
	} else {
		say_and_close(s, refusal(verdict), GUARD_END_ERRORS);
	}
}

static void answer(struct session *s, struct bytes line);

static void
go_on(struct session *s, enum sasl_rc rc)
{
	static const enum reply refusals[SASL_RCS] = {
		[SASL_CANCEL] = RE_CANCELLED,
		[SASL_BAD] = RE_BASE64,
		[SASL_UNKNOWN] = RE_MECHANISM,
		[SASL_NOT_HERE] = RE_NOT_HERE,
	};

	s->answer = NULL;
	if (rc == SASL_DONE) {
		login_ask(s);
	} else if (rc == SASL_ASK) {
		conn_put(s->conn, s->protocol->ask);
		conn_put(s->conn, bytes_str(sasl_challenge(&s->sasl)));
		conn_put(s->conn, BYTES("\r\n"));
		s->answer = answer;
	} else {
		say(s, refusals[rc]);
	}
}

static void
answer(struct session *s, struct bytes line)
{
	/* The line lies in the input buffer, and is wiped there. */
	char *p = (char *)(uintptr_t)line.p;

	go_on(s, sasl_take(&s->sasl, p, line.n, false));
}

void
login_auth(struct session *s, struct bytes arg)
{
	go_on(s, sasl_auth(&s->sasl, arg, password_offered(s), key_offered(s)));
}
