/*
 * ahead.c - message files from the guard, asked for ahead of their turn
 * where a peer has sent its next RETRs already: the two processes take turns
 * less often. Runs in the wire.
 */
#include "pop3d/session.h"

#include <unistd.h>

static void
ask(struct session *s, uint32_t i)
{
	ask_read(s, i);
	s->own->ahead.file[s->own->ahead.n++].message = i;
}

static void
take(struct session *s, struct opened *f)
{
	f->verdict = ask_opened(s, &f->is, &f->fd);
	if (f->verdict == GUARD_YES && f->fd < 0)
		f->verdict = GUARD_LATER;
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

void
ahead_open(struct session *s, uint32_t i, struct opened *out)
{
	struct bytes in = conn_input(s->conn);
	uint32_t more = i;

	if (s->own->ahead.at == s->own->ahead.n ||
	    s->own->ahead.file[s->own->ahead.at].message != i) {
		ahead_end(s);
		do
			ask(s, more);
		while (s->own->ahead.n < LIM_AHEAD && take_retr(s, &in, &more));
		/* All of them are taken before the peer may keep us waiting:
		 * the kernel counts what is under way for all processes of a
		 * user together. */
		for (unsigned k = 0; k < s->own->ahead.n; k++)
			take(s, &s->own->ahead.file[k]);
	}
	*out = s->own->ahead.file[s->own->ahead.at++];
}

void
ahead_end(struct session *s)
{
	for (; s->own->ahead.at < s->own->ahead.n; s->own->ahead.at++)
		if (s->own->ahead.file[s->own->ahead.at].fd >= 0)
			(void)close(s->own->ahead.file[s->own->ahead.at].fd);
	s->own->ahead.at = s->own->ahead.n = 0;
}
