/*
 * hello.c - EHLO, HELO, and the verbs that only answer.
 * Runs in the wire.
 */
#include "proto/args.h"
#include "smtpd/session.h"

enum reply
hello_greet(struct session *s, struct bytes name, bool extended)
{
	enum guard_verdict verdict;

	if (!helo_name_valid(name))
		return RE_HELO_NAME;
	session_reset(s);
	verdict = ask_hello(s, name, extended);
	s->state = verdict == GUARD_YES ? SMTP_REST : SMTP_START;
	smtp_of(s)->extended = extended;
	return verdict_reply(verdict);
}

static void
line(struct session *s, const char *word, uint64_t number)
{
	char buf[64];
	struct text t = TEXT(buf);

	text_str(&t, word);
	if (number > 0)
		text_num(&t, number);
	say_more(s, RE_LINE, text_bytes(&t));
}

enum reply
hello_list(struct session *s, struct bytes text)
{
	const struct conf *c = &s->start->conf;

	say_more(s, RE_LINE, text);
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
	if (tls_offered(s))
		line(s, "STARTTLS", 0);
	return reply_words(s, RE_LINE, BYTES("HELP"));
}

enum reply
verb_ehlo(struct session *s, struct bytes arg)
{
	enum reply r = hello_greet(s, arg, true);

	return r == RE_OK ? hello_list(s, bytes_str(s->start->conf.hostname))
			  : r;
}

enum reply
verb_helo(struct session *s, struct bytes arg)
{
	enum reply r = hello_greet(s, arg, false);

	return r == RE_OK
		   ? reply_words(s, RE_LINE, bytes_str(s->start->conf.hostname))
		   : r;
}

enum reply
verb_http(struct session *s, struct bytes arg)
{
	(void)arg;
	return reply_and_close(s, RE_HTTP, GUARD_END_ERRORS);
}

enum reply
verb_rset(struct session *s, struct bytes arg)
{
	(void)arg;
	session_reset(s);
	return RE_RESET;
}

enum reply
verb_quit(struct session *s, struct bytes arg)
{
	(void)arg;
	return reply_and_close(s, RE_BYE, GUARD_END_QUIT);
}
