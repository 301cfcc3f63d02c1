/*
 * session.c - what POP3 makes of a session.
 * Runs in the wire.
 */
#include "pop3d/session.h"
#include "pop3d/pop3d.h"

static enum reply
list_keys(struct session *s, const struct bytes *line, size_t n)
{
	say_line(s, BYTES("+OK Keys"));
	for (size_t i = 0; i < n; i++)
		say_line(s, line[i]);
	return RE_END;
}

static enum reply
enter_mailbox(struct session *s)
{
	s->state = POP3_MBOX;
	return load_messages(s) ? RE_LOGGED_IN : RE_LATER;
}

void
pop3d_serve(struct start *start, int guard, bool handshake,
    const struct verb *extra_verbs)
{
	static const struct protocol pop3 = {
		.transcript = TRANSCRIPT_POP3,
		.line = LIM_POP3_LINE,
		.first_state = POP3_LOGIN,
		.verbs = pop3_verbs,
		.say = say_row,
		.list = list_keys,
		.implicit = tls_first,
		.enter = enter_mailbox,
	};
	static _Alignas(LIM_PAGE) struct pop3 all;
	struct session *s = &all.session;

	session_open(s, &pop3, start, guard, handshake);
	all.pass = all.failures = all.total = 0;
	all.ahead.n = all.ahead.at = 0;
	s->extra_verbs = extra_verbs;
	session_run(s, RE_READY);
	ahead_end(s);
	session_close(s);
}

void
pop3d_wire(struct start *start, int guard, bool handshake)
{
	pop3d_serve(start, guard, handshake, NULL);
}
