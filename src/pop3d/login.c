/*
 * login.c - CAPA, USER and PASS; the guard decides.
 * Runs in the wire. Holds a password until the guard has it, then wipes it.
 */
#include "pop3d/session.h"

#include <string.h>

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
	if (handshake_offered(s))
		say_line(s, BYTES("STARTNOISE " NOISE_NAME));
	say_dot(s);
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
	s->own->pass = s->commands + 1;
	say(s, RE_NAMED);
}

void
verb_pass(struct session *s, struct bytes arg)
{
	if (s->own->pass != s->commands) {
		say(s, RE_ORDER);
	} else if (!password_offered(s)) {
		/* users = any: there is nobody to be, and nothing to ask the
		 * guard for. */
		if (++s->own->failures < LIM_FAILURES)
			say(s, RE_WRONG);
		else
			say_and_close(s, RE_WRONG, GUARD_END_ERRORS);
	} else {
		sasl_password(&s->sasl, arg);
		login_ask(s);
	}
	/* It lies in the input buffer, too. */
	explicit_bzero((char *)(uintptr_t)arg.p, arg.n);
}
