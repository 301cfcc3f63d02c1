/*
 * relay.c - the pump between a TLS session and a plain socket.
 * Runs in the relay, under its filter. Every octet from the peer may be
 * anything; what it means is GnuTLS's business until it is plain, and that of
 * the other side of the socket from then on.
 */
#include "tls/relay.h"
#include "base/clock.h"
#include "base/file.h"
#include "tls/stream.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

/* When PLAIN has let go: for the next octets, and for all that are left. A peer
 * on a slow line gets what a socket in the clear would keep for it. */
#define LAST_MS 5000
#define ALL_MS 25000

static ssize_t
pull(gnutls_transport_ptr_t arg, void *p, size_t n)
{
	const struct relay *r = arg;

	return stream_read(r->in, p, n);
}

static ssize_t
push(gnutls_transport_ptr_t arg, const void *p, size_t n)
{
	const struct relay *r = arg;

	return stream_write(r->out, p, n);
}

/* GnuTLS asks for it only where it would wait, which we do ourselves. */
static int
pull_timeout(gnutls_transport_ptr_t arg, unsigned ms)
{
	const struct relay *r = arg;
	struct pollfd p = { .fd = r->in, .events = POLLIN };

	(void)ms;
	return poll(&p, 1, 0);
}

void
relay_init(
    struct relay *r, gnutls_session_t session, int in, int out, int plain)
{
	memset(r, 0, sizeof(*r));
	r->session = session;
	r->in = in;
	r->out = out;
	r->plain = plain;
	gnutls_transport_set_ptr(session, r);
	gnutls_transport_set_pull_function(session, pull);
	gnutls_transport_set_push_function(session, push);
	gnutls_transport_set_pull_timeout_function(session, pull_timeout);
}

/* True if RC means that the call is to be made again later. */
static bool
later(int rc)
{
	return rc == GNUTLS_E_AGAIN || rc == GNUTLS_E_INTERRUPTED;
}

/* Waits until the peer can be read or written, as GnuTLS needs it. False: it
 * cannot by then, or PLAIN has been let go of. */
static bool
wait_for_peer(struct relay *r, int64_t deadline)
{
	bool writes = gnutls_record_get_direction(r->session) == 1;
	struct pollfd p[2] = {
		{ .fd = writes ? r->out : r->in,
		    .events = writes ? POLLOUT : POLLIN },
		{ .fd = r->plain },
	};
	int n;

	do
		n = poll(p, 2, clock_left(deadline));
	while (n < 0 && errno == EINTR);
	r->gone = p[1].revents != 0;
	return n > 0 && !r->gone;
}

int
relay_handshake(struct relay *r, int64_t deadline)
{
	int rc;

	/* One deadline for the whole, so that a peer that sends an octet a
	 * second cannot stretch it. */
	while ((rc = gnutls_handshake(r->session)) < 0) {
		if (later(rc)) {
			if (!wait_for_peer(r, deadline))
				return GNUTLS_E_TIMEDOUT;
		} else if (gnutls_error_is_fatal(rc)) {
			return rc;
		}
		if (clock_left(deadline) == 0)
			return GNUTLS_E_TIMEDOUT;
	}
	return 0;
}

static bool
empty(const struct lane *l)
{
	return l->at == l->end;
}

static void
fill(struct lane *l, size_t n)
{
	l->at = 0;
	l->end = n;
}

/* The peer speaks. */
static void
from_peer(struct relay *r)
{
	ssize_t n;

	if (!empty(&r->to_plain) || r->peer_over || r->gone)
		return;
	n = gnutls_record_recv(
	    r->session, r->to_plain.octets, sizeof(r->to_plain.octets));
	if (n > 0)
		fill(&r->to_plain, (size_t)n);
	else if (n == 0 || r->lost)
		r->peer_over = true;
	else if (n == GNUTLS_E_REHANDSHAKE || gnutls_error_is_fatal((int)n)) {
		(void)gnutls_alert_send_appropriate(r->session, (int)n);
		r->lost = r->peer_over = true;
	}
}

/* Tells the peer that PLAIN has ended, unless that has to wait. */
static void
say_bye(struct relay *r)
{
	r->blocked = later(gnutls_bye(r->session, GNUTLS_SHUT_WR));
	r->bye = !r->blocked;
}

