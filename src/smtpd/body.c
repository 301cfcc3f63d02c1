/*
 * body.c - a message body on its way into its file; a transaction forgotten.
 * Runs in the wire. The file is the guard's; we write and close it.
 */
#include "base/clock.h"
#include "smtpd/session.h"

#include <errno.h>
#include <unistd.h>

enum reply
body_open(struct session *s, bool dots)
{
	struct body *b = &smtp_of(s)->body;
	enum guard_verdict verdict = ask_body(s, &b->fd);

	if (verdict != GUARD_YES)
		return verdict_reply(verdict);
	b->error = 0;
	b->rate = (struct rate){ .began = clock_mono() };
	b->hops = (struct hops){ 0 };
	dot_init(&b->dot, dots, !s->start->peer.network);
	return RE_OK;
}

/* The guard, which writes the log, is told of the first failure at once: the
 * peer may be gone before the message ends. */
static void
body_fail(struct session *s, int error)
{
	smtp_of(s)->body.error = error;
	ask_failed(s, error);
}

static void
store(struct session *s, const char *p, size_t n)
{
	struct body *b = &smtp_of(s)->body;

	while (n > 0 && b->error == 0) {
		ssize_t w = write(b->fd, p, n);

		if (w < 0) {
			body_fail(s, errno);
		} else {
			p += w;
			n -= (size_t)w;
		}
	}
}

size_t
body_feed(struct session *s, size_t most)
{
	struct body *b = &smtp_of(s)->body;
	struct bytes in = conn_input(s->conn);
	char *out = (char *)(uintptr_t)in.p;
	size_t taken, n;

	taken = dot_feed(&b->dot, in.p, in.n < most ? in.n : most, out, &n);
	conn_take(s->conn, taken);
	b->rate.taken += taken;
	hops_feed(&b->hops, out, n);
	/* If a body will be refused, it is read to its end and not stored. */
	if (body_fault(s) == RE_OK)
		store(s, out, n);
	return taken;
}

enum reply
body_fault(const struct session *s)
{
	const struct body *b = &smtp_of(s)->body;

	if (b->dot.bare)
		return RE_BARE;
	if (b->hops.received >= LIM_RECEIVED)
		return RE_LOOP;
	if (b->dot.size > s->start->conf.max_size || b->error == EFBIG)
		return RE_TOO_LARGE;
	if (b->error == ENOSPC)
		return RE_NO_SPACE;
	if (b->error == EDQUOT)
		return RE_NO_QUOTA;
	return b->error == 0 ? RE_OK : RE_LOCAL_ERROR;
}

void
body_drop(struct session *s)
{
	struct body *b = &smtp_of(s)->body;

	if (b->fd >= 0)
		(void)close(b->fd);
	b->fd = -1;
}

void
session_reset(struct session *s)
{
	body_drop(s);
	if (in_transaction(s)) {
		ask_reset(s);
		s->state = SMTP_REST;
	}
	smtp_of(s)->utf8 = false;
}

static enum reply
stored(struct session *s, const char *id)
{
	char buf[GUARD_ID + 16];
	struct text t = TEXT(buf);

	text_str(&t, "Stored as ");
	text_put(&t, (struct bytes){ id, GUARD_ID });
	return reply_words(s, RE_STORED, text_bytes(&t));
}

enum reply
body_end(struct session *s)
{
	struct body *b = &smtp_of(s)->body;
	char id[GUARD_ID];
	enum guard_verdict verdict;
	enum reply fault = body_fault(s);

	if (fault == RE_OK) {
		if (close(b->fd) != 0)
			body_fail(s, errno);
		b->fd = -1;
		fault = body_fault(s);
	}
	if (fault != RE_OK) {
		session_reset(s);
		return fault;
	}
	verdict = ask_commit(s, b->dot.size, dot_ended(&b->dot), id);
	/* The guard has forgotten the transaction, whatever it answers. */
	s->state = SMTP_REST;
	session_reset(s);
	if (verdict != GUARD_YES)
		return verdict_reply(verdict);
	s->idle_commands = 0;
	return stored(s, id);
}

bool
body_too_slow(const struct session *s, const struct rate *rate)
{
	int64_t ms = clock_mono() - rate->began;

	return ms > LIM_RATE_GRACE_MS &&
	       rate->taken < s->start->conf.min_rate * (uint64_t)(ms / 1000);
}
