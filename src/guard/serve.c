/*
 * serve.c - the one loop that serves a request table.
 * Runs in the guard. Believes nothing the wire says.
 */
#include "base/clock.h"
#include "base/log.h"
#include "base/passfd.h"
#include "base/signals.h"
#include "guard/session.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

bool
guard_bye(struct guard *g, struct exchange *x)
{
	if (x->req->u.bye.end >= GUARD_ENDS ||
	    x->req->u.bye.outcome >= GUARD_OUTCOMES)
		return false;
	guard_forget(g);
	g->bye = x->req->u.bye;
	/* The wire sees only that there will be no TLS. */
	if (g->bye.end == GUARD_END_SEAL && signals_ended())
		g->bye.end = GUARD_END_TERM;
	g->state = AT_END;
	return true;
}

/* An honest wire has room for the answer that it asked for. If the answer
 * cannot be sent, both would wait for each other, so the socket is closed. But
 * a descriptor may be one more than the processes of a user may have under way
 * together (ETOOMANYREFS); then the answer goes without it. */
bool
guard_send(int socket, const void *p, size_t n, int fd)
{
	if (passfd_send(socket, p, n, fd, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0)
		return true;
	log_problem("guard",
	    fd >= 0 ? "cannot hand a file to the wire"
		    : "cannot answer the wire",
	    errno);
	if (fd < 0)
		(void)shutdown(socket, SHUT_RDWR);
	return false;
}

/* While the wire waits for news it may ask for nothing else. Least of all may
 * it become another user, since the news are of the present one. */
static unsigned
state_now(const struct guard *g)
{
	return g->news && g->state != AT_END ? AT_NEWS : g->state;
}

static const struct guard_row *
find_row(const struct guard_service *s, uint32_t op)
{
	return s->requests[op].when == 0 && s->strict != NULL
		   ? &s->strict->requests[op]
		   : &s->requests[op];
}

static bool
dispatch(struct guard *g, const struct guard_request *req)
{
	const struct guard_row *row;
	struct exchange x = { .req = req, .fd = -1 };
	bool honest;

	if (req->op >= GUARD_OPS)
		return false;
	row = find_row(g->service, req->op);
	if ((row->when & state_now(g)) == 0 ||
	    (req->posted != 0 && row->answered != UNLESS_POSTED))
		return false;
	honest = row->handler(g, &x);
	g->start->counts[guard_counted[req->op][x.reply.verdict]]++;
	if (req->posted != 0)
		honest = honest && x.reply.verdict == GUARD_YES;
	else if (honest && row->answered != NEVER &&
		 !guard_send(g->socket, &x.reply, sizeof(x.reply), x.fd) &&
		 x.fd >= 0) {
		/* The file could not be handed over. */
		guard_void_file(g);
		x.reply = (struct guard_reply){ .verdict = GUARD_LATER };
		(void)guard_send(g->socket, &x.reply, sizeof(x.reply), -1);
	}
	if (row->after == AFTER_CLOSE_FD && x.fd >= 0)
		(void)close(x.fd);
	explicit_bzero(&x, sizeof(x)); /* may have held keys */
	if (!honest)
		return false;
	/* The name in tmp/ goes now, when the peer does not wait any more. */
	if (row->after == AFTER_FORGET)
		guard_forget(g);
	return true;
}

/* Waits for a request of the wire. After DEADLINE none is served, even if one
 * is there. Meanwhile the service tells the wire its news. A SIGTERM is passed
 * on to the wire, which knows where in the dialogue it stands. */
static bool
wait_for_wire(struct guard *g, pid_t wire, int64_t deadline)
{
	int left;

	while ((left = clock_left(deadline)) > 0) {
		struct pollfd p[2] = {
			{ .fd = g->socket, .events = POLLIN },
			{ .fd = g->state == AT_END ? -1 : g->news_fd,
			    .events = POLLIN },
		};
		int n;

		if (signals_ended() && kill(wire, SIGTERM) != 0)
			return false;
		n = signals_wait(p, 2, left);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0 && p[0].revents != 0)
			return true;
		if (n > 0)
			g->service->news(g);
	}
	return false;
}

/* Requests that came together: all but the last of them posted. */
static bool
dispatch_all(struct guard *g, const struct guard_request *req, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!dispatch(g, &req[i]) || (i + 1 < n && !req[i].posted))
			return false;
	return true;
}

/* Serves one message of the wire. False: the wire has closed, or *OK is false
 * because it broke a rule. */
static bool
serve_one(struct guard *g, bool *ok)
{
	struct guard_request req[GUARD_BATCH];
	struct iovec iov = { req, sizeof(req) };
	/* There is no room for descriptors: the kernel drops one that is sent
	 * along, and sets MSG_CTRUNC. */
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1 };
	ssize_t n = recvmsg(g->socket, &msg, MSG_DONTWAIT);

	*ok = n >= 0 && (size_t)n % sizeof(*req) == 0 &&
	      (msg.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) == 0 &&
	      dispatch_all(g, req, (size_t)n / sizeof(*req));
	explicit_bzero(req, sizeof(req)); /* may have held a password */
	if (!*ok)
		log_problem(
		    "violation", "the wire broke the rules of the guard", 0);
	return *ok && n > 0;
}

bool
guard_serve(struct guard *g, pid_t wire, int64_t deadline)
{
	bool ok;

	while (wait_for_wire(g, wire, deadline))
		if (!serve_one(g, &ok))
			return ok;
	log_problem("overtime", "the wire outlived its deadline", 0);
	return false;
}
