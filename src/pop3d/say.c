/*
 * say.c - how POP3 says a reply, and takes a message's number.
 * Runs in the wire.
 */
#include "pop3d/reply.h"
#include "pop3d/session.h"

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
	if ((p->message[n - 1] & POP3_DELETED) != 0)
		return RE_DELETED;
	*i = (uint32_t)n - 1;
	return RE_OK;
}

void
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
