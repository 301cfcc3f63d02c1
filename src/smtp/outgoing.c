/*
 * outgoing.c - the message, octet by octet as SMTP wants it: CRLF line
 * ends, dots doubled, what is missing in front, the domain behind bare
 * names, Bcc left out.
 * Runs in the client, confined. Pure.
 */
#include "smtp/outgoing.h"
#include "smtp/fields.h"

/* True if the line that begins belongs to a field that nobody may see. */
static bool
line_hidden(const struct outgoing *o)
{
	struct bytes rest = { o->m->raw.p + o->at, o->m->header - o->at };
	struct field f;

	if (ascii_blank(rest.p[0]))
		return o->skip;
	return header_next(&rest, &f) && fields_hidden(f.name);
}

/* Puts the domain of a name that ends here without one, as far as CAP
 * allows. */
static size_t
put_domain(struct outgoing *o, char *out, size_t cap)
{
	const struct message *m = o->m;
	size_t n = 0;

	if (o->bare == m->bare_n || m->bare[o->bare] != o->at)
		return 0;
	for (; n < cap; n++, o->domain++) {
		out[n] = o->domain == 0 ? '@' : m->domain[o->domain - 1];
		if (out[n] == '\0') {
			o->bare++;
			o->domain = 0;
			break;
		}
	}
	return n;
}

/* Begins a line: puts what stands before its first octet. */
static size_t
put_line_start(struct outgoing *o, char *out)
{
	const struct message *m = o->m;
	size_t n = 0;

	if (m->blank && !o->blank && o->at == m->header) {
		out[n++] = '\r';
		out[n++] = '\n';
		o->blank = true;
	}
	o->skip = o->at < m->header && line_hidden(o);
	if (o->dots && !o->skip && m->raw.p[o->at] == '.')
		out[n++] = '.';
	o->begun = true;
	return n;
}

/* Puts the next octet of RAW, which becomes two at most. */
static size_t
outgoing_octet(struct outgoing *o, char *out)
{
	struct bytes raw = o->m->raw;
	char c = raw.p[o->at++];

	if (c == '\r') {
		bool lone = o->at == raw.n || raw.p[o->at] != '\n';

		/* The LF behind it ends the line. */
		if (!lone)
			return 0;
		/* In the header, a line end would make a new field. */
		if (o->m->mend)
			c = o->at < o->m->header ? ' ' : '\n';
	}
	if (c == '\n') {
		o->begun = false;
		out[0] = '\r';
		out[1] = '\n';
		return o->skip ? 0 : 2;
	}
	out[0] = c;
	return o->skip ? 0 : 1;
}

size_t
outgoing_next(struct outgoing *o, char *buf, size_t cap)
{
	const struct message *m = o->m;
	size_t n = 0;

	while (n < cap && o->added < m->added.n)
		buf[n++] = m->added.p[o->added++];
	for (;;) {
		n += put_domain(o, buf + n, cap - n);
		if (cap - n < 5 || o->at == m->raw.n)
			break;
		if (!o->begun)
			n += put_line_start(o, buf + n);
		n += outgoing_octet(o, buf + n);
	}
	/* The last line may have come without an end. */
	if (cap - n >= 2 && o->at == m->raw.n && o->begun) {
		o->begun = false;
		if (!o->skip) {
			buf[n++] = '\r';
			buf[n++] = '\n';
		}
	}
	return n;
}
