/*
 * resolve.c - the order in which the tables are asked.
 * Runs in the guard and the tools. The address comes from the peer; a
 * mailbox is named by what stands in the users file.
 */
#include "users/expand.h"

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

static bool
is_postmaster(const struct addr *a)
{
	return bytes_ieq(addr_local(a), BYTES("postmaster"));
}

/* users = any: the name comes from the peer, so it is kept plain. */
static enum resolve_rc
resolve_any(
    const struct users *u, const struct addr *a, resolve_add *add, void *arg)
{
	struct bytes domain = addr_domain(a);
	struct addr box;

	if (domain.n == 0 && is_postmaster(a))
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

/* The verdict on the mail, from the result of a lookup. */
static enum resolve_rc
take(struct walk *w, enum users_rc rc, const struct user *found)
{
	if (rc == USERS_ERROR)
		return RESOLVE_ERROR;
	if (rc == USERS_NO)
		return RESOLVE_NO_USER;
	w->added = true;
	return w->add(w->arg, &found->addr) ? RESOLVE_YES : RESOLVE_REFUSED;
}

static enum resolve_rc
exact(struct walk *w, const struct addr *a)
{
	struct user found;
	enum users_rc rc = users_find(w->users, a, &found);

	return take(w, rc, &found);
}

static enum resolve_rc
first(struct walk *w)
{
	struct user found;
	enum users_rc rc = users_first(w->users, &found);

	return take(w, rc, &found);
}

/* An alias, if A is one; postmaster always is somebody. */
static enum resolve_rc
by_alias(struct walk *w, const struct addr *a)
{
	enum resolve_rc rc = walk_alias(w, a);

	if (!is_postmaster(a))
		return rc;
	w->postmaster = true;
	return rc == RESOLVE_NO_USER ? first(w) : rc;
}

/* The rest of the order for A, which is no entry but in a domain of ours. */
static enum resolve_rc
in_domain(struct walk *w, const struct addr *a)
{
	struct bytes rest = addr_local(a), base;
	char delimiter = w->users->conf->delimiter;
	enum resolve_rc rc = by_alias(w, a);
	struct addr try;

	if (rc == RESOLVE_NO_USER && delimiter != '\0' &&
	    bytes_cut(&rest, delimiter, &base) && base.n > 0) {
		(void)addr_set(&try, base, addr_domain(a));
		rc = exact(w, &try);
		if (rc == RESOLVE_NO_USER)
			rc = by_alias(w, &try);
	}
	if (rc != RESOLVE_NO_USER)
		return rc;
	(void)addr_set(&try, BYTES(""), addr_domain(a));
	return exact(w, &try);
}

/* The domain of a postmaster who was given none: the host's own, if that is
 * one of ours, else the first of the file. */
static enum users_rc
own_domain(struct users *u, struct addr *a)
{
	struct bytes host = bytes_str(u->conf->hostname);
	enum users_rc rc = users_domain(u, host);
	struct user found;

	if (rc == USERS_NO) {
		rc = users_first(u, &found);
		host = addr_domain(&found.addr);
	}
	if (rc == USERS_YES)
		(void)addr_set(a, BYTES("postmaster"), host);
	return rc;
}

static enum resolve_rc
bare_postmaster(struct walk *w)
{
	struct addr a;
	struct user found;
	enum users_rc rc = own_domain(w->users, &a);

	if (rc != USERS_YES)
		return take(w, rc, &found);
	rc = users_find(w->users, &a, &found);
	if (rc == USERS_NO)
		rc = users_postmaster(w->users, &found);
	return rc == USERS_NO ? in_domain(w, &a) : take(w, rc, &found);
}

static enum resolve_rc
look_up(struct walk *w, const struct addr *a)
{
	enum resolve_rc rc;

	if (a->domain_n == 0)
		return is_postmaster(a) ? bare_postmaster(w) : RESOLVE_NO_USER;
	rc = exact(w, a);
	if (rc != RESOLVE_NO_USER)
		return rc;
	switch (users_domain(w->users, addr_domain(a))) {
	case USERS_NO:
		return RESOLVE_NOT_OURS;
	case USERS_ERROR:
		return RESOLVE_ERROR;
	default:
		return in_domain(w, a);
	}
}

enum resolve_rc
users_resolve(
    struct users *u, const struct addr *a, resolve_add *add, void *arg)
{
	static struct walk w;

	if (u->conf->users_any)
		return resolve_any(u, a, add, arg);
	w.users = u;
	w.add = add;
	w.arg = arg;
	w.added = w.postmaster = u->loop = false;
	w.steps[0] = (struct step){ *a, 0, 0 };
	w.n = 1;
	for (w.at = 0; w.at < w.n; w.at++) {
		enum resolve_rc rc = look_up(&w, &w.steps[w.at].addr);

		/* A target that is nobody's is the tools' business. */
		if (rc == RESOLVE_ERROR || rc == RESOLVE_REFUSED ||
		    (rc == RESOLVE_NOT_OURS && w.at == 0))
			return rc;
	}
	if (w.added)
		return RESOLVE_YES;
	return w.postmaster ? first(&w) : RESOLVE_NO_USER;
}
