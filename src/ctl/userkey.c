/*
 * userkey.c - which keys may log in as whom: changes to authorized_keys.
 * Runs in smtpd-litectl.
 */
#include "base/base64.h"
#include "ctl/ctl.h"
#include "vault/authkeys.h"
#include "users/textfile.h"
#include "users/users.h"
#include "vault/key.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

struct keyline {
	struct addr user;
	uint8_t key[NOISE_KEY];
	bool all; /* with any key */
	unsigned met;
};

/* EX_OK if there is a mailbox of exactly this name, else EX_NOUSER. */
static int
is_known(struct ctl *c, const struct addr *a)
{
	static struct users u;
	struct user found;
	enum users_rc rc;

	if (!users_open(&u, &c->conf, &c->report))
		return EX_NOINPUT;
	rc = c->conf.users_any ? USERS_NO
			       : users_find(&u, USERS_ENTRY, a, &found);
	users_close(&u);
	if (rc == USERS_NO)
		ctl_no_user(a);
	return rc == USERS_YES ? EX_OK : rc == USERS_NO ? EX_NOUSER : EX_IOERR;
}

static bool
is_line_of(struct bytes line, const struct keyline *c)
{
	struct authkey k;
	const char *why;

	return authkeys_parse(line, &k, &why) == AUTHKEYS_ENTRY &&
	       addr_ieq(&k.user, &c->user) &&
	       (c->all || memcmp(k.key, c->key, NOISE_KEY) == 0);
}

static enum textfile_what
drop(void *arg, const struct bytes *line, struct text *out)
{
	(void)out;
	return line != NULL && is_line_of(*line, arg) ? TEXTFILE_DROP
						      : TEXTFILE_KEEP;
}

static enum textfile_what
add_key(void *arg, const struct bytes *line, struct text *out)
{
	const struct keyline *c = arg;

	if (line != NULL)
		return TEXTFILE_KEEP;
	addr_put_plain(out, &c->user);
	text_str(out, " x25519 ");
	base64_put(out, c->key, NOISE_KEY);
	return TEXTFILE_REPLACE;
}

static bool
count(struct textfile *e, struct keyline *c)
{
	static struct lines l;
	struct bytes line;
	enum lines_rc rc;

	c->met = 0;
	lines_init(&l, e->fd);
	while ((rc = lines_next(&l, &line)) == LINES_OK || rc == LINES_LONG)
		c->met += rc == LINES_OK && is_line_of(line, c);
	return rc == LINES_END;
}

static int
arguments(struct keyline *c, char **argv)
{
	int rc = ctl_address(argv[0], &c->user);

	if (rc != EX_OK)
		return rc;
	if (c->user.local_n == 0) {
		ctl_complain("a catch-all cannot log in", argv[0]);
		return EX_DATAERR;
	}
	if (!base64_exact(bytes_str(argv[1]), c->key, NOISE_KEY)) {
		ctl_complain("not a key: 44 characters of base64", NULL);
		return EX_DATAERR;
	}
	if (key_low_order(c->key)) {
		ctl_complain("not a key that anybody may have", NULL);
		return EX_DATAERR;
	}
	return EX_OK;
}

static int
list_key(struct ctl *c, struct keyline *ch)
{
	struct textfile e;
	int rc;

	if (!ctl_edit(c, &e, c->conf.authorized_keys, TEXTFILE_CREATE))
		return EX_CANTCREAT;
	do
		rc = !count(&e, ch)                      ? EX_IOERR
		     : ch->met > 0                       ? EX_DATAERR
		     : textfile_rewrite(&e, add_key, ch) ? EX_OK
							 : EX_IOERR;
	while (rc == EX_IOERR && textfile_relock(&e));
	textfile_end(&e);
	if (rc == EX_DATAERR)
		ctl_complain("the key is listed for that user", NULL);
	return rc;
}

int
ctl_user_key_add(struct ctl *c, int argc, char **argv)
{
	struct keyline ch = { .met = 0 };
	struct textfile users = { .fd = -1 };
	int rc = arguments(&ch, argv);

	(void)argc;
	/* Under this lock the user cannot be taken away meanwhile. */
	if (rc == EX_OK && !c->conf.users_any &&
	    !textfile_begin(&users, c->conf.users, TEXTFILE_THERE, &c->report))
		rc = EX_NOINPUT;
	if (rc == EX_OK)
		rc = is_known(c, &ch.user);
	if (rc == EX_OK)
		rc = list_key(c, &ch);
	textfile_end(&users);
	return rc;
}

/* Takes the lines of *CH away, if there are any. */
static int
unlist(struct ctl *c, struct keyline *ch)
{
	struct textfile e;
	struct stat st;
	bool ok;

	if (stat(c->conf.authorized_keys, &st) != 0 &&
	    (errno == ENOENT || errno == ENOTDIR))
		return EX_OK;
	if (!ctl_edit(c, &e, c->conf.authorized_keys, TEXTFILE_THERE))
		return EX_NOINPUT;
	do
		ok = count(&e, ch) &&
		     (ch->met == 0 || textfile_rewrite(&e, drop, ch));
	while (!ok && textfile_relock(&e));
	textfile_end(&e);
	return ok ? EX_OK : EX_IOERR;
}

int
ctl_user_key_del(struct ctl *c, int argc, char **argv)
{
	struct keyline ch = { .met = 0 };
	int rc = arguments(&ch, argv);

	(void)argc;
	if (rc == EX_OK)
		rc = unlist(c, &ch);
	if (rc != EX_OK || ch.met > 0)
		return rc;
	/* Whether there is such a user counts only now: a key that is left of
	 * one who was removed can be taken away. */
	rc = is_known(c, &ch.user);
	if (rc == EX_OK) {
		ctl_complain("the key is not listed for that user", NULL);
		rc = EX_DATAERR;
	}
	return rc;
}

int
ctl_forget_keys(struct ctl *c, const struct addr *who)
{
	struct keyline ch = { .user = *who, .all = true };

	return unlist(c, &ch);
}

int
ctl_user_key_list(struct ctl *c, int argc, char **argv)
{
	static struct lines l;
	struct authkeys file;
	struct authkey k;
	struct bytes line;
	struct addr user;
	const char *why;
	char buf[LIM_TEXT_LINE + 64];
	enum lines_rc end = LINES_END;
	struct sysuser server;
	int rc = ctl_address(argv[0], &user);

	(void)argc;
	if (rc == EX_OK)
		rc = is_known(c, &user);
	if (rc != EX_OK)
		return rc;
	ctl_owner(c, &server);
	if (!authkeys_open(
		&file, c->conf.authorized_keys, server.uid, &c->report))
		return EX_NOINPUT;
	lines_init(&l, file.fd);
	while (
	    rc == EX_OK && file.fd >= 0 &&
	    ((end = lines_next(&l, &line)) == LINES_OK || end == LINES_LONG)) {
		struct text t = TEXT(buf);

		if (end == LINES_LONG ||
		    authkeys_parse(line, &k, &why) != AUTHKEYS_ENTRY ||
		    !addr_ieq(&k.user, &user))
			continue;
		base64_put(&t, k.key, NOISE_KEY);
		if (k.comment.n > 0) {
			text_char(&t, ' ');
			text_put(&t, k.comment);
		}
		text_char(&t, '\n');
		rc = ctl_print(&t);
	}
	if (end == LINES_ERROR)
		rc = EX_IOERR;
	authkeys_close(&file);
	return rc;
}
