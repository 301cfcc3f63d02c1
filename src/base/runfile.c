/*
 * runfile.c - the files in the folder `run`.
 * Runs in the guard, in the listener, in what becomes TLS and in the tools.
 * Trusts neither a file that has the name of ours nor its contents.
 */
#include "base/runfile.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HOW (O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
#define LOOK (O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
#define FOLDER (O_RDONLY | O_DIRECTORY | O_CLOEXEC)
#define TRIES 3 /* another process may replace it at the same time */

#define MAGIC "smtpd-l"
struct head {
	char magic[8];
	uint32_t version, size;
};

/* Root may start a session by hand, and uses the files of the account then. */
static bool
is_ours(const struct stat *st)
{
	return S_ISREG(st->st_mode) && st->st_nlink < 2 &&
	       (st->st_mode & 077) == 0 &&
	       (st->st_uid == geteuid() || geteuid() == 0);
}

/* True if nothing is lost with the file: it is empty, has another name, or we
 * have written it. */
static bool
may_go(int fd, const struct stat *st)
{
	char magic[sizeof(MAGIC)];

	return !S_ISREG(st->st_mode) || st->st_nlink > 1 || st->st_size == 0 ||
	       (file_pread(fd, magic, sizeof(magic), 0) &&
		   memcmp(magic, MAGIC, sizeof(magic)) == 0);
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

/* Opens and locks the file, and makes it whole. ESTALE: the name leads to
 * another file by now, or to none, and it may be tried again. */
static bool
attempt(int *fd, int dir, const struct runfile *f, int64_t deadline)
{
	struct stat st, now;

	*fd = openat(dir, f->name, HOW, 0600);
	if (fstatat(dir, f->name, &now, AT_SYMLINK_NOFOLLOW) == 0 &&
	    !is_ours(&now)) {
		if (!may_go(*fd, &now))
			errno = EEXIST;
		else if (unlinkat(dir, f->name, 0) == 0 || errno == ENOENT)
			errno = ESTALE;
		return false;
	}
	if (*fd < 0 || !file_lock(*fd, deadline))
		return false;
	errno = ESTALE;
	return fstat(*fd, &st) == 0 &&
	       fstatat(dir, f->name, &now, AT_SYMLINK_NOFOLLOW) == 0 &&
	       is_ours(&now) && now.st_dev == st.st_dev &&
	       now.st_ino == st.st_ino && make_whole(*fd, now.st_size, f);
}

int
runfile_open(const char *run, const struct runfile *f, int64_t deadline)
{
	int dir = open(run, FOLDER), fd = -1, error = errno;

	for (int i = 0; dir >= 0 && i < TRIES; i++) {
		bool ok = attempt(&fd, dir, f, deadline);

		error = ok ? 0 : errno;
		if (!ok && fd >= 0)
			(void)close(fd);
		if (error != ESTALE)
			break;
	}
	if (dir >= 0)
		(void)close(dir);
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
	if (fd >= 0)
		(void)close(fd);
	if (dir >= 0)
		(void)close(dir);
	return ok;
}
