/*
 * cmdline.c - command lines out of what has come in so far.
 * Runs in the wire; every octet is the peer's.
 */
#include "proto/cmdline.h"

#include "base/limits.h"

#include <string.h>

/* How many octets there are up to the first line end, with it; 0 if there is
 * none yet. No octet is looked at twice, however small the pieces are in which
 * they come. */
static size_t
find_end(struct cmdline *w, struct bytes in)
{
	while (w->scanned < in.n) {
		const char *from = in.p + w->scanned;
		const char *lf = memchr(from, '\n', in.n - w->scanned);

		if (lf == NULL) {
			w->scanned = in.n;
			break;
		}
		w->scanned = (size_t)(lf - in.p) + 1;
		if (w->local || (lf > in.p && lf[-1] == '\r'))
			return w->scanned;
	}
	return 0;
}

/* Takes the end off LINE, and looks for octets that no line may have. */
static enum cmdline_rc
line_kind(struct bytes *line)
{
	line->n--;
	if (line->n > 0 && line->p[line->n - 1] == '\r')
		line->n--;
	if (line->n == 0)
		return CMDLINE_OK;
	if (memchr(line->p, '\r', line->n) != NULL ||
	    memchr(line->p, '\n', line->n) != NULL ||
	    memchr(line->p, '\0', line->n) != NULL)
		return CMDLINE_BAD;
	return CMDLINE_OK;
}

/* Keeps the beginning of an over-long line. */
static void
keep_head(struct cmdline *w, struct bytes in)
{
	w->head_n = in.n < sizeof(w->head) ? in.n : sizeof(w->head);
	memcpy(w->head, in.p, w->head_n);
}

/* Drops the present octets of an over-long line. A last CR stays: the LF that
 * ends the line may follow it. */
static void
drop(struct cmdline *w, struct bytes *in)
{
	size_t n = in->p[in->n - 1] == '\r' ? in->n - 1 : in->n;

	if (w->dropped == 0)
		keep_head(w, *in);
	w->dropped += n;
	w->scanned -= n;
	*in = bytes_skip(*in, n);
}

enum cmdline_rc
cmdline_take(
    struct cmdline *w, struct bytes *in, size_t max, struct bytes *line)
{
	size_t n = find_end(w, *in);
	size_t all = w->dropped + (n > 0 ? n : in->n);
	bool cut = w->dropped > 0;

	*line = (struct bytes){ in->p, n };
	if (n == 0) {
		if (all >= LIM_FLOOD)
			return CMDLINE_FLOOD;
		if (in->n > 0 && all >= max)
			drop(w, in);
		return CMDLINE_MORE;
	}
	*in = bytes_skip(*in, n);
	w->scanned = w->dropped = 0;
	if (all > LIM_FLOOD)
		return CMDLINE_FLOOD;
	/* MAX may differ between calls. The tail of an over-long line is never
	 * taken for a new line. */
	if (cut || all > max) {
		if (!cut)
			keep_head(w, *line);
		*line = (struct bytes){ w->head, w->head_n };
		return CMDLINE_LONG;
	}
	return line_kind(line);
}
