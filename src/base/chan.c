/*
 * chan.c - the connection to the peer: buffers and deadlines.
 * Runs in the wire, under its filter.
 */
#include "base/chan.h"
#include "base/chanio.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/start.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

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

/* Waits for input, and writes output if there is none yet. */
static enum chan_rc
wait_for_input(struct chan *c, bool looked)
{
	enum chan_rc rc = CHAN_SILENT;

	if (!looked && c->queued > 0)
		rc = chanio_wait(c->in, POLLIN, 0);
	if (rc != CHAN_SILENT)
		return rc;
	chan_flush(c);
	/* Who cannot hear us will not speak either. */
	return c->broken ? CHAN_END
			 : chanio_wait(c->in, POLLIN, idle_deadline(c));
}

/* Reads once, behind everything. */
static enum chan_rc
read_more(struct chan *c)
{
	char *p = c->input + c->end + c->raw;
	size_t room = (size_t)(c->input + sizeof(c->input) - p);
	ssize_t n = chanio_read(c->in, p, room);
	bool socket = n >= 0 || errno != ENOTSOCK;
	enum chan_rc rc;

	while (n < 0) {
		if (errno != EAGAIN && errno != EINTR && errno != ENOTSOCK)
			return CHAN_END;
		rc = wait_for_input(c, socket);
		if (rc != CHAN_OK)
			return rc;
		n = socket ? chanio_read(c->in, p, room) : read(c->in, p, room);
	}
	if (n == 0 || c->broken)
		return CHAN_END;
	/* Signals come in while we wait, and who always has something ready
	 * keeps us from ever waiting. */
	if (start_ended())
		return CHAN_TERM;
	if (c->layer.open != NULL)
		c->raw += (size_t)n;
	else
		c->end += (size_t)n;
	return clock_mono() < c->ends ? CHAN_OK : CHAN_SILENT;
}

/* Moves what has not been taken to the front. */
static void
make_room(struct chan *c)
{
	if (c->at > 0)
		move(c->input, c->input + c->at, c->end - c->at + c->raw);
	c->end -= c->at;
	c->at = 0;
}

enum chan_rc
chan_fill_now(struct chan *c)
{
	size_t held;
	ssize_t n;

	make_room(c);
	held = c->end + c->raw;
	n = chanio_read(c->in, c->input + held, sizeof(c->input) - held);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return CHAN_SILENT;
	if (n <= 0)
		return CHAN_END;
	if (c->layer.open == NULL) {
		c->end += (size_t)n;
		return CHAN_OK;
	}
	c->raw += (size_t)n;
	return unseal(c);
}

enum chan_rc
chan_fill(struct chan *c)
{
	enum chan_rc rc;

	make_room(c);
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

enum chan_rc
chan_either(struct chan *c, int other, bool *came)
{
	struct pollfd p[2] = { { .fd = c->in, .events = POLLIN },
		{ .fd = other, .events = POLLIN } };
	enum chan_rc rc;

	chan_flush(c);
	rc = chanio_poll(p, 2, c->ends);
	*came = rc == CHAN_OK && p[1].revents != 0;
	return rc == CHAN_OK && c->broken ? CHAN_END : rc;
}

static void
write_out(struct chan *c, const char *p, size_t n, int64_t deadline)
{
	while (n > 0 && !c->broken) {
		size_t w = chanio_write(c->out, p, n, deadline);

		p += w;
		n -= w;
		c->broken = w == 0;
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
	int64_t deadline = clock_mono() + CHANIO_LAST_MS;

	send_queued(c, deadline);
	if (c->layer.seal != NULL)
		write_out(c, c->sealed,
		    c->layer.seal(c->layer.arg, "", 0, c->sealed), deadline);
	if (!c->broken && (c->at < c->end || c->raw > 0 ||
			      chanio_wait(c->in, POLLIN, 0) == CHAN_OK))
		file_drain(c->in);
}
