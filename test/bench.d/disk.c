/*
 * disk.c - a disk in memory whose flush takes a given time and whose reads
 * and writes take none: one file in a FUSE file system, for a loop device.
 * A flush ends that time after it came; nothing else is served meanwhile, as
 * on a disk with one head. Ends when it is unmounted.
 *
 * usage: disk FOLDER OCTETS MICROSECONDS	makes FOLDER/disk
 */
#define FUSE_USE_VERSION 31
#include <errno.h>
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

static void
need(int ok, const char *what)
{
	if (ok)
		return;
	perror(what);
	exit(71);
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
	(void)info;
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

int
main(int argc, char **argv)
{
	char *fuse[] = { argv[0], "-f", "-s", argv[1], NULL };

	if (argc != 4) {
		fprintf(stderr, "usage: disk FOLDER OCTETS MICROSECONDS\n");
		return 64;
	}
	size = (off_t)atoll(argv[2]);
	delay = atol(argv[3]);
	store = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	need(store != MAP_FAILED, "mmap");
	need(prctl(PR_SET_TIMERSLACK, 1) == 0, "prctl");
	return fuse_main(4, fuse, &operations, NULL);
}
