/*
 * login.c - AUTH: the dialogue; the guard decides.
 * Runs in the wire. Holds a password until the guard has it, then wipes it.
 */
#include "wire/session.h"

bool
password_offered(const struct session *s)
{
	return !s->logged_in && start_password_allowed(s->start, s->secure) &&
	       (s->secure || s->start->conf.handshake != CONF_HS_REQUIRE);
}

bool
key_offered(const struct session *s)
{
	return s->secure && s->key_listed && !s->logged_in;
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

enum reply
login_ask(struct session *s)
{
	bool last;
	enum guard_verdict verdict = ask_login(s, &last);

	if (verdict == GUARD_YES) {
		s->logged_in = true;
		handshake_over(s);
		return s->protocol->enter != NULL ? s->protocol->enter(s)
						  : RE_LOGGED_IN;
	}
	if (last && !s->protocol->unsolicited)
		return reply_and_close(s, refusal(verdict), GUARD_END_ERRORS);
	s->enough = last;
	return refusal(verdict);
}

static enum reply answer(struct session *s, struct bytes line);

static enum reply
go_on(struct session *s, enum sasl_rc rc)
{
	static const enum reply refusals[SASL_RCS] = {
		[SASL_CANCEL] = RE_CANCELLED,
		[SASL_BAD] = RE_BASE64,
		[SASL_UNKNOWN] = RE_MECHANISM,
		[SASL_NOT_HERE] = RE_NOT_HERE,
	};

	s->next_line = rc == SASL_ASK ? answer : NULL;
	if (rc == SASL_DONE)
		return login_ask(s);
	if (rc == SASL_ASK)
		return reply_words(
		    s, RE_CHALLENGE, bytes_str(sasl_challenge(&s->sasl)));
	return refusals[rc];
}

static enum reply
answer(struct session *s, struct bytes line)
{
	/* The line lies in the input buffer, and is wiped there. */
	char *p = (char *)(uintptr_t)line.p;

	return go_on(s, sasl_take(&s->sasl, p, line.n, false));
}

enum reply
login_auth(struct session *s, struct bytes arg)
{
	return go_on(
	    s, sasl_auth(&s->sasl, arg, password_offered(s), key_offered(s)));
}
