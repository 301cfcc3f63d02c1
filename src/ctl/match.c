/*
 * match.c - the headers that a message must have, for `wait --match`.
 * Runs in the tool, on mail that anybody may have written.
 */
#include "ctl/match.h"

#include <string.h>

bool
match_parse(struct bytes word, struct match *out)
{
	out->text = word;
	if (!bytes_cut(&out->text, '=', &out->name) || out->name.n == 0)
		return false;
	for (size_t i = 0; i < out->name.n; i++)
		if (out->name.p[i] <= ' ' || out->name.p[i] > '~' ||
		    out->name.p[i] == ':')
			return false;
	return true;
}

/* Takes a header with all its lines off *REST. False: an empty line, or the
 * end, is there. */
static bool
next_header(struct bytes *rest, struct bytes *out)
{
	size_t n = 0;

	if (rest->n == 0 || rest->p[0] == '\n' ||
	    (rest->p[0] == '\r' && rest->n > 1 && rest->p[1] == '\n'))
		return false;
	do {
		const char *end = memchr(rest->p + n, '\n', rest->n - n);

		n = end != NULL ? (size_t)(end - rest->p) + 1 : rest->n;
	} while (n < rest->n && ascii_blank(rest->p[n]));
	*out = (struct bytes){ rest->p, n };
	*rest = bytes_skip(*rest, n);
	return true;
}

/* RFC 5322 2.2.3. */
static struct bytes
unfold(struct bytes value, char *buf)
{
	struct bytes line;
	size_t n = 0;

	while (bytes_cut(&value, '\n', &line)) {
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		memcpy(buf + n, line.p, line.n);
		n += line.n;
	}
	memcpy(buf + n, value.p, value.n);
	return (struct bytes){ buf, n + value.n };
}

static bool
holds(struct bytes value, struct bytes text)
{
	for (; value.n >= text.n; value = bytes_skip(value, 1)) {
		if (memcmp(value.p, text.p, text.n) == 0)
			return true;
		if (value.n == 0)
			break;
	}
	return false;
}

bool
match_found(const struct match *m, struct bytes head)
{
	static char buf[MATCH_HEAD];
	struct bytes value, name;

	if (head.n > sizeof(buf))
		head.n = sizeof(buf);
	while (next_header(&head, &value))
		if (bytes_cut(&value, ':', &name) &&
		    bytes_ieq(bytes_trim(name), m->name) &&
		    holds(unfold(value, buf), m->text))
			return true;
	return false;
}
