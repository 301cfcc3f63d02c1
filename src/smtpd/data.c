/*
 * data.c - DATA and BDAT. Runs in the wire.
 */
#include "base/clock.h"
#include "proto/args.h"
#include "smtpd/session.h"

/* More input for a message body; false: there is none, and the session is
 * over. */
static bool
more(struct session *s, int64_t began, uint64_t taken)
{
	enum chan_rc rc = CHAN_SILENT;

	if (!body_too_slow(s, began, taken))
		rc = chan_fill(s->chan);
	if (rc != CHAN_OK)
		say_silence(s, rc);
	return rc == CHAN_OK;
}

/* Reads a chunk that nobody wants, so that the dialogue stays in step. */
static bool
swallow(struct session *s, uint64_t left)
{
	int64_t began = clock_mono();
	uint64_t taken = 0;

	for (;;) {
		size_t have = chan_input(s->chan).n;
		size_t n = have < left - taken ? have : (size_t)(left - taken);

		chan_take(s->chan, n);
		taken += n;
		if (taken == left)
			return true;
		if (!more(s, began, taken))
			return false;
	}
}

/* A message of which a chunk was refused is gone: what follows of it is
 * out of order. */
static void
refuse_message(struct session *s, uint64_t left, enum reply r)
{
	session_reset(s);
	if (swallow(s, left))
		say(s, r);
}

void
verb_data(struct session *s, struct bytes arg)
{
	int64_t began = clock_mono();
	uint64_t taken = 0;
	enum reply opened;

	(void)arg;
	if (s->state != SMTP_RCPT) {
		say(s, s->state == SMTP_MAIL ? RE_NO_RECIPIENT : RE_ORDER);
		return;
	}
	opened = body_open(s, true);
	if (opened != RE_OK) {
		refuse_message(s, 0, opened);
		return;
	}
	say(s, RE_GO_AHEAD);
	for (;;) {
		taken += body_feed(s, LIM_INPUT);
		if (s->own->body.dot.done)
			break;
		if (!more(s, began, taken))
			return;
	}
	body_end(s);
}

static bool
take_chunk(struct session *s, uint64_t left)
{
	int64_t began = clock_mono();
	uint64_t taken = 0;

	for (;;) {
		uint64_t rest = left - taken;

		taken +=
		    body_feed(s, rest < LIM_INPUT ? (size_t)rest : LIM_INPUT);
		if (taken == left)
			return true;
		if (!more(s, began, taken))
			return false;
	}
}

void
verb_bdat(struct session *s, struct bytes arg)
{
	enum reply opened = RE_OK;
	uint64_t size;
	bool last;

	if (!bdat_parse(arg, &size, &last)) {
		/* Nobody knows where the chunk ends. */
		say_and_close(s, RE_ARGUMENT, GUARD_END_ERRORS);
		return;
	}
	if ((s->state & (SMTP_RCPT | SMTP_CHUNKS)) == 0) {
		if (swallow(s, size))
			say(s, RE_ORDER);
		return;
	}
	if (s->state == SMTP_RCPT)
		opened = body_open(s, false);
	if (opened != RE_OK) {
		refuse_message(s, size, opened);
		return;
	}
	s->state = SMTP_CHUNKS;
	if (size > s->start->conf.max_size ||
	    s->own->body.dot.size > s->start->conf.max_size - size) {
		refuse_message(s, size, RE_TOO_LARGE);
		return;
	}
	if (!take_chunk(s, size))
		return;
	if (last)
		dot_last(&s->own->body.dot);
	if (last)
		body_end(s);
	else if (body_fault(s) != RE_OK)
		refuse_message(s, 0, body_fault(s));
	else
		say(s, RE_CHUNK);
}
