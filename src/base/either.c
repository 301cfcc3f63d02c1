/*
 * either.c - waiting for the peer and for somebody else at once.
 * Runs in the wire, under its filter.
 */
#include "base/chan.h"
#include "base/clock.h"
#include "base/start.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>

enum chan_rc
chan_either(struct chan *c, int other, bool *came)
{
	struct pollfd p[2] = { { .fd = c->in, .events = POLLIN },
		{ .fd = other, .events = POLLIN } };
	sigset_t open;

	(void)sigemptyset(&open);
	*came = false;
	chan_flush(c);
	for (;;) {
		int left = clock_left(c->ends);
		struct timespec ts = { left / 1000, left % 1000 * 1000000L };
		int n = ppoll(p, 2, &ts, &open);

		if (n > 0) {
			*came = p[1].revents != 0;
			return c->broken ? CHAN_END : CHAN_OK;
		}
		if (n == 0)
			return CHAN_SILENT;
		if (errno != EINTR)
			return CHAN_END;
		if (start_terminated)
			return CHAN_TERM;
	}
}
