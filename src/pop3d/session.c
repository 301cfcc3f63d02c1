/*
 * session.c - what POP3 makes of a session: replies, lists, arguments.
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

void
say_dot(struct session *s)
{
	say_line(s, BYTES("."));
}

void
say_ok(struct session *s, struct bytes text)
{
	conn_put(s->conn, BYTES("+OK "));
	say_line(s, text);
}

void
cut_short(struct session *s)
{
	/* What was answered before is whole. */
	conn_flush(s->conn);
	break_off(s, GUARD_END_LOST);
}

bool
pop3_number(struct bytes b, uint64_t *out)
{
	return b.n <= 10 && num_parse(b, UINT64_MAX, out) &&
	       (b.n == 1 || b.p[0] != '0');
}

bool
take_message(struct session *s, struct bytes *arg, uint32_t *i)
{
	struct bytes digits;
	uint64_t n;

	if (!bytes_cut(arg, ' ', &digits)) {
		digits = *arg;
		*arg = bytes_skip(*arg, arg->n);
	}
	if (!pop3_number(digits, &n)) {
		say(s, RE_ARGUMENT);
	} else if (n == 0 || n > s->own->total) {
		say(s, RE_NO_MESSAGE);
	} else if ((s->own->message[n - 1] & POP3_GONE) != 0) {
		say(s, RE_DELETED);
	} else {
		*i = (uint32_t)n - 1;
		return true;
	}
	return false;
}

static void
say_row(struct session *s, enum reply r)
{
	say_line(s, bytes_str(replies[r]));
	s->errors += replies[r][0] == '-';
}

static void
say_list(struct session *s, const struct bytes *line, size_t n)
{
	say_ok(s, BYTES("Keys"));
	for (size_t i = 0; i < n; i++)
		say_line(s, line[i]);
	say_dot(s);
}

static enum reply
enter(struct session *s)
{
	s->state = POP3_MBOX;
	return load_messages(s) ? RE_LOGGED_IN : RE_LATER;
}

void
pop3d_serve(const struct start *start, int guard, bool handshake,
    const struct verb *first)
{
	static const struct protocol pop3 = {
		.transcript = TRANSCRIPT_POP3,
		.line = LIM_POP3_LINE,
		.outset = POP3_LOGIN,
		.ask = BYTES("+ "),
		.step = BYTES("+OK "),
		.verbs = pop3_verbs,
		.say = say_row,
		.list = say_list,
		.enter = enter,
	};
	static struct own own;
	struct session *s = session_open(&pop3, start, guard, handshake);

	s->own = &own;
	s->first = first;
	own.pass = own.failures = own.total = 0;
	own.ahead.n = own.ahead.at = 0;
	say(s, RE_READY);
	session_run(s);
	ahead_end(s);
	session_close(s);
}

void
pop3d_wire(const struct start *start, int guard, bool handshake)
{
	pop3d_serve(start, guard, handshake, pop3_verbs);
}
