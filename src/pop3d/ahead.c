/*
 * ahead.c - message files from the guard, asked for ahead of their turn
 * where a peer has sent its next RETRs already: the guard opens them while
 * we send. Runs in the wire.
 */
#include "pop3d/session.h"

#include <unistd.h>

static void
ask(struct session *s, uint32_t i)
{
	struct guard_request req = { .op = GUARD_READ };

	req.u.message = i;
	guard_tell(s->guard, &req);
	s->own->ahead.message[s->own->ahead.n++] = i;
}

/* The message of the next line of *IN, if that is a RETR that will be
 * done. */
static bool
take_retr(const struct session *s, struct bytes *in, uint32_t *i)
{
	struct bytes line;
	uint64_t n;

	if (!bytes_cut(in, '\n', &line) || line.n == 0 ||
	    line.p[line.n - 1] != '\r' || !bytes_istarts(line, BYTES("RETR ")))
		return false;
	line.n--;
	if (!pop3_number(bytes_skip(line, 5), &n) || n == 0 ||
	    n > s->own->total || (s->own->message[n - 1] & POP3_GONE) != 0)
		return false;
	*i = (uint32_t)n - 1;
	return true;
}

static enum guard_verdict
next(struct session *s, struct guard_reply *reply, int *fd)
{
	s->own->ahead.at++;
	return guard_listen(s->guard, reply, fd);
}

enum guard_verdict
ahead_open(struct session *s, uint32_t i, struct guard_reply *reply, int *fd)
{
	struct bytes in = chan_input(s->chan);
	uint32_t more = i;

	if (s->own->ahead.at == s->own->ahead.n ||
	    s->own->ahead.message[s->own->ahead.at] != i) {
		ahead_end(s);
		do
			ask(s, more);
		while (
		    s->own->ahead.n < POP3_AHEAD && take_retr(s, &in, &more));
	}
	return next(s, reply, fd);
}

void
ahead_end(struct session *s)
{
	struct guard_reply reply;
	int fd;

	while (s->own->ahead.at < s->own->ahead.n)
		if (next(s, &reply, &fd) == GUARD_YES && fd >= 0)
			(void)close(fd);
	s->own->ahead.at = s->own->ahead.n = 0;
}
