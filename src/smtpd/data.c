/*
 * data.c - DATA and BDAT. Runs in the wire.
 */
#include "base/clock.h"
#include "proto/args.h"
#include "smtpd/session.h"

/* More input for a message body that came at RATE; false: there is none, and
 * the session is over. */
static bool
more(struct session *s, const struct rate *rate)
{
	enum conn_rc rc = CONN_SILENT;

	if (!body_too_slow(s, rate))
		rc = conn_fill(s->conn);
	if (rc != CONN_OK)
		say_silence(s, rc);
	return rc == CONN_OK;
}

/* Reads a chunk that nobody wants, so that the dialogue stays in step. */
static bool
swallow(struct session *s, uint64_t size)
{
	struct rate rate = { .began = clock_mono() };

	for (;;) {
		size_t have = conn_input(s->conn).n;
		uint64_t left = size - rate.taken;
		size_t n = have < left ? have : (size_t)left;

		conn_take(s->conn, n);
		rate.taken += n;
		if (rate.taken == size)
			return true;
		if (!more(s, &rate))
			return false;
	}
}

/* A message of which a chunk was refused is gone: what follows of it is
 * out of order. */
static void
refuse_chunk(struct session *s, uint64_t size, enum reply r)
{
	if ((s->state & (SMTP_RCPT | SMTP_CHUNKS)) != 0)
		session_reset(s);
	if (swallow(s, size))
		say(s, r);
}

void
data_refuse(struct session *s, enum reply r, struct bytes line)
{
	uint64_t size;

	if (!bdat_refused(line, &size))
		say(s, r);
	else if (size == UINT64_MAX)
		say_and_close(s, r, GUARD_END_ERRORS);
	else
		refuse_chunk(s, size, r);
}

void
verb_data(struct session *s, struct bytes arg)
{
	enum reply opened;

	(void)arg;
	if (s->state != SMTP_RCPT) {
		say(s, s->state == SMTP_MAIL ? RE_NO_RECIPIENT : RE_ORDER);
		return;
	}
	opened = body_open(s, true);
	if (opened != RE_OK) {
		session_reset(s);
		say(s, opened);
		return;
	}
	say(s, RE_GO_AHEAD);
	for (;;) {
		(void)body_feed(s, LIM_INPUT);
		if (s->own->body.dot.done)
			break;
		if (!more(s, &s->own->body.rate))
			return;
	}
	body_end(s);
}

static bool
take_chunk(struct session *s, uint64_t left)
{
	for (;;) {
		left -=
		    body_feed(s, left < LIM_INPUT ? (size_t)left : LIM_INPUT);
		if (left == 0)
			return true;
		if (!more(s, &s->own->body.rate))
			return false;
	}
}

/* What to say of a chunk before a single octet of it is read. */
static enum reply
chunk_fault(struct session *s, uint64_t size)
{
	enum reply opened = RE_OK;

	if ((s->state & (SMTP_RCPT | SMTP_CHUNKS)) == 0)
		return RE_ORDER;
	if (s->state == SMTP_RCPT)
		opened = body_open(s, false);
	if (opened != RE_OK)
		return opened;
	s->state = SMTP_CHUNKS;
	if (size > s->start->conf.max_size ||
	    s->own->body.dot.size > s->start->conf.max_size - size)
		return RE_TOO_LARGE;
	return RE_OK;
}

void
verb_bdat(struct session *s, struct bytes arg)
{
	enum reply fault;
	uint64_t size;
	bool last;

	if (!bdat_parse(arg, &size, &last)) {
		/* Nobody knows where the chunk ends. */
		say_and_close(s, RE_ARGUMENT, GUARD_END_ERRORS);
		return;
	}
	fault = chunk_fault(s, size);
	if (fault != RE_OK) {
		refuse_chunk(s, size, fault);
		return;
	}
	if (!take_chunk(s, size))
		return;
	if (last) {
		dot_last(&s->own->body.dot);
		body_end(s);
	} else if (body_fault(s) != RE_OK) {
		refuse_chunk(s, 0, body_fault(s));
	} else if (body_too_slow(s, &s->own->body.rate)) {
		say_silence(s, CONN_SILENT);
	} else {
		say(s, RE_CHUNK);
	}
}
