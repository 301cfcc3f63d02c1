/*
 * dial.c - the call.
 * Runs in the client, and in a child of it that looks up names, tries
 * addresses and hands over the socket: a resolver keeps no deadline, and
 * brings in libraries that we know nothing of. The child tells the user what
 * went wrong. It has never seen a secret, so it is the one to become tlsc-lite
 * where there is to be TLS.
 */
#include "smtp/dial.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/passfd.h"
#include "base/tls_talk.h"
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

#define LAST_MS 5000

/* One address. A descriptor, or -1 with errno. The time is left to connect(2),
 * which alone can wait for a UNIX socket whose queue is full. */
static int
try_address(
    int family, const struct sockaddr *sa, socklen_t n, int64_t deadline)
{
	int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int left = clock_left(deadline) + 1, one = 1, error;
	struct timeval limit = { left / 1000, left % 1000 * 1000 };
	const struct timeval none = { 0, 0 };
	const socklen_t size = sizeof(none);

	if (fd < 0)
		return -1;
	/* The handshake's last message and EHLO are two small writes. */
	if (setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, size) == 0 &&
	    connect(fd, sa, n) == 0 &&
	    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &none, size) == 0 &&
	    (family == AF_UNIX || setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one,
				      sizeof(one)) == 0))
		return fd;
	error = errno;
	(void)close(fd);
	errno = error == EAGAIN || error == EINPROGRESS ? ETIMEDOUT : error;
	return -1;
}

static int
try_path(const struct target *t, int64_t deadline)
{
	struct sockaddr_un sun = { .sun_family = AF_UNIX };

	memcpy(sun.sun_path, t->host, strlen(t->host) + 1);
	return try_address(
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

		fd = try_address(a->ai_family, a->ai_addr, a->ai_addrlen,
		    now + (deadline - now) / left);
	}
	return fd;
}

bool
dial_keep(int *const fd[], int n)
{
	const int first = STDERR_FILENO + 1;

	/* Out of each other's way. */
	for (int i = 0; i < n; i++)
		if ((*fd[i] = fcntl(*fd[i], F_DUPFD_CLOEXEC, first + n)) < 0)
			return false;
	for (int i = 0; i < n; i++)
		if ((*fd[i] = dup2(*fd[i], first + i)) < 0)
			return false;
	return file_close_from(first + n);
}

/* The message is none of the child's business. Its sockets become those of
 * tlsc-lite. */
static bool
let_go(int *pair, int *plain)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	return null >= 0 && dup2(null, STDIN_FILENO) >= 0 &&
	       dup2(null, STDOUT_FILENO) >= 0 &&
	       dial_keep((int *const[]){ pair, plain }, *plain < 0 ? 1 : 2);
}

/* The child has called: becomes tlsc-lite, if it is told to. Nothing of the
 * environment reaches it, and no descriptor but those that it needs. */
static _Noreturn void
become_tls(char *const *command, int fd)
{
	struct tls_message m = { .word = TLS_ABSENT }, asked;
	struct text t = TEXT(m.text);
	char *const none[] = { NULL };

	if (read(TLS_SOCKET, &asked, sizeof(asked)) != (ssize_t)sizeof(asked) ||
	    asked.word != TLS_BEGIN)
		_exit(EX_OK);
	/* Standard input is /dev/null until then. */
	if (dup2(STDIN_FILENO, STDERR_FILENO) >= 0 &&
	    dup2(fd, STDIN_FILENO) >= 0 && dup2(fd, STDOUT_FILENO) >= 0 &&
	    file_close_from(TLS_PLAIN + 1))
		(void)execve(command[0], command, none);
	text_str(&t, strerror(errno));
	(void)text_end(&t);
	_exit(send(TLS_SOCKET, &m, sizeof(m), MSG_NOSIGNAL) < 0 ? EX_OSERR
								: EX_CONFIG);
}

/* The child: waits for the deadline, calls, and hands over the socket. */
static _Noreturn void
call(const struct dialer *d, int pair, int plain)
{
	const struct target *t = d->target;
	int64_t deadline;
	int fd;

	if (!let_go(&pair, &plain)) {
		complain_error(t->name, "cannot start", errno);
		_exit(EX_OSERR);
	}
	if (read(pair, &deadline, sizeof(deadline)) !=
	    (ssize_t)sizeof(deadline))
		_exit(EX_OK);
	fd = t->port[0] == '\0' ? try_path(t, deadline) : try_all(t, deadline);
	if (fd < 0) {
		complain_error(t->name, "cannot connect", errno);
		_exit(EX_UNAVAILABLE);
	}
	if (passfd_send(pair, "", 1, fd, MSG_NOSIGNAL) != 1)
		_exit(EX_OSERR);
	if (plain >= 0)
		become_tls(d->command, fd);
	_exit(EX_OK);
}

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
		call(d, pair[1], plain[1]);
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

int
dialer_connect(struct dialer *d, int64_t deadline, bool *loopback, int *code)
{
	struct pollfd p = { .fd = d->fd, .events = POLLIN };
	int fd = -1;
	bool late;

	*code = EX_OSERR;
	/* If the child is gone, its exit code says why. */
	(void)send(d->fd, &deadline, sizeof(deadline), MSG_NOSIGNAL);
	late = poll(&p, 1, clock_left(deadline)) != 1;
	if (late)
		(void)kill(d->pid, SIGKILL);
	else
		fd = receive(d->fd);
	if (fd < 0 || d->command == NULL)
		take_leave(d, code);
	if (late) {
		complain_error(d->target->name, "cannot connect", ETIMEDOUT);
		*code = EX_UNAVAILABLE;
	}
	if (fd >= 0)
		*loopback = is_loopback(fd);
	return fd;
}
