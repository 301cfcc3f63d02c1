/*
 * user.c - who has a mailbox: changes to the users file.
 */
#include "ctl/ctl.h"
#include "vault/edit.h"
#include "vault/hash.h"
#include "vault/users.h"

#include <sysexits.h>

/* One change: the line of WHO gets HASH, or goes. */
struct change {
	const struct addr *who;
	struct bytes hash;
	bool remove;
	unsigned met; /* lines of WHO */
};

static bool
is_line_of(struct bytes line, const struct addr *who, struct bytes *fields)
{
	struct addr a;
	const char *why;

	return users_parse(line, &a, fields, &why) == USERS_LINE_ENTRY &&
	       addr_ieq(&a, who);
}

/* The address as it stands, the hash, and the fields behind it. */
static void
put_line(
    struct text *out, struct bytes line, struct bytes fields, struct bytes hash)
{
	struct bytes old;
	struct bytes address = { line.p, line.n };

	if (fields.n > 0)
		address.n = (size_t)(fields.p - line.p) - 1;
	else if (address.n > 0 && address.p[address.n - 1] == ':')
		address.n--;
	if (!bytes_cut(&fields, ':', &old))
		fields = BYTES("::::");
	text_put(out, address);
	text_char(out, ':');
	text_put(out, hash);
	text_char(out, ':');
	text_put(out, fields);
}

static enum edit_what
apply(void *arg, const struct bytes *line, struct text *out)
{
	struct change *c = arg;
	struct bytes fields;

	if (line == NULL || !is_line_of(*line, c->who, &fields))
		return EDIT_KEEP;
	c->met++;
	if (c->remove)
		return EDIT_DROP;
	/* The first line of an address counts; others stay as they are. */
	if (c->met > 1)
		return EDIT_KEEP;
	put_line(out, *line, fields, c->hash);
	return EDIT_REPLACE;
}

/* Counts the lines of WHO, and changes nothing. */
static bool
count(struct edit *e, struct change *c)
{
	static struct lines l;
	struct bytes line, fields;
	enum lines_rc rc;

	lines_init(&l, e->fd);
	while ((rc = lines_next(&l, &line)) == LINES_OK || rc == LINES_LONG)
		c->met += rc == LINES_OK && is_line_of(line, c->who, &fields);
	return rc == LINES_END;
}

static int
change(struct ctl *c, struct change *ch)
{
	struct edit e;
	bool ok;

	if (!edit_begin(&e, c->conf.users, false, &c->report))
		return EX_NOINPUT;
	ok = count(&e, ch);
	if (ok && ch->met == 0) {
		edit_end(&e);
		ctl_complain("no such user", NULL);
		return EX_NOUSER;
	}
	ch->met = 0;
	ok = ok && edit_rewrite(&e, apply, ch);
	edit_end(&e);
	return ok ? ctl_index_follow(c) : EX_IOERR;
}

static int
append(struct ctl *c, struct change *ch)
{
	char buf[LIM_USERS_LINE];
	struct text line = TEXT(buf);
	struct edit e;
	bool ok;

	if (!edit_begin(&e, c->conf.users, true, &c->report))
		return EX_CANTCREAT;
	ok = count(&e, ch);
	if (ok && ch->met > 0) {
		edit_end(&e);
		ctl_complain("the user exists", NULL);
		return EX_DATAERR;
	}
	text_put(&line, addr_local(ch->who));
	text_char(&line, '@');
	text_put(&line, addr_domain(ch->who));
	text_char(&line, ':');
	text_put(&line, ch->hash);
	text_str(&line, ":::::");
	ok = ok && !line.over &&
	     edit_append(&e, (struct bytes){ line.p, line.n });
	edit_end(&e);
	return ok ? ctl_index_follow(c) : EX_IOERR;
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
