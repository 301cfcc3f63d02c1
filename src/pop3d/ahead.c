/*
 * ahead.c - message files that are asked for ahead of their turn.
 * If a peer has sent its next RETRs already, their files are asked for
 * together, and the two processes take turns less often. Runs in the wire.
 */
#include "pop3d/session.h"

#include <unistd.h>

static void
ask_file(struct session *s, uint32_t i)
{
	struct pop3 *p = pop3_of(s);

	ask_read(s, i);
	p->ahead.file[p->ahead.n++].message = i;
}

static void
take_opened(struct session *s, struct opened *f)
{
	f->verdict = ask_opened(s, &f->sizes, &f->fd);
	if (f->verdict == GUARD_YES && f->fd < 0)
		f->verdict = GUARD_LATER;
}

/* The message that the next line of *IN asks for, if that is a RETR that will
 * run. */
static bool
take_retr(const struct session *s, struct bytes *in, uint32_t *i)
{
	struct pop3 *p = pop3_of(s);
	struct bytes line;
	uint64_t n;

	if (!bytes_cut(in, '\n', &line) || line.n == 0 ||
	    line.p[line.n - 1] != '\r' || !bytes_istarts(line, BYTES("RETR ")))
		return false;
	line.n--;
	if (!pop3_number(bytes_skip(line, 5), &n) || n == 0 || n > p->total ||
	    (p->message[n - 1] & POP3_DELETED) != 0)
		return false;
	*i = (uint32_t)n - 1;
	return true;
}

void
ahead_open(struct session *s, uint32_t i, struct opened *out)
{
	struct pop3 *p = pop3_of(s);
	struct bytes in = conn_input(s->conn);
	uint32_t more = i;

	if (p->ahead.at == p->ahead.n ||
	    p->ahead.file[p->ahead.at].message != i) {
		ahead_end(s);
		do
			ask_file(s, more);
		while (p->ahead.n < LIM_AHEAD && take_retr(s, &in, &more));
		/* All of them are received before we may have to wait for the
		 * peer: the kernel counts the descriptors under way of all
		 * processes of a user together. */
		for (unsigned k = 0; k < p->ahead.n; k++)
			take_opened(s, &p->ahead.file[k]);
	}
	*out = p->ahead.file[p->ahead.at++];
}

void
ahead_end(struct session *s)
{
	struct pop3 *p = pop3_of(s);

	for (; p->ahead.at < p->ahead.n; p->ahead.at++)
		if (p->ahead.file[p->ahead.at].fd >= 0)
			(void)close(p->ahead.file[p->ahead.at].fd);
	p->ahead.at = p->ahead.n = 0;
}
