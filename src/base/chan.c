/*
 * chan.c - the connection to the peer: buffers and deadlines.
 * Runs in the wire, under its filter: ppoll, read, write and sendmsg only.
 */
#include "base/chan.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/start.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A pipe that polls ready takes this much without blocking (PIPE_BUF). */
#define SAFE_WRITE 4096
#define LAST_WORDS_MS 5000

void
chan_init(struct chan *c, int in, int out, uint64_t idle_seconds,
    uint64_t session_seconds)
{
	c->in = in;
	c->out = out;
	c->idle = (int64_t)idle_seconds * 1000;
	c->ends = clock_mono() + (int64_t)session_seconds * 1000;
	c->at = c->end = c->raw = c->queued = 0;
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

void
chan_take(struct chan *c, size_t n)
{
	if (c->layer.heard != NULL)
		c->layer.heard(
		    c->layer.arg, (struct bytes){ c->input + c->at, n });
	c->at += n;
}

/* Moves N octets and leaves no second copy of them: one may be a
 * password. */
static void
move(char *to, char *from, size_t n)
{
	size_t gap = (size_t)(from - to);

	memmove(to, from, n);
	explicit_bzero(gap < n ? to + n : from, gap < n ? gap : n);
}

/* Opens what records there are behind the input. CHAN_SILENT: none is
 * whole. */
static enum chan_rc
unseal(struct chan *c)
{
	size_t before = c->end, used;
	struct bytes plain;

	for (;;) {
		char *p = c->input + c->end;

		switch (c->layer.open(c->layer.arg, p, c->raw, &plain, &used)) {
		case CHAN_WHOLE:
			move(p, (char *)(uintptr_t)plain.p, plain.n);
			c->raw -= used;
			memmove(p + plain.n, p + used, c->raw);
			c->end += plain.n;
			break;
		case CHAN_PARTIAL:
			return c->end > before ? CHAN_OK : CHAN_SILENT;
		case CHAN_OVER:
			c->raw -= used;
			return c->end > before ? CHAN_OK : CHAN_END;
		case CHAN_BROKEN:
			return CHAN_FORGED;
		}
	}
}

/* Reads once, behind everything. */
static enum chan_rc
read_more(struct chan *c)
{
	size_t at = c->end + c->raw;
	enum chan_rc rc = CHAN_SILENT;
	ssize_t n;

	if (c->queued > 0)
		rc = wait_for(c->in, POLLIN, 0);
	if (rc == CHAN_SILENT) {
		chan_flush(c);
		/* Who cannot hear us will not speak either. */
		rc = c->broken ? CHAN_END
			       : wait_for(c->in, POLLIN, idle_deadline(c));
	}
	if (rc != CHAN_OK)
		return rc;
	if (c->broken)
		return CHAN_END;
	do
		n = read(c->in, c->input + at, sizeof(c->input) - at);
	while (n < 0 && errno == EINTR);
	if (n <= 0)
		return CHAN_END;
	if (c->layer.open != NULL)
		c->raw += (size_t)n;
	else
		c->end += (size_t)n;
	return clock_mono() < c->ends ? CHAN_OK : CHAN_SILENT;
}

enum chan_rc
chan_fill(struct chan *c)
{
	enum chan_rc rc;

	if (start_ended())
		return CHAN_TERM;
	if (c->at > 0)
		move(c->input, c->input + c->at, c->end - c->at + c->raw);
	c->end -= c->at;
	c->at = 0;
	if (c->layer.open == NULL)
		return read_more(c);
	do
		if ((rc = unseal(c)) != CHAN_SILENT)
			return rc;
	while ((rc = read_more(c)) == CHAN_OK);
	return rc;
}

void
chan_wrap(struct chan *c, struct chan_layer layer)
{
	c->layer = layer;
	if (layer.open != NULL) {
		c->raw = c->end - c->at;
		c->end = c->at;
	}
}

enum chan_rc
chan_need(struct chan *c, size_t n)
{
	enum chan_rc rc = CHAN_OK;

	while (rc == CHAN_OK && c->end - c->at < n)
		rc = chan_fill(c);
	return rc;
}

/* One write that does not block although the descriptor may be shared, and
 * must not be made non-blocking. What is no socket has to be READY. */
static ssize_t
write_some(int fd, const char *p, size_t n, bool ready)
{
	struct iovec iov = { (char *)(uintptr_t)p, n };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1 };
	ssize_t w = sendmsg(fd, &msg, MSG_DONTWAIT | MSG_NOSIGNAL);

	if (w >= 0 || errno != ENOTSOCK)
		return w;
	errno = EAGAIN;
	return ready ? write(fd, p, n < SAFE_WRITE ? n : SAFE_WRITE) : -1;
}

/* What has been said gets written, terminated or not; but then who does not
 * listen keeps us no longer than for last words. */
static enum chan_rc
wait_to_write(int fd, int64_t deadline)
{
	int64_t last = clock_mono() + LAST_WORDS_MS;
	enum chan_rc rc;

	last = last < deadline ? last : deadline;
	do
		rc = wait_for(fd, POLLOUT, start_terminated ? last : deadline);
	while (rc == CHAN_TERM);
	return rc;
}

static void
write_out(struct chan *c, const char *p, size_t n, int64_t deadline)
{
	enum chan_rc rc = CHAN_SILENT;

	while (n > 0 && !c->broken) {
		ssize_t w = write_some(c->out, p, n, rc == CHAN_OK);

		rc = CHAN_SILENT;
		if (w > 0) {
			p += w;
			n -= (size_t)w;
		} else if (w == 0 || (errno != EINTR && errno != EAGAIN)) {
			c->broken = true;
		} else {
			rc = wait_to_write(c->out, deadline);
			c->broken = rc != CHAN_OK;
		}
	}
}

/* Writes out what is queued; sealed, as one record. */
static void
send_queued(struct chan *c, int64_t deadline)
{
	const char *p = c->output;
	size_t n = c->queued;

	c->queued = 0;
	if (c->layer.seal != NULL && n > 0) {
		n = c->layer.seal(c->layer.arg, p, n, c->sealed);
		p = c->sealed;
	}
	write_out(c, p, n, deadline);
}

void
chan_flush(struct chan *c)
{
	send_queued(c, idle_deadline(c));
}

void
chan_put(struct chan *c, struct bytes b)
{
	if (c->layer.said != NULL)
		c->layer.said(c->layer.arg, b);
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
	int64_t deadline = clock_mono() + LAST_WORDS_MS;

	send_queued(c, deadline);
	if (c->layer.seal != NULL)
		write_out(c, c->sealed,
		    c->layer.seal(c->layer.arg, "", 0, c->sealed), deadline);
	if (!c->broken && (c->at < c->end || c->raw > 0 ||
			      wait_for(c->in, POLLIN, 0) == CHAN_OK))
		file_drain(c->in);
}
