/*
 * sockets.c - the sockets that a super-server left for us to accept from.
 * Runs in main, before anything else, and in the listener. The environment
 * is believed only where the kernel says the same.
 */
#include "listen/sockets.h"
#include "base/bytes.h"
#include "base/limits.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* The number in an environment variable; 0 if there is none. */
static uint64_t
number_of(const char *name, uint64_t max)
{
	const char *v = getenv(name);
	uint64_t n;

	return v != NULL && num_parse(bytes_str(v), max, &n) ? n : 0;
}

static bool
listens(int fd)
{
	int yes = 0;
	socklen_t n = sizeof(yes);

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &yes, &n) == 0 && yes;
}

unsigned
sockets_find(void)
{
	int end = SOCKETS_FIRST, named = SOCKETS_FIRST;

	if (number_of("LISTEN_PID", INT_MAX) == (uint64_t)getpid())
		named += (int)number_of("LISTEN_FDS", LIM_SOCKETS);
	for (int fd = SOCKETS_FIRST; fd < named; fd++)
		if (listens(fd) && dup2(fd, end) == end)
			end++;
	if (end == SOCKETS_FIRST && listens(STDIN_FILENO) &&
	    dup2(STDIN_FILENO, end) == end)
		end++;
	return (unsigned)(end - SOCKETS_FIRST);
}

bool
sockets_alone(void)
{
	bool three = listens(STDERR_FILENO);

	(void)close(STDIN_FILENO);
	(void)close(STDOUT_FILENO);
	if (three)
		(void)close(STDERR_FILENO);
	return three;
}

bool
sockets_unblock(unsigned n)
{
	for (int fd = SOCKETS_FIRST; n > 0; fd++, n--) {
		int flags = fcntl(fd, F_GETFL);

		if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) != 0)
			return false;
	}
	return true;
}
