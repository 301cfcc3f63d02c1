/*
 * disk.c - a disk in memory whose flush takes a given time and whose reads
 * and writes take none: one file in a FUSE file system, for a loop device.
 * A flush ends that time after it came; nothing else is served meanwhile, as
 * on a disk with one head. Ends when it is unmounted.
 *
 * usage: disk FOLDER OCTETS MICROSECONDS [FAULTS]	makes FOLDER/disk
 * FAULTS is a file of six numbers of 4 octets: how many writes are done before
 * one fails (none does if it is negative), how many fail then, how many have
 * failed; and the same of flushes.
 */
#define FUSE_USE_VERSION 31
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <time.h>

#define NAME "/disk"

static char *store;
static off_t size;
static long delay;
static struct faults {
	int left, many, had;
} none[2] = { { -1, 0, 0 }, { -1, 0, 0 } }, *faults = none;
enum { WRITES, FLUSHES };

static void
need(int ok, const char *what)
{
	if (ok)
		return;
	perror(what);
	exit(71);
}

/* True if this write or flush has to fail. */
static int
fails(struct faults *f)
{
	if (f->left != 0)
		f->left -= f->left > 0;
	else if (f->many > 0 && f->many--)
		return ++f->had;
	return 0;
}

static int
disk_getattr(const char *path, struct stat *st, struct fuse_file_info *info)
{
	(void)info;
	memset(st, 0, sizeof(*st));
	if (strcmp(path, "/") == 0) {
		st->st_mode = S_IFDIR | 0700;
		st->st_nlink = 2;
		return 0;
	}
	if (strcmp(path, NAME) != 0)
		return -ENOENT;
	st->st_mode = S_IFREG | 0600;
	st->st_nlink = 1;
	st->st_size = size;
	return 0;
}

static int
disk_open(const char *path, struct fuse_file_info *info)
{
	/* A write that is cut in two and fails in its second half is a short
	 * one, which the loop device takes for a whole one. */
	info->direct_io = faults != none;
	return strcmp(path, NAME) == 0 ? 0 : -ENOENT;
}

/* What of COUNT octets from OFFSET on is there. */
static int
within(size_t count, off_t offset)
{
	off_t left = offset < size ? size - offset : 0;

	return (int)((off_t)count < left ? (off_t)count : left);
}

static int
disk_read(const char *path, char *buf, size_t count, off_t offset,
    struct fuse_file_info *info)
{
	int n = within(count, offset);

	(void)path;
	(void)info;
	memcpy(buf, store + offset, (size_t)n);
	return n;
}

static int
disk_write(const char *path, const char *buf, size_t count, off_t offset,
    struct fuse_file_info *info)
{
	int n = within(count, offset);

	(void)path;
	(void)info;
	if (n == 0)
		return -ENOSPC;
	if (fails(&faults[WRITES]))
		return -EIO;
	memcpy(store + offset, buf, (size_t)n);
	return n;
}

static int
disk_fsync(const char *path, int data_only, struct fuse_file_info *info)
{
	struct timespec end;

	(void)path;
	(void)data_only;
	(void)info;
	if (fails(&faults[FLUSHES]))
		return -EIO;
	need(clock_gettime(CLOCK_MONOTONIC, &end) == 0, "clock_gettime");
	end.tv_nsec += delay * 1000;
	end.tv_sec += end.tv_nsec / 1000000000;
	end.tv_nsec %= 1000000000;
	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &end, NULL) != 0)
		;
	return 0;
}

static const struct fuse_operations operations = {
	.getattr = disk_getattr,
	.open = disk_open,
	.read = disk_read,
	.write = disk_write,
	.fsync = disk_fsync,
};

static void
take_faults(const char *path)
{
	int fd = open(path, O_RDWR);
	void *p =
	    mmap(NULL, sizeof(none), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	need(p != MAP_FAILED, path);
	faults = p;
}

int
main(int argc, char **argv)
{
	char *fuse[] = { argv[0], "-f", "-s", argv[1], NULL };

	if (argc != 4 && argc != 5) {
		fprintf(stderr,
		    "usage: disk FOLDER OCTETS MICROSECONDS [FAULTS]\n");
		return 64;
	}
	if (argc == 5)
		take_faults(argv[4]);
	size = (off_t)atoll(argv[2]);
	delay = atol(argv[3]);
	store = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	need(store != MAP_FAILED, "mmap");
	need(prctl(PR_SET_TIMERSLACK, 1) == 0, "prctl");
	return fuse_main(4, fuse, &operations, NULL);
}
