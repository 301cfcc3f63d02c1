/*
 * deliver.c - the promise behind 250.
 * Runs in the guard. The order of calls is the promise, and
 * test/system/promise.bats reads it from a trace:
 *
 *	openat                  in the tmp/ of the first recipient
 *	write                   the header; then the body, by the wire
 *	openat, close           nobody has it open for writing any more
 *	sync_file_range         the data is with the device, or
 *	                        fsync where no journal keeps the order
 *	renameat2, or linkat    into the new/ of every recipient
 *	fsync                   the file, and the journal with all names;
 *	                        not a second time
 *	close
 *	fsync                   each new/, which finds little to do
 *	the 250; then unlinkat  of the name in tmp/, if it is still there
 */
#include "store/deliver.h"
#include "base/datasync.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COPY_BLOCK 65536

/* Closes a file, and syncs it before if it is to be. A failed fsync is never
 * retried: the kernel may have dropped the pages and would say yes the second
 * time. */
static bool
end_file(int *fd, bool sync)
{
	bool ok = !sync || fsync(*fd) == 0;
	int saved = errno;
	bool closed = close(*fd) == 0;

	*fd = -1;
	if (ok)
		return closed;
	errno = saved;
	return false;
}

/* Moves a message from tmp/ to new/ of one mailbox, and never over another
 * file: by a rename, or where the file system has none that refuses to
 * overwrite, by a second name and the end of the first. */
static bool
publish_name(const struct maildir *m, const char *name)
{
	if (file_move(m->tmp, name, m->new, name))
		return true;
	if ((errno != ENOSYS && errno != EINVAL) ||
	    linkat(m->tmp, name, m->new, name, 0) != 0)
		return false;
	/* The message is there. If the name stays, it is swept later. */
	(void)unlinkat(m->tmp, name, 0);
	return true;
}

static bool
copy_octets(int from, int to)
{
	char buf[COPY_BLOCK];
	ssize_t r;

	for (off_t at = 0;
	     (r = file_pread_most(from, buf, sizeof(buf), at)) > 0; at += r)
		if (!file_write(to, buf, (size_t)r))
			return false;
	return r == 0;
}

/* True if NAME in new/ leads to this file. A server of files may have done what
 * it says that it has not: its first answer was lost, and to the second
 * question NFS says EEXIST for a link, and ENOENT for a rename. */
static bool
arrived(int new, const char *name, dev_t device, ino_t inode)
{
	int saved = errno;
	struct stat st;
	bool there = fstatat(new, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		     st.st_dev == device && st.st_ino == inode;

	errno = saved;
	return there;
}

/* Copies the message to a file of its own for one recipient. */
static bool
copy_into(const struct message *m, const struct maildir *to, const char *name)
{
	int fd = openat(to->tmp, name,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool made = fd >= 0;
	bool ok = made && copy_octets(m->fd, fd);
	struct stat st;
	int saved;

	if (ok)
		ok = fstat(fd, &st) == 0 && end_file(&fd, true) &&
		     (publish_name(to, name) ||
			 arrived(to->new, name, st.st_dev, st.st_ino));
	saved = errno;
	file_close(fd);
	if (!ok && made)
		(void)unlinkat(to->tmp, name, 0);
	errno = saved;
	return ok;
}

/* Puts the message into the mailbox TO. */
static bool
link_or_copy(
    const struct message *m, const struct maildir *to, const char *name)
{
	if (linkat(m->first.tmp, m->name, to->new, name, 0) == 0 ||
	    arrived(to->new, name, m->device, m->inode))
		return true;
	return (errno == EXDEV || errno == EMLINK || errno == EPERM ||
		   errno == EOPNOTSUPP) &&
	       copy_into(m, to, name);
}

/* Two recipients may share one Maildir (a template without %u, a mount). If one
 * before R has got the message there, R has it, too. */
static bool
has_it(const struct recipient *to, const struct recipient *r)
{
	for (; to < r; to++)
		if (to->inode == r->inode && to->device == r->device)
			return true;
	return false;
}

/* Puts the message into the mailbox BOX of R, one of those from TO on; R gets
 * its new/. */
static bool
link_into(const struct message *m, struct maildir *box,
    const struct recipient *to, struct recipient *r, const char *name)
{
	struct stat st;

	if (fstat(box->new, &st) != 0)
		return false;
	r->device = st.st_dev;
	r->inode = st.st_ino;
	if (!has_it(to, r) && !link_or_copy(m, box, name))
		return false;
	r->new = box->new;
	box->new = -1;
	return true;
}

/* One recipient needs no second name. Where it cannot be had so, it is linked
 * like any. */
static bool
rename_into(struct message *m, struct recipient *r, const char *name)
{
	if (!file_move(m->first.tmp, m->name, m->first.new, name))
		return false;
	m->name[0] = '\0';
	r->new = m->first.new;
	m->first.new = -1;
	return true;
}

static bool
open_and_link(const struct message *m, const struct tree *t,
    const struct recipient *to, struct recipient *r, const char *name)
{
	struct maildir box;
	bool ok = maildir_open(t, &r->box, true, &box) &&
		  link_into(m, &box, to, r, name);

	maildir_close(&box);
	return ok;
}

/* Puts the name into the new/ of all N; returns how many have it. */
static size_t
publish_all(struct message *m, const struct tree *t, struct recipient *to,
    size_t n, const char *name)
{
	size_t done = n == 1 && rename_into(m, to, name);

	while (
	    done < n && (done == 0 ? link_into(m, &m->first, to, to, name)
				   : open_and_link(m, t, to, &to[done], name)))
		done++;
	return done;
}

/* Makes the names of a message durable. The file comes first, since its fsync
 * commits the names with it. */
static bool
sync_all(struct message *m, bool sent, const struct recipient *to, size_t n)
{
	if (!end_file(&m->fd, sent))
		return false;
	for (size_t i = 0; i < n; i++)
		if (fsync(to[i].new) != 0)
			return false;
	return true;
}

bool
message_deliver(struct message *m, const struct tree *t, struct recipient *to,
    size_t n, const char *name)
{
	enum datasync data = datasync(m->fd);
	size_t done = 0;
	bool ok = data != DATASYNC_FAILED;
	int saved;

	if (ok) {
		done = publish_all(m, t, to, n, name);
		ok = done == n && sync_all(m, data == DATASYNC_SENT, to, n);
	}
	saved = errno;
	for (size_t i = 0; i < done; i++) {
		if (!ok && unlinkat(to[i].new, name, 0) == 0)
			(void)fsync(to[i].new);
		(void)close(to[i].new);
		to[i].new = -1;
	}
	errno = saved;
	return ok;
}
