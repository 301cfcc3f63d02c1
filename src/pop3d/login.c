/*
 * login.c - CAPA, USER and PASS, AUTH: the dialogue; the guard decides.
 * Runs in the wire. Holds a password until the guard has it, then wipes it.
 */
#include "pop3d/session.h"

#include <string.h>

static bool
password_offered(const struct session *s)
{
	return s->state == POP3_LOGIN &&
	       start_password_allowed(s->start, s->secure) &&
	       (s->secure || s->start->conf.handshake != CONF_HS_REQUIRE);
}

static bool
key_offered(const struct session *s)
{
	return s->state == POP3_LOGIN && s->secure && s->listed;
}

void
verb_capa(struct session *s, struct bytes arg)
{
	static const char *const always[] = { "TOP", "UIDL", "RESP-CODES",
		"AUTH-RESP-CODE", "PIPELINING", "EXPIRE NEVER",
		"IMPLEMENTATION smtpd-lite" };

	(void)arg;
	say_ok(s, BYTES("Capabilities"));
	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		say_line(s, bytes_str(always[i]));
	if (password_offered(s)) {
		say_line(s, BYTES("USER"));
		say_line(s, key_offered(s) ? BYTES("SASL PLAIN LOGIN EXTERNAL")
					   : BYTES("SASL PLAIN LOGIN"));
	} else if (key_offered(s)) {
		say_line(s, BYTES("SASL EXTERNAL"));
	}
	if (s->handshake)
		say_line(s, BYTES("RCKEY"));
	if (s->handshake && !s->secure)
		say_line(s, BYTES("STARTNOISE " NOISE_NAME));
	say_dot(s);
}

static void
ask_guard(struct session *s)
{
	struct addr who;

	switch (guard_ask_login(s->guard, &s->sasl, &who)) {
	case GUARD_YES:
		s->state = POP3_MBOX;
		s->chan->layer = tunnel_forget(&s->tunnel, s->chan->layer);
		say(s, load_messages(s) ? RE_LOGGED_IN : RE_LATER);
		break;
	case GUARD_WRONG:
		say(s, RE_WRONG);
		break;
	case GUARD_WRONG_LAST:
		say_and_close(s, RE_WRONG, GUARD_END_ERRORS);
		break;
	case GUARD_NOT_LISTED:
		say(s, RE_MECHANISM);
		break;
	case GUARD_BAD_NAME:
		say(s, RE_BAD_NAME);
		break;
	default:
		say(s, RE_LATER);
	}
}

/* USER and PASS are LOGIN without base64. */
void
verb_user(struct session *s, struct bytes arg)
{
	if (!s->start->conf.users_any && !password_offered(s)) {
		say(s, RE_NOT_HERE);
		return;
	}
	sasl_begin(&s->sasl, SASL_LOGIN);
	sasl_name(&s->sasl, arg);
	s->named = true;
	say(s, RE_NAMED);
}

void
verb_pass(struct session *s, struct bytes arg)
{
	bool named = s->named;

	s->named = false;
	if (!named) {
		say(s, RE_ORDER);
	} else if (!password_offered(s)) {
		/* users = any: there is nobody to be, and nothing to ask the
		 * guard for. */
		if (++s->failures < LIM_FAILURES)
			say(s, RE_WRONG);
		else
			say_and_close(s, RE_WRONG, GUARD_END_ERRORS);
	} else {
		sasl_password(&s->sasl, arg);
		ask_guard(s);
	}
	/* It lies in the input buffer, too. */
	explicit_bzero((char *)(uintptr_t)arg.p, arg.n);
}

static void answer(struct session *s, struct bytes line);

static void
ask_peer(struct session *s)
{
	chan_put(s->chan, BYTES("+ "));
	say_line(s, bytes_str(sasl_challenge(&s->sasl)));
	s->answer = answer;
}

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
	if (rc == SASL_DONE)
		ask_guard(s);
	else if (rc == SASL_ASK)
		ask_peer(s);
	else
		say(s, refusals[rc]);
}

static void
answer(struct session *s, struct bytes line)
{
	/* The line lies in the input buffer, and is wiped there. */
	char *p = (char *)(uintptr_t)line.p;

	go_on(s, sasl_take(&s->sasl, p, line.n, false));
}

void
verb_auth(struct session *s, struct bytes arg)
{
	go_on(s, sasl_auth(&s->sasl, arg, password_offered(s), key_offered(s)));
}
