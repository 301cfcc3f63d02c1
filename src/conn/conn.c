/*
 * conn.c - the connection to the peer: buffers and deadlines.
 * Runs in the wire, under its filter.
 */
#include "conn/conn.h"
#include "conn/connio.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/signals.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void
conn_init(struct conn *c, int in, int out, uint64_t idle_seconds,
    uint64_t session_seconds)
{
	c->in = in;
	c->out = out;
	c->idle = (int64_t)idle_seconds * 1000;
	c->ends = clock_mono() + (int64_t)session_seconds * 1000;
	c->at = c->end = c->raw = c->queued = 0;
	c->broken = false;
}

int64_t
conn_deadline(const struct conn *c, int64_t ms)
{
	int64_t end = clock_mono() + (ms < c->idle ? ms : c->idle);

	return end < c->ends ? end : c->ends;
}

struct bytes
conn_input(const struct conn *c)
{
	return (struct bytes){ c->input + c->at, c->end - c->at };
}

void
conn_take(struct conn *c, size_t n)
{
	if (c->layer.heard != NULL)
		c->layer.heard(
		    c->layer.arg, (struct bytes){ c->input + c->at, n });
	c->at += n;
}

/* Moves N octets and wipes where they were: they may be a password. */
static void
move(char *to, char *from, size_t n)
{
	size_t gap = (size_t)(from - to);

	memmove(to, from, n);
	explicit_bzero(gap < n ? to + n : from, gap < n ? gap : n);
}

/* Opens all whole records behind the input. CONN_SILENT: there is none. */
static enum conn_rc
unseal(struct conn *c)
{
	size_t before = c->end, used;
	struct bytes plain;

	for (;;) {
		char *p = c->input + c->end;

		switch (c->layer.open(c->layer.arg, p, c->raw, &plain, &used)) {
		case CONN_WHOLE:
			move(p, (char *)(uintptr_t)plain.p, plain.n);
			c->raw -= used;
			memmove(p + plain.n, p + used, c->raw);
			c->end += plain.n;
			break;
		case CONN_PARTIAL:
			return c->end > before ? CONN_OK : CONN_SILENT;
		case CONN_OVER:
			c->raw -= used;
			return c->end > before ? CONN_OK : CONN_END;
		case CONN_BROKEN:
			return CONN_FORGED;
		}
	}
}

/* Waits for input, and writes output if there is none yet. */
static enum conn_rc
wait_for_input(struct conn *c, bool looked)
{
	enum conn_rc rc = CONN_SILENT;

	if (!looked && c->queued > 0)
		rc = connio_wait(c->in, POLLIN, 0);
	if (rc != CONN_SILENT)
		return rc;
	conn_flush(c);
	/* A peer that does not read will not send either. */
	return c->broken
		   ? CONN_END
		   : connio_wait(c->in, POLLIN, conn_deadline(c, c->idle));
}

/* Reads once, behind everything. */
static enum conn_rc
read_more(struct conn *c)
{
	char *p = c->input + c->end + c->raw;
	size_t room = (size_t)(c->input + sizeof(c->input) - p);
	ssize_t n = connio_read(c->in, p, room);
	bool socket = n >= 0 || errno != ENOTSOCK;
	enum conn_rc rc;

	while (n < 0) {
		if (errno != EAGAIN && errno != EINTR && errno != ENOTSOCK)
			return CONN_END;
		rc = wait_for_input(c, socket);
		if (rc != CONN_OK)
			return rc;
		n = socket ? connio_read(c->in, p, room) : read(c->in, p, room);
	}
	if (n == 0 || c->broken)
		return CONN_END;
	/* Signals are delivered only while we wait. A busy peer must not be
	 * able to hold off SIGTERM. */
	if (signals_ended())
		return CONN_TERM;
	if (c->layer.open != NULL)
		c->raw += (size_t)n;
	else
		c->end += (size_t)n;
	return clock_mono() < c->ends ? CONN_OK : CONN_SILENT;
}

/* Moves the input that is left to the front. */
static void
conn_make_room(struct conn *c)
{
	if (c->at > 0)
		move(c->input, c->input + c->at, c->end - c->at + c->raw);
	c->end -= c->at;
	c->at = 0;
}

enum conn_rc
conn_fill_now(struct conn *c)
{
	size_t held;
	ssize_t n;

	conn_make_room(c);
	held = c->end + c->raw;
	n = connio_read(c->in, c->input + held, sizeof(c->input) - held);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return CONN_SILENT;
	if (n <= 0)
		return CONN_END;
	if (c->layer.open == NULL) {
		c->end += (size_t)n;
		return CONN_OK;
	}
	c->raw += (size_t)n;
	return unseal(c);
}

enum conn_rc
conn_fill(struct conn *c)
{
	enum conn_rc rc;

	conn_make_room(c);
	if (c->layer.open == NULL)
		return read_more(c);
	do
		if ((rc = unseal(c)) != CONN_SILENT)
			return rc;
	while ((rc = read_more(c)) == CONN_OK);
	return rc;
}

void
conn_wrap(struct conn *c, struct conn_layer layer)
{
	c->layer = layer;
	if (layer.open != NULL) {
		c->raw = c->end - c->at;
		c->end = c->at;
	}
}

void
conn_move(struct conn *c, int fd)
{
	(void)close(c->in);
	if (c->out != c->in)
		(void)close(c->out);
	c->in = c->out = fd;
	c->layer = (struct conn_layer){ 0 };
}

enum conn_rc
conn_need(struct conn *c, size_t n)
{
	enum conn_rc rc = CONN_OK;

	while (rc == CONN_OK && c->end - c->at < n)
		rc = conn_fill(c);
	return rc;
}

enum conn_rc
conn_either(struct conn *c, int other, bool *came)
{
	struct pollfd p[2] = { { .fd = c->in, .events = POLLIN },
		{ .fd = other, .events = POLLIN } };
	enum conn_rc rc;

	conn_flush(c);
	rc = connio_poll(p, 2, c->ends);
	*came = rc == CONN_OK && p[1].revents != 0;
	return rc == CONN_OK && c->broken ? CONN_END : rc;
}

static void
write_out(struct conn *c, const char *p, size_t n, int64_t deadline)
{
	while (n > 0 && !c->broken) {
		size_t w = connio_write(c->out, p, n, deadline);

		p += w;
		n -= w;
		c->broken = w == 0;
	}
}

/* Writes out the queue; sealed, as one record. */
static void
send_queued(struct conn *c, int64_t deadline)
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
conn_flush(struct conn *c)
{
	send_queued(c, conn_deadline(c, c->idle));
}

void
conn_put(struct conn *c, struct bytes b)
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
			conn_flush(c);
	}
}

void
conn_finish(struct conn *c)
{
	int64_t deadline = clock_mono() + CONNIO_LAST_MS;

	send_queued(c, deadline);
	if (c->layer.seal != NULL)
		write_out(c, c->sealed,
		    c->layer.seal(c->layer.arg, "", 0, c->sealed), deadline);
	if (!c->broken && (c->at < c->end || c->raw > 0 ||
			      connio_wait(c->in, POLLIN, 0) == CONN_OK))
		file_drain(c->in);
}
