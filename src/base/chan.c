/*
 * chan.c - the connection to the peer: buffers and deadlines.
 * Runs in the wire, under its filter: ppoll, read, write and sendmsg only.
 */
#include "base/chan.h"
#include "base/clock.h"
#include "base/start.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A pipe that polls ready takes this much without blocking (PIPE_BUF). */
#define SAFE_WRITE 4096
/* How much of a flood chan_finish reads away. */
#define LAST_READS 16
#define LAST_WORDS_MS 5000

void
chan_init(struct chan *c, int in, int out, uint64_t idle_seconds,
    uint64_t session_seconds)
{
	c->in = in;
	c->out = out;
	c->idle = (int64_t)idle_seconds * 1000;
	c->ends = clock_mono() + (int64_t)session_seconds * 1000;
	c->at = c->end = c->queued = 0;
	c->broken = false;
}

/* Waits for EVENT; DEADLINE 0 only looks. */
static enum chan_rc
wait_for(int fd, short event, int64_t deadline)
{
	struct pollfd p = { .fd = fd, .events = event };
	sigset_t open;

	(void)sigemptyset(&open);
	for (;;) {
		int left = deadline > 0 ? clock_left(deadline) : 0;
		struct timespec ts = { left / 1000, left % 1000 * 1000000L };
		int n = ppoll(&p, 1, &ts, &open);

		if (n > 0)
			return CHAN_OK;
		if (n == 0)
			return CHAN_SILENT;
		if (errno != EINTR)
			return CHAN_END;
		if (start_terminated)
			return CHAN_TERM;
	}
}

/* Has a signal come in? ppoll looks for one only when it finds nothing
 * ready, and a peer that floods us always has something ready. */
static bool
terminated(void)
{
	struct timespec now = { 0, 0 };
	sigset_t open;

	(void)sigemptyset(&open);
	(void)ppoll(NULL, 0, &now, &open);
	return start_terminated;
}

static int64_t
idle_deadline(const struct chan *c)
{
	int64_t idle = clock_mono() + c->idle;

	return idle < c->ends ? idle : c->ends;
}

struct bytes
chan_input(const struct chan *c)
{
	return (struct bytes){ c->input + c->at, c->end - c->at };
}

enum chan_rc
chan_fill(struct chan *c)
{
	enum chan_rc rc = CHAN_SILENT;
	ssize_t n;

	if (terminated())
		return CHAN_TERM;
	memmove(c->input, c->input + c->at, c->end - c->at);
	c->end -= c->at;
	c->at = 0;
	if (c->queued > 0)
		rc = wait_for(c->in, POLLIN, 0);
	if (rc == CHAN_SILENT) {
		chan_flush(c);
		rc = wait_for(c->in, POLLIN, idle_deadline(c));
	}
	if (rc != CHAN_OK)
		return rc;
	if (c->broken)
		return CHAN_END;
	do
		n = read(c->in, c->input + c->end, sizeof(c->input) - c->end);
	while (n < 0 && errno == EINTR);
	if (n <= 0)
		return CHAN_END;
	c->end += (size_t)n;
	return clock_mono() < c->ends ? CHAN_OK : CHAN_SILENT;
}

/* One write that does not block although the descriptor may be shared, and
 * must not be made non-blocking. */
static ssize_t
write_some(int fd, const char *p, size_t n)
{
	struct iovec iov = { (char *)(uintptr_t)p, n };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1 };
	ssize_t w = sendmsg(fd, &msg, MSG_DONTWAIT | MSG_NOSIGNAL);

	if (w < 0 && errno == ENOTSOCK)
		w = write(fd, p, n < SAFE_WRITE ? n : SAFE_WRITE);
	return w;
}

static void
write_out(struct chan *c, const char *p, size_t n, int64_t deadline)
{
	while (n > 0 && !c->broken) {
		enum chan_rc rc = wait_for(c->out, POLLOUT, deadline);
		ssize_t w;

		/* Terminated or not: what has been said gets written. */
		if (rc == CHAN_TERM)
			continue;
		w = rc == CHAN_OK ? write_some(c->out, p, n) : 0;
		if (w > 0) {
			p += w;
			n -= (size_t)w;
		} else if (w == 0 || (errno != EINTR && errno != EAGAIN)) {
			c->broken = true;
		}
	}
}

void
chan_flush(struct chan *c)
{
	write_out(c, c->output, c->queued, idle_deadline(c));
	c->queued = 0;
}

void
chan_put(struct chan *c, struct bytes b)
{
	while (b.n > 0) {
		size_t room = sizeof(c->output) - c->queued;
		size_t n = b.n < room ? b.n : room;

		memcpy(c->output + c->queued, b.p, n);
		c->queued += n;
		b = bytes_skip(b, n);
		if (c->queued == sizeof(c->output))
			chan_flush(c);
	}
}

void
chan_finish(struct chan *c)
{
	write_out(c, c->output, c->queued, clock_mono() + LAST_WORDS_MS);
	c->queued = 0;
	for (int i = 0; i < LAST_READS; i++)
		if (c->broken || wait_for(c->in, POLLIN, 0) != CHAN_OK ||
		    read(c->in, c->input, sizeof(c->input)) <= 0)
			break;
}
