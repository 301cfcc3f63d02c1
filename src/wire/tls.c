/*
 * tls.c - STARTTLS and STLS.
 * Runs in the wire. The guard has a process that does TLS. After STARTTLS that
 * process has the peer, and we have a socket to the process.
 */
#include "wire/session.h"

bool
tls_offered(const struct session *s)
{
	return s->start->tls && !s->secure && !s->logged_in;
}

/* How the session ends if there is no TLS. */
static const enum guard_end ends[] = {
	[CONN_END] = GUARD_END_SEAL,
	[CONN_SILENT] = GUARD_END_SILENT,
	[CONN_TERM] = GUARD_END_TERM,
	[CONN_FORGED] = GUARD_END_SEAL,
};

/* Sends what is still to be said in the clear, and moves from the peer to the
 * socket. */
static enum reply
change_over(struct session *s)
{
	enum conn_rc rc;

	s->rest = NULL;
	conn_flush(s->conn);
	handshake_over(s);
	conn_move(s->conn, s->relay);
	rc = ask_sealed(s);
	if (rc != CONN_OK)
		return break_off(s, ends[rc]);
	session_anew(s);
	return RE_NONE;
}

enum reply
verb_starttls(struct session *s, struct bytes arg)
{
	(void)arg;
	if (!tls_offered(s))
		return RE_ORDER;
	/* These octets would be taken for sealed ones. */
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
