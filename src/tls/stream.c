/*
 * stream.c - descriptors that others may share.
 * Runs in the relay, under its filter: poll, read, write, recvfrom and sendto
 * only. A socket is asked not to block call by call, anything else is polled
 * before.
 */
#include "tls/stream.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <unistd.h>

/* A pipe that polls ready takes this much without blocking (PIPE_BUF). */
#define SAFE_WRITE 4096

static bool
ready(int fd, short event)
{
	struct pollfd p = { .fd = fd, .events = event };

	return poll(&p, 1, 0) == 1;
}

ssize_t
stream_read(int fd, void *p, size_t n)
{
	ssize_t got = recv(fd, p, n, MSG_DONTWAIT);

	if (got >= 0 || errno != ENOTSOCK)
		return got;
	if (ready(fd, POLLIN))
		return read(fd, p, n);
	errno = EAGAIN;
	return -1;
}

ssize_t
stream_write(int fd, const void *p, size_t n)
{
	ssize_t put = send(fd, p, n, MSG_DONTWAIT | MSG_NOSIGNAL);

	if (put >= 0 || errno != ENOTSOCK)
		return put;
	if (ready(fd, POLLOUT))
		return write(fd, p, n < SAFE_WRITE ? n : SAFE_WRITE);
	errno = EAGAIN;
	return -1;
}
