/*
 * account.c - who may log in.
 * Runs in the guard. Owns a password only by reference; the name and the
 * password are the peer's.
 */
#include "vault/account.h"
#include "vault/hash.h"
#include "vault/slots.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum users_rc
account_find(struct users *u, struct bytes name, struct user *out)
{
	struct addr a;
	const char *why;

	if (u->conf->users_any || name.n == 0)
		return USERS_NO;
	if (memchr(name.p, '@', name.n) == NULL)
		return users_local(u, name, out);
	if (!addr_plain(name, &a, &why) || a.local_n == 0)
		return USERS_NO;
	return users_find(u, &a, out);
}

/* Looks for the hash of an account; *H is one only with ACCOUNT_YES. */
static enum account_rc
find_hash(
    struct users *u, struct bytes name, struct user *found, struct hash *h)
{
	char line[LIM_USERS_LINE];
	struct bytes fields, field;
	const char *why;

	switch (account_find(u, name, found)) {
	case USERS_YES:
		break;
	case USERS_NO:
		return ACCOUNT_WRONG;
	default:
		return ACCOUNT_LATER;
	}
	switch (users_fields(u, found, line, sizeof(line), &fields)) {
	case USERS_YES:
		break;
	default:
		return ACCOUNT_LATER;
	}
	if (!bytes_cut(&fields, ':', &field))
		field = fields;
	if (field.n == 0)
		return ACCOUNT_WRONG;
	if (!hash_parse(field, h, &why)) {
		/* The file is named, and not what stands in it. */
		report(u->report, u->conf->users, 0, why, BYTES(""));
		return ACCOUNT_LATER;
	}
	return ACCOUNT_YES;
}

static enum account_rc
verify(enum account_rc known, const struct hash *h, struct bytes password)
{
	switch (known == ACCOUNT_YES ? hash_verify(h, password)
				     : hash_dummy(password)) {
	case HASH_YES:
		return ACCOUNT_YES;
	case HASH_NO:
		return ACCOUNT_WRONG;
	default:
		return ACCOUNT_LATER;
	}
}

enum account_rc
account_password(struct users *u, struct bytes name, struct bytes password,
    int64_t deadline, struct addr *out)
{
	struct user found = { 0 };
	struct hash h;
	enum account_rc rc = find_hash(u, name, &found, &h);
	int slot = -1;

	if (rc == ACCOUNT_LATER)
		return rc;
	switch (slots_take(u->conf->run, deadline, &slot)) {
	case SLOTS_BUSY:
		report(u->report, u->conf->run, 0, "too many logins at once",
		    BYTES(""));
		return ACCOUNT_LATER;
	case SLOTS_NOTHING:
		report(u->report, u->conf->run, 0,
		    "no limit for logins at once", bytes_str(strerror(errno)));
		break;
	default:
		break;
	}
	rc = verify(rc, &h, password);
	if (slot >= 0)
		(void)close(slot);
	if (rc == ACCOUNT_YES)
		*out = found.addr;
	return rc;
}

enum account_rc
account_key(struct users *u, struct authkeys *a, const uint8_t key[NOISE_KEY],
    struct bytes name, struct addr *out)
{
	static struct lines l;
	enum account_rc rc = ACCOUNT_NOBODY;
	enum authkeys_rc next;
	struct user named, found;
	struct addr listed;
	enum users_rc known = account_find(u, name, &named);

	if (u->conf->users_any)
		return ACCOUNT_NOBODY;
	if (known == USERS_ERROR)
		return ACCOUNT_LATER;
	lines_init(&l, a->fd);
	while ((next = authkeys_next(a, &l, key, &listed)) == AUTHKEYS_YES)
		switch (users_find(u, &listed, &found)) {
		case USERS_YES:
			rc = ACCOUNT_WRONG;
			if (name.n > 0 && (known != USERS_YES ||
					      !addr_ieq(&named.addr, &listed)))
				break;
			*out = found.addr;
			return ACCOUNT_YES;
		case USERS_NO:
			break;
		default:
			return ACCOUNT_LATER;
		}
	return next == AUTHKEYS_NO ? rc : ACCOUNT_LATER;
}
