/*
 * session.c - the loop of a session: lines in, replies out, limits.
 * Runs in the wire. Every byte of a line comes from the peer.
 */
#include "smtpd/session.h"
#include "proto/args.h"
#include "smtpd/smtpd.h"

#include <string.h>

static void
put_reply(struct session *s, enum reply r, char mark, struct bytes text)
{
	char buf[LIM_DOMAIN + 256];
	struct text t = TEXT(buf);

	text_num(&t, replies[r].code);
	text_char(&t, mark);
	if (replies[r].enhanced != NULL) {
		text_str(&t, replies[r].enhanced);
		text_char(&t, ' ');
	}
	text_put(&t, text);
	text_str(&t, "\r\n");
	chan_put(s->chan, (struct bytes){ t.p, t.n });
}

void
say_text(struct session *s, enum reply r, struct bytes text)
{
	put_reply(s, r, ' ', text);
	s->errors += replies[r].code >= 500;
}

void
say_more(struct session *s, enum reply r, struct bytes text)
{
	put_reply(s, r, '-', text);
}

void
say(struct session *s, enum reply r)
{
	say_text(s, r, bytes_str(replies[r].text));
}

void
say_and_close(struct session *s, enum reply r, enum guard_end end)
{
	if (s->closing)
		return;
	say(s, r);
	s->closing = true;
	s->end = end;
}

enum reply
verdict_reply(enum guard_verdict v)
{
	static const enum reply by_verdict[GUARD_VERDICTS] = {
		[GUARD_YES] = RE_OK,
		[GUARD_NO_USER] = RE_NO_USER,
		[GUARD_NOT_OURS] = RE_NOT_OURS,
		[GUARD_TOO_MANY] = RE_TOO_MANY,
		[GUARD_LATER] = RE_LOCAL_ERROR,
		[GUARD_NO_SPACE] = RE_NO_SPACE,
		[GUARD_NO_QUOTA] = RE_NO_QUOTA,
		[GUARD_TOO_LARGE] = RE_TOO_LARGE,
		[GUARD_NOT_YOURS] = RE_NOT_YOURS,
		[GUARD_LIMIT] = RE_LIMIT,
		[GUARD_BAD_NAME] = RE_BAD_NAME,
		[GUARD_PROTECTED] = RE_PROTECTED,
		[GUARD_NOT_DOMAIN] = RE_NOT_DOMAIN,
	};

	return by_verdict[v];
}

void
say_silence(struct session *s, enum chan_rc rc)
{
	if (rc == CHAN_SILENT) {
		say_and_close(s, RE_TIMEOUT, GUARD_END_SILENT);
	} else if (rc == CHAN_TERM) {
		say_and_close(s, RE_SHUTDOWN, GUARD_END_TERM);
	} else {
		s->closing = true;
		s->mute = rc == CHAN_FORGED;
		s->end = rc == CHAN_FORGED   ? GUARD_END_FORGED
			 : s->tunnel.in.over ? GUARD_END_QUIT
					     : GUARD_END_LOST;
	}
}

void
session_reset(struct session *s)
{
	struct guard_request req = { .op = GUARD_RESET };
	struct guard_reply reply;

	body_drop(s);
	if ((s->state & (SMTP_START | SMTP_REST)) == 0) {
		(void)guard_call(s->guard, &req, &reply, NULL);
		s->state = SMTP_REST;
	}
	s->utf8 = false;
}

static const struct verb *
find_verb(const struct session *s, struct bytes name)
{
	for (const struct verb *v = s->first; v->name != NULL; v++)
		if (bytes_ieq(name, bytes_str(v->name)))
			return v;
	for (const struct verb *v = smtp_verbs; v->name != NULL; v++)
		if (bytes_ieq(name, bytes_str(v->name)))
			return v;
	return NULL;
}

/* A browser, or a page that makes one post here. */
static bool
is_http(struct bytes verb)
{
	static const char *const methods[] = { "GET", "POST", "PUT", "HEAD",
		"OPTIONS", "CONNECT" };

	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
		if (bytes_ieq(verb, bytes_str(methods[i])))
			return true;
	return false;
}

