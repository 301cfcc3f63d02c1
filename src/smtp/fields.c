/*
 * fields.c - the fields of a message that hold addresses.
 * Runs in the client. Pure; the message may be anything.
 */
#include "smtp/fields.h"

enum { TO = 1, RESENT = 2, HIDDEN = 4 };

static const struct kind {
	const char *name;
	unsigned flags;
} kinds[] = {
	{ "From", 0 },
	{ "Sender", 0 },
	{ "Reply-To", 0 },
	{ "To", TO },
	{ "Cc", TO },
	{ "Bcc", TO | HIDDEN },
	{ "Resent-From", RESENT },
	{ "Resent-Sender", RESENT },
	{ "Resent-Reply-To", RESENT },
	{ "Resent-To", TO | RESENT },
	{ "Resent-Cc", TO | RESENT },
	{ "Resent-Bcc", TO | RESENT | HIDDEN },
};

/* The row of a field; NULL if it holds no addresses. */
static const struct kind *
kind_of(struct bytes name)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (bytes_ieq(name, bytes_str(kinds[i].name)))
			return &kinds[i];
	return NULL;
}

bool
fields_hidden(struct bytes name)
{
	const struct kind *k = kind_of(name);

	return k != NULL && (k->flags & HIDDEN) != 0;
}

bool
fields_recipients(
    const struct message *m, header_add *add, void *arg, struct bytes *where)
{
	const struct bytes header = { m->raw.p, m->header };
	struct bytes rest = header;
	const struct kind *k;
	unsigned wanted = TO;
	struct field f;

	while (header_next(&rest, &f))
		if ((k = kind_of(f.name)) != NULL &&
		    (k->flags & (TO | RESENT)) == (TO | RESENT))
			wanted = TO | RESENT;
	for (rest = header; header_next(&rest, &f);) {
		k = kind_of(f.name);
		if (k != NULL && (k->flags & (TO | RESENT)) == wanted &&
		    !header_addresses(f.body, add, arg, where))
			return false;
	}
	return true;
}

/* A header_add: takes down where a name without a domain ends. */
static bool
add_bare(void *arg, const struct addr *a, const char *behind)
{
	struct message *m = arg;

	if (a->domain_n > 0)
		return true;
	if (m->bare_n == sizeof(m->bare) / sizeof(m->bare[0]))
		return false;
	m->bare[m->bare_n++] = (size_t)(behind - m->raw.p);
	return true;
}

/* A header_add: the same among recipients, where the domain of the postmaster
 * is the server's business. */
static bool
add_bare_to(void *arg, const struct addr *a, const char *behind)
{
	return bytes_ieq(addr_local(a), BYTES("postmaster")) ||
	       add_bare(arg, a, behind);
}

void
fields_find_bare(struct message *m)
{
	struct bytes rest = { m->raw.p, m->header }, where;
	const struct kind *k;
	struct field f;

	m->bare_n = 0;
	while (m->domain != NULL && header_next(&rest, &f)) {
		size_t before = m->bare_n;

		k = kind_of(f.name);
		if (k != NULL && (k->flags & HIDDEN) == 0 &&
		    !header_addresses(f.body,
			(k->flags & TO) != 0 ? add_bare_to : add_bare, m,
			&where))
			m->bare_n = before;
	}
}
