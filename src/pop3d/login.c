/*
 * login.c - CAPA, USER and PASS; the guard decides.
 * Runs in the wire. Holds a password until the guard has it, then wipes it.
 */
#include "pop3d/session.h"

#include <string.h>

enum reply
verb_capa(struct session *s, struct bytes arg)
{
	static const char *const always[] = { "TOP", "UIDL", "RESP-CODES",
		"AUTH-RESP-CODE", "PIPELINING", "EXPIRE NEVER",
		"IMPLEMENTATION smtpd-lite" };

	(void)arg;
	say_line(s, BYTES("+OK Capabilities"));
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
	if (tls_offered(s))
		say_line(s, BYTES("STLS"));
	return RE_END;
}

/* USER and PASS are AUTH LOGIN without base64. */
enum reply
verb_user(struct session *s, struct bytes arg)
{
	if (!s->start->conf.users_any && !password_offered(s))
		return RE_NOT_HERE;
	sasl_begin(&s->sasl, SASL_LOGIN);
	sasl_name(&s->sasl, arg);
	pop3_of(s)->pass = s->commands + 1;
	return RE_NAMED;
}

static enum reply
pass(struct session *s, struct bytes password)
{
	struct pop3 *p = pop3_of(s);

	if (p->pass != s->commands)
		return RE_ORDER;
	if (password_offered(s)) {
		sasl_password(&s->sasl, password);
		return login_ask(s);
	}
	/* With users = any there are no passwords, so the guard is not
	 * asked. */
	return ++p->failures < LIM_FAILURES
		   ? RE_WRONG
		   : reply_and_close(s, RE_WRONG, GUARD_END_ERRORS);
}

enum reply
verb_pass(struct session *s, struct bytes arg)
{
	enum reply r = pass(s, arg);

	/* The password lies in the input buffer, too. */
	explicit_bzero((char *)(uintptr_t)arg.p, arg.n);
	return r;
}
