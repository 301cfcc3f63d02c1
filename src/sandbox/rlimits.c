/*
 * rlimits.c - limits of the wire: a few descriptors, one file size.
 * Runs in the wire, before its filter. Every system has this part.
 */
#include "sandbox/rlimits.h"
#include "base/file.h"
#include "sandbox/sandbox.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* The limit holds for all files. Where the replies go to one, they must not be
 * cut; what stays then is that the guard looks at a message's size. */
static bool
writes_to_file(void)
{
	struct stat st;

	return fstat(STDOUT_FILENO, &st) == 0 && S_ISREG(st.st_mode);
}

bool
rlimits_wire(int guard, unsigned files, uint64_t file_limit)
{
	struct rlimit size, fds;

	/* A hard limit that is lower already stays: it cannot be raised. */
	if (getrlimit(RLIMIT_FSIZE, &size) != 0 ||
	    getrlimit(RLIMIT_NOFILE, &fds) != 0)
		return false;
	/* The soft limit counts, and the filter keeps it from being raised.
	 * valgrind has a hard limit of its own. */
	fds.rlim_cur = SANDBOX_SOCKET + 1 + files;
	if (size.rlim_max > file_limit && !writes_to_file())
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
	       setrlimit(RLIMIT_NOFILE, &fds) == 0;
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
