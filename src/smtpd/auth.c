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
take_answer(struct session *s, struct bytes line, bool initial)
{
	/* The line lies in the input buffer, and is wiped there. */
	char *p = (char *)(uintptr_t)line.p;

	s->answer = NULL;
	switch (sasl_take(&s->sasl, p, line.n, initial)) {
	case SASL_DONE:
		ask_guard(s);
		break;
	case SASL_ASK:
		ask_peer(s);
		break;
	case SASL_CANCEL:
		say(s, RE_CANCELLED);
		break;
	case SASL_BAD:
		say(s, RE_BASE64);
		break;
	}
}

static void
answer(struct session *s, struct bytes line)
{
	take_answer(s, line, false);
}

void
verb_auth(struct session *s, struct bytes arg)
{
	struct bytes mech = arg;
	enum sasl_mech found;
	bool initial = bytes_cut(&arg, ' ', &mech);

	if (s->start->conf.users_any)
		say(s, RE_NOT_OFFERED);
	else if (s->state != SMTP_REST || !s->extended || s->known)
		say(s, RE_ORDER);
	else if (initial && memchr(arg.p, ' ', arg.n) != NULL)
		say(s, RE_ARGUMENT);
	else if (!sasl_find(mech, &found) ||
		 (found == SASL_EXTERNAL && !key_offered(s)))
		say(s, RE_MECHANISM);
	else if (found != SASL_EXTERNAL && !password_offered(s))
		say(s, RE_NOT_HERE);
	else {
		sasl_begin(&s->sasl, found);
		if (initial)
			take_answer(s, arg, true);
		else
			ask_peer(s);
	}
}
