/*
 * dial.c - the connection to the server, which a child makes.
 * Runs in the client. dial_child.c says why it is a child, which has started
 * before a secret is read.
 */
#include "smtp/dial.h"
#include "base/clock.h"
#include "base/ip.h"
#include "base/passfd.h"
#include "smtp/complain.h"
#include "smtp/dial_child.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#define LAST_MS 5000

/* The socket that the child hands over, or -1. */
static int
receive(int from)
{
	char byte;
	int fd;

	return passfd_receive(from, &byte, 1, &fd, MSG_CMSG_CLOEXEC) == 1 ? fd
									  : -1;
}

static bool
is_loopback(int fd)
{
	union {
		struct sockaddr sa;
		struct sockaddr_storage any;
	} peer;
	socklen_t n = sizeof(peer);
	struct ip ip;

	memset(&peer, 0, sizeof(peer));
	if (getpeername(fd, &peer.sa, &n) != 0)
		return false;
	return peer.sa.sa_family == AF_UNIX ||
	       (ip_of(&peer.any, &ip) && ip_is_loopback(&ip));
}

bool
dialer_start(struct dialer *d, const struct target *t, char *const *command)
{
	int pair[2], plain[2] = { -1, -1 };

	*d = (struct dialer){ .target = t, .command = command };
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0 ||
	    (command != NULL && socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC,
				    0, plain) != 0) ||
	    (d->pid = fork()) < 0) {
		complain_error(t->name, "cannot start", errno);
		return false;
	}
	if (d->pid == 0) {
		(void)close(pair[0]);
		if (plain[0] >= 0)
			(void)close(plain[0]);
		dial_child(d, pair[1], plain[1]);
	}
	(void)close(pair[1]);
	if (plain[1] >= 0)
		(void)close(plain[1]);
	d->fd = pair[0];
	d->plain = plain[0];
	return true;
}

/* Waits for the child, which ends. Its exit code, or *CODE as it was. */
static void
take_leave(struct dialer *d, int *code)
{
	int status;

	(void)close(d->fd);
	d->fd = -1;
	if (d->plain >= 0)
		(void)close(d->plain);
	d->plain = -1;
	if (waitpid(d->pid, &status, 0) == d->pid && WIFEXITED(status))
		*code = WEXITSTATUS(status);
}

void
dialer_let_go(struct dialer *d)
{
	int code;

	if (d->fd >= 0)
		take_leave(d, &code);
}

void
dialer_end(struct dialer *d)
{
	int64_t deadline = clock_mono() + LAST_MS;

	if (d->plain < 0)
		return;
	(void)shutdown(d->fd, SHUT_WR);
	(void)close(d->plain);
	d->plain = -1;
	/* A child that nobody saw end may stay in the table of processes. */
	while (waitpid(d->pid, NULL, WNOHANG) == 0 && clock_left(deadline) > 0)
		(void)poll(NULL, 0, 1);
}

/* True if the child says something, or has ended, in time. */
static bool
hears(const struct dialer *d, int64_t deadline)
{
	struct pollfd p = { .fd = d->fd, .events = POLLIN };

	return poll(&p, 1, clock_left(deadline)) == 1;
}

int
dialer_connect(struct dialer *d, int64_t deadline, bool *loopback, int *code)
{
	bool late, found = false;
	char byte;
	int fd = -1;

	*code = EX_OSERR;
	/* If the child is gone, its exit code says why. */
	(void)send(d->fd, &deadline, sizeof(deadline), MSG_NOSIGNAL);
	late = !hears(d, deadline);
	if (!late && (found = recv(d->fd, &byte, 1, 0) == 1))
		late = !hears(d, deadline);
	if (late)
		(void)kill(d->pid, SIGKILL);
	else if (found)
		fd = receive(d->fd);
	if (fd < 0 || d->command == NULL)
		take_leave(d, code);
	/* A resolver that is dead now may answer later. */
	if (late) {
		complain_error(d->target->name,
		    found ? "cannot connect" : "cannot look up the name",
		    ETIMEDOUT);
		*code = found ? EX_UNAVAILABLE : EX_TEMPFAIL;
	}
	if (fd >= 0)
		*loopback = is_loopback(fd);
	return fd;
}
