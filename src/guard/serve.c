/*
 * serve.c - the request table and the one loop that serves it.
 * Runs in the guard. Believes nothing the wire says.
 */
#include "base/clock.h"
#include "base/log.h"
#include "guard/session.h"
#include "guard/watch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define SMTP (AT_START | AT_REST | AT_MAIL | AT_RCPT | AT_BODY)
#define ANY_TIME (SMTP | AT_LOGIN | AT_MBOX)

static bool
bye(struct guard *g, const struct guard_request *req, struct guard_reply *reply,
    int *fd)
{
	(void)reply;
	(void)fd;
	if (req->u.bye.end >= GUARD_ENDS)
		return false;
	guard_forget(g);
	g->bye = *req;
	g->state = AT_END;
	return true;
}

/* What may happen once only has a state that it leaves for good: AT_NOISE
 * is entered before the channel is sealed, AT_END is never left. */
static const struct {
	unsigned when; /* states in which it is allowed */
	bool answered;
	guard_handler *handler;
} requests[GUARD_OPS] = {
	[GUARD_HELLO] = { SMTP, true, guard_hello },
	[GUARD_MAIL] = { AT_REST, true, guard_mail },
	[GUARD_RCPT] = { AT_MAIL | AT_RCPT, true, guard_rcpt },
	[GUARD_BODY] = { AT_RCPT, true, guard_body },
	[GUARD_COMMIT] = { AT_BODY, true, guard_commit },
	[GUARD_RESET] = { SMTP, true, guard_reset },
	[GUARD_LOGIN] = { AT_REST | AT_LOGIN, true, guard_login },
	[GUARD_RCKEY] = { ANY_TIME, true, guard_rckey },
	[GUARD_NOISE1] = { AT_START | AT_REST | AT_LOGIN, true, guard_noise1 },
	[GUARD_NOISE3] = { AT_NOISE, true, guard_noise3 },
	[GUARD_WATCH] = { AT_START | AT_REST | AT_MAIL | AT_RCPT, true,
	    guard_watch },
	/* Answered when there is something to say. */
	[GUARD_NEXT] = { AT_START | AT_REST | AT_MAIL | AT_RCPT, false,
	    guard_next },
	[GUARD_UNWATCH] = { AT_START | AT_REST | AT_MAIL | AT_RCPT, true,
	    guard_unwatch },
	/* These send a page of their own. */
	[GUARD_SIZES] = { AT_MBOX, false, guard_sizes },
	[GUARD_IDS] = { AT_MBOX, false, guard_ids },
	[GUARD_READ] = { AT_MBOX, true, guard_read },
	[GUARD_MARK] = { AT_MBOX, true, guard_mark },
	[GUARD_UPDATE] = { AT_MBOX, true, guard_update },
	[GUARD_BYE] = { ANY_TIME | AT_NOISE, false, bye },
};

/* An honest wire has room for what it asked for. If it cannot be sent, the
 * two would wait for each other: both see the end of the socket instead. */
static void
send_now(int socket, const struct msghdr *msg)
{
	if (sendmsg(socket, msg, MSG_DONTWAIT | MSG_NOSIGNAL) < 0) {
		log_problem("guard", "cannot answer the wire", errno);
		(void)shutdown(socket, SHUT_RDWR);
	}
}

void
guard_send_page(int socket, const struct guard_page *page)
{
	struct iovec iov = { (struct guard_page *)(uintptr_t)page,
		sizeof(*page) };

	send_now(socket, &(struct msghdr){ .msg_iov = &iov, .msg_iovlen = 1 });
}

void
guard_answer(int socket, const struct guard_reply *reply, int fd)
{
	union {
		struct cmsghdr head;
		char space[CMSG_SPACE(sizeof(int))];
	} control;
	struct iovec iov = { (struct guard_reply *)(uintptr_t)reply,
		sizeof(*reply) };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1 };
	struct cmsghdr *c;

	if (fd >= 0) {
		memset(&control, 0, sizeof(control));
		msg.msg_control = control.space;
		msg.msg_controllen = sizeof(control.space);
		c = CMSG_FIRSTHDR(&msg);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(c), &fd, sizeof(fd));
	}
	send_now(socket, &msg);
}

static bool
dispatch(struct guard *g, const struct guard_request *req)
{
	struct guard_reply reply = { 0 };
	bool honest;
	int fd = -1;

	if (req->op >= GUARD_OPS || requests[req->op].handler == NULL ||
	    (requests[req->op].when & g->state) == 0)
		return false;
	honest = requests[req->op].handler(g, req, &reply, &fd);
	if (honest && requests[req->op].answered)
		guard_answer(g->socket, &reply, fd);
	if (req->op == GUARD_READ && fd >= 0)
		(void)close(fd);
	explicit_bzero(&reply, sizeof(reply)); /* may have held keys */
	if (!honest)
		return false;
	/* The reply is on its way; the name in tmp/ may go. */
	if (req->op == GUARD_COMMIT)
		guard_forget(g);
	return true;
}

/* Waits until the wire speaks or DEADLINE; mail that comes to a mailbox
 * that is watched is told meanwhile. A SIGTERM is passed on to the wire: it
 * knows where in the dialogue it stands. */
static bool
wait_for_wire(struct guard *g, pid_t wire, int64_t deadline)
{
	sigset_t open;

	(void)sigemptyset(&open);
	for (;;) {
		struct pollfd p[2] = {
			{ .fd = g->socket, .events = POLLIN },
			{ .fd = guard_watched(g), .events = POLLIN },
		};
		int left = clock_left(deadline);
		struct timespec ts = { left / 1000, left % 1000 * 1000000L };
		int n = ppoll(p, 2, &ts, &open);

		if (n == 0 || (n < 0 && errno != EINTR))
			return false;
		if (start_ended() && kill(wire, SIGTERM) != 0)
			return false;
		if (n > 0 && p[0].revents != 0)
			return true;
		if (n > 0)
			guard_tell_mail(g);
	}
}

/* One request; false: there is no more, or it was not honest (*OK). */
static bool
serve_one(struct guard *g, bool *ok)
{
	struct guard_request req;
	struct iovec iov = { &req, sizeof(req) };
	/* No room for descriptors: one sent along is dropped by the kernel,
	 * and MSG_CTRUNC tells. */
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1 };
	ssize_t n = recvmsg(g->socket, &msg, MSG_DONTWAIT);

	*ok = n == 0 || (n == (ssize_t)sizeof(req) &&
			    (msg.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) == 0 &&
			    dispatch(g, &req));
	explicit_bzero(&req, sizeof(req)); /* may have held a password */
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
