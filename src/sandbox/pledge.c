/*
 * pledge.c - wire and guard on OpenBSD.
 * The wire: before the first byte is read. The guard: before that.
 */
#include "sandbox/rlimits.h"
#include "sandbox/sandbox.h"

#include <unistd.h>

bool
sandbox_wire(int guard, unsigned files, uint64_t file_limit)
{
	return rlimits_wire(guard, files, file_limit) &&
	       pledge("stdio recvfd", NULL) == 0;
}

bool
sandbox_client(void)
{
	return pledge("stdio tty", NULL) == 0;
}

bool
sandbox_key(int socket)
{
	return rlimits_key(socket) && pledge("stdio", NULL) == 0;
}

bool
sandbox_relay(void)
{
	return pledge("stdio", NULL) == 0;
}

/* The first NEEDED paths must be there; others stay out of sight if they cannot
 * be reached. */
static bool
allow(const char *const *paths, const char *how, size_t needed)
{
	for (size_t i = 0; paths[i] != NULL; i++)
		if (unveil(paths[i], how) != 0 && i < needed)
			return false;
	return true;
}

enum sandbox_rc
sandbox_guard(
    const char *const *change, const char *const *read, pid_t wire, int socket)
{
	(void)socket;
	(void)wire;
	return allow(change, "rwc", 1) && allow(read, "r", 0) &&
		       unveil(NULL, NULL) == 0 &&
		       pledge(
			   "stdio rpath wpath cpath flock proc sendfd recvfd",
			   NULL) == 0
		   ? SANDBOX_DONE
		   : SANDBOX_FAILED;
}
