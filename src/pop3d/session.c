/*
 * session.c - what POP3 makes of a session: replies and arguments.
 * Runs in the wire.
 */
#include "pop3d/session.h"
#include "pop3d/pop3d.h"
#include "pop3d/reply.h"

void
say_line(struct session *s, struct bytes text)
{
	conn_put(s->conn, text);
	conn_put(s->conn, BYTES("\r\n"));
}

enum reply
cut_short(struct session *s)
{
	/* Earlier answers are whole, and may go out. */
	conn_flush(s->conn);
	return break_off(s, GUARD_END_LOST);
}

bool
pop3_number(struct bytes b, uint64_t *out)
{
	return b.n <= 10 && num_parse(b, UINT64_MAX, out) &&
	       (b.n == 1 || b.p[0] != '0');
}

enum reply
take_message(struct session *s, struct bytes *arg, uint32_t *i)
{
	struct pop3 *p = pop3_of(s);
	uint64_t n;

	if (!pop3_number(bytes_take(arg, ' '), &n))
		return RE_ARGUMENT;
	if (n == 0 || n > p->total)
		return RE_NO_MESSAGE;
	if ((p->message[n - 1] & POP3_GONE) != 0)
		return RE_DELETED;
	*i = (uint32_t)n - 1;
	return RE_OK;
}

static void
say_row(struct session *s, enum reply r, const struct bytes *words)
{
	conn_put(s->conn, bytes_str(replies[r]));
	if (words != NULL) {
		conn_put(s->conn, BYTES(" "));
		conn_put(s->conn, *words);
	}
	conn_put(s->conn, BYTES("\r\n"));
	s->errors += replies[r][0] == '-';
}

static enum reply
list(struct session *s, const struct bytes *line, size_t n)
{
	say_line(s, BYTES("+OK Keys"));
	for (size_t i = 0; i < n; i++)
		say_line(s, line[i]);
	return RE_END;
}

static enum reply
enter(struct session *s)
{
	s->state = POP3_MBOX;
	return load_messages(s) ? RE_LOGGED_IN : RE_LATER;
}

void
pop3d_serve(const struct start *start, int guard, bool handshake,
    const struct verb *extra_verbs)
{
	static const struct protocol pop3 = {
		.transcript = TRANSCRIPT_POP3,
		.line = LIM_POP3_LINE,
		.first_state = POP3_LOGIN,
		.verbs = pop3_verbs,
		.say = say_row,
		.list = list,
		.enter = enter,
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
pop3d_wire(const struct start *start, int guard, bool handshake)
{
	pop3d_serve(start, guard, handshake, NULL);
}
