/*
 * stuff.c - a stored message on its way out.
 * Pure; runs in the wire. The octets may be anything.
 */
#include "proto/stuff.h"

#include <string.h>

void
stuff_init(struct stuff *s)
{
	*s = (struct stuff){ 0 };
}

void
stuff_top(struct stuff *s, uint64_t lines)
{
	stuff_init(s);
	s->some = true;
	s->lines = lines;
}

static void
line_ends(struct stuff *s)
{
	if (s->body && s->lines > 0)
		s->lines--;
	/* The first empty line tells the header from the body. */
	if (s->seen == 0 || (s->seen == 1 && s->last == '\r'))
		s->body = true;
	s->full = s->some && s->body && s->lines == 0;
	s->seen = 0;
}

size_t
stuff_feed(struct stuff *s, const char *in, size_t n, char *out)
{
	char *to = out;

	while (n > 0 && !s->full) {
		const char *nl = memchr(in, '\n', n);
		size_t text = nl != NULL ? (size_t)(nl - in) : n;

		if (text > 0) {
			if (s->seen == 0 && in[0] == '.')
				*to++ = '.';
			memcpy(to, in, text);
			to += text;
			s->seen =
			    s->seen + text > 2 ? 2 : (uint8_t)(s->seen + text);
			s->last = in[text - 1];
		}
		if (nl == NULL)
			break;
		if (s->seen == 0 || s->last != '\r')
			*to++ = '\r';
		*to++ = '\n';
		line_ends(s);
		in += text + 1;
		n -= text + 1;
	}
	return (size_t)(to - out);
}

size_t
stuff_last(struct stuff *s, char *out)
{
	size_t n = 0;

	if (s->seen == 0 || s->full)
		return 0;
	if (s->last != '\r')
		out[n++] = '\r';
	out[n++] = '\n';
	return n;
}
