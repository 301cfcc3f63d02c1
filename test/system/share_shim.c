/*
 * share_shim.c - loaded before a server: its files lie on a server of files
 * that refuses, forgets, or says no after it did what it was asked for. SHARE
 * has what calls say, with ";" between:
 *
 *	linkat=EPERM     always
 *	linkat=EPERM@2   the second time
 *	linkat+=EEXIST   ... after it was done
 *	close=EIO@w      of the descriptor that has written, and of no other
 *
 * The guard is meant; the wire, its child, may do none of this.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#define NFS 0x6969

static struct rule {
	char call[16];
	bool done, writer;
	int error;
	unsigned at, count;
} rules[8];

static const struct {
	const char *name;
	int error;
} errors[] = { { "EPERM", EPERM }, { "EACCES", EACCES }, { "EEXIST", EEXIST },
	{ "ENOENT", ENOENT }, { "ESTALE", ESTALE }, { "EIO", EIO },
	{ "EINVAL", EINVAL }, { "EOPNOTSUPP", EOPNOTSUPP },
	{ "EXDEV", EXDEV } };

static int
error_of(const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
		if (strlen(errors[i].name) == n &&
		    memcmp(errors[i].name, name, n) == 0)
			return errors[i].error;
	abort();
}

static void
forget(void)
{
	memset(rules, 0, sizeof(rules));
}

__attribute__((constructor)) static void
begin(void)
{
	const char *s = getenv("SHARE");

	(void)pthread_atfork(NULL, NULL, forget);

	for (struct rule *r = rules; s != NULL && *s != '\0'; r++) {
		size_t n = strcspn(s, "+=");
		const char *error;

		memcpy(r->call, s, n);
		r->done = s[n] == '+';
		error = s + n + (r->done ? 2 : 1);
		s = error + strcspn(error, "@;");
		r->error = error_of(error, (size_t)(s - error));
		if (*s == '@' && s[1] == 'w')
			r->writer = true;
		else if (*s == '@')
			r->at = (unsigned)atoi(s + 1);
		s += strcspn(s, ";");
		s += *s == ';';
	}
}

static bool
writes(int fd)
{
	return (fcntl(fd, F_GETFL) & O_ACCMODE) != O_RDONLY;
}

static bool
regular(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

/* The rule for this call, which is about FD; or NULL. */
static struct rule *
rule_of(const char *call, int fd)
{
	for (struct rule *r = rules; r->call[0] != '\0'; r++)
		if (strcmp(r->call, call) == 0 && (!r->writer || writes(fd)) &&
		    (++r->count == r->at || r->at == 0))
			return r;
	return NULL;
}

#define NEXT(type, name) ((type)dlsym(RTLD_NEXT, name))

/* Does CALL, unless the rule for NAME says that it was not done. */
#define SHARED(name, fd, rc, call) \
	do { \
		struct rule *rule = rule_of(name, fd); \
\
		rc = rule == NULL || rule->done ? call : -1; \
		if (rule != NULL) { \
			errno = rule->error; \
			rc = -1; \
		} \
	} while (0)

int
linkat(int from, const char *old, int to, const char *name, int flags)
{
	int rc;

	SHARED("linkat", from, rc,
	    NEXT(int (*)(int, const char *, int, const char *, int), "linkat")(
		from, old, to, name, flags));
	return rc;
}

int
unlinkat(int dir, const char *name, int flags)
{
	int rc;

	SHARED("unlinkat", dir, rc,
	    NEXT(int (*)(int, const char *, int), "unlinkat")(
		dir, name, flags));
	return rc;
}

int
mkdirat(int dir, const char *name, mode_t mode)
{
	int rc;

	SHARED("mkdirat", dir, rc,
	    NEXT(int (*)(int, const char *, mode_t), "mkdirat")(
		dir, name, mode));
	return rc;
}

int
fsync(int fd)
{
	int rc;

	SHARED("fsync", fd, rc, NEXT(int (*)(int), "fsync")(fd));
	return rc;
}

/* Never a file system whose journal we know. */
int
fstatfs(int fd, struct statfs *fs)
{
	int rc = NEXT(int (*)(int, struct statfs *), "fstatfs")(fd, fs);

	fs->f_type = NFS;
	return rc;
}

/* NFS 4 that has no delegation. */
int
fcntl(int fd, int what, ...)
{
	va_list more;
	long arg;

	va_start(more, what);
	arg = va_arg(more, long);
	va_end(more);
	if (what == F_SETLEASE) {
		errno = EAGAIN;
		return -1;
	}
	return NEXT(int (*)(int, int, long), "fcntl")(fd, what, arg);
}

/* Of files only: it is about what is late with an error. */
int
close(int fd)
{
	int rc, (*real)(int) = NEXT(int (*)(int), "close");

	if (rules[0].call[0] == '\0' || !regular(fd))
		return real(fd);
	SHARED("close", fd, rc, real(fd));
	return rc;
}

int
openat(int dir, const char *name, int flags, ...)
{
	va_list more;
	mode_t mode;
	int rc;

	va_start(more, flags);
	mode = va_arg(more, mode_t);
	va_end(more);
	SHARED("openat", dir, rc,
	    NEXT(int (*)(int, const char *, int, mode_t), "openat")(
		dir, name, flags, mode));
	return rc;
}

/* renameat2 has no other way. */
long
syscall(long number, ...)
{
	long a[6], rc;
	long (*real)(long, ...) = NEXT(long (*)(long, ...), "syscall");
	va_list more;

	va_start(more, number);
	for (int i = 0; i < 6; i++)
		a[i] = va_arg(more, long);
	va_end(more);
	if (number != SYS_renameat2)
		return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
	SHARED("renameat2", (int)a[0], rc,
	    real(number, a[0], a[1], a[2], a[3], a[4], a[5]));
	return rc;
}
