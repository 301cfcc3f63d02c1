/*
 * user.c - who has a mailbox: changes to the users file.
 * Runs in smtpd-litectl.
 */
#include "ctl/ctl.h"
#include "users/userline.h"
#include "vault/hash.h"
#include "users/users.h"

#include <sysexits.h>

/* The keys go first. Wherever this is stopped, the next user of that name does
 * not inherit them. */
static int
apply(struct ctl *c, struct textfile *e, struct userline *ch)
{
	int rc = ch->remove ? ctl_forget_keys(c, ch->who) : EX_OK;

	if (rc == EX_OK && !userline_lines(e, ch))
		rc = EX_IOERR;
	return rc;
}

/* We hold the lock: the file as it is now decides. */
static int
attempt(struct ctl *c, struct textfile *e, struct userline *ch, bool add)
{
	if (!userline_look(e, ch)) {
		ctl_complain("cannot be read", c->conf.users);
		return EX_IOERR;
	}
	if (add && ch->lines > 0)
		return EX_DATAERR;
	if (!add && ch->lines == 0)
		return EX_NOUSER;
	return apply(c, e, ch);
}

static int
change(struct ctl *c, struct textfile *e, struct userline *ch, bool add)
{
	int rc;

	do
		rc = attempt(c, e, ch, add);
	while (rc == EX_IOERR && textfile_relock(e));
	textfile_end(e);
	if (rc == EX_DATAERR)
		ctl_complain("the user exists; smtpd-litectl user passwd "
			     "gives another password",
		    NULL);
	if (rc == EX_NOUSER)
		ctl_no_user(ch->who);
	return rc == EX_OK ? ctl_index_follow(c) : rc;
}

static int
arguments(const struct ctl *c, const char *word, struct addr *who)
{
	if (c->conf.users_any) {
		ctl_complain("users = any: there is no file to change", NULL);
		return EX_CONFIG;
	}
	return ctl_address(word, who);
}

static int
with_password(struct ctl *c, const char *word, bool add)
{
	char buf[HASH_TEXT];
	struct text hash = TEXT(buf);
	struct addr who;
	struct userline ch = { .who = &who };
	struct textfile e;
	int rc = arguments(c, word, &who);

	if (rc == EX_OK && who.local_n == 0) {
		ctl_complain("a catch-all cannot log in: write its line into "
			     "the users file as it is",
		    word);
		rc = EX_DATAERR;
	}
	if (rc == EX_OK)
		rc = ctl_make_hash(&hash);
	if (rc != EX_OK)
		return rc;
	ch.hash = text_bytes(&hash);
	if (!ctl_edit(
		c, &e, c->conf.users, add ? TEXTFILE_CREATE : TEXTFILE_THERE))
		return add ? EX_CANTCREAT : EX_NOINPUT;
	return change(c, &e, &ch, add);
}

int
ctl_user_add(struct ctl *c, int argc, char **argv)
{
	(void)argc;
	return with_password(c, argv[0], true);
}

int
ctl_user_passwd(struct ctl *c, int argc, char **argv)
{
	(void)argc;
	return with_password(c, argv[0], false);
}

int
ctl_user_del(struct ctl *c, int argc, char **argv)
{
	struct addr who;
	struct userline ch = { .who = &who, .remove = true };
	struct textfile e;
	int rc = arguments(c, argv[0], &who);

	(void)argc;
	if (rc != EX_OK)
		return rc;
	if (!ctl_edit(c, &e, c->conf.users, TEXTFILE_THERE))
		return EX_NOINPUT;
	return change(c, &e, &ch, false);
}

int
ctl_user_list(struct ctl *c, int argc, char **argv)
{
	static struct users u;
	static struct lines l;
	struct bytes fields;
	struct addr a;
	enum lines_rc rc;
	char buf[LIM_PLAIN + 1];

	(void)argc;
	(void)argv;
	if (c->conf.users_any)
		return EX_OK;
	if (!users_open(&u, &c->conf, &c->report))
		return EX_NOINPUT;
	lines_init(&l, u.fd);
	while ((rc = users_next(&u, &l, &a, &fields)) == LINES_OK) {
		struct text t = TEXT(buf);

		addr_put_plain(&t, &a);
		text_char(&t, '\n');
		if (ctl_print(&t) != EX_OK)
			return EX_IOERR;
	}
	users_close(&u);
	return rc == LINES_END ? EX_OK : EX_IOERR;
}
