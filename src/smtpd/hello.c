/*
 * hello.c - EHLO, HELO, and the verbs that move no mail.
 * Runs in the wire.
 */
#include "proto/args.h"
#include "smtpd/session.h"

#include <string.h>

bool
hello_greet(struct session *s, struct bytes name, bool extended)
{
	enum guard_verdict verdict;

	if (!helo_name_valid(name)) {
		say(s, RE_HELO_NAME);
		return false;
	}
	session_reset(s);
	verdict = ask_hello(s, name, extended);
	s->state = verdict == GUARD_YES ? SMTP_REST : SMTP_START;
	s->own->extended = extended;
	if (verdict != GUARD_YES)
		say(s, verdict_reply(verdict));
	return verdict == GUARD_YES;
}

static void
line(struct session *s, const char *word, uint64_t number)
{
	char buf[64];
	struct text t = TEXT(buf);

	text_str(&t, word);
	if (number > 0)
		text_num(&t, number);
	say_more(s, RE_HELLO, text_bytes(&t));
}

void
hello_list(struct session *s, struct bytes text)
{
	const struct conf *c = &s->start->conf;

	say_more(s, RE_HELLO, text);
	line(s, "PIPELINING", 0);
	line(s, "SIZE ", c->max_size);
	line(s, "8BITMIME", 0);
	line(s, "SMTPUTF8", 0);
	line(s, "ENHANCEDSTATUSCODES", 0);
	line(s, "CHUNKING", 0);
	line(s, "LIMITS RCPTMAX=", c->max_recipients);
	if (password_offered(s))
		line(s,
		    key_offered(s) ? "AUTH PLAIN LOGIN EXTERNAL"
				   : "AUTH PLAIN LOGIN",
		    0);
	else if (key_offered(s))
		line(s, "AUTH EXTERNAL", 0);
	if (s->handshake)
		line(s, "RCKEY", 0);
	if (handshake_offered(s))
		line(s, "STARTNOISE " NOISE_NAME, 0);
	say_text(s, RE_HELLO, BYTES("HELP"));
}

void
verb_ehlo(struct session *s, struct bytes arg)
{
	if (hello_greet(s, arg, true))
		hello_list(s, bytes_str(s->start->conf.hostname));
}

void
verb_helo(struct session *s, struct bytes arg)
{
	if (hello_greet(s, arg, false))
		say_text(s, RE_HELLO, bytes_str(s->start->conf.hostname));
}

void
verb_auth(struct session *s, struct bytes arg)
{
	struct bytes mech, rest = arg;

	if (s->start->conf.users_any)
		say(s, RE_NOT_OFFERED);
	else if (s->state != SMTP_REST || !s->own->extended || s->known)
		say(s, RE_ORDER);
	else if (bytes_cut(&rest, ' ', &mech) &&
		 memchr(rest.p, ' ', rest.n) != NULL)
		say(s, RE_ARGUMENT);
	else
		login_auth(s, arg);
}

void
verb_http(struct session *s, struct bytes arg)
{
	(void)arg;
	say_and_close(s, RE_HTTP, GUARD_END_ERRORS);
}

void
verb_noop(struct session *s, struct bytes arg)
{
	(void)arg;
	say(s, RE_OK);
}

void
verb_help(struct session *s, struct bytes arg)
{
	(void)arg;
	say(s, RE_HELP);
}

void
verb_vrfy(struct session *s, struct bytes arg)
{
	(void)arg;
	say(s, RE_VRFY);
}

void
verb_rset(struct session *s, struct bytes arg)
{
	(void)arg;
	session_reset(s);
	say(s, RE_RESET);
}

void
verb_quit(struct session *s, struct bytes arg)
{
	(void)arg;
	if (in_transaction(s))
		note_outcome(s, GUARD_REFUSED);
	session_reset(s);
	say_and_close(s, RE_BYE, GUARD_END_QUIT);
}
