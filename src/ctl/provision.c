/*
 * provision.c - the Maildirs of all users, now and not with the first mail.
 * Runs in the tool, as root for the owner of the tree.
 */
#include "ctl/ctl.h"
#include "base/place.h"
#include "ctl/progress.h"
#include "ctl/stringset.h"
#include "store/maildir.h"
#include "users/users.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/* Opens the tree, and makes missing parts of its root. Root makes all of it for
 * the owner of the folder above: a server that cannot write to the tree would
 * gain nothing. */
static bool
enter_tree(struct ctl *c, struct place *p, struct tree *t)
{
	char inside[LIM_FILE + 8];
	struct text path = TEXT(inside);
	bool planned = tree_parse(t, c->conf.mail);

	text_str(&path, t->prefix);
	text_str(&path, path.n > 0 && path.p[path.n - 1] == '/' ? "." : "/.");
	if (!planned || !text_end(&path)) {
		ctl_complain("is too long", c->conf.mail);
		return false;
	}
	if (!place_enter(p, inside, PLACE_MAKE, &c->report))
		return false;
	t->root = openat(p->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (t->root >= 0)
		return true;
	(void)report_errno(&c->report, t->prefix, NULL);
	place_leave(p);
	return false;
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
	addr_put(&show, a);
	report(&c->report, t->prefix, 0, strerror(errno), text_bytes(&show));
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
	progress_begin("mailboxes", u->fd);
	while ((rc = users_next(u, &l, &a, &fields)) == LINES_OK &&
	       progress_at(l.start)) {
		uint32_t line = l.number;

		/* Of two lines for an address the first one counts. */
		if (set_add(&met, index_key_addr(&k, &a), &line) != SET_KNOWN)
			ok = make_one(c, t, &a) && ok;
	}
	set_free(&met);
	if (rc == LINES_OK) {
		ctl_complain("what is left is made when it is run again", NULL);
		return EX_TEMPFAIL;
	}
	if (rc == LINES_END)
		return ok ? EX_OK : EX_CANTCREAT;
	(void)report_errno(&c->report, c->conf.users, NULL);
	return EX_IOERR;
}

int
ctl_provision(struct ctl *c, int argc, char **argv)
{
	static struct users u;
	static struct tree t;
	struct place p;
	int rc = EX_CANTCREAT;

	(void)argc;
	(void)argv;
	if (c->conf.users_any) {
		ctl_complain("users = any: nobody knows for whom", NULL);
		return EX_CONFIG;
	}
	if (!users_open(&u, &c->conf, &c->report))
		return EX_NOINPUT;
	if (enter_tree(c, &p, &t)) {
		rc = make_all(c, &u, &t);
		tree_close(&t);
		place_leave(&p);
	}
	users_close(&u);
	return rc;
}
