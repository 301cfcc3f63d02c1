/*
 * draft.c - a message on its way: a file in the tmp/ of its first recipient.
 * Runs in the guard. The wire writes the body into it, and is not believed.
 */
#include "base/file.h"
#include "store/deliver.h"

#include <fcntl.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What statfs(2) calls them. */
#define NFS 0x6969
#define CIFS 0xff534d42
#define SMB2 0xfe534d42

bool
message_create(struct message *m, const struct tree *t, const struct addr *box,
    const char *name)
{
	size_t n = strlen(name);
	struct stat st;

	*m = (struct message){ .fd = -1, .first = { -1, -1, -1 } };
	errno = ENAMETOOLONG;
	if (n >= sizeof(m->name) || !maildir_open(t, box, true, &m->first))
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

/* True if nobody has the file open for writing: a read lease is granted only
 * then, and lasts as long as the descriptor. Where a file system has no leases,
 * or we may not take one, we believe the wire. So we do where another machine
 * has the files: there the kernel refuses a lease also when it has no promise
 * of that machine's for the file. */
static bool
nobody_writes(int fd)
{
	uint32_t fs = file_system(fd);

	return fs == NFS || fs == CIFS || fs == SMB2 ||
	       fcntl(fd, F_SETLEASE, F_RDLCK) == 0 || errno != EAGAIN;
}

/* True if ST is of the file that was made, and it has no second name. */
static bool
is_the_same(const struct message *m, const struct stat *st)
{
	return st->st_dev == m->device && st->st_ino == m->inode &&
	       st->st_uid == m->owner && st->st_nlink == 1;
}

static enum seal
check(const struct message *m, struct bytes head, uint64_t most, uint64_t *size)
{
	char buf[LIM_TRACE];
	struct stat st;
	ssize_t n;

	/* The size is taken when nobody can write to the file any more. */
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

	/* A write-back error that was not reported yet is kept with the file
	 * while it is open, and reported to the next descriptor. */
	m->fd = openat(m->first.tmp, m->name,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (close(fd) != 0 || m->fd < 0)
		return SEAL_FAILED;
	return check(m, head, most, size);
}

void
message_drop(struct message *m)
{
	int saved = errno;

	file_close(m->fd);
	m->fd = -1;
	/* If the name stays, it is swept when it is 36 hours old. */
	if (m->name[0] != '\0')
		(void)unlinkat(m->first.tmp, m->name, 0);
	m->name[0] = '\0';
	maildir_close(&m->first);
	errno = saved;
}
