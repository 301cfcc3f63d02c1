/*
 * session.c - what SMTP makes of a session.
 * Runs in the wire.
 */
#include "smtpd/session.h"
#include "smtpd/smtpd.h"

static enum reply
list_keys(struct session *s, const struct bytes *line, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++)
		say_more(s, RE_LINE, line[i]);
	return reply_words(s, RE_LINE, line[n - 1]);
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

void
smtpd_serve(struct start *start, int guard, bool handshake,
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
		.list = list_keys,
		.implicit = tls_first,
	};
	static _Alignas(LIM_PAGE) struct smtp all;
	struct session *s = &all.session;

	session_open(s, &smtp, start, guard, handshake);
	all.body.fd = -1;
	s->extra_verbs = extra_verbs;
	session_run(s, banner(s));
	/* Where replies cannot be written, the rest of the input is cut off. */
	if (in_transaction(s) || (s->conn->broken && s->end == GUARD_END_LOST))
		note_outcome(s, GUARD_REFUSED);
	body_drop(s);
	session_close(s);
}

void
smtpd_wire(struct start *start, int guard, bool handshake)
{
	smtpd_serve(start, guard, handshake, NULL);
}
