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
users_scan(
    struct users *u, users_wanted *wanted, const void *arg, struct user *out)
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
	if (rc == LINES_END && !(empty && u->empty == USERS_EMPTY_WRONG))
		return USERS_NO;
	report(u->report, u->conf->users, 0,
	    rc == LINES_END ? "no address is in it" : strerror(errno),
	    BYTES(""));
	return USERS_ERROR;
}

/* There is no file: with users = any nobody has an entry, else the file was
 * lost. */
static enum users_rc
no_file(const struct users *u)
{
	return u->conf->users_any ? USERS_NO : USERS_ERROR;
}

bool
users_at(const struct users *u, off_t at, struct user *out)
{
	char buf[1 + INDEX_KEY + 2];
	size_t before = at > 0;
	ssize_t got =
	    file_pread_most(u->fd, buf, sizeof(buf), at - (off_t)before);
	struct bytes line, rest, fields;
	const char *why;

	if (got <= (ssize_t)before || (before > 0 && buf[0] != '\n'))
		return false;
	/* A longer line has no address at its front. */
	rest = (struct bytes){ buf + before, (size_t)got - before };
	line = bytes_take(&rest, '\n');
	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	out->at = at;
	return users_parse(line, &out->addr, &fields, &why) == USERS_LINE_ENTRY;
}

static void
leave_index(struct users *u, const char *why)
{
	char name[LIM_FILE + sizeof(INDEX_SUFFIX)];
	struct text t = TEXT(name);

	index_close(&u->index);
	text_str(&t, u->conf->users);
	text_str(&t, INDEX_SUFFIX);
	if (text_end(&t))
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

/* USERS_ERROR: the index cannot tell. */
static enum users_rc
by_index(struct users *u, struct bytes key, users_wanted *wanted,
    const void *arg, struct user *out)
{
	enum index_rc rc;
	off_t at;

	if (!index_usable(u))
		return USERS_ERROR;
	rc = index_find(&u->index, key, &at);
	if (rc == INDEX_NO || (rc == INDEX_AT && at == INDEX_SEVERAL))
		return USERS_NO;
	if (rc == INDEX_AT && users_at(u, at, out) && wanted(out, arg))
		return USERS_YES;
	leave_index(u, "damaged: run smtpd-litectl index");
	return USERS_ERROR;
}

static enum users_rc
ask(struct users *u, struct bytes key, users_wanted *wanted, const void *arg,
    struct user *out)
{
	enum users_rc rc;

	if (u->fd < 0)
		return no_file(u);
	rc = by_index(u, key, wanted, arg, out);
	return rc == USERS_ERROR ? users_scan(u, wanted, arg, out) : rc;
}

static bool
same_addr(const struct user *entry, const void *arg)
{
	return addr_ieq(&entry->addr, arg);
}

static bool
same_domain(const struct user *entry, const void *arg)
{
	return bytes_ieq(addr_domain(&entry->addr), *(const struct bytes *)arg);
}

static bool
same_local(const struct user *entry, const void *arg)
{
	return bytes_ieq(addr_local(&entry->addr), *(const struct bytes *)arg);
}

static bool
anybody(const struct user *entry, const void *arg)
{
	(void)entry;
	(void)arg;
	return true;
}

enum users_rc
users_find(struct users *u, const struct addr *a, struct user *out)
{
	struct index_key k;

	return ask(u, index_key_addr(&k, a), same_addr, a, out);
}

enum users_rc
users_first(struct users *u, struct user *out)
{
	return ask(u, INDEX_FIRST, anybody, NULL, out);
}

enum users_rc
users_postmaster(struct users *u, struct user *out)
{
	const struct bytes name = BYTES("postmaster");

	return ask(u, INDEX_POSTMASTER, same_local, &name, out);
}

enum users_rc
users_vacant(struct users *u, struct bytes domain)
{
	struct user found;
	enum users_rc rc;

	if (u->empty != USERS_EMPTY_HOME ||
	    !bytes_ieq(domain, bytes_str(u->conf->hostname)))
		return USERS_NO;
	rc = users_first(u, &found);
	return rc == USERS_YES ? USERS_NO : rc == USERS_NO ? USERS_YES : rc;
}

enum users_rc
users_domain(struct users *u, struct bytes domain)
{
	struct index_key k;
	struct user found;
	enum users_rc rc =
	    ask(u, index_key_domain(&k, domain), same_domain, &domain, &found);

	return rc == USERS_NO ? users_vacant(u, domain) : rc;
}

enum users_rc
users_by_index(struct users *u, const struct addr *a, struct user *out)
{
	struct index_key k;

	return by_index(u, index_key_addr(&k, a), same_addr, a, out);
}

enum users_rc
users_domain_by_index(struct users *u, struct bytes domain)
{
	struct index_key k;
	struct user found;

	return by_index(
	    u, index_key_domain(&k, domain), same_domain, &domain, &found);
}

/* The entry A, or if its domain is empty the only entry with its local part.
 * All lines are looked at, so that the time does not tell what was found. */
static enum users_rc
scan_all(struct users *u, const struct addr *a, struct user *out, bool *ours)
{
	static struct lines l;
	struct bytes fields;
	enum users_rc rc = USERS_NO;
	enum lines_rc got;
	struct addr e;

	*out = (struct user){ .at = 0 };
	lines_init(&l, u->fd);
	while ((got = users_next(u, &l, &e, &fields)) == LINES_OK) {
		bool domain = bytes_ieq(addr_domain(&e), addr_domain(a));
		bool local = bytes_ieq(addr_local(&e), addr_local(a));

		*ours = *ours || domain;
		if (!local || (a->domain_n > 0 && !domain))
			continue;
		if (out->addr.domain_n == 0) {
			*out = (struct user){ e, l.start };
			rc = USERS_YES;
		} else if (!bytes_ieq(
			       addr_domain(&e), addr_domain(&out->addr))) {
			rc = USERS_NO;
		}
	}
	if (got == LINES_END)
		return rc;
	(void)report_errno(u->report, u->conf->users, NULL);
	return USERS_ERROR;
}

enum users_rc
users_account(
    struct users *u, const struct addr *a, struct user *out, bool *ours)
{
	struct bytes local = addr_local(a);
	enum users_rc rc, in = USERS_NO;
	struct index_key k;

	*ours = false;
	if (addr_is_null(a))
		return USERS_NO;
	if (u->fd < 0)
		return no_file(u);
	if (a->domain_n > 0) {
		rc = users_by_index(u, a, out);
		in = users_domain_by_index(u, addr_domain(a));
	} else {
		rc =
		    by_index(u, index_key_addr(&k, a), same_local, &local, out);
	}
	*ours = in == USERS_YES;
	if (rc != USERS_ERROR && in != USERS_ERROR)
		return rc;
	return scan_all(u, a, out, ours);
}
