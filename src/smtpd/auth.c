/*
 * auth.c - AUTH: the dialogue; the guard decides.
 * Runs in the wire. Holds a password until the guard has it, then wipes it.
 */
#include "smtpd/session.h"

#include <string.h>

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

static void
ask_guard(struct session *s)
{
	switch (guard_ask_login(s->guard, &s->sasl, &s->me)) {
	case GUARD_YES:
		s->known = true;
		s->chan->layer = tunnel_forget(&s->tunnel, s->chan->layer);
		say(s, RE_LOGGED_IN);
		break;
	case GUARD_WRONG:
		say(s, RE_WRONG);
		break;
	case GUARD_WRONG_LAST:
		say(s, RE_WRONG);
		say_and_close(s, RE_TOO_MANY_ERRORS, GUARD_END_ERRORS);
		break;
	case GUARD_NOT_LISTED:
		say(s, RE_MECHANISM);
		break;
	case GUARD_LIMIT:
		say(s, RE_LIMIT);
		break;
	case GUARD_BAD_NAME:
		say(s, RE_BAD_NAME);
		break;
	default:
		say(s, RE_AUTH_LATER);
	}
}

static void answer(struct session *s, struct bytes line);

static void
ask_peer(struct session *s)
{
	say_text(s, RE_CHALLENGE, bytes_str(sasl_challenge(&s->sasl)));
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
	struct bytes mech, rest = arg;

	if (s->start->conf.users_any)
		say(s, RE_NOT_OFFERED);
	else if (s->state != SMTP_REST || !s->extended || s->known)
		say(s, RE_ORDER);
	else if (bytes_cut(&rest, ' ', &mech) &&
		 memchr(rest.p, ' ', rest.n) != NULL)
		say(s, RE_ARGUMENT);
	else
		go_on(s, sasl_auth(&s->sasl, arg, password_offered(s),
			     key_offered(s)));
}
