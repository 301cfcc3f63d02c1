/*
 * dial_child.c - the call: looks up the name, tries the addresses, hands over
 * the socket.
 * Runs in a child of the client: a resolver keeps no deadline, and brings in
 * libraries that we know nothing of. It tells the user what went wrong. It has
 * never seen a secret, so it is the one to become tlsc-lite where there is to
 * be TLS.
 */
#include "smtp/dial_child.h"
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
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sysexits.h>
#include <unistd.h>

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

static struct addrinfo *
look_up(const struct target *t)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *list;
	int rc = getaddrinfo(t->host, t->port, &hints, &list);

	if (rc == 0)
		return list;
	complain(t->name, gai_strerror(rc), BYTES(""));
	_exit(rc == EAI_AGAIN ? EX_TEMPFAIL : EX_UNAVAILABLE);
}

/* All addresses in turn, with an equal share of the time each. */
static int
try_all(const struct addrinfo *list, int64_t deadline)
{
	const struct addrinfo *a;
	int64_t left = 0;
	int fd = -1;

	for (a = list; a != NULL; a = a->ai_next)
		left++;
	for (a = list; a != NULL && fd < 0; a = a->ai_next, left--) {
		int64_t now = clock_mono();

		fd = try_address(a->ai_family, a->ai_addr, a->ai_addrlen,
		    now + (deadline - now) / left);
	}
	return fd;
}

/* The message is none of the child's business. Its sockets become those of
 * tlsc-lite. */
static bool
let_go(int *pair, int *plain)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	return null >= 0 && dup2(null, STDIN_FILENO) >= 0 &&
	       dup2(null, STDOUT_FILENO) >= 0 &&
	       file_keep((int *const[]){ pair, plain }, *plain < 0 ? 1 : 2);
}

/* Becomes tlsc-lite, if it is told to. Nothing of the environment reaches it,
 * and no descriptor but those that it needs. */
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

_Noreturn void
dial_child(const struct dialer *d, int pair, int plain)
{
	const struct target *t = d->target;
	const struct addrinfo *list = NULL;
	int64_t deadline;
	int fd;

	if (!let_go(&pair, &plain)) {
		complain_error(t->name, "cannot start", errno);
		_exit(EX_OSERR);
	}
	if (read(pair, &deadline, sizeof(deadline)) !=
	    (ssize_t)sizeof(deadline))
		_exit(EX_OK);
	if (t->port[0] != '\0')
		list = look_up(t);
	if (send(pair, "", 1, MSG_NOSIGNAL) != 1)
		_exit(EX_OSERR);
	fd = list == NULL ? try_path(t, deadline) : try_all(list, deadline);
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
