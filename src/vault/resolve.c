/*
 * resolve.c - the order in which the tables are asked.
 * Runs in the guard and the tools.
 */
#include "vault/users.h"

#include <string.h>

static bool
only_plain(struct bytes b)
{
	for (size_t i = 0; i < b.n; i++) {
		int c = ascii_lower(b.p[i]);

		if ((c < 'a' || c > 'z') && (c < '0' || c > '9') &&
		    (c == '\0' || strchr("._+=-", c) == NULL))
			return false;
	}
	return b.n > 0 && b.p[0] != '.';
}

/* users = any: the name comes from the peer, so it is kept plain. */
static enum resolve_rc
resolve_any(const struct users *u, const struct addr *a, resolve_add *add,
    void *arg)
{
	struct bytes domain = addr_domain(a);
	struct addr box;

	if (domain.n == 0)
		domain = bytes_str(u->conf->hostname);
	if (!only_plain(addr_local(a)) || !only_plain(domain) ||
	    !addr_set(&box, addr_local(a), domain))
		return RESOLVE_NO_USER;
	for (size_t i = 0; i < box.local_n; i++)
		box.local[i] = (char)ascii_lower(box.local[i]);
	for (size_t i = 0; i < box.domain_n; i++)
		box.domain[i] = (char)ascii_lower(box.domain[i]);
	return add(arg, &box) ? RESOLVE_YES : RESOLVE_REFUSED;
}

static enum resolve_rc
take(struct users *u, const struct addr *a, resolve_add *add, void *arg)
{
	struct user found;

	switch (users_find(u, a, &found)) {
	case USERS_YES:
		return add(arg, &found.addr) ? RESOLVE_YES : RESOLVE_REFUSED;
	case USERS_NO:
		return RESOLVE_NO_USER;
	default:
		return RESOLVE_ERROR;
	}
}

enum resolve_rc
users_resolve(struct users *u, const struct addr *a, resolve_add *add,
    void *arg)
{
	struct bytes local = addr_local(a), base = local;
	struct addr try = *a;
	enum resolve_rc rc;
	struct user first;

	if (u->conf->users_any)
		return resolve_any(u, a, add, arg);
	if ((rc = take(u, a, add, arg)) != RESOLVE_NO_USER)
		return rc;
	if (u->conf->delimiter != '\0' &&
	    bytes_cut(&base, u->conf->delimiter, &local)) {
		(void)addr_set(&try, local, addr_domain(a));
		if ((rc = take(u, &try, add, arg)) != RESOLVE_NO_USER)
			return rc;
	}
	(void)addr_set(&try, BYTES(""), addr_domain(a));
	if ((rc = take(u, &try, add, arg)) != RESOLVE_NO_USER)
		return rc;
	if (bytes_ieq(addr_local(a), BYTES("postmaster")) &&
	    users_first(u, &first) == USERS_YES)
		return add(arg, &first.addr) ? RESOLVE_YES : RESOLVE_REFUSED;
	return users_domain(u, addr_domain(a)) == USERS_NO
	    ? RESOLVE_NOT_OURS
	    : RESOLVE_NO_USER;
}
