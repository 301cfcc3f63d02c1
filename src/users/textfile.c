/*
 * textfile.c - holding a text file that others read and change.
 * Runs in the tools and, where sign-up is on, in the guard.
 */
#include "users/textfile.h"
#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEW_MODE 0640
#define SOON_MS 10000

bool
textfile_failed(const struct textfile *e, const char *what)
{
	report(e->report, e->path, 0, what, bytes_str(strerror(errno)));
	return false;
}

bool
textfile_current(const struct textfile *e)
{
	struct stat a, b;

	return fstat(e->fd, &a) == 0 && stat(e->path, &b) == 0 &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* A file that is made has its mode from the first moment. */
static void
open_file(struct textfile *e)
{
	const int how = O_RDWR | O_APPEND | O_CLOEXEC;
	mode_t mask;

	e->made = false;
	e->fd = open(e->path, how);
	if (e->fd >= 0 || errno != ENOENT || e->how != TEXTFILE_CREATE)
		return;
	mask = umask(0777 & ~NEW_MODE);
	e->fd = open(e->path, how | O_CREAT | O_EXCL, NEW_MODE);
	(void)umask(mask);
	e->made = e->fd >= 0;
	/* Somebody else was faster. */
	if (e->fd < 0 && errno == EEXIST)
		e->fd = open(e->path, how);
}

static bool
lock_file(const struct textfile *e)
{
	if (e->how == TEXTFILE_SOON)
		return file_lock(e->fd, clock_mono() + SOON_MS);
	while (flock(e->fd, LOCK_EX) != 0)
		if (errno != EINTR)
			return false;
	return true;
}

/* Opens and locks the file that has the name now. */
static bool
hold(struct textfile *e)
{
	for (;;) {
		/* The file that a link leads to is the one to be replaced. */
		e->path =
		    realpath(e->asked, e->real) != NULL ? e->real : e->asked;
		open_file(e);
		if (e->fd < 0)
			return textfile_failed(e, "cannot be changed");
		if (!lock_file(e)) {
			(void)textfile_failed(e, "cannot be locked");
			textfile_end(e);
			return false;
		}
		if (textfile_current(e))
			return true;
		textfile_end(e);
	}
}

bool
textfile_begin(struct textfile *e, const char *path, enum textfile_mode how,
    struct report *r)
{
	*e = (struct textfile){
		.path = path, .asked = path, .how = how, .report = r, .fd = -1
	};
	return hold(e);
}

bool
textfile_relock(struct textfile *e)
{
	if (!e->moved)
		return false;
	e->moved = false;
	textfile_end(e);
	return hold(e);
}

void
textfile_end(struct textfile *e)
{
	/* The lock goes with the descriptor. */
	if (e->fd >= 0)
		(void)close(e->fd);
	e->fd = -1;
}

const char *
textfile_folder(const char *path, char *out)
{
	struct text t = { out, LIM_FILE, 0, false };
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		text_str(&t, ".");
	else
		text_put(&t, (struct bytes){ path,
				 slash == path ? 1 : (size_t)(slash - path) });
	return text_end(&t) ? out : NULL;
}

bool
textfile_sync_folder(const char *path)
{
	char folder[LIM_FILE];
	bool ok;
	int fd;

	if (textfile_folder(path, folder) == NULL)
		return false;
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return false;
	ok = fsync(fd) == 0;
	return close(fd) == 0 && ok;
}
