/*
 * deliver.c - the promise behind 250.
 * Runs in the guard. The order of calls here is the promise: data, close,
 * fsync, link, fsync of the folder; test/system/promise.bats reads it from
 * a trace.
 */
#include "store/deliver.h"
#include "base/file.h"
#include "store/sync.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COPY_BLOCK 65536

bool
message_create(struct message *m, const struct tree *t, const struct addr *box,
    bool make, const char *name)
{
	size_t n = strlen(name);
	struct stat st;

	m->fd = -1;
	m->name[0] = '\0';
	if (n >= sizeof(m->name)) {
		m->first = (struct maildir){ -1, -1, -1 };
		errno = ENAMETOOLONG;
		return false;
	}
	if (!maildir_open(t, box, make, &m->first))
		return false;
	m->fd = openat(m->first.tmp, name,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (m->fd < 0)
		return false;
	memcpy(m->name, name, n + 1);
	if (fstat(m->fd, &st) != 0)
		return false;
	m->device = st.st_dev;
	m->inode = st.st_ino;
	m->owner = st.st_uid;
	return true;
}

/* A failed fsync is never retried: the kernel may have dropped the pages
 * and would say yes the second time. */
static bool
sync_and_close(int *fd)
{
	bool ok = fsync(*fd) == 0;
	int saved = errno;

	if (close(*fd) != 0 && ok) {
		ok = false;
		saved = errno;
	}
	*fd = -1;
	errno = saved;
	return ok;
}

/* True if nobody has the file open for writing: a read lease is granted only
 * then, and lasts as long as the descriptor. Where a file system has no
 * leases, or they are not ours to take, the wire is believed. */
static bool
nobody_writes(int fd)
{
	return fcntl(fd, F_SETLEASE, F_RDLCK) == 0 ||
	       (errno != EAGAIN && errno != EWOULDBLOCK);
}

/* True if ST tells of the file that was made, with no name but its own. */
static bool
is_the_same(const struct message *m, const struct stat *st)
{
	return S_ISREG(st->st_mode) && st->st_dev == m->device &&
	       st->st_ino == m->inode && st->st_uid == m->owner &&
	       st->st_nlink == 1;
}

static enum seal
look(const struct message *m, struct bytes head, uint64_t most, uint64_t *size)
{
	char buf[LIM_TRACE];
	struct stat st;
	ssize_t n;

	/* Measured when nobody can add to it any more. */
	if (!nobody_writes(m->fd))
		return SEAL_BROKEN;
	n = file_pread_most(m->fd, buf, sizeof(buf), 0);
	if (n < 0 || fstat(m->fd, &st) != 0)
		return SEAL_FAILED;
	*size = (uint64_t)st.st_size;
	return is_the_same(m, &st) && *size <= head.n + most &&
		       (size_t)n >= head.n && memcmp(buf, head.p, head.n) == 0
		   ? SEAL_DONE
		   : SEAL_BROKEN;
}

enum seal
message_seal(
    struct message *m, struct bytes head, uint64_t most, uint64_t *size)
{
	int fd = m->fd;
	enum seal rc;

	/* An error of writing back that nobody has heard of yet is kept with
	 * the file as long as it is open, and told to who opens it then. */
	m->fd =
	    openat(m->first.tmp, m->name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (close(fd) != 0 || m->fd < 0)
		return SEAL_FAILED;
	rc = look(m, head, most, size);
	return rc == SEAL_DONE && !sync_and_close(&m->fd) ? SEAL_FAILED : rc;
}

/* From tmp/ to new/ of one mailbox, and never over another file: a rename, or
 * where the file system has none that keeps to that, a second name and the
 * end of the first. */
static bool
publish(const struct maildir *m, const char *tmp_name, const char *name)
{
	if (file_move(m->tmp, tmp_name, m->new, name))
		return true;
	if ((errno != ENOSYS && errno != EINVAL) ||
	    linkat(m->tmp, tmp_name, m->new, name, 0) != 0)
		return false;
	/* The message is there; a name that stays is swept. */
	(void)unlinkat(m->tmp, tmp_name, 0);
	return true;
}

static bool
copy_octets(int from, int to)
{
	char buf[COPY_BLOCK];

	for (;;) {
		ssize_t r = read(from, buf, sizeof(buf));

		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0)
			return r == 0;
		if (!file_write(to, buf, (size_t)r))
			return false;
	}
}

/* The message as a file of its own for one recipient. */
static bool
copy_into(const struct message *m, const struct maildir *to, const char *name)
{
	int from =
	    openat(m->first.tmp, m->name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	int fd = from < 0
		     ? -1
		     : openat(to->tmp, name,
			   O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			   0600);
	bool ok = fd >= 0 && copy_octets(from, fd);
	int saved;

	if (ok)
		ok = sync_and_close(&fd) && publish(to, name, name);
	saved = errno;
	if (from >= 0)
		(void)close(from);
	if (fd >= 0)
		(void)close(fd);
	if (!ok && saved != EEXIST)
		(void)unlinkat(to->tmp, name, 0);
	errno = saved;
	return ok;
}

/* Two recipients may share one Maildir (a template without %u): the name
 * that is in the way is then our own. */
static bool
is_ours(const struct message *m, const struct maildir *to, const char *name)
{
	struct stat a, b;

	return fstatat(m->first.tmp, m->name, &a, AT_SYMLINK_NOFOLLOW) == 0 &&
	       fstatat(to->new, name, &b, AT_SYMLINK_NOFOLLOW) == 0 &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* The message into the mailbox TO, whose new/ goes to R. */
static bool
hand_over(const struct message *m, struct maildir *to, struct recipient *r,
    const char *name)
{
	bool ok = linkat(m->first.tmp, m->name, to->new, name, 0) == 0 ||
		  (errno == EEXIST && is_ours(m, to, name));

	if (!ok && (errno == EXDEV || errno == EMLINK || errno == EPERM ||
		       errno == EOPNOTSUPP))
		ok = copy_into(m, to, name);
	if (ok) {
		r->new = to->new;
		to->new = -1;
	}
	return ok;
}

/* One recipient needs no second name. */
static bool
move_over(struct message *m, struct recipient *r, const char *name)
{
	if (!publish(&m->first, m->name, name))
		return false;
	m->name[0] = '\0';
	r->new = m->first.new;
	m->first.new = -1;
	return true;
}

static bool
open_and_hand_over(const struct message *m, const struct tree *t,
    struct recipient *r, const char *name)
{
	struct maildir to;
	bool ok =
	    maildir_open(t, &r->box, true, &to) && hand_over(m, &to, r, name);

	maildir_close(&to);
	return ok;
}

bool
message_deliver(struct message *m, const struct tree *t, struct recipient *to,
    size_t n, const char *name)
{
	size_t linked = n == 1 && move_over(m, to, name);
	bool ok = true;
	int saved;

	/* All links first: the first fsync then carries most of them. */
	while (ok && linked < n) {
		ok = linked == 0 ? hand_over(m, &m->first, to, name)
				 : open_and_hand_over(m, t, &to[linked], name);
		linked += ok;
	}
	ok = ok && sync_folders(to, n);
	saved = errno;
	for (size_t i = 0; i < linked; i++) {
		if (!ok && unlinkat(to[i].new, name, 0) == 0)
			(void)fsync(to[i].new);
		(void)close(to[i].new);
		to[i].new = -1;
	}
	errno = saved;
	return ok;
}

void
message_drop(struct message *m)
{
	if (m->fd >= 0)
		(void)close(m->fd);
	m->fd = -1;
	/* A name that stays is swept when it is 36 hours old. */
	if (m->name[0] != '\0')
		(void)unlinkat(m->first.tmp, m->name, 0);
	m->name[0] = '\0';
	maildir_close(&m->first);
}
