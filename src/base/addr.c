/*
 * addr.c - a mail address, taken apart.
 * Runs in every process; the bytes come from the peer or from our files.
 */
#include "base/addr.h"

#include <string.h>

struct bytes
addr_local(const struct addr *a)
{
	return (
	    struct bytes){ a->local, a->local_n <= LIM_LOCAL ? a->local_n : 0 };
}

struct bytes
addr_domain(const struct addr *a)
{
	return (struct bytes){ a->domain, a->domain_n };
}

void
addr_put(struct text *t, const struct addr *a)
{
	text_put(t, addr_local(a));
	if (a->domain_n > 0)
		text_char(t, '@');
	text_put(t, addr_domain(a));
}

void
addr_put_plain(struct text *t, const struct addr *a)
{
	struct bytes local = addr_local(a);

	if (local.n == 0 || (strchr("\"#", local.p[0]) == NULL &&
				memchr(local.p, '@', local.n) == NULL)) {
		addr_put(t, a);
		return;
	}
	text_char(t, '"');
	for (size_t i = 0; i < local.n; i++) {
		if (local.p[i] == '"' || local.p[i] == '\\')
			text_char(t, '\\');
		text_char(t, local.p[i]);
	}
	text_str(t, "\"@");
	text_put(t, addr_domain(a));
}

bool
addr_set(struct addr *a, struct bytes local, struct bytes domain)
{
	memset(a, 0, sizeof(*a));
	if (local.n > LIM_LOCAL || domain.n > LIM_DOMAIN)
		return false;
	a->local_n = (uint8_t)local.n;
	a->domain_n = (uint8_t)domain.n;
	if (local.n > 0)
		memcpy(a->local, local.p, local.n);
	if (domain.n > 0)
		memcpy(a->domain, domain.p, domain.n);
	return true;
}

static bool
controls(struct bytes b)
{
	for (size_t i = 0; i < b.n; i++)
		if (ascii_control(b.p[i]))
			return true;
	return false;
}

/* Takes a quoted local part off S (RFC 5321 4.1.2). */
static struct bytes
take_quoted(struct bytes *s, struct text *t)
{
	size_t i = 1;

	for (; i < s->n && s->p[i] != '"'; i++) {
		i += s->p[i] == '\\';
		text_put(t, (struct bytes){ s->p + i, i < s->n });
	}
	*s = bytes_skip(*s, i + 1);
	return text_bytes(t);
}

bool
addr_plain(struct bytes s, struct addr *out, const char **why)
{
	char buf[LIM_LOCAL];
	struct text t = TEXT(buf);
	struct bytes rest = s;
	bool quoted = s.n > 0 && s.p[0] == '"';
	struct bytes local =
	    quoted ? take_quoted(&rest, &t) : bytes_until(&rest, BYTES("@"));
	struct bytes domain = bytes_skip(rest, 1);

	if (rest.n == 0 || rest.p[0] != '@')
		*why = quoted ? "an open quote, or no @ behind it"
			      : "an address needs an @";
	else if (memchr(domain.p, '@', domain.n) != NULL)
		*why = "an address has one @ only";
	else if (controls(s) || memchr(s.p, '/', s.n) != NULL ||
		 memchr(s.p, ' ', s.n) != NULL)
		*why = "slash, space or control byte in an address";
	else if ((local.n > 0 && local.p[0] == '.') ||
		 (domain.n > 0 && domain.p[0] == '.'))
		*why = "a part of an address begins with a dot";
	else if (domain.n == 0)
		*why = "an address needs a domain";
	else if (quoted && (local.n == 0 || bytes_eq(local, BYTES("@"))))
		*why = "a catch-all is written without quotes";
	else if (!utf8_valid(s))
		*why = "not UTF-8";
	else if (t.over || !addr_set(out, local, domain))
		*why = "a part of an address is too long";
	else
		return true;
	return false;
}

bool
addr_sane(const struct addr *a)
{
	return a->local_n <= LIM_LOCAL &&
	       (a->local_n > 0 || a->domain_n == 0) &&
	       !controls(addr_local(a)) && !controls(addr_domain(a)) &&
	       memchr(a->domain, ' ', a->domain_n) == NULL &&
	       utf8_valid(addr_local(a)) && utf8_valid(addr_domain(a));
}

bool
addr_is_null(const struct addr *a)
{
	return a->local_n == 0 && a->domain_n == 0;
}

static bool
beyond(struct bytes b)
{
	for (size_t i = 0; i < b.n; i++)
		if ((unsigned char)b.p[i] > 0x7f)
			return true;
	return false;
}

bool
addr_beyond_ascii(const struct addr *a)
{
	return beyond(addr_local(a)) || beyond(addr_domain(a));
}

bool
addr_same_domain(const struct addr *a, const struct addr *b)
{
	return bytes_ieq(addr_domain(a), addr_domain(b));
}

bool
addr_ieq(const struct addr *a, const struct addr *b)
{
	return bytes_ieq(addr_local(a), addr_local(b)) &&
	       addr_same_domain(a, b);
}

/* The least code point that needs this many continuation bytes. */
static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };

bool
utf8_valid(struct bytes s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		unsigned more = c < 0x80 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
		uint32_t v = more == 0 ? c : c & (0x3fU >> more);

		if ((c >= 0x80 && c < 0xc2) || c > 0xf4 || s.n - i <= more)
			return false;
		for (unsigned k = 0; k < more; k++) {
			c = (unsigned char)s.p[++i];
			if ((c & 0xc0) != 0x80)
				return false;
			v = v << 6 | (c & 0x3f);
		}
		if (v < least[more] || v > 0x10ffff ||
		    (v >= 0xd800 && v <= 0xdfff))
			return false;
	}
	return true;
}
