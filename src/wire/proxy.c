/*
 * proxy.c - the header that a proxy begins a connection with.
 * Runs in the wire.
 */
#include "conn/connio.h"
#include "proto/proxy.h"
#include "wire/session.h"

#include <unistd.h>

#define HEADER_MS 5000 /* for all of it */

_Static_assert(PROXY_MOST <= LIM_INPUT, "room for a header");

/* Reads the header, and no octet behind it, which may be for the process that
 * does TLS. The buffer for input, which is still empty, has room for it. */
static enum proxy_rc
read_header(struct conn *c, struct ip *peer)
{
	int64_t deadline = conn_deadline(c, HEADER_MS);
	struct bytes in = { c->input, 0 };
	enum proxy_rc rc;
	size_t need;

	while ((rc = proxy_take(in, &need, peer)) == PROXY_MORE) {
		ssize_t n = connio_wait(c->in, POLLIN, deadline) == CONN_OK
				? read(c->in, c->input + in.n, need)
				: 0;

		if (n <= 0)
			return PROXY_BROKEN;
		in.n += (size_t)n;
	}
	return rc;
}

bool
proxy_first(struct session *s)
{
	struct ip peer;
	enum proxy_rc rc = read_header(s->conn, &peer);
	const struct ip *told = rc == PROXY_TELLS ? &peer : NULL;

	if (rc == PROXY_BROKEN)
		return false;
	ask_peer(s, told);
	peer_announce(&s->start->peer, told);
	return true;
}
