/*
 * index.c - the index beside the users file. The server uses it while it
 * matches the file, so a stale one costs time, never an answer.
 * Runs in smtpd-litectl.
 */
#include "ctl/ctl.h"
#include "users/textfile.h"
#include "users/index.h"
#include "ctl/indexmake.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

/* Mode and owner are those of the users file: who may read one may read the
 * other. */
static bool
fill(struct users *u, int fd)
{
	struct stat st;

	return index_make(u, fd) && fstat(u->fd, &st) == 0 &&
	       (fchown(fd, st.st_uid, st.st_gid) == 0 || geteuid() != 0) &&
	       fchmod(fd, st.st_mode & 07777) == 0 && fsync(fd) == 0;
}

/* A new file that takes the name when it is whole. */
static bool
replace(struct users *u, const char *name)
{
	char fresh[LIM_FILE + 16];
	struct text t = TEXT(fresh);
	bool ok;
	int fd;

	text_str(&t, name);
	text_str(&t, ".new");
	if (!text_end(&t)) {
		errno = ENAMETOOLONG;
		return false;
	}
	fd = open(fresh, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	ok = fill(u, fd);
	ok = close(fd) == 0 && ok;
	ok = ok && rename(fresh, name) == 0 && textfile_sync_folder(name);
	if (!ok)
		(void)unlink(fresh);
	return ok;
}

static bool
index_name(const struct ctl *c, char *out, size_t cap)
{
	struct text t = { out, cap, 0, false };

	text_str(&t, c->conf.users);
	text_str(&t, INDEX_SUFFIX);
	return text_end(&t);
}

int
ctl_index(struct ctl *c, int argc, char **argv)
{
	static struct users u;
	char name[LIM_FILE + 8];
	struct textfile lock;
	bool ok;

	(void)argc;
	(void)argv;
	if (c->conf.users_any) {
		ctl_complain("users = any: there is nothing to index", NULL);
		return EX_CONFIG;
	}
	/* The lock keeps other writers of file and index away. */
	if (!textfile_begin(&lock, c->conf.users, TEXTFILE_THERE, &c->report))
		return EX_NOINPUT;
	if (!users_open(&u, &c->conf, &c->report)) {
		textfile_end(&lock);
		return EX_NOINPUT;
	}
	ok = index_name(c, name, sizeof(name)) && replace(&u, name);
	if (!ok)
		report(&c->report, c->conf.users, 0, "cannot be indexed",
		    bytes_str(strerror(errno)));
	users_close(&u);
	textfile_end(&lock);
	return ok ? EX_OK : EX_CANTCREAT;
}

int
ctl_index_follow(struct ctl *c)
{
	char name[LIM_FILE + 8];

	if (!index_name(c, name, sizeof(name)))
		return EX_IOERR;
	if (access(name, F_OK) != 0 && errno == ENOENT)
		return EX_OK;
	return ctl_index(c, 0, NULL);
}
