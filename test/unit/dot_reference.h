/*
 * dot_reference.h - what the contract says about the body of a message, in
 * its own words. For the unit program and the fuzz targets of proto/dot.
 *
 * A bare LF of a local session is a CRLF; the end is CRLF.CRLF, the beginning
 * being after a CRLF; a dot after a CRLF goes; CRLF is stored as LF.
 */
#ifndef DOT_REFERENCE_H
#define DOT_REFERENCE_H

#include "proto/dot.h"

#include <string.h>

enum { DOT_MOST = 4096 };

struct dot_result {
	size_t taken, n;
	uint64_t size, lines;
	bool bare, done;
	char out[2 * DOT_MOST + 4];
};

static inline void
dot_reference(
    struct dot_result *r, const char *in, size_t n, bool dots, bool local)
{
	static char s[2 * DOT_MOST + 4] = "\r\n", *end;
	static size_t at[2 * DOT_MOST + 4];
	size_t m = 2, stop;

	memset(r, 0, offsetof(struct dot_result, out));
	for (size_t i = 0; i < n; i++) {
		if (local && in[i] == '\n' && s[m - 1] != '\r')
			s[m++] = '\r';
		at[m] = i + 1;
		s[m++] = in[i];
	}
	end = dots ? memmem(s, m, "\r\n.\r\n", 5) : NULL;
	r->done = end != NULL;
	stop = r->done ? (size_t)(end - s) + 2 : m;
	r->taken = r->done ? at[stop + 2] : n;
	for (size_t k = 2; k < stop; k++) {
		r->bare |= s[k] == '\r' && k + 1 < m && s[k + 1] != '\n';
		r->bare |= s[k] == '\n' && s[k - 1] != '\r';
		if (r->bare)
			break;
		if (s[k] == '\r' || (dots && s[k] == '.' && s[k - 1] == '\n'))
			continue;
		r->out[r->n++] = s[k];
		r->lines += s[k] == '\n';
	}
	r->size = r->n + r->lines;
}

/* Feeds one more piece to the machine. Its output is collected in R; with
 * IN_PLACE the piece is overwritten. Returns what was taken. */
static inline size_t
dot_piece(struct dot_result *r, struct dot *d, char *p, size_t n, bool in_place)
{
	size_t put, taken;

	taken = dot_feed(d, p, n, in_place ? p : r->out + r->n, &put);
	if (in_place)
		memcpy(r->out + r->n, p, put);
	r->n += put;
	r->taken += taken;
	r->size = d->size;
	r->lines = d->lines;
	r->bare = d->bare;
	r->done = d->done;
	return taken;
}

static inline bool
dot_same(const struct dot_result *a, const struct dot_result *b)
{
	return a->taken == b->taken && a->n == b->n && a->size == b->size &&
	       a->lines == b->lines && a->bare == b->bare &&
	       a->done == b->done && memcmp(a->out, b->out, a->n) == 0;
}

#endif
