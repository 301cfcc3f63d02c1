/*
 * auth.c - AUTH, as SMTP has it (RFC 4954). Runs in the wire.
 */
#include "smtpd/session.h"

#include <string.h>

enum reply
verb_auth(struct session *s, struct bytes arg)
{
	struct bytes mech, rest = arg;

	if (s->start->conf.users_any)
		return RE_NOT_OFFERED;
	if (s->state != SMTP_REST || !smtp_of(s)->extended || s->logged_in)
		return RE_ORDER;
	if (bytes_cut(&rest, ' ', &mech) && memchr(rest.p, ' ', rest.n) != NULL)
		return RE_ARGUMENT;
	return login_auth(s, arg);
}
