/*
 * shim.c - loaded before a server: waits between the calls of the promise for
 * a foreign commit of the journal, which so falls between any two of them; and
 * breaks the promise if CUTS_BREAK names ways. CUTS_TURNS is a file with two
 * counters: of commits that were asked for, and of those that were made.
 *
 *	no-data-sync    sync_file_range does nothing
 *	name-first      ... and what it should do comes after the name
 *	no-file-sync    fsync of a file does nothing
 *	no-folder-sync  fsync of a folder does nothing
 *	as-ext4         fstatfs says that any file system is ext4
 *	foreign         no way to break it: fstatfs names none that we know, so
 *	                that the file is synced before its name
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#define WAIT_MS 200

#define NAMES 4 /* for the names of a message */

static unsigned *turns;
static int late = -1; /* a file whose data is still to be sent */
static int names;     /* of the present message */

static int
breaks(const char *way)
{
	const char *how = getenv("CUTS_BREAK");

	return how != NULL && strstr(how, way) != NULL;
}

/* What we have mapped stays when descriptors and folders are let go of. */
__attribute__((constructor)) static void
begin(void)
{
	const char *path = getenv("CUTS_TURNS");
	int fd = path != NULL ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *p = MAP_FAILED;

	if (fd >= 0)
		p = mmap(NULL, 2 * sizeof(*turns), PROT_READ | PROT_WRITE,
		    MAP_SHARED, fd, 0);
	if (p != MAP_FAILED)
		turns = p;
	if (fd >= 0)
		(void)close(fd);
}

static void
pause_here(void)
{
	unsigned mine;

	if (turns == NULL)
		return;
	mine = __atomic_add_fetch(&turns[0], 1, __ATOMIC_SEQ_CST);
	for (int ms = 0; ms < WAIT_MS; ms++) {
		if (__atomic_load_n(&turns[1], __ATOMIC_SEQ_CST) >= mine)
			return;
		(void)poll(NULL, 0, 1);
	}
}

static int
is_folder(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);
}

static int
send_out(int fd, off64_t at, off64_t n, unsigned flags)
{
	int (*real)(int, off64_t, off64_t, unsigned) = (int (*)(int, off64_t,
	    off64_t, unsigned))dlsym(RTLD_NEXT, "sync_file_range");

	return real(fd, at, n, flags);
}

int
sync_file_range(int fd, off64_t at, off64_t n, unsigned flags)
{
	int rc = 0;

	if (breaks("name-first"))
		late = fd;
	else if (!breaks("no-data-sync"))
		rc = send_out(fd, at, n, flags);
	names = 0;
	pause_here();
	return rc;
}

static void
named(void)
{
	if (names++ < NAMES && !breaks("no-folder-sync"))
		pause_here();
	if (late >= 0)
		(void)send_out(late, 0, 0,
		    SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE |
			SYNC_FILE_RANGE_WAIT_AFTER);
	late = -1;
}

/* renameat2 has no other way. */
long
syscall(long number, ...)
{
	long (*real)(long, ...) =
	    (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
	long a[6], rc;
	va_list more;

	va_start(more, number);
	for (int i = 0; i < 6; i++)
		a[i] = va_arg(more, long);
	va_end(more);
	rc = real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
	if (number == SYS_renameat2)
		named();
	return rc;
}

int
linkat(int from, const char *old, int to, const char *name, int flags)
{
	int (*real)(int, const char *, int, const char *, int) = (int (*)(int,
	    const char *, int, const char *, int))dlsym(RTLD_NEXT, "linkat");
	int rc = real(from, old, to, name, flags);

	named();
	return rc;
}

int
fsync(int fd)
{
	int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
	bool folder = is_folder(fd);
	int rc;

	if (!folder)
		names = 0;
	/* What is not synced here shall not be synced by another. */
	if (breaks(folder ? "no-folder-sync" : "no-file-sync"))
		return 0;
	rc = real(fd);
	if (names++ < NAMES)
		pause_here();
	return rc;
}

int
fstatfs(int fd, struct statfs *fs)
{
	int (*real)(int, struct statfs *) =
	    (int (*)(int, struct statfs *))dlsym(RTLD_NEXT, "fstatfs");
	int rc = real(fd, fs);

	if (breaks("foreign"))
		fs->f_type = 0x1234;
	else if (breaks("as-ext4"))
		fs->f_type = 0xef53;
	return rc;
}
