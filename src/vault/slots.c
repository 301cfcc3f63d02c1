/*
 * slots.c - at most four password hashes at once, over all processes.
 * Runs in the guard. A lock goes with its descriptor, so that a process
 * that is killed leaves none behind.
 */
#include "vault/slots.h"
#include "base/bytes.h"
#include "base/clock.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <unistd.h>

/* No call waits for the first of four locks, nor until a deadline, so we look
 * again this often. It is short beside a hash, and happens only while four of
 * them run. */
#define SLOTS_PAUSE_MS 50

#define LOCK_FILE (O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)

/* Opens the lock file, or returns -1. A lock needs no more than reading. A file
 * of root's in our folder is replaced. */
static int
slot_open(const char *run, unsigned i)
{
	char path[LIM_FILE + 16];
	struct text t = TEXT(path);
	int fd;

	text_str(&t, run);
	text_str(&t, "/slot.");
	text_num(&t, i);
	if (!text_end(&t)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	fd = open(path, LOCK_FILE, 0600);
	if (fd < 0 && errno == EACCES && unlink(path) == 0)
		fd = open(path, LOCK_FILE, 0600);
	return fd;
}

/* Tries all of them once. */
static enum slots_rc
try_all(const char *run, int *fd)
{
	for (unsigned i = 0; i < SLOTS; i++) {
		int error;

		*fd = slot_open(run, i);
		if (*fd < 0)
			return SLOTS_NOTHING;
		if (flock(*fd, LOCK_EX | LOCK_NB) == 0)
			return SLOTS_TAKEN;
		error = errno;
		(void)close(*fd);
		*fd = -1;
		if (error != EWOULDBLOCK && error != EINTR) {
			errno = error;
			return SLOTS_NOTHING;
		}
	}
	return SLOTS_BUSY;
}

enum slots_rc
slots_take(const char *run, int64_t deadline, int *fd)
{
	for (;;) {
		enum slots_rc rc = try_all(run, fd);
		int left = clock_left(deadline);

		if (rc != SLOTS_BUSY || left == 0)
			return rc;
		(void)poll(
		    NULL, 0, left < SLOTS_PAUSE_MS ? left : SLOTS_PAUSE_MS);
	}
}
