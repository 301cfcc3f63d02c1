/*
 * place.c - the only way to a file that is written.
 * Runs in the tools, in the client, and in the guard where accounts are made.
 * Trusts nothing that lies in a folder of another account.
 */
#include "base/place.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef O_PATH
#define O_PATH O_RDONLY
#endif

#define FOLDER (O_DIRECTORY | O_CLOEXEC)
#define LINKS 40 /* as many as the system follows */

struct route {
	char rest[PATH_MAX]; /* of the path, still to go */
	unsigned links;
	const char *why; /* it ended here; NULL: errno says it */
};

/* Root, whoever we are for the moment. */
static bool
is_root(void)
{
	return getuid() == 0;
}

static bool
be(uid_t uid, gid_t gid)
{
	return seteuid(0) == 0 && setegid(gid) == 0 && seteuid(uid) == 0;
}

/* Root takes the identity of the folder's owner, and of groups only the
 * folder's. */
static bool
be_owner(int dir)
{
	struct stat st;

	if (!is_root())
		return true;
	return fstat(dir, &st) == 0 &&
	       (st.st_uid == 0 || (seteuid(0) == 0 && setgroups(0, NULL) == 0 &&
				      be(st.st_uid, st.st_gid)));
}

/* True if nobody but root and us can have made the links in this folder. */
static bool
links_trusted(int dir)
{
	struct stat st;

	return fstat(dir, &st) == 0 &&
	       (st.st_uid == 0 || st.st_uid == getuid()) &&
	       (st.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/* The next name of the path. False: there is none, or it is too long. */
static bool
take_name(struct route *w, char name[NAME_MAX + 1])
{
	size_t from = strspn(w->rest, "/"), n = strcspn(w->rest + from, "/");
	size_t to = from + n;

	errno = n == 0 ? ENOENT : ENAMETOOLONG;
	if (n == 0 || n > NAME_MAX)
		return false;
	memcpy(name, w->rest + from, n);
	name[n] = '\0';
	to += strspn(w->rest + to, "/");
	memmove(w->rest, w->rest + to, strlen(w->rest + to) + 1);
	return true;
}

static bool
step_to(struct place *p, int next)
{
	if (next < 0)
		return false;
	file_close(p->dir);
	p->dir = next;
	return true;
}

/* Puts TARGET, where a link leads, in front of the rest of the path. */
static bool
follow(struct place *p, struct route *w, const char *target, size_t n)
{
	char rest[PATH_MAX];
	struct text t = TEXT(rest);

	if (!links_trusted(p->dir)) {
		w->why = "there is a link on the way, in a folder that others "
			 "can change";
		return false;
	}
	text_put(&t, (struct bytes){ target, n });
	text_char(&t, '/');
	text_str(&t, w->rest);
	errno = ++w->links > LINKS ? ELOOP : ENAMETOOLONG;
	if (w->links > LINKS || !text_end(&t))
		return false;
	memcpy(w->rest, rest, t.n + 1);
	return target[0] != '/' || step_to(p, open("/", O_PATH | FOLDER));
}

/* Goes into the folder of this name. With MAKE the folder is made if it is
 * missing, and its name is durable in any case. */
static bool
go_in(struct place *p, bool make)
{
	int fd = openat(p->dir, p->name, O_PATH | O_NOFOLLOW | FOLDER);

	if (fd < 0 && errno == ENOENT && make) {
		if (!be_owner(p->dir) ||
		    (mkdirat(p->dir, p->name, 0700) != 0 && errno != EEXIST) ||
		    !place_sync(p))
			return false;
		fd = openat(p->dir, p->name, O_PATH | O_NOFOLLOW | FOLDER);
	}
	return step_to(p, fd);
}

static bool
walk(struct place *p, struct route *w, enum place_how how)
{
	char target[PATH_MAX];

	while (take_name(w, p->name)) {
		bool last = w->rest[0] == '\0';
		ssize_t n;

		if (last && how != PLACE_FOLLOW)
			return true;
		n = readlinkat(p->dir, p->name, target, sizeof(target));
		if (n > 0 && !follow(p, w, target, (size_t)n))
			return false;
		if (n <= 0 && last)
			return true;
		if (n <= 0 && !go_in(p, how == PLACE_MAKE))
			return false;
	}
	return false;
}

bool
place_enter(
    struct place *p, const char *path, enum place_how how, struct report *r)
{
	static struct route w;
	struct text rest = TEXT(w.rest);
	bool ok;

	*p = (struct place){ .dir = -1, .uid = geteuid(), .gid = getegid() };
	w.links = 0;
	w.why = NULL;
	text_str(&rest, path);
	errno = ENAMETOOLONG;
	ok = text_end(&rest) && (!is_root() || be(0, getgid())) &&
	     step_to(p, open(path[0] == '/' ? "/" : ".", O_PATH | FOLDER)) &&
	     walk(p, &w, how) && be_owner(p->dir);
	if (ok)
		return true;
	report(r, path, 0, w.why != NULL ? w.why : "cannot be reached",
	    bytes_str(w.why != NULL ? "" : strerror(errno)));
	place_leave(p);
	return false;
}

void
place_leave(struct place *p)
{
	int saved = errno;

	file_close(p->dir);
	p->dir = -1;
	/* With a wrong identity it is safer to end than to go on. */
	if (is_root() && !be(p->uid, p->gid))
		abort();
	errno = saved;
}

int
place_open(const struct place *p, int flags)
{
	/* O_NONBLOCK, since it may turn out to be a pipe. */
	int fd = openat(p->dir, p->name,
	    flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0600);
	struct stat st;
	int error = 0;

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) != 0)
		error = errno;
	else if (!S_ISREG(st.st_mode))
		error = EINVAL;
	else if (st.st_nlink > 1)
		error = EMLINK;
	if (error == 0)
		return fd;
	(void)close(fd);
	errno = error;
	return -1;
}

int
place_create(const struct place *p, const char *name, mode_t mode)
{
	mode_t mask = umask(0777 & ~mode);
	int fd = openat(p->dir, name,
	    O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);

	(void)umask(mask);
	return fd;
}

const char *
place_error(int error)
{
	switch (error) {
	case ELOOP:
		return "it is a link, in a folder that others can change";
	case EINVAL:
	case EISDIR:
	case ENXIO:
		return "it is not a regular file";
	case EMLINK:
		return "it has another name, too (a hard link)";
	default:
		return strerror(error);
	}
}

bool
place_sync(const struct place *p)
{
	int fd = openat(p->dir, ".", O_RDONLY | FOLDER);
	bool ok = fd >= 0 && fsync(fd) == 0;

	file_close(fd);
	return ok;
}
