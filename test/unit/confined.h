/*
 * confined.h - runs a function in a child, confined as the wire is.
 */
#ifndef CONFINED_H
#define CONFINED_H

#include "unit.h"
#include "sandbox/sandbox.h"

#include <stdint.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define LIMIT 100 /* octets a file may have */
#ifdef WITH_SANITIZERS
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

/* A function that makes one attempt. */
#define TRY(name, attempt) \
	static int try_##name(void) \
	{ \
		return (int)(intptr_t)(attempt); \
	}

static pid_t parent;
static int pair[2];

/* In a child that has the other end of `pair`: confined by BE, then WHAT. How
 * it ended: an exit code, or minus the signal. */
static inline int
confined_by(bool (*be)(int socket), int (*what)(void))
{
	pid_t pid;
	int status;

	(void)fflush(stdout);
	parent = getpid();
	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) != 0)
		return -1000;
	pid = fork();
	if (pid == 0) {
		(void)alarm(20);
		(void)close(pair[0]);
		_exit(be(pair[1]) ? what() : 1);
	}
	(void)close(pair[1]);
	if (waitpid(pid, &status, 0) != pid)
		return -1000;
	(void)close(pair[0]);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static inline bool
as_wire(int socket)
{
	return sandbox_wire(socket, 1, LIMIT);
}

static inline int
confined(int (*what)(void))
{
	return confined_by(as_wire, what);
}

#endif
