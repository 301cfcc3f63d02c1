/*
 * datasync.c - the data of a file onto its device, before a name leads to it.
 * Runs in the guard.
 */
#include "base/datasync.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <unistd.h>

#define EXT4 0xef53
#define XFS 0x58465342

/* True for a file system whose journal flushes the device before it commits: no
 * name is durable there before data that was written out earlier. btrfs is none
 * of these: the log that a foreign fsync makes durable may hold a name whose
 * file, not fsynced yet, is empty there. */
static bool
keeps_order(int fd)
{
	uint32_t type = file_system(fd);

	return type == EXT4 || type == XFS;
}

/* True if this system or file system lacks the call. Any other failure has
 * taken a write-back error off the descriptor. */
static bool
not_here(void)
{
	return errno == ENOSYS || errno == EINVAL || errno == ESPIPE ||
	       errno == EPERM;
}

#ifdef SYNC_FILE_RANGE_WRITE
static bool
write_out(int fd)
{
	return sync_file_range(fd, 0, 0,
		   SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE |
		       SYNC_FILE_RANGE_WAIT_AFTER) == 0;
}
#else
static bool
write_out(int fd)
{
	(void)fd;
	errno = ENOSYS;
	return false;
}
#endif

enum datasync
datasync(int fd)
{
	if (keeps_order(fd)) {
		if (write_out(fd))
			return DATASYNC_SENT;
		if (!not_here())
			return DATASYNC_FAILED;
	}
	return fsync(fd) == 0 ? DATASYNC_DURABLE : DATASYNC_FAILED;
}
