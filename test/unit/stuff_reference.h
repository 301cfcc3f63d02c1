/*
 * stuff_reference.h - what goes out of a stored message, in the plainest
 * way: line by line, from a file that is all there.
 */
#ifndef STUFF_REFERENCE_H
#define STUFF_REFERENCE_H

#include "proto/stuff.h"

#include <string.h>

/* To OUT, which has room for 2 * N + 2; returns how many octets, and in
 * *WIRE how many without the dots that were added. SOME: the header and
 * LINES of the body. */
static inline size_t
stuff_reference(const char *in, size_t n, bool some, uint64_t lines, char *out,
    size_t *wire)
{
	bool body = false;
	size_t to = 0;

	*wire = 0;
	for (size_t at = 0; at < n && !(some && body && lines == 0);) {
		const char *nl = memchr(in + at, '\n', n - at);
		size_t end = nl != NULL ? (size_t)(nl - in) : n, len = end - at;

		if (len > 0 && in[end - 1] == '\r')
			len--;
		if (len > 0 && in[at] == '.')
			out[to++] = '.';
		memcpy(out + to, in + at, len);
		memcpy(out + to + len, "\r\n", 2);
		to += len + 2;
		*wire += len + 2;
		lines -= body;
		body = body || len == 0;
		at = end + 1;
	}
	return to;
}

/* The machine, fed FIRST octets and then PIECE at a time. */
static inline size_t
stuff_machine(const char *in, size_t n, bool some, uint64_t lines, size_t first,
    size_t piece, char *out)
{
	struct stuff s;
	size_t to = 0, now = first;

	if (some)
		stuff_top(&s, lines);
	else
		stuff_init(&s);
	for (size_t at = 0; at < n; at += now, now = piece) {
		now = now < n - at ? now : n - at;
		to += stuff_feed(&s, in + at, now, out + to);
	}
	return to + stuff_last(&s, out + to);
}

#endif
