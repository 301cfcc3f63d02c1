/*
 * users.c - the users file: its lines, and looking for one.
 * Runs in the guard and the tools; the file may hold anything.
 */
#include "vault/users.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

bool
users_open(struct users *u, const struct conf *conf, struct report *r)
{
	*u = (struct users){ conf, r, -1, -1, -1, 0 };
	if (conf->users_any)
		return true;
	u->fd = open(conf->users, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (u->fd < 0)
		report(r, conf->users, 0, strerror(errno), BYTES(""));
	return u->fd >= 0;
}

void
users_close(struct users *u)
{
	if (u->fd >= 0)
		(void)close(u->fd);
	u->fd = -1;
}

enum users_line
users_parse(
    struct bytes line, struct addr *out, struct bytes *fields, const char **why)
{
	struct bytes rest = line, address;

	if (line.n == 0 || line.p[0] == '#')
		return USERS_LINE_NONE;
	if (!bytes_cut(&rest, ':', &address)) {
		address = line;
		rest = bytes_skip(line, line.n);
	}
	*fields = rest;
	return addr_plain(address, out, why) ? USERS_LINE_ENTRY
					     : USERS_LINE_BAD;
}

/* What a scan looks for. */
typedef bool wanted_fn(const struct addr *entry, const void *arg);

static enum users_rc
scan(struct users *u, wanted_fn *wanted, const void *arg, struct user *out)
{
	static struct lines l;
	struct bytes line, fields;
	const char *why = "line too long";
	enum lines_rc rc;

	lines_init(&l, u->fd);
	while ((rc = lines_next(&l, &line)) == LINES_OK || rc == LINES_LONG) {
		enum users_line kind =
		    rc == LINES_LONG
			? USERS_LINE_BAD
			: users_parse(line, &out->addr, &fields, &why);

		if (kind == USERS_LINE_BAD && l.number > u->reported) {
			report(u->report, u->conf->users, l.number, why, line);
			u->reported = l.number;
		}
		out->at = l.start;
		if (kind == USERS_LINE_ENTRY && wanted(&out->addr, arg))
			return USERS_YES;
	}
	return rc == LINES_END ? USERS_NO : USERS_ERROR;
}

static bool
same_addr(const struct addr *entry, const void *arg)
{
	return addr_ieq(entry, arg);
}

static bool
same_domain(const struct addr *entry, const void *arg)
{
	return bytes_ieq(addr_domain(entry), *(const struct bytes *)arg);
}

static bool
anybody(const struct addr *entry, const void *arg)
{
	(void)entry;
	(void)arg;
	return true;
}

enum users_rc
users_find(struct users *u, const struct addr *a, struct user *out)
{
	return scan(u, same_addr, a, out);
}

enum users_rc
users_first(struct users *u, struct user *out)
{
	return scan(u, anybody, NULL, out);
}

enum users_rc
users_domain(struct users *u, struct bytes domain)
{
	struct user found;

	return scan(u, same_domain, &domain, &found);
}

/* Looks for the second entry with a local part. */
struct others {
	struct bytes local;
	const struct addr *but;
};

static bool
same_local(const struct addr *entry, const void *arg)
{
	const struct others *o = arg;

	return bytes_ieq(addr_local(entry), o->local) &&
	       (o->but == NULL ||
		   !bytes_ieq(addr_domain(entry), addr_domain(o->but)));
}

enum users_rc
users_local(struct users *u, struct bytes local, struct user *out)
{
	struct others o = { local, NULL };
	struct user other;
	enum users_rc rc = scan(u, same_local, &o, out);

	if (rc != USERS_YES)
		return rc;
	o.but = &out->addr;
	rc = scan(u, same_local, &o, &other);
	return rc == USERS_ERROR ? rc : rc == USERS_NO ? USERS_YES : USERS_NO;
}

enum users_rc
users_fields(struct users *u, const struct user *user, char *buf, size_t cap,
    struct bytes *fields)
{
	struct bytes line = { buf, 0 };
	struct addr again;
	const char *why, *end;
	ssize_t n;

	do
		n = pread(u->fd, buf, cap, user->at);
	while (n < 0 && errno == EINTR);
	if (n <= 0)
		return USERS_ERROR;
	end = memchr(buf, '\n', (size_t)n);
	line.n = end != NULL ? (size_t)(end - buf) : (size_t)n;
	if (end == NULL && (size_t)n == cap)
		return USERS_ERROR;
	if (line.n > 0 && buf[line.n - 1] == '\r')
		line.n--;
	return users_parse(line, &again, fields, &why) == USERS_LINE_ENTRY &&
		       addr_ieq(&again, &user->addr)
		   ? USERS_YES
		   : USERS_ERROR;
}
