/*
 * path.c - addresses as SMTP and mail headers write them.
 * Runs in the wire (reading) and in the guard (writing); every octet is
 * the peer's.
 */
#include "proto/path.h"

#include <string.h>

/* RFC 5322 3.2.3, and RFC 6531. */
static bool
atext(unsigned char c)
{
	return ascii_alnum(c) || c >= 0x80 ||
	       (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

/* Real hosts have underscores in their names. */
static bool
label(unsigned char c)
{
	return ascii_alnum(c) || c == '-' || c == '_' || c >= 0x80;
}

static bool
printable(unsigned char c)
{
	return c >= ' ' && c != 0x7f;
}

/* Takes words whose octets all pass OK, with single dots between them. */
static bool
take_dotted(struct bytes *s, bool (*ok)(unsigned char), struct bytes *out)
{
	size_t i = 0;

	for (;; i++) {
		size_t word = i;

		while (i < s->n && ok((unsigned char)s->p[i]))
			i++;
		if (i == word)
			return false;
		if (i == s->n || s->p[i] != '.')
			break;
	}
	*out = (struct bytes){ s->p, i };
	*s = bytes_skip(*s, i);
	return utf8_valid(*out);
}

/* A quoted string, without its quotes and quoting backslashes. */
static bool
take_quoted(struct bytes *s, struct text *out)
{
	size_t i = 1;

	for (; i < s->n && s->p[i] != '"'; i++) {
		if (s->p[i] == '\\' && (++i == s->n || s->p[i] & 0x80))
			return false;
		if (!printable((unsigned char)s->p[i]))
			return false;
		text_char(out, s->p[i]);
	}
	if (i >= s->n || out->over || out->n == 0)
		return false;
	*s = bytes_skip(*s, i + 1);
	return utf8_valid((struct bytes){ out->p, out->n });
}

/* An address literal. RFC 5321 4.1.3 allows most of ASCII in it; only what real
 * ones hold is taken, since that is safe in a header. */
static bool
take_literal(struct bytes *s, struct bytes *out)
{
	size_t i = 1;

	while (
	    i < s->n && (ascii_alnum((unsigned char)s->p[i]) ||
			    s->p[i] == '.' || s->p[i] == ':' || s->p[i] == '-'))
		i++;
	if (i == 1 || i == s->n || s->p[i] != ']')
		return false;
	*out = (struct bytes){ s->p, i + 1 };
	*s = bytes_skip(*s, i + 1);
	return true;
}

static bool
take_domain(struct bytes *s, struct bytes *out)
{
	if (s->n > 0 && s->p[0] == '[')
		return take_literal(s, out);
	return take_dotted(s, label, out);
}

/* @a,@b: in front of an address: RFC 5321 F.2 says to ignore it. */
static bool
take_route(struct bytes *s)
{
	struct bytes domain;
	char c = ',';

	while (c == ',') {
		if (s->n == 0 || s->p[0] != '@')
			return false;
		*s = bytes_skip(*s, 1);
		if (!take_domain(s, &domain) || s->n == 0)
			return false;
		c = s->p[0];
		*s = bytes_skip(*s, 1);
	}
	return c == ':';
}

static bool
take_address(struct bytes *s, bool bare, struct addr *out)
{
	char buf[LIM_LOCAL];
	struct text unquoted = TEXT(buf);
	struct bytes local, domain = { NULL, 0 };

	if (s->n > 0 && s->p[0] == '"') {
		if (!take_quoted(s, &unquoted))
			return false;
		local = text_bytes(&unquoted);
	} else if (!take_dotted(s, atext, &local)) {
		return false;
	}
	if (s->n > 0 && s->p[0] == '@') {
		*s = bytes_skip(*s, 1);
		if (!take_domain(s, &domain))
			return false;
	} else if (!bare && !bytes_ieq(local, BYTES("postmaster"))) {
		return false;
	}
	return addr_set(out, local, domain);
}

static bool
take_brackets(struct bytes *s, bool bare, struct addr *out)
{
	struct bytes r = bytes_skip(*s, 1);
	size_t all = r.n;

	if (all > 0 && r.p[0] == '>') {
		*s = bytes_skip(r, 1);
		return addr_set(out, BYTES(""), BYTES(""));
	}
	if (all > 0 && r.p[0] == '@' && !take_route(&r))
		return false;
	if (!take_address(&r, bare, out) || all - r.n > LIM_PATH)
		return false;
	if (r.n == 0 || r.p[0] != '>')
		return false;
	*s = bytes_skip(r, 1);
	return true;
}

/* Takes an address without brackets, which must hold no space. */
static bool
take_naked(struct bytes *s, bool bare, struct addr *out)
{
	struct bytes r = *s;
	size_t used;

	if (!take_address(&r, bare, out))
		return false;
	used = s->n - r.n;
	if (used > LIM_PATH || memchr(s->p, ' ', used) != NULL)
		return false;
	*s = r;
	return true;
}

bool
path_take(struct bytes *arg, bool bare, struct addr *out)
{
	struct bytes s = *arg;
	bool ok;

	if (s.n > 0 && s.p[0] == ' ')
		s = bytes_skip(s, 1);
	if (s.n > 0 && s.p[0] == '<')
		ok = take_brackets(&s, bare, out);
	else
		ok = take_naked(&s, bare, out);
	if (!ok || (s.n > 0 && s.p[0] != ' '))
		return false;
	*arg = s;
	return true;
}

/* True if this local part needs no quotes. */
static bool
plain(struct bytes local)
{
	struct bytes rest = local, word;

	return take_dotted(&rest, atext, &word) && rest.n == 0;
}

static void
put_safe(struct text *t, struct bytes b, bool (*ok)(unsigned char), char escape)
{
	bool utf8 = utf8_valid(b);

	for (size_t i = 0; i < b.n; i++) {
		unsigned char c = (unsigned char)b.p[i];

		if (escape != '\0' && (c == '"' || c == '\\'))
			text_char(t, escape);
		text_char(t, ok(c) && (utf8 || c < 0x80) ? (char)c : '?');
	}
}

static bool
host(unsigned char c)
{
	return label(c) || (c != '\0' && strchr(".:[]", c) != NULL);
}

void
path_put_domain(struct text *t, struct bytes domain)
{
	put_safe(t, domain, host, '\0');
}

void
path_put(struct text *t, const struct addr *a)
{
	struct bytes local = addr_local(a);

	if (addr_is_null(a))
		return;
	if (plain(local)) {
		text_put(t, local);
	} else {
		text_char(t, '"');
		put_safe(t, local, printable, '\\');
		text_char(t, '"');
	}
	if (a->domain_n > 0) {
		text_char(t, '@');
		path_put_domain(t, addr_domain(a));
	}
}
