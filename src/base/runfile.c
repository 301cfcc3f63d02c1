/*
 * runfile.c - the files in the folder `run`.
 * Runs in the guard, in the listener, in what becomes TLS and in the tools.
 * Trusts neither what has the name of a file of ours nor what is in it.
 */
#include "base/runfile.h"
#include "base/bytes.h"
#include "base/file.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HOW (O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
#define TRIES 3 /* another process may replace it at the same time */

struct head {
	char magic[8];
	uint32_t version, size;
};

/* Errors of open(2) that a file of ours does not cause. */
static bool
is_planted(int error)
{
	return error == ELOOP || error == EACCES || error == ENXIO;
}

/* Sessions that root starts by hand use the files of the account. A file
 * without a name is one that somebody has just replaced. */
static bool
is_foreign(int fd)
{
	struct stat st;

	return fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_nlink > 1 ||
	       (st.st_mode & 077) != 0 ||
	       (st.st_uid != geteuid() && geteuid() != 0);
}

static bool
is_still_at(int fd, const char *path)
{
	struct stat ours, there;

	return fstat(fd, &ours) == 0 && lstat(path, &there) == 0 &&
	       ours.st_dev == there.st_dev && ours.st_ino == there.st_ino;
}

/* The size comes before the head: a file with the head is whole. */
static bool
begin_anew(int fd, const struct runfile *f, const struct head *h)
{
	return ftruncate(fd, 0) == 0 &&
	       ftruncate(fd, (off_t)(sizeof(*h) + f->size)) == 0 &&
	       pwrite(fd, h, sizeof(*h), 0) == (ssize_t)sizeof(*h);
}

static bool
make_whole(int fd, const struct runfile *f)
{
	const struct head want = { "smtpd-l", f->version, f->size };
	struct head have;
	struct stat st;

	if (f->size == 0)
		return true;
	return (fstat(fd, &st) == 0 &&
		   st.st_size == (off_t)(sizeof(want) + f->size) &&
		   file_pread(fd, &have, sizeof(have), 0) &&
		   memcmp(&have, &want, sizeof(want)) == 0) ||
	       begin_anew(fd, f, &want);
}

/* Closes FD, and keeps errno. */
static int
give_up(int fd)
{
	int saved = errno;

	if (fd >= 0)
		(void)close(fd);
	errno = saved;
	return -1;
}

int
runfile_open(const char *run, const struct runfile *f, int64_t deadline)
{
	char buf[LIM_FILE + 32];
	struct text path = TEXT(buf);

	text_str(&path, run);
	text_char(&path, '/');
	text_str(&path, f->name);
	errno = ENAMETOOLONG;
	for (int i = 0; i < TRIES && text_end(&path); i++) {
		int fd = open(buf, HOW, 0600);

		if (fd < 0 ? is_planted(errno) : is_foreign(fd)) {
			(void)give_up(fd);
			if (unlink(buf) != 0 && errno != ENOENT)
				return -1;
		} else if (fd < 0 || !file_lock(fd, deadline)) {
			return give_up(fd);
		} else if (is_still_at(fd, buf)) {
			return make_whole(fd, f) ? fd : give_up(fd);
		} else {
			errno = ESTALE;
			(void)give_up(fd);
		}
	}
	return -1;
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
