/*
 * secrets.c - what is wrong with hashes and keys, and with who may read or
 * change the files they stand in: a part of `check`.
 * Runs in the tool; shows addresses, and never a hash or a key.
 */
#include "ctl/check.h"
#include "vault/authkeys.h"
#include "vault/hash.h"
#include "vault/keys.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Who may do as they please with a file may log in as anybody. */
static void
check_mode(struct ctl *c, const char *path, mode_t closed)
{
	struct stat st;
	mode_t open;

	/* Whoever needs the file has complained, if it is not there. */
	if (stat(path, &st) != 0)
		return;
	open = st.st_mode & closed;
	if (st.st_uid != 0 && st.st_uid != geteuid() &&
	    st.st_uid != ctl_owner(c).uid)
		report(
		    &c->report, path, 0, "belongs to somebody else", BYTES(""));
	if ((open & (S_IWGRP | S_IWOTH)) != 0)
		report(&c->report, path, 0, "can be written to by others",
		    BYTES(""));
	if ((open & S_IROTH) != 0)
		report(&c->report, path, 0,
		    "holds hashes, and everybody can read it", BYTES(""));
}

static void
complain(struct ctl *c, const char *path, unsigned line, const char *why,
    const struct addr *about)
{
	char buf[LIM_LOCAL + 1 + LIM_DOMAIN];
	struct text who = TEXT(buf);

	if (about->domain_n > 0)
		addr_put(&who, about);
	report(&c->report, path, line, why, (struct bytes){ who.p, who.n });
}

/* What is wrong with the password of A, or NULL. */
static const char *
hash_fault(const struct addr *a, struct bytes field)
{
	struct hash h;
	const char *why;

	if (a->local_n == 0)
		return "a catch-all cannot log in, and has a password";
	if (!hash_parse(field, &h, &why))
		return why;
	if (h.m < crypto_pwhash_MEMLIMIT_INTERACTIVE / 1024 ||
	    h.t < crypto_pwhash_OPSLIMIT_INTERACTIVE)
		return "the hash is weak: below m=65536,t=2";
	return NULL;
}

void
check_hashes(struct ctl *c, struct users *u)
{
	static struct lines l;
	bool server_adds = c->conf.dialect == CONF_TEACHING &&
			   c->conf.signup != CONF_SIGNUP_OFF;
	mode_t closed = server_adds ? S_IWOTH : S_IWGRP | S_IWOTH;
	struct bytes fields, field;
	struct addr a;

	lines_init(&l, u->fd);
	while (users_next(u, &l, &a, &fields) == LINES_OK) {
		const char *why;

		if (!bytes_cut(&fields, ':', &field))
			field = fields;
		if (field.n == 0)
			continue;
		closed |= S_IROTH;
		why = hash_fault(&a, field);
		if (why != NULL)
			complain(c, c->conf.users, l.number, why, &a);
	}
	check_mode(c, c->conf.users, closed);
}

/* What is wrong with a line of authorized_keys, or NULL. */
static const char *
line_fault(struct users *u, struct bytes line, struct authkey *k)
{
	struct user found;
	const char *why;

	switch (authkeys_parse(line, k, &why)) {
	case AUTHKEYS_ENTRY:
		return users_find(u, &k->user, &found) == USERS_NO
			   ? "a key for somebody who is no user"
			   : NULL;
	case AUTHKEYS_BAD:
		return why;
	default:
		return NULL;
	}
}

void
check_authkeys(struct ctl *c, struct users *u)
{
	static struct lines l;
	struct authkeys file;
	struct bytes line;
	enum lines_rc rc;

	if (!authkeys_open(&file, c->conf.authorized_keys, &c->report) ||
	    file.fd < 0)
		return;
	check_mode(c, file.path, 0);
	lines_init(&l, file.fd);
	while ((rc = lines_next(&l, &line)) == LINES_OK || rc == LINES_LONG) {
		struct authkey k = { .user = { 0 } };
		const char *why = rc == LINES_LONG ? "the line is too long"
						   : line_fault(u, line, &k);

		if (why != NULL)
			complain(c, file.path, l.number, why, &k.user);
	}
	if (rc == LINES_ERROR)
		report(&c->report, file.path, 0, "cannot be read",
		    bytes_str(strerror(errno)));
	authkeys_close(&file);
}

void
check_keys(struct ctl *c)
{
	struct keys_list list = { .n = 0 };

	check_mode(c, c->conf.keys, S_IWGRP | S_IWOTH);
	if (sodium_init() >= 0)
		keys_list(c->conf.keys, ctl_owner(c).uid, &list, &c->report);
	if (list.n == 0 && c->conf.handshake == CONF_HS_REQUIRE)
		report(&c->report, c->conf.keys, 0,
		    "handshake = require, and there is no key that can be used",
		    BYTES(""));
}
