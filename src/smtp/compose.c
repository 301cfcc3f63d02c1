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

/* A header_add: adds a recipient unless it is there already. */
static bool
add_recipient(void *arg, const struct addr *a, const char *behind)
{
	struct envelope *e = arg;
	struct addr full = *a;

	(void)behind;
	/* A bare name gets our domain, except postmaster. */
	if (a->domain_n == 0 &&
	    !bytes_ieq(addr_local(a), BYTES("postmaster")) &&
	    !addr_set(&full, addr_local(a), bytes_str(e->domain)))
		return false;
	for (size_t i = 0; i < e->n; i++)
		if (memcmp(&e->to[i], &full, sizeof(full)) == 0)
			return true;
	if (e->n == e->cap) {
		size_t cap = e->cap == 0 ? 16 : e->cap * 2;
		struct addr *to = e->n < LIM_RCPT_MAX
				      ? realloc(e->to, cap * sizeof(*to))
				      : NULL;

		if (to == NULL)
			return false;
		e->to = to;
		e->cap = cap;
	}
	e->to[e->n++] = full;
	return true;
}

/* Parses TEXT, which must be exactly one address. */
static bool
one_address(const char *domain, struct bytes text, struct addr *out)
{
	struct envelope e = { .domain = domain };
	struct bytes where;
	bool ok = header_addresses(text, add_recipient, &e, &where) && e.n == 1;

	if (ok)
		*out = e.to[0];
	free(e.to);
	return ok;
}

/* Sets the sender of the envelope, and AUTHOR for the header. */
static int
find_sender(const struct config *c, struct envelope *e, struct addr *author)
{
	struct bytes text = bytes_str(c->from);
	bool null = bytes_eq(text, BYTES("<>"));

	/* A server takes mail of a login from an address of it alone. */
	if ((text.n == 0 || null) &&
	    !one_address(c->domain, text = bytes_str(c->login), author)) {
		text = bytes_str(config_user());
		e->guessed = !null;
	}
	if (!one_address(c->domain, text, author)) {
		complain(NULL, "not an address", text);
		return EX_DATAERR;
	}
	e->from = null ? (struct addr){ 0 } : *author;
	return EX_OK;
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
		if (!header_addresses(bytes_str(o->recipients[i]),
			add_recipient, e, &where)) {
			complain(NULL, "not an address",
			    bytes_str(o->recipients[i]));
			return EX_DATAERR;
		}
	if ((rc = find_sender(&o->config, e, &author)) != EX_OK)
		return rc;
	/* A dot ends what is typed on a terminal, and what a sendmail gets. */
	if (!message_read(m, STDIN_FILENO,
		!o->dots && (o->sendmail || isatty(STDIN_FILENO))))
		return EX_TEMPFAIL;
	m->mend = o->sendmail;
	m->domain = e->domain;
	message_study(m);
	if (o->from_header && !fields_recipients(m, add_recipient, e, &where)) {
		complain(NULL, "not an address in the header", where);
		return EX_DATAERR;
	}
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
