/*
 * data.c - DATA and BDAT. Runs in the wire.
 */
#include "base/clock.h"
#include "proto/args.h"
#include "smtpd/session.h"

/* Reads more input for a message body that came at RATE. If there is none, the
 * session ends with the reply that is returned. */
static enum reply
more(struct session *s, const struct rate *rate)
{
	enum conn_rc rc = CONN_SILENT;

	if (!body_too_slow(s, rate))
		rc = conn_fill(s->conn);
	return rc == CONN_OK ? RE_NONE : reply_no_input(s, rc);
}

/* Reads a chunk that was refused, so that the dialogue stays in step, and
 * returns R. */
static enum reply
swallow(struct session *s, uint64_t size, enum reply r)
{
	struct rate rate = { .began = clock_mono() };

	for (;;) {
		size_t have = conn_input(s->conn).n;
		uint64_t left = size - rate.taken;
		size_t n = have < left ? have : (size_t)left;
		enum reply failed;

		conn_take(s->conn, n);
		rate.taken += n;
		if (rate.taken == size)
			return r;
		failed = more(s, &rate);
		if (s->closing)
			return failed;
	}
}

/* A refused chunk ends its message. Further chunks of it are out of order. */
static enum reply
refuse_chunk(struct session *s, uint64_t size, enum reply r)
{
	if ((s->state & (SMTP_RCPT | SMTP_CHUNKS)) != 0)
		session_reset(s);
	return swallow(s, size, r);
}

enum reply
data_refuse(struct session *s, enum reply r, struct bytes line)
{
	uint64_t size;

	if (!bdat_refused(line, &size))
		return r;
	if (size == UINT64_MAX)
		return reply_and_close(s, r, GUARD_END_ERRORS);
	return refuse_chunk(s, size, r);
}

/* Takes the input at hand, after the 354, until the body ends. */
static enum reply
take_body(struct session *s)
{
	struct body *b = &smtp_of(s)->body;

	(void)body_feed(s, LIM_INPUT);
	if (!b->dot.done)
		return more(s, &b->rate);
	s->rest = NULL;
	return body_end(s);
}

enum reply
verb_data(struct session *s, struct bytes arg)
{
	enum reply opened;

	(void)arg;
	if (s->state != SMTP_RCPT)
		return s->state == SMTP_MAIL ? RE_NO_RECIPIENT : RE_ORDER;
	opened = body_open(s, true);
	if (opened != RE_OK) {
		session_reset(s);
		return opened;
	}
	s->rest = take_body;
	return RE_GO_AHEAD;
}

/* Returns RE_OK, or the reply that ends the session if the chunk is cut off. */
static enum reply
take_chunk(struct session *s, uint64_t left)
{
	for (;;) {
		enum reply failed;

		left -=
		    body_feed(s, left < LIM_INPUT ? (size_t)left : LIM_INPUT);
		if (left == 0)
			return RE_OK;
		failed = more(s, &smtp_of(s)->body.rate);
		if (s->closing)
			return failed;
	}
}

/* Returns RE_OK, or the reply to a chunk that is refused before it is read. */
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
	    smtp_of(s)->body.dot.size > s->start->conf.max_size - size)
		return RE_TOO_LARGE;
	return RE_OK;
}

enum reply
verb_bdat(struct session *s, struct bytes arg)
{
	struct body *b = &smtp_of(s)->body;
	enum reply fault;
	uint64_t size;
	bool last;

	/* The end of the chunk is unknown, and so is the next command. */
	if (!bdat_parse(arg, &size, &last))
		return reply_and_close(s, RE_ARGUMENT, GUARD_END_ERRORS);
	fault = chunk_fault(s, size);
	if (fault != RE_OK)
		return refuse_chunk(s, size, fault);
	fault = take_chunk(s, size);
	if (fault != RE_OK)
		return fault;
	if (last) {
		dot_last(&b->dot);
		return body_end(s);
	}
	fault = body_fault(s);
	if (fault != RE_OK)
		return refuse_chunk(s, 0, fault);
	return body_too_slow(s, &b->rate) ? reply_no_input(s, CONN_SILENT)
					  : RE_CHUNK;
}
