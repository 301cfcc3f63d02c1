/*
 * user.c - who has a mailbox: changes to the users file.
 * Runs in smtpd-litectl.
 */
#include "ctl/ctl.h"
#include "vault/change.h"
#include "vault/hash.h"
#include "vault/users.h"

#include <sysexits.h>

static int
change(struct ctl *c, struct change *ch)
{
	struct edit e;
	int rc = EX_IOERR;

	if (!edit_begin(&e, c->conf.users, false, &c->report))
		return EX_NOINPUT;
	if (change_look(&e, ch)) {
		if (ch->lines == 0)
			rc = EX_NOUSER;
		else if (change_lines(&e, ch))
			rc = EX_OK;
	}
	edit_end(&e);
	if (rc == EX_NOUSER)
		ctl_complain("no such user", NULL);
	return rc == EX_OK ? ctl_index_follow(c) : rc;
}

static int
append(struct ctl *c, struct change *ch)
{
	struct edit e;
	int rc = EX_IOERR;

	if (!edit_begin(&e, c->conf.users, true, &c->report))
		return EX_CANTCREAT;
	if (change_look(&e, ch)) {
		if (ch->lines > 0)
			rc = EX_DATAERR;
		else if (change_add(&e, ch))
			rc = EX_OK;
	}
	edit_end(&e);
	if (rc == EX_DATAERR)
		ctl_complain("the user exists", NULL);
	return rc == EX_OK ? ctl_index_follow(c) : rc;
}

static int
with_password(struct ctl *c, const char *word,
    int (*run)(struct ctl *c, struct change *ch))
{
	char buf[HASH_TEXT];
	struct text hash = TEXT(buf);
	struct addr who;
	struct change ch = { .who = &who };
	int rc = ctl_address(word, &who);

	if (rc != EX_OK)
		return rc;
	if (c->conf.users_any) {
		ctl_complain("users = any: there is no file to change", NULL);
		return EX_CONFIG;
	}
	if (!ctl_make_hash(&hash))
		return EX_DATAERR;
	ch.hash = (struct bytes){ hash.p, hash.n };
	return run(c, &ch);
}

int
ctl_user_add(struct ctl *c, int argc, char **argv)
{
	(void)argc;
	return with_password(c, argv[0], append);
}

int
ctl_user_passwd(struct ctl *c, int argc, char **argv)
{
	(void)argc;
	return with_password(c, argv[0], change);
}

int
ctl_user_del(struct ctl *c, int argc, char **argv)
{
	struct addr who;
	struct change ch = { .who = &who, .remove = true };
	int rc = ctl_address(argv[0], &who);

	(void)argc;
	return rc != EX_OK ? rc : change(c, &ch);
}

int
ctl_known(struct ctl *c, const struct addr *a)
{
	static struct users u;
	struct user found;
	enum users_rc rc;

	if (!users_open(&u, &c->conf, &c->report))
		return EX_NOINPUT;
	rc = c->conf.users_any ? USERS_NO : users_find(&u, a, &found);
	users_close(&u);
	if (rc == USERS_NO)
		ctl_complain("no such user", NULL);
	return rc == USERS_YES ? EX_OK : rc == USERS_NO ? EX_NOUSER : EX_IOERR;
}

int
ctl_user_list(struct ctl *c, int argc, char **argv)
{
	static struct users u;
	static struct lines l;
	struct bytes fields;
	struct addr a;
	enum lines_rc rc;
	char buf[LIM_LOCAL + LIM_DOMAIN + 2];

	(void)argc;
	(void)argv;
	if (c->conf.users_any)
		return EX_OK;
	if (!users_open(&u, &c->conf, &c->report))
		return EX_NOINPUT;
	lines_init(&l, u.fd);
	while ((rc = users_next(&u, &l, &a, &fields)) == LINES_OK) {
		struct text t = TEXT(buf);

		text_put(&t, addr_local(&a));
		text_char(&t, '@');
		text_put(&t, addr_domain(&a));
		text_char(&t, '\n');
		if (ctl_print(&t) != EX_OK)
			return EX_IOERR;
	}
	users_close(&u);
	return rc == LINES_END ? EX_OK : EX_IOERR;
}
