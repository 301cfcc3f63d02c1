/*
 * rlimits.c - limits of the wire: a few descriptors, one file size.
 * Runs in the wire, before its filter. Every system has this part.
 */
#include "sandbox/rlimits.h"
#include "base/file.h"
#include "base/limits.h"
#include "sandbox/sandbox.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Four of its own, and message files: one that comes in, or those that are
 * sent. */
#define WIRE_FILES (SANDBOX_SOCKET + 1 + LIM_AHEAD)

/* The replies of a local session may go to the end of a large file: fd 1 counts
 * from there. */
static uint64_t
raise_for_output(uint64_t limit)
{
	struct stat st;

	if (fstat(STDOUT_FILENO, &st) == 0 && S_ISREG(st.st_mode))
		limit += (uint64_t)st.st_size;
	return limit;
}

bool
rlimits_wire(int guard, uint64_t file_limit)
{
	struct rlimit size, files;

	/* A limit that is lower already stays: it cannot be raised. */
	if (getrlimit(RLIMIT_FSIZE, &size) != 0 ||
	    getrlimit(RLIMIT_NOFILE, &files) != 0)
		return false;
	/* The soft limit counts, and the filter keeps it from being raised.
	 * valgrind has a hard limit of its own. */
	files.rlim_cur = WIRE_FILES;
	file_limit = raise_for_output(file_limit);
	if (size.rlim_max > file_limit)
		size.rlim_max = file_limit;
	size.rlim_cur = size.rlim_max;
	if (guard != SANDBOX_SOCKET && dup2(guard, SANDBOX_SOCKET) < 0)
		return false;
	if (!file_close_from(SANDBOX_SOCKET + 1))
		return false;
#ifndef WITH_SANITIZERS
	/* Their reports go to fd 2. */
	int null = open("/dev/null", O_WRONLY);

	if (null < 0 || dup2(null, STDERR_FILENO) < 0 || close(null) != 0)
		return false;
#endif
	return setrlimit(RLIMIT_FSIZE, &size) == 0 &&
	       setrlimit(RLIMIT_NOFILE, &files) == 0;
}

bool
rlimits_key(int socket)
{
	if (socket != SANDBOX_KEY && dup2(socket, SANDBOX_KEY) < 0)
		return false;
#ifndef WITH_SANITIZERS
	(void)close(STDERR_FILENO);
#endif
	return close(STDIN_FILENO) == 0 && close(STDOUT_FILENO) == 0 &&
	       file_close_from(SANDBOX_KEY + 1);
}
