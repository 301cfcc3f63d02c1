/*
 * names_teaching.c - the teaching dialect: guests, bare names, and which names
 * an account may have.
 * Runs in the guard. A name comes from the peer, so only plain characters are
 * allowed.
 */
#include "guard/teaching.h"
#include "users/textfile.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MOST 32

void
teaching_begin(struct guard *g)
{
	static struct extra extra;

	extra = (struct extra){ 0 };
	g->extra = &extra;
}

void
teaching_forget(struct guard *g)
{
	g->extra->acting_as = g->extra->guest = false;
}

bool
has_names(const struct guard *g)
{
	return !g->start->conf.users_any;
}

bool
has_guests(const struct guard *g)
{
	int s = g->start->conf.signup;

	return has_names(g) &&
	       (s == CONF_SIGNUP_GUEST || s == CONF_SIGNUP_BOTH);
}

bool
teaching_changes_users(const struct guard *g)
{
	int s = g->start->conf.signup;

	return has_names(g) && (s == CONF_SIGNUP_OPEN || s == CONF_SIGNUP_BOTH);
}

/* The folder of the file PATH, and of what a link of that name leads to. */
static void
both_folders(const char *path, char room[2][LIM_FILE], const char *out[2])
{
	char target[PATH_MAX];
	const char *behind = realpath(path, target) != NULL
				 ? textfile_folder(target, room[1])
				 : NULL;

	out[0] = textfile_folder(path, room[0]);
	if (behind != NULL)
		out[1] = behind;
}

/* The index lies beside a link, the file that is changed behind it. */
const char *const *
teaching_users_folders(const struct guard *g)
{
	static char room[6][LIM_FILE];
	static const char *folders[] = { "", "", "", "", "", "" };
	const struct conf *c = &g->start->conf;

	if (teaching_changes_users(g)) {
		both_folders(c->users, room, folders);
		both_folders(c->authorized_keys, room + 2, folders + 2);
		both_folders(c->aliases, room + 4, folders + 4);
	}
	return folders;
}

/* While the file is empty, the host's own domain is ours. */
static enum users_rc
vacant_home(struct users *u, const struct addr *a)
{
	struct user found;
	enum users_rc rc;

	if (!bytes_ieq(addr_domain(a), bytes_str(u->conf->hostname)))
		return USERS_NO;
	rc = users_find(u, USERS_FIRST, NULL, &found);
	if (rc == USERS_ERROR)
		return rc;
	return rc == USERS_NO ? USERS_YES : USERS_NO;
}

users_vacant_fn *
teaching_without_users(const struct guard *g)
{
	return has_guests(g) || teaching_changes_users(g) ? vacant_home : NULL;
}

/* The domain of the first user; the host's own while there is none. */
bool
name_complete(struct guard *g, struct bytes name, struct addr *out)
{
	struct bytes domain = bytes_str(g->start->conf.hostname);
	struct user first;

	switch (users_find(&g->users, USERS_FIRST, NULL, &first)) {
	case USERS_YES:
		domain = addr_domain(&first.addr);
		break;
	case USERS_NO:
		break;
	default:
		return false;
	}
	if (!addr_set(out, name, domain))
		return false;
	for (size_t i = 0; i < out->local_n; i++)
		out->local[i] = (char)ascii_lower(out->local[i]);
	return true;
}

/* [a-z0-9][a-z0-9._-]{0,31}, case-blind */
bool
name_valid(struct bytes b)
{
	for (size_t i = 0; i < b.n; i++) {
		int c = ascii_lower(b.p[i]);

		if (!ascii_alnum(c) &&
		    (i == 0 || c == '\0' || strchr("._-", c) == NULL))
			return false;
	}
	return b.n > 0 && b.n <= NAME_MOST;
}

void
name_act_as(struct guard *g, const struct addr *who, struct guard_reply *reply)
{
	g->user = *who;
	g->extra->acting_as = true;
	if (reply != NULL)
		reply->u.account = *who;
}

static bool
none(void *arg, const struct addr *box)
{
	(void)arg;
	(void)box;
	return true;
}

/* A name cannot be taken if mail to it goes somewhere already: to an alias'
 * targets, a catch-all, the postmaster. */
enum guard_verdict
name_free(struct guard *g, const struct addr *who)
{
	enum resolve_rc rc = users_resolve(&g->users, who, none, NULL);

	if (rc == RESOLVE_ERROR)
		return GUARD_LATER;
	/* Before the first account there is no postmaster, either. */
	if (rc != RESOLVE_NO_USER ||
	    bytes_ieq(addr_local(who), BYTES("postmaster")) ||
	    bytes_istarts(addr_local(who), BYTES(GUEST)))
		return GUARD_PROTECTED;
	return GUARD_YES;
}
