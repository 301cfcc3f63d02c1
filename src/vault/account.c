/*
 * account.c - who may log in.
 * Runs in the guard. Owns a password only by reference; the name and the
 * password are the peer's.
 */
#include "vault/account.h"
#include "base/file.h"
#include "vault/hash.h"
#include "vault/slots.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum users_rc
account_find(struct users *u, struct bytes name, struct account *out)
{
	const char *why;
	enum users_rc rc;
	struct addr a;
	bool ours;

	*out = (struct account){ .named = false };
	if (u->conf->users_any || name.n == 0)
		return USERS_NO;
	if (memchr(name.p, '@', name.n) == NULL
		? !addr_set(&a, name, BYTES(""))
		: !addr_plain(name, &a, &why) || a.local_n == 0)
		return USERS_NO;
	rc = users_account(u, &a, &out->user, &ours);
	out->named = ours || rc == USERS_YES;
	return rc;
}

enum known { KNOWN, UNKNOWN, BROKEN, NOT_NOW };

/* Looks for the hash of an account. *H is valid only if KNOWN is set. BROKEN:
 * the hash cannot be checked. */
static enum known
find_hash(
    struct users *u, struct bytes name, struct account *found, struct hash *h)
{
	char line[1 + LIM_USERS_LINE];
	enum users_rc rc = account_find(u, name, found);
	struct bytes fields, field;
	const char *why;

	if (rc != USERS_YES)
		return rc == USERS_NO ? UNKNOWN : NOT_NOW;
	if (users_fields(u, &found->user, line, sizeof(line), &fields) !=
	    USERS_YES)
		return NOT_NOW;
	field = bytes_take(&fields, ':');
	if (field.n == 0)
		return UNKNOWN;
	if (hash_parse(field, h, &why))
		return KNOWN;
	/* Log the path only: the field may be a password. */
	report(u->report, u->conf->users, 0, why, BYTES(""));
	return BROKEN;
}

enum account_rc
account_password(struct users *u, struct bytes name, struct bytes password,
    int64_t deadline, struct account *out)
{
	struct hash h;
	enum known known = find_hash(u, name, out, &h);
	enum slots_rc took;
	enum hash_rc rc;
	int slot = -1;

	if (known == NOT_NOW)
		return ACCOUNT_LATER;
	took = slots_take(u->conf->run, deadline, &slot);
	if (took == SLOTS_BUSY) {
		report(u->report, u->conf->run, 0, "too many logins at once",
		    BYTES(""));
		return ACCOUNT_LATER;
	}
	if (took == SLOTS_NOTHING)
		(void)report_errno(
		    u->report, u->conf->run, "no limit for logins at once");
	rc = hash_verify(known == KNOWN ? &h : NULL, password);
	file_close(slot);
	if (rc == HASH_YES)
		return ACCOUNT_YES;
	return rc == HASH_NO && known != BROKEN ? ACCOUNT_WRONG : ACCOUNT_LATER;
}

enum account_rc
account_key(struct users *u, struct authkeys *a, const uint8_t key[NOISE_KEY],
    struct bytes name, struct account *out)
{
	static struct lines l;
	enum account_rc rc = ACCOUNT_NOBODY;
	enum authkeys_rc next;
	struct user found;
	struct addr listed;
	enum users_rc known = account_find(u, name, out);

	if (u->conf->users_any)
		return ACCOUNT_NOBODY;
	if (known == USERS_ERROR)
		return ACCOUNT_LATER;
	lines_init(&l, a->fd);
	while ((next = authkeys_next(a, &l, key, &listed)) == AUTHKEYS_YES) {
		enum users_rc there =
		    users_find(u, USERS_ENTRY, &listed, &found);

		if (there == USERS_ERROR)
			return ACCOUNT_LATER;
		if (there == USERS_NO)
			continue;
		rc = ACCOUNT_WRONG;
		if (name.n == 0 || (known == USERS_YES &&
				       addr_ieq(&out->user.addr, &listed))) {
			out->user = found;
			return ACCOUNT_YES;
		}
	}
	return next == AUTHKEYS_NO ? rc : ACCOUNT_LATER;
}
