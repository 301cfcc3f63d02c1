/*
 * failing_disk.h - the part of failing.h that is about disks.
 */
#ifndef FAILING_DISK_H
#define FAILING_DISK_H

/* Nothing is really synced: the power stays on here. */
int __wrap_fsync(int fd);
int
__wrap_fsync(int fd)
{
	struct stat st;
	bool file;
	int rc;

	FAILING_REAL(rc, __real_fstat(fd, &st));
	file = rc == 0 && S_ISREG(st.st_mode);
	failing.again |= file && failing_armed && st.st_ino == failing.synced;
	if (!failing_call("fsync"))
		return 0;
	if (file)
		failing.synced = st.st_ino;
	return -1;
}

int __wrap_sync_file_range(int fd, off_t at, off_t n, unsigned flags);
int
__wrap_sync_file_range(int fd, off_t at, off_t n, unsigned flags)
{
	(void)fd;
	(void)at;
	(void)n;
	(void)flags;
	return failing_call("sync_file_range") ? -1 : 0;
}

/* What the file system is said to be. */
#define FAILING_TMPFS 0x01021994
static unsigned failing_fs = FAILING_TMPFS;

int __real_fstatfs(int fd, struct statfs *fs),
    __wrap_fstatfs(int fd, struct statfs *fs);
int
__wrap_fstatfs(int fd, struct statfs *fs)
{
	int rc = failing_call("fstatfs") ? -1 : 0;

	if (rc == 0)
		FAILING_REAL(rc, __real_fstatfs(fd, fs));
	if (rc == 0)
		fs->f_type = (__typeof__(fs->f_type))failing_fs;
	return rc;
}

#endif
