/*
 * failing.h - for unit programs that are linked with $(FAILING): one system
 * call of what is tried fails, which one and with what is ours to say.
 */
#ifndef FAILING_H
#define FAILING_H

#include "../lib/passed_on.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#define FAILING_CALLS 400

/* In this process, and in no other. */
static bool failing_armed;

struct failing {
	unsigned at, error; /* this call, from 1, with this error; 0: none */
	const char *also;   /* the next of these after it, too, or NULL */
	struct {
		const char *call; /* each of these, with ERROR, or NULL */
		int error; /* below 0: it is done, and denied with -ERROR */
	} always[2];
	void (*look)(struct stat *st); /* at what fstat has found, or NULL */

	unsigned count;
	const char *names[FAILING_CALLS]; /* of the calls that were made */
	const char *hit;                  /* the one that failed, or NULL */
	bool two;                         /* ... and ALSO has failed after it */
	ino_t synced; /* the file whose fsync failed, or 0 */
	bool again;   /* ... and that was synced once more */
};

/* One for a program and what it forks. */
static inline struct failing *
failing_state(void)
{
	static struct failing *state;

	if (state == NULL)
		state = mmap(NULL, sizeof(*state), PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return state;
}
#define failing (*failing_state())

/* One try, in which call AT fails with ERROR. */
static inline void
failing_arm(unsigned at, int error)
{
	failing.at = at;
	failing.error = (unsigned)error;
	failing.count = 0;
	failing.hit = NULL;
	failing.two = false;
	failing.synced = 0;
	failing.again = false;
	failing_armed = true;
}

static inline void
failing_disarm(void)
{
	failing_armed = false;
}

static inline bool
failing_call(const char *name)
{
	int error = 0;

	if (!failing_armed)
		return false;
	for (int i = 0; i < 2; i++)
		if (failing.always[i].call != NULL &&
		    strcmp(name, failing.always[i].call) == 0)
			error = failing.always[i].error;
	if (error == 0 && failing.count < FAILING_CALLS)
		failing.names[failing.count++] = name;
	if (error == 0 && failing.hit == NULL && failing.count == failing.at) {
		failing.hit = name;
		error = (int)failing.error;
	} else if (error == 0 && failing.hit != NULL && !failing.two &&
		   failing.also != NULL && strcmp(name, failing.also) == 0) {
		failing.two = true;
		error = EIO;
	}
	if (error != 0)
		errno = error;
	return error != 0;
}

/* Calls that libc makes meanwhile are none of ours. */
#define FAILING_REAL(rc, call) \
	do { \
		bool armed = failing_armed; \
		failing_armed = false; \
		rc = call; \
		failing_armed = armed; \
	} while (0)

/* NAME with PARAMETERS, passed on as ARGUMENTS. */
#define FAILING(type, name, parameters, arguments, failed) \
	type __real_##name parameters; \
	type __wrap_##name parameters; \
	type __wrap_##name parameters \
	{ \
		type rc; \
		if (failing_call(#name)) \
			return failed; \
		FAILING_REAL(rc, __real_##name arguments); \
		return rc; \
	}

FAILING(int, mkdirat, (int dir, const char *name, mode_t mode),
    (dir, name, mode), -1)
FAILING(int, fstatat, (int dir, const char *name, struct stat *st, int flags),
    (dir, name, st, flags), -1)
FAILING(ssize_t, read, (int fd, void *p, size_t n), (fd, p, n), -1)
FAILING(ssize_t, write, (int fd, const void *p, size_t n), (fd, p, n), -1)
FAILING(
    ssize_t, pread, (int fd, void *p, size_t n, off_t at), (fd, p, n, at), -1)
FAILING(int, unlinkat, (int dir, const char *name, int flags),
    (dir, name, flags), -1)
FAILING(int, renameat, (int from, const char *old, int to, const char *name),
    (from, old, to, name), -1)
FAILING(int, fchown, (int fd, uid_t uid, gid_t gid), (fd, uid, gid), -1)
FAILING(int, fchmod, (int fd, mode_t mode), (fd, mode), -1)
FAILING(
    ssize_t, getrandom, (void *p, size_t n, unsigned flags), (p, n, flags), -1)
FAILING(int, ftruncate, (int fd, off_t size), (fd, size), -1)
FAILING(int, flock, (int fd, int how), (fd, how), -1)
FAILING(DIR *, fdopendir, (int fd), (fd), NULL)
FAILING(struct dirent *, readdir, (DIR * d), (d), NULL)

int __real_fstat(int fd, struct stat *st),
    __wrap_fstat(int fd, struct stat *st);
int
__wrap_fstat(int fd, struct stat *st)
{
	int rc = failing_call("fstat") ? -1 : 0;

	if (rc == 0)
		FAILING_REAL(rc, __real_fstat(fd, st));
	if (rc == 0 && failing.look != NULL)
		failing.look(st);
	return rc;
}

/* Within a mailbox, or ("linkat") to another one. */
int __real_linkat(
    int from, const char *old, int to, const char *name, int flags),
    __wrap_linkat(
	int from, const char *old, int to, const char *name, int flags);
int
__wrap_linkat(int from, const char *old, int to, const char *name, int flags)
{
	struct stat a, b;
	bool within = __real_fstatat(from, "..", &a, 0) == 0 &&
		      __real_fstatat(to, "..", &b, 0) == 0 &&
		      a.st_ino == b.st_ino;

	if (!failing_call(within ? "linkat within" : "linkat"))
		return __real_linkat(from, old, to, name, flags);
	if (errno < 0) {
		int denied = -errno;

		(void)__real_linkat(from, old, to, name, flags);
		errno = denied;
	}
	return -1;
}

int __real_fcntl(int fd, int what, ...), __wrap_fcntl(int fd, int what, ...);
int
__wrap_fcntl(int fd, int what, ...)
{
	va_list list;
	long arg;

	va_start(list, what);
	arg = va_arg(list, long);
	va_end(list);
	return failing_call(what == F_SETLEASE ? "lease" : "fcntl")
		   ? -1
		   : __real_fcntl(fd, what, arg);
}

/* A close that fails closes all the same. */
int __real_close(int fd), __wrap_close(int fd);
int
__wrap_close(int fd)
{
	int flags = failing_armed ? __real_fcntl(fd, F_GETFL, 0) : -1;
	bool wrote = flags >= 0 && (flags & O_ACCMODE) != O_RDONLY;
	bool fails = failing_call(wrote ? "close written" : "close");
	int saved = errno, rc = __real_close(fd);

	if (fails)
		errno = saved;
	return fails ? -1 : rc;
}

FAILING(int, closedir, (DIR * d), (d), (__real_closedir(d), errno = EIO, -1))

int __real_open(const char *path, int flags, ...),
    __wrap_open(const char *path, int flags, ...);
int
__wrap_open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list list;

	va_start(list, flags);
	if ((flags & O_CREAT) != 0)
		mode = va_arg(list, mode_t);
	va_end(list);
	return failing_call("open") ? -1 : __real_open(path, flags, mode);
}

int __real_openat(int dir, const char *name, int flags, ...),
    __wrap_openat(int dir, const char *name, int flags, ...);
int
__wrap_openat(int dir, const char *name, int flags, ...)
{
	mode_t mode = 0;
	va_list list;

	va_start(list, flags);
	if ((flags & O_CREAT) != 0)
		mode = va_arg(list, mode_t);
	va_end(list);
	return failing_call("openat") ? -1
				      : __real_openat(dir, name, flags, mode);
}

/* lib/measured.c, in a build for coverage. */
__attribute__((weak)) bool measured_skips(long number);

long
__wrap_syscall(long number, ...)
{
	va_list list;
	bool fails;
	int denied;
	long rc;

	if (measured_skips != NULL && measured_skips(number))
		return 0;
	fails = number == SYS_renameat2 && failing_call("renameat2");
	denied = fails ? -errno : 0;
	if (denied < 0)
		return -1;
	va_start(list, number);
	rc = passed_on(number, list);
	va_end(list);
	if (denied > 0)
		errno = denied;
	return fails ? -1 : rc;
}

#include "failing_disk.h"

#endif
