/*
 * none.c - for systems whose filter we do not know, and for valgrind, which has
 * to look into the wire: limits on descriptors and file size only.
 */
#include "sandbox/rlimits.h"
#include "sandbox/sandbox.h"

bool
sandbox_wire(int guard, unsigned files, uint64_t file_limit)
{
	return rlimits_wire(guard, files, file_limit);
}

bool
sandbox_client(void)
{
	return true;
}

bool
sandbox_key(int socket)
{
	return rlimits_key(socket);
}

bool
sandbox_relay(void)
{
	return true;
}

enum sandbox_rc
sandbox_guard(
    const char *const *change, const char *const *read, pid_t wire, int socket)
{
	(void)socket;
	(void)wire;
	(void)change;
	(void)read;
	return SANDBOX_NOTHING;
}
