/*
 * textfile.c - holding a text file that others read and change.
 * Runs in the tools and, where accounts are made, in the guard.
 */
#include "users/textfile.h"
#include "base/file.h"
#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEW_MODE 0640
#define SOON_MS 10000

bool
textfile_failed(const struct textfile *e, const char *what)
{
	report(e->report, e->path, 0, what, bytes_str(place_error(errno)));
	return false;
}

bool
textfile_current(const struct textfile *e)
{
	struct stat a, b;

	return fstat(e->fd, &a) == 0 &&
	       fstatat(e->place.dir, e->place.name, &b, AT_SYMLINK_NOFOLLOW) ==
		   0 &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* A file that is made has its mode from the first moment. */
static void
open_file(struct textfile *e)
{
	const int how = O_RDWR | O_APPEND;
	int fd;

	e->made = false;
	e->fd = place_open(&e->place, how);
	if (e->fd >= 0 || errno != ENOENT || e->how != TEXTFILE_CREATE)
		return;
	fd = place_create(&e->place, e->place.name, NEW_MODE);
	e->made = fd >= 0;
	file_close(fd);
	/* EEXIST: somebody else was faster. */
	if (fd >= 0 || errno == EEXIST)
		e->fd = place_open(&e->place, how);
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

static void
let_go(struct textfile *e)
{
	/* The lock goes with the descriptor. */
	file_close(e->fd);
	e->fd = -1;
	place_leave(&e->place);
}

/* Opens and locks the file that has the name now. */
static bool
hold(struct textfile *e)
{
	for (;; let_go(e)) {
		if (!place_enter(&e->place, e->path, PLACE_FOLLOW, e->report))
			return false;
		open_file(e);
		if (e->fd < 0)
			(void)textfile_failed(e, "cannot be changed");
		else if (!lock_file(e))
			(void)textfile_failed(e, "cannot be locked");
		else if (errno = 0, textfile_current(e))
			return true;
		else if (errno == 0 || errno == ENOENT)
			continue; /* it has been replaced meanwhile */
		else
			(void)textfile_failed(e, "cannot be looked at");
		let_go(e);
		return false;
	}
}

bool
textfile_begin(struct textfile *e, const char *path, enum textfile_mode how,
    struct report *r)
{
	*e = (struct textfile){
		.path = path,
		.how = how,
		.report = r,
		.fd = -1,
		.group = (gid_t)-1,
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
	if (e->fd >= 0)
		let_go(e);
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