static void
run_line(struct session *s, struct bytes line)
{
	struct bytes name, arg;
	const struct verb *v = NULL;

	s->commands++;
	s->chatter++;
	if (!args_split(line, &name, &arg)) {
		say(s, RE_SYNTAX);
		return;
	}
	v = find_verb(s, name);
	if (v == NULL && is_http(name)) {
		say_and_close(s, RE_HTTP, GUARD_END_ERRORS);
		return;
	}
	if (v == NULL) {
		say(s, RE_UNKNOWN);
		return;
	}
	s->chatter -= v->mail;
	if (!v->early && !s->secure &&
	    s->start->conf.handshake == CONF_HS_REQUIRE)
		say(s, RE_REQUIRED);
	else if (v->run == NULL)
		say(s, RE_NOT_OFFERED);
	else if ((v->argument == NONE && arg.n > 0) ||
		 (v->argument == SOME && arg.n == 0))
		say(s, RE_ARGUMENT);
	else if ((v->when & s->state) == 0)
		say(s, RE_ORDER);
	else
		v->run(s, arg);
}

/* An AUTH line or an answer to it may be longer than others. */
static size_t
longest(const struct session *s, struct bytes in)
{
	return s->answer != NULL || bytes_istarts(in, BYTES("AUTH "))
		   ? LIM_AUTH_LINE
		   : LIM_LINE;
}

/* One line, or one more piece of one. */
static void
step(struct session *s)
{
	struct bytes in = chan_input(s->chan), line;
	enum wireline_rc rc =
	    wireline_take(&s->line, &in, longest(s, in), &line);
	enum chan_rc filled;

	/* The handshake is bound to all that came before its line. */
	if (rc == WIRELINE_OK && s->handshake && !s->secure &&
	    bytes_istarts(line, BYTES("STARTNOISE")))
		tunnel_mark(&s->tunnel, TRANSCRIPT_SMTP);
	chan_take(s->chan, chan_input(s->chan).n - in.n);
	switch (rc) {
	case WIRELINE_OK:
		if (s->answer != NULL)
			s->answer(s, line);
		else
			run_line(s, line);
		break;
	case WIRELINE_BAD:
	case WIRELINE_LONG:
		s->commands++;
		s->chatter++;
		s->answer = NULL;
		say(s, RE_SYNTAX);
		break;
	case WIRELINE_FLOOD:
		say_and_close(s, RE_LINE_FLOOD, GUARD_END_ERRORS);
		break;
	case WIRELINE_MORE:
		filled = chan_fill(s->chan);
		if (filled != CHAN_OK)
			say_silence(s, filled);
		break;
	}
	if (!s->closing && (s->errors >= s->start->conf.max_errors ||
			       s->chatter >= LIM_CHATTER))
		say_and_close(s, RE_TOO_MANY_ERRORS, GUARD_END_ERRORS);
}

static void
greet(struct session *s)
{
	char buf[LIM_DOMAIN + 32];
	struct text t = TEXT(buf);

	text_str(&t, s->start->conf.hostname);
	text_str(&t, " ESMTP smtpd-lite");
	say_text(s, RE_READY, (struct bytes){ t.p, t.n });
}

void
smtpd_wire(const struct start *start, int guard, bool handshake)
{
	static struct chan chan;
	static struct session s;
	struct guard_request bye = { .op = GUARD_BYE };

	chan_init(
	    &chan, 0, 1, start->conf.idle_timeout, start->conf.session_timeout);
	s.start = start;
	s.chan = &chan;
	s.guard = guard;
	s.state = SMTP_START;
	s.body.fd = -1;
	s.line.local = !start->peer.network;
	s.first = start->conf.dialect == CONF_TEACHING ? smtp_verbs_teaching
						       : smtp_verbs;
	s.handshake = handshake;
	if (handshake)
		chan_wrap(&chan, tunnel_witness(&s.tunnel));
	greet(&s);
	while (!s.closing)
		step(&s);
	body_drop(&s);
	if (!s.mute)
		chan_finish(&chan);
	explicit_bzero(&s.sasl, sizeof(s.sasl));
	explicit_bzero(&s.tunnel, sizeof(s.tunnel));
	bye.u.bye.end = s.end;
	bye.u.bye.commands = s.commands;
	bye.u.bye.errors = s.errors;
	guard_tell(guard, &bye);
}
