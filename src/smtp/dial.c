/*
 * dial.c - calling the server.
 * Runs in the client. Names are looked up and addresses tried in a child,
 * which hands over the socket: a resolver has no deadline, and libraries
 * that we know nothing of come in with it. The child says itself what went
 * wrong.
 */
#include "smtp/dial.h"
#include "base/clock.h"
#include "smtp/complain.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

/* One address. A descriptor in blocking mode, or -1 with errno. */
static int
try(int family, const struct sockaddr *sa, socklen_t n, int64_t deadline)
{
	int fd = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int error = 0, one = 1;
	socklen_t size = sizeof(error);
	struct pollfd p = { .fd = fd, .events = POLLOUT };

	if (fd < 0)
		return -1;
	if (connect(fd, sa, n) != 0) {
		error = errno;
		if (error == EINPROGRESS || error == EAGAIN) {
			if (poll(&p, 1, clock_left(deadline)) != 1)
				error = ETIMEDOUT;
			else if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error,
				     &size) != 0)
				error = errno;
		}
	}
	/* The handshake's last message and EHLO are two small writes. */
	if (error == 0 && family != AF_UNIX &&
	    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one)) != 0)
		error = errno;
	if (error == 0 && fcntl(fd, F_SETFL, 0) != 0)
		error = errno;
	if (error == 0)
		return fd;
	(void)close(fd);
	errno = error;
	return -1;
}

static int
try_path(const struct target *t, int64_t deadline)
{
	struct sockaddr_un sun = { .sun_family = AF_UNIX };

	memcpy(sun.sun_path, t->host, strlen(t->host) + 1);
	return try(
	    AF_UNIX, (const struct sockaddr *)&sun, sizeof(sun), deadline);
}

/* All addresses in turn, with an equal share of the time each. */
static int
try_all(const struct target *t, int64_t deadline)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *list, *a;
	int rc = getaddrinfo(t->host, t->port, &hints, &list), fd = -1;
	int64_t left = 0;

	if (rc != 0) {
		complain(t->name, gai_strerror(rc), BYTES(""));
		_exit(rc == EAI_AGAIN ? EX_TEMPFAIL : EX_UNAVAILABLE);
	}
	for (a = list; a != NULL; a = a->ai_next)
		left++;
	for (a = list; a != NULL && fd < 0; a = a->ai_next, left--) {
		int64_t now = clock_mono();

		fd = try(a->ai_family, a->ai_addr, a->ai_addrlen,
		    now + (deadline - now) / left);
	}
	return fd;
}

/* The child. */
static _Noreturn void
child(const struct target *t, int64_t deadline, int to)
{
	char byte = 0;
	struct iovec iov = { &byte, 1 };
	union {
		struct cmsghdr head;
		char room[CMSG_SPACE(sizeof(int))];
	} control = { .head = { .cmsg_len = CMSG_LEN(sizeof(int)),
			  .cmsg_level = SOL_SOCKET,
			  .cmsg_type = SCM_RIGHTS } };
	struct msghdr msg = { .msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof(control) };
	int fd =
	    t->port[0] == '\0' ? try_path(t, deadline) : try_all(t, deadline);

	if (fd < 0) {
		complain_error(t->name, "cannot connect", errno);
		_exit(EX_UNAVAILABLE);
	}
	memcpy(CMSG_DATA(&control.head), &fd, sizeof(fd));
	_exit(sendmsg(to, &msg, MSG_NOSIGNAL) == 1 ? EX_OK : EX_OSERR);
}

/* What the child hands over, or -1. */
static int
receive(int from)
{
	char byte;
	struct iovec iov = { &byte, 1 };
	union {
		struct cmsghdr head;
		char room[CMSG_SPACE(sizeof(int))];
	} control;
	struct msghdr msg = { .msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof(control) };
	const struct cmsghdr *c;
	int fd = -1;

	if (recvmsg(from, &msg, MSG_CMSG_CLOEXEC) != 1)
		return -1;
	c = CMSG_FIRSTHDR(&msg);
	if (c != NULL && c->cmsg_type == SCM_RIGHTS &&
	    c->cmsg_len == CMSG_LEN(sizeof(int)))
		memcpy(&fd, CMSG_DATA(c), sizeof(fd));
	return fd;
}

static bool
is_loopback(int fd)
{
	union {
		struct sockaddr sa;
		struct sockaddr_in in;
		struct sockaddr_in6 in6;
		struct sockaddr_un un;
	} peer;
	socklen_t n = sizeof(peer);

	memset(&peer, 0, sizeof(peer));
	if (getpeername(fd, &peer.sa, &n) != 0)
		return false;
	switch (peer.sa.sa_family) {
	case AF_UNIX:
		return true;
	case AF_INET:
		return ntohl(peer.in.sin_addr.s_addr) >> 24 == 127;
	case AF_INET6:
		return IN6_IS_ADDR_LOOPBACK(&peer.in6.sin6_addr) ||
		       (IN6_IS_ADDR_V4MAPPED(&peer.in6.sin6_addr) &&
			   peer.in6.sin6_addr.s6_addr[12] == 127);
	default:
		return false;
	}
}

int
dial(const struct target *t, int64_t deadline, bool *loopback, int *code)
{
	int pair[2], status, fd = -1;
	struct pollfd p = { .events = POLLIN };
	bool late;
	pid_t pid;

	*code = EX_OSERR;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0 ||
	    (pid = fork()) < 0) {
		complain_error(t->name, "cannot start", errno);
		return -1;
	}
	if (pid == 0)
		child(t, deadline, pair[1]);
	(void)close(pair[1]);
	p.fd = pair[0];
	late = poll(&p, 1, clock_left(deadline)) != 1;
	if (late)
		(void)kill(pid, SIGKILL);
	else
		fd = receive(pair[0]);
	(void)close(pair[0]);
	if (waitpid(pid, &status, 0) == pid && WIFEXITED(status))
		*code = WEXITSTATUS(status);
	if (late) {
		complain_error(t->name, "cannot connect", ETIMEDOUT);
		*code = EX_UNAVAILABLE;
	}
	if (fd >= 0)
		*loopback = is_loopback(fd);
	return fd;
}