static void
to_peer(struct relay *r)
{
	struct lane *l = &r->to_peer;
	ssize_t n;

	r->blocked = false;
	while (!empty(l) && !r->lost && !r->blocked) {
		n = gnutls_record_send(
		    r->session, l->octets + l->at, l->end - l->at);
		if (n > 0) {
			l->at += (size_t)n;
			r->moved = true;
		} else if (later((int)n))
			r->blocked = true;
		else
			r->lost = true;
	}
	if (r->lost)
		fill(l, 0);
	else if (r->plain_over && !r->bye && !r->blocked)
		say_bye(r);
}

static void
from_plain(struct relay *r)
{
	ssize_t n;

	if (!empty(&r->to_peer) || r->plain_over)
		return;
	n = stream_read(r->plain, r->to_peer.octets, sizeof(r->to_peer.octets));
	if (n > 0)
		fill(&r->to_peer, (size_t)n);
	else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
		r->plain_over = true;
		r->gone |= n < 0 || !r->halves;
	}
}

static void
to_plain(struct relay *r)
{
	struct lane *l = &r->to_plain;
	ssize_t n = 0;

	while (!empty(l) && n >= 0) {
		n = stream_write(r->plain, l->octets + l->at, l->end - l->at);
		if (n > 0)
			l->at += (size_t)n;
		else if (n < 0 && errno != EAGAIN && errno != EINTR)
			r->plain_over = r->gone = true;
		if (r->gone)
			fill(l, 0);
	}
	if (empty(l) && r->peer_over && !r->told && !r->lost) {
		r->told = true;
		(void)shutdown(r->plain, SHUT_WR);
	}
}

/* True if there is nothing more to be done. */
static bool
done(const struct relay *r)
{
	bool heard = r->gone || (r->peer_over && empty(&r->to_plain));

	return heard && (r->bye || r->lost);
}

/* Waits until one of the lanes can move, or PLAIN is let go of. */
static bool
wait_for_any(struct relay *r, int64_t deadline)
{
	/* relay_drain() reads the octets that come after PLAIN has gone. */
	bool hear = empty(&r->to_plain) && !r->peer_over && !r->gone;
	bool read = empty(&r->to_peer) && !r->plain_over;
	struct pollfd p[3] = {
		{ .fd = hear ? r->in : -1, .events = POLLIN },
		{ .fd = r->blocked ? r->out : -1, .events = POLLOUT },
		{ .fd = r->plain },
	};
	int n;

	if (read)
		p[2].events |= POLLIN;
	if (!empty(&r->to_plain))
		p[2].events |= POLLOUT;
	/* We cannot take this end yet, and polling for it would not wait. */
	if (p[2].events == 0 && r->gone)
		p[2].fd = -1;
	/* Of a connection that is lost we take what came before. */
	if (hear && (r->lost || gnutls_record_check_pending(r->session) > 0))
		return true;
	n = poll(p, 3, deadline > 0 ? clock_left(deadline) : -1);
	if (n > 0 && (p[2].revents & POLLHUP) != 0)
		r->gone = true;
	return n != 0;
}

void
relay_drain(const struct relay *r)
{
	struct pollfd p = { .fd = r->in, .events = POLLIN };

	if (poll(&p, 1, 0) == 1)
		file_drain(r->in);
}

void
relay_run(struct relay *r)
{
	int64_t deadline = 0, end = 0;

	while (!done(r)) {
		/* PLAIN has its own deadlines; ours are for the time after. */
		if (r->gone && (r->moved || deadline == 0)) {
			deadline = clock_mono() + LAST_MS;
			if (end == 0)
				end = clock_mono() + ALL_MS;
			if (deadline > end)
				deadline = end;
		}
		r->moved = false;
		/* A peer that always has something ready lets no wait end for
		 * want of time. */
		if (deadline > 0 && clock_left(deadline) == 0)
			return;
		if (!wait_for_any(r, deadline))
			return;
		from_peer(r);
		to_plain(r);
		from_plain(r);
		to_peer(r);
	}
}

void
relay_refuse(struct relay *r, int rc)
{
	if (rc != GNUTLS_E_TIMEDOUT)
		(void)gnutls_alert_send_appropriate(r->session, rc);
}
