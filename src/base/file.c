/*
 * file.c - whole reads and writes, text files line by line.
 * Runs in main, guard and the tools, and the draining in the wire; the bytes
 * of a file may be anything.
 */
#include "base/file.h"
#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Flags of renameat2(2). */
#define NOREPLACE 1U
#define EXCHANGE 2U

/* No call waits for a lock until a deadline, so we look again this often. */
#define LOCK_PAUSE_MS 20

/* Every session drains at its end; more would be pages that it has no other
 * use for. */
#define DRAIN_BLOCK 2048

bool
file_write(int fd, const void *p, size_t n)
{
	const char *at = p, *end = at + n;

	while (at < end) {
		ssize_t w = write(fd, at, (size_t)(end - at));

		if (w < 0 && errno != EINTR)
			return false;
		at += w > 0 ? w : 0;
	}
	return true;
}

void
file_drain(int fd)
{
	int64_t deadline = clock_mono() + LIM_DRAIN_MS;
	char buf[DRAIN_BLOCK];
	ssize_t n = 1;

	for (size_t got = 0; n > 0 && got < LIM_DRAIN; got += (size_t)n) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		bool more = clock_left(deadline) > 0 &&
			    poll(&p, 1, LIM_DRAIN_QUIET_MS) == 1;

		n = more ? read(fd, buf, sizeof(buf)) : 0;
	}
	explicit_bzero(buf, sizeof(buf));
}

ssize_t
file_pread_most(int fd, void *p, size_t n, off_t at)
{
	char *to = p;
	size_t got = 0;

	while (got < n) {
		ssize_t r = pread(fd, to + got, n - got, at + (off_t)got);

		if (r < 0 && errno != EINTR)
			return -1;
		if (r == 0)
			break;
		got += r > 0 ? (size_t)r : 0;
	}
	return (ssize_t)got;
}

bool
file_pread(int fd, void *p, size_t n, off_t at)
{
	ssize_t r = file_pread_most(fd, p, n, at);

	if (r >= 0 && (size_t)r < n)
		errno = EIO;
	return r >= 0 && (size_t)r == n;
}

/* close_range(2), by number: some C libraries have no function for it. */
#ifdef SYS_close_range
#define CLOSE_FROM(fd) (syscall(SYS_close_range, (unsigned)(fd), ~0U, 0) == 0)
#else
#define CLOSE_FROM(fd) false
#endif

/* How many descriptors the kernel has room for in our table; else, how many
 * there may be, which can take a minute to go through. */
static long
descriptors(void)
{
	char buf[1024] = "";
	int fd = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
	const char *room = NULL;

	if (read(fd, buf, sizeof(buf) - 1) > 0)
		room = strstr(buf, "\nFDSize:");
	(void)close(fd);
	return room != NULL ? atol(room + 8) : sysconf(_SC_OPEN_MAX);
}

bool
file_close_from(int fd)
{
	long end;

	if (CLOSE_FROM(fd))
		return true;
	end = descriptors();
	for (; fd < end; fd++)
		if (close(fd) != 0 && errno != EBADF)
			return false;
	return end >= 0;
}

bool
file_keep(int *const fd[], int n)
{
	const int first = STDERR_FILENO + 1;

	/* Out of each other's way. */
	for (int i = 0; i < n; i++)
		if ((*fd[i] = fcntl(*fd[i], F_DUPFD_CLOEXEC, first + n)) < 0)
			return false;
	for (int i = 0; i < n; i++)
		if ((*fd[i] = dup2(*fd[i], first + i)) < 0)
			return false;
	return file_close_from(first + n);
}

/* renameat2(2), by number: not every C library has a name for it. */
#ifdef SYS_renameat2
#define RENAME(from, old, to, name, flags) \
	(syscall(SYS_renameat2, from, old, to, name, flags) == 0)
#else
#define RENAME(from, old, to, name, flags) \
	((void)(from), (void)(old), (void)(to), (void)(name), errno = ENOSYS, \
	    false)
#endif

void
file_close(int fd)
{
	if (fd >= 0)
		(void)close(fd);
}

bool
file_move(int from, const char *old, int to, const char *name)
{
	return RENAME(from, old, to, name, NOREPLACE);
}

bool
file_swap(int dir, const char *a, const char *b)
{
	return RENAME(dir, a, dir, b, EXCHANGE);
}

bool
file_lock(int fd, int64_t deadline)
{
	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EINTR &&
		    (errno != EWOULDBLOCK || clock_left(deadline) == 0))
			return false;
		(void)poll(NULL, 0, LOCK_PAUSE_MS);
	}
	return true;
}

bool
file_same_state(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
	       a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
	       a->st_ctim.tv_sec == b->st_ctim.tv_sec &&
	       a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

#ifdef __linux__
#include <sys/vfs.h>

uint32_t
file_system(int fd)
{
	struct statfs fs;

	return fstatfs(fd, &fs) == 0 ? (uint32_t)fs.f_type : 0;
}
#else
uint32_t
file_system(int fd)
{
	(void)fd;
	return 0;
}
#endif

void
lines_init(struct lines *l, int fd)
{
	memset(l, 0, offsetof(struct lines, buf));
	l->fd = fd;
}

/* Moves unread octets to the front of the buffer and reads more behind them. At
 * its end the file gets the end of line that it may lack, if BEGUN or an octet
 * that is left says that there is a line. */
static bool
refill(struct lines *l, bool begun)
{
	ssize_t r;

	memmove(l->buf, l->buf + l->at, l->end - l->at);
	l->base += (off_t)l->at;
	l->end -= l->at;
	l->at = 0;
	do
		r = pread(l->fd, l->buf + l->end, sizeof(l->buf) - l->end,
		    l->base + (off_t)l->end);
	while (r < 0 && errno == EINTR);
	if (r < 0)
		return false;
	l->eof = r == 0;
	l->end += (size_t)r;
	if (l->eof && (begun || l->end > 0))
		l->buf[l->end++] = '\n';
	return true;
}

enum lines_rc
lines_next(struct lines *l, struct bytes *out)
{
	bool too_long = false;
	struct bytes left;

	l->start = l->base + (off_t)l->at;
	for (;;) {
		left = (struct bytes){ l->buf + l->at, l->end - l->at };
		if (bytes_cut(&left, '\n', out))
			break;
		if (l->eof)
			return LINES_END;
		/* Of a line that fills the buffer the rest goes by unread. */
		if (left.n == sizeof(l->buf)) {
			too_long = true;
			l->at = l->end;
		}
		if (!refill(l, too_long))
			return LINES_ERROR;
	}
	l->at += out->n + 1;
	l->number++;
	if (too_long)
		*out = BYTES("");
	else if (out->n > 0 && out->p[out->n - 1] == '\r')
		out->n--;
	return too_long ? LINES_LONG : LINES_OK;
}
