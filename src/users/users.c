/*
 * users.c - the users file: its lines, and opening the tables.
 * Runs in the guard and the tools; the files may hold anything.
 */
#include "users/users.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Opens PATH and sees that it can be read: a folder can be opened. */
static int
open_table(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), saved;
	char c;

	if (fd >= 0 && file_pread_most(fd, &c, 1, 0) < 0) {
		saved = errno;
		(void)close(fd);
		errno = saved;
		return -1;
	}
	return fd;
}

/* As users_open, of what U has the names of. */
static bool
open_tables(struct users *u)
{
	const struct conf *c = u->conf;

	u->fd = open_table(c->users);
	if (u->fd < 0)
		return report_errno(u->report, c->users, NULL);
	index_open(&u->index, c->users, u->report);
	u->aliases = open_table(c->aliases);
	u->aliases_error =
	    u->aliases < 0 && errno != ENOENT && errno != ENOTDIR;
	if (u->aliases_error)
		(void)report_errno(u->report, c->aliases, NULL);
	return true;
}

bool
users_open(struct users *u, const struct conf *conf, struct report *r)
{
	memset(u, 0, sizeof(*u));
	u->conf = conf;
	u->report = r;
	u->fd = u->aliases = u->index.fd = -1;
	return conf->users_any || open_tables(u);
}

bool
users_reopen(struct users *u)
{
	users_close(u);
	return open_tables(u);
}

void
users_close(struct users *u)
{
	file_close(u->fd);
	file_close(u->aliases);
	index_close(&u->index);
	u->fd = u->aliases = -1;
}

enum users_line
users_parse(
    struct bytes line, struct addr *out, struct bytes *fields, const char **why)
{
	if (line.n == 0 || line.p[0] == '#')
		return USERS_LINE_NONE;
	*fields = line;
	return addr_plain(bytes_take(fields, ':'), out, why) ? USERS_LINE_ENTRY
							     : USERS_LINE_BAD;
}

enum lines_rc
users_next(
    struct users *u, struct lines *l, struct addr *out, struct bytes *fields)
{
	struct bytes line = BYTES("");
	enum lines_rc rc;

	while ((rc = lines_next(l, &line)) == LINES_OK || rc == LINES_LONG) {
		const char *why = "line too long";
		enum users_line kind =
		    rc == LINES_LONG ? USERS_LINE_BAD
				     : users_parse(line, out, fields, &why);

		if (kind == USERS_LINE_ENTRY)
			return LINES_OK;
		if (kind == USERS_LINE_BAD && l->number > u->users_reported) {
			u->users_reported = l->number;
			/* The part behind the colon may be a password. */
			report(u->report, u->conf->users, l->number, why,
			    bytes_take(&line, ':'));
		}
	}
	return rc;
}
