/*
 * tls.c - STARTTLS and STLS.
 * Runs in the wire. TLS is done by a process that the guard has at hand: from
 * then on that one has the peer, and we have a socket to it.
 */
#include "wire/session.h"

bool
tls_offered(const struct session *s)
{
	return s->start->tls && !s->secure && !s->logged_in;
}

/* What we have to say in the clear is said, and the peer let go of. */
static enum reply
change_over(struct session *s)
{
	s->rest = NULL;
	conn_flush(s->conn);
	handshake_over(s);
	conn_move(s->conn, s->relay);
	if (ask_sealed(s) != GUARD_YES)
		return break_off(s, GUARD_END_SEAL);
	session_anew(s);
	return RE_NONE;
}

enum reply
verb_starttls(struct session *s, struct bytes arg)
{
	(void)arg;
	if (!tls_offered(s))
		return RE_ORDER;
	/* They would be taken for what came sealed. */
	if (conn_input(s->conn).n > 0)
		return reply_and_close(s, RE_ORDER, GUARD_END_FORGED);
	if (ask_tls(s, &s->relay) != GUARD_YES || s->relay < 0)
		return RE_HANDSHAKE_LATER;
	s->rest = change_over;
	return RE_TLS_GO;
}

enum reply
tls_first(struct session *s)
{
	return ask_tls(s, &s->relay) == GUARD_YES && s->relay >= 0
		   ? change_over(s)
		   : break_off(s, GUARD_END_SEAL);
}
