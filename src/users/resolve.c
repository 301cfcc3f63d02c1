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
	for (size_t i = 0; i < b.n; i++)
		if (!ascii_alnum(b.p[i]) &&
		    (b.p[i] == '\0' || strchr("._+=-", b.p[i]) == NULL))
			return false;
	return b.n > 0 && b.p[0] != '.';
}

static bool
is_postmaster(const struct addr *a)
{
	return bytes_ieq(addr_local(a), BYTES("postmaster"));
}

/* With users = any the name comes from the peer, so only plain characters are
 * allowed. */
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
conclude_step(struct walk *w, enum users_rc rc, const struct user *found)
{
	if (rc == USERS_ERROR)
		return RESOLVE_ERROR;
	if (rc == USERS_NO)
		return RESOLVE_NO_USER;
	w->added = true;
	return w->add(w->arg, &found->addr) ? RESOLVE_YES : RESOLVE_REFUSED;
}

static enum resolve_rc
exact(struct walk *w, enum look what)
{
	struct user found;
	enum users_rc rc = walk_entry(w, what, &found);

	return conclude_step(w, rc, &found);
}

static enum resolve_rc
first(struct walk *w)
{
	struct user found;
	enum users_rc rc = users_find(w->users, USERS_FIRST, NULL, &found);

	return conclude_step(w, rc, &found);
}

/* Looks for an alias; postmaster always leads to somebody. */
static enum resolve_rc
by_alias(struct walk *w, enum look what)
{
	enum resolve_rc rc = walk_alias(w, what);
	struct addr a;

	if (!walk_meaning(w, w->at, what, &a) || !is_postmaster(&a))
		return rc;
	w->postmaster = true;
	return rc == RESOLVE_NO_USER ? first(w) : rc;
}

/* The order in which an address is looked for that is no entry. */
static const struct {
	enum resolve_rc (*by)(struct walk *w, enum look what);
	enum look what;
} order[] = {
	{ by_alias, LOOK_WHOLE },
	{ exact, LOOK_BASE },
	{ by_alias, LOOK_BASE },
	{ exact, LOOK_CATCHALL },
};

static enum resolve_rc
look_up(struct walk *w)
{
	enum resolve_rc rc = exact(w, LOOK_WHOLE);
	enum users_rc ours;

	if (rc != RESOLVE_NO_USER)
		return rc;
	ours = walk_ours(w);
	if (ours != USERS_YES)
		return ours == USERS_NO ? RESOLVE_NOT_OURS : RESOLVE_ERROR;
	for (size_t i = 0;
	     i < sizeof(order) / sizeof(order[0]) && rc == RESOLVE_NO_USER; i++)
		rc = order[i].by(w, order[i].what);
	return rc;
}

/* The domain of a postmaster without one: the host's own, if that is one of
 * ours, else the first of the file. */
static enum users_rc
own_domain(struct users *u, struct addr *a)
{
	const struct bytes name = BYTES("postmaster");
	struct user found;
	enum users_rc rc = USERS_NO;

	if (addr_set(a, name, bytes_str(u->conf->hostname)))
		rc = users_domain(u, a);
	if (rc == USERS_NO) {
		rc = users_find(u, USERS_FIRST, NULL, &found);
		(void)addr_set(a, name,
		    rc == USERS_YES ? addr_domain(&found.addr) : BYTES(""));
	}
	return rc;
}

/* Looks for the postmaster without a domain. RESOLVE_YES: it is the first user
 * of that name. RESOLVE_NO_USER: *A has a domain now, and is looked up like
 * others. */
static enum resolve_rc
bare_postmaster(struct walk *w, struct addr *a)
{
	enum users_rc rc = own_domain(w->users, a);
	struct user found;

	if (rc == USERS_YES)
		rc = users_find(w->users, USERS_ENTRY, a, &found);
	if (rc == USERS_NO)
		rc = users_find(w->users, USERS_POSTMASTER, a, &found);
	return conclude_step(w, rc, &found);
}

/* Steps are added while they are looked up. */
static enum resolve_rc
walk_all(struct walk *w)
{
	while (walk_level(w))
		for (; w->at < w->end; w->at++) {
			enum resolve_rc rc = look_up(w);

			/* A target without a mailbox is no error here;
			 * `smtpd-litectl check` reports it. */
			if (rc == RESOLVE_ERROR || rc == RESOLVE_REFUSED ||
			    (rc == RESOLVE_NOT_OURS && w->at == 0))
				return rc;
		}
	if (w->added)
		return RESOLVE_YES;
	return w->postmaster ? first(w) : RESOLVE_NO_USER;
}

/* A session may make us read only so much; reaching the limit is reported
 * once. */
static bool
exhausted(struct users *u)
{
	if (u->most == 0 || u->read <= u->most)
		return false;
	if (u->read != UINT64_MAX)
		report(u->report, u->conf->users, 0,
		    "too much was read for one session: "
		    "smtpd-litectl index makes it less",
		    BYTES(""));
	u->read = UINT64_MAX;
	return true;
}

enum resolve_rc
users_resolve(
    struct users *u, const struct addr *a, resolve_add *add, void *arg)
{
	static struct walk w;
	enum resolve_rc rc = RESOLVE_NO_USER;
	struct addr start = *a;

	if (u->conf->users_any)
		return resolve_any(u, a, add, arg);
	u->loop = false;
	if (exhausted(u))
		return RESOLVE_ERROR;
	w.users = u;
	w.add = add;
	w.arg = arg;
	w.added = w.postmaster = false;
	w.at = w.end = w.n = 0;
	if (a->domain_n == 0 && !is_postmaster(a))
		return RESOLVE_NO_USER;
	if (a->domain_n == 0)
		rc = bare_postmaster(&w, &start);
	if (rc != RESOLVE_NO_USER || start.domain_n == 0)
		return rc;
	(void)walk_push(&w, &start);
	return walk_all(&w);
}
