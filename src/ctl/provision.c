/*
 * provision.c - the Maildirs of all users, now and not with the first mail.
 * Runs in the tool, as root for the owner of the tree.
 */
#include "ctl/check.h"
#include "store/maildir.h"
#include "ctl/stringset.h"
#include "users/users.h"

#include <errno.h>
#include <grp.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

/* Root makes them for the owner of the folder they are made in: a server
 * that may not write to them would be none the better for it. */
static bool
become_owner(const struct tree *t)
{
	char path[LIM_FILE];
	struct stat st;

	memcpy(path, t->prefix, sizeof(path));
	if (!check_nearest(path, &st))
		return false;
	if (geteuid() != 0 || st.st_uid == 0)
		return true;
	return setgroups(0, NULL) == 0 && setgid(st.st_gid) == 0 &&
	       setuid(st.st_uid) == 0;
}

static bool
make_one(struct ctl *c, const struct tree *t, const struct addr *a)
{
	char name[LIM_LOCAL + 1 + LIM_DOMAIN];
	struct text show = TEXT(name);
	struct maildir m;

	if (maildir_open(t, a, true, &m)) {
		maildir_close(&m);
		return true;
	}
	text_put(&show, addr_local(a));
	text_char(&show, '@');
	text_put(&show, addr_domain(a));
	report(&c->report, t->prefix, 0, strerror(errno),
	    (struct bytes){ show.p, show.n });
	return false;
}

static int
make_all(struct ctl *c, struct users *u, const struct tree *t)
{
	static struct lines l;
	struct index_key k;
	struct bytes fields;
	enum lines_rc rc;
	struct addr a;
	struct set met;
	bool ok = true;

	set_init(&met);
	lines_init(&l, u->fd);
	while ((rc = users_next(u, &l, &a, &fields)) == LINES_OK) {
		uint32_t line = l.number;

		/* Of two lines for an address the first one counts. */
		if (set_add(&met, index_key_addr(&k, &a), &line) != SET_KNOWN)
			ok = make_one(c, t, &a) && ok;
	}
	set_free(&met);
	if (rc == LINES_END)
		return ok ? EX_OK : EX_CANTCREAT;
	report(&c->report, c->conf.users, 0, strerror(errno), BYTES(""));
	return EX_IOERR;
}

int
ctl_provision(struct ctl *c, int argc, char **argv)
{
	static struct users u;
	static struct tree t;
	int rc = EX_CANTCREAT;

	(void)argc;
	(void)argv;
	if (c->conf.users_any) {
		ctl_complain("users = any: nobody knows for whom", NULL);
		return EX_CONFIG;
	}
	if (!users_open(&u, &c->conf, &c->report))
		return EX_NOINPUT;
	if (tree_parse(&t, c->conf.mail) && become_owner(&t) &&
	    tree_open(&t, c->conf.mail))
		rc = make_all(c, &u, &t);
	else
		report(&c->report, t.prefix, 0, strerror(errno), BYTES(""));
	tree_close(&t);
	users_close(&u);
	return rc;
}
