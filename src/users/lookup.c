/*
 * lookup.c - looking for an entry: by the index, or by a scan.
 * Runs in the guard and the tools; file and index may hold anything.
 */
#include "users/users.h"

#include <errno.h>
#include <string.h>

void
users_count(struct users *u, off_t octets)
{
	if (u->read < UINT64_MAX / 2)
		u->read += (uint64_t)octets;
}

enum users_rc
users_scan(struct users *u, users_wanted *wanted, void *arg, struct user *out)
{
	static struct lines l;
	struct bytes fields;
	enum lines_rc rc;
	bool empty = true;

	lines_init(&l, u->fd);
	while ((rc = users_next(u, &l, &out->addr, &fields)) == LINES_OK) {
		empty = false;
		out->at = l.start;
		if (wanted(out, arg))
			break;
	}
	users_count(u, l.base + (off_t)l.end);
	if (rc == LINES_OK)
		return USERS_YES;
	if (rc == LINES_END && !(empty && u->never_empty))
		return USERS_NO;
	report(u->report, u->conf->users, 0,
	    rc == LINES_END ? "no address is in it" : strerror(errno),
	    BYTES(""));
	return USERS_ERROR;
}

/* The entry of the line that begins at AT. *FIELDS are those behind its
 * address, as far as BUF has room. */
static bool
entry_at(const struct users *u, off_t at, char *buf, size_t cap,
    struct addr *out, struct bytes *fields)
{
	size_t before = at > 0;
	ssize_t got = file_pread_most(u->fd, buf, cap, at - (off_t)before);
	struct bytes line, rest;
	const char *why;

	if (got <= (ssize_t)before || (before > 0 && buf[0] != '\n'))
		return false;
	rest = (struct bytes){ buf + before, (size_t)got - before };
	line = bytes_take(&rest, '\n');
	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	return users_parse(line, out, fields, &why) == USERS_LINE_ENTRY;
}

bool
users_at(const struct users *u, off_t at, struct user *out)
{
	/* A longer line has no address at its front. */
	char buf[1 + LIM_PLAIN + 2];
	struct bytes fields;

	out->at = at;
	return entry_at(u, at, buf, sizeof(buf), &out->addr, &fields);
}

enum users_rc
users_fields(struct users *u, const struct user *user, char *buf, size_t cap,
    struct bytes *fields)
{
	struct addr again;

	return entry_at(u, user->at, buf, cap, &again, fields) &&
		       addr_ieq(&again, &user->addr)
		   ? USERS_YES
		   : USERS_ERROR;
}

static void
leave_index(struct users *u, const char *why)
{
	char name[INDEX_PATH];

	index_close(&u->index);
	if (index_path(u->conf->users, name))
		report(u->report, name, 0, why, BYTES(""));
}

/* It is asked at each lookup, since the file may be edited during the
 * session. */
static bool
index_usable(struct users *u)
{
	struct stat st;

	if (u->index.fd < 0 || fstat(u->fd, &st) != 0)
		return false;
	if (index_matches(&u->index, &st))
		return true;
	leave_index(u, "not the index of the present file: "
		       "run smtpd-litectl index");
	return false;
}

struct sought {
	enum users_kind kind;
	const struct addr *addr;
};

static struct bytes
key_of(const struct sought *s, struct index_key *k)
{
	if (s->kind == USERS_DOMAIN)
		return index_key_domain(k, addr_domain(s->addr));
	if (s->kind == USERS_POSTMASTER)
		return INDEX_POSTMASTER;
	return s->kind == USERS_FIRST ? INDEX_FIRST
				      : index_key_addr(k, s->addr);
}

static bool
fits(const struct user *entry, void *arg)
{
	const struct sought *s = arg;
	bool any_local = s->kind == USERS_DOMAIN || s->kind == USERS_FIRST;
	bool any_domain = s->kind >= USERS_LOCAL;

	return (any_local ||
		   bytes_ieq(addr_local(&entry->addr), addr_local(s->addr))) &&
	       (any_domain || addr_same_domain(&entry->addr, s->addr));
}

enum users_rc
users_by_index(struct users *u, enum users_kind kind, const struct addr *a,
    struct user *out)
{
	struct sought s = { kind, a };
	struct index_key k;
	enum index_rc rc;
	off_t at;

	if (!index_usable(u))
		return USERS_ERROR;
	rc = index_find(&u->index, key_of(&s, &k), &at);
	/* That the file has no address at all is for a scan to report. */
	if (rc == INDEX_NO || (rc == INDEX_AT && at == INDEX_SEVERAL))
		return kind == USERS_FIRST ? USERS_ERROR : USERS_NO;
	if (rc == INDEX_AT && users_at(u, at, out) && fits(out, &s))
		return USERS_YES;
	leave_index(u, "damaged: run smtpd-litectl index");
	return USERS_ERROR;
}

enum users_rc
users_find(struct users *u, enum users_kind kind, const struct addr *a,
    struct user *out)
{
	struct sought s = { kind, a };
	enum users_rc rc;

	/* With users = any nobody has an entry, else the file was lost. */
	if (u->fd < 0)
		return u->conf->users_any ? USERS_NO : USERS_ERROR;
	rc = users_by_index(u, kind, a, out);
	return rc == USERS_ERROR ? users_scan(u, fits, &s, out) : rc;
}

enum users_rc
users_domain(struct users *u, const struct addr *a)
{
	struct user found;

	return users_vacant(u, a, users_find(u, USERS_DOMAIN, a, &found));
}

enum users_rc
users_vacant(struct users *u, const struct addr *a, enum users_rc rc)
{
	return rc == USERS_NO && u->vacant != NULL ? u->vacant(u, a) : rc;
}

/* The entry that a login names: by its address, or by its local part if NAME
 * has no domain. */
struct login_search {
	const struct addr *name;
	struct user *found;
	bool *ours, several; /* domains have that local part */
};

/* False: all entries are looked at, so that the time does not tell what was
 * found. */
static bool
match_login(const struct user *e, void *arg)
{
	struct login_search *l = arg;
	bool domain = addr_same_domain(&e->addr, l->name);
	bool local = bytes_ieq(addr_local(&e->addr), addr_local(l->name));

	*l->ours = *l->ours || domain;
	if (!local || (l->name->domain_n > 0 && !domain))
		return false;
	if (l->found->addr.domain_n == 0)
		*l->found = *e;
	else if (!addr_same_domain(&e->addr, &l->found->addr))
		l->several = true;
	return false;
}

static enum users_rc
scan_all(struct users *u, const struct addr *a, struct user *out, bool *ours)
{
	struct login_search l = { a, out, ours, false };
	struct user last;

	out->addr.domain_n = 0;
	if (users_scan(u, match_login, &l, &last) == USERS_ERROR)
		return USERS_ERROR;
	return out->addr.domain_n > 0 && !l.several ? USERS_YES : USERS_NO;
}

enum users_rc
users_account(
    struct users *u, const struct addr *a, struct user *out, bool *ours)
{
	enum users_rc rc, in = USERS_NO;
	struct user other;

	*ours = false;
	if (addr_is_null(a))
		return USERS_NO;
	if (u->fd < 0)
		return USERS_ERROR;
	rc = users_by_index(
	    u, a->domain_n > 0 ? USERS_ENTRY : USERS_LOCAL, a, out);
	if (a->domain_n > 0)
		in = users_by_index(u, USERS_DOMAIN, a, &other);
	*ours = in == USERS_YES;
	if (rc != USERS_ERROR && in != USERS_ERROR)
		return rc;
	return scan_all(u, a, out, ours);
}
