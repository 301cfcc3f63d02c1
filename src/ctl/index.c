/*
 * index.c - the index beside the users file. The server uses it while it
 * matches the file, so a stale one costs time, never an answer.
 * Runs in smtpd-litectl.
 */
#include "ctl/ctl.h"
#include "users/textfile.h"
#include "users/index.h"
#include "ctl/indexmake.h"
#include "ctl/progress.h"

#include <errno.h>
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

/* Mode and owner are those of the users file: both have the same readers. */
static bool
fill(struct users *u, const struct textfile *lock, int fd)
{
	return textfile_take_on(lock, fd) && index_make(u, fd) &&
	       fsync(fd) == 0;
}

/* Writes a new file, which takes the name when it is whole. We hold the lock,
 * so a new file that is there was left by a writer that was killed. */
static bool
replace_index(
    struct users *u, const struct textfile *lock, const struct place *p)
{
	char fresh[sizeof(p->name) + 8];
	struct text t = TEXT(fresh);
	bool ok;
	int fd;

	text_str(&t, p->name);
	text_str(&t, ".new");
	if (!text_end(&t)) {
		errno = ENAMETOOLONG;
		return false;
	}
	if (unlinkat(p->dir, fresh, 0) != 0 && errno != ENOENT)
		return false;
	fd = place_create(p, fresh, 0600);
	if (fd < 0)
		return false;
	ok = fill(u, lock, fd);
	ok = close(fd) == 0 && ok;
	ok = ok && renameat(p->dir, fresh, p->dir, p->name) == 0 &&
	     place_sync(p);
	if (!ok)
		(void)unlinkat(p->dir, fresh, 0);
	return ok;
}

static bool
make_index(struct ctl *c, struct users *u, const struct textfile *lock)
{
	char name[INDEX_PATH];
	struct place p;
	bool ok;

	if (!index_path(c->conf.users, name) ||
	    !place_enter(&p, name, PLACE_ITSELF, &c->report))
		return false;
	ok = replace_index(u, lock, &p);
	if (!ok)
		report(&c->report, c->conf.users, 0, "cannot be indexed",
		    bytes_str(place_error(errno)));
	place_leave(&p);
	return ok;
}

int
ctl_index(struct ctl *c, int argc, char **argv)
{
	static struct users u;
	struct textfile lock;
	bool ok;

	(void)argc;
	(void)argv;
	if (c->conf.users_any) {
		ctl_complain("users = any: there is nothing to index", NULL);
		return EX_CONFIG;
	}
	/* The lock keeps other writers of file and index away. */
	if (!ctl_edit(c, &lock, c->conf.users, TEXTFILE_THERE))
		return EX_NOINPUT;
	if (!users_open(&u, &c->conf, &c->report)) {
		textfile_end(&lock);
		return EX_NOINPUT;
	}
	/* From here on there is a new file to take away. */
	progress_begin("users", u.fd);
	ok = make_index(c, &u, &lock);
	users_close(&u);
	textfile_end(&lock);
	return ok ? EX_OK : EX_CANTCREAT;
}

int
ctl_index_follow(struct ctl *c)
{
	char name[INDEX_PATH];

	if (!index_path(c->conf.users, name))
		return EX_IOERR;
	if (access(name, F_OK) != 0 && errno == ENOENT)
		return EX_OK;
	return ctl_index(c, 0, NULL);
}
