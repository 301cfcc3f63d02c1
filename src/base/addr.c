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

/* True if an @ stands outside of quotes. */
static bool
has_at(struct bytes b)
{
	bool quoted = false;

	for (size_t i = 0; i < b.n; i++) {
		quoted ^= b.p[i] == '"';
		if (b.p[i] == '@' && !quoted)
			return true;
	}
	return false;
}

static bool
controls(struct bytes b)
{
	for (size_t i = 0; i < b.n; i++)
		if (ascii_control(b.p[i]))
			return true;
	return false;
}

bool
addr_plain(struct bytes s, struct addr *out, const char **why)
{
	struct bytes local = s, domain;

	while (local.n > 0 && local.p[local.n - 1] != '@')
		local.n--;
	domain = bytes_skip(s, local.n);
	*why = "an address needs an @";
	if (local.n-- == 0)
		return false;
	if (has_at(local))
		*why = "an address has one @ only";
	else if (controls(s) || memchr(s.p, '/', s.n) != NULL ||
		 memchr(s.p, ' ', s.n) != NULL)
		*why = "slash, space or control byte in an address";
	else if ((local.n > 0 && local.p[0] == '.') ||
		 (domain.n > 0 && domain.p[0] == '.'))
		*why = "a part of an address begins with a dot";
	else if (domain.n == 0)
		*why = "an address needs a domain";
	else if (!utf8_valid(s))
		*why = "not UTF-8";
	else if (!addr_set(out, local, domain))
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
		if ((unsigned char)b.p[i] > 0x7e)
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
