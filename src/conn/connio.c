/*
 * connio.c - the system calls of a connection: waiting, reading, writing.
 * Runs in the wire, under its filter: ppoll, read, write, recvfrom and sendto
 * only. A descriptor may be shared with others, so it is never made
 * non-blocking: sockets are asked not to block call by call, anything else is
 * polled before.
 */
#include "conn/connio.h"
#include "base/clock.h"
#include "base/signals.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

/* A pipe that polls ready takes this much without blocking (PIPE_BUF). */
#define SAFE_WRITE 4096

enum conn_rc
connio_poll(struct pollfd *p, nfds_t n, int64_t deadline)
{
	for (;;) {
		int left = deadline > 0 ? clock_left(deadline) : 0;
		int ready = signals_wait(p, n, left);

		if (ready > 0)
			return CONN_OK;
		if (ready == 0)
			return CONN_SILENT;
		if (errno != EINTR)
			return CONN_END;
		if (signals_terminated)
			return CONN_TERM;
	}
}

enum conn_rc
connio_wait(int fd, short event, int64_t deadline)
{
	struct pollfd p = { .fd = fd, .events = event };

	return connio_poll(&p, 1, deadline);
}

ssize_t
connio_read(int fd, char *p, size_t n)
{
	return recvfrom(fd, p, n, MSG_DONTWAIT, NULL, NULL);
}

/* Queued replies are written even after SIGTERM, but a peer that does not
 * read gets CONNIO_LAST_MS and no more. */
static enum conn_rc
wait_to_write(int fd, int64_t deadline)
{
	int64_t last = clock_mono() + CONNIO_LAST_MS;
	enum conn_rc rc;

	last = last < deadline ? last : deadline;
	do
		rc = connio_wait(
		    fd, POLLOUT, signals_terminated ? last : deadline);
	while (rc == CONN_TERM);
	return rc;
}

size_t
connio_write(int fd, const char *p, size_t n, int64_t deadline)
{
	for (;;) {
		ssize_t w =
		    sendto(fd, p, n, MSG_DONTWAIT | MSG_NOSIGNAL, NULL, 0);
		bool socket = w >= 0 || errno != ENOTSOCK;

		if (w < 0 && (errno == EAGAIN || !socket)) {
			if (wait_to_write(fd, deadline) != CONN_OK)
				return 0;
			if (socket)
				continue;
			w = write(fd, p, n < SAFE_WRITE ? n : SAFE_WRITE);
		}
		if (w >= 0 || (errno != EINTR && errno != EAGAIN))
			return w > 0 ? (size_t)w : 0;
	}
}
