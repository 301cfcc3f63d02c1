/*
 * dot.c - the body of a message, byte by byte.
 * Runs in the wire; every octet is the peer's.
 *
 * The true end of DATA is CR LF . CR LF in the raw stream, and nothing else;
 * the beginning of the stream counts as after CR LF. A server that sees an end
 * elsewhere can be made to see a second message (SMTP smuggling).
 */
#include "proto/dot.h"

#include <string.h>

enum dot_state {
	DOT_LINE,  /* at the beginning of a line */
	DOT_TEXT,  /* within a line */
	DOT_CR,    /* after a CR within a line */
	DOT_DOT,   /* after the first octet of a line, a dot */
	DOT_DOT_CR /* after that and a CR */
};

void
dot_init(struct dot *d, bool dots, bool local)
{
	memset(d, 0, sizeof(*d));
	d->dots = dots;
	d->local = local;
}

/* A word of which each octet is C. */
#define EACH(c) (UINT64_MAX / 255 * (c))

/* Moves the octets before the first CR or LF, and counts them. OUT is not
 * behind IN, so a word that is written has been read. */
static size_t
interior(char *out, const char *in, size_t n)
{
	size_t i = 0;
	uint64_t word;

	for (; n - i >= sizeof(word); i += sizeof(word)) {
		memcpy(&word, in + i, sizeof(word));
		/* Some octet is a CR or below. */
		if (((word - EACH('\r' + 1)) & ~word & EACH(0x80)) != 0)
			break;
		memcpy(out + i, &word, sizeof(word));
	}
	for (; i < n && in[i] != '\r' && in[i] != '\n'; i++)
		out[i] = in[i];
	return i;
}

static size_t
put(struct dot *d, char c, char *out)
{
	if (d->bare)
		return 0;
	d->size++;
	*out = c;
	return 1;
}

static size_t
line_end(struct dot *d, bool after_cr, char *out)
{
	bool dot = d->state == DOT_DOT || d->state == DOT_DOT_CR;

	if (!after_cr && !d->local) {
		d->bare = true;
		d->state = DOT_TEXT;
		return 0;
	}
	d->state = DOT_LINE;
	if (dot) {
		d->done = true;
		return 0;
	}
	if (d->bare)
		return 0;
	d->size++;
	d->lines++;
	return put(d, '\n', out);
}

/* Takes one octet and returns how many go out, at most one. */
static size_t
dot_step(struct dot *d, char c, char *out)
{
	bool after_cr = d->state == DOT_CR || d->state == DOT_DOT_CR;

	if (c == '\n')
		return line_end(d, after_cr, out);
	if (after_cr)
		d->bare = true;
	if (c == '\r') {
		d->state = d->state == DOT_DOT ? DOT_DOT_CR : DOT_CR;
		return 0;
	}
	if (c == '.' && d->state == DOT_LINE && d->dots) {
		d->state = DOT_DOT;
		return 0;
	}
	d->state = DOT_TEXT;
	return put(d, c, out);
}

size_t
dot_feed(struct dot *d, const char *in, size_t n, char *out, size_t *out_n)
{
	size_t i = 0, o = 0;

	while (i < n && !d->done) {
		if (d->state == DOT_TEXT && !d->bare) {
			size_t run = interior(out + o, in + i, n - i);

			d->size += run;
			i += run;
			o += run;
			if (i == n)
				break;
		}
		o += dot_step(d, in[i++], out + o);
	}
	*out_n = o;
	return i;
}

void
dot_last(struct dot *d)
{
	if (d->state == DOT_CR)
		d->bare = true;
}

bool
dot_ended(const struct dot *d)
{
	return d->state == DOT_LINE;
}

enum hops_state { HOPS_NAME, HOPS_REST, HOPS_BODY };

void
hops_feed(struct hops *h, const char *p, size_t n)
{
	static const char name[] = "received:";

	for (size_t i = 0; i < n && h->state != HOPS_BODY; i++) {
		if (h->state == HOPS_REST) {
			const char *lf = memchr(p + i, '\n', n - i);

			if (lf == NULL)
				return;
			i = (size_t)(lf - p);
			h->state = HOPS_NAME;
			h->matched = 0;
		} else if (p[i] == '\n') {
			h->state = h->matched == 0 ? HOPS_BODY : HOPS_NAME;
			h->matched = 0;
		} else if (ascii_lower(p[i]) != name[h->matched]) {
			h->state = HOPS_REST;
		} else if (name[++h->matched] == '\0') {
			h->received++;
			h->state = HOPS_REST;
		}
	}
}
