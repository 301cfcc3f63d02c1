/*
 * compose.c - the message and its envelope.
 * Runs in the client, before it connects. Addresses may come from
 * strangers.
 */
#include "smtp/compose.h"
#include "smtp/complain.h"
#include "smtp/fields.h"

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/* A name without a domain gets ours. */
static bool
complete(const struct envelope *e, struct addr *a)
{
	const struct addr bare = *a;

	return a->domain_n > 0 ||
	       addr_set(a, addr_local(&bare), bytes_str(e->domain));
}

/* Makes room for one recipient more. */
static bool
make_room(struct envelope *e)
{
	size_t cap = e->cap == 0 ? 16 : e->cap * 2;
	struct addr *to =
	    e->n < LIM_RCPT_MAX ? realloc(e->to, cap * sizeof(*to)) : NULL;

	e->full = to == NULL;
	if (e->full)
		return false;
	e->to = to;
	e->cap = cap;
	return true;
}

/* A header_add: adds a recipient unless it is there already. */
static bool
add_recipient(void *arg, const struct addr *a, const char *behind)
{
	struct envelope *e = arg;
	struct addr full = *a;

	(void)behind;
	/* Each server has a postmaster (RFC 5321 4.1.1.3). */
	if (!bytes_ieq(addr_local(a), BYTES("postmaster")) &&
	    !complete(e, &full))
		return false;
	for (size_t i = 0; i < e->n; i++)
		if (memcmp(&e->to[i], &full, sizeof(full)) == 0)
			return true;
	if (e->n == e->cap && !make_room(e))
		return false;
	e->to[e->n++] = full;
	return true;
}

/* A header_add: takes one address, and no other. */
static bool
take_only(void *arg, const struct addr *a, const char *behind)
{
	struct addr *out = arg;
	bool first = addr_is_null(out);

	(void)behind;
	if (first)
		*out = *a;
	return first;
}

/* Parses TEXT, which must be exactly one address. */
static bool
one_address(struct bytes text, struct addr *out)
{
	struct bytes where;

	*out = (struct addr){ 0 };
	return header_addresses(text, take_only, out, &where) &&
	       !addr_is_null(out);
}

/* Sets the sender of the envelope, and AUTHOR for the header. */
static int
find_sender(const struct config *c, struct envelope *e, struct addr *author)
{
	struct bytes text = bytes_str(c->from);
	bool null = bytes_eq(text, BYTES("<>")), ok;

	/* A server takes mail of a login from an address of it alone. */
	if ((text.n == 0 || null) &&
	    !one_address(text = bytes_str(c->login), author))
		text = bytes_str(config_user());
	ok = one_address(text, author);
	e->guessed = !null && author->domain_n == 0;
	if (!ok || !complete(e, author)) {
		complain(NULL, "not an address", text);
		return EX_DATAERR;
	}
	e->from = null ? (struct addr){ 0 } : *author;
	return EX_OK;
}

/* Refuses what is WHAT, or more recipients than there is room for. */
static int
bad_list(const struct envelope *e, const char *what, struct bytes show)
{
	if (e->full)
		complain(NULL, "too many recipients: send to fewer at a time",
		    BYTES(""));
	else
		complain(NULL, what, show);
	return EX_DATAERR;
}

int
compose(const struct options *o, struct message *m, struct envelope *e)
{
	struct bytes name =
	    o->full_name != NULL ? bytes_str(o->full_name) : config_full_name();
	struct bytes where = BYTES("");
	struct addr author;
	int rc;

	e->domain = o->config.domain;
	for (int i = 0; i < o->recipients_n; i++)
		if (!header_addresses(
			bytes_str(o->recipients[i]), add_recipient, e, &where))
			return bad_list(
			    e, "not an address", bytes_str(o->recipients[i]));
	if ((rc = find_sender(&o->config, e, &author)) != EX_OK)
		return rc;
	/* A dot ends what is typed on a terminal, and what a sendmail gets. */
	if (!message_read(m, STDIN_FILENO,
		!o->ignore_dot && (o->sendmail || isatty(STDIN_FILENO))))
		return EX_TEMPFAIL;
	m->mend = o->sendmail;
	m->domain = e->domain;
	message_study(m);
	if (o->from_header && !fields_recipients(m, add_recipient, e, &where))
		return bad_list(e, "not an address in the header", where);
	if (e->n == 0)
		complain(NULL, "no recipient", BYTES(""));
	else if (m->lone_cr && !m->mend)
		complain(NULL, "a CR without LF in the message", BYTES(""));
	else if (!message_complete(m, &author, name, o->config.helo))
		complain(NULL, "too long a name", name);
	else
		return EX_OK;
	return EX_DATAERR;
}
