/*
 * runfile.c - the files in the folder `run`.
 * Runs in the guard, in tlsd-lite and in the tools.
 * Trusts neither a file that has the name of ours nor its contents.
 */
#include "base/runfile.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HOW (O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
#define LOOK (O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
#define FOLDER (O_RDONLY | O_DIRECTORY | O_CLOEXEC)
#define TRIES 3 /* another process may replace it at the same time */

#define MAGIC "smtpd-l"
struct head {
	char magic[8];
	uint32_t version, size;
};

static bool
is_ours(const struct stat *st, uid_t owner)
{
	return S_ISREG(st->st_mode) && st->st_nlink < 2 &&
	       (st->st_mode & 0677) == 0600 && st->st_uid == owner;
}

/* Makes the file whole if it is not. The head is written when the file has its
 * size, so a file with the head is whole. */
static bool
make_whole(int fd, off_t size, const struct runfile *f)
{
	const struct head head = { MAGIC, f->version, f->size };
	const off_t whole = (off_t)(sizeof(head) + f->size);
	struct head have;

	return f->size == 0 ||
	       (size == whole && file_pread(fd, &have, sizeof(have), 0) &&
		   memcmp(&have, &head, sizeof(head)) == 0) ||
	       (ftruncate(fd, 0) == 0 && ftruncate(fd, whole) == 0 &&
		   pwrite(fd, &head, sizeof(head), 0) == (ssize_t)sizeof(head));
}

/* Takes what is not ours out of the way, and loses no file with it. Returns an
 * errno; ESTALE: there is room now. */
static int
runfile_make_room(int dir, const char *name, const struct stat *st)
{
	char aside[64];
	struct text t = TEXT(aside);
	bool gone;

	text_str(&t, name);
	text_str(&t, ".foreign.");
	text_num(&t, st->st_ino);
	gone = text_end(&t) && (S_ISREG(st->st_mode) && st->st_nlink < 2
				       ? file_move(dir, name, dir, aside)
				       : unlinkat(dir, name, 0) == 0);
	return gone ? ESTALE : errno;
}

/* Opens the file, or makes it. Root, who may start a session by hand, makes it
 * for the account, which is the owner of the folder. */
static int
open_or_make(int dir, const char *name, const struct stat *in)
{
	int fd = openat(dir, name, HOW);

	if (fd >= 0 || errno != ENOENT)
		return fd;
	fd = openat(dir, name, HOW | O_CREAT | O_EXCL, 0600);
	if (fd < 0 || geteuid() != 0 || fchown(fd, in->st_uid, in->st_gid) == 0)
		return fd;
	(void)close(fd);
	return -1;
}

/* Opens and locks the file, and makes it whole. Returns an errno. ESTALE: the
 * name leads to another file by now, or to none, and it may be tried again. */
static int
attempt(int *fd, int dir, const struct runfile *f, int64_t deadline)
{
	struct stat in = { .st_nlink = 0 }, st, now = in;
	uid_t owner = geteuid();
	int error;

	*fd = fstat(dir, &in) == 0 ? open_or_make(dir, f->name, &in) : -1;
	if (owner == 0)
		owner = in.st_uid;
	if (*fd >= 0 && !file_lock(*fd, deadline))
		return errno;
	error = *fd < 0 ? errno : ESTALE;
	if (fstatat(dir, f->name, &now, AT_SYMLINK_NOFOLLOW) == 0 &&
	    !is_ours(&now, owner))
		return in.st_uid == owner || now.st_uid == owner
			   ? runfile_make_room(dir, f->name, &now)
			   : EEXIST;
	if (*fd < 0 || fstat(*fd, &st) != 0 || now.st_ino != st.st_ino ||
	    now.st_dev != st.st_dev)
		return error;
	return make_whole(*fd, st.st_size, f) ? 0 : errno;
}

int
runfile_open(const char *run, const struct runfile *f, int64_t deadline)
{
	int dir = open(run, FOLDER), fd = -1, error = errno;

	for (int i = 0; dir >= 0 && i < TRIES; i++) {
		error = attempt(&fd, dir, f, deadline);
		if (error != 0 && fd >= 0)
			(void)close(fd);
		if (error == 0 || error == EWOULDBLOCK)
			break;
	}
	file_close(dir);
	errno = error;
	return error == 0 ? fd : -1;
}

bool
runfile_get(int fd, void *p, size_t n, size_t at)
{
	return file_pread(fd, p, n, (off_t)(sizeof(struct head) + at));
}

bool
runfile_put(int fd, const void *p, size_t n, size_t at)
{
	return pwrite(fd, p, n, (off_t)(sizeof(struct head) + at)) ==
	       (ssize_t)n;
}

/* Repairs nothing, and waits for nobody. */
bool
runfile_read(const char *run, const struct runfile *f, void *contents)
{
	const struct head want = { MAGIC, f->version, f->size };
	int dir = open(run, FOLDER);
	int fd = dir >= 0 ? openat(dir, f->name, LOOK) : -1;
	bool ok =
	    fd >= 0 || errno == ENOENT || errno == ELOOP || errno == ENXIO;
	struct head have;
	struct stat st;

	memset(contents, 0, f->size);
	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    st.st_size == (off_t)(sizeof(have) + f->size) &&
	    file_pread(fd, &have, sizeof(have), 0) &&
	    memcmp(&have, &want, sizeof(have)) == 0)
		ok = runfile_get(fd, contents, f->size, 0);
	file_close(fd);
	file_close(dir);
	return ok;
}
