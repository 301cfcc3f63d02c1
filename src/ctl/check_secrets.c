/*
 * check_secrets.c - what is wrong with hashes and keys, and with who may read
 * or change the files they stand in: a part of `check`. Runs in the tool; shows
 * addresses, and never a hash or a key.
 */
#include "ctl/check.h"
#include "ctl/progress.h"
#include "vault/authkeys.h"
#include "vault/hash.h"
#include "vault/keyfile.h"
#include "vault/keyring.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool
check_signup(const struct ctl *c)
{
	return c->conf.dialect == CONF_TEACHING &&
	       c->conf.signup != CONF_SIGNUP_OFF;
}

/* An account that may change the file may log in as anybody. CLOSED are the
 * rights that its group and others must not have. False if it belongs to
 * somebody else, or they have one that lets them write. */
static bool
check_mode(struct ctl *c, const char *path, mode_t closed)
{
	struct stat st;
	mode_t open;
	bool ours;

	/* A missing file is reported by the check that needs it. */
	if (stat(path, &st) != 0)
		return true;
	open = st.st_mode & closed;
	ours = st.st_uid == 0 || st.st_uid == c->as.uid;
	if (!ours)
		eyes_say(c, path, "belongs to somebody else: chown root %");
	if ((open & (S_IWGRP | S_IWOTH)) != 0)
		eyes_say(c, path,
		    (closed & S_IWGRP) != 0
			? "can be written to by others: chmod go-w %"
			: "can be written to by others: chmod o-w %");
	if ((open & S_IROTH) != 0)
		eyes_say(c, path,
		    (closed & S_IWGRP) != 0
			? "holds hashes, and everybody can read it: "
			  "chgrp # % && chmod 640 %"
			: "holds hashes, and everybody can read it: "
			  "chgrp # % && chmod 660 %");
	return ours && (open & (S_IWGRP | S_IWOTH)) == 0;
}

static void
complain_line(struct ctl *c, const char *path, unsigned line, const char *why,
    const struct addr *about)
{
	char buf[LIM_LOCAL + 1 + LIM_DOMAIN];
	struct text who = TEXT(buf);

	if (about->domain_n > 0)
		addr_put(&who, about);
	report(&c->report, path, line, why, text_bytes(&who));
}

/* The complaint about the password of A, or NULL. */
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
	mode_t closed = check_signup(c) ? S_IWOTH : S_IWGRP | S_IWOTH;
	struct bytes fields, field;
	struct addr a;

	lines_init(&l, u->fd);
	progress_begin("passwords", u->fd);
	while (users_next(u, &l, &a, &fields) == LINES_OK &&
	       progress_at(l.start)) {
		const char *why;

		field = bytes_take(&fields, ':');
		if (field.n == 0)
			continue;
		closed |= S_IROTH;
		why = hash_fault(&a, field);
		if (why != NULL)
			complain_line(c, c->conf.users, l.number, why, &a);
	}
	(void)check_mode(c, c->conf.users, closed);
	if (check_signup(c) && c->conf.signup != CONF_SIGNUP_GUEST &&
	    access(c->conf.users, W_OK) != 0 && errno == EACCES)
		eyes_say(c, c->conf.users,
		    "cannot be written to by @, and sign-up is open: "
		    "chgrp # % && chmod 660 %");
}

/* The complaint about a line of authorized_keys, or NULL. */
static const char *
line_fault(struct users *u, struct bytes line, struct authkey *k)
{
	struct user found;
	const char *why;

	switch (authkeys_parse(line, k, &why)) {
	case AUTHKEYS_ENTRY:
		return users_find(u, USERS_ENTRY, &k->user, &found) == USERS_NO
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

	if (!eyes_read(c, c->conf.authorized_keys, EYES_GROUP) ||
	    !check_mode(c, c->conf.authorized_keys, S_IWGRP | S_IWOTH) ||
	    !authkeys_open(
		&file, c->conf.authorized_keys, c->as.uid, &c->report) ||
	    file.fd < 0)
		return;
	lines_init(&l, file.fd);
	progress_begin("keys of users", file.fd);
	while (((rc = lines_next(&l, &line)) == LINES_OK || rc == LINES_LONG) &&
	       progress_at(l.start)) {
		struct authkey k = { .user = { 0 } };
		const char *why = rc == LINES_LONG ? "the line is too long"
						   : line_fault(u, line, &k);

		if (why != NULL)
			complain_line(c, file.path, l.number, why, &k.user);
	}
	if (rc == LINES_ERROR)
		(void)report_errno(&c->report, file.path, "cannot be read");
	authkeys_close(&file);
}

/* Looks at a key of the server. False: it cannot be used. */
static bool
check_key(struct ctl *c, const char *path)
{
	uint8_t secret[NOISE_KEY];
	enum keyfile_rc rc = KEYFILE_BAD;
	struct stat st;
	bool there = lstat(path, &st) == 0;

	/* The server follows no link here. */
	if (!(there && S_ISLNK(st.st_mode)) &&
	    !eyes_read(
		c, path, "cannot be read by @: chown @ % && chmod 600 %"))
		return false;
	if (there && S_ISREG(st.st_mode) && st.st_uid != 0 &&
	    st.st_uid != c->as.uid)
		eyes_say(c, path,
		    "key file belongs to somebody else: "
		    "chown @ % && chmod 600 %");
	else
		rc = keyfile_read(path, c->as.uid, secret, &c->report);
	sodium_memzero(secret, sizeof(secret));
	return rc == KEYFILE_YES;
}

void
check_keys(struct ctl *c)
{
	unsigned usable = 0;

	(void)check_mode(c, c->conf.keys, S_IWGRP | S_IWOTH);
	for (int i = 0; i < KEYRING_SLOTS && sodium_init() >= 0; i++) {
		char path[LIM_FILE + 16];
		struct text t = TEXT(path);

		text_str(&t, c->conf.keys);
		text_char(&t, '/');
		text_str(&t, keyring_names[i]);
		if (text_end(&t) && check_key(c, path))
			usable++;
	}
	if (usable == 0 && c->conf.handshake == CONF_HS_REQUIRE)
		eyes_say(c, c->conf.keys,
		    "handshake = require, and there is no key that can be "
		    "used: smtpd-litectl key new");
}
