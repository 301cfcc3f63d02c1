/*
 * session.c - what SMTP makes of a session: replies, a transaction, limits.
 * Runs in the wire.
 */
#include "smtpd/session.h"
#include "smtpd/reply.h"
#include "smtpd/smtpd.h"

static void
put_reply(struct session *s, enum reply r, char mark, struct bytes text)
{
	char buf[LIM_REPLY];
	struct text t = TEXT(buf);
	size_t room;

	text_num(&t, replies[r].code);
	text_char(&t, mark);
	if (replies[r].enhanced != NULL) {
		text_str(&t, replies[r].enhanced);
		text_char(&t, ' ');
	}
	/* A reply is whole, with its end, whoever chose its words. */
	room = sizeof(buf) - t.n - 2;
	text_put(&t, (struct bytes){ text.p, text.n < room ? text.n : room });
	text_str(&t, "\r\n");
	conn_put(s->conn, text_bytes(&t));
}

void
say_more(struct session *s, enum reply r, struct bytes text)
{
	put_reply(s, r, '-', text);
}

static void
say_row(struct session *s, enum reply r, const struct bytes *words)
{
	unsigned code = replies[r].code;

	put_reply(
	    s, r, ' ', words != NULL ? *words : bytes_str(replies[r].text));
	s->errors += code >= 500;
	/* Behind a 421 no mail is looked at any more. */
	if (code >= 400 && (s->mail || in_transaction(s) || code == 421))
		note_outcome(s, code >= 500 ? GUARD_REFUSED : GUARD_DEFERRED);
}

static enum reply
list(struct session *s, const struct bytes *line, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++)
		say_more(s, RE_HELLO, line[i]);
	return reply_words(s, RE_HELLO, line[n - 1]);
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

bool
in_transaction(const struct session *s)
{
	return (s->state & (SMTP_START | SMTP_REST)) == 0;
}

void
session_reset(struct session *s)
{
	body_drop(s);
	if (in_transaction(s)) {
		ask_reset(s);
		s->state = SMTP_REST;
	}
	smtp_of(s)->utf8 = false;
}

static enum reply
banner(struct session *s)
{
	char buf[LIM_DOMAIN + 32];
	struct text t = TEXT(buf);

	text_str(&t, s->start->conf.hostname);
	text_str(&t, " ESMTP smtpd-lite");
	return reply_words(s, RE_READY, text_bytes(&t));
}

static enum reply
enter(struct session *s)
{
	(void)s;
	return RE_LOGGED_IN;
}

void
smtpd_serve(const struct start *start, int guard, bool handshake,
    const struct verb *extra_verbs)
{
	static const struct protocol smtp = {
		.transcript = TRANSCRIPT_SMTP,
		.line = LIM_LINE,
		.idle_commands = LIM_IDLE_COMMANDS,
		.first_state = SMTP_START,
		.unsolicited = true,
		.verbs = smtp_verbs,
		.say = say_row,
		.refuse = data_refuse,
		.list = list,
		.enter = enter,
	};
	static _Alignas(LIM_PAGE) struct smtp all;
	struct session *s = &all.session;

	session_open(s, &smtp, start, guard, handshake);
	all.body.fd = -1;
	s->extra_verbs = extra_verbs;
	session_run(s, banner(s));
	if (in_transaction(s))
		note_outcome(s, GUARD_REFUSED);
	body_drop(s);
	session_close(s);
}

void
smtpd_wire(const struct start *start, int guard, bool handshake)
{
	smtpd_serve(start, guard, handshake, NULL);
}
